import { log10, pow10 } from '../sim/index.ts'

/**
 * Virus safety of a finished batch (ICH Q5A(R2), Appendix 5): how many retrovirus-like particles one dose could hold.
 * The cells make these particles themselves; no assay can show their absence at 1e-6 per dose, so the claim is counted:
 * particles in the harvest behind one dose, less the log reductions that each step has been shown to give.
 */
export interface DoseOfHarvest {
  readonly dose_mg: number
  /** Antibody in the harvest, and the share of it that reaches the vials. */
  readonly titre_g_L: number
  readonly downstreamYield: number
  readonly particles_per_mL: number
}

/** Accepted: one particle in a million doses. */
export const PARTICLES_PER_DOSE_LIMIT = 1e-6

/** Millilitres of harvest behind one dose; mg over g/L is mL. */
export function harvestPerDose_mL(d: DoseOfHarvest): number {
  return d.dose_mg / (d.titre_g_L * d.downstreamYield)
}

export function particlesPerDose(d: DoseOfHarvest, reduction_log10: number): number {
  return harvestPerDose_mL(d) * d.particles_per_mL * pow10(-reduction_log10)
}

export function requiredReduction_log10(d: DoseOfHarvest, limit: number = PARTICLES_PER_DOSE_LIMIT): number {
  return log10((harvestPerDose_mL(d) * d.particles_per_mL) / limit)
}

/**
 * Reductions of steps that work by different means add up. What cannot be claimed is less than a log (within the error
 * of the assay) and a step whose proof failed: its caller gives 0.
 */
export function totalReduction_log10(steps: readonly number[]): number {
  let sum = 0
  for (const step of steps) if (step >= 1) sum += step
  return sum
}

/** Steps that alone reach the 4 log of an effective one; two different ones are asked for. */
export function effectiveSteps(steps: readonly number[]): number {
  return steps.filter((step) => step >= 4).length
}
