import type { Review, Tally } from '../../platform/index.ts'
import { standingOf } from '../drill/tally.ts'

/** A question, what it is about, and the levels any of which has taught it. */
export interface Card {
  readonly id: string
  readonly competency: string
  readonly after: readonly string[]
}

export const deck: readonly Card[] = [
  { id: 'Q01', competency: 'C31', after: ['M1', 'P1'] },
  { id: 'Q02', competency: 'C32', after: ['M1', 'P1'] },
  { id: 'Q03', competency: 'C33', after: ['M1', 'P1'] },
  { id: 'Q04', competency: 'C28', after: ['M2', 'P2'] },
  { id: 'Q05', competency: 'C36', after: ['M2', 'P2'] },
  { id: 'Q06', competency: 'C21', after: ['M4'] },
  { id: 'Q07', competency: 'C21', after: ['P5'] },
  { id: 'Q08', competency: 'C22', after: ['M5'] },
  { id: 'Q09', competency: 'C22', after: ['P4'] },
  { id: 'Q10', competency: 'C23', after: ['M5', 'P4'] },
  { id: 'Q11', competency: 'C14', after: ['P0', 'P1'] },
  { id: 'Q12', competency: 'C10', after: ['P2'] },
  { id: 'Q13', competency: 'C19', after: ['P3'] },
  { id: 'Q14', competency: 'C35', after: ['P1'] },
  { id: 'Q15', competency: 'C27', after: ['P1'] },
  { id: 'Q16', competency: 'C12', after: ['M3'] },
  { id: 'Q17', competency: 'C16', after: ['M5'] },
  { id: 'Q18', competency: 'C15', after: ['M4'] },
  { id: 'Q19', competency: 'C40', after: ['M6', 'P6'] },
  { id: 'Q20', competency: 'C10', after: ['A2'] },
  { id: 'Q21', competency: 'C16', after: ['A4'] },
  { id: 'Q22', competency: 'C29', after: ['M6'] },
  { id: 'Q23', competency: 'C29', after: ['M6'] },
  { id: 'Q24', competency: 'C24', after: ['M6', 'P6'] },
  { id: 'Q25', competency: 'C20', after: ['M5'] },
  { id: 'Q26', competency: 'C43', after: ['M6', 'P6'] },
  { id: 'Q27', competency: 'C44', after: ['M6', 'P6'] },
  { id: 'Q28', competency: 'C44', after: ['P6'] },
  { id: 'Q29', competency: 'C26', after: ['A5'] },
  { id: 'Q30', competency: 'C45', after: ['K3'] },
  { id: 'Q31', competency: 'C13', after: ['M3'] },
  { id: 'Q32', competency: 'C14', after: ['P3'] },
  { id: 'Q33', competency: 'C22', after: ['P5'] },
  { id: 'Q34', competency: 'C01', after: ['A1'] },
  { id: 'Q35', competency: 'C10', after: ['A1'] },
  { id: 'Q36', competency: 'C10', after: ['A2'] },
  { id: 'Q37', competency: 'C05', after: ['A3'] },
  { id: 'Q38', competency: 'C10', after: ['A3'] },
  { id: 'Q39', competency: 'C15', after: ['A4'] },
  { id: 'Q40', competency: 'C26', after: ['A5'] },
  { id: 'Q41', competency: 'C43', after: ['A6'] },
  { id: 'Q42', competency: 'C10', after: ['A6'] },
  { id: 'Q43', competency: 'C41', after: ['K1'] },
  { id: 'Q44', competency: 'C20', after: ['K1'] },
  { id: 'Q45', competency: 'C06', after: ['K2'] },
  { id: 'Q46', competency: 'C30', after: ['K2'] },
  { id: 'Q47', competency: 'C32', after: ['K3'] },
]

/** Days until a card of each box is asked again: what is known is asked ever more seldom. */
const DAYS = [1, 3, 7, 21, 60] as const
/** Questions of one day, at most. */
const A_DAY = 5

/** Cards to be asked today: of levels played to their end, the longest due first. */
export function dueOn(day: number, review: Review, finished: ReadonlySet<string>): readonly Card[] {
  const asked = Object.values(review.cards).filter((card) => card.seen === day).length
  const dueDay = ({ id }: Card): number => {
    const card = review.cards[id]
    return card ? card.seen + DAYS[card.box - 1]! : -Infinity
  }
  return deck
    .filter((card) => card.after.some((level) => finished.has(level)) && dueDay(card) <= day)
    .sort((a, b) => dueDay(a) - dueDay(b))
    .slice(0, Math.max(0, A_DAY - asked))
}

/** Questions at the end of a level, at most. */
const AT_THE_END = 2

/** What a level that has just been played to its end asks there: of what it teaches, what is due. */
export const atTheEnd = (day: number, review: Review, level: string): readonly Card[] =>
  dueOn(day, review, new Set([level])).slice(0, AT_THE_END)

/** The days of the calendar here, counted: what was known yesterday is asked again by the day, not by the hour. */
export const dayHere = (at_ms: number = Date.now()): number =>
  Math.floor((at_ms - 60_000 * new Date(at_ms).getTimezoneOffset()) / 86_400_000)

/** Drills of one day, at most. */
const DRILLS_A_DAY = 2

/** Drills that come back as the questions do: the longer a run of right lots, the later; the longest due first. */
export const drillsDue = (day: number, tallies: readonly Tally[]): readonly string[] =>
  tallies
    .flatMap((tally) => {
      const { inARow, last_ms } = standingOf(tally)
      const due = last_ms === null ? Infinity : dayHere(last_ms) + DAYS[Math.min(inARow, DAYS.length - 1)]!
      return due <= day ? [{ name: tally.drill, due }] : []
    })
    .sort((a, b) => a.due - b.due)
    .slice(0, DRILLS_A_DAY)
    .map(({ name }) => name)

/** What is known moves up a box, what is not begins again in the first. */
export function answered(review: Review, id: string, known: boolean, day: number): Review {
  const box = review.cards[id]?.box ?? 1
  const next = known ? Math.min(DAYS.length, box + 1) : 1
  return { ...review, cards: { ...review.cards, [id]: { box: next, seen: day } } }
}
