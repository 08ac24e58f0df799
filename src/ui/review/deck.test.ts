import { expect, test } from 'vitest'
import { answered, atTheEnd, dayHere, deck, drillsDue, dueOn } from './deck.ts'
import questions from './questions.json' with { type: 'json' }

const none = { format: 1, cards: {} } as const
const M1 = new Set(['M1'])

test('each card has its question, and each question its card', () => {
  expect(questions.map((q) => q.id)).toEqual(deck.map((card) => card.id))
})

test('nothing is asked before a level has taught it', () => {
  expect(dueOn(100, none, new Set())).toEqual([])
  expect(dueOn(100, none, M1).map((c) => c.id)).toEqual(['Q01', 'Q02', 'Q03'])
})

test('at most five a day, the longest due first', () => {
  const all = new Set(['M1', 'M2', 'M3', 'M4', 'M5', 'M6'])
  let review = answered(none, 'Q16', false, 90)
  expect(dueOn(100, review, all)).toHaveLength(5)
  for (const card of dueOn(100, review, all)) review = answered(review, card.id, true, 100)
  expect(dueOn(100, review, all)).toEqual([])
  // What never was asked goes before what is to be asked again.
  expect(dueOn(101, review, all).map((c) => c.id)).not.toContain('Q16')
})

test('known: after 3, 7, 21, 60 days, then every 60; not known: tomorrow', () => {
  let review: Parameters<typeof answered>[0] = none
  let day = 100
  for (const days of [3, 7, 21, 60, 60]) {
    review = answered(review, 'Q01', true, day)
    const isDue = (on: number): boolean => dueOn(on, review, M1).some((c) => c.id === 'Q01')
    expect([isDue(day + days - 1), isDue(day + days)]).toEqual([false, true])
    day += days
  }
  review = answered(review, 'Q01', false, day)
  expect(dueOn(day, review, M1).some((c) => c.id === 'Q01')).toBe(false)
  expect(dueOn(day + 1, review, M1).some((c) => c.id === 'Q01')).toBe(true)
})

test('each level has two questions for its end; what is known by then is not asked again there', () => {
  const LEVELS = [...'MPA'].flatMap((plant) => [1, 2, 3, 4, 5, 6].map((n) => plant + n)).concat('K1', 'K2', 'K3')
  for (const level of LEVELS) {
    const asked = atTheEnd(100, none, level)
    expect([level, asked.length]).toEqual([level, 2])
    const review = asked.reduce(
      (now, card) => answered(now, card.id, true, 100),
      none as Parameters<typeof answered>[0],
    )
    const ids = asked.map(({ id }) => id)
    expect(atTheEnd(101, review, level).filter(({ id }) => ids.includes(id))).toEqual([])
  }
})

test('a drill comes back tomorrow when it went wrong, later the longer its run', () => {
  const at_ms = 1_800_000_000_000
  const day = dayHere(at_ms)
  const tally = (...tries: boolean[]) => ({
    format: 1 as const,
    drill: 'M2.lowOxygen',
    tries: tries.map((right, i) => ({ seed: i, at_ms: at_ms - tries.length + i + 1, right })),
  })
  const dueAfter = (...tries: boolean[]): number =>
    [1, 3, 7, 21, 60].find((days) => drillsDue(day + days, [tally(...tries)]).length > 0)!
  expect(drillsDue(day, [tally(false)])).toEqual([])
  expect([dueAfter(false), dueAfter(true), dueAfter(true, true), dueAfter(true, true, true)]).toEqual([1, 3, 7, 21])
  expect([dueAfter(true, true, true, true), dueAfter(true, true, true, false)]).toEqual([60, 1])
  expect(drillsDue(day + 90, [tally()])).toEqual([])
})
