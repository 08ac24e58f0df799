import { spec, type Specs, type Values } from '../../sim/index.ts'
import {
  type AavStream,
  capsidsOf,
  emptyVector,
  full_pct,
  genomesOf,
  move,
  partial_pct,
  percent,
  pourVector,
  splitVector,
  titre_per_mL,
  withCapsids,
} from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'aav.md §4.6'

// oxfmt-ignore
export const parameters = {
  caesiumFull: spec('full capsids found again, caesium chloride', '1', 0.55, [0, 1], 'C', SHEET),
  caesiumPartial: spec('partial ones in the band', '1', 0.04, [0, 1], 'C', `${SHEET}: 97 % full`),
  caesiumEmpty: spec('empty ones in the band', '1', 0.003, [0, 1], 'C', `${SHEET}: V32 less than 1 % empty`),
  caesiumTime: spec('a run', 'h', 24, [1, 72], 'G', 'aav.md §1.3 D9'),
  iodixanolFull: spec('full capsids found again, iodixanol', '1', 0.65, [0, 1], 'C', SHEET),
  iodixanolPartial: spec('partial ones in the band', '1', 0.15, [0, 1], 'C', `${SHEET}: 80 % full`),
  iodixanolEmpty: spec('empty ones in the band', '1', 0.038, [0, 1], 'C', `${SHEET}: V32 some 20 % empty`),
  iodixanolTime: spec('a run', 'h', 3, [0.5, 24], 'G', 'aav.md §1.3 D9: 2-4 h'),
  capacity: spec('capsids of a run', '1', 3e15, [1e13, 1e18], 'C', SHEET),
  filling: spec('filling, balancing and drawing of a run, by hand', 'h', 1.5, [0, 8], 'G', 'open tubes'),
  germs: spec('germs that an open run adds, CFU', '1', 0.2, [0, 100], 'G', 'aav.md §1.3 D9: open'),
  medium: spec('medium left in the product of a run, g', 'g', 5, [0, 500], 'G', 'goes with the buffer exchange'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  iodixanol: spec('iodixanol 1, caesium chloride 0', '1', 0, [0, 1], 'C', SHEET),
  rotors: spec('centrifuges side by side', '1', 1, [1, 8], 'G', 'this plant'),
} satisfies Specs

export const acts = {} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface DensityGradientState {
  phase: 'spin' | 'done'
  feed: AavStream
  tubes: AavStream
  product: AavStream
  book: Book
  runs: number
  running_h: number
  worked_h: number
}

const TICK_S = 600
const TICK_H = TICK_S / 3600

/** Runs that so many capsids take. */
export const runsFor = (capsids: number, p: Pick<Values<P>, 'capacity'>): number =>
  Math.ceil(capsids / p.capacity - 1e-9)

/** Full capsids are heavier: the cleanest separation there is, and a rotor holds little. */
export const densityGradient: AavUnit<DensityGradientState, P, S> = {
  id: 'densityGradient',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'spin',
    feed: { ...entry },
    tubes: emptyVector(entry.temperature_C),
    product: emptyVector(entry.temperature_C),
    book: newBook(entry),
    runs: 0,
    running_h: 0,
    worked_h: 0,
  }),

  tick(state, c) {
    wait(TICK_S, state.feed, state.tubes, state.product)
    if (state.phase === 'done' || c.paused) return
    if (state.tubes.volume_L <= 0) fill(state, c)
    if (state.tubes.volume_L <= 0) return
    state.running_h += TICK_H
    state.worked_h += TICK_H
    if (state.running_h >= runTime_h(c) - 1e-9) draw(state, c)
  },

  act: (state): Refusal => ({ code: state.phase === 'done' ? 'step_closed' : 'no_such_act' }),

  phase: (state) => state.phase,
  ready: (state) => state.phase === 'spin' && state.feed.volume_L <= 1e-9 && state.tubes.volume_L <= 0,

  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    for (const s of [state.feed, state.tubes]) pourVector(state.book.waste, splitVector(s, 1))
    state.product.held_s = 0
    state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    runs: state.runs,
    running_h: state.running_h,
    worked_h: state.worked_h,
    feed_L: state.feed.volume_L,
    product_L: state.product.volume_L,
    runsLeft: Math.ceil(runsFor(capsidsOf(state.feed), c.parameters) / c.settings.rotors),
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close: ({ product, book, ...state }) => ({
    product,
    results: {
      yield_pct: percent(genomesOf(product), book.entered.genomes),
      full_pct: full_pct(product),
      partial_pct: partial_pct(product),
      titre_per_mL: titre_per_mL(product),
      runs: state.runs,
      worked_h: state.worked_h,
    },
  }),
}

const ledgers = (state: DensityGradientState) =>
  state.phase === 'done'
    ? ledgersOf(state.book, state.product)
    : ledgersOf(state.book, undefined, state.feed, state.tubes, state.product)

const isIodixanol = (c: C): boolean => c.settings.iodixanol >= 0.5
const runTime_h = (c: C): number =>
  c.parameters.filling + (isIodixanol(c) ? c.parameters.iodixanolTime : c.parameters.caesiumTime)

function fill(state: DensityGradientState, c: C): void {
  const capsids = capsidsOf(state.feed)
  if (state.feed.volume_L <= 1e-9) return
  const most = c.parameters.capacity * Math.floor(c.settings.rotors)
  state.tubes = splitVector(state.feed, capsids > most ? most / capsids : 1)
  state.running_h = 0
}

function draw(state: DensityGradientState, c: C): void {
  const { parameters: p } = c
  const { tubes } = state
  const [full, partial, empty] = isIodixanol(c)
    ? [p.iodixanolFull, p.iodixanolPartial, p.iodixanolEmpty]
    : [p.caesiumFull, p.caesiumPartial, p.caesiumEmpty]
  const band = emptyVector(tubes.temperature_C)
  band.volume_L = tubes.volume_L * 0.2
  tubes.volume_L *= 0.8
  move(tubes, band, {
    ...withCapsids(tubes, full, partial, empty),
    hcp_mg: isIodixanol(c) ? 0.02 : 0.1,
    hostDna_mg: 0.05,
  })
  band.densityMedium_g = p.medium
  band.bioburden_CFU = p.germs
  pourVector(state.product, band)
  pourVector(state.book.waste, splitVector(tubes, 1))
  state.runs++
  state.running_h = 0
}
