import type { FirstTry } from '../../platform/index.ts'

/** So many lots of a level passed one after the other, and the next is played without aids. */
const CLEAN = 2

/** What becomes of the aids in a new lot of a level, by how its last lots went; null: they stay as they are. */
export function aidsAfter(level: string, firsts: readonly FirstTry[]): 'fade' | 'return' | null {
  const own = firsts.filter(({ save }) => save.level === level)
  const last = own.at(-1)
  if (!last) return null
  if (!last.passed) return last.save.setup?.options?.aids === 'none' ? 'return' : null
  const clean = own.slice(-CLEAN)
  return clean.length === CLEAN && clean.every(({ passed }) => passed) ? 'fade' : null
}
