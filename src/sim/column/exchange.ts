import { Fault } from '../fault.ts'

/**
 * One cell for one step: beads exchange with the liquid beside them and bind. Both transports share this file.
 *
 * In a stage of the implicit method the beads see a drive c* (liquid before the exchange) through a conductance G, and
 * the liquid after the exchange is x + (c* − x)·E, x being the liquid at the bead surface:
 *   shift (liquid stands in the cell for h):  E = 1/(1 + h·g_b),  G = g_s·E,           c* = liquid of the cell
 *   sweep (liquid flows past the cell):       E = e^−n,           G = g_s·(1 − E)/n,   c* = liquid from the cell before
 * g_s, g_b: film conductance per pore volume and per volume between the beads, n = g_b·Δz/u.
 * Without pores (LRM) the liquid itself is what binding sees: G = 0.
 *
 * In time: SDIRK2 (Alexander 1977), two implicit stages with γ = 1 − 1/√2, second order, L-stable. It may undershoot
 * below zero when something vanishes fast; that cell then takes the same step by backward Euler, which cannot. Both are
 * conservative with the stage weights (1 − γ, γ); for backward Euler the two stage values are equal.
 */

export const GAMMA = 1 - Math.sqrt(0.5)
/** Second stage starts at y0 + EXTRAPOLATE·(y1 − y0). */
const EXTRAPOLATE = (1 - GAMMA) / GAMMA

/** Amounts below this (any unit of concentration) are nothing: keeps empty cells empty and denormals away. */
const NOTHING = 1e-20
const ROUNDING = 1e-11

/** The local problem of one kind of bead; the arrays are work space of one cell, [shell][component], outermost last. */
export interface Bead {
  readonly components: number
  /** Leading components that may be there without anything to bind: modulators, salt. Well-mixed beads only. */
  readonly leading: number
  /** Nothing but leading components is in this cell or comes into it; set before `solve`, which may then skip the rest. */
  vacant: boolean
  /** Values per cell in each array: shells × components. */
  readonly size: number
  /** Where the stage starts from. */
  readonly startPore: Float64Array
  readonly startBound: Float64Array
  /** First guess on entry, solution on return. */
  readonly pore: Float64Array
  readonly bound: Float64Array
  /** Per component: liquid after the first stage; drive of, then liquid after, the second. */
  readonly after1: Float64Array
  readonly drive2: Float64Array
  /** Solves y = start + h·f(y); false when there is no admissible solution. Conserves mass whatever it returns. */
  solve(h: number, conductance: Float64Array, drive: Float64Array, cell: number): boolean
}

/** How the liquid beside the beads is coupled to them during a stage. */
export interface Coupling {
  /** False: no liquid beside the beads takes part; conductance is zero and the drives are not touched. */
  readonly open: boolean
  /** G, 1/s, per component. */
  readonly conductance: Float64Array
  /** E: share of (drive − surface) that is left in the liquid. */
  readonly passing: Float64Array
}

/** Work space for a bead, to be completed by its `solve`. */
export function beadSpace(components: number, shells: number, leading = 0): Omit<Bead, 'solve'> {
  const size = components * shells
  return {
    components,
    leading,
    vacant: false,
    size,
    startPore: new Float64Array(size),
    startBound: new Float64Array(size),
    pore: new Float64Array(size),
    bound: new Float64Array(size),
    after1: new Float64Array(components),
    drive2: new Float64Array(components),
  }
}

export function newCoupling(components: number, open = true): Coupling {
  return { open, conductance: new Float64Array(components), passing: new Float64Array(components) }
}

/**
 * Steps one cell by h. `first` and `second` hold the drives of the two stages and are left holding the liquid after
 * them. With `standing` liquid (shift) the second drive follows from the first stage, and on return `second` is the
 * liquid at the end of the step. `whole` is the coupling for a backward Euler step of length h.
 */
