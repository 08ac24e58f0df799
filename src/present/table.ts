import { type Language, typeset } from './language.ts'

/** Both languages of a table of words; French gets its spaces here, once. */
export const table = <T extends object>(fr: T, en: T): Readonly<Record<Language, T>> => ({ fr: spaced(fr), en })

function spaced<T>(value: T): T {
  const set = (inner: unknown): unknown => {
    if (typeof inner === 'string') return typeset('fr', inner)
    if (typeof inner === 'function')
      return (...given: unknown[]) => set((inner as (...x: unknown[]) => unknown)(...given))
    if (Array.isArray(inner)) return inner.map(set)
    if (typeof inner === 'object' && inner !== null)
      return Object.fromEntries(Object.entries(inner).map(([key, more]) => [key, set(more)]))
    return inner
  }
  return set(value) as T
}
