import { expect, test } from 'vitest'
import { axisOf, luckOf } from './verdict.ts'

/** So many of twenty lots on which the decision cost ten points. */
const lots = (costly: number) =>
  Array.from({ length: 20 }, (_, i) => ({
    seed: i,
    mine: { yield: i < costly ? 80 : 90, purity: 90 },
    experts: { yield: 90, purity: 90 },
  }))

test.each([
  [18, 12, 'ill'],
  [3, 12, 'unlucky'],
  [18, 0.2, 'lucky'],
  [2, 0.2, 'harmless'],
  [10, 12, 'depends'],
  [10, 0, 'depends'],
] as const)('costly on %i of 20 lots, %f points here: %s', (often, here, verdict) => {
  expect(luckOf(lots(often), 'yield', here)).toEqual({ verdict, often, mean: often / 2 })
})

test('a cost in yield is none in purity', () => {
  expect(luckOf(lots(20), 'purity', 0)).toEqual({ verdict: 'harmless', often: 0, mean: 0 })
})

test('what cost purity and made yield is shown where it cost', () => {
  expect(axisOf({ yield: 6.6, purity: -13.4 })).toBe('purity')
  expect(axisOf({ yield: -6.6, purity: -3.4 })).toBe('yield')
})
