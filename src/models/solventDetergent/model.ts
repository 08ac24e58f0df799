import { exp, log10, pow, pow10, spec, type Specs, type Values } from '../../sim/index.ts'
import { agePurified } from '../plasmaPlant/ageing.ts'
import {
  perLitre,
  type PlasmaStream,
  pourPlasma,
  protein_g,
  proteinLedger,
  splitPlasma,
  type Virus,
  VIRUSES,
} from '../plasmaPlant/stream.ts'
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
  domeFollows: spec(
    'of the drops on the dome, what runs down the wall after the pool and crosses with it',
    '1',
    0,
    [0, 1],
    'C',
    'this plant; a level sets it',
  ),
  leg: spec(
    'where it is: 1 sampling valve, 2 probe, 3 drain; up to the next whole number',
    '1',
    1,
    [1, 4],
    'C',
    'plasma.md §6 no. 18',
  ),
  rinseWater: spec('water of a rinse, of the pool', '1', 0.002, [0, 0.05], 'G', 'spray ball'),
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
  jacketGives: spec(
    'warmth that the jacket holds over the room, of that asked (fault; 1: all)',
    '1',
    1,
    [0, 1.5],
    'C',
    'gmp.md PL-15: 22 of 25 °C',
  ),
  room: spec('temperature of the room', '°C', 18, [10, 30], 'G', 'this plant'),
  postHose: spec(
    'a clean hose of the treated side hangs on its hook (fault; 0: none)',
    '1',
    1,
    [0, 1],
    'C',
    'gmp.md PL-16',
  ),
  hoseFilm: spec(
    'untreated plasma in a hose of the other side that has been cleaned, of the pool',
    '1',
    1e-5,
    [0, 0.01],
    'C',
    'gmp.md PL-16: any residue',
  ),
  claimDose: spec('least dose of the validated box, of the nominal', '1', 0.9, [0.5, 1], 'G', 'plasma.md §1.4: ±10 %'),
  claimCold: spec('lowest temperature of it', '°C', 20, [4, 30], 'G', 'plasma.md §1.4'),
  claimWarm: spec('highest temperature of it', '°C', 27, [20, 40], 'G', 'plasma.md §1.4'),
  claimTime: spec('shortest time in it', 'h', 4, [0.5, 12], 'G', 'plasma.md §1.4'),
  claimUntreated: spec('largest untreated share of it', '1', 1e-5, [0, 0.01], 'C', 'plasma.md §3.6: homogeneity'),
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
  hose: spec(
    'hose to what comes after (0 none yet, 1 of the treated side, 2 of the untreated side)',
    '1',
    1,
    [0, 2],
    'G',
    'gmp.md §2.2 PL7, PL-16',
  ),
} satisfies Specs

