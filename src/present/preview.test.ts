import { readFileSync } from 'node:fs'
import { assert, constantFrom, double, nat, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { advanceTo, apply, type Run, sop, startRun } from '../play/index.ts'
import { bandsOf, verdictOf } from './bands.ts'
import { type Displayed, displayed, foreseen, foreseenWords } from './preview.ts'
import { snapshot, type Snapshot, type StepSnapshot } from './snapshot.ts'

const file = new URL('../../levels/antibody/M2/level.json', import.meta.url)
const level = loadLevel(JSON.parse(readFileSync(file, 'utf8'))).level!
const HOUR = 3600

function lot(seed: number, days: number): Run {
  const run = startRun(level, seed)
  advanceTo(run, level.work!.starts_s, sop)
  for (let day = 1; day <= 6 + days; day++) {
    const step = level.steps[run.running[0]?.index ?? 0]!
    if (step.unit === 'culture') {
      apply(run, { slot: `${step.id}.assay`, value: ['viableCells', 'glucose', 'osmolality'] }, 'player')
      advanceTo(run, run.t_s + HOUR, sop)
    }
    apply(run, { slot: 'shift.leave', value: 1 }, 'player')
    advanceTo(run, day * 24 * HOUR, sop)
  }
  const last = level.steps[run.running[0]!.index]!
  apply(run, { slot: `${last.id}.assay`, value: ['viableCells', 'glucose', 'osmolality'] }, 'player')
  advanceTo(run, run.t_s + HOUR, sop)
  return run
}

const seen = (run: Run): { readonly view: Snapshot; readonly step: StepSnapshot } => {
  const view = snapshot(run)
  return { view, step: view.steps[0]! }
}

const TOPICS = ['feedRate', 'glucose', 'temperature', 'pH', 'oxygenMax', 'power'] as const

describe('what could be worked out before a set point is changed', () => {
  const lots = [1, 4, 7, 11].map((seed) => lot(seed, 4))

  test('two runs that show the same are foreseen the same, whatever goes on inside', () => {
    // Another lot, other faults, another hidden state, wearing this one's displays.
    assert(
      property(
        nat(lots.length - 1),
        nat(lots.length - 1),
        constantFrom(...TOPICS),
        double({ min: 0, max: 40, noNaN: true }),
        (i, j, topic, value) => {
          const { view: shown, step: mine } = seen(lots[i]!)
          const other = seen(lots[j]!)
          const { panels, assays, controls, forecasts, recipe, labels } = mine
          const worn = { ...other.step, panels, assays, controls, forecasts, recipe, labels }
          const view = { ...other.view, t_s: shown.t_s, round: shown.round, roundLength_s: shown.roundLength_s }
          expect(foreseen(displayed(view, worn), topic, value)).toEqual(foreseen(displayed(shown, mine), topic, value))
        },
      ),
      { numRuns: 200 },
    )
  })

  test('what the run hides leaves no trace: a fault that nobody has read changes nothing foreseen', () => {
    for (const run of lots) {
      const { view, step } = seen(run)
      const before = TOPICS.map((topic) => foreseen(displayed(view, step), topic, 30))
      const state = run.running[0]!.state as { upsets: { feedPumpGain: number; growthFactor: number }; y: number[] }
      state.upsets.feedPumpGain = 1.4
      state.upsets.growthFactor = 0.2
      state.y[1] = 0.5 * state.y[1]!
      const after = seen(run)
      expect(TOPICS.map((topic) => foreseen(displayed(after.view, after.step), topic, 30))).toEqual(before)
    }
  })

  test('the printed labels are the plant’s: the same for every lot', () => {
    const [first, ...rest] = lots.map((run) => seen(run).step.labels)
    for (const labels of rest) expect(labels).toEqual(first)
  })

  const plain: Displayed = {
    aids: true,
    t_s: 10 * 24 * HOUR,
    round: 10,
    roundLength_s: 24 * HOUR,
    panels: [
      { id: 'weight', seen: null, history: [[0, 150]] },
      { id: 'temperature', seen: null, history: [[0, 36.8]] },
    ],
    assays: [
      { id: 'osmolality', results: [{ drawn_s: 0, value: 300, status: 'ok' }], error: { relative: 0, absolute: 0 } },
      { id: 'glucose', results: [{ drawn_s: 0, value: 20, status: 'ok' }], error: { relative: 0, absolute: 0 } },
      {
        id: 'viableCells',
        results: [
          { drawn_s: 9 * 24 * HOUR, value: 5, status: 'ok' },
          { drawn_s: 10 * 24 * HOUR, value: 10, status: 'ok' },
        ],
        error: { relative: 0, absolute: 0 },
      },
    ],
    controls: [{ topic: 'temperature', value: 36.8 }],
    forecasts: [],
    recipe: { workingVolume_L: 200 },
    labels: {
      feedOsm: 700,
      feedGlc: 167,
      feedGln: 6,
      feedNut: 260,
      glcStock: 2775,
      Topt: 36.8,
      sT: 3.4,
      rampRate: 0.5,
    },
  }
  const one = (topic: string, value: number, what: string, now = plain) =>
    foreseen(now, topic, value).find((f) => f.what === what)

  test('the arithmetic of a feed, of a dose, of a colder vessel', () => {
    expect(one('feedRate', 0.2, 'volume')!.low).toBeCloseTo(154.8, 9)
    expect(one('feedRate', 0.2, 'room')!.low).toBeCloseTo(45.2, 9)
    const salt = one('feedRate', 0.2, 'osmolality')!
    expect(salt.low).toBeCloseTo((300 * 150 + 4.8 * 595) / 154.8, 6)
    expect(salt.high).toBeCloseTo((300 * 150 + 4.8 * 1.15 * 1133) / 154.8, 6)
    expect(one('glucose', 1, 'glucose')!.low).toBeCloseTo((20 * 150 + 2775) / 151, 9)
    const cold = one('temperature', 33, 'slower')!
    expect(cold.high).toBeLessThan(60)
    expect(cold.low).toBeGreaterThan(20)
    const kept = one('temperature', 36.8, 'slower')!
    expect([kept.low, kept.high].map(Math.round)).toEqual([90, 110])
  })

  test('the count of tomorrow is foreseen only beside one’s own point', () => {
    expect(one('temperature', 33, 'count')).toBeUndefined()
    const pointed = { ...plain, forecasts: [{ set_s: plain.t_s, value: 20 }] }
    const count = one('temperature', 36.8, 'count', pointed)!
    expect(count.low).toBeLessThan(20)
    expect(count.high).toBeGreaterThan(20)
  })

  test('where nothing was measured nothing is foreseen from it', () => {
    const blind = { ...plain, panels: [], assays: [] }
    expect(foreseen(blind, 'glucose', 1)).toEqual([])
    expect(foreseen(blind, 'feedRate', 0.1).map((f) => f.what)).toEqual(['fed'])
  })

  test('both languages say every kind', () => {
    for (const f of foreseen(plain, 'feedRate', 0.2))
      expect(foreseenWords('fr', f).label).not.toBe(foreseenWords('en', f).label)
    expect(foreseenWords('fr', { what: 'osmolality', low: 300, high: 320, unit: 'mOsm/kg', digits: 0 }).figure).toBe(
      '300 à 320',
    )
  })
})

describe('the bands of a set point', () => {
  const run = lot(1, 1)

  test('are those of the plant’s table, in the control’s own unit', () => {
    const { step } = seen(run)
    const pH = step.controls.find((c) => c.topic === 'pH')!.bands!
    expect(pH).toEqual({
      asked: { low: 7, high: 7.1 },
      alert: { low: 6.9, high: 7.15 },
      action: { low: 6.75, high: 7.25 },
    })
    expect(verdictOf(pH, 7.05)).toBe('asked')
    expect(verdictOf(pH, 6.85)).toBe('alert')
    expect(verdictOf(pH, 7.3)).toBe('action')
  })

  test('follow the recipe’s day: warm then cold, no feed, then three and four per cent', () => {
    const recipe = { ...seen(lot(1, 1)).step.recipe!, feedPercent: 4 }
    const at = (day: number, topic: string, temperature_C = 36.8) =>
      bandsOf(run, 'culture', topic, { ...recipe, day, temperature_C })!
    expect(at(4, 'temperature').asked.low).toBe(36.8)
    expect(at(5, 'temperature', 33).asked.low).toBe(33)
    expect(at(7, 'feedRate').asked.low).toBeCloseTo((0.04 * 135) / 24, 9)
    expect(bandsOf(run, 'culture', 'feedRate', { ...recipe, feedPercent: 0 })).toBeNull()
    expect(bandsOf(run, 'culture', 'ventSwap', recipe)).toBeNull()
  })
})
