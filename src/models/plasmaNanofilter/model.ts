import { exp, log10, pow, pow10, spec, type Specs, type Values } from '../../sim/index.ts'
import { agePurified } from '../plasmaPlant/ageing.ts'
import {
  DISSOLVED,
  massOf,
  polymers_pct,
  pourPlasma,
  type PlasmaStream,
  protein_g,
  proteinLedger,
  solution,
  splitPlasma,
  type Virus,
  VIRUSES,
} from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import { claims, type Reductions } from '../plasmaPlant/viralSafety.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'plasma.md §3.10'

export const parameters = {
  most: spec('largest reduction', 'log10', 6, [4, 8], 'C', SHEET),
  cut: spec('width of the cut, of the pore', '1', 0.08, [0.01, 0.5], 'C', `${SHEET}: V35, V38, V39`),
  flux: spec('first flux at the usual pressure', 'LMH', 12, [2, 60], 'G', SHEET),
  usualPressure: spec('usual pressure', 'bar', 0.9, [0.3, 3], 'G', 'plasma.md §1.4'),
  capacity: spec('volume that would block the filter, 15 g/L', 'L/m²', 300, [50, 2000], 'G', SHEET),
  usualConcentration: spec('protein of those', 'g/L', 15, [1, 50], 'G', 'plasma.md §1.4'),
  prefilter: spec('capacity with a 75 nm prefilter, times', '1', 1.5, [1, 4], 'G', SHEET),
  aggregates: spec('capacity with more than 1 % aggregates, times', '1', 0.4, [0.05, 1], 'G', SHEET),
  packing: spec(
    'capacity falls with pressure above 1 bar to the power',
    '1',
    0.6,
    [0, 2],
    'C',
    'plasma.md §1.4: 0.8-1.0 bar',
  ),
  half: spec('penalty at a flux of a quarter to half', 'log10', 0.5, [0, 3], 'C', `${SHEET}: direction V40, V41`),
  quarter: spec('penalty under a quarter', 'log10', 1.5, [0, 4], 'C', `${SHEET}: direction V40, V41`),
  pause: spec('penalty of each pause', 'log10', 0.5, [0, 3], 'C', `${SHEET}: direction V40`),
  pauseFrom: spec('pause that counts', 'min', 15, [1, 60], 'C', SHEET),
  damage: spec(
    'share of virus through a filter that is damaged (fault; 0: none)',
    '1',
    0,
    [0, 1],
    'C',
    'integrity test fails',
  ),
  adsorbed: spec('product held by the membrane', '1', 0.03, [0, 0.2], 'G', `${SHEET}: passage 0.97`),
  vWF20: spec('vWF that passes 20 nm', '1', 0.4, [0, 1], 'C', SHEET),
  vWF35: spec('vWF that passes 35 nm', '1', 0.93, [0, 1], 'C', 'plasma.md §1.5: above 0.9'),
  holdUp: spec('liquid the filter keeps', 'L/m²', 5, [1, 20], 'G', SHEET),
  testTime: spec('integrity test after use (0: the crew keeps its ticket)', 'min', 0, [0, 120], 'G', 'gmp.md PL-18'),
} satisfies Specs

export const settings = {
  pore: spec('pore', 'nm', 20, [15, 75], 'G', 'plasma.md §1.4, §1.5'),
  pressure: spec('pressure across the filter', 'bar', 0.9, [0, 3], 'G', 'plasma.md §1.4'),
  area: spec('area fitted, of the plant’s', '1', 1, [0.1, 10], 'G', 'this plant'),
  prefilter: spec('75 nm prefilter in line (1 yes, 0 no)', '1', 1, [0, 1], 'V', 'plasma.md §1.4: V33'),
  chase: spec('buffer after the product', 'L/m²', 10, [0, 40], 'G', 'this plant'),
} satisfies Specs

export const acts = {
  freshFilter: spec('a fresh filter: area, of the plant’s', '1', 1, [0.1, 10], 'G', 'plasma.md §6 no. 22'),
  refilter: spec(
    'all filtrate back, through a fresh filter: area, of the plant’s',
    '1',
    1,
    [0.1, 10],
    'G',
    'plasma.md §6 no. 22',
  ),
  rewet: spec('wet the filter anew and test it once more (amount: 1)', '1', 1, [1, 1], 'G', 'gmp.md PL-18'),
} satisfies Specs

