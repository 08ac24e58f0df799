import { cocktail, cocktailRecipe } from '../cocktail/model.ts'
import type { UnitOperation } from '../unit.ts'

/** The AAV plant's unit operations by the name a level calls them, in process order. */
export const aavUnits: Readonly<Record<string, UnitOperation>> = {
  cocktail: { ...cocktail, nominal: cocktailRecipe },
}
