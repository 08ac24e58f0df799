import { exp, pow, pow10, spec, type Specs, type Values } from '../../sim/index.ts'
import { factorVIII_IU, massOf, type PlasmaStream, protein_g, proteinLedger } from '../plasmaPlant/stream.ts'
import type { PlasmaUnit } from '../plasmaPlant/unit.ts'
import { claims, inactivate, type Reductions } from '../plasmaPlant/viralSafety.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'plasma.md §3.13'
const LOSS = `${SHEET}: V11, 68 % left after 72 h at 68 °C, 33 % at 80 °C`

export const parameters = {
  quick: spec('log rate of enveloped virus at 60 °C, first hours', '1/h', 0.4, [0.01, 5], 'C', `${SHEET}: V45`),
  quickTime: spec('hours of that, at 60 °C', 'h', 8, [1, 48], 'V', `${SHEET}: V45`),
  slow: spec('log rate after that', '1/h', 0.0280899, [0.001, 1], 'C', `${SHEET}: V45, 1 log in 35.6 h`),
  z: spec(
    'temperature that makes it ten times quicker',
    '°C',
    30,
    [8, 60],
    'C',
    `${SHEET}: V10, 6 log and more in 72 h at 80 °C`,
  ),
  HAV: spec('log reduction of HAV in 72 h at 80 °C', 'log10', 5.8, [0, 8], 'V', 'plasma.md §3.14: V6, more than 5.8'),
  B19: spec('the same of parvovirus', 'log10', 1.3, [0, 8], 'V', 'plasma.md §3.14: V6'),
  leastWater: spec('water under which virus survives', '%', 0.7, [0.1, 3], 'V', `${SHEET}: V44, above 0.7 % for 4 log`),
  dryOrder: spec('reduction falls with water under that, to the power', '1', 1, [0.2, 4], 'C', 'plasma.md §6 no. 26'),
  reductionLimit: spec('largest reduction that can be measured', 'log10', 7, [4, 8], 'C', `${SHEET}: V10`),
  loss: spec('FVIII lost at 80 °C, no sucrose', '1/h', 0.0154, [0.001, 0.5], 'C', LOSS),
  lossQ10: spec('the same per 10 °C', '1', 2.41, [1.2, 6], 'C', LOSS),
  protection: spec(
    'e-folds of loss that sucrose takes away, little fibrinogen',
    '1',
    1.68,
    [0, 5],
    'C',
    `${SHEET}: V11, 80-83 % left`,
  ),
  enoughSucrose: spec('sucrose that does so', '%', 1, [0.1, 5], 'V', `${SHEET}: V11, 1-2 %`),
  fibrinogen: spec(
    'fibrinogen in the dissolved product at which half of it is gone',
    'g/L',
    4,
    [0.5, 50],
    'C',
    `${SHEET}: V11, less fibrinogen`,
  ),
  wet: spec('more loss per per cent of water above 2', '1', 0.8, [0, 5], 'C', 'plasma.md §1.5'),
  oven: spec('time constant of a vial in the oven', 'h', 0.8, [0.05, 6], 'G', 'dry cake in glass'),
  claimTemperature: spec('lowest temperature of the validated box', '°C', 79, [59, 90], 'G', 'plasma.md §1.5'),
  claimTime: spec('shortest time in it', 'h', 72, [8, 120], 'G', 'plasma.md §1.5'),
} satisfies Specs

export const settings = {
  temperature: spec('temperature of the oven', '°C', 80, [20, 100], 'G', 'plasma.md §1.5'),
  time: spec('time at temperature', 'h', 72.5, [0, 120], 'G', 'plasma.md §1.5'),
  sucrose: spec('sucrose in the formula', '%', 2, [0, 5], 'G', 'plasma.md §1.5'),
} satisfies Specs

export const acts = {} satisfies Specs

type P = typeof parameters
type S = typeof settings

export interface DryHeatState {
  phase: 'heat' | 'hold' | 'done'
  product: PlasmaStream
  /** Hours as if at 60 °C, and as if at 80 °C. */
  at60_h: number
  at80_h: number
  reductions: Reductions
  hold_h: number
  inBox_h: number
  entered_IU: number
  entered_g: number
}

const TICK_S = 300
const TICK_H = TICK_S / 3600

