import { ethanolPrecipitation } from '../ethanolPrecipitation/model.ts'
import { fractionRecipes } from '../ethanolPrecipitation/recipes.ts'
import { filterPress } from '../filterPress/model.ts'
import { plasmaCentrifuge } from '../plasmaCentrifuge/model.ts'
import { plasmaDepthFilter } from '../plasmaDepthFilter/model.ts'
import { plasmaThaw } from '../plasmaThaw/model.ts'
import { pasteRecipes, resuspension } from '../resuspension/model.ts'
import type { PlasmaUnit } from './unit.ts'

/** The plasma plant's unit operations by the name a level calls them, in process order. */
export const plasmaUnits: Readonly<Record<string, PlasmaUnit>> = {
  plasmaThaw,
  plasmaCentrifuge,
  ethanolPrecipitation,
  filterPress,
  resuspension,
  plasmaDepthFilter,
}

/** Printed recipes of units that do several steps, by the step. */
export const plasmaRecipes = { ethanolPrecipitation: fractionRecipes, resuspension: pasteRecipes } as const
