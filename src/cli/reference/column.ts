import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Binding,
  buildColumn,
  type ColumnSpec,
  Fault,
  fillColumn,
  langmuirBinding,
  linearBinding,
  modulatedLangmuir,
  newEffluent,
  noBinding,
  playColumn,
  pushParcel,
  setupPlay,
  startPlay,
} from '../../sim/index.ts'
import { readJson } from '../files.ts'
import { choice, type Fields, fields, inside, number, numbers, type Place, text, wrong } from './input.ts'

/** Kind `column-1`: a packed column, its feed in sections, the outlet at given times. See tests/reference/EQUATIONS.md. */
export interface ColumnCase {
  readonly model: 'LRM' | 'LRMP' | 'GRM'
  readonly adsorption: Adsorption
  readonly names: readonly string[]
  readonly length_m: number
  /** Superficial. */
  readonly velocity_m_s: number
  readonly columnPorosity: number
  readonly beadPorosity: number
  readonly totalPorosity: number
  readonly beadRadius_m: number
  readonly dispersion_m2_s: number
  readonly film_m_s: readonly number[]
  readonly poreDiffusion_m2_s: readonly number[]
  readonly binding: Binding
  readonly liquid: readonly number[]
  readonly bound: readonly number[]
  readonly sections: readonly Section[]
  readonly times_s: readonly number[]
}

interface Section {
  readonly from_s: number
  readonly to_s: number
  /** Feed at the start of the section and its change per second. */
  readonly feed: readonly number[]
  readonly slope: readonly number[]
}

const MODELS = ['LRM', 'LRMP', 'GRM'] as const
const ADSORPTION = ['LINEAR', 'MULTI_COMPONENT_LANGMUIR', 'MOBILE_PHASE_MODULATOR', 'STERIC_MASS_ACTION'] as const
type Adsorption = (typeof ADSORPTION)[number] | 'NONE'

/** All in metres and seconds; the unit of concentration passes through unchanged. */
const UNITS = [
  'kg, m, s (1 kg/m3 = 1 g/L)',
  'kg, m, s for proteins (1 kg/m3 = 1 g/L); modulator dimensionless',
  'mol, m, s (1 mol/m3 = 1 mM)',
  'mol, m, s (1 mol/m3 = 1 mM); protein g/L = mM * 148 kDa',
  'salt mol/L; proteins kg/m3 (g/L)',
  'm, s, arbitrary concentration',
] as const

// ----------------------------------------------------------------------------------------------------------- reading

