import { describe, expect, test } from 'vitest'
import { leastSeconds, wordsIn } from './pace.ts'

describe('words', () => {
  test.each([
    ['La cuve s’essouffle.', 3],
    ['Ni trop, ni trop peu : voilà !', 6],
    ['', 0],
    [undefined, 0],
    [{ who: 'sami', says: 'C’est bon, non ?' }, 3],
    [{ asks: 'Tu signes ?', replies: ['Non.', 'Donne, je signe.'] }, 6],
  ])('in %j: %i', (text, words) => expect(wordsIn(text)).toBe(words))
})

test('no hand is quicker than to point and press: a second for another thing, 0.08 s for the same again', () => {
  const log = (...slots: string[]) => slots.map((slot) => ({ slot }))
  expect(leastSeconds([])).toBe(0)
  expect(leastSeconds(log('a', 'b', 'a'))).toBe(3)
  expect(leastSeconds(log('a', 'a', 'a', 'b'))).toBeCloseTo(2.16, 9)
})
