import type { Evidence, Unit } from '../sim/index.ts'

/** A plant's limit of one quantity: what the recipe asks for, where one investigates, where one stops. */
export interface Limit {
  readonly means: string
  readonly unit: Unit
  /** What the recipe asks for: one number (low = high) or a range, open where a side is null. */
  readonly setPoint: Band
  /** Outside: investigate, comment in the record. */
  readonly alert: Band
  /** Outside: deviation, stop or decide. */
  readonly action: Band
  /** Of the action limit; alerts and set points are general knowledge unless the source says more. */
  readonly evidence: Evidence
  readonly source: string
  /** What happens outside, in one sentence. */
  readonly effect: string
  /** Gas flows and the like: proportional to the vessel. */
  readonly scalesWithVolume: boolean
}

export interface Band {
  readonly low: number | null
  readonly high: number | null
}

/** A quality attribute judged at release. */
export interface ReleaseAttribute {
  readonly means: string
  readonly unit: Unit
  /** What a very good batch reaches; at it or better the attribute earns all its points. */
  readonly target: number
  /** Specification: the batch fails below `lower` or above `upper`. */
  readonly lower: number | null
  readonly upper: number | null
  /** Share in the purity index; the weights add up to 1. 0: judged pass or fail only, or already counted in another row. */
  readonly weight: number
  readonly evidence: Evidence
  readonly source: string
}

export type Ends = number | readonly [number | null, number | null]

const band = (ends: Ends): Band =>
  typeof ends === 'number' ? { low: ends, high: ends } : { low: ends[0], high: ends[1] }

/** limit(means, unit, set point, alert, action, evidence, source, effect); `sheet`: what a section's sign stands for. */
export const limitIn =
  (sheet: string) =>
  (
    means: string,
    unit: Unit,
    setPoint: Ends,
    alert: Ends,
    action: Ends,
    evidence: Evidence,
    source: string,
    effect: string,
  ): Limit => ({
    means,
    unit,
    setPoint: band(setPoint),
    alert: band(alert),
    action: band(action),
    evidence,
    source: source.startsWith('§') ? `${sheet} ${source}` : source,
    effect,
    scalesWithVolume: false,
  })

export const NONE = [null, null] as const
