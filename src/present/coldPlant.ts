import {
  antibodyPlant,
  culture,
  type CultureConditions,
  cultureParameters,
  type CultureState,
  emptyStream,
  gasTick,
  GAS_TICK_S,
  morningRound,
  nominalCultureRecipe,
  nominalSettings,
  type Readings,
} from '../models/index.ts'
import { defaults } from '../sim/index.ts'
import { momentOf } from './calendar.ts'
import { vesselSeen } from './plant.ts'
import type { CultureView } from './plantView.ts'

/** The vessel of the cold open: 50 L, the night of day 6, its gas and stirrer on one wheel. */
export interface ColdPlant {
  readonly state: CultureState
  readonly parameters: CultureConditions['parameters']
  settings: CultureConditions['settings']
}

/** What one needs of it to know where the story is, and to draw it. */
export interface ColdSight {
  /** Since the culture was begun. */
  readonly t_s: number
  /** As its probe shows it, in % of air saturation. */
  readonly oxygen_pct: number
  /** Of the room above the liquid; at 100 it is at the exhaust filter. */
  readonly foam_pct: number
  readonly power_W_m3: number
  readonly vessel: CultureView['vessel']
}

/** What M1's culture begins with: its inoculum, and a lot as foamy as many that M1 draws. */
export const COLD_ENTRY = { volume_L: 5, temperature_C: 36.8, viableCells_1e9: 17.6, deadCells_1e9: 0.5 } as const
export const COLD_FOAM = 0.9

const DAY_S = 86_400
/** 03:12 of the night that belongs to day 6. */
const CURTAIN_S = 6 * DAY_S + 192 * 360
const plant = antibodyPlant(50)

const conditions = ({ parameters, settings }: ColdPlant): CultureConditions => ({
  plant,
  parameters,
  settings,
  paused: false,
  seed: 0,
})

/** The culture as the crew has it after so long, by the printed recipe. */
export function cultureBySop(until_s: number): ColdPlant {
  const standard = defaults(cultureParameters)
  const parameters = { ...standard, foamTendency: standard.foamTendency * COLD_FOAM }
  const settings = nominalSettings(plant)
  const entry = { ...emptyStream(COLD_ENTRY.temperature_C), ...COLD_ENTRY }
  const state = culture.open(entry, { plant, parameters, settings, paused: false, seed: 0 })
  const cold: ColdPlant = { state, parameters, settings }
  for (;;) {
    if (state.age_s % DAY_S === 0) morning(cold)
    if (state.age_s >= until_s) return cold
    culture.tick(state, conditions(cold))
  }
}

function morning(cold: ColdPlant): void {
  const { state, parameters } = cold
  const r = culture.readings(state, conditions(cold))
  const measured = { glucose_mM: r['glucose_mM']!, volume_L: r['volume_L']! }
  const round = morningRound(nominalCultureRecipe, state.age_s / DAY_S, measured, plant.vessel, parameters.glcStock)
  cold.settings = { ...cold.settings, feedRate: round.feedRate_L_h, temperature: round.temperature_C }
  if (round.glucose_L > 0) culture.act(state, 'glucose', round.glucose_L, conditions(cold))
}

/** Share of pure oxygen in the gas: by hand, the wheel opens air, oxygen and stirrer together. */
const OXYGEN = 0.16
const GAS_slpm = [1.05, 5.4] as const
const POWER_W_m3 = [32, 150] as const

/** The oxygen loop is out: it asks for more than there can be, so that its valve stands where the wheel has it. */
function byHand(settings: ColdPlant['settings'], wheel: number): ColdPlant['settings'] {
  const open = wheel * wheel
  const gas = GAS_slpm[0] + (GAS_slpm[1] - GAS_slpm[0]) * open
  const power = POWER_W_m3[0] + (POWER_W_m3[1] - POWER_W_m3[0]) * open
  return { ...settings, oxygen: 150, power, air: (1 - OXYGEN) * gas, oxygenMax: OXYGEN * gas }
}

/** Where the wheel stands when the curtain rises, and where it stood in the half hour before. */
export const COLD_WHEEL = 0.22
const WHEEL_BEFORE = 0.38

export function openColdPlant(): ColdPlant {
  const cold = cultureBySop(CURTAIN_S - 2160)
  // The oxygen alarm is open: the gas side is followed closely.
  cold.state.gas.alarmOpen = true
  for (let s = 0; s < 2160; s += GAS_TICK_S) stepColdPlant(cold, s < 2160 - 130 ? WHEEL_BEFORE : COLD_WHEEL)
  return cold
}

/** Five plant seconds with the wheel there. */
export function stepColdPlant(cold: ColdPlant, wheel: number): void {
  cold.settings = byHand(cold.settings, wheel)
  const c = conditions(cold)
  gasTick(cold.state, c)
  if (cold.state.gas.steps === culture.tick_s / GAS_TICK_S) culture.tick(cold.state, c)
}

/** A tick of the culture with the loops back in, as the crew leaves it for the morning. */
export function stepToMorning(cold: ColdPlant): void {
  const { power, air, oxygen, oxygenMax } = nominalSettings(plant)
  cold.settings = { ...cold.settings, power, air, oxygen, oxygenMax }
  cold.state.gas.alarmOpen = false
  culture.tick(cold.state, conditions(cold))
}

export function coldSight(cold: ColdPlant): ColdSight {
  const { state } = cold
  const r: Readings = culture.readings(state, conditions(cold))
  return {
    t_s: state.age_s + GAS_TICK_S * state.gas.steps,
    oxygen_pct: r['oxygenProbe_pct']!,
    foam_pct: r['foam_pct']!,
    power_W_m3: r['power_W_m3']!,
    vessel: {
      ...vesselSeen(r, plant, state.foam.ventWet, (share) => share),
      // Of what the wheel can give, not of the recipe's flow: it goes far beyond.
      gas: Math.min(1, (r['air_slpm']! + r['oxygen_slpm']!) / GAS_slpm[1]),
    },
  }
}

/** What is seen of it: `lamps` 0 but for machine and wheel, 1 as on any morning. */
export function coldView(sight: ColdSight, wheel: CultureView['wheel'], lamps: number): CultureView {
  return {
    kind: 'culture',
    framing: 'vessel',
    vessel: sight.vessel,
    bags: [],
    scale_kg: null,
    oxygenNeedle: sight.oxygen_pct / 100,
    wheel,
    people: [],
    hour: momentOf(sight.t_s).hour,
    lamps,
    alarms: sight.foam_pct >= 85 && lamps < 1 ? [{ on: 'vent', priority: 1, acknowledged: false }] : [],
  }
}
