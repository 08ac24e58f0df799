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

/** Drives a treatment, and does something once at the first tick of a phase. */
function treated(
  settings: Record<string, number>,
  parameters: Record<string, number>,
  phase: 'mix' | 'hold',
  act: string,
  amount = 1,
) {
  let done = false
  return drive(solventDetergent, factorVIII(), settings, parameters, (state, c) => {
    if (done || state.phase !== phase) return
    done = solventDetergent.act(state, act, amount, c) === undefined
  })
}

test('a dead leg flushed into the loop is treated with the rest; the wrong branch changes nothing, and nothing is claimed', () => {
  const wet = { deadLeg: 2e-4, leg: 2 }
  const left = drive(solventDetergent, factorVIII(), {}, wet).results
  expect(left['reductionEnveloped_log10']).toBeCloseTo(3.7, 1)
  expect(left['claimable']).toBe(0)
  expect(treated({}, wet, 'mix', 'flush', 1).results['claimable']).toBe(0)
  const flushed = treated({}, wet, 'mix', 'flush', 2).results
  expect(flushed['reductionEnveloped_log10']).toBeGreaterThan(5.9)
  expect(flushed['claimable']).toBe(1)
})

test('drops that run down the wall cross with the pool, unless they were rinsed down before', () => {
  const runs = { dome: 2e-4, domeFollows: 0.3 }
  expect(drive(solventDetergent, factorVIII(), {}, runs).results['claimable']).toBe(0)
  expect(treated({}, runs, 'mix', 'rinse').results['claimable']).toBe(1)
})

test('a hose of the untreated side brings a film along: five logs at best, and none of them proven; none goes nowhere', () => {
  const crossed = drive(solventDetergent, factorVIII(), { hose: 2 })
  expect(crossed.results['reductionEnveloped_log10']).toBeCloseTo(5, 1)
  expect(crossed.results['claimable']).toBe(0)
  for (const [hose, postHose, code] of [
    [0, 1, 'no_hose'],
    [1, 0, 'hose_missing'],
  ] as const) {
    let found: string | undefined
    drive(solventDetergent, factorVIII(), {}, {}, (state, c) => {
      if (state.phase !== 'hold' || found !== undefined) return
      const at = { ...c, settings: { ...c.settings, hose }, parameters: { ...c.parameters, postHose } }
      found = solventDetergent.proceed(state, at)?.code
    })
    expect(found).toBe(code)
  }
})

test('a hold begun anew counts from nothing', () => {
  const anew = treated({ time: 4 }, {}, 'hold', 'restart')
  expect(anew.results['hold_h']).toBeCloseTo(4, 1)
})
