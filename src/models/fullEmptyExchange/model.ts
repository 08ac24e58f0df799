import { exp, spec, type Specs, type Values } from '../../sim/index.ts'
import { molar_M } from '../aavPlant/matter.ts'
import {
  type AavStream,
  capsidsOf,
  emptyVector,
  full_pct,
  functional_pct,
  genomesOf,
  inLitre,
  move,
  partial_pct,
  percent,
  pourVector,
  splitVector,
  titre_per_mL,
  vectorBuffer,
  withCapsids,
} from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, enter, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'aav.md §4.5'
const LIGHT = 'Sommer 2003, as known'

// oxfmt-ignore
export const parameters = {
  empty: spec('conductivity at which empty capsids leave, pH 9', 'mS/cm', 8, [2, 20], 'C', SHEET),
  partial: spec('the same, partial', 'mS/cm', 8.9, [2, 20], 'C', SHEET),
  full: spec('the same, full', 'mS/cm', 9.6, [2, 20], 'C', SHEET),
  widthResin: spec('width of a peak, resin', 'mS/cm', 0.85, [0.1, 3], 'C', `${SHEET}; window of V29`),
  widthMembrane: spec('the same, membrane', 'mS/cm', 0.75, [0.1, 3], 'C', SHEET),
  widthMonolith: spec('the same, monolith', 'mS/cm', 0.6, [0.1, 3], 'C', SHEET),
  crowded: spec('load that widens peaks by √2', '1/mL', 5e13, [1e12, 1e15], 'C', SHEET),
  slope: spec('gradient at which the width stands', 'mS/cm', 0.1, [0.01, 1], 'C', `${SHEET}: for each column volume`),
  shift: spec('peaks of this buffer lot, later than usual', 'mS/cm', 0, [-2, 2], 'C', 'differs by lot; aav.md §7 no. 18'),
  shiftPerPh: spec('peaks later per pH', 'mS/cm', 2.5, [0, 10], 'C', 'aav.md §7 no. 18: 0.2 pH, 0.5 mS/cm'),
  cellGain: spec('what the conductivity cell shows of a mS/cm', '1', 1, [0.5, 2], 'G', 'its cell constant'),
  bufferPh: spec('pH of the buffers as made, of the pH asked for', '1', 1, [0.8, 1.2], 'G', 'aav.md §7 no. 18: differs by lot'),
  recovery: spec('of what is eluted, not lost on the column', '1', 0.93, [0.5, 1], 'C', 'aav.md §4.8: step yield 0.70'),
  hcpLate: spec('host protein that elutes with the vector', '1', 0.1, [0, 1], 'G', 'usual'),
  emptyAt260: spec('absorption of an empty capsid at 260 nm, 1/(M·cm)', '1', 3.72e6, [1e6, 1e7], 'G', LIGHT),
  emptyAt280: spec('the same at 280 nm', '1', 6.61e6, [1e6, 1e7], 'G', LIGHT),
  genomeAt260: spec('absorption of a genome of 4.7 kb at 260 nm, 1/(M·cm)', '1', 2.9e7, [1e7, 5e7], 'G', LIGHT),
  genomeAt280: spec('the same at 280 nm', '1', 1.61e7, [5e6, 3e7], 'G', LIGHT),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  medium: spec('resin 0, membrane 1, monolith 2', '1', 2, [0, 2], 'C', SHEET),
  column: spec('column in use, of the plant’s', '1', 1, [0.1, 3], 'G', 'this plant'),
  dilution: spec('load diluted by', '1', 4, [1, 20], 'G', 'conductivity of the load below 3'),
  pH: spec('pH', 'pH', 9, [7.5, 10], 'G', 'aav.md §1.3 D8'),
  from: spec('gradient from', 'mS/cm', 4, [1, 12], 'G', 'this plant'),
  to: spec('gradient to', 'mS/cm', 12, [8, 30], 'G', 'this plant'),
  slope: spec('gradient of a column volume', 'mS/cm', 0.1, [0.02, 2], 'G', 'aav.md §1.3 D8'),
  flow: spec('column volumes in an hour', 'CV/h', 60, [5, 600], 'G', 'monolith: a minute each'),
  cut: spec('pool from', 'mS/cm', 9, [4, 13], 'C', 'aav.md §1.3 D8'),
  cutEnd: spec('pool to', 'mS/cm', 13, [8, 30], 'C', 'aav.md §1.3 D8: to the end'),
} satisfies Specs

