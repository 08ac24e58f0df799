import { describe, expect, test } from 'vitest'
import { assays } from '../models/index.ts'
import { TOOLS } from '../play/index.ts'
import { normal } from '../sim/index.ts'
import { earnedBy, type Proof, toolName, toolSays } from './kit.ts'
import type { Snapshot, StepSnapshot } from './snapshot.ts'
import { twinOf } from './twin.ts'

const clean: Proof = { level: 'M3', passed: true, gates: [], seen: { C12: [1, 0.7] }, kit: [] }

describe('an instrument is earned', () => {
  test('by a lot of its level, passed without a gate, that showed the skill without it', () => {
    expect(earnedBy([clean])).toEqual(['capacitance'])
    expect(earnedBy([{ ...clean, kit: ['raman'] }])).toEqual(['capacitance'])
  })

  test.each([
    ['not passed', { passed: false }],
    ['with a gate taken back', { gates: ['G1'] }],
    ['the skill not shown', { seen: { C12: [1, 0.3] } }],
    ['nothing seen of it', { seen: {} }],
    ['with its help', { kit: ['capacitance'] }],
    ['on another level', { level: 'M2' }],
  ] as const)('not %s', (_, change) => {
    expect(earnedBy([{ ...clean, ...change }])).not.toContain('capacitance')
  })
})

test('each says what it does in one sentence of at most 25 words, in both languages', () => {
  for (const id of TOOLS)
    for (const language of ['fr', 'en'] as const) {
      expect(toolName(language, id).length).toBeGreaterThan(4)
      expect(toolSays(language, id).split(/\s+/).length, id).toBeLessThanOrEqual(25)
    }
})

describe('the forecast twin', () => {
  const DAY = 86_400
  const p = assays.viableCells.parameters
  const error = { relative: p.relativeError.value / 100, absolute: p.absoluteError.value }
  const fansOf = (
    counts: readonly (readonly [day: number, value: number])[],
    kit: Snapshot['kit'] = ['forecastTwin'],
  ) =>
    twinOf(
      { kit, round: counts.at(-1)?.[0] ?? 0, roundLength_s: DAY } as unknown as Snapshot,
      {
        unit: 'culture',
        assays: [{ id: 'viableCells', error, results: counts.map(([d, value]) => ({ drawn_s: d * DAY, value })) }],
      } as unknown as StepSnapshot,
    )

  test('needs three counts, and the instrument', () => {
    expect(
      fansOf([
        [0, 1],
        [1, 2],
      ]),
    ).toEqual([])
    expect(
      fansOf([
        [0, 1],
        [1, 2],
        [2, 4],
      ]),
    ).toHaveLength(3)
    expect(
      fansOf(
        [
          [0, 1],
          [1, 2],
          [2, 4],
        ],
        [],
      ),
    ).toEqual([])
    // Three counts of one hour say nothing of the next day.
    expect(
      fansOf([
        [2, 4],
        [2, 4],
        [2, 4],
      ]),
    ).toEqual([])
  })

  test('opens with every morning, and closes with every count', () => {
    const width = (f: { low: number; high: number }): number => f.high / f.low
    const few = fansOf([
      [0, 1],
      [1, 2],
      [2, 4],
      [3, 8],
    ])
    const many = fansOf([
      [-3, 0.125],
      [-2, 0.25],
      [-1, 0.5],
      [0, 1],
      [1, 2],
      [2, 4],
      [3, 8],
    ])
    expect(width(few[2]!)).toBeGreaterThan(width(few[0]!))
    expect(width(many[0]!)).toBeLessThan(width(few[0]!))
  })

  test('holds the count of tomorrow 19 times in 20, where growth bends as it does in a vessel (1,000 lots, 4.5 sigma)', () => {
    const truth = (day: number): number => Math.exp(0.7 * day - 0.03 * day * day)
    const counted = (seed: number, day: number): number =>
      truth(day) * (1 + error.relative * normal(seed, 'count', day))
    const n = 1000
    const held = Array.from({ length: n }, (_, seed) => {
      const [tomorrow] = fansOf([2, 3, 4, 5, 6, 7].map((day) => [day, counted(seed, day)] as const))
      const value = counted(seed, 8)
      return value > tomorrow!.low && value < tomorrow!.high ? 1 : 0
    }).reduce<number>((a, b) => a + b, 0)
    expect(Math.abs(held / n - 0.954)).toBeLessThan(4.5 * Math.sqrt((0.954 * 0.046) / n))
  })
})
