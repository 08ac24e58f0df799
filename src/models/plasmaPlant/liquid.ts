import type { PlasmaStream } from './stream.ts'
import { solids_g } from './stream.ts'

/** Viscosity in mPa·s: the sheet's three points (plasma 2 °C, 25 % at -5 °C, 40 % at -5 °C), straight lines between. */
export function viscosity_mPas(ethanol_pct: number): number {
  return ethanol_pct < 25 ? 2 + 0.2 * ethanol_pct : 7 + (ethanol_pct - 25) / 6
}

/** A display: clear liquid 2 NTU, more with what floats in it. */
export const turbidity_NTU = (s: PlasmaStream): number =>
  s.volume_L > 0 ? 2 + (50 * (solids_g(s) + s.denatured_g)) / s.volume_L : 0

/** Resistance of a cake by what is denatured in it: five times at 3 % (plasma.md §3.1.6). */
export function cakeFactor(s: PlasmaStream): number {
  const all = solids_g(s) + s.denatured_g
  return all > 0 ? 1 + 4 * Math.min(2, s.denatured_g / all / 0.03) : 1
}
