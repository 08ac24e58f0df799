import { exp } from '../arithmetic.ts'
import { Fault, requireFinite } from '../fault.ts'
import type { Binding } from './binding.ts'
import { type Bead, type Coupling, exchange, GAMMA, newCoupling } from './exchange.ts'
import { mixedBead } from './mixedBead.ts'
import { radialBead, shellShares } from './radialBead.ts'
import { radialStericBead } from './radialStericBead.ts'
import { type ExactLangmuir, exactLangmuir, stepExactly } from './riccati.ts'
import { stericBead } from './stericBead.ts'

/** A packed column and the grid it is solved on. Plain data; SI units. */
export interface ColumnSpec {
  /** shift: liquid moves by whole cells. sweep: each parcel runs through the whole column at once. See column.md. */
  readonly transport: 'shift' | 'sweep'
  /**
   * none: binding sees the liquid itself (LRM). mixed: well-mixed pores behind a film (LRMP). radial: film and pore
   * diffusion (GRM).
   */
  readonly bead: 'none' | 'mixed' | 'radial'
  readonly components: number
  readonly cells: number
  /** Radial beads: number of equally thick shells. */
  readonly shells?: number
  readonly length_m: number
  /** Liquid between the beads per column volume; bead `none`: all liquid per column volume. */
  readonly porosity: number
  /** Pore liquid per bead volume. */
  readonly beadPorosity?: number
  readonly beadRadius_m?: number
  /** Film coefficient of each component. */
  readonly film_m_s?: readonly number[]
  readonly poreDiffusion_m2_s?: readonly number[]
  /** Axial dispersion D = dispersion + dispersivity·u, u the velocity between the beads. */
  readonly dispersion_m2_s: number
  readonly dispersivity_m?: number
}

/** All that changes. Plain arrays and numbers: structuredClone saves it, assigning it back restores it, same bits. */
export interface ColumnState {
  /** Liquid that binding sees, [cell][shell][component], outermost shell last. */
  readonly pore: Float64Array
  /** Bound amount per solid volume, same order. */
  readonly bound: Float64Array
  /** Liquid between the beads, [cell][component]. Empty when `pore` is that liquid (bead none) and for the sweep. */
  readonly liquid: Float64Array
  /** Shift: time the beads still owe (half a parcel, Strang order). */
  pending_s: number
}

/** What is pushed in at once. Reuse the object: a push keeps nothing of it. */
export interface ColumnParcel {
  /** Column volumes. For the shift always `column.cellVolume_CV`. */
  volume_CV: number
  duration_s: number
  /** Mean over the parcel. */
  readonly concentration: Float64Array
  /** Change from its first to its last drop (a gradient); left out: none. */
  readonly rise?: Float64Array
}

export interface ColumnOutlet {
  /** Mean of what left: times the parcel's volume, this is the amount, to rounding. */
  readonly mean: Float64Array
  /** Last drop. The shift knows the mean only and repeats it here. */
  readonly end: Float64Array
}

/** A column ready to calculate: what follows from spec and binding, and work space. Nothing in it needs saving. */
export interface Column {
  readonly spec: ColumnSpec
  readonly binding: Binding
  readonly bead: Bead
  /** Liquid per cell, column volumes: the parcel of the shift. */
  readonly cellVolume_CV: number
  /** Volume shares of the column: liquid between beads (outside `pore`), pore liquid, solid. */
  readonly share: { readonly liquid: number; readonly pore: number; readonly solid: number }
  /** Share of a bead in each shell. */
  readonly shellShare: Float64Array
  /** Film with half a shell, per pore volume and per liquid volume, 1/s. */
  readonly perPore: Float64Array
  readonly perLiquid: Float64Array
  /** Set when the exact solution applies; the bead is then not asked. */
  readonly exact: ExactLangmuir | undefined
  readonly work: Work
}

interface Work {
  readonly stage: Coupling
  readonly whole: Coupling
  /** No exchange with the liquid: bead none, or the sweep at rest. */
  readonly apart: Coupling
  /** Step or velocity the couplings were made for; 0: not yet. */
  coupledFor: number
  readonly first: Float64Array
  readonly second: Float64Array
}

function positive(value: number | undefined, name: string): number {
  if (!(value !== undefined && value > 0 && value < Infinity)) throw new Fault('column spec', { [name]: String(value) })
  return value
}

