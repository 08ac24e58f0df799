import { pow, spec, type Specs, type Values } from '../../sim/index.ts'
import { emptyStream, pour, split, type Stream } from '../stream.ts'
import type { Conditions, Readings, Refusal, UnitOperation } from '../unit.ts'
import { age, buffer, collect, pushThrough } from '../wellMixed.ts'

const SHEET = 'mab.md §3.0'

export const parameters = {
  capacity: spec('load that plugs the filter, feed of the reference turbidity', 'L/m²', 260, [50, 1000], 'C', SHEET),
  referenceTurbidity: spec('turbidity at which that capacity holds', 'NTU', 200, [50, 1000], 'C', SHEET),
  capacityExponent: spec('capacity falls with turbidity to the power', '1', 0.5, [0, 1.5], 'C', SHEET),
  clearest: spec('feed below this turbidity plugs no more slowly', 'NTU', 60, [0, 200], 'C', SHEET),
  resistance: spec('pressure of the fresh filter at 100 LMH', 'bar', 0.12, [0.02, 0.5], 'C', SHEET),
  hcpPassing: spec('host-cell protein passing the charged media', '1', 0.9, [0.3, 1], 'C', SHEET),
  dnaPassing: spec('DNA passing the charged media', '1', 0.35, [0.01, 1], 'C', SHEET),
  holdUp: spec('liquid held by housings and media', 'L/m²', 6, [1, 15], 'C', SHEET),
  clearFiltrate: spec('turbidity of the filtrate of a fresh filter', 'NTU', 2, [0.1, 10], 'C', 'mab_ref.py harvest'),
  plugTurbidity: spec('turbidity added as the filter plugs', 'NTU', 8, [0, 50], 'C', 'mab_ref.py harvest'),
  rated: spec(
    'pressure above which the media let particles through',
    'bar',
    1,
    [0.5, 2],
    'V',
    'BioPharm Int: 15 psi end point',
  ),
  breakthrough: spec('turbidity let through at 1 bar above rated', 'NTU', 25, [0, 200], 'C', 'mab.md §6 no. 26'),
  fastFrom: spec(
    'flux above which the media have too little time to catch',
    'LMH',
    130,
    [60, 300],
    'C',
    'mab.md §1.5: alert limit',
  ),
  fastPassing: spec(
    'turbidity of the feed let through, per 100 LMH above that',
    '1',
    0.09,
    [0, 1],
    'C',
    'calibrated: 15 NTU, the action limit, at 200 LMH (mab.md §1.5: breakthrough)',
  ),
  fastCapacity: spec('capacity falls with flux above that to the power', '1', 0.5, [0, 2], 'C', 'mab.md §1.5: ΔP'),
  cellVolume: spec('volume of one cell', 'pL', 2.2, [1, 4], 'C', SHEET),
  cakeFrom: spec(
    'solids in the feed that the pores take: more lies on the media as a cake',
    '1',
    0.003,
    [0, 0.02],
    'G',
    'a clean centrate holds 0.1 %',
  ),
  cakeResistance: spec(
    'pressure at 100 LMH per litre of whole cells on a square metre',
    'bar',
    0.35,
    [0, 5],
    'C',
    'calibrated: broth of 5 % cells, never centrifuged, reaches 1 bar at 36 L/m²',
  ),
  cakeLiquid: spec('liquid that cake keeps, per volume of cells', '1', 0.6, [0, 2], 'G', 'unpacked bed of cells'),
  fullestPlug: spec('share of the pores that can be blocked', '1', 0.98, [0.9, 0.999], 'C', 'mab_ref.py harvest'),
  germsPassing: spec(
    'log reduction of germs by the 0.2 µm filter',
    'log10',
    6,
    [0, 8],
    'G',
    'bioburden-reducing filter',
  ),
} satisfies Specs

export const settings = {
  flux: spec('flow per filter area', 'LMH', 100, [0, 300], 'C', 'mab.md §1.5'),
  pressureLimit: spec(
    'pressure at which the pump eases off',
    'bar',
    1,
    [0.2, 6],
    'V',
    'BioPharm Int: 15 psi end point',
  ),
  area: spec(
    'filter area fitted, of the plant’s filter house (read when a filter is fitted)',
    '1',
    1,
    [0.2, 2],
    'C',
    'mab.md §3.0: 22 m² at 2,000 L',
  ),
  flush: spec('buffer pushed through after the load', 'L/m²', 12, [0, 40], 'C', 'mab.md §1.5: 10-12'),
} satisfies Specs

