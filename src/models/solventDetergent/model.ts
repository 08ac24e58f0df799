import { exp, pow, spec, type Specs, type Values } from '../../sim/index.ts'
import { agePurified } from '../plasmaPlant/ageing.ts'
import { perLitre, type PlasmaStream, protein_g, proteinLedger, splitPlasma, VIRUSES } from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import { claims, envelopeOnly, inactivate } from '../plasmaPlant/viralSafety.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'plasma.md §3.6'

export const parameters = {
  decimalTriton: spec(
    'minutes a log, TnBP 1 % and Triton X-100 1 %, 25 °C',
    'min',
    0.5,
    [0.05, 10],
    'C',
    `${SHEET}: V70, V8`,
  ),
  decimalTween: spec('minutes a log, TnBP 0.3 % and Tween-80 1 %', 'min', 5, [0.5, 60], 'C', `${SHEET}: V9`),
  decimalCholate: spec('minutes a log, TnBP 0.3 % and cholate 0.2 %', 'min', 10, [0.5, 60], 'C', `${SHEET}: V80`),
  order: spec('exponent of the dose', '1', 1.5, [0.5, 4], 'C', `${SHEET}: the dose is critical (V7)`),
  rateQ10: spec('rate per 10 °C', '1', 1.5, [1, 4], 'C', SHEET),
  reductionLimit: spec('largest reduction that can be measured', 'log10', 6, [4, 8], 'C', SHEET),
  mixingTime: spec('time constant of mixing at usual stirring', 'min', 4, [0.5, 60], 'G', 'emulsion in a stirred tank'),
  dome: spec(
    'share of the pool in drops on the dome that nothing reaches',
    '1',
    1e-4,
    [0, 0.01],
    'C',
    'plasma.md §1.4, §6 no. 18: droplet on the dome',
  ),
  deadLeg: spec('share of the pool in dead legs (fault; 0: none)', '1', 0, [0, 0.01], 'C', 'plasma.md §6 no. 18'),
  pumpError: spec(
    'reagents that arrive, of those ordered (fault; 1: right)',
    '1',
    1,
    [0, 1.5],
    'C',
    'plasma.md §6 no. 18: 0.45',
  ),
  transferLoss: spec('product left in tank 1', '1', 0.005, [0, 0.05], 'G', 'this plant'),
  jacket: spec('time constant of the temperature', 'min', 15, [2, 120], 'G', 'jacketed tank'),
  claimDose: spec('least dose of the validated box, of the nominal', '1', 0.9, [0.5, 1], 'G', 'plasma.md §1.4: ±10 %'),
  claimCold: spec('lowest temperature of it', '°C', 20, [4, 30], 'G', 'plasma.md §1.4'),
  claimWarm: spec('highest temperature of it', '°C', 27, [20, 40], 'G', 'plasma.md §1.4'),
  claimTime: spec('shortest time in it', 'h', 4, [0.5, 12], 'G', 'plasma.md §1.4'),
  homogeneous: spec(
    'share mixed from which the clock may start',
    '1',
    0.99,
    [0.5, 1],
    'G',
    'plasma.md §1.4: homogeneous',
  ),
} satisfies Specs

export const settings = {
  system: spec('reagents (0 Triton X-100, 1 Tween-80, 2 cholate; each with TnBP)', '1', 1, [0, 2], 'G', SHEET),
  dose: spec('solvent and detergent, of the nominal', '1', 1, [0, 2], 'G', 'plasma.md §1.4'),
  temperature: spec('temperature to keep', '°C', 25, [2, 40], 'G', 'plasma.md §1.4'),
  time: spec('time of the hold', 'h', 6, [0, 24], 'G', 'plasma.md §1.4'),
  stirring: spec('stirring, of the usual', '1', 1, [0, 2], 'G', 'plasma.md §1.4: homogeneous'),
  secondTank: spec(
    'transfer to a second tank before the clock starts (1 yes, 0 no)',
    '1',
    1,
    [0, 1],
    'G',
    'as in the low-pH hold of the antibody plant',
  ),
} satisfies Specs

