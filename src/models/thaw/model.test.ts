import { expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { antibodyPlant } from '../antibodyPlant/presets.ts'
import { emptyStream } from '../stream.ts'
import type { Conditions } from '../unit.ts'
import { parameters, settings, thaw, type ThawState } from './model.ts'

type C = Conditions<typeof parameters, typeof settings>
const conditions = (changes: Partial<C['settings']> = {}): C => ({
  plant: antibodyPlant(2000),
  parameters: defaults(parameters),
  settings: { ...defaults(settings), ...changes },
  paused: false,
  seed: 1,
})

/** So many minutes in the bath, then into the flask. */
function thawed(minutes: number, c: C = conditions()): ThawState {
  const state = thaw.open(emptyStream(20), c)
  for (let i = 0; i < 12 * minutes; i++) thaw.tick(state, c)
  thaw.proceed(state, c)
  return state
}
const viability = (s: ThawState): number => (100 * s.viable_1e9) / (s.viable_1e9 + s.dead_1e9)
const whenMelted = (c: C): number => {
  const state = thaw.open(emptyStream(20), c)
  let ticks = 0
  while (!thaw.ready(state, c) && ticks < 1e4) {
    thaw.tick(state, c)
    ticks++
  }
  return ticks / 12
}

test('swirled at 37 °C the last ice goes within 2 to 3 min (mab.md §1.1); held still it takes longer than 4', () => {
  expect(whenMelted(conditions())).toBeGreaterThan(2)
  expect(whenMelted(conditions())).toBeLessThan(3)
  expect(whenMelted(conditions({ swirl: 0 }))).toBeGreaterThan(4)
  expect(whenMelted(conditions({ bath: 25 }))).toBeGreaterThan(3)
})

test.each([
  [2.5, 95, 0.01],
  [3, 95, 0.01],
  [4, 92, 0.15],
  [5, 89, 0.15],
  [8, 80, 0.15],
])('%s min in the bath leave %s % viable (mab.md §1.1: −3 %/min after 3 min)', (minutes, wanted, tolerance) => {
  expect(Math.abs(viability(thawed(minutes)) - wanted)).toBeLessThanOrEqual(tolerance)
})

test('a vial poured in half frozen loses cells; a bath too hot kills', () => {
  expect(viability(thawed(1))).toBeLessThan(70)
  expect(viability(thawed(4, conditions({ bath: 50 })))).toBeLessThan(viability(thawed(4)) - 4)
})

test('the flask is seeded at 0.3 to 0.5e6/mL, cells are neither made nor lost', () => {
  const c = conditions()
  const state = thawed(2.5, c)
  const { product } = thaw.close(state, c)
  const seeding = product.viableCells_1e9 / product.volume_L
  expect(seeding).toBeGreaterThan(0.3)
  expect(seeding).toBeLessThan(0.5)
  expect(product.viableCells_1e9 + product.deadCells_1e9).toBeCloseTo(0.01, 12)
  expect(thaw.proceed(state, c)).toEqual({ code: 'step_closed' })
})

test('saved and resumed: the same bits', () => {
  const c = conditions()
  const whole = thawed(6, c)
  const half = thaw.open(emptyStream(20), c)
  for (let i = 0; i < 31; i++) thaw.tick(half, c)
  const resumed = JSON.parse(JSON.stringify(half)) as ThawState
  for (let i = 31; i < 72; i++) thaw.tick(resumed, c)
  thaw.proceed(resumed, c)
  expect(resumed).toEqual(whole)
})
