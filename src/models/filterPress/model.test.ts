import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { settleInto } from '../ethanolPrecipitation/solubility.ts'
import { afterCryo } from '../plasmaPlant/pool.ts'
import { plasmaPlant } from '../plasmaPlant/presets.ts'
import { type PlasmaStream, protein_g, solids_g } from '../plasmaPlant/stream.ts'
import { cakeTime_s, filterPress, parameters, settings } from './model.ts'

describe('plasma.md §3.5', () => {
  test.each([
    [2e11, 0.28],
    [1e12, 1.01],
  ])('3 m³ on 40 m² at 1.5 bar, cake of %s m/kg: %s h', (alpha, hours) => {
    expect(cakeTime_s(3, 40, 1.5, 7, alpha, 25, 1e11) / 3600).toBeCloseTo(hours, 2)
  })
})

const slurry = (denatured = 0): PlasmaStream => {
  const s = { ...afterCryo(1000), volume_L: 1860, ethanol_pct: 25, pH: 6.9, ionicStrength_M: 0.09, temperature_C: -5 }
  settleInto(s, s, 1)
  return { ...s, denatured_g: (denatured / (1 - denatured)) * solids_g(s) }
}
function run(
  entry: PlasmaStream,
  change: Partial<Record<keyof typeof settings, number>> = {},
  fault: Partial<Record<keyof typeof parameters, number>> = {},
) {
  const c = {
    plant: plasmaPlant(1000),
    parameters: { ...defaults(parameters), ...fault },
    settings: { ...defaults(settings), ...change },
    paused: false,
    seed: 1,
  }
  const state = filterPress.open({ ...entry }, c)
  for (let i = 0; i < 5000 && !filterPress.finished(state); i++) {
    filterPress.tick(state, c)
    if (filterPress.ready(state, c)) filterPress.proceed(state, c)
  }
  return { state, ...filterPress.close(state, c) }
}

test('tick by tick it is the textbook’s parabola (pump that never limits)', () => {
  const entry = slurry()
  const { state } = run(entry, {}, { pump: 5000 })
  const load = solids_g(entry) / 1860 + 15
  const hours = cakeTime_s(1.86, state.area_m2, 1.5, 7, 2e11 * 1.5 ** 0.4, load, 1e11) / 3600
  expect(Math.abs(state.pressed_h - hours)).toBeLessThan(0.03)
})

test('gel of 0.75 % doubles the resistance, 3 % makes it five: time goes with it', () => {
  const clean = run(slurry()).state.pressed_h
  expect(run(slurry(0.0075)).state.pressed_h / clean).toBeGreaterThan(1.6)
  expect(run(slurry(0.03)).state.pressed_h / clean).toBeGreaterThan(3.5)
})

test('more pressure closes the cake: twice the pressure is less than twice as fast, and past 2.5 bar solids break through', () => {
  const [low, high] = [run(slurry(0.03)), run(slurry(0.03), { pressure: 3 })]
  expect(low.state.pressed_h / high.state.pressed_h).toBeLessThan(1.8)
  expect(low.state.pressed_h / high.state.pressed_h).toBeGreaterThan(1)
  expect(high.results['liquid_NTU']).toBeGreaterThan(2 * low.results['liquid_NTU']!)
})

test('too little filter aid lets fines by where a level says so, at the same pressure', () => {
  const behind = (filterAid: number, fines = 0.25): number =>
    run(slurry(), { filterAid }, { finesWithoutAid: fines }).results['liquid_NTU']!
  expect(behind(1.5)).toBe(behind(1.5, 0))
  expect(behind(0.6, 0)).toBeLessThan(1.1 * behind(1.5))
  expect(behind(0.6)).toBeGreaterThan(10 * behind(1.5))
})

test('without filter aid it blinds; fresh cloth helps; paste and filtrate add up', () => {
  expect(run(slurry(), { filterAid: 0 }).state.pressed_h).toBeGreaterThan(run(slurry()).state.pressed_h)
  const { state } = run(slurry())
  expect(protein_g(state.paste) + protein_g(state.liquid)).toBeCloseTo(protein_g(slurry()), 6)
  const c = {
    plant: plasmaPlant(1000),
    parameters: defaults(parameters),
    settings: defaults(settings),
    paused: false,
    seed: 1,
  }
  const s = filterPress.open(slurry(0.05), c)
  for (let i = 0; i < 10; i++) filterPress.tick(s, c)
  const before = s.flux_LMH
  filterPress.act(s, 'freshCloth', 1, c)
  filterPress.tick(s, c)
  expect(s.flux_LMH).toBeGreaterThan(before)
})
