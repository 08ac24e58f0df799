import { exp, spec, type Specs, type Values } from '../../sim/index.ts'
import { noProduct, viability_pct } from '../seedTrain/growth.ts'
import { emptyStream } from '../stream.ts'
import type { UnitOperation } from '../unit.ts'

const SHEET = 'mab.md §1.1'

export const parameters = {
  vialVolume: spec('volume of a vial', 'mL', 1, [0.5, 5], 'G', SHEET),
  vialDensity: spec('cells in a vial', '1e6/mL', 10, [1, 100], 'G', `${SHEET}: 1e7 in 1 mL`),
  vialViability: spec(
    'viability of the bank, thawed as it should be',
    '%',
    95,
    [50, 99],
    'C',
    `${SHEET}: at least 90 %`,
  ),
  storage: spec(
    'temperature of the vial when it leaves the cryobox',
    '°C',
    -80,
    [-196, -20],
    'G',
    'dry ice on the bench',
  ),
  warmthIce: spec('heat capacity of the frozen medium', 'J/(g·°C)', 2.1, [1, 3], 'G', 'ice'),
  warmthLiquid: spec('heat capacity of the medium', 'J/(g·°C)', 4.1, [3, 4.2], 'G', 'water with 10 % DMSO'),
  melting: spec('heat of melting', 'J/g', 290, [200, 334], 'G', 'ice of a 10 % DMSO medium'),
  transfer: spec(
    'heat through the wall of a swirled vial',
    'J/(s·°C·mL)',
    0.075,
    [0.02, 0.3],
    'C',
    'melts in about two minutes',
  ),
  still: spec('share of it when the vial is not swirled', '1', 0.5, [0.2, 1], 'C', SHEET),
  toxicAfter: spec('minutes in the bath after which DMSO harms', 'min', 3, [1, 10], 'C', SHEET),
  toxicity: spec('viability lost after that', '%/min', 3, [0, 20], 'C', SHEET),
  heatFrom: spec('liquid temperature above which cells die', '°C', 38.5, [37, 42], 'C', 'mab.md §2.2: heat'),
  heatDeath: spec('viability lost per °C above it', '%/min', 2, [0, 20], 'C', 'mab.md §2.2: heat'),
  iceDeath: spec('share of the cells lost that are diluted while still in ice', '1', 0.5, [0, 1], 'C', 'osmotic shock'),
} satisfies Specs

export const settings = {
  bath: spec('water bath', '°C', 37, [20, 60], 'G', SHEET),
  swirl: spec('vial swirled (1 yes, 0 no)', '1', 1, [0, 1], 'G', SHEET),
  flask: spec('medium the vial is diluted into', 'mL', 25, [5, 200], 'G', `${SHEET}: 0.3-0.5e6/mL`),
} satisfies Specs

type P = typeof parameters
type S = typeof settings

export interface ThawState {
  phase: 'bath' | 'done'
  /** Heat taken up since the vial left the cryobox, J. */
  heat_J: number
  inBath_s: number
  viable_1e9: number
  dead_1e9: number
  volume_L: number
}

const TICK_S = 5

/** Temperature and share of ice at an uptake of heat: warm the ice, melt it, warm the liquid. */
export function vialState(heat_J: number, p: Values<P>): { temperature_C: number; ice: number } {
  const toMelt = -p.storage * p.warmthIce * p.vialVolume
  if (heat_J < toMelt) return { temperature_C: p.storage + heat_J / (p.warmthIce * p.vialVolume), ice: 1 }
  const melt = p.melting * p.vialVolume
  if (heat_J < toMelt + melt) return { temperature_C: 0, ice: 1 - (heat_J - toMelt) / melt }
  return { temperature_C: (heat_J - toMelt - melt) / (p.warmthLiquid * p.vialVolume), ice: 0 }
}

function kill(state: ThawState, share: number): void {
  const dying = state.viable_1e9 * Math.min(1, Math.max(0, share))
  state.viable_1e9 -= dying
  state.dead_1e9 += dying
}

export const thaw: UnitOperation<ThawState, P, S> = {
  id: 'thaw',
  tick_s: TICK_S,
  parameters,
  settings,
  acts: {},

  /** A vial of the working cell bank; an entry stream with cells stands for another one. */
  open(entry, c) {
    const { parameters: p } = c
    const cells = 1e-3 * p.vialVolume * p.vialDensity
    const own = entry.viableCells_1e9 > 0
    return {
      phase: 'bath',
      heat_J: 0,
      inBath_s: 0,
      viable_1e9: own ? entry.viableCells_1e9 : (cells * p.vialViability) / 100,
      dead_1e9: own ? entry.deadCells_1e9 : cells * (1 - p.vialViability / 100),
      volume_L: 1e-3 * p.vialVolume,
    }
  },

  tick(state, c) {
    if (state.phase === 'done') return
    const { parameters: p, settings: s } = c
    const { temperature_C, ice } = vialState(state.heat_J, p)
    const through = p.transfer * p.vialVolume * (s.swirl >= 0.5 ? 1 : p.still)
    // Exact while only the temperature changes; while ice melts the flow is constant.
    const capacity = p.vialVolume * (ice >= 1 ? p.warmthIce : p.warmthLiquid)
    const flow = through * (s.bath - temperature_C)
    state.heat_J +=
      ice > 0 && ice < 1 ? flow * TICK_S : (flow / through) * capacity * (1 - exp((-through * TICK_S) / capacity))
    state.inBath_s += TICK_S

    const total = state.viable_1e9 + state.dead_1e9
    const late_min = Math.min(TICK_S, Math.max(0, state.inBath_s - 60 * p.toxicAfter)) / 60
    const after = vialState(state.heat_J, p)
    const lost_pct =
      p.toxicity * late_min * (1 - after.ice) +
      (p.heatDeath * Math.max(0, after.temperature_C - p.heatFrom) * TICK_S) / 60
    if (state.viable_1e9 > 0) kill(state, ((lost_pct / 100) * total) / state.viable_1e9)
  },

  act: (state) => (state.phase === 'done' ? { code: 'step_closed' } : { code: 'no_such_act' }),
  phase: (state) => state.phase,
  /** The last sliver of ice is gone. */
  ready: (state, c) => state.phase === 'bath' && vialState(state.heat_J, c.parameters).ice <= 0,
  finished: (state) => state.phase === 'done',

  /** Dilution into the first flask ends the toxicity; cells still in ice are thrown into the medium with it. */
  proceed(state, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    const { ice } = vialState(state.heat_J, c.parameters)
    kill(state, c.parameters.iceDeath * ice)
    state.volume_L = 1e-3 * (c.parameters.vialVolume + c.settings.flask)
    state.phase = 'done'
    return undefined
  },

  readings(state, c) {
    const { temperature_C, ice } = vialState(state.heat_J, c.parameters)
    return {
      inBath_min: state.inBath_s / 60,
      ice_pct: 100 * ice,
      temperature_C,
      viability_pct: viability_pct(state.viable_1e9, state.dead_1e9),
      viable_1e6_mL: state.viable_1e9 / state.volume_L,
    }
  },

  ledger: noProduct,

  close(state, c) {
    const product = {
      ...emptyStream(36.8),
      volume_L: state.volume_L,
      viableCells_1e9: state.viable_1e9,
      deadCells_1e9: state.dead_1e9,
    }
    return { product, results: thaw.readings(state, c) }
  },
}