export function readColumnCase(data: Fields, file: string): ColumnCase {
  const place = inside({ file, path: '' }, 'case')
  const c = fields(data.case, place)
  const at = (key: string): Place => inside(place, key)
  const model = choice(c.model, at('model'), MODELS)
  choice(c.units, at('units'), UNITS)
  const n = number(c.ncomp, at('ncomp'), { min: 1, max: 64 })
  if (n !== Math.floor(n)) throw wrong(at('ncomp'), `${n} is not a whole number.`, 'Give the number of components.')
  const names = list(c.comp_names, at('comp_names'), n).map((name, i) => text(name, inside(at('comp_names'), i)))
  const nbound = numbers(c.nbound, at('nbound'), n, { min: 0, max: 1 })

  const column = fields(c.column, at('column'))
  const inColumn = (key: string): Place => inside(at('column'), key)
  const length_m = number(column.length_m, inColumn('length_m'), { above: 0 })
  const area_m2 = number(column.cross_section_m2, inColumn('cross_section_m2'), { above: 0 })
  const porous = model !== 'LRM'
  const share = { above: 0, max: 0.999 }
  const totalPorosity = porous ? 1 : number(column.total_porosity, inColumn('total_porosity'), share)
  const columnPorosity = porous ? number(column.col_porosity, inColumn('col_porosity'), share) : totalPorosity
  const beadPorosity = porous ? number(column.par_porosity, inColumn('par_porosity'), share) : 0
  const beadRadius_m = porous ? number(column.par_radius_m, inColumn('par_radius_m'), { above: 0 }) : 0

  const velocity_m_s = number(c.flow_m3_s, at('flow_m3_s'), { above: 0 }) / area_m2
  agree(c.u_superficial_m_s, velocity_m_s, at('u_superficial_m_s'), 'flow_m3_s / cross_section_m2')
  const between = velocity_m_s / columnPorosity
  agree(c.u_interstitial_m_s, between, at('u_interstitial_m_s'), 'flow_m3_s / (cross_section_m2 · porosity)')
  agree(c.residence_time_min, length_m / velocity_m_s / 60, at('residence_time_min'), 'length / velocity')

  const transport = fields(c.transport, at('transport'))
  const inTransport = (key: string): Place => inside(at('transport'), key)
  const dispersion_m2_s = number(transport.col_dispersion_m2_s, inTransport('col_dispersion_m2_s'), { min: 0 })
  const perComponent = (key: string): number[] => numbers(transport[key], inTransport(key), n, { above: 0 })
  const film_m_s = porous ? perComponent('film_diffusion_m_s') : []
  const poreDiffusion_m2_s = model === 'GRM' ? perComponent('par_diffusion_m2_s') : []

  const { adsorption, binding } = readBinding(c.binding, at('binding'), nbound)
  if (REFERENCE_GRIDS[model][adsorption] === null)
    throw wrong(
      inside(at('binding'), 'ADSORPTION_MODEL'),
      'a mobile phase modulator with pore diffusion (GRM) is not solved here.',
      "Use model 'LRMP' with the lumped film 1/k = 1/k_f + r_p/(5·eps_p·D_p).",
    )

  const init = fields(c.init, at('init'))
  const inInit = (key: string): Place => inside(at('init'), key)
  const liquid = numbers(init.c, inInit('c'), n, { min: 0 })
  const kept = numbers(init.q, inInit('q'), nbound.filter((b) => b === 1).length, { min: 0 })
  const bound = nbound.map((b) => (b === 1 ? kept.shift()! : 0))

  const sections = readSections(c.sections, at('sections'), n)
  const tout = numbers(c.tout, at('tout'), 3, { min: 0 })
  const [from_s, to_s, count] = tout
  if (count !== Math.floor(count) || count < 2 || count > 1e6 || !(to_s > from_s))
    throw wrong(at('tout'), 'is not [first time, last time, number of times].', 'Give e.g. [0, 7200, 601].')
  if (to_s > sections.at(-1)!.to_s * (1 + 1e-9))
    throw wrong(at('tout'), 'goes on after the last section.', 'End it with the sections or add a section.')
  const times_s = Array.from({ length: count }, (_, k) => from_s + ((to_s - from_s) * k) / (count - 1))

  return {
    model,
    adsorption,
    names,
    length_m,
    velocity_m_s,
    columnPorosity,
    beadPorosity,
    totalPorosity,
    beadRadius_m,
    dispersion_m2_s,
    film_m_s,
    poreDiffusion_m2_s,
    binding,
    liquid,
    bound,
    sections,
    times_s,
  }
}

function list(value: unknown, place: Place, length?: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0)
    throw wrong(place, value === undefined ? 'is missing.' : 'is not a list with entries.', 'Give a list.')
  if (length !== undefined && value.length !== length)
    throw wrong(place, `has ${value.length} entries instead of ${length}.`, 'Give one per component.')
  return value
}

/** A quantity given twice must say the same twice; left out, it is not missed. */
function agree(value: unknown, derived: number, place: Place, rule: string): void {
  if (value === undefined) return
  const given = number(value, place, { above: 0 })
  if (!(Math.abs(given - derived) <= 1e-6 * derived))
    throw wrong(place, `${given} contradicts ${rule} = ${derived}.`, 'Correct one of them, or leave this one out.')
}

