import { exp, log } from '../arithmetic.ts'

/**
 * How molecules bind inside a bead. Bound amounts q are per volume of solid skeleton (LRM: per volume that is not
 * liquid), x is the liquid the binding sees, both in the same amount unit.
 */
export type Binding = SiteBinding | StericMassAction

/**
 * Competition for sites: dq_i/dt = a_i·x_i·θ − d_i·q_i, free share of sites θ = 1 − Σ q_j/capacity_j.
 *
 * a_i and d_i may depend on leading components that do not bind themselves (salt, pH, a modulator) and on the cell.
 * Linear isotherms, Langmuir and mobile phase modulators are of this kind; so is any resin given by an adsorption
 * strength H(salt, pH), dq/dt = k·(H·θ·x − q): a = k·H, d = k.
 */
export interface SiteBinding {
  readonly kind: 'sites'
  /** Number of leading components that set the rates and do not bind. */
  readonly modulators: number
  /** Bound amount of each component when it fills the bead alone; Infinity: its sites never run out. */
  readonly capacity: readonly number[]
  /** True when two cells with the same modulators may have different rates (state of each cell, ageing, layers). */
  readonly perCell: boolean
  /**
   * Fills adsorption (1/s) and desorption (1/s) of the components from `modulators` on. The first values of `liquid`
   * are the modulators. Must depend on nothing else than its arguments and what stays fixed during a push.
   */
  rates(liquid: Float64Array, cell: number, adsorption: Float64Array, desorption: Float64Array): void
}

/**
 * Steric mass action (Brooks & Cramer 1992), component 0 = salt:
 * dq_i/dt = ka_i·x_i·(q̄/q_ref)^ν_i − kd_i·q_i·(x_0/c_ref)^ν_i, q̄ = Λ − Σ (ν_j + σ_j)·q_j, and q_0 = Λ − Σ ν_j·q_j always.
 */
export interface StericMassAction {
  readonly kind: 'steric'
  /** Arrays over all components; entry 0 (salt) is not read. */
  readonly adsorption_per_s: readonly number[]
  readonly desorption_per_s: readonly number[]
  readonly charge: readonly number[]
  readonly shielding: readonly number[]
  /** Ionic capacity Λ, mM of solid. */
  readonly ionicCapacity: number
  readonly referenceLiquid: number
  readonly referenceBound: number
}

/** Nothing binds. */
export function noBinding(components: number): SiteBinding {
  return {
    kind: 'sites',
    modulators: 0,
    capacity: Array.from({ length: components }, () => Infinity),
    perCell: false,
    rates: (_liquid, _cell, adsorption, desorption) => {
      adsorption.fill(0)
      desorption.fill(0)
    },
  }
}

/** dq_i/dt = ka_i·x_i − kd_i·q_i; a component with ka = 0 does not bind. */
export function linearBinding(ka: readonly number[], kd: readonly number[]): SiteBinding {
  return {
    kind: 'sites',
    modulators: 0,
    capacity: ka.map(() => Infinity),
    perCell: false,
    rates: (_liquid, _cell, adsorption, desorption) => {
      for (let i = 0; i < ka.length; i++) {
        adsorption[i] = ka[i]
        desorption[i] = kd[i]
      }
    },
  }
}

/** dq_i/dt = ka_i·x_i·qmax_i·(1 − Σ q_j/qmax_j) − kd_i·q_i. */
export function langmuirBinding(ka: readonly number[], kd: readonly number[], qmax: readonly number[]): SiteBinding {
  return {
    kind: 'sites',
    modulators: 0,
    capacity: qmax,
    perCell: false,
    rates: (_liquid, _cell, adsorption, desorption) => {
      for (let i = 0; i < ka.length; i++) {
        adsorption[i] = ka[i] * qmax[i]
        desorption[i] = kd[i]
      }
    },
  }
}

/** Langmuir whose desorption grows with the modulator (component 0): kd_i·x_0^β_i (Melander et al. 1989, γ = 0). */
export function modulatedLangmuir(
  ka: readonly number[],
  kd: readonly number[],
  qmax: readonly number[],
  beta: readonly number[],
): SiteBinding {
  return {
    kind: 'sites',
    modulators: 1,
    capacity: qmax,
    perCell: false,
    rates: (liquid, _cell, adsorption, desorption) => {
      // Not physical below 1e-30: a modulator of zero would hold everything for ever.
      const logModulator = log(liquid[0] > 1e-30 ? liquid[0] : 1e-30)
      for (let i = 1; i < ka.length; i++) {
        adsorption[i] = ka[i] * qmax[i]
        desorption[i] = kd[i] * exp(beta[i] * logModulator)
      }
    },
  }
}
