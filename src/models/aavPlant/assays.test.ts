import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { drawSample, resultOf } from '../instruments/assay.ts'
import { fullByRatio_pct, laboratoryBias, type VectorAssayId, vectorAssays } from './assays.ts'

const TRUE: Partial<Record<VectorAssayId, number>> = {
  genomesDigital: 2e13,
  genomes: 2e13,
  infectious: 1e9,
  fullByMass: 75,
}

/** Standard deviation of many results of one laboratory, % of the truth. */
function spread(id: VectorAssayId): number {
  const { parameters, kind } = vectorAssays[id]
  const values = defaults(parameters)
  const truth = TRUE[id]!
  let squares = 0
  const n = 600
  for (let i = 0; i < n; i++) {
    const drawn = drawSample(values, `vial.${id}`, i, truth, 0, 100)
    if ('refusal' in drawn) throw new Error(drawn.refusal.code)
    const { value } = resultOf(kind, values, drawn.sample, 1e7, 9)!
    squares += (value / truth - 1) ** 2
  }
  return 100 * Math.sqrt(squares / n)
}

describe('one laboratory scatters as published (aav.md §5.5)', () => {
  test.each<[VectorAssayId, number, number]>([
    ['genomesDigital', 5, 10],
    ['genomes', 15, 30],
    ['infectious', 30, 42],
    ['fullByMass', 6, 10],
  ])('%s: %s to %s %%', (id, least, most) => {
    expect(spread(id)).toBeGreaterThan(least)
    expect(spread(id)).toBeLessThan(most)
  })
})

test('laboratories differ by a factor of 1.9 each way in genomes, far less in capsids; one always reads alike', () => {
  const factors = (id: VectorAssayId) => Array.from({ length: 400 }, (_, i) => laboratoryBias(id, `lab${i}`, 3))
  const inside = (x: number[], factor: number) => x.filter((f) => f < factor && f > 1 / factor).length / x.length
  expect(inside(factors('genomesDigital'), 1.9)).toBeGreaterThan(0.9)
  expect(inside(factors('genomesDigital'), 1.9)).toBeLessThan(0.99)
  expect(inside(factors('capsids'), 1.27)).toBeGreaterThan(0.9)
  expect(laboratoryBias('genomes', 'ours', 5)).toBe(laboratoryBias('genomes', 'ours', 5))
  expect(laboratoryBias('hostProtein', 'ours', 5)).toBe(1)
})

test('genomes over capsids can pass 100 % by assay bias alone', () => {
  expect(fullByRatio_pct(1.9 * 2e13, 2.5e13)).toBeGreaterThan(100)
  expect(fullByRatio_pct(2e13, 0)).toBe(0)
})
