import { expect, test } from 'vitest'
import file from '../../levels/aav/A3/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { lotsOf } from './lots.ts'

const level = loadLevel(file).level!

const { played, rated, cause } = lotsOf(level)
const result = (name: string, seed: number, step: string, id: string): number =>
  played(name, seed).closed.find((c) => level.steps[c.index]!.id === step)!.results[id]!
const did = (seed: number, slot: string): boolean =>
  played('expert', seed).log.some((d) => d.slot === slot && d.by === 'player')
/** Each with a bottle, a line and a suite of its own. */
const SEEDS = [8, 9, 12]

test('A3: some 1.5e15 working genomes come of 50 L, and the expert passes with 90 on each axis', () => {
  for (const seed of SEEDS) {
    const { outcome, passed, yield: y, purity, compliance } = rated('expert', seed)
    expect([passed, y >= 90, purity >= 90, compliance >= 90]).toEqual([true, true, true, true])
    expect(outcome.amounts[0]).toBeGreaterThan(1.1e15)
    expect(outcome.amounts[0]).toBeLessThan(2e15)
  }
})

test('the recipe waits for its printed hours and passes, with less that still works', () => {
  for (const seed of SEEDS) {
    const sop = rated('sop', seed)
    expect(sop.passed).toBe(true)
    expect(sop.yield).toBeLessThan(95)
    // The total has gone on climbing meanwhile; what works has not.
    expect(result('sop', seed, 'make', 'titre_per_mL')).toBeGreaterThan(result('expert', seed, 'make', 'titre_per_mL'))
    const working = (name: string): number =>
      result(name, seed, 'make', 'titre_per_mL') * result(name, seed, 'make', 'functional_pct')
    expect(working('sop')).toBeLessThan(working('expert'))
  }
})

test('what two witnesses say decides: the bottle of the file, magnesium, the suite asked', () => {
  for (const seed of SEEDS) {
    expect(did(seed, 'lyse.reserve')).toBe(cause(seed, 'bottle') === 'equivalent')
    expect(did(seed, 'lyse.addMagnesium')).toBe(cause(seed, 'line') === 'missing')
    expect(result('expert', seed, 'lyse', 'dnaLeft_pct')).toBeLessThan(0.3)
    expect(result('expert', seed, 'hold', 'held_h')).toBeCloseTo(cause(seed, 'suite') === 'late' ? 26 : 20, 6)
  }
})

test('an equivalent accepted, a thread diluted, an hour filtered away: each fails, and says by what', () => {
  const equivalent = rated('acceptsEquivalent', 12)
  expect(equivalent.passed).toBe(false)
  expect(equivalent.outcome.compliance!.findings.map((f) => f.code)).toContain('R-OPT')
  expect(result('acceptsEquivalent', 12, 'lyse', 'dnaLeft_pct')).toBeGreaterThan(5)
  const diluted = rated('dilutes', 12)
  expect(diluted.passed).toBe(false)
  // Sheet: a nuclease without magnesium leaves the DNA as it is; buffer cuts none of it.
  expect(result('dilutes', 12, 'lyse', 'dnaLeft_pct')).toBeGreaterThan(50)
  const filtered = rated('filtersTimeAway', 12)
  expect(filtered.passed).toBe(false)
  expect(result('filtersTimeAway', 12, 'hold', 'held_h')).toBeCloseTo(26, 6)
})
