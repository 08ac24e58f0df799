import { exp, normal, spec, type Specs, type Values } from '../../sim/index.ts'
import {
  type AavStream,
  aggregated_pct,
  emptyVector,
  full_pct,
  functional_pct,
  genomesOf,
  inLitre,
  move,
  percent,
  pourVector,
  splitVector,
  titre_per_mL,
  withCapsids,
} from '../aavPlant/stream.ts'
import { adsorption_per_m2 } from '../aavPlant/surface.ts'
import { type AavConditions, type AavUnit, type Book, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'aav.md §4.7'

// oxfmt-ignore
export const parameters = {
  hold: spec('left in the sterilising filter', '1', 0.02, [0, 0.2], 'C', SHEET),
  adsorbs: spec('genomes with their capsids bound, with surfactant', '1/m²', 3e13, [0, 1e16], 'C', SHEET),
  adsorbsBare: spec('the same without', '1/m²', 3e14, [0, 1e17], 'C', `${SHEET}; V38: adsorption differs by material`),
  mostAdsorbed: spec('share bound at most', '1', 0.95, [0.1, 1], 'C', SHEET),
  protects: spec('surfactant that protects all but a third', '%', 0.0005, [1e-5, 0.01], 'G', 'aav.md §1.3 D11: 0.001-0.005'),
  plugs: spec('aggregates at which the flux halves', '%', 5, [0.5, 50], 'C', 'aav.md §7 no. 21'),
  retained: spec('aggregates held back by the filter', '1', 0.7, [0, 1], 'G', 'aav.md §7 no. 21: 60 % yield'),
  flux: spec('flux of a clean filter', 'LMH', 200, [10, 2000], 'G', 'usual of 0.2 µm'),
  intact: spec('filter intact: 1, damaged: 0', '1', 1, [0, 1], 'G', 'aav.md §7 no. 23'),
  vialLoss: spec('genomes lost to the glass in a day without surfactant', '1', 0.01, [0, 0.5], 'G', 'aav.md §7 no. 22: decreasing over days'),
  weighed: spec('a check weigher behind the pump: 1, none: 0', '1', 0, [0, 1], 'G', 'this plant'),
  fillError: spec('volume of a vial, standard deviation', '%', 0.7, [0, 10], 'G', 'usual of a pump'),
  delivered: spec('what the pump gives of what it is set to', '1', 1, [0.9, 1.1], 'G', 'hose of a peristaltic pump: usual of one just changed'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  area: spec('filter in use, of the plant’s', '1', 1, [0.1, 4], 'G', 'this plant'),
  vial: spec('volume of a vial', 'mL', 5.5, [0.05, 50], 'V', 'aav.md §1.3 D13: V42, 5.5 and 8.3 mL'),
  overfill: spec('more than that', '%', 5, [0, 30], 'G', 'this plant'),
  perHour: spec('vials in an hour', '1/h', 600, [10, 6000], 'G', 'this plant'),
} satisfies Specs

// oxfmt-ignore
export const acts = {
  surfactant: spec('surfactant into the bulk', '%', 0.001, [1e-4, 0.05], 'V', 'aav.md §1.3 D11'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface VectorFillState {
  phase: 'filter' | 'test' | 'fill' | 'done'
  bulk: AavStream
  sterile: AavStream
  vials: AavStream
  book: Book
  bound_per_m2: number
  flux_LMH: number
  tested_h: number
  count: number
  /** Of what the vials were to hold, % and its square, summed. */
  weights: number
  weights2: number
  /** Lighter than the label says, and set aside by the check weigher. */
  short: number
  filtered_vg: number
}

const TICK_S = 60
const TICK_H = TICK_S / 3600
/** Wetting, bubble point, and again if in doubt. */
const TEST_H = 0.5

/** Yield of the sterilising filter at the end (aav.md §4.7). */
export const filteredYield = (genomes: number, area_m2: number, adsorbs_per_m2: number, p: Values<P>): number =>
  1 - p.hold - Math.min((adsorbs_per_m2 * area_m2) / genomes, p.mostAdsorbed)

const surfactant_pct = (s: AavStream): number => 0.1 * inLitre(s, 'surfactant_g')

/** The sterilising filter, its test, and the vials. */
export const vectorFill: AavUnit<VectorFillState, P, S> = {
  id: 'vectorFill',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'filter',
    bulk: { ...entry },
    sterile: emptyVector(entry.temperature_C),
    vials: emptyVector(entry.temperature_C),
    book: newBook(entry),
    bound_per_m2: 0,
    flux_LMH: 0,
    tested_h: 0,
    count: 0,
    weights: 0,
    weights2: 0,
    short: 0,
    filtered_vg: 0,
  }),

  tick(state, c) {
    wait(TICK_S, state.bulk, state.sterile, state.vials)
    state.flux_LMH = 0
    cling(state, c)
    if (state.phase === 'done' || c.paused) return
    if (state.phase === 'filter') filter(state, c)
    else if (state.phase === 'test') state.tested_h += TICK_H
    else fill(state, c)
  },

  act(state, act, amount): Refusal | undefined {
    if (state.phase !== 'filter') return { code: state.phase === 'done' ? 'step_closed' : 'already_filtered' }
    if (act !== 'surfactant') return { code: 'no_such_act' }
    state.bulk.surfactant_g += 10 * amount * state.bulk.volume_L
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'filter') return state.bulk.volume_L <= 1e-9
    if (state.phase === 'test') return state.tested_h >= TEST_H - 1e-9
    return state.phase === 'fill' && state.sterile.volume_L < wanted_L(c)
  },

  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'filter') {
      pourVector(state.book.waste, splitVector(state.bulk, 1))
      state.filtered_vg = genomesOf(state.sterile)
      state.phase = 'test'
    } else if (state.phase === 'test') state.phase = 'fill'
    else {
      pourVector(state.book.waste, splitVector(state.sterile, 1))
      state.phase = 'done'
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    flux_LMH: state.flux_LMH,
    bulk_L: state.bulk.volume_L,
    sterile_L: state.sterile.volume_L,
    vials: state.count,
    // The bubble point is known when the test is done.
    bubblePoint_bar: state.tested_h >= TEST_H - 1e-9 ? (c.parameters.intact >= 0.5 ? 3.6 : 2.1) : 0,
    meanFill_pct: state.count > 0 ? state.weights / state.count : 0,
    setAside: c.parameters.weighed >= 0.5 ? state.short : 0,
    // The last tube on the balance, its glass tared; a millilitre is taken to weigh a gram.
    tube_g: state.count > 0 ? 1000 * wanted_L(c) * shareOf(c, state.count - 1) : 0,
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close(state, c) {
    const { vials: s, count } = state
    const mean = count > 0 ? state.weights / count : 0
    const spread = count > 1 ? Math.sqrt(Math.max(0, state.weights2 / count - mean * mean)) : 0
    return {
      product: s,
      results: {
        filterYield_pct: percent(state.filtered_vg, state.book.entered.genomes),
        yield_pct: percent(genomesOf(s), state.book.entered.genomes),
        vials: count,
        // A dose is what the label says: what is above it is given away, a vial below it serves nobody.
        ...(c.parameters.weighed >= 0.5 && { labelled_vg: (count - state.short) * c.settings.vial * titre_per_mL(s) }),
        titre_per_mL: titre_per_mL(s),
        genomesPerVial: count > 0 ? genomesOf(s) / count : 0,
        meanFill_pct: mean,
        fillSpread_pct: spread,
        intact: c.parameters.intact,
        full_pct: full_pct(s),
        functional_pct: functional_pct(s),
        aggregates_pct: aggregated_pct(s),
      },
    }
  },
}

const ledgers = (state: VectorFillState) =>
  state.phase === 'done'
    ? ledgersOf(state.book, state.vials)
    : ledgersOf(state.book, undefined, state.bulk, state.sterile, state.vials)

const wanted_L = (c: C): number => (c.settings.vial * (1 + c.settings.overfill / 100)) / 1000

/** What clings to the wall of bags and vials without surfactant is found in no dose. */
function cling(state: VectorFillState, c: C): void {
  for (const s of [state.sterile, state.vials]) {
    if (s.volume_L <= 0) continue
    const bare = exp(-surfactant_pct(s) / c.parameters.protects)
    const lost = 1 - exp((-c.parameters.vialLoss * bare * TICK_H) / 24)
    move(s, state.book.waste, withCapsids(s, lost, lost, lost))
  }
}

function filter(state: VectorFillState, c: C): void {
  const { parameters: p, settings: s } = c
  const { bulk, book } = state
  const area_m2 = c.plant.sterileFilter_m2 * s.area
  const clumps = aggregated_pct(bulk)
  state.flux_LMH = p.flux / (1 + clumps / p.plugs)
  const litres = Math.min(bulk.volume_L, state.flux_LMH * area_m2 * TICK_H)
  if (litres <= 0) return
  const part = splitVector(bulk, litres / bulk.volume_L)
  pourVector(book.waste, splitVector(part, p.hold))
  const room = Math.max(0, adsorption_per_m2(surfactant_pct(part), p) - state.bound_per_m2) * area_m2
  const bound = part.full > 0 ? Math.min(p.mostAdsorbed, room / part.full) : 0
  state.bound_per_m2 += (bound * part.full) / area_m2
  move(part, book.waste, withCapsids(part, bound, bound, bound))
  // Aggregates are too large: they stay, and the capsids in them.
  const held = (p.retained * aggregated_pct(part)) / 100
  const rest = part.aggregated * (1 - p.retained)
  const gone = { ...part }
  move(part, book.waste, withCapsids(part, held, held, held))
  book.waste.aggregated += part.aggregated - Math.min(rest, part.aggregated)
  part.aggregated = Math.min(rest, part.aggregated, gone.aggregated)
  if (p.intact >= 0.5) part.bioburden_CFU = 0
  pourVector(state.sterile, part)
}

/** Of what it was to hold: the pump scatters around what its hose delivers. */
const shareOf = (c: C, tube: number): number =>
  c.parameters.delivered * Math.max(0.5, 1 + (c.parameters.fillError / 100) * normal(c.seed, 'vectorFill.weight', tube))

function fill(state: VectorFillState, c: C): void {
  const { settings: s } = c
  const each_L = wanted_L(c)
  let due = Math.max(1, Math.floor(s.perHour * TICK_H))
  while (due > 0 && state.sterile.volume_L >= each_L) {
    const litres = Math.min(state.sterile.volume_L, each_L * shareOf(c, state.count))
    pourVector(state.vials, splitVector(state.sterile, litres / state.sterile.volume_L))
    const weight = (100 * litres) / each_L
    if (1000 * litres < s.vial) state.short++
    state.weights += weight
    state.weights2 += weight * weight
    state.count++
    due--
  }
}
