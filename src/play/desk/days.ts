import { cards } from '../cards.ts'
import type { Question } from '../level.ts'
import { unitOf } from '../units.ts'
import type { Run } from '../state.ts'

/** A unit that moves by the minute; slower ones live by the calendar of the day they were begun on. */
const QUICK_S = 60

/** Asked at every turn of a hand; settled once a step's first second is over. */
const rounds = new WeakMap<Run, Map<string, number>>()

/** The round that is a step's first: a skid that begins in the night belongs to the morning after it. */
export function firstRound(run: Run, stepId: string, opened_s: number): number {
  let known = rounds.get(run)
  if (!known) rounds.set(run, (known = new Map()))
  const before = known.get(stepId)
  if (before !== undefined) return before
  const first = findFirstRound(run, stepId, opened_s)
  if (run.t_s > opened_s) known.set(stepId, first)
  return first
}

function findFirstRound(run: Run, stepId: string, opened_s: number): number {
  const { length_s } = run.level.work!.rounds
  const round = Math.floor(opened_s / length_s)
  const step = run.level.steps.find((s) => s.id === stepId)!
  if (unitOf(step).tick_s > QUICK_S) return round
  const left = run.log.filter((d) => d.slot === 'shift.leave' && d.t >= round * length_s && d.t <= opened_s).at(-1)
  if (!left) return round
  const woken = run.desk!.facts.some((f) => f.kind === 'rung' && f.t_s >= left.t && f.t_s <= opened_s)
  return woken ? round : round + 1
}

/** From when the player can lay hands on a step: its opening, or the next time they come in. Once it is known it stays so. */
const reached = new WeakMap<Run, Map<string, number>>()

/** Null: not yet. */
export function atHand_s(run: Run, stepId: string): number | null {
  let known = reached.get(run)
  if (!known) reached.set(run, (known = new Map()))
  const before = known.get(stepId)
  if (before !== undefined) return before
  const { facts } = run.desk!
  const opened = facts.find((f) => f.kind === 'opened' && f.step === stepId)
  if (!opened) return null
  const left = run.log.filter((d) => d.slot === 'shift.leave' && d.by === 'player' && d.t <= opened.t_s).at(-1)
  const back = left && facts.find((f) => (f.kind === 'morning' || f.kind === 'rung') && f.t_s >= left.t)
  if (left && !back) return null
  const there_s = Math.max(opened.t_s, back?.t_s ?? 0)
  known.set(stepId, there_s)
  return there_s
}

/** Second of the morning of a day of a step; null when the step never lived to see it. */
export function morningOf(run: Run, stepId: string, day: number): number | null {
  const opened = run.desk!.facts.find((f) => f.kind === 'opened' && f.step === stepId)
  if (!opened) return null
  const closed = run.desk!.facts.find((f) => f.kind === 'closed' && f.step === stepId)
  const morning_s = (firstRound(run, stepId, opened.t_s) + day) * run.level.work!.rounds.length_s
  return closed && closed.t_s <= morning_s ? null : morning_s
}

/** From when somebody asks, to the end of that round: on a day, or once a fault has become a case. Null: not yet, or never. */
export function askedFrom_s(run: Run, q: Question): number | null {
  if (q.day !== null) return morningOf(run, q.step, q.day)
  const fault = run.level.work!.faults.find((f) => f.id === q.fault)!
  const came = run.desk!.facts.find((f) => f.kind === 'fault' && f.fault === fault.id)
  return came ? cards[fault.card]!.begins_s(run, fault, came.t_s) : null
}
