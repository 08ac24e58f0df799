import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { drive } from '../plasmaPlant/driving.ts'
import { emptyPlasma, massOf } from '../plasmaPlant/stream.ts'
import { caprylate, killRate, parameters } from './model.ts'

const p = defaults(parameters)
describe('plasma.md §7', () => {
  test.each([
    [4.8, 6.04],
    [5.1, 5.5],
    [5.5, 4.26],
    [5.8, 2.4],
    [6.2, 1.01],
  ])('T21: 20 mM, 25 °C, 60 min at pH %s: %s log ± 0.1 (V26 for the direction)', (pH, log) => {
    expect(Math.abs(60 * killRate(20, pH, 25, 0, p) - log)).toBeLessThan(0.05)
  })
  test('T22: 16 mM, pH 4.5, 30 °C, 10 % albumin, BVDV: at least 4 log in 60 min (V26); model 6.95', () => {
    expect(60 * killRate(16, 4.5, 30, 0.6, p)).toBeCloseTo(6.95, 1)
  })
  test('T23: FXIa 3 log in 40 min (V28)', () => expect(40 * p.factorXIa).toBeCloseTo(3, 9))
})

/** A suspension of II+III. */
const globulins = () => ({
  ...emptyPlasma(20),
  volume_L: 400,
  pH: 4.5,
  IgG_g: 7400,
  IgA_g: 1200,
  IgM_g: 850,
  LPb_g: 1100,
  ALB_g: 500,
  FXIa_mg: 4.8,
  PKA_IU: 3.2e7,
  isoagglutinin_units: 5000,
  virusEnveloped: 1e9,
  virusHAV: 1e9,
})

test('by the recipe: claimed, FXIa 3 log down and more, nine tenths of the IgG dissolved, lipoprotein falls', () => {
  const { state, results, product } = drive(caprylate, globulins())
  expect(results['claimable']).toBe(1)
  expect(results['reductionEnveloped_log10']).toBeGreaterThan(5.5)
  expect(results['factorXIa_log10']).toBeGreaterThan(3)
  expect(results['PKA_IU_mL']).toBeLessThan(35)
  expect(results['IgGDissolved_pct']).toBeGreaterThan(88)
  expect(product.LPb_solid_g / massOf(product, 'LPb')).toBeGreaterThan(0.75)
  expect(product.virusHAV).toBe(1e9)
  expect(state.fallen).toBeGreaterThan(0.9)
})

test('§6 no. 20: at pH 5.8 2.4 log, not claimable, PKA above its limit and FXIa stays', () => {
  const { results } = drive(caprylate, globulins(), { pH: 5.8 })
  expect(results['claimable']).toBe(0)
  expect(results['reductionEnveloped_log10']).toBeLessThan(2.9)
  expect(results['factorXIa_log10']).toBeLessThan(1)
  expect(results['PKA_IU_mL']).toBeGreaterThan(50)
  expect(results['IgGDissolved_pct']).toBeGreaterThan(drive(caprylate, globulins()).results['IgGDissolved_pct']!)
})

test('a pool of albumin loses nothing to it; short or cold is not claimed', () => {
  const albumin = { ...emptyPlasma(25), volume_L: 300, ALB_g: 30000, virusResistant: 1e9 }
  const { product, results } = drive(caprylate, albumin, { pH: 4.5, caprylate: 16, temperature: 30 })
  expect(product.ALB_solid_g).toBe(0)
  expect(results['reductionResistant_log10']).toBeGreaterThan(4)
  expect(drive(caprylate, globulins(), { time: 50 }).results['claimable']).toBe(0)
  expect(drive(caprylate, globulins(), { temperature: 21 }).results['claimable']).toBe(0)
})

test('acid past what dissolves floats: where a level lets it, it takes IgG along; a pump that gives less leaves the box', () => {
  const IgG = (settings: Record<string, number>) =>
    drive(caprylate, globulins(), settings, { IgGPerOil: 0.05 }).results['IgGDissolved_pct']!
  expect(IgG({ pH: 5.25, caprylate: 16 })).toBeGreaterThan(IgG({}) + 8)
  const short = drive(caprylate, globulins(), {}, { pumpGives: 0.7 })
  expect(short.results['claimable']).toBe(0)
  let poured = false
  const whole = drive(caprylate, globulins(), { time: 75 }, { pumpGives: 0.7 }, (state, c) => {
    if (poured || state.phase !== 'hold') return
    poured = caprylate.act(state, 'pour', 6, c) === undefined
  })
  expect(whole.results['claimable']).toBe(1)
})