export function buildColumn(spec: ColumnSpec, binding: Binding): Column {
  const { components, cells } = spec
  positive(components, 'components')
  positive(cells, 'cells')
  const porosity = positive(spec.porosity, 'porosity')
  const porous = spec.bead !== 'none'
  if (!porous && spec.transport === 'sweep') throw new Fault('the sweep needs beads with pores', { bead: spec.bead })
  const beadPorosity = porous ? positive(spec.beadPorosity, 'beadPorosity') : 1
  const share = porous
    ? { liquid: porosity, pore: (1 - porosity) * beadPorosity, solid: (1 - porosity) * (1 - beadPorosity) }
    : { liquid: 0, pore: porosity, solid: 1 - porosity }
  const solidRatio = share.solid / share.pore
  const shells = spec.bead === 'radial' ? positive(spec.shells, 'shells') : 1
  const radius = porous ? positive(spec.beadRadius_m, 'beadRadius_m') : 1

  const perPore = new Float64Array(components)
  const perLiquid = new Float64Array(components)
  if (porous) {
    for (let i = 0; i < components; i++) {
      let resistance = 1 / positive(spec.film_m_s?.[i], 'film_m_s')
      if (spec.bead === 'radial')
        resistance += (0.5 * radius) / shells / (beadPorosity * positive(spec.poreDiffusion_m2_s?.[i], 'poreDiffusion'))
      perPore[i] = 3 / (radius * beadPorosity * resistance)
      perLiquid[i] = (perPore[i] * share.pore) / share.liquid
    }
  }
  const pores = spec.bead === 'radial' ? spec.poreDiffusion_m2_s! : []
  const bead =
    spec.bead === 'radial'
      ? binding.kind === 'steric'
        ? radialStericBead(components, binding, solidRatio, shells, radius, pores)
        : radialBead(components, binding, solidRatio, shells, radius, pores)
      : binding.kind === 'steric'
        ? stericBead(components, binding, solidRatio)
        : mixedBead(components, binding, solidRatio)
  return {
    spec,
    binding,
    bead,
    cellVolume_CV: porosity / cells,
    share,
    shellShare: shellShares(shells),
    perPore,
    perLiquid,
    exact: porous ? undefined : exactLangmuir(binding, components),
    work: {
      stage: newCoupling(components),
      whole: newCoupling(components),
      apart: newCoupling(components, false),
      coupledFor: 0,
      first: new Float64Array(components),
      second: new Float64Array(components),
    },
  }
}

/** A column filled evenly: `liquid` in all its liquid, `bound` on all its solid, per component. */
export function fillColumn(column: Column, liquid: ArrayLike<number>, bound: ArrayLike<number>): ColumnState {
  const { spec, bead } = column
  const n = spec.components
  const state: ColumnState = {
    pore: new Float64Array(spec.cells * bead.size),
    bound: new Float64Array(spec.cells * bead.size),
    liquid: new Float64Array(standsBetweenBeads(spec) ? spec.cells * n : 0),
    pending_s: 0,
  }
  for (let k = 0; k < state.pore.length; k++) {
    state.pore[k] = liquid[k % n]
    state.bound[k] = bound[k % n]
  }
  for (let k = 0; k < state.liquid.length; k++) state.liquid[k] = liquid[k % n]
  return state
}

function standsBetweenBeads(spec: ColumnSpec): boolean {
  return spec.transport === 'shift' && spec.bead !== 'none'
}

/** Pushes one parcel in at the top; `outlet` receives what leaves at the bottom meanwhile. */
export function pushParcel(column: Column, state: ColumnState, parcel: ColumnParcel, outlet: ColumnOutlet): void {
  if (!(parcel.duration_s > 0 && parcel.volume_CV > 0))
    throw new Fault('parcel', { volume_CV: parcel.volume_CV, duration_s: parcel.duration_s })
  if (column.spec.transport === 'shift') shift(column, state, parcel, outlet)
  else sweep(column, state, parcel, outlet)
  requireFinite(outlet.mean, 'column outlet')
}

/**
 * Flow stands for `duration_s`. Shift: the beads go on exchanging with the liquid beside them. Sweep: beads even out
 * and bind on their own; that nothing crosses the film meanwhile is a simplification. `from`: first cell to step (a
 * column being filled has no liquid in its top cell yet).
 */
export function restColumn(column: Column, state: ColumnState, duration_s: number, from = 0): void {
  if (!(duration_s >= 0)) throw new Fault('rest', { duration_s })
  if (column.spec.transport === 'shift') {
    react(column, state, state.pending_s + duration_s, from)
    state.pending_s = 0
    return
  }
  if (duration_s === 0) return
  const { bead, work } = column
  for (let cell = 0; cell < column.spec.cells; cell++) {
    exchange(bead, state.pore, state.bound, cell, duration_s, work.apart, work.apart, work.first, work.second, false)
  }
}

