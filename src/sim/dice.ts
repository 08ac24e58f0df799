import { exp, log } from './arithmetic.ts'
import { Fault } from './fault.ts'

/**
 * Dice that are addressed, not drawn: the same (seed, name, number) always shows the same face, and asking twice or in
 * another order changes nothing. The same sensor at the same tick reads the same noise in every replay and what-if.
 */

/** Finaliser of MurmurHash3 (Appleby): every input bit reaches every output bit. */
function scramble(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** FNV-1a over UTF-16 code units. */
function nameHash(name: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193)
  return h
}

function requireAddress(n: number, what: string): void {
  if (!(n >= 0 && n <= 9007199254740991 && n === Math.floor(n)))
    throw new Fault(`dice: ${what} is not a whole number from 0 to 2^53 - 1`, { [what]: String(n) })
}

/** A number in (0, 1), never 0 or 1. `seed` and `index` are whole numbers from 0 to 2^53 - 1. */
export function uniform(seed: number, name: string, index: number): number {
  requireAddress(seed, 'seed')
  requireAddress(index, 'index')
  // The name is scrambled before the seed comes in: else seed ⊕ name would be one address for many pairs of the two.
  let h = scramble(scramble(nameHash(name)) ^ (seed | 0))
  h = scramble(h ^ Math.imul(Math.floor(seed / 0x100000000), 0x9e3779b1))
  h = scramble(h ^ Math.imul(index | 0, 0x9e3779b1) ^ Math.imul(Math.floor(index / 0x100000000), 0x85ebca77))
  const high = scramble(h ^ 0x27d4eb2f) >>> 6 // 26 bits
  const low = scramble(h ^ 0x165667b1) >>> 6 // 26 bits
  // 52 bits and a half: with 53 the largest face would round to 1.
  return (high * 67108864 + low + 0.5) / 4503599627370496
}

/**
 * A standard normal number: the uniform one through the inverse normal distribution (Wichura 1988, algorithm AS 241,
 * PPND7: relative error about 1e-7, enough for a sensor's noise).
 */
export function normal(seed: number, name: string, index: number): number {
  const p = uniform(seed, name, index)
  const q = p - 0.5
  if (q > -0.425 && q < 0.425) {
    const r = 0.180625 - q * q
    return (
      (q * (((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)) /
      (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1)
    )
  }
  let r = Math.sqrt(-log(q < 0 ? p : 1 - p))
  let x: number
  if (r <= 5) {
    r -= 1.6
    x =
      (((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777) /
      ((0.12021132975 * r + 0.7370016425) * r + 1)
  } else {
    r -= 5
    x =
      (((0.017337203997 * r + 0.42868294337) * r + 3.081226386) * r + 6.657905115) /
      ((0.012258202635 * r + 0.24197894225) * r + 1)
  }
  return q < 0 ? -x : x
}

/**
 * A count of things that fall independently: cells in a square, colonies on a plate. Up to a mean of 60 by inversion of
 * the distribution; above, the normal one rounded (skewness 1/√mean below 0.13).
 */
export function poisson(mean: number, seed: number, name: string, index: number): number {
  if (!(mean >= 0 && mean < 4503599627370496)) throw new Fault('poisson: mean', { mean: String(mean) })
  if (mean > 60) return Math.max(0, Math.floor(mean + Math.sqrt(mean) * normal(seed, name, index) + 0.5))
  const u = uniform(seed, name, index)
  let term = exp(-mean)
  let below = term
  let count = 0
  // The sum reaches 1 but for rounding; 200 is 18 standard deviations above the largest mean.
  while (below < u && count < 200) {
    count++
    term *= mean / count
    below += term
  }
  return count
}
