/** Each room of the AAV plant in states that must not look the same: one for each thing it is told. */
import type { AavMachine, MachineView } from '../../../src/present/index.ts'

const ORDER = [
  'cellExpansion',
  'vectorTransfection',
  'vectorProduction',
  'vectorLysis',
  'vectorAffinity',
  'fullEmptyExchange',
  'coldStore',
]

/** Nobody beside it: what differs is the machine. */
function states<M extends AavMachine>(
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
        plant: 'aav',
        before: ORDER[at - 1] ?? null,
        after: ORDER[at + 1] ?? null,
        held: false,
        side: null,
        people: [],
        hour: 11,
        alarms: [],
      },
    ]),
  )
}

type Suite = Of<'vectorTransfection' | 'vectorProduction' | 'vectorLysis'>
type Of<Unit extends AavMachine['unit']> = Extract<AavMachine, { unit: Unit }>

const TANK = { fill: 0.9, turbidity: 0.25, dead: 0.04, stirring: 0.35, counted: 0.04, clumped: 0.04 } as const

const COLUMN = {
  feed: 0.5,
  pool: 0.3,
  flow: 0.5,
  uv: 0.2,
  pressure: 0.3,
  cycle: 1,
  cycles: 1,
  collecting: false,
  buffer: 0.7,
  tubes: [],
  band: [1, 1, 0.6, 0, 0, 0, 0, 0, 0, 0],
  acid_s: null,
  bottle: 'none',
  lights: null,
  cut: [0, 0],
} as const
/** Two peaks that cross: of the empty ones, then of the full ones. */
const peak = (at: number, high: number): readonly number[] =>
  Array.from({ length: 64 }, (_, i) => high * Math.exp(-((i - at) * (i - at)) / 40))

export const aavStates: Record<string, Record<string, MachineView>> = {
  vectorAffinity: states<Of<'vectorAffinity' | 'fullEmptyExchange'>>(
    { unit: 'vectorAffinity', inlet: 'acid', ...COLUMN, acid_s: 330, bottle: 'there' },
    {
      'no acid yet': { acid_s: null },
      'longer in acid': { acid_s: 1510 },
      'bottle on its way': { bottle: 'coming' },
      'no bottle': { bottle: 'none' },
      load: { inlet: 'product' },
    },
  ),
  fullEmptyExchange: states<Of<'vectorAffinity' | 'fullEmptyExchange'>>(
    {
      unit: 'fullEmptyExchange',
      inlet: 'lilac',
      ...COLUMN,
      lights: { a260: peak(34, 0.7), a280: peak(20, 0.8) },
      cut: [0.4, 0.87],
    },
    {
      'nothing drawn': { lights: null },
      'other peaks': { lights: { a260: peak(42, 0.7), a280: peak(28, 0.8) } },
      'cut later': { cut: [0.55, 0.87] },
      collecting: { collecting: true },
    },
  ),
  cellExpansion: states<Of<'cellExpansion'>>(
    { unit: 'cellExpansion', vessel: 'tank', scale_L: 2, ...TANK },
    {
      fill: { fill: 0.4 },
      turbidity: { turbidity: 0.9 },
      dead: { dead: 0.6 },
      counted: { counted: 0.4 },
      'nobody counted': { counted: null },
      clumped: { clumped: 0.3 },
      'in the flask': { vessel: 'flask', fill: 0.4 },
      '50 L': { scale_L: 50 },
      '200 L': { scale_L: 200 },
      '2000 L': { scale_L: 2000 },
    },
  ),
  vectorPlan: states<Of<'vectorPlan'>>(
    { unit: 'vectorPlan', chosen: 'tank200' },
    { flasks: { chosen: 'flasks' }, 'fixed bed': { chosen: 'fixedBed' }, larger: { chosen: 'tank2000' } },
  ),
  vectorTransfection: states<Suite>(
    {
      unit: 'vectorTransfection',
      scale_L: 10,
      ...TANK,
      particle_nm: 420,
      cloud: 0.3,
      secondsSinceMix: 780,
      showSize: false,
      cocktailLeft: 1,
      pouring: false,
      kits: 1,
    },
    {
      small: { particle_nm: 170 },
      flocs: { particle_nm: 1100 },
      cloud: { cloud: 0.8 },
      later: { secondsSinceMix: 1800 },
      'with a bar': { showSize: true },
      'half poured': { cocktailLeft: 0.4 },
      pouring: { cocktailLeft: 0.4, pouring: true },
      'no kit left': { kits: 0 },
      'not mixed': { particle_nm: 0, cocktailLeft: 0, secondsSinceMix: 0 },
    },
  ),
  vectorProduction: states<Suite>(
    {
      unit: 'vectorProduction',
      scale_L: 10,
      ...TANK,
      particle_nm: 0,
      cloud: 0,
      secondsSinceMix: 0,
      showSize: false,
      cocktailLeft: 0,
      pouring: false,
      kits: 0,
    },
    { turbidity: { turbidity: 0.8 }, counted: { counted: 0.2 } },
  ),
  vectorBag: states<Of<'vectorHold' | 'vectorBag'>>(
    { unit: 'vectorBag', fill: 0.8, ahead: 0, temperature: 0.5, held_h: 3, puddle: 0 },
    { 'a puddle': { puddle: 0.5 }, 'a large puddle': { puddle: 1 }, less: { fill: 0.5 }, later: { held_h: 8 } },
  ),
  vectorEffluent: states<Of<'vectorEffluent'>>(
    { unit: 'vectorEffluent', fill: 0.7, temperature: 0.86, pressure: 0.52, steam: true },
    { 'no steam': { steam: false }, drained: { fill: 0 }, colder: { temperature: 0.4, pressure: 0.1 } },
  ),
  coldStore: states<Of<'coldStore'>>(
    { unit: 'coldStore', filled: 0.5, any: true },
    { empty: { any: false }, full: { filled: 1 } },
  ),
}
