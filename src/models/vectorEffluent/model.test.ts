import { expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { aavPlant } from '../aavPlant/presets.ts'
import { emptyVector } from '../aavPlant/stream.ts'
import { parameters, saturated_bar, settings, vectorEffluent } from './model.ts'

/** A cycle of 180 L run to the end of its hold; `steam_C`: so much warmer or colder. */
function cycle(steam_C: number) {
  const c = {
    plant: aavPlant(200),
    parameters: defaults(parameters),
    settings: defaults(settings),
    paused: false,
    seed: 1,
  }
  const state = vectorEffluent.open({ ...emptyVector(30), volume_L: 180, functional: 1e14, full: 1e14 }, c)
  state.upsets.steam_C = steam_C
  for (let minutes = 0; state.phase !== 'cool' && minutes < 300; minutes++) {
    vectorEffluent.tick(state, c)
    if (vectorEffluent.ready(state, c)) vectorEffluent.proceed(state, c)
  }
  return { state, c, results: vectorEffluent.close(state, c).results }
}

test('steam tables: 118 °C has 0.85 bar on the gauge, 121.1 °C 1.04, boiling water none', () => {
  expect(saturated_bar(100)).toBeCloseTo(0, 1)
  expect(saturated_bar(118)).toBeCloseTo(0.85, 1)
  expect(saturated_bar(121.1)).toBeCloseTo(1.04, 1)
})

test('with its steam the cycle holds thirty minutes above 121 °C; with weak steam none, whatever the lethality counts', () => {
  expect(cycle(0).results).toMatchObject({ proven_min: 30, cycles: 1 })
  const weak = cycle(-8.6)
  expect(weak.results['proven_min']).toBe(0)
  expect(weak.results['coldest_C']).toBeCloseTo(118, 0)
  expect(weak.results['lethality_min']).toBeGreaterThan(10)
})

test('nothing is drained hot, and a cycle done again counts from nothing', () => {
  const { state, c } = cycle(-8.6)
  expect(vectorEffluent.proceed(state, c)).toEqual({ code: 'too_hot' })
  state.upsets.steam_C = 0
  vectorEffluent.act(state, 'again', 1, c)
  for (let minutes = 0; state.phase !== 'cool' && minutes < 300; minutes++) {
    vectorEffluent.tick(state, c)
    if (vectorEffluent.ready(state, c)) vectorEffluent.proceed(state, c)
  }
  expect(vectorEffluent.close(state, c).results).toMatchObject({ proven_min: 30, cycles: 2 })
})
