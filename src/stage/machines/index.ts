import type { Machine, MachineView } from '../../present/index.ts'
import { addDrawings } from '../assets.ts'
import { centrifuge } from './centrifuge.ts'
import { anionExchange, cationExchange, proteinA } from './column.ts'
import { depthFilter } from './depthFilter.ts'
import { fill } from './fill.ts'
import type { MachineKind, Poster } from './kind.ts'
import { goldOf } from './live.ts'
import { lowPh } from './lowPh.ts'
import { nanofilter } from './nanofilter.ts'
import { nMinus1, seedTrain } from './seed.ts'
import { store } from './store.ts'
import { thaw } from './thaw.ts'
import { ultrafiltration } from './ultrafiltration.ts'

const machines = new Map<string, MachineKind<never>>(
  Object.entries({
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
  }),
)

/** Rooms of the other plants: they and their drawings come when the first of them is to be seen. */
const LATER = {
  plasma: () => import('./plasma/index.ts'),
  aav: () => import('./aav/index.ts'),
} as const
const coming = new Map<string, Promise<void>>()
const arrived = new Set<string>(['antibody'])

/** So long until rooms that did not come are asked for again, if the network does not come back before. */
const AGAIN_MS = 10_000

/** What has to come before these rooms can be laid out; null: they can. Without a network: until they may come after all. */
export function machinesFor(plant: MachineView['plant']): Promise<void> | null {
  if (plant === 'antibody' || arrived.has(plant)) return null
  let there = coming.get(plant)
  if (!there) {
    there = LATER[plant]().then(
      ({ drawings, kinds }) => {
        addDrawings(drawings)
        for (const [unit, kind] of Object.entries(kinds)) machines.set(unit, kind)
        arrived.add(plant)
      },
      async () => {
        await new Promise((resolve) => {
          addEventListener('online', resolve, { once: true })
          setTimeout(resolve, AGAIN_MS)
        })
        coming.delete(plant)
      },
    )
    coming.set(plant, there)
  }
  return there
}

/** While there is a network: a lot goes on without it, and so should its rooms. */
export function fetchAhead(): void {
  for (const plant of Object.keys(LATER) as (keyof typeof LATER)[]) void machinesFor(plant)
}

/** A room that stands in two plants has the plate of each. */
const PLATES: Readonly<Record<string, string>> = {
  'plasma anionExchange': 'IX-320',
  'plasma depthFilter': 'DF-240',
  'plasma nanofilter': 'VF-340',
  'plasma ultrafiltration': 'UF-360',
  'aav sterileFill': 'RL-690',
}

export function machineFor({ plant, machine: { unit } }: MachineView): MachineKind<Machine> {
  const kind = machines.get(unit) as unknown as MachineKind<Machine> | undefined
  if (!kind) throw new Error(`no room for ${unit}`)
  return { ...kind, tag: { ...kind.tag, text: PLATES[`${plant} ${unit}`] ?? kind.tag.text } }
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

/** Steps whose machine looks from next door like another's. */
const LIKE: Readonly<Record<string, string>> = {
  plasmaDepthFilter: 'depthFilter',
  ionExchange: 'anionExchange',
  plasmaNanofilter: 'nanofilter',
  plasmaUltrafiltration: 'ultrafiltration',
  dryHeat: 'freezeDryer',
  vectorDepthFilter: 'depthFilter',
  vectorUltrafiltration: 'ultrafiltration',
  vectorFill: 'sterileFill',
  vectorQuarantine: 'coldStore',
}

export function posterOf(
  unit: string,
  plant: MachineView['plant'],
): { readonly poster: Poster; readonly grade: 'CNC' | 'D' | 'C' | 'B' } {
  const kind = machines.get(LIKE[unit] ?? unit)
  if (!kind) return { poster: CULTURE, grade: 'D' }
  return { poster: { ...kind.poster, drawing: goldOf(plant, kind.poster.drawing) }, grade: kind.grade }
}
