import type { Litres, Quantity, SquareMetres } from '../../sim/index.ts'

/**
 * The antibody plant at four scales. The 2,000 L one is the sheet's (mab.md §1-§3); the smaller ones keep its process:
 * vessel diameters from aav.md §3.2 (BIOSTAT-STR-like geometry, general knowledge), gas, base and pump limits, column
 * volumes and filter areas scaled with volume (so with product mass), sparger factor such that kLa at nominal
 * conditions equals the large vessel's.
 */
export interface AntibodyPlant {
  /** Working volume that names the preset. */
  readonly scale_L: 50 | 200 | 500 | 2000
  readonly vessel: Vessel
  readonly depthFilterArea_m2: SquareMetres
  readonly captureColumn_L: Litres
  readonly cationColumn_L: Litres
  readonly anionColumn_L: Litres
  readonly nanofilterArea_m2: SquareMetres
  readonly ufdfArea_m2: SquareMetres
}

export interface Vessel {
  readonly diameter_m: Quantity<'m'>
  /** Volume at the start of the culture and the most it may hold. */
  readonly startVolume_L: Litres
  readonly workingVolume_L: Litres
  /** Vessel volume above the working volume: where foam rises. */
  readonly headspace_L: Litres
  readonly power_W_m3: Quantity<'W/m³'>
  readonly air_slpm: Quantity<'slpm'>
  readonly oxygenMax_slpm: Quantity<'slpm'>
  readonly carbonDioxideMax_slpm: Quantity<'slpm'>
  readonly spargerHoles: number
  readonly spargerHole_m: Quantity<'m'>
  /** Sparger factor m of the kLa correlation (mab.md §2.4). */
  readonly spargerFactor: number
  /** Mean absolute pressure in the liquid. */
  readonly pressure_atm: Quantity<'atm'>
}

const DIAMETER_M = { 50: 0.37, 200: 0.585, 500: 0.815, 2000: 1.22 } as const

/** Superficial gas velocity goes as flow over cross-section: at equal vvm it falls with scale, so kLa ∝ m·√(Q/D²). */
function spargerFactor(scale_L: 50 | 200 | 500 | 2000): number {
  const velocity = (s: 50 | 200 | 500 | 2000): number => s / (DIAMETER_M[s] * DIAMETER_M[s])
  return Math.sqrt(velocity(2000) / velocity(scale_L))
}

export function antibodyPlant(scale_L: 50 | 200 | 500 | 2000): AntibodyPlant {
  const share = scale_L / 2000
  return {
    scale_L,
    vessel: {
      diameter_m: DIAMETER_M[scale_L],
      startVolume_L: 1350 * share,
      workingVolume_L: scale_L,
      headspace_L: 500 * share,
      power_W_m3: 25,
      air_slpm: 12 * share,
      oxygenMax_slpm: 70 * share,
      carbonDioxideMax_slpm: 20 * share,
      spargerHoles: 200 * share,
      spargerHole_m: 1e-3,
      spargerFactor: spargerFactor(scale_L),
      pressure_atm: 1.08,
    },
    depthFilterArea_m2: 22 * share,
    captureColumn_L: 40 * share,
    cationColumn_L: 50 * share,
    anionColumn_L: 64 * share,
    nanofilterArea_m2: 3 * share,
    ufdfArea_m2: 6 * share,
  }
}
