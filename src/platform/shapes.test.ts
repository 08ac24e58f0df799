import { expect, test } from 'vitest'
import { isSave } from './shapes.ts'

const save = { format: 1, level: 'M4', hash: 'a', model: 'b', seed: 3, log: [], at_s: 60 }

test('what lay on the desk is kept with the lot, in figures only', () => {
  expect(isSave(save)).toBe(true)
  expect(isSave({ ...save, laid: { 'polishing.poolFrom': 9.4, 'polishing.poolTo': 12.4 } })).toBe(true)
  expect(isSave({ ...save, laid: { 'polishing.poolFrom': 'much' } })).toBe(false)
  expect(isSave({ ...save, laid: [9.4] })).toBe(false)
})
