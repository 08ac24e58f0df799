import { cocktail, cocktailRecipe } from '../cocktail/model.ts'
import type { UnitOperation } from '../unit.ts'
import { vectorProduction } from '../vectorProduction/model.ts'
import type { AavUnit } from './unit.ts'

/** The AAV plant's unit operations by the name a level calls them, in process order. */
export const aavUnits: Readonly<Record<string, UnitOperation>> = {
  cocktail: { ...cocktail, nominal: cocktailRecipe },
}

/** Unit operations on the vector's own stream, in process order. */
export const vectorUnits: Readonly<Record<string, AavUnit>> = {
  vectorProduction,
}
