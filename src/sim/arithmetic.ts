/**
 * Elementary functions from + - * / and Math.sqrt alone.
 *
 * ECMAScript fixes the four operations and the square root to the last bit; exp, log and pow are left to each engine
 * and do differ between Node 20, Node 24, Chromium and Firefox. A replay must give the same bits everywhere, so the
 * whole core calculates with these. Series coefficients are 1/k! and 2/(2k+1); nothing is fitted.
 * Accuracy is tested against 40-digit values in arithmetic.test.ts (largest error seen: see there).
 */

const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)
bits[0] = 1
/** Index of the word with sign and exponent: byte order of the host. */
const HIGH = words[1] === 0x3ff00000 ? 1 : 0

/** Exact powers of two from 2^-1074 to 2^1023, found at TWO[OFFSET + n]. */
const OFFSET = 1074
const TWO = new Float64Array(OFFSET + 1024)
TWO[OFFSET] = 1
for (let n = 1; n <= 1023; n++) TWO[OFFSET + n] = TWO[OFFSET + n - 1] * 2
for (let n = 1; n <= OFFSET; n++) TWO[OFFSET - n] = TWO[OFFSET - n + 1] * 0.5

// ln 2 = LN2_HEAD + LN2_TAIL; the head has 20 trailing zero bits, so that k * LN2_HEAD is exact for every exponent k.
const LN2_HEAD = 0.6931471803691238
const LN2_TAIL = 1.9082149292705877e-10
const INVERSE_LN2 = 1.4426950408889634
// 1 / ln 10 in two parts, the head rounded to 27 bits.
const INVERSE_LN10 = 0.4342944819032518
const INVERSE_LN10_TAIL = 1.098319650216765e-17

/** e^r - 1 - r for |r| <= ln(2)/2, divided by r². Estrin grouping: fewer dependent operations than Horner. */
function expTail(r: number): number {
  const r2 = r * r
  const r4 = r2 * r2
  const low = 1 / 2 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120))
  const middle = 1 / 720 + r * (1 / 5040) + r2 * (1 / 40320 + r * (1 / 362880))
  const high = 1 / 3628800 + r * (1 / 39916800) + r2 * (1 / 479001600 + r * (1 / 6227020800))
  return low + r4 * (middle + r4 * high)
}

/** y · 2^k without intermediate overflow; results below 2^-1022 lose bits, as they must. */
function scale(y: number, k: number): number {
  if (k >= -1021 && k <= 1023) return y * TWO[OFFSET + k]
  if (k > 1023) return y * 2 * TWO[OFFSET + 1023]
  return y * TWO[OFFSET + k + 54] * TWO[OFFSET - 54]
}

/** e^(x + tail), tail much smaller than x: the tail carries the bits that x could not hold. */
function expOfSum(x: number, tail: number): number {
  if (!(x <= 709.782712893384)) return x !== x ? x : Infinity
  if (x < -745.1332191019412) return 0
  const k = Math.floor(x * INVERSE_LN2 + 0.5)
  const head = x - k * LN2_HEAD
  const rest = k * LN2_TAIL - tail
  const r = head - rest
  const y = 1 + (r + (r * r * expTail(r) + (head - r - rest)))
  return scale(y, k)
}

export function exp(x: number): number {
  return expOfSum(x, 0)
}

/** e^x - 1 without cancellation near zero. */
export function expm1(x: number): number {
  if (x > -0.34 && x < 0.34) return x + x * x * expTail(x)
  return exp(x) - 1
}

// ln(x) as an unevaluated sum logHead + logTail (about 100 bits), left here by splitLog.
let logHead = 0
let logTail = 0

const SPLITTER = 134217729 // 2^27 + 1, Dekker's splitting constant

