import { anionExchange } from '../anionExchange/model.ts'
import { breathing } from '../breathing/model.ts'
import { cationExchange } from '../cationExchange/model.ts'
import { centrifuge } from '../centrifuge/model.ts'
import { culture } from '../culture/model.ts'
import { nominalSettings } from '../culture/parameters.ts'
import { depthFilter } from '../depthFilter/model.ts'
import { lowPhHold } from '../lowPhHold/model.ts'
import { nanofilter } from '../nanofilter/model.ts'
import { nMinus1 } from '../nMinus1/model.ts'
import { proteinA } from '../proteinA/model.ts'
import { quarantine } from '../quarantine/model.ts'
import { seedTrain } from '../seedTrain/model.ts'
import { sterileFill } from '../sterileFill/model.ts'
import { thaw } from '../thaw/model.ts'
import { ultrafiltration } from '../ultrafiltration/model.ts'
import type { UnitOperation } from '../unit.ts'

/** The antibody plant's unit operations by the name a level calls them, in process order. */
export const antibodyUnits: Readonly<Record<string, UnitOperation>> = {
  thaw,
  seedTrain,
  nMinus1,
  culture: { ...culture, nominal: nominalSettings },
  breathing,
  centrifuge,
  depthFilter,
  proteinA,
  lowPhHold,
  cationExchange,
  anionExchange,
  nanofilter,
  ultrafiltration,
  sterileFill,
  quarantine,
}
