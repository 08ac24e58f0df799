import { loadTraining } from '../content/index.ts'
import { isOfClass, leastSeconds, paceOf } from '../play/index.ts'
import { type FindingSnapshot, endingOf } from '../present/index.ts'
import { type Logged, type Practice, replayed, type Unplayable, type Verdict } from '../record/index.ts'
import { lotFor, type Result } from '../share/index.ts'
import { COPIED, likeness } from './rows.ts'

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
  /** The decisions of a run that comes with the game, all or all but a few. */
  readonly shipped: boolean
  /** Of each competency the level trains: worths of the evidence, 0 to 1. */
  readonly practice: Practice
  /** Real seconds of hand and pen that these decisions usually take (src/play/pace.ts). */
  readonly hands_s: number
  /** Fewer real seconds are claimed than any hand needs to point and press. */
  readonly tooFast: boolean
  /** Where each has a lot of their own: this is not the one that falls to this pseudonym. */
  readonly otherLot: boolean
}

/** Marks are shown without decimals: what is nearer than that is the same mark. */
const SAME = 0.5

export function judge(
  levelFile: unknown,
  training: unknown,
  { id, record, marks, used_s }: Result,
  shippedDigests: readonly string[],
  shippedLog: readonly Logged[] = [],
): Judged | Unplayable {
  const found = replayed(levelFile, record)
  if (typeof found === 'string') return found
  const { verdict, digest, firstWrong_s, replay, reference } = found
  const { trains } = loadTraining(training)
  const { score, passed, disposition, findings, practice } = endingOf(replay.run, reference, trains)
  const { handling, writing } = paceOf(replay.run, {}, disposition).total
  // A demo runs by the clock, with what is held and let go: its time says nothing.
  const isTimed = replay.run.level.work!.medals === null
  const own = record.log.filter(({ slot }) => !isOfClass(slot))
  const lot = { level: record.level.id, seed: record.seed, options: record.options ?? {} }
  const near = (axis: keyof Marks): boolean => Math.abs(marks[axis] - score[axis]) < SAME
  return {
    verdict,
    firstWrong_s,
    marks: score,
    passed: passed === true,
    released: disposition === 'released',
    findings,
    told: near('yield') && near('purity') && near('compliance'),
    shipped: shippedDigests.includes(digest) || likeness(record.log, shippedLog) >= COPIED,
    practice,
    hands_s: handling + writing,
    tooFast: isTimed && used_s !== undefined && used_s < leastSeconds(own),
    otherLot: lotFor(lot, id) !== record.seed,
  }
}
