import type { Celsius, Litres, Quantity } from '../../sim/index.ts'

/**
 * The printed recipe of the production culture as pure functions: what a morning round sets, given the day and the last
 * measured values. It is a policy beside the model, not a part of it.
 */
export interface CultureRecipe {
  /** Feed in % of the start volume per day, by day of culture. */
  readonly feed_pct_d: Readonly<Record<string, number>>
  /** Glucose below which stock is added at the daily sample, and what it is brought to. */
  readonly glucoseTrigger_mM: Quantity<'mM'>
  readonly glucoseTarget_mM: Quantity<'mM'>
  readonly glucoseFromDay: number
  readonly glucoseUntilDay: number
  readonly growthTemperature_C: Celsius
  /** Day of the temperature shift; null for none. A vessel with fewer living cells is given one day more. */
  readonly shiftDay: number | null
  readonly shiftCells_1e6_mL: number
  readonly productionTemperature_C: Celsius
  /** Above this osmolality half the day's feed is given. */
  readonly saltyAbove_mOsm_kg: number
  readonly harvestDay: number
  /** From this day on the vessel is harvested when fewer than so many cells live, or when a night's sugar has no room. */
  readonly earlyHarvest: { readonly fromDay: number; readonly below_pct: number; readonly night_mM: Quantity<'mM'> }
}

/**
 * mab.md §2.5 and §2.7. What is done with a lot unlike the recipe's (late shift, half feed at the action limit of
 * osmolality, early harvest) is this plant's own rule.
 */
export const nominalCultureRecipe: CultureRecipe = {
  feed_pct_d: { 3: 3, 4: 3, 5: 3, 6: 4, 7: 4, 8: 4, 9: 4, 10: 4, 11: 4, 12: 4 },
  glucoseTrigger_mM: 22,
  glucoseTarget_mM: 36,
  glucoseFromDay: 1,
  glucoseUntilDay: 99,
  growthTemperature_C: 36.8,
  shiftDay: 5,
  shiftCells_1e6_mL: 13,
  productionTemperature_C: 33,
  saltyAbove_mOsm_kg: 450,
  harvestDay: 14,
  earlyHarvest: { fromDay: 12, below_pct: 79, night_mM: 13 },
}

/**
 * Days of culture on which the recipe has one instrument held against another: the feed's scale against the pump's
 * totaliser, the pH probe against the analyser. This plant's own; a lead looks every day.
 */
export const RECIPE_CHECKS: { readonly scaleDays: readonly number[]; readonly probeDays: readonly number[] } = {
  scaleDays: [7, 10],
  probeDays: [9, 10, 11],
}

/** Viable cells the printed feed was worked out for, 1e6/mL by day of culture: mab.md §2.7, the recipe's own trajectory. */
export const RECIPE_CELLS_1e6_mL: readonly number[] = [
  0.5, 1.2, 2.7, 5.8, 10.8, 17.6, 19.9, 20.8, 21.4, 21.6, 21.5, 20.9, 20, 18.9, 17.8,
]

/** This morning's figures; a round that was not counted or measured keeps to the printed day and dose. */
export interface Measured {
  readonly glucose_mM: Quantity<'mM'>
  readonly volume_L: Litres
  readonly viable_1e6_mL?: number | undefined
  readonly osmolality_mOsm_kg?: number | undefined
}

export interface MorningRound {
  /** The day's feed in % of the start volume. */
  readonly feed_pct: number
  readonly feedRate_L_h: Quantity<'L/h'>
  readonly glucose_L: Litres
  readonly temperature_C: Celsius
}

/** Litres of stock that bring glucose to the target; 0 when the recipe asks for none or the vessel has no room for it. */
export function glucoseBolus_L(
  recipe: CultureRecipe,
  day: number,
  glucose_mM: Quantity<'mM'>,
  volume_L: Litres,
  workingVolume_L: Litres,
  stock_mM: Quantity<'mM'>,
): number {
  if (day < recipe.glucoseFromDay || day >= recipe.glucoseUntilDay) return 0
  if (!(glucose_mM < recipe.glucoseTrigger_mM) || !(stock_mM > recipe.glucoseTarget_mM)) return 0
  const litres = ((recipe.glucoseTarget_mM - glucose_mM) * volume_L) / (stock_mM - recipe.glucoseTarget_mM)
  return volume_L + litres < workingVolume_L ? litres : 0
}

/** Glucose there would be with all the stock that the vessel still has room for. */
export const glucoseAtMost_mM = (
  glucose_mM: Quantity<'mM'>,
  volume_L: Litres,
  workingVolume_L: Litres,
  stock_mM: Quantity<'mM'>,
): number => glucose_mM + (Math.max(0, workingVolume_L - volume_L) * stock_mM) / workingVolume_L

/** Is the lot harvested this morning, by what was measured? */
export function isHarvestedEarly(
  { earlyHarvest }: CultureRecipe,
  day: number,
  viability_pct: number,
  glucoseAtMost: Quantity<'mM'>,
): boolean {
  const { fromDay, below_pct, night_mM } = earlyHarvest
  return day >= fromDay && (viability_pct < below_pct || glucoseAtMost < night_mM)
}

export function morningRound(
  recipe: CultureRecipe,
  day: number,
  measured: Measured,
  vessel: { readonly startVolume_L: Litres; readonly workingVolume_L: Litres },
  stock_mM: Quantity<'mM'>,
): MorningRound {
  const salty = measured.osmolality_mOsm_kg !== undefined && measured.osmolality_mOsm_kg > recipe.saltyAbove_mOsm_kg
  const percent = (recipe.feed_pct_d[String(day)] ?? 0) * (salty ? 0.5 : 1)
  const room = measured.volume_L < vessel.workingVolume_L
  return {
    feed_pct: percent,
    feedRate_L_h: room ? (vessel.startVolume_L * percent) / 100 / 24 : 0,
    glucose_L: glucoseBolus_L(recipe, day, measured.glucose_mM, measured.volume_L, vessel.workingVolume_L, stock_mM),
    temperature_C: temperatureSetPoint_C(recipe, day, measured.viable_1e6_mL),
  }
}

/** A set point from the shift day on; the vessel's own ramp does the rest. */
export function temperatureSetPoint_C(recipe: CultureRecipe, day: number, viable_1e6_mL?: number): number {
  const { shiftDay } = recipe
  const few = viable_1e6_mL !== undefined && viable_1e6_mL < recipe.shiftCells_1e6_mL
  return shiftDay !== null && day >= (few ? shiftDay + 1 : shiftDay)
    ? recipe.productionTemperature_C
    : recipe.growthTemperature_C
}
