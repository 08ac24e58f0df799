import type { DeskView } from './desk/view.ts'
import { deskView } from './desk/view.ts'
import { isOfficial } from './desk/trace.ts'
import { slotsOfTransfer } from './transfer/view.ts'
import { slotsOfWeek } from './week/view.ts'
import { atHand_s } from './desk/days.ts'
import { standardisedOn } from './desk/verbs.ts'
import { advanceTo, apply, isOver, type Policy, query, type Watch } from './run.ts'
import type { Step } from './level.ts'
import { unitOf } from './units.ts'
import { type Answer, type Decision, isOfClass, type Run, whoDecides } from './state.ts'

/**
 * A hand answers open slots: a pure function of what a person at the desk knows and of the slot. Undefined leaves the
 * slot alone. Idle, random, SOP, expert are hands; so is a record, which answers at its own seconds.
 */
export type Hand = (view: DeskView, slot: string) => Answer | undefined

/** Slots that could be answered now, in the order a round goes: look and sample, act, write, leave. */
export function openSlots(run: Run, view: DeskView | null = run.desk && deskView(run)): readonly string[] {
  if (!run.desk || !view) return []
  const { work, steps } = run.level
  const slots: string[] = []
  for (const [id, alarm] of Object.entries(run.desk.alarms))
    if (alarm.state === 'unacknowledged' || alarm.state === 'returned') slots.push(`alarm.${id}`)
  for (const question of view.questions) slots.push(`reply.${question.id}`)
  if (view.room) {
    slots.push('room.look', 'room.tag')
    if (view.room.dress.length > 0) slots.push('room.don')
    slots.push('room.second', 'room.clear')
  }
  if (view.bags) slots.push('bag.look', 'bag.connect')
  if (view.vial) slots.push('vial.look', 'vial.scan', 'vial.list', 'vial.apart', 'vial.take')
  if (view.plan) slots.push('plan.hold')
  if (view.trace) slots.push('trace.open', 'trace.block', 'trace.tube', 'trace.free')
  const running = run.running.filter((r) => steps[r.index]!.mode === 'play')
  const played = running.map((r) => steps[r.index]!)
  for (const { index } of running) {
    const { id } = steps[index]!
    slots.push(`${id}.look`, `${id}.assay`, `${id}.tube`, `${id}.forecast`)
    if (standardisedOn(run, index).length) slots.push(`${id}.standardise`)
  }
  // Read, write, then act: an act makes the reading before it old.
  for (const line of view.lines) slots.push(`record.${line.id}`)
  for (const step of played) slots.push(...slotsOf(step))
  if (view.inspection) slots.push('visit.go', 'visit.open', ...view.inspection.questions.map((q) => q.slot))
  if (view.boards.some((b) => b.measure === null)) slots.push('board.ask', 'board.test', 'board.pin', 'board.measure')
  // Inspectors are nobody to be called away from.
  if (view.inspection) return slots
  if (view.week) return slotsOfWeek(view.week)
  if (view.transfer) return slotsOfTransfer(view.transfer)
  slots.push('call.tutor', 'call.maintenance', 'call.qa', 'case.deviation', 'case.class')
  // Who names a germ is asked where there are plates to be read.
  if (view.steps.some((s) => s.panels.includes('glovePrint'))) slots.push('call.qc')
  if (view.review.length > 0) slots.push('disposition.propose')
  if (view.trace && work!.disposition?.official) slots.push('disposition.priority', 'disposition.ship')
  // Where nothing of the player's runs there is nobody to go home, unless a machine will wait for them in the morning.
  const next = steps.find(({ mode }, i) => mode === 'play' && !run.closed.some((c) => c.index === i))
  if (work!.rounds.count > run.desk.round && (played.length > 0 || next?.waits === true))
    slots.push('night.orders', 'shift.leave')
  return slots
}

/** What can be set and done at a step: the same at every turn of a hand. */
const ofStep = new WeakMap<Step, readonly string[]>()

function slotsOf(step: Step): readonly string[] {
  let slots = ofStep.get(step)
  if (!slots) {
    const unit = unitOf(step)
    const topics = [...Object.keys(unit.settings), ...Object.keys(unit.acts), 'pause', 'proceed']
    const open = topics.filter((topic) => topic !== 'sample' && !step.locked.includes(topic))
    ofStep.set(step, (slots = open.map((topic) => `${step.id}.${topic}`)))
  }
  return slots
}

/** What is decided, where a slot is of several matters: whom one calls to what is a decision about that. */
export const keyOf = (slot: string, value: Answer): string =>
  slot === 'call.maintenance' ? `${slot}:${String(value)}` : slot