// oxfmt-ignore
export const acts = {
  collect: spec('pool valve by hand: open 1, shut 0', '1', 1, [0, 1], 'G', 'operator'),
  again: spec('the pool over the column once more', '1', 1, [1, 1], 'G', 'operator'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface FullEmptyExchangeState {
  phase: 'load' | 'gradient' | 'done'
  feed: AavStream
  column: AavStream
  pool: AavStream
  /** What left before the pool and after it. */
  aside: AavStream
  book: Book
  loaded: number
  loaded_CV: number
  conductivity_mS_cm: number
  run_CV: number
  /** Pool valve taken over by hand, and where it stands. */
  byHand: boolean
  open: boolean
  /** Capsids in a millilitre of the outlet, by kind. */
  outFull: number
  outPartial: number
  outEmpty: number
}

const TICK_S = 10
const TICK_H = TICK_S / 3600

/** Gauss's integral (Abramowitz & Stegun 7.1.26: to 1.5e-7). */
export function gauss(x: number): number {
  const z = Math.abs(x) * Math.SQRT1_2
  const t = 1 / (1 + 0.3275911 * z)
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const tail = 0.5 * poly * exp(-z * z)
  return x >= 0 ? 1 - tail : tail
}

/** Width of a peak by medium, load and gradient (aav.md §4.5). */
export function peakWidth(medium: number, load_per_mL: number, slope: number, p: Values<P>): number {
  const bare = medium < 0.5 ? p.widthResin : medium < 1.5 ? p.widthMembrane : p.widthMonolith
  const load = load_per_mL / p.crowded
  return bare * Math.sqrt(1 + load * load) * Math.sqrt(0.5 + (0.5 * slope) / p.slope)
}

export interface Separation {
  readonly yield: number
  readonly full: number
  readonly empty: number
  readonly partial: number
  readonly resolution: number
}

/** End point at constant settings: what a pool from `cut` to `cutEnd` holds of a feed (aav.md §4.5). */
export function separation(
  cut: number,
  width: number,
  p: Values<P>,
  feed: { full: number; partial: number } = { full: 0.2, partial: 0.02 },
  shift = 0,
  cutEnd = 99,
): Separation {
  const taken = (at: number): number => gauss((cutEnd - at - shift) / width) - gauss((cut - at - shift) / width)
  const full = feed.full * taken(p.full)
  const partial = feed.partial * taken(p.partial)
  const empty = (1 - feed.full - feed.partial) * taken(p.empty)
  const all = full + partial + empty
  return {
    yield: taken(p.full),
    full: full / all,
    partial: partial / all,
    empty: empty / all,
    resolution: (p.full - p.empty) / (4 * width),
  }
}

/** Full capsids leave a little later than empty ones: a shallow gradient, two lights, and a cut. */
export const fullEmptyExchange: AavUnit<FullEmptyExchangeState, P, S> = {
  id: 'fullEmptyExchange',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => {
    const nothing = () => emptyVector(entry.temperature_C)
    return {
      phase: 'load',
      feed: { ...entry },
      column: nothing(),
      pool: nothing(),
      aside: nothing(),
      book: newBook(entry),
      loaded: 0,
      loaded_CV: 0,
      conductivity_mS_cm: 0,
      run_CV: 0,
      byHand: false,
      open: false,
      outFull: 0,
      outPartial: 0,
      outEmpty: 0,
    }
  },

  tick(state, c) {
    wait(TICK_S, state.feed, state.pool)
    state.outFull = state.outPartial = state.outEmpty = 0
    if (state.phase === 'done' || c.paused) return
    if (state.phase === 'load') load(state, c)
    else runGradient(state, c)
  },

  act(state, act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'again') {
      if (state.phase !== 'gradient' || !isOver(state, c)) return { code: 'not_over' }
      if (state.pool.volume_L <= 0) return { code: 'no_pool' }
      // What is still on the column is stripped off before it is loaded anew.
      pourVector(state.aside, splitVector(state.column, 1))
      pourVector(state.feed, splitVector(state.pool, 1))
      state.phase = 'load'
      state.loaded = state.loaded_CV = state.run_CV = state.conductivity_mS_cm = 0
      state.byHand = state.open = false
      return undefined
    }
    if (act !== 'collect') return { code: 'no_such_act' }
    state.byHand = true
    state.open = amount >= 0.5
    return undefined
  },

  phase: (state) => state.phase,
  ready: (state, c) =>
    state.phase === 'load' ? state.feed.volume_L <= 1e-9 : state.phase === 'gradient' && isOver(state, c),

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'load') {
      pourVector(state.aside, splitVector(state.feed, 1))
      state.conductivity_mS_cm = c.settings.from
      state.phase = 'gradient'
    } else {
      for (const s of [state.column, state.aside]) pourVector(state.book.waste, splitVector(s, 1))
      state.pool.held_s = 0
      state.phase = 'done'
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const { a260, a280 } = absorbance(state, c.parameters)
    const conductivity_mS_cm =
      state.phase === 'gradient' ? state.conductivity_mS_cm : (0.1 * state.feed.salt_mM) / c.settings.dilution
    return {
      conductivity_mS_cm: state.phase === 'gradient' ? state.conductivity_mS_cm : 0,
      a260_AU: a260,
      a280_AU: a280,
      ratio: a280 > 1e-4 ? a260 / a280 : 0,
      run_CV: state.run_CV,
      loaded_CV: state.loaded_CV,
      pool_L: state.pool.volume_L,
      collecting: isOpen(state, c) ? 1 : 0,
      cell_mS_cm: conductivity_mS_cm * c.parameters.cellGain,
      outlet_mS_cm: conductivity_mS_cm,
      a260_mAU: 1e3 * a260,
      a280_mAU: 1e3 * a280,
      buffer_pH: bufferPh(c),
      poolFull_pct: full_pct(state.pool),
      poolFunctional_pct: functional_pct(state.pool),
      pooled_h: state.pool.volume_L > 0 ? state.pool.held_s / 3600 : 0,
    }
  },

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close: ({ pool, book, ...state }, c) => ({
    product: pool,
    results: {
      yield_pct: percent(genomesOf(pool), book.entered.genomes),
      full_pct: full_pct(pool),
      partial_pct: partial_pct(pool),
      titre_per_mL: titre_per_mL(pool),
      load_per_mL: state.loaded / (1e3 * column_L(c)),
      resolution: (c.parameters.full - c.parameters.empty) / (4 * widthNow(state.loaded, c)),
      pool_L: pool.volume_L,
      hcp_mg_L: inLitre(pool, 'hcp_mg'),
    },
  }),
}

