import { exp, log10, normal, pow10, spec, type Specs, type Values, uniform } from '../../sim/index.ts'
import { concentration_g_L, emptyStream, pour, split, type Stream } from '../stream.ts'
import type { Conditions, Readings, Refusal, UnitOperation } from '../unit.ts'
import { age, ageSterile, collect } from '../wellMixed.ts'

const SHEET = 'mab.md §3.7'
const LARGE = 'for the 2,000 L plant; smaller ones in proportion'

export const parameters = {
  dose: spec('antibody promised by one vial', 'mg', 500, [10, 2000], 'G', 'mab.md §3.9'),
  density: spec('density of the drug', 'g/mL', 1.03, [0.98, 1.1], 'G', 'weights are shown, volumes filled'),
  filterArea: spec('sterilising filter', 'm²', 1, [0.05, 10], 'G', LARGE),
  permeability: spec('flux of buffer per bar through it', 'LMH/bar', 400, [50, 3000], 'G', 'this plant'),
  viscosityPerConcentration: spec('ln of viscosity per g/L', '1', 0.012, [0, 0.05], 'C', 'mab.md §3.5'),
  germReduction: spec(
    'log reduction of germs by an intact filter',
    'log10',
    7,
    [5, 9],
    'V',
    'ASTM F838: 1e7 CFU/cm² held',
  ),
  germLimit: spec('germs an area can hold', 'CFU/cm²', 1e7, [1e5, 1e9], 'V', 'ASTM F838'),
  ratedPressure: spec('pressure the filter is built for', 'bar', 2, [1, 5], 'V', 'ASTM F838: 30 psi'),
  damage: spec('damage per bar above', '1/h', 2, [0, 20], 'C', 'mab.md §1.12: bypass'),
  leak: spec('germs passing at damage 1', '1', 0.01, [0, 1], 'C', 'this plant'),
  bubblePoint: spec('bubble point of an intact, wetted filter', 'bar', 3.6, [2, 6], 'G', '0.2 µm'),
  bubblePointLimit: spec('least bubble point that passes', 'bar', 3.2, [1.5, 5], 'G', 'supplier'),
  testTime: spec('time of one integrity test', 'min', 20, [5, 60], 'G', 'this plant'),
  defect: spec('damage the filter came with (fault; 0: none)', '1', 0, [0, 1], 'C', 'mab.md §6 no. 43'),
  dry: spec(
    'share of the filter left dry at the first wetting (fault; 0: none)',
    '1',
    0,
    [0, 0.9],
    'C',
    'mab.md §6 no. 43',
  ),
  setup: spec('vials thrown away while the line is set', '1', 0.003, [0, 0.05], 'C', SHEET),
  rejected: spec('vials thrown out at inspection', '1', 0.007, [0, 0.1], 'C', `${SHEET}: 0.5-1 %`),
  holdUp: spec(
    'drug left in the line after blowing it out',
    'L',
    0.4,
    [0, 10],
    'C',
    `${SHEET}: step yield 0.985; ${LARGE}`,
  ),
  scatter: spec('scatter of fill volume from vial to vial', '%', 0.4, [0.05, 3], 'G', 'peristaltic or piston filler'),
  drift: spec('drift of fill volume in a thousand vials', '%/1000', -0.08, [-2, 2], 'C', 'mab.md §6 no. 44'),
  wander: spec('random walk of fill volume, step per hundred vials', '%', 0.02, [0, 0.5], 'C', 'mab.md §6 no. 44'),
  jams: spec('stops by a fallen vial, in a thousand vials at 100 a minute', '1', 0.1, [0, 20], 'C', 'play.md §3: jam'),
  interventionRisk: spec('vials contaminated by one hand in grade A', '1', 0.002, [0, 1], 'C', 'media-fill link'),
  breach: spec('grade A lost: torn glove, airflow (fault; 0: none)', '1', 0, [0, 1], 'C', 'mab.md §6 no. 45'),
  breachRisk: spec('vials contaminated per vial filled meanwhile', '1', 1e-4, [0, 1e-2], 'C', 'this plant'),
  holdLimit: spec('time from filtration to stopper', 'h', 24, [4, 72], 'G', 'mab.md §1.12'),
  polysorbateLow: spec(
    'polysorbate below which particles form',
    '%',
    0.016,
    [0, 0.05],
    'C',
    'mab.md §1.12: 0.02 % ± 20 %',
  ),
  hasteScatter: spec(
    'share of the scatter that grows with the square of the speed, at 100 a minute',
    '1',
    0.3,
    [0, 1],
    'C',
    'this plant',
  ),
  polysorbateHigh: spec(
    'polysorbate above which the drug foams',
    '%',
    0.024,
    [0, 0.1],
    'C',
    'mab.md §1.12: 0.02 % ± 20 %',
  ),
} satisfies Specs

