/**
 * Every contract of every level can be kept, and not by everybody who passes: of each, one lot on which it was and one
 * on which it was not, both passed. The expert's hand, the printed recipe, or the expert with the answers named turned.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadContracts, loadLevel } from '../../src/content/index.ts'
import { levels } from '../../src/game/levels.ts'
import { expertHand, outcomeOf, rate, sopHand } from '../../src/play/index.ts'
import { contractsKept, playHand } from '../../src/record/index.ts'
import { atMost, held, never, notOn, turned, type Turns } from './turns.ts'

type By = readonly [seed: number, hand: 'expert' | 'sop' | Turns]
type Rows = Readonly<Record<string, readonly [kept: By, not: By]>>

const dose = held('dose', 1.1)

const LEVELS: Readonly<Record<string, Rows>> = {
  'antibody/M1': {
    clean: [
      [3, 'expert'],
      [3, { 'record.temperature': never }],
    ],
    twoSamples: [
      [3, { 'culture.assay': atMost(2, 'culture.assay') }],
      [3, 'expert'],
    ],
    pure: [
      [3, 'expert'],
      [2, 'expert'],
    ],
  },
  'antibody/M2': {
    clean: [
      [3, 'expert'],
      [5, 'sop'],
    ],
    twelveSamples: [
      [2, { 'culture.assay': notOn(6, 9, 12) }],
      [3, 'expert'],
    ],
    alive: [
      [3, 'expert'],
      [2, 'sop'],
    ],
  },
  'antibody/M3': {
    clean: [
      [2, 'expert'],
      [1, 'sop'],
    ],
    fiveSamples: [
      [1, 'sop'],
      [2, 'expert'],
    ],
    clear: [
      [2, { 'centrifuge.loading': held('loading', 0.7) }],
      [2, 'expert'],
    ],
  },
  'antibody/M4': {
    clean: [
      [4, 'expert'],
      [4, { 'record.checkPh': never }],
    ],
    pure: [
      [4, 'expert'],
      [2, 'expert'],
    ],
    fineCut: [
      [4, 'expert'],
      [4, 'sop'],
    ],
  },
  'antibody/M5': {
    clean: [
      [4, 'expert'],
      [4, 'sop'],
    ],
    spared: [
      [4, 'expert'],
      [4, 'sop'],
    ],
    pure: [
      [4, 'expert'],
      [3, 'expert'],
    ],
  },
  'antibody/M6': {
    clean: [
      [2, 'expert'],
      [2, { 'record.shiftTemperature': never }],
    ],
    alive: [
      [2, 'expert'],
      [1, 'expert'],
    ],
    pure: [
      [2, 'expert'],
      [2, 'sop'],
    ],
  },
  'plasma/P1': {
    clean: [
      [3, 'expert'],
      [1, 'sop'],
    ],
    cold: [
      [3, 'expert'],
      [3, 'sop'],
    ],
    fewLooks: [
      [3, 'expert'],
      [1, 'expert'],
    ],
  },
  'plasma/P2': {
    clean: [
      [2, 'expert'],
      [2, 'sop'],
    ],
    clear: [
      [2, 'expert'],
      [2, 'sop'],
    ],
    rich: [
      [2, 'expert'],
      [2, 'sop'],
    ],
  },
  'plasma/P3': {
    clean: [
      [1, 'expert'],
      [1, 'sop'],
    ],
    clear: [
      [1, 'expert'],
      [1, 'sop'],
    ],
    calm: [
      [1, 'expert'],
      [1, 'sop'],
    ],
  },
  'plasma/P4': {
    clean: [
      [1, 'expert'],
      [1, { 'record.warm': never }],
    ],
    bright: [
      [1, 'expert'],
      [2, 'expert'],
    ],
    fewAims: [
      [2, 'expert'],
      [1, 'expert'],
    ],
  },
  'plasma/P5': {
    clean: [
      [2, 'expert'],
      [2, 'sop'],
    ],
    standing: [
      [2, 'expert'],
      [1, 'expert'],
    ],
    gentle: [
      [1, 'expert'],
      [2, 'expert'],
    ],
  },
  'plasma/P6': {
    clean: [
      [4, 'expert'],
      [4, { 'record.chilled': never }],
    ],
    alone: [
      [4, 'expert'],
      [4, { 'call.tutor': (_, view) => (view.done('call.tutor').length ? undefined : 'pool') }],
    ],
    pure: [
      [4, 'expert'],
      [1, 'sop'],
    ],
  },
  'aav/A1': {
    clean: [
      [3, 'expert'],
      [3, { 'record.dip': never }],
    ],
    full: [
      [3, 'expert'],
      [3, 'sop'],
    ],
    spare: [
      [3, 'expert'],
      [3, 'sop'],
    ],
  },
  'lab/K1': {
    wholeHouse: [
      [1, 'expert'],
      [1, 'sop'],
    ],
    nothingFound: [
      [1, 'expert'],
      [4, 'sop'],
    ],
    asPrinted: [
      [1, 'sop'],
      [1, 'expert'],
    ],
  },
  'lab/K2': {
    bothHomes: [
      [1, 'expert'],
      [1, 'sop'],
    ],
    nothingFound: [
      [1, 'expert'],
      [1, 'sop'],
    ],
    leftAlone: [
      [1, 'expert'],
      [23, 'expert'],
    ],
  },
  'lab/K3': {
    fivePaths: [
      [1, 'expert'],
      [1, 'sop'],
    ],
    nothingToAdd: [
      [1, 'expert'],
      [3, 'sop'],
    ],
    everyProof: [
      [1, 'expert'],
      [3, 'sop'],
    ],
  },
  'aav/A2': {
    clean: [
      [2, 'expert'],
      [3, 'sop'],
    ],
    sized: [
      [2, 'expert'],
      [1, 'expert'],
    ],
    thrifty: [
      [2, { 'pour1.dose': dose, 'pour2.dose': dose, 'pour3.dose': dose }],
      [2, 'expert'],
    ],
  },
  'aav/A3': {
    clean: [
      [1, 'expert'],
      [1, 'sop'],
    ],
    oneTrain: [
      [3, 'expert'],
      [3, 'sop'],
    ],
    working: [
      [1, 'expert'],
      [1, 'sop'],
    ],
  },
  'aav/A4': {
    clean: [
      [5, 'expert'],
      [14, 'sop'],
    ],
    pure: [
      [13, 'expert'],
      [10, 'expert'],
    ],
    short: [
      [5, 'expert'],
      [5, 'sop'],
    ],
  },
  'aav/A6': {
    clean: [
      [1, 'expert'],
      [1, { 'reply.biggest': (right) => (right === undefined ? undefined : 2) }],
    ],
    quick: [
      [1, 'expert'],
      [1, 'sop'],
    ],
    thrifty: [
      [1, { 'pour.dose': held('dose', 1) }],
      [1, 'expert'],
    ],
  },
  'aav/A5': {
    clean: [
      [1, 'expert'],
      [1, { 'reply.write': () => 1, 'reply.drain': () => 1 }],
    ],
    dry: [
      [7, 'expert'],
      [1, 'expert'],
    ],
    recovered: [
      [8, 'expert'],
      [8, 'sop'],
    ],
  },
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

test('every level that can be passed in the page has its contracts in the table', () => {
  const missing = levels.map(({ plant, id }) => `${plant}/${id}`).filter((at) => !at.endsWith('0') && !LEVELS[at])
  expect(missing).toEqual([])
})

describe.each(Object.entries(LEVELS))('%s', (at, rows) => {
  const level = loadLevel(json(`levels/${at}/level.json`)).level!
  const { contracts } = loadContracts(json(`levels/${at}/contracts.json`))
  const played = new Map<string, ReturnType<typeof playHand>['run']>()
  const run = ([seed, hand]: By) => {
    const name = `${seed} ${typeof hand === 'string' ? hand : JSON.stringify(Object.keys(hand))}`
    const hands = { expert: expertHand, sop: sopHand }
    if (!played.has(name))
      played.set(name, playHand(level, seed, typeof hand === 'string' ? hands[hand] : turned(hand)).run)
    return played.get(name)!
  }
  const judged = (by: By) => {
    const reference = outcomeOf(run([by[0], 'expert']))
    const rating = rate(run(by), outcomeOf(run(by)), reference)
    return { passed: rating.passed, kept: contractsKept(run(by), rating, contracts) }
  }

  test('has a row for each contract', () => expect(Object.keys(rows)).toEqual(contracts.map(({ id }) => id)))

  test.each(Object.entries(rows))('%s is kept by one lot that passes and not by another', (id, [by, other]) => {
    expect(judged(by).kept).toContain(id)
    expect(judged(other).passed).toBe(true)
    expect(judged(other).kept).not.toContain(id)
  })
})
