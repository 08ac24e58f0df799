import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { drive } from '../plasmaPlant/driving.ts'
import { emptyPlasma } from '../plasmaPlant/stream.ts'
import { killRate, parameters, solventDetergent } from './model.ts'

const p = defaults(parameters)
const factorVIII = () => ({
  ...emptyPlasma(24),
  volume_L: 60,
  FIB_g: 300,
  FVIII_IU: 4e5,
  virusEnveloped: 1e12,
  virusHAV: 1e9,
  virusB19: 1e9,
})

describe('plasma.md §3.6', () => {
  test.each([
    ['Triton, 5 min', 0, 1, 5, 10],
    ['Tween, 30 min', 1, 1, 30, 6],
    ['Tween, half dose, 30 min', 1, 0.5, 30, 0.75],
    ['Tween, 0.45 of it, 30 min', 1, 0.45, 30, 0.55],
    ['cholate, 60 min', 2, 1, 60, 6],
  ] as const)('%s', (_, system, dose, minutes, log) => {
    expect(killRate(system, dose, dose, 25, p) * minutes).toBeCloseTo(log, 1)
  })
})

test('T28: HAV and B19 are untouched, exactly (V6); by the recipe 6 log of enveloped virus, claimed; FVIII loses 3 % in 8 h', () => {
  const { product, results } = drive(solventDetergent, factorVIII(), { time: 8 })
  expect(results['reductionHAV_log10']).toBe(0)
  expect(results['reductionB19_log10']).toBe(0)
  expect(product.virusHAV / 1e9).toBeGreaterThan(0.99)
  expect(results['reductionEnveloped_log10']).toBe(6)
  expect(results['claimable']).toBe(1)
  expect(product.FVIII_IU / 4e5).toBeCloseTo(0.969 * 0.995, 2)
})

test('§6 no. 18: 45 % of the dose reaches 6 log in 6 h and is not claimable; held 12 h neither; dosed again it is', () => {
  const short = drive(solventDetergent, factorVIII(), {}, { pumpError: 0.45 })
  expect(short.results['reductionEnveloped_log10']).toBe(6)
  expect(short.results['claimable']).toBe(0)
  expect(drive(solventDetergent, factorVIII(), { time: 12 }, { pumpError: 0.45 }).results['claimable']).toBe(0)
  let done = false
  const again = drive(solventDetergent, factorVIII(), { time: 8 }, { pumpError: 0.45 }, (state, c) => {
    if (!done && state.phase === 'hold')
      done = solventDetergent.act(state, 'dose', 1, { ...c, parameters: p }) === undefined
  })
  expect(again.results['claimable']).toBe(1)
})

test('drops on the dome: in one tank four logs at best; a dead leg brings virus back whatever the tank', () => {
  const left = (settings: { secondTank?: number }, deadLeg = 0) =>
    Math.log10(1e12 / drive(solventDetergent, factorVIII(), settings, { deadLeg }).product.virusEnveloped)
  expect(left({})).toBeCloseTo(6, 1)
  expect(left({ secondTank: 0 })).toBeLessThan(4.01)
  expect(left({}, 1e-5)).toBeLessThan(5.01)
})
