import { exp, illinois, log10, pow, pow10, spec, type Specs, type Values } from '../../sim/index.ts'
import {
  concentration_g_L,
  emptyStream,
  loseProduct,
  percentOfProduct,
  pour,
  split,
  splitInto,
  type Stream,
} from '../stream.ts'
import type { Conditions, Readings, Refusal, UnitOperation } from '../unit.ts'
import { age, buffer, collect, pushThrough } from '../wellMixed.ts'

const SHEET = 'mab.md §3.5'

export const parameters = {
  permeability: spec('flux of buffer per bar', 'LMH/bar', 60, [10, 200], 'C', SHEET),
  viscosityPerConcentration: spec('ln of viscosity per g/L', '1', 0.012, [0, 0.05], 'C', SHEET),
  capacity: spec('load that plugs the filter, no aggregates', 'L/m²', 2200, [200, 10000], 'C', SHEET),
  hmwFouling: spec('fouling by 1 % aggregates at 10 g/L', '1', 2, [0, 10], 'C', SHEET),
  packedFrom: spec('pressure that packs the deposit no further', 'bar', 2, [0.5, 3], 'C', 'mab.md §1.10: set point'),
  packing: spec(
    'capacity falls with pressure above that to the power',
    '1',
    0.4,
    [0, 1],
    'C',
    'deposits of protein give way; mab.md §1.10: 2.8 bar alert',
  ),
  withoutPrefilter: spec('capacity left without prefilter', '1', 0.45, [0.05, 1], 'C', SHEET),
  parvoReduction: spec(
    'log reduction of parvovirus, fresh filter in steady flow',
    'log10',
    5.6,
    [4, 7],
    'V',
    'small-virus filters: median 5.0 (older), 5.67 (newer)',
  ),
  decayAllowed: spec('flux decay before virus slips through', '1', 0.5, [0, 0.9], 'C', SHEET),
  decayPassing: spec('thousandths of virus passing per decay beyond that', '1', 0.02, [0, 0.2], 'C', SHEET),
  pausePassing: spec('thousandths of virus passing per pause', '1', 0.0012, [0, 0.1], 'C', SHEET),
  pauseMinutes: spec('minutes of pause that count as one pause more', 'min', 30, [5, 120], 'C', SHEET),
  lowPressure: spec('pressure under which virus diffuses through', 'bar', 0.7, [0.2, 1.5], 'C', SHEET),
  lowPressurePassing: spec('thousandths of virus passing at such pressure', '1', 0.006, [0, 0.1], 'C', SHEET),
  retroReduction: spec('log reduction of retrovirus', 'log10', 6, [4, 7], 'V', 'ASTM E3259'),
  retroReductionLow: spec(
    'the same where parvovirus is cut by 4 log or less',
    'log10',
    4.5,
    [2, 6],
    'C',
    'mab_ref.py virus_filter',
  ),
  germReduction: spec(
    'reduction of bacteria by 20 nm pores',
    'log10',
    7,
    [4, 9],
    'G',
    'as a sterilising filter, ASTM F838',
  ),
  adsorbed: spec('product held by the membrane', '1', 0.004, [0, 0.03], 'C', 'mab_ref.py virus_filter'),
  holdUp: spec(
    'liquid in prefilter, filter and lines',
    'L/m²',
    6.355,
    [1, 20],
    'C',
    `${SHEET}: 0.6 L/m² of product left after a chase of 15 L/m²`,
  ),
  deviceLimit: spec('pressure the filter is built for', 'bar', 3, [2, 5], 'G', 'mab.md §1.10'),
  damage: spec('damage per bar above the limit', '1/h', 1, [0, 20], 'C', 'mab.md §1.10: high: device damage'),
  leak: spec('virus passing at damage 1', '1', 0.01, [0, 1], 'C', 'this plant'),
  testDetects: spec('damage the integrity test finds', '1', 0.01, [0, 1], 'C', 'this plant'),
  testTime: spec('time of the integrity test', 'min', 20, [5, 60], 'G', 'gold particle or air-water diffusion'),
  defect: spec('damage the filter came with (fault; 0: none)', '1', 0, [0, 1], 'C', 'mab.md §6 no. 39'),
} satisfies Specs

