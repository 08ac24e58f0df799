import { expect, test } from 'vitest'
import { fits, isSave } from './shapes.ts'

const save = { format: 1, level: 'M4', hash: 'a', model: 'b', seed: 3, log: [], at_s: 60 }

test('what lay on the desk is kept with the lot, in figures only', () => {
  expect(isSave(save)).toBe(true)
  expect(isSave({ ...save, laid: { 'polishing.poolFrom': 9.4, 'polishing.poolTo': 12.4 } })).toBe(true)
  expect(isSave({ ...save, laid: { 'polishing.poolFrom': 'much' } })).toBe(false)
  expect(isSave({ ...save, laid: [9.4] })).toBe(false)
})

test('what a lot left unhandled is kept under its level, and nothing else is', () => {
  const left = { level: 'M1', record: 'a'.repeat(64), cases: [{ fault: 'nightOxygen', cause: 'valve' }] }
  expect(fits('left.M1', left)).toBe(true)
  expect(fits('left.M2', left)).toBe(false)
  expect(fits('left.M1', { ...left, cases: [{ fault: 'nightOxygen' }] })).toBe(false)
})

test('the first try of a lot is kept under its level and number, with all its decisions', () => {
  const first = {
    format: 1,
    at_ms: 1_770_000_000_000,
    save,
    digest: 'a'.repeat(64),
    disposition: 'released',
    passed: true,
    score: { yield: 91, purity: 80, compliance: 96 },
    seen: { C31: [1, 0.7] },
    gates: [],
  }
  expect(fits('first.M4.3', first)).toBe(true)
  expect(fits('first.M4.4', first)).toBe(false)
  expect(fits('first.M4.3', { ...first, seen: { C31: ['much'] } })).toBe(false)
  expect(fits('first.M4.3', { ...first, save: { ...save, log: null } })).toBe(false)
})

test('what is meant for next time is kept with the lot it was formed at and the one it came along to', () => {
  const meant = { level: 'M4', seed: 3, remedy: null, text: 'Look, then write.', taken: null, held: null }
  const of = (over: object): unknown => ({ format: 1, list: [{ ...meant, ...over }] })
  expect(fits('intentions', of({}))).toBe(true)
  expect(fits('intentions', of({ taken: { level: 'M5', seed: 9 }, held: true }))).toBe(true)
  expect(fits('intentions', of({ taken: 'M5' }))).toBe(false)
  expect(fits('intentions', of({ text: 'x'.repeat(201) }))).toBe(false)
})