/** What goes wrong with a filter: no hand at the desk has these. */
export const service = {
  tear: spec('a fibre tears: share of virus that passes from then on', '1', 0.01, [0, 1], 'C', 'gmp.md PL-18'),
  dryOut: spec('the filter is not wet through when it is tested', '1', 1, [1, 1], 'C', 'gmp.md PL-18'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

export interface PlasmaNanofilterState {
  phase: 'load' | 'chase' | 'test' | 'done'
  feed: PlasmaStream
  hold: PlasmaStream
  filtrate: PlasmaStream
  area_m2: number
  /** Another filter was fitted by an act: its area is what that said. */
  refitted: boolean
  /** Load over what would block the filter. */
  blocked: number
  loaded_L_m2: number
  loaded_kg_m2: number
  chased_L_m2: number
  pause_min: number
  pauses: number
  /** Virus that came on to the filter, by class; a refiltration begins anew. */
  came: Record<Virus, number>
  passed: Record<Virus, number>
  /** Share of virus through a torn fibre; a filter that was not wet through: its test fails though it is whole. */
  torn: number
  dry: boolean
  /** An earlier filter of this lot was torn, and what it let pass is in the filtrate. */
  leaked: boolean
  test_min: number
  tests: number
  entered_g: number
  lost_g: number
}

const TICK_S = 120

/** Size of the classes in nm: HIV 110, BVDV 50, HAV 27, B19 23. */
const SIZE_NM: Readonly<Record<Virus, number>> = { virusEnveloped: 110, virusResistant: 50, virusHAV: 27, virusB19: 23 }

/** Log10 reduction of a particle by a pore of this size, fresh filter in steady flow. */
export const retention = (size_nm: number, pore_nm: number, p: Values<P>): number =>
  p.most / (1 + exp(-(size_nm / pore_nm - 1) / p.cut))

/** Flux left, of the first, at this load: standard blocking. */
export const fluxLeft = (blocked: number): number => (1 - blocked) * (1 - blocked)

/** A virus filter: sieves by size, blocks by narrowing pores; a pause or a blocked filter lets virus creep on. */
export const plasmaNanofilter: PlasmaUnit<PlasmaNanofilterState, P, S> = {
  id: 'plasmaNanofilter',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,
  service,

  open(entry, c) {
    const area_m2 = c.plant.nanofilter_m2 * c.settings.area
    const none = { virusEnveloped: 0, virusResistant: 0, virusHAV: 0, virusB19: 0 }
    return {
      phase: 'load',
      feed: { ...entry },
      hold: solution(c.parameters.holdUp * area_m2, entry),
      filtrate: solution(0, entry),
      area_m2,
      refitted: false,
      blocked: 0,
      loaded_L_m2: 0,
      loaded_kg_m2: 0,
      chased_L_m2: 0,
      pause_min: 0,
      pauses: 0,
      came: none,
      passed: { ...none },
      torn: 0,
      dry: false,
      leaked: false,
      test_min: 0,
      tests: 0,
      entered_g: protein_g(entry),
      lost_g: 0,
    }
  },

  tick(state, c) {
    for (const s of [state.feed, state.hold, state.filtrate]) agePurified(s, TICK_S)
    if (state.phase === 'done') return
    if (state.phase === 'test') {
      const before = state.test_min
      state.test_min = Math.min(c.parameters.testTime, before + TICK_S / 60)
      if (before < c.parameters.testTime && isTested(state, c)) state.tests++
      return
    }
    // Until something has come on to it another filter can be fitted.
    const fitted_m2 = c.plant.nanofilter_m2 * c.settings.area
    if (state.phase === 'load' && state.loaded_L_m2 <= 0 && !state.refitted && fitted_m2 !== state.area_m2) {
      state.area_m2 = fitted_m2
      state.hold = solution(c.parameters.holdUp * fitted_m2, state.feed)
    }
    if (c.paused || c.settings.pressure < 0.05) {
      stand(state, c)
      return
    }
    state.pause_min = 0
    const flux = fluxNow(state, c)
    const thick = state.phase === 'load' ? capacity_L_m2(state, c) : Infinity
    const filtered_L_m2 = through(flux, thick, state.blocked)
    const volume_L = filtered_L_m2 * state.area_m2
    if (volume_L <= 1e-9) return
    if (state.phase === 'chase') {
      state.chased_L_m2 += filtered_L_m2
      push(state, solution(volume_L, state.filtrate))
    } else if (state.feed.volume_L > 1e-9) {
      const part = splitPlasma(state.feed, Math.min(1, volume_L / state.feed.volume_L))
      const came_L_m2 = part.volume_L / state.area_m2
      state.blocked = Math.min(0.99, state.blocked + came_L_m2 / thick)
      state.loaded_L_m2 += came_L_m2
      state.loaded_kg_m2 += protein_g(part) / 1e3 / state.area_m2
      sieve(state, part, c)
      push(state, part)
    }
  },

  act(state, act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'tear' || act === 'dryOut') {
      if (act === 'tear') state.torn = amount
      else state.dry = true
      return undefined
    }
    if (act === 'rewet') {
      if (state.phase !== 'test' || !isTested(state, c)) return { code: 'not_tested' }
      state.dry = false
      state.test_min = 0
      return undefined
    }
    if (act === 'freshFilter' && state.torn > 0) state.leaked = true
    if (act === 'refilter') {
      if (state.filtrate.volume_L <= 1e-9) return { code: 'nothing_filtered' }
      state.leaked = false
      pourPlasma(state.feed, splitPlasma(state.filtrate, 1))
      state.phase = 'load'
      state.chased_L_m2 = 0
      for (const virus of VIRUSES) state.came[virus] = state.passed[virus] = 0
    }
    state.lost_g += protein_g(state.hold)
    state.area_m2 = c.plant.nanofilter_m2 * amount
    state.refitted = true
    state.hold = solution(c.parameters.holdUp * state.area_m2, state.feed)
    state.blocked = state.loaded_L_m2 = state.loaded_kg_m2 = state.pauses = state.torn = state.test_min = 0
    state.dry = false
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'load') return state.feed.volume_L <= 1e-9
    if (state.phase === 'test') return isTested(state, c)
    return state.phase === 'chase' && state.chased_L_m2 >= c.settings.chase - 1e-9
  },

  /** load → chase → (test, where the level has the filter tested) → done. */
  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'test') {
      if (!isTested(state, c)) return { code: 'test_runs' }
      state.phase = 'done'
      return undefined
    }
    const rest = state.phase === 'load' ? state.feed : state.hold
    state.lost_g += protein_g(splitPlasma(rest, 1))
    state.phase = state.phase === 'load' ? 'chase' : c.parameters.testTime > 0 ? 'test' : 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    pressure_bar: state.phase === 'done' || state.phase === 'test' || c.paused ? 0 : c.settings.pressure,
    flux_LMH: isFlowing(state, c) ? fluxNow(state, c) * fluxLeft(state.blocked) : 0,
    fluxLeft: fluxLeft(state.blocked),
    feed_L: state.feed.volume_L,
    filtrate_L: state.filtrate.volume_L,
    load_L_m2: state.loaded_L_m2,
    load_kg_m2: state.loaded_kg_m2,
    chase_L_m2: state.chased_L_m2,
    pause_min: state.pause_min,
    area_m2: state.area_m2,
    tests: state.tests,
    ...(state.phase === 'test' && { test_min: state.test_min }),
    // 1: passed, every filter of the lot. No fibre leaks, and the last was wet through.
    ...(isTested(state, c) && { integrity_pass: state.torn > 0 || state.leaked || state.dry ? 0 : 1 }),
  }),

  ledger: (s) =>
    s.phase === 'done'
      ? proteinLedger(s.entered_g, s.lost_g, s.filtrate, s.feed, s.hold)
      : proteinLedger(s.entered_g, s.lost_g, undefined, s.feed, s.hold, s.filtrate),

  close: (state, c) => ({
    product: state.filtrate,
    results: {
      ...claims(
        reductions(state, c.parameters),
        c.parameters.damage <= 0 && state.torn <= 0 && !state.leaked && state.loaded_L_m2 > 0,
      ),
      yield_pct: state.entered_g > 0 ? (100 * protein_g(state.filtrate)) / state.entered_g : 0,
      IgG_kg: massOf(state.filtrate, 'IgG') / 1e3,
      fluxLeft: fluxLeft(state.blocked),
      pauses: state.pauses,
    },
  }),
}

