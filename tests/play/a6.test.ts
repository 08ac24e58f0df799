import { expect, test } from 'vitest'
import file from '../../levels/aav/A6/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { lotsOf } from './lots.ts'

const level = loadLevel(file).level!

const { played, rated, cause } = lotsOf(level)
const resultsOf = (name: string, seed: number, step: string) =>
  played(name, seed).closed.find((c) => level.steps[c.index]!.id === step)!.results

/** A pump that gives six tenths and a pool left in acid, with a colony of the laboratory’s own; a balance that lies, a sample thawed twice. */
const ACID = 4
const THAWED = 1

test('A6: a lot of 1,000 L gives some 6e16 genomes, for a study of fifty children in 26 weeks; the expert passes with 90 on each axis', () => {
  const { outcome, passed, yield: y, purity, compliance } = rated('expert', THAWED)
  expect([passed, y >= 90, purity >= 90, compliance >= 90]).toEqual([true, true, true, true])
  const [lot, children] = outcome.amounts
  expect(lot).toBeGreaterThan(4e16)
  expect(lot).toBeLessThan(9e16)
  expect(children).toBeGreaterThan(40)
  expect(played('expert', THAWED).plant.scale_L).toBe(1000)
})

test('the recipe passes, ten points of yield below: four pumps, one count, the plasmids as they are printed', () => {
  const sop = rated('sop', THAWED)
  expect(sop.passed).toBe(true)
  expect(sop.yield).toBeLessThan(90)
})

test('one pump as at 10 L takes half an hour, and the last complexes are twice too old (aav.md §3.6)', () => {
  const copied = resultsOf('copiesPump', THAWED, 'pour')
  expect(copied['pour_s']).toBeGreaterThan(1900)
  expect(copied['lastSize_nm']! / copied['firstSize_nm']!).toBeGreaterThan(1.6)
  expect(resultsOf('sop', THAWED, 'pour')['pour_s']).toBeLessThan(540)
  expect(rated('copiesPump', THAWED).passed).toBe(false)
})

test('equal tip speed is three watts in a cubic metre: cells clump, the gas of 10 L leaves their carbon dioxide (aav.md §3.3)', () => {
  const kept = resultsOf('keepsTip', THAWED, 'make')
  expect(kept['titre_per_mL']! / resultsOf('sop', THAWED, 'make')['titre_per_mL']!).toBeLessThan(0.85)
  expect(rated('keepsTip', THAWED).passed).toBe(false)
})

test('who stays at 200 L serves a third of the children; three lots with one plate each show nothing, and serve nobody', () => {
  expect(rated('stays200', THAWED).outcome.amounts[1]).toBeLessThan(25)
  expect(resultsOf('onePlate', THAWED, 'study')['half_pct']).toBeGreaterThan(33.3)
  expect(rated('onePlate', THAWED).outcome.amounts[1]).toBe(0)
  expect([rated('stays200', THAWED).passed, rated('onePlate', THAWED).passed]).toEqual([false, false])
})

test('a vector that no longer works is kept back by recipe and expert, on the day the figure is there; the mean of plates closes a gate', () => {
  expect([cause(ACID, 'potencyLow'), cause(ACID, 'print')]).toEqual(['acid', 'laboratory'])
  for (const hand of ['expert', 'sop']) expect(rated(hand, ACID)).toMatchObject({ justified: true, passed: true })
  expect(rated('averages', ACID).outcome.compliance!.gates).toEqual(['G6'])
  expect(rated('titreIsFine', THAWED).outcome.compliance!.gates).toContain('G6')
})
