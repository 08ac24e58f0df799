import { expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { aavPlant } from '../aavPlant/presets.ts'
import { emptyVector, functional_pct, genomesOf } from '../aavPlant/stream.ts'
import { vectorHold as unit } from './model.ts'

const entry = () => ({
  ...emptyVector(20),
  volume_L: 50,
  full: 4e15,
  empty: 1.6e16,
  functional: 4e15,
  bioburden_CFU: 500,
})
const conditions = (temperature: number, free = 20) => ({
  plant: aavPlant(50),
  parameters: { ...defaults(unit.parameters), free },
  settings: { temperature },
  paused: false,
  seed: 1,
})
function held(hours: number, temperature: number, acts: readonly string[] = []) {
  const c = conditions(temperature)
  const state = unit.open(entry(), c)
  for (const act of acts) expect(unit.act(state, act, unit.acts[act as 'filter'].value, c)).toBeUndefined()
  for (let s = 0; s < hours * 3600; s += unit.tick_s) unit.tick(state, c)
  return { state, c }
}

test('a day in the cold costs a hundredth of the function, a day on the trolley some ten', () => {
  const cold = functional_pct(held(24, 5).state.bag)
  const warm = functional_pct(held(24, 20).state.bag)
  // 1 − exp(−24 · 5e-4) = 1.2 %; at 20 °C exp(0.14 · 15) = 8.2 times as fast.
  expect(100 - cold).toBeCloseTo(1.19, 1)
  expect(100 - warm).toBeCloseTo(9.3, 0)
})

test('the suite is taken until it is free; a filter takes germs, four per cent of the vector and no minute', () => {
  const { state, c } = held(19, 5, ['filter'])
  expect(unit.proceed(state, c)).toEqual({ code: 'suite_taken' })
  expect(unit.readings(state, c)['held_h']).toBeCloseTo(19, 6)
  expect(state.bag.bioburden_CFU).toBeLessThan(0.01)
  const without = held(19, 5)
  expect(genomesOf(state.bag) / genomesOf(without.state.bag)).toBeCloseTo(0.96, 6)
  for (let s = 0; s < 3600; s += unit.tick_s) unit.tick(state, c)
  expect(unit.ready(state, c)).toBe(true)
  expect(unit.proceed(state, c)).toBeUndefined()
})

test('what goes ahead waits no longer, and loses an eighth on the small column', () => {
  const { state, c } = held(26, 20, ['split'])
  expect(genomesOf(state.ahead)).toBeCloseTo(4e15 * 0.5 * 0.88, -8)
  expect(functional_pct(state.ahead)).toBeCloseTo(100, 6)
  expect(unit.proceed(state, c)).toBeUndefined()
  expect(genomesOf(state.bag)).toBeGreaterThan(3.5e15)
  expect(unit.readings(state, c)['held_h']).toBeCloseTo(26, 6)
})
