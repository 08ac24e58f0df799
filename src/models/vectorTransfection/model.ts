import { spec, type Specs, type Values } from '../../sim/index.ts'
import { emptyVector, type AavStream, percent, pourVector } from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, enter, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import {
  cocktail,
  cocktailRecipe,
  type CocktailState,
  deliveryOf,
  parameters as ofCocktail,
  settings as settingsOfCocktail,
} from '../cocktail/model.ts'
import type { Readings, Refusal } from '../unit.ts'

// oxfmt-ignore
export const parameters = {
  ...ofCocktail,
  supercoiled: spec('plasmid that is supercoiled', '%', 92, [30, 100], 'C', 'aav.md §7 no. 27'),
  supercoiledUsual: spec('the same of the usual lots', '%', 92, [50, 100], 'C', 'aav.md §7 no. 27'),
  supercoiledLoss: spec('delivery lost per per cent below that', '1', 0.0107, [0, 0.05], 'C', 'aav.md §7 no. 27: 0.85 at 78 %'),
  reserveSupercoiled: spec('the same of the lot in reserve', '%', 92, [30, 100], 'C', 'aav.md §7 no. 27'),
  repCapKit: spec('Rep/Cap in the kit, of what belongs in it', '1', 1, [0, 2], 'G', 'this plant’s card AV-06'),
  premixed: spec('the three plasmids come in one bottle (1), or are put together by hand (0)', '1', 1, [0, 1], 'G', 'this plant'),
  tubes: spec('tubes of Rep/Cap that belong in a kit', '1', 4, [1, 20], 'G', 'this plant’s card AV-06'),
  hosePressure: spec('air that a tight hose holds in its test', 'bar', 0.3, [0.05, 2], 'G', 'usual of a welded hose'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  ...settingsOfCocktail,
  vector: spec('molar part of the vector plasmid', '1', 1, [0, 4], 'C', 'aav.md §1.1 U8'),
  repCap: spec('molar part of Rep/Cap', '1', 1, [0, 4], 'C', 'aav.md §1.1 U8'),
  helper: spec('molar part of the helper', '1', 1, [0, 4], 'C', 'aav.md §1.1 U8'),
} satisfies Specs

export const acts = {
  ...cocktail.acts,
  vectorIn: spec('plasmid of the vector into the bottle', '1', 1, [1, 1], 'G', 'operator'),
  repCapIn: spec('plasmid of Rep/Cap into the bottle', '1', 1, [1, 1], 'G', 'operator'),
  helperIn: spec('plasmid of the helper into the bottle', '1', 1, [1, 1], 'G', 'operator'),
  complete: spec('one more tube of Rep/Cap into the kit', '1', 1, [1, 1], 'G', 'this plant’s card AV-06'),
  reserve: spec('plasmid of the lot in reserve taken', '1', 1, [1, 1], 'G', 'this plant’s card AV-01'),
  lend: spec('the kit in reserve given to another suite', '1', 1, [1, 1], 'G', 'aav.md §7 no. 3: second kit'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

const PLASMIDS = ['vector', 'repCap', 'helper'] as const
type Plasmid = (typeof PLASMIDS)[number]
const EMPTY_BOTTLE = (): Record<Plasmid, boolean> => ({ vector: false, repCap: false, helper: false })

export interface VectorTransfectionState {
  culture: AavStream
  cocktail: CocktailState
  book: Book
  /** Tubes of Rep/Cap put in by hand, and whether the lot in reserve is used. */
  added: number
  /** Which plasmids have been put into the bottle, where that is done by hand. */
  bottle: Record<Plasmid, boolean>
  fromReserve: boolean
}

/** The [cocktail](../cocktail/model.ts) over a culture that is there: what is poured goes into the cells’ medium. */
export const vectorTransfection: AavUnit<VectorTransfectionState, P, S> = {
  id: 'vectorTransfection',
  tick_s: cocktail.tick_s,
  parameters,
  settings,
  acts,
  nominal: (plant) => ({ ...cocktailRecipe(plant), vector: 1, repCap: 1, helper: 1 }),

  open: (entry, c) => ({
    culture: { ...entry },
    cocktail: cocktail.open(emptyVector(20), c),
    book: newBook(entry),
    added: 0,
    bottle: EMPTY_BOTTLE(),
    fromReserve: false,
  }),

  tick(state, c) {
    wait(cocktail.tick_s, state.culture)
    const before = pouredSoFar(state.cocktail)
    cocktail.tick(state.cocktail, c)
    pourOver(state, before, c)
  },

  act(state, act, amount, c): Refusal | undefined {
    const mixed = state.cocktail.phase !== 'ready'
    const plasmid = PLASMIDS.find((name) => act === `${name}In`)
    if (plasmid) {
      if (mixed) return { code: 'already_mixed' }
      if (state.bottle[plasmid] || c.parameters.premixed >= 0.5) return { code: 'already_in' }
      state.bottle[plasmid] = true
      return undefined
    }
    if (act === 'mix' && !isAnythingIn(state, c.parameters)) return { code: 'nothing_in' }
    if (act === 'complete' || act === 'reserve') {
      if (mixed) return { code: 'already_mixed' }
      if (act === 'complete') state.added += 1
      else if (state.fromReserve) return { code: 'already_done' }
      else state.fromReserve = true
      return undefined
    }
    if (act === 'lend') {
      if (state.cocktail.phase === 'done') return { code: 'step_closed' }
      if (state.cocktail.kitsLeft < (mixed ? 1 : 2)) return { code: 'no_kit_left' }
      state.cocktail.kitsLeft -= 1
      return undefined
    }
    const refused = cocktail.act(state.cocktail, act, amount, weighed(state, c))
    // A new kit, a new bottle.
    if (act === 'discard' && !refused) state.bottle = EMPTY_BOTTLE()
    return refused
  },
  phase: (state) => cocktail.phase(state.cocktail),
  ready: (state, c) => cocktail.ready(state.cocktail, c),
  /** Whoever goes by the recipe has put in what belongs in. */
  proceed(state, c): Refusal | undefined {
    if (state.cocktail.phase === 'ready') state.bottle = { vector: true, repCap: true, helper: true }
    return cocktail.proceed(state.cocktail, weighed(state, c))
  },
  finished: (state) => cocktail.finished(state.cocktail),

  readings: (state, c): Readings => ({
    ...cocktail.readings(state.cocktail, c),
    supercoiled_pct: supercoiledOf(state, c.parameters),
    repCapTubes: Math.round(c.parameters.tubes * repCapShare(state, c.parameters)),
    repCap_g: 10 * c.parameters.tubes * repCapShare(state, c.parameters),
    hose_bar: c.parameters.hosePressure,
    // From the last PEI to the first pour; then it stands.
    mixAge_min: state.cocktail.hold_s / 60,
    // With what the pumps are asked for.
    pour_min:
      (c.settings.cultureVolume * c.settings.fraction) / 100 / (Math.floor(c.settings.pumps) * c.settings.pumpFlow),
    // Water through the same hoses, weighed for a minute.
    waterTest_L_min: c.parameters.pumpDelivery * Math.floor(c.settings.pumps) * c.settings.pumpFlow,
    culture_L: state.culture.volume_L,
    plasmidsIn: PLASMIDS.filter((name) => state.bottle[name]).length,
    viable_1e6_mL: state.culture.volume_L > 0 ? state.culture.viableCells_1e9 / state.culture.volume_L : 0,
    viability_pct: percent(state.culture.viableCells_1e9, state.culture.viableCells_1e9 + state.culture.deadCells_1e9),
  }),

  ledger: (state) => ledgers(state).capsids,
  ledgers: (state) => ledgers(state),

  close(state, c) {
    const { results } = cocktail.close(state.cocktail, c)
    const { titreFactor: _, ...own } = results
    const dose = state.culture.viableCells_1e9 > 0 ? state.cocktail.poured_mg / state.culture.viableCells_1e9 : 0
    return {
      product: state.culture,
      results: { ...own, dose_mg_1e9: dose, viable_1e6_mL: state.culture.viableCells_1e9 / state.culture.volume_L },
    }
  },
}

/** Of the Rep/Cap that belongs in a kit; the same in the next. */
const repCapShare = (state: VectorTransfectionState, p: Values<P>): number => p.repCapKit + state.added / p.tubes

const supercoiledOf = (state: VectorTransfectionState, p: Values<P>): number =>
  state.fromReserve ? p.reserveSupercoiled : p.supercoiled

/** Molar parts of what is in the bottle: of a plasmid that nobody put in, none. */
function partsOf(state: VectorTransfectionState, { settings: s, parameters: p }: C): Readonly<Record<Plasmid, number>> {
  const there = (name: Plasmid): number => (p.premixed >= 0.5 || state.bottle[name] ? 1 : 0)
  return {
    vector: s.vector * there('vector'),
    repCap: s.repCap * repCapShare(state, p) * there('repCap'),
    helper: s.helper * there('helper'),
  }
}
const isAnythingIn = (state: VectorTransfectionState, p: Values<P>): boolean =>
  p.premixed >= 0.5 || PLASMIDS.some((name) => state.bottle[name])

/** A tube that is missing is DNA that is missing. */
function weighed(state: VectorTransfectionState, c: C): C {
  const { vector, repCap, helper } = c.settings
  const parts = vector + repCap + helper
  const are = partsOf(state, c)
  const there = parts > 0 ? (are.vector + are.repCap + are.helper) / parts : 1
  return there === 1 ? c : { ...c, settings: { ...c.settings, dose: c.settings.dose * there } }
}

const ledgers = (state: VectorTransfectionState) =>
  cocktail.finished(state.cocktail)
    ? ledgersOf(state.book, state.culture)
    : ledgersOf(state.book, undefined, state.culture)

interface Poured {
  readonly litres: number
  readonly mg: number
  /** Litres weighed by how well their size transfects. */
  readonly efficiency_L: number
}
const pouredSoFar = (s: CocktailState): Poured => ({
  litres: s.poured_L,
  mg: s.poured_mg,
  efficiency_L: s.efficiency_L,
})

/** What the tick has poured goes into the culture as it was at that second. */
function pourOver(state: VectorTransfectionState, before: Poured, c: C): void {
  const { cocktail: mix, culture, book } = state
  const litres = mix.poured_L - before.litres
  if (litres <= 0) return
  const { parameters: p, settings: s } = c
  const part: AavStream = emptyVector(mix.temperature_C)
  part.volume_L = litres
  part.salt_mM = mix.salt_mM
  part.polyplex_mg = mix.poured_mg - before.mg
  part.pei_mg = part.polyplex_mg * mix.peiRatio
  part.freePei_mg = part.polyplex_mg * Math.max(0, mix.peiRatio - BOUND_PEI)
  const supercoiled = supercoiledOf(state, p)
  part.supercoiled_pct = supercoiled
  const size = (mix.efficiency_L - before.efficiency_L) / litres
  const { etaPei, etaMix } = deliveryOf(mix, p, s)
  part.delivery = size * etaPei * etaMix * supercoiledFactor({ ...p, supercoiled })
  const are = partsOf(state, c)
  const parts = are.vector + are.repCap + are.helper
  part.shareVector = parts > 0 ? are.vector / parts : 0
  part.shareRepCap = parts > 0 ? are.repCap / parts : 0
  part.shareHelper = parts > 0 ? are.helper / parts : 0
  part.passages = culture.passages
  // No cells are in it to clump; of what spoils medium there is none, so it dilutes.
  part.clumped = culture.clumped
  part.evenness = culture.evenness
  part.pH = culture.pH
  enter(book, part)
  pourVector(culture, part)
}

/** PEI by mass that its DNA binds (aav.md §2.3: pe0). */
const BOUND_PEI = 0.5

export const supercoiledFactor = (p: Pick<Values<P>, 'supercoiled' | 'supercoiledUsual' | 'supercoiledLoss'>): number =>
  Math.max(0, 1 - p.supercoiledLoss * Math.max(0, p.supercoiledUsual - p.supercoiled))
