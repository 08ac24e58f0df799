import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { antibodyPlant } from '../antibodyPlant/presets.ts'
import { culture } from '../culture/model.ts'
import { nominalSettings } from '../culture/parameters.ts'
import { nMinus1, parameters as nMinus1Parameters, settings as nMinus1Settings } from '../nMinus1/model.ts'
import { emptyStream, type Stream } from '../stream.ts'
import { parameters as thawParameters, settings as thawSettings, thaw } from '../thaw/model.ts'
import type { Conditions } from '../unit.ts'
import { counted, grow, growthParameters, growthRate, lag_h, seeded } from './growth.ts'
import { parameters, seedTrain, type SeedTrainState, settings, vessels_L } from './model.ts'

type C = Conditions<typeof parameters, typeof settings>
type Scale = 50 | 200 | 500 | 2000
const conditions = (changes: Partial<C['settings']> = {}, scale: Scale = 2000, seed = 1): C => ({
  plant: antibodyPlant(scale),
  parameters: defaults(parameters),
  settings: { ...defaults(settings), ...changes },
  paused: false,
  seed,
})

const flask = (): Stream => ({ ...emptyStream(36.8), volume_L: 0.026, viableCells_1e9: 0.0095, deadCells_1e9: 0.0005 })

/** To the end of the train, split as the recipe says. */
function run(c: C, entry = flask()): SeedTrainState {
  const state = seedTrain.open(entry, c)
  for (let i = 0; i < 240 * 60 && !seedTrain.finished(state); i++) {
    seedTrain.tick(state, c)
    if (seedTrain.ready(state, c)) seedTrain.proceed(state, c)
  }
  return state
}

describe('growth (mab.md §1.2)', () => {
  const p = defaults(growthParameters)

  test('X(t) = X0 · e^(µ (t − lag)), whatever the step, up to 6e6/mL', () => {
    const rate = growthRate(36.8, 5, p)
    expect(rate).toBeGreaterThanOrEqual(0.03)
    expect(rate).toBeLessThanOrEqual(0.036)
    const one = seeded(0.4, 0.01, 1, { ...p, death: 0 })
    const many = structuredClone(one)
    one.lag_h = many.lag_h = 7
    const quiet = { ...p, death: 0 }
    grow(one, 48, rate, quiet)
    for (let i = 0; i < 480; i++) grow(many, 0.1, rate, quiet)
    expect(many.viable_1e9).toBeCloseTo(one.viable_1e9, 9)
    expect(one.viable_1e9).toBeCloseTo(0.4 * 0.99 * Math.exp(rate * 41), 9)
    grow(one, 200, rate, quiet)
    expect(one.viable_1e9).toBeLessThanOrEqual(6)
  })

  test('doublings are log2 of the growth', () => {
    const cells = seeded(0.4, 0, 1, { ...p, death: 0, transferDeath: 0 })
    grow(cells, 60, growthRate(36.8, 5, p), { ...p, death: 0 })
    expect(cells.doublings).toBeCloseTo(Math.log2(cells.viable_1e9 / 0.4), 9)
  })

  test('lag: 12 h per 5 % below 90 % viability, a day at 0.2e6/mL, two at most (mab.md §1.1)', () => {
    expect(lag_h(85, 0.4, p)).toBeCloseTo(12, 9)
    expect(lag_h(80, 0.4, p)).toBeCloseTo(24, 9)
    expect(lag_h(95, 0.2, p)).toBeCloseTo(24, 9)
    expect(lag_h(95, 0.05, p)).toBe(48)
    expect(lag_h(95, 0.3, p)).toBe(0)
  })

  test('a cold incubator, or one without carbon dioxide, is slow', () => {
    expect(growthRate(34, 5, p) / growthRate(36.8, 5, p)).toBeLessThan(0.55)
    expect(growthRate(36.8, 0, p) / growthRate(36.8, 5, p)).toBeLessThan(0.5)
  })

  test('a count errs by 1/√N: 200 seeds, 5 squares, 4e6/mL → 7.1 % (± 1)', () => {
    const errors = Array.from({ length: 200 }, (_, seed) => counted(4, 5, seed, 'count', 0, p) / 4 - 1)
    const spread = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length)
    expect(Math.abs(spread - 1 / Math.sqrt(200))).toBeLessThan(0.01)
  })
})

