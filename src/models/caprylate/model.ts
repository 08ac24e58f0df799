import { exp, pow, pow10, spec, type Specs, type Values } from '../../sim/index.ts'
import { agePlasma, unfold } from '../plasmaPlant/ageing.ts'
import { massOf, polymers_pct, PROTEINS, type PlasmaStream, protein_g, proteinLedger } from '../plasmaPlant/stream.ts'
import type { PlasmaUnit } from '../plasmaPlant/unit.ts'
import { claims, envelopeOnly, inactivate } from '../plasmaPlant/viralSafety.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'plasma.md §3.8'

export const parameters = {
  pKa: spec('pKa of caprylic acid', 'pH', 4.89, [4, 6], 'G', SHEET),
  solubleAcid: spec('free acid that dissolves', 'mM', 4.7, [1, 20], 'C', SHEET),
  rate: spec(
    'log rate per mM of dissolved free acid at 25 °C',
    'log10/min',
    0.018,
    [0.001, 0.2],
    'C',
    `${SHEET}: V26, V27`,
  ),
  excess: spec('more of it per mM of acid beyond', '1', 0.03, [0, 0.5], 'C', SHEET),
  rateQ10: spec('the same per 10 °C', '1', 2, [1, 4], 'C', SHEET),
  bound: spec('caprylate bound where all protein is albumin', '1', 0.6, [0, 0.99], 'C', SHEET),
  reductionLimit: spec('largest reduction that can be measured', 'log10', 6, [4, 8], 'C', SHEET),
  factorXIa: spec('FXIa taken out, at saturation', 'log10/min', 0.075, [0, 1], 'V', `${SHEET}: V28, 3 log in 40 min`),
  factorXIaLimit: spec('most of it', 'log10', 4, [1, 6], 'C', SHEET),
  kallikrein: spec('PKA taken out, at saturation', 'log10/min', 0.025, [0, 1], 'C', 'plasma.md §3.3: 1 to 1.5 log'),
  kallikreinLimit: spec('most of it', 'log10', 1.5, [0.5, 4], 'C', 'plasma.md §3.3'),
  factorOrder: spec(
    'removal of both by saturation to the power',
    '1',
    3,
    [1, 6],
    'C',
    'plasma.md §6 no. 20: 60 IU/mL of 80 stay at pH 5.8',
  ),
  isoagglutinins: spec('isoagglutinins lost, steps of the titre', '1', 0.5, [0, 3], 'C', 'plasma.md §3.3'),
  IgGLost: spec(
    'IgG that falls at 25 mM and less, pH 4.8 and more',
    '1',
    0.1,
    [0, 0.5],
    'V',
    `${SHEET}: V81, 78-87 % stay`,
  ),
  IgGPerMM: spec('more of it per mM above 25', '1', 0.004, [0, 0.1], 'C', SHEET),
  IgGPerPh: spec('more of it per pH unit below 4.8', '1', 0.5, [0, 3], 'C', SHEET),
  IgGPerOil: spec(
    'more of it per mM of acid that is past what dissolves and floats as oil',
    '1',
    0,
    [0, 0.2],
    'C',
    'this plant; a level sets it',
  ),
  IgA: spec('IgA that falls, at saturation', '1', 0.3, [0, 1], 'C', 'plasma.md §1.4'),
  others: spec('other globulins and lipoproteins that fall', '1', 0.85, [0, 1], 'C', 'plasma.md §1.4'),
  precipitation: spec('time constant of falling', 'min', 12, [1, 120], 'C', 'this plant'),
  dimers: spec('protein joined at 25 °C', '1/h', 5e-4, [0, 0.05], 'C', 'plasma.md §1.3: long and warm'),
  adjust: spec('time constant of pH and temperature', 'min', 8, [1, 60], 'G', 'jacketed tank'),
  pumpGives: spec(
    'caprylate that arrives, of that ordered (fault; 1: right)',
    '1',
    1,
    [0, 1.5],
    'C',
    'gmp.md PL-13: 18 of 22 mM',
  ),
  film: spec('share of the surface under oil, per mM of it', '%', 30, [0, 200], 'C', 'this plant'),
  mixing: spec('time constant of caprylate going in', 'min', 2, [0.5, 30], 'G', 'stirred tank'),
  claimPh: spec('highest pH of the validated box', 'pH', 5.3, [4, 6], 'G', 'plasma.md §1.4'),
  claimTemperature: spec('lowest temperature of it', '°C', 23, [15, 35], 'G', 'plasma.md §1.4'),
  claimCaprylate: spec('least caprylate of it', 'mM', 15, [2, 60], 'G', 'plasma.md §1.4'),
  claimTime: spec('shortest time in it', 'min', 60, [10, 240], 'G', 'plasma.md §1.4'),
} satisfies Specs

