import type { Machine } from '../../present/index.ts'
import { centrifuge } from './centrifuge.ts'
import { anionExchange, cationExchange, proteinA } from './column.ts'
import { depthFilter } from './depthFilter.ts'
import { fill } from './fill.ts'
import type { MachineKind, Poster } from './kind.ts'
import { lowPh } from './lowPh.ts'
import { nanofilter } from './nanofilter.ts'
import { nMinus1, seedTrain } from './seed.ts'
import { store } from './store.ts'
import { thaw } from './thaw.ts'
import { ultrafiltration } from './ultrafiltration.ts'

const machines = {
  anionExchange,
  cationExchange,
  centrifuge,
  depthFilter,
  lowPhHold: lowPh,
  nMinus1,
  nanofilter,
  proteinA,
  seedTrain,
  sterileFill: fill,
  thaw,
  ultrafiltration,
  vials: store,
} as const

export function machineFor<M extends Machine>(unit: M['unit']): MachineKind<M> {
  return machines[unit as keyof typeof machines] as unknown as MachineKind<M>
}

/** The hall of the culture has no machine of this kind; from next door one sees its vessel. */
const CULTURE: Poster = {
  drawing: 'bioreactor',
  layers: [
    'shadow',
    'legs',
    'vessel-shell',
    'jacket',
    'vessel-back',
    'liquid',
    'shaft',
    'impeller',
    'vessel-rim',
    'outlet',
    'head',
    'ports',
    'exhaust-filter',
    'motor',
    'tag',
  ],
  scale: 0.56,
  foot: [200, 661],
}

export const posterOf = (unit: string): { readonly poster: Poster; readonly grade: 'CNC' | 'D' | 'C' | 'B' } => {
  const kind = machines[unit as keyof typeof machines]
  return kind ? { poster: kind.poster, grade: kind.grade } : { poster: CULTURE, grade: 'D' }
}
