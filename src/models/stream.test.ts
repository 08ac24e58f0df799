import { assert, double, property } from 'fast-check'
import { expect, test } from 'vitest'
import { AMOUNTS, emptyStream, pour, split, type Stream } from './stream.ts'

const amount = (): Stream => {
  const s = emptyStream(20)
  AMOUNTS.forEach((key, i) => (s[key] = 10 ** (i % 5) * (i + 1.3)))
  return s
}

test('splitting and pouring back gives every amount back to 1e-15, and nothing goes below zero', () => {
  assert(
    property(double({ min: 0, max: 1, noNaN: true }), (fraction) => {
      const from = amount()
      const part = split(from, fraction)
      for (const key of AMOUNTS) {
        expect(part[key]).toBeGreaterThanOrEqual(0)
        expect(from[key]).toBeGreaterThanOrEqual(0)
        expect(part[key]).toBe(fraction * amount()[key])
      }
      pour(from, part)
      for (const key of AMOUNTS) expect(Math.abs(from[key] - amount()[key])).toBeLessThanOrEqual(1e-15 * amount()[key])
    }),
  )
})

test('pouring mixes temperature and pH by volume; hold clocks keep the older', () => {
  const cold = { ...amount(), temperature_C: 4, pH: 5, held_s: 60 }
  const warm = { ...amount(), temperature_C: 20, pH: 7, held_s: 10 }
  pour(cold, warm)
  expect(cold.temperature_C).toBeCloseTo(12, 12)
  expect(cold.pH).toBeCloseTo(6, 12)
  expect(cold.held_s).toBe(60)
})
