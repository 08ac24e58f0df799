import { exp, log, pow } from '../../sim/index.ts'

/** Disc stack: settling area Σ in m² (plasma.md §3.4, form verified: V69). */
export function settlingArea_m2(
  discs: number,
  rpm: number,
  outer_m: number,
  inner_m: number,
  tanAngle: number,
): number {
  const turns = (2 * Math.PI * rpm) / 60
  return (2 * Math.PI * discs * turns * turns * (pow(outer_m, 3) - pow(inner_m, 3))) / (3 * 9.81 * tanAngle)
}

/** Smallest particle caught to the last, µm. */
export function cutSize_um(
  feed_L_h: number,
  effective_m2: number,
  density_kg_m3: number,
  viscosity_mPas: number,
): number {
  const velocity = feed_L_h / 3.6e6 / effective_m2
  return 1e6 * Math.sqrt((18 * viscosity_mPas * 1e-3 * velocity) / (density_kg_m3 * 9.81))
}

/** Share caught of a log-normal mixture of sizes, each by min(1, (d/d_c)²): the integral of plasma.md §3.4, solved. */
export function capturedShare(cut_um: number, median_um: number, spread: number): number {
  if (cut_um <= 0) return 1
  if (median_um <= 0) return 0
  const sigma = log(spread)
  const x = log(cut_um / median_um) / sigma
  const small = pow(median_um / cut_um, 2) * exp(2 * sigma * sigma) * normalBelow(x - 2 * sigma)
  return Math.max(0, Math.min(1, small + normalBelow(-x)))
}

/** Standard normal distribution below x (Abramowitz & Stegun 26.2.17: error below 7.5e-8). */
function normalBelow(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = 0.3989422804014327 * exp(-0.5 * x * x) * series
  return x >= 0 ? 1 - tail : tail
}
