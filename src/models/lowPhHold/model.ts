import { exp, pow, pow10, spec, type Specs, type Values } from '../../sim/index.ts'
import { aggregationRate } from '../ageing.ts'
import { concentration_g_L, percentOfProduct, split, type Stream } from '../stream.ts'
import type { Conditions, Readings, Refusal, UnitOperation } from '../unit.ts'
import { age } from '../wellMixed.ts'

const SHEET = 'mab.md §3.2'

export const parameters = {
  inactivation: spec('log rate at pH 3.8 and 15 °C', 'log10/min', 0.155, [0.05, 0.5], 'C', SHEET),
  inactivationPerPh: spec('decades of rate per pH unit', '1', 2.5, [1, 4], 'C', SHEET),
  inactivationQ10: spec('rate factor per 10 °C', '1', 2.5, [1.5, 4], 'C', SHEET),
  reductionLimit: spec('largest reduction that can be measured', 'log10', 6.5, [4, 8], 'C', SHEET),
  mixingDelay: spec('minutes at pH before inactivation is counted', 'min', 1, [0, 5], 'C', SHEET),
  bufferCapacity: spec(
    'acid per litre and pH unit of the eluate',
    'mM',
    25,
    [5, 80],
    'G',
    'acetate eluate, about 50 mM',
  ),
  titrant: spec('strength of acid and of base', 'M', 1, [0.1, 2], 'G', 'usual titrant'),
  mixingTime: spec('time constant of mixing a drop in', 's', 20, [2, 120], 'G', 'stirred pool tank'),
  plume: spec(
    'share of the tank in which acid not yet mixed in stands',
    '1',
    0.04,
    [0.005, 1],
    'C',
    'mab.md §1.7: local pH',
  ),
  claimPh: spec('highest pH of the validated box', 'pH', 3.6, [3, 4.5], 'V', 'ASTM E2888'),
  claimTemperature: spec('lowest temperature of it', '°C', 15, [2, 30], 'V', 'ASTM E2888'),
  claimTime: spec('shortest time in it', 'min', 30, [5, 240], 'V', 'ASTM E2888'),
  drops: spec(
    'share of the pool left hanging on the dome of tank 1',
    '1',
    1e-4,
    [0, 1e-2],
    'C',
    'mab.md §1.7: hanging drops',
  ),
  transferLoss: spec(
    'product left in tank 1, hose and filter',
    '1',
    0.01,
    [0, 0.05],
    'C',
    'mab.md §3.9: step yield 0.990',
  ),
} satisfies Specs

export const settings = {
  pH: spec('pH to reach before the hold', 'pH', 3.55, [2.8, 5], 'G', 'mab.md §1.7'),
  hold: spec('time at pH', 'min', 60, [0, 1440], 'G', 'mab.md §1.7'),
  temperature: spec('tank temperature', '°C', 20, [2, 30], 'G', 'mab.md §1.7'),
  acidFlow: spec('acid or base pump', 'L/min', 1, [0, 5], 'G', 'dosing pump'),
  secondTank: spec(
    'transfer to a second tank before the clock starts (1 yes, 0 no)',
    '1',
    1,
    [0, 1],
    'V',
    'ASTM E2888',
  ),
  neutralPh: spec('pH after the hold', 'pH', 5.2, [4.5, 7.5], 'G', 'mab.md §1.7'),
} satisfies Specs

