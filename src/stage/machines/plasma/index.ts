/** The rooms of the plasma plant: loaded with the first of its levels. */
import type { MachineKind } from '../kind.ts'
import { coldTank } from './coldTank.ts'
import { filterPress } from './filterPress.ts'
import { freezeDryer } from './freezeDryer.ts'
import { inspection } from './inspection.ts'
import { pasteuriser } from './pasteuriser.ts'
import { plasmaCentrifuge } from './centrifuge.ts'
import { plasmaThaw } from './thaw.ts'
import { solventDetergent } from './solventDetergent.ts'
import { caprylate, plasmaLowPh, resuspension } from './treatment.ts'

export { drawings } from './drawings.ts'

export const kinds: Readonly<Record<string, MachineKind<never>>> = {
  ethanolPrecipitation: coldTank,
  filterPress,
  freezeDryer,
  inspection,
  pasteuriser,
  plasmaCentrifuge,
  plasmaThaw,
  resuspension,
  caprylate,
  plasmaLowPh,
  solventDetergent,
}
