import { expect, test } from 'vitest'
import { LARGEST_RESULT, readResult } from './result.ts'

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
  expect(readResult(JSON.stringify(result))).toEqual(result)
})

test.each([
  ['large', 'x'.repeat(LARGEST_RESULT + 1)],
  ['unreadable', '<html>'],
  ['other', '{"format":1}'],
  ['other', 'null'],
  ['damaged', JSON.stringify({ ...result, admin: true })],
  ['damaged', JSON.stringify({ ...result, record: { ...result.record, seed: -1 } })],
  ['damaged', JSON.stringify({ ...result, record: { ...result.record, log: [{ t: 1e300, slot: 'a', value: 1 }] } })],
] as const)('what is none says why: %s', (refusal, text) => {
  expect(readResult(text)).toBe(refusal)
})
