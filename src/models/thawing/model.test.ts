import { expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { plasmaPlant } from '../plasmaPlant/presets.ts'
import { emptyPlasma, factorVIII_IU, protein_g } from '../plasmaPlant/stream.ts'
import { parameters, settings, thawing, type ThawingState } from './model.ts'

type Hand = (r: Readonly<Record<string, number>>) => number | null

/** A hand at the water: how far open, or null for the centrifuge. */
function thaw(hand: Hand, change: Partial<Record<keyof typeof parameters, number>> = {}, stirring = 1) {
  const c = {
    plant: plasmaPlant(400),
    parameters: { ...defaults(parameters), ...change },
    settings: { ...defaults(settings), stirring },
    paused: false,
    seed: 0,
  }
  const state = thawing.open(emptyPlasma(2), c)
  const began = { IU: factorVIII_IU(state.thaw.pool), g: protein_g(state.thaw.pool) }
  while (!thawing.finished(state)) {
    const warm = hand(thawing.readings(state, c))
    if (warm === null) thawing.proceed(state, c)
    else thawing.tick(state, { ...c, settings: { ...c.settings, warm } })
  }
  return { state, began, ...thawing.close(state, c) }
}

const untilGone: Hand = (r) => (r['frozen_pct']! < 0.5 ? null : 1)
const caught = (hand: Hand, change = {}, stirring = 1): number => thaw(hand, change, stirring).results['caught']!
const LATE = { hot: 50, lasts: 85 }

test('what the page tells: nobody, away with the last ice, water to the end, the jacket under 23 °C', () => {
  expect(caught(() => 0)).toBeCloseTo(0.07, 1)
  expect(caught(untilGone)).toBeCloseTo(0.77, 1)
  expect(caught(() => 1)).toBeCloseTo(0.11, 1)
  expect(caught(untilGone, LATE)).toBeCloseTo(0.63, 1)
  expect(caught(() => 1, LATE)).toBeCloseTo(0, 1)
  expect(
    caught((r) => (r['frozen_pct']! < 0.5 ? null : r['jacket_C']! < 23 && r['frozen_pct']! > 7 ? 1 : 0), LATE),
  ).toBeCloseTo(0.76, 1)
  expect(thaw(() => 1, {}, 0.2).results['frozen']).toBeGreaterThan(0.3)
})

test('while there is ice the pool stays cold, whatever the hand does', () => {
  thaw((r) => {
    if (r['frozen_pct']! > 5) expect(r['temperature_C']).toBeLessThan(0.5)
    return 1
  }, LATE)
})

test('the plant’s own thaw: protein is kept to 1e-9, factor VIII but for its decay', () => {
  const { state, began, product, results } = thaw(untilGone)
  expect(Math.abs(protein_g(product) - began.g)).toBeLessThanOrEqual(1e-9 * began.g)
  expect(factorVIII_IU(product) / began.IU).toBeCloseTo(1 - results['decayed']!, 9)
  const { made_g, left_g, held_g, lost_g } = thawing.ledger(state as ThawingState)
  expect(Math.abs(made_g - left_g - held_g - lost_g)).toBeLessThanOrEqual(1e-9 * made_g)
})

test('a closed vessel takes no word', () => {
  const { state } = thaw(untilGone)
  const c = { plant: plasmaPlant(400), parameters: defaults(parameters), settings: defaults(settings), seed: 0 }
  expect(thawing.proceed(state, { ...c, paused: false })).toEqual({ code: 'step_closed' })
})
