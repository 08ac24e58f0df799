import { expect, test } from 'vitest'
import { AIR_HZ, bladesPass_Hz, bowl_Hz, bubbles_per_s, loopOfNoise } from './machines.ts'

/** Dice for the test: the same each time. */
function dice(): () => number {
  let state = 7
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

test.each(['white', 'brown'] as const)('a loop of %s noise has no seam, no direct current, and level 1', (kind) => {
  const loop = loopOfNoise(kind, 4 * 8000, 8000, dice())
  const steps = Array.from(loop, (x, i) => Math.abs(loop[(i + 1) % loop.length]! - x))
  const usual = Math.sqrt(steps.reduce((sum, x) => sum + x * x, 0) / steps.length)
  // The step from the last sample to the first is one like any other: within four of their root mean square.
  expect(steps.at(-1)!).toBeLessThan(4 * usual)
  expect(Math.abs(loop.reduce((a, b) => a + b, 0) / loop.length)).toBeLessThan(1e-3)
  expect(Math.sqrt(loop.reduce((sum, x) => sum + x * x, 0) / loop.length)).toBeCloseTo(1, 4)
  // As told: brown steps are far smaller than its level, white ones are not.
  expect(usual).toBeGreaterThan(kind === 'white' ? 1 : 0.05)
  expect(usual).toBeLessThan(kind === 'white' ? 2 : 0.5)
})

test('a brown loop that began at rest would have a seam: the second round has none', () => {
  const loop = loopOfNoise('brown', 8000, 8000, dice())
  const keeps = 1 - (2 * Math.PI * 60) / 8000
  // What the filter makes of the last sample differs from the first only by that instant's dice.
  expect(Math.abs(loop[0]! - keeps * loop.at(-1)!)).toBeLessThan(0.6)
})

test('the machines say what they do', () => {
  expect(bladesPass_Hz(60)).toBe(6)
  expect(bladesPass_Hz(210)).toBe(21)
  expect(bubbles_per_s(0)).toBe(0)
  expect(bubbles_per_s(1)).toBe(30)
  expect(bubbles_per_s(0.5)).toBeLessThan(bubbles_per_s(0.6))
  expect([bowl_Hz(0), bowl_Hz(1), bowl_Hz(7)]).toEqual([80, 320, 320])
  const air = Object.values(AIR_HZ)
  expect(air).toEqual(air.toSorted((a, b) => a - b))
  expect([AIR_HZ.CNC, AIR_HZ.B]).toEqual([220, 500])
})
