/** Each machine of the plant in states that must not look the same. */
import type {
  CentrifugeView,
  ColumnView,
  DepthFilterView,
  FillView,
  LowPhView,
  Machine,
  MachineView,
  NanofilterView,
  SeedView,
  ThawView,
  UltrafiltrationView,
  VialsView,
} from '../../../src/present/index.ts'

import { aavStates } from './aav.ts'
import { plasmaStates } from './plasma.ts'

const ORDER = [
  'thaw',
  'seedTrain',
  'nMinus1',
  'culture',
  'centrifuge',
  'depthFilter',
  'proteinA',
  'lowPhHold',
  'cationExchange',
  'anionExchange',
  'nanofilter',
  'ultrafiltration',
  'sterileFill',
  'vials',
]

const inRoom = (machine: Machine, more: Partial<MachineView> = {}): MachineView => {
  const at = ORDER.indexOf(machine.unit)
  return {
    kind: 'machine',
    machine,
    plant: 'antibody',
    before: ORDER[at - 1] ?? null,
    after: ORDER[at + 1] ?? null,
    held: false,
    people: [
      { who: 'you', doing: 'look' },
      { who: 'sami', doing: 'stand' },
    ],
    side: null,
    hour: 11,
    alarms: [],
    ...more,
  }
}

/** Nobody beside it: what differs is the machine. */
function states<M extends Machine>(
  of: (more: Partial<M>) => M,
  changes: Readonly<Record<string, Partial<M>>>,
): Record<string, MachineView> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, more]) => [name, inRoom(of(more), { people: [] })] as const),
  )
}

const thaw = (more: Partial<ThawView>): ThawView => ({
  unit: 'thaw',
  ice: 0.6,
  temperature: 0.66,
  dead: 0.06,
  time: 0.2,
  swirled: true,
  diluted: false,
  waits: false,
  label: null,
  ...more,
})

const seed = (more: Partial<SeedView>): SeedView => ({
  unit: 'nMinus1',
  vessel: 'tank',
  fill: 0.8,
  turbidity: 0.6,
  dead: 0.04,
  squares: 2,
  counted: null,
  wanted: 0.34,
  ...more,
})

const centrifuge = (more: Partial<CentrifugeView>): CentrifugeView => ({
  unit: 'centrifuge',
  feed: 0.6,
  pool: 0.36,
  flow: 0.6,
  speed: 0.62,
  cake: 0.5,
  sight: 0.25,
  shots: 3,
  shooting: false,
  ...more,
})

/** A band of that height and place on the column. */
const band = (middle: number, width: number, height: number): readonly number[] =>
  Array.from({ length: 20 }, (_, i) => {
    const off = (i / 19 - middle) / width
    return height * Math.max(0, 1 - off * off)
  })
const loaded = (front: number, height: number): readonly number[] =>
  Array.from({ length: 20 }, (_, i) => height * Math.min(Math.max((front - i / 19) * 8, 0), 1))

const column = (unit: ColumnView['unit'], more: Partial<ColumnView>): ColumnView => ({
  unit,
  feed: 0.5,
  pool: 0.3,
  flow: 0.6,
  inlet: 'product',
  band: loaded(0.55, 0.8),
  uv: 0.05,
  pressure: 0.4,
  cycle: 2,
  cycles: 4,
  collecting: false,
  buffer: 1,
  tubes: [],
  ...more,
})

const depth = (more: Partial<DepthFilterView>): DepthFilterView => ({
  unit: 'depthFilter',
  feed: 0.5,
  pool: 0.42,
  flow: 0.5,
  load: 0.45,
  pressure: 0.15,
  soil: 0.3,
  sight: 0.1,
  flushing: false,
  ...more,
})

const lowPh = (more: Partial<LowPhView>): LowPhView => ({
  unit: 'lowPhHold',
  feed: 0.02,
  pool: 0.72,
  flow: 0,
  tank: 2,
  pH: 0.11,
  dosing: null,
  hold: 0.4,
  haze: 0.05,
  ...more,
})

const nano = (more: Partial<NanofilterView>): NanofilterView => ({
  unit: 'nanofilter',
  feed: 0.55,
  pool: 0.35,
  flow: 0.5,
  pressure: 0.5,
  held: 0.3,
  filters: 1,
  chasing: false,
  test: 0,
  verdict: null,
  ...more,
})

