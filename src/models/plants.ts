import { aavUnits } from './aavPlant/units.ts'
import { antibodyUnits } from './antibodyPlant/units.ts'
import type { PlasmaUnit } from './plasmaPlant/unit.ts'
import { plasmaUnits } from './plasmaPlant/units.ts'
import type { UnitOperation } from './unit.ts'

/** Unit operations by plant. */
export const plantUnits: Readonly<Record<'antibody' | 'aav', Readonly<Record<string, UnitOperation>>>> & {
  readonly plasma: Readonly<Record<string, PlasmaUnit>>
} = {
  antibody: antibodyUnits,
  aav: aavUnits,
  plasma: plasmaUnits,
}
