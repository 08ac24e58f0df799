/**
 * Asked and done are one truth: at any moment of M1, M2 and A0, whatever is decided, `query` refuses what `apply` refuses,
 * for the same reason, and neither question nor refusal leaves a trace.
 */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import a0 from '../../levels/aav/A0/level.json' with { type: 'json' }
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import m2 from '../../levels/antibody/M2/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  type Answer,
  apply,
  type Decision,
  deskTopics,
  deskView,
  digestRun,
  instrumentationOf,
  isOver,
  type Level,
  openSlots,
  query,
  randomHand,
  type Run,
  sop,
  startRun,
  STEP_VERBS,
  unitOf,
} from '../../src/play/index.ts'
import { copyRun } from '../../src/play/copy.ts'

const HOUR = 3600
const moments = 12
/** Seconds between two moments, and what lies between them in the hands of nobody in particular. */
const levels: readonly (readonly [string, unknown, number])[] = [
  ['M1', m1, 11 * HOUR],
  ['M2', m2, 31 * HOUR],
  ['A0', a0, 700],
]

/** States a level comes through while somebody presses what there is; some with full hands, some at night. */
function states(level: Level, apart_s: number): readonly Run[] {
  const run = startRun(level, 7)
  advanceTo(run, level.work!.starts_s, sop)
  const found: Run[] = []
  while (found.length < moments && !isOver(run)) {
    for (const slot of openSlots(run)) {
      const value = randomHand(deskView(run), slot)
      if (value !== undefined) apply(run, { slot, value }, 'player')
    }
    found.push(copyRun(run))
    advanceTo(run, run.t_s + Math.floor(apart_s / 2) + 1, sop)
    found.push(copyRun(run))
    advanceTo(run, run.t_s + Math.floor(apart_s / 2), sop)
  }
  return found
}

/** Every slot there is, with answers that fit more often than not. */
function decisions(level: Level): fc.Arbitrary<Decision> {
  const number = fc.oneof(fc.constantFrom(0, 1, 2, -1, NaN, 1e9), fc.double({ min: 0, max: 50, noNaN: true }))
  const nonsense: fc.Arbitrary<Answer> = fc.oneof(
    number,
    fc.constantFrom('oxygen', '', 'oxygenValve', 'toString', 'left', 'feedLabel'),
    fc.array(fc.oneof(number, fc.constantFrom('glucose', 'me', 'none')), { maxLength: 5 }),
  )
  const slots = level.steps.flatMap(({ id, unit }) => {
    const { settings, acts } = unitOf(level.steps.find((s) => s.id === id)!)
    const { panels, assays } = instrumentationOf(unit)
    const mine = { ...settings, ...acts }
    return [
      ...Object.entries(mine).map(([topic, spec]) =>
        fc.record({
          slot: fc.constant(`${id}.${topic}`),
          value: fc.oneof(
            { weight: 4, arbitrary: fc.double({ min: spec.min, max: spec.max, noNaN: true }) },
            { weight: 1, arbitrary: nonsense },
          ),
        }),
      ),
      fc.record({ slot: fc.constantFrom(`${id}.proceed`, `${id}.pause`), value: fc.constantFrom(0, 1) }),
      fc.record({ slot: fc.constant(`${id}.look`), value: fc.constantFrom('', ...Object.keys(panels)) }),
      fc.record({ slot: fc.constant(`${id}.assay`), value: fc.subarray(Object.keys(assays)) }),
      fc.record({ slot: fc.constantFrom(...STEP_VERBS.map((verb) => `${id}.${verb}`)), value: nonsense }),
    ]
  })
  const desk = Object.entries(deskTopics(level.work)).flatMap(([place, topics]) =>
    [...topics, 'moon'].map((topic) => `${place}.${topic}`),
  )
  const words = ['oxygenValve', 'left', 'right', 'feedLabel', 'minor']
  const atDesk = fc.record({
    slot: fc.constantFrom(...desk, 'moon.phase', ''),
    value: fc.oneof(nonsense, fc.constantFrom<Answer>(1, [3.5], ...words, ['oxygen', 'culture', 0, 1, 'stopped'])),
  })
  return fc.oneof({ weight: 3, arbitrary: fc.oneof(...slots) }, { weight: 1, arbitrary: atDesk })
}

describe.each(levels)('%s', (_, source, apart_s) => {
  const level = loadLevel(source).level!
  const runs = states(level, apart_s)

  test('query says what apply says, and a refusal leaves no trace', () => {
    const codes = new Set<string>()
    fc.assert(
      fc.property(fc.constantFrom(...runs), decisions(level), fc.constantFrom('player', 'crew'), (at, decision, by) => {
        const run = copyRun(at)
        const before = digestRun(run)
        const said = query(run, decision, by)
        expect(digestRun(run)).toBe(before)
        expect(apply(run, decision, by)).toEqual(said)
        expect(digestRun(run) === before).toBe(said !== undefined)
        if (said) codes.add(said.code)
      }),
      { numRuns: 300, seed: 5 },
    )
    expect([...codes]).toEqual(expect.arrayContaining(['out_of_range', 'step_not_running', 'hands_full']))
  })
})

test('a step is stopped or let go by 1 and 0; anything else is refused and stops nothing', () => {
  const level = loadLevel(a0).level!
  const run = startRun(level, 7)
  advanceTo(run, level.work!.starts_s, sop)
  const id = level.steps[run.running[0]!.index]!.id
  const before = run.running[0]!.paused
  for (const topic of ['pause', 'proceed'])
    for (const value of [2, 0.5, '', 'late', [], [1]] as Answer[])
      expect(apply(run, { slot: `${id}.${topic}`, value }, 'player')?.code).toBe('out_of_range')
  expect(run.running[0]!.paused).toBe(before)
})
