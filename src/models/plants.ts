import { aavUnits } from './aavPlant/units.ts'
import { antibodyUnits } from './antibodyPlant/units.ts'
import type { UnitOperation } from './unit.ts'

/** Unit operations by plant. */
export const plantUnits: Readonly<Record<'antibody' | 'aav', Readonly<Record<string, UnitOperation>>>> = {
  antibody: antibodyUnits,
  aav: aavUnits,
}
