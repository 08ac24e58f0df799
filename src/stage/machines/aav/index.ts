/** The rooms of the AAV plant: loaded with the first of its levels. */
import type { MachineKind } from '../kind.ts'
import { coldStore } from './coldStore.ts'
import { fullEmptyExchange, vectorAffinity } from './columns.ts'
import { freezerSvg } from './drawings.ts'
import { vectorEffluent } from './effluent.ts'
import { vectorBag, vectorHold } from './hold.ts'
import { vectorPlan } from './plan.ts'
import { cellExpansion, vectorProduction, vectorTransfection } from './suite.ts'

export const drawings: Readonly<Record<'coldStore', string>> = {
  coldStore: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1340 872" width="1340" height="872">${freezerSvg()}</svg>`,
}

export const kinds: Readonly<Record<string, MachineKind<never>>> = {
  cellExpansion,
  coldStore,
  fullEmptyExchange,
  vectorAffinity,
  vectorTransfection,
  vectorProduction,
  vectorLysis: vectorProduction,
  vectorHold,
  vectorBag,
  vectorEffluent,
  vectorPlan,
}
