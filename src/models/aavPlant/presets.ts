import type { Quantity, Seconds } from '../../sim/index.ts'

/** Working volumes of the AAV sheet's vessel table (aav.md §3.2, §3.6). */
export type AavScale = 2 | 50 | 200 | 500 | 1000 | 2000

/** What of the AAV plant depends on its size, as far as a unit operation needs it. */
export interface AavPlant {
  /** Working volume that names the preset. */
  readonly scale_L: AavScale
  /** The pump that brings PEI to DNA and the cocktail to the culture; at 2 L it is a hand that pours for half a minute. */
  readonly cocktailPump_L_min: Quantity<'L/min'>
  /** 95 % mixing time of the culture vessel at 20 W/m³. */
  readonly mixing_s: Seconds
}

/** Pumps: the reference calculation's `PUMP`; mixing: aav.md §3.2 (BIOSTAT-STR-like geometry, general knowledge). */
const PLANTS: Readonly<Record<AavScale, Omit<AavPlant, 'scale_L'>>> = {
  2: { cocktailPump_L_min: 0.4, mixing_s: 11 },
  50: { cocktailPump_L_min: 2.5, mixing_s: 27 },
  200: { cocktailPump_L_min: 5, mixing_s: 38 },
  500: { cocktailPump_L_min: 6, mixing_s: 39 },
  1000: { cocktailPump_L_min: 8, mixing_s: 55 },
  2000: { cocktailPump_L_min: 8, mixing_s: 52 },
}

export function aavPlant(scale_L: AavScale): AavPlant {
  return { scale_L, ...PLANTS[scale_L] }
}
