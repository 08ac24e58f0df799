import { pow } from './arithmetic.ts'
import { Fault } from './fault.ts'

/**
 * Integrators for dy/dt = f(t, y). Workspaces are made once; nothing is allocated inside a step and nothing is
 * remembered between steps, so a run stopped, saved and resumed gives the same bits.
 */
export type Derivative = (t: number, y: Float64Array, dydt: Float64Array) => void

/** Advances y in place from t by h. */
export type Stepper = (f: Derivative, t: number, h: number, y: Float64Array) => void

/** Classical Runge-Kutta, order 4. Stable for h·|λ| < 2.78. */
export function rungeKutta4(size: number): Stepper {
  const k1 = new Float64Array(size)
  const k2 = new Float64Array(size)
  const k3 = new Float64Array(size)
  const k4 = new Float64Array(size)
  const z = new Float64Array(size)
  return (f, t, h, y) => {
    f(t, y, k1)
    for (let i = 0; i < size; i++) z[i] = y[i]! + 0.5 * h * k1[i]!
    f(t + 0.5 * h, z, k2)
    for (let i = 0; i < size; i++) z[i] = y[i]! + 0.5 * h * k2[i]!
    f(t + 0.5 * h, z, k3)
    for (let i = 0; i < size; i++) z[i] = y[i]! + h * k3[i]!
    f(t + h, z, k4)
    for (let i = 0; i < size; i++) y[i]! += (h / 6) * (k1[i]! + 2 * (k2[i]! + k3[i]!) + k4[i]!)
  }
}

/** Advances y in place from t by h, in as many equal parts as it takes; `allowed` is the error of a part, per state. */
export type HalvingStepper = (f: Derivative, t: number, h: number, y: Float64Array, allowed: Float64Array) => void

/**
 * Kutta's method of order 3, which holds itself to stability: stable for h·|λ| < 2.51. The midpoint rule lies in its
 * stages and tells the error for nothing. Where the two differ by more than `allowed`, what is left of the step is taken
 * in parts half as long, down to `shortest` parts of the whole; they do not grow again within it. How often depends on
 * t, h and y alone.
 */
export function halvingKutta3(size: number, shortest: number): HalvingStepper {
  const k1 = new Float64Array(size)
  const k2 = new Float64Array(size)
  const k3 = new Float64Array(size)
  const z = new Float64Array(size)
  return (f, t, h, y, allowed) => {
    let parts = 1
    let done = 0
    let begun = false
    while (done < parts) {
      const step = h / parts
      const from = t + done * step
      if (!begun) f(from, y, k1)
      begun = true
      const half = 0.5 * step
      for (let i = 0; i < size; i++) z[i] = y[i]! + half * k1[i]!
      f(from + half, z, k2)
      for (let i = 0; i < size; i++) z[i] = y[i]! + step * (2 * k2[i]! - k1[i]!)
      f(from + step, z, k3)
      const sixth = step / 6
      if (parts < shortest) {
        let close = true
        for (let i = 0; i < size; i++) {
          const error = sixth * (k1[i]! - 2 * k2[i]! + k3[i]!)
          if (!(error <= allowed[i]! && error >= -allowed[i]!)) close = false
        }
        if (!close) {
          parts *= 2
          done *= 2
          continue
        }
      }
      for (let i = 0; i < size; i++) y[i]! += sixth * (k1[i]! + 4 * k2[i]! + k3[i]!)
      done++
      begun = false
    }
  }
}

/**
 * Runge-Kutta-Chebyshev, order 2 (Sommeijer, Shampine & Verwer 1998): explicit, and stable on mildly stiff problems
 * because the stages are spent on stability, h·|λ| < 0.65·(stages² - 1) for real negative λ. Two stages (1.96) cost half
 * of RK4 (2.78).
 */
export function chebyshev2(size: number, stages: number): Stepper {
  if (!(stages >= 2)) throw new Fault('chebyshev2 needs two stages or more', { stages })
  // Chebyshev polynomials T, T', T'' at w0, from their recursions; damping 2/13 as in the paper.
  const w0 = 1 + 2 / 13 / (stages * stages)
  const T = [1, w0]
  const T1 = [0, 1]
  const T2 = [0, 0]
  for (let j = 2; j <= stages; j++) {
    T.push(2 * w0 * T[j - 1]! - T[j - 2]!)
    T1.push(2 * w0 * T1[j - 1]! + 2 * T[j - 1]! - T1[j - 2]!)
    T2.push(2 * w0 * T2[j - 1]! + 4 * T1[j - 1]! - T2[j - 2]!)
  }
  const w1 = T1[stages]! / T2[stages]!
  const b = T.map((_, j) => (j >= 2 ? T2[j]! / (T1[j]! * T1[j]!) : T2[2]! / (T1[2]! * T1[2]!)))
  const a = b.map((bj, j) => 1 - bj * T[j]!)
  const c = T.map((_, j) => (j >= 2 ? (w1 * T2[j]!) / T1[j]! : 0))
  c[1] = c[2]! / (4 * w0)
  const f0 = new Float64Array(size)
  const fj = new Float64Array(size)
  const buffers = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  return (f, t, h, y) => {
    let [before, now, next] = buffers as [Float64Array, Float64Array, Float64Array]
    f(t, y, f0)
    for (let i = 0; i < size; i++) {
      before[i] = y[i]!
      now[i] = y[i]! + b[1]! * w1 * h * f0[i]!
    }
    for (let j = 2; j <= stages; j++) {
      f(t + c[j - 1]! * h, now, fj)
      const mu = (2 * b[j]! * w0) / b[j - 1]!
      const nu = -b[j]! / b[j - 2]!
      const muH = ((2 * b[j]! * w1) / b[j - 1]!) * h
      const gammaH = -a[j - 1]! * muH
      for (let i = 0; i < size; i++)
        next[i] = (1 - mu - nu) * y[i]! + mu * now[i]! + nu * before[i]! + muH * fj[i]! + gammaH * f0[i]!
      const free = before
      before = now
      now = next
      next = free
    }
    y.set(now)
  }
}

