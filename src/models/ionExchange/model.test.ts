import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { drive } from '../plasmaPlant/driving.ts'
import { emptyPlasma } from '../plasmaPlant/stream.ts'
import { affinityAt, breakthrough, ionExchange, langmuir, parameters } from './model.ts'

const p = defaults(parameters)
describe('plasma.md §3.11', () => {
  test.each([
    [0.7, 0.45],
    [0.8, 2.66],
    [0.9, 14.19],
    [1, 50],
    [1.1, 85.81],
  ])('at load %s of capacity %s %% break through', (load, pct) => {
    expect(100 * breakthrough(load, p.sharpness)).toBeCloseTo(pct, 1)
  })
  test('twice the salt with four charges cuts the binding constant sixteenfold', () => {
    expect(affinityAt(3, p) / affinityAt(6, p)).toBeCloseTo(16, 9)
    expect(langmuir(1, 5)).toBeCloseTo(5 / 6, 12)
  })
})

const IgG = () => ({
  ...emptyPlasma(20),
  volume_L: 400,
  pH: 5.4,
  IgG_g: 6600,
  IgA_g: 250,
  ALB_g: 200,
  polymers_g: 60,
  PKA_IU: 1e6,
  FXIa_mg: 0.1,
  isoagglutinin_units: 4000,
  TnBP_g: 1200,
  detergent_g: 4000,
})
/** Resin for a load of so many grams of IgG in a litre (the plant has 133 L). */
const resin = (load: number) => 6600 / load / (400 / 3)

test('60 g/L flow through: IgG stays, IgA and albumin go; PKA a log down; reagents only by their column', () => {
  const { product, results } = drive(ionExchange, IgG(), { resin: resin(60) })
  expect(results['yield_pct']).toBeGreaterThan(90)
  expect(results['IgGPurity_pct']).toBeGreaterThan(98.5)
  expect(product.PKA_IU).toBeLessThan(1e5)
  expect(product.TnBP_g).toBeGreaterThan(1000)
  expect(drive(ionExchange, IgG(), { resin: resin(60), removal: 1 }).results['TnBP_ug_mL']).toBeLessThan(5)
})

test('§6 no. 21: 130 % of its capacity: IgA breaks through, purity below 95 % falls; two cycles mend it', () => {
  const usual = drive(ionExchange, IgG(), { resin: resin(60) })
  const over = drive(ionExchange, IgG(), { resin: resin(130) })
  expect(over.product.IgA_g).toBeGreaterThan(3 * usual.product.IgA_g)
  let done = false
  const two = drive(ionExchange, IgG(), { resin: resin(130) }, {}, (state, c) => {
    if (!done && state.load > 0.65) done = ionExchange.act(state, 'regenerate', 1, c) === undefined
  })
  expect(two.product.IgA_g).toBeLessThan(over.product.IgA_g)
})

test('salt in the load lets impurities pass; too little binds IgG', () => {
  const at = (conductivity: number) => drive(ionExchange, IgG(), { resin: resin(60), conductivity })
  expect(at(6).product.IgA_g).toBeGreaterThan(2 * at(3).product.IgA_g)
  expect(at(1).product.IgG_g).toBeLessThan(0.95 * at(3).product.IgG_g)
})

const cryo = () => ({
  ...emptyPlasma(24),
  volume_L: 60,
  pH: 7,
  FIB_g: 300,
  IgG_g: 100,
  FVIII_IU: 4e5,
  vWF_IU: 5e5,
  TnBP_g: 180,
  detergent_g: 600,
})
const bed = (load: number) => 4e5 / (load * 1e3) / (400 / 3)
test('FVIII at 150 IU/mL: nine tenths eluted, far purer, reagents washed out; strong wash and overload lose it', () => {
  const settings = { binds: 1, resin: bed(150) }
  const { results, product } = drive(ionExchange, cryo(), settings)
  expect(results['factorVIIIYield_pct']).toBeGreaterThan(80)
  expect(results['specific_IU_mg']).toBeGreaterThan(4e5 / 4e5 / 1e3)
  expect(product.TnBP_g).toBeLessThan(10)
  expect(product.FIB_g).toBeLessThan(90)
  const lost = (change: Record<string, number>) =>
    drive(ionExchange, cryo(), { ...settings, ...change }).results['factorVIIIYield_pct']!
  expect(lost({ wash: 0.24 })).toBeLessThan(results['factorVIIIYield_pct']! - 15)
  expect(lost({ resin: bed(260) })).toBeLessThan(results['factorVIIIYield_pct']! - 10)
  expect(lost({ elution: 0.24 })).toBeLessThan(results['factorVIIIYield_pct']! - 20)
})
