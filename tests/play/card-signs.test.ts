/**
 * What an event card says a wrong act costs, against what the models make of it: the expert's run of a lot, and the same
 * run with that one act done wrongly. Signs of yield and of the uncapped purity index; where the model says otherwise than
 * the card, it stands in `model`, and the models are right. No recogniser reads a card's effects, and no text of a level
 * promises one that the model does not have: beside each such row stands what is true and what the player is told.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import {
  type DeskView,
  expertHand,
  type Hand,
  type Level,
  outcomeOf,
  startRun,
  type StepView,
} from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'
import { held, never, type Turn, turned, type Turns } from './turns.ts'

type Signs = readonly [amount: -1 | 0 | 1, purity: -1 | 0 | 1]

const times =
  (factor: number): Turn =>
  (right) =>
    typeof right === 'number' ? factor * right : right
const without =
  (assay: string): Turn =>
  (right) =>
    Array.isArray(right) && right.includes(assay) ? undefined : right
const instead =
  (reply: number): Turn =>
  (right) =>
    right === undefined ? undefined : reply
const inPhase = (view: DeskView, phase: string): StepView | undefined => view.steps.find((s) => s.phase === phase)

interface Row {
  readonly card: string
  readonly level: string
  /** The cause drawn by the seed; null: the card is a decoy, in any lot. */
  readonly cause: readonly [fault: string, cause: string] | null
  readonly wrongly: string
  readonly turns: Turns
  readonly says: Signs
  /** Where the model says otherwise. */
  readonly model?: Signs
}

const SEEDS: Readonly<Record<string, number>> = { M1: 1, M2: 31, M3: 1, M4: 6, M5: 11, M6: 1 }

