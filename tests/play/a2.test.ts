import { expect, test } from 'vitest'
import file from '../../levels/aav/A2/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { lotsOf } from './lots.ts'

const level = loadLevel(file).level!

const { played, rated, cause } = lotsOf(level)
const did = (seed: number, slot: string): boolean =>
  played('expert', seed).log.some((d) => d.slot === slot && d.by === 'player')
const SEEDS = [1, 2, 3]

test('A2: three tanks of 10 L give some 5e14 to 9e14 full capsids each, and the expert passes with 90 on each axis', () => {
  for (const seed of SEEDS) {
    const { outcome, passed, yield: y, purity, compliance } = rated('expert', seed)
    expect([passed, y >= 90, purity >= 90, compliance >= 90]).toEqual([true, true, true, true])
    for (const amount of outcome.amounts) expect(amount).toBeGreaterThan(5e14)
    for (const amount of outcome.amounts) expect(amount).toBeLessThan(9e14)
  }
})

test('the recipe passes; dosed by the litre and poured by the clock it stays ten points of yield below', () => {
  for (const seed of SEEDS) {
    const sop = rated('sop', seed)
    expect(sop.passed).toBe(true)
    expect(sop.yield).toBeLessThan(90)
  }
})

test('what two witnesses say decides: a tube, the lot in reserve, another mix', () => {
  for (const seed of SEEDS) {
    expect(did(seed, 'pour1.complete')).toBe(cause(seed, 'kit') === 'missing')
    expect(did(seed, 'pour2.reserve')).toBe(cause(seed, 'paper') === 'nicked')
    expect(did(seed, 'pour3.discard')).toBe(cause(seed, 'hose') === 'weld')
  }
})

test('more DNA is less vector; a number to look tidy closes the gate of data; a reserve lent is missed', () => {
  const more = rated('moreDna', 2)
  expect(more.yield).toBeLessThan(rated('sop', 2).yield - 5)
  expect(more.passed).toBe(false)
  expect(rated('writesFourteen', 2).outcome.compliance!.gates).toEqual(['G1'])
  // Seed 2: the weld leaks, and the mix is past what the file allows when the hose is back.
  expect(cause(2, 'hose')).toBe('weld')
  const old = rated('oldMix', 2)
  expect(old.passed).toBe(false)
  expect(old.outcome.compliance!.findings.map((f) => f.code)).toContain('R-STEP')
})
