import { describe, expect, test } from 'vitest'
import {
  effectiveSteps,
  harvestPerDose_mL,
  particlesPerDose,
  requiredReduction_log10,
  totalReduction_log10,
} from './virusSafety.ts'

const dose = { dose_mg: 500, titre_g_L: 5, downstreamYield: 0.75, particles_per_mL: 1e7 }

describe('virus safety of the dose (ICH Q5A, Appendix 5)', () => {
  test('500 mg, 5 g/L, 75 per cent, 1e7/mL: 133 mL of harvest, 15.12 log needed ± 0.02 (mab.md §7 no. 18)', () => {
    expect(Math.abs(harvestPerDose_mL(dose) - 133.3)).toBeLessThan(0.1)
    expect(Math.abs(requiredReduction_log10(dose) - 15.12)).toBeLessThanOrEqual(0.02)
  })

  test('log10 of particles per dose at 18 log: -8.875 ± 0.01 (mab.md §7 no. 19)', () => {
    expect(Math.abs(Math.log10(particlesPerDose(dose, 18)) + 8.875)).toBeLessThanOrEqual(0.01)
  })

  test('steps of the plant: 2.5 + 6.5 + 4.469 + 6.0 = 19.47 ± 0.1 (mab.md §7 no. 33); 4e-11 per dose at 117 mL (§3.8)', () => {
    const steps = [2.5, 6.5, 4.469, 6]
    expect(Math.abs(totalReduction_log10(steps) - 19.47)).toBeLessThanOrEqual(0.1)
    const batch = { dose_mg: 500, titre_g_L: 5.4, downstreamYield: 0.7915, particles_per_mL: 1e7 }
    expect(particlesPerDose(batch, totalReduction_log10(steps)) / 4e-11).toBeCloseTo(1, 0)
    expect(effectiveSteps(steps)).toBe(3)
  })

  test('less than one log is no claim', () => {
    expect(totalReduction_log10([0.9, 5, 0])).toBe(5)
  })
})
