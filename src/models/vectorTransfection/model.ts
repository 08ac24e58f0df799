import { spec, type Specs, type Values } from '../../sim/index.ts'
import { emptyVector, type AavStream, pourVector } from '../aavPlant/stream.ts'
import { type AavConditions, type AavUnit, type Book, enter, ledgersOf, newBook, wait } from '../aavPlant/unit.ts'
import {
  cocktail,
  cocktailRecipe,
  type CocktailState,
  deliveryOf,
  parameters as ofCocktail,
  settings as settingsOfCocktail,
} from '../cocktail/model.ts'
import type { Readings } from '../unit.ts'

// oxfmt-ignore
export const parameters = {
  ...ofCocktail,
  supercoiled: spec('plasmid that is supercoiled', '%', 92, [30, 100], 'C', 'aav.md §7 no. 27'),
  supercoiledUsual: spec('the same of the usual lots', '%', 92, [50, 100], 'C', 'aav.md §7 no. 27'),
  supercoiledLoss: spec('delivery lost per per cent below that', '1', 0.0107, [0, 0.05], 'C', 'aav.md §7 no. 27: 0.85 at 78 %'),
} satisfies Specs

// oxfmt-ignore
export const settings = {
  ...settingsOfCocktail,
  vector: spec('molar part of the vector plasmid', '1', 1, [0, 4], 'C', 'aav.md §1.1 U8'),
  repCap: spec('molar part of Rep/Cap', '1', 1, [0, 4], 'C', 'aav.md §1.1 U8'),
  helper: spec('molar part of the helper', '1', 1, [0, 4], 'C', 'aav.md §1.1 U8'),
} satisfies Specs

export const acts = { ...cocktail.acts } satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = AavConditions<P, S>

export interface VectorTransfectionState {
  culture: AavStream
  cocktail: CocktailState
  book: Book
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
  }),

  tick(state, c) {
    wait(cocktail.tick_s, state.culture)
    const before = pouredSoFar(state.cocktail)
    cocktail.tick(state.cocktail, c)
    pourOver(state, before, c)
  },

  act: (state, act, amount, c) => cocktail.act(state.cocktail, act, amount, c),
  phase: (state) => cocktail.phase(state.cocktail),
  ready: (state, c) => cocktail.ready(state.cocktail, c),
  proceed: (state, c) => cocktail.proceed(state.cocktail, c),
  finished: (state) => cocktail.finished(state.cocktail),

  readings: (state, c): Readings => ({
    ...cocktail.readings(state.cocktail, c),
    culture_L: state.culture.volume_L,
    viable_1e6_mL: state.culture.volume_L > 0 ? state.culture.viableCells_1e9 / state.culture.volume_L : 0,
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
  part.supercoiled_pct = p.supercoiled
  const size = (mix.efficiency_L - before.efficiency_L) / litres
  const { etaPei, etaMix } = deliveryOf(mix, p, s)
  part.delivery = size * etaPei * etaMix * supercoiledFactor(p)
  const parts = s.vector + s.repCap + s.helper
  part.shareVector = parts > 0 ? s.vector / parts : 0
  part.shareRepCap = parts > 0 ? s.repCap / parts : 0
  part.shareHelper = parts > 0 ? s.helper / parts : 0
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
