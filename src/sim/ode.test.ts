import { describe, expect, test } from 'vitest'
import {
  type AdaptiveOptions,
  chebyshev2,
  type Derivative,
  dormandPrince,
  halvingKutta3,
  rungeKutta4,
  type Stepper,
} from './ode.ts'

/** y' = -2 t y², y(0) = 1: y = 1 / (1 + t²). Not linear and not autonomous, so wrong stage times show. */
const bell: Derivative = (t, y, dydt) => {
  dydt[0] = -2 * t * y[0]! * y[0]!
}
const bellAt = (t: number): number => 1 / (1 + t * t)

/** A circle: x' = -y, y' = x. */
const circle: Derivative = (_, y, dydt) => {
  dydt[0] = -y[1]!
  dydt[1] = y[0]!
}

/** Two species, Lotka-Volterra: the quantity x - ln x + y - ln y stays. */
const hares: Derivative = (_, y, dydt) => {
  dydt[0] = y[0]! * (1 - y[1]!)
  dydt[1] = y[1]! * (y[0]! - 1)
}
const kept = (y: Float64Array): number => y[0]! - Math.log(y[0]!) + y[1]! - Math.log(y[1]!)

function walk(step: Stepper, f: Derivative, y: Float64Array, to: number, steps: number): Float64Array {
  const h = to / steps
  for (let i = 0; i < steps; i++) step(f, i * h, h, y)
  return y
}

/** Measured order between n and 2n steps: log2 of the ratio of errors. */
const order = (error: (steps: number) => number, n: number): number => Math.log2(error(n) / error(2 * n))

/** Kutta's method that never halves, or, where `allowed` is given, does. */
function kutta3(size: number, allowed = Infinity, shortest = 64): Stepper {
  const step = halvingKutta3(size, shortest)
  const each = new Float64Array(size).fill(allowed)
  return (f, t, h, y) => step(f, t, h, y, each)
}

const steppers: [string, (size: number) => Stepper, number][] = [
  ['RK4', rungeKutta4, 4],
  ['Kutta 3', kutta3, 3],
  ['RKC2, 2 stages', (size) => chebyshev2(size, 2), 2],
  ['RKC2, 3 stages', (size) => chebyshev2(size, 3), 2],
  ['RKC2, 5 stages', (size) => chebyshev2(size, 5), 2],
  ['RKC2, 10 stages', (size) => chebyshev2(size, 10), 2],
]

describe.each(steppers)('%s', (_, make, wanted) => {
  test(`has order ${wanted} on y' = -2ty² (± 0.15 from 64 to 128 steps)`, () => {
    const error = (n: number): number => Math.abs(walk(make(1), bell, Float64Array.of(1), 2, n)[0]! - bellAt(2))
    expect(Math.abs(order(error, 64) - wanted)).toBeLessThan(0.15)
  })

  test(`has order ${wanted} round a circle (± 0.15 from 64 to 128 steps)`, () => {
    const error = (n: number): number => {
      const y = walk(make(2), circle, Float64Array.of(1, 0), 3, n)
      return Math.hypot(y[0]! - Math.cos(3), y[1]! - Math.sin(3))
    }
    expect(Math.abs(order(error, 64) - wanted)).toBeLessThan(0.15)
  })

  test('solves y′ = c exactly and y′ = t to rounding', () => {
    const y = Float64Array.of(1, 0)
    const f: Derivative = (t, _y, dydt) => {
      dydt[0] = 3
      dydt[1] = t
    }
    walk(make(2), f, y, 2, 4)
    expect(y[0]).toBeCloseTo(7, 13)
    expect(y[1]).toBeCloseTo(2, 13)
  })

  test('remembers nothing: stopped, saved and resumed with a new workspace, the bits are the same', () => {
    const through = walk(make(2), hares, Float64Array.of(1.5, 0.8), 10, 100)
    let saved = [1.5, 0.8]
    for (let i = 0; i < 100; i++) {
      const y = Float64Array.from(saved)
      const used = make(2)
      used(hares, 5, 0.3, Float64Array.of(9, 9)) // dirt in the workspace
      used(hares, i * 0.1, 0.1, y)
      saved = JSON.parse(JSON.stringify([...y])) as number[]
    }
    expect(saved).toEqual([...through])
  })
})

