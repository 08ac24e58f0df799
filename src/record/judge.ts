import { expertHand, isOfClass, type Level, outcomeOf, query, type Reference, type Timed } from '../play/index.ts'
import { asLogged, levelHash, play, playHand, type RunRecord } from './record.ts'
import { setUp } from './setup.ts'
import { type Verified, verify } from './verify.ts'

export interface Replayed extends Verified {
  readonly reference: Reference
}

/** The level is not in this version, or the changed one does not hold together. */
export type Unplayable = 'level' | 'broken'

/** A class plays the same few lots: the expert's run of each is worked out once. */
const MOST_REFERENCES = 300
const references = new Map<string, Reference>()

/** What the expert makes of the same lot, with what the class let happen in it. */
export function referenceOf(level: Level, seed: number, log: readonly Timed[] = []): Reference {
  const brought = log.filter((d) => isOfClass(d.slot)).map(asLogged)
  const key = `${levelHash(level)} ${seed} ${brought.length ? JSON.stringify(brought) : ''}`
  let known = references.get(key)
  if (known) return known
  const { amounts, keptBack } = outcomeOf(playHand(level, seed, expertHand, undefined, brought).run)
  known = { amounts, keptBack }
  if (references.size >= MOST_REFERENCES) references.delete(references.keys().next().value!)
  references.set(key, known)
  return known
}

/** Plays a record again on the level of this version, set up as the record says. */
export function replayed(levelFile: unknown, record: RunRecord): Replayed | Unplayable {
  if (levelFile === undefined) return 'level'
  const { level } = setUp(levelFile, { options: record.options, patch: record.level.patch })
  if (!level?.work) return 'broken'
  return { ...verify(level, record), reference: referenceOf(level, record.seed, record.log) }
}

/** A fault that a class sent into a lot, when the lot was heard of last at this plant second. */
export interface SentInto {
  readonly fault: string
  readonly cause: string
  readonly from_s: number
}

/** Faults that a class sent into a lot, that are not in it, and that could still have come when they were sent. */
export function without(
  levelFile: unknown,
  record: RunRecord,
  { run }: Replayed['replay'],
  sent: readonly SentInto[],
): readonly string[] {
  const came = run.log.flatMap((d) => (d.slot === 'class.fault' && Array.isArray(d.value) ? [d.value[0]] : []))
  let open = sent.filter(({ fault }) => !came.includes(fault))
  const missed = new Set<string>()
  const { level } = setUp(levelFile, { options: record.options, patch: record.level.patch })
  if (open.length === 0 || !level) return []
  play(level, record.seed, record.log, record.crew, (then) => {
    for (const { fault, cause } of open.filter(({ from_s }) => from_s <= then.t_s))
      if (!query(then, { slot: 'class.fault', value: [fault, cause, -1] }, 'class')) missed.add(fault)
    open = open.filter(({ from_s }) => from_s > then.t_s)
  })
  // Said to be at a second to which the lot never came: that was not so.
  return [...new Set([...missed, ...open.map(({ fault }) => fault)])]
}
