/** What two inspectors ask of one lot: what is wrong with it first, and between that what is right, drawn by the seed. */

import { uniform } from '../../sim/index.ts'
import type { Level } from '../level.ts'
import { type AskedKind, type Book, type Flaw, type InspectedFile, type Item } from './types.ts'

export interface Asked {
  readonly slot: string
  readonly kind: AskedKind
  readonly about: string
  /** Documents that are needed to know. */
  readonly books: readonly Book[]
  /** The line of a document that shows how it is; any of them. */
  readonly proofs: readonly string[]
  /** Null: it is as it should be. */
  readonly flaw: Flaw | null
}

/** Minor things that are asked about in one day, at most, and of one kind: who has two has made the point. */
const MOST_MINOR = 7
const MOST_OF_A_KIND = 2

const drawn = new WeakMap<Level, Map<number, { readonly file: InspectedFile; readonly asked: readonly Asked[] }>>()

export function inspectionOf(
  level: Level,
  seed: number,
): { readonly file: InspectedFile; readonly asked: readonly Asked[] } {
  let known = drawn.get(level)
  if (!known) drawn.set(level, (known = new Map()))
  let found = known.get(seed)
  if (!found) {
    const { files, questions } = level.work!.inspection!
    const file = files[Math.floor(uniform(seed, 'inspection.file', 0) * files.length)]!
    found = { file, asked: questionsOn(file, seed, questions) }
    known.set(seed, found)
  }
  return found
}

/** The question about a line of a document, as it would be asked; null: nobody asks about this one by itself. */
export const questionAbout = (file: InspectedFile, kind: AskedKind, about: string): Asked | null => {
  const flaw = file.flaws.find((f) => f.kind === kind && f.about === about) ?? null
  const of = (book: Book): readonly Item[] => file.items.filter((i) => i.book === book && i.about === about)
  const needs = ((): readonly Book[] => {
    switch (kind) {
      case 'hour':
        return ['audit']
      case 'figure':
        return of('bench').length ? ['bench'] : ['recorder']
      case 'line':
        return ['record']
      case 'signal':
        return of('journal').length ? ['journal'] : ['deviations']
      case 'grade':
        return ['classes', 'deviations']
      case 'order':
        return ['orders']
      case 'event':
        return of('labels').length ? ['labels'] : ['journal']
    }
  })()
  const book = needs.at(-1)!
  const lines = of(book)
  // That there is none is shown by the end of the register.
  const end = book === 'deviations' && lines.length === 0 ? file.items.filter((i) => i.id === 'deviations.end') : lines
  if (end.length === 0) return null
  return { slot: `${kind}.${about}`, kind, about, books: needs, proofs: end.map((i) => i.id), flaw }
}

function questionsOn(file: InspectedFile, seed: number, most: number): readonly Asked[] {
  const dice = (name: string): number => uniform(seed, `inspection.${name}`, 0)
  const byDice = (list: readonly Asked[], name: string): readonly Asked[] =>
    [...list].sort((a, b) => dice(`${name}.${a.slot}`) - dice(`${name}.${b.slot}`))
  const flawed = file.flaws.flatMap((f) => questionAbout(file, f.kind, f.about) ?? [])
  const grave = flawed.filter((q) => q.flaw!.severity !== 'minor')
  const small = byDice(
    flawed.filter((q) => q.flaw!.severity === 'minor'),
    'minor',
  )
  const minor = small
    .filter((q, i) => small.slice(0, i).filter((o) => o.kind === q.kind).length < MOST_OF_A_KIND)
    .slice(0, MOST_MINOR)
  const wrong = [...grave, ...minor].slice(0, most)

  const clean = file.items.flatMap((item): Asked[] => {
    const kinds = KINDS[item.book]
    return kinds.flatMap((kind) => {
      const q = questionAbout(file, kind, item.about)
      // Of one line of the record one thing is asked.
      return q && !q.flaw && isShown(q) && isFair(item, kind) && !wrong.some((w) => w.about === q.about) ? [q] : []
    })
  })
  const isOdd = (q: Asked): boolean =>
    file.items.some((i) => i.about === q.about && (i.late || i.before !== undefined)) || q.kind === 'signal'
  const pool = [
    ...byDice(clean.filter(isOdd), 'odd'),
    ...byDice(
      clean.filter((q) => !isOdd(q)),
      'clean',
    ),
  ]
  const right: Asked[] = []
  const left = (): number => most - wrong.length - right.length
  for (const q of pool) {
    if (left() <= 0) break
    const isSame = right.some((r) => r.about === q.about)
    // No more than a third of them of one kind.
    if (!isSame && right.filter((r) => r.kind === q.kind).length < Math.ceil(most / 3)) right.push(q)
  }
  return byDice([...wrong, ...right], 'order')
}

/** That there is nothing proves no good thing. */
const isShown = (q: Asked): boolean => !q.proofs.includes('deviations.end')

/** What is asked of a line of each document. */
const KINDS: Readonly<Record<Book, readonly AskedKind[]>> = {
  record: ['line'],
  deviations: ['grade'],
  classes: ['signal'],
  audit: ['hour'],
  recorder: ['figure'],
  bench: ['figure'],
  orders: ['order'],
  journal: ['signal', 'event'],
  labels: ['event'],
}

/** A line is asked about itself where it was struck or written late; an alarm as an alarm, a set point as an event. */
function isFair(item: Item, kind: AskedKind): boolean {
  if (item.id === 'deviations.end' || (item.book === 'deviations' && item.class === undefined)) return false
  if (kind === 'line') return item.before !== undefined || item.late === true
  if (item.book !== 'journal') return true
  return kind === (item.done?.includes('set') ? 'event' : 'signal')
}
