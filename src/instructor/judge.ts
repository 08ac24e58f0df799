import { type FindingSnapshot, endingOf } from '../present/index.ts'
import { replayed, type RunRecord, type Unplayable, type Verdict } from '../record/index.ts'
import type { Result } from '../share/index.ts'

export interface Marks {
  readonly yield: number
  readonly purity: number
  readonly compliance: number
}

/** What a result is worth once its decisions have been played again. */
export interface Judged {
  readonly verdict: Verdict
  readonly firstWrong_s: number | null
  readonly marks: Marks
  readonly passed: boolean
  readonly released: boolean
  readonly findings: readonly FindingSnapshot[]
  /** The marks in the file are those of the replay. */
  readonly told: boolean
  /** The very decisions of a run that comes with the game. */
  readonly shipped: boolean
}

/** Marks are shown without decimals: what is nearer than that is the same mark. */
const SAME = 0.5

/** Two runs of the same decisions have the same text, whoever handed them in. */
export const decisionsText = ({ level, seed, log }: Pick<RunRecord, 'level' | 'seed' | 'log'>): string =>
  JSON.stringify([level.id, level.patch ?? [], seed, log.map(({ t, slot, value }) => [t, slot, value])])

export function judge(
  levelFile: unknown,
  { record, marks }: Result,
  shippedDigests: readonly string[],
): Judged | Unplayable {
  const found = replayed(levelFile, record)
  if (typeof found === 'string') return found
  const { verdict, digest, firstWrong_s, replay, reference } = found
  const { score, passed, disposition, findings } = endingOf(replay.run, reference)
  const near = (axis: keyof Marks): boolean => Math.abs(marks[axis] - score[axis]) < SAME
  return {
    verdict,
    firstWrong_s,
    marks: score,
    passed: passed === true,
    released: disposition === 'released',
    findings,
    told: near('yield') && near('purity') && near('compliance'),
    shipped: shippedDigests.includes(digest),
  }
}
