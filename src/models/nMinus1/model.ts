import { spec, type Specs } from '../../sim/index.ts'
import {
  type Cells,
  cellStream,
  counted,
  density,
  grow,
  growthParameters,
  growthRate,
  noProduct,
  seeded,
  viability_pct,
} from '../seedTrain/growth.ts'
import type { UnitOperation } from '../unit.ts'

const SHEET = 'mab.md §1.3'

export const parameters = {
  ...growthParameters,
  volumeShare: spec(
    'vessel, share of the production scale',
    '1',
    0.2,
    [0.05, 0.3],
    'C',
    'mab.md §1: 400 L for 2,000 L',
  ),
} satisfies Specs

export const settings = {
  splitDensity: spec('density to seed the vessel to', '1e6/mL', 0.4, [0.05, 2], 'G', 'mab.md §1.2'),
  transferDensity: spec('density at which it is handed on', '1e6/mL', 5, [1, 5.8], 'C', `${SHEET}: 4-6`),
  seedingDensity: spec('density wanted in the production vessel', '1e6/mL', 0.5, [0.1, 5], 'V', `${SHEET}; PMC6816350`),
  temperature: spec('temperature', '°C', 36.8, [30, 40], 'G', 'mab.md §1.2'),
  carbonDioxide: spec('carbon dioxide in the gas', '%', 5, [0, 15], 'G', 'mab.md §1.2'),
  squares: spec('squares of the grid counted before the transfer', '1', 25, [1, 25], 'G', 'counting chamber'),
} satisfies Specs

export const acts = {
  passage: spec(
    'one more passage: thinned to this density in fresh medium',
    '1e6/mL',
    0.4,
    [0.1, 1],
    'G',
    'mab.md §1.2',
  ),
} satisfies Specs

type P = typeof parameters
type S = typeof settings

export interface NMinus1State {
  phase: 'growth' | 'done'
  cells: Cells
  age_s: number
  counted_1e6_mL: number
  discarded_1e9: number
}

const TICK_S = 360

export const nMinus1: UnitOperation<NMinus1State, P, S> = {
  id: 'nMinus1',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  /** The last vessel of the seed train, thinned to the wanted density, or as far as the vessel allows. */
  open(entry, c) {
    const { parameters: p, settings: s, seed } = c
    const most_L = p.volumeShare * c.plant.scale_L
    const found = counted(
      entry.viableCells_1e9 / Math.max(entry.volume_L, 1e-9),
      s.squares,
      seed,
      'nMinus1.count',
      0,
      p,
    )
    const wanted_L = Math.max(1e-3, (found * entry.volume_L) / s.splitDensity)
    const kept = Math.min(1, most_L / wanted_L)
    return {
      phase: 'growth',
      cells: seeded(entry.viableCells_1e9 * kept, entry.deadCells_1e9 * kept, Math.min(wanted_L, most_L), p),
      age_s: 0,
      counted_1e6_mL: found,
      discarded_1e9: entry.viableCells_1e9 * (1 - kept),
    }
  },

  tick(state, c) {
    if (state.phase === 'done') return
    grow(
      state.cells,
      TICK_S / 3600,
      growthRate(c.settings.temperature, c.settings.carbonDioxide, c.parameters),
      c.parameters,
    )
    state.age_s += TICK_S
  },

  /** As much of the broth as the vessel holds at that density goes on; the rest is killed. */
  act(state, _, density_1e6_mL, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    const { parameters: p } = c
    const { cells } = state
    const kept = Math.min(1, (density_1e6_mL * cells.volume_L) / Math.max(cells.viable_1e9, 1e-9))
    state.discarded_1e9 += (1 - kept) * cells.viable_1e9
    const next = seeded(cells.viable_1e9 * kept, cells.dead_1e9 * kept, cells.volume_L, p)
    state.cells = { ...next, doublings: cells.doublings, crowded_h: cells.crowded_h }
    return undefined
  },
  phase: (state) => state.phase,
  ready: (state, c) => state.phase === 'growth' && density(state.cells) >= c.settings.transferDensity,
  finished: (state) => state.phase === 'done',

  /** Counts, and hands on as many litres as the production vessel needs by that count; the rest is killed. */
  proceed(state, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    const { parameters: p, settings: s, seed } = c
    const { cells } = state
    state.counted_1e6_mL = counted(density(cells), s.squares, seed, 'nMinus1.count', 1, p)
    const needed_L = (s.seedingDensity * c.plant.vessel.startVolume_L) / Math.max(state.counted_1e6_mL, 1e-9)
    const kept = Math.min(1, needed_L / cells.volume_L)
    const dying = cells.viable_1e9 * p.transferDeath
    state.discarded_1e9 += (1 - kept) * cells.viable_1e9
    state.cells = {
      ...cells,
      volume_L: cells.volume_L * kept,
      viable_1e9: (cells.viable_1e9 - dying) * kept,
      dead_1e9: (cells.dead_1e9 + dying) * kept,
      hcp_mg: cells.hcp_mg * kept,
      dna_mg: cells.dna_mg * kept,
    }
    state.phase = 'done'
    return undefined
  },

  readings: (state) => ({
    volume_L: state.cells.volume_L,
    viable_1e6_mL: density(state.cells),
    viability_pct: viability_pct(state.cells.viable_1e9, state.cells.dead_1e9),
    counted_1e6_mL: state.counted_1e6_mL,
    discarded_1e9: state.discarded_1e9,
    doublings: state.cells.doublings,
    age_d: state.age_s / 86400,
    crowded_h: state.cells.crowded_h,
    lag_h: state.cells.lag_h,
  }),

  ledger: noProduct,

  close(state, c) {
    return { product: cellStream(state.cells, c.settings.temperature), results: nMinus1.readings(state, c) }
  },
}
