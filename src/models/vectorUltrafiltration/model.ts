import { exp, log, log10, pow, spec, type Specs, type Values } from '../../sim/index.ts'
import { capsidMass_g } from '../aavPlant/matter.ts'
import { adsorption_per_m2 } from '../aavPlant/surface.ts'
import {
  type AavAmount,
  type AavStream,
  aggregated_pct,
  capsidsOf,
  genomesOf,
  inLitre,
  move,
  percent,
  pourVector,
  titre_per_mL,
  vectorBuffer,
  withCapsids,
} from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, enter, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import type { Readings, Refusal } from '../unit.ts'

const SHEET = 'aav.md §4.3'
const LAST = 'aav.md §4.7'

// oxfmt-ignore
export const parameters = {
  permeability: spec('flux of a dilute liquid', 'LMH/bar', 60, [5, 300], 'C', SHEET),
  transfer: spec('mass transfer', 'LMH', 28, [5, 100], 'C', SHEET),
  gel: spec('protein at the membrane where flux ends', 'g/L', 36, [5, 500], 'C', `${SHEET}: 60 times that of a lysate of 0.6 g/L`),
  adsorbed: spec('left on the membrane and in dead legs', '1', 0.08, [0, 0.5], 'C', `${SHEET}: yield 0.92`),
  aggregates: spec('aggregates that are always there', '%', 0.5, [0, 5], 'C', LAST),
  crowding: spec('aggregates per decade above the threshold without salt', '%', 8, [0, 50], 'C', LAST),
  threshold: spec('genomes from which they come', '1/mL', 2e13, [1e12, 1e15], 'C', LAST),
  screening: spec('salt that keeps them apart', 'mM', 80, [10, 500], 'C', LAST),
  forming: spec('time in which they form', 'h', 0.5, [0.05, 10], 'G', 'concentrated and pumped'),
  adsorbs: spec('genomes bound by membrane and hoses, with surfactant; 0: in what is left on the membrane', '1/m²', 0, [0, 1e16], 'C', LAST),
  adsorbsBare: spec('the same without', '1/m²', 0, [0, 1e17], 'C', `${LAST}; V38: adsorption differs by material`),
  protects: spec('surfactant that protects all but a third', '%', 0.0005, [1e-5, 0.01], 'G', 'aav.md §1.3 D11: 0.001-0.005'),
  binding: spec('of the free places, taken while it is pumped', '1/h', 2, [0, 50], 'C', 'as it is pumped past'),
  froths: spec('capsids that clump at the bubbles of a pump without surfactant', '1/h', 0, [0, 0.5], 'G', 'this plant’s card AV-16'),
  film: spec('of what a litre of permeate carries to the membrane, clumps as it stands there; 0: not reckoned', '1', 0, [0, 1], 'C', 'aav.md §1.3 D5: aggregation at the gel layer'),
  bufferMade: spec('surfactant in the wash buffer, of what its label should say', '1', 1, [0, 2], 'G', 'this plant’s card AV-16'),
  fetching: spec('time until another bag of buffer is connected', 'h', 0.6, [0, 5], 'G', 'this plant’s card AV-16'),
  passSmall: spec('sieving of salts and small molecules', '1', 1, [0.5, 1], 'D', LAST),
  passDetergent: spec('sieving of detergent, partly in micelles', '1', 0.8, [0.1, 1], 'G', 'usual of 100 kDa'),
  passProtein: spec('sieving of host protein and nuclease', '1', 0.6, [0, 1], 'G', 'mostly below 100 kDa'),
  passDna: spec('sieving of DNA shorter than 200 bp', '1', 0.3, [0, 1], 'G', '200 bp are 130 kDa'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  pressure: spec('pressure across the membrane', 'bar', 0.8, [0.1, 3], 'G', 'aav.md §1.3 D5'),
  area: spec('membrane in use, of the plant’s', '1', 1, [0.005, 3], 'G', 'this plant'),
  factor: spec('volume reduction before the wash', '1', 10, [1, 50], 'G', 'aav.md §1.3 D5'),
  diavolumes: spec('volumes of wash', '1', 4, [0, 20], 'G', 'this plant'),
  final: spec('genomes to end at; 0: as washed', '1/mL', 0, [0, 2e14], 'G', 'aav.md §1.3 D10: at most 5e13'),
  bufferPh: spec('pH of the wash', 'pH', 7.5, [6, 9.5], 'G', 'this plant'),
  bufferSalt: spec('salt of the wash', 'mM', 200, [0, 600], 'G', 'aav.md §1.3 D10: 150-200 at least'),
  surfactant: spec('surfactant added at the end', '%', 0, [0, 0.1], 'V', 'aav.md §1.3 D11: V42 has P188'),
  washSurfactant: spec('surfactant of the wash', '%', 0, [0, 0.1], 'V', 'aav.md §1.3 D11'),
} satisfies Specs

// oxfmt-ignore
export const acts = {
  dilute: spec('wash buffer into the retentate', 'L', 1, [0.01, 500], 'G', 'operator'),
  condition: spec('surfactant into the retentate', '%', 0.001, [1e-4, 0.05], 'V', 'aav.md §1.3 D11'),
  freshBuffer: spec('another bag of wash buffer', '1', 1, [1, 1], 'G', 'this plant’s card AV-16'),
  signIn: spec('session closed, one’s own opened', '1', 1, [1, 1], 'G', 'this plant’s card AV-19'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface VectorUltrafiltrationState {
  phase: 'concentrate' | 'diafilter' | 'concentrateAgain' | 'done'
  retentate: AavStream
  book: Book
  entered_L: number
  /** Protein and capsids of the entry: what the film is made of. */
  protein_g_L: number
  diavolumes: number
  permeate_L: number
  running_h: number
  mostConcentrated_per_mL: number
  /** Genomes on a square metre of membrane and hoses. */
  bound_per_m2: number
  /** Until another bag of buffer is connected; the pump stands. */
  fetching_h: number
  ownSession: number
}

const TICK_S = 30
/** A bag of wash buffer. */
const BAG_L = 100
const TICK_H = TICK_S / 3600

/** Flux at a concentration of protein: by pressure, or by what the film lets through. */
export const flux_LMH = (protein_g_L: number, pressure: number, p: Values<P>): number =>
  Math.max(0, Math.min(p.permeability * pressure, p.transfer * log(p.gel / Math.max(protein_g_L, 1e-9))))

/** Share of a solute that stays after so many volumes. */
export const washedOut = (volumes: number, sieving = 1): number => exp(-volumes * sieving)

/** Aggregates of a concentration in a salt, % (aav.md §4.7). */
export const aggregates_pct = (titre: number, salt_mM: number, p: Values<P>): number =>
  p.aggregates + (titre > p.threshold ? p.crowding * log10(titre / p.threshold) * exp(-salt_mM / p.screening) : 0)

/** How much denser capsids stand at the membrane than in the loop: the film, as far as its gel. */
export const polarised = (flux: number, protein_g_L: number, p: Values<P>): number =>
  Math.min(exp(flux / p.transfer), Math.max(1, p.gel / Math.max(protein_g_L, 1e-9)))

/** Concentrate, wash, concentrate: both before the affinity column and at the end. */
export const vectorUltrafiltration: AavUnit<VectorUltrafiltrationState, P, S> = {
  id: 'vectorUltrafiltration',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open: (entry) => ({
    phase: 'concentrate',
    retentate: { ...entry },
    book: newBook(entry),
    entered_L: entry.volume_L,
    protein_g_L: entry.volume_L > 0 ? (1e-3 * entry.hcp_mg + capsidMass_g(capsidsOf(entry))) / entry.volume_L : 0,
    diavolumes: 0,
    permeate_L: 0,
    running_h: 0,
    mostConcentrated_per_mL: 0,
    bound_per_m2: 0,
    fetching_h: 0,
    ownSession: 0,
  }),

  tick(state, c) {
    const { retentate: s } = state
    wait(TICK_S, s)
    if (state.phase === 'done') return
    clump(s, c.parameters)
    state.mostConcentrated_per_mL = Math.max(state.mostConcentrated_per_mL, titre_per_mL(s))
    if (state.fetching_h > 0) {
      state.fetching_h = Math.max(0, state.fetching_h - TICK_H)
      return
    }
    if (c.paused || s.volume_L <= 1e-9 || isThere(state, c)) return
    cling(state, c)
    state.running_h += TICK_H
    const litres = fluxNow(state, c) * c.plant.tff_m2 * c.settings.area * TICK_H
    if (litres <= 0) return
    press(state, litres, c)
    if (state.phase === 'diafilter') washOn(state, litres, c)
    else concentrate(state, litres, c)
  },

  act(state, act, amount, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    const { retentate: s } = state
    if (act === 'condition') s.surfactant_g += 10 * amount * s.volume_L
    else if (act === 'freshBuffer') state.fetching_h = c.parameters.fetching
    else if (act === 'signIn') state.ownSession = 1
    if (act === 'condition' || act === 'freshBuffer' || act === 'signIn') return undefined
    if (act !== 'dilute') return { code: 'no_such_act' }
    const part = vectorBuffer(amount, 20, c.settings.bufferPh, c.settings.bufferSalt)
    enter(state.book, part)
    pourVector(state.retentate, part)
    return undefined
  },

  phase: (state) => state.phase,
  ready: (state, c) => state.phase !== 'done' && (state.retentate.volume_L <= 1e-9 || isThere(state, c)),

  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    const { retentate: s, book } = state
    if (state.phase === 'concentrate') state.phase = 'diafilter'
    else if (state.phase === 'diafilter') state.phase = 'concentrateAgain'
    else {
      const lost = c.parameters.adsorbed
      move(s, book.waste, withCapsids(s, lost, lost, lost))
      s.surfactant_g += 10 * c.settings.surfactant * s.volume_L
      s.held_s = 0
      state.phase = 'done'
    }
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings: (state, c): Readings => ({
    flux_LMH: state.phase === 'done' || c.paused || isThere(state, c) ? 0 : fluxNow(state, c),
    pressure_bar: c.settings.pressure,
    volume_L: state.retentate.volume_L,
    reduction: state.retentate.volume_L > 0 ? state.entered_L / state.retentate.volume_L : 0,
    diavolumes: state.diavolumes,
    permeate_L: state.permeate_L,
    conductivity_mS_cm: 0.1 * state.retentate.salt_mM,
    titre_per_mL: titre_per_mL(state.retentate),
    running_h: state.running_h,
    fetching_min: 60 * state.fetching_h,
    // What the label should say, and what was weighed into it by the ticket of its balance.
    bufferLabel_pct: c.settings.washSurfactant,
    bufferTicket_g: 10 * c.settings.washSurfactant * c.parameters.bufferMade * BAG_L,
    surfactant_pct: 0.1 * inLitre(state.retentate, 'surfactant_g'),
    // Whose name stands on the screen (0: one's own), hours since the last entry of its audit trail.
    account: 0,
    trail_h: 0,
    aggregated_pct: aggregated_pct(state.retentate),
    genomes_1e13_mL: 1e-13 * titre_per_mL(state.retentate),
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close: ({ retentate: s, ...state }) => ({
    product: s,
    results: {
      yield_pct: percent(genomesOf(s), state.book.entered.genomes),
      titre_per_mL: titre_per_mL(s),
      aggregates_pct: aggregated_pct(s),
      diavolumes: state.diavolumes,
      running_h: state.running_h,
      mostConcentrated_per_mL: state.mostConcentrated_per_mL,
      pei_ug_mL: inLitre(s, 'pei_mg'),
      nuclease_U_mL: 1e-3 * inLitre(s, 'nuclease_U'),
    },
  }),
}

const ledgers = (state: VectorUltrafiltrationState) =>
  state.phase === 'done' ? ledgersOf(state.book, state.retentate) : ledgersOf(state.book, undefined, state.retentate)

/** The film sees what the entry brought, concentrated by the volume taken away. */
const concentratedNow = (state: VectorUltrafiltrationState): number =>
  (state.protein_g_L * state.entered_L) / Math.max(state.retentate.volume_L, 1e-12)
const fluxNow = (state: VectorUltrafiltrationState, c: C): number =>
  flux_LMH(concentratedNow(state), c.settings.pressure, c.parameters)

function isThere(state: VectorUltrafiltrationState, c: C): boolean {
  const { settings: s } = c
  if (state.phase === 'diafilter') return state.diavolumes >= s.diavolumes - 1e-9
  if (state.phase === 'concentrate') return state.retentate.volume_L <= (state.entered_L / s.factor) * (1 + 1e-12)
  if (s.final <= 0 || titre_per_mL(state.retentate) >= s.final * (1 - 1e-12)) return true
  // Too little vector for that: the loop is pumped empty first.
  return state.retentate.volume_L <= emptied_L(state) * (1 + 1e-9)
}

/** What no pump takes out of the loop. */
const emptied_L = (state: VectorUltrafiltrationState): number => 1e-6 * state.entered_L

/** Aggregates follow what the concentration asks for; they do not come apart again. */
function clump(s: AavStream, p: Values<P>): void {
  const wanted = (Math.min(100, aggregates_pct(titre_per_mL(s), s.salt_mM, p)) / 100) * capsidsOf(s)
  if (wanted > s.aggregated) s.aggregated += (wanted - s.aggregated) * (1 - exp(-TICK_H / p.forming))
}

/** Places on membrane and hoses that surfactant has not taken yet are taken by capsids; at bubbles they clump. */
function cling(state: VectorUltrafiltrationState, c: C): void {
  const { retentate: s, book } = state
  const { parameters: p, settings } = c
  if (p.adsorbsBare <= 0 || s.full <= 0) return
  const surfactant_pct = 0.1 * inLitre(s, 'surfactant_g')
  const area_m2 = c.plant.tff_m2 * settings.area
  const free = Math.max(0, adsorption_per_m2(surfactant_pct, p) - state.bound_per_m2)
  const taken = Math.min(0.5, (free * (1 - exp(-p.binding * TICK_H)) * area_m2) / s.full)
  state.bound_per_m2 += (taken * s.full) / area_m2
  move(s, book.waste, withCapsids(s, taken, taken, taken))
  const clumped = p.froths * exp(-surfactant_pct / p.protects) * TICK_H
  s.aggregated += Math.max(0, capsidsOf(s) - s.aggregated) * Math.min(1, clumped)
}

/**
 * Permeate carries the loop's capsids to the membrane, where they stand denser than in the loop: a part of them clumps as
 * that density asks for in this salt. Not physical: that part is one number, whatever the time they stand there.
 */
function press(state: VectorUltrafiltrationState, litres: number, c: C): void {
  const { retentate: s } = state
  const { parameters: p } = c
  if (p.film <= 0) return
  const denser = polarised(fluxNow(state, c), concentratedNow(state), p)
  const there = Math.min(100, aggregates_pct(titre_per_mL(s) * denser, s.salt_mM, p) - p.aggregates) / 100
  const carried = Math.min(1, (p.film * litres) / s.volume_L)
  s.aggregated += carried * there * Math.max(0, capsidsOf(s) - s.aggregated)
}

/** What goes with the permeate when `left` of the volume stays, or that many e-folds are washed. */
function shed(state: VectorUltrafiltrationState, left: number, p: Values<P>): void {
  const { retentate: s, book } = state
  const small = 1 - pow(left, p.passSmall)
  const protein = 1 - pow(left, p.passProtein)
  const short = Math.min(1, 200 / s.fragment_bp)
  const dna = 1 - pow(left, p.passDna * short)
  const shares: Partial<Record<AavAmount, number>> = {
    glucose_mmol: small,
    lactate_mmol: small,
    glutamine_mmol: small,
    ammonia_mmol: small,
    magnesium_mmol: small,
    densityMedium_g: small,
    pei_mg: protein,
    freePei_mg: protein,
    detergent_g: 1 - pow(left, p.passDetergent),
    surfactant_g: 1 - pow(left, p.passDetergent),
    hcp_mg: protein,
    nuclease_U: protein,
    hostDna_mg: dna,
    plasmidDna_mg: dna,
  }
  move(s, book.waste, shares)
}

function concentrate(state: VectorUltrafiltrationState, most_L: number, c: C): void {
  const { retentate: s } = state
  const end_L =
    state.phase === 'concentrate'
      ? state.entered_L / c.settings.factor
      : genomesOf(s) / (1e3 * Math.max(1, c.settings.final))
  const litres = Math.min(most_L, Math.max(0, s.volume_L - Math.max(end_L, emptied_L(state))))
  if (litres <= 0) return
  const left = (s.volume_L - litres) / s.volume_L
  shed(state, left, c.parameters)
  s.volume_L *= left
  state.book.waste.volume_L += litres
  state.permeate_L += litres
}

function washOn(state: VectorUltrafiltrationState, most_L: number, c: C): void {
  const { retentate: s } = state
  const litres = Math.min(most_L, Math.max(0, c.settings.diavolumes - state.diavolumes) * s.volume_L)
  if (litres <= 0) return
  const turns = litres / s.volume_L
  const left = washedOut(turns)
  shed(state, left, c.parameters)
  s.salt_mM += (c.settings.bufferSalt - s.salt_mM) * (1 - pow(left, c.parameters.passSmall))
  s.pH += (c.settings.bufferPh - s.pH) * (1 - pow(left, c.parameters.passSmall))
  const made_pct = c.settings.washSurfactant * c.parameters.bufferMade
  s.surfactant_g += 10 * made_pct * s.volume_L * (1 - pow(left, c.parameters.passDetergent))
  state.diavolumes += turns
  state.permeate_L += litres
}

/** Time of a concentration at constant settings, as the sheet reckons it. */
export function concentrationTime_h(
  litres: number,
  factor: number,
  area_m2: number,
  pressure: number,
  p: Values<P>,
  protein_g_L = 0.6,
): number {
  const parts = 400
  const gone = litres * (1 - 1 / factor)
  let hours = 0
  for (let i = 0; i < parts; i++) {
    const volume = litres - (gone * (i + 0.5)) / parts
    hours += gone / parts / (area_m2 * flux_LMH((protein_g_L * litres) / volume, pressure, p))
  }
  return hours
}
