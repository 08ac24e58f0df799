import { spec, type Specs } from '../../sim/index.ts'
import { ageStream } from '../ageing.ts'
import { concentration_g_L, dna_pg_mg, hcp_ppm, percentOfProduct, proteinA_ppm, type Stream } from '../stream.ts'
import type { UnitOperation } from '../unit.ts'

const SHEET = 'mab.md §1: finished vials at 2–8 °C'

export const parameters = {
  store: spec('temperature of the cold store', '°C', 5, [2, 8], 'G', SHEET),
} satisfies Specs

export const settings = {
  review: spec('days after which the shelf is cleared whatever was decided', 'd', 14, [1, 60], 'D', 'this plant'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings

export interface QuarantineState {
  phase: 'quarantine' | 'cleared'
  /** What stands in the store, in its vials. */
  vials: Stream
  age_s: number
  entered_g: number
}

const TICK_S = 360
const DAY_S = 86_400

/** Filled vials wait at 5 °C behind a yellow label until somebody has decided. Time is all that happens to them. */
export const quarantine: UnitOperation<QuarantineState, P, S> = {
  id: 'quarantine',
  tick_s: TICK_S,
  parameters,
  settings,
  acts: {},

  open(entry, c) {
    const vials = { ...entry, temperature_C: c.parameters.store }
    return { phase: 'quarantine', vials, age_s: 0, entered_g: entry.product_g }
  },

  tick(state, c) {
    if (state.phase === 'cleared') return
    state.vials.temperature_C = c.parameters.store
    // Closed vials: no air comes in, nothing grows that was not filled.
    ageStream(state.vials, TICK_S, 1, true)
    state.age_s += TICK_S
  },

  act: (state) => (state.phase === 'cleared' ? { code: 'step_closed' } : { code: 'no_such_act' }),
  phase: (state) => state.phase,
  ready: (state, c) => state.phase === 'quarantine' && state.age_s >= c.settings.review * DAY_S,
  finished: (state) => state.phase === 'cleared',

  proceed(state) {
    if (state.phase === 'cleared') return { code: 'step_closed' }
    state.phase = 'cleared'
    return undefined
  },

  readings({ vials, age_s }) {
    const germs_CFU_100mL = vials.volume_L > 0 ? vials.bioburden_CFU / (10 * vials.volume_L) : 0
    return {
      held_d: age_s / DAY_S,
      temperature_C: vials.temperature_C,
      hcp_ppm: hcp_ppm(vials),
      dna_pg_mg: dna_pg_mg(vials),
      proteinA_ppm: proteinA_ppm(vials),
      hmw_pct: percentOfProduct(vials.hmw_g, vials),
      content_g_L: concentration_g_L(vials),
      endotoxin_EU_mg: vials.product_g > 0 ? vials.endotoxin_EU / (1e3 * vials.product_g) : 0,
      bioburden_CFU_100mL: germs_CFU_100mL,
    }
  },

  ledger: (state) => ({
    entered_g: state.entered_g,
    made_g: 0,
    left_g: state.phase === 'cleared' ? state.vials.product_g : 0,
    held_g: state.phase === 'cleared' ? 0 : state.vials.product_g,
    lost_g: 0,
  }),

  close: (state, c) => ({ product: { ...state.vials }, results: quarantine.readings(state, c) }),
}
