import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compact, COMPACT_BUDGET, expand } from './compact.ts'
import type { RunRecord } from './record.ts'

const DAY = 86_400
const days = (n = 20): number[] => Array.from({ length: n }, (_, i) => (i + 1) * DAY)
const record: RunRecord = {
  format: 1,
  model: '0.4.0',
  level: { id: 'M2', hash: '9ddd1f6c263f179ab9d45ae818cd9471c0bf14b4b255113870cfdbdb833d0e4f' },
  seed: 7,
  crew: 'idle',
  log: [
    { t: 0, slot: 'seed.assay', value: ['viability'] },
    { t: 360, slot: 'seed.squares', value: 25 },
    { t: 360, slot: 'record.count', value: [4.000000000000001, 120, 'late'] },
    { t: DAY, slot: 'call.qa', value: 'oxygène' },
  ],
  digest: 'a4515c92e7e1bba325288860dfaca00908fd480c3e098b0b4f1588ebb821815d',
}

const part = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0 || 0),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
)
const logs = fc
  .array(
    fc.record({
      t: fc.nat(90 * DAY),
      slot: fc.string({ maxLength: 20 }),
      value: fc.oneof(part, fc.array(part, { maxLength: 5 })),
    }),
    { maxLength: 60 },
  )
  .map((log) => log.sort((a, b) => a.t - b.t))

/** A log of so many numbers that nobody could foresee. */
const noisy = (decisions: number): RunRecord => ({
  ...record,
  log: Array.from({ length: decisions }, (_, i) => ({ t: i * 900, slot: 'culture.feedRate', value: Math.sqrt(i + 2) })),
})

describe('a compact record', () => {
  test('comes out as it went in: any log', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const { text, complete } = compact({ ...record, log }, days(), 1e6)
        expect(complete).toBe(true)
        expect(expand(text)).toEqual({ record: { ...record, log }, complete: true, until_s: null })
      }),
      { numRuns: 200 },
    )
  })

  test('is letters, digits, - and _: it passes any form and address', () => {
    const { text, wanted } = compact(record, days())
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(wanted).toBe(text.length)
  })

  test('over its budget keeps the longest beginning that ends with something, and says so', () => {
    const long = noisy(1000)
    const cut = compact(long, days())
    expect(cut.complete).toBe(false)
    expect(cut.text.length).toBeLessThanOrEqual(COMPACT_BUDGET)
    expect(cut.until_s! % DAY).toBe(0)
    const expected = long.log.filter((d) => d.t < cut.until_s!)
    expect(cut.kept).toBe(expected.length)
    expect(expand(cut.text)).toEqual({
      record: { ...long, log: expected },
      complete: false,
      until_s: cut.until_s,
    })
    const oneMore = { ...long, log: long.log.filter((d) => d.t < cut.until_s! + DAY) }
    expect(compact(oneMore, days()).wanted).toBeGreaterThan(COMPACT_BUDGET)
    expect(cut.wanted).toBe(compact(long, [], 1e6).text.length)
  })

  test('with no room up to the first end keeps the head alone', () => {
    expect(compact(noisy(1000), [])).toMatchObject({ complete: false, until_s: 0, kept: 0 })
  })

  test('what is none is refused, never thrown', () => {
    const { text } = compact(record, days())
    for (const wrong of ['', 'b', 'a', 'a!', 'aAAAA', text.slice(0, -5), `b${text.slice(1)}`, 'a'.repeat(99_999)])
      expect(expand(wrong)).toBeUndefined()
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.constantFrom(...'AZaz09-_'), (i, sign) => {
        const found = expand(text.slice(0, i + 1) + sign + text.slice(i + 2))
        expect(found === undefined || found.record.format === 1).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