// ------------------------------------------------------------------------------------------------------------- shift

/** Strang order: exchange for half the parcel's time, move by one cell and disperse, exchange for the other half. */
function shift(column: Column, state: ColumnState, parcel: ColumnParcel, outlet: ColumnOutlet): void {
  const { cellVolume_CV } = column
  if (!(parcel.volume_CV > cellVolume_CV * (1 - 1e-9) && parcel.volume_CV < cellVolume_CV * (1 + 1e-9)))
    throw new Fault('a parcel of the shift is one cell', { volume_CV: parcel.volume_CV, cellVolume_CV })
  letOut(column, state, state.pending_s + 0.5 * parcel.duration_s, outlet)
  state.pending_s = 0.5 * parcel.duration_s
  takeIn(column, state, parcel)
}

/** Shift, first half of a push: exchange for h, then everything moves down; the top cell's liquid is left empty. */
export function letOut(column: Column, state: ColumnState, h: number, outlet: ColumnOutlet): void {
  const { spec } = column
  const n = spec.components
  react(column, state, h, 0)
  const moving = standsBetweenBeads(spec) ? state.liquid : state.pore
  const last = (spec.cells - 1) * n
  for (let i = 0; i < n; i++) outlet.end[i] = outlet.mean[i] = moving[last + i]
  moving.copyWithin(n, 0, last)
  for (let i = 0; i < n; i++) moving[i] = 0
}

/** Shift, second half of a push: the parcel fills the empty top cell, and the liquid disperses. */
export function takeIn(column: Column, state: ColumnState, parcel: ColumnParcel): void {
  const moving = standsBetweenBeads(column.spec) ? state.liquid : state.pore
  for (let i = 0; i < column.spec.components; i++) moving[i] = parcel.concentration[i]
  disperse(column, moving, parcel.duration_s)
}

/** Beads and liquid in place for h, from a cell on. */
function react(column: Column, state: ColumnState, h: number, from: number): void {
  if (h === 0) return
  const { spec, bead, work } = column
  const { first, second, stage, whole, apart } = work
  const n = spec.components
  if (column.exact) {
    stepExactly(column.exact, column.share.solid / column.share.pore, state.pore, state.bound, from, h)
    return
  }
  if (!standsBetweenBeads(spec)) {
    for (let cell = from; cell < spec.cells; cell++)
      exchange(bead, state.pore, state.bound, cell, h, apart, apart, first, second, true)
    return
  }
  if (work.coupledFor !== h) {
    standing(column, GAMMA * h, stage)
    standing(column, h, whole)
    work.coupledFor = h
  }
  const { liquid } = state
  for (let cell = from; cell < spec.cells; cell++) {
    for (let i = 0; i < n; i++) first[i] = liquid[cell * n + i]
    second.fill(0)
    exchange(bead, state.pore, state.bound, cell, h, stage, whole, first, second, true)
    for (let i = 0; i < n; i++) liquid[cell * n + i] = second[i]
  }
}

function standing(column: Column, h: number, coupling: Coupling): void {
  for (let i = 0; i < column.spec.components; i++) {
    coupling.passing[i] = 1 / (1 + h * column.perLiquid[i])
    coupling.conductance[i] = column.perPore[i] * coupling.passing[i]
  }
}

/** Axial dispersion by explicit steps below the stability limit; no dispersive flux through either end (Danckwerts). */
function disperse(column: Column, moving: Float64Array, duration_s: number): void {
  const { cells, components, length_m, dispersion_m2_s, dispersivity_m = 0 } = column.spec
  const cell_m = length_m / cells
  const coefficient = dispersion_m2_s + (dispersivity_m * cell_m) / duration_s
  if (!(coefficient > 0)) return
  const whole = (coefficient * duration_s) / (cell_m * cell_m)
  const steps = Math.ceil(whole / 0.45)
  const spread = whole / steps
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < components; i++) {
      let here = moving[i]
      let before = here
      for (let k = i; k < moving.length; k += components) {
        const after = k + components < moving.length ? moving[k + components] : here
        moving[k] = here + spread * (before - here + (after - here))
        before = here
        here = after
      }
    }
  }
}

// ------------------------------------------------------------------------------------------------------------- sweep

/**
 * In the coordinate t − z/u the liquid has no storage: what enters a cell less what leaves it goes into the beads. The
 * parcel therefore runs from top to bottom within one step, cell by cell, both stages of the time step together.
 * Axial dispersion acts as an additional film resistance, D·(3/r_p)·(1 − ε)/ε/u² (van Deemter's equivalence).
 */
