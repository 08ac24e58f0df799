import { pow10, spec, type Specs } from '../../sim/index.ts'
import {
  DISSOLVED,
  PROTEINS,
  type PlasmaStream,
  type Protein,
  type Separated,
  separate,
  SOLID,
} from '../plasmaPlant/stream.ts'

/** Conditions a protein stands in. */
export interface Bath {
  readonly ethanol_pct: number
  readonly pH: number
  readonly ionicStrength_M: number
  readonly temperature_C: number
}

const SHEET = 'plasma.md §3.1.2'
export const solubilityParameters = {
  perDegree: spec('decades of solubility per °C', '1/°C', 0.04, [0, 0.1], 'C', SHEET),
  phSaturation: spec(
    'distance from the least soluble pH at which the pH term levels off',
    'pH',
    2,
    [0.5, 5],
    'C',
    SHEET,
  ),
  referenceTemperature: spec('temperature of the constants', '°C', -5, [-10, 20], 'C', SHEET),
  referenceSalt: spec('ionic strength of the constants', 'M', 0.1, [0.01, 0.5], 'C', SHEET),
} satisfies Specs

interface Solubility {
  /** log10 of the solubility in g/L at the least soluble pH, no ethanol, -5 °C, 0.1 M. */
  readonly s0: number
  /** Decades lost per per cent of ethanol. */
  readonly ethanol: number
  /** Decades gained per squared pH unit from the least soluble pH, before it levels off. */
  readonly pH: number
  /** Decades gained per root of ionic strength: salting-in. */
  readonly salt: number
  /** pH of least solubility in the mixture of proteins: not the isoelectric point. */
  readonly pHmin: number
}

const of = (s0: number, ethanol: number, pH: number, salt: number, pHmin: number): Solubility => ({
  s0,
  ethanol,
  pH,
  salt,
  pHmin,
})

/** Fitted by the sheet to the splits of the classical method (plasma.md §3.1.2, §3.1.3): no measured constants. */
export const SOLUBILITY: Readonly<Record<Protein, Solubility>> = {
  ALB: of(3.49, 0.111, 3.24, 4, 4.8),
  IgG: of(0.99, 0.09, 1.8, 3.2, 6.45),
  IgA: of(0.37, 0.062, 0.49, 1, 5.6),
  IgM: of(0.12, 0.102, 0.61, 1, 5.8),
  FIB: of(-0.29, 0.111, 0.22, 1.9, 5.5),
  A1AT: of(-0.08, 0.062, 0.88, 3.6, 4.7),
  AT: of(-0.86, 0.062, 0.87, 2.2, 5),
  TF: of(1.28, 0.063, 0.9, 7, 5.7),
  A2M: of(-0.13, 0.045, 0.78, 1, 5.3),
  HP: of(0.88, 0.059, 0.41, 5.1, 4.9),
  HPX: of(0.73, 0.054, 0.43, 5.5, 5.2),
  CP: of(-0.54, 0.073, 0.82, 3.4, 4.4),
  LPb: of(0.13, 0.084, 0.44, 1, 5.4),
  LPa: of(0.48, 0.089, 1.04, 2.7, 5),
  C3: of(0.02, 0.07, 0.69, 1, 5.8),
  PLG: of(-0.07, 0.077, 0.05, 2.6, 6.3),
  FXI: of(-1.53, 0.094, 0.23, 1, 8.8),
  PK: of(-0.71, 0.056, 0.05, 2.7, 8),
  AGP: of(2.5, 0.05, 0.3, 2, 3),
}

const { perDegree, phSaturation, referenceTemperature, referenceSalt } = solubilityParameters

export function logSolubility(protein: Protein, bath: Bath): number {
  const k = SOLUBILITY[protein]
  const x = bath.pH - k.pHmin
  const bend = x / phSaturation.value
  return (
    k.s0 -
    k.ethanol * bath.ethanol_pct +
    perDegree.value * (bath.temperature_C - referenceTemperature.value) +
    (k.pH * x * x) / (1 + bend * bend) +
    k.salt * (Math.sqrt(bath.ionicStrength_M) - Math.sqrt(referenceSalt.value))
  )
}

/** Share that stays dissolved at so many grams in a litre of the mixed tank: a smooth min(1, S/c). */
export function solubleShare(protein: Protein, c_g_L: number, bath: Bath): number {
  const over = c_g_L / pow10(logSolubility(protein, bath))
  return 1 / Math.sqrt(1 + over * over)
}

/** Brings dissolved and precipitated `share` of the way to equilibrium in this bath, in `volume_L` of mixed tank. */
export function settleInto(s: PlasmaStream, bath: Bath, share: number, volume_L: number = s.volume_L): void {
  if (volume_L <= 0) return
  for (let i = 0; i < PROTEINS.length; i++) {
    const [wet, dry] = [DISSOLVED[i]!, SOLID[i]!]
    const settled_g = s[dry]
    const all_g = s[wet] + settled_g
    if (all_g <= 0) continue
    const solid_g = all_g * (1 - solubleShare(PROTEINS[i]!, all_g / volume_L, bath))
    const next_g = settled_g + (solid_g - settled_g) * share
    s[dry] = next_g
    s[wet] = Math.max(0, all_g - next_g)
  }
}

/** One step of the classical method at equilibrium, in a tank of `volume_L`: the sheet's algebra, for tests and tables. */
export function equilibriumStep(
  entry: PlasmaStream,
  bath: Bath,
  volume_L: number,
  captured = 0.99,
  protein = 0.3,
): Separated {
  const slurry = { ...entry, ...bath, volume_L }
  settleInto(slurry, bath, 1, volume_L)
  return separate(slurry, captured, protein)
}

/** The table of the model page. */
export function solubilityTable(): string {
  const rows = PROTEINS.map((p) => {
    const k = SOLUBILITY[p]
    return `| ${p} | ${k.s0} | ${k.ethanol} | ${k.pH} | ${k.salt} | ${k.pHmin} |`
  })
  return ['| protein | s0 | kE per % | kZ | kI | pHmin |', '|---|---|---|---|---|---|', ...rows].join('\n')
}