/** a·b - fl(a·b), exact (Dekker 1971): the part of a product that rounding drops. */
function productTail(a: number, b: number, product: number): number {
  const ca = SPLITTER * a
  const aHigh = ca - (ca - a)
  const aLow = a - aHigh
  const cb = SPLITTER * b
  const bHigh = cb - (cb - b)
  const bLow = b - bHigh
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

/** ln(x) for finite x > 0: x = 2^k · m with m in [√½, √2), ln m = 2 atanh(s), s = (m-1)/(m+1). */
function splitLog(x: number): void {
  let k = 0
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984 // 2^54: lift subnormal numbers into the normal range
    k = -54
  }
  bits[0] = x
  const exponent = (words[HIGH] >>> 20) - 1023
  words[HIGH] = (words[HIGH] & 0xfffff) | 0x3ff00000
  let m = bits[0]
  k += exponent
  if (m > 1.4142135623730951) {
    m *= 0.5
    k++
  }
  const f = m - 1
  const u = 2 + f
  const uTail = f - (u - 2)
  const s = f / u
  const product = s * u
  const sTail = (f - product - productTail(s, u, product) - s * uTail) / u
  const z = s * s
  const z2 = z * z
  const z4 = z2 * z2
  const series =
    2 / 3 +
    z * (2 / 5) +
    z2 * (2 / 7 + z * (2 / 9)) +
    z4 * (2 / 11 + z * (2 / 13) + z2 * (2 / 15 + z * (2 / 17)) + z4 * (2 / 19))
  const a = k * LN2_HEAD
  const b = 2 * s
  const sum = a + b
  // Knuth's two-sum: exact error of a + b whatever their order of size.
  const bSeen = sum - a
  const error = a - (sum - bSeen) + (b - bSeen)
  const small = error + (k * LN2_TAIL + (2 * sTail + s * z * series))
  logHead = sum + small
  logTail = sum - logHead + small
}

export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  splitLog(x)
  return logHead
}

export function log10(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  splitLog(x)
  const product = logHead * INVERSE_LN10
  return (
    product + (productTail(logHead, INVERSE_LN10, product) + (logHead * INVERSE_LN10_TAIL + logTail * INVERSE_LN10))
  )
}

/** x^n for a whole number n, by repeated squaring. */
export function powi(x: number, n: number): number {
  if (n !== Math.floor(n) || !(n - n === 0)) return NaN
  let result = 1
  let square = x
  for (let m = n < 0 ? -n : n; m > 0; m = Math.floor(m / 2)) {
    if (m % 2 === 1) result *= square
    square *= square
  }
  return n < 0 ? 1 / result : result
}

/** x^y. Whole exponents up to 8 go by multiplication; a negative base needs a whole exponent, else NaN. */
export function pow(x: number, y: number): number {
  if (y === 2) return x * x
  if (y === 3) return x * x * x
  if (y === 4) return x * x * (x * x)
  if (y === 0) return 1
  if (y !== y) return NaN
  if (y === Math.floor(y) && y >= -8 && y <= 8) return powi(x, y)
  if (y === 0.5) return Math.sqrt(x)
  if (x === 0) return y > 0 ? 0 : Infinity
  if (!(x > 0) || !(x < Infinity)) {
    if (x === Infinity) return y > 0 ? Infinity : 0
    if (x < 0 && y === Math.floor(y)) return powi(x, y)
    return NaN
  }
  splitLog(x)
  const product = y * logHead
  if (!(product > -800 && product < 800)) return exp(product)
  return expOfSum(product, productTail(y, logHead, product) + y * logTail)
}

const LN10 = 2.302585092994046
const LN10_TAIL = -2.1707562233822494e-16

/** 10^x. */
export function pow10(x: number): number {
  const product = x * LN10
  if (!(product > -800 && product < 800)) return exp(product)
  return expOfSum(product, productTail(x, LN10, product) + x * LN10_TAIL)
}

export function tanh(x: number): number {
  if (x > 20) return 1
  if (x < -20) return -1
  const t = expm1(2 * x)
  return t / (t + 2)
}
