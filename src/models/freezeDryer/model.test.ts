import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { drive } from '../plasmaPlant/driving.ts'
import { emptyPlasma } from '../plasmaPlant/stream.ts'
import { freezeDryer, parameters, waterAfter } from './model.ts'
import { primaryDrying, type Vial } from './sublimation.ts'

const heat = { KC: 2.75e-4, KP: 8.93e-4, KD: 0.46 }
const fiveMl: Vial = { fill_mL: 5, cake_cm2: 5.3, bottom_cm2: 6.3, solids: 0.05, R0: 1.5, A1: 10, A2: 0.5, ...heat }
describe('plasma.md §7', () => {
  test('T10: 2 mL, -35 to 20 °C at 1 K/min, 0.15 Torr: 6.66 h ± 1 %, -14.77 ± 0.2 °C (V43)', () => {
    const vial: Vial = { fill_mL: 2, cake_cm2: 3.14, bottom_cm2: 3.8, solids: 0.05, R0: 1.4, A1: 16, A2: 0, ...heat }
    const { hours, warmest_C } = primaryDrying(vial, 0.15, -35, 20, 1, 0.002)
    expect(hours / 6.66).toBeCloseTo(1, 2)
    expect(Math.abs(warmest_C + 14.77)).toBeLessThan(0.02)
  })
  test('T11: 10R with 4 mL, -45 to -25 °C, 0.07 Torr: 45.7 h ± 1 %, -32.18 ± 0.1 °C (V43: 45.8, -32.20)', () => {
    const vial: Vial = {
      fill_mL: 4,
      cake_cm2: Math.PI * 1.21,
      bottom_cm2: Math.PI * 1.44,
      solids: 0.05,
      R0: 0.8,
      A1: 14,
      A2: 1,
      ...heat,
      KC: 3.58e-4,
    }
    const { hours, warmest_C } = primaryDrying(vial, 0.07, -45, -25, 1, 0.02)
    expect(hours / 45.7).toBeCloseTo(1, 2)
    expect(Math.abs(warmest_C + 32.18)).toBeLessThan(0.05)
  })
  test.each([
    [-20, 35, -30.7],
    [-10, 22.8, -27.2],
    [0, 16.8, -24.3],
    [10, 13.4, -21.9],
  ])('§3.13: 5 mL in 20R at 0.075 Torr, shelf %s °C: %s h, %s °C', (shelf, h, T) => {
    const { hours, warmest_C } = primaryDrying(fiveMl, 0.075, -45, shelf, 0.5, 0.02)
    expect(hours).toBeCloseTo(h, 0)
    expect(warmest_C).toBeCloseTo(T, 0)
  })
  test.each([
    [4, 2.98],
    [8, 0.83],
    [12, 0.47],
  ])('§3.13: water after %s h at 25 °C: %s per cent', (hours, water) => {
    expect(waterAfter(16, 25, hours, defaults(parameters))).toBeCloseTo(water, 2)
  })
})

const fill = () => ({ ...emptyPlasma(5), volume_L: 20, FIB_g: 100, FVIII_IU: 6e5 })
test('a night by the recipe: below its collapse, 1 % of water, quick to dissolve', () => {
  const { results, product } = drive(freezeDryer, fill())
  expect(results['warmest_C']).toBeLessThan(-29)
  expect(results['collapsed_pct']).toBe(0)
  expect(results['water_pct']).toBeGreaterThan(0.4)
  expect(results['water_pct']).toBeLessThan(1.8)
  expect(results['dissolves_min']).toBeLessThan(10)
  expect(product.moisture_pct).toBe(results['water_pct'])
})

test('§6 no. 25: shelf at +10 °C: sooner dry and collapsed, more than 10 min to dissolve, a seventh of the FVIII lost', () => {
  const [good, hot] = [drive(freezeDryer, fill()), drive(freezeDryer, fill(), { shelf: 10 })]
  expect(hot.results['primary_h']).toBeLessThan(0.5 * good.results['primary_h']!)
  expect(hot.results['dissolves_min']).toBeGreaterThan(10)
  expect(hot.results['factorVIIIYield_pct']! / good.results['factorVIIIYield_pct']!).toBeLessThan(0.87)
})

test('secondary drying begun early melts the ice back', () => {
  const { results } = drive(freezeDryer, fill(), {}, {}, (state, c) => {
    if (state.phase === 'primary' && state.primary_h > 20) freezeDryer.proceed(state, c)
  })
  expect(results['collapsed_pct']).toBeGreaterThan(10)
})
