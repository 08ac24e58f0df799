/** The day itself: rooms gone to, documents opened, answers given. The desk's part of it; nothing here touches a model. */

import { uniform } from '../../sim/index.ts'
import type { Refusal } from '../../models/index.ts'
import type { Level } from '../level.ts'
import type { Answer, Run } from '../state.ts'
import { type Asked, inspectionOf, questionAbout } from './questions.ts'
import { ASKED_KINDS, type Book, BOOKS, INSPECTED_ROOMS, type InspectedRoom, type Item, LATEST_BY } from './types.ts'
import type { Severity } from '../rubric/index.ts'

/** How far the day has come. Plain data, part of the run. */
export interface InspectionState {
  /** Where one stands; null: in the meeting room, where it begins. */
  room: InspectedRoom | null
  readonly opened: Book[]
  /** Every question there is or has come up, by its slot, in the order it is put; the first `put` of them have been. */
  readonly order: string[]
  put: number
  /** When each was put. */
  readonly put_s: number[]
  readonly answered: string[]
  /** «I check»: still owed. */
  readonly owed: string[]
}

const MINUTE = 60
/** Plant seconds: clothes changed on the way, a document brought and registered, a line read by two people. */
export const VISIT_S = { go: 21 * MINUTE, open: 8 * MINUTE } as const
export const ANSWER_S = {
  say: 2 * MINUTE,
  check: 2 * MINUTE,
  show: 9 * MINUTE,
  more: 4 * MINUTE,
  concede: 12 * MINUTE,
} as const

/** What can be promised so that it does not come again. All of it acts; on what, is another matter. */
export const MEASURES = [
  'atInstrument', 'lockedHour', 'shiftCheck', 'classTable', 'orderForm', 'askFirst', 'clearance', 'retrain',
] as const // oxfmt-ignore
export type Measure = (typeof MEASURES)[number]
export const DUE_D = [7, 30, 90, 180] as const

/** Measures that act on what a rule was broken by; teaching again alone acts on nothing for long. */
const ACTS_ON: Readonly<Record<string, readonly Measure[]>> = {
  'R-MISS': ['shiftCheck'],
  'R-LATE': ['lockedHour', 'shiftCheck'],
  'R-BACKDATE': ['lockedHour'],
  'R-BADGE': ['lockedHour'],
  'R-FABRIC': ['atInstrument'],
  'R-UNSUP': ['atInstrument'],
  'R-TRANSCR': ['atInstrument'],
  'R-DUP': ['lockedHour'],
  'R-ALARM': ['shiftCheck'],
  'R-CASE': ['classTable', 'shiftCheck'],
  'R-PROC': ['classTable'],
  'R-SECOND': ['clearance'],
  'R-CLEAR': ['clearance'],
  'R-ZONE': ['clearance'],
  'R-MAT': ['clearance'],
}

function measuresFor({ kind, flaw }: Asked): readonly Measure[] {
  if (!flaw) return []
  if (kind === 'order') return ['orderForm']
  if (kind === 'grade') return ['classTable']
  return ACTS_ON[flaw.code] ?? ['askFirst']
}

/** Four of them are on the table for each question: what acts, teaching again, and two more. */
export function offered(seed: number, q: Asked): readonly Measure[] {
  const dice = (m: string): number => uniform(seed, `inspection.measure.${q.slot}.${m}`, 0)
  const right =
    measuresFor(q)[0] ?? MEASURES.filter((m) => m !== 'retrain').reduce((a, b) => (dice(a) < dice(b) ? a : b))
  const rest = MEASURES.filter((m) => m !== right && m !== 'retrain').sort((a, b) => dice(a) - dice(b))
  return [right, 'retrain' as const, ...rest.slice(0, 2)].sort((a, b) => dice(`at ${a}`) - dice(`at ${b}`))
}

const TOO_LATE = 0.5
const ONLY_TAUGHT = 0.3

