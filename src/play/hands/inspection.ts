import { uniform } from '../../sim/index.ts'
import { type InspectionView, MOST_OWED, type QuestionView } from '../inspection/day.ts'
import { type AskedKind, BOOKS, INSPECTED_ROOMS, LATEST_BY } from '../inspection/types.ts'
import type { NoviceError } from '../level.ts'
import type { Answer, Decision } from '../state.ts'
import type { Hand } from '../work.ts'

/** What inspectors are answered: one thing to do next, from the documents that lie open and nothing else. */

export type Manner = 'guess' | 'hide' | 'talk'
type MannerOf = (kind: AskedKind) => Manner | undefined

const roomOf = (q: QuestionView) => BOOKS[q.books[0]!]
const isAs = (view: InspectionView, room: string | null): boolean => view.room === room

/** The line that shows it, and whether it is right: nothing more; and what is wrong is owned up to, with a measure. */
function answer(view: InspectionView, q: QuestionView, measure: string, due_d: number, manner?: Manner): Answer {
  const { proofs, flawed } = q.truth!
  const proof = proofs[0]!
  if (flawed && manner !== 'hide') return ['concede', proof, measure, due_d]
  if (manner !== 'talk') return ['show', proof]
  // The page, where a line was asked for.
  const page = view.items.filter((i) => i.book === q.books.at(-1) && i.id !== proof).slice(0, 2)
  return ['show', proof, ...page.map((i) => i.id)]
}

const dueFor = ({ truth }: QuestionView): number => LATEST_BY[truth?.severity ?? 'minor']

const missingBook = (view: InspectionView, q: QuestionView): string | undefined =>
  q.books.find((book) => !view.opened.includes(book))

/** As the procedure has it: question after question, each to the room of its document; then it is taught again. */
function byProcedure(view: InspectionView, mannerOf: MannerOf): Decision | undefined {
  const [q] = view.questions
  if (!q) return undefined
  const manner = mannerOf(q.kind)
  if (manner === 'guess') return { slot: q.slot, value: ['say'] }
  if (!isAs(view, roomOf(q))) return { slot: 'visit.go', value: roomOf(q) }
  const book = missingBook(view, q)
  if (book !== undefined) return { slot: 'visit.open', value: book }
  return { slot: q.slot, value: answer(view, q, 'retrain', dueFor(q), manner) }
}

/** What is not in this room is promised, and shown when one comes by: every room once. */
function byRooms(view: InspectionView): Decision | undefined {
  const here = view.questions.filter((q) => isAs(view, roomOf(q)))
  const ready = here.find((q) => q.truth)
  if (ready) {
    const { measures } = ready.truth!
    return {
      slot: ready.slot,
      value: answer(view, ready, measures.find((m) => ready.offered.includes(m)) ?? 'retrain', dueFor(ready)),
    }
  }
  if (here[0]) return { slot: 'visit.open', value: missingBook(view, here[0])! }
  const [next] = view.questions
  if (!next) return undefined
  const isFull = view.questions.filter((q) => q.owed).length >= MOST_OWED
  if (!next.owed && view.room !== null && !isFull) return { slot: next.slot, value: ['check'] }
  const owed = (room: string): number => view.questions.filter((q) => roomOf(q) === room).length
  const room = view.room === null ? roomOf(next) : INSPECTED_ROOMS.reduce((a, b) => (owed(b) > owed(a) ? b : a))
  return { slot: 'visit.go', value: room }
}

const acting =
  (plan: (view: InspectionView) => Decision | undefined): Hand =>
  (view, slot) => {
    const next = view.inspection && plan(view.inspection)
    return next?.slot === slot ? next.value : undefined
  }

export const sopInspection: Hand = acting((view) => byProcedure(view, () => undefined))
export const expertInspection: Hand = acting(byRooms)

export const noviceInspection = ({ answers }: NoviceError): Hand => {
  const mannerOf: MannerOf = (kind) => answers.find((a) => a.slot === `${kind}.*`)?.manner
  return acting((view) => byProcedure(view, mannerOf))
}

export const randomInspection: Hand = (view, slot) => {
  const day = view.inspection!
  const dice = (n: number): number => uniform(view.seed, `random.${slot}`, 10 * view.t_s + n)
  const any = <T>(list: readonly T[]): T | undefined => list[Math.floor(dice(1) * list.length)]
  if (slot === 'visit.go') return dice(0) < 0.2 ? any(INSPECTED_ROOMS) : undefined
  if (slot === 'visit.open') return dice(0) < 0.4 ? any(Object.keys(BOOKS)) : undefined
  const q = day.questions.find((x) => x.slot === slot)
  const item = any(day.items)?.id
  if (!q || dice(0) > 0.5) return undefined
  const how = any(['say', 'check', 'show', 'concede'])
  if (how === 'show') return item === undefined ? undefined : ['show', item]
  if (how === 'concede') return item === undefined ? undefined : ['concede', item, any(q.offered)!, 90]
  return [how!]
}

/** Ways through the day without reading: promised to everything, the record shown to everything, and so on. */
const only = (how: (q: QuestionView, view: InspectionView) => Answer | undefined): Hand =>
  acting((view) => {
    for (const q of view.questions) {
      const value = how(q, view)
      if (value !== undefined) return { slot: q.slot, value }
    }
    return undefined
  })

/** The record opened, and its first line, whatever is asked. */
const withRecord = (value: (view: InspectionView, q: QuestionView) => Answer): Hand =>
  acting((view) => {
    if (!isAs(view, 'archive')) return { slot: 'visit.go', value: 'archive' }
    if (!view.opened.includes('record')) return { slot: 'visit.open', value: 'record' }
    const [q] = view.questions
    return q && { slot: q.slot, value: value(view, q) }
  })

const lineIn = (view: InspectionView, q: QuestionView): string =>
  (view.items.find((i) => i.book === 'record' && i.about === q.about) ?? view.items[0]!).id

export const inspectionBots: Readonly<Record<string, Hand>> = {
  callsQuality: only((q) => (q.owed ? undefined : ['check'])),
  recipeOnly: withRecord((view, q) => ['show', lineIn(view, q)]),
  handsOff: only(() => undefined),
  alarmsOnly: only((q) => (q.kind === 'signal' ? ['say'] : undefined)),
  firstReply: only(() => ['say']),
  cautiousReply: withRecord((view, q) => ['concede', lineIn(view, q), q.offered[0]!, 30]),
}
