import { exp, spec, type Specs, type Values } from '../../sim/index.ts'
import { ageFactorVIII } from '../plasmaPlant/ageing.ts'
import {
  factorVIII_IU,
  massOf,
  type PlasmaStream,
  protein_g,
  proteinLedger,
  splitPlasma,
} from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const CRYO = 'plasma.md §3.2'
const HEAT = 'plasma.md §3.2: thaw time'

export const parameters = {
  store: spec('temperature the bags come from', '°C', -30, [-80, -20], 'G', 'plasma.md §1.1'),
  warming: spec('time constant of a bag in the tempering room', 'h', 5, [1, 24], 'G', 'pallet of bags'),
  frozenHeat: spec('heat capacity of frozen plasma', 'kJ/(kg·K)', 1.9, [1, 4], 'G', HEAT),
  liquidHeat: spec('heat capacity of plasma', 'kJ/(kg·K)', 3.9, [3, 4.2], 'G', HEAT),
  latent: spec('heat of melting plasma: 0.91 · 334 · 0.97', 'kJ/kg', 294.8, [200, 334], 'D', HEAT),
  meltsAt: spec('freezing point of plasma', '°C', -0.5, [-1, 0], 'G', 'plasma.md §3.1.4'),
  iceContact: spec(
    'heat from liquid to ice at usual stirring, of the jacket’s',
    '1',
    375,
    [5, 2000],
    'C',
    'even melt: pool at 1 °C with the last ice',
  ),
  solubleFVIII: spec(
    'share of FVIII dissolved at 4 °C',
    '1',
    0.35,
    [0, 1],
    'V',
    `${CRYO}: V12, capped near 65 % at 4 °C`,
  ),
  solubleFVIIIPerDegree: spec('e-folds of it per °C', '1/°C', 0.12, [0, 0.5], 'C', CRYO),
  solubleFibrinogen: spec('share of fibrinogen dissolved at 4 °C', '1', 0.45, [0, 1], 'C', CRYO),
  solubleFibrinogenPerDegree: spec('e-folds of it per °C', '1/°C', 0.1, [0, 0.5], 'C', CRYO),
  solubleVWF: spec('share of vWF dissolved at 4 °C', '1', 0.3, [0, 1], 'C', CRYO),
  slowYield: spec(
    'cryoprecipitated FVIII of plasma frozen slowly, of that frozen by blast',
    '1',
    0.88,
    [0.5, 1],
    'C',
    `${CRYO}: V13`,
  ),
  slow: spec('share of the donations frozen slowly', '1', 0, [0, 1], 'G', 'plasma.md §1.1: donor freezing'),
  redissolving: spec(
    'time constant of cryoprecipitate dissolving or forming',
    'min',
    12,
    [1, 60],
    'C',
    'plasma.md §6 no. 7: 30 min at 2 °C',
  ),
  wall: spec('share of the pool near the wall', '1', 0.2, [0, 0.5], 'C', 'plasma.md §6 no. 6: 10 to 20 % less'),
  wallWarm: spec(
    'wall above the pool, of the jacket above the pool',
    '1',
    0.4,
    [0, 1],
    'C',
    'plasma.md §1.1: wall above 10 °C',
  ),
  wallFrom: spec('wall temperature from which precipitate dissolves there', '°C', 10, [4, 30], 'G', 'plasma.md §1.1'),
  shear: spec(
    'FVIII lost to foam and shear, per square of stirring above usual',
    '1/h',
    0.05,
    [0, 1],
    'C',
    'plasma.md §1.1',
  ),
  splinters: spec(
    'plasma lost with bags that shatter, per °C below -15',
    '1',
    0.002,
    [0, 0.02],
    'C',
    'plasma.md §1.1: too cold',
  ),
} satisfies Specs

export const settings = {
  tempering: spec('tempering room', '°C', -12, [-30, 5], 'G', 'plasma.md §1.1'),
  temperingTime: spec('time in it', 'h', 24, [0, 96], 'G', 'plasma.md §1.1: 12-48 h'),
  jacket: spec('jacket while melting', '°C', 18, [0, 40], 'G', 'plasma.md §1.1'),
  stirring: spec('stirring, of the usual', '1', 1, [0, 3], 'G', 'plasma.md §1.1: gentle'),
  end: spec('temperature of the pool to end at', '°C', 2, [0, 12], 'G', 'plasma.md §1.1'),
  cooling: spec('jacket after that', '°C', 2, [-2, 20], 'G', 'this plant'),
  hold: spec('time before the centrifuge', 'h', 0.5, [0, 24], 'G', 'plasma.md §6 no. 7: 30 min'),
} satisfies Specs

