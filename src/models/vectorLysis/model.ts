import { exp, spec, type Specs, type Values } from '../../sim/index.ts'
import { DNA_OF_CELLS_mg_1e9 } from '../aavPlant/matter.ts'
import {
  type AavStream,
  genomesOf,
  inLitre,
  move,
  outsideDna_mg,
  percent,
  pourVector,
  titre_per_mL,
  vectorBuffer,
  withCapsids,
} from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'aav.md §4.1'

// oxfmt-ignore
export const parameters = {
  lysis: spec('cells opened at 0.5 % detergent, 37 °C', '1/h', 2.5, [0.1, 20], 'C', SHEET),
  nuclease: spec('DNA cut per hour by 1 U/mL at its best', '1/h', 0.3, [0.01, 5], 'C', SHEET),
  saltHalf: spec('salt that halves the usual nuclease', 'mM', 150, [20, 1000], 'C', SHEET),
  saltBest: spec('salt at which the salt-active nuclease is best', 'mM', 500, [100, 1500], 'V', `${SHEET}: V36 0.5 M`),
  saltWidth: spec('width of that', 'mM', 220, [50, 1000], 'C', SHEET),
  warmWidth: spec('width of the nuclease’s optimum at 37 °C', '°C', 12, [2, 40], 'C', SHEET),
  magnesiumHalf: spec('magnesium at half activity', 'mM', 0.5, [0.05, 5], 'C', SHEET),
  protected: spec('DNA that no nuclease reaches', '1', 2e-4, [0, 0.05], 'C', SHEET),
  cutting: spec('cuts in a base pair per e-fold of digestion', '1/bp', 4.5e-4, [1e-6, 0.01], 'C', SHEET),
  hcpOfCells: spec('protein that a cell leaves when it breaks', 'mg/1e9', 100, [10, 500], 'G', '100 pg a cell'),
  sticking: spec('capsids left on debris at enough salt', '1', 0.024, [0, 0.3], 'C', 'aav.md §4.8: step yield 0.97'),
  stickingBare: spec('more of them without the salt', '1', 0.25, [0, 0.9], 'C', 'aav.md §1.3 D3: direction'),
  enoughSalt: spec('salt from which they come off', 'mM', 300, [50, 600], 'G', 'aav.md §1.3 D3'),
  ageing: spec('function lost in lysate at 37 °C', '1/h', 0.004, [0, 0.1], 'C', 'aav.md §2.3: free particle'),
  delivered: spec('what the delivered detergent opens, of what the file’s does', '1', 1, [0, 2], 'C', 'this plant’s card AV-10'),
  spares: spec('what the delivered detergent leaves of the nuclease, of what the file’s does', '1', 1, [0, 1], 'C', 'this plant’s card AV-10'),
  code: spec('number of the detergent in the file', '1', 4471, [1000, 9999], 'G', 'this plant'),
  magnesiumIn: spec('magnesium that went in with the nuclease, of what was asked', '1', 1, [0, 1], 'G', 'this plant’s card AV-11'),
  magnesiumBottle: spec('bottle of magnesium chloride, 1 mol/L', 'g', 1000, [0, 20_000], 'G', 'this plant'),
  thread: spec('thread that a drop draws between two fingers, per mPa·s above water', 'cm', 10, [1, 100], 'C', 'by eye'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  detergent: spec('detergent', '%', 0.5, [0, 2], 'G', 'aav.md §1.3 D1: polysorbate type'),
  lysisTime: spec('time of lysis', 'h', 2, [0, 12], 'G', 'aav.md §1.3 D1'),
  temperature: spec('temperature', '°C', 37, [2, 42], 'G', 'aav.md §1.3 D1'),
  nuclease: spec('nuclease', 'U/mL', 50, [0, 500], 'C', 'aav.md §1.3 D2'),
  saltActive: spec('nuclease that works in salt: 1, usual one: 0', '1', 0, [0, 1], 'V', `${SHEET}: V36`),
  magnesium: spec('magnesium', 'mM', 2, [0, 20], 'C', 'aav.md §1.3 D2'),
  salt: spec('salt while digesting', 'mM', 150, [0, 800], 'C', 'aav.md §1.3 D2'),
  digestTime: spec('time of the digest', 'h', 2, [0, 24], 'C', 'aav.md §1.3 D2'),
  saltAfter: spec('salt after the digest', 'mM', 400, [0, 1000], 'G', 'aav.md §1.3 D3'),
} satisfies Specs

// oxfmt-ignore
export const acts = {
  addNuclease: spec('more nuclease', 'U/mL', 25, [1, 500], 'G', 'operator'),
  addMagnesium: spec('more magnesium', 'mM', 2, [0.1, 20], 'G', 'operator'),
  reserve: spec('detergent of the file fetched from the store', '1', 1, [1, 1], 'G', 'this plant’s card AV-10'),
  dilute: spec('buffer into the lysate, of its volume', '%', 50, [1, 100], 'G', 'this plant’s card AV-11'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface VectorLysisState {
  phase: 'lyse' | 'digest' | 'done'
  lysate: AavStream
  book: Book
  protected_mg: number
  lysed_h: number
  digested_h: number
  /** DNA outside capsids that there was to digest. */
  exposed_mg: number
  /** The bottle of the file instead of the one delivered. */
  fromStore: boolean
  /** Out of the bottle of magnesium, and hours since some went in last. */
  magnesiumTaken_mmol: number
  sinceMagnesium_h: number
}

const TICK_S = 60
const TICK_H = TICK_S / 3600

/** Share of a nuclease's best rate in this salt. */
export function saltFactor(salt_mM: number, saltActive: number, p: Values<P>): number {
  const off = (salt_mM - p.saltBest) / p.saltWidth
  const share = salt_mM / p.saltHalf
  return saltActive >= 0.5 ? exp(-0.5 * off * off) : 1 / (1 + share * share)
}

/** Digestion, 1/h (aav.md §4.1). */
export function digestion_per_h(
  s: { U_mL: number; salt_mM: number; temperature_C: number; magnesium_mM: number; saltActive: number },
  p: Values<P>,
): number {
  const warm = (s.temperature_C - 37) / p.warmWidth
  const magnesium = s.magnesium_mM / (p.magnesiumHalf + s.magnesium_mM)
  return p.nuclease * s.U_mL * saltFactor(s.salt_mM, s.saltActive, p) * exp(-0.5 * warm * warm) * magnesium
}

/** Detergent opens the cells in the tank, nuclease cuts what comes out. */
export const vectorLysis: AavUnit<VectorLysisState, P, S> = {
  id: 'vectorLysis',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'lyse',
    lysate: { ...entry },
    book: newBook(entry),
    protected_mg: 0,
    lysed_h: 0,
    digested_h: 0,
    exposed_mg: 0,
    fromStore: false,
    magnesiumTaken_mmol: 0,
    sinceMagnesium_h: 0,
  }),

  tick(state, c) {
    const { lysate: s } = state
    wait(TICK_S, s)
    if (state.phase === 'done') return
    // Until somebody lets it in there is no detergent in the tank.
    if (c.paused && state.phase === 'lyse' && state.lysed_h === 0) return
    s.temperature_C = c.settings.temperature
    s.functional *= exp(-c.parameters.ageing * TICK_H)
    lyse(state, c)
    if (state.phase === 'lyse') state.lysed_h += TICK_H
    else {
      state.digested_h += TICK_H
      state.sinceMagnesium_h += TICK_H
      s.salt_mM = c.settings.salt
    }
    digest(state, c)
  },

  act(state, act, amount): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    const { lysate: s } = state
    if (act === 'addNuclease') s.nuclease_U += 1e3 * amount * s.volume_L
    else if (act === 'addMagnesium') addMagnesium(state, amount * s.volume_L)
    else if (act === 'dilute')
      pourVector(s, vectorBuffer((s.volume_L * amount) / 100, s.temperature_C, s.pH, s.salt_mM))
    else if (act !== 'reserve') return { code: 'no_such_act' }
    else if (state.lysed_h > 0) return { code: 'already_mixed' }
    else if (state.fromStore) return { code: 'already_done' }
    else state.fromStore = true
    return undefined
  },

  phase: (state) => state.phase,
  ready: (state, c) =>
    state.phase === 'lyse'
      ? state.lysed_h >= c.settings.lysisTime - 1e-9
      : state.phase === 'digest' && state.digested_h >= c.settings.digestTime - 1e-9,

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    const { lysate: s, book } = state
    if (state.phase === 'lyse') {
      s.nuclease_U += 1e3 * c.settings.nuclease * s.volume_L
      addMagnesium(state, c.parameters.magnesiumIn * c.settings.magnesium * s.volume_L)
      state.phase = 'digest'
      return undefined
    }
    s.salt_mM = c.settings.saltAfter
    const bare = Math.max(0, 1 - s.salt_mM / c.parameters.enoughSalt)
    const stuck = c.parameters.sticking + c.parameters.stickingBare * bare
    // What is still in cells or on them goes with the debris.
    move(s, book.waste, { fullBound: 1, partialBound: 1, emptyBound: 1, ...withBound(s) })
    move(s, book.waste, withCapsids(s, stuck, stuck, stuck))
    state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, { parameters: p }): Readings {
    const { lysate: s } = state
    return {
      code: p.code,
      thread_cm: p.thread * (viscosity_mPas(s) - 1),
      magnesiumSigned: state.phase === 'lyse' ? 0 : 1,
      magnesiumBottle_g: Math.max(0, p.magnesiumBottle - STOCK_g_mmol * state.magnesiumTaken_mmol),
      sinceMagnesium_h: state.sinceMagnesium_h,
      lysate_L: s.volume_L,
      fromStore: state.fromStore ? 1 : 0,
      lysed_h: state.lysed_h,
      digested_h: state.digested_h,
      temperature_C: s.temperature_C,
      conductivity_mS_cm: 0.1 * s.salt_mM,
      turbidity_NTU: inLitre(s, 'haze_NTU_L'),
      viscosity_mPas: viscosity_mPas(s),
      released_pct: percent(s.full, genomesOf(s)),
      dnaLeft_pct: percent(outsideDna_mg(s), state.exposed_mg),
      fragment_bp: s.fragment_bp,
    }
  },

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close: (state) => ({
    product: state.lysate,
    results: {
      titre_per_mL: titre_per_mL(state.lysate),
      dna_ug_mL: inLitre(state.lysate, 'hostDna_mg'),
      dnaLeft_pct: percent(outsideDna_mg(state.lysate), state.exposed_mg),
      fragment_bp: state.lysate.fragment_bp,
      turbidity_NTU: inLitre(state.lysate, 'haze_NTU_L'),
      viscosity_mPas: viscosity_mPas(state.lysate),
    },
  }),
}

