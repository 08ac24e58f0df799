import { exp, Fault, normal, spec, type Specs, type Unit, type Values } from '../../sim/index.ts'

/**
 * A sensor shows the true value late (first-order lag), a little wrong (offset, gain, drift), noisy, within its span and
 * in whole steps of its display. It may also fail. The noise is that of (seed, name, second): the same in every replay,
 * whoever looks, as often as they look.
 */
export interface SensorType {
  readonly means: string
  readonly unit: Unit
  readonly parameters: SensorParameters
}

export type SensorParameters = ReturnType<typeof sensorParameters>
type SensorValues = Values<SensorParameters>

/** The numbers of a sensor type, all but the lag in the unit of its display. */
export interface SensorNumbers {
  readonly lag_s: number
  readonly noise: number
  readonly resolution: number
  readonly span: readonly [number, number]
  /** Standard deviations over sensors: after calibration, of the slope, and of the drift in a day. */
  readonly offset?: number
  readonly gain?: number
  readonly drift?: number
  readonly relativeNoise?: number
}

export function sensorParameters(unit: Unit, n: SensorNumbers, source: string) {
  const width = n.span[1] - n.span[0]
  const own = (means: string, value: number) => spec(means, unit, value, [0, width], 'G', source)
  const share = (means: string, value: number) => spec(means, '1', value, [0, 1], 'G', source)
  return {
    lag: spec('time constant of the display', 's', n.lag_s, [0, 3600], 'G', source),
    noise: own('standard deviation of the display', n.noise),
    relativeNoise: share('further standard deviation, share of the value', n.relativeNoise ?? 0),
    resolution: own('last step of the display', n.resolution),
    low: spec('start of the span', unit, n.span[0], [n.span[0] - width, n.span[1]], 'G', source),
    high: spec('end of the span', unit, n.span[1], [n.span[0], n.span[1] + width], 'G', source),
    offset: own('standard deviation of the offset over calibrated sensors', n.offset ?? 0),
    gain: share('standard deviation of the slope over calibrated sensors', n.gain ?? 0),
    drift: own('standard deviation of the drift in a day', n.drift ?? 0),
  } satisfies Specs
}

/** One sensor in its place. Data: a level or the seed may give it any offset, slope, drift and faults. */
export interface Sensor {
  /** Address of its noise, and its name in the record: `culture.pH`. */
  readonly name: string
  readonly values: SensorValues
  readonly offset: number
  readonly gain: number
  readonly drift_per_day: number
  readonly faults: readonly SensorFault[]
}

interface During {
  readonly from_s: number
  /** null: until the end of the run. */
  readonly to_s: number | null
}

export type SensorFault = During &
  (
    | /** shows what it showed when the fault began */
      { readonly kind: 'frozen' }
    /** shows this, whatever is true: a valve closed on the line, a short circuit */
    | { readonly kind: 'stuck'; readonly value: number }
    /** reads high (or low, below zero) by this much */
    | { readonly kind: 'shifted'; readonly by: number }
    /** the end of the span, flagged */
    | { readonly kind: 'over' | 'under' }
    /** shows nothing */
    | { readonly kind: 'dead' }
  )

/** Plain data: saved, cloned, digested. */
export interface SensorState {
  /** Drift counts from here. */
  calibrated_s: number
  /** Second up to which the lag has followed the truth: the reading is that of this second. */
  at_s: number
  lagged: number
  /** What a frozen display shows; null while it is not frozen. */
  frozen: number | null
  /** Sum of the corrections made on samples since the start. */
  correction: number
}

export interface Display {
  /** null when the display is dark. */
  readonly value: number | null
  readonly status: 'ok' | 'under' | 'over' | 'dead'
}

/** A sensor as delivered: no offset, no drift, no fault. */
export function perfectSensor(name: string, values: SensorValues): Sensor {
  return { name, values, offset: 0, gain: 1, drift_per_day: 0, faults: [] }
}