function readBinding(
  value: unknown,
  place: Place,
  nbound: readonly number[],
): { adsorption: Adsorption; binding: Binding } {
  const n = nbound.length
  if (value === null) {
    if (nbound.some((b) => b !== 0))
      throw wrong(place, 'is null, but nbound has bound components.', 'Give a binding, or zeros in nbound.')
    return { adsorption: 'NONE', binding: noBinding(n) }
  }
  const b = fields(value, place)
  const adsorption = choice(b.ADSORPTION_MODEL, inside(place, 'ADSORPTION_MODEL'), ADSORPTION)
  if (number(b.IS_KINETIC, inside(place, 'IS_KINETIC')) !== 1)
    throw wrong(inside(place, 'IS_KINETIC'), 'only kinetic binding is solved.', 'Give 1.')
  const binds = (i: number): boolean => nbound[i] === 1
  const rates = (key: string): number[] =>
    numbers(b[key], inside(place, key), n, { min: 0 }).map((rate, i) => (binds(i) ? rate : 0))
  const capacity = (key: string): number[] => {
    const values = numbers(b[key], inside(place, key), n, { min: 0 })
    return values.map((qmax, i) => {
      if (!binds(i)) return Infinity
      return number(qmax, inside(inside(place, key), i), { above: 0 })
    })
  }
  const modulatorFirst = (): void => {
    if (nbound[0] !== 0)
      throw wrong(
        inside(place, 'ADSORPTION_MODEL'),
        'component 0 is the modulator and cannot bind.',
        'Set nbound[0] to 0.',
      )
  }
  switch (adsorption) {
    case 'LINEAR':
      return { adsorption, binding: linearBinding(rates('LIN_KA'), rates('LIN_KD')) }
    case 'MULTI_COMPONENT_LANGMUIR':
      return { adsorption, binding: langmuirBinding(rates('MCL_KA'), rates('MCL_KD'), capacity('MCL_QMAX')) }
    case 'MOBILE_PHASE_MODULATOR': {
      modulatorFirst()
      const gamma = numbers(b.MPM_GAMMA, inside(place, 'MPM_GAMMA'), n)
      if (gamma.some((g) => g !== 0))
        throw wrong(inside(place, 'MPM_GAMMA'), 'hydrophobic terms are not part of this kind.', 'Give zeros.')
      const beta = numbers(b.MPM_BETA, inside(place, 'MPM_BETA'), n)
      return { adsorption, binding: modulatedLangmuir(rates('MPM_KA'), rates('MPM_KD'), capacity('MPM_QMAX'), beta) }
    }
    case 'STERIC_MASS_ACTION': {
      if (nbound.some((x) => x !== 1))
        throw wrong(place, 'steric mass action needs every component bound, salt included.', 'Give ones in nbound.')
      const reference = (key: string): number =>
        b[key] === undefined ? 1 : number(b[key], inside(place, key), { above: 0 })
      return {
        adsorption,
        binding: {
          kind: 'steric',
          adsorption_per_s: rates('SMA_KA'),
          desorption_per_s: rates('SMA_KD'),
          charge: numbers(b.SMA_NU, inside(place, 'SMA_NU'), n, { min: 0 }),
          shielding: numbers(b.SMA_SIGMA, inside(place, 'SMA_SIGMA'), n, { min: 0 }),
          ionicCapacity: number(b.SMA_LAMBDA, inside(place, 'SMA_LAMBDA'), { above: 0 }),
          referenceLiquid: reference('SMA_REFC0'),
          referenceBound: reference('SMA_REFQ'),
        },
      }
    }
  }
}

function readSections(value: unknown, place: Place, n: number): Section[] {
  let previous = 0
  return list(value, place).map((entry, k) => {
    const at = inside(place, k)
    const s = fields(entry, at)
    const from_s = number(s.t0, inside(at, 't0'), { min: 0 })
    const to_s = number(s.t1, inside(at, 't1'), { above: from_s })
    if (!(Math.abs(from_s - previous) <= 1e-9 * to_s))
      throw wrong(
        inside(at, 't0'),
        `${from_s} leaves a gap or overlaps.`,
        `Start where the one before ends: ${previous}.`,
      )
    previous = to_s
    const feed = numbers(s.c0, inside(at, 'c0'), n, { min: 0 })
    const slope = s.c1 === undefined ? feed.map(() => 0) : numbers(s.c1, inside(at, 'c1'), n)
    feed.forEach((c, i) => {
      if (c + slope[i] * (to_s - from_s) < -1e-12 * c)
        throw wrong(
          inside(inside(at, 'c1'), i),
          'takes the feed below zero.',
          'End the section earlier or lower the slope.',
        )
    })
    return { from_s, to_s, feed, slope }
  })
}

// ----------------------------------------------------------------------------------------------------------- solving

