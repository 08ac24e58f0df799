import { cocktail, cocktailRecipe } from '../cocktail/model.ts'
import type { Specs } from '../../sim/index.ts'
import type { UnitOperation } from '../unit.ts'
import type { AavPlant } from './presets.ts'
import type { AavStream } from './stream.ts'
import { cellExpansion } from '../cellExpansion/model.ts'
import { densityGradient } from '../densityGradient/model.ts'
import { fixedBed } from '../fixedBed/model.ts'
import { fullEmptyExchange } from '../fullEmptyExchange/model.ts'
import { multilayerFlasks } from '../multilayerFlasks/model.ts'
import { vectorBag } from '../vectorBag/model.ts'
import { vectorEffluent } from '../vectorEffluent/model.ts'
import { vectorAffinity } from '../vectorAffinity/model.ts'
import { vectorDepthFilter } from '../vectorDepthFilter/model.ts'
import { vectorFill } from '../vectorFill/model.ts'
import { vectorHold } from '../vectorHold/model.ts'
import { vectorLysis } from '../vectorLysis/model.ts'
import { vectorPlan } from '../vectorPlan/model.ts'
import { vectorProduction } from '../vectorProduction/model.ts'
import { vectorQuarantine } from '../vectorQuarantine/model.ts'
import { vectorTransfection } from '../vectorTransfection/model.ts'
import { vectorUltrafiltration } from '../vectorUltrafiltration/model.ts'
import type { AavUnit } from './unit.ts'

/** Unit operations on the vector's own stream, in process order. */
export const vectorUnits: Readonly<Record<string, AavUnit>> = {
  vectorPlan,
  cellExpansion,
  multilayerFlasks,
  fixedBed,
  vectorTransfection,
  vectorProduction,
  vectorLysis,
  vectorDepthFilter,
  vectorBag,
  vectorEffluent,
  vectorHold,
  vectorUltrafiltration,
  vectorAffinity,
  fullEmptyExchange,
  densityGradient,
  vectorFill,
  vectorQuarantine,
}

/** All that a level of the AAV plant may call: the cocktail over no culture is for the bench. */
export const aavUnits: Readonly<Record<string, UnitOperation<object, Specs, Specs, AavPlant, AavStream>>> = {
  cocktail: { ...cocktail, nominal: cocktailRecipe },
  ...vectorUnits,
}
