import { exp, expm1, pow, pow10, spec, type Specs, type Values } from '../../sim/index.ts'
import { agePlasma, unfold } from '../plasmaPlant/ageing.ts'
import { polymers_pct, type PlasmaStream, protein_g, proteinLedger } from '../plasmaPlant/stream.ts'
import type { PlasmaUnit } from '../plasmaPlant/unit.ts'
import { claims, envelopeOnly, inactivate, tailing_log10 } from '../plasmaPlant/viralSafety.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'plasma.md §3.9'

export const parameters = {
  quick: spec('log rate of most virus at pH 4.0, 37 °C', '1/h', 0.45, [0.01, 5], 'C', SHEET),
  slow: spec('log rate of the resistant', '1/h', 0.06, [0.001, 1], 'C', SHEET),
  resistant: spec('share that is resistant', '1', 3e-4, [0, 0.1], 'C', `${SHEET}: tailing, V34`),
  perPh: spec('decades of both rates per pH unit', '1', 0.9, [0, 3], 'C', SHEET),
  rateQ10: spec('both per 10 °C', '1', 2.5, [1, 5], 'C', SHEET),
  polymers: spec(
    'protein joined at pH 6 and 37 °C',
    '1/h',
    2e-4,
    [0, 0.01],
    'C',
    'plasma.md §1.4: above pH 6 aggregates',
  ),
  fragments: spec(
    'protein cut below pH 4, per pH unit, 37 °C',
    '1/h',
    1e-3,
    [0, 0.05],
    'C',
    'plasma.md §1.4: below pH 4 fragments',
  ),
  adjust: spec(
    'time constant of pH and temperature',
    'min',
    20,
    [1, 120],
    'G',
    'bottles in a warm room, or a jacketed tank',
  ),
  claimPh: spec('highest pH of the validated box', 'pH', 4.35, [3.5, 5], 'G', 'plasma.md §1.4: ±0.1'),
  claimTemperature: spec('lowest temperature of it', '°C', 36, [10, 40], 'G', 'plasma.md §1.4: ±1 °C'),
  claimTime: spec('shortest time in it', 'h', 24, [1, 96], 'V', `${SHEET}: V34, more than 20 h`),
} satisfies Specs

export const settings = {
  pH: spec('pH to keep', 'pH', 4.25, [3.5, 7], 'G', 'plasma.md §1.4'),
  temperature: spec('temperature to keep', '°C', 37, [2, 45], 'G', 'plasma.md §1.4'),
  time: spec('time of the hold', 'h', 36, [0, 240], 'G', 'plasma.md §1.4'),
} satisfies Specs

export const acts = {} satisfies Specs

type P = typeof parameters
type S = typeof settings

export interface PlasmaLowPhState {
  phase: 'adjust' | 'hold' | 'done'
  pool: PlasmaStream
  /** Logs so far of the two populations. */
  quick_log10: number
  slow_log10: number
  hold_h: number
  inBox_h: number
  claimable: boolean
  entered_g: number
}

const TICK_S = 300
const TICK_H = TICK_S / 3600

/** Both rates over those at pH 4.0 and 37 °C. */
export const rateFactor = (pH: number, temperature_C: number, p: Values<P>): number =>
  pow10(-p.perPh * (pH - 4)) * pow(p.rateQ10, (temperature_C - 37) / 10)

/** IgG stands acid and warm for days: most enveloped virus goes quickly, a resistant rest slowly. */
export const plasmaLowPh: PlasmaUnit<PlasmaLowPhState, P, S> = {
  id: 'plasmaLowPh',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'adjust',
    pool: { ...entry },
    quick_log10: 0,
    slow_log10: 0,
    hold_h: 0,
    inBox_h: 0,
    claimable: false,
    entered_g: protein_g(entry),
  }),

  tick(state, c) {
    const { parameters: p, settings: s } = c
    const { pool } = state
    const near = 1 - exp(-TICK_S / 60 / p.adjust)
    pool.temperature_C += (s.temperature - pool.temperature_C) * near
    agePlasma(pool, TICK_S)
    if (state.phase === 'done') return
    if (!c.paused) pool.pH += (s.pH - pool.pH) * near
    const before = reduction_log10(state, p)
    const f = rateFactor(pool.pH, pool.temperature_C, p)
    // Only acid kills: at pH 6 and more the law is not meant.
    const counts = pool.pH < 5.5 ? TICK_H * f : 0
    state.quick_log10 += p.quick * counts
    state.slow_log10 += p.slow * counts
    inactivate(pool, envelopeOnly(before), envelopeOnly(reduction_log10(state, p)))
    harm(pool, p)
    if (state.phase !== 'hold') return
    state.hold_h += TICK_H
    if (pool.pH <= p.claimPh && pool.temperature_C >= p.claimTemperature) state.inBox_h += TICK_H
    state.claimable = state.inBox_h >= p.claimTime - 1e-9
  },

  act: (state): Refusal | undefined => (state.phase === 'done' ? { code: 'step_closed' } : { code: 'no_such_act' }),
  phase: (state) => state.phase,

  ready(state, c) {
    const { settings: s } = c
    if (state.phase === 'adjust')
      return Math.abs(state.pool.pH - s.pH) < 0.02 && Math.abs(state.pool.temperature_C - s.temperature) < 0.5
    return state.phase === 'hold' && state.hold_h >= s.time - 1e-9
  },

  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    state.phase = state.phase === 'adjust' ? 'hold' : 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: ({ pool, hold_h }): Readings => ({
    pH: pool.pH,
    temperature_C: pool.temperature_C,
    volume_L: pool.volume_L,
    hold_h,
  }),

  ledger: (s) =>
    s.phase === 'done' ? proteinLedger(s.entered_g, 0, s.pool) : proteinLedger(s.entered_g, 0, undefined, s.pool),

  close: (state, c) => ({
    product: state.pool,
    results: {
      ...claims(envelopeOnly(reduction_log10(state, c.parameters)), state.claimable),
      hold_h: state.hold_h,
      polymers_pct: polymers_pct(state.pool),
    },
  }),
}

const reduction_log10 = (state: PlasmaLowPhState, p: Values<P>): number =>
  Math.max(0, tailing_log10(state.quick_log10, state.slow_log10, p.resistant))

function harm(pool: PlasmaStream, p: Values<P>): void {
  const warm = pow(p.rateQ10, (pool.temperature_C - 37) / 10) * TICK_H
  const rate = p.polymers * Math.max(0, Math.min(2, pool.pH - 5)) + p.fragments * Math.max(0, 4 - pool.pH)
  const harmed = -expm1(-rate * warm)
  if (harmed > 0) unfold(pool, harmed, harmed, 1)
}
