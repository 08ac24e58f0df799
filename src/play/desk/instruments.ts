import {
  type AssayId,
  assays,
  type Display,
  readSensor,
  type Readings,
  resultOf,
  type Result,
  type Sensor,
  type SensorId,
  sensorOfLot,
  sensors,
} from '../../models/index.ts'
import { defaults } from '../../sim/index.ts'
import type { Level, Step } from '../level.ts'
import type { Run } from '../state.ts'
import { type Instrumentation, instrumentationOf } from './instrumentation.ts'
import { kit, readingOf } from './kit.ts'
import { shownTooMuch } from './faults.ts'
import type { DeskState, DrawnSample } from './state.ts'

/** Instruments of each step of a level: the same in every run, asked for at every tick. */
const ofLevel = new WeakMap<Level, Instrumentation[]>()

/** Instruments of a step, without those the level lacks, with those the player has brought. */
export function instrumentsOf(run: Run, index: number): Instrumentation {
  let all = ofLevel.get(run.level)
  if (!all) ofLevel.set(run.level, (all = run.level.steps.map((step) => kitOf(run.level, step))))
  return all[index]!
}

function kitOf(level: Level, step: Step): Instrumentation {
  const all = instrumentationOf(step.unit)
  const { without = [], with: asked = [], kit: tools = [] } = level.work ?? {}
  const brought = step.mode === 'play' ? tools.map((id) => kit[id].panels[step.unit] ?? {}) : []
  if (without.length === 0 && asked.length === 0 && brought.length === 0) return all
  const has = (id: string): boolean => !without.includes(`${step.id}.${id}`)
  const more = <T>(offered: Readonly<Record<string, T>> = {}): readonly (readonly [string, T])[] =>
    Object.entries(offered).filter(([id]) => asked.includes(`${step.id}.${id}`))
  return {
    panels: Object.assign(
      Object.fromEntries([...Object.entries(all.panels).filter(([id]) => has(id)), ...more(all.panelsOnRequest)]),
      ...brought,
    ),
    assays: Object.fromEntries([...Object.entries(all.assays).filter(([id]) => has(id)), ...more(all.onRequest)]),
    counters: all.counters.filter(has),
  }
}

/** Sensors of a run by name: a function of the seed alone, remembered because it is asked at every tick. */
const known = new WeakMap<DeskState, Map<string, Sensor>>()

function sensorOf(run: Run, name: string, type: SensorId): Sensor {
  const desk = run.desk!
  let mine = known.get(desk)
  if (!mine) known.set(desk, (mine = new Map()))
  let sensor = mine.get(name)
  if (!sensor) mine.set(name, (sensor = sensorOfLot(name, defaults(sensors[type].parameters), run.seed)))
  return sensor
}

/**
 * What a panel shows at this second of the true readings given. Lag is not followed here: readings that move within it
 * (oxygen) come lagged from the model's own fast layer.
 */
export function shown(run: Run, index: number, id: string, readings: Readings, opened_s: number): Display {
  const step = run.level.steps[index]!
  const { sensor, reading, times, empty } = instrumentsOf(run, index).panels[id]!
  const truth = readingOf(readings, reading) ?? empty
  if (truth === undefined) return { value: null, status: 'dead' }
  const name = `${step.id}.${id}`
  const state = {
    calibrated_s: opened_s,
    at_s: run.t_s,
    lagged: truth * times + shownTooMuch(run, step.id, id),
    frozen: null,
    correction: run.desk!.corrections[name] ?? 0,
  }
  return readSensor(sensorOf(run, name, sensor), state, run.seed)
}

/** Key of the recorder under which a column's volume is kept, in the phase whose curve is drawn. */
export const VOLUME = 'phase_CV'

/** The phase of a unit whose UV is drawn over column volumes: while product may break through, and while it comes off. */
export const curveOf = (run: Run, index: number): string | undefined => CURVES[run.level.steps[index]!.unit]

const CURVES: Readonly<Record<string, string>> = { proteinA: 'load', cationExchange: 'elute' }

/** Numbers on the sheet of each assay. */
const sheets = Object.fromEntries(Object.entries(assays).map(([id, a]) => [id, defaults(a.parameters)])) as Readonly<
  Record<AssayId, ReturnType<typeof defaults<(typeof assays)[AssayId]['parameters']>>>
>

/** What a sample came to, remembered: a function of the sample and the seed, asked for at every turn of a hand. */
type Came = Result & { readonly drawn_s: number }
const came = new WeakMap<DrawnSample, Came | undefined>()

/** The result of a sample, once it is there. */
export function resultAt(run: Run, sample: DrawnSample, second: number): Came | undefined {
  if (second < sample.due_s) return undefined
  if (came.has(sample)) return came.get(sample)
  const measured = measure(run, sample)
  const result = measured && { ...measured, drawn_s: sample.drawn_s }
  came.set(sample, result)
  return result
}

function measure(run: Run, sample: DrawnSample): Result | undefined {
  const assay = assays[sample.assay as AssayId]
  const name = `${sample.step}.${sample.assay}`
  return resultOf(assay.kind, sheets[sample.assay as AssayId], { ...sample, name }, sample.due_s, run.seed)
}

/** Results that have come for a step's assay, oldest first. */
export function resultsOf(run: Run, step: string, assay: string): readonly Came[] {
  const results: Came[] = []
  for (const sample of run.desk!.samples) {
    if (sample.step !== step || sample.assay !== assay) continue
    const result = resultAt(run, sample, run.t_s)
    if (result) results.push(result)
  }
  return results
}