export const acts = {
  rinse: spec('what hangs on the dome rinsed down', '1', 1, [1, 1], 'G', 'spray ball'),
  flush: spec('dead leg opened into the loop: 1 sampling valve, 2 probe, 3 drain', '1', 1, [1, 3], 'G', 'operator'),
  restart: spec('the clock of the hold back to nothing', '1', 1, [1, 1], 'G', 'gmp.md PL-15: a full new hold'),
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
  /** What hangs where no reagent comes, with its virus: drops on the dome, and a dead leg. */
  dome: PlasmaStream
  deadLeg: PlasmaStream
  /** Which leg holds, and litres that an eye takes for all that can hang. */
  leg: number
  full_L: number
  /** Virus of the pool as it came. */
  untreated: Record<Virus, number>
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
    const deadLeg = splitPlasma(hanging, p.dome + p.deadLeg > 0 ? p.deadLeg / (p.dome + p.deadLeg) : 0)
    const state: SolventDetergentState = {
      phase: 'mix',
      system,
      pool,
      dome: hanging,
      deadLeg,
      leg: Math.min(3, Math.floor(p.leg)),
      full_L: FULL * entry.volume_L,
      untreated: Object.fromEntries(VIRUSES.map((virus) => [virus, entry[virus]])) as Record<Virus, number>,
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
    const kept_C = s.temperature - (1 - p.jacketGives) * (s.temperature - p.room)
    pool.temperature_C += (kept_C - pool.temperature_C) * (1 - exp(-TICK_MIN / p.jacket))
    agePurified(pool, TICK_S)
    if (state.phase === 'done') return
    if (!c.paused) state.mixed += (1 - state.mixed) * (1 - exp((-TICK_MIN * s.stirring) / p.mixingTime))
    const before = state.reduction_log10
    const [solvent, detergent] = doseOf(state)
    const rate = killRate(state.system, solvent * state.mixed, detergent * state.mixed, pool.temperature_C, p)
    state.reduction_log10 = Math.min(p.reductionLimit, before + rate * TICK_MIN)
    inactivate(pool, envelopeOnly(before), envelopeOnly(state.reduction_log10))
    // Who has stopped the clock counts nothing; the reagents work on.
    if (state.phase !== 'hold' || c.paused) return
    state.hold_h += TICK_MIN / 60
    const isInside =
      Math.min(solvent, detergent) >= p.claimDose - 1e-9 &&
      pool.temperature_C >= p.claimCold &&
      pool.temperature_C <= p.claimWarm &&
      state.mixed >= p.homogeneous
    if (isInside) state.inBox_h += TICK_MIN / 60
    state.claimable = s.secondTank >= 0.5 && state.inBox_h >= p.claimTime - 1e-9
  },

  act(state, act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'restart') {
      if (state.phase !== 'hold') return { code: 'no_clock' }
      state.hold_h = 0
      state.inBox_h = 0
      state.claimable = false
      return undefined
    }
    if (act === 'rinse') {
      state.pool.volume_L *= 1 + c.parameters.rinseWater
      comeDown(state, 'dome')
    } else if (act === 'flush') {
      if (Math.round(amount) === state.leg) comeDown(state, 'deadLeg')
    } else addReagents(state, amount, c)
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

  /**
   * mix → hold → done. To tank 2 the drops do not come along; without it they fall in at the end, virus and all. What has
   * been treated leaves by a hose of the treated side, or a film of what was not comes along.
   */
  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    const { pool, dome, deadLeg } = state
    const { parameters: p, settings: s } = c
    if (state.phase === 'mix') {
      state.lost_g += protein_g(splitPlasma(pool, p.transferLoss))
      // Dead legs of the second tank's lines are filled from the first.
      if (s.secondTank >= 0.5) state.lost_g += protein_g(splitPlasma(dome, 1 - p.domeFollows))
      state.phase = 'hold'
    } else {
      if (s.hose < 0.5) return { code: 'no_hose' }
      if (s.hose < 1.5 && p.postHose < 0.5) return { code: 'hose_missing' }
      const crossed = s.hose >= 1.5 ? p.hoseFilm : 0
      for (const virus of VIRUSES) {
        pool[virus] += dome[virus] + deadLeg[virus] + crossed * state.untreated[virus]
        dome[virus] = 0
        deadLeg[virus] = 0
      }
      const share = crossed + (pool.volume_L > 0 ? (dome.volume_L + deadLeg.volume_L) / pool.volume_L : 0)
      state.reduction_log10 = withUntreated(state.reduction_log10, share)
      if (share > p.claimUntreated || crossed > 0) state.claimable = false
      state.phase = 'done'
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    temperature_C: state.pool.temperature_C,
    volume_L: state.pool.volume_L,
    TnBP_g_L: perLitre(state.pool, 'TnBP_g'),
    detergent_g_L: perLitre(state.pool, 'detergent_g'),
    mixed_pct: 100 * state.mixed,
    hold_h: state.hold_h,
    // Of all that can hang: what an eye sees by its lamp.
    postHose: c.parameters.postHose >= 0.5 ? 1 : 0,
    dome_pct: wetted_pct(state, state.dome),
    legSample_pct: state.leg === 1 ? wetted_pct(state, state.deadLeg) : 0,
    legProbe_pct: state.leg === 2 ? wetted_pct(state, state.deadLeg) : 0,
    legDrain_pct: state.leg === 3 ? wetted_pct(state, state.deadLeg) : 0,
  }),

  ledger: (s) =>
    s.phase === 'done'
      ? proteinLedger(s.entered_g, s.lost_g, s.pool, s.dome, s.deadLeg)
      : proteinLedger(s.entered_g, s.lost_g, undefined, s.pool, s.dome, s.deadLeg),

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

/** Share of a pool that wets dome or leg all over. */
const FULL = 3e-4
const wetted_pct = ({ full_L }: SolventDetergentState, { volume_L }: PlasmaStream): number =>
  full_L > 0 ? Math.min(100, (100 * volume_L) / full_L) : 0

/** What was never treated comes back to the rest: however far that has come, the whole is no safer than this share. */
const withUntreated = (reduction_log10: number, share: number): number =>
  share > 0 ? Math.min(reduction_log10, -log10(pow10(-reduction_log10) + share)) : reduction_log10

/** Drops or a dead leg into the pool again: from now on they are treated with it. */
function comeDown(state: SolventDetergentState, from: 'dome' | 'deadLeg'): void {
  const { pool } = state
  const part = splitPlasma(state[from], 1)
  if (part.volume_L <= 0) return
  pourPlasma(pool, part)
  state.reduction_log10 = withUntreated(state.reduction_log10, part.volume_L / pool.volume_L)
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
