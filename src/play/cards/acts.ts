import type { FaultSpec } from '../level.ts'
import type { Run, Stamped } from '../state.ts'

/** How every card reads the player's acts. */
export const MINUTE = 60
export const HOUR = 3600
export const numeric = (d: Stamped): number => (typeof d.value === 'number' ? d.value : NaN)
export const asks = (d: Stamped, assay: string): boolean => Array.isArray(d.value) && d.value.includes(assay)
export const called = (thing: string) => (d: Stamped) => d.slot === 'call.maintenance' && d.value === thing

/** Second at which an alarm on an instrument of a step first rang, from a second on; null: it never did. */
export function firstAlarm(run: Run, step: string, instrument: string, from_s: number): number | null {
  const ids = new Set(
    run.level.work!.alarms.filter((a) => a.step === step && a.instrument === instrument).map((a) => a.id),
  )
  const rang = run.desk!.facts.find((f) => f.kind === 'alarm' && f.t_s >= from_s && ids.has(f.alarm))
  return rang ? rang.t_s : null
}

/** The night crew sent for maintenance because the player's order said so: as if the player had called. */
export function orderedMending(run: Run, fault: FaultSpec): Stamped | undefined {
  const came = run.desk!.facts.find((f) => f.kind === 'fault' && f.fault === fault.id)
  const sent = run.desk!.facts.find((f) => f.kind === 'order' && f.maintenance && came && f.t_s >= came.t_s)
  const order = sent && run.log.filter((d) => d.slot === 'night.orders' && d.t <= sent.t_s).at(-1)
  // Sent before the alarm rang is as good as when it did.
  return order && { ...order, t: sent.t_s + HOUR / 2 }
}
