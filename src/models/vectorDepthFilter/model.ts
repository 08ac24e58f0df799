import { pow, spec, type Specs, type Values } from '../../sim/index.ts'
import {
  type AavStream,
  capsidsOf,
  emptyVector,
  genomesOf,
  inLitre,
  move,
  percent,
  pourVector,
  splitVector,
  titre_per_mL,
  withCapsids,
} from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'aav.md §4.2'

// oxfmt-ignore
export const parameters = {
  capacity: spec('load that blinds it at 400 NTU', 'L/m²', 120, [10, 1000], 'C', SHEET),
  capacityExponent: spec('capacity by turbidity to the power', '1', 0.8, [0, 2], 'C', SHEET),
  pressure: spec('pressure of the clean filter at 100 LMH', 'bar', 0.1, [0.01, 1], 'C', SHEET),
  hold: spec('left in the housing', '1', 0.03, [0, 0.2], 'C', SHEET),
  adsorbs: spec('genomes with their capsids bound, low-binding', '1/m²', 5e13, [0, 1e17], 'C', SHEET),
  adsorbsCharged: spec('the same, charged medium', '1/m²', 1e15, [0, 1e18], 'C', `${SHEET}; V34: recovery 4-13 % seen`),
  mostAdsorbed: spec('share bound at most', '1', 0.95, [0.1, 1], 'C', SHEET),
  clearsDna: spec('DNA held back, low-binding', '1', 0.1, [0, 1], 'G', SHEET),
  clearsDnaCharged: spec('the same, charged medium', '1', 0.85, [0, 1], 'V', `${SHEET}: V35`),
  passes: spec('turbidity behind a fresh filter, of the feed', '1', 0.01, [0, 0.5], 'C', 'aav.md §1.3 D4'),
  passesFull: spec('more of it when it is blinded', '1', 0.1, [0, 1], 'C', 'aav.md §1.3 D4: breakthrough'),
  housing: spec('first litres of a train that go to the drain with the water it was flushed with', 'L/m²', 0, [0, 20], 'G', 'this plant'),
  thick: spec('turbidity for which undigested DNA counts, per mg/L', '1', 40, [0, 500], 'C', 'aav.md §7 no. 13'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  flux: spec('flux', 'LMH', 100, [5, 300], 'G', 'aav.md §1.3 D4'),
  area: spec('filter in use, of the plant’s', '1', 1, [0.1, 4], 'G', 'this plant'),
  pressureMost: spec('pressure at which the pump gives way', 'bar', 1.2, [0.2, 3], 'G', 'aav.md §1.3 D4'),
  charged: spec('medium: charged 1, low-binding 0', '1', 0, [0, 1], 'C', `${SHEET}`),
} satisfies Specs

// oxfmt-ignore
export const acts = {
  fresh: spec('spare train put in line, of the area in use', '1', 1, [0.2, 2], 'G', 'aav.md §7 no. 14'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface VectorDepthFilterState {
  phase: 'filter' | 'done'
  feed: AavStream
  filtrate: AavStream
  book: Book
  /** Of the filter in line: filtered on a square metre, turbidity it met, and genomes it has bound. */
  load_L_m2: number
  loadTurbidity_L_m2: number
  bound_per_m2: number
  /** First litres of the train in line, which went to the drain. */
  drained_L: number
  /** Turbidity that is just leaving it. */
  leaving_NTU: number
  pressure_bar: number
  flux_LMH: number
  running_h: number
  trains: number
  mostPressure_bar: number
}

/** Of its capacity: what still passes takes longer than the rest is worth. */
const BLINDED = 0.97
const TICK_S = 60
const TICK_H = TICK_S / 3600

/** Litres on a square metre that blind a filter (aav.md §4.2). */
export const blinds_L_m2 = (turbidity_NTU: number, p: Values<P>): number =>
  p.capacity * pow(400 / Math.max(1, turbidity_NTU), p.capacityExponent)

/** Pressure at a flux when a share of the capacity is used. */
export const pressure_bar = (flux_LMH: number, used: number, p: Values<P>): number =>
  used >= 1 ? Infinity : (p.pressure * flux_LMH) / 100 / ((1 - used) * (1 - used))

/** Yield of a whole load at constant flow: what the ticks add up to. */
export const clarifiedYield = (genomes: number, area_m2: number, charged: boolean, p: Values<P>): number =>
  1 - p.hold - Math.min(((charged ? p.adsorbsCharged : p.adsorbs) * area_m2) / genomes, p.mostAdsorbed)

const effective_NTU = (s: AavStream, p: Values<P>): number =>
  inLitre(s, 'haze_NTU_L') + p.thick * Math.min(50, inLitre(s, 'hostDna_mg')) * Math.min(1, s.fragment_bp / 1000)

/** Debris stays, and at first the vector too. */
export const vectorDepthFilter: AavUnit<VectorDepthFilterState, P, S> = {
  id: 'vectorDepthFilter',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'filter',
    feed: { ...entry },
    filtrate: emptyVector(entry.temperature_C),
    book: newBook(entry),
    load_L_m2: 0,
    loadTurbidity_L_m2: 0,
    bound_per_m2: 0,
    drained_L: 0,
    leaving_NTU: 0,
    pressure_bar: 0,
    flux_LMH: 0,
    running_h: 0,
    trains: 1,
    mostPressure_bar: 0,
  }),

  tick(state, c) {
    wait(TICK_S, state.feed, state.filtrate)
    state.flux_LMH = 0
    if (state.phase === 'done') return
    if (c.paused || state.feed.volume_L <= 1e-9) return
    state.running_h += TICK_H
    filter(state, c)
  },

  act(state, act, _amount): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act !== 'fresh') return { code: 'no_such_act' }
    state.trains++
    state.load_L_m2 = state.loadTurbidity_L_m2 = state.bound_per_m2 = state.drained_L = state.pressure_bar = 0
    return undefined
  },

  phase: (state) => state.phase,
  /** Nothing left to filter, or nothing that would still pass. */
  ready: (state) => state.phase === 'filter' && (state.feed.volume_L <= 1e-9 || state.loadTurbidity_L_m2 >= BLINDED),

  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    pourVector(state.book.waste, splitVector(state.feed, 1))
    state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    pressure_bar: state.pressure_bar,
    flux_LMH: state.flux_LMH,
    load_L_m2: state.load_L_m2,
    filtrate_L: state.filtrate.volume_L,
    feed_L: state.feed.volume_L,
    turbidity_NTU: inLitre(state.filtrate, 'haze_NTU_L'),
    running_h: state.running_h,
    trains: state.trains,
    area_m2: c.plant.depthFilter_m2 * c.settings.area,
    leaving_NTU: state.leaving_NTU,
    feed_NTU: inLitre(state.feed, 'haze_NTU_L'),
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close: (state) => ({
    product: state.filtrate,
    results: {
      yield_pct: percent(genomesOf(state.filtrate), state.book.entered.genomes),
      titre_per_mL: titre_per_mL(state.filtrate),
      turbidity_NTU: inLitre(state.filtrate, 'haze_NTU_L'),
      mostPressure_bar: state.mostPressure_bar,
      running_h: state.running_h,
      trains: state.trains,
      left_L: state.book.waste.volume_L,
    },
  }),
}

