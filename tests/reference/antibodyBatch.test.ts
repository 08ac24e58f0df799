/** The whole antibody batch against the reference batch of the science sheet (mab.md §3.9 and §7), step by step. */
import { beforeAll, describe, expect, test } from 'vitest'
import batchLevel from '../../levels/antibody/batch/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { hcp_ppm, percentOfProduct } from '../../src/models/index.ts'
import { isOver, type Run } from '../../src/play/index.ts'
import { play } from '../../src/record/index.ts'
import { antibodySteps } from '../antibodySteps.ts'

const level = loadLevel(batchLevel).level!
let run: Run
const step = (id: string) => antibodySteps(run).find((c) => run.level.steps[c.index]!.id === id)!

/** As the sheet counts: the cation exchanger's yield is of monomer, since it is there to take the aggregates away. */
function sheetYield(id: string): number {
  const { entered, product } = step(id)
  if (id !== 'polishing') return product.product_g / entered.product_g
  return (product.product_g - product.hmw_g) / (entered.product_g - entered.hmw_g)
}

const DOWNSTREAM = [
  'centrifuge',
  'clarification',
  'capture',
  'inactivation',
  'polishing',
  'flowThrough',
  'nanofiltration',
  'concentration',
  'fill',
]

beforeAll(() => {
  run = play(level, 1, [], 'sop').run
})

test('the batch ends: every step closed, none left running', () => {
  expect(isOver(run)).toBe(true)
  expect(run.closed.map((c) => run.level.steps[c.index]!.id)).toEqual(batchLevel.steps.map((s) => s.id))
})

test('the antibody of the whole batch is accounted for to 1e-9: made = in vials + lost, step by step and in all', () => {
  let lost_g = 0
  for (const { entered, product, ledger } of antibodySteps(run)) {
    expect(ledger.entered_g).toBeCloseTo(entered.product_g, 6)
    expect(
      Math.abs(ledger.entered_g + ledger.made_g - product.product_g - ledger.held_g - ledger.lost_g),
    ).toBeLessThanOrEqual(1e-9 * 11_000)
    lost_g += ledger.lost_g + ledger.held_g
  }
  const made_g = step('culture').ledger.made_g
  expect(Math.abs(made_g - step('fill').product.product_g - lost_g)).toBeLessThanOrEqual(1e-9 * made_g)
})

test.each([50, 200, 500] as const)(
  'a %i L plant does the same batch: yields within 1.5 points, doses by volume within 5 per cent',
  (scale_L) => {
    const small = play({ ...level, scale_L }, 1, [], 'sop').run
    expect(isOver(small)).toBe(true)
    antibodySteps(small).forEach((c, i) => {
      const large = antibodySteps(run)[i]!
      if (large.entered.product_g > 0)
        expect(
          Math.abs(c.product.product_g / c.entered.product_g - large.product.product_g / large.entered.product_g),
        ).toBeLessThanOrEqual(0.015)
    })
    const share = antibodySteps(small).at(-1)!.product.product_g / antibodySteps(run).at(-1)!.product.product_g
    expect(Math.abs(share / (scale_L / 2000) - 1)).toBeLessThanOrEqual(0.05)
  },
)

describe('step yields (mab.md §3.9)', () => {
  test.each([
    ['capture', 0.965, 0.01],
    ['inactivation', 0.99, 0.002],
    ['polishing', 0.957, 0.01],
    ['flowThrough', 0.987, 0.005],
    ['nanofiltration', 0.994, 0.002],
    ['concentration', 0.985, 0.002],
    ['fill', 0.985, 0.003],
  ])('%s: %f ± %f', (id, expected, tolerance) => {
    expect(Math.abs(sheetYield(id) - expected)).toBeLessThanOrEqual(tolerance)
  })

  test('harvest: 10,821 g ± 0.2 % made, 10,477 g ± 0.2 % clarified, 226 NTU ± 5 % before the filters', () => {
    expect(Math.abs(step('culture').product.product_g / 10_821 - 1)).toBeLessThanOrEqual(0.002)
    expect(Math.abs(step('clarification').product.product_g / 10_477 - 1)).toBeLessThanOrEqual(0.002)
    expect(Math.abs(step('centrifuge').results['centrate_NTU']! / 226 - 1)).toBeLessThanOrEqual(0.05)
  })

  test('[31] overall 0.842 ± 0.01 from harvest to vial (mab.md §7)', () => {
    const overall = DOWNSTREAM.reduce((product, id) => product * sheetYield(id), 1)
    expect(Math.abs(overall - 0.842)).toBeLessThanOrEqual(0.01)
  })
})

describe('impurities along the line (mab.md §3.9)', () => {
  test.each([
    ['culture', 125e3, 0.02],
    ['clarification', 111e3, 0.02],
    ['capture', 827, 0.1],
    ['polishing', 278, 0.1],
  ])('HCP after %s: %f ppm, within a share of %f', (id, expected, share) => {
    expect(Math.abs(hcp_ppm(step(id).product) / expected - 1)).toBeLessThanOrEqual(share)
  })

  test('[32] final HCP 15.6 ± 1.5 ppm (mab.md §7)', () => {
    expect(Math.abs(hcp_ppm(step('flowThrough').product) - 15.6)).toBeLessThanOrEqual(1.5)
  })

  test.each([
    ['culture', 1.9],
    ['capture', 2.09],
    ['inactivation', 2.28],
    ['polishing', 1.05],
    ['flowThrough', 0.93],
    ['fill', 0.94],
  ])('HMW after %s: %f ± 0.1 per cent', (id, expected) => {
    const { product } = step(id)
    expect(Math.abs(percentOfProduct(product.hmw_g, product) - expected)).toBeLessThanOrEqual(0.1)
  })

  test('[33] retrovirus reduction of the four steps 19.47 ± 0.1 log (mab.md §7)', () => {
    const reduction = (id: string): number =>
      Math.log10(
        (step(id).entered.retrovirus / step(id).product.retrovirus) *
          (step(id).product.product_g / step(id).entered.product_g),
      )
    const total = ['capture', 'inactivation', 'flowThrough', 'nanofiltration'].reduce(
      (sum, id) => sum + reduction(id),
      0,
    )
    expect(Math.abs(total - 19.47)).toBeLessThanOrEqual(0.1)
  })
})
