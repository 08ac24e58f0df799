import { defaults } from '../../sim/index.ts'
import {
  type AavStream,
  capsidTitre_per_mL,
  full_pct,
  functional_pct,
  genomesOf,
  percent,
  titre_per_mL,
} from '../aavPlant/stream.ts'
import {
  type AavConditions,
  type AavLedgers,
  type AavUnit,
  type Book,
  ledgersOf,
  newBook,
  withMade,
} from '../aavPlant/unit.ts'
import { kLa_per_h, speedFor_per_s } from '../aavPlant/vessel.ts'
import type { Readings, Refusal } from '../unit.ts'
import { acts, gasFor_per_min, parameters, settings } from './parameters.ts'
import {
  broth,
  dissolvedOxygen_pct,
  emptied,
  exchangeMedium,
  intoTank,
  madeIn,
  type TankCulture,
  tickTank,
} from './tankCulture.ts'

export { acts, parameters, settings }

type P = typeof parameters
type S = typeof settings

export interface VectorProductionState {
  phase: 'produce' | 'done'
  culture: TankCulture
  book: Book
  /** Cells at transfection, and their medium then. */
  transfected_1e6_mL: number
  /** Hours below a tenth of the oxygen set point. */
  breathless_h: number
}

const TICK_S = 300
export const TICK_H = TICK_S / 3600

/** The transfected culture, from the last drop of the cocktail to the harvest. */
export const vectorProduction: AavUnit<VectorProductionState, P, S> = {
  id: 'vectorProduction',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,
  nominal: ({ scale_L }) => ({ ...defaults(settings), gas: gasFor_per_min(scale_L) }),

  open: (entry, c) => {
    const culture = intoTank(entry, c.parameters)
    return { phase: 'produce', culture, book: newBook(entry), transfected_1e6_mL: culture.y[0]!, breathless_h: 0 }
  },

  tick(state, c) {
    const { culture } = state
    culture.rest.held_s += TICK_S
    if (state.phase === 'done') return
    tickTank(culture, TICK_H, c.settings, kLaNow(c), c.parameters)
    if (dissolvedOxygen_pct(culture, c.settings, kLaNow(c), c.parameters) < 0.25 * c.settings.oxygen)
      state.breathless_h += TICK_H
  },

  act(state, act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'exchange') exchangeMedium(state.culture, amount, c.parameters, state.book)
    else if (act === 'glucose') state.culture.y[2]! += amount
    else return { code: 'no_such_act' }
    return undefined
  },

  phase: (state) => state.phase,
  ready: (state, c) => state.phase === 'produce' && state.culture.since_h >= c.settings.harvestTime - 1e-9,

  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    emptied(state.culture, state.book)
    state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const { culture } = state
    const s = content(state)
    const cells = s.viableCells_1e9 + s.deadCells_1e9
    const litres = s.volume_L
    return {
      since_h: culture.since_h,
      viable_1e6_mL: s.viableCells_1e9 / litres,
      viability_pct: percent(s.viableCells_1e9, cells),
      glucose_mM: s.glucose_mmol / litres,
      lactate_mM: s.lactate_mmol / litres,
      glutamine_mM: s.glutamine_mmol / litres,
      ammonia_mM: s.ammonia_mmol / litres,
      oxygen_pct: dissolvedOxygen_pct(culture, c.settings, kLaNow(c), c.parameters),
      carbonDioxide_mmHg: culture.carbonDioxide_mmHg,
      temperature_C: s.temperature_C,
      pH: s.pH,
      kLa_per_h: kLaNow(c),
      stirrer_rpm: 60 * speedFor_per_s(c.plant.tank, c.settings.power),
      titre_per_mL: titre_per_mL(s),
      capsids_per_mL: capsidTitre_per_mL(s),
      working_per_mL: s.functional / (1e3 * litres),
      full_pct: full_pct(s),
    }
  },

  ledger: (state) => productionLedgers(state).capsids,
  ledgers: (state) => productionLedgers(state),

  close(state) {
    const s = content(state)
    const cells0_1e9 = state.transfected_1e6_mL * s.volume_L
    const genomes = genomesOf(s)
    return {
      product: s,
      results: {
        titre_per_mL: titre_per_mL(s),
        capsids_per_mL: capsidTitre_per_mL(s),
        full_pct: full_pct(s),
        functional_pct: functional_pct(s),
        genomesPerCell: cells0_1e9 > 0 ? genomes / (1e9 * cells0_1e9) : 0,
        outside_pct: percent(s.full, genomes),
        viability_pct: percent(s.viableCells_1e9, s.viableCells_1e9 + s.deadCells_1e9),
        viable_1e6_mL: s.viableCells_1e9 / s.volume_L,
        breathless_h: state.breathless_h,
        since_h: state.culture.since_h,
      },
    }
  },
}

const kLaNow = (c: AavConditions<P, S>): number => kLa_per_h(c.plant.tank, c.settings.power, c.settings.gas)

const content = (state: VectorProductionState): AavStream =>
  state.phase === 'done' ? state.culture.rest : broth(state.culture)

function productionLedgers(state: VectorProductionState): AavLedgers {
  if (state.phase === 'done') return ledgersOf(state.book, state.culture.rest)
  return ledgersOf(withMade(state.book, madeIn(state.culture)), undefined, broth(state.culture))
}
