import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { changesBetween, saidIn, worded } from '../../content/index.ts'
import type { Language } from '../../present/index.ts'
import type { LevelText } from '../../ui/index.ts'
import { putWords, SECTIONS, wordsAt, wordsIn } from './said.ts'

const textOf = (folder: string, language: Language) =>
  JSON.parse(readFileSync(`levels/${folder}/text/${language}.json`, 'utf8')) as LevelText

test('every part of every level’s texts has a form; whatever is written there travels with the scenario', () => {
  const formed = new Set<string>([...SECTIONS, 'title', 'story', 'contracts'])
  for (const plant of ['antibody', 'plasma', 'aav', 'lab'])
    for (const id of readdirSync(`levels/${plant}`).filter((one) => /[1-6]$/.test(one))) {
      const texts = { fr: textOf(`${plant}/${id}`, 'fr'), en: textOf(`${plant}/${id}`, 'en') }
      expect(Object.keys(texts.fr).filter((key) => !formed.has(key))).toEqual([])
      for (const keys of SECTIONS.flatMap((section) => wordsIn(texts, section).slice(0, 3))) {
        const changed = putWords(texts.en, keys, 'As we say here')
        expect(wordsAt(worded(texts.en, changesBetween(texts.en, changed).flatMap(saidIn)), keys)).toBe(
          'As we say here',
        )
      }
    }
})

test('no words at all leave the place as it was', () => {
  const text = textOf('antibody/M2', 'fr')
  expect(putWords(text, wordsIn({ fr: text, en: text }, 'groups')[0]!, ' ')).toEqual(text)
})
