import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { drive } from '../plasmaPlant/driving.ts'
import { emptyPlasma } from '../plasmaPlant/stream.ts'
import { dryHeat, envelopedAt60, lossRate, parameters } from './model.ts'

const p = defaults(parameters)
const left = (T: number, sucrose: number, fibrinogen: number) => Math.exp(-72 * lossRate(T, sucrose, fibrinogen, 1, p))
describe('plasma.md §7', () => {
  test('T12: HIV in a dried product at 60 °C: 3.2 log in 8 h (data up to 4.3), 5.0 in 72 h ± 0.5 (V45)', () => {
    expect(envelopedAt60(8, p)).toBeCloseTo(3.2, 9)
    expect(envelopedAt60(72, p)).toBeCloseTo(5, 2)
  })
  test('T32: FVIII left after 72 h at 80 °C: 0.33 without sucrose, 0.80-0.83 with it and little fibrinogen, ± 0.05 (V11)', () => {
    expect(left(80, 0, 10)).toBeCloseTo(0.33, 2)
    expect(Math.abs(left(80, 2, 0.2) - 0.815)).toBeLessThan(0.05)
    expect(left(68, 0, 10)).toBeCloseTo(0.68, 1)
  })
})

const cake = (moisture_pct = 1) => ({
  ...emptyPlasma(20),
  moisture_pct,
  volume_L: 20,
  AGP_g: 20,
  FVIII_IU: 6e5,
  virusEnveloped: 1e9,
  virusHAV: 1e9,
})
test('by the recipe: claimed, 6 log and more of enveloped virus (V10), HAV 5.8 (V6), four fifths of the FVIII', () => {
  const { results } = drive(dryHeat, cake())
  expect(results['claimable']).toBe(1)
  expect(results['reductionEnveloped_log10']).toBeGreaterThan(6)
  expect(results['reductionHAV_log10']).toBeCloseTo(5.8, 1)
  expect(results['reductionB19_log10']).toBeCloseTo(1.3, 1)
  expect(results['factorVIIIYield_pct']).toBeGreaterThan(75)
})

test('§6 no. 26: with 0.4 % of water HAV falls below 4 log and nothing is claimable (V44)', () => {
  const { results } = drive(dryHeat, cake(0.4))
  expect(results['reductionHAV_log10']).toBeLessThan(4)
  expect(results['claimable']).toBe(0)
})

test('wet or hotter: FVIII falls; shorter or colder: not claimable', () => {
  const yieldOf = (entry: ReturnType<typeof cake>, change = {}) =>
    drive(dryHeat, entry, change).results['factorVIIIYield_pct']!
  expect(yieldOf(cake(4))).toBeLessThan(yieldOf(cake()) - 10)
  expect(yieldOf(cake(), { temperature: 85 })).toBeLessThan(yieldOf(cake()) - 5)
  expect(drive(dryHeat, cake(), { time: 60 }).results['claimable']).toBe(0)
  expect(drive(dryHeat, cake(), { temperature: 76 }).results['claimable']).toBe(0)
})