/** What a measure with its date is worth, 0 to 1. */
export function worthOfMeasure(q: Asked, measure: string, due_d: number): number {
  if (!q.flaw) return 0
  const acts = measuresFor(q).some((m) => m === measure) ? 1 : measure === 'retrain' ? ONLY_TAUGHT : 0
  return acts * (due_d <= LATEST_BY[q.flaw.severity] ? 1 : TOO_LATE)
}

export function newInspection(level: Level, seed: number): InspectionState {
  const order = inspectionOf(level, seed).asked.map((q) => q.slot)
  return { room: null, opened: [], order, put: Math.min(1, order.length), put_s: [0], answered: [], owed: [] }
}

/** Any question of this run by its slot, those that an answer brought up too. */
export function askedAt(run: Run, slot: string): Asked | undefined {
  const { file, asked } = inspectionOf(run.level, run.seed)
  const known = asked.find((q) => q.slot === slot)
  if (known || !run.desk!.inspection!.order.includes(slot)) return known
  const dot = slot.indexOf('.')
  const kind = ASKED_KINDS.find((k) => k === slot.slice(0, dot))
  return (kind && questionAbout(file, kind, slot.slice(dot + 1))) ?? undefined
}

/** Whether the day is still going on: time is left, and something to be answered. */
export function isOpenDay(run: Run): boolean {
  const day = run.desk?.inspection
  if (!day) return false
  // Time that was given may be up before the day is.
  if (run.desk!.round >= run.level.work!.rounds.count) return false
  return run.t_s < run.level.work!.inspection!.hours_s && day.answered.length < day.order.length
}

const no = (code: string): Refusal => ({ code })
const isList = (value: Answer): value is readonly (number | string)[] => Array.isArray(value)
const itemIn = (run: Run, id: unknown): Item | undefined =>
  inspectionOf(run.level, run.seed).file.items.find((i) => i.id === id)

/** So much may be promised at once: an inspector who hears «I check» to everything stops asking and starts writing. */
export const MOST_OWED = 6

/** Lines that may be shown beside the one that was asked for. */
const MOST_SHOWN = 4

export function refuseVisit(run: Run, topic: string, value: Answer): Refusal | undefined {
  const day = run.desk!.inspection
  if (!day) return no('no_inspection')
  if (topic === 'go')
    return !INSPECTED_ROOMS.some((r) => r === value)
      ? no('no_such_room')
      : day.room === value
        ? no('already_there')
        : undefined
  if (topic !== 'open') return no('unknown_topic')
  if (typeof value !== 'string' || !Object.hasOwn(BOOKS, value)) return no('no_such_document')
  if (BOOKS[value as Book] !== day.room) return no('not_in_this_room')
  return day.opened.includes(value as Book) ? no('already_open') : undefined
}

export function actOnVisit(run: Run, topic: string, value: Answer): void {
  const day = run.desk!.inspection!
  if (topic === 'go') day.room = value as InspectedRoom
  else day.opened.push(value as Book)
}

export function refuseAnswer(run: Run, slot: string, value: Answer): Refusal | undefined {
  const day = run.desk!.inspection
  if (!day) return no('no_inspection')
  if (!day.order.slice(0, day.put).includes(slot)) return no('nobody_asked')
  if (day.answered.includes(slot)) return no('already_answered')
  if (!isList(value)) return no('not_an_answer')
  const [how, ...rest] = value
  const isHere = (id: unknown): boolean => {
    const item = itemIn(run, id)
    return item !== undefined && day.opened.includes(item.book) && BOOKS[item.book] === day.room
  }
  switch (how) {
    case 'check':
      if (rest.length) return no('not_an_answer')
      if (day.owed.includes(slot)) return no('already_promised')
      return day.owed.length < MOST_OWED ? undefined : no('too_many_promised')
    case 'say':
      return rest.length ? no('not_an_answer') : undefined
    case 'show':
      if (rest.length < 1 || rest.length > MOST_SHOWN || new Set(rest).size < rest.length) return no('not_an_answer')
      return rest.every(isHere) ? undefined : no('not_in_hand')
    case 'concede': {
      const [item, measure, due] = rest
      const q = askedAt(run, slot)!
      if (rest.length !== 3 || !offered(run.seed, q).some((m) => m === measure) || !DUE_D.some((d) => d === due))
        return no('not_an_answer')
      return isHere(item) ? undefined : no('not_in_hand')
    }
    default:
      return no('not_an_answer')
  }
}

