import { antibodyOf, morningRound, nominalCultureRecipe, RECIPE_CELLS_1e6_mL, RECIPE_CHECKS } from '../models/index.ts'
import { deskView, type Run, type RunningStep } from '../play/index.ts'
import type { RecipeFit, RecipeSnapshot } from './snapshot.ts'

/** The arithmetic of the printed recipe, from the figures on the screens: what any colleague could work out. */
export function cultureRecipe(run: Run, running: RunningStep): RecipeSnapshot {
  const view = deskView(run)
  const step = view.steps.find((s) => s.step === run.level.steps[running.index])!
  const { vessel } = antibodyOf(view.plant)
  const todays = (assay: string): number | undefined => {
    const last = step.results(assay).at(-1)
    return last && last.drawn_s >= began_s ? last.value : undefined
  }
  const began_s = view.round * view.roundLength_s
  const glucose_mM = todays('glucose')
  const isToday = glucose_mM !== undefined
  const weight = view.history(`${step.step.id}.weight`).at(-1)?.shown ?? vessel.startVolume_L
  const today = morningRound(
    nominalCultureRecipe,
    step.day,
    {
      glucose_mM: glucose_mM ?? Infinity,
      volume_L: weight,
      viable_1e6_mL: todays('viableCells'),
      osmolality_mOsm_kg: todays('osmolality'),
    },
    vessel,
    step.printed['glcStock']!,
  )
  const asked_L = 24 * today.feedRate_L_h + (isToday ? today.glucose_L : 0)
  /** Only what differs enough to be asked about. */
  function fitOf(): RecipeFit {
    const printed = RECIPE_CELLS_1e6_mL[step.day]
    const count = step.results('viableCells').at(-1)
    const [before, now] = step.results('osmolality').slice(-2)
    const differs =
      printed !== undefined && count && count.drawn_s >= began_s && Math.abs(count.value - printed) > 0.1 * printed
    return {
      cells_1e6_mL: differs ? [printed, count.value] : null,
      litres:
        asked_L > 0 && vessel.workingVolume_L - weight < 3 * asked_L
          ? [asked_L, vessel.workingVolume_L - weight]
          : null,
      osmolality:
        before && now && now.drawn_s >= began_s && now.value - before.value > SALTIER
          ? [before.value, now.value]
          : null,
    }
  }
  return {
    day: step.day,
    feedPercent: today.feed_pct,
    feedRate_L_h: today.feedRate_L_h,
    temperature_C: today.temperature_C,
    glucose_L: isToday ? today.glucose_L : null,
    shiftDay: nominalCultureRecipe.shiftDay,
    shiftCells_1e6_mL: nominalCultureRecipe.shiftCells_1e6_mL,
    saltyAbove_mOsm_kg: nominalCultureRecipe.saltyAbove_mOsm_kg,
    checks: RECIPE_CHECKS,
    harvestDay: nominalCultureRecipe.harvestDay,
    earlyHarvest: nominalCultureRecipe.earlyHarvest,
    startVolume_L: vessel.startVolume_L,
    workingVolume_L: vessel.workingVolume_L,
    fit: fitOf(),
  }
}

/** mOsm/kg a day that are more than the recipe's feed brings: mab.md §2.7 has at most 25, 7 to 10 from day 8 on. */
const SALTIER = 12
