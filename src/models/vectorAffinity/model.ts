import { exp, pow10, spec, type Specs, type Values } from '../../sim/index.ts'
import {
  type AavStream,
  aggregated_pct,
  capsidsOf,
  capsidTitre_per_mL,
  emptyVector,
  functional_pct,
  genomesOf,
  inLitre,
  move,
  percent,
  pourVector,
  splitVector,
  titre_per_mL,
  vectorBuffer,
  withCapsids,
} from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, enter, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'aav.md §4.4'
const ACID = 'aav.md §7 no. 17: 45 min at pH 3'

// oxfmt-ignore
export const parameters = {
  capacity: spec('capsids bound by a millilitre at 10 % breakthrough, endless contact', '1/mL', 1.2e14, [1e12, 1e16], 'C', SHEET),
  contact: spec('residence time constant of that', 'min', 0.6, [0.05, 5], 'C', SHEET),
  end: spec('load at half breakthrough, of that capacity', '1', 1.13, [1, 2], 'C', SHEET),
  sharpness: spec('width of the breakthrough', '1', 0.06, [0.01, 0.5], 'C', SHEET),
  recovery: spec('of the bound capsids, eluted at pH 3 and below', '1', 0.82, [0.3, 1], 'C', 'aav.md §4.8: step yield 0.80; V31: 65-80 %'),
  elutesAt: spec('pH at which half of them come', 'pH', 3.7, [2.5, 6], 'G', 'aav.md §1.3 D6: pH 2.5-3.5'),
  elutesWidth: spec('width of that', 'pH', 0.15, [0.02, 1], 'G', SHEET),
  washing: spec('decades of impurity that a first column volume of wash takes', '1', 1.5, [0, 5], 'G', 'usual'),
  keeps: spec('impurity that no wash takes', '1', 1e-3, [0, 0.1], 'G', 'usual of an affinity column'),
  leach: spec('ligand that leaves with a litre of eluate, ng', '1', 500, [0, 1e5], 'G', 'usual'),
  aggregating: spec('capsids clumped at pH 3', '1/h', 0.11, [0, 2], 'C', `${ACID}: 8 %`),
  losing: spec('function lost at pH 3', '1/h', 0.3, [0, 5], 'C', `${ACID}: 20 %`),
  acidPerPh: spec('decades of both per pH', '1', 0.8, [0, 3], 'G', 'direction'),
  acidFrom: spec('pH below which that counts', 'pH', 5, [3.5, 6], 'G', 'direction'),
  fetching: spec('until a bottle of neutraliser is there, connected and tried', 'min', 20, [0, 120], 'G', 'this plant’s card AV-13: 20 min without one'),
  strength: spec('of what its label says, neutraliser in the first bottle', '1', 1, [0.02, 1.2], 'G', 'differs by bottle'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  residence: spec('residence time of the load', 'min', 1, [0.1, 10], 'G', 'aav.md §1.3 D6: 0.5-2'),
  load: spec('load of a cycle, of the capacity at that time', '1', 0.7, [0.05, 3], 'C', 'aav.md §1.3 D6'),
  titre: spec('capsids of the feed, as measured', '1/mL', 3.9e12, [1e10, 1e15], 'C', 'aav.md §4.4: 4.2e17 in 1,000 L, concentrated'),
  column: spec('resin in use, of the plant’s', '1', 1, [0.1, 3], 'G', 'this plant'),
  cycles: spec('cycles at most', '1', 3, [1, 20], 'G', 'this plant'),
  wash: spec('wash', 'CV', 8, [0, 40], 'G', 'aav.md §1.3 D6: 2-3 washes'),
  elution: spec('elution', 'CV', 4, [1, 20], 'G', 'this plant'),
  elutionPh: spec('pH of the elution', 'pH', 3, [2, 7], 'G', 'aav.md §1.3 D6'),
  neutralise: spec('minutes from the end of the elution to neutral', 'min', 5, [0, 240], 'G', 'aav.md §1.3 D7'),
  placed: spec('a bottle of neutraliser stands ready from the start', '1', 1, [0, 1], 'G', 'this plant'),
} satisfies Specs

// oxfmt-ignore
export const acts = {
  place: spec('send for a bottle of neutraliser and connect it', '1', 1, [1, 1], 'G', 'operator'),
  neutraliseNow: spec('neutralise now: pH', 'pH', 8, [6.5, 9.5], 'G', 'operator'),
  reload: spec('share of the flow-through put back into the feed', '1', 1, [0.01, 1], 'G', 'aav.md §7 no. 16'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface VectorAffinityState {
  phase: 'load' | 'wash' | 'elute' | 'hold' | 'done'
  feed: AavStream
  /** On the column: capsids bound and what sits beside them. */
  bound: AavStream
  flowThrough: AavStream
  pool: AavStream
  book: Book
  cycle: number
  /** Capsids brought to the column in this cycle, and litres by which the recipe counts. */
  loaded: number
  loaded_L: number
  washed_CV: number
  eluted_CV: number
  hold_s: number
  breakthrough: number
  broken: number
  /** Bottles of neutraliser sent for; seconds until the last of them is connected. */
  bottles: number
  coming_s: number
}

const TICK_S = 30
const TICK_MIN = TICK_S / 60

/** Dynamic capacity at 10 % breakthrough, capsids in a millilitre of resin. */
export const dynamicCapacity = (residence_min: number, p: Pick<Values<P>, 'capacity' | 'contact'>): number =>
  p.capacity * (1 - exp(-residence_min / p.contact))

/** Share of what comes in that goes through, at a load. */
export function breakthrough(load_per_mL: number, residence_min: number, p: Values<P>): number {
  const q = dynamicCapacity(residence_min, p) * p.end
  return q > 0 ? 1 / (1 + exp(Math.min(500, (q - load_per_mL) / (p.sharpness * q)))) : 1
}

/** Lost of a whole load at constant flow. */
export function lossOf(load_per_mL: number, residence_min: number, p: Values<P>): number {
  const parts = 400
  let lost = 0
  for (let i = 0; i < parts; i++) lost += breakthrough((load_per_mL * (i + 0.5)) / parts, residence_min, p) / parts
  return lost
}

/** Capsids bind, full or empty; acid brings them off, and must not last. */
export const vectorAffinity: AavUnit<VectorAffinityState, P, S> = {
  id: 'vectorAffinity',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'load',
    feed: { ...entry },
    bound: emptyVector(entry.temperature_C),
    flowThrough: emptyVector(entry.temperature_C),
    pool: emptyVector(entry.temperature_C),
    book: newBook(entry),
    cycle: 1,
    loaded: 0,
    loaded_L: 0,
    washed_CV: 0,
    eluted_CV: 0,
    hold_s: 0,
    breakthrough: 0,
    broken: 0,
    bottles: 0,
    coming_s: 0,
  }),

  tick(state, c) {
    wait(TICK_S, state.feed, state.pool)
    if (state.phase === 'done') return
    sour(state.pool, c.parameters)
    state.coming_s = Math.max(0, state.coming_s - TICK_S)
    if (state.phase === 'hold' && isPlaced(state, c)) state.hold_s += TICK_S
    if (c.paused) return
    if (state.phase === 'load') load(state, c)
    else if (state.phase === 'wash') wash(state, c)
    else if (state.phase === 'elute') elute(state, c)
  },

  act(state, act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (act === 'place') {
      if (state.coming_s > 0) return { code: 'on_its_way', values: { coming_min: state.coming_s / 60 } }
      state.bottles++
      state.coming_s = Math.round(60 * c.parameters.fetching)
      return undefined
    }
    if (act === 'neutraliseNow') {
      if (state.pool.volume_L <= 0) return { code: 'no_pool' }
      if (!isPlaced(state, c)) return { code: 'no_neutraliser' }
      neutralise(state, amount, c)
      return undefined
    }
    if (act !== 'reload') return { code: 'no_such_act' }
    if (state.phase !== 'load') return { code: 'not_loading' }
    pourVector(state.feed, splitVector(state.flowThrough, amount))
    return undefined
  },

  phase: (state) => state.phase,

  ready(state, c) {
    if (state.phase === 'load') return state.feed.volume_L <= 1e-9 || state.loaded_L >= cycle_L(c) - 1e-9
    if (state.phase === 'wash') return state.washed_CV >= c.settings.wash - 1e-9
    if (state.phase === 'elute') return state.eluted_CV >= c.settings.elution - 1e-9
    if (state.phase !== 'hold') return false
    return isPlaced(state, c) ? state.hold_s >= 60 * c.settings.neutralise - 1e-9 : state.coming_s <= 0
  },

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.phase === 'load') state.phase = 'wash'
    else if (state.phase === 'wash') state.phase = 'elute'
    else if (state.phase === 'elute') {
      pourVector(state.book.waste, splitVector(state.bound, 1))
      state.phase = 'hold'
    } else {
      // Sent for when it is needed: it comes as late as that.
      if (!isPlaced(state, c)) return vectorAffinity.act(state, 'place', 1, c)
      if (state.pool.volume_L > 0 && state.pool.pH < 6) neutralise(state, 8, c)
      if (state.feed.volume_L > 1e-9 && state.cycle < c.settings.cycles) nextCycle(state)
      else {
        for (const s of [state.flowThrough, state.feed]) pourVector(state.book.waste, splitVector(s, 1))
        state.pool.held_s = 0
        state.phase = 'done'
      }
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    cycle: state.cycle,
    feed_L: state.feed.volume_L,
    loaded_L: state.loaded_L,
    // What a detector sees behind the column: capsids, and while loading everything that does not bind.
    absorbance_AU:
      state.phase === 'load' ? 0.2 + 1.3 * state.breakthrough : state.phase === 'elute' ? peak_AU(state, c) : 0,
    pool_L: state.pool.volume_L,
    pool_pH: state.pool.pH,
    acid_min: state.pool.acid_s / 60,
    hold_min: state.hold_s / 60,
    washed_CV: state.washed_CV,
    eluted_CV: state.eluted_CV,
    capsids_1e12_mL: 1e-12 * capsidTitre_per_mL(state.feed),
    genomes_1e12_mL: 1e-12 * titre_per_mL(state.feed),
    loaded_per_mL: state.loaded / (1e3 * resin_L(c)),
    neutraliser: isPlaced(state, c) ? 1 : 0,
    coming_min: state.coming_s / 60,
    neutraliser_mS_cm: isPlaced(state, c) ? TRIS_mS_cm * strengthOf(state, c) : 0,
    poolAggregates_pct: aggregated_pct(state.pool),
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close: ({ pool, book, ...state }) => ({
    product: pool,
    results: {
      yield_pct: percent(genomesOf(pool), book.entered.genomes),
      titre_per_mL: titre_per_mL(pool),
      lostInLoad_pct: percent(state.broken, book.entered.capsids),
      cycles: state.cycle,
      aggregates_pct: aggregated_pct(pool),
      functional_pct: functional_pct(pool),
      acid_min: pool.acid_s / 60,
      hcp_mg_L: inLitre(pool, 'hcp_mg'),
      ligand_ng_mL: 1e-3 * inLitre(pool, 'ligand_ng'),
    },
  }),
}

const ledgers = (state: VectorAffinityState) =>
  state.phase === 'done'
    ? ledgersOf(state.book, state.pool)
    : ledgersOf(state.book, undefined, state.feed, state.bound, state.flowThrough, state.pool)

/** Conductivity of a bottle as its label says: 1 M Tris, half of it as chloride (general knowledge). */
const TRIS_mS_cm = 32

const isPlaced = (state: VectorAffinityState, c: C): boolean =>
  c.settings.placed >= 0.5 || (state.bottles > 0 && state.coming_s <= 0)

/** Another bottle than the first is of another lot, and as its label says. */
const strengthOf = (state: VectorAffinityState, c: C): number => (state.bottles > 1 ? 1 : c.parameters.strength)

/** A bottle that is too weak stops on the way. */
function neutralise(state: VectorAffinityState, pH: number, c: C): void {
  const strength = strengthOf(state, c)
  const { pool } = state
  pool.pH = strength >= 1 ? pH : pool.pH + (pH - pool.pH) * strength
}

const resin_L = (c: C): number => c.plant.affinity_L * c.settings.column

/** Litres of a cycle's load, from the titre somebody measured. */
const cycle_L = (c: C): number =>
  (c.settings.load * dynamicCapacity(c.settings.residence, c.parameters) * resin_L(c)) / c.settings.titre

function load(state: VectorAffinityState, c: C): void {
  const { parameters: p, settings: s } = c
  const { feed, bound } = state
  const litres = Math.min(
    feed.volume_L,
    (resin_L(c) * TICK_MIN) / s.residence,
    Math.max(0, cycle_L(c) - state.loaded_L),
  )
  if (litres <= 0) return
  const part = splitVector(feed, litres / feed.volume_L)
  const capsids = capsidsOf(part)
  const middle = (state.loaded + 0.5 * capsids) / (1e3 * resin_L(c))
  const through = breakthrough(middle, s.residence, p)
  state.loaded += capsids
  state.loaded_L += litres
  state.breakthrough = through
  state.broken += capsids * through
  const stays = 1 - through
  // A little of everything else stays between the beads.
  const beside = 0.02
  move(part, bound, {
    ...withCapsids(part, stays, stays, stays),
    hostDna_mg: beside,
    plasmidDna_mg: beside,
    hcp_mg: beside,
    nuclease_U: beside,
    pei_mg: beside,
    freePei_mg: beside,
    detergent_g: beside,
    bioburden_CFU: beside,
    endotoxin_EU: beside,
  })
  pourVector(state.flowThrough, part)
}

function wash(state: VectorAffinityState, c: C): void {
  const { parameters: p, settings: s } = c
  const volumes = Math.min(TICK_MIN / s.residence, s.wash - state.washed_CV)
  if (volumes <= 0) return
  state.washed_CV += volumes
  const gone = 1 - pow10(-p.washing * volumes * (1 - p.keeps))
  move(state.bound, state.book.waste, {
    hostDna_mg: gone,
    plasmidDna_mg: gone,
    hcp_mg: gone,
    nuclease_U: gone,
    pei_mg: gone,
    freePei_mg: gone,
    detergent_g: gone,
    endotoxin_EU: gone,
    bioburden_CFU: gone,
  })
}

/** What an elution at this pH brings off in the end. */
const comes = (pH: number, p: Values<P>): number =>
  p.recovery / (1 + exp(Math.max(-500, Math.min(500, (pH - p.elutesAt) / p.elutesWidth))))

function elute(state: VectorAffinityState, c: C): void {
  const { parameters: p, settings: s } = c
  const { bound, pool } = state
  const before = state.eluted_CV
  const volumes = Math.min(TICK_MIN / s.residence, s.elution - before)
  if (volumes <= 0) return
  state.eluted_CV += volumes
  // The peak leaves in some three column volumes; what of the rest comes in this tick keeps the whole at `comes`.
  const all = comes(s.elutionPh, p)
  const out = (cv: number): number => all * (1 - exp(-1.6 * cv))
  const share = out(before) < 1 ? (out(before + volumes) - out(before)) / (1 - out(before)) : 0
  const buffer = vectorBuffer(volumes * resin_L(c), 20, s.elutionPh, 100)
  enter(state.book, buffer)
  const rest = volumes / Math.max(volumes, s.elution - before)
  move(bound, buffer, {
    ...withCapsids(bound, share, share, share),
    hostDna_mg: rest,
    plasmidDna_mg: rest,
    hcp_mg: rest,
    nuclease_U: rest,
    pei_mg: rest,
    freePei_mg: rest,
    detergent_g: rest,
    endotoxin_EU: rest,
    bioburden_CFU: rest,
  })
  buffer.ligand_ng += p.leach * buffer.volume_L
  pourVector(pool, buffer)
}

const peak_AU = (state: VectorAffinityState, c: C): number =>
  (2 * capsidsOf(state.bound)) / Math.max(1, 1e3 * resin_L(c) * 5e13)

/** Acid opens and clumps capsids while the pool waits. */
function sour(pool: AavStream, p: Values<P>): void {
  if (pool.volume_L <= 0 || pool.pH >= p.acidFrom) return
  pool.acid_s += TICK_S
  const strength = pow10(-p.acidPerPh * (pool.pH - 3))
  const whole = capsidsOf(pool) - pool.aggregated
  pool.aggregated += whole * (1 - exp((-p.aggregating * strength * TICK_S) / 3600))
  pool.functional *= exp((-p.losing * strength * TICK_S) / 3600)
}

function nextCycle(state: VectorAffinityState): void {
  state.phase = 'load'
  state.cycle++
  state.loaded = state.loaded_L = state.washed_CV = state.eluted_CV = state.hold_s = 0
}
