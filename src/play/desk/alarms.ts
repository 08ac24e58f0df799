import type { Run, RunningStep } from '../state.ts'
import type { PlantNow } from './desk.ts'
import { instrumentsOf, shown } from './instruments.ts'
import type { AlarmState } from './state.ts'

export const newAlarm = (): AlarmState => ({ outside_s: null, state: 'normal' })

/** Alarms of a step, at the end of a tick, in the order of the level. */
export function watchAlarms(run: Run, running: RunningStep, { readings, phase }: PlantNow): void {
  const step = run.level.steps[running.index]!
  const { panels } = instrumentsOf(run, running.index)
  // What waits for a hand to let it go does not ring for flow.
  if (step.waits && running.paused && !run.log.some((d) => d.slot === `${step.id}.pause`)) return
  for (const spec of run.level.work!.alarms) {
    if (spec.step !== step.id || !panels[spec.instrument]) continue
    const alarm = run.desk!.alarms[spec.id]!
    // In other phases the display is not what the alarm is about.
    if (spec.phase !== undefined && spec.phase !== phase) {
      if (alarm.outside_s !== null || alarm.state !== 'normal') rest(run, spec.id, alarm)
      continue
    }
    const { value } = shown(run, running.index, spec.instrument, readings, running.opened_s)
    const beyond = value === null ? 0 : spec.side === 'low' ? spec.limit - value : value - spec.limit
    if (beyond > 0) {
      alarm.outside_s ??= run.t_s
      if (run.t_s - alarm.outside_s >= spec.delay_s && (alarm.state === 'normal' || alarm.state === 'returned')) {
        alarm.state = 'unacknowledged'
        run.desk!.facts.push({ t_s: run.t_s, kind: 'alarm', alarm: spec.id })
        // A first-class alarm gets the player out of bed, whatever the orders say.
        if (run.desk!.night && spec.priority === 1) ring(run, spec.id)
      }
    } else if (beyond <= -spec.deadBand) rest(run, spec.id, alarm)
  }
}

function rest(run: Run, id: string, alarm: AlarmState): void {
  alarm.outside_s = null
  if (alarm.state === 'normal' || alarm.state === 'returned') return
  alarm.state = alarm.state === 'acknowledged' ? 'normal' : 'returned'
  run.desk!.facts.push({ t_s: run.t_s, kind: 'normal', alarm: id })
}

/** Seen or not, the value is still outside: the plant is followed closely until it is back. */
export const isAlarmOpen = (run: Run, step: string): boolean =>
  run.level.work!.alarms.some((a) => a.step === step && isStanding(run.desk!.alarms[a.id]!))

const isStanding = ({ state }: AlarmState): boolean => state === 'unacknowledged' || state === 'acknowledged'

/** The night is over before its time: somebody rings. */
export function ring(run: Run, why: string): void {
  if (!run.desk!.night) return
  run.desk!.night = false
  run.desk!.facts.push({ t_s: run.t_s, kind: 'rung', why })
}

/** What a person may do about an alarm, by instrument: slots of its step, and words of a call, a note or a report. */
export const ANSWERS: Readonly<
  Record<string, { readonly slots: readonly string[]; readonly words: readonly string[] }>
> = {
  oxygen: {
    slots: ['air', 'oxygen', 'oxygenMax', 'power', 'antifoam', 'ventSwap', 'pause'],
    words: ['oxygenValve', 'oxygenProbe', 'foam', 'vent', 'stirrer', 'transmitter', 'contamination'],
  },
  foam: {
    slots: ['stirring', 'pause', 'antifoam', 'air', 'oxygenMax', 'power', 'ventSwap'],
    words: ['vent', 'stirrerDrive', 'foamProbe'],
  },
  ventPressure: { slots: ['ventSwap', 'antifoam', 'air', 'oxygenMax'], words: ['vent', 'foam'] },
  temperature: { slots: ['temperature'], words: [] },
  flux: {
    slots: ['pause', 'pressure', 'freshCloth', 'freshFilter', 'addFilter', 'divert', 'proceed'],
    words: ['flowPause', 'flowMeter', 'pumpDrive', 'filter'],
  },
  pH: { slots: ['pH', 'base', 'pause'], words: ['pHProbe', 'basePump', 'transmitter', 'contamination', 'oxygen'] },
  filterPressure: { slots: ['fresh', 'flux', 'pause'], words: ['filter'] },
  filtrateLine: { slots: ['pressure', 'pause', 'freshCloth'], words: ['filter'] },
  sightGlass: { slots: ['feed', 'loading', 'shoot', 'shootInterval', 'pause', 'spinAgain'], words: ['centrifuge'] },
  lanceTemperature: { slots: ['rate', 'pause', 'temperature'], words: ['chiller', 'stirrer', 'lanceProbe'] },
  poolTemperature: { slots: ['pause', 'restart', 'temperature'], words: ['jacket', 'vatProbe', 'vatStirrer'] },
  bottomTemperature: { slots: ['temperature', 'pause'], words: ['chiller'] },
  coldestProbe: {
    slots: ['longer', 'temperature', 'probeA', 'probeB', 'probeC', 'time'],
    words: ['fan', 'bottleProbe'],
  },
  vacuum: { slots: ['shelf', 'pressure', 'pause'], words: ['vacuumValve', 'vacuumGauge'] },
  bund: { slots: ['contain', 'clamp', 'transfer'], words: ['bagLeak', 'jacketTrap'] },
  killProbe: { slots: ['again'], words: ['steamValve', 'steamGauge', 'cycleTicket'] },
  baseScale: { slots: ['baseSwap', 'basePump', 'pH', 'deadBand'], words: ['basePump', 'pHProbe', 'pH'] },
}
