import type { Level } from '../play/index.ts'
import { expertHand, outcomeOf } from '../play/index.ts'
import { type FindingSnapshot, endingOf } from '../present/index.ts'
import { levelHash, playHand, type RunRecord, setUp, type Verdict, verify } from '../record/index.ts'
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

/** The level is not in this version, or the changed one does not hold together. */
export type Unjudged = 'level' | 'broken'

/** Marks are shown without decimals: what is nearer than that is the same mark. */
const SAME = 0.5

const references = new Map<string, readonly number[]>()

function referenceOf(level: Level, seed: number): readonly number[] {
  const key = `${levelHash(level)} ${seed}`
  const known = references.get(key) ?? outcomeOf(playHand(level, seed, expertHand).run).amounts
  references.set(key, known)
  return known
}

/** Two runs of the same decisions have the same text, whoever handed them in. */
export const decisionsText = ({ level, seed, log }: Pick<RunRecord, 'level' | 'seed' | 'log'>): string =>
  JSON.stringify([level.id, level.patch ?? [], seed, log.map(({ t, slot, value }) => [t, slot, value])])

export function judge(
  levelFile: unknown,
  { record, marks }: Result,
  shippedDigests: readonly string[],
): Judged | Unjudged {
  if (levelFile === undefined) return 'level'
  const { level } = setUp(levelFile, { options: record.options, patch: record.level.patch })
  if (!level?.work) return 'broken'
  const { verdict, digest, firstWrong_s, replay } = verify(level, record)
  const { score, passed, disposition, findings } = endingOf(replay.run, referenceOf(level, record.seed))
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
