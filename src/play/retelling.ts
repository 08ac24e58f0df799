import { type Course, watchCourse } from './course.ts'
import type { DeskView } from './desk/view.ts'
import { answersOf, type Recorded, recorded } from './hands/recorded.ts'
import type { Level } from './level.ts'
import { isAlike, ownDecisions } from './own.ts'
import { amountsOf, purityOf } from './rating.ts'
import { atHand_s } from './desk/days.ts'
import { type Policy, startRun, type Watch } from './run.ts'
import { type Stopped, watchEvidence } from './stopped.ts'
import { isOfClass, type Run } from './state.ts'
import {
  type Answering,
  begin,
  finish,
  type Hand,
  isByTheMinute,
  keyOf,
  type Timed,
  type Working,
  workOn,
} from './work.ts'

/** What is split over decisions: product before disposition, in per cent of the expert's, and the uncapped purity index. */
export interface Worth {
  readonly yield: number
  readonly purity: number
}

/** Everything no group of the level claims: looks, samples, lines: what they cost in time and volume. */
export const QUALITY_ACTS = 'qualityActs'

/**
 * No decision of its own: whoever still has work stays. Taken from the record it would send the expert home before their
 * acts, and the quality acts would be charged with all that was left undone. Only the record itself has its own.
 */
const GOING_HOME = 'shift.leave'

/** The group a slot, or a key, belongs to: the first of the level's that claims it. What a call mends is of its step. */
export function groupOf(level: Level, key: string): string {
  const [slot, matter] = key.split(':') as [string, string?]
  const place = slot.slice(0, slot.indexOf('.'))
  const group = level.work!.groups.find((g) => g.slots.includes(slot) || g.slots.includes(`${place}.*`))
  if (group) return group.id
  const fault = matter && level.work!.faults.find((f) => f.causes.some((c) => c.thing === matter))
  return fault ? groupOf(level, `${fault.step}.fault`) : QUALITY_ACTS
}

/** A group, or one slot of a group that was opened, whose answers are taken all from the record or all from the expert. */
export interface Player {
  readonly id: string
  /** Keys of decisions. */
  readonly slots: readonly string[]
}

/** What hybrids of a record and the expert are mixed of. */
export interface Mixture {
  readonly level: Level
  readonly seed: number
  readonly expert: Hand
  readonly crew: Policy
  /** The record's decisions as they are taken among other hands'. */
  readonly mixed: readonly Timed[]
  /** What the class did to this lot: part of it, whoever works it. */
  readonly brought: readonly Timed[]
  readonly policy: Recorded
  /** Of steps worked by the minute, how long the record had them at hand. */
  readonly spans: ReadonlyMap<string, number>
  /** Looks and samples that no group claims: whatever others looked at, who decides as the expert does looks first. */
  readonly looks: ReadonlySet<string>
}

/** Decisions of a coalition, by their keys, as the record has them, at its own seconds or by its policy; the rest by the expert, live. */
export function hybrid(mixture: Mixture, fromRecord: (key: string) => boolean, how: How = {}): Run {
  const { level, seed, crew } = mixture
  const run = startRun(level, seed)
  const working: Working = { crew, fixed: fixedOf(mixture), ...how }
  workOn(run, begin(run, working), mixing(mixture, fromRecord), working)
  finish(run, crew, working.watch, working.isEnough)
  return run
}

/** What of the record is taken at its own seconds. */
export const fixedOf = ({ mixed, policy }: Mixture): readonly Timed[] => mixed.filter((d) => !policy.isAnswer(d.slot))

/** Who answers in a hybrid, as far as it is decided: true, the record; null, not yet. */
export function mixing(mixture: Mixture, fromRecord: (key: string) => boolean | null): Answering {
  const { policy, expert, looks, spans } = mixture
  // What the record did while it had this step says nothing of an hour that the step never came to there.
  const isPast = ({ t_s }: DeskView, slot: string, run: Run): boolean => {
    const step = slot.slice(0, slot.indexOf('.'))
    const span_s = spans.get(step)
    return span_s !== undefined && t_s - (atHand_s(run, step) ?? t_s) > span_s
  }
  return {
    isPure: true,
    takes: fromRecord,
    answer(view, slot, run) {
      const [theirs, experts] = [policy.answers(view, slot), expert(view, slot)]
      const isOwn = theirs === undefined ? null : fromRecord(keyOf(slot, theirs))
      if (isOwn === true) return theirs
      if (isOwn === null && theirs !== undefined && !isAlike(theirs, experts)) return { open: keyOf(slot, theirs) }
      if (experts === undefined || looks.has(slot)) return experts
      const key = keyOf(slot, experts)
      const left = fromRecord(key)
      if (left === null && !isAlike(theirs, experts)) return { open: key }
      return left === true && !isPast(view, slot, run) ? undefined : experts
    },
  }
}

