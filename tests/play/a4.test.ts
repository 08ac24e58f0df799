import { expect, test } from 'vitest'
import file from '../../levels/aav/A4/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { lotsOf } from './lots.ts'

const level = loadLevel(file).level!

const { played, rated, cause } = lotsOf(level)
const resultsOf = (name: string, seed: number, step: string) =>
  played(name, seed).closed.find((c) => level.steps[c.index]!.id === step)!.results

/** A bottle that is weak and a buffer too alkaline; a probe that lies and a cell that reads too much. */
const SEEDS = [5, 14]

test('A4: two lots of 50 L give some 2e15 full capsids each, and the expert passes with 90 on each axis', () => {
  for (const seed of SEEDS) {
    const { outcome, passed, yield: y, purity, compliance } = rated('expert', seed)
    expect([passed, y >= 90, purity >= 90, compliance >= 90]).toEqual([true, true, true, true])
    for (const amount of outcome.amounts) expect(amount).toBeGreaterThan(1.5e15)
    for (const amount of outcome.amounts) expect(amount).toBeLessThan(3e15)
  }
})

test('the recipe passes; its cut, narrow enough for any lot, stays ten points of yield below', () => {
  for (const seed of SEEDS) {
    const sop = rated('sop', seed)
    expect(sop.passed).toBe(true)
    expect(sop.yield).toBeLessThan(90)
  }
})

test('a bottle tried before the elution keeps the acid to five minutes; found afterwards it has cost half an hour', () => {
  expect(cause(5, 'acid')).toBe('weak')
  expect(resultsOf('expert', 5, 'catch1')['acid_min']).toBeLessThan(5)
  expect(resultsOf('sop', 5, 'catch1')['acid_min']).toBeGreaterThan(25)
  // Where the probe lies the pool is neutral, and nobody pours more into it.
  expect(cause(14, 'acid')).toBe('probe')
  expect(played('expert', 14).log.filter((d) => d.slot === 'catch1.place')).toHaveLength(1)
})

test('peaks moved by 1.2 mS/cm: who goes by the ratio has full capsids all the same, who cuts wide has empty ones', () => {
  expect(cause(5, 'offset')).toBe('buffer')
  expect(cause(14, 'offset')).toBe('cell')
  for (const seed of SEEDS) {
    expect(resultsOf('expert', seed, 'polish2')['full_pct']).toBeGreaterThan(72)
    const wide = rated('cutsWide', seed)
    expect(wide.yield).toBe(100)
    expect(wide.purity).toBeLessThan(60)
    expect(resultsOf('cutsWide', seed, 'polish2')['full_pct']).toBeLessThan(45)
  }
})

test('loaded by genomes the resin runs over; a line left blank closes the gate of data; a second pass costs a lot', () => {
  expect(resultsOf('trustsGenomes', 5, 'catch1')['lostInLoad_pct']).toBeGreaterThan(10)
  expect(rated('trustsGenomes', 5).passed).toBe(false)
  expect(rated('leavesBlank', 5).outcome.compliance!.gates).toEqual(['G1'])
  const again = rated('repeatsExchange', 14)
  expect(again.yield).toBeLessThan(rated('sop', 14).yield - 5)
  expect(again.passed).toBe(false)
})
