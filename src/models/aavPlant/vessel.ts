import { pow } from '../../sim/index.ts'

/** A stirred tank as far as stirring and gas need it (aav.md §3.1). */
export interface Tank {
  readonly volume_L: number
  readonly diameter_m: number
  readonly impeller_m: number
}

/** Two three-blade segment impellers together (general knowledge), water at 37 °C. */
const POWER_NUMBER = 1.5
const DENSITY_kg_m3 = 1000
const VISCOSITY_m2_s = 7e-7
/** Near the impeller is thirty times the mean dissipation (general knowledge). */
const LOCAL = 30
/** Oxygen of air-saturated medium, mM; of the gas 21 %. */
export const AIR_SATURATION_mM = 0.2
const AIR_OXYGEN = 0.21
/** Litres of a mole of gas at 37 °C and 1 atm, and mmHg of an atmosphere. */
const MOLAR_L = 25.44
const ATMOSPHERE_mmHg = 760

export const floor_m2 = (t: Tank): number => (Math.PI / 4) * t.diameter_m * t.diameter_m
export const height_m = (t: Tank): number => (1e-3 * t.volume_L) / floor_m2(t)

const cube = (x: number): number => x * x * x
const root3 = (x: number): number => pow(x, 1 / 3)
const impeller5 = (t: Tank): number => t.impeller_m * t.impeller_m * cube(t.impeller_m)

/** Turns in a second that give this power (P = Np ρ N³ D⁵), and the reverse. */
export const speedFor_per_s = (t: Tank, power_W_m3: number): number =>
  root3((power_W_m3 * 1e-3 * t.volume_L) / (POWER_NUMBER * DENSITY_kg_m3 * impeller5(t)))
export const power_W_m3 = (t: Tank, speed_per_s: number): number =>
  (POWER_NUMBER * DENSITY_kg_m3 * cube(speed_per_s) * impeller5(t)) / (1e-3 * t.volume_L)

export const tipSpeed_m_s = (t: Tank, speed_per_s: number): number => Math.PI * speed_per_s * t.impeller_m
export const reynolds = (t: Tank, speed_per_s: number): number =>
  (speed_per_s * t.impeller_m * t.impeller_m) / VISCOSITY_m2_s

/** 95 % mixing time (Nienow, Ruszkowski; several impellers on a tall liquid mix poorly from one to the next). */
export function mixingTime_s(t: Tank, power: number): number {
  const tall = Math.max(1, height_m(t) / t.diameter_m)
  const dissipation = power / DENSITY_kg_m3
  return (5.9 * pow(t.diameter_m, 2 / 3) * pow(tall, 2.43)) / (root3(dissipation) * root3(t.impeller_m / t.diameter_m))
}

/** Superficial gas velocity of so many vessel volumes a minute. */
export const gasVelocity_m_s = (t: Tank, gas_per_min: number): number =>
  (gas_per_min * 1e-3 * t.volume_L) / 60 / floor_m2(t)

/** van ’t Riet, coalescing bubbles; below its own range of power: indicative. */
export const kLa_per_h = (t: Tank, power: number, gas_per_min: number): number =>
  power > 0 && gas_per_min > 0 ? 3600 * 0.026 * pow(power, 0.4) * Math.sqrt(gasVelocity_m_s(t, gas_per_min)) : 0

/** Smallest eddies; `local`: near the impeller. */
export const kolmogorov_um = (power: number, local = false): number =>
  1e6 * pow((cube(VISCOSITY_m2_s) * DENSITY_kg_m3) / (power * (local ? LOCAL : 1)), 0.25)

export const saturation_mM = (oxygen: number): number => (AIR_SATURATION_mM * oxygen) / AIR_OXYGEN

/** kLa at which so many cells can be kept at this share of air saturation. */
export const kLaNeeded_per_h = (cells_1e6_mL: number, oxygen: number, saturation: number, uptake: number): number =>
  (uptake * cells_1e6_mL) / (saturation_mM(oxygen) - saturation * AIR_SATURATION_mM)

/** pCO2 that the sparged gas carries off as fast as the cells make it; bubbles leave so nearly saturated. */
export const carbonDioxide_mmHg = (made_mmol_L_h: number, gas_per_min: number, saturated: number): number =>
  gas_per_min > 0 ? (1e-3 * made_mmol_L_h * MOLAR_L * ATMOSPHERE_mmHg) / (60 * gas_per_min * saturated) : Infinity

/** What is held equal when a process goes from one tank to another. They cannot all be: that is the conflict. */
export const MATCHING_RULES = ['power', 'tipSpeed', 'mixingTime', 'kLa'] as const
export type MatchingRule = (typeof MATCHING_RULES)[number]

export interface Stirring {
  readonly power_W_m3: number
  readonly gas_per_min: number
}

/** Everything a matching rule could have held, at one stirring. */
export interface Hydrodynamics extends Stirring {
  readonly speed_rpm: number
  readonly tipSpeed_m_s: number
  readonly reynolds: number
  readonly mixingTime_s: number
  readonly kLa_per_h: number
  readonly kolmogorov_um: number
  readonly kolmogorovLocal_um: number
  readonly gasVelocity_m_s: number
}

export function hydrodynamics(t: Tank, s: Stirring): Hydrodynamics {
  const speed = speedFor_per_s(t, s.power_W_m3)
  return {
    ...s,
    speed_rpm: 60 * speed,
    tipSpeed_m_s: tipSpeed_m_s(t, speed),
    reynolds: reynolds(t, speed),
    mixingTime_s: mixingTime_s(t, s.power_W_m3),
    kLa_per_h: kLa_per_h(t, s.power_W_m3, s.gas_per_min),
    kolmogorov_um: kolmogorov_um(s.power_W_m3),
    kolmogorovLocal_um: kolmogorov_um(s.power_W_m3, true),
    gasVelocity_m_s: gasVelocity_m_s(t, s.gas_per_min),
  }
}

/** Stirring of the new tank by one rule. Those of stirring keep the gas per volume; equal kLa keeps power and trims gas. */
export function matched(rule: MatchingRule, from: Tank, at: Stirring, to: Tank): Stirring {
  const before = hydrodynamics(from, at)
  if (rule === 'tipSpeed') return { ...at, power_W_m3: power_W_m3(to, before.tipSpeed_m_s / (Math.PI * to.impeller_m)) }
  if (rule === 'mixingTime')
    return { ...at, power_W_m3: at.power_W_m3 * cube(mixingTime_s(to, at.power_W_m3) / before.mixingTime_s) }
  if (rule === 'kLa') {
    const share = before.kLa_per_h / kLa_per_h(to, at.power_W_m3, at.gas_per_min)
    return { ...at, gas_per_min: at.gas_per_min * share * share }
  }
  return at
}
