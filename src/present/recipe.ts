import { morningRound, nominalCultureRecipe } from '../models/index.ts'
import { deskView, type Run, type RunningStep } from '../play/index.ts'
import type { RecipeSnapshot } from './snapshot.ts'

/** The arithmetic of the printed recipe, from the figures on the screens: what any colleague could work out. */
export function cultureRecipe(run: Run, running: RunningStep): RecipeSnapshot {
  const view = deskView(run)
  const step = view.steps.find((s) => s.step === run.level.steps[running.index])!
  const { vessel } = view.plant
  const glucose = step.results('glucose').at(-1)
  const isToday = glucose !== undefined && glucose.drawn_s >= view.round * view.roundLength_s
  const weight = view.history(`${step.step.id}.weight`).at(-1)?.shown ?? vessel.startVolume_L
  const today = morningRound(
    nominalCultureRecipe,
    step.day,
    { glucose_mM: isToday ? glucose.value : 999, volume_L: weight },
    vessel,
    step.printed['glcStock']!,
  )
  return {
    day: step.day,
    feedPercent: nominalCultureRecipe.feed_pct_d[String(step.day)] ?? 0,
    feedRate_L_h: today.feedRate_L_h,
    temperature_C: today.temperature_C,
    glucose_L: isToday ? today.glucose_L : null,
    shiftDay: nominalCultureRecipe.shiftDay,
    harvestDay: nominalCultureRecipe.harvestDay,
    earlyHarvest: nominalCultureRecipe.earlyHarvest,
    startVolume_L: vessel.startVolume_L,
    workingVolume_L: vessel.workingVolume_L,
  }
}
