import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { drive } from '../plasmaPlant/driving.ts'
import { REAGENTS } from '../plasmaPlant/reagents.ts'
import { emptyPlasma } from '../plasmaPlant/stream.ts'
import { tailing_log10 } from '../plasmaPlant/viralSafety.ts'
import { equivalent, heatReductions, parameters, pasteuriser, polymerRate } from './model.ts'

const p = defaults(parameters)
describe('plasma.md §7', () => {
  test('T7: WNV at 60 °C for half an hour, D 4.5 min: 6.67 log, data 6.6 ± 0.3 (V5)', () => {
    expect(heatReductions(30, p).virusEnveloped).toBeCloseTo(6.67, 2)
  })
  test.each([
    [1, 2.32, 2.4],
    [3, 4.7, 4.7],
  ])('T8: BVDV in stabilised alpha-1 antitrypsin, %s h: %s log, data %s ± 0.3 (V5)', (hours, model, data) => {
    const log = tailing_log10((60 * hours) / 25, (60 * hours) / 75, 0.005)
    expect(log).toBeCloseTo(model, 2)
    expect(Math.abs(log - data)).toBeLessThan(0.3)
  })
  test('T9: HAV in albumin, 10 h: 2.38 log ± 0.4, data 1.9-2.7 (V36)', () => {
    expect(heatReductions(600, p).virusHAV).toBeCloseTo(2.38, 2)
  })
  test('§3.7: B19 4 log in 10 min (V37)', () => expect(heatReductions(10, p).virusB19).toBeCloseTo(4, 9))
  test('T13: 20 mg of acetyltryptophan in a gram are 0.081 mmol/g ± 1 % (arithmetic on V60)', () => {
    expect(20 / REAGENTS.acetyltryptophan.molar_g_mol).toBeCloseTo(0.081, 3)
  })
  test.each([
    [0, 96.98],
    [0.04, 18.03],
    [0.08, 3.62],
    [0.16, 0.66],
  ])('§3.7: stabiliser %s mmol/g: %s %% polymers in 10 h (V60)', (s, pct) => {
    expect(100 * (1 - Math.exp(-10 * polymerRate(60, s, p)))).toBeCloseTo(pct, 1)
  })
  test('§6 no. 23: 10 h at 59.2 °C are worth 7.7 h: HAV 2.04 log', () => {
    const hours = 10 * equivalent(59.2, p)
    expect(hours).toBeCloseTo(7.69, 2)
    expect(heatReductions(60 * hours, p).virusHAV).toBeCloseTo(2.04, 1)
  })
})

const bottles = () => ({ ...emptyPlasma(20), volume_L: 130, ALB_g: 27000, virusEnveloped: 1e9, virusHAV: 1e6 })

test('by the recipe: the coldest bottle is claimed, HAV 2 log and more, below 2 % polymers', () => {
  const { results, product } = drive(pasteuriser, bottles())
  expect(results['claimable']).toBe(1)
  expect(results['coldest_C']).toBeGreaterThan(59.5)
  expect(results['hottest_C']).toBeLessThan(60.5)
  expect(results['reductionEnveloped_log10']).toBe(6)
  expect(results['reductionHAV_log10']).toBeGreaterThan(2)
  expect(results['polymers_pct']).toBeLessThan(2)
  expect(product.virusHAV).toBeLessThan(1e4)
})

test('a cold spot 0.8 °C down: by the mean it looks well, the claim is gone and HAV falls short (§6 no. 23)', () => {
  const { results } = drive(pasteuriser, bottles(), { clockBy: 0 }, { coldSpot: 0.8 })
  expect(results['claimable']).toBe(0)
  expect(results['reductionHAV_log10']).toBeLessThan(drive(pasteuriser, bottles()).results['reductionHAV_log10']! - 0.2)
})

test('half the stabiliser and less: polymers (§6 no. 24); six hours: not claimable', () => {
  expect(drive(pasteuriser, bottles(), { stabiliser: 0.04 }).results['polymers_pct']).toBeGreaterThan(15)
  expect(drive(pasteuriser, bottles(), { time: 6 }).results['claimable']).toBe(0)
})

test('the map of the rack is the seed’s: one seed, one map', () => {
  expect(drive(pasteuriser, bottles()).state.offset_C).toEqual(drive(pasteuriser, bottles()).state.offset_C)
})
