import { Fault } from '../sim/index.ts'
import type { DeskState } from './desk/state.ts'
import type { Run, RunningStep } from './state.ts'

/**
 * A run as it stands, to go on from twice. What is only ever added to (log, facts, samples, closed steps, the historian's
 * points) keeps its entries; what is rewritten in place is copied.
 */
export function copyRun(run: Run): Run {
  return {
    ...run,
    running: run.running.map(copyRunning),
    closed: [...run.closed],
    log: [...run.log],
    prepared: { ...run.prepared },
    desk: run.desk && copyDesk(run.desk),
  }
}

const copyRunning = (r: RunningStep): RunningStep => ({
  ...r,
  state: copyData(r.state),
  settings: { ...r.settings },
})

function copyDesk(desk: DeskState): DeskState {
  return {
    ...desk,
    views: { ...desk.views },
    samples: [...desk.samples],
    alarms: copyData(desk.alarms),
    faults: copyData(desk.faults),
    orders: [...desk.orders],
    carriedOut: [...desk.carriedOut],
    corrections: { ...desk.corrections },
    facts: [...desk.facts],
    room: desk.room && copyData(desk.room),
    ...(desk.vial && { vial: copyData(desk.vial) }),
    ...(desk.trace && { trace: copyData(desk.trace) }),
    ...(desk.inspection && { inspection: copyData(desk.inspection) }),
    ...(desk.week && { week: copyData(desk.week) }),
    ...(desk.transfer && { transfer: copyData(desk.transfer) }),
    historian: Object.fromEntries(Object.entries(desk.historian).map(([name, points]) => [name, [...points]])),
  }
}

/**
 * Plain data, all the way down. The copy has the shape the engine knows of the original: a unit that goes on from it
 * runs as fast as before, which after structuredClone it does not.
 */
export function copyData<T>(data: T): T {
  return copyOf(data) as T
}

function copyOf(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data
  if (data instanceof Float64Array) return data.slice()
  if (Array.isArray(data)) return data.map(copyOf)
  if (Object.getPrototypeOf(data) !== Object.prototype) throw new Fault('not plain data')
  const copy: Record<string, unknown> = { ...data }
  for (const key in copy) {
    const value = copy[key]
    if (typeof value === 'object' && value !== null) copy[key] = copyOf(value)
  }
  return copy
}