/** A litre of 1 mol/L magnesium chloride weighs 1.08 kg (general knowledge). */
const STOCK_g_mmol = 1.08

function addMagnesium(state: VectorLysisState, mmol: number): void {
  state.lysate.magnesium_mmol += mmol
  state.magnesiumTaken_mmol += mmol
  if (mmol > 0) state.sinceMagnesium_h = 0
}

const ledgers = (state: VectorLysisState) =>
  state.phase === 'done' ? ledgersOf(state.book, state.lysate) : ledgersOf(state.book, undefined, state.lysate)

/** Long DNA thickens a lysate; a display. */
export const viscosity_mPas = (s: AavStream): number =>
  1 + 0.05 * inLitre(s, 'hostDna_mg') * Math.min(1, s.fragment_bp / 30_000)

/** What belongs to the capsids that are still bound. */
function withBound(s: AavStream) {
  const genomes = genomesOf(s)
  const loaded = genomes + s.partial + s.partialBound
  const all = loaded + s.empty + s.emptyBound
  const bound = s.fullBound + s.partialBound
  return {
    functional: genomes > 0 ? s.fullBound / genomes : 0,
    packagedHostDna_mg: loaded > 0 ? bound / loaded : 0,
    packagedPlasmidDna_mg: loaded > 0 ? bound / loaded : 0,
    aggregated: all > 0 ? (bound + s.emptyBound) / all : 0,
  }
}

