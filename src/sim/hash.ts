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

const schedule = new Int32Array(64)

/** Mixes the 64 bytes from `at` into `hash`. */
function compress(hash: Int32Array, bytes: Uint8Array, at: number): void {
  const w = schedule
  for (let i = 0, j = at; i < 16; i++, j += 4)
    w[i] = (bytes[j]! << 24) | (bytes[j + 1]! << 16) | (bytes[j + 2]! << 8) | bytes[j + 3]!
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15]!
    const b = w[i - 2]!
    const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3)
    const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10)
    w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0
  }
  let a = hash[0]!
  let b = hash[1]!
  let c = hash[2]!
  let d = hash[3]!
  let e = hash[4]!
  let f = hash[5]!
  let g = hash[6]!
  let h = hash[7]!
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

export function sha256(bytes: Uint8Array): string {
  const hash = START.slice()
  const whole = bytes.length - (bytes.length % 64)
  for (let at = 0; at < whole; at += 64) compress(hash, bytes, at)
  // The rest, a one bit, zeros, and the length in bits: one block or two.
  const rest = bytes.subarray(whole)
  const tail = new Uint8Array(rest.length < 56 ? 64 : 128)
  tail.set(rest)
  tail[rest.length] = 0x80
  const length = new DataView(tail.buffer)
  length.setUint32(tail.length - 8, Math.floor(bytes.length / 0x20000000))
  length.setUint32(tail.length - 4, bytes.length << 3)
  for (let at = 0; at < tail.length; at += 64) compress(hash, tail, at)
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
 * Bytes of the canonical form, written one after the other. The store is kept between calls: growing it would cost more
 * than the digest itself.
 */
let written = new Uint8Array(1 << 14)
let view = new DataView(written.buffer)
let used = 0

function reserve(count: number): void {
  if (used + count <= written.length) return
  const larger = new Uint8Array(Math.max(2 * written.length, used + count))
  larger.set(written.subarray(0, used))
  written = larger
  view = new DataView(written.buffer)
}

function writeTag(tag: number): void {
  reserve(1)
  written[used++] = tag
}

function writeNumber(x: number): void {
  if (!(x - x === 0)) throw new Fault('digest of a number that is not finite', { value: String(x) })
  reserve(8)
  view.setFloat64(used, x === 0 ? 0 : x, true)
  used += 8
}

function writeText(s: string): void {
  writeNumber(s.length)
  reserve(2 * s.length)
  for (let i = 0; i < s.length; i++) {
    const unit = s.charCodeAt(i)
    written[used++] = unit & 255
    written[used++] = unit >> 8
  }
}

function writeValue(v: Digestible): void {
  if (v === null || v === undefined) writeTag(0)
  else if (typeof v === 'boolean') writeTag(v ? 2 : 1)
  else if (typeof v === 'number') {
    writeTag(3)
    writeNumber(v)
  } else if (typeof v === 'string') {
    writeTag(4)
    writeText(v)
  } else if (v instanceof Float64Array || Array.isArray(v)) {
    writeTag(5)
    writeNumber(v.length)
    for (let i = 0; i < v.length; i++) writeValue(v[i] as Digestible)
  } else writeMembers(v as { readonly [key: string]: Digestible })
}

function writeMembers(v: { readonly [key: string]: Digestible }): void {
  // A Map or a Date has no members of its own: it would digest like {} and hide every change.
  if (typeof v !== 'object' || Object.prototype.toString.call(v) !== '[object Object]')
    throw new Fault('digest of what is not data', { type: Object.prototype.toString.call(v) })
  const keys = Object.keys(v)
    .filter((key) => v[key] !== undefined)
    .sort()
  writeTag(6)
  writeNumber(keys.length)
  for (const key of keys) {
    writeText(key)
    writeValue(v[key])
  }
}

/**
 * SHA-256 of a value in one canonical form: keys sorted by code unit, numbers as little-endian doubles with -0 as 0, a
 * Float64Array like the same numbers in an array. NaN, infinities and what is not data are bugs and throw. `undefined`
 * members count as absent.
 */
export function digestOf(value: Digestible): string {
  used = 0
  writeValue(value)
  return sha256(written.subarray(0, used))
}
