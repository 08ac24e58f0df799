import { inside, vectorLimits } from '../models/index.ts'
import type { BreachAt } from './breaches.ts'
import { holdDeclared } from './cards/openCells.ts'
import type { ClosedStep, Run, Stamped } from './state.ts'

/** Rules of the opened cells: a harvest outside its hours, a lysate nobody cut, a filter pushed, a bag kept too long. */
export const openedOutside = (run: Run): readonly BreachAt[] =>
  run.closed.flatMap((closed): readonly BreachAt[] => {
    const step = run.level.steps[closed.index]!
    return step.mode === 'play' ? (BY_UNIT[step.unit]?.(run, closed, step.id) ?? []) : []
  })

const BY_UNIT: Readonly<Record<string, (run: Run, closed: ClosedStep, id: string) => readonly BreachAt[]>> = {
  vectorProduction: harvested,
  vectorLysis: digested,
  vectorDepthFilter: filtered,
  vectorHold: held,
}

const mine = (run: Run, slot: string): readonly Stamped[] => run.log.filter((d) => d.by === 'player' && d.slot === slot)
const reported = (run: Run, id: string): boolean =>
  mine(run, 'case.deviation').some((d) => Array.isArray(d.value) && d.value[1] === id)

/** R-CHG: harvested at an hour that the file has never allowed. */
function harvested(run: Run, { closed_s: t_s, results }: ClosedStep, id: string): readonly BreachAt[] {
  const isMine = mine(run, `${id}.proceed`).length > 0
  return !isMine || inside(vectorLimits['vectorProduction.harvestTime'].action, results['since_h']!)
    ? []
    : [{ t_s, kind: 'breach', rule: 'R-CHG', severity: 'major', subject: `${id}.proceed` }]
}

/** R-IPC: DNA left beyond its action limit and sent on without a word. R-CHG: buffer that no file has in a lysate. */
function digested(run: Run, { closed_s: t_s, results }: ClosedStep, id: string): readonly BreachAt[] {
  const left = inside(vectorLimits['vectorLysis.dnaLeft'].action, results['dnaLeft_pct']!)
  const thinned = mine(run, `${id}.dilute`)[0]
  return [
    ...(left || reported(run, id) ? [] : [{ t_s, ...major, rule: 'R-IPC' as const, subject: `${id}.dnaLeft` }]),
    ...(thinned ? [{ t_s: thinned.t, ...major, rule: 'R-CHG' as const, subject: thinned.slot }] : []),
  ]
}
const major = { kind: 'breach', severity: 'major' } as const

/** R-IPC: a filter run at its last pressure, or cloudy behind it: not swapped, not eased, not reported. */
function filtered(run: Run, { closed_s: t_s, results }: ClosedStep, id: string): readonly BreachAt[] {
  const pushed = !inside(vectorLimits['vectorDepthFilter.pressure'].action, results['mostPressure_bar']! + 1e-6)
  const cloudy = !inside(vectorLimits['vectorDepthFilter.turbidity'].action, results['turbidity_NTU']!)
  const answered = ['fresh', 'flux'].some((topic) => mine(run, `${id}.${topic}`).length > 0)
  return (pushed && !answered) || (cloudy && !reported(run, id))
    ? [{ t_s, ...major, rule: 'R-IPC', subject: `${id}.pressure` }]
    : []
}

/** R-HOLD: kept longer than is validated and nobody said so. R-CHG: kept warm. */
function held(run: Run, { closed_s: t_s, results }: ClosedStep, id: string): readonly BreachAt[] {
  const long = !inside(vectorLimits['hold.lysate'].action, results['held_h']!)
  const warm = !inside(vectorLimits['vectorHold.temperature'].action, results['temperature_C']!)
  return [
    ...(long && !holdDeclared(run, id) ? [{ t_s, ...major, rule: 'R-HOLD' as const, subject: id }] : []),
    ...(warm ? [{ t_s, ...major, rule: 'R-CHG' as const, subject: `${id}.temperature` }] : []),
  ]
}
