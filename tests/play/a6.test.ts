import { expect, test } from 'vitest'
import file from '../../levels/aav/A6/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { vectorAssays } from '../../src/models/index.ts'
import { drawSample, resultOf } from '../../src/models/instruments/index.ts'
import { parameters as ofTheStore } from '../../src/models/vectorQuarantine/model.ts'
import { EARLIER } from '../../src/present/index.ts'
import { play } from '../../src/record/index.ts'
import { defaults } from '../../src/sim/index.ts'
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

test('what the first large lot is held against: six lots of 10 L by the same models, each measured with the spread of its test', () => {
  const auto = (id: string, unit: string, more: object = {}) => ({ id, unit, mode: 'auto', ...more })
  const drawn = (id: string, low: number, high: number, ...multiplies: string[]) => ({ id, low, high, multiplies })
  const { level: small } = loadLevel({
    format: 1,
    id: 'earlier',
    plant: 'aav',
    kind: 'batch',
    scale_L: 10,
    steps: [
      auto('pour', 'vectorTransfection', {
        entry: {
          ...file.steps[0]!.entry,
          volume_L: 9,
          viableCells_1e9: 20,
          deadCells_1e9: 0.6,
          glucose_mmol: 270,
          glutamine_mmol: 50,
          lactate_mmol: 54,
          ammonia_mmol: 7,
        },
      }),
      auto('make', 'vectorProduction'),
      auto('lyse', 'vectorLysis'),
      auto('clear', 'vectorDepthFilter'),
      auto('thicken', 'vectorUltrafiltration', { place: 'concentrate' }),
      auto('catch', 'vectorAffinity'),
      auto('polish', 'fullEmptyExchange', { recipe: { cut_mS_cm: 9.2 } }),
      auto('wash', 'vectorUltrafiltration', { place: 'formulate' }),
      auto('fill', 'vectorFill', { recipe: { vial_mL: 0.5 } }),
    ],
    products: [{ id: 'vector', unit: 'vg', weight: 1, step: 'fill', result: 'full' }],
    draws: [
      drawn('cells', 0.88, 1.12, 'pour.entry.viableCells_1e9'),
      drawn('dna', 0.85, 1.2, 'pour.dnaLot'),
      drawn('productivity', 0.93, 1.07, 'make.kA', 'make.kV'),
    ],
  })
  const { reference } = defaults(ofTheStore)
  const ids = ['cellPotency', 'fullByLight', 'aggregates'] as const
  const made = EARLIER.cellPotency.map((_, i) => {
    const { closed } = play(small!, i + 1, [], 'sop').run
    const r = closed.find((c) => small!.steps[c.index]!.id === 'fill')!.results
    const truth = [(100 * r['functional_pct']!) / reference, r['full_pct']!, r['aggregates_pct']!]
    return ids.map((id, k) => {
      const values = defaults(vectorAssays[id].parameters)
      const drawn = drawSample(values, `earlier.${id}`, i, truth[k]!, 0, 1e6)
      return 'sample' in drawn ? resultOf(vectorAssays[id].kind, values, drawn.sample, drawn.sample.due_s, 10) : null
    })
  })
  for (const [k, id] of ids.entries()) expect([id, made.map((lot) => lot[k]?.value)]).toEqual([id, EARLIER[id]])
})
