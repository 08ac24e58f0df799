import { describe, expect, test } from 'vitest'
import { exp, expm1, log, log10, pow, pow10, powi, tanh } from './arithmetic.ts'
import table from './arithmetic.table.json' with { type: 'json' }

// Each row: arguments, then the true value as head + tail (computed with 50 digits). Rows end in [head, tail].
const functions: Record<string, (...x: number[]) => number> = { exp, expm1, log, log10, pow, pow10, tanh }

/** Distance to the true value in units of the last place of the true value. */
function ulps(value: number, head: number, tail: number): number {
  const size = Math.abs(head)
  const ulp = 2 ** (Math.floor(Math.log2(size)) - 52)
  return Math.abs(value - head - tail) / ulp
}

// Bounds are the largest error seen on the table, rounded up.
const bound: Record<string, number> = { exp: 1.1, expm1: 2.5, log: 0.6, log10: 1, pow: 1.2, pow10: 1.2, tanh: 3 }

describe('functions agree with 50-digit values', () => {
  for (const [name, rows] of Object.entries(table)) {
    test(`${name} within ${bound[name]} ulp`, () => {
      let worst = 0
      for (const row of rows) {
        const tail = row.at(-1)!
        const head = row.at(-2)!
        const error = ulps(functions[name]!(...row.slice(0, -2)), head, tail)
        if (!(error <= worst)) worst = error
      }
      expect(worst).toBeLessThanOrEqual(bound[name]!)
    })
  }
})

test('edges: infinities, zero, whole powers', () => {
  expect([exp(0), exp(-1e4), exp(1e4), exp(NaN)]).toEqual([1, 0, Infinity, NaN])
  expect([log(0), log(-1), log(1), log(Infinity)]).toEqual([-Infinity, NaN, 0, Infinity])
  expect([pow(-2, 3), pow(-2, 0.5), pow(0, 2.5), pow(0, -1.5), pow(5, 0)]).toEqual([-8, NaN, 0, Infinity, 1])
  expect([pow(0, NaN), pow(NaN, 2), pow(Infinity, NaN), pow(-2, Infinity)]).toEqual([NaN, NaN, NaN, NaN])
  expect([powi(2, 1.5), powi(2, Infinity), powi(-1, 1e15 + 1)]).toEqual([NaN, NaN, -1])
  expect(powi(1.5, -3)).toBe(1 / 3.375)
  for (let n = -20; n <= 20; n++) expect(log10(n < 0 ? 1 / powi(10, -n) : powi(10, n))).toBe(n)
})
