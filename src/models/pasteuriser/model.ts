import { exp, log10, normal, pow, pow10, spec, type Specs, uniform, type Values } from '../../sim/index.ts'
import { unfold } from '../plasmaPlant/ageing.ts'
import { massOf, polymers_pct, type PlasmaStream, protein_g, proteinLedger } from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import { claims, inactivate, type Reductions, tailing_log10 } from '../plasmaPlant/viralSafety.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'plasma.md §3.7'
const FAN = 'plasma.md §6 no. 23: 0.8'
const PROBES = 'mapping of the rack: two corners and the middle'

export const parameters = {
  z: spec('temperature that makes killing ten times quicker', '°C', 7, [4, 15], 'C', SHEET),
  decimalEnveloped: spec(
    'minutes a log at 60 °C, HIV and the like',
    'min',
    4.5,
    [0.1, 60],
    'V',
    `${SHEET}: V5, at most`,
  ),
  decimalResistant: spec('the same, BVDV in albumin', 'min', 7.3, [0.1, 60], 'V', `${SHEET}: V5, at most`),
  decimalHAV: spec('the same, HAV in albumin', 'min', 200, [10, 1000], 'C', `${SHEET}: V36`),
  decimalHAVSlow: spec('the same of its resistant share', 'min', 1200, [10, 5000], 'C', `${SHEET}: V36`),
  resistantHAV: spec('that share', '1', 0.01, [0, 0.5], 'C', `${SHEET}: V36`),
  decimalB19: spec('the same, B19', 'min', 2.5, [0.1, 60], 'V', `${SHEET}: V37, at most`),
  reductionLimit: spec('largest reduction that can be measured', 'log10', 6, [4, 8], 'C', 'as for the other steps'),
  polymers: spec('albumin joined at 60 °C without stabiliser', '1/h', 0.35, [0.01, 5], 'C', `${SHEET}: V60`),
  polymersEnergy: spec(
    'activation energy of it',
    'kJ/mol',
    400,
    [100, 800],
    'C',
    `${SHEET}: V61, three times a degree`,
  ),
  stabiliserHalf: spec('stabiliser that halves it', 'mmol/g', 0.013, [0.001, 0.1], 'C', `${SHEET}: V60`),
  stabiliserOrder: spec('exponent of that', '1', 2.5, [1, 5], 'C', SHEET),
  heating: spec('time constant of a bottle in the bath or the shower', 'min', 25, [2, 120], 'G', '100 mL bottles'),
  spread: spec('spread of the places of the rack', '°C', 0.08, [0, 1], 'G', 'mapping of the rack'),
  corners: spec('outer places colder by', '°C', 0.1, [0, 2], 'G', 'mapping of the rack'),
  coldSpot: spec('one place colder by (fault; 0: none)', '°C', 0, [0, 5], 'C', 'plasma.md §6 no. 23: 0.8'),
  lean: spec('the rack leans: its cold corner below its middle by', '°C', 0, [0, 2], 'G', 'mapping of the rack'),
  claimTemperature: spec('lowest temperature of the validated box', '°C', 59.5, [55, 60], 'G', 'plasma.md §1.3'),
  claimTime: spec('shortest time in it', 'h', 10, [1, 20], 'V', 'plasma.md §1.3: V51'),
} satisfies Specs

export const settings = {
  temperature: spec('temperature of bath or shower', '°C', 60.1, [20, 70], 'G', 'plasma.md §1.3'),
  time: spec('time once the clock runs', 'h', 10.5, [0, 24], 'G', 'plasma.md §1.3'),
  clockBy: spec(
    'clock starts by (0 the mean of the rack, 1 its coldest bottle, 2 the coldest of the three probes)',
    '1',
    1,
    [0, 2],
    'G',
    'plasma.md §6 no. 23',
  ),
  probeA: spec('place of probe A, 0 to 26: three layers of three rows of three', '1', 0, [0, 26], 'G', PROBES),
  probeB: spec('the same of probe B', '1', 13, [0, 26], 'G', PROBES),
  probeC: spec('the same of probe C', '1', 26, [0, 26], 'G', PROBES),
  stabiliser: spec('caprylate and acetyltryptophan, by albumin', 'mmol/g', 0.16, [0, 0.4], 'V', 'plasma.md §1.3: V60'),
} satisfies Specs

export const acts = {
  longer: spec('hours more', 'h', 0.5, [0.1, 6], 'G', 'only if the protocol allows: plasma.md §6 no. 23'),
} satisfies Specs

