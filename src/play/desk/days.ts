import type { Run } from '../state.ts'

/** The round that is a step's first: what opens in the night belongs to the morning after it. */
export function firstRound(run: Run, opened_s: number): number {
  const { length_s } = run.level.work!.rounds
  const round = Math.floor(opened_s / length_s)
  const left = run.log.filter((d) => d.slot === 'shift.leave' && d.t >= round * length_s && d.t <= opened_s).at(-1)
  if (!left) return round
  const woken = run.desk!.facts.some((f) => f.kind === 'rung' && f.t_s >= left.t && f.t_s <= opened_s)
  return woken ? round : round + 1
}
