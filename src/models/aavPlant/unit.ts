import type { Specs } from '../../sim/index.ts'
import type { Conditions, Ledger, UnitOperation } from '../unit.ts'
import { capsidMass_g, DNA_OF_CELLS_mg_1e9 } from './matter.ts'
import type { AavPlant } from './presets.ts'
import { type AavStream, capsidsOf, emptyVector, genomesOf, outsideDna_mg } from './stream.ts'

/** What every unit of the AAV plant balances at every tick: capsids, genomes in them, and DNA that is not the vector. */
export interface AavLedgers {
  readonly capsids: Ledger
  readonly genomes: Ledger
  readonly dna: Ledger
}

/** A unit operation of the AAV plant: the same interface on its own plant and stream; `ledger` is that of the capsids. */
export interface AavUnit<
  State extends object = object,
  P extends Specs = Specs,
  S extends Specs = Specs,
> extends UnitOperation<State, P, S, AavPlant, AavStream> {
  ledgers(state: State): AavLedgers
}

export type AavConditions<P extends Specs = Specs, S extends Specs = Specs> = Conditions<P, S, AavPlant>

interface Tally {
  capsids: number
  genomes: number
  dna_mg: number
}

/** What came in, was made and was destroyed, and everything that went to the drain. A part of the state of every unit. */
export interface Book {
  entered: Tally
  made: Tally
  destroyed: Tally
  waste: AavStream
}

const nothing = (): Tally => ({ capsids: 0, genomes: 0, dna_mg: 0 })

/** All DNA but the vector's own: outside capsids, in them, and in cells. */
export const dna_mg = (s: AavStream): number =>
  outsideDna_mg(s) +
  s.packagedHostDna_mg +
  s.packagedPlasmidDna_mg +
  DNA_OF_CELLS_mg_1e9 * (s.viableCells_1e9 + s.deadCells_1e9)

const tally = (s: AavStream): Tally => ({ capsids: capsidsOf(s), genomes: genomesOf(s), dna_mg: dna_mg(s) })

export const newBook = (entry: AavStream): Book => ({
  entered: tally(entry),
  made: nothing(),
  destroyed: nothing(),
  waste: emptyVector(entry.temperature_C),
})

/** Something more comes in while the unit works. */
export function enter(book: Book, part: AavStream): void {
  const t = tally(part)
  book.entered.capsids += t.capsids
  book.entered.genomes += t.genomes
  book.entered.dna_mg += t.dna_mg
}

/** The book as it would stand with this made as well. */
export const withMade = (book: Book, made: Tally): Book => ({
  ...book,
  made: {
    capsids: book.made.capsids + made.capsids,
    genomes: book.made.genomes + made.genomes,
    dna_mg: book.made.dna_mg + made.dna_mg,
  },
})

/** Grams of capsid, of genomes (as their capsids) and of DNA: entered + made = left + held + lost. */
export function ledgersOf(book: Book, left: AavStream | undefined, ...held: readonly AavStream[]): AavLedgers {
  const of = (grams: (t: Tally) => number): Ledger => {
    let held_g = 0
    for (const s of held) held_g += grams(tally(s))
    return {
      entered_g: grams(book.entered),
      made_g: grams(book.made),
      left_g: left ? grams(tally(left)) : 0,
      held_g,
      lost_g: grams(tally(book.waste)) + grams(book.destroyed),
    }
  }
  return {
    capsids: of((t) => capsidMass_g(t.capsids)),
    genomes: of((t) => capsidMass_g(t.genomes)),
    dna: of((t) => 1e-3 * t.dna_mg),
  }
}

/** Clocks of streams that wait in the unit. */
export function wait(seconds: number, ...streams: readonly AavStream[]): void {
  for (const s of streams) s.held_s += seconds
}