export const settings = {
  pressure: spec('pressure across the filter', 'bar', 2, [0, 3.6], 'G', 'mab.md §1.10'),
  prefilter: spec('prefilter in line (1 yes, 0 no)', '1', 1, [0, 1], 'G', 'mab.md §1.10'),
  area: spec(
    'filter area fitted, of the plant’s (read when a filter is fitted)',
    '1',
    1,
    [0.2, 3],
    'C',
    'mab.md §3.9: 3 m²',
  ),
  chase: spec('buffer after the product', 'L/m²', 15, [0, 40], 'G', 'mab.md §1.10: 10-20'),
} satisfies Specs

export const acts = {
  addFilter: spec('a second filter in parallel: area, of the plant’s', '1', 1, [0.2, 3], 'G', 'mab.md §6 no. 38'),
  divert: spec(
    'what comes now goes into a second vessel (1), into the first again (0)',
    '1',
    1,
    [0, 1],
    'G',
    'gmp.md MA-18',
  ),
  refilter: spec(
    'all filtrate, or what was kept apart, once more through a fresh filter: area, of the plant’s',
    '1',
    1,
    [0.2, 3],
    'G',
    'mab.md §6 no. 39',
  ),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type Phase = 'load' | 'chase' | 'test' | 'done'

const VIRUSES = ['retrovirus', 'parvovirus'] as const
/** And one imagined parvovirus per litre, to tell the reduction where the stream carries none. */
type Species = (typeof VIRUSES)[number] | 'claim'
const SPECIES: readonly Species[] = [...VIRUSES, 'claim']

interface Passage {
  came: number
  /** Part of it that came at low pressure. */
  cameLow: number
  passed: number
}

export interface FilterState {
  area_m2: number
  /** Share of the pores still open: flux goes with its square. */
  open: number
  load_L_m2: number
  /** Pauses this filter has seen while virus was on it, and their minutes. */
  pauses: number
  paused_min: number
  damage: number
  passage: Record<Species, Passage>
}

export interface NanofilterState {
  phase: Phase
  feed: Stream
  hold: Stream
  filtrate: Stream
  /** Filtrate kept apart, once there is any: not in the product unless it is filtered again. */
  apart?: Stream
  diverting?: boolean
  filters: FilterState[]
  chased_L: number
  flowing_h: number
  inPause: boolean
  pauseNow_min: number
  longestPause_min: number
  test_min: number
  entered_g: number
  lost_g: number
}

const TICK_S = 5
const TICK_H = TICK_S / 3600
/** What passes in this tick. */
const parcel = emptyStream(0)

export const nanofilter: UnitOperation<NanofilterState, P, S> = {
  id: 'nanofilter',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    const area_m2 = c.plant.nanofilterArea_m2 * c.settings.area
    return {
      phase: 'load',
      feed: { ...entry },
      hold: buffer(c.parameters.holdUp * area_m2, entry),
      filtrate: { ...emptyStream(entry.temperature_C), sinceHarvest_s: entry.sinceHarvest_s },
      filters: [fresh(area_m2, c)],
      chased_L: 0,
      flowing_h: 0,
      inPause: false,
      pauseNow_min: 0,
      longestPause_min: 0,
      test_min: 0,
      entered_g: entry.product_g,
      lost_g: 0,
    }
  },

  tick(state, c) {
    age(TICK_S, state.feed, state.hold, state.filtrate)
    if (state.apart) age(TICK_S, state.apart)
    if (state.phase === 'done') return
    if (state.phase === 'test') {
      if (!c.paused) state.test_min += TICK_S / 60
      return
    }
    const flows = !c.paused && c.settings.pressure > 0 && (state.phase === 'chase' || state.feed.volume_L > 1e-9)
    if (!flows) pause(state)
    else {
      state.inPause = false
      state.pauseNow_min = 0
      const over_bar = c.settings.pressure - c.parameters.deviceLimit
      if (over_bar > 0) for (const f of state.filters) f.damage += over_bar * c.parameters.damage * TICK_H
      if (state.phase === 'load') load(state, c)
      else chase(state, c)
    }
  },

  act(state, act, amount, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    const area_m2 = c.plant.nanofilterArea_m2 * amount
    if (act === 'addFilter') {
      if (state.phase === 'test') return { code: 'filter_under_test' }
      if (state.filters.length >= 3) return { code: 'no_room_for_filter', values: { filters: state.filters.length } }
      state.filters.push(fresh(area_m2, c))
      pour(state.hold, buffer(c.parameters.holdUp * area_m2, state.hold))
      return undefined
    }
    if (act === 'divert') {
      if (state.phase === 'test') return { code: 'filter_under_test' }
      state.diverting = amount >= 0.5
      if (state.diverting)
        state.apart ??= { ...emptyStream(state.feed.temperature_C), sinceHarvest_s: state.feed.sinceHarvest_s }
      return undefined
    }
    const again = state.apart && state.apart.volume_L > 0 ? state.apart : state.filtrate
    if (again.volume_L <= 0) return { code: 'nothing_filtered' }
    state.lost_g += state.hold.product_g
    pour(state.feed, split(again, 1))
    // What a fresh filter has held goes with the rest.
    delete state.apart
    delete state.diverting
    state.filters = [fresh(area_m2, c)]
    state.hold = buffer(c.parameters.holdUp * area_m2, state.feed)
    state.chased_L = 0
    state.test_min = 0
    state.phase = 'load'
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'load') return state.feed.volume_L <= 1e-9
    if (state.phase === 'chase') return state.chased_L >= c.settings.chase * area_m2(state) - 1e-9
    if (state.phase === 'test') return tested(state, c)
    return false
  },

  /** load → chase → test → done. Feed not filtered by the chase is lost; ending the test early leaves the filter unproven. */
  proceed(state): Refusal | undefined {
    if (state.phase === 'load') {
      state.lost_g += split(state.feed, 1).product_g
      state.phase = 'chase'
    } else if (state.phase === 'chase') {
      state.lost_g += split(state.hold, 1).product_g
      state.phase = 'test'
    } else if (state.phase === 'test') {
      // What is still apart is blocked: it is nobody's product.
      state.lost_g += state.apart?.product_g ?? 0
      delete state.apart
      state.phase = 'done'
    } else return { code: 'step_closed' }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const { feed } = state
    const running = !c.paused && (state.phase === 'chase' || (state.phase === 'load' && feed.volume_L > 1e-9))
    const thickness = state.phase === 'load' ? concentration_g_L(feed) : concentration_g_L(state.hold)
    let flow_L_h = 0
    if (running) for (const f of state.filters) flow_L_h += f.area_m2 * freshFlux_LMH(thickness, c) * f.open * f.open
    return {
      pressure_bar: running ? c.settings.pressure : 0,
      flux_LMH: flow_L_h / area_m2(state),
      fluxDecay_pct: 100 * decay(state),
      load_L_m2: load_L_m2(state),
      chase_L_m2: state.chased_L / area_m2(state),
      pause_min: state.pauseNow_min,
      feed_L: feed.volume_L,
      filtrate_L: state.filtrate.volume_L,
      ...(state.apart && { apart_L: state.apart.volume_L }),
      test_min: state.test_min,
      ...(tested(state, c) ? { integrity_pass: integral(state, c) ? 1 : 0 } : {}),
    }
  },

  ledger(state) {
    const done = state.phase === 'done'
    return {
      entered_g: state.entered_g,
      made_g: 0,
      left_g: done ? state.filtrate.product_g : 0,
      held_g:
        state.feed.product_g +
        state.hold.product_g +
        (state.apart?.product_g ?? 0) +
        (done ? 0 : state.filtrate.product_g),
      lost_g: state.lost_g,
    }
  },

  close(state, c) {
    const parvo = parvoReduction_log10(state, c.parameters)
    const retro = parvo > 4 ? c.parameters.retroReduction : c.parameters.retroReductionLow
    const pass = tested(state, c) && integral(state, c)
    return {
      product: state.filtrate,
      results: {
        yield_pct: state.entered_g > 0 ? (100 * state.filtrate.product_g) / state.entered_g : 0,
        load_L_m2: load_L_m2(state),
        fluxDecay_pct: 100 * decay(state),
        flowing_h: state.flowing_h,
        pauses: Math.max(...state.filters.map((f) => f.pauses)),
        longestPause_min: state.longestPause_min,
        integrity_tested: tested(state, c) ? 1 : 0,
        integrity_pass: pass ? 1 : 0,
        /** What the filter did, as the model knows it; the claim stands only behind a passed test. */
        reductionParvo_log10: parvo,
        reductionRetro_log10: retro,
        claimParvo_log10: pass ? parvo : 0,
        claimRetro_log10: pass ? retro : 0,
      },
    }
  },
}

