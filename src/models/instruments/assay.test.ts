import { describe, expect, test } from 'vitest'
import { defaults, UNITS } from '../../sim/index.ts'
import { drawSample, resultOf, type Sample } from './assay.ts'
import { type AssayId, assays } from './assays.ts'
import { cellCountParameters, countCells } from './cellCount.ts'

const values = (id: AssayId, changes: object = {}) => ({ ...defaults(assays[id].parameters), ...changes })

function drawn(id: AssayId, number: number, content: number, changes: object = {}): Sample {
  const result = drawSample(values(id, changes), `culture.${id}`, number, content, 3600, 1e6)
  if ('refusal' in result) throw new Error('refused')
  return result.sample
}

const result = (id: AssayId, number: number, content: number, seed = 1, changes: object = {}) =>
  resultOf(assays[id].kind, values(id, changes), drawn(id, number, content, changes), 1e9, seed)!

const deviations = (x: readonly number[], mean: number): number =>
  Math.sqrt(x.reduce((a, b) => a + (b - mean) * (b - mean), 0) / x.length)
const average = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length
const many = <T>(n: number, f: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => f(i))

describe('sample', () => {
  test('a titre drawn at 1 h is due at 3 h, not a second before', () => {
    const sample = drawn('titre', 1, 5.47)
    expect([sample.drawn_s, sample.due_s, sample.volume_mL]).toEqual([3600, 3 * 3600, 2])
    expect(resultOf('quantity', values('titre'), sample, 3 * 3600 - 1, 1)).toBeUndefined()
    expect(resultOf('quantity', values('titre'), sample, 3 * 3600, 1)).toBeDefined()
  })

  test('2 mL are drawn from 2 mL; from 1.9 mL they are refused with both numbers, as a value', () => {
    expect('sample' in drawSample(values('titre'), 'a', 1, 5, 0, 2)).toBe(true)
    expect(drawSample(values('titre'), 'a', 1, 5, 0, 1.9)).toEqual({
      refusal: { code: 'sample_volume', values: { needed_mL: 2, available_mL: 1.9 } },
    })
    expect('refusal' in drawSample(values('titre'), 'a', 1, 5, 0, NaN)).toBe(true)
  })

  test('what is in it is fixed when it is drawn: the result a week later is the same', () => {
    const sample = drawn('hcp', 4, 15.6)
    const at = (second: number) => resultOf('quantity', values('hcp'), sample, second, 1)
    expect(at(sample.due_s + 7 * 86_400)).toEqual(at(sample.due_s))
  })

  test('a content that is no number is a bug and throws', () => {
    expect(() => drawSample(values('titre'), 'culture.titre', 1, NaN, 0, 100)).toThrow(/culture.titre/)
  })
})

describe('error', () => {
  test.each([
    ['titre', 5, 0.15],
    ['hcp', 100, 12],
    ['osmolality', 380, 3],
    ['glucose', 20, Math.sqrt(0.6 * 0.6 + 0.1 * 0.1)],
    ['gasAnalyserPh', 7.05, 0.02],
  ] as [AssayId, number, number][])(
    '%s of %s has standard deviation %s and no bias (10,000 samples, 4.5 sigma)',
    (id, content, sd) => {
      const n = 10_000
      const seen = many(n, (i) => result(id, i, content, 1, { resolution: 0 }).value)
      expect(Math.abs(average(seen) - content)).toBeLessThan((4.5 * sd) / Math.sqrt(n))
      expect(Math.abs(deviations(seen, content) / sd - 1)).toBeLessThan(4.5 / Math.sqrt(2 * n))
    },
  )

  test('the same seed, name and number give the same result, in whatever order samples are drawn and read', () => {
    const forward = many(200, (i) => result('titre', i, 5))
    const backward = many(200, (i) => result('titre', 199 - i, 5)).toReversed()
    expect(backward).toEqual(forward)
    expect(result('titre', 3, 5, 2)).not.toEqual(forward[3])
  })

  test('two assays of one sample number err independently (correlation below 4.5/√n)', () => {
    const n = 5000
    const pairs = many(n, (i) => [
      (result('hmw', i, 2, 1, { resolution: 0 }).value - 2) / 0.05,
      (result('lmw', i, 2, 1, { resolution: 0 }).value - 2) / 0.05,
    ])
    expect(Math.abs(average(pairs.map(([a, b]) => a! * b!)))).toBeLessThan(4.5 / Math.sqrt(n))
  })

  test('results are rounded as reported: 5.47 g/L, not 5.4712', () => {
    for (const { value } of many(200, (i) => result('titre', i, 5.4712))) expect(value).toBe(Number(value.toFixed(2)))
  })

  test('below the quantification limit it says so, with the limit; above the largest value likewise', () => {
    expect(result('hcp', 1, 0.1)).toEqual({ value: 1, status: 'below' })
    expect(result('gasAnalyserCarbonDioxide', 1, 400)).toEqual({ value: 250, status: 'above' })
  })
})

