import { type Derivative, exp, type Values } from '../../sim/index.ts'
import { AIR_SATURATION_mM, saturation_mM } from '../aavPlant/vessel.ts'
import type { parameters } from './parameters.ts'

export type Kinetics = Values<typeof parameters>

/**
 * States in a millilitre of culture (aav.md §2.3): cells 1e6, sugars and the like mM, complexes and free PEI µg; what is
 * in cells in 1e6 copies (Rep 1e11). Capsids: Cn take a genome still, Ce no longer, F full, Cx and Fx outside; U works.
 * The last three only count: cells grown, capsids assembled, genomes packaged.
 */
// oxfmt-ignore
export const STATES = [
  'Xv', 'Xd', 'Glc', 'Lac', 'Gln', 'Amm', 'P', 'PEI', 'E', 'C', 'N', 'R', 'V', 'Cn', 'Ce', 'F', 'Cx', 'Fx', 'U',
  'grown', 'assembled', 'packaged',
] as const
/** Those of the sheet. */
export const SHEET_STATES = 19

/** What the tank and the transfection make of it; changed between steps. */
export interface Surroundings {
  temperature_C: number
  pH: number
  carbonDioxide_mmHg: number
  /** Set point as a share of air saturation, and what gas and stirring could carry in. */
  oxygen: number
  oxygenMost: number
  kLa_per_h: number
  transfected: boolean
  /** Free PEI of the dose, µg in 1e6 cells, and what the complexes delivered. */
  freePei: number
  delivery: number
  shareVector: number
  shareRepCap: number
  shareHelper: number
  /** Share of the cells that complexes can reach and that make vector. */
  able: number
  /** Death by shear and bubbles, 1/h. */
  harm: number
}

export const usualSurroundings = (): Surroundings => ({
  temperature_C: 37,
  pH: 7.15,
  carbonDioxide_mmHg: 50,
  oxygen: 0.4,
  oxygenMost: 1,
  kLa_per_h: 6,
  transfected: false,
  freePei: 0,
  delivery: 0,
  shareVector: 1 / 3,
  shareRepCap: 1 / 3,
  shareHelper: 1 / 3,
  able: 1,
  harm: 0,
})

const bell = (x: number, width: number): number => exp(-0.5 * (x / width) * (x / width))
const half = (x: number, order: 2 | 3 | 6): number => {
  const square = x * x
  return 1 / (1 + (order === 2 ? square : order === 3 ? square * x : square * square * square))
}

/** Expression by temperature, pH and carbon dioxide (aav.md §2.3: f_T, f_pH, f_CO2). */
export const temperatureFactor = (t: number): number => bell(t - 37, t <= 37 ? 3.2 : 1.3)
export const phFactor = (pH: number): number => bell(pH - 7.15, 0.33)
export const carbonDioxideFactor = (mmHg: number): number => half(mmHg / 220, 3)
/** What spent medium leaves of a delivery (cell density effect). */
export const densityFactor = (spent: number, p: Pick<Kinetics, 'densityEffect'>): number =>
  half(spent / p.densityEffect, 2)

/** Oxygen in the medium, mM: the set point, or what gets in. */
export function oxygen_mM(cells_1e6_mL: number, s: Surroundings, qO: number): number {
  const most = saturation_mM(s.oxygenMost) - (qO * cells_1e6_mL) / Math.max(s.kLa_per_h, 1e-6)
  return Math.max(0, Math.min(s.oxygen * AIR_SATURATION_mM, most))
}

/**
 * The fewer cells are left, the more of the free PEI falls on each: without an end to it the last ones would die faster
 * than any tick follows, and an explicit step would make vector of nothing. At this rate they are dead in minutes.
 */
const FASTEST_DEATH_per_h = 20

