import { Fault, normal, poisson, spec, type Specs, type Unit, type Values } from '../../sim/index.ts'
import type { Refusal } from '../unit.ts'
import { roundTo } from './sensor.ts'

/**
 * An assay: a sample is drawn at a second and costs its volume; the result comes after the delay, with an error drawn by
 * (seed, name, sample number). What is in the sample is fixed when it is drawn; when it is read changes nothing.
 */
export interface AssayType {
  readonly means: string
  /** quantity: a number with an error; count: colonies grown from what was in the volume; presence: found or not. */
  readonly kind: 'quantity' | 'count' | 'presence'
  /** Of the result. What a `count` or `presence` is told is organisms per mL. */
  readonly unit: Unit
  readonly parameters: AssayParameters
}

export type AssayParameters = ReturnType<typeof assayParameters>
type AssayValues = Values<AssayParameters>

export interface AssayNumbers {
  readonly delay_h: number
  readonly volume_mL: number
  readonly relative_pct?: number
  readonly absolute?: number
  readonly resolution?: number
  /** Quantification limit and largest value that can be reported. */
  readonly span?: readonly [number, number]
}

export function assayParameters(unit: Unit, n: AssayNumbers, source: string) {
  const [low, high] = n.span ?? [0, 1e9]
  return {
    delay: spec('from drawing to result', 'h', n.delay_h, [0, 1000], 'G', source),
    volume: spec('volume drawn', 'mL', n.volume_mL, [0, 10_000], 'G', source),
    relativeError: spec('standard deviation, share of the value', '%', n.relative_pct ?? 0, [0, 100], 'G', source),
    absoluteError: spec('further standard deviation', unit, n.absolute ?? 0, [0, high], 'G', source),
    resolution: spec('last step reported', unit, n.resolution ?? 1, [0, high], 'G', source),
    low: spec('quantification limit', unit, low, [0, high], 'G', source),
    high: spec('largest value reported', unit, high, [low, Math.max(1e12, high)], 'G', source),
  } satisfies Specs
}

/** A drawn sample. Plain data; `content` is hidden state, never shown. */
export interface Sample {
  /** Address of its error, and its name in the record: `culture.titre`. */
  readonly name: string
  readonly number: number
  readonly drawn_s: number
  readonly due_s: number
  readonly volume_mL: number
  readonly content: number
}

export type Drawn = { readonly sample: Sample } | { readonly refusal: Refusal }

export interface Result {
  /** Rounded as reported. For `presence`: 1 found, 0 not found. */
  readonly value: number
  /** below and above: outside what the assay can report; `value` is then that limit. */
  readonly status: 'ok' | 'below' | 'above'
}

/** Draws sample `number` of this name; refused when the volume is not there. The caller takes the volume away. */
export function drawSample(
  values: AssayValues,
  name: string,
  number: number,
  content: number,
  second: number,
  available_mL: number,
): Drawn {
  if (!(content - content === 0)) throw new Fault(`${name}: content of the sample`, { value: String(content) })
  if (!(available_mL >= values.volume))
    return { refusal: { code: 'sample_volume', values: { needed_mL: values.volume, available_mL } } }
  const due_s = second + Math.ceil(values.delay * 3600)
  return { sample: { name, number, drawn_s: second, due_s, volume_mL: values.volume, content } }
}

/** The result, or undefined before its time. */
export function resultOf(
  kind: AssayType['kind'],
  values: AssayValues,
  sample: Sample,
  second: number,
  seed: number,
): Result | undefined {
  if (second < sample.due_s) return undefined
  const { name, number } = sample
  if (kind === 'quantity') {
    const error =
      ((values.relativeError * sample.content) / 100) * normal(seed, `${name}.relative`, number) +
      values.absoluteError * normal(seed, `${name}.absolute`, number)
    return reported(values, sample.content + error)
  }
  const found = poisson(Math.max(0, sample.content) * sample.volume_mL, seed, `${name}.found`, number)
  if (kind === 'presence') return { value: found > 0 ? 1 : 0, status: 'ok' }
  return reported(values, (100 * found) / sample.volume_mL)
}

function reported(values: AssayValues, value: number): Result {
  if (value < values.low) return { value: values.low, status: 'below' }
  if (value > values.high) return { value: values.high, status: 'above' }
  return { value: roundTo(value, values.resolution), status: 'ok' }
}