export const settings = {
  caprylate: spec('caprylate to reach', 'mM', 20, [0, 60], 'G', 'plasma.md §1.4'),
  pH: spec('pH to keep', 'pH', 5.1, [4, 7], 'G', 'plasma.md §1.4'),
  temperature: spec('temperature to keep', '°C', 25, [2, 40], 'G', 'plasma.md §1.4'),
  time: spec('time of the hold', 'min', 60, [0, 600], 'G', 'plasma.md §1.4'),
} satisfies Specs

export const acts = {
  pour: spec('caprylate by hand', 'mM', 2, [0, 20], 'G', 'operator'),
  restart: spec('the clock of the hold back to nothing', '1', 1, [1, 1], 'G', 'gmp.md PL-15: a full new hold'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings

export interface CaprylateState {
  phase: 'dose' | 'hold' | 'done'
  pool: PlasmaStream
  hold_min: number
  inBox_min: number
  claimable: boolean
  reduction_log10: number
  factorXIa_log10: number
  kallikrein_log10: number
  /** How far the fall of each kind has gone, 0 to 1. */
  fallen: number
  entered_g: number
}

const TICK_S = 30
const TICK_MIN = TICK_S / 60

/** Undissociated acid in mM: it is this that opens membranes. */
export const freeAcid_mM = (caprylate_mM: number, pH: number, p: Values<P>): number =>
  caprylate_mM / (1 + pow10(pH - p.pKa))

/** Log10 reduction per minute of enveloped virus. */
export function killRate(caprylate_mM: number, pH: number, temperature_C: number, bound: number, p: Values<P>): number {
  const acid = freeAcid_mM(caprylate_mM * (1 - bound), pH, p)
  const excess = Math.max(0, acid - p.solubleAcid)
  return p.rate * Math.min(acid, p.solubleAcid) * (1 + p.excess * excess) * pow(p.rateQ10, (temperature_C - 25) / 10)
}

/** Caprylate: a fatty acid that opens envelopes and takes down what is not IgG. */
export const caprylate: PlasmaUnit<CaprylateState, P, S> = {
  id: 'caprylate',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry) {
    const nothing = { reduction_log10: 0, factorXIa_log10: 0, kallikrein_log10: 0, fallen: 0 }
    const clock = { hold_min: 0, inBox_min: 0, claimable: false }
    return { phase: 'dose', pool: { ...entry }, ...clock, ...nothing, entered_g: protein_g(entry) }
  },

  tick(state, c) {
    const { parameters: p, settings: s } = c
    const { pool } = state
    const near = 1 - exp(-TICK_MIN / p.adjust)
    pool.temperature_C += (s.temperature - pool.temperature_C) * near
    agePlasma(pool, TICK_S)
    if (state.phase === 'done') return
    if (!c.paused) {
      pool.pH += (s.pH - pool.pH) * near
      const missing = s.caprylate * p.pumpGives * pool.volume_L - pool.caprylate_mmol
      // First the acid, then the caprylate: else it would meet another pH than it is meant for.
      if (state.phase === 'dose' && missing > 0 && Math.abs(pool.pH - s.pH) < 0.05)
        pool.caprylate_mmol += missing * (1 - exp(-TICK_MIN / p.mixing))
    }
    treat(state, p)
    // Who has stopped the clock counts nothing; acid works on.
    if (state.phase !== 'hold' || c.paused) return
    state.hold_min += TICK_MIN
    const isInside =
      pool.pH <= p.claimPh &&
      pool.temperature_C >= p.claimTemperature &&
      concentration_mM(pool) >= p.claimCaprylate - 0.01
    if (isInside) state.inBox_min += TICK_MIN
    state.claimable = state.inBox_min >= p.claimTime - 1e-9
  },

  act(state, act, amount): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'restart') {
      if (state.phase !== 'hold') return { code: 'no_clock' }
      state.hold_min = 0
      state.inBox_min = 0
      state.claimable = false
      return undefined
    }
    state.pool.caprylate_mmol += amount * state.pool.volume_L
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    const { settings: s } = c
    const { pool } = state
    if (state.phase === 'dose') {
      // The pump has turned as often as it was asked to; what came of it is for a scale or a sample to say.
      const isIn = concentration_mM(pool) >= 0.99 * s.caprylate * c.parameters.pumpGives
      return isIn && Math.abs(pool.pH - s.pH) < 0.02 && Math.abs(pool.temperature_C - s.temperature) < 0.3
    }
    return state.phase === 'hold' && state.hold_min >= s.time - 1e-9
  },

  proceed(state): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    state.phase = state.phase === 'dose' ? 'hold' : 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: ({ pool, hold_min }, { parameters: p }): Readings => ({
    pH: pool.pH,
    temperature_C: pool.temperature_C,
    caprylate_mM: concentration_mM(pool),
    volume_L: pool.volume_L,
    hold_min,
    film_pct: Math.min(100, p.film * oil_mM(pool, p)),
  }),

  ledger: (s) =>
    s.phase === 'done' ? proteinLedger(s.entered_g, 0, s.pool) : proteinLedger(s.entered_g, 0, undefined, s.pool),

  close(state) {
    const { pool } = state
    return {
      product: pool,
      results: {
        ...claims(envelopeOnly(state.reduction_log10), state.claimable),
        hold_min: state.hold_min,
        factorXIa_log10: state.factorXIa_log10,
        PKA_IU_mL: pool.volume_L > 0 ? pool.PKA_IU / pool.volume_L / 1e3 : 0,
        IgGDissolved_pct: massOf(pool, 'IgG') > 0 ? (100 * pool.IgG_g) / massOf(pool, 'IgG') : 0,
        polymers_pct: polymers_pct(pool),
      },
    }
  },
}

