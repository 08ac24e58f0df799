import { describe, expect, test } from 'vitest'
import { exp } from './arithmetic.ts'
import { crossing, illinois } from './roots.ts'

describe('false position with the Illinois rule', () => {
  test.each([
    ['√2', (x: number) => x * x - 2, 0, 2, Math.SQRT2],
    ['∛2, falling', (x: number) => 2 - x * x * x, 0, 2, Math.cbrt(2)],
    ['the root of x = e^-x', (x: number) => x - exp(-x), 0, 1, 0.5671432904097838],
    ['a pH from a steep curve', (x: number) => 1 / (1 + exp(-20 * (x - 7.05))) - 0.5, 0, 14, 7.05],
    ['a root at the far end of a flat function', (x: number) => x * x * x * x * x - 1e-5, 0, 1, 0.1],
  ])('finds %s to 1e-9 in at most 60 calls', (_, f, a, b, root) => {
    let calls = 0
    const x = illinois(
      (at) => {
        calls++
        return f(at)
      },
      a,
      b,
      1e-15,
    )
    expect(Math.abs(x - root)).toBeLessThan(1e-9)
    expect(calls).toBeLessThanOrEqual(62)
  })

  test('stops at the tolerance of the function value: 5 calls less for 1e-3 than for 1e-12', () => {
    const calls = (tolerance: number): number => {
      let n = 0
      illinois(
        (x) => {
          n++
          return exp(x) - 5
        },
        0,
        10,
        tolerance,
      )
      return n
    }
    expect(calls(1e-12) - calls(1e-3)).toBeGreaterThanOrEqual(2)
  })

  test('a root on an end of the interval is returned as it is', () => {
    expect(illinois((x) => x - 1, 1, 2, 1e-12)).toBe(1)
    expect(illinois((x) => x - 2, 1, 2, 1e-12)).toBe(2)
  })

  test('the same arguments give the same bits, whatever was asked before', () => {
    const f = (x: number): number => x * x * x - x - 1
    const first = illinois(f, 1, 2, 1e-14)
    illinois((x) => x - 0.3, 0, 1, 1e-3)
    expect(illinois(f, 1, 2, 1e-14)).toBe(first)
  })

  test('the cap holds: 3 iterations are 5 calls, and the best point so far is returned', () => {
    let calls = 0
    const x = illinois(
      (at) => {
        calls++
        return at * at * at * at - 1e-8
      },
      0,
      10,
      0,
      3,
    )
    expect(calls).toBe(5)
    expect(x).toBeGreaterThan(0)
  })

  test('no change of sign, or NaN at an end or on the way, is a bug and throws', () => {
    expect(() => illinois((x) => x * x + 1, -1, 1, 1e-9)).toThrow(/no sign change/)
    expect(() => illinois((x) => (x === 0 ? NaN : 1), 0, 1, 1e-9)).toThrow(/no sign change/)
    expect(() => illinois((x) => (x === 0 ? -1 : x === 1 ? 1 : NaN), 0, 1, 1e-9)).toThrow(/not a finite number/)
  })
})

describe('the crossing inside a step', () => {
  test.each([0.1, 1 / 3, 0.5, 0.999, 1])('at %s of it is found to 1/65,536, never too early', (at) => {
    const found = crossing((fraction) => fraction >= at)
    expect(found).toBeGreaterThanOrEqual(at)
    expect(found - at).toBeLessThan(1 / 65_536 + 1e-15)
  })

  test('asks exactly 16 times, or as often as it is told', () => {
    const asked = (n?: number): number => {
      let calls = 0
      crossing((f) => {
        calls++
        return f > 0.7
      }, n)
      return calls
    }
    expect([asked(), asked(5)]).toEqual([16, 5])
  })

  test('true from the start: the first 65,536th of the step; never true: its end', () => {
    expect(crossing(() => true)).toBe(1 / 65_536)
    expect(crossing(() => false)).toBe(1)
  })
})
