import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { factorVIIILeft } from '../plasmaPlant/ageing.ts'
import { plasmaPool } from '../plasmaPlant/pool.ts'
import { plasmaPlant } from '../plasmaPlant/presets.ts'
import { meltingHeat_kJ_kg, parameters, plasmaThaw, settings, solubleFactorVIII, solubleFibrinogen } from './model.ts'

const p = defaults(parameters)
/** The sheet's algebra (plasma.md §3.2). */
const cryo = (T: number, hours: number, freezing = 1, caught = 0.95) =>
  (1 - solubleFactorVIII(T, p)) * freezing * caught * factorVIIILeft(T, hours)

describe('plasma.md §7', () => {
  test('T4: FVIII in cryoprecipitate, 4 °C, 1.5 h, blast, 0.95 caught: 0.593 (0.60 good practice, 0.65 cap: V12, V13)', () => {
    expect(cryo(4, 1.5)).toBeCloseTo(0.593, 3)
  })
  test('T5: the same of plasma frozen slowly: 0.522, data 0.553-0.585 ± 0.07 (V13)', () => {
    expect(cryo(4, 1.5, p.slowYield)).toBeCloseTo(0.522, 3)
  })
  test.each([
    [0, 0.715, 0.698],
    [2, 0.661, 0.632],
    [8, 0.396, 0.329],
  ])('§3.2: at %s °C FVIII %s, fibrinogen %s', (T, FVIII, fibrinogen) => {
    expect(cryo(T, 1.5)).toBeCloseTo(FVIII, 3)
    expect(1 - solubleFibrinogen(T, p)).toBeCloseTo(fibrinogen, 3)
  })
  test('§3.2: 3,000 kg from -25 °C take 1,016 MJ, 1.8 h at 8 kW/K and 20 °C', () => {
    const MJ = (3000 * meltingHeat_kJ_kg(-25, p)) / 1000
    expect(MJ).toBeCloseTo(1016, -1)
    expect((1000 * MJ) / (8 * 20) / 3600).toBeCloseTo(1.76, 1)
  })
})

function run(change: Partial<Record<keyof typeof settings, number>> = {}, fault: Partial<typeof p> = {}) {
  const c = {
    plant: plasmaPlant(4000),
    parameters: { ...p, ...fault },
    settings: { ...defaults(settings), temperingTime: 1, ...change },
    paused: false,
    seed: 1,
  }
  const state = plasmaThaw.open(plasmaPool('source', 4000, 0), c)
  if (change.temperingTime === undefined) plasmaThaw.act(state, 'warm', 23, c)
  for (let i = 0; i < 4000 && !plasmaThaw.finished(state); i++) {
    plasmaThaw.tick(state, c)
    if (plasmaThaw.ready(state, c)) plasmaThaw.proceed(state, c)
  }
  return { state, ...plasmaThaw.close(state, c) }
}

test('by the recipe: under 3 °C, under 3 h, near the algebra at 2 °C', () => {
  const { results } = run()
  expect(results['warmest_C']).toBeLessThan(3)
  expect(results['thawTime_h']).toBeGreaterThan(1)
  expect(results['thawTime_h']).toBeLessThan(3)
  expect(results['frozen_pct']).toBeLessThan(0.5)
  expect(Math.abs(results['cryoFactorVIII_pct']! / 100 - cryo(2, 2.5, 1, 1))).toBeLessThan(0.04)
})

test('ended at 8 °C and spun at once: less FVIII and fibrinogen; cooled again to 2 °C most comes back (§6 no. 7)', () => {
  const right = run()
  const warm = run({ end: 8, cooling: 8, hold: 0.5 })
  const again = run({ end: 8, cooling: 1.5, hold: 3 })
  expect(warm.results['cryoFactorVIII_pct']! / right.results['cryoFactorVIII_pct']!).toBeLessThan(0.75)
  expect(again.results['cryoFactorVIII_pct']).toBeGreaterThan(warm.results['cryoFactorVIII_pct']! * 1.2)
})

test('a jacket of 30 °C costs 10 to 20 % of the FVIII at the wall (§6 no. 6)', () => {
  const loss =
    1 - run({ jacket: 32, hold: 0 }).results['cryoFactorVIII_pct']! / run({ hold: 0 }).results['cryoFactorVIII_pct']!
  expect(loss).toBeGreaterThan(0.05)
  expect(loss).toBeLessThan(0.25)
})

test('slowly frozen donations give less; bags at -30 °C shatter', () => {
  expect(run({}, { slow: 1 }).results['cryoFactorVIII_pct']).toBeLessThan(run().results['cryoFactorVIII_pct']! * 0.9)
  expect(run({ tempering: -30 }).state.lost_g).toBeGreaterThan(0)
  expect(run().state.lost_g).toBe(0)
})
