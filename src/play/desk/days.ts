import { unitOf } from '../units.ts'
import type { Run } from '../state.ts'

/** A unit that moves by the minute; slower ones live by the calendar of the day they were begun on. */
const QUICK_S = 60

/** The round that is a step's first: a skid that begins in the night belongs to the morning after it. */
export function firstRound(run: Run, stepId: string, opened_s: number): number {
  const { length_s } = run.level.work!.rounds
  const round = Math.floor(opened_s / length_s)
  const step = run.level.steps.find((s) => s.id === stepId)!
  if (unitOf(step).tick_s > QUICK_S) return round
  const left = run.log.filter((d) => d.slot === 'shift.leave' && d.t >= round * length_s && d.t <= opened_s).at(-1)
  if (!left) return round
  const woken = run.desk!.facts.some((f) => f.kind === 'rung' && f.t_s >= left.t && f.t_s <= opened_s)
  return woken ? round : round + 1
}
