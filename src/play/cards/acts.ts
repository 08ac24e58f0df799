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
