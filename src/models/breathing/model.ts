import { defaults, exp, type Values } from '../../sim/index.ts'
import type { AntibodyPlant } from '../antibodyPlant/presets.ts'
import {
  culture,
  type CultureConditions,
  type CultureState,
  GAS_TICK_S,
  gasTick,
  noUpsets,
  type Upsets,
} from '../culture/model.ts'
import { headspace_L } from '../culture/foam.ts'
import { Y } from '../culture/kinetics.ts'
import { nominalSettings, parameters as cultureParameters } from '../culture/parameters.ts'
import { morningRound, nominalCultureRecipe } from '../culture/recipe.ts'
import { emptyStream } from '../stream.ts'
import type { Conditions, Refusal, UnitOperation } from '../unit.ts'
import { acts, type BreathingParameters, type BreathingSettings, parameters, settings } from './parameters.ts'

export { acts, parameters, settings } from './parameters.ts'

export type BreathingConditions = Conditions<BreathingParameters, BreathingSettings>

/** Of the culture's causes, and one of the vessel's lid: water that condenses in the exhaust filter. */
export interface BreathingUpsets extends Upsets {
  condensate_per_min: number
}

/** The culture as the crew has brought it here, and what a hand makes of the next minutes. */
export interface BreathingState extends CultureState {
  upsets: BreathingUpsets
  /** What the morning round left: only gas and stirrer are worked by hand. */
  feedRate_L_h: number
  setTemperature_C: number
  /** What is left of these minutes; and for how long all was well, oxygen short, too much of it, foam at the filter. */
  left_s: number
  well_s: number
  short_s: number
  rich_s: number
  foamed_s: number
  /** What the other hand is at, and how long it still takes. */
  busyWith: '' | 'valve' | 'vent' | 'probe'
  busy_s: number
}

const DAY_S = 86_400
const BEFORE_S = 2160

type Lot = CultureConditions['parameters']

/** A culture's constants of this lot: the same object for the same lot, since systems are remembered by it. */
const lots = new WeakMap<object, Lot>()
function lotOf(p: Values<BreathingParameters>): Lot {
  let lot = lots.get(p)
  if (!lot) lots.set(p, (lot = { ...defaults(cultureParameters), foamTendency: p.foamTendency, qO2: p.qO2 }))
  return lot
}

/** What M1's culture begins with, but for its viable cells. */
export const SEED = { volume_L: 5, temperature_C: 36.8, deadCells_1e9: 0.5 } as const

/** The culture as the crew has it after so long, by the printed recipe, and the settings of its last morning. */
export function cultureBySop(until_s: number, viableCells_1e9: number, plant: AntibodyPlant, lot: Lot) {
  let c: CultureConditions = { plant, parameters: lot, settings: nominalSettings(plant), paused: false, seed: 0 }
  const state = culture.open({ ...emptyStream(SEED.temperature_C), ...SEED, viableCells_1e9 }, c)
  for (;;) {
    if (state.age_s % DAY_S === 0) {
      const r = culture.readings(state, c)
      const measured = { glucose_mM: r['glucose_mM']!, volume_L: r['volume_L']! }
      const round = morningRound(nominalCultureRecipe, state.age_s / DAY_S, measured, plant.vessel, lot.glcStock)
      c = { ...c, settings: { ...c.settings, feedRate: round.feedRate_L_h, temperature: round.temperature_C } }
      if (round.glucose_L > 0) culture.act(state, 'glucose', round.glucose_L, c)
    }
    if (state.age_s >= until_s) return { state, settings: c.settings }
    culture.tick(state, c)
  }
}

/** The culture as its loops would have it, with feed and temperature as the morning left them. */
export const cultureOf = (state: BreathingState, c: BreathingConditions): CultureConditions => ({
  plant: c.plant,
  parameters: lotOf(c.parameters),
  settings: { ...nominalSettings(c.plant), feedRate: state.feedRate_L_h, temperature: state.setTemperature_C },
  paused: false,
  seed: c.seed,
})

/** Asked for more than there can be, the oxygen loop leaves its valve where the hand has it. */
const OUT_OF_REACH_pct = 150

/** What the wheel makes of gas and stirrer: little at first, then much, as such valves do. */
const gasAt = (wheel: number, p: Values<BreathingParameters>): number =>
  p.gasLeast + (p.gasMost - p.gasLeast) * wheel * wheel

/** The same, with gas and stirrer where the hand has them. */
function worked(state: BreathingState, c: BreathingConditions): CultureConditions {
  const { parameters: p, settings: s } = c
  const gas = gasAt(s.wheel, p)
  const power = p.powerLeast + (p.powerMost - p.powerLeast) * s.wheel * s.wheel
  const share = s.enrichment / 100
  const shut = state.busyWith === 'vent'
  const air = shut ? 0 : (1 - share) * gas
  const oxygenMax = shut || state.busyWith === 'valve' ? 0 : share * gas
  const left = cultureOf(state, c)
  return { ...left, settings: { ...left.settings, oxygen: OUT_OF_REACH_pct, power, air, oxygenMax } }
}