/** Cells open; their capsids, DNA and protein go into the liquid. */
function lyse({ lysate: s, fromStore }: VectorLysisState, c: C): void {
  const { parameters: p, settings } = c
  const wanted_g = 10 * settings.detergent * s.volume_L
  s.detergent_g = Math.max(s.detergent_g, wanted_g)
  const warm = exp(0.07 * (settings.temperature - 37))
  const strength = s.volume_L > 0 ? s.detergent_g / (10 * s.volume_L) / 0.5 : 0
  const opened = 1 - exp(-p.lysis * (fromStore ? 1 : p.delivered) * strength * warm * TICK_H)
  const cells_1e9 = (s.viableCells_1e9 + s.deadCells_1e9) * opened
  s.viableCells_1e9 -= s.viableCells_1e9 * opened
  s.deadCells_1e9 -= s.deadCells_1e9 * opened
  s.hostDna_mg += DNA_OF_CELLS_mg_1e9 * cells_1e9
  s.hcp_mg += p.hcpOfCells * cells_1e9
  for (const kind of ['full', 'partial', 'empty'] as const) {
    const freed = s[`${kind}Bound`] * opened
    s[`${kind}Bound`] -= freed
    s[kind] += freed
  }
}

/** Exact over the tick; what is protected came out with the rest and stays. */
function digest(state: VectorLysisState, c: C): void {
  const { lysate: s, book } = state
  const { parameters: p } = c
  const before = outsideDna_mg(s)
  const fresh = Math.max(0, before + book.destroyed.dna_mg - state.exposed_mg)
  state.exposed_mg += fresh
  state.protected_mg += p.protected * fresh
  if (before <= 0 || s.nuclease_U <= 0) return
  const rate = digestion_per_h(
    {
      U_mL: 1e-3 * inLitre(s, 'nuclease_U') * (state.fromStore ? 1 : p.spares),
      salt_mM: s.salt_mM,
      temperature_C: s.temperature_C,
      magnesium_mM: inLitre(s, 'magnesium_mmol'),
      saltActive: c.settings.saltActive,
    },
    p,
  )
  const gone = Math.max(0, before - state.protected_mg) * (1 - exp(-rate * TICK_H))
  const share = gone / before
  book.destroyed.dna_mg += gone
  s.hostDna_mg -= s.hostDna_mg * share
  s.plasmidDna_mg -= s.plasmidDna_mg * share
  s.polyplex_mg -= s.polyplex_mg * share
  s.fragment_bp = 1 / (1 / s.fragment_bp + p.cutting * rate * TICK_H)
}