const receiver = (state: NanofilterState): Stream => (state.diverting && state.apart ? state.apart : state.filtrate)

function fresh(area_m2: number, c: Conditions<P, S>): FilterState {
  const passage = (): Passage => ({ came: 0, cameLow: 0, passed: 0 })
  return {
    area_m2,
    open: 1,
    load_L_m2: 0,
    pauses: 0,
    paused_min: 0,
    damage: c.parameters.defect,
    passage: { retrovirus: passage(), parvovirus: passage(), claim: passage() },
  }
}

function area_m2(state: NanofilterState): number {
  let sum = 0
  for (const f of state.filters) sum += f.area_m2
  return sum
}

/** Load and flux decay of the filter that has carried most: the limits are each filter's own. */
const load_L_m2 = (state: NanofilterState): number => Math.max(...state.filters.map((f) => f.load_L_m2))
const decay = (state: NanofilterState): number => Math.max(...state.filters.map((f) => 1 - f.open * f.open))
const tested = (state: NanofilterState, c: Conditions<P, S>): boolean =>
  state.test_min >= c.parameters.testTime - 1e-9 && (state.phase === 'test' || state.phase === 'done')
const integral = (state: NanofilterState, c: Conditions<P, S>): boolean =>
  state.filters.every((f) => f.damage < c.parameters.testDetects)