export interface Grid {
  readonly transport: 'shift' | 'sweep'
  readonly cells: number
  /** Radial beads only. */
  readonly shells?: number
  /** Sweep only: first step after a change of feed and longest step, column volumes; each step 1.2 × the one before. */
  readonly firstStep_CV?: number
  readonly longestStep_CV?: number
}

/**
 * The grid a case is solved on: by model and binding, nothing else. Chosen for the bars with a factor to spare (errors
 * and times in src/sim/column/column.md). Null: not solved.
 */
const REFERENCE_GRIDS: Readonly<Record<ColumnCase['model'], Readonly<Record<Adsorption, Grid | null>>>> = {
  LRM: {
    NONE: { transport: 'shift', cells: 400 },
    LINEAR: { transport: 'shift', cells: 400 },
    MULTI_COMPONENT_LANGMUIR: { transport: 'shift', cells: 100 },
    MOBILE_PHASE_MODULATOR: { transport: 'shift', cells: 150 },
    STERIC_MASS_ACTION: { transport: 'shift', cells: 120 },
  },
  LRMP: {
    NONE: { transport: 'shift', cells: 400 },
    LINEAR: { transport: 'shift', cells: 400 },
    MULTI_COMPONENT_LANGMUIR: { transport: 'sweep', cells: 200, firstStep_CV: 0.01, longestStep_CV: 0.05 },
    MOBILE_PHASE_MODULATOR: { transport: 'shift', cells: 250 },
    STERIC_MASS_ACTION: { transport: 'sweep', cells: 60, firstStep_CV: 0.005, longestStep_CV: 0.05 },
  },
  GRM: {
    NONE: { transport: 'shift', cells: 600, shells: 14 },
    LINEAR: { transport: 'shift', cells: 400, shells: 12 },
    MULTI_COMPONENT_LANGMUIR: { transport: 'sweep', cells: 80, shells: 24, firstStep_CV: 0.01, longestStep_CV: 0.1 },
    MOBILE_PHASE_MODULATOR: null,
    STERIC_MASS_ACTION: { transport: 'sweep', cells: 80, shells: 12, firstStep_CV: 0.005, longestStep_CV: 0.1 },
  },
}

function referenceGrid({ model, adsorption }: Pick<ColumnCase, 'model' | 'adsorption'>): Grid {
  const grid = REFERENCE_GRIDS[model][adsorption]
  if (!grid) throw new Fault('no grid for a case that should have been refused', { model, adsorption })
  return grid
}

/** The outlet: times and, per component, concentrations at them; between them it is a straight line. */
export interface Curve {
  readonly time_s: number[]
  readonly concentration: number[][]
}

/** Outlet of a case at its own times. */
export function solveColumn(c: ColumnCase, grid: Grid = referenceGrid(c)): Curve {
  const curve = grid.transport === 'shift' ? solveByShift(c, grid) : solveBySweep(c, grid)
  return {
    time_s: [...c.times_s],
    concentration: curve.concentration.map((values) => c.times_s.map(interpolation(curve.time_s, values))),
  }
}

function interpolation(times: readonly number[], values: readonly number[]): (time: number) => number {
  let k = 0
  return (time) => {
    while (k > 0 && times[k] > time) k--
    while (k < times.length - 2 && times[k + 1] < time) k++
    const span = times[k + 1] - times[k]
    return span > 0 ? values[k] + ((values[k + 1] - values[k]) * (time - times[k])) / span : values[k + 1]
  }
}

function specOf(c: ColumnCase, grid: Grid): ColumnSpec {
  // A bead without radial grid takes pore diffusion into the film: 1/k = 1/k_f + r_p/(5·ε_p·D_p) (linear driving force).
  const radial = grid.shells !== undefined
  const lumped = c.model === 'GRM' && !radial
  return {
    transport: grid.transport,
    bead: c.model === 'LRM' ? 'none' : radial ? 'radial' : 'mixed',
    components: c.names.length,
    cells: grid.cells,
    ...(radial ? { shells: grid.shells } : {}),
    length_m: c.length_m,
    porosity: c.columnPorosity,
    beadPorosity: c.beadPorosity,
    beadRadius_m: c.beadRadius_m,
    film_m_s: lumped
      ? c.film_m_s.map((k, i) => 1 / (1 / k + c.beadRadius_m / (5 * c.beadPorosity * c.poreDiffusion_m2_s[i])))
      : c.film_m_s,
    poreDiffusion_m2_s: c.poreDiffusion_m2_s,
    dispersion_m2_s: c.dispersion_m2_s,
  }
}

