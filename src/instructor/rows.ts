import type { Result } from '../share/index.ts'
import type { Logged, RunRecord } from '../record/index.ts'
import type { Judged } from './judge.ts'

/** A result that was handed in, and what its replay says. */
export interface Row {
  readonly file: string
  readonly result: Result
  readonly judged: Judged
}

/** What was altered afterwards has no marks: the decisions in it are nobody's. */
export const isCounted = ({ judged }: Row): boolean => judged.verdict !== 'mismatch'

export const AXES = ['yield', 'purity', 'compliance'] as const
export type Axis = (typeof AXES)[number]

export const bandOf = (mark: number): 'low' | 'middle' | 'high' => (mark < 50 ? 'low' : mark < 75 ? 'middle' : 'high')
export const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length

/** Two runs of the same decisions have the same text, whoever handed them in. */
export const decisionsText = ({ level, seed, log }: Pick<RunRecord, 'level' | 'seed' | 'log'>): string =>
  JSON.stringify([level.id, level.patch ?? [], seed, log.map(({ t, slot, value }) => [t, slot, value])])

/** Whose lots belong together. A file copied and given another name is somebody else's: the name is what a teacher reads. */
export const learnerOf = ({ id, who }: Pick<Result, 'id' | 'who'>): string => JSON.stringify([id, who])

/** The same result, handed in again. */
export const rowKey = ({ result }: Pick<Row, 'result'>): string =>
  JSON.stringify([
    learnerOf(result),
    result.marks,
    result.again ?? [],
    result.record.digest,
    decisionsText(result.record),
  ])

/**
 * From this share on two logs are one and the same with something put in or taken out: decisions bear the plant second,
 * and each act moves those after it. Two hands that both follow the printed recipe stay apart by their looks and lines.
 */
export const COPIED = 0.9

/** Share of the decisions of the longer log that are in both, to the second. */
export function likeness(a: readonly Logged[], b: readonly Logged[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const left = new Map<string, number>()
  const keyOf = ({ t, slot, value }: Logged): string => JSON.stringify([t, slot, value])
  for (const d of b) left.set(keyOf(d), (left.get(keyOf(d)) ?? 0) + 1)
  let same = 0
  for (const d of a) {
    const n = left.get(keyOf(d)) ?? 0
    if (n > 0) same++
    left.set(keyOf(d), n - 1)
  }
  return same / Math.max(a.length, b.length)
}
