import { spec, type Specs } from '../../sim/index.ts'
import { aggregated_pct, type AavStream, full_pct, functional_pct, titre_per_mL } from '../aavPlant/stream.ts'
import { type AavUnit, type Book, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import { vectorRecipes } from '../aavPlant/recipes.ts'
import type { Refusal } from '../unit.ts'

// oxfmt-ignore
export const parameters = {
  store: spec('temperature of the cold store', '°C', -70, [-90, -20], 'G', 'gmp.md §2.2: AV1, −70 °C'),
  reference: spec('genomes that work in the reference of the potency test', '%', 96, [50, 100], 'C', 'aav.md §6.1: of the reference'),
  print: spec('colonies on the glove print of grade A at the end of the fill', '1', 0, [0, 50], 'G', 'Annex 1, table 6: none'),
} satisfies Specs

export const settings = {
  review: spec('days after which the shelf is cleared whatever was decided', 'd', 14, [1, 60], 'D', 'this plant'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings

export interface VectorQuarantineState {
  phase: 'quarantine' | 'cleared'
  vials: AavStream
  book: Book
  age_s: number
}

const TICK_S = 360
const DAY_S = 86_400

/** Vials of vector at −70 °C behind their yellow label, until somebody has answered for them. Only time passes. */
export const vectorQuarantine: AavUnit<VectorQuarantineState, P, S> = {
  id: 'vectorQuarantine',
  tick_s: TICK_S,
  parameters,
  settings,
  acts: {},

  open: (entry, c) => ({
    phase: 'quarantine',
    vials: { ...entry, temperature_C: c.parameters.store },
    book: newBook(entry),
    age_s: 0,
  }),

  tick(state, c) {
    if (state.phase === 'cleared') return
    wait(TICK_S, state.vials)
    state.vials.temperature_C = c.parameters.store
    state.age_s += TICK_S
  },

  act: (state): Refusal => (state.phase === 'cleared' ? { code: 'step_closed' } : { code: 'no_such_act' }),
  phase: (state) => state.phase,
  ready: (state, c) => state.phase === 'quarantine' && state.age_s >= c.settings.review * DAY_S,
  finished: (state) => state.phase === 'cleared',

  proceed(state): Refusal | undefined {
    if (state.phase === 'cleared') return { code: 'step_closed' }
    state.phase = 'cleared'
    return undefined
  },

  readings: ({ vials: s, age_s }, c) => ({
    held_d: age_s / DAY_S,
    temperature_C: s.temperature_C,
    titre_pct: (100 * titre_per_mL(s)) / vectorRecipes.vectorUltrafiltration.formulate.final,
    full_pct: full_pct(s),
    aggregates_pct: aggregated_pct(s),
    // Working genomes stand for what cells express of them (aav.md §2.3: U).
    potency_pct: (100 * functional_pct(s)) / c.parameters.reference,
    print_CFU: c.parameters.print,
    // A plate that nobody has touched, incubated beside the others.
    controlPlate_CFU: 0,
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close: (state, c) => ({ product: { ...state.vials }, results: vectorQuarantine.readings(state, c) }),
}

const ledgers = (state: VectorQuarantineState) =>
  state.phase === 'cleared' ? ledgersOf(state.book, state.vials) : ledgersOf(state.book, undefined, state.vials)