function emptyCurve(c: ColumnCase): Curve {
  return { time_s: [0], concentration: c.liquid.map((value) => [value]) }
}

function record(curve: Curve, time_s: number, values: Float64Array): void {
  curve.time_s.push(time_s)
  values.forEach((value, i) => curve.concentration[i].push(value))
}

/** A parcel per cell; what leaves with it is the mean over its time, shown at its middle. */
function solveByShift(c: ColumnCase, grid: Grid): Curve {
  const column = buildColumn(specOf(c, grid), c.binding)
  const state = fillColumn(column, c.liquid, c.bound)
  const n = c.names.length
  const step_s = (column.cellVolume_CV * c.length_m) / c.velocity_m_s
  const parcel = { volume_CV: column.cellVolume_CV, duration_s: step_s, concentration: new Float64Array(n) }
  const outlet = { mean: new Float64Array(n), end: new Float64Array(n) }
  const curve = emptyCurve(c)
  const end_s = c.times_s.at(-1)!
  for (let k = 0; (k - 0.5) * step_s < end_s; k++) {
    meanFeed(c.sections, k * step_s, (k + 1) * step_s, parcel.concentration)
    pushParcel(column, state, parcel, outlet)
    record(curve, (k + 0.5) * step_s, outlet.mean)
  }
  return curve
}

/** Mean feed from `from` to `to`; after the last section its final value goes on. */
function meanFeed(sections: readonly Section[], from: number, to: number, into: Float64Array): void {
  into.fill(0)
  for (const [k, s] of sections.entries()) {
    const a = Math.max(from, s.from_s)
    const b = k === sections.length - 1 ? to : Math.min(to, s.to_s)
    if (!(b > a)) continue
    const middle = Math.min(0.5 * (a + b), s.to_s) - s.from_s
    for (let i = 0; i < into.length; i++) into[i] += ((s.feed[i] + s.slope[i] * middle) * (b - a)) / (to - from)
  }
}

/** Steps start small where a section starts and end where it ends; the outlet lags by the liquid between the beads. */
function solveBySweep(c: ColumnCase, grid: Grid): Curve {
  const column = buildColumn(specOf(c, grid), c.binding)
  const state = fillColumn(column, c.liquid, c.bound)
  const n = c.names.length
  const perCV_s = c.length_m / c.velocity_m_s
  const lag_s = c.columnPorosity * perCV_s
  const concentration = new Float64Array(n)
  const rise = new Float64Array(n)
  const parcel = { volume_CV: 0, duration_s: 0, concentration, rise }
  const outlet = { mean: new Float64Array(n), end: new Float64Array(n) }
  const curve = emptyCurve(c)
  record(curve, lag_s, Float64Array.from(c.liquid))
  const longest_s = grid.longestStep_CV! * perCV_s
  for (const s of c.sections) {
    let step_s = grid.firstStep_CV! * perCV_s
    for (let t = s.from_s; s.to_s - t > 1e-9 * s.to_s; t += parcel.duration_s) {
      const left_s = s.to_s - t
      const h = step_s * 1.3 > left_s ? left_s : step_s
      parcel.duration_s = h
      parcel.volume_CV = h / perCV_s
      for (let i = 0; i < n; i++) {
        concentration[i] = s.feed[i] + s.slope[i] * (t + 0.5 * h - s.from_s)
        rise[i] = s.slope[i] * h
      }
      pushParcel(column, state, parcel, outlet)
      record(curve, t + h + lag_s, outlet.end)
      step_s = Math.min(1.2 * step_s, longest_s)
    }
  }
  return curve
}

// ---------------------------------------------------------------------------------------------------------- printing

export function columnCsv(c: ColumnCase, curve: Curve): string {
  const rows = curve.time_s.map((time, k) =>
    [time, ...curve.concentration.map((values) => values[k])].map((value) => Number(value.toPrecision(13))).join(','),
  )
  return `${['time_s', ...c.names.map((name) => `c_${name}`)].join(',')}\n${rows.join('\n')}\n`
}

// --------------------------------------------------------------------------------------------------------- measuring

