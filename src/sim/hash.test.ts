import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Digestible, digestOf, sha256 } from './hash.ts'

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0))

describe('SHA-256', () => {
  test.each([
    // FIPS 180-4 examples, and the long and short messages of NIST's SHAVS set (SHA256ShortMsg, byte-oriented).
    ['the empty message', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ["'abc'", 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      '448 bits: padding fills a second block',
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    [
      '896 bits',
      'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
      'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
    ],
    ['one byte d3', '\u00d3', '28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1'],
    ['a million a', 'a'.repeat(1e6), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('%s has the digest NIST prints', (_, message, digest) => {
    expect(sha256(ascii(message))).toBe(digest)
  })

  test('messages of 0 to 300 bytes agree with the host’s own SHA-256, and a view into a buffer reads its own bytes', () => {
    const all = Uint8Array.from({ length: 310 }, (_, i) => (i * 37 + 11) & 255)
    for (let n = 0; n <= 300; n++) {
      const message = all.subarray(7, 7 + n)
      expect(sha256(message)).toBe(createHash('sha256').update(message).digest('hex'))
    }
  })
})

describe('digest of a state', () => {
  test.each([
    // Fixed for good: every record ever written carries such digests.
    [{ a: 1 }, '1344cd6f345b195541e76be1fff498d683640a129941e8db7cf3338afd720ef1'],
    [[1, 'x', null], 'f92cd459b4ed4826ec67038b81e6d5d33e85a8a889f8a515f62379808fdd0154'],
    [
      {
        b: [1, -0, null, undefined, true, false, 'éà😀'],
        a: { z: 1, y: undefined, x: [] },
        c: Float64Array.of(0.1, -2e-300, 5e-324),
      },
      '57a82de55c967f05e8937135112f97255d711f56552decc3b719c3078fd7c591',
    ],
  ] as [Digestible, string][])('golden value %#', (value, digest) => {
    expect(digestOf(value)).toBe(digest)
  })

  test('the order in which keys were written does not matter; the order of a list does', () => {
    expect(digestOf({ a: 1, b: { d: 2, c: 3 } })).toBe(digestOf({ b: { c: 3, d: 2 }, a: 1 }))
    expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]))
  })

  test('keys sort by code unit, not by language: é after z, digits as text', () => {
    expect(digestOf({ é: 1, z: 2, '10': 3, '9': 4 })).toBe(digestOf({ '9': 4, z: 2, é: 1, '10': 3 }))
  })

  test('-0 counts as 0, undefined members as absent, a Float64Array as the same numbers in a list', () => {
    expect(digestOf({ x: -0 })).toBe(digestOf({ x: 0 }))
    expect(digestOf(Float64Array.of(-0))).toBe(digestOf([0]))
    expect(digestOf({ x: 1, y: undefined })).toBe(digestOf({ x: 1 }))
    expect(digestOf(Float64Array.of(1, 2.5, -3))).toBe(digestOf([1, 2.5, -3]))
  })

  test('what differs in kind differs in digest', () => {
    const values: Digestible[] = [
      null,
      false,
      true,
      0,
      1,
      '',
      '0',
      '1',
      [],
      [0],
      ['0'],
      {},
      { 0: 0 },
      [[]],
      [{}],
      'a\0',
    ]
    expect(new Set(values.map(digestOf)).size).toBe(values.length)
    // No shifting of text between neighbours.
    expect(digestOf(['ab', 'c'])).not.toBe(digestOf(['a', 'bc']))
    expect(digestOf({ ab: 'c' })).not.toBe(digestOf({ a: 'bc' }))
  })

  test('the last bit of one number among 20,000 changes it', () => {
    const state = Float64Array.from({ length: 20_000 }, (_, i) => i / 7)
    const before = digestOf(state)
    const last = state[12_345]!
    state[12_345] = last * (1 + Number.EPSILON)
    expect(digestOf(state)).not.toBe(before)
    state[12_345] = last
    expect(digestOf(state)).toBe(before)
  })

  test.each([
    ['NaN', { x: NaN }],
    ['infinity', [1, -Infinity]],
    ['NaN in a Float64Array', { y: Float64Array.of(0, NaN) }],
    ['a Map', { m: new Map([[1, 2]]) }],
    ['a Float32Array', { m: new Float32Array(3) }],
    ['a function', { f: () => 1 }],
    ['a bigint', [1n]],
  ])('%s is a bug and throws, and the next digest is untouched by it', (_, value) => {
    expect(() => digestOf(value as unknown as Digestible)).toThrow(/digest of/)
    expect(digestOf({ a: 1 })).toBe('1344cd6f345b195541e76be1fff498d683640a129941e8db7cf3338afd720ef1')
  })
})