describe('Kutta 3 that halves', () => {
  const fast =
    (rate: number, calls = { count: 0 }): Derivative =>
    (_, y, dydt) => {
      calls.count++
      dydt[0] = -rate * (y[0]! - 1)
    }

  test('three calls a step where it is smooth; where the rate is 100 times too fast it still settles, to 1e-9', () => {
    const calls = { count: 0 }
    walk(kutta3(1, 1e-3), fast(0.5, calls), Float64Array.of(1.1), 10, 100)
    expect(calls.count).toBe(300)
    expect(walk(kutta3(1, 1e-3), fast(250), Float64Array.of(7), 10, 100)[0]).toBeCloseTo(1, 2)
    expect(Math.abs(walk(kutta3(1, 1e-9), fast(250), Float64Array.of(7), 10, 100)[0]! - 1)).toBeLessThan(1e-8)
    // Without halving the same step explodes.
    expect(walk(kutta3(1), fast(250), Float64Array.of(7), 10, 100)[0]! - 1).not.toBeLessThan(1e6)
  })

  test('a tighter allowance gives a smaller error, and never more parts than the shortest', () => {
    const error = (allowed: number): number =>
      Math.abs(walk(kutta3(1, allowed), bell, Float64Array.of(1), 2, 4)[0]! - bellAt(2))
    expect(error(1e-6)).toBeLessThan(0.1 * error(1e-3))
    const calls = { count: 0 }
    kutta3(1, 0, 8)(fast(3, calls), 0, 1, Float64Array.of(2))
    // First stages are kept when a step is halved: 3 + 2 + 2 and the last 2 + 7 · 3.
    expect(calls.count).toBe(3 + 2 + 2 + 2 + 7 * 3)
  })

  test('what is not a number is not halved for ever', () => {
    const y = Float64Array.of(1)
    kutta3(1, 1e-3, 16)((_, _y, dydt) => (dydt[0] = NaN), 0, 1, y)
    expect(y[0]).toBeNaN()
  })
})

describe('stability on y′ = λy', () => {
  /** Growth of one step of h·λ = -z. */
  const growth = (step: Stepper, z: number): number => {
    const y = Float64Array.of(1)
    step(
      (_, y, dydt) => {
        dydt[0] = -z * y[0]!
      },
      0,
      1,
      y,
    )
    return Math.abs(y[0]!)
  }
  /** Largest z up to which no step grows, to 0.001. */
  const limit = (step: Stepper): number => {
    let z = 0
    while (growth(step, z + 0.001) <= 1) z += 0.001
    return z
  }

  test('RK4 up to 2.785 (± 0.002)', () => {
    expect(Math.abs(limit(rungeKutta4(1)) - 2.785)).toBeLessThan(0.002)
  })

  test('Kutta 3 up to 2.513 (± 0.002)', () => {
    expect(Math.abs(limit(kutta3(1)) - 2.513)).toBeLessThan(0.002)
  })

  test.each([2, 3, 4, 5, 10, 20])('RKC2 with %s stages at least up to 0.65 (s² - 1), at most a fifth further', (s) => {
    // 2/3 (s² - 1) (1 - 2/15 · damping) with damping 2/13: Verwer's estimate, 0.653; odd numbers of stages reach further.
    const reached = limit(chebyshev2(1, s))
    expect(reached).toBeGreaterThan(0.65 * (s * s - 1))
    expect(reached).toBeLessThan(1.2 * 0.653 * (s * s - 1))
  })

  test('RKC2 damps: between 0.5 and the limit less 2 % a step keeps at most 96 % of the error', () => {
    for (const s of [2, 3, 5, 10])
      for (let z = 0.5; z < 0.98 * 0.65 * (s * s - 1); z += 0.05) expect(growth(chebyshev2(1, s), z)).toBeLessThan(0.96)
  })

  test('RKC2 needs two stages or more', () => {
    expect(() => chebyshev2(1, 1)).toThrow(/two stages/)
    expect(() => chebyshev2(1, NaN)).toThrow(/two stages/)
  })
})