/** By so much more flows through a filter with a torn fibre: a step in the curve at steady pressure. */
const LEAKS = 1.12

/** Flux of a fresh filter at this pressure. */
const fluxNow = ({ torn }: PlasmaNanofilterState, c: C): number => {
  const whole = c.parameters.flux * (c.settings.pressure / c.parameters.usualPressure)
  return torn > 0 ? LEAKS * whole : whole
}

const isFlowing = (state: PlasmaNanofilterState, c: C): boolean =>
  !c.paused &&
  c.settings.pressure >= 0.05 &&
  (state.phase === 'chase' || (state.phase === 'load' && state.feed.volume_L > 1e-9))

const isTested = (state: PlasmaNanofilterState, c: C): boolean =>
  c.parameters.testTime > 0 && state.phase === 'test' && state.test_min >= c.parameters.testTime - 1e-9

/** What the filter did to the load as a whole; before anything came, what it would do. */
function reductions(state: PlasmaNanofilterState, p: Values<P>): Reductions {
  const of = (virus: Virus): number =>
    state.came[virus] > 0 ? Math.min(p.most, log10(state.came[virus] / Math.max(1e-300, state.passed[virus]))) : 0
  return {
    virusEnveloped: of('virusEnveloped'),
    virusResistant: of('virusResistant'),
    virusHAV: of('virusHAV'),
    virusB19: of('virusB19'),
  }
}