/** Told to its end, or until what it is worth is settled. */
type How = Pick<Working, 'watch' | 'isEnough'>

/** The lot in the expert's own hands. */
function expertsRun(
  { level, seed, expert, crew, brought }: Pick<Mixture, 'level' | 'seed' | 'expert' | 'crew' | 'brought'>,
  how: How,
): Run {
  const run = startRun(level, seed)
  const working: Working = { crew, fixed: brought, ...how }
  workOn(run, begin(run, working), { takes: () => true, answer: expert, isPure: true }, working)
  finish(run, crew, working.watch, working.isEnough)
  return run
}

/** What is worth something has been filled: what becomes of it after that is its disposition, and no part of its worth. */
export const isMade = ({ level, closed }: Run): boolean =>
  level.products.every((p) => closed.some((c) => level.steps[c.index]!.id === p.step))

/** Of a lot that is told for its worth alone. */
export const FOR_ITS_WORTH: How = { isEnough: isMade }

/** A lot that is over, told once more: the record, the expert's run of the same lot, and what the two are mixed of. */
export interface Retelling extends Mixture {
  readonly log: readonly Timed[]
  readonly reference: Run
  readonly played: Run
  readonly course: Course
  /** Null: a lot that did not have to be kept back. */
  readonly stopped: Stopped | null
  /** Groups in which the player decided otherwise than the expert would have there, in the level's order, with the keys. */
  readonly groups: readonly Player[]
  worthOf(run: Run): Worth
}

export function retell(
  level: Level,
  seed: number,
  log: readonly Timed[],
  expert: Hand,
  crew: Policy,
  tell: (share: number) => void = () => {},
): Retelling {
  const brought = log.filter((d) => isOfClass(d.slot))
  const reference = expertsRun({ level, seed, expert, crew, brought }, {})
  tell(1 / 3)
  const seen = watchCourse()
  const evidence = watchEvidence()
  const watch: Watch = (run, running) => {
    seen.watch(run, running)
    evidence.watch(run, running)
  }
  const { run: played, own } = ownDecisions(level, seed, log, expert, crew, watch)
  tell(2 / 3)
  const refs = amountsOf(reference)
  const never = leftOut(played, log, reference)
  const keys = [...new Set([...own, ...never])].filter((key) => key !== GOING_HOME).sort((a, b) => (a < b ? -1 : 1))
  const groups = [...level.work!.groups.map((g) => g.id), QUALITY_ACTS].flatMap((id): readonly Player[] => {
    const slots = keys.filter((key) => groupOf(level, key) === id)
    return slots.length ? [{ id, slots }] : []
  })
  const acts = groups.find((g) => g.id === QUALITY_ACTS)?.slots ?? []
  return {
    level,
    seed,
    log,
    expert: withoutPapers(expert, acts),
    crew,
    reference,
    played,
    course: seen.courseOf(played),
    stopped: evidence.stoppedOf(played),
    groups,
    mixed: sinceOpening(played, log),
    brought,
    policy: recorded(level, seed, log, crew, new Set(keys.map((key) => key.split(':')[0]!))),
    spans: spansOf(played),
    looks: new Set(acts.filter((key) => /\.(assay|look)$/.test(key))),
    worthOf: (run) => ({ yield: shareOf(amountsOf(run), refs, level), purity: purityOf(run).index }),
  }
}

/**
 * Groups of which the player never decided anything: where one thing was left out, the next may not have come to be called
 * for. Of a step that the player's days did not reach nothing was left out, nor where nothing rang.
 */
function leftOut({ level, desk }: Run, log: readonly Timed[], reference: Run): readonly string[] {
  const { count, length_s } = level.work!.rounds
  const touched = new Set([QUALITY_ACTS, ...log.map((d) => groupOf(level, keyOf(d.slot, d.value)))])
  const answers = answersOf(level)
  const isReached = (place: string): boolean =>
    !level.steps.some((s) => s.id === place) ||
    desk!.facts.some((f) => f.kind === 'opened' && f.step === place && f.t_s < count * length_s)
  return reference.log.flatMap((d): readonly string[] => {
    const key = keyOf(d.slot, d.value)
    if (d.by !== 'player' || touched.has(groupOf(level, key)) || answers.includes(d.slot)) return []
    return isReached(d.slot.slice(0, d.slot.indexOf('.'))) ? [key] : []
  })
}

