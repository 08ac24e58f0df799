import { expect, test } from 'vitest'
import type { FirstTry } from '../../platform/index.ts'
import { aidsAfter } from './aids.ts'

const tried = (level: string, passed: boolean, aids?: 'none'): FirstTry => ({
  format: 1,
  at_ms: 0,
  save: {
    format: 1,
    level,
    hash: '',
    model: '',
    seed: 1,
    log: [],
    at_s: 0,
    ...(aids && { setup: { options: { aids } } }),
  },
  digest: '',
  disposition: 'released',
  passed,
  score: { yield: 0, purity: 0, compliance: 0 },
  seen: {},
  gates: [],
})

test.each<[string, readonly FirstTry[], ReturnType<typeof aidsAfter>]>([
  ['none played', [], null],
  ['one passed', [tried('M1', true)], null],
  ['two passed', [tried('M1', true), tried('M1', true)], 'fade'],
  ['two passed, with another level between', [tried('M1', true), tried('M2', false), tried('M1', true)], 'fade'],
  ['two passed elsewhere', [tried('M2', true), tried('M2', true)], null],
  ['failed, then passed', [tried('M1', false), tried('M1', true)], null],
  ['failed with aids', [tried('M1', true), tried('M1', false)], null],
  ['failed without', [tried('M1', true), tried('M1', true), tried('M1', false, 'none')], 'return'],
  ['passed without', [tried('M1', true), tried('M1', true, 'none')], 'fade'],
])('%s', (_, firsts, becomes) => {
  expect(aidsAfter('M1', firsts)).toBe(becomes)
})
