/** Each room of the plasma plant in states that must not look the same: one for each thing it is told. */
import type { MachineView, PlasmaMachine } from '../../../src/present/index.ts'

const ORDER = [
  'plasmaThaw',
  'plasmaCentrifuge',
  'ethanolPrecipitation',
  'filterPress',
  'solventDetergent',
  'freezeDryer',
  'pasteuriser',
]

/** Nobody beside it: what differs is the machine. */
function states<M extends PlasmaMachine>(
  base: M,
  changes: Readonly<Record<string, Partial<M>>>,
): Record<string, MachineView> {
  const at = ORDER.indexOf(base.unit)
  return Object.fromEntries(
    Object.entries({ as: {}, ...changes }).map(([name, more]) => [
      name,
      {
        kind: 'machine',
        machine: { ...base, ...more },
        plant: 'plasma',
        before: ORDER[at - 1] ?? null,
        after: ORDER[at + 1] ?? null,
        held: false,
        side: base.unit === 'solventDetergent' ? 'at' : at < 4 ? 'before' : 'after',
        people: [],
        hour: 11,
        alarms: [],
      },
    ]),
  )
}

export const plasmaStates: Record<string, Record<string, MachineView>> = {
  plasmaThaw: states<Extract<PlasmaMachine, { unit: 'plasmaThaw' }>>(
    {
      unit: 'plasmaThaw',
      phase: 'thaw',
      core: 0.7,
      ice: 0.5,
      temperature: 0.24,
      flakes: 0.6,
      jacket: 0.45,
      hotWall: 0,
      stirring: 0.34,
      clock: null,
    },
    {
      ice: { ice: 0.2 },
      bottles: { phase: 'temper', ice: 1 },
      flakes: { flakes: 1 },
      jacket: { jacket: 0.95 },
      wall: { hotWall: 1 },
      warm: { temperature: 0.6 },
    },
  ),
  ethanolPrecipitation: states<Extract<PlasmaMachine, { unit: 'ethanolPrecipitation' }>>(
    {
      unit: 'ethanolPrecipitation',
      fill: 0.7,
      cloud: 0.3,
      grain: 0.2,
      slush: 0,
      frost: 0.3,
      temperature: 0.4,
      freezing: 0.3,
      dosing: null,
      rate: 0,
      plume: 0,
      ethanol: 0.6,
      load: 0.3,
      stirring: 0.5,
      aged: 0,
    },
    {
      fill: { fill: 0.9 },
      cloud: { cloud: 0.75 },
      grain: { grain: 0.9, cloud: 0.6 },
      slush: { slush: 0.7 },
      frost: { frost: 1 },
      dosing: { dosing: 'ethanol', rate: 0.4 },
      plume: { dosing: 'ethanol', rate: 0.4, plume: 0.9 },
      buffer: { dosing: 'buffer', rate: 0.4 },
      aged: { aged: 0.5 },
      line: { freezing: 0.42 },
    },
  ),
  plasmaCentrifuge: states<Extract<PlasmaMachine, { unit: 'plasmaCentrifuge' }>>(
    {
      unit: 'plasmaCentrifuge',
      feed: 0.6,
      pool: 0.4,
      flow: 0.3,
      speed: 0.8,
      bowl: 0.3,
      cart: 0.3,
      haze: 0.1,
      temperature: 0.42,
      frost: 0,
    },
    {
      bowl: { bowl: 0.8 },
      cart: { cart: 0.7 },
      haze: { haze: 0.7 },
      frost: { frost: 0.7 },
      stopped: { flow: 0, speed: 0 },
    },
  ),
  filterPress: states<Extract<PlasmaMachine, { unit: 'filterPress' }>>(
    {
      unit: 'filterPress',
      feed: 0.6,
      pool: 0.4,
      flow: 0.6,
      pressure: 0.25,
      cake: 0.3,
      haze: 0.1,
      aid: 0.5,
      cloths: 1,
      cart: 0,
    },
    {
      cake: { cake: 0.8 },
      haze: { haze: 0.8 },
      slimy: { aid: 0, cake: 0.3 },
      slow: { flow: 0.2 },
      pressure: { pressure: 0.8 },
      cart: { cart: 0.7 },
    },
  ),
  solventDetergent: states<Extract<PlasmaMachine, { unit: 'solventDetergent' }>>(
    {
      unit: 'solventDetergent',
      tank: 1,
      first: 0.86,
      second: 0,
      dosing: false,
      mixed: 1,
      drops: 0.3,
      deadLeg: 0,
      temperature: 0.6,
      stirring: 0.5,
      hold: 0,
    },
    {
      oil: { mixed: 0.1 },
      drops: { drops: 0.8 },
      leg: { deadLeg: 1 },
      moved: { tank: 2, first: 0.02, second: 0.86 },
      hold: { hold: 0.5 },
    },
  ),
  resuspension: states<Extract<PlasmaMachine, { unit: 'resuspension' | 'caprylate' | 'plasmaLowPh' }>>(
    {
      unit: 'resuspension',
      fill: 0.8,
      cloud: 0.2,
      foam: 0,
      temperature: 0.1,
      pH: 0.6,
      dosing: false,
      stirring: 0.4,
      clock: 0.2,
    },
    { cloud: { cloud: 0.8 }, foam: { foam: 0.8 }, warm: { temperature: 0.6 }, pH: { pH: 0.2 } },
  ),
  freezeDryer: states<Extract<PlasmaMachine, { unit: 'freezeDryer' }>>(
    {
      unit: 'freezeDryer',
      phase: 'primary',
      shelf: 0.3,
      product: 0.2,
      vacuum: 0.85,
      frozen: 1,
      dried: 0.5,
      collapsed: 0,
      condensed: 0.4,
      stoppered: false,
    },
    {
      liquid: { frozen: 0, dried: 0, condensed: 0 },
      frozen: { dried: 0 },
      dry: { dried: 1 },
      sunk: { dried: 1, collapsed: 0.9 },
      ice: { condensed: 0.9 },
      warm: { shelf: 0.7 },
    },
  ),
  pasteuriser: states<Extract<PlasmaMachine, { unit: 'pasteuriser' }>>(
    { unit: 'pasteuriser', phase: 'hold', middle: 0.8, corner: 0.8, water: 0.9, hold: 0.3 },
    { cool: { water: 0, phase: 'cool' }, out: { phase: 'done' }, corner: { corner: 0.5 }, hold: { hold: 0.7 } },
  ),
}
