import type { FirstTry, Pass } from '../../platform/index.ts'

/** A level that was passed is shown again after so many days, from its midst; what did not hold comes back the next day. */
const AFTER_D = 3
const DAY_MS = 86_400_000

/** How it stands with a level's second pass; null: not passed yet, or not so long ago. */
export function secondPassOf(
  level: string,
  firsts: readonly FirstTry[],
  passes: readonly Pass[],
  now_ms: number,
): 'due' | 'held' | null {
  const passed = firsts.find((f) => f.save.level === level && f.passed)
  if (!passed) return null
  const own = passes.filter((p) => p.level === level)
  if (own.some((p) => p.held)) return 'held'
  const last = own.at(-1)
  const from_ms = last ? last.at_ms + DAY_MS : passed.at_ms + AFTER_D * DAY_MS
  return now_ms >= from_ms ? 'due' : null
}

/** Lots of a level that are known, by whichever way. */
export const knownLots = (level: string, firsts: readonly FirstTry[], passes: readonly Pass[]): readonly number[] => [
  ...firsts.flatMap(({ save }) => (save.level === level ? [save.seed] : [])),
  ...passes.flatMap((p) => (p.level === level ? [p.seed] : [])),
]

/** Where a competency was shown once more, last: in which level, and whether it was. */
export function shownAgain(
  id: string,
  passes: readonly Pass[],
): { readonly level: string; readonly held: boolean } | null {
  const last = passes.filter((p) => (p.seen[id]?.length ?? 0) > 0).at(-1)
  if (!last) return null
  const worths = last.seen[id]!
  // As a success of a first try: acceptable at least, in the mean.
  return { level: last.level, held: worths.reduce((sum, x) => sum + x, 0) / worths.length >= 0.7 - 1e-9 }
}
