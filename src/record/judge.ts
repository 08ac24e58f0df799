import { expertHand, type Level, outcomeOf } from '../play/index.ts'
import { levelHash, playHand, type RunRecord } from './record.ts'
import { setUp } from './setup.ts'
import { type Verified, verify } from './verify.ts'

export interface Replayed extends Verified {
  /** What the expert makes of the same lot, by product. */
  readonly reference: readonly number[]
}

/** The level is not in this version, or the changed one does not hold together. */
export type Unplayable = 'level' | 'broken'

/** A class plays the same few lots: the expert's run of each is worked out once. */
const MOST_REFERENCES = 300
const references = new Map<string, readonly number[]>()

function referenceOf(level: Level, seed: number): readonly number[] {
  const key = `${levelHash(level)} ${seed}`
  const known = references.get(key) ?? outcomeOf(playHand(level, seed, expertHand).run).amounts
  if (references.size >= MOST_REFERENCES) references.delete(references.keys().next().value!)
  references.set(key, known)
  return known
}

/** Plays a record again on the level of this version, set up as the record says. */
export function replayed(levelFile: unknown, record: RunRecord): Replayed | Unplayable {
  if (levelFile === undefined) return 'level'
  const { level } = setUp(levelFile, { options: record.options, patch: record.level.patch })
  if (!level?.work) return 'broken'
  return { ...verify(level, record), reference: referenceOf(level, record.seed) }
}