export const acts = {
  changeFilter: spec('fit fresh filters: area, of the plant’s filter house', '1', 1, [0.2, 2], 'G', 'operator'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings

export interface DepthFilterState {
  phase: 'load' | 'flush' | 'done'
  feed: Stream
  /** Liquid in the housings: starts as the water the filter was wetted with. */
  hold: Stream
  filtrate: Stream
  area_m2: number
  /** Share of the pores blocked: 0 fresh, 1 plugged. */
  blocked: number
  /** Whole cells lying on the media. */
  cake_L_m2: number
  loaded_L_m2: number
  flushed_L_m2: number
  /** Turbidity of what leaves just now, before it is mixed into the tank. */
  leaving_NTU: number
  highestPressure_bar: number
  changes: number
  entered_g: number
  lost_g: number
}

const TICK_S = 5
const HOUR_S = 3600

export const depthFilter: UnitOperation<DepthFilterState, P, S> = {
  id: 'depthFilter',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    const area_m2 = c.plant.depthFilterArea_m2 * c.settings.area
    return {
      phase: 'load',
      feed: { ...entry },
      hold: water(area_m2, entry, c.parameters),
      filtrate: { ...emptyStream(entry.temperature_C), sinceHarvest_s: entry.sinceHarvest_s },
      area_m2,
      blocked: 0,
      cake_L_m2: 0,
      loaded_L_m2: 0,
      flushed_L_m2: 0,
      leaving_NTU: 0,
      highestPressure_bar: 0,
      changes: 0,
      entered_g: entry.product_g,
      lost_g: 0,
    }
  },

  tick(state, c) {
    age(TICK_S, state.feed, state.hold, state.filtrate)
    if (state.phase === 'done' || c.paused) return
    const volume_L = (flux_LMH(state, c) * state.area_m2 * TICK_S) / HOUR_S
    if (volume_L <= 1e-9) return
    if (state.phase === 'load') {
      if (state.feed.volume_L > 1e-9) load(state, Math.min(1, volume_L / state.feed.volume_L), c)
    } else {
      state.flushed_L_m2 += volume_L / state.area_m2
      release(state, buffer(volume_L, state.feed), 0, c)
    }
    state.highestPressure_bar = Math.max(state.highestPressure_bar, pressure_bar(state, c))
  },

  act(state, _act, amount, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    state.lost_g += state.hold.product_g
    state.area_m2 = c.plant.depthFilterArea_m2 * amount
    state.hold = water(state.area_m2, state.feed, c.parameters)
    state.blocked = 0
    state.cake_L_m2 = 0
    state.loaded_L_m2 = 0
    state.changes++
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'load') return state.feed.volume_L <= 1e-9
    if (state.phase === 'flush') return state.flushed_L_m2 >= c.settings.flush - 1e-9
    return false
  },

  /** load → flush → done. Feed not filtered by the end goes to the drain, and so does what the housings still hold. */
  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'load') {
      state.lost_g += split(state.feed, 1).product_g
      state.phase = 'flush'
    } else {
      state.lost_g += split(state.hold, 1).product_g
      state.phase = 'done'
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const running = state.phase !== 'done' && !c.paused
    return {
      pressure_bar: running ? pressure_bar(state, c) : 0,
      flux_LMH: running ? flux_LMH(state, c) : 0,
      load_L_m2: state.loaded_L_m2,
      flush_L_m2: state.flushed_L_m2,
      feed_L: state.feed.volume_L,
      feed_NTU: state.feed.turbidity_NTU,
      filtrate_L: state.filtrate.volume_L,
      filtrateLine_NTU: state.leaving_NTU,
      filtrate_NTU: state.filtrate.turbidity_NTU,
    }
  },

  ledger(state) {
    const done = state.phase === 'done'
    return {
      entered_g: state.entered_g,
      made_g: 0,
      left_g: done ? state.filtrate.product_g : 0,
      held_g: state.feed.product_g + state.hold.product_g + (done ? 0 : state.filtrate.product_g),
      lost_g: state.lost_g,
    }
  },

  close(state) {
    return {
      product: state.filtrate,
      results: {
        yield_pct: state.entered_g > 0 ? (100 * state.filtrate.product_g) / state.entered_g : 0,
        filtrate_NTU: state.filtrate.turbidity_NTU,
        highestPressure_bar: state.highestPressure_bar,
        load_L_m2: state.loaded_L_m2,
        filterChanges: state.changes,
      },
    }
  },
}