export const acts = {
  acid: spec('acid added by hand', 'L', 0.1, [0, 20], 'G', 'operator'),
  base: spec('base added by hand', 'L', 0.1, [0, 20], 'G', 'operator'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type Phase = 'acidify' | 'hold' | 'neutralise' | 'done'

export interface LowPhState {
  phase: Phase
  /** The pool being treated; its pH is the mixed bulk's. */
  pool: Stream
  /** Titrant poured in but not yet mixed, in moles of acid (base is negative). */
  unmixed_mol: number
  /** Minutes the bulk has spent at or below the target pH, this visit. */
  atPh_min: number
  /** Minutes in the present phase `hold`: the clock of the record. */
  hold_min: number
  /** Minutes of it inside the validated box: pH at most 3.60, at least 15 °C (ASTM E2888). */
  inBox_min: number
  /** The step may be claimed: second tank, 30 minutes in the box. */
  claimable: boolean
  /** Log reduction of enveloped virus in the bulk. */
  reduction_log10: number
  /** Virus in drops that acid never reached, still hanging. */
  hangingRetrovirus: number
  hangingParvovirus: number
  entered_g: number
  lost_g: number
}

/** Log10 reduction per minute of an enveloped retrovirus (X-MuLV). Anchors: pH ≤ 3.6, ≥ 15 °C, 30 min → ≥ 5 (ASTM E2888). */
export function inactivationRate(pH: number, temperature_C: number, p: Values<P>): number {
  return p.inactivation * pow10(-p.inactivationPerPh * (pH - 3.8)) * pow(p.inactivationQ10, (temperature_C - 15) / 10)
}

const TICK_S = 5

export const lowPhHold: UnitOperation<LowPhState, P, S> = {
  id: 'lowPhHold',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    return {
      phase: 'acidify',
      pool: { ...entry, temperature_C: c.settings.temperature, held_s: 0 },
      unmixed_mol: 0,
      atPh_min: 0,
      hold_min: 0,
      inBox_min: 0,
      claimable: false,
      reduction_log10: 0,
      hangingRetrovirus: entry.retrovirus * c.parameters.drops,
      hangingParvovirus: entry.parvovirus * c.parameters.drops,
      entered_g: entry.product_g,
      lost_g: 0,
    }
  },

  tick(state, c) {
    const { parameters: p, settings: s } = c
    const pool = state.pool
    const h_min = TICK_S / 60
    pool.temperature_C += (s.temperature - pool.temperature_C) * (1 - exp(-TICK_S / 1800))

    if (!c.paused) dose(state, c, h_min)
    const mixed = state.unmixed_mol * (1 - exp(-TICK_S / p.mixingTime))
    state.unmixed_mol -= mixed
    if (pool.volume_L > 0) pool.pH -= (1e3 * mixed) / (p.bufferCapacity * pool.volume_L)

    const before = state.reduction_log10
    state.atPh_min = pool.pH <= 4.5 ? state.atPh_min + h_min : 0
    // The first minute at pH is mixing: the tick that crosses it counts in part, so that n ticks give the sheet's algebra.
    const counted_min = Math.min(h_min, Math.max(0, state.atPh_min - p.mixingDelay))
    state.reduction_log10 = Math.min(
      p.reductionLimit,
      before + inactivationRate(pool.pH, pool.temperature_C, p) * counted_min,
    )
    pool.retrovirus *= pow10(before - state.reduction_log10)

    age(TICK_S, pool)
    scorch(state, p)

    if (state.phase !== 'hold') return
    state.hold_min += h_min
    if (pool.pH <= p.claimPh && pool.temperature_C >= p.claimTemperature) state.inBox_min += h_min
    state.claimable = c.settings.secondTank >= 0.5 && state.inBox_min >= p.claimTime - 1e-9
  },

  act(state, act, amount, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    addTitrant(state, act === 'acid' ? amount : -amount, c)
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    // Nothing came from the column: there is nothing to treat.
    if (state.pool.volume_L <= 0) return state.phase !== 'done'
    if (state.phase === 'acidify') return settled(state) && state.pool.pH <= c.settings.pH + 0.02
    if (state.phase === 'hold') return state.hold_min >= c.settings.hold - 1e-9
    if (state.phase === 'neutralise') return settled(state) && state.pool.pH >= c.settings.neutralPh - 0.02
    return false
  },

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'acidify') {
      transfer(state, c)
      state.phase = 'hold'
    } else if (state.phase === 'hold') state.phase = 'neutralise'
    else if (state.phase === 'neutralise') {
      // What still hangs on the dome of the tank in use falls into the finished pool: untreated virus comes back.
      state.pool.retrovirus += state.hangingRetrovirus
      state.hangingRetrovirus = 0
      state.phase = 'done'
    } else return { code: 'step_closed' }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state): Readings {
    const pool = state.pool
    return {
      pH: pool.pH,
      temperature_C: pool.temperature_C,
      volume_L: pool.volume_L,
      hold_min: state.hold_min,
      product_g_L: concentration_g_L(pool),
      hmw_pct: percentOfProduct(pool.hmw_g, pool),
    }
  },

  ledger: (state) => ({
    entered_g: state.entered_g,
    made_g: 0,
    left_g: state.phase === 'done' ? state.pool.product_g : 0,
    held_g: state.phase === 'done' ? 0 : state.pool.product_g,
    lost_g: state.lost_g,
  }),

  close(state) {
    return {
      product: state.pool,
      results: {
        reductionRetro_log10: state.reduction_log10,
        claimRetro_log10: state.claimable ? state.reduction_log10 : 0,
        hold_min: state.hold_min,
        hmw_pct: percentOfProduct(state.pool.hmw_g, state.pool),
        pH: state.pool.pH,
      },
    }
  },
}