/** Longest a level may last in plant time: a run that never ends is an error of the level, or nobody at the controls. */
export const LONGEST_S = 90 * 86_400

/** A decision that a record takes at its own second. */
export interface Timed extends Decision {
  readonly t: number
  /** Its second counts from when this step came to hand, whenever that is: of a record that is mixed with other hands. */
  readonly since?: { readonly step: string; readonly at_s: number }
}

/** The second at which a decision falls due in this run; a step that has not come to hand yet has none. */
function dueSecond(run: Run, d: Timed): number {
  const { t } = d
  const since = isOfClass(d.slot) ? sinceOf(run, d) : d.since
  if (!since) return t
  const here_s = atHand_s(run, since.step)
  return here_s === null ? Infinity : here_s + t - since.at_s
}

/** Beside a skid what a class does falls so long after its step came to hand, as the answers around it do. */
function sinceOf({ level }: Run, { t, value }: Timed): Timed['since'] {
  const [id, , since_s] = value as readonly (number | string)[]
  const fault = level.work!.faults.find((f) => f.id === id)
  if (!fault || typeof since_s !== 'number' || since_s < 0 || !level.steps.some((s) => s.skid)) return undefined
  return { step: fault.step, at_s: t - since_s }
}

/** How long a step has been at hand when something is done about it; -1: it is not yet. */
export function sinceAtHand_s(run: Run, stepId: string): number {
  const from_s = atHand_s(run, stepId)
  return from_s === null ? -1 : run.t_s - from_s
}

export interface Working {
  readonly crew: Policy
  readonly watch?: Watch | undefined
  /** Decisions with seconds of their own: the part of a record that stays as it was. Taken as soon as hands are free. */
  readonly fixed?: readonly Timed[]
  /** Right before a fixed decision is taken. */
  readonly before?: (d: Timed) => void
  /** Nothing that could still come would tell anybody more. */
  readonly isEnough?: (run: Run) => boolean
  /** Turns a hand may take in one round before it is sent home: a hand that never stops answering is a bug of its own. */
  readonly turns?: number
}

/** A fixed decision that could not be taken when its second came. */
export interface RefusedDecision extends Timed {
  readonly code: string
}

/** How far a hand has come with a level. Copied together with its run, both go on from there. */
export interface Progress {
  /** The fixed decision that comes next. */
  next: number
  /** Turns taken in this round. */
  taken: number
  round: number
  readonly refused: RefusedDecision[]
}

/** Who answers what. `null`, `open`: that is not decided yet, and here it begins to matter. */
export interface Answering {
  /** Answers follow from what is on the desk alone: who has nothing to say says nothing until something happens. */
  readonly isPure?: true
  /** Is a fixed decision, by its key, taken or left out? */
  takes(key: string): boolean | null
  answer(view: DeskView, slot: string, run: Run): Answer | undefined | Open
}

/** It is not decided yet who decides about this key. */
export interface Open {
  readonly open: string
}

const isOpen = (value: Answer | undefined | Open): value is Open => typeof value === 'object' && 'open' in value

const keyOfTimed = (d: Timed): string => keyOf(d.slot, d.value)

/** Works a level to its end with a hand; returns the fixed decisions that were refused. */
export function workThrough(run: Run, hand: Hand, working: Working): readonly RefusedDecision[] {
  const { crew, watch, fixed = [] } = working
  const progress = begin(run, working)
  if (run.level.work && run.desk) workOn(run, progress, { takes: () => true, answer: hand }, working)
  else {
    for (const d of fixed) {
      if (!isOver(run)) advanceTo(run, Math.min(d.t, LONGEST_S), crew, watch)
      take(run, progress, d)
    }
  }
  finish(run, crew, watch)
  return progress.refused
}

/** To the hour at which the player comes. */
export function begin(run: Run, { crew, watch }: Working): Progress {
  const { work } = run.level
  if (work && run.desk) advanceTo(run, work.starts_s, crew, watch)
  return { next: 0, taken: 0, round: -1, refused: [] }
}

function take(run: Run, progress: Progress, d: Timed): void {
  const no = isOver(run) ? { code: 'run_over' } : apply(run, d, whoDecides(d.slot))
  if (no) progress.refused.push({ ...d, code: no.code })
}

/** What stands in the way for a while, where people and rooms are shared. */
const FOR_A_WHILE = ['pair_busy', 'pair_away', 'pair_ill', 'taken', 'not_there_yet', 'no_sample_yet', 'house_closed']

