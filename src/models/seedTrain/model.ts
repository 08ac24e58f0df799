import { spec, type Specs } from '../../sim/index.ts'
import type { AntibodyPlant } from '../antibodyPlant/presets.ts'
import type { Conditions, UnitOperation } from '../unit.ts'
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
} from './growth.ts'

const SHEET = 'mab.md §1.2'

export const parameters = {
  ...growthParameters,
  firstVessel: spec('second flask of the train', 'L', 0.3, [0.05, 1], 'C', 'mab.md §1: flasks N-5 to N-3'),
  lastShare: spec(
    'last vessel of the train, share of the production scale',
    '1',
    0.02,
    [0.005, 0.1],
    'C',
    'mab.md §1: 50 L for 2,000 L',
  ),
  step: spec('largest step from vessel to vessel', '1', 10, [3, 20], 'C', SHEET),
} satisfies Specs

export const settings = {
  splitDensity: spec('density to split to', '1e6/mL', 0.4, [0.05, 2], 'G', SHEET),
  interval: spec('days between two passages', 'd', 3, [1, 10], 'V', `${SHEET}; MilliporeSigma: 2-4 d`),
  temperature: spec('incubator temperature', '°C', 36.8, [30, 40], 'G', SHEET),
  carbonDioxide: spec('carbon dioxide in the incubator', '%', 5, [0, 15], 'G', SHEET),
  squares: spec('squares of the grid counted before a split', '1', 9, [1, 25], 'G', 'counting chamber'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings

export interface SeedTrainState {
  phase: 'passage' | 'done'
  cells: Cells
  /** Vessels still to come, litres. */
  vessels_L: number[]
  passage: number
  sinceSplit_s: number
  doublings: number
  /** What the last count said. */
  counted_1e6_mL: number
  discarded_1e9: number
}

const TICK_S = 360

/** Vessels after the thaw flask: steps of at most ten, the last one a share of the production scale. */
export function vessels_L(plant: AntibodyPlant, first_L: number, lastShare: number, step: number): number[] {
  const last = lastShare * plant.scale_L
  const list: number[] = []
  for (let volume = first_L; volume * 1.5 < last; volume *= step) list.push(volume)
  return [...list, last]
}

export const seedTrain: UnitOperation<SeedTrainState, P, S> = {
  id: 'seedTrain',
  tick_s: TICK_S,
  parameters,
  settings,
  acts: {},

  /** The thaw flask as it was seeded; its cells carry their lag. */
  open(entry, c) {
    const { parameters: p } = c
    return {
      phase: 'passage',
      cells: seeded(entry.viableCells_1e9, entry.deadCells_1e9, Math.max(entry.volume_L, 1e-3), p),
      vessels_L: vessels_L(c.plant, p.firstVessel, p.lastShare, p.step),
      passage: 0,
      sinceSplit_s: 0,
      doublings: 0,
      counted_1e6_mL: 0,
      discarded_1e9: 0,
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
    state.sinceSplit_s += TICK_S
  },

  act: (state) => (state.phase === 'done' ? { code: 'step_closed' } : { code: 'no_such_act' }),

  phase: (state) => state.phase,
  ready: (state, c) => state.phase === 'passage' && state.sinceSplit_s >= c.settings.interval * 86400,
  finished: (state) => state.phase === 'done',

  /** Splits into the next vessel by what the count says; after the last vessel the train is done. */
  proceed(state, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    const { parameters: p, settings: s, seed } = c
    const { cells } = state
    state.counted_1e6_mL = counted(density(cells), s.squares, seed, 'seedTrain.count', state.passage, p)
    state.doublings += cells.doublings
    cells.doublings = 0
    const next = state.vessels_L.shift()
    if (next === undefined) {
      state.phase = 'done'
      return undefined
    }
    const wanted_L = (cells.volume_L * state.counted_1e6_mL) / s.splitDensity
    // More cells than the vessel takes at that density: the rest goes to the kill tank.
    if (wanted_L > next) throwAway(state, next / wanted_L)
    state.cells = seeded(cells.viable_1e9, cells.dead_1e9, Math.min(Math.max(wanted_L, 1e-3), next), p)
    state.passage++
    state.sinceSplit_s = 0
    return undefined
  },

  readings: (state) => ({
    volume_L: state.cells.volume_L,
    viable_1e6_mL: density(state.cells),
    viability_pct: viability_pct(state.cells.viable_1e9, state.cells.dead_1e9),
    counted_1e6_mL: state.counted_1e6_mL,
    discarded_1e9: state.discarded_1e9,
    doublings: state.doublings + state.cells.doublings,
    passage: state.passage,
    vesselsLeft: state.vessels_L.length,
    sinceSplit_d: state.sinceSplit_s / 86400,
    crowded_h: state.cells.crowded_h,
    lag_h: state.cells.lag_h,
  }),

  ledger: noProduct,

  close(state, c: Conditions<P, S>) {
    return { product: cellStream(state.cells, c.settings.temperature), results: seedTrain.readings(state, c) }
  },
}

function throwAway(state: SeedTrainState, kept: number): void {
  const { cells } = state
  state.discarded_1e9 += (1 - kept) * cells.viable_1e9
  cells.volume_L *= kept
  cells.viable_1e9 *= kept
  cells.dead_1e9 *= kept
  cells.hcp_mg *= kept
  cells.dna_mg *= kept
}