/** Log reduction of enveloped virus after hours at 60 °C: quick at first, then a tail. */
export const envelopedAt60 = (hours: number, p: Values<P>): number =>
  p.quick * Math.min(hours, p.quickTime) + p.slow * Math.max(0, hours - p.quickTime)

/** FVIII lost per hour. */
export function lossRate(
  temperature_C: number,
  sucrose_pct: number,
  fibrinogen_g_L: number,
  water_pct: number,
  p: Values<P>,
): number {
  const kept =
    p.protection * Math.min(1, sucrose_pct / p.enoughSucrose) * (1 / (1 + pow(fibrinogen_g_L / p.fibrinogen, 2)))
  const wet = 1 + p.wet * Math.max(0, Math.min(20, water_pct) - 2)
  return p.loss * pow(p.lossQ10, (temperature_C - 80) / 10) * exp(-kept) * wet
}

/** Three days in an oven, in the closed vial: what little water is left lets the heat reach a virus. */
export const dryHeat: PlasmaUnit<DryHeatState, P, S> = {
  id: 'dryHeat',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'heat',
    product: { ...entry },
    at60_h: 0,
    at80_h: 0,
    reductions: { virusEnveloped: 0, virusResistant: 0, virusHAV: 0, virusB19: 0 },
    hold_h: 0,
    inBox_h: 0,
    entered_IU: factorVIII_IU(entry),
    entered_g: protein_g(entry),
  }),

  tick(state, c) {
    if (state.phase === 'done') return
    const { parameters: p, settings: s } = c
    const { product } = state
    if (!c.paused) product.temperature_C += (s.temperature - product.temperature_C) * (1 - exp(-TICK_H / p.oven))
    product.held_s += TICK_S
    const T = product.temperature_C
    if (T > 40) {
      state.at60_h += TICK_H * pow10((T - 60) / p.z)
      state.at80_h += TICK_H * pow10((T - 80) / p.z)
      const after = reductionsOf(state, p)
      inactivate(product, state.reductions, after)
      state.reductions = after
    }
    const fibrinogen = product.volume_L > 0 ? massOf(product, 'FIB') / product.volume_L : 0
    const left = exp(-lossRate(T, s.sucrose, fibrinogen, product.moisture_pct, p) * TICK_H)
    product.FVIII_IU *= left
    product.FVIII_solid_IU *= left
    if (state.phase !== 'hold') return
    state.hold_h += TICK_H
    if (T >= p.claimTemperature) state.inBox_h += TICK_H
  },

  act: (state): Refusal | undefined => (state.phase === 'done' ? { code: 'step_closed' } : { code: 'no_such_act' }),
  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'heat') return Math.abs(state.product.temperature_C - c.settings.temperature) < 0.5
    return state.phase === 'hold' && state.hold_h >= c.settings.time - 1e-9
  },

  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    state.phase = state.phase === 'heat' ? 'hold' : 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state): Readings => ({ temperature_C: state.product.temperature_C, hold_h: state.hold_h }),

  ledger: (s) =>
    s.phase === 'done' ? proteinLedger(s.entered_g, 0, s.product) : proteinLedger(s.entered_g, 0, undefined, s.product),

  close: (state, c) => ({
    product: state.product,
    results: {
      ...claims(
        state.reductions,
        state.inBox_h >= c.parameters.claimTime - 1e-9 && state.product.moisture_pct >= c.parameters.leastWater,
      ),
      factorVIIIYield_pct: state.entered_IU > 0 ? (100 * factorVIII_IU(state.product)) / state.entered_IU : 0,
      hold_h: state.hold_h,
      water_pct: state.product.moisture_pct,
    },
  }),
}

/** Too dry a cake keeps its virus. */
function reductionsOf({ at60_h, at80_h, product }: DryHeatState, p: Values<P>): Reductions {
  const dry = pow(Math.min(1, product.moisture_pct / p.leastWater), p.dryOrder)
  const share = Math.min(1, at80_h / 72)
  const enveloped = Math.min(p.reductionLimit, envelopedAt60(at60_h, p)) * dry
  return {
    virusEnveloped: enveloped,
    virusResistant: enveloped,
    virusHAV: p.HAV * share * dry,
    virusB19: p.B19 * share * dry,
  }
}
