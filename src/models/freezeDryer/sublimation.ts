import { exp, illinois } from '../../sim/index.ts'

/**
 * Primary drying of one vial, pseudo-steady (plasma.md §3.13). Units of the field: Torr, cm, g, h, cal. Forms and the
 * constants that are physics are those of the public literature (V43); the code is our own.
 */
export interface Vial {
  readonly fill_mL: number
  /** Area of the cake, and of the vial's bottom. */
  readonly cake_cm2: number
  readonly bottom_cm2: number
  /** Solids in the fill, g/mL. */
  readonly solids: number
  /** Resistance of the dried cake: R0 + A1·L/(1 + A2·L), cm²·h·Torr/g. */
  readonly R0: number
  readonly A1: number
  readonly A2: number
  /** Heat transfer of the vial: KC + KP·P/(1 + KD·P), cal/(s·K·cm²). */
  readonly KC: number
  readonly KP: number
  readonly KD: number
}

const HEAT_OF_SUBLIMATION = 678
const CONDUCTIVITY_OF_ICE = 0.0059
const DENSITY_OF_ICE = 0.918
const DENSITY_OF_SOLIDS = 1.5

/** Pressure of ice, Torr. */
export const icePressure_Torr = (temperature_C: number): number => 2.698e10 * exp(-6144.96 / (temperature_C + 273.15))

/** Height of the frozen fill. */
export const fillHeight_cm = (v: Vial): number =>
  (v.fill_mL / (v.cake_cm2 * DENSITY_OF_ICE)) * (1 - (v.solids * (1 - DENSITY_OF_ICE)) / DENSITY_OF_SOLIDS)

export interface Sublimation {
  /** Where the ice ends, and at the bottom of the vial. */
  readonly front_C: number
  readonly bottom_C: number
  /** Dried layer growing, cm/h. */
  readonly growth_cm_h: number
}

/** Heat that the shelf gives is heat that the ice takes: the temperature of the front follows. */
export function sublimation(dried_cm: number, shelf_C: number, pressure_Torr: number, v: Vial): Sublimation {
  const height = fillHeight_cm(v)
  const Kv = v.KC + (v.KP * pressure_Torr) / (1 + v.KD * pressure_Torr)
  const Rp = v.R0 + (v.A1 * dried_cm) / (1 + v.A2 * dried_cm)
  const heat = (T: number): number => (HEAT_OF_SUBLIMATION * (icePressure_Torr(T) - pressure_Torr)) / Rp / 3600
  const bottom = (T: number): number => T + (heat(T) / CONDUCTIVITY_OF_ICE) * Math.max(0, height - dried_cm)
  const missing = (T: number): number => heat(T) * v.cake_cm2 - Kv * v.bottom_cm2 * (shelf_C - bottom(T))
  const top = shelf_C > -60 ? shelf_C : -60
  const front_C = missing(-70) < 0 && missing(top) > 0 ? illinois(missing, -70, top, 1e-13) : shelf_C
  const rate_g_h = Math.max(0, (v.cake_cm2 / Rp) * (icePressure_Torr(front_C) - pressure_Torr))
  const solids = 1 - (v.solids * (1 - DENSITY_OF_ICE)) / DENSITY_OF_SOLIDS
  const perGram = solids / (1 - v.solids / DENSITY_OF_SOLIDS)
  return {
    front_C,
    bottom_C: bottom(front_C),
    growth_cm_h: (rate_g_h * perGram) / (v.cake_cm2 * DENSITY_OF_ICE),
  }
}

/** Hours of primary drying and the warmest the product gets, with a shelf that ramps. */
export function primaryDrying(
  v: Vial,
  pressure_Torr: number,
  from_C: number,
  to_C: number,
  ramp_C_min: number,
  step_h: number,
): { readonly hours: number; readonly warmest_C: number } {
  const height = fillHeight_cm(v)
  let [dried, hours, warmest_C] = [0, 0, -99]
  while (dried < height && hours < 200) {
    const s = sublimation(dried, Math.min(to_C, from_C + ramp_C_min * 60 * hours), pressure_Torr, v)
    warmest_C = Math.max(warmest_C, s.front_C, s.bottom_C)
    dried += s.growth_cm_h * step_h
    hours += step_h
  }
  return { hours, warmest_C }
}
