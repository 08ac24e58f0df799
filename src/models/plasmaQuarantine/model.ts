import { spec, type Specs } from '../../sim/index.ts'
import { agePlasma } from '../plasmaPlant/ageing.ts'
import {
  perLitre,
  type PlasmaStream,
  polymers_pct,
  protein_g,
  proteinConcentration_g_L,
  proteinLedger,
} from '../plasmaPlant/stream.ts'
import type { PlasmaUnit } from '../plasmaPlant/unit.ts'
import type { Refusal } from '../unit.ts'

export const parameters = {
  store: spec('temperature of the cold store', '°C', 5, [2, 8], 'G', 'plasma.md §1: liquid immunoglobulin at 2-8 °C'),
} satisfies Specs

export const settings = {
  review: spec('days after which the shelf is cleared whatever was decided', 'd', 14, [1, 60], 'D', 'this plant'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings

export interface PlasmaQuarantineState {
  phase: 'quarantine' | 'cleared'
  /** What stands in the store, in its vials. */
  vials: PlasmaStream
  age_s: number
  entered_g: number
}

const TICK_S = 360
const DAY_S = 86_400

/** A plasma product behind its yellow label: certified by one person, released by an authority. Only time passes. */
export const plasmaQuarantine: PlasmaUnit<PlasmaQuarantineState, P, S> = {
  id: 'plasmaQuarantine',
  tick_s: TICK_S,
  parameters,
  settings,
  acts: {},

  open: (entry, c) => ({
    phase: 'quarantine',
    vials: { ...entry, temperature_C: c.parameters.store },
    age_s: 0,
    entered_g: protein_g(entry),
  }),

  tick(state, c) {
    if (state.phase === 'cleared') return
    state.vials.temperature_C = c.parameters.store
    agePlasma(state.vials, TICK_S)
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

  readings: ({ vials, age_s }) => ({
    held_d: age_s / DAY_S,
    temperature_C: vials.temperature_C,
    content_g_L: proteinConcentration_g_L(vials),
    polymers_pct: polymers_pct(vials),
    // Milligrams in a litre are thousands of ng in a millilitre.
    factorXIa_ng_mL: 1e3 * perLitre(vials, 'FXIa_mg'),
  }),

  ledger: (s) =>
    s.phase === 'cleared' ? proteinLedger(s.entered_g, 0, s.vials) : proteinLedger(s.entered_g, 0, undefined, s.vials),

  close: (state, c) => ({ product: { ...state.vials }, results: plasmaQuarantine.readings(state, c) }),
}