/** Mixed with other hands, a decision finds its people or its room taken: it is made as soon as they are there. */
function takeWaiting(run: Run, { refused }: Progress): boolean {
  const i = refused.findIndex((d) => FOR_A_WHILE.includes(d.code) && !query(run, d))
  if (i < 0) return false
  const [{ slot, value }] = refused.splice(i, 1) as [RefusedDecision]
  return !apply(run, { slot, value }, 'player')
}

/**
 * Works on until nothing is left for a player to do: null. Or until what comes next depends on what is not decided: its
 * key, with nothing done that could depend on it.
 */
export function workOn(run: Run, progress: Progress, answering: Answering, working: Working): string | null {
  const { crew, watch, fixed = [], turns = 400, before, isEnough = () => false } = working
  const { rounds } = run.level.work!
  const desk = run.desk!
  // A step of the player's runs, or is still to come: a lot that begins later, a step behind one of the crew's.
  const playing = (): boolean =>
    desk.inspection !== undefined ||
    desk.week !== undefined ||
    desk.transfer !== undefined ||
    (desk.round < rounds.count &&
      run.level.steps.some((step, i) => step.mode === 'play' && !run.closed.some((c) => c.index === i)))
  // What the class did to the lot it did to it in anybody's hands.
  const takes = (d: Timed): boolean | null => isOfClass(d.slot) || answering.takes(keyOfTimed(d))
  const skip = (): void => {
    while (progress.next < fixed.length && takes(fixed[progress.next]!) === false) progress.next++
  }
  /** Second of the next fixed decision that is taken for certain. */
  const certain_s = (): number => {
    for (let i = progress.next; i < fixed.length; i++) if (takes(fixed[i]!)) return dueSecond(run, fixed[i]!)
    return Infinity
  }
  const isDue = (d: Timed): boolean => dueSecond(run, d) <= run.t_s
  const silence: Silence | null = answering.isPure ? { at: [], slots: [] } : null
  while (!isOver(run) && run.t_s <= LONGEST_S) {
    if (isEnough(run)) return null
    if (run.t_s < desk.busy_s) advanceTo(run, desk.busy_s, crew, watch)
    skip()
    while (progress.next < fixed.length && isDue(fixed[progress.next]!) && run.t_s >= desk.busy_s) {
      const d = fixed[progress.next]!
      if (takes(d) === null) return keyOfTimed(d)
      if (!isOfClass(d.slot)) before?.(d)
      take(run, progress, d)
      progress.next++
      skip()
    }
    if (run.t_s < desk.busy_s) continue
    if ((desk.week || desk.transfer) && takeWaiting(run, progress)) continue
    const perhaps = fixed[progress.next]
    const fixed_s = certain_s()
    const perhaps_s = perhaps ? dueSecond(run, perhaps) : Infinity
    if (!playing()) {
      if (!perhaps) return null
      if (perhaps_s < fixed_s) return keyOfTimed(perhaps)
    }
    if (desk.round !== progress.round) {
      progress.round = desk.round
      progress.taken = 0
    }
    const morning_s = desk.round < rounds.count ? (desk.round + 1) * rounds.length_s : run.t_s + 86_400
    if (!desk.night && progress.taken < turns) {
      // Nobody goes home on decisions that are still to be taken today.
      const stays = fixed_s < morning_s ? true : perhaps_s < morning_s ? keyOfTimed(perhaps!) : false
      const took = turn(run, answering, stays, silence)
      if (typeof took === 'string') return took
      if (took) {
        progress.taken++
        continue
      }
    }
    // Nothing to do: until the next result of the day, the morning, or whatever rings.
    const glance = glanceOf_s(run)
    if (glance !== null) {
      const glance_s = Math.min(run.t_s + glance, fixed_s)
      if (perhaps_s < glance_s) return keyOfTimed(perhaps!)
      advanceTo(run, glance_s, crew, watch)
      continue
    }
    // Where nothing runs no morning comes: until a step opens.
    const later_s = run.running.length ? Math.max(morning_s, run.t_s + 1) : run.t_s + 86_400
    const result_s = desk.night ? null : deskView(run).nextResult_s
    const wait_s = result_s === null ? later_s : run.t_s + result_s
    const news = desk.facts.length
    const until_s = Math.min(wait_s, fixed_s, LONGEST_S + 1)
    if (perhaps_s < until_s) return keyOfTimed(perhaps!)
    advanceTo(run, until_s, crew, watch, () => wakes(run, news))
  }
  for (; progress.next < fixed.length; progress.next++) {
    const d = fixed[progress.next]!
    const isTaken = takes(d)
    // Once the run is over nothing is taken any more, whoever's it was.
    if (isTaken === null && !isOver(run)) return keyOfTimed(d)
    if (isTaken) take(run, progress, d)
  }
  return null
}

