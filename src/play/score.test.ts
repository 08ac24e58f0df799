import { expect, test } from 'vitest'
import { judgeAttribute, purity } from './score.ts'

const hcp = { id: 'hcp', unit: 'ppm', target: 10, limit: 100, weight: 1 }
const monomer = { id: 'monomer', unit: '%', target: 99.5, limit: 98.3, weight: 1 }

test('an attribute scores 100 at its target, 60 at its limit, 30 at twice an upper limit, and is mirrored for a lower one', () => {
  expect(judgeAttribute({ ...hcp, value: 5 }).quality).toBe(100)
  expect(judgeAttribute({ ...hcp, value: 10 }).quality).toBe(100)
  expect(judgeAttribute({ ...hcp, value: 100 })).toMatchObject({ quality: 60, inside: true })
  expect(judgeAttribute({ ...hcp, value: 200 })).toMatchObject({ quality: 30, inside: false })
  expect(judgeAttribute({ ...monomer, value: 99.5 }).quality).toBe(100)
  expect(judgeAttribute({ ...monomer, value: 98.3 })).toMatchObject({ quality: 60, inside: true })
  expect(judgeAttribute({ ...monomer, value: 98.3 / 2 }).quality).toBe(30)
})

test('one attribute outside caps the sum at 59; no product is 0', () => {
  const good = { ...hcp, value: 5, weight: 9 }
  const bad = { ...monomer, value: 98.2 }
  expect(purity([good], 1).score).toBe(100)
  expect(purity([good, bad], 1).score).toBe(59)
  expect(purity([good, bad], 1).index).toBeGreaterThan(90)
  expect(purity([good], 0).score).toBe(0)
})
