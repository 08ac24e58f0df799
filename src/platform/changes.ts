/**
 * What has changed from one value of plain data to the next. A snapshot of a run is large and comes five times a second,
 * and hardly anything in it is new: only that crosses from the worker. What has not changed stays the same object, so
 * that a screen sees by a glance what it need not draw again.
 */
export type Change =
  | { readonly to: unknown }
  /** Values of an object with the same keys. */
  | { readonly of: readonly (readonly [key: string, change: Change])[] }
  /** Values of an array that has become no shorter, and what is new at its end. */
  | { readonly at: readonly (readonly [index: number, change: Change])[]; readonly more: readonly unknown[] }

type Fields = Readonly<Record<string, unknown>>
const isFields = (x: unknown): x is Fields => typeof x === 'object' && x !== null && !Array.isArray(x)

/** Null: nothing. */
export function changeOf(before: unknown, after: unknown): Change | null {
  if (Object.is(before, after)) return null
  if (Array.isArray(before) && Array.isArray(after) && after.length >= before.length) {
    const at: (readonly [number, Change])[] = []
    for (let i = 0; i < before.length; i++) {
      const change = changeOf(before[i], after[i])
      if (change) at.push([i, change])
    }
    const more = after.slice(before.length)
    return at.length || more.length ? { at, more } : null
  }
  if (isFields(before) && isFields(after)) {
    const keys = Object.keys(after)
    if (keys.length === Object.keys(before).length && keys.every((key) => Object.hasOwn(before, key))) {
      const of: (readonly [string, Change])[] = []
      for (const key of keys) {
        const change = changeOf(before[key], after[key])
        if (change) of.push([key, change])
      }
      return of.length ? { of } : null
    }
  }
  return { to: after }
}

/** The value that had changed so. */
export function changed(before: unknown, change: Change | null): unknown {
  if (change === null) return before
  if ('to' in change) return change.to
  if ('of' in change) {
    const inner = new Map(change.of)
    return Object.fromEntries(
      Object.entries(before as Fields).map(([key, value]) => [key, changed(value, inner.get(key) ?? null)]),
    )
  }
  const after = [...(before as readonly unknown[]), ...change.more]
  for (const [i, inner] of change.at) after[i] = changed(after[i], inner)
  return after
}
