import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { drive } from '../aavPlant/driving.ts'
import { aavPlant } from '../aavPlant/presets.ts'
import { emptyVector } from '../aavPlant/stream.ts'
import { campaignOf, halfWidth, parameters, settings, vectorPlan, VESSELS, vesselOf } from './model.ts'

const p = defaults(parameters)
const s = (vessel: number, suites = 1, more = {}) => ({
  ...defaults(settings),
  vessel,
  suites,
  lots: 3,
  plates: 3,
  ...more,
})
const every = (n: number, suites = 1) => Array.from({ length: n }, (_, i) => 1 + 3 * Math.floor(i / suites))
const [FLASKS, BED, T200, T1000, T2000] = VESSELS.map((_, i) => i) as [number, number, number, number, number]

describe('fifty children of 20 kg (aav.md §5.2)', () => {
  test('batches that are needed: 29 of 200 L, 6 of 1,000 L, 3 of 2,000 L, 23 beds of 333 m²', () => {
    expect([T200, T1000, T2000].map((v) => campaignOf([], s(v), p).needed)).toEqual([29, 6, 3])
    const bed = campaignOf([], s(BED), p).needed
    expect(bed).toBeGreaterThanOrEqual(23)
    expect(bed).toBeLessThanOrEqual(25)
  })
  test('no. 30: the same plasmid as three of 2,000 L or seven of 1,000 L; one failure takes a third, or a seventh', () => {
    const large = campaignOf(every(3), s(T2000), p)
    const small = campaignOf(every(7, 2), s(T1000, 2), p)
    expect(large.plasmid_g).toBeLessThanOrEqual(14)
    expect(small.plasmid_g).toBeCloseTo(14, 9)
    expect(large.expected).toBeLessThan(47)
    expect(small.expected).toBeGreaterThan(49)
    expect(large.nobody).toBeCloseTo(1e-3, 9)
  })
  test('adherent cells: flasks are opened hundreds of times for half a child, a bed three times for two', () => {
    const flasks = campaignOf(every(6, 2), s(FLASKS, 2), p)
    expect(vesselOf(FLASKS).openings).toBeGreaterThan(400)
    expect(flasks.success).toBeLessThan(0.89)
    expect(flasks.perBatch).toBeLessThan(1)
    expect(vesselOf(BED).evenness).toBeGreaterThan(0.95)
    expect(campaignOf([1], s(BED), p).perBatch).toBeGreaterThan(2)
  })
})

test('a suite is taken three weeks; a third batch in the same week has none; plasmid and weeks come to an end', () => {
  const obstacles = (weeks: readonly number[], vessel: number, suites: number) =>
    campaignOf(weeks, s(vessel, suites), p).batches.map((b) => b.obstacle)
  expect(obstacles([1, 1, 1, 4], T1000, 2)).toEqual([null, null, 'suite', null])
  expect(obstacles(every(8, 2), T1000, 2).at(-1)).toBe('plasmid')
  expect(obstacles([1, 20], T1000, 1)).toEqual([null, 'late'])
  expect(obstacles([1], T2000, 2)).toEqual(['people'])
})

test('three lots with one plate each cannot show that two processes are alike, with three each they can (aav.md §6.3)', () => {
  expect(1 - halfWidth(3, 1, p)).toBeLessThan(1 / p.margin)
  expect(1 - halfWidth(3, 3, p)).toBeGreaterThan(1 / p.margin)
  expect(halfWidth(4, 2, p)).toBeLessThan(halfWidth(3, 3, p))
  expect(halfWidth(1, 9, p)).toBe(Infinity)
  // Four of each with three plates are more than the laboratory has.
  expect(campaignOf(every(6), s(T1000, 1, { lots: 4, plates: 3 }), p).comparable).toBe(false)
})

test('the vessel that was planned is filled: nine tenths of it, the cocktail is the rest; its size is that of the plant', () => {
  const cells = { ...emptyVector(37), volume_L: 0.9, viableCells_1e9: 2 }
  const c = { plant: aavPlant(200), parameters: p, settings: s(T1000), paused: false, seed: 1 }
  const state = vectorPlan.open(cells, c)
  vectorPlan.act(state, 'batch', 1, c)
  vectorPlan.proceed(state, c)
  const { product, results } = vectorPlan.close(state, c)
  expect(product.volume_L).toBeCloseTo(900, 9)
  expect(product.viableCells_1e9).toBeCloseTo(2000, 9)
  expect(results['scale_L']).toBe(1000)
  expect(drive(vectorPlan, cells, { vessel: BED }).product.viableCells_1e9).toBeGreaterThan(450)
})
