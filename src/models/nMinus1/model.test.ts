import { expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { antibodyPlant } from '../antibodyPlant/presets.ts'
import { emptyStream, type Stream } from '../stream.ts'
import type { Conditions } from '../unit.ts'
import { nMinus1, type NMinus1State, parameters, settings } from './model.ts'

type C = Conditions<typeof parameters, typeof settings>
const conditions = (changes: Partial<C['settings']> = {}): C => ({
  plant: antibodyPlant(2000),
  parameters: defaults(parameters),
  settings: { ...defaults(settings), ...changes },
  paused: false,
  seed: 1,
})
const bag = (viability = 0.98): Stream => ({
  ...emptyStream(36.8),
  volume_L: 32,
  viableCells_1e9: 128,
  deadCells_1e9: 128 / viability - 128,
})
function days(c: C, entry: Stream, limit: number): { state: NMinus1State; took_d: number } {
  const state = nMinus1.open(entry, c)
  let ticks = 0
  while (!nMinus1.ready(state, c) && ticks < 240 * limit) {
    nMinus1.tick(state, c)
    ticks++
  }
  return { state, took_d: ticks / 240 }
}

test('batch: 5e6/mL after about three days (mab.md §1.3: 4-6), 98 % viable', () => {
  const c = conditions()
  const { state, took_d } = days(c, bag(), 10)
  expect(took_d).toBeGreaterThan(2.5)
  expect(took_d).toBeLessThan(4)
  expect(nMinus1.readings(state, c)['viability_pct']!).toBeGreaterThan(97)
})

test('only what the production vessel needs is handed on, by the count', () => {
  const c = conditions()
  const { state } = days(c, bag(), 10)
  nMinus1.proceed(state, c)
  const { product, results } = nMinus1.close(state, c)
  expect(product.volume_L * results['counted_1e6_mL']!).toBeCloseTo(0.5 * 1350, 6)
  expect(results['discarded_1e9']!).toBeGreaterThan(product.viableCells_1e9)
  expect(nMinus1.proceed(state, c)).toEqual({ code: 'step_closed' })
})

test('a tired bag lags: 80 % viable takes a day longer', () => {
  const c = conditions()
  const late = days(c, bag(0.8), 12).took_d - days(c, bag(), 12).took_d
  expect(late).toBeGreaterThan(0.9)
  expect(late).toBeLessThan(1.6)
})

test('left alone it stands at 6e6/mL and dies: 90 % viable is lost within two days of it', () => {
  const c = conditions({ transferDensity: 8 })
  const { state } = days(c, bag(), 6)
  expect(nMinus1.readings(state, c)['viable_1e6_mL']!).toBeLessThanOrEqual(6)
  expect(nMinus1.readings(state, c)['crowded_h']!).toBeGreaterThan(48)
  expect(nMinus1.readings(state, c)['viability_pct']!).toBeLessThan(90)
})

test('saved and resumed: the same bits', () => {
  const c = conditions()
  const a = nMinus1.open(bag(), c)
  let b = nMinus1.open(bag(), c)
  for (let i = 0; i < 500; i++) {
    nMinus1.tick(a, c)
    if (i === 301) b = structuredClone(b)
    nMinus1.tick(b, c)
  }
  expect(b).toEqual(a)
})

test('one more passage thins tired cells into fresh medium: they grow young again, at the price of days', () => {
  const c = conditions({ splitDensity: 0.4 })
  const state = nMinus1.open(bag(0.8), c)
  const viability = (): number => nMinus1.readings(state, c)['viability_pct']!
  const until = (ready: () => boolean): number => {
    let ticks = 0
    for (; !ready() && ticks < 20 * 240; ticks++) nMinus1.tick(state, c)
    return ticks / 240
  }
  until(() => nMinus1.ready(state, c))
  const before = viability()
  nMinus1.act(state, 'passage', 0.4, c)
  expect(nMinus1.readings(state, c)['viable_1e6_mL']!).toBeCloseTo(0.4 * (1 - c.parameters.transferDeath), 9)
  expect(until(() => nMinus1.ready(state, c))).toBeGreaterThan(2.5)
  expect(viability()).toBeGreaterThan(before)
})