export const acts = {
  warm: spec('an hour more of tempering at once: hours', 'h', 1, [0.5, 12], 'G', 'operator'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

export interface PlasmaThawState {
  phase: 'temper' | 'thaw' | 'hold' | 'done'
  pool: PlasmaStream
  core_C: number
  /** Plasma still frozen, as a share. */
  ice: number
  tempered_h: number
  thawed_h: number
  held_h: number
  warmest_C: number
  hottestWall_C: number
  entered_IU: number
  entered_g: number
  lost_g: number
}

const TICK_S = 60
const TICK_H = TICK_S / 3600

/** FVIII that stays dissolved in a pool thawed to this temperature. */
export const solubleFactorVIII = (temperature_C: number, p: Values<P>): number =>
  Math.min(1, p.solubleFVIII * exp(p.solubleFVIIIPerDegree * (temperature_C - 4)))
const solubleVWF = (temperature_C: number, p: Values<P>): number =>
  Math.min(1, p.solubleVWF * exp(p.solubleFVIIIPerDegree * (temperature_C - 4)))
export const solubleFibrinogen = (temperature_C: number, p: Values<P>): number =>
  Math.min(1, p.solubleFibrinogen * exp(p.solubleFibrinogenPerDegree * (temperature_C - 4)))

/** Heat that melts plasma from this temperature (plasma.md §3.2: 3,000 kg from -25 °C are 1,016 MJ). */
export const meltingHeat_kJ_kg = (from_C: number, p: Values<P>): number => p.latent + p.frozenHeat * (-2 - from_C)

/** The tempering room, the thaw vessel and the wait for the centrifuge: what gets cold-insoluble out of plasma. */
export const plasmaThaw: PlasmaUnit<PlasmaThawState, P, S> = {
  id: 'plasmaThaw',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    const state: PlasmaThawState = {
      phase: 'temper',
      pool: { ...entry, temperature_C: c.parameters.store },
      core_C: c.parameters.store,
      ice: 1,
      tempered_h: 0,
      thawed_h: 0,
      held_h: 0,
      warmest_C: c.parameters.store,
      hottestWall_C: c.parameters.store,
      entered_IU: factorVIII_IU(entry),
      entered_g: protein_g(entry),
      lost_g: 0,
    }
    precipitate(state, c, 0, 1)
    return state
  },

  tick(state, c) {
    if (state.phase === 'done') return
    if (state.phase === 'temper') {
      temper(state, TICK_H, c)
      return
    }
    const hotWall = melt(state, c)
    ageFactorVIII(state.pool, TICK_H, 1 - state.ice)
    const stirred = Math.max(0, c.settings.stirring - 1)
    state.pool.FVIII_IU *= exp(-c.parameters.shear * stirred * stirred * TICK_H)
    precipitate(state, c, hotWall, 1 - exp(-TICK_S / 60 / c.parameters.redissolving))
    state.pool.held_s += TICK_S
    if (state.phase === 'thaw') state.thawed_h += TICK_H
    else state.held_h += TICK_H
    state.warmest_C = Math.max(state.warmest_C, state.pool.temperature_C)
  },

  act(state, _act, amount, c) {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase !== 'temper') return { code: 'already_melting' }
    temper(state, amount, c)
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    const { settings: s } = c
    if (state.phase === 'temper') return state.tempered_h >= s.temperingTime - 1e-9
    if (state.phase === 'thaw') return state.ice < 0.005 && state.pool.temperature_C >= s.end - 1e-9
    return state.phase === 'hold' && state.held_h >= s.hold - 1e-9
  },

  /** temper → thaw → hold → done. Ice left at the end goes with the pool, and its cold with it. */
  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'temper') {
      // Brittle bags: splinters of plastic, and what is thrown away with them.
      const shattered = Math.min(0.2, Math.max(0, -15 - state.core_C) * c.parameters.splinters)
      state.lost_g += protein_g(splitPlasma(state.pool, shattered))
      state.pool.temperature_C = c.parameters.meltsAt
      state.phase = 'thaw'
    } else state.phase = state.phase === 'thaw' ? 'hold' : 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state): Readings => ({
    core_C: state.core_C,
    temperature_C: state.pool.temperature_C,
    wall_C: state.hottestWall_C,
    frozen_pct: 100 * state.ice,
    tempered_h: state.tempered_h,
    thawed_h: state.thawed_h,
    held_h: state.held_h,
    volume_L: state.pool.volume_L * (1 - state.ice),
  }),

  ledger: (state) =>
    state.phase === 'done'
      ? proteinLedger(state.entered_g, state.lost_g, state.pool)
      : proteinLedger(state.entered_g, state.lost_g, undefined, state.pool),

  close(state) {
    const { pool } = state
    return {
      product: pool,
      results: {
        temperature_C: pool.temperature_C,
        warmest_C: state.warmest_C,
        hottestWall_C: state.hottestWall_C,
        thawTime_h: state.thawed_h,
        frozen_pct: 100 * state.ice,
        cryoFactorVIII_pct: state.entered_IU > 0 ? (100 * pool.FVIII_solid_IU) / state.entered_IU : 0,
        cryoFibrinogen_pct: massOf(pool, 'FIB') > 0 ? (100 * pool.FIB_solid_g) / massOf(pool, 'FIB') : 0,
      },
    }
  },
}