export const settings = {
  pupsit: spec('test the filter before use (1 yes, 0 no)', '1', 1, [0, 1], 'V', 'EU GMP Annex 1 (2022) 8.87'),
  postUseTest: spec('test the filter after use (1 yes, 0 no)', '1', 1, [0, 1], 'V', 'EU GMP Annex 1 (2022) 8.87'),
  pressure: spec('pressure across the filter', 'bar', 0.5, [0, 3], 'G', 'mab.md §1.12: alert 1, action 2'),
  label: spec(
    'concentration the fill weight was worked out from',
    'g/L',
    120,
    [10, 250],
    'G',
    'protein content of the bulk',
  ),
  overfill: spec('overfill', '%', 3, [0, 15], 'G', 'mab.md §1.12: 2-5'),
  trim: spec('nudge of the filler', '%', 0, [-10, 10], 'G', 'operator'),
  speed: spec('vials a minute', '1/min', 100, [10, 300], 'G', 'filling line'),
  clearJams: spec(
    'the crew goes in to clear a jam (1 yes, 0 waits for the operator)',
    '1',
    1,
    [0, 1],
    'G',
    'night orders',
  ),
} satisfies Specs

export const acts = {
  rewet: spec('wet the filter again', '1', 1, [1, 1], 'G', 'operator'),
  replaceFilter: spec('new filter; what was filtered goes back', '1', 1, [1, 1], 'G', 'operator'),
  weigh: spec('weigh the last vials: how many', '1', 5, [1, 20], 'G', 'operator'),
  intervene: spec('a hand into grade A: clears the jam', '1', 1, [1, 1], 'G', 'operator'),
  discard: spec('throw away the last vials, in whole trays of 100', '1', 100, [1, 100000], 'G', 'operator'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type Phase = 'preTest' | 'filter' | 'postTest' | 'fill' | 'done'

/** A hundred vials, kept or thrown away together. */
export interface Tray {
  vials: number
  volume_L: number
  /** Vials with less antibody than the label says. */
  short: number
  /** Stoppered past the hold limit. */
  late: number
  /** Filled while grade A was lost. */
  exposed: number
  /** Expected contaminated vials from hands and lost air. */
  risk: number
}

export interface SterileFillState {
  phase: Phase
  bulk: Stream
  filtered: Stream
  /** Drug in accepted vials. */
  vials: Stream
  trays: Tray[]
  filterDamage: number
  filterDry: number
  /** Germs the filter has seen. */
  germsLoaded_CFU: number
  test_min: number
  /** Of the filter in place. */
  rewets: number
  filters: number
  /** Bubble points measured, 0 until then. */
  preTest_bar: number
  postTest_bar: number
  sinceFiltration_s: number
  /** Vials begun: the number on the dice. */
  begun: number
  /** Part of a vial the line is ahead by. */
  due: number
  drift_pct: number
  jammed: boolean
  jam_s: number
  interventions: number
  jams: number
  rejected: number
  /** Net weights of the last vials, newest last, and the mean of the last weighing. */
  weights_g: number[]
  weighed_g: number
  weighedAt: number
  weighings: number
  entered_g: number
  lost_g: number
}

const TICK_S = 5
const TRAY = 100
const WEIGHTS = 20
/** The crew needs so long to gown a hand in and pick a vial up. */
const JAM_S = 120

export const sterileFill: UnitOperation<SterileFillState, P, S> = {
  id: 'sterileFill',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    const empty = { ...emptyStream(entry.temperature_C), sinceHarvest_s: entry.sinceHarvest_s, residualBuffer: 0 }
    return {
      phase: 'preTest',
      bulk: { ...entry },
      filtered: { ...empty },
      vials: { ...empty },
      trays: [],
      filterDamage: c.parameters.defect,
      filterDry: c.parameters.dry,
      germsLoaded_CFU: 0,
      test_min: 0,
      rewets: 0,
      filters: 1,
      preTest_bar: 0,
      postTest_bar: 0,
      sinceFiltration_s: 0,
      begun: 0,
      due: 0,
      drift_pct: 0,
      jammed: false,
      jam_s: 0,
      interventions: 0,
      jams: 0,
      rejected: 0,
      weights_g: [],
      weighed_g: 0,
      weighedAt: 0,
      weighings: 0,
      entered_g: entry.product_g,
      lost_g: 0,
    }
  },

  tick(state, c) {
    age(TICK_S, state.bulk)
    ageSterile(TICK_S, state.filtered, state.vials)
    if (state.phase === 'done') return
    if (state.filtered.volume_L > 0) state.sinceFiltration_s += TICK_S
    if (c.paused) return
    if (state.phase === 'preTest' || state.phase === 'postTest') test(state, c)
    else if (state.phase === 'filter') filter(state, c)
    else fill(state, c)
  },

  act(state, act, amount, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    switch (act) {
      case 'rewet':
        if (state.phase !== 'preTest' && state.phase !== 'postTest') return { code: 'filter_in_use' }
        state.filterDry = 0
        state.rewets++
        forgetTest(state)
        return undefined
      case 'replaceFilter':
        replaceFilter(state)
        return undefined
      case 'weigh': {
        const sample = state.weights_g.slice(-Math.floor(amount))
        if (sample.length === 0) return { code: 'no_vials_yet' }
        let sum = 0
        for (const w of sample) sum += w
        state.weighed_g = sum / sample.length
        state.weighedAt = state.begun
        state.weighings++
        return undefined
      }
      case 'intervene':
        if (state.phase !== 'fill') return { code: 'line_not_running' }
        intervene(state, c)
        return undefined
      default:
        if (state.trays.length === 0) return { code: 'no_vials_yet' }
        discard(state, amount)
        return undefined
    }
  },

  phase: (state) => state.phase,

  ready(state, c) {
    const { parameters: p, settings: s } = c
    if (state.phase === 'preTest') return s.pupsit < 0.5 || state.preTest_bar >= p.bubblePointLimit
    if (state.phase === 'filter') return state.bulk.volume_L <= 1e-9
    if (state.phase === 'postTest') return s.postUseTest < 0.5 || state.postTest_bar >= p.bubblePointLimit
    if (state.phase === 'fill') return state.filtered.volume_L < leastVolume_L(c)
    return false
  },

  /** preTest → filter → postTest → fill → done. Earlier than ready is possible, and seen in the results. */
  proceed(state): Refusal | undefined {
    if (state.phase === 'preTest') state.phase = 'filter'
    else if (state.phase === 'filter') {
      state.phase = 'postTest'
      state.test_min = 0
    } else if (state.phase === 'postTest') state.phase = 'fill'
    else if (state.phase === 'fill') {
      for (const s of [state.bulk, state.filtered]) state.lost_g += split(s, 1).product_g
      state.phase = 'done'
    } else return { code: 'step_closed' }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const { parameters: p, settings: s } = c
    const filling = state.phase === 'fill' && !c.paused && !state.jammed
    return {
      bulk_L: state.bulk.volume_L,
      bioburden_CFU_100mL: state.bulk.volume_L > 0 ? state.bulk.bioburden_CFU / (10 * state.bulk.volume_L) : 0,
      filtered_L: state.filtered.volume_L,
      pressure_bar: state.phase === 'filter' && !c.paused ? s.pressure : 0,
      flow_L_h: state.phase === 'filter' && !c.paused ? filterFlow_L_h(state, c) : 0,
      test_min: state.test_min,
      rewets: state.rewets,
      sinceFiltration_h: state.sinceFiltration_s / 3600,
      speed_per_min: filling ? s.speed : 0,
      vials: count(state, 'vials'),
      rejects: state.rejected,
      interventions: state.interventions,
      jam: state.jammed ? 1 : 0,
      particles_alarm: p.breach >= 0.5 && state.phase === 'fill' ? 1 : 0,
      targetWeight_g: targetVolume_mL(c) * p.density,
      ...(state.preTest_bar > 0 ? { preTest_bar: state.preTest_bar } : {}),
      ...(state.postTest_bar > 0 ? { postTest_bar: state.postTest_bar } : {}),
      ...(state.weighings > 0 ? { weighed_g: state.weighed_g, weighedAtVial: state.weighedAt } : {}),
    }
  },

  ledger(state) {
    const done = state.phase === 'done'
    return {
      entered_g: state.entered_g,
      made_g: 0,
      left_g: done ? state.vials.product_g : 0,
      held_g: state.bulk.product_g + state.filtered.product_g + (done ? 0 : state.vials.product_g),
      lost_g: state.lost_g,
    }
  },

  close(state, c) {
    const { parameters: p } = c
    const vials = count(state, 'vials')
    const short = count(state, 'short')
    const perVial_CFU = vials > 0 ? state.vials.bioburden_CFU / vials : 0
    return {
      product: state.vials,
      results: {
        yield_pct: state.entered_g > 0 ? (100 * state.vials.product_g) / state.entered_g : 0,
        vials,
        shortVials: short,
        /** Vials that hold what their label says, stoppered in time, never exposed; a vial wrong twice counts twice. */
        doses: Math.max(0, vials - short - count(state, 'late') - count(state, 'exposed')),
        /** Antibody in vials over the dose: overfill counted in, as the sheet does. */
        doseEquivalents: (1e3 * state.vials.product_g) / p.dose,
        rejects: state.rejected,
        lateVials: count(state, 'late'),
        exposedVials: count(state, 'exposed'),
        contaminatedVials: count(state, 'risk') + vials * (1 - exp(-perVial_CFU)),
        interventions: state.interventions,
        jams: state.jams,
        weighings: state.weighings,
        filters: state.filters,
        preTest_pass: state.preTest_bar >= p.bubblePointLimit ? 1 : 0,
        postTest_pass: state.postTest_bar >= p.bubblePointLimit ? 1 : 0,
        germsOnFilter_CFU_cm2: germsOnFilter_CFU_cm2(state, c),
        sinceFiltration_h: state.sinceFiltration_s / 3600,
      },
    }
  },
}

const share = (c: Conditions<P, S>): number => c.plant.scale_L / 2000

function count(state: SterileFillState, what: keyof Tray): number {
  let sum = 0
  for (const t of state.trays) sum += t[what]
  return sum
}

/** What the filler is set to: the dose at the concentration on the label, and the overfill. */
const targetVolume_mL = (c: Conditions<P, S>): number =>
  (c.parameters.dose / c.settings.label) * (1 + c.settings.overfill / 100)

/** Line hold-up and the largest vial: with less the pump draws air. */
const leastVolume_L = (c: Conditions<P, S>): number =>
  c.parameters.holdUp * share(c) + 1.2e-3 * targetVolume_mL(c) * (1 + c.settings.trim / 100)

const filterFlow_L_h = (state: SterileFillState, c: Conditions<P, S>): number => {
  const { parameters: p } = c
  const thick = exp(Math.min(50, p.viscosityPerConcentration * concentration_g_L(state.bulk)))
  return (p.permeability * c.settings.pressure * p.filterArea * share(c) * (1 - state.filterDry)) / thick
}

const germsOnFilter_CFU_cm2 = (state: SterileFillState, c: Conditions<P, S>): number =>
  state.germsLoaded_CFU / (c.parameters.filterArea * share(c) * 1e4)

/** Wet pores hold air back up to a pressure set by their size: the bubble point. */
function test(state: SterileFillState, c: Conditions<P, S>): void {
  const { parameters: p } = c
  if ((state.phase === 'preTest' ? c.settings.pupsit : c.settings.postUseTest) < 0.5) return
  if (state.test_min >= p.testTime - 1e-9) return
  state.test_min += TICK_S / 60
  if (state.test_min < p.testTime - 1e-9) return
  // Dry or torn places open first: the test finds damage from 0.03 on.
  const whole = 1 - 0.8 * Math.min(1, 5 * state.filterDamage)
  const shown_bar = p.bubblePoint * whole * (1 - state.filterDry)
  if (state.phase === 'preTest') state.preTest_bar = shown_bar
  else state.postTest_bar = shown_bar
}

function forgetTest(state: SterileFillState): void {
  state.test_min = 0
  if (state.phase === 'preTest') state.preTest_bar = 0
  else if (state.phase === 'postTest') state.postTest_bar = 0
}

/** Back to the start with a new filter: what has not been filled yet is filtered again, and its clock starts again. */
function replaceFilter(state: SterileFillState): void {
  if (state.filtered.volume_L > 0) pour(state.bulk, split(state.filtered, 1))
  state.filterDamage = state.filterDry = state.germsLoaded_CFU = 0
  state.preTest_bar = state.postTest_bar = state.test_min = 0
  state.sinceFiltration_s = 0
  state.rewets = 0
  state.filters++
  state.phase = 'preTest'
}

function filter(state: SterileFillState, c: Conditions<P, S>): void {
  const { parameters: p, settings: s } = c
  const volume_L = Math.min((filterFlow_L_h(state, c) * TICK_S) / 3600, state.bulk.volume_L)
  if (volume_L <= 1e-12) return
  const over_bar = Math.max(0, s.pressure - p.ratedPressure)
  state.filterDamage = Math.min(1, state.filterDamage + (over_bar * p.damage * TICK_S) / 3600)
  const part = split(state.bulk, volume_L / state.bulk.volume_L)
  state.germsLoaded_CFU += part.bioburden_CFU
  part.bioburden_CFU *= Math.min(
    1,
    pow10(-germReduction(germsOnFilter_CFU_cm2(state, c), p)) + p.leak * state.filterDamage,
  )
  collect(state.filtered, part)
}

/** Seven decades as long as no more germs sit on the filter than it was challenged with, fewer beyond (mab.md §3.7). */
export function germReduction(loaded_CFU_cm2: number, p: Values<P>): number {
  if (loaded_CFU_cm2 <= 0) return p.germReduction
  return Math.max(0, Math.min(p.germReduction, p.germReduction + log10(p.germLimit / loaded_CFU_cm2)))
}

function fill(state: SterileFillState, c: Conditions<P, S>): void {
  const { parameters: p, settings: s } = c
  if (state.jammed) {
    state.jam_s += TICK_S
    if (s.clearJams >= 0.5 && state.jam_s >= JAM_S) intervene(state, c)
    return
  }
  const { filtered } = state
  const least_L = leastVolume_L(c)
  const strength_g_L = concentration_g_L(filtered)
  const polysorbate = filtered.volume_L > 0 ? filtered.polysorbate_g / filtered.volume_L / 10 : 0
  // Foam and haste scatter the fill; particles throw vials out. Both 1 at the recipe's values.
  const foam = 1 + 3 * Math.max(0, polysorbate / p.polysorbateHigh - 1)
  const haste = 1 + p.hasteScatter * ((s.speed * s.speed) / 1e4 - 1)
  const particles = 1 + 10 * Math.max(0, 1 - polysorbate / p.polysorbateLow)
  const expected = Math.max(1, (1e3 * (filtered.volume_L + state.vials.volume_L)) / targetVolume_mL(c))
  const setup = p.setup * expected

  let accepted_L = 0
  let thrown_L = 0
  state.due += (s.speed * TICK_S) / 60
  while (state.due >= 1) {
    if (filtered.volume_L - accepted_L - thrown_L < least_L) {
      state.due = 0
      break
    }
    const n = state.begun++
    state.due -= 1
    if (n % TRAY === 0) state.drift_pct += p.wander * normal(c.seed, 'fill.drift', n / TRAY)
    state.drift_pct += p.drift / 1000
    const deviation_pct = s.trim + state.drift_pct + p.scatter * foam * haste * normal(c.seed, 'fill.weight', n)
    const volume_mL = targetVolume_mL(c) * Math.max(0, Math.min(1.19, 1 + deviation_pct / 100))
    state.weights_g.push(volume_mL * p.density)
    if (state.weights_g.length > WEIGHTS) state.weights_g.shift()
    if (n < setup || uniform(c.seed, 'fill.reject', n) < p.rejected * particles) {
      state.rejected++
      thrown_L += volume_mL * 1e-3
    } else {
      accepted_L += volume_mL * 1e-3
      const tray = openTray(state)
      tray.vials++
      tray.volume_L += volume_mL * 1e-3
      // mg = mL · g/L
      if (volume_mL * strength_g_L < p.dose) tray.short++
      if (state.sinceFiltration_s > p.holdLimit * 3600) tray.late++
      if (p.breach >= 0.5) {
        tray.exposed++
        tray.risk += p.breachRisk
      }
    }
    if (uniform(c.seed, 'fill.jam', n) < (p.jams * s.speed * s.speed) / 1e7) {
      state.jammed = true
      state.jam_s = 0
      state.jams++
      state.due = 0
    }
  }
  if (accepted_L > 0) collect(state.vials, split(filtered, accepted_L / filtered.volume_L))
  if (thrown_L > 0) state.lost_g += split(filtered, thrown_L / filtered.volume_L).product_g
}

function openTray(state: SterileFillState): Tray {
  const last = state.trays.at(-1)
  if (last !== undefined && last.vials < TRAY) return last
  const tray = { vials: 0, volume_L: 0, short: 0, late: 0, exposed: 0, risk: 0 }
  state.trays.push(tray)
  return tray
}

/** The hand goes over open vials: the tray being filled carries the risk. */
function intervene(state: SterileFillState, c: Conditions<P, S>): void {
  state.interventions++
  openTray(state).risk += c.parameters.interventionRisk
  state.jammed = false
}

function discard(state: SterileFillState, vials: number): void {
  let gone = 0
  let gone_L = 0
  while (gone < vials && state.trays.length > 0) {
    const tray = state.trays.pop()!
    gone += tray.vials
    gone_L += tray.volume_L
  }
  if (gone_L <= 0) return
  const fraction = state.trays.length === 0 ? 1 : Math.min(1, gone_L / state.vials.volume_L)
  state.lost_g += split(state.vials, fraction).product_g
}
