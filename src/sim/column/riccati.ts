import { exp } from '../arithmetic.ts'
import type { Binding } from './binding.ts'

/** Cells with less than this in them are left alone: the formula would divide nothing by nothing. */
const NOTHING = 1e-20

/** Rates of one component with Langmuir binding in the liquid itself: this case has an exact solution. */
export interface ExactLangmuir {
  /** Per free site, 1/(s·concentration). */
  readonly adsorption: number
  readonly desorption_per_s: number
  readonly capacity: number
}

/** The rates when the exact solution applies: one component, limited sites, nothing that changes the rates. */
export function exactLangmuir(binding: Binding, components: number): ExactLangmuir | undefined {
  if (components !== 1 || binding.kind !== 'sites' || binding.modulators > 0 || binding.perCell) return undefined
  const capacity = binding.capacity[0]
  const adsorption = new Float64Array(1)
  const desorption = new Float64Array(1)
  binding.rates(new Float64Array(1), 0, adsorption, desorption)
  if (!(capacity < Infinity && adsorption[0] > 0)) return undefined
  return { adsorption: adsorption[0] / capacity, desorption_per_s: desorption[0], capacity }
}

/**
 * Exact step of every cell from `from` on: with w = c + F·q constant, dq/dt = ka·(w − F·q)·(qmax − q) − kd·q is a
 * Riccati equation with two real roots, of which the lower is the equilibrium.
 */
export function stepExactly(
  { adsorption, desorption_per_s, capacity }: ExactLangmuir,
  solidRatio: number,
  liquid: Float64Array,
  bound: Float64Array,
  from: number,
  h: number,
): void {
  const a = adsorption * solidRatio
  for (let cell = from; cell < liquid.length; cell++) {
    const whole = liquid[cell] + solidRatio * bound[cell]
    if (whole < NOTHING) continue
    const b = adsorption * (whole + solidRatio * capacity) + desorption_per_s
    const c = adsorption * whole * capacity
    const root = Math.sqrt(b * b - 4 * a * c)
    const equilibrium = (2 * c) / (b + root)
    const apart = root / a
    const deviation = bound[cell] - equilibrium
    const z = (deviation / (deviation - apart)) * exp(-root * h)
    const q = equilibrium - (z * apart) / (1 - z)
    bound[cell] = q
    const left = whole - solidRatio * q
    liquid[cell] = left > 0 ? left : 0
  }
}