/** More of the centrate arrives: what the centrifuge sends over while this filter is running. */
export function receive(state: DepthFilterState, part: Stream): void {
  state.entered_g += part.product_g
  pour(state.feed, part)
}

const water = (area_m2: number, like: Stream, p: Values<P>): Stream =>
  buffer(p.holdUp * area_m2, { temperature_C: like.temperature_C, pH: 7, conductivity_mS_cm: like.conductivity_mS_cm })

/** Load that would plug a fresh filter, at this turbidity of the feed. */
export function plugLoad_L_m2(feed_NTU: number, p: Values<P>): number {
  return p.capacity * pow(p.referenceTurbidity / Math.max(feed_NTU, p.clearest), p.capacityExponent)
}

/**
 * Standard blocking at constant flux (Hermia): pores narrow by what is deposited in them, ΔP ∝ 1/(1 - load/Vmax)². Whole
 * cells lie on top as a cake, in series with it.
 */
function resistance(state: DepthFilterState, p: Values<P>): number {
  const open = 1 - Math.min(state.blocked, p.fullestPlug)
  return (p.resistance / (open * open) + p.cakeResistance * state.cake_L_m2) / 100
}

/** Flux above which media catch less, over the flux: 1 at all flows they have time for. */
const contact = (state: DepthFilterState, c: Conditions<P, S>): number =>
  Math.min(1, c.parameters.fastFrom / Math.max(1e-9, flux_LMH(state, c)))

/** The pump holds the flux until the pressure limit, then the pressure. */
const flux_LMH = (state: DepthFilterState, c: Conditions<P, S>): number =>
  Math.min(c.settings.flux, c.settings.pressureLimit / resistance(state, c.parameters))

const pressure_bar = (state: DepthFilterState, c: Conditions<P, S>): number =>
  flux_LMH(state, c) * resistance(state, c.parameters)

function load(state: DepthFilterState, fraction: number, c: Conditions<P, S>): void {
  const p = c.parameters
  const part = split(state.feed, fraction)
  const load_L_m2 = part.volume_L / state.area_m2
  const time = contact(state, c)
  const fast = Math.max(0, flux_LMH(state, c) - p.fastFrom) / 100
  const passing_NTU = p.fastPassing * fast * part.turbidity_NTU
  state.loaded_L_m2 += load_L_m2
  // At contact 1, the usual, this is the sheet's capacity to the bit.
  const capacity_L_m2 = plugLoad_L_m2(part.turbidity_NTU, p) * (time < 1 ? pow(time, p.fastCapacity) : 1)
  state.blocked = Math.min(1, state.blocked + load_L_m2 / capacity_L_m2)
  layDown(state, part, p)
  part.hcp_mg *= 1 - (1 - p.hcpPassing) * time
  part.dna_mg *= 1 - (1 - p.dnaPassing) * time
  part.viableCells_1e9 = part.deadCells_1e9 = 0
  part.bioburden_CFU *= pow(10, -p.germsPassing)
  release(state, part, passing_NTU, c)
}

/** Whole cells beyond what the pores take lie down as a cake, with liquid between them that no flush gets out. */
function layDown(state: DepthFilterState, part: Stream, p: Values<P>): void {
  const solids_L = (part.viableCells_1e9 + part.deadCells_1e9) * p.cellVolume * 1e-3
  const cake_L = Math.min(0.6 * part.volume_L, solids_L) - p.cakeFrom * part.volume_L
  if (!(cake_L > 0)) return
  state.cake_L_m2 += cake_L / state.area_m2
  state.lost_g += split(part, (p.cakeLiquid * cake_L) / part.volume_L).product_g
  part.volume_L = Math.max(0, part.volume_L - cake_L)
}

/** Pushes `part` into the housings and what leaves them into the tank, as clear as the media now make it. */
function release(state: DepthFilterState, part: Stream, passing_NTU: number, c: Conditions<P, S>): void {
  const p = c.parameters
  const x = Math.min(state.blocked, p.fullestPlug)
  const over_bar = Math.max(0, pressure_bar(state, c) - p.rated)
  const out = pushThrough(state.hold, part)
  state.leaving_NTU = p.clearFiltrate + p.plugTurbidity * x * x * x * x + p.breakthrough * over_bar + passing_NTU
  out.turbidity_NTU = state.leaving_NTU
  collect(state.filtrate, out)
}