/** Bags warm towards the room; what warms above its melting point melts in the bag. */
function temper(state: PlasmaThawState, hours: number, c: C): void {
  const { parameters: p, settings: s } = c
  const room = Math.min(s.tempering, p.meltsAt)
  state.core_C += (room - state.core_C) * (1 - exp(-hours / p.warming))
  state.tempered_h += hours
  state.pool.temperature_C = state.core_C
  // A room near the melting point melts the outer bags, a quarter of them in a day at +5 °C.
  const wet = Math.max(0, s.tempering + 4) / 9
  state.ice = Math.max(0, state.ice - (0.25 * wet * hours) / 24)
  ageFactorVIII(state.pool, hours, 1 - state.ice)
}

/** Heat of the jacket into the liquid, from there into what is frozen; implicit, so that the last ice is no jump. */
function melt(state: PlasmaThawState, c: C): number {
  const { parameters: p, settings: s } = c
  const { pool } = state
  const jacket_C = state.phase === 'thaw' ? s.jacket : s.cooling
  const heats = c.paused ? 0 : c.plant.thawJacket_kW_K * Math.sqrt(Math.max(0.05, Math.min(1, s.stirring)))
  const toIce =
    state.ice > 1e-9 ? c.plant.thawJacket_kW_K * p.iceContact * Math.max(0.05, s.stirring) * Math.sqrt(state.ice) : 0
  const heat = Math.max(0.01, 1 - state.ice) * Math.max(1e-6, pool.volume_L) * p.liquidHeat
  const sum = heat + TICK_S * (heats + toIce)
  pool.temperature_C = (pool.temperature_C * heat + TICK_S * (heats * jacket_C + toIce * p.meltsAt)) / sum
  const melting = meltingHeat_kJ_kg(state.core_C, p) * Math.max(1e-6, pool.volume_L)
  state.ice = Math.max(0, Math.min(1, state.ice - (TICK_S * toIce * (pool.temperature_C - p.meltsAt)) / melting))
  const wall_C = pool.temperature_C + p.wallWarm * (jacket_C - pool.temperature_C)
  if (heats > 0) state.hottestWall_C = Math.max(state.hottestWall_C, wall_C)
  return Math.max(0, Math.min(1, (wall_C - p.wallFrom) / 3)) * (heats > 0 ? 1 : 0)
}

/** What is insoluble in the cold, `share` of the way to its equilibrium; near a hot wall all of it dissolves. */
function precipitate(state: PlasmaThawState, c: C, hotWall: number, share: number): void {
  const p = c.parameters
  const { pool } = state
  const T = Math.max(p.meltsAt, Math.min(30, pool.temperature_C))
  const near = 1 - p.wall * hotWall
  const freezing = 1 - p.slow * (1 - p.slowYield)
  const shift = (
    dissolved: 'FVIII_IU' | 'vWF_IU' | 'FIB_g',
    solid: 'FVIII_solid_IU' | 'vWF_solid_IU' | 'FIB_solid_g',
    wanted: number,
  ): void => {
    const all = pool[dissolved] + pool[solid]
    const next = pool[solid] + (wanted * all - pool[solid]) * share
    pool[solid] = Math.max(0, Math.min(all, next))
    pool[dissolved] = all - pool[solid]
  }
  shift('FVIII_IU', 'FVIII_solid_IU', (1 - solubleFactorVIII(T, p)) * freezing * near)
  shift('vWF_IU', 'vWF_solid_IU', (1 - solubleVWF(T, p)) * near)
  shift('FIB_g', 'FIB_solid_g', (1 - solubleFibrinogen(T, p)) * near)
}
