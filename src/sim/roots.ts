import { Fault } from './fault.ts'

/**
 * Root of a monotone function between a and b by false position with the Illinois rule (Dowell & Jarratt 1971).
 * Fixed cap on iterations, no memory of earlier calls: the same arguments give the same bits.
 */
export function illinois(f: (x: number) => number, a: number, b: number, tolerance: number, cap = 60): number {
  let fa = f(a)
  let fb = f(b)
  if (fa === 0) return a
  if (fb === 0) return b
  if (!(fa < 0 && fb > 0) && !(fa > 0 && fb < 0)) throw new Fault('illinois: no sign change', { a, b, fa, fb })
  let x = b
  for (let i = 0; i < cap; i++) {
    x = (a * fb - b * fa) / (fb - fa)
    const fx = f(x)
    if (!(fx - fx === 0)) throw new Fault('illinois: not a finite number', { x, fx })
    if (fx <= tolerance && fx >= -tolerance) break
    if (fx > 0 !== fb > 0) {
      a = b
      fa = fb
    } else fa *= 0.5
    b = x
    fb = fx
  }
  return x
}

/** Fraction of a step, in (0, 1], at which `crossed` turns true, by a fixed number of bisections (16: 1/65,536 of it). */
export function crossing(crossed: (fraction: number) => boolean, bisections = 16): number {
  let low = 0
  let high = 1
  for (let i = 0; i < bisections; i++) {
    const middle = 0.5 * (low + high)
    if (crossed(middle)) high = middle
    else low = middle
  }
  return high
}