export function freshFlux_LMH(product_g_L: number, c: Conditions<P, S>): number {
  const { permeability, viscosityPerConcentration } = c.parameters
  return (permeability * c.settings.pressure) / exp(Math.min(50, viscosityPerConcentration * product_g_L))
}

/** Load that would plug a fresh filter. Pressure packs what it holds: hurry costs capacity. */
export function plugLoad_L_m2(feed: Stream, pressure_bar: number, prefilter: number, p: Values<P>): number {
  const packed = pow(Math.max(1, pressure_bar / p.packedFrom), p.packing)
  const fouling = 1 + (p.hmwFouling * percentOfProduct(feed.hmw_g, feed) * concentration_g_L(feed)) / 10
  return (p.capacity / (fouling * packed)) * (1 - (1 - p.withoutPrefilter) * (1 - prefilter))
}

/**
 * Standard blocking: J = J0·open², open falls by dv/Vmax. At constant pressure 1/open rises linearly with time, which is
 * stepped exactly; the litres of several filters in parallel add up.
 */
function load(state: NanofilterState, c: Conditions<P, S>): void {
  const { feed } = state
  const capacity = plugLoad_L_m2(feed, c.settings.pressure, c.settings.prefilter, c.parameters)
  const speed = freshFlux_LMH(concentration_g_L(feed), c) / capacity
  const after = (f: FilterState, h: number): number => f.open / (1 + speed * f.open * h)
  const litres = (h: number): number => {
    let sum = 0
    for (const f of state.filters) sum += f.area_m2 * capacity * (f.open - after(f, h))
    return sum
  }
  const available_L = feed.volume_L
  const whole = litres(TICK_H)
  const hours = whole > available_L ? illinois((h) => litres(h) - available_L, 0, TICK_H, 1e-12 * available_L) : TICK_H
  const total_L = Math.min(whole, available_L)
  if (total_L <= 1e-12) return
  state.flowing_h += hours
  // The last tick empties the tank whatever rounding says.
  const part = splitInto(parcel, feed, whole >= available_L ? 1 : total_L / available_L)
  const virus = { retrovirus: part.retrovirus, parvovirus: part.parvovirus, claim: total_L }
  part.retrovirus = part.parvovirus = 0
  for (const f of state.filters) {
    const open = after(f, hours)
    const volume_L_m2 = capacity * (f.open - open)
    f.open = open
    f.load_L_m2 += volume_L_m2
    const share = (f.area_m2 * volume_L_m2) / total_L
    const low = c.settings.pressure < c.parameters.lowPressure ? 1 : 0
    for (const species of SPECIES) {
      const passage = f.passage[species]
      passage.came += virus[species] * share
      passage.cameLow += virus[species] * share * low
    }
  }
  passVirus(state, part, c.parameters)
  part.bioburden_CFU *= pow10(-c.parameters.germReduction)
  state.lost_g += part.product_g * c.parameters.adsorbed
  loseProduct(part, c.parameters.adsorbed)
  collect(receiver(state), pushThrough(state.hold, part))
}

