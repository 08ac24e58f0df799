import { Fault } from './fault.ts'

/**
 * SHA-256 (FIPS 180-4), synchronous: `crypto.subtle` is asynchronous and absent on plain-http class networks.
 * The round constants are the first 32 fractional bits of the cube roots of the first 64 primes, calculated here by
 * whole-number bisection rather than listed.
 */

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n)
  return found
}

/** First 32 bits of the fractional part of p^(1/root): the largest x with x^root ≤ p · 2^(32·root), modulo 2^32. */
function fractionalRoot(p: number, root: 2 | 3): number {
  const target = BigInt(p) << BigInt(32 * root)
  let low = 0n
  let high = 1n << 36n
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if ((root === 2 ? middle * middle : middle * middle * middle) <= target) low = middle
    else high = middle
  }
  return Number(low & 0xffffffffn) | 0
}

const PRIMES = primes(64)
const ROUND = Int32Array.from(PRIMES, (p) => fractionalRoot(p, 3))
const START = Int32Array.from(PRIMES.slice(0, 8), (p) => fractionalRoot(p, 2))

export function sha256(bytes: Uint8Array): string {
  const padded = new Uint8Array((bytes.length + 72) & ~63)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000))
  view.setUint32(padded.length - 4, bytes.length << 3)
  const hash = START.slice()
  const w = new Int32Array(64)
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(block + 4 * i)
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15]!
      const b = w[i - 2]!
      const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3)
      const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10)
      w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0
    }
    let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number]
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i]! + w[i]!) | 0
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    hash[0]! += a
    hash[1]! += b
    hash[2]! += c
    hash[3]! += d
    hash[4]! += e
    hash[5]! += f
    hash[6]! += g
    hash[7]! += h
  }
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** Data a digest can be taken of: JSON values plus typed arrays of numbers. */
export type Digestible =
  | null
  | undefined
  | boolean
  | number
  | string
  | Float64Array
  | readonly Digestible[]
  | { readonly [key: string]: Digestible }

/**
 * SHA-256 of a value in one canonical form: keys sorted by code unit, numbers as little-endian doubles with -0 as 0.
 * NaN and infinities are bugs and throw. `undefined` members count as absent.
 */
export function digestOf(value: Digestible): string {
  const parts: number[] = []
  const buffer = new DataView(new ArrayBuffer(8))
  const number = (x: number): void => {
    if (!(x - x === 0)) throw new Fault('digest of a number that is not finite', { value: String(x) })
    buffer.setFloat64(0, x === 0 ? 0 : x, true)
    for (let i = 0; i < 8; i++) parts.push(buffer.getUint8(i))
  }
  const text = (s: string): void => {
    number(s.length)
    for (let i = 0; i < s.length; i++) parts.push(s.charCodeAt(i) & 255, s.charCodeAt(i) >> 8)
  }
  const walk = (v: Digestible): void => {
    if (v === null || v === undefined) parts.push(0)
    else if (typeof v === 'boolean') parts.push(v ? 2 : 1)
    else if (typeof v === 'number') {
      parts.push(3)
      number(v)
    } else if (typeof v === 'string') {
      parts.push(4)
      text(v)
    } else if (v instanceof Float64Array || Array.isArray(v)) {
      parts.push(5)
      number(v.length)
      for (let i = 0; i < v.length; i++) walk(v[i] as Digestible)
    } else {
      const members = v as { readonly [key: string]: Digestible }
      const keys = Object.keys(members)
        .filter((key) => members[key] !== undefined)
        .sort()
      parts.push(6)
      number(keys.length)
      for (const key of keys) {
        text(key)
        walk(members[key])
      }
    }
  }
  walk(value)
  return sha256(Uint8Array.from(parts))
}