/** Acid that no longer dissolves: it floats. */
function oil_mM(pool: PlasmaStream, p: Values<P>): number {
  const free_mM = concentration_mM(pool) * (1 - p.bound * albuminShare(pool))
  return Math.max(0, freeAcid_mM(free_mM, pool.pH, p) - p.solubleAcid)
}

/** Albumin binds fatty acids: what it holds is not free to act. */
const albuminShare = (pool: PlasmaStream): number => {
  const all_g = protein_g(pool)
  return all_g > 0 ? massOf(pool, 'ALB') / all_g : 0
}

const concentration_mM = (s: PlasmaStream): number => (s.volume_L > 0 ? s.caprylate_mmol / s.volume_L : 0)

function treat(state: CaprylateState, p: Values<P>): void {
  const { pool } = state
  const albumin = albuminShare(pool)
  const mM = concentration_mM(pool)
  const bound = p.bound * albumin
  const before = state.reduction_log10
  state.reduction_log10 = Math.min(
    p.reductionLimit,
    before + killRate(mM, pool.pH, pool.temperature_C, bound, p) * TICK_MIN,
  )
  inactivate(pool, envelopeOnly(before), envelopeOnly(state.reduction_log10))
  const joined =
    1 - exp((-p.dimers * pow(p.rateQ10, (pool.temperature_C - 25) / 10) * TICK_MIN * (mM > 0.5 ? 1 : 0)) / 60)
  unfold(pool, joined, joined, 1)
  // Albumin keeps itself in solution with the caprylate it binds: nothing falls from a pool of it.
  if (albumin > 0.5) return
  const saturation = Math.min(1, freeAcid_mM(mM * (1 - bound), pool.pH, p) / p.solubleAcid)
  const more = (gone: number, rate: number, limit: number): number =>
    Math.min(limit, gone + rate * pow(saturation, p.factorOrder) * TICK_MIN)
  const XIa = more(state.factorXIa_log10, p.factorXIa, p.factorXIaLimit)
  pool.FXIa_mg *= pow10(state.factorXIa_log10 - XIa)
  state.factorXIa_log10 = XIa
  const PKA = more(state.kallikrein_log10, p.kallikrein, p.kallikreinLimit)
  pool.PKA_IU *= pow10(state.kallikrein_log10 - PKA)
  state.kallikrein_log10 = PKA
  fall(state, saturation, mM, p)
}

/** What caprylate takes down becomes precipitate: the depth filter behind takes it out. */
function fall(state: CaprylateState, saturation: number, mM: number, p: Values<P>): void {
  const { pool } = state
  const share = 1 - exp(-TICK_MIN / p.precipitation)
  const IgG =
    p.IgGLost +
    p.IgGPerMM * Math.max(0, mM - 25) +
    p.IgGPerPh * Math.max(0, 4.8 - pool.pH) +
    p.IgGPerOil * oil_mM(pool, p)
  for (const protein of PROTEINS) {
    const most = protein === 'IgG' ? Math.min(0.9, IgG) : protein === 'IgA' ? p.IgA : protein === 'ALB' ? 0 : p.others
    const wanted = massOf(pool, protein) * most * saturation
    const moved = Math.max(0, wanted - pool[`${protein}_solid_g`]) * share
    pool[`${protein}_solid_g`] += moved
    pool[`${protein}_g`] = Math.max(0, pool[`${protein}_g`] - moved)
  }
  const next = state.fallen + (saturation - state.fallen) * share
  pool.isoagglutinin_units *= pow(2, -p.isoagglutinins * Math.max(0, next - state.fallen))
  state.fallen = Math.max(state.fallen, next)
}
