import { describe, expect, test } from 'vitest'
import { wordsIn } from './pace.ts'

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
