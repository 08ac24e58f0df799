import { describe, expect, test } from 'vitest'
import { normal, poisson, uniform } from './dice.ts'

/**
 * Chi-square against equal shares. With k - 1 degrees of freedom the statistic has mean k - 1 and variance 2 (k - 1); the
 * bound is 4.5 standard deviations. Dice are fixed numbers, so a test that passes once passes always: the bound says how
 * good they are, it is no source of chance failures.
 */
function chiSquare(counts: readonly number[]): { readonly value: number; readonly bound: number } {
  const expected = counts.reduce((a, b) => a + b, 0) / counts.length
  const value = counts.reduce((sum, n) => sum + ((n - expected) * (n - expected)) / expected, 0)
  return { value, bound: counts.length - 1 + 4.5 * Math.sqrt(2 * (counts.length - 1)) }
}

function histogram(values: Iterable<number>, bins = 100): number[] {
  const counts = Array.from({ length: bins }, () => 0)
  for (const u of values) counts[Math.floor(u * bins)]!++
  return counts
}

const many = (n: number, f: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => f(i))

describe('uniform', () => {
  test('golden values: the same faces for good, on every host', () => {
    expect([
      uniform(0, '', 0),
      uniform(1, 'culture.pH', 0),
      uniform(1, 'culture.pH', 1),
      uniform(1, 'culture.DO', 1),
      uniform(2 ** 53 - 1, 'culture.pH', 2 ** 53 - 1),
      uniform(123_456_789_012, 'fill.vial', 42),
    ]).toEqual([
      0.64263328569969, 0.7448276109918582, 0.4839036654385237, 0.5201962224468551, 0.6080533089584271,
      0.6180302529911691,
    ])
  })

  test('asking twice, and in another order, shows the same face', () => {
    const forward = many(1000, (i) => uniform(7, 'a', i))
    const backward = many(1000, (i) => uniform(7, 'a', 999 - i)).toReversed()
    expect(backward).toEqual(forward)
  })

  test.each([
    ['over 200,000 ticks of one sensor', (i: number) => uniform(1, 'culture.pH', i)],
    ['over 200,000 ticks, 360 s apart', (i: number) => uniform(1, 'culture.pH', 360 * i)],
    ['over 200,000 seeds in a row', (i: number) => uniform(i, 'lot.growth', 0)],
    ['over 200,000 seeds beyond 2^32', (i: number) => uniform(2 ** 40 + i * 2 ** 32, 'lot.growth', 0)],
    ['over 200,000 names', (i: number) => uniform(1, `sensor ${i}`, 3)],
    ['over indices beyond 2^32', (i: number) => uniform(1, 'x', 2 ** 33 + i)],
    ['in its last 26 bits', (i: number) => (uniform(1, 'x', i) * 67108864) % 1],
  ])('is uniform %s (100 bins, chi-square within 4.5 sigma)', (_, face) => {
    const { value, bound } = chiSquare(histogram(many(200_000, face)))
    expect(value).toBeLessThan(bound)
  })

  test.each([
    ['the next tick', (i: number) => uniform(1, 'a', i + 1)],
    ['the next seed', (i: number) => uniform(2, 'a', i)],
    ['a name one letter away', (i: number) => uniform(1, 'b', i)],
    ['a seed 2^32 away', (i: number) => uniform(1 + 2 ** 32, 'a', i)],
    ['an index 2^32 away', (i: number) => uniform(1, 'a', i + 2 ** 32)],
  ])('says nothing about %s (20 × 20 bins, 200,000 pairs; correlation below 4.5/√n)', (_, other) => {
    const n = 200_000
    const cells = Array.from({ length: 400 }, () => 0)
    let product = 0
    for (let i = 0; i < n; i++) {
      const a = uniform(1, 'a', i)
      const b = other(i)
      cells[20 * Math.floor(20 * a) + Math.floor(20 * b)]!++
      product += (a - 0.5) * (b - 0.5)
    }
    const { value, bound } = chiSquare(cells)
    expect(value).toBeLessThan(bound)
    expect(Math.abs((12 * product) / n)).toBeLessThan(4.5 / Math.sqrt(n))
  })

  test('no two of 100 names share a stream in seeds 0 to 199: seed and name are not interchangeable', () => {
    const faces = new Set<number>()
    for (let seed = 0; seed < 200; seed++) for (let n = 0; n < 100; n++) faces.add(uniform(seed, `s${n}`, 0))
    expect(faces.size).toBe(20_000)
  })

  test('a million faces lie strictly between 0 and 1, mean 0.5 and variance 1/12 within 4.5 sigma', () => {
    let low = 1
    let high = 0
    let sum = 0
    let squares = 0
    const n = 1_000_000
    for (let i = 0; i < n; i++) {
      const u = uniform(3, 'range', i)
      if (u < low) low = u
      if (u > high) high = u
      sum += u
      squares += (u - 0.5) * (u - 0.5)
    }
    expect(low).toBeGreaterThan(0)
    expect(high).toBeLessThan(1)
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4.5 * Math.sqrt(1 / 12 / n))
    expect(Math.abs(squares / n - 1 / 12)).toBeLessThan(4.5 * Math.sqrt(1 / 180 / n))
  })

  test.each([-1, 0.5, NaN, Infinity, 2 ** 53])('address %s is a bug and throws', (n) => {
    expect(() => uniform(n, 'a', 0)).toThrow(/dice: seed/)
    expect(() => uniform(0, 'a', n)).toThrow(/dice: index/)
  })
})

