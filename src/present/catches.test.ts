import { expect, test } from 'vitest'
import { catchesOf } from './catches.ts'
import type { Proof } from './kit.ts'

const proof = (over: Partial<Proof>): Proof => ({ level: 'M1', passed: true, gates: [], seen: {}, kit: [], ...over })

test('a catch is a lot whose evidence is all of the best, and that closed no gate', () => {
  const lots = [
    proof({ seen: { C02: [1, 1, 1], C31: [1, 0.7] } }),
    proof({ level: 'P1', seen: { C02: [1, 0] } }),
    proof({ level: 'P3', seen: { C02: [1] }, gates: ['G1'] }),
    // A lot that is kept back may have been searched well.
    proof({ level: 'A1', passed: false, seen: { C02: [1, 1] } }),
  ]
  expect(catchesOf(lots, 'room')).toEqual(['M1', 'A1'])
  expect(catchesOf(lots, 'line')).toEqual([])
  expect(catchesOf(lots, 'name')).toEqual([])
})