/** Buffer carries no foulant: the pores stay as they are, what the hold-up held is pushed out. */
function chase(state: NanofilterState, c: Conditions<P, S>): void {
  const flux = freshFlux_LMH(concentration_g_L(state.hold), c)
  let volume_L = 0
  for (const f of state.filters) volume_L += f.area_m2 * flux * f.open * f.open * TICK_H
  if (volume_L <= 1e-12) return
  state.flowing_h += TICK_H
  state.chased_L += volume_L
  const part = buffer(volume_L, state.hold)
  passVirus(state, part, c.parameters)
  collect(receiver(state), pushThrough(state.hold, part))
}

/** Share of all parvovirus brought so far that has got through a filter: the sheet's formula, from what has happened to it. */
function passing(f: FilterState, p: Values<P>): number {
  const overDecay = Math.max(0, 1 - f.open * f.open - p.decayAllowed)
  const thousandths = p.decayPassing * overDecay + p.pausePassing * (f.pauses + f.paused_min / p.pauseMinutes)
  return Math.min(1, pow10(-p.parvoReduction) + 1e-3 * thousandths + p.leak * f.damage)
}

/** Lets through what the filter's present condition owes: virus held by the membrane comes loose after a pause, or as pores block. */
function passVirus(state: NanofilterState, part: Stream, p: Values<P>): void {
  for (const f of state.filters) {
    const share = passing(f, p)
    const owed = (s: Passage): number =>
      Math.max(s.passed, Math.min(s.came, s.came * share + 1e-3 * p.lowPressurePassing * s.cameLow))
    const claim = f.passage.claim
    claim.passed = owed(claim)
    const parvo = owed(f.passage.parvovirus)
    part.parvovirus += parvo - f.passage.parvovirus.passed
    f.passage.parvovirus.passed = parvo
    // Retrovirus, five times as large, is held by size as long as the small one is.
    const tight = claim.came > 0 ? claim.passed / claim.came < 1e-4 : true
    const r = f.passage.retrovirus
    const retro = Math.max(
      r.passed,
      r.came * Math.min(1, pow10(-(tight ? p.retroReduction : p.retroReductionLow)) + p.leak * f.damage),
    )
    part.retrovirus += retro - r.passed
    r.passed = retro
  }
}

function parvoReduction_log10(state: NanofilterState, p: Values<P>): number {
  let came = 0
  let passed = 0
  for (const f of state.filters) {
    came += f.passage.claim.came
    passed += f.passage.claim.passed
  }
  return came > 0 && passed > 0 ? log10(came / passed) : p.parvoReduction
}

/** No flow while virus sits on the membrane: it starts to diffuse. */
function pause(state: NanofilterState): void {
  if (load_L_m2(state) <= 0) return
  for (const f of state.filters) {
    if (f.load_L_m2 <= 0) continue
    if (!state.inPause) f.pauses++
    f.paused_min += TICK_S / 60
  }
  state.inPause = true
  state.pauseNow_min += TICK_S / 60
  state.longestPause_min = Math.max(state.longestPause_min, state.pauseNow_min)
}