export function exchange(
  bead: Bead,
  pore: Float64Array,
  bound: Float64Array,
  cell: number,
  h: number,
  stage: Coupling,
  whole: Coupling,
  first: Float64Array,
  second: Float64Array,
  standing: boolean,
): void {
  const { size, components, leading, startPore, startBound, pore: x, bound: q, after1, drive2 } = bead
  const offset = cell * size
  const surface = size - components
  let content = 0
  for (let k = 0; k < size; k++) {
    const p = pore[offset + k]
    const b = bound[offset + k]
    startPore[k] = x[k] = p
    startBound[k] = q[k] = b
    if (k >= leading) content += p + b
  }
  if (stage.open) for (let i = leading; i < components; i++) content += first[i] + second[i]
  bead.vacant = content === 0
  if (bead.vacant && leading === 0) return

  const { passing } = stage
  let good = bead.solve(GAMMA * h, stage.conductance, first, cell)
  for (let k = 0; k < size; k++) {
    startPore[k] += EXTRAPOLATE * (x[k] - startPore[k])
    startBound[k] += EXTRAPOLATE * (q[k] - startBound[k])
  }
  if (stage.open) {
    // first and second keep the drives until the step is accepted.
    for (let i = 0; i < components; i++) {
      const c = x[surface + i] + (first[i] - x[surface + i]) * passing[i]
      after1[i] = c
      drive2[i] = standing ? first[i] + EXTRAPOLATE * (c - first[i]) : second[i]
    }
  }
  good = bead.solve(GAMMA * h, stage.conductance, drive2, cell) && good
  let least = 0
  for (let k = 0; k < size; k++) {
    if (x[k] < least) least = x[k]
    if (q[k] < least) least = q[k]
  }
  if (stage.open) {
    for (let i = 0; i < components; i++) {
      const c = x[surface + i] + (drive2[i] - x[surface + i]) * passing[i]
      drive2[i] = c
      if (c < least) least = c
    }
  }
  if (good && least >= -NOTHING) {
    if (stage.open) {
      for (let i = 0; i < components; i++) {
        first[i] = clean(after1[i])
        second[i] = clean(drive2[i])
      }
    }
  } else backwardEuler(bead, pore, bound, cell, h, stage.open, whole, first, second, standing)
  for (let k = 0; k < size; k++) {
    pore[offset + k] = clean(x[k])
    bound[offset + k] = clean(q[k])
  }
}

/** The same step by backward Euler, driven by the mean of the drives. */
function backwardEuler(
  bead: Bead,
  pore: Float64Array,
  bound: Float64Array,
  cell: number,
  h: number,
  open: boolean,
  whole: Coupling,
  first: Float64Array,
  second: Float64Array,
  standing: boolean,
): void {
  const { size, components, startPore, startBound, pore: x, bound: q } = bead
  const offset = cell * size
  for (let k = 0; k < size; k++) {
    x[k] = startPore[k] = pore[offset + k]
    q[k] = startBound[k] = bound[offset + k]
  }
  if (!standing) for (let i = 0; i < components; i++) first[i] = (1 - GAMMA) * first[i] + GAMMA * second[i]
  bead.solve(h, whole.conductance, first, cell)
  for (let k = 0; k < size; k++) {
    // What rounding leaves below zero is nothing; more than that would be a bug.
    if (x[k] < 0 && x[k] > -ROUNDING) x[k] = 0
    if (q[k] < 0 && q[k] > -ROUNDING) q[k] = 0
    if (!(x[k] >= 0 && q[k] >= 0))
      throw new Fault('negative amount in a column', { cell, k, liquid: x[k], bound: q[k] })
  }
  if (!open) return
  for (let i = 0; i < components; i++) {
    const at = x[size - components + i]
    first[i] = second[i] = clean(at + (first[i] - at) * whole.passing[i])
  }
}

function clean(value: number): number {
  return value < NOTHING && value > -NOTHING ? 0 : value
}
