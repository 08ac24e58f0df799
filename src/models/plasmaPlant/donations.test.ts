import { describe, expect, test } from 'vitest'
import {
  type Donation,
  donationsInPool,
  lookBack,
  PARVOVIRUS_LIMIT_IU_ML,
  parvovirusOfPool_IU_mL,
  reconcile,
  refusal,
  release,
  slowlyFrozen,
} from './donations.ts'

const donation = (id: string, change: Partial<Donation> = {}): Donation => ({
  id,
  donor: `donor ${id}`,
  volume_L: 0.7,
  day: 0,
  tests: 'negative',
  B19_IU_mL: 0,
  warmest_C: -30,
  frozen: 'blast',
  ...change,
})

describe('plasma.md §7', () => {
  test('T15: one donation of 0.7 L at 1.3e8 IU/mL in 4,000 L is 22,750 IU/mL: rejected; 6.3e6 is 1,102: passes (V54, V55)', () => {
    const high = parvovirusOfPool_IU_mL([donation('a', { B19_IU_mL: 1.3e8 })], 4000)
    const low = parvovirusOfPool_IU_mL([donation('a', { B19_IU_mL: 6.3e6 })], 4000)
    expect(high).toBeCloseTo(22750, 6)
    expect(high).toBeGreaterThan(PARVOVIRUS_LIMIT_IU_ML)
    expect(low).toBeCloseTo(1102.5, 6)
    expect(low).toBeLessThan(PARVOVIRUS_LIMIT_IU_ML)
  })

  test.each([
    [0.7, 5714],
    [0.25, 16000],
  ])('T16: donations of %s L in 4,000 L: %s (arithmetic)', (volume, n) => expect(donationsInPool(4000, volume)).toBe(n))
})

test.each<[string, Partial<Donation>, number, string | undefined]>([
  ['held 60 days', {}, 60, undefined],
  ['held 59 days', {}, 59, 'hold'],
  ['reactive, whatever its age', { tests: 'reactive' }, 400, 'reactive'],
  ['not tested', { tests: 'missing' }, 400, 'untested'],
  ['left at -18 °C', { warmest_C: -18 }, 90, 'storage'],
])('%s', (_, change, day, because) => expect(refusal(donation('a', change), day)).toBe(because))

test('release parts the store in two and loses none', () => {
  const store = [donation('a'), donation('b', { day: 30 }), donation('c', { tests: 'reactive' })]
  const { accepted, refused } = release(store, 70)
  expect(accepted.map((d) => d.id)).toEqual(['a'])
  expect(refused.map((r) => [r.donation.id, r.because])).toEqual([
    ['b', 'hold'],
    ['c', 'reactive'],
  ])
})

test('a bag opened without being read, and one nobody listed', () => {
  expect(reconcile(['a', 'b', 'c'], ['a', 'c', 'x'])).toEqual({ missing: ['b'], strange: ['x'] })
  expect(reconcile(['a'], ['a'])).toEqual({ missing: [], strange: [] })
})

test('look-back: six months before the last negative donation, in the store and in the pools (V57)', () => {
  const of = (id: string, day: number): Donation => donation(id, { donor: 'x', day })
  const store = [of('old', 10), of('late', 200), donation('other', { day: 200 })]
  const pools = { P1: [of('p1', 60)], P2: [of('p2', 150)], P3: [donation('p3', { day: 150 })] }
  expect(lookBack({ donor: 'x', lastNegative_d: 300 }, store, pools)).toEqual({ pull: ['late'], pools: ['P2'] })
})

test('share frozen slowly goes by volume', () => {
  expect(slowlyFrozen([donation('a', { volume_L: 0.75 }), donation('b', { volume_L: 0.25, frozen: 'slow' })])).toBe(
    0.25,
  )
  expect(slowlyFrozen([])).toBe(0)
})
