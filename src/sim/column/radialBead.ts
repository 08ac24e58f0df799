import { Fault } from '../fault.ts'
import type { SiteBinding } from './binding.ts'
import { type Bead, beadSpace } from './exchange.ts'

const ITERATIONS = 20

/** Volume share of each of `count` equally thick shells of a bead, innermost first. */
export function shellShares(count: number): Float64Array {
  const share = new Float64Array(count)
  for (let k = 0; k < count; k++) share[k] = (3 * k * (k + 1) + 1) / (count * count * count)
  return share
}

/**
 * Conductance between shell k − 1 and k per pore volume of the bead and per unit of diffusion coefficient, 1/m²: area
 * 3·r²/R³ over the distance R/count.
 */
export function shellConductances(count: number, radius_m: number): Float64Array {
  const between = new Float64Array(count)
  for (let k = 1; k < count; k++) between[k] = (3 * k * k) / (count * radius_m * radius_m)
  return between
}

/**
 * A bead with pore diffusion (GRM): equally thick shells, finite volumes, film in series with half a shell at the
 * surface (that sum is in the conductance). Each component has its own tridiagonal system; binding is linearised about
 * the last iterate and the bound amount taken from that line, so that mass is conserved to rounding in every iteration.
 * One component may bind with limited capacity; several with limited capacity would compete, which is not solved here.
 */
export function radialBead(
  components: number,
  binding: SiteBinding,
  solidRatio: number,
  shells: number,
  radius_m: number,
  poreDiffusion_m2_s: readonly number[],
): Bead {
  const competing = binding.capacity.filter((capacity) => capacity < Infinity).length
  if (binding.modulators > 0 || (components > 1 && competing > 1))
    throw new Fault('beads with pore diffusion: one component with limited sites, no modulator', { competing })
  const space = beadSpace(components, shells)
  const { startPore, startBound, pore: x, bound: q } = space
  const F = solidRatio
  const share = shellShares(shells)
  const between = shellConductances(shells, radius_m)
  const adsorption = new Float64Array(components)
  const desorption = new Float64Array(components)
  let rated = false
  const pivot = new Float64Array(shells)
  const right = new Float64Array(shells)
  const link = new Float64Array(shells)
  const bend = new Float64Array(shells)
  const level = new Float64Array(shells)

  function solve(h: number, conductance: Float64Array, drive: Float64Array, cell: number): boolean {
    if (!rated || binding.perCell) binding.rates(drive, cell, adsorption, desorption)
    rated = true
    let good = true
    for (let i = 0; i < components; i++) if (!solveComponent(i, h, conductance[i], drive[i])) good = false
    return good
  }

  function solveComponent(i: number, h: number, conductance: number, drive: number): boolean {
    const capacity = binding.capacity[i]
    const limited = capacity < Infinity
    const uptake = h * adsorption[i]
    const perUse = limited ? uptake / capacity : 0
    const release = 1 + h * desorption[i]
    const hD = h * poreDiffusion_m2_s[i]
    const hG = h * conductance
    // Liquid concentration at which the stage bends: iterates closer than a small part of it differ by next to nothing.
    const enough = limited && uptake > 0 ? (1e-4 * release) / perUse : Infinity
    const last = shells - 1
    for (let k = 1; k < shells; k++) link[k] = hD * between[k]
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      // q = level + bend·x, tangent at the last iterate.
      for (let k = 0; k < shells; k++) {
        const p = k * components + i
        const old = x[p]
        const s = 1 / (release + perUse * old)
        const value = (startBound[p] + uptake * old) * s
        const b = (uptake - perUse * value) * s
        bend[k] = b
        level[k] = value - b * old
        let d = share[k] * (1 + F * b)
        let r = share[k] * (startPore[p] + F * (startBound[p] - level[k]))
        if (k > 0) d += link[k]
        if (k < last) d += link[k + 1]
        else {
          d += hG
          r += hG * drive
        }
        pivot[k] = d
        right[k] = r
      }
      for (let k = 1; k < shells; k++) {
        const w = link[k] / pivot[k - 1]
        pivot[k] -= w * link[k]
        right[k] += w * right[k - 1]
      }
      let largest = 0
      let value = 0
      let clamped = false
      for (let k = last; k >= 0; k--) {
        const p = k * components + i
        value = k === last ? right[k] / pivot[k] : (right[k] + link[k + 1] * value) / pivot[k]
        const change = value - x[p]
        if (change > largest) largest = change
        else if (-change > largest) largest = -change
        x[p] = value
        q[p] = level[k] + bend[k] * value
        // The tangent at a negative liquid would have no meaning: the next iteration starts from zero there.
        if (value < 0) clamped = true
      }
      if (largest <= enough) return true
      if (clamped) for (let k = 0; k < shells; k++) if (x[k * components + i] < 0) x[k * components + i] = 0
    }
    return false
  }

  return { ...space, solve }
}