describe('normal', () => {
  const n = 400_000
  const z = many(n, (i) => normal(11, 'noise', i))
  const moment = (k: number): number => z.reduce((sum, x) => sum + x ** k, 0) / n

  test('400,000 faces have moments 0, 1, 0, 3 within 4.5 sigma', () => {
    expect(Math.abs(moment(1))).toBeLessThan(4.5 * Math.sqrt(1 / n))
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4.5 * Math.sqrt(2 / n))
    expect(Math.abs(moment(3))).toBeLessThan(4.5 * Math.sqrt(15 / n))
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4.5 * Math.sqrt(96 / n))
  })

  test.each([
    // Standard normal distribution, tables.
    [-3, 0.0013498980316],
    [-2, 0.0227501319482],
    [-1, 0.1586552539315],
    [0, 0.5],
    [0.6744897501961, 0.75],
    [1.959963984540054, 0.975],
    [3.090232306167813, 0.999],
  ])('a share of faces below %s is %s, within 4.5 sigma', (x, p) => {
    const share = z.filter((value) => value < x).length / n
    expect(Math.abs(share - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / n))
  })

  test('is the inverse normal distribution of the uniform face, within 2e-7 of itself (AS 241, PPND7: about 1e-7)', () => {
    // Φ(x) by its continued fraction and series (Abramowitz & Stegun 26.2.10, 26.2.14), double precision.
    const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
    const below = (x: number): number => {
      if (x > 0) return 1 - below(-x)
      if (x > -3) {
        let term = x
        let sum = x
        for (let k = 1; k < 80; k++) {
          term *= (x * x) / (2 * k + 1)
          sum += term
        }
        return 0.5 + density(x) * sum
      }
      let fraction = 0
      for (let k = 120; k >= 1; k--) fraction = k / (-x + fraction)
      return density(x) / (-x + fraction)
    }
    for (let i = 0; i < 20_000; i++) {
      const p = uniform(5, 'tail', i)
      const x = normal(5, 'tail', i)
      const missed = x < 0 ? below(x) - p : 1 - p - below(-x)
      expect(Math.abs(missed / density(x))).toBeLessThan(2e-7 * Math.max(Math.abs(x), 0.01))
    }
  })

  test('golden values, and neighbours in tick, name and seed do not correlate (below 4.5/√n)', () => {
    expect([normal(1, 'culture.pH', 0), normal(1, 'culture.pH', 360), normal(9, 'assay', 3)]).toEqual([
      0.6583009603732516, 1.4909957689987656, 1.1634989117208718,
    ])
    for (const other of [
      (i: number) => normal(11, 'noise', i + 1),
      (i: number) => normal(12, 'noise', i),
      (i: number) => normal(11, 'noisf', i),
    ]) {
      let product = 0
      for (let i = 0; i < 100_000; i++) product += z[i]! * other(i)
      expect(Math.abs(product / 100_000)).toBeLessThan(4.5 / Math.sqrt(100_000))
    }
  })
})

describe('poisson', () => {
  test.each([0.3, 4, 59, 61, 400])(
    '100,000 counts of mean %s have mean and variance alike, within 4.5 sigma',
    (mean) => {
      const n = 100_000
      const counts = many(n, (i) => poisson(mean, 4, 'count', i))
      const average = counts.reduce((a, b) => a + b, 0) / n
      const variance = counts.reduce((a, b) => a + (b - mean) * (b - mean), 0) / n
      expect(Math.abs(average - mean)).toBeLessThan(4.5 * Math.sqrt(mean / n))
      // Variance of the squared deviation of a Poisson number: mean + 2 mean².
      expect(Math.abs(variance - mean)).toBeLessThan(4.5 * Math.sqrt((mean + 2 * mean * mean) / n) + 0.1)
      expect(counts.every((c) => Number.isInteger(c) && c >= 0)).toBe(true)
    },
  )

  test('a share e^-2 of plates with 2 colonies on average stays empty (4.5 sigma), and none where there is nothing', () => {
    const n = 100_000
    const empty = many(n, (i) => poisson(2, 8, 'plate', i)).filter((c) => c === 0).length / n
    expect(Math.abs(empty - Math.exp(-2))).toBeLessThan(4.5 * Math.sqrt((Math.exp(-2) * (1 - Math.exp(-2))) / n))
    expect(poisson(0, 1, 'plate', 7)).toBe(0)
  })

  test.each([-1, NaN, Infinity])('a mean of %s is a bug and throws', (mean) => {
    expect(() => poisson(mean, 1, 'a', 0)).toThrow(/poisson/)
  })
})
