import { exp, log } from '../arithmetic.ts'
import type { StericMassAction } from './binding.ts'
import { type Bead, beadSpace } from './exchange.ts'

const ITERATIONS = 40
const TOLERANCE = 1e-10

/**
 * A well-mixed bead (or the liquid of an LRM cell) with steric mass action: Newton in the sites q̄ left to protein, the
 * salt beside it by substitution (it hardly moves). Mass of protein and of salt is conserved at any q̄.
 */
export function stericBead(components: number, binding: StericMassAction, solidRatio: number): Bead {
  const bead: Bead = { ...beadSpace(components, 1, 1), solve }
  const { startPore, startBound, pore: x, bound: q } = bead
  const F = solidRatio
  const total = binding.ionicCapacity
  const ka = Float64Array.from(binding.adsorption_per_s)
  const kd = Float64Array.from(binding.desorption_per_s)
  const charge = Float64Array.from(binding.charge)
  const covered = Float64Array.from(binding.charge, (nu, i) => nu + binding.shielding[i])
  const { referenceLiquid, referenceBound } = binding
  const logLiquid = log(referenceLiquid)
  const logBound = log(referenceBound)
  /** Lower bound for salt and sites inside the logarithms; not physical below. */
  const least = 1e-9

  function solve(h: number, conductance: Float64Array, drive: Float64Array): boolean {
    const hG0 = h * conductance[0]
    const saltTotal = startPore[0] + hG0 * drive[0] + F * startBound[0]
    if (bead.vacant) {
      q[0] = total
      x[0] = (saltTotal - F * total) / (1 + hG0)
      return true
    }
    let sites = total
    for (let i = 1; i < components; i++) sites -= covered[i] * q[i]
    if (sites < 1e-6 * total) sites = 1e-6 * total
    let salt = x[0] > least ? x[0] : least
    let good = false
    for (let iteration = 0; iteration < ITERATIONS && !good; iteration++) {
      const logSites = log(sites) - logBound
      const logSalt = log(salt) - logLiquid
      let balance = sites - total
      let slope = 1
      let boundSalt = total
      for (let i = 1; i < components; i++) {
        const hG = h * conductance[i]
        const hd = h * kd[i] * exp(charge[i] * logSalt)
        const s = 1 / (1 + hd)
        const kept = startBound[i] * s
        const uptake = h * ka[i] * exp(charge[i] * logSites) * s
        const perUnit = 1 / (1 + hG + F * uptake)
        const liquid = (startPore[i] + hG * drive[i] + F * hd * kept) * perUnit
        const value = kept + uptake * liquid
        x[i] = liquid
        q[i] = value
        balance += covered[i] * value
        boundSalt -= charge[i] * value
        slope += (covered[i] * charge[i] * uptake * liquid * (1 + hG) * perUnit) / sites
      }
      q[0] = boundSalt
      x[0] = (saltTotal - F * boundSalt) / (1 + hG0)
      let next = sites - balance / slope
      if (!(next > 0)) next = 0.3 * sites
      if (next > total) next = total
      const nextSalt = x[0] > least ? x[0] : least
      const change = (next - sites) / total
      const saltChange = (nextSalt - salt) / (salt + 1e-3 * referenceLiquid)
      sites = next
      salt = nextSalt
      good = change < TOLERANCE && change > -TOLERANCE && saltChange < TOLERANCE && saltChange > -TOLERANCE
    }
    return good
  }

  return bead
}
