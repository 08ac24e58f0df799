import { type Course, watchCourse } from './course.ts'
import { type Recorded, recorded } from './hands/recorded.ts'
import type { Level } from './level.ts'
import { amountsOf, purityOf } from './rating.ts'
import { type Policy, startRun, type Watch } from './run.ts'
import type { Run } from './state.ts'
import { type Hand, type Timed, workThrough } from './work.ts'

/** What is split over decisions: product before disposition, in per cent of the expert's, and the uncapped purity index. */
export interface Worth {
  readonly yield: number
  readonly purity: number
}

/** Everything no group of the level claims: looks, samples, lines, calls: what they cost in time and volume. */
export const QUALITY_ACTS = 'qualityActs'

/**
 * No decision of its own: whoever still has work stays. Taken from the record it would send the expert home before their
 * acts, and the quality acts would be charged with all that was left undone. Only the record itself has its own.
 */
export const GOING_HOME = 'shift.leave'

/** The group a slot belongs to: the first of the level's that claims it. */
export function groupOf(level: Level, slot: string): string {
  const place = slot.slice(0, slot.indexOf('.'))
  const group = level.work!.groups.find((g) => g.slots.includes(slot) || g.slots.includes(`${place}.*`))
  return group ? group.id : QUALITY_ACTS
}

/**
 * A hybrid: the slots of a coalition as the record has them, at its own seconds, or by its policy where one is given; the
 * rest by the expert, live. All slots from the record are the record, to the last bit; none are the expert's run.
 */
export function hybrid(
  level: Level,
  seed: number,
  log: readonly Timed[],
  fromRecord: (slot: string) => boolean,
  expert: Hand,
  crew: Policy,
  policy: Recorded | null = null,
  watch?: Watch,
): Run {
  const run = startRun(level, seed)
  const hand: Hand = (view, slot) => (fromRecord(slot) ? policy?.answers(view, slot) : expert(view, slot))
  const fixed = log.filter((d) => fromRecord(d.slot) && !policy?.isAnswer(d.slot))
  const asIfSampled = policy !== null || level.steps.some((s) => s.mode === 'play' && fromRecord(`${s.id}.assay`))
  workThrough(run, hand, { crew, watch, fixed, asIfSampled })
  return run
}

/** A group, or one slot of a group that was opened, whose answers are taken all from the record or all from the expert. */
export interface Player {
  readonly id: string
  readonly slots: readonly string[]
}

/** All the quality acts, whatever they are. */
export const ALL_QUALITY_ACTS = '*'

/** A lot that is over, told once more: the record, the expert's run of the same lot, and what the two are mixed of. */
export interface Retelling {
  readonly level: Level
  readonly seed: number
  readonly log: readonly Timed[]
  readonly expert: Hand
  readonly crew: Policy
  readonly reference: Run
  readonly played: Run
  readonly course: Course
  /** Groups in which the two differ, in the level's order, with the slots in which they do. */
  readonly groups: readonly Player[]
  /** The record's decisions as they are taken among other hands'. */
  readonly mixed: readonly Timed[]
  readonly policy: Recorded
  worthOf(run: Run): Worth
}

export function retell(level: Level, seed: number, log: readonly Timed[], expert: Hand, crew: Policy): Retelling {
  const reference = hybrid(level, seed, [], () => false, expert, crew)
  const seen = watchCourse()
  const played = hybrid(level, seed, log, () => true, expert, crew, null, seen.watch)
  const refs = amountsOf(reference)
  return {
    level,
    seed,
    log,
    expert,
    crew,
    reference,
    played,
    course: seen.courseOf(played),
    groups: differingGroups(level, log, reference.log),
    mixed: sinceOpening(played, log),
    policy: recorded(level, seed, log, crew),
    worthOf: (run) => ({ yield: shareOf(amountsOf(run), refs, level), purity: purityOf(run).index }),
  }
}

/** One other way it could have gone, and what that would have come to in the measure of the explanation. */
export interface OtherWay {
  readonly worth: Worth
  readonly course: Course
}

/** The record with the expert's answers in one group: one of the coalitions that the explanation is made of. */
export function otherWay(told: Retelling, group: string): OtherWay {
  const { level, seed, groups, mixed, expert, crew, policy } = told
  const playerOf = playerFinder(level, groups)
  const fromRecord = (slot: string): boolean => {
    const player = playerOf(slot)
    return player !== null && groups[player]!.id !== group
  }
  const seen = watchCourse()
  const run = hybrid(level, seed, mixed, fromRecord, expert, crew, policy, seen.watch)
  return { worth: told.worthOf(run), course: seen.courseOf(run) }
}

