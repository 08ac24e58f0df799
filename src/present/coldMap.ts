import { COMPOSITION_G_L, freezingPoint_C, plasmaRecipes, solubleShare } from '../models/index.ts'

/** The two charts on the wall beside a tank of cold ethanol: where it freezes, and what falls out where. Both are printed. */

/** Span of the freezing chart: per cent of ethanol, degrees. */
export const COLD_CHART = {
  ethanol: [0, 28],
  temperature: [-14, 6],
  degrees: [4, 0, -4, -8, -12],
  drawn: [8, 25],
} as const
/** Of a tank that comes from another one of ethanol and is to reach 40 %. */
export const STRONG_CHART = {
  ethanol: [15, 42],
  temperature: [-24, 4],
  degrees: [0, -5, -10, -15, -20],
  drawn: [18, 40],
} as const

/** The freezing line, point by point. */
export const freezingLine: readonly (readonly [ethanol_pct: number, temperature_C: number])[] = Array.from(
  { length: 43 },
  (_, ethanol) => [ethanol, freezingPoint_C(ethanol)] as const,
)

export const FALLS = ['FIB', 'IgG', 'ALB'] as const
export type Falls = (typeof FALLS)[number]

/** Span of the precipitation map. */
export const FALL_MAP = { pH: [4.6, 7.6], ethanol: [0, 42] } as const

/** Where its scales are numbered. */
export const FALL_TICKS = { pH: [5, 6, 7], ethanol: [10, 20, 30, 40] } as const

/** Tanks that stand one after the other: each at its place on that map. */
export const TANKS = ['I', 'II+III', 'IV-1', 'IV-4', 'V'] as const

/** What is printed of a tank, by where it stands: ethanol, pH, cold, salt. */
export const printedTank = (place: string) =>
  plasmaRecipes.ethanolPrecipitation[place as keyof typeof plasmaRecipes.ethanolPrecipitation]

/** Where a tank stands: what its skid reckons and its displays show. */
export interface TankConditions {
  readonly ethanol_pct: number
  readonly pH: number
  readonly temperature_C: number
  readonly ionicStrength_M: number
  /** Litres of tank to a litre of the plasma it came from. */
  readonly dilution: number
}

/** Share of a protein that falls out there, of plasma of the usual composition. */
export const fallenShare = (protein: Falls, at: TankConditions): number =>
  1 - solubleShare(protein, COMPOSITION_G_L[protein] / at.dilution, at)

/** The map of one protein: rows of ethanol from the top down, columns of pH. */
export function fallMap(
  protein: Falls,
  at: TankConditions,
  columns: number,
  rows: number,
): readonly (readonly number[])[] {
  const [pH0, pH1] = FALL_MAP.pH
  const [low, high] = FALL_MAP.ethanol
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) =>
      fallenShare(protein, {
        ...at,
        pH: pH0 + ((column + 0.5) * (pH1 - pH0)) / columns,
        ethanol_pct: high - ((row + 0.5) * (high - low)) / rows,
      }),
    ),
  )
}
