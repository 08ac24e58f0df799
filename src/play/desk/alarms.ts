import type { Readings } from '../../models/index.ts'
import type { Run, RunningStep } from '../state.ts'
import { instrumentsOf, shown } from './instruments.ts'
import type { AlarmState } from './state.ts'

export const newAlarm = (): AlarmState => ({ outside_s: null, state: 'normal' })

/** Alarms of a step, at the end of a tick, in the order of the level. */
export function watchAlarms(run: Run, running: RunningStep, readings: Readings): void {
  const step = run.level.steps[running.index]!
  const { panels } = instrumentsOf(run, running.index)
  for (const spec of run.level.work!.alarms) {
    if (spec.step !== step.id || !panels[spec.instrument]) continue
    const { value } = shown(run, running.index, spec.instrument, readings, running.opened_s)
    const alarm = run.desk!.alarms[spec.id]!
    const beyond = value === null ? 0 : spec.side === 'low' ? spec.limit - value : value - spec.limit
    if (beyond > 0) {
      alarm.outside_s ??= run.t_s
      if (run.t_s - alarm.outside_s >= spec.delay_s && (alarm.state === 'normal' || alarm.state === 'returned')) {
        alarm.state = 'unacknowledged'
        run.desk!.facts.push({ t_s: run.t_s, kind: 'alarm', alarm: spec.id })
        // A first-class alarm gets the player out of bed, whatever the orders say.
        if (run.desk!.night && spec.priority === 1) ring(run, spec.id)
      }
    } else if (beyond <= -spec.deadBand) {
      alarm.outside_s = null
      if (alarm.state === 'normal' || alarm.state === 'returned') continue
      alarm.state = alarm.state === 'acknowledged' ? 'normal' : 'returned'
      run.desk!.facts.push({ t_s: run.t_s, kind: 'normal', alarm: spec.id })
    }
  }
}

/** The night is over before its time: somebody rings. */
export function ring(run: Run, why: string): void {
  if (!run.desk!.night) return
  run.desk!.night = false
  run.desk!.facts.push({ t_s: run.t_s, kind: 'rung', why })
}
