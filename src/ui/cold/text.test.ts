import { expect, test } from 'vitest'
import { coldTexts } from './text.ts'

const words = (line: string): number => line.split(/[\s\u202f\u00a0]+/).filter((w) => /[\p{L}\d]/u.test(w)).length

test.each(['fr', 'en'] as const)('%s: nothing on the radio is longer than twelve words', (language) => {
  const { lines, word } = coldTexts[language]
  for (const line of [...Object.values(lines), word]) expect(words(line), line).toBeLessThanOrEqual(12)
})

test('the lines of the script stand as they were written', () => {
  const { call, more, stop, balance } = coldTexts.fr.lines
  expect(call).toBe('Tu es là\u202f? La cuve s’essouffle. Tourne la molette.')
  expect(more).toBe('Oui. Encore un peu.')
  expect(stop).toBe('Stop\u202f! Regarde en haut.')
  expect(balance).toBe('Ni trop, ni trop peu. Tout le métier est là.')
  expect(coldTexts.fr.take).toBe('Prendre le poste')
  expect(coldTexts.fr.word).toBe('Ton paraphe engage ta parole.')
})