const ROWS: readonly Row[] = [
  {
    card: 'MA-02',
    level: 'M2',
    cause: ['tiredSeed', 'tired'],
    wrongly: 'seeded denser to make up for the dead',
    turns: { 'seed.passage': never, 'seed.seedingDensity': held('seedingDensity', 0.7) },
    says: [-1, -1],
    // True: a day sooner, so more product, and what the dead let out with it. M2 says so: the number is made up for, not the
    // dirt.
    model: [1, -1],
  },
  {
    card: 'MA-05',
    level: 'M2',
    cause: ['lowOxygen', 'vent'],
    wrongly: 'more gas into a wet vent',
    turns: {
      'culture.ventSwap': never,
      'culture.antifoam': never,
      'culture.air': held('air', 4),
      'night.orders': never,
    },
    says: [-1, -1],
  },
  {
    card: 'MA-06',
    level: 'M2',
    cause: ['baseUse', 'probe'],
    wrongly: 'the loop left to a probe that lies',
    turns: { 'call.maintenance': never },
    says: [-1, -1],
    // True: base is salt, it costs cells; what is made is as clean. M2 says of a fault that it costs every night, no more.
    model: [-1, 0],
  },
  {
    card: 'MA-06-standardise',
    level: 'M3',
    cause: ['probe', 'high'],
    wrongly: 'the probe put on the set point',
    turns: { 'culture.standardise': (right) => (Array.isArray(right) ? [right[0] as string, 7.05] : right) },
    says: [-1, -1],
  },
  {
    card: 'MA-07',
    level: 'M1',
    cause: null,
    wrongly: 'more feed for a count that is normal',
    turns: { 'culture.feed': times(5) },
    says: [-1, -1],
  },
  {
    card: 'MA-08',
    level: 'M2',
    cause: ['feedPump', 'worn'],
    wrongly: 'fed on, and more',
    turns: { 'call.maintenance': never, 'culture.feedRate': times(2.5) },
    says: [-1, -1],
  },
  {
    card: 'MA-10',
    level: 'M3',
    cause: ['outage', 'early'],
    wrongly: 'waited for one more gram',
    turns: { 'culture.proceed': (right, view) => (view.round >= 17 ? right : undefined) },
    says: [1, -1],
  },
  {
    card: 'MA-12',
    level: 'M4',
    cause: ['packing', 'gap'],
    wrongly: 'loaded without a test',
    turns: {
      'call.maintenance': never,
      'capture.pause': never,
      'capture.assay': without('asymmetry'),
      'capture.proceed': (right, view) => right ?? (inPhase(view, 'equilibrate')?.ready ? 1 : undefined),
    },
    says: [-1, -1],
    // True: product runs through beside the bed, and nothing else with it. M4 says that antibody goes.
    model: [-1, 0],
  },
  {
    card: 'MA-13',
    level: 'M4',
    cause: ['breakthrough', 'resin'],
    wrongly: 'the load finished, and a large one',
    turns: { 'capture.pause': never, 'capture.loadDensity': held('loadDensity', 60) },
    says: [-1, -1],
  },
  {
    card: 'MA-14',
    level: 'M4',
    cause: ['holdPh', 'base'],
    wrongly: 'twenty minutes more at the wrong pH',
    turns: {
      'inactivation.acid': (right, view) => (inPhase(view, 'hold') ? undefined : right),
      'inactivation.assay': (right, view) => (inPhase(view, 'hold') ? undefined : right),
      'inactivation.hold': held('hold', 80),
    },
    says: [1, 1],
    // True: longer in acid is more aggregate, which the next cut has to leave behind; the virus is not proven either way. M4
    // says that such minutes are worth nothing and that acid makes aggregates.
    model: [-1, -1],
  },
  {
    card: 'MA-17',
    level: 'M4',
    cause: ['loadSalt', 'pump'],
    wrongly: 'pumped as salt as it was',
    turns: {
      'flowThrough.dilute': (right, view) =>
        typeof right === 'number' && view.done('flowThrough.dilute').length === 0 ? 0.5 * right : undefined,
      'flowThrough.proceed': (right, view) =>
        right ?? (inPhase(view, 'prepare') && view.done('flowThrough.dilute').length > 0 ? 1 : undefined),
    },
    says: [1, -1],
    // True: to dilute takes minutes, not product; what should bind does not. M4 says that the yield stays perfect.
    model: [0, -1],
  },
  {
    card: 'MA-15',
    level: 'M5',
    cause: null,
    wrongly: 'an hour signed for somebody else',
    turns: { 'reply.signForMe': instead(2) },
    says: [0, 0],
  },
  {
    card: 'MA-16',
    level: 'M5',
    cause: ['resinLife', 'tired'],
    wrongly: 'loaded beyond the validated cycles',
    turns: {
      'reply.counterZero': instead(2),
      'call.maintenance': (right) => (right === 'backupColumn' ? undefined : right),
    },
    says: [-1, -1],
    // True: a tired resin holds less, so product is lost; what it leaches the next steps take out. M5 says of the cycles
    // beyond that nobody can prove them.
    model: [-1, 0],
  },
  {
    card: 'MA-18',
    level: 'M5',
    cause: ['flowPause', 'supply'],
    wrongly: 'started again after the pause and pooled',
    turns: { 'reply.testTells': instead(2), 'nanofiltration.divert': never, 'nanofiltration.refilter': never },
    says: [1, 0],
    // True: to filter again costs a few grams, under one in a thousand of the lot; the card prices the time.
    model: [0, 0],
  },
  {
    card: 'MA-19',
    level: 'M5',
    cause: null,
    wrongly: 'the sweep over the membrane taken back, the pressure left as it is',
    turns: { 'concentration.crossFlow': held('crossFlow', 120), 'concentration.tmp': never },
    says: [-1, -1],
    // True: the gel grows, it takes longer, aggregates form; the membrane holds the product all the same.
    model: [0, -1],
  },
  {
    card: 'MA-01',
    level: 'M6',
    cause: ['doubtfulVial', 'swapped'],
    wrongly: 'thawed as pulled',
    turns: { 'vial.list': never, 'vial.apart': never },
    says: [-1, -1],
    // True: the other bank is of the same line and makes as much, as clean. That is why only paper can tell: M6 says that
    // identity cannot be brought back.
    model: [0, 0],
  },
  {
    card: 'MA-20',
    level: 'M6',
    cause: ['hcpHigh', 'dilution'],
    wrongly: 'measured again and averaged',
    turns: { 'reply.average': instead(2) },
    says: [0, 0],
  },
]

/** Less than this is no sign: a per cent of the amount, half a point of purity. */
const sign = (change: number, least: number): -1 | 0 | 1 => (change > least ? 1 : change < -least ? -1 : 0)

const levels = new Map<string, Level>()
const levelOf = (id: string): Level => {
  if (!levels.has(id))
    levels.set(id, loadLevel(JSON.parse(readFileSync(`levels/antibody/${id}/level.json`, 'utf8'))).level!)
  return levels.get(id)!
}
const worth = (id: string, hand: Hand): readonly [number, number] => {
  const { amounts, purity } = outcomeOf(playHand(levelOf(id), SEEDS[id]!, hand).run)
  return [amounts[0]!, purity.index]
}
const right = new Map<string, readonly [number, number]>()

test.each(ROWS)('$card: $wrongly', ({ level: id, cause, turns, says, model = says }) => {
  if (cause) {
    const level = levelOf(id)
    const fault = level.work!.faults.find((f) => f.id === cause[0])!
    expect(fault.causes[startRun(level, SEEDS[id]!).desk!.faults[fault.id]!.cause]!.id).toBe(cause[1])
  }
  if (!right.has(id)) right.set(id, worth(id, expertHand))
  const [amount, purity] = right.get(id)!
  const [less, worse] = worth(id, turned(turns))
  expect([sign((100 * (less - amount)) / amount, 1), sign(worse - purity, 0.5)]).toEqual(model)
})
