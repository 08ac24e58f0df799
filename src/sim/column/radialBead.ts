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
  // Linear components: 1/pivot and link/pivot of the shell inside it, and what they were made for (h, G, uptake).
  const perPivot = new Float64Array(components * shells)
  const weight = new Float64Array(components * shells)
  const eliminatedFor = new Float64Array(3 * components)
  const pivot = new Float64Array(shells)
  const right = new Float64Array(shells)
  const link = new Float64Array(shells)
  const bend = new Float64Array(shells)
  const level = new Float64Array(shells)

  function solve(h: number, conductance: Float64Array, drive: Float64Array, cell: number): boolean {
    if (!rated || binding.perCell) binding.rates(drive, cell, adsorption, desorption)
    rated = true
    let good = true
    for (let i = 0; i < components; i++) {
      if (binding.capacity[i] === Infinity || adsorption[i] === 0) solveLinear(i, h, conductance[i], drive[i])
      else if (!solveLimited(i, h, conductance[i], drive[i])) good = false
    }
    return good
  }

  /** Nothing bends, so the matrix is the same in every cell: it is eliminated once for a step and a conductance. */
  function solveLinear(i: number, h: number, conductance: number, drive: number): void {
    const base = i * shells
    const last = shells - 1
    const hd = h * desorption[i]
    const s = 1 / (1 + hd)
    const uptake = h * adsorption[i] * s
    const hG = h * conductance
    if (eliminatedFor[3 * i] !== h || eliminatedFor[3 * i + 1] !== conductance || eliminatedFor[3 * i + 2] !== uptake) {
      eliminatedFor[3 * i] = h
      eliminatedFor[3 * i + 1] = conductance
      eliminatedFor[3 * i + 2] = uptake
      for (let k = 0; k < shells; k++) {
        const inward = k > 0 ? h * poreDiffusion_m2_s[i] * between[k] : 0
        const outward = k < last ? h * poreDiffusion_m2_s[i] * between[k + 1] : hG
        const w = k > 0 ? inward * perPivot[base + k - 1] : 0
        perPivot[base + k] = 1 / (share[k] * (1 + F * uptake) + inward + outward - w * inward)
        weight[base + k] = w
      }
    }
    for (let k = 0; k < shells; k++) {
      const p = k * components + i
      right[k] = share[k] * (startPore[p] + F * hd * s * startBound[p])
    }
    right[last] += hG * drive
    for (let k = 1; k < shells; k++) right[k] += weight[base + k] * right[k - 1]
    let value = right[last] * perPivot[base + last]
    for (let k = last; k >= 0; k--) {
      // weight of the next shell is link/pivot of this one.
      if (k < last) value = right[k] * perPivot[base + k] + weight[base + k + 1] * value
      const p = k * components + i
      x[p] = value
      q[p] = startBound[p] * s + uptake * value
    }
  }

  function solveLimited(i: number, h: number, conductance: number, drive: number): boolean {
    const capacity = binding.capacity[i]
    const uptake = h * adsorption[i]
    const perUse = uptake / capacity
    const release = 1 + h * desorption[i]
    const hD = h * poreDiffusion_m2_s[i]
    const hG = h * conductance
    // Liquid concentration at which the stage bends: iterates closer than a small part of it differ by next to nothing.
    const enough = (1e-4 * release) / perUse
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
