import {
  antibodyPlant,
  breathing,
  type BreathingConditions,
  type BreathingState,
  culture,
  cultureOf,
  emptyStream,
  type Readings,
} from '../models/index.ts'
import { defaults } from '../sim/index.ts'
import { momentOf } from './calendar.ts'
import { vesselSeen } from './plant.ts'
import type { CultureView } from './plantView.ts'

/** The vessel of the cold open: 50 L, the night of day 6, its gas and stirrer on one wheel. */
export interface ColdPlant {
  readonly state: BreathingState
  /** Null: the loops have taken over. */
  wheel: number | null
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

/** A lot as foamy as many that M1 draws. */
export const COLD_FOAM = 0.9
/** Where the wheel stands when the curtain rises: for two minutes, at 03:12 of the night that belongs to day 6. */
export const COLD_WHEEL = 0.22

const plant = antibodyPlant(50)
/** Nobody counts the minutes of this night. */
const parameters = { ...defaults(breathing.parameters), foamTendency: COLD_FOAM, lasts: 60 }

const conditions = (wheel: number | null): BreathingConditions => ({
  plant,
  parameters,
  settings: { ...defaults(breathing.settings), wheel: wheel ?? 0 },
  paused: false,
  seed: 0,
})

export const openColdPlant = (): ColdPlant => ({
  state: breathing.open(emptyStream(20), conditions(COLD_WHEEL)),
  wheel: COLD_WHEEL,
})

/** Five plant seconds with the wheel there. */
export function stepColdPlant(cold: ColdPlant, wheel: number): void {
  cold.wheel = wheel
  breathing.tick(cold.state, conditions(wheel))
}

/** A tick of the culture with the loops back in, as the crew leaves it for the morning. */
export function stepToMorning(cold: ColdPlant): void {
  cold.wheel = null
  cold.state.gas.alarmOpen = false
  culture.tick(cold.state, cultureOf(cold.state, conditions(null)))
}

export function coldSight(cold: ColdPlant): ColdSight {
  const { state, wheel } = cold
  const c = conditions(wheel)
  const r: Readings = wheel === null ? culture.readings(state, cultureOf(state, c)) : breathing.readings(state, c)
  return {
    t_s: state.age_s + breathing.tick_s * state.gas.steps,
    oxygen_pct: r['oxygenProbe_pct']!,
    foam_pct: r['foam_pct']!,
    power_W_m3: r['power_W_m3']!,
    vessel: {
      ...vesselSeen(r, plant, state.foam.ventWet, (share) => share),
      // Of what the wheel can give, not of the recipe's flow: it goes far beyond.
      gas: Math.min(1, (r['air_slpm']! + r['oxygen_slpm']!) / parameters.gasMost),
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