/** Largest difference to `rows` (time, then one value per component) by the component's largest value there. */
export function peakErrors(curve: Curve, rows: readonly (readonly number[])[]): number[] {
  return curve.concentration.map((values, i) => {
    const value = interpolation(curve.time_s, values)
    let peak = 0
    let worst = 0
    for (const row of rows) {
      peak = Math.max(peak, Math.abs(row[i + 1]))
      const error = Math.abs(value(row[0]) - row[i + 1])
      // Not `error > worst`: that would let NaN pass.
      if (!(error <= worst)) worst = error
    }
    return worst / peak
  })
}

/** Grids of the game: a load with pore diffusion, an elution with pores, a gradient without. Ticks of 5 s. */
const PLAY_TICK_S = 5
const PLAY_GRIDS = {
  GRM: { transport: 'sweep', cells: 20, shells: 10, slots: 2 },
  LRMP: { transport: 'sweep', cells: 40, slots: 18 },
  LRM: { transport: 'shift', cells: 30, slots: 1 },
} as const

/** The case as it is played: pump and inlet set every tick, effluent collected every tick. */
export function playColumnCase(c: ColumnCase): Curve {
  const grid = PLAY_GRIDS[c.model]
  const column = buildColumn(specOf(c, grid), c.binding)
  const n = c.names.length
  const setup = setupPlay(column, grid.slots)
  const play = startPlay(setup, fillColumn(column, c.liquid, c.bound), c.liquid)
  const effluent = newEffluent(n)
  const inlet = new Float64Array(n)
  const curve = emptyCurve(c)
  const flow_CV_s = c.velocity_m_s / c.length_m
  for (let t = 0; t < c.times_s.at(-1)!; t += PLAY_TICK_S) {
    meanFeed(c.sections, t, t + PLAY_TICK_S, inlet)
    playColumn(setup, play, PLAY_TICK_S, flow_CV_s, inlet, effluent)
    const mean = effluent.amount.map((amount) => amount / effluent.volume_CV)
    record(curve, t + 0.5 * PLAY_TICK_S, mean)
  }
  return curve
}

/** One line of the benchmark table. */
export interface Benchmark {
  readonly case: string
  /** How it is solved, in words. */
  readonly method: string
  /** Too long to be repeated: the first call is all. */
  readonly once?: boolean
  run(): void
  /** Largest error of any component by its peak, against the reference beside the case. */
  error(): number | null
  /** What outside software needs: the reference itself, and the cheapest settings found at about this error. */
  readonly rival: readonly { readonly method: string; readonly ms: number; readonly error: number | null }[]
}

interface Rival {
  readonly method: string
  readonly ms: number
  readonly error: number | null
}

/**
 * Coarser grids at which the outside solver was timed too. Rivals: CADET-Core 5.1.1, the cheapest of 45 to 54 settings
 * found at about the same error (2 cores AMD EPYC, median of 7 rounds, without the start of its process).
 */
const EQUAL_ERROR: readonly {
  readonly case: string
  readonly grid: Grid
  readonly rival: readonly [number, number]
}[] = [
  { case: 'pa_lrm_rt4', grid: { transport: 'shift', cells: 25 }, rival: [2.1, 9.5e-4] },
  { case: 'pa_lrmp_rt4', grid: sweepGrid(50, 0.01, 0.2), rival: [33.1, 7.1e-3] },
  { case: 'pa_grm_rt4', grid: sweepGrid(20, 0.02, 0.25, 10), rival: [89.9, 1.8e-2] },
  { case: 'pa_grm_rt4', grid: sweepGrid(40, 0.02, 0.2, 16), rival: [267, 7.1e-3] },
  { case: 'pa_grm_resinA_rt4', grid: sweepGrid(20, 0.02, 0.25, 10), rival: [194, 2.1e-2] },
  { case: 'pa_grm_resinA_rt4', grid: sweepGrid(40, 0.02, 0.2, 16), rival: [330, 1.4e-2] },
  { case: 'sma_mab_lrm', grid: { transport: 'shift', cells: 75 }, rival: [32.9, 8.6e-3] },
  { case: 'sma_mab_lrmp', grid: sweepGrid(40, 0.01, 0.1), rival: [16.5, 4.5e-3] },
  { case: 'cex_mpm_lrm', grid: { transport: 'shift', cells: 25 }, rival: [245, 8.3e-3] },
  { case: 'cycle_lrm', grid: { transport: 'shift', cells: 50 }, rival: [259, 1.3e-2] },
  { case: 'cycle_lrmp', grid: sweepGrid(70, 0.005, 0.02), rival: [81.4, 1.3e-2] },
]