describe('Dormand & Prince 5(4)', () => {
  const options = (relative: number, size: number, more: Partial<AdaptiveOptions> = {}): AdaptiveOptions => ({
    relative,
    absolute: new Float64Array(size).fill(relative),
    times: [],
    out: () => {},
    ...more,
  })

  test.each([1e-4, 1e-6, 1e-8, 1e-10])('at tolerance %s the error on y′ = -2ty² stays below 20 tolerances', (tol) => {
    const y = Float64Array.of(1)
    dormandPrince(1)(bell, y, 0, 3, options(tol, 1))
    expect(Math.abs(y[0]! - bellAt(3))).toBeLessThan(20 * tol)
  })

  test('costs as order 5 should: error goes as calls to the power -5 (± 0.5, tolerances 1e-6 to 1e-11)', () => {
    const run = (tol: number): { error: number; calls: number } => {
      const y = Float64Array.of(1, 0)
      const calls = dormandPrince(2)(circle, y, 0, 20, options(tol, 2))
      return { error: Math.hypot(y[0]! - Math.cos(20), y[1]! - Math.sin(20)), calls }
    }
    const coarse = run(1e-6)
    const fine = run(1e-11)
    const slope = Math.log(coarse.error / fine.error) / Math.log(fine.calls / coarse.calls)
    expect(Math.abs(slope - 5)).toBeLessThan(0.5)
  })

  test('keeps the invariant of Lotka and Volterra to 1e-7 over 50 time units at tolerance 1e-9', () => {
    const y = Float64Array.of(2, 0.5)
    const before = kept(y)
    dormandPrince(2)(hares, y, 0, 50, options(1e-9, 2))
    expect(Math.abs(kept(y) - before)).toBeLessThan(1e-7)
  })

  test('dense output: 997 times in between are as good as the steps (error below 20 tolerances), in order, ends left out', () => {
    const times = Float64Array.from({ length: 999 }, (_, i) => (3 * i) / 998)
    const seen: number[] = []
    let worst = 0
    const y = Float64Array.of(1)
    dormandPrince(1)(
      bell,
      y,
      0,
      3,
      options(1e-7, 1, {
        times,
        out(index, row) {
          seen.push(index)
          worst = Math.max(worst, Math.abs(row[0]! - bellAt(times[index]!)))
        },
      }),
    )
    expect(seen).toEqual(Array.from({ length: 997 }, (_, i) => i + 1))
    expect(worst).toBeLessThan(20 * 1e-7)
  })

  test('asking for output changes no step: same bits, same calls', () => {
    const plain = Float64Array.of(1.5, 0.8)
    const watched = plain.slice()
    const calls = dormandPrince(2)(hares, plain, 0, 10, options(1e-6, 2))
    const same = dormandPrince(2)(hares, watched, 0, 10, options(1e-6, 2, { times: [1, 2, 3.3, 9.99] }))
    expect(same).toBe(calls)
    expect([...watched]).toEqual([...plain])
  })

  test('remembers nothing between stretches: a workspace used before gives the same bits', () => {
    const integrate = dormandPrince(2)
    integrate(circle, Float64Array.of(7, 7), 0, 3, options(1e-3, 2))
    const used = Float64Array.of(1.5, 0.8)
    integrate(hares, used, 0, 5, options(1e-6, 2))
    integrate(hares, used, 5, 10, options(1e-6, 2))
    const fresh = Float64Array.of(1.5, 0.8)
    dormandPrince(2)(hares, fresh, 0, 5, options(1e-6, 2))
    dormandPrince(2)(hares, fresh, 5, 10, options(1e-6, 2))
    expect([...used]).toEqual([...fresh])
  })

  test('a corner in the derivative costs steps, not accuracy', () => {
    const f: Derivative = (t, _, dydt) => {
      dydt[0] = t < 1 ? 0 : 1
    }
    const y = Float64Array.of(0)
    dormandPrince(1)(f, y, 0, 2, options(1e-8, 1))
    expect(Math.abs(y[0]! - 1)).toBeLessThan(1e-6)
  })

  test('an empty stretch leaves the state; a backward one, NaN and an explosion are bugs and throw', () => {
    const y = Float64Array.of(1)
    expect(dormandPrince(1)(bell, y, 2, 2, options(1e-6, 1))).toBe(1)
    expect(y[0]).toBe(1)
    expect(() => dormandPrince(1)(bell, y, 2, 1, options(1e-6, 1))).toThrow(/backwards/)
    expect(() => dormandPrince(1)(bell, y, 0, NaN, options(1e-6, 1))).toThrow(/backwards/)
    const broken: Derivative = (_, y, dydt) => {
      dydt[0] = Math.sqrt(-1 - y[0]! * y[0]!)
    }
    expect(() => dormandPrince(1)(broken, y, 0, 1, options(1e-6, 1))).toThrow(/not a number/)
    const explosion: Derivative = (_, y, dydt) => {
      dydt[0] = y[0]! * y[0]!
    }
    expect(() => dormandPrince(1)(explosion, Float64Array.of(1), 0, 2, options(1e-6, 1))).toThrow(
      /underflow|not a number/,
    )
  })
})