export const acts = {
  dose: spec('reagents once more, of the nominal', '1', 0.5, [0.05, 1], 'G', 'plasma.md §6 no. 18'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

/** The three reagent systems: grams in a litre at nominal dose, minutes a log. */
export type System = 0 | 1 | 2
const NOMINAL_G_L = {
  0: { TnBP: 10, detergent: 10 },
  1: { TnBP: 3, detergent: 10 },
  2: { TnBP: 3, detergent: 2 },
} as const

export interface SolventDetergentState {
  phase: 'mix' | 'hold' | 'done'
  system: System
  pool: PlasmaStream
  /** What hangs where no reagent comes: volume share, and its virus. */
  hanging: PlasmaStream
  mixed: number
  hold_h: number
  inBox_h: number
  claimable: boolean
  reduction_log10: number
  entered_g: number
  lost_g: number
}

const TICK_S = 60
const TICK_MIN = TICK_S / 60

/** Log10 per minute of enveloped virus; doses are of the nominal. */
export function killRate(
  system: System,
  solvent: number,
  detergent: number,
  temperature_C: number,
  p: Values<P>,
): number {
  const D = system === 0 ? p.decimalTriton : system === 1 ? p.decimalTween : p.decimalCholate
  const dose = Math.min(1, solvent) * Math.min(1, detergent)
  return (pow(dose, p.order) / D) * pow(p.rateQ10, (temperature_C - 25) / 10)
}

/** Solvent and detergent: the envelope of a virus is fat, and dissolves. What they do not reach, they do not treat. */
export const solventDetergent: PlasmaUnit<SolventDetergentState, P, S> = {
  id: 'solventDetergent',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    const p = c.parameters
    const system = Math.max(0, Math.min(2, Math.round(c.settings.system))) as System
    const pool = { ...entry }
    const hanging = splitPlasma(pool, Math.min(1, p.dome + p.deadLeg))
    const state: SolventDetergentState = {
      phase: 'mix',
      system,
      pool,
      hanging,
      mixed: 0,
      hold_h: 0,
      inBox_h: 0,
      claimable: false,
      reduction_log10: 0,
      entered_g: protein_g(entry),
      lost_g: 0,
    }
    addReagents(state, c.settings.dose, c)
    return state
  },

  tick(state, c) {
    const { parameters: p, settings: s } = c
    const { pool } = state
    pool.temperature_C += (s.temperature - pool.temperature_C) * (1 - exp(-TICK_MIN / p.jacket))
    agePurified(pool, TICK_S)
    if (state.phase === 'done') return
    if (!c.paused) state.mixed += (1 - state.mixed) * (1 - exp((-TICK_MIN * s.stirring) / p.mixingTime))
    const before = state.reduction_log10
    const [solvent, detergent] = doseOf(state)
    const rate = killRate(state.system, solvent * state.mixed, detergent * state.mixed, pool.temperature_C, p)
    state.reduction_log10 = Math.min(p.reductionLimit, before + rate * TICK_MIN)
    inactivate(pool, envelopeOnly(before), envelopeOnly(state.reduction_log10))
    if (state.phase !== 'hold') return
    state.hold_h += TICK_MIN / 60
    const isInside =
      Math.min(solvent, detergent) >= p.claimDose - 1e-9 &&
      pool.temperature_C >= p.claimCold &&
      pool.temperature_C <= p.claimWarm &&
      state.mixed >= p.homogeneous
    if (isInside) state.inBox_h += TICK_MIN / 60
    state.claimable = s.secondTank >= 0.5 && state.inBox_h >= p.claimTime - 1e-9
  },

  act(state, _act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    addReagents(state, amount, c)
    state.mixed = 0
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'mix')
      return (
        state.mixed >= c.parameters.homogeneous && Math.abs(state.pool.temperature_C - c.settings.temperature) < 0.5
      )
    return state.phase === 'hold' && state.hold_h >= c.settings.time - 1e-9
  },

  /** mix → hold → done. To tank 2 the drops do not come along; without it they fall in at the end, virus and all. */
  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    const { pool, hanging } = state
    if (state.phase === 'mix') {
      state.lost_g += protein_g(splitPlasma(pool, c.parameters.transferLoss))
      if (c.settings.secondTank >= 0.5) {
        // Dead legs of the second tank's lines are filled from the first.
        const { dome, deadLeg } = c.parameters
        const left = dome + deadLeg > 0 ? dome / (dome + deadLeg) : 1
        state.lost_g += protein_g(splitPlasma(hanging, left))
      }
      state.phase = 'hold'
    } else {
      for (const virus of VIRUSES) pool[virus] += hanging[virus]
      for (const virus of VIRUSES) hanging[virus] = 0
      state.phase = 'done'
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state): Readings => ({
    temperature_C: state.pool.temperature_C,
    volume_L: state.pool.volume_L,
    TnBP_g_L: perLitre(state.pool, 'TnBP_g'),
    detergent_g_L: perLitre(state.pool, 'detergent_g'),
    mixed_pct: 100 * state.mixed,
    hold_h: state.hold_h,
  }),

  ledger: (s) =>
    s.phase === 'done'
      ? proteinLedger(s.entered_g, s.lost_g, s.pool, s.hanging)
      : proteinLedger(s.entered_g, s.lost_g, undefined, s.pool, s.hanging),

  close: (state) => ({
    product: state.pool,
    results: {
      ...claims(envelopeOnly(state.reduction_log10), state.claimable),
      hold_h: state.hold_h,
      TnBP_g_L: perLitre(state.pool, 'TnBP_g'),
      detergent_g_L: perLitre(state.pool, 'detergent_g'),
      factorVIII_IU_mL: perLitre(state.pool, 'FVIII_IU') / 1e3,
    },
  }),
}

function addReagents(state: SolventDetergentState, dose: number, c: C): void {
  const arrives = dose * c.parameters.pumpError * state.pool.volume_L
  state.pool.TnBP_g += NOMINAL_G_L[state.system].TnBP * arrives
  state.pool.detergent_g += NOMINAL_G_L[state.system].detergent * arrives
}

const doseOf = ({ pool, system }: SolventDetergentState): [solvent: number, detergent: number] => [
  perLitre(pool, 'TnBP_g') / NOMINAL_G_L[system].TnBP,
  perLitre(pool, 'detergent_g') / NOMINAL_G_L[system].detergent,
]
