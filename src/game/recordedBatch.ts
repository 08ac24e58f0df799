/** A finished batch as curves: what the first page draws. */
export interface RecordedBatch {
  readonly id: string
  /** SHA-256 of what the curves were read from. */
  readonly digest: string
  readonly hours: readonly number[]
  readonly series: readonly RecordedSeries[]
}

export interface RecordedSeries {
  readonly key: SeriesKey
  readonly unit: SeriesUnit
  /** One value per hour of the batch. */
  readonly values: readonly number[]
}

export type SeriesKey = 'viableCells' | 'viability' | 'glucose' | 'lactate' | 'titre'
export type SeriesUnit = '1e6/mL' | '%' | 'mmol/L' | 'g/L'