/** What goes wrong, and what maintenance does about it: no hand at the desk has this. */
export const service = {
  fan: spec('a fan stands: the layer it should reach is colder by (0: it runs again)', '°C', 0.8, [0, 5], 'C', FAN),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

export interface PasteuriserState {
  phase: 'heat' | 'hold' | 'cool' | 'done'
  product: PlasmaStream
  /** Places of the rack, 3 × 3 × 3: how far each is off, its bottle's temperature, its minutes as if at 60 °C. */
  offset_C: number[]
  bottle_C: number[]
  equivalent_min: number[]
  hold_h: number
  more_h: number
  /** Of the coldest place: hours inside the box, lowest temperature of the hold. */
  inBox_h: number
  coldest_C: number
  hottest_C: number
  /** A fan that stands: the layer it no longer reaches is colder by so much. */
  fan_C: number
  reductions: Reductions
  entered_g: number
}

const TICK_S = 120
const TICK_H = TICK_S / 3600
const PLACES = 27

/** Log10 reductions after so many minutes at 60 °C, or as many that kill as much. */
export function heatReductions(minutes: number, p: Values<P>): Reductions {
  return {
    virusEnveloped: minutes / p.decimalEnveloped,
    virusResistant: minutes / p.decimalResistant,
    virusHAV: tailing_log10(minutes / p.decimalHAV, minutes / p.decimalHAVSlow, p.resistantHAV),
    virusB19: minutes / p.decimalB19,
  }
}

/** Minutes at 60 °C that one minute at this temperature is worth. */
export const equivalent = (temperature_C: number, p: Values<P>): number => pow10((temperature_C - 60) / p.z)

/** Albumin joined per hour at so many mmol of stabiliser in a gram. */
export function polymerRate(temperature_C: number, stabiliser: number, p: Values<P>): number {
  const warm = (p.polymersEnergy / 8.314e-3) * (1 / 333.15 - 1 / (273.15 + temperature_C))
  return (p.polymers * exp(warm)) / (1 + pow(stabiliser / p.stabiliserHalf, p.stabiliserOrder))
}

/** Ten hours at 60 °C in the bottle the patient gets: the coldest bottle sets what may be claimed. */
export const pasteuriser: PlasmaUnit<PasteuriserState, P, S> = {
  id: 'pasteuriser',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,
  service,

  open(entry, c) {
    const product = { ...entry }
    product.caprylate_mmol = c.settings.stabiliser * massOf(entry, 'ALB')
    const nothing = { virusEnveloped: 0, virusResistant: 0, virusHAV: 0, virusB19: 0 }
    return {
      phase: 'heat',
      product,
      offset_C: rackMap(c.seed, c.parameters),
      bottle_C: Array.from({ length: PLACES }, () => entry.temperature_C),
      equivalent_min: Array.from({ length: PLACES }, () => 0),
      hold_h: 0,
      more_h: 0,
      inBox_h: 0,
      coldest_C: 100,
      hottest_C: entry.temperature_C,
      fan_C: 0,
      reductions: nothing,
      entered_g: protein_g(entry),
    }
  },

  tick(state, c) {
    if (state.phase === 'done') return
    warm(state, c)
    const { product } = state
    // Below 45 °C a minute is worth less than half a second.
    if (Math.max(...state.bottle_C) > 45) kill(state, c.parameters)
    product.temperature_C = mean(state.bottle_C)
    product.held_s += TICK_S
    if (state.phase !== 'hold') return
    state.hold_h += TICK_H
    const coldest = Math.min(...state.bottle_C)
    state.coldest_C = Math.min(state.coldest_C, coldest)
    if (coldest >= c.parameters.claimTemperature) state.inBox_h += TICK_H
  },

  act(state, act, amount): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'fan') {
      state.fan_C = amount
      return undefined
    }
    if (state.phase === 'cool') return { code: 'already_cooling' }
    state.more_h += amount
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'heat') {
      const { clockBy } = c.settings
      const seen =
        clockBy >= 1.5
          ? Math.min(...probesOf(c).map((place) => state.bottle_C[place]!))
          : clockBy >= 0.5
            ? Math.min(...state.bottle_C)
            : mean(state.bottle_C)
      return seen >= c.parameters.claimTemperature
    }
    if (state.phase === 'hold') return state.hold_h >= c.settings.time + state.more_h - 1e-9
    return state.phase === 'cool' && Math.max(...state.bottle_C) < 30
  },

  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    state.phase = state.phase === 'heat' ? 'hold' : state.phase === 'hold' ? 'cool' : 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  /** Probes sit where they are put; the map of all places is shown when the lot is over (plasma.md §1.3). */
  readings: (state, c): Readings => ({
    probeA_C: state.bottle_C[placeOf(c.settings.probeA)]!,
    probeB_C: state.bottle_C[placeOf(c.settings.probeB)]!,
    probeC_C: state.bottle_C[placeOf(c.settings.probeC)]!,
    coldestProbe_C: Math.min(...probesOf(c).map((place) => state.bottle_C[place]!)),
    bath_C: state.phase === 'cool' || state.phase === 'done' ? COLD_WATER_C : c.settings.temperature,
    mean_C: mean(state.bottle_C),
    middle_C: state.bottle_C[13]!,
    corner_C: state.bottle_C[0]!,
    coldest_C: Math.min(...state.bottle_C),
    // As the hand counts them, from 1.
    coldestPlace: 1 + state.bottle_C.indexOf(Math.min(...state.bottle_C)),
    hold_h: state.hold_h,
  }),

  ledger: (s) =>
    s.phase === 'done' ? proteinLedger(s.entered_g, 0, s.product) : proteinLedger(s.entered_g, 0, undefined, s.product),

  close(state, c) {
    const least = Math.min(...state.equivalent_min)
    const limit = c.parameters.reductionLimit
    const coldest = heatReductions(least, c.parameters)
    const cap = (log: number): number => Math.min(limit, log)
    return {
      product: state.product,
      results: {
        ...claims(
          {
            virusEnveloped: cap(coldest.virusEnveloped),
            virusResistant: cap(coldest.virusResistant),
            virusHAV: cap(coldest.virusHAV),
            virusB19: cap(coldest.virusB19),
          },
          state.inBox_h >= c.parameters.claimTime - 1e-9,
        ),
        equivalent_h: least / 60,
        coldest_C: state.coldest_C,
        hottest_C: state.hottest_C,
        hold_h: state.hold_h,
        polymers_pct: polymers_pct(state.product),
      },
    }
  },
}

