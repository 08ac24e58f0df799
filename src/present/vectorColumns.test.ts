import { expect, test } from 'vitest'
import { drawn } from './vectorColumns.ts'

const at = (points: readonly (readonly [number, number])[]) => points.map(([t_s, shown]) => ({ t_s, shown }))

test('the screen on the wall draws a light over the cell by its seconds, without holes, and only the last run', () => {
  // The cell was read once more than the light; the run before went to 13 mS/cm.
  const cell = at([
    [0, 12.5],
    [5, 13],
    [10, 6],
    [12, 6.5],
    [20, 8],
    [30, 10],
  ])
  const light = at([
    [0, 8],
    [5, 8],
    [10, 0],
    [20, 4],
    [30, 2],
  ])
  const slices = drawn(cell, light)
  expect(slices[0]).toBe(0)
  expect(slices[16]).toBeCloseTo(0.5, 1)
  expect(slices[8]).toBeCloseTo(0.25, 1)
  expect(slices[32]).toBeCloseTo(0.25, 1)
  expect(slices.slice(0, 33).every((value) => value !== null)).toBe(true)
  expect(slices.slice(33).every((value) => value === null)).toBe(true)
})