const ledgers = (state: VectorDepthFilterState) =>
  state.phase === 'done'
    ? ledgersOf(state.book, state.filtrate)
    : ledgersOf(state.book, undefined, state.feed, state.filtrate)

function filter(state: VectorDepthFilterState, c: C): void {
  const { parameters: p, settings: s } = c
  const { feed, book } = state
  const area_m2 = c.plant.depthFilter_m2 * s.area
  const charged = s.charged >= 0.5
  const used = state.loadTurbidity_L_m2
  state.pressure_bar = Math.min(s.pressureMost, pressure_bar(s.flux, used, p))
  state.mostPressure_bar = Math.max(state.mostPressure_bar, state.pressure_bar)
  const at_1 = pressure_bar(1, used, p)
  const flux = Math.min(s.flux, at_1 > 0 ? s.pressureMost / at_1 : 0)
  const litres = Math.min(feed.volume_L, flux * area_m2 * TICK_H)
  state.flux_LMH = flux
  if (litres <= 0) return
  const turbidity = effective_NTU(feed, p)
  const part = splitVector(feed, litres / feed.volume_L)
  state.load_L_m2 += litres / area_m2
  state.loadTurbidity_L_m2 = Math.min(1, used + litres / area_m2 / blinds_L_m2(turbidity, p))
  pourVector(book.waste, splitVector(part, p.hold))
  if (state.drained_L < p.housing * area_m2) {
    state.drained_L += litres
    pourVector(book.waste, part)
    return
  }
  const room = Math.max(0, (charged ? p.adsorbsCharged : p.adsorbs) - state.bound_per_m2) * area_m2
  const bound = part.full > 0 ? Math.min(p.mostAdsorbed, room / part.full) : 0
  state.bound_per_m2 += (bound * part.full) / area_m2
  const dirt = p.passes + p.passesFull * pow(state.loadTurbidity_L_m2, 6)
  state.leaving_NTU = dirt * inLitre(part, 'haze_NTU_L')
  const dna = charged ? p.clearsDnaCharged : p.clearsDna
  move(part, book.waste, {
    ...withCapsids(part, bound, bound, bound),
    viableCells_1e9: 1,
    deadCells_1e9: 1,
    fullBound: 1,
    partialBound: 1,
    emptyBound: 1,
    haze_NTU_L: 1 - dirt,
    hostDna_mg: dna,
    plasmidDna_mg: dna,
    polyplex_mg: 1,
  })
  // Whatever belonged to bound capsids has gone by share; capsids and their parts stay consistent.
  part.functional = Math.min(part.functional, genomesOf(part))
  part.aggregated = Math.min(part.aggregated, capsidsOf(part))
  pourVector(state.filtrate, part)
}
