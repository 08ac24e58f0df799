import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import {
  compare,
  doseOf,
  harvest_vg,
  packagedHostDna_ug,
  plan,
  planning,
  plasmid_g,
  PRODUCTS,
  unitsFor,
} from './planning.ts'

const p = defaults(planning)
const near = (value: number, wanted: number, share: number) =>
  expect(Math.abs(value / wanted - 1), `${value} for ${wanted}`).toBeLessThanOrEqual(share)
const tank = (volume_L: number) => ({ kind: 'suspension', volume_L, titre_vg_L: 1e14 }) as const
const child = doseOf(PRODUCTS.duchenne, 20).vg

describe('aav.md §8', () => {
  test('G22: flasks of ten layers for one Duchenne dose of 20 kg: 185.9', () =>
    near(unitsFor(child / p.downstream, 0.636, p), 185.9, 0.01))
  test('G23: SMA, 5.5 kg: 30.25 mL (label 30.3: V42)', () => near(doseOf(PRODUCTS.spinal, 5.5).mL, 30.25, 0.002))
  test('G24: Duchenne, 19.6 kg: 196 mL, 20 vials (label: V43)', () => {
    const dose = doseOf(PRODUCTS.duchenne, 19.6)
    expect(dose.mL).toBeCloseTo(196, 9)
    expect(dose.vials).toBe(20)
  })
  test('G24b: Duchenne from 70 kg: 9.31e15 vg (V43)', () => {
    expect(doseOf(PRODUCTS.duchenne, 70).vg).toBeCloseTo(9.31e15, -3)
    expect(doseOf(PRODUCTS.duchenne, 95).vg).toBe(doseOf(PRODUCTS.duchenne, 70).vg)
  })
  test('G25: 50 Duchenne in 1,000 L: 5.13 exactly, 6 batches', () => {
    const { exact, batches } = plan({ patients: 50, dose_vg: child }, tank(1000), p)
    near(exact, 5.13, 0.01)
    expect(batches).toBe(6)
  })
  test('G26: BEVS, 18,000 purified a cell at 4.32e6/mL in 200 L: 1.555e16 (V33: 1e16 and more)', () =>
    near(18_000 * 4.32e6 * 2e5, 1.555e16, 0.01))
  test('G27: one genome in a hundred a piece of 2 kb: 28.9 µg of host DNA in a dose', () =>
    near(packagedHostDna_ug(2.66e15, 0.01, 2000), 28.9, 0.01))
})

describe('the tables of aav.md §5', () => {
  test.each([
    ['50 for the retina', 50, 3e11, [1, 1, 1, 1]],
    ['100 SMA', 100, doseOf(PRODUCTS.spinal, 5.5).vg, [52, 13, 3, 2]],
    ['50 Duchenne', 50, child, [115, 29, 6, 3]],
    ['200 Duchenne', 200, child, [457, 115, 23, 12]],
  ])('%s: batches of 50, 200, 1,000, 2,000 L', (_, patients, dose_vg, wanted) => {
    expect([50, 200, 1000, 2000].map((litres) => plan({ patients, dose_vg }, tank(litres), p).batches)).toEqual(wanted)
  })
  test('plasmid: 2 g for 1,000 L, 4 g for 2,000 L; EUR 100-300 k a batch', () => {
    near(plasmid_g(tank(1000), p), 2, 1e-9)
    near(plasmid_g(tank(2000), p), 4, 1e-9)
    const { plasmid_EUR, batches } = plan({ patients: 50, dose_vg: child }, tank(1000), p)
    expect(plasmid_EUR / batches).toBeGreaterThanOrEqual(1e5)
    expect(plasmid_EUR / batches).toBeLessThanOrEqual(3e5)
  })
  test('50 Duchenne in a fixed bed of 333 m²: 21 exactly, 23 batches', () => {
    const { exact, batches } = plan({ patients: 50, dose_vg: child }, { kind: 'fixedBed', area_m2: 333 }, p)
    near(exact, 20.5, 0.02)
    expect(batches).toBe(23)
    near(harvest_vg({ kind: 'fixedBed', area_m2: 333 }, p), 2.5e16, 0.01)
  })
  test('no. 30: two vessels of 1,000 L rather than one of 2,000: nothing at all one time in a hundred, not in ten', () => {
    const demand = { patients: 18, dose_vg: child }
    const one = plan(demand, tank(2000), { ...p, success: 0.9, overage: 0 })
    expect(one.chanceOfNothing).toBeCloseTo(0.1, 9)
    const two = plan(demand, tank(1000), { ...p, success: 0.9, overage: 0 })
    expect(two.batches).toBe(2)
    expect(two.chanceOfNothing).toBeCloseTo(0.01, 9)
  })
  test('more suites, fewer weeks; no patients, no batch', () => {
    const demand = { patients: 50, dose_vg: child }
    expect(plan(demand, tank(1000), p, 2).weeks).toBeLessThan(plan(demand, tank(1000), p).weeks)
    expect(plan({ patients: 0, dose_vg: child }, tank(1000), p)).toMatchObject({ batches: 0, weeks: 0 })
  })
})

describe('comparability after a change (aav.md §6.3)', () => {
  test('three lots each side, alike: equivalent', () =>
    expect(compare([98, 101, 104], [95, 103, 99])).toMatchObject({ equivalent: true, different: false }))
  test('full share from 40 to 80 %: better is different', () =>
    expect(compare([39, 41, 40], [79, 81, 80])).toMatchObject({ equivalent: false, different: true }))
  test('few lots that scatter prove nothing', () => {
    expect(compare([80, 120], [70, 125]).equivalent).toBe(false)
    expect(compare([100], [100]).equivalent).toBe(false)
  })
})