const uf = (more: Partial<UltrafiltrationView>): UltrafiltrationView => ({
  unit: 'ultrafiltration',
  feed: 0.9,
  pool: 0,
  flow: 0.6,
  thick: 0.1,
  pressure: 0.4,
  flux: 0.7,
  film: 0.1,
  diafiltering: false,
  buffer: 1,
  recovered: false,
  dosing: false,
  ...more,
})

const fill = (more: Partial<FillView>): FillView => ({
  unit: 'sterileFill',
  feed: 0,
  pool: 0.6,
  flow: 0,
  phase: 'fill',
  test: 0,
  verdict: null,
  speed: 0.34,
  jammed: false,
  level: 0.7,
  trays: 0.4,
  rejects: 2,
  weighed: 0.5,
  ...more,
})

export const machines: Record<string, MachineView> = {
  thaw: inRoom(thaw({})),
  thawIce: inRoom(thaw({ ice: 1, temperature: 0.2, time: 0.04 }), { hour: 7 }),
  thawHeld: inRoom(thaw({ ice: 1, temperature: 0, time: 0, waits: true, label: 'WCB-014' }), { hour: 8 }),
  thawFrosted: inRoom(thaw({ ice: 1, temperature: 0, time: 0, waits: true, label: '' }), { hour: 8 }),
  thawLate: inRoom(thaw({ ice: 0, temperature: 0.96, time: 0.9, dead: 0.4 })),
  thawDone: inRoom(thaw({ ice: 0, temperature: 0.96, time: 0.5, diluted: true })),
  seedFlask: inRoom(seed({ unit: 'seedTrain', vessel: 1, squares: 9 })),
  seedStart: inRoom(seed({ turbidity: 0.06, dead: 0 }), {
    hour: 8,
    people: [
      { who: 'you', doing: 'stand' },
      { who: 'sami', doing: 'stand' },
    ],
  }),
  seedCounted: inRoom(seed({ squares: 25, counted: 0.1, wanted: 0.6, turbidity: 0.8 }), {
    people: [
      { who: 'you', doing: 'sample' },
      { who: 'sami', doing: 'stand' },
    ],
  }),
  seedNight: inRoom(seed({ dead: 0.5, counted: 0.4 }), { hour: 23, people: [{ who: 'night', doing: 'write' }] }),
  centrifuge: inRoom(centrifuge({})),
  centrifugeStart: inRoom(centrifuge({ feed: 1, pool: 0, cake: 0.04, shots: 0, sight: 0.05 }), { hour: 7 }),
  centrifugeOverfull: inRoom(centrifuge({ cake: 1.3, sight: 0.95, feed: 0.3, pool: 0.62 }), { hour: 20 }),
  centrifugeShooting: inRoom(centrifuge({ cake: 0.1, shooting: true, shots: 4 }), {
    hour: 2,
    people: [{ who: 'night', doing: 'write' }],
  }),
  centrifugeHeld: inRoom(centrifuge({ flow: 0 }), {
    held: true,
    alarms: [{ on: 'sight', priority: 2, acknowledged: false }],
  }),
  proteinALoad: inRoom(column('proteinA', {})),
  proteinAWash: inRoom(column('proteinA', { inlet: 'blue', buffer: 0.5, feed: 0.25, cycle: 3 }), { hour: 18.5 }),
  proteinAElute: inRoom(
    column('proteinA', { inlet: 'acid', buffer: 0.7, band: band(0.8, 0.3, 1), uv: 0.85, collecting: true, pool: 0.45 }),
    { hour: 23 },
  ),
  proteinAClean: inRoom(
    column('proteinA', { inlet: 'lilac', buffer: 0.4, band: [], uv: 0, feed: 0, pool: 0.92, cycle: 4 }),
  ),
  cexLoad: inRoom(column('cationExchange', { cycles: 2, band: loaded(0.4, 0.9) })),
  cexElute: inRoom(
    column('cationExchange', {
      inlet: 'blue',
      cycles: 2,
      buffer: 0.6,
      band: band(0.75, 0.3, 0.9),
      uv: 0.7,
      collecting: true,
      pool: 0,
      tubes: [0, 0.02, 0.1, 0.3, 0.6, 0.86, 0.7],
    }),
  ),
  cexPool: inRoom(
    column('cationExchange', {
      inlet: 'clear',
      cycles: 2,
      flow: 0,
      feed: 0,
      buffer: 0.2,
      band: [],
      uv: 0,
      pool: 0.8,
      tubes: [0, 0.02, 0.1, 0.3, 0.6, 0.86, 0.7, 0.5, 0.34, 0.2, 0.1, 0.04, 0.02],
    }),
    { hour: 20.5 },
  ),
  aexPrepare: inRoom(
    column('anionExchange', { cycles: 1, cycle: 1, flow: 0, band: [0, 0], uv: 0, pool: 0, feed: 0.4 }),
  ),
  aexLoad: inRoom(column('anionExchange', { cycles: 1, cycle: 1, band: [0.55, 0.5], uv: 0.35, collecting: true })),
  aexWash: inRoom(
    column('anionExchange', {
      cycles: 1,
      cycle: 1,
      inlet: 'clear',
      buffer: 0.4,
      band: [0.05, 0.2],
      uv: 0.12,
      collecting: true,
      feed: 0,
      pool: 0.9,
    }),
    { hour: 6 },
  ),
  depth: inRoom(depth({})),
  depthFresh: inRoom(depth({ feed: 1, pool: 0, load: 0, soil: 0, pressure: 0.06, sight: 0 }), { hour: 6 }),
  depthPlugged: inRoom(
    depth({ feed: 0.15, pool: 0.78, load: 0.95, soil: 0.95, pressure: 0.55, flow: 0.2, sight: 0.8 }),
  ),
  depthFlush: inRoom(depth({ feed: 0, pool: 0.95, load: 0.9, soil: 0.5, flushing: true }), { hour: 21 }),
  lowPhAcid: inRoom(lowPh({ tank: 1, feed: 0.74, pool: 0, pH: 0.3, dosing: 'acid', hold: 0 })),
  lowPhHold: inRoom(lowPh({}), { hour: 15 }),
  lowPhBase: inRoom(lowPh({ pH: 0.35, dosing: 'base', hold: 1, pool: 0.8, haze: 0.4 }), { hour: 23 }),
  nano: inRoom(nano({})),
  nanoFouled: inRoom(nano({ held: 0.95, flow: 0.14, feed: 0.2, pool: 0.6, filters: 2 }), { hour: 19.8 }),
  nanoTest: inRoom(nano({ feed: 0, pool: 0.9, flow: 0, pressure: 0, held: 0.4, test: 0.6 })),
  nanoPassed: inRoom(nano({ feed: 0, pool: 0.9, flow: 0, pressure: 0, held: 0.4, test: 1, verdict: 'pass' })),
  nanoFailed: inRoom(nano({ feed: 0, pool: 0.9, flow: 0, pressure: 0, held: 0.4, test: 1, verdict: 'fail' })),
  ufStart: inRoom(uf({})),
  ufExchange: inRoom(uf({ feed: 0.3, thick: 0.4, film: 0.4, flux: 0.3, diafiltering: true, buffer: 0.4 }), { hour: 3 }),
  ufThick: inRoom(uf({ feed: 0.12, thick: 0.85, film: 0.8, flux: 0.08, buffer: 0.05 })),
  ufPool: inRoom(
    uf({ feed: 0, flow: 0, flux: 0, pressure: 0, pool: 0.8, recovered: true, dosing: true, buffer: 0.05 }),
  ),
  fill: inRoom(fill({})),
  fillFilter: inRoom(
    fill({ phase: 'filter', feed: 0.6, pool: 0.3, flow: 0.6, speed: 0, trays: 0, rejects: 0, weighed: null }),
  ),
  fillTest: inRoom(fill({ phase: 'postTest', pool: 0.9, speed: 0, test: 0.5, trays: 0, rejects: 0, weighed: null }), {
    hour: 4,
  }),
  fillJammed: inRoom(fill({ jammed: true, speed: 0, rejects: 7, level: 0.6, weighed: 0.3 }), {
    alarms: [{ on: 'belt', priority: 2, acknowledged: false }],
  }),
  vials: inRoom({ unit: 'vials', filled: 0.7, any: true }),
  vialsFew: inRoom({ unit: 'vials', filled: 0.25, any: true }, { hour: 22 }),
  vialsNone: inRoom({ unit: 'vials', filled: 0, any: false }),
}