/** The equations of aav.md §2.3; t in hours since transfection. */
export function vectorSystem(p: Kinetics): { readonly surroundings: Surroundings; readonly derivative: Derivative } {
  const s = usualSurroundings()
  const at = (y: Float64Array, i: number): number => Math.max(y[i]!, 0)
  const derivative: Derivative = (t, y, d) => {
    const Xv = at(y, 0)
    const Xd = at(y, 1)
    const G = at(y, 2)
    const L = at(y, 3)
    const Q = at(y, 4)
    const A = at(y, 5)
    const P = at(y, 6)
    const PEI = at(y, 7)
    const E = at(y, 8)
    const C = at(y, 9)
    const N = at(y, 10)
    const R = at(y, 11)
    const V = at(y, 12)
    const Cn = at(y, 13)
    const Ce = at(y, 14)
    const F = at(y, 15)
    const Fx = at(y, 17)
    const U = at(y, 18)
    const X = Math.max(Xv, 1e-9)

    const O = oxygen_mM(Xv, s, p.qO)
    const fO = O / (p.KO + O)
    const fG = G / (p.KG + G)
    const fQ = Q / (p.KQ + Q)
    const fed = fG * fQ * fO
    const tox = half(L / p.KL, 2) * half(A / p.KAm, 2)

    let mu = p.muMax * fed * tox * Math.max(0, 1 - X / p.Xmax) * bell(s.temperature_C - 37, 2.2)
    if (s.transfected) mu *= (1 - p.arrest) * half(t / p.arrestTime, 2)
    // Only cells that complexes reach make Rep, genomes and capsids.
    const Xp = Math.max(X * s.able, 1e-9)
    const rho = R / Xp
    const pei = PEI / X
    const kd = Math.min(
      FASTEST_DEATH_per_h,
      p.kd0 +
        p.kdPei * pei * pei +
        (p.kdRep * s.able * rho) / (1 + rho) +
        p.kdStarved * (1 - fed) +
        p.kdHot * Math.max(0, s.temperature_C - 38) +
        s.harm,
    )

    const copies = (3 * N) / X
    const gV = saturating(copies * s.shareVector, p.KV)
    const gC = saturating(copies * s.shareRepCap, p.KC)
    const gH = saturating(copies * s.shareHelper, p.KH)
    const m =
      temperatureFactor(s.temperature_C) *
      phFactor(s.pH) *
      carbonDioxideFactor(s.carbonDioxide_mmHg) *
      fed *
      tox *
      half(t / p.ends, 6) *
      half(s.freePei / p.peiHalf, 3)
    const making = s.able * Xv
    const genomes = V / Xp
    const uptake = p.kup * Xv * P
    const assembled = ((p.kA * gC * gH * m) / (1 + rho / p.KRC)) * making
    const copied = ((p.kV * gV * gH * rho) / (p.Krho + rho)) * m * making
    const packaged = (p.kP * Cn * genomes) / (p.KVP + genomes)
    const eaten = p.qG * fG * (1 + (p.qGrowth * mu) / p.muMax) * Xv
    const glutamine = p.qQ * fQ * (1 + (p.qGrowth * mu) / p.muMax) * Xv

    d[0] = (mu - kd) * Xv
    d[1] = kd * Xv - p.lysing * Xd
    d[2] = -eaten
    d[3] = p.YL * eaten * (G / (G + 4)) - p.lactateUse * Xv * (L / (L + 10)) * (4 / (G + 4))
    d[4] = -glutamine
    d[5] = p.YA * glutamine
    d[6] = -uptake - p.kpin * P
    d[7] = -p.peiLoss * PEI
    d[8] = p.alpha * s.delivery * p.sets * uptake - (p.kesc + p.kdeg + kd) * E
    d[9] = p.kesc * E - (p.knuc + p.kdeg + kd) * C
    d[10] = p.knuc * C - (p.kdeg + kd) * N
    d[11] = ((p.kR * gC * gH * m) / (1 + rho / p.KRR)) * making - (p.dR + kd) * R
    d[12] = copied - packaged - (p.dV + kd) * V
    d[13] = assembled - packaged - (p.klock + kd) * Cn
    d[14] = p.klock * Cn - (p.release + kd) * Ce
    d[15] = packaged - (p.release + kd) * F
    d[16] = p.release * Ce + kd * (Cn + Ce)
    d[17] = (p.release + kd) * F
    d[18] = packaged - p.inactivation * U * (Fx / Math.max(F + Fx, 1e-9))
    d[19] = mu * Xv
    d[20] = assembled
    d[21] = packaged
  }
  return { surroundings: s, derivative }
}

const saturating = (n: number, k: number): number => n / (k + n)