/** Does not wait for lines that are another's to write, or to leave out. */
function withoutPapers(expert: Hand, acts: readonly string[]): Hand {
  const theirs = new Set(acts.flatMap((key) => (key.startsWith('record.') ? [key] : [])))
  if (theirs.size === 0) return expert
  const cleared = new WeakMap<DeskView, DeskView>()
  return (view, slot) => {
    if (slot.startsWith('record.') || slot.endsWith('.look')) return expert(view, slot)
    let without = cleared.get(view)
    if (!without) {
      const lines = view.lines.filter((line) => !theirs.has(`record.${line.id}`))
      // Not spread: its review is worked out only when it is asked for.
      without = Object.create(view, { lines: { value: lines } }) as DeskView
      cleared.set(view, without)
    }
    return expert(without, slot)
  }
}

/** One other way it could have gone, and what that would have come to in the measure of the explanation. */
export interface OtherWay {
  readonly worth: Worth
  readonly course: Course
}

/** The record with the expert's answers in one group: one of the coalitions that the explanation is made of. */
export function otherWay(told: Retelling, group: string): OtherWay {
  const others = told.groups.filter((g) => g.id !== group)
  const isTheirs = playerFinder(others)
  const seen = watchCourse()
  const how = { watch: seen.watch }
  const run = others.length ? hybrid(told, (key) => isTheirs(key) !== null, how) : expertsRun(told, how)
  return { worth: told.worthOf(run), course: seen.courseOf(run) }
}

/** Places where what is decided answers to this lot: which bag, which label, what somebody asked. Of another it says nothing. */
const OF_THIS_LOT: readonly string[] = ['alarm', 'bag', 'board', 'call', 'case', 'record', 'reply', 'room', 'vial']
const isOfThisLot = (slot: string): boolean => OF_THIS_LOT.includes(slot.slice(0, slot.indexOf('.')))

/** Do decisions of these slots mean anything on another lot? */
export const isOfAnyLot = ({ id, slots }: Player): boolean =>
  id !== QUALITY_ACTS && slots.some((slot) => !isOfThisLot(slot))

/** A lot of the level in the expert's hands, without and with one group of decisions as the record has them. */
export interface OtherLot {
  readonly seed: number
  readonly experts: Worth
  readonly mine: Worth
}

/**
 * What a group of decisions comes to where the dice fall otherwise: other cells, other sensors, other faults. In per cent
 * of the expert's product of the lot that was played, so that lots can be set side by side.
 */
export function onOtherLot(told: Retelling, group: string, seed: number): OtherLot {
  const there = { ...told, seed }
  const own = told.groups.find((g) => g.id === group)?.slots ?? []
  return {
    seed,
    experts: told.worthOf(expertsRun(there, FOR_ITS_WORTH)),
    mine: told.worthOf(hybrid(there, (key) => own.includes(key) && !isOfThisLot(key), FOR_ITS_WORTH)),
  }
}

/** Of steps worked by the minute that were worked to their end, how long the player had them at hand. */
function spansOf(run: Run): ReadonlyMap<string, number> {
  return new Map(
    run.closed.flatMap(({ index, closed_s }): [string, number][] => {
      const step = run.level.steps[index]!
      const from_s = step.mode === 'play' && isByTheMinute(step) ? atHand_s(run, step.id) : null
      return from_s === null ? [] : [[step.id, closed_s - from_s]]
    }),
  )
}

/**
 * Beside a skid a step opens when the one before is done, which other hands do sooner or later: what was decided there
 * is decided so long after its step came to hand. Words of the desk go with the step that ran.
 */
function sinceOpening(run: Run, log: readonly Timed[]): readonly Timed[] {
  if (!run.level.steps.some((s) => s.skid)) return log
  const opened = run.level.steps.flatMap(({ id, mode }) => {
    const at_s = mode === 'play' ? atHand_s(run, id) : null
    return at_s === null ? [] : [{ step: id, at_s }]
  })
  return log.map((d) => {
    const place = d.slot.slice(0, d.slot.indexOf('.'))
    const since = opened.find((o) => o.step === place) ?? opened.filter((o) => o.at_s <= d.t).at(-1)
    return since ? { ...d, since } : d
  })
}

/** Index of the player a decision belongs to, by its key, or null: there both answer alike, or it is nobody's. */
export function playerFinder(players: readonly Player[]): (key: string) => number | null {
  const byKey = new Map(players.flatMap((p, i) => p.slots.map((key): [string, number] => [key, i])))
  return (key) => byKey.get(key) ?? null
}

function shareOf(amounts: readonly number[], refs: readonly number[], level: Level): number {
  const weights = level.products.reduce((sum, p) => sum + p.weight, 0)
  return level.products.reduce((sum, p, i) => {
    const ref = refs[i]!
    return sum + (ref > 0 ? (100 * p.weight * amounts[i]!) / ref / weights : 0)
  }, 0)
}
