import { exp, spec, type Specs, uniform, type Values } from '../../sim/index.ts'
import { DNA_OF_CELLS_mg_1e9 } from '../aavPlant/matter.ts'
import { type AavStream, percent, pourVector, splitVector, vectorBuffer } from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, enter, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'aav.md §3.7'

// oxfmt-ignore
export const parameters = {
  flask: spec('area of a flask of ten layers', 'm²', 0.636, [0.1, 2], 'G', `${SHEET}: CF10`),
  medium: spec('medium of a square metre', 'L/m²', 1.75, [0.5, 5], 'G', 'some 1.1 L in a CF10'),
  growth: spec('growth', '1/h', 0.032, [0, 0.06], 'G', 'adherent HEK293, serum'),
  most: spec('cells on a square centimetre at most', '1e6/cm²', 0.3, [0.05, 1], 'V', `${SHEET}: V17`),
  death: spec('death', '1/h', 0.001, [0, 0.02], 'G', 'usual'),
  detached: spec('cells found again after detaching', '1', 0.9, [0.3, 1], 'G', 'usual'),
  opening: spec('chance that one opening brings germs', '1', 5e-5, [0, 0.05], 'G', 'aav.md §1.2: sterility risk of each open step'),
  openings: spec('openings of a flask at a passage', '1', 4, [1, 20], 'G', 'medium, rinse, enzyme, cells'),
  handled: spec('flasks that a person handles in an hour', '1/h', 6, [1, 60], 'G', 'this plant'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  flasks: spec('flasks in the end', '1', 40, [1, 1000], 'G', 'this plant'),
  people: spec('people at the cabinets', '1', 2, [1, 20], 'G', 'this plant'),
  seed: spec('cells seeded', '1e6/cm²', 0.02, [0.005, 0.1], 'G', 'this plant'),
  confluent: spec('cells to pass on or end at', '1e6/cm²', 0.15, [0.03, 0.28], 'C', `${SHEET}: 1.5e5/cm²`),
} satisfies Specs

export const acts = {} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface MultilayerFlasksState {
  phase: 'grow' | 'last' | 'done'
  stream: AavStream
  book: Book
  flasks: number
  area_m2: number
  openings: number
  germs: number
  grown_h: number
  handling_h: number
}

const TICK_S = 600
const TICK_H = TICK_S / 3600

/** Flasks of layers: it is easy to have twice as many, and each is opened by hand. */
export const multilayerFlasks: AavUnit<MultilayerFlasksState, P, S> = {
  id: 'multilayerFlasks',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    const area_m2 = Math.max(0.0175, entry.viableCells_1e9 / (10 * c.settings.seed))
    const state: MultilayerFlasksState = {
      phase: 'grow',
      stream: { ...entry },
      book: newBook(entry),
      flasks: area_m2 / c.parameters.flask,
      area_m2,
      openings: 0,
      germs: 0,
      grown_h: 0,
      handling_h: 0,
    }
    if (state.flasks >= c.settings.flasks) fit(state, c)
    return state
  },

  tick(state, c) {
    wait(TICK_S, state.stream)
    if (state.phase === 'done') return
    // Handled by hand: nothing grows faster for it, it only takes people.
    grow(state, c.parameters)
    state.grown_h += TICK_H
  },

  act: (state): Refusal => ({ code: state.phase === 'done' ? 'step_closed' : 'no_such_act' }),

  phase: (state) => state.phase,
  ready: (state, c) => state.phase !== 'done' && onArea(state) >= c.settings.confluent,

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'grow') passOn(state, c)
    else {
      state.stream.held_s = 0
      state.phase = 'done'
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state): Readings => ({
    flasks: state.flasks,
    cells_1e6_cm2: onArea(state),
    viability_pct: percent(state.stream.viableCells_1e9, state.stream.viableCells_1e9 + state.stream.deadCells_1e9),
    passages: state.stream.passages,
    openings: state.openings,
    handling_h: state.handling_h,
    grown_h: state.grown_h,
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close: (state) => ({
    product: state.stream,
    results: {
      cells_1e9: state.stream.viableCells_1e9,
      flasks: state.flasks,
      openings: state.openings,
      contaminated: state.germs > 0 ? 1 : 0,
      handling_h: state.handling_h,
      grown_h: state.grown_h,
    },
  }),
}

const ledgers = (state: MultilayerFlasksState) =>
  state.phase === 'done' ? ledgersOf(state.book, state.stream) : ledgersOf(state.book, undefined, state.stream)

const onArea = (state: MultilayerFlasksState): number => state.stream.viableCells_1e9 / (10 * state.area_m2)

function grow(state: MultilayerFlasksState, p: Values<P>): void {
  const { stream: s } = state
  const x = s.viableCells_1e9
  const dies = x * (1 - exp(-p.death * TICK_H))
  const more = x * (exp(p.growth * Math.max(0, 1 - onArea(state) / p.most) * TICK_H) - 1)
  s.viableCells_1e9 += more - dies
  s.deadCells_1e9 += dies
  state.book.made.dna_mg += DNA_OF_CELLS_mg_1e9 * more
}

/** No more flasks than wanted: what does not fit is thrown away. */
function fit(state: MultilayerFlasksState, c: C): void {
  const { stream: s, book } = state
  state.flasks = Math.floor(c.settings.flasks)
  state.area_m2 = state.flasks * c.parameters.flask
  const most_1e9 = 10 * c.settings.seed * state.area_m2
  if (s.viableCells_1e9 > most_1e9) pourVector(book.waste, splitVector(s, 1 - most_1e9 / s.viableCells_1e9))
  state.phase = 'last'
}

function passOn(state: MultilayerFlasksState, c: C): void {
  const { parameters: p, settings } = c
  const { stream: s, book } = state
  // Old medium and the cells that did not come off.
  pourVector(book.waste, splitVector(s, 1 - p.detached))
  s.passages += 1
  state.area_m2 = s.viableCells_1e9 / (10 * settings.seed)
  state.flasks = Math.max(1, Math.ceil(state.area_m2 / p.flask))
  if (state.flasks >= settings.flasks) fit(state, c)
  const opened = Math.ceil(state.flasks) * p.openings
  for (let i = 0; i < opened; i++)
    if (uniform(c.seed, 'multilayerFlasks.opening', state.openings + i) < p.opening) state.germs++
  state.openings += opened
  state.handling_h += state.flasks / (p.handled * Math.floor(settings.people))
  const medium = vectorBuffer(Math.max(0, state.area_m2 * p.medium - s.volume_L), 37, 7.2, 130)
  medium.glucose_mmol = 25 * medium.volume_L
  medium.glutamine_mmol = 4 * medium.volume_L
  medium.bioburden_CFU = 10 * state.germs
  enter(book, medium)
  pourVector(s, medium)
  s.spent_1e6_h_mL = 0
}
