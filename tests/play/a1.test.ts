import { expect, test } from 'vitest'
import file from '../../levels/aav/A1/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { advanceTo, apply, dressFault, expertHand, noviceHand, outcomeOf, startRun } from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'
import { lotsOf } from './lots.ts'

const level = loadLevel(file).level!

const { played, rated, cause: causeOf } = lotsOf(level)
const causeIn = (seed: number): string => causeOf(seed, 'clumps')
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]
const withCause = (cause: string): number => SEEDS.find((seed) => causeIn(seed) === cause)!

test('A1: from a flask of cells to tubes of vector: some 4e13 to 1.2e14 genomes of 2 L, as planning reckons (aav.md §4.8, §5.2)', () => {
  const { outcome, passed, compliance } = rated('expert', 1)
  expect(passed).toBe(true)
  expect(compliance).toBe(100)
  expect(outcome.amounts[0]).toBeGreaterThan(4e13)
  expect(outcome.amounts[0]).toBeLessThan(1.2e14)
})

test('the same clumps, two causes: the expert mends the stirrer or passes the cells on, and the log says which', () => {
  const did = (seed: number, slot: string): boolean => played('expert', seed).log.some((d) => d.slot === slot)
  expect(did(withCause('stirrer'), 'call.maintenance')).toBe(true)
  expect(did(withCause('stirrer'), 'expansion.passage')).toBe(false)
  expect(did(withCause('medium'), 'call.maintenance')).toBe(false)
  expect(did(withCause('medium'), 'expansion.passage')).toBe(true)
  expect(did(withCause('none'), 'expansion.passage')).toBe(false)
})

test('clumps that are left cost the vector of their cells: a tenth to a third of it, in either cause', () => {
  for (const cause of ['stirrer', 'medium']) {
    const seed = withCause(cause)
    const left = rated('transfectsClumps', seed)
    expect(left.yield).toBeLessThan(85)
    expect(left.passed).toBe(false)
  }
})

test('a torn glove closes the gate of sterility, whatever the vector is worth; nobody at the desk makes next to nothing', () => {
  const glove = rated('tapesTheGlove', 1)
  expect(glove.outcome.compliance!.gates).toEqual(['G3'])
  expect(glove.yield).toBeGreaterThan(90)
  expect(glove.passed).toBe(false)
  const idle = rated('idle', 1)
  expect(idle.passed).toBe(false)
  expect(idle.yield).toBeLessThan(40)
})

test('clothing in another order, or none, is a zone crossed; a second pair of eyes says so in time', () => {
  const dress = (pieces: readonly string[]) => {
    const run = startRun(level, 1)
    for (const value of pieces) {
      expect(apply(run, { slot: 'room.don', value }, 'player')).toBeUndefined()
      advanceTo(run, run.t_s + 60, () => [])
    }
    return dressFault(run)
  }
  expect(dress(['hands', 'hood', 'innerGloves', 'coverall', 'boots', 'outerGloves'])).toBeUndefined()
  expect(dress(['hands', 'coverall', 'hood', 'innerGloves', 'boots', 'outerGloves'])).toBe('coverall')
  expect(dress(['hands', 'hood', 'innerGloves', 'coverall', 'outerGloves'])).toBe('outerGloves')
  expect(dress(['hands', 'hood', 'innerGloves', 'coverall', 'boots'])).toBe('outerGloves')
  const bare = noviceHand({ id: 'bare', group: 'room', answers: [{ slot: 'room.don', never: true }] }, expertHand)
  const { run } = playHand(level, 1, bare)
  expect(outcomeOf(run).compliance!.score).toBe(84)
})
