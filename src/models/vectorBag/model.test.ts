import { expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { aavPlant } from '../aavPlant/presets.ts'
import { emptyVector } from '../aavPlant/stream.ts'
import { parameters, settings, vectorBag, type VectorBagState } from './model.ts'

const c = {
  plant: aavPlant(200),
  parameters: defaults(parameters),
  settings: defaults(settings),
  paused: true,
  seed: 1,
}
const opened = (upsets: Partial<VectorBagState['upsets']>): VectorBagState => {
  const state = vectorBag.open({ ...emptyVector(20), volume_L: 200, salt_mM: 400, full: 2e16, bioburden_CFU: 2 }, c)
  Object.assign(state.upsets, upsets)
  return state
}
const hours = (state: VectorBagState, count: number): VectorBagState => {
  for (let minutes = 0; minutes < 60 * count; minutes++) vectorBag.tick(state, c)
  return state
}
const lost_L = (state: VectorBagState): number => vectorBag.close(state, c).results['lost_L']!

test('a leak of 7 L/h is 7 L in an hour, and takes germs in', () => {
  const state = hours(opened({ seam_L_h: 7 }), 1)
  expect(lost_L(state)).toBeCloseTo(7, 6)
  expect(state.bag.bioburden_CFU).toBeGreaterThan(30)
})

test('tape holds back seven tenths for an hour and a half and no germ; a bag in reserve ends it', () => {
  const taped = opened({ seam_L_h: 7 })
  vectorBag.act(taped, 'tape', 1, c)
  expect(lost_L(hours(taped, 1.5))).toBeCloseTo(0.3 * 1.5 * 7, 1)
  expect(lost_L(hours(taped, 1))).toBeGreaterThan(9)
  const moved = opened({ seam_L_h: 7 })
  vectorBag.act(moved, 'transfer', 1, c)
  const after = lost_L(hours(moved, 1))
  expect(lost_L(hours(moved, 3))).toBe(after)
  expect(moved.bag.bioburden_CFU).toBeLessThan(taped.bag.bioburden_CFU)
})

test('what a meter says: water of the jacket has a hundredth of a lysate’s conductivity and takes nothing from the bag', () => {
  const reading = (state: VectorBagState): number => vectorBag.readings(state, c)['puddle_mS_cm']!
  const water = hours(opened({ water_L_h: 5 }), 1)
  expect(reading(water)).toBeLessThan(0.1)
  expect(lost_L(water)).toBe(0)
  expect(reading(hours(opened({ port_L_h: 5 }), 1))).toBeCloseTo(40, 6)
})
