/** Work that is shared between runs changes no bit of any: going on from a copy, the crew's part from one harvest, hybrids. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import a0 from '../../levels/aav/A0/level.json' with { type: 'json' }
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import m6 from '../../levels/antibody/M6/level.json' with { type: 'json' }
import p1 from '../../levels/plasma/P1/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  digestRun,
  expertHand,
  explain,
  explained,
  type Hand,
  joined,
  type Level,
  meetings,
  noviceHand,
  PIECES,
  retell,
  type Retelling,
  type Run,
  type SoFar,
  sop,
  sopHand,
  startRun,
  worthsOf,
} from '../../src/play/index.ts'
import { hybrid, type Worth } from '../../src/play/retelling.ts'
import { copyRun } from '../../src/play/copy.ts'
import { type Answering, begin, finish, workOn } from '../../src/play/work.ts'
import { playHand } from '../../src/record/index.ts'

const levels = { A0: loadLevel(a0).level!, M1: loadLevel(m1).level! }
const straight = {
  A0: playHand(levels.A0, 3, sopHand),
  M1: playHand(levels.M1, 3, sopHand),
}

/** Plays on, but stops at its n-th answer, where a copy is taken; the copy goes on, the first is let go on elsewhere. */
function viaCopy(level: Level, seed: number, stopAt: number): Run {
  let asked = 0
  const stopping: Answering = {
    takes: () => true,
    answer: (view, slot) => (asked++ === stopAt ? { open: slot } : sopHand(view, slot)),
  }
  const run = startRun(level, seed)
  const working = { crew: sop }
  const progress = begin(run, working)
  if (workOn(run, progress, stopping, working) === null) return toTheEnd(run)
  const copy = copyRun(run)
  const copied = { ...progress, refused: [...progress.refused] }
  // What the first does from here must not be seen by the copy.
  for (let k = 0; k < 20; k++) advanceTo(run, run.t_s + 1000, sop)
  workOn(copy, copied, { takes: () => true, answer: sopHand }, working)
  return toTheEnd(copy)
}

function toTheEnd(run: Run): Run {
  finish(run, sop)
  return run
}

test.each([
  ['M1', m1],
  ['M6', m6],
  ['P1', p1],
] as const)('%s: what is done to a copy in a first shift, the run it was taken of does not feel', (_, json) => {
  const level = loadLevel(json).level!
  const run = startRun(level, 3)
  advanceTo(run, level.work!.starts_s, sop)
  const before = digestRun(run)
  const copy = copyRun(run)
  const answers: Answering = {
    takes: () => true,
    answer: (view, slot) => (copy.t_s < level.work!.starts_s + 12 * 3600 ? expertHand(view, slot) : { open: slot }),
  }
  workOn(copy, begin(copy, { crew: sop }), answers, { crew: sop })
  expect(copy.log.length).toBeGreaterThan(3)
  expect(digestRun(run)).toBe(before)
})

test.each([
  ['A0', 4],
  ['M1', 4],
] as const)(
  '%s: a run that goes on from a copy, taken at any moment, is the straight run to the last bit',
  (id, runs) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), (stopAt) => {
        expect(digestRun(viaCopy(levels[id], 3, stopAt))).toBe(digestRun(straight[id].run))
      }),
      { numRuns: runs, seed: 11 },
    )
  },
)

/** Shapley values the long way: every coalition a whole run of its own. */
function naive(told: Retelling): readonly [string, Worth][] {
  const ids = told.groups.map((g) => g.id)
  const worths = Array.from({ length: 1 << ids.length }, (_, c): Worth => {
    if (c === 0 || c === (1 << ids.length) - 1) return told.worthOf(c ? told.played : told.reference)
    const taken = told.groups.flatMap((g, i) => (c & (1 << i) ? g.slots : []))
    return told.worthOf(hybrid(told, (key) => taken.includes(key)))
  })
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  return ids.map((id, i): [string, Worth] => {
    const part = { yield: 0, purity: 0 }
    worths.forEach((before, c) => {
      if (c & (1 << i)) return
      const size = c.toString(2).replaceAll('0', '').length
      const weight = (factorial(size) * factorial(ids.length - size - 1)) / factorial(ids.length)
      const after = worths[c | (1 << i)]!
      part.yield += weight * (after.yield - before.yield)
      part.purity += weight * (after.purity - before.purity)
    })
    return [id, part]
  })
}

const m1Errors = levels.M1.work!.novice
const hands: readonly (readonly ['A0' | 'M1', string, Hand])[] = [
  ['A0', 'novice', noviceHand(levels.A0.work!.novice[0]!)],
  ['M1', m1Errors[1]!.id, noviceHand(m1Errors[1]!)],
]

test.each(hands)('%s, %s: what is played once for many coalitions explains as whole runs do', (id, _, hand) => {
  const level = levels[id]
  const { log } = playHand(level, 2, hand)
  const told: SoFar[] = []
  const found = explain(level, 2, log, expertHand, sop, [], (soFar) => told.push(soFar))
  const met = meetings(retell(level, 2, log, expertHand, sop))
  const expected = naive(met.told)
  expect(found.parts.map((p) => p.group)).toEqual(expected.map(([group]) => group))
  // What is told meanwhile only grows, and ends where the explanation is whole.
  const known = told.flatMap((soFar) => soFar.known ?? [])
  expect(known[0]).toMatchObject({ gap: found.gap, groups: found.parts.map((p) => p.group) })
  expect(known.every(({ experts }) => experts.yield === 100)).toBe(true)
  const shares = told.map((soFar) => soFar.share)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  if (expected.length > 1) expect(shares.at(-1)).toBe(1)
  found.parts.forEach((part, i) => {
    const [, worth] = expected[i]!
    expect(part.yield).toBeCloseTo(worth.yield, 9)
    expect(part.purity).toBeCloseTo(worth.purity, 9)
  })
  for (const axis of ['yield', 'purity'] as const) {
    const sum = found.parts.reduce((total, p) => total + p[axis], 0)
    expect(Math.abs(sum - found.gap[axis])).toBeLessThanOrEqual(1e-6 * Math.max(1e-6, Math.abs(found.gap[axis])))
  }
  expect(found.runs).toBeLessThanOrEqual(1 + (1 << expected.length))
  // Piece by piece it comes to the same to the last bit.
  const pieces = PIECES.map((ways) => worthsOf(met, ways))
  expect(explained(met, joined(pieces)).parts).toEqual(found.parts)
})