describe('what chance puts in the volume', () => {
  test('with 2 CFU per 100 mL a share e^-2 of plates stays empty, the mean is 2 (4.5 sigma over 10,000)', () => {
    const n = 10_000
    const counts = many(n, (i) => result('bioburden', i, 0.02).value)
    const p = Math.exp(-2)
    expect(Math.abs(counts.filter((c) => c === 0).length / n - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / n))
    expect(Math.abs(average(counts) - 2)).toBeLessThan(4.5 * Math.sqrt(2 / n))
  })

  test('ten times the volume finds the rare microbe: 0.1 per mL in 1 mL and in 10 mL, 10 % and 63 % (4.5 sigma)', () => {
    const n = 10_000
    for (const volume of [1, 10]) {
      const found = average(many(n, (i) => result('mycoplasma', i, 0.1, 1, { volume }).value))
      const p = 1 - Math.exp(-0.1 * volume)
      expect(Math.abs(found - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / n))
    }
  })

  test('nothing in it, nothing found, in 1,000 samples of every such test', () => {
    for (const id of ['bioburden', 'gram', 'mycoplasma', 'parvovirus', 'adventitious', 'sterility'] as const)
      expect(many(1000, (i) => result(id, i, 0)).every((r) => r.value === 0)).toBe(true)
  })

  test('bacteria at 1e7 per mL are seen under the microscope in all of 1,000 samples, at 1e4 in about a tenth', () => {
    expect(many(1000, (i) => result('gram', i, 1e7)).every((r) => r.value === 1)).toBe(true)
    expect(Math.abs(average(many(1000, (i) => result('gram', i, 1e4).value)) - 0.095)).toBeLessThan(0.042)
  })
})

describe('counting cells', () => {
  const p = defaults(cellCountParameters)
  const exact = { ...p, dilution: 0 }
  const n = 10_000

  test.each([
    [1, 2, 50],
    [5, 2, 250],
    [9, 2, 450],
    [1, 20, 5],
  ])(
    '%s squares at dilution %s see N = %s of a million per mL, with relative error 1/√N (10,000 counts, 4 %%)',
    (squares, dilution, cells) => {
      const seen = many(n, (i) => countCells(exact, 1, 0.05, { squares, dilution }, 1, 'seed.count', i))
      expect(Math.abs(average(seen.map((c) => c.live)) / cells - 1)).toBeLessThan(4.5 / Math.sqrt(cells * n))
      const error = deviations(
        seen.map((c) => c.viable_1e6_mL),
        1,
      )
      expect(Math.abs(error * Math.sqrt(cells) - 1)).toBeLessThan(0.04)
    },
  )

  test('the hand that dilutes adds 3 %: five squares err by √(1/250 + 0.03²), and a hundredth square would not help', () => {
    const seen = many(n, (i) => countCells(p, 1, 0.05, { squares: 5, dilution: 2 }, 1, 'seed.count', i).viable_1e6_mL)
    expect(Math.abs(deviations(seen, 1) / Math.sqrt(1 / 250 + 0.0009) - 1)).toBeLessThan(0.04)
  })

  test('viability is right on average and owes nothing to the dilution: 90 % ± √(0.9·0.1/N)', () => {
    const spread = (dilution_pct: number): number =>
      deviations(
        many(
          n,
          (i) =>
            countCells({ ...p, dilution: dilution_pct }, 0.9, 0.1, { squares: 5, dilution: 2 }, 1, 'v', i)
              .viability_pct!,
        ),
        90,
      )
    expect(Math.abs(spread(0) / (100 * Math.sqrt(0.09 / 250)) - 1)).toBeLessThan(0.04)
    expect(Math.abs(spread(10) / spread(0) - 1)).toBeLessThan(0.04)
  })

  test('the error the operator is told is 1/√(cells seen), and counting five squares takes 9 minutes, one 5', () => {
    const five = countCells(p, 1, 0.05, { squares: 5, dilution: 2 }, 1, 'seed.count', 0)
    expect(five.relativeError).toBe(1 / Math.sqrt(five.live))
    expect(five.minutes).toBe(9)
    expect(countCells(p, 1, 0.05, { squares: 1, dilution: 2 }, 1, 'seed.count', 0).minutes).toBe(5)
  })

  test('no cells at all: nothing seen, no viability, no error to tell', () => {
    const none = countCells(p, 0, 0, { squares: 5, dilution: 2 }, 1, 'a', 0)
    expect([none.live, none.viable_1e6_mL, none.viability_pct, none.relativeError]).toEqual([0, 0, null, null])
  })

  test('same seed, name and number count the same; squares outside 1 to 9 are a bug', () => {
    const count = (number: number) => countCells(p, 1, 0.1, { squares: 5, dilution: 2 }, 3, 'a', number)
    expect(many(20, (i) => count(19 - i)).toReversed()).toEqual(many(20, count))
    expect(() => countCells(p, 1, 0, { squares: 0, dilution: 2 }, 1, 'a', 0)).toThrow(/squares/)
    expect(() => countCells(p, 1, 0, { squares: 2, dilution: 0.5 }, 1, 'a', 0)).toThrow(/dilution/)
  })
})

describe('the catalogue', () => {
  test.each(Object.entries(assays))(
    '%s: unit known, numbers inside their own ranges, a delay and a volume',
    (id, a) => {
      expect(Object.keys(UNITS)).toContain(a.unit)
      for (const p of Object.values(a.parameters)) {
        expect(p.value).toBeGreaterThanOrEqual(p.min)
        expect(p.value).toBeLessThanOrEqual(p.max)
        expect(p.source).not.toBe('')
      }
      expect(a.parameters.delay.value).toBeGreaterThan(0)
      // A pulse through the empty column takes nothing of the batch.
      if (id !== 'asymmetry') expect(a.parameters.volume.value).toBeGreaterThan(0)
      // A quantity without an error would be the hidden truth.
      if (a.kind === 'quantity')
        expect(a.parameters.relativeError.value + a.parameters.absoluteError.value).toBeGreaterThan(0)
    },
  )
})
