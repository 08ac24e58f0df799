import type { Litres, Quantity, SquareMetres } from '../../sim/index.ts'

/** Pools of the plant: of training and pilot, and the 3,000 to 9,000 L of industry (plasma.md, points of care: tens of thousands of donations). */
export type PlasmaScale = 400 | 1000 | 2000 | 3000 | 4000 | 9000

/** What of the plasma plant depends on its size. */
export interface PlasmaPlant {
  /** Litres of plasma in a pool, which names the preset. */
  readonly scale_L: PlasmaScale
  /** Heating of the thaw vessel's jacket. */
  readonly thawJacket_kW_K: Quantity<'kW/K'>
  /** Disc-stack centrifuges working side by side; a machine is rated 800 L/h. */
  readonly centrifuges: number
  readonly filterPress_m2: SquareMetres
  readonly depthFilter_m2: SquareMetres
  readonly resin_L: Litres
  readonly nanofilter_m2: SquareMetres
  readonly ufdf_m2: SquareMetres
}

/** Areas and jackets of plasma.md §3.2 (8 kW/K for 3,000 L), §3.5 (40 m² for 3,000 L), §1.4; the rest in proportion. */
export function plasmaPlant(scale_L: PlasmaScale): PlasmaPlant {
  const share = scale_L / 3000
  return {
    scale_L,
    thawJacket_kW_K: 8 * share,
    centrifuges: Math.ceil(scale_L / 1500),
    filterPress_m2: 40 * share,
    depthFilter_m2: 10 * share,
    resin_L: 400 * share,
    nanofilter_m2: 12 * share,
    ufdf_m2: 30 * share,
  }
}