/** A pause counts when it ends to be short: once, at its quarter of an hour. */
function stand(state: PlasmaNanofilterState, c: C): void {
  if (state.loaded_L_m2 <= 0) return
  const before = state.pause_min
  state.pause_min += TICK_S / 60
  if (before <= c.parameters.pauseFrom && state.pause_min > c.parameters.pauseFrom) state.pauses++
}

function capacity_L_m2({ feed }: PlasmaNanofilterState, c: C): number {
  const { parameters: p, settings: s } = c
  const concentration = feed.volume_L > 0 ? protein_g(feed) / feed.volume_L : p.usualConcentration
  const thin = Math.min(4, p.usualConcentration / Math.max(1, concentration))
  const prefilter = s.prefilter >= 0.5 ? p.prefilter : 1
  const dirty = polymers_pct(feed) > 1 ? p.aggregates : 1
  return p.capacity * thin * prefilter * dirty * pow(1 / Math.max(1, s.pressure), p.packing)
}

/** Litres on a square metre in this tick: standard blocking solved over the tick, so that ticks add up to it. */
function through(flux_LMH: number, capacity: number, blocked: number): number {
  const open = flux_LMH * fluxLeft(blocked) * (TICK_S / 3600)
  return capacity === Infinity ? open : open / (1 + open / (capacity * (1 - blocked)))
}

/** Penalty of a blocked filter and of pauses (plasma.md §3.10). */
export function penalty_log10(blocked: number, pauses: number, p: Values<P>): number {
  const left = fluxLeft(blocked)
  return (left >= 0.5 ? 0 : left >= 0.25 ? p.half : p.quarter) + p.pause * pauses
}

function sieve(state: PlasmaNanofilterState, part: PlasmaStream, c: C): void {
  const { parameters: p, settings: s } = c
  const less = penalty_log10(state.blocked, state.pauses, p)
  for (const virus of VIRUSES) {
    const log = Math.max(0, retention(SIZE_NM[virus], s.pore, p) - less)
    state.came[virus] += part[virus]
    part[virus] *= Math.max(pow10(-log), p.damage, state.torn)
    state.passed[virus] += part[virus]
  }
  const take = (key: (typeof DISSOLVED)[number] | 'denatured_g' | 'polymers_g', share: number): void => {
    const held = part[key] * share
    part[key] -= held
    state.lost_g += held
  }
  for (const key of DISSOLVED) take(key, p.adsorbed)
  take('denatured_g', 1)
  take('polymers_g', s.pore < 30 ? 0.5 : 0.1)
  part.FVIII_IU *= 1 - p.adsorbed
  const passes = s.pore >= 35 ? p.vWF35 : p.vWF20 + ((p.vWF35 - p.vWF20) * Math.max(0, s.pore - 20)) / 15
  part.vWF_IU *= passes
  part.bioburden_CFU *= 1e-7
}

function push(state: PlasmaNanofilterState, part: PlasmaStream): void {
  const held_L = state.hold.volume_L
  pourPlasma(state.hold, part)
  if (state.hold.volume_L > held_L)
    pourPlasma(state.filtrate, splitPlasma(state.hold, 1 - held_L / state.hold.volume_L))
}
