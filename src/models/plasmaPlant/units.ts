import { ethanolPrecipitation } from '../ethanolPrecipitation/model.ts'
import { fractionRecipes } from '../ethanolPrecipitation/recipes.ts'
import type { PlasmaUnit } from './unit.ts'

/** The plasma plant's unit operations by the name a level calls them, in process order. */
export const plasmaUnits: Readonly<Record<string, PlasmaUnit>> = {
  ethanolPrecipitation,
}

/** Printed recipes of one unit that does several steps, by the step. */
export const plasmaRecipes = { ethanolPrecipitation: fractionRecipes } as const
