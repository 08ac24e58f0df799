import { type Bead, beadSpace } from './exchange.ts'
import type { SiteBinding } from './binding.ts'

const ITERATIONS = 30
/** Relative change of θ after which the next iterate would differ by its square. */
const TOLERANCE = 1e-5

/**
 * A well-mixed bead (or, with zero conductance, the liquid of an LRM cell itself) with competition for sites.
 *
 * For a given free share of sites θ every component is solved in closed form,
 *   q = (q₀ + h·a·θ·x)/(1 + h·d),   (1 + h·G)·x + F·q = x₀ + h·G·c* + F·q₀,
 * so one scalar Newton iteration in θ is left, θ = 1 − Σ q_j(θ)/capacity_j. Mass is conserved at any θ, converged or
 * not. The numerators are written as sums of what is positive, so that nothing turns negative by rounding.
 *
 * `solidRatio` F: volume of solid per volume of the liquid that binding sees.
 */
export function mixedBead(components: number, binding: SiteBinding, solidRatio: number): Bead {
  const first = binding.modulators
  const bead: Bead = { ...beadSpace(components, 1, first), solve }
  const { startPore, startBound, pore: x, bound: q } = bead
  const F = solidRatio
  const adsorption = new Float64Array(components)
  const desorption = new Float64Array(components)
  const perCapacity = Float64Array.from(binding.capacity, (capacity) => 1 / capacity)
  // Rates are asked again only when a modulator (or the cell, if it matters) has changed.
  const modulators = new Float64Array(first)
  let rated = false
  let ratedCell = -1
  // Per component: 1 + h·G; liquid if nothing adsorbs, times that; bound if nothing adsorbs; h·a/(1 + h·d).
  const stiffness = new Float64Array(components)
  const free = new Float64Array(components)
  const kept = new Float64Array(components)
  const uptake = new Float64Array(components)
  const limited = perCapacity.some((p, i) => i >= first && p > 0)
  const single = components - first === 1

  function updateRates(cell: number): void {
    let same = rated && (!binding.perCell || cell === ratedCell)
    for (let i = 0; i < first; i++) {
      if (x[i] !== modulators[i]) {
        modulators[i] = x[i]
        same = false
      }
    }
    if (same) return
    binding.rates(x, cell, adsorption, desorption)
    rated = true
    ratedCell = cell
  }

  function solve(h: number, conductance: Float64Array, drive: Float64Array, cell: number): boolean {
    for (let i = 0; i < first; i++) {
      const hG = h * conductance[i]
      x[i] = (startPore[i] + hG * drive[i]) / (1 + hG)
    }
    if (bead.vacant) return true
    updateRates(cell)
    let theta = 1
    for (let i = first; i < components; i++) {
      theta -= q[i] * perCapacity[i]
      const hG = h * conductance[i]
      const hd = h * desorption[i]
      const s = 1 / (1 + hd)
      const stays = startBound[i] * s
      const liquid = startPore[i] + hG * drive[i] + F * hd * stays
      stiffness[i] = 1 + hG
      kept[i] = stays
      free[i] = liquid
      uptake[i] = h * adsorption[i] * s
    }
    if (!limited) {
      finish(1)
      return true
    }
    if (single) {
      theta = singleFreeShare()
      finish(theta)
      return theta >= 0
    }
    if (!(theta <= 1)) theta = 1
    if (theta < 1e-6) theta = 1e-6
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      let balance = theta - 1
      let slope = 1
      for (let i = first; i < components; i++) {
        const k = uptake[i]
        const a = stiffness[i]
        const p = perCapacity[i]
        const perUnit = 1 / (a + F * k * theta)
        const taken = k * free[i] * perUnit * p
        balance += kept[i] * p + taken * theta
        slope += taken * a * perUnit
      }
      let next = theta - balance / slope
      if (!(next > 0)) next = 0.3 * theta
      const change = next - theta
      theta = next
      const enough = TOLERANCE * theta + 1e-15
      if (change < enough && change > -enough) {
        finish(theta)
        return true
      }
    }
    finish(theta)
    return theta < 1e-12
  }

  /** One component alone: θ·(1 + h·G + F·k·θ) = (1 − p·kept)·(…) − p·k·free·θ is a quadratic. */
  function singleFreeShare(): number {
    const p = perCapacity[first]
    const k = uptake[first]
    const leftOver = 1 - p * kept[first]
    const a = F * k
    const b = stiffness[first] - a * leftOver + p * k * free[first]
    const c = leftOver * stiffness[first]
    const root = Math.sqrt(b * b + 4 * a * c)
    return b >= 0 ? (2 * c) / (b + root) : (root - b) / (2 * a)
  }

  function finish(theta: number): void {
    for (let i = first; i < components; i++) {
      const k = uptake[i] * theta
      const value = free[i] / (stiffness[i] + F * k)
      x[i] = value
      q[i] = kept[i] + k * value
    }
  }

  return bead
}