export interface AdaptiveOptions {
  /** Relative tolerance, and absolute tolerance per state. */
  readonly relative: number
  readonly absolute: Float64Array
  /** Times inside (from, to) at which `out` is called with the interpolated state. */
  readonly times: ArrayLike<number>
  out(index: number, y: Float64Array): void
}

/**
 * Dormand & Prince 5(4) with dense output (Hairer, Nørsett & Wanner 1993, DOPRI5), for smooth stretches between
 * events: call it once per stretch. The step follows the last two errors (their PI control): where stability limits it,
 * the last error alone would try, and fail, a longer step every time. Advances y in place from `from` to `to`; returns
 * the number of derivative calls.
 */
export function dormandPrince(size: number) {
  const k1 = new Float64Array(size)
  const k2 = new Float64Array(size)
  const k3 = new Float64Array(size)
  const k4 = new Float64Array(size)
  const k5 = new Float64Array(size)
  const k6 = new Float64Array(size)
  const k7 = new Float64Array(size)
  const z = new Float64Array(size)
  const next = new Float64Array(size)
  const row = new Float64Array(size)
  return (f: Derivative, y: Float64Array, from: number, to: number, options: AdaptiveOptions): number => {
    const { relative, absolute, times } = options
    if (!(to >= from)) throw new Fault('integration backwards', { from, to })
    let t = from
    let h = (to - from) * 0.01
    let due = 0
    let calls = 1
    let rejected = false
    let before = 1e-4
    while (due < times.length && times[due]! <= from) due++
    f(t, y, k1)
    while (t < to) {
      const last = t + h * 1.0001 >= to
      if (last) h = to - t
      for (let i = 0; i < size; i++) z[i] = y[i]! + h * (1 / 5) * k1[i]!
      f(t + h / 5, z, k2)
      for (let i = 0; i < size; i++) z[i] = y[i]! + h * ((3 / 40) * k1[i]! + (9 / 40) * k2[i]!)
      f(t + 0.3 * h, z, k3)
      for (let i = 0; i < size; i++) z[i] = y[i]! + h * ((44 / 45) * k1[i]! - (56 / 15) * k2[i]! + (32 / 9) * k3[i]!)
      f(t + 0.8 * h, z, k4)
      for (let i = 0; i < size; i++)
        z[i] =
          y[i]! +
          h * ((19372 / 6561) * k1[i]! - (25360 / 2187) * k2[i]! + (64448 / 6561) * k3[i]! - (212 / 729) * k4[i]!)
      f(t + (8 / 9) * h, z, k5)
      for (let i = 0; i < size; i++)
        z[i] =
          y[i]! +
          h *
            ((9017 / 3168) * k1[i]! -
              (355 / 33) * k2[i]! +
              (46732 / 5247) * k3[i]! +
              (49 / 176) * k4[i]! -
              (5103 / 18656) * k5[i]!)
      f(t + h, z, k6)
      for (let i = 0; i < size; i++)
        next[i] =
          y[i]! +
          h *
            ((35 / 384) * k1[i]! +
              (500 / 1113) * k3[i]! +
              (125 / 192) * k4[i]! -
              (2187 / 6784) * k5[i]! +
              (11 / 84) * k6[i]!)
      f(t + h, next, k7)
      calls += 6
      let sum = 0
      for (let i = 0; i < size; i++) {
        const size1 = Math.abs(y[i]!)
        const size2 = Math.abs(next[i]!)
        const error =
          h *
          ((71 / 57600) * k1[i]! -
            (71 / 16695) * k3[i]! +
            (71 / 1920) * k4[i]! -
            (17253 / 339200) * k5[i]! +
            (22 / 525) * k6[i]! -
            (1 / 40) * k7[i]!)
        const part = error / (absolute[i]! + relative * (size1 > size2 ? size1 : size2))
        sum += part * part
      }
      const error = Math.sqrt(sum / size)
      if (!(error >= 0)) throw new Fault('integration failed: not a number', { t, h })
      let factor = error > 1e-10 ? (0.9 * pow(before, 0.04)) / pow(error, 0.17) : 5
      if (factor < 0.2) factor = 0.2
      if (error <= 1) {
        const end = last ? to : t + h
        for (; due < times.length && times[due]! < end; due++) {
          const u = (times[due]! - t) / h
          const v = 1 - u
          for (let i = 0; i < size; i++) {
            const rise = next[i]! - y[i]!
            const bend = h * k1[i]! - rise
            const twist = rise - h * k7[i]! - bend
            const fifth =
              h *
              ((-12715105075 / 11282082432) * k1[i]! +
                (87487479700 / 32700410799) * k3[i]! -
                (10690763975 / 1880347072) * k4[i]! +
                (701980252875 / 199316789632) * k5[i]! -
                (1453857185 / 822651844) * k6[i]! +
                (69997945 / 29380423) * k7[i]!)
            row[i] = y[i]! + u * (rise + v * (bend + u * (twist + v * fifth)))
          }
          options.out(due, row)
        }
        t = end
        y.set(next)
        k1.set(k7)
        if (factor > 5) factor = 5
        if (rejected && factor > 1) factor = 1
        rejected = false
        before = error > 1e-4 ? error : 1e-4
      } else {
        if (factor > 1) factor = 1
        rejected = true
        if (h < 1e-13 * (to - from)) throw new Fault('step size underflow', { t, h })
      }
      h *= factor
    }
    return calls
  }
}
