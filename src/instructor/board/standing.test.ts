/** What a board makes of what it hears: who may need somebody, where the class is, what it can do. */
import { expect, test } from 'vitest'
import type { BoardProgress, BoardResult, ClassBoard } from '../../share/index.ts'
import { heatMapOf, placesOf, rowsOf } from './standing.ts'

const NOW = 1_800_000_000_000
const MINUTE = 60_000
const at = (learner: string, more: Partial<BoardProgress> = {}): BoardProgress => ({
  learner,
  run: 'p1-000002',
  assignment: null,
  began_ms: NOW - 20 * MINUTE,
  at_ms: NOW - 2000,
  acted_ms: NOW - 2000,
  level: 'P1',
  seed: 2,
  step: 'plasmaThaw',
  at_s: 600,
  day: 0,
  decisions: 3,
  alarms: 0,
  hints: 0,
  over: false,
  ...more,
})
const board = (progress: readonly BoardProgress[], results: readonly BoardResult[] = []): ClassBoard => ({
  class: { code: 'ABC234', title: '', gone_ms: NOW, paused: false, topic: null },
  now_ms: NOW,
  assignments: [],
  learners: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, pseudonym: id, seen_ms: NOW })),
  progress,
  results,
  faults: [],
})

test('who has decided nothing for four minutes may be stuck, who was not heard of for ninety seconds is away; worst first', () => {
  const rows = rowsOf(
    board([
      at('a'),
      at('b', { acted_ms: NOW - 4 * MINUTE - 1 }),
      at('c', { alarms: 1 }),
      at('d', { at_ms: NOW - 91_000, acted_ms: NOW - 10 * MINUTE }),
      // An older lot of theirs is not where they are.
      at('e', { run: 'p1-000001', at_ms: NOW - 10 * MINUTE, acted_ms: NOW - 10 * MINUTE }),
      at('e', { over: true }),
    ]),
    NOW,
  )
  expect(rows.map((row) => [row.id, row.standing])).toEqual([
    ['b', 'stuck'],
    ['c', 'alarm'],
    ['a', 'playing'],
    ['e', 'over'],
    ['d', 'away'],
    ['f', 'never'],
  ])
})

test('where the class is: level by level, steps in the order of plant time, only those who play', () => {
  const rows = rowsOf(
    board([
      at('a', { step: 'cryo', at_s: 9000 }),
      at('b', { at_s: 700 }),
      at('c', { alarms: 1 }),
      at('d', { level: 'M1', step: null }),
      at('e', { over: true }),
    ]),
    NOW,
  )
  const places = placesOf(rows).map(({ level, places }) => [
    level,
    places.map((p) => [p.step, p.rows.map((r) => r.id)]),
  ])
  expect(places).toEqual([
    ['M1', [[null, ['d']]]],
    [
      'P1',
      [
        ['plasmaThaw', ['c', 'b']],
        ['cryo', ['a']],
      ],
    ],
  ])
})

test('competencies: the mean of a learner’s lots, of the class the mean of its learners; what does not replay shows nothing', () => {
  const result = (learner: string, state: BoardResult['state'], C02: number): BoardResult => ({
    learner,
    key: `${learner}${C02}`,
    assignment: null,
    level: 'P1',
    seed: 2,
    received_ms: NOW,
    late: false,
    strange: false,
    state,
    digest: null,
    judged: {
      firstWrong_s: null,
      marks: { yield: 90, purity: 90, compliance: 90 },
      passed: true,
      released: true,
      told: true,
      shipped: false,
      again: [],
      findings: [],
      practice: { C02 },
    },
  })
  const map = heatMapOf(
    board(
      [],
      [
        result('a', 'verified', 1),
        result('a', 'verified', 0.5),
        result('b', 'verified', 0.25),
        result('c', 'mismatch', 1),
      ],
    ),
  )
  expect([...map.shown].map(([id, own]) => [id, own.get('C02')])).toEqual([
    ['a', 0.75],
    ['b', 0.25],
  ])
  expect(map.means.get('C02')).toBe(0.5)
})