function sweepGrid(cells: number, firstStep_CV: number, longestStep_CV: number, shells?: number): Grid {
  return { transport: 'sweep', cells, firstStep_CV, longestStep_CV, ...(shells === undefined ? {} : { shells }) }
}

const REFERENCE_ROWS = [
  'tracer_lrm',
  'tracer_grm',
  'tracer_grm_linear',
  'pa_lrm_rt4',
  'pa_lrm_rt5',
  'pa_lrm_rt6',
  'pa_lrmp_rt4',
  'pa_lrmp_rt5',
  'pa_lrmp_rt6',
  'pa_grm_rt4',
  'pa_grm_rt5',
  'pa_grm_rt6',
  'pa_grm_resinA_rt3',
  'pa_grm_resinA_rt4',
  'pa_grm_resinA_rt6',
  'sma_mab_lrm',
  'sma_mab_lrmp',
  'sma_mab_grm',
  'sma_lwe_grm',
  'cex_mpm_lrm',
  'cycle_lrm',
  'cycle_lrmp',
] as const

const PLAY_ROWS = ['pa_grm_rt4', 'cycle_lrmp', 'cex_mpm_lrm'] as const

/** Rows for the benchmark table: reference grids, grids at which an outside solver was timed too, grids of the game. */
export function columnBenchmarks(folder = join('tests', 'reference')): Benchmark[] {
  const row = (
    name: string,
    method: string,
    solve: (c: ColumnCase) => Curve,
    rival: (data: Fields) => readonly Rival[],
  ): Benchmark => {
    const file = join(folder, `${name}.json`)
    const data = fields(readJson(file), { file, path: '' })
    const c = readColumnCase(data, file)
    return {
      case: name,
      method,
      run: () => {
        solve(c)
      },
      error: () => Math.max(...peakErrors(solve(c), readCsv(join(folder, `${name}.csv`)))),
      rival: rival(data),
    }
  }
  return [
    ...REFERENCE_ROWS.map((name) => {
      const file = join(folder, `${name}.json`)
      const grid = referenceGrid(readColumnCase(fields(readJson(file), { file, path: '' }), file))
      return row(name, `reference grid: ${describeGrid(grid)}`, (c) => solveColumn(c, grid), convergenceOf)
    }),
    ...EQUAL_ERROR.map(({ case: name, grid, rival: [ms, error] }) =>
      row(
        name,
        describeGrid(grid),
        (c) => solveColumn(c, grid),
        () => [{ method: 'CADET-Core 5.1.1, cheapest at about this error', ms, error }],
      ),
    ),
    ...PLAY_ROWS.map((name) => row(name, 'as played, 5 s ticks', playColumnCase, () => [])),
  ]
}

function describeGrid({ transport, cells, shells, longestStep_CV }: Grid): string {
  const beads = shells === undefined ? '' : `, ${shells} shells`
  return `${transport}, ${cells} cells${beads}${longestStep_CV === undefined ? '' : `, steps ≤ ${longestStep_CV} CV`}`
}

/** The coarser grids the reference itself was checked with, as its JSON records them. */
function convergenceOf(data: Fields): Rival[] {
  const { convergence } = data.reference as { convergence?: Convergence[] }
  return (convergence ?? [])
    .filter((entry) => entry.max_diff_to_finest_rel_peak !== undefined)
    .map((entry) => ({
      method: `CADET-Core 5.1.1, ${Object.values(entry.grid).join(' ')}`,
      ms: 1000 * entry.time_sim_s,
      error: Math.max(...entry.max_diff_to_finest_rel_peak!),
    }))
}

interface Convergence {
  readonly grid: Readonly<Record<string, string | number>>
  readonly time_sim_s: number
  readonly max_diff_to_finest_rel_peak?: readonly number[]
}

function readCsv(file: string): number[][] {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  return lines.map((line) => line.split(',').map(Number))
}