/** Five seconds of culture and gas, whoever counts them. */
function live(state: BreathingState, c: BreathingConditions): void {
  const { foam, upsets } = state
  if (upsets.condensate_per_min > 0)
    foam.ventWet += (1 - foam.ventWet) * (1 - exp((-GAS_TICK_S / 60) * upsets.condensate_per_min))
  const now = worked(state, c)
  gasTick(state, now)
  if (state.gas.steps === culture.tick_s / GAS_TICK_S) culture.tick(state, now)
  if (state.busy_s > 0) {
    state.busy_s -= GAS_TICK_S
    if (state.busy_s <= 0) done(state)
  }
}

/** Share of the headspace from which foam is at the filter: a throttled gas leaves it just under the lid. */
const AT_FILTER = 0.99

/** What the other hand was at is in order now, whether or not it was the matter. */
function done(state: BreathingState): void {
  const { upsets, busyWith } = state
  if (busyWith === 'valve') upsets.oxygenSupply = 1
  else if (busyWith === 'probe') upsets.oxygenProbeOffset_pct = 0
  else {
    upsets.condensate_per_min = 0
    state.foam.ventWet = 0
    state.foam.wetFor_s = 0
  }
  state.busyWith = ''
  state.busy_s = 0
}

export const breathing: UnitOperation<BreathingState, BreathingParameters, BreathingSettings> = {
  id: 'breathing',
  tick_s: GAS_TICK_S,
  parameters,
  settings,
  acts,

  /** Nothing enters from another unit: the lot's culture is worked by the crew up to here. */
  open(_, c) {
    const { parameters: p, plant } = c
    const taken_s = 3600 * p.takenAt
    // The culture's own ticks are six minutes apart; the half hour before is already worked by hand.
    const from_s = Math.floor((taken_s - BEFORE_S) / culture.tick_s) * culture.tick_s
    const { state: grown, settings: left } = cultureBySop(from_s, p.inoculum, plant, lotOf(p))
    const state: BreathingState = {
      ...grown,
      upsets: { ...noUpsets(), condensate_per_min: 0 },
      feedRate_L_h: left.feedRate,
      setTemperature_C: left.temperature,
      left_s: 60 * p.lasts,
      well_s: 0,
      short_s: 0,
      rich_s: 0,
      foamed_s: 0,
      busyWith: '',
      busy_s: 0,
    }
    // Somebody stands beside it: the gas side is followed closely, as while an alarm is open.
    state.gas.alarmOpen = true
    const before = { ...c, settings: { ...c.settings, wheel: p.wheelBefore } }
    for (let s = from_s; s < taken_s; s += GAS_TICK_S) live(state, s < taken_s - p.turnedAgo ? before : c)
    return state
  },

  tick(state, c) {
    if (state.left_s <= 0) return
    live(state, c)
    state.left_s -= GAS_TICK_S
    const { oxygen_pct } = state.gas
    const foamed = state.foam.foam_L >= AT_FILTER * headspace_L(state.y[Y.volume]!, c.plant.vessel)
    if (foamed) state.foamed_s += GAS_TICK_S
    if (oxygen_pct < c.parameters.bandLow) state.short_s += GAS_TICK_S
    else if (oxygen_pct > c.parameters.bandHigh) state.rich_s += GAS_TICK_S
    else if (!foamed) state.well_s += GAS_TICK_S
  },

  act(state, act, _, c): Refusal | undefined {
    if (state.left_s <= 0) return { code: 'step_closed' }
    if (state.busyWith !== '') return { code: 'hands_full', values: { free_s: state.busy_s } }
    if (act !== 'valve' && act !== 'vent' && act !== 'probe') return { code: 'no_such_act' }
    state.busyWith = act
    state.busy_s = c.parameters[`${act}For`]
    return undefined
  },

  phase: (state) => (state.busyWith === '' ? 'watch' : state.busyWith),
  ready: () => false,
  proceed: () => ({ code: 'not_to_be_hurried' }),
  finished: (state) => state.left_s <= 0,

  readings(state, c) {
    const now = worked(state, c)
    const { oxygenProbe_pct, ...rest } = culture.readings(state, now)
    const { parameters: p, settings: s } = c
    return {
      ...rest,
      ...(state.busyWith === 'probe' ? {} : { oxygenProbe_pct: oxygenProbe_pct! }),
      oxygenSecond_pct: state.gas.probe_pct,
      // What the hand asks of the oxygen valve, beside what goes through it.
      oxygenAsked_slpm: (s.enrichment / 100) * gasAt(s.wheel, p),
      left_s: state.left_s,
    }
  },

  ledger: (state) => culture.ledger(state),

  close(state, c) {
    const lasted_s = 60 * c.parameters.lasts
    return {
      product: culture.close(state, worked(state, c)).product,
      results: {
        well: state.well_s / lasted_s,
        short: state.short_s / lasted_s,
        rich: state.rich_s / lasted_s,
        foamed: state.foamed_s / lasted_s,
      },
    }
  },
}
