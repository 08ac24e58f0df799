import { expect, test } from 'vitest'
import type { Course, Curve, Point } from '../../play/index.ts'
import { cutOtherwise, furthestApart } from './curves.ts'

const curve = (step: string, truth: readonly Point[]): Curve => ({
  step,
  reading: 'hmw_pct',
  unit: '%',
  truth,
  shown: [{ instrument: 'hmw', by: 'assay', points: [] }],
})
const course = (polishing: readonly Point[], flowThrough: readonly Point[]): Course => ({
  curves: [curve('polishing', polishing), curve('flowThrough', flowThrough)],
  cuts: [],
  troubles: [],
})
const flat = (value: number): readonly Point[] => [
  [0, value],
  [10, value],
]

test('what a decision changed is shown in its own step; where that went alike, in what a later step ended on', () => {
  const mine = course(flat(1), flat(5))
  const rising: readonly Point[] = [
    [0, 1],
    [10, 1.2],
  ]
  // The later step is further apart, and is not what was decided.
  expect(furthestApart(mine, course(rising, flat(1)), ['polishing'])?.mine.step).toBe('polishing')
  // Two cuts of one peak: alike up to the cut, then another pool.
  expect(furthestApart(mine, course(flat(1), flat(4)), ['polishing'])?.mine.step).toBe('flowThrough')
  // The same pool, brought a minute sooner, is no difference.
  expect(furthestApart(mine, course(flat(1), flat(5.05)), ['polishing'])).toBeNull()
  // An answer to somebody is of no step: wherever it shows.
  expect(furthestApart(mine, course(rising, flat(5)), ['reply'])?.mine.step).toBe('polishing')
})

test('a peak cut elsewhere is shown with both cuts where it was decided in its step, and nowhere else', () => {
  const pool = (from: number, to: number) => ({ from, to, kept_pct: 90, hmw_pct: 1 })
  const cut = (from: number, to: number) => ({
    step: 'polish',
    tubes: [],
    tube_CV: 0.25,
    pool: pool(from, to),
    most_pct: 2,
  })
  const course = (from: number, to: number) => ({ curves: [], cuts: [cut(from, to)], troubles: [] })
  expect(cutOtherwise(course(10, 20), course(10, 24), ['polish'])?.other.pool.to).toBe(24)
  expect(cutOtherwise(course(10, 20), course(10, 24), ['capture'])).toBe(null)
  expect(cutOtherwise(course(10, 20), course(10, 20), ['polish'])).toBe(null)
})
