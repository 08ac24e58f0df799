import { describe, expect, test } from 'vitest'
import { LARGEST_RESULT, resultCode, resultIn } from './result.ts'
import { packed } from '../record/index.ts'

const result = {
  result: 1,
  who: 'Loutre 12',
  id: 'a1',
  marks: { yield: 80, purity: 90, compliance: 70 },
  record: {
    format: 1,
    model: '0.6.0',
    level: { id: 'M1', hash: 'f'.repeat(64) },
    seed: 7,
    crew: 'idle',
    log: [{ t: 60, slot: 'culture.look', value: 'oxygen' }],
    digest: 'a'.repeat(64),
  },
}

test('a result is read back as it was written', () => {
  expect(resultIn(JSON.stringify(result))).toEqual(result)
})

test.each([
  ['large', 'x'.repeat(LARGEST_RESULT + 1)],
  ['unreadable', '<html>'],
  ['other', '{"format":1}'],
  ['other', 'null'],
  ['newer', JSON.stringify({ ...result, result: 2 })],
  ['damaged', JSON.stringify({ ...result, admin: true })],
  ['damaged', JSON.stringify({ ...result, who: 'Loutre '.repeat(15_000) })],
  ['damaged', JSON.stringify({ ...result, used_s: 1e300 })],
  ['damaged', JSON.stringify({ ...result, record: { ...result.record, seed: -1 } })],
  ['damaged', JSON.stringify({ ...result, record: { ...result.record, log: [{ t: 1e300, slot: 'a', value: 1 }] } })],
] as const)('what is none says why: %s', (refusal, text) => {
  expect(resultIn(text)).toBe(refusal)
})

test('no pseudonym turns the words around it, nor hides any of its own', () => {
  const found = resultIn(JSON.stringify({ ...result, who: '\u202EertuoL\u2066\u200B 12\u0000' }))
  expect(found).toEqual({ ...result, who: 'ertuoL 12' })
})

test('nobody is without a name to be clicked', () => {
  expect(resultIn(JSON.stringify({ ...result, who: '\u200B ' }))).toEqual({ ...result, who: '?' })
})

describe('a result in one line', () => {
  const line = resultCode({ ...result, result: 1, used_s: 600, record: { ...result.record, format: 1, crew: 'idle' } })!

  test('is read back, also when a mail has broken it', () => {
    expect(resultIn(line)).toEqual({ ...result, used_s: 600 })
    expect(resultIn(` ${line.slice(0, 40)}\r\n${line.slice(40)}\n`)).toEqual({ ...result, used_s: 600 })
  })

  test('is refused when it was cut, changed, or made to swell', () => {
    expect(resultIn(line.slice(0, -3))).toBe('damaged')
    expect(resultIn(`${line}.x`)).toBe('damaged')
    expect(resultIn('r.')).toBe('damaged')
    expect(resultIn(`r.${packed({ ...result, who: 'x'.repeat(3_000_000) })}.${line.split('.')[2]!}`)).toBe('damaged')
    const boast = packed({ result: 1, who: 'x', id: 'y', marks: { yield: 'much', purity: 0, compliance: 0 } })
    expect(resultIn(`r.${boast}.${line.split('.')[2]!}`)).toBe('damaged')
  })

  test('is not made of a long record: that is a file', () => {
    const log = Array.from({ length: 5000 }, (_, i) => ({ t: 7 * i * i, slot: 'culture.feed', value: i / 7 }))
    expect(resultCode({ ...result, result: 1, record: { ...result.record, format: 1, crew: 'idle', log } })).toBe(
      undefined,
    )
  })
})
