import { exp, spec, type Specs, type Values } from '../../sim/index.ts'
import { DNA_OF_CELLS_mg_1e9 } from '../aavPlant/matter.ts'
import { type AavStream, move, percent } from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'aav.md §3.7'

// oxfmt-ignore
export const parameters = {
  attach: spec('cells caught while the liquid rises a centimetre at 1 cm/s', '1', 0.06, [0.001, 1], 'C', 'aav.md §7 no. 28: direction'),
  attachSlow: spec('cells caught by time: in a minute', '1/min', 0.05, [0, 1], 'G', 'settling'),
  height: spec('height of the bed', 'cm', 10, [2, 20], 'G', 'iCELLis 500: 2 to 10 cm'),
  growth: spec('growth on the carriers', '1/h', 0.03, [0, 0.06], 'G', 'adherent HEK293'),
  most: spec('cells on a square centimetre at most', '1e6/cm²', 0.3, [0.05, 1], 'V', `${SHEET}: V17, 3e9 cells/m²`),
  death: spec('death', '1/h', 0.001, [0, 0.02], 'G', 'usual'),
  qO: spec('oxygen eaten', 'mmol/(1e9·h)', 0.2, [0.01, 2], 'V', 'aav.md §2.3: V22'),
  qG: spec('glucose eaten', 'mmol/(1e9·h)', 0.07, [0, 1], 'G', 'growing cells'),
  evenness: spec('yield lost by the square of the spread of cells', '1', 0.5, [0, 2], 'C', 'aav.md §3.7, §7 no. 28'),
  medium: spec('medium that goes round for a square metre', 'L/m²', 0.75, [0.1, 5], 'G', 'vessel and medium tank'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  area: spec('growth area', 'm²', 333, [0.5, 500], 'V', `${SHEET}: V18, 66-500 m²`),
  speed: spec('liquid through the bed while inoculating', 'm/s', 0.02, [0.001, 0.05], 'G', 'V18: the number kept on scale-up'),
  inoculateTime: spec('time of inoculation', 'h', 4, [0.5, 24], 'G', 'this plant'),
  uptake: spec('oxygen eaten by the bed to end at, of a full one', '1', 0.5, [0.05, 0.95], 'C', `${SHEET}: 1.5e5 cells/cm²`),
} satisfies Specs

export const acts = {} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface FixedBedState {
  phase: 'inoculate' | 'grow' | 'done'
  /** What goes round: the cells in it are not yet caught. */
  liquid: AavStream
  /** Living cells, 1e9, by layer from the bottom. */
  layers: number[]
  /** Cells grown less cells lost, 1e9. */
  grown_1e9: number
  book: Book
  area_m2: number
  inoculated_h: number
  grown_h: number
  evennessLoss: number
}

const TICK_S = 600
const TICK_H = TICK_S / 3600
const LAYERS = 10

/** Standard deviation of the layers over their mean. */
export function unevenness(layers: readonly number[]): number {
  let sum = 0
  let squares = 0
  for (const x of layers) {
    sum += x
    squares += x * x
  }
  const mean = sum / layers.length
  return mean > 0 ? Math.sqrt(Math.max(0, squares / layers.length - mean * mean)) / mean : 0
}

/** What an uneven bed makes, of an even one (aav.md §3.7). */
export const evennessOf = (layers: readonly number[], lost: number): number => {
  const cv = unevenness(layers)
  return Math.max(0, 1 - lost * cv * cv)
}

/** Adherent cells on carriers, medium pumped through: nobody can count them. */
export const fixedBed: AavUnit<FixedBedState, P, S> = {
  id: 'fixedBed',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry, c) => ({
    phase: 'inoculate',
    liquid: { ...entry },
    layers: Array.from({ length: LAYERS }, () => 0),
    grown_1e9: 0,
    book: newBook(entry),
    area_m2: c.settings.area,
    inoculated_h: 0,
    grown_h: 0,
    evennessLoss: c.parameters.evenness,
  }),

  tick(state, c) {
    wait(TICK_S, state.liquid)
    if (state.phase === 'done') return
    if (state.phase === 'inoculate') {
      state.inoculated_h += TICK_H
      if (!c.paused) inoculate(state, c)
    } else state.grown_h += TICK_H
    grow(state, c.parameters)
  },

  act: (state): Refusal => ({ code: state.phase === 'done' ? 'step_closed' : 'no_such_act' }),

  phase: (state) => state.phase,
  ready: (state, c) =>
    state.phase === 'inoculate'
      ? state.inoculated_h >= c.settings.inoculateTime - 1e-9
      : state.phase === 'grow' && onBed(state) >= c.settings.uptake * full_1e9(state, c.parameters),

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'inoculate') {
      // Cells that hang nowhere are washed out.
      move(state.liquid, state.book.waste, { viableCells_1e9: 1, deadCells_1e9: 1 })
      state.phase = 'grow'
      return undefined
    }
    state.liquid = whole(state)
    const missing_L = state.area_m2 * c.parameters.medium - state.liquid.volume_L
    if (missing_L > 0) {
      state.liquid.volume_L += missing_L
      state.liquid.glucose_mmol += 33 * missing_L
      state.liquid.glutamine_mmol += 6 * missing_L
    }
    state.book.made.dna_mg += DNA_OF_CELLS_mg_1e9 * state.grown_1e9
    state.layers = []
    state.grown_1e9 = 0
    state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    // Oxygen in less oxygen out: the only sight of the cells.
    oxygenUptake_mmol_h: c.parameters.qO * onBed(state),
    glucose_mM: state.liquid.volume_L > 0 ? state.liquid.glucose_mmol / state.liquid.volume_L : 0,
    looseCells_1e6_mL: state.liquid.volume_L > 0 ? state.liquid.viableCells_1e9 / state.liquid.volume_L : 0,
    inoculated_h: state.inoculated_h,
    grown_h: state.grown_h,
    uptake_pct: percent(onBed(state), full_1e9(state, c.parameters)),
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close(state) {
    const s = state.phase === 'done' ? state.liquid : whole(state)
    return {
      product: s,
      results: {
        cells_1e9: s.viableCells_1e9,
        cells_1e6_cm2: s.viableCells_1e9 / (10 * state.area_m2),
        evenness: s.evenness,
        grown_h: state.grown_h,
      },
    }
  },
}

