import type { DeskView } from './desk/view.ts'
import { deskView } from './desk/view.ts'
import { advanceTo, apply, isOver, type Policy, query, unitOf, type Watch } from './run.ts'
import type { Answer, Decision, Run } from './state.ts'

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
  if (view.room) slots.push('room.look', 'room.tag', 'room.second', 'room.clear')
  if (view.bags) slots.push('bag.look', 'bag.connect')
  const played = run.running.flatMap((r) => (steps[r.index]!.mode === 'play' ? [steps[r.index]!] : []))
  for (const { id } of played) slots.push(`${id}.look`, `${id}.assay`, `${id}.forecast`)
  // Read, write, then act: an act makes the reading before it old.
  for (const line of view.lines) slots.push(`record.${line.id}`)
  for (const step of played) {
    const unit = unitOf(step)
    for (const topic of [...Object.keys(unit.settings), ...Object.keys(unit.acts)])
      if (topic !== 'sample' && !step.locked.includes(topic)) slots.push(`${step.id}.${topic}`)
    if (!step.locked.includes('proceed')) slots.push(`${step.id}.proceed`)
  }
  slots.push('call.tutor', 'call.maintenance', 'call.qa', 'case.deviation', 'case.class')
  if (work!.rounds.count > run.desk.round) slots.push('night.orders', 'shift.leave')
  return slots
}

/** Longest a level may last in plant time: a run that never ends is an error of the level, or nobody at the controls. */
export const LONGEST_S = 90 * 86_400

/** A decision that a record takes at its own second. */
export interface Timed extends Decision {
  readonly t: number
}

export interface Working {
  readonly crew: Policy
  readonly watch?: Watch | undefined
  /** Decisions with seconds of their own: the part of a record that stays as it was. Taken as soon as hands are free. */
  readonly fixed?: readonly Timed[]
  /** The hand plays on from the acts of another: it sees today's results although it drew no sample. */
  readonly asIfSampled?: boolean
  /** Turns a hand may take in one round before it is sent home: a hand that never stops answering is a bug of its own. */
  readonly turns?: number
}

/** A fixed decision that could not be taken when its second came. */
export interface RefusedDecision extends Timed {
  readonly code: string
}

/** Works a level to its end with a hand; returns the fixed decisions that were refused. */
export function workThrough(run: Run, hand: Hand, working: Working): readonly RefusedDecision[] {
  const { crew, watch, fixed = [], turns = 400 } = working
  const refused: RefusedDecision[] = []
  const take = (d: Timed): void => {
    const no = isOver(run) ? { code: 'run_over' } : apply(run, d, 'player')
    if (no) refused.push({ ...d, code: no.code })
  }
  const { work } = run.level
  const { desk } = run
  if (!work || !desk) {
    for (const d of fixed) {
      if (!isOver(run)) advanceTo(run, Math.min(d.t, LONGEST_S), crew, watch)
      take(d)
    }
    finish(run, crew, watch)
    return refused
  }
  let next = 0
  let taken = 0
  let round = -1
  advanceTo(run, work.starts_s, crew, watch)
  // A step of the player's runs, or is still to come: a lot that begins later, a step behind one of the crew's.
  const playing = (): boolean =>
    desk.round < work.rounds.count &&
    run.level.steps.some((step, i) => step.mode === 'play' && !run.closed.some((c) => c.index === i))
  while (!isOver(run) && run.t_s <= LONGEST_S) {
    if (run.t_s < desk.busy_s) advanceTo(run, desk.busy_s, crew, watch)
    while (next < fixed.length && fixed[next]!.t <= run.t_s && run.t_s >= desk.busy_s) {
      take(fixed[next]!)
      next++
    }
    if (run.t_s < desk.busy_s) continue
    if (!playing() && next === fixed.length) {
      finish(run, crew, watch)
      break
    }
    if (desk.round !== round) {
      round = desk.round
      taken = 0
    }
    const fixed_s = next < fixed.length ? fixed[next]!.t : Infinity
    const morning_s = desk.round < work.rounds.count ? (desk.round + 1) * work.rounds.length_s : run.t_s + 86_400
    // Nobody goes home on decisions that are still to be taken today.
    const stays = fixed_s < morning_s
    if (!desk.night && taken < turns && turn(run, hand, working.asIfSampled === true, stays)) {
      taken++
      continue
    }
    // Nothing to do: until the next result of the day, the morning, or whatever rings.
    const view = deskView(run)
    const quick = run.running.some((r) => run.level.steps[r.index]!.mode === 'play' && r.tick_s <= 5)
    if (quick) {
      advanceTo(run, Math.min(run.t_s + GLANCE_S, fixed_s), crew, watch)
      continue
    }
    // Where nothing runs no morning comes: until a step opens.
    const later_s = run.running.length ? Math.max(morning_s, run.t_s + 1) : run.t_s + 86_400
    const wait_s = !desk.night && view.nextResult_s !== null ? run.t_s + view.nextResult_s : later_s
    const news = desk.facts.length
    const until_s = Math.min(wait_s, fixed_s, LONGEST_S + 1)
    advanceTo(run, until_s, crew, watch, () => wakes(run, news))
  }
  for (; next < fixed.length; next++) take(fixed[next]!)
  return refused
}

/** Where seconds count a hand looks up this often. */
const GLANCE_S = 5

/** One answer, the first that is given and can be taken. */
function turn(run: Run, hand: Hand, asIfSampled: boolean, stays: boolean): boolean {
  const view = deskView(run, asIfSampled)
  for (const slot of openSlots(run, view)) {
    if (stays && slot === 'shift.leave') continue
    const value = hand(view, slot)
    if (value === undefined || query(run, { slot, value })) continue
    if (!apply(run, { slot, value }, 'player')) return true
  }
  return false
}

/** Something happened that a person would turn to. */
function wakes(run: Run, since: number): boolean {
  const { facts, night } = run.desk!
  for (let i = since; i < facts.length; i++) {
    const { kind } = facts[i]!
    if (kind === 'morning' || kind === 'rung' || kind === 'opened') return true
    if (kind === 'alarm' && !night) return true
  }
  return false
}

/** What is left is the crew's: day by day to the vial. */
function finish(run: Run, crew: Policy, watch: Watch | undefined): void {
  for (let day = Math.floor(run.t_s / 86_400) + 1; !isOver(run) && day * 86_400 <= LONGEST_S; day++)
    advanceTo(run, day * 86_400, crew, watch)
}