/** Where seconds count a hand looks up this often; a machine that runs for hours is seen twice in a real second. */
const GLANCE_S = 5
/** And where a skid runs its method. */
const BESIDE_A_SKID_S = 20
/** What stands still is looked at now and then. */
const STANDING_S = 300

/** Is a step worked by the minute? */
export function isPromptly(view: DeskView, slot: string): boolean {
  const step = view.steps.find((s) => slot.startsWith(`${s.step.id}.`))?.step
  return step !== undefined && isByTheMinute(step)
}

export const isByTheMinute = (step: Step): boolean =>
  step.skid !== undefined || step.waits === true || unitOf(step).tick_s <= GLANCE_S

function glanceOf_s(run: Run): number | null {
  const quick = run.running.filter((r) => {
    const { mode, waits } = run.level.steps[r.index]!
    return mode === 'play' && (r.tick_s <= GLANCE_S || waits === true)
  })
  if (quick.length === 0) return null
  if (quick.some((r) => run.level.steps[r.index]!.skid)) return BESIDE_A_SKID_S
  if (quick.some((r) => !run.level.steps[r.index]!.waits)) return GLANCE_S
  if (quick.every((r) => r.paused)) return STANDING_S
  const pace = Math.min(...quick.map((r) => run.level.steps[r.index]!.pace))
  return GLANCE_S * Math.max(1, Math.floor(pace / 2 / GLANCE_S))
}

/** Slots that may be answered while all stands as it stood; of the others nobody has anything to say until it does not. */
interface Silence {
  at: readonly (string | number | boolean)[]
  slots: readonly string[]
}

/** All that is on the desk but what goes on by itself: what is decided, what happened, what came back, what asks. */
function standing(run: Run, view: DeskView): readonly (string | number | boolean)[] {
  const { log, closed, running, t_s } = run
  const { facts, samples, trace } = run.desk!
  const { rounds, disposition } = run.level.work!
  let back = 0
  for (const s of samples) if (s.due_s <= t_s) back++
  for (const tube of trace?.tubes ?? []) if (tube.due_s <= t_s) back++
  const at: (string | number | boolean)[] = [log.length, facts.length, closed.length, running.length, samples.length]
  at.push(back, view.round, Math.floor(t_s / rounds.length_s), view.outages.length, view.isAwaited)
  if (disposition?.official) at.push(isOfficial(run))
  for (const { state } of view.alarms) at.push(state)
  for (const { id } of view.lines) at.push(id)
  for (const { id } of view.questions) at.push(id)
  for (const s of view.steps) at.push(s.step.id, s.phase, s.ready, s.paused, s.day)
  return at
}

/** One answer, the first that is given and can be taken; or the key that is not decided. */
function turn(run: Run, answering: Answering, stays: boolean | string, silence: Silence | null): boolean | string {
  let moved = false
  const view = deskView(run, false, () => void (moved = true))
  // A house, inspectors, a vial that thaws have clocks of their own.
  const isStill = silence && !view.inspection && !view.week && !view.transfer && !view.vial && !view.room
  const at = isStill ? standing(run, view) : []
  const isSame = isStill && at.length === silence.at.length && at.every((x, i) => x === silence.at[i])
  const slots = isSame ? silence.slots : openSlots(run, view)
  const left: string[] = []
  for (const slot of slots) {
    moved = false
    if (stays === true && slot === 'shift.leave') {
      left.push(slot)
      continue
    }
    const value = answering.answer(view, slot, run)
    if (isOpen(value)) return value.open
    if (value !== undefined || moved) left.push(slot)
    if (value === undefined || query(run, { slot, value })) continue
    if (slot === 'shift.leave' && typeof stays === 'string') return stays
    if (!apply(run, { slot, value }, 'player')) return true
  }
  if (isStill) {
    silence.at = at
    silence.slots = left
  }
  return false
}

/** Something happened that a person would turn to. */
function wakes(run: Run, since: number): boolean {
  const { facts, night } = run.desk!
  for (let i = since; i < facts.length; i++) {
    const { kind } = facts[i]!
    if (kind === 'morning' || kind === 'rung' || kind === 'opened') return true
    if ((kind === 'alarm' || kind === 'week') && !night) return true
  }
  return false
}

/** What is left is the crew's: day by day to the vial. */
export function finish(run: Run, crew: Policy, watch?: Watch, isEnough: (run: Run) => boolean = () => false): void {
  for (let day = Math.floor(run.t_s / 86_400) + 1; !isOver(run) && day * 86_400 <= LONGEST_S; day++) {
    if (isEnough(run)) return
    advanceTo(run, day * 86_400, crew, watch)
  }
}