describe('the train', () => {
  test('vessels grow by ten at most, to 2 % of the scale', () => {
    expect(vessels_L(antibodyPlant(2000), 0.3, 0.02, 10)).toEqual([0.3, 3, 40])
    expect(vessels_L(antibodyPlant(50), 0.3, 0.02, 10)).toEqual([0.3, 1])
  })

  test('at nominal decisions: 3 to 5e6/mL and 97 to 99 % viable at every transfer', () => {
    const c = conditions()
    const state = seedTrain.open(flask(), c)
    while (!seedTrain.finished(state)) {
      seedTrain.tick(state, c)
      if (!seedTrain.ready(state, c)) continue
      const r = seedTrain.readings(state, c)
      expect(r['viable_1e6_mL']!).toBeGreaterThan(3)
      expect(r['viable_1e6_mL']!).toBeLessThan(5.2)
      expect(r['viability_pct']!).toBeGreaterThan(97)
      expect(r['viability_pct']!).toBeLessThan(99)
      seedTrain.proceed(state, c)
    }
    expect(seedTrain.readings(state, c)['doublings']!).toBeGreaterThan(12)
  })

  test('five days between splits: stationary, below 92 % viable (alert); too thin a split costs days', () => {
    const late = run(conditions({ interval: 5.5 }))
    expect(seedTrain.readings(late, conditions())['viability_pct']!).toBeLessThan(92)
    const thin = seedTrain.readings(run(conditions({ splitDensity: 0.1 })), conditions())
    expect(thin['viable_1e6_mL']!).toBeLessThan(1)
  })

  test('saved and resumed: the same bits', () => {
    const c = conditions()
    const whole = run(c)
    const state = seedTrain.open(flask(), c)
    let other = state
    for (let i = 0; i < 240 * 60 && !seedTrain.finished(other); i++) {
      if (i % 1001 === 0) other = JSON.parse(JSON.stringify(other)) as SeedTrainState
      seedTrain.tick(other, c)
      if (seedTrain.ready(other, c)) seedTrain.proceed(other, c)
    }
    expect(other).toEqual(whole)
  })
})

describe('vial to production vessel, nominal decisions', () => {
  test.each([50, 200, 500, 2000] as const)(
    '%s L: the culture starts at 0.5e6/mL (± 8 %: the counts), 97 % viable (± 0.5), without lag (mab.md §1.3)',
    (scale) => {
      const plant = antibodyPlant(scale)
      for (const seed of [1, 2, 3]) {
        const c1 = {
          plant,
          parameters: defaults(thawParameters),
          settings: defaults(thawSettings),
          paused: false,
          seed,
        }
        const vial = thaw.open(emptyStream(20), c1)
        while (!thaw.ready(vial, c1)) thaw.tick(vial, c1)
        thaw.proceed(vial, c1)

        const c2 = conditions({}, scale, seed)
        const train = run(c2, thaw.close(vial, c1).product)

        const c3 = {
          plant,
          parameters: defaults(nMinus1Parameters),
          settings: defaults(nMinus1Settings),
          paused: false,
          seed,
        }
        const last = nMinus1.open(seedTrain.close(train, c2).product, c3)
        let ticks = 0
        while (!nMinus1.ready(last, c3) && ticks++ < 2400) nMinus1.tick(last, c3)
        nMinus1.proceed(last, c3)
        const { product } = nMinus1.close(last, c3)

        const c4 = {
          plant,
          parameters: defaults(culture.parameters),
          settings: nominalSettings(plant),
          paused: false,
          seed,
        }
        const state = culture.open(product, c4 as never)
        const r = culture.readings(state, c4 as never)
        expect(Math.abs(r['viable_1e6_mL']! / 0.5 - 1)).toBeLessThanOrEqual(0.08)
        expect(Math.abs(r['viability_pct']! - 97)).toBeLessThanOrEqual(0.5)
        expect(state.lag_h).toBe(0)
        expect(product.volume_L).toBeLessThan(0.2 * scale)
      }
    },
  )
})