export function costOfAnswer(value: Answer): number {
  const [how, ...rest] = isList(value) ? value : []
  if (how === 'show') return ANSWER_S.show + ANSWER_S.more * (rest.length - 1)
  return how === 'say' || how === 'check' || how === 'concede' ? ANSWER_S[how] : 0
}

export function actOnAnswer(run: Run, slot: string, value: Answer): void {
  const day = run.desk!.inspection!
  const [how, ...rest] = value as readonly (number | string)[]
  const { file } = inspectionOf(run.level, run.seed)
  if (how === 'check') day.owed.push(slot)
  else {
    day.answered.push(slot)
    const at = day.owed.indexOf(slot)
    if (at >= 0) day.owed.splice(at, 1)
  }
  // Whoever shows more than was asked for is asked about that too.
  if (how === 'show')
    for (const id of rest) {
      const about = itemIn(run, id)!.about
      for (const flaw of file.flaws) {
        if (flaw.about !== about) continue
        const q = questionAbout(file, flaw.kind, flaw.about)
        if (q?.proofs.some((p) => p === id) && !day.order.includes(q.slot)) day.order.push(q.slot)
      }
    }
  // The next one, unless one that has been put is still open.
  const waiting = day.order.slice(0, day.put).some((s) => !day.answered.includes(s) && !day.owed.includes(s))
  if (!waiting && day.put < day.order.length) {
    day.put++
    day.put_s.push(run.t_s + costOfAnswer(value))
  }
}

export interface Truth {
  readonly proofs: readonly string[]
  readonly flawed: boolean
  readonly severity: Severity | null
  readonly measures: readonly Measure[]
}

/** A question as whoever has to answer it meets it. */
export interface QuestionView {
  readonly slot: string
  readonly kind: Asked['kind']
  readonly about: string
  readonly owed: boolean
  readonly books: readonly Book[]
  readonly offered: readonly Measure[]
  /** What the documents say, once all that are needed lie open; null: not yet known. */
  readonly truth: Truth | null
}

export interface InspectionView {
  readonly t_s: number
  readonly left_s: number
  readonly room: InspectedRoom | null
  readonly opened: readonly Book[]
  /** Lines of the documents that lie open. */
  readonly items: readonly Item[]
  /** Put and not answered: the one that is being asked first, then those that are owed. */
  readonly questions: readonly QuestionView[]
  readonly answered: number
}

export function inspectionView(run: Run): InspectionView | null {
  const day = run.desk?.inspection
  if (!day) return null
  const { file } = inspectionOf(run.level, run.seed)
  const open = day.order.slice(0, day.put).filter((slot) => !day.answered.includes(slot))
  const viewOf = (slot: string): QuestionView => {
    const q = askedAt(run, slot)!
    const known = q.books.every((book) => day.opened.includes(book))
    return {
      slot,
      kind: q.kind,
      about: q.about,
      owed: day.owed.includes(slot),
      books: q.books,
      offered: offered(run.seed, q),
      truth: known
        ? { proofs: q.proofs, flawed: q.flaw !== null, severity: q.flaw?.severity ?? null, measures: measuresFor(q) }
        : null,
    }
  }
  const views = open.map(viewOf)
  return {
    t_s: run.t_s,
    left_s: run.level.work!.inspection!.hours_s - run.t_s,
    room: day.room,
    opened: day.opened,
    items: file.items.filter((i) => day.opened.includes(i.book)),
    questions: [...views.filter((q) => !q.owed), ...views.filter((q) => q.owed)],
    answered: day.answered.length,
  }
}
