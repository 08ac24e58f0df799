import { expect, test } from 'vitest'
import { dosesOf, shareOf } from './doses.ts'

const seen = (level: string, results: readonly object[]) =>
  shareOf({ level, results } as unknown as Parameters<typeof shareOf>[0])

test('ice and breath count by all beats, a pour by its last', () => {
  expect(seen('P0', [{ caught: 0.8 }, { caught: 0.4 }, { caught: 0.6 }])).toBeCloseTo(0.6)
  expect(seen('M0', [{ well: 0.5 }, { well: 1 }])).toBeCloseTo(0.75)
  expect(seen('A0', [{ delivered: 0.9 }, { delivered: 0.5 }, { delivered: 0.8 }])).toBeCloseTo(0.8)
})

test('doses are those of the sheets: 189 IU of factor VIII a litre, 117 mL a dose, 9.7 children a thousand litres', () => {
  // What is caught of cryoprecipitate by good practice is 0.65 (plasma sheet §4).
  expect((1000 * dosesOf('P0', 0.65)) / 400).toBeGreaterThan(180)
  expect((1000 * dosesOf('P0', 0.65)) / 400).toBeLessThan(198)
  expect(50_000 / dosesOf('M0', 1)).toBeGreaterThan(110)
  expect(50_000 / dosesOf('M0', 1)).toBeLessThan(124)
  expect(dosesOf('A0', 1)).toBe(19)
  expect(dosesOf('A0', 0)).toBe(0)
})
