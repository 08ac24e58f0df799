import { exp, log } from '../arithmetic.ts'
import type { StericMassAction } from './binding.ts'
import { type Bead, beadSpace } from './exchange.ts'
import { shellConductances, shellShares } from './radialBead.ts'

const ITERATIONS = 80
const TOLERANCE = 1e-9
/** Lower bound for salt and sites inside the logarithms; not physical below. */
const LEAST = 1e-9

/**
 * Steric mass action with pore diffusion. With the sites left q̄ and the salt of every shell held, uptake of protein is
 * linear in its liquid, so each protein has its own tridiagonal system; then q̄ of each shell is moved by Newton with
 * the shell's own slope (its neighbours held), salt follows, and so on. Converges linearly, conserves mass always.
 */
export function radialStericBead(
  components: number,
  binding: StericMassAction,
  solidRatio: number,
  shells: number,
  radius_m: number,
  poreDiffusion_m2_s: readonly number[],
): Bead {
  const space = beadSpace(components, shells)
  const { startPore, startBound, pore: x, bound: q } = space
  const F = solidRatio
  const share = shellShares(shells)
  const between = shellConductances(shells, radius_m)
  const total = binding.ionicCapacity
  const ka = Float64Array.from(binding.adsorption_per_s)
  const kd = Float64Array.from(binding.desorption_per_s)
  const charge = Float64Array.from(binding.charge)
  const covered = Float64Array.from(binding.charge, (nu, i) => nu + binding.shielding[i])
  const diffusion = Float64Array.from(poreDiffusion_m2_s)
  const logLiquid = log(binding.referenceLiquid)
  const logBound = log(binding.referenceBound)
  // Per shell: sites left, and for the component at hand its exchange with the neighbours and its uptake.
  const sites = new Float64Array(shells)
  const logSites = new Float64Array(shells)
  const logSalt = new Float64Array(shells)
  const balance = new Float64Array(shells)
  const slope = new Float64Array(shells)
  const boundSalt = new Float64Array(shells)
  const link = new Float64Array(shells + 1)
  const kept = new Float64Array(shells)
  const uptake = new Float64Array(shells)
  const pivot = new Float64Array(shells)
  const right = new Float64Array(shells)
  const previous = new Float64Array(shells)
  const last = shells - 1

  /** Solves the tridiagonal system of component i for its liquid: `pivot` and `right` hold diagonal and right side. */
  function throughShells(i: number): void {
    for (let k = 1; k < shells; k++) {
      const w = link[k] / pivot[k - 1]
      pivot[k] -= w * link[k]
      right[k] += w * right[k - 1]
    }
    let value = right[last] / pivot[last]
    x[last * components + i] = value
    for (let k = last - 1; k >= 0; k--) {
      value = (right[k] + link[k + 1] * value) / pivot[k]
      x[k * components + i] = value
    }
  }

  function setLinks(i: number, h: number, conductance: number): void {
    link[0] = 0
    for (let k = 1; k < shells; k++) link[k] = h * diffusion[i] * between[k]
    link[shells] = h * conductance
  }

  function solve(h: number, conductance: Float64Array, drive: Float64Array): boolean {
    for (let k = 0; k < shells; k++) {
      let left = total
      for (let i = 1; i < components; i++) left -= covered[i] * q[k * components + i]
      sites[k] = left < 1e-6 * total ? 1e-6 * total : left
    }
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      for (let k = 0; k < shells; k++) {
        const salt = x[k * components]
        logSalt[k] = log(salt > LEAST ? salt : LEAST) - logLiquid
        logSites[k] = log(sites[k]) - logBound
        balance[k] = sites[k] - total
        slope[k] = 1
        boundSalt[k] = total
      }
      for (let i = 1; i < components; i++) protein(i, h, conductance[i], drive[i])
      let largest = 0
      for (let k = 0; k < shells; k++) {
        let next = sites[k] - balance[k] / slope[k]
        if (!(next > 0)) next = 0.3 * sites[k]
        if (next > total) next = total
        const change = next > sites[k] ? next - sites[k] : sites[k] - next
        if (change > largest) largest = change
        sites[k] = next
      }
      const saltChange = salt(h, conductance[0], drive[0])
      if (largest < TOLERANCE * total && saltChange < TOLERANCE * binding.referenceLiquid) return true
    }
    return false
  }

  function protein(i: number, h: number, conductance: number, drive: number): void {
    setLinks(i, h, conductance)
    for (let k = 0; k < shells; k++) {
      const p = k * components + i
      const hd = h * kd[i] * exp(charge[i] * logSalt[k])
      const s = 1 / (1 + hd)
      kept[k] = startBound[p] * s
      uptake[k] = h * ka[i] * exp(charge[i] * logSites[k]) * s
      pivot[k] = share[k] * (1 + F * uptake[k]) + link[k] + link[k + 1]
      right[k] = share[k] * (startPore[p] + F * hd * kept[k])
    }
    right[last] += link[shells] * drive
    throughShells(i)
    for (let k = 0; k < shells; k++) {
      const p = k * components + i
      q[p] = kept[k] + uptake[k] * x[p]
      balance[k] += covered[i] * q[p]
      boundSalt[k] -= charge[i] * q[p]
      const apart = share[k] + link[k] + link[k + 1]
      slope[k] += (covered[i] * charge[i] * uptake[k] * x[p] * apart) / (sites[k] * (apart + share[k] * F * uptake[k]))
    }
  }

  /** Salt after the proteins, so that what they freed is in the liquid; returns the largest change. */
  function salt(h: number, conductance: number, drive: number): number {
    setLinks(0, h, conductance)
    let largest = 0
    for (let k = 0; k < shells; k++) {
      const p = k * components
      q[p] = boundSalt[k]
      pivot[k] = share[k] + link[k] + link[k + 1]
      right[k] = share[k] * (startPore[p] + F * (startBound[p] - boundSalt[k]))
      previous[k] = x[p]
    }
    right[last] += link[shells] * drive
    throughShells(0)
    for (let k = 0; k < shells; k++) {
      const change = x[k * components] - previous[k]
      if (change > largest) largest = change
      else if (-change > largest) largest = -change
    }
    return largest
  }

  return { ...space, solve }
}
