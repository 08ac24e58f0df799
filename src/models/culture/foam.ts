import { exp, pow, type Values } from '../../sim/index.ts'
import type { Vessel } from '../antibodyPlant/presets.ts'
import type { CultureParameters } from './parameters.ts'

/**
 * Foam: gas that leaves the liquid stays on it as bubbles for a while. Bikerman's index, volume of foam over gas flow, is
 * that while; protein and stirring lengthen it, antifoam shortens it. All of it is calibrated, none of it is literature.
 */
export interface FoamState {
  foam_L: number
  /** Doses of antifoam still at work. */
  antifoam_doses: number
  /** Exhaust filter: 0 dry, 1 soaked. */
  ventWet: number
  /** How long it has been wet, and whether it still keeps germs out. */
  wetFor_s: number
  sterile: boolean
}

export const noFoam = (): FoamState => ({ foam_L: 0, antifoam_doses: 0, ventWet: 0, wetFor_s: 0, sterile: true })

/** Room above the liquid. */
export function headspace_L(volume_L: number, vessel: Vessel): number {
  return Math.max(0.01 * vessel.headspace_L, vessel.headspace_L + vessel.workingVolume_L - volume_L)
}

export function bubbleLife_s(doses: number, protein_g_L: number, power_W_m3: number, p: Values<CultureParameters>) {
  return (
    (p.foaming * p.foamTendency * (1 + p.foamProtein * protein_g_L) * pow(power_W_m3 / 25, p.foamPower)) /
    (1 + p.antifoamBreaks * doses)
  )
}

/** Moves foam and exhaust filter on by `seconds` under constant conditions (exact for the foam). */
export function foamStep(
  foam: FoamState,
  seconds: number,
  flow_slpm: number,
  life_s: number,
  room_L: number,
  temperature_C: number,
  pressure_atm: number,
  p: Values<CultureParameters>,
): void {
  const flow_L_s = ((flow_slpm / 60) * ((273.15 + temperature_C) / 273.15)) / pressure_atm
  if (life_s > 0) foam.foam_L += (flow_L_s * life_s - foam.foam_L) * (1 - exp(-seconds / life_s))
  else foam.foam_L = 0
  const atFilter = foam.foam_L >= room_L
  // What does not fit goes into the exhaust line.
  if (atFilter) {
    foam.foam_L = room_L
    foam.ventWet += (1 - foam.ventWet) * (1 - exp(-seconds / (60 * p.ventWetting)))
  } else if (foam.ventWet > 0) foam.ventWet *= exp(-seconds / (3600 * p.ventDrying))
  if (foam.ventWet >= p.ventWetAt) foam.wetFor_s += seconds
  else foam.wetFor_s = 0
  if (foam.wetFor_s > 3600 * p.sterileFor) foam.sterile = false
  if (foam.antifoam_doses > 0) {
    foam.antifoam_doses *= pow(0.5, seconds / (3600 * p.antifoamHalfLife))
    if (foam.antifoam_doses < 1e-9) foam.antifoam_doses = 0
  }
}

/** Gas that leaves through the exhaust filter at the most pressure the vessel is let to hold. */
export function ventCapacity_slpm(foam: FoamState, vessel: Vessel, p: Values<CultureParameters>): number {
  const full = vessel.air_slpm + vessel.oxygenMax_slpm
  return (full * p.ventMost) / (p.ventPressure * (1 + (p.ventWetRise - 1) * foam.ventWet))
}

/** Pressure drop of the exhaust filter at a gas flow. */
export function ventPressure_bar(foam: FoamState, flow_slpm: number, vessel: Vessel, p: Values<CultureParameters>) {
  const full = vessel.air_slpm + vessel.oxygenMax_slpm
  return p.ventPressure * (flow_slpm / full) * (1 + (p.ventWetRise - 1) * foam.ventWet)
}