const mean = (values: readonly number[]): number => {
  let all = 0
  for (const v of values) all += v
  return all / values.length
}

const COLD_WATER_C = 15

const placeOf = (setting: number): number => Math.max(0, Math.min(PLACES - 1, Math.floor(setting + 0.5)))
const probesOf = ({ settings: s }: C): readonly number[] => [s.probeA, s.probeB, s.probeC].map(placeOf)

/** Row, column and layer of a place, each from -1 to 1. */
const wayOf = (place: number, axis: number): number => (Math.floor(place / [1, 3, 9][axis]!) % 3) - 1

/** Towards which end of each axis the rack is cold: drawn with the lot. */
const coldEnd = (seed: number, axis: number): number => (uniform(seed, 'pasteuriser.lean', axis) < 0.5 ? -1 : 1)

/** How far each place is off: corners colder than the middle, a little of its own, and the one of a fault. */
export function rackMap(seed: number, p: Values<P>): number[] {
  return Array.from({ length: PLACES }, (_, i) => {
    const outer = Math.abs((i % 3) - 1) + Math.abs((Math.floor(i / 3) % 3) - 1) + Math.abs(Math.floor(i / 9) - 1)
    const own = p.spread * Math.max(-2, Math.min(2, normal(seed, 'pasteuriser.place', i)))
    const flat = own * 0.5 - (p.corners * outer) / 3 - (i === 20 ? p.coldSpot : 0)
    if (p.lean <= 0) return flat
    let towards = 0
    for (let axis = 0; axis < 3; axis++) towards += (wayOf(i, axis) * coldEnd(seed, axis)) / 3
    return flat - p.lean * towards
  })
}

function warm(state: PasteuriserState, c: C): void {
  const { parameters: p, settings: s } = c
  const bath = state.phase === 'cool' ? COLD_WATER_C : s.temperature
  const near = c.paused ? 0 : 1 - exp(-TICK_S / 60 / p.heating)
  const stabiliser = massOf(state.product, 'ALB') > 0 ? state.product.caprylate_mmol / massOf(state.product, 'ALB') : 0
  let rate = 0
  for (let i = 0; i < PLACES; i++) {
    let off_C = state.phase === 'cool' ? 0 : state.offset_C[i]!
    // The fan blows along the layers: the cold end of them goes short.
    if (state.fan_C > 0 && state.phase !== 'cool' && wayOf(i, 2) === coldEnd(c.seed, 2)) off_C -= state.fan_C
    state.bottle_C[i]! += (bath + off_C - state.bottle_C[i]!) * near
    state.equivalent_min[i]! += (equivalent(state.bottle_C[i]!, p) * TICK_S) / 60
    rate += polymerRate(state.bottle_C[i]!, stabiliser, p)
  }
  state.hottest_C = Math.max(state.hottest_C, Math.max(...state.bottle_C))
  const joined = 1 - exp((-rate / PLACES) * TICK_H)
  unfold(state.product, joined, joined, 1)
}

/** The pool of all bottles: each place kills by its own minutes. */
function kill(state: PasteuriserState, p: Values<P>): void {
  let [enveloped, resistant, HAV, B19] = [0, 0, 0, 0]
  for (const minutes of state.equivalent_min) {
    const log = heatReductions(minutes, p)
    enveloped += pow10(-log.virusEnveloped)
    resistant += pow10(-log.virusResistant)
    HAV += pow10(-log.virusHAV)
    B19 += pow10(-log.virusB19)
  }
  const log = (left: number): number => Math.min(300, -log10(Math.max(1e-300, left / PLACES)))
  const after: Reductions = {
    virusEnveloped: log(enveloped),
    virusResistant: log(resistant),
    virusHAV: log(HAV),
    virusB19: log(B19),
  }
  inactivate(state.product, state.reductions, after)
  state.reductions = after
}