function sweep(column: Column, state: ColumnState, parcel: ColumnParcel, outlet: ColumnOutlet): void {
  const { spec, bead, work } = column
  const { first, second, stage } = work
  const n = spec.components
  const h = parcel.duration_s
  const velocity = (parcel.volume_CV * spec.length_m) / (spec.porosity * h)
  if (work.coupledFor !== velocity) {
    flowing(column, velocity, stage)
    work.coupledFor = velocity
  }
  for (let i = 0; i < n; i++) {
    const rise = parcel.rise ? parcel.rise[i] : 0
    first[i] = parcel.concentration[i] + (GAMMA - 0.5) * rise
    second[i] = parcel.concentration[i] + 0.5 * rise
  }
  for (let cell = 0; cell < spec.cells; cell++)
    exchange(bead, state.pore, state.bound, cell, h, stage, stage, first, second, false)
  for (let i = 0; i < n; i++) {
    outlet.mean[i] = (1 - GAMMA) * first[i] + GAMMA * second[i]
    outlet.end[i] = second[i]
  }
}

function flowing(column: Column, velocity: number, coupling: Coupling): void {
  const { length_m, cells, components, dispersion_m2_s, dispersivity_m = 0 } = column.spec
  const transit_s = length_m / cells / velocity
  const dispersion = dispersion_m2_s + dispersivity_m * velocity
  for (let i = 0; i < components; i++) {
    // Resistances add: 1/g + D/u², g per liquid volume.
    const weaker = 1 / (1 + (column.perLiquid[i] * dispersion) / (velocity * velocity))
    const units = column.perLiquid[i] * weaker * transit_s
    const passing = exp(-units)
    coupling.passing[i] = passing
    coupling.conductance[i] = (column.perPore[i] * weaker * (1 - passing)) / units
  }
}

// ------------------------------------------------------------------------------------------- what is in the column

/** Amount of each component in liquid (except the sweep's liquid between beads), pores and bound, per column volume. */
export function columnInventory(column: Column, state: ColumnState, into: Float64Array): Float64Array {
  const { spec, bead, share, shellShare } = column
  const n = spec.components
  into.fill(0)
  for (let k = 0; k < state.pore.length; k++) {
    const shell = Math.floor((k % bead.size) / n)
    into[k % n] += shellShare[shell] * (share.pore * state.pore[k] + share.solid * state.bound[k])
  }
  for (let k = 0; k < state.liquid.length; k++) into[k % n] += share.liquid * state.liquid[k]
  for (let i = 0; i < n; i++) into[i] /= spec.cells
  return into
}

export type ColumnPlace = 'pore' | 'bound'

/** Mean concentration of a component in each cell, top first: in the pores, or bound per solid volume. */
export function cellProfile(column: Column, state: ColumnState, place: ColumnPlace, component: number): Float64Array {
  const { spec, bead, shellShare } = column
  const profile = new Float64Array(spec.cells)
  for (let cell = 0; cell < spec.cells; cell++)
    for (let k = 0; k < shellShare.length; k++)
      profile[cell] += shellShare[k] * state[place][cell * bead.size + k * spec.components + component]
  return profile
}

/** Loads a component: every shell of a cell gets the cell's value. The profile may come from another number of cells. */
export function setCellProfile(
  column: Column,
  state: ColumnState,
  place: ColumnPlace,
  component: number,
  profile: ArrayLike<number>,
): void {
  const { spec, bead, shellShare } = column
  const values = profile.length === spec.cells ? profile : regrid(profile, spec.cells)
  for (let cell = 0; cell < spec.cells; cell++)
    for (let k = 0; k < shellShare.length; k++)
      state[place][cell * bead.size + k * spec.components + component] = values[cell]
}

/** The same profile, constant in each cell, on another number of cells; its mean is kept. */
export function regrid(profile: ArrayLike<number>, cells: number): Float64Array {
  const result = new Float64Array(cells)
  const from = profile.length
  for (let k = 0; k < from; k++) {
    // Source cell k covers [k, k+1)·cells in units of 1/(from·cells).
    for (let c = Math.floor((k * cells) / from); c * from < (k + 1) * cells && c < cells; c++) {
      const low = Math.max(k * cells, c * from)
      const high = Math.min((k + 1) * cells, (c + 1) * from)
      result[c] += (profile[k] * (high - low)) / from
    }
  }
  return result
}