const onBed = (state: FixedBedState): number =>
  state.phase === 'done' ? state.liquid.viableCells_1e9 : state.layers.reduce((sum, x) => sum + x, 0)
/** 1e6/cm² on a square metre are 10 times 1e9. */
const full_1e9 = (state: FixedBedState, p: Values<P>): number => 10 * p.most * state.area_m2

function whole(state: FixedBedState): AavStream {
  const s = { ...state.liquid }
  s.viableCells_1e9 += onBed(state)
  s.evenness = evennessOf(state.layers, state.evennessLoss)
  return s
}

function ledgers(state: FixedBedState) {
  if (state.phase === 'done') return ledgersOf(state.book, state.liquid)
  const made = { ...state.book.made, dna_mg: state.book.made.dna_mg + DNA_OF_CELLS_mg_1e9 * state.grown_1e9 }
  return ledgersOf({ ...state.book, made }, undefined, whole(state))
}

/** The liquid rises through the layers; each catches a share, more when it is slow: then the lowest take all. */
function inoculate(state: FixedBedState, c: C): void {
  const { parameters: p, settings: s } = c
  const speed_cm_s = 100 * s.speed
  const layer_cm = p.height / LAYERS
  const caught = 1 - exp(-(p.attach / speed_cm_s + (p.attachSlow * (layer_cm / speed_cm_s)) / 60) * layer_cm)
  // How often the liquid of the bed goes round in a tick; the bed holds a tenth of it.
  const rounds = Math.min(1, (speed_cm_s * TICK_S) / (10 * p.height))
  let rising = state.liquid.viableCells_1e9 * rounds
  state.liquid.viableCells_1e9 -= rising
  for (let i = 0; i < LAYERS; i++) {
    const stays = rising * caught
    state.layers[i]! += stays
    rising -= stays
  }
  state.liquid.viableCells_1e9 += rising
}

function grow(state: FixedBedState, p: Values<P>): void {
  const most = full_1e9(state, p) / LAYERS
  const fed =
    state.liquid.volume_L > 0 ? state.liquid.glucose_mmol / (state.liquid.glucose_mmol + state.liquid.volume_L) : 0
  for (let i = 0; i < LAYERS; i++) {
    const x = state.layers[i]!
    const rate = p.growth * fed * Math.max(-1, 1 - x / most) - p.death
    const more = x * (exp(rate * TICK_H) - 1)
    state.layers[i] = x + more
    state.grown_1e9 += more
  }
  // Medium goes round and is renewed from its tank: sugar falls, and is kept above a tenth.
  const eaten = p.qG * onBed(state) * TICK_H
  state.liquid.glucose_mmol = Math.max(3 * state.liquid.volume_L, state.liquid.glucose_mmol - eaten)
}
