import type { Litres, Quantity, Seconds, SquareMetres } from '../../sim/index.ts'
import type { Tank } from './vessel.ts'

/** Working volumes of the AAV sheet's vessel table (aav.md §3.2, §3.6), and the 10 L of A2. */
export type AavScale = 2 | 10 | 50 | 200 | 500 | 1000 | 2000

/** What of the AAV plant depends on its size, as far as a unit operation needs it. */
export interface AavPlant {
  /** Working volume that names the preset, the cocktail in it. */
  readonly scale_L: AavScale
  /** The pump that brings PEI to DNA and the cocktail to the culture; at 2 L it is a hand that pours for half a minute. */
  readonly cocktailPump_L_min: Quantity<'L/min'>
  /** 95 % mixing time of the culture vessel at 20 W/m³. */
  readonly mixing_s: Seconds
  readonly tank: Tank
  readonly depthFilter_m2: SquareMetres
  readonly tff_m2: SquareMetres
  readonly affinity_L: Litres
  readonly exchange_L: Litres
  readonly sterileFilter_m2: SquareMetres
}

/** Pumps: the reference calculation's `PUMP`; geometry and mixing: aav.md §3.2 (BIOSTAT-STR-like, general knowledge). */
const PLANTS = {
  2: { cocktailPump_L_min: 0.4, mixing_s: 11, diameter_m: 0.13, impeller_m: 0.054 },
  // Between its neighbours; the pump empties a litre in four minutes (this plant’s card AV-05).
  10: { cocktailPump_L_min: 0.25, mixing_s: 17, diameter_m: 0.218, impeller_m: 0.088 },
  50: { cocktailPump_L_min: 2.5, mixing_s: 27, diameter_m: 0.37, impeller_m: 0.143 },
  200: { cocktailPump_L_min: 5, mixing_s: 38, diameter_m: 0.585, impeller_m: 0.225 },
  500: { cocktailPump_L_min: 6, mixing_s: 39, diameter_m: 0.815, impeller_m: 0.31 },
  1000: { cocktailPump_L_min: 8, mixing_s: 55, diameter_m: 0.997, impeller_m: 0.379 },
  2000: { cocktailPump_L_min: 8, mixing_s: 52, diameter_m: 1.295, impeller_m: 0.492 },
} as const satisfies Readonly<Record<AavScale, object>>

/** Areas of aav.md §4.2, §4.3, columns of §4.4 and of 1e13 capsids in a millilitre (§1.3 D8): in proportion to the volume. */
export function aavPlant(scale_L: AavScale): AavPlant {
  const { cocktailPump_L_min, mixing_s, diameter_m, impeller_m } = PLANTS[scale_L]
  const share = scale_L / 1000
  return {
    scale_L,
    cocktailPump_L_min,
    mixing_s,
    tank: { volume_L: scale_L, diameter_m, impeller_m },
    depthFilter_m2: 14.3 * share,
    tff_m2: 20 * share,
    affinity_L: 6.4 * share,
    exchange_L: 32 * share,
    sterileFilter_m2: 0.1 * share,
  }
}