/** Each machine as it stands, and each one thing about it that eyes can tell: no two may look the same. */
export const machineStates: Record<string, Record<string, MachineView>> = {
  ...plasmaStates,
  ...aavStates,
  thaw: states(thaw, {
    as: {},
    ice: { ice: 0.3 },
    temperature: { temperature: 0.9 },
    dead: { dead: 0.2 },
    time: { time: 0.5 },
    diluted: { diluted: true },
  }),
  nMinus1: states(seed, {
    as: {},
    fill: { fill: 0.6 },
    cells: { turbidity: 0.8 },
    dead: { dead: 0.3 },
    squares: { squares: 9 },
    measured: { counted: 0.06 },
    worse: { counted: 0.4 },
    density: { wanted: 0.5 },
  }),
  seedTrain: states((more: Partial<SeedView>) => seed({ unit: 'seedTrain', vessel: 2, ...more }), {
    as: {},
    earlier: { vessel: 1 },
    fill: { fill: 0.5 },
    cells: { turbidity: 0.1 },
    dead: { dead: 0.4 },
  }),
  centrifuge: states(centrifuge, {
    as: {},
    feed: { feed: 0.4 },
    pool: { pool: 0.6 },
    stopped: { flow: 0 },
    speed: { speed: 0.9 },
    cake: { cake: 0.8 },
    sight: { sight: 0.8 },
    shot: { shooting: true },
  }),
  depthFilter: states(depth, {
    as: {},
    feed: { feed: 0.3 },
    pool: { pool: 0.6 },
    load: { load: 0.65 },
    pressure: { pressure: 0.4 },
    soil: { soil: 0.7 },
    sight: { sight: 0.7 },
    flushing: { flushing: true },
  }),
  proteinA: states((more: Partial<ColumnView>) => column('proteinA', more), {
    as: {},
    band: { band: loaded(0.75, 0.8) },
    paler: { band: loaded(0.55, 0.4) },
    light: { uv: 0.7 },
    pressure: { pressure: 0.7 },
    wash: { inlet: 'blue', buffer: 0.6 },
    cycle: { cycle: 3 },
    collecting: { collecting: true },
  }),
  cationExchange: states((more: Partial<ColumnView>) => column('cationExchange', more), {
    as: {},
    tubes: { tubes: [0.1, 0.5, 0.8] },
    more: { tubes: [0.1, 0.5, 0.8, 0.6, 0.3] },
    paler: { tubes: [0.1, 0.2, 0.3] },
  }),
  lowPhHold: states(lowPh, {
    as: {},
    level: { pool: 0.5 },
    other: { tank: 1, feed: 0.72, pool: 0.02 },
    pH: { pH: 0.3 },
    acid: { dosing: 'acid' },
    hold: { hold: 0.7 },
    haze: { haze: 0.6 },
  }),
  nanofilter: states(nano, {
    as: {},
    feed: { feed: 0.3 },
    pressure: { pressure: 0.8 },
    held: { held: 0.7 },
    second: { filters: 2 },
    test: { test: 0.5 },
    passed: { verdict: 'pass' },
    failed: { verdict: 'fail' },
  }),
  ultrafiltration: states(uf, {
    as: {},
    level: { feed: 0.5 },
    thick: { thick: 0.6 },
    pressure: { pressure: 0.7 },
    flux: { flux: 0.2 },
    film: { film: 0.6 },
    exchange: { diafiltering: true },
    recovered: { recovered: true, feed: 0, pool: 0.8 },
  }),
  sterileFill: states(fill, {
    as: {},
    pool: { pool: 0.3 },
    speed: { speed: 0.7 },
    level: { level: 0.6 },
    trays: { trays: 0.7 },
    rejects: { rejects: 6 },
    weighed: { weighed: 0.8 },
    jammed: { jammed: true, speed: 0 },
    filter: { phase: 'filter', feed: 0.6, flow: 0.6 },
  }),
  vials: states((more: Partial<VialsView>): VialsView => ({ unit: 'vials', filled: 0.7, any: true, ...more }), {
    as: {},
    fewer: { filled: 0.5 },
    none: { filled: 0, any: false },
  }),
}