const ledgers = (state: FullEmptyExchangeState) =>
  state.phase === 'done'
    ? ledgersOf(state.book, state.pool)
    : ledgersOf(state.book, undefined, state.feed, state.column, state.pool, state.aside)

const column_L = (c: C): number => c.plant.exchange_L * c.settings.column
const widthNow = (loaded: number, c: C): number =>
  peakWidth(c.settings.medium, loaded / (1e3 * column_L(c)), c.settings.slope, c.parameters)
const bufferPh = (c: C): number => c.settings.pH * c.parameters.bufferPh
const shiftNow = (c: C): number => c.parameters.shift + c.parameters.shiftPerPh * (bufferPh(c) - 9)
const isOver = (state: FullEmptyExchangeState, c: C): boolean => state.conductivity_mS_cm >= c.settings.to - 1e-9
/** The valve goes by what its cell shows. */
const cellOf = (conductivity: number, c: C): number => conductivity * c.parameters.cellGain
const isOpen = (state: FullEmptyExchangeState, c: C): boolean =>
  state.byHand
    ? state.open
    : state.phase === 'gradient' &&
      cellOf(state.conductivity_mS_cm, c) >= c.settings.cut - 1e-9 &&
      cellOf(state.conductivity_mS_cm, c) < c.settings.cutEnd

