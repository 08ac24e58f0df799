import { expect, test } from 'vitest'
import type { FirstTry, Pass } from '../../platform/index.ts'
import { knownLots, secondPassOf, shownAgain } from './again.ts'

const DAY_MS = 86_400_000
const tried = (level: string, seed: number, passed: boolean, day: number) =>
  ({ at_ms: day * DAY_MS, passed, save: { level, seed } }) as FirstTry
const pass = (level: string, seed: number, held: boolean, day: number, seen: Pass['seen'] = {}): Pass => ({
  format: 1,
  level,
  seed,
  at_ms: day * DAY_MS,
  held,
  seen,
})

test('a second pass is due three days after a level was first passed, and the day after one that did not hold', () => {
  const firsts = [tried('M2', 4, false, 1), tried('M2', 5, true, 10)]
  const stands = (day: number, passes: readonly Pass[] = []) => secondPassOf('M2', firsts, passes, day * DAY_MS)
  expect([stands(12), stands(13)]).toEqual([null, 'due'])
  const missed = [pass('M2', 9, false, 14)]
  expect([stands(14, missed), stands(15, missed)]).toEqual([null, 'due'])
  expect(stands(16, [...missed, pass('M2', 11, true, 15)])).toBe('held')
  expect(secondPassOf('M3', firsts, [], 99 * DAY_MS)).toBe(null)
  expect(secondPassOf('M2', [tried('M2', 4, false, 1)], [], 99 * DAY_MS)).toBe(null)
  expect(knownLots('M2', firsts, missed)).toEqual([4, 5, 9])
})

test('what a competency came to in its last second pass', () => {
  const passes = [pass('M2', 9, true, 14, { C12: [1, 1], C31: [0.3] }), pass('M3', 2, false, 20, { C12: [0.3, 0.7] })]
  expect(shownAgain('C12', passes)).toEqual({ level: 'M3', held: false })
  expect(shownAgain('C31', passes.slice(0, 1))).toEqual({ level: 'M2', held: false })
  expect(shownAgain('C12', passes.slice(0, 1))).toEqual({ level: 'M2', held: true })
  expect(shownAgain('C40', passes)).toBe(null)
})
