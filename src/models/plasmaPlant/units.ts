import { caprylate } from '../caprylate/model.ts'
import { dryHeat } from '../dryHeat/model.ts'
import { ethanolPrecipitation } from '../ethanolPrecipitation/model.ts'
import { filterPress } from '../filterPress/model.ts'
import { freezeDryer } from '../freezeDryer/model.ts'
import { ionExchange } from '../ionExchange/model.ts'
import { pasteuriser } from '../pasteuriser/model.ts'
import { plasmaCentrifuge } from '../plasmaCentrifuge/model.ts'
import { plasmaDepthFilter } from '../plasmaDepthFilter/model.ts'
import { plasmaLowPh } from '../plasmaLowPh/model.ts'
import { plasmaNanofilter } from '../plasmaNanofilter/model.ts'
import { plasmaQuarantine } from '../plasmaQuarantine/model.ts'
import { plasmaThaw } from '../plasmaThaw/model.ts'
import { plasmaUltrafiltration } from '../plasmaUltrafiltration/model.ts'
import { resuspension } from '../resuspension/model.ts'
import { solventDetergent } from '../solventDetergent/model.ts'
import { thawing } from '../thawing/model.ts'
import type { PlasmaUnit } from './unit.ts'

/** The plasma plant's unit operations by the name a level calls them, in process order. */
export const plasmaUnits: Readonly<Record<string, PlasmaUnit>> = {
  plasmaThaw,
  thawing,
  plasmaCentrifuge,
  ethanolPrecipitation,
  filterPress,
  resuspension,
  plasmaDepthFilter,
  caprylate,
  solventDetergent,
  plasmaLowPh,
  ionExchange,
  plasmaNanofilter,
  plasmaUltrafiltration,
  pasteuriser,
  freezeDryer,
  dryHeat,
  plasmaQuarantine,
}