/** Places where what is decided answers to this lot: which bag, which label, what somebody asked. Of another it says nothing. */
const OF_THIS_LOT: readonly string[] = ['alarm', 'bag', 'board', 'call', 'case', 'record', 'reply', 'room', 'vial']
const isOfThisLot = (slot: string): boolean => OF_THIS_LOT.includes(slot.slice(0, slot.indexOf('.')))

/** Do decisions of these slots mean anything on another lot? */
export const isOfAnyLot = (slots: readonly string[]): boolean =>
  slots.some((slot) => slot !== ALL_QUALITY_ACTS && !isOfThisLot(slot))

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
  const { level, mixed, expert, crew, policy } = told
  const isMine = (slot: string): boolean => !isOfThisLot(slot) && groupOf(level, slot) === group
  return {
    seed,
    experts: told.worthOf(hybrid(level, seed, [], () => false, expert, crew)),
    mine: told.worthOf(hybrid(level, seed, mixed, isMine, expert, crew, policy)),
  }
}

/**
 * Beside a skid a step opens when the one before is done, which other hands do sooner or later: what was decided there
 * is decided so long after its step began. Words of the desk go with the step that ran.
 */
function sinceOpening(run: Run, log: readonly Timed[]): readonly Timed[] {
  if (!run.level.steps.some((s) => s.skid)) return log
  const opened = run.desk!.facts.flatMap((f) =>
    f.kind === 'opened' && run.level.steps.some((s) => s.id === f.step && s.mode === 'play') ? [f] : [],
  )
  return log.map((d) => {
    const place = d.slot.slice(0, d.slot.indexOf('.'))
    const step = opened.find((f) => f.step === place) ?? opened.filter((f) => f.t_s <= d.t).at(-1)
    return step ? { ...d, since: { step: step.step, opened_s: step.t_s } } : d
  })
}

function differingGroups(level: Level, log: readonly Timed[], expertLog: Run['log']): readonly Player[] {
  const { length_s } = level.work!.rounds
  const theirs = answers(log, length_s)
  const experts = answers(
    expertLog.filter((d) => d.by === 'player'),
    length_s,
  )
  const slots = [...new Set([...theirs.keys(), ...experts.keys()])].sort((a, b) => (a < b ? -1 : 1))
  return [...level.work!.groups.map((g) => g.id), QUALITY_ACTS].flatMap((id) => {
    const mine = slots.filter((slot) => groupOf(level, slot) === id && theirs.get(slot) !== experts.get(slot))
    return mine.length ? [{ id, slots: id === QUALITY_ACTS ? [ALL_QUALITY_ACTS] : mine }] : []
  })
}

/** Index of the player a slot belongs to, or null: there both answer alike, or it is nobody's. */
export function playerFinder(level: Level, players: readonly Player[]): (slot: string) => number | null {
  const bySlot = new Map(players.flatMap((p, i) => p.slots.map((slot): [string, number] => [slot, i])))
  const rest = bySlot.get(ALL_QUALITY_ACTS) ?? null
  const found = new Map<string, number | null>()
  return (slot) => {
    let player = found.get(slot)
    if (player === undefined) {
      player = bySlot.get(slot) ?? (slot !== GOING_HOME && groupOf(level, slot) === QUALITY_ACTS ? rest : null)
      found.set(slot, player)
    }
    return player
  }
}

function shareOf(amounts: readonly number[], refs: readonly number[], level: Level): number {
  const weights = level.products.reduce((sum, p) => sum + p.weight, 0)
  return level.products.reduce((sum, p, i) => {
    const ref = refs[i]!
    return sum + (ref > 0 ? (100 * p.weight * amounts[i]!) / ref / weights : 0)
  }, 0)
}

/** What a log answers to each slot in each round, as text: equal texts are equal answers. */
function answers(log: readonly Timed[], round_s: number): Map<string, string> {
  const found = new Map<string, string>()
  for (const { t, slot, value } of log)
    found.set(slot, `${found.get(slot) ?? ''}${Math.floor(t / round_s)}=${JSON.stringify(value)};`)
  return found
}