/** A calibrated sensor of this lot: offset, slope and drift drawn by the seed. */
export function sensorOfLot(name: string, values: SensorValues, seed: number): Sensor {
  return {
    name,
    values,
    offset: values.offset * normal(seed, `${name}.offset`, 0),
    gain: 1 + values.gain * normal(seed, `${name}.gain`, 0),
    drift_per_day: values.drift * normal(seed, `${name}.drift`, 0),
    faults: [],
  }
}

/** A sensor that has been in the liquid for long: it shows the truth without lag. Calibrated at this second. */
export function startSensor(trueValue: number, second: number): SensorState {
  return { calibrated_s: second, at_s: second, lagged: trueValue, frozen: null, correction: 0 }
}

/**
 * Follows the truth up to `second`: exact for a true value that stood still since the last call, so that one tick of
 * 60 s and twelve of 5 s end alike.
 */
export function followSensor(
  sensor: Sensor,
  state: SensorState,
  trueValue: number,
  second: number,
  seed: number,
): void {
  const dt_s = second - state.at_s
  if (!(dt_s >= 0)) throw new Fault('a sensor cannot go back', { at_s: state.at_s, second: String(second) })
  if (!(trueValue - trueValue === 0)) throw new Fault(`${sensor.name}: true value`, { value: String(trueValue) })
  const lag_s = sensor.values.lag
  state.lagged = lag_s > 0 ? trueValue + (state.lagged - trueValue) * exp(-dt_s / lag_s) : trueValue
  state.at_s = second
  if (fault(sensor, 'frozen', second) === undefined) state.frozen = null
  else if (state.frozen === null) state.frozen = working(sensor, state, seed).value
}

/** What the display shows at the second the state stands at. Changes nothing: look twice, read the same. */
export function readSensor(sensor: Sensor, state: SensorState, seed: number): Display {
  const at = state.at_s
  if (fault(sensor, 'dead', at)) return { value: null, status: 'dead' }
  const stuck = fault(sensor, 'stuck', at)
  if (stuck) return onDisplay(sensor.values, stuck.value)
  if (state.frozen !== null) return { value: state.frozen, status: 'ok' }
  if (fault(sensor, 'over', at)) return { value: sensor.values.high, status: 'over' }
  if (fault(sensor, 'under', at)) return { value: sensor.values.low, status: 'under' }
  return working(sensor, state, seed)
}

/** One-point correction on a sample: from now on the display stands higher by what the reference had more. */
export function standardise(state: SensorState, displayed: number, reference: number): void {
  state.correction += reference - displayed
}

function working(sensor: Sensor, state: SensorState, seed: number): Display {
  const v = sensor.values
  const shift = fault(sensor, 'shifted', state.at_s)?.by ?? 0
  const mean =
    sensor.gain * state.lagged +
    sensor.offset +
    (sensor.drift_per_day * (state.at_s - state.calibrated_s)) / 86_400 +
    shift +
    state.correction
  const relative = v.relativeNoise * mean
  const deviation = Math.sqrt(v.noise * v.noise + relative * relative)
  return onDisplay(v, mean + (deviation > 0 ? deviation * normal(seed, sensor.name, state.at_s) : 0))
}

function onDisplay(v: SensorValues, value: number): Display {
  if (value < v.low) return { value: v.low, status: 'under' }
  if (value > v.high) return { value: v.high, status: 'over' }
  return { value: roundTo(value, v.resolution), status: 'ok' }
}

/** The fault of this kind that holds at this second; the first listed wins. */
function fault<K extends SensorFault['kind']>(
  sensor: Sensor,
  kind: K,
  second: number,
): Extract<SensorFault, { kind: K }> | undefined {
  return sensor.faults.find(
    (f): f is Extract<SensorFault, { kind: K }> =>
      f.kind === kind && second >= f.from_s && (f.to_s === null || second < f.to_s),
  )
}

/** To the nearest whole step. Steps below 1 are divisors of 1: dividing gives the shortest decimal (7.05, not 7.0500000001). */
export function roundTo(value: number, step: number): number {
  if (!(step > 0)) return value
  const inverse = Math.round(1 / step)
  const rounded = step < 1 ? Math.round(value * inverse) / inverse : Math.round(value / step) * step
  return rounded === 0 ? 0 : rounded
}