/** Of a kind still on the column: the share that leaves when the conductivity goes from one value to another. */
function leaving(from: number, to: number, at: number, width: number): number {
  const left = 1 - gauss((from - at) / width)
  return left > 1e-12 ? Math.min(1, Math.max(0, (gauss((to - at) / width) - gauss((from - at) / width)) / left)) : 1
}

/** Capsids bind as far as the conductivity of the load lets them; most of the rest goes through. */
function load(state: FullEmptyExchangeState, c: C): void {
  const { parameters: p, settings: s } = c
  const litres = Math.min(state.feed.volume_L, (column_L(c) * s.flow * TICK_H) / s.dilution)
  if (litres <= 0) return
  const part = splitVector(state.feed, litres / state.feed.volume_L)
  state.loaded_CV += (litres * s.dilution) / column_L(c)
  const conductivity = (0.1 * part.salt_mM) / s.dilution
  const width = widthNow(state.loaded, c)
  const binds = (at: number): number => 1 - gauss((conductivity - at - shiftNow(c)) / width)
  const capsids = capsidsOf(part)
  move(part, state.column, {
    ...withCapsids(part, binds(p.full), binds(p.partial), binds(p.empty)),
    hostDna_mg: 0.5,
    plasmidDna_mg: 0.5,
    hcp_mg: p.hcpLate,
  })
  state.loaded += capsids
  pourVector(state.aside, part)
}

function runGradient(state: FullEmptyExchangeState, c: C): void {
  const { parameters: p, settings: s } = c
  // Once the gradient has come to its end the pumps stand.
  if (isOver(state, c)) return
  const volumes = s.flow * TICK_H
  const from = state.run_CV === 0 ? -99 : state.conductivity_mS_cm
  const rise = Math.min(s.slope * volumes, Math.max(0, s.to - state.conductivity_mS_cm))
  const to = state.conductivity_mS_cm + rise
  state.run_CV += volumes
  const width = widthNow(state.loaded, c)
  const shift = shiftNow(c)
  // A tick in which the valve opens is split at the cut.
  const at = s.cut / p.cellGain
  const cut = !state.byHand && at > state.conductivity_mS_cm && at < to ? at : to
  for (const [a, b] of cut < to
    ? ([
        [from, cut],
        [cut, to],
      ] as const)
    : ([[from, to]] as const)) {
    const out = vectorBuffer(
      (volumes * column_L(c) * (b - Math.max(a, state.conductivity_mS_cm))) / Math.max(rise, 1e-12),
      20,
      bufferPh(c),
      10 * b,
    )
    enter(state.book, out)
    move(
      state.column,
      out,
      withCapsids(
        state.column,
        leaving(a - shift, b - shift, p.full, width),
        leaving(a - shift, b - shift, p.partial, width),
        leaving(a - shift, b - shift, p.empty, width),
      ),
    )
    move(state.column, out, { hcp_mg: 0.002 * volumes })
    if (out.volume_L > 0) {
      state.outFull = out.full / (1e3 * out.volume_L)
      state.outPartial = out.partial / (1e3 * out.volume_L)
      state.outEmpty = out.empty / (1e3 * out.volume_L)
    }
    state.conductivity_mS_cm = b
    if (isOpen(state, c) && b > (state.byHand ? -99 : at)) {
      const lost = 1 - p.recovery
      move(out, state.book.waste, withCapsids(out, lost, lost, lost))
      pourVector(state.pool, out)
    } else pourVector(state.aside, out)
  }
}

/** The two lights at the outlet, 1 cm. */
function absorbance(state: FullEmptyExchangeState, p: Values<P>): { a260: number; a280: number } {
  const full = molar_M(state.outFull)
  const partial = molar_M(state.outPartial)
  const all = full + partial + molar_M(state.outEmpty)
  const genomes = full + 0.5 * partial
  return {
    a260: all * p.emptyAt260 + genomes * p.genomeAt260,
    a280: all * p.emptyAt280 + genomes * p.genomeAt280,
  }
}
