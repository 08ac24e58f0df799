/** A recorded batch played again in this browser, as curves. */
export interface RecordedBatch {
  readonly id: string
  /** Digest of the run as it came out here, and as the record says it must. */
  readonly digest: string
  readonly recordedDigest: string
  /** Hours of the production culture, one value of each series for each. */
  readonly hours: readonly number[]
  readonly series: readonly RecordedSeries[]
  /** What became of the lot: grams harvested, doses filled, share of the harvest that reached the vials. */
  readonly harvested_g: number
  readonly doses: number
  readonly yield_pct: number
}

/** The replay is on its way, is there, or failed. */
export type Replay = RecordedBatch | 'waiting' | 'failed'

export interface RecordedSeries {
  readonly key: SeriesKey
  readonly unit: SeriesUnit
  readonly values: readonly number[]
}

export type SeriesKey = 'viableCells' | 'viability' | 'glucose' | 'lactate' | 'titre'
export type SeriesUnit = '1e6/mL' | '%' | 'mmol/L' | 'g/L'

/** Which reading of the culture each curve shows. */
export const CURVES: readonly { readonly key: SeriesKey; readonly unit: SeriesUnit; readonly reading: string }[] = [
  { key: 'viableCells', unit: '1e6/mL', reading: 'viable_1e6_mL' },
  { key: 'viability', unit: '%', reading: 'viability_pct' },
  { key: 'glucose', unit: 'mmol/L', reading: 'glucose_mM' },
  { key: 'lactate', unit: 'mmol/L', reading: 'lactate_mM' },
  { key: 'titre', unit: 'g/L', reading: 'titre_g_L' },
]