/** pH the bulk will have once everything poured in is mixed. */
function pHWhenMixed(state: LowPhState, p: Values<P>): number {
  return state.pool.pH - (1e3 * state.unmixed_mol) / (p.bufferCapacity * state.pool.volume_L)
}

/** Around the dip pipe the pool is more acid than the probe says: there it aggregates faster, by the law of every liquid. */
function scorch(state: LowPhState, p: Values<P>): void {
  const { pool, unmixed_mol } = state
  if (unmixed_mol < 1e-6 || pool.volume_L <= 0) return
  const local_pH = pool.pH - (1e3 * unmixed_mol) / (p.bufferCapacity * p.plume * pool.volume_L)
  const rate = (pH: number): number => aggregationRate(pH, pool.temperature_C, concentration_g_L(pool))
  const more = (p.plume * Math.max(0, rate(local_pH) - rate(pool.pH)) * TICK_S) / 3600
  pool.hmw_g += Math.max(0, pool.product_g - pool.hmw_g - pool.lmw_g) * (1 - exp(-more))
}

const settled = (state: LowPhState): boolean =>
  Math.abs(state.unmixed_mol) < 1e-3 * Math.max(1, state.pool.volume_L / 1e3)

/** The dosing pump runs until the amount worked out for the target is in; the probe then needs the mixing time. */
function dose(state: LowPhState, c: Conditions<P, S>, h_min: number): void {
  const direction = state.phase === 'acidify' ? 1 : state.phase === 'neutralise' ? -1 : 0
  if (direction === 0 || state.pool.volume_L <= 0) return
  const target = direction > 0 ? c.settings.pH : c.settings.neutralPh
  const missing_pH = direction * (pHWhenMixed(state, c.parameters) - target)
  if (missing_pH <= 0) return
  const needed_L = (missing_pH * c.parameters.bufferCapacity * state.pool.volume_L) / (1e3 * c.parameters.titrant)
  addTitrant(state, direction * Math.min(needed_L, c.settings.acidFlow * h_min), c)
}

function addTitrant(state: LowPhState, litres: number, c: Conditions<P, S>): void {
  state.unmixed_mol += litres * c.parameters.titrant
  state.pool.volume_L += Math.abs(litres)
}

/** To tank 2: the drops stay behind with their virus, a little pool stays in hose and filter. Without it the drops stay above the pool. */
function transfer(state: LowPhState, c: Conditions<P, S>): void {
  state.lost_g += split(state.pool, c.parameters.transferLoss).product_g
  if (c.settings.secondTank >= 0.5) state.hangingRetrovirus = state.hangingParvovirus = 0
}
