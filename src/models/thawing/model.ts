import { defaults, exp, spec, type Specs } from '../../sim/index.ts'
import { plasmaPool } from '../plasmaPlant/pool.ts'
import { factorVIII_IU, massOf, protein_g } from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import {
  parameters as thawParameters,
  plasmaThaw,
  type PlasmaThawState,
  settings as thawSettings,
} from '../plasmaThaw/model.ts'
import type { Readings, Refusal } from '../unit.ts'

const HAND = 'plant rule of the hand-worked vessel'
const FELT = 'calibrated: two hours of plant time can be felt, see model.md'

export const parameters = {
  tempered: spec('temperature of the bags when they come', '°C', -12, [-30, -5], 'G', 'plasma.md §1.1'),
  cold: spec('jacket with the hand off', '°C', 1, [-2, 5], 'C', HAND),
  hot: spec('jacket with the hand on, after a while', '°C', 24, [10, 60], 'C', HAND),
  jacketLag: spec('time constant of the jacket', 'min', 6, [0.5, 60], 'C', FELT),
  lasts: spec('how long the vessel is this hand’s', 'min', 120, [10, 480], 'C', FELT),
  wallFrom: thawParameters.wallFrom,
} satisfies Specs

export const settings = {
  warm: spec('warm water into the jacket: 0 none, 1 open', '1', 0, [0, 1], 'C', HAND),
  stirring: spec('stirring, of the usual', '1', 1, [0, 3], 'G', 'plasma.md §1.1: gentle'),
} satisfies Specs

export const acts = {} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

/** A thaw as the model of the plant has it, and the hand at its jacket. */
export interface ThawingState {
  thaw: PlasmaThawState
  jacket_C: number
  /** Steps since the thaw last moved: it moves by the minute. */
  steps: number
  left_s: number
  isOver: boolean
}

const TICK_S = 5
const thawP = defaults(thawParameters)
const thawS = defaults(thawSettings)

/** The same thaw, with the jacket where the hand has brought it. It never ends by itself. */
const worked = (state: ThawingState, c: C): Parameters<typeof plasmaThaw.tick>[1] => ({
  plant: c.plant,
  parameters: thawP,
  settings: { ...thawS, jacket: state.jacket_C, stirring: c.settings.stirring },
  paused: false,
  seed: c.seed,
})

/** FVIII in the flakes of what is melted, of all that came: what the centrifuge can catch. */
const caught = ({ thaw }: ThawingState): number =>
  thaw.entered_IU > 0 ? (thaw.pool.FVIII_solid_IU * (1 - thaw.ice)) / thaw.entered_IU : 0

/** A pool melted by one hand: warm water into the jacket, the stirrer, and when to let it go. */
export const thawing: PlasmaUnit<ThawingState, P, S> = {
  id: 'thawing',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  /** Nothing enters from another unit: bags for a vessel of this size are brought, of this lot. */
  open(_, c) {
    const state: ThawingState = {
      thaw: {} as PlasmaThawState,
      jacket_C: c.parameters.cold,
      steps: 0,
      left_s: 60 * c.parameters.lasts,
      isOver: false,
    }
    const now = worked(state, c)
    state.thaw = plasmaThaw.open(plasmaPool('source', c.plant.scale_L, c.seed, c.parameters.tempered), now)
    state.thaw.core_C = c.parameters.tempered
    plasmaThaw.proceed(state.thaw, now)
    return state
  },

  tick(state, c) {
    if (state.isOver || c.paused) return
    const { cold, hot, jacketLag } = c.parameters
    const wanted_C = cold + (hot - cold) * c.settings.warm
    state.jacket_C += (wanted_C - state.jacket_C) * (1 - exp(-TICK_S / 60 / jacketLag))
    state.left_s -= TICK_S
    if (++state.steps === 60 / TICK_S) {
      state.steps = 0
      plasmaThaw.tick(state.thaw, worked(state, c))
    }
    if (state.left_s <= 0) state.isOver = true
  },

  act: () => ({ code: 'no_such_act' }),

  phase: (state) => (state.isOver ? 'done' : state.thaw.ice > LAST_ICE ? 'thaw' : 'wait'),
  /** By the printed recipe: no ice left, and the pool at its temperature. */
  ready: ({ isOver, thaw }) => !isOver && thaw.ice <= LAST_ICE && thaw.pool.temperature_C >= thawS.end - 1,

  /** To the centrifuge. */
  proceed(state): Refusal | undefined {
    if (state.isOver) return { code: 'step_closed' }
    state.isOver = true
    return undefined
  },

  finished: (state) => state.isOver,

  readings(state): Readings {
    const { pool, ice } = state.thaw
    const wall_C = pool.temperature_C + thawP.wallWarm * (state.jacket_C - pool.temperature_C)
    return {
      temperature_C: pool.temperature_C,
      jacket_C: state.jacket_C,
      wall_C,
      frozen_pct: 100 * ice,
      left_s: state.left_s,
      volume_L: pool.volume_L * (1 - ice),
      // What an eye sees of it: white flakes, most of them fibrinogen, in what is liquid.
      flakes_g_L: (pool.FIB_solid_g * (1 - ice)) / pool.volume_L,
      flakesMost_g_L: massOf(pool, 'FIB') / pool.volume_L,
    }
  },

  ledger({ thaw, isOver }) {
    const made_g = protein_g(thaw.pool)
    return { entered_g: 0, made_g, left_g: isOver ? made_g : 0, held_g: isOver ? 0 : made_g, lost_g: 0 }
  },

  close(state) {
    const { pool, ice, entered_IU } = state.thaw
    return {
      product: pool,
      results: {
        caught: caught(state),
        dissolved: entered_IU > 0 ? pool.FVIII_IU / entered_IU : 0,
        frozen: ice,
        decayed: entered_IU > 0 ? 1 - factorVIII_IU(pool) / entered_IU : 0,
        temperature_C: pool.temperature_C,
        warmest_C: state.thaw.warmest_C,
        hottestWall_C: state.thaw.hottestWall_C,
        left_s: state.left_s,
      },
    }
  },
}

/** Share of ice under which nobody sees any. */
const LAST_ICE = 0.005
