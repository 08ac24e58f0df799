import { unitOf } from './run.ts'
import type { Run, Stamped } from './state.ts'
import type { Breach } from './rubric/index.ts'

/** Rules that only the engine can see broken: it knows the plant's clocks and what a report is made of. */
export type BreachAt = Breach & { readonly t_s: number }

const player = (run: Run): readonly Stamped[] => run.log.filter((d) => d.by === 'player')

/** R-PROC: a report without a quantity, an hour that can be, or what was done at once. */
export function thinReports(run: Run): readonly BreachAt[] {
  return player(run).flatMap((d): BreachAt[] => {
    if (d.slot !== 'case.deviation' || !Array.isArray(d.value)) return []
    const [what, , when_s, howMuch, done] = d.value
    const told =
      typeof when_s === 'number' &&
      when_s >= 0 &&
      when_s <= d.t + 60 &&
      typeof howMuch === 'number' &&
      howMuch > 0 &&
      typeof done === 'string' &&
      done !== 'nothing'
    return told ? [] : [{ t_s: d.t, kind: 'breach', rule: 'R-PROC', severity: 'minor', subject: String(what) }]
  })
}

/** G2: the paper clock of an inactivation stopped short, or run without its second tank, and the pool sent on. */
export function viralClocks(run: Run): readonly BreachAt[] {
  return run.closed.flatMap((closed): BreachAt[] => {
    const step = run.level.steps[closed.index]!
    if (step.unit !== 'lowPhHold' || step.mode !== 'play') return []
    const asked_min = step.parameters['claimTime'] ?? unitOf(step).parameters['claimTime']!.value
    const [clock] = player(run).filter((d) => d.slot === `${step.id}.proceed`)
    // Nobody of the player's started it: the next shift did, and its record is not theirs.
    if (!clock) return []
    const tank = run.log.filter((d) => d.slot === `${step.id}.secondTank` && d.seq < clock.seq).at(-1)
    const moved = tank ? Number(tank.value) : (step.recipe['secondTank'] ?? unitOf(step).settings['secondTank']!.value)
    if ((closed.results['hold_min'] ?? 0) >= asked_min - 0.5 && moved >= 0.5) return []
    const t_s = closed.closed_s
    return [{ t_s, kind: 'breach', rule: 'R-STEP', severity: 'critical', gate: 'G2', subject: step.id }]
  })
}
