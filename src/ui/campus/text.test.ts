import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { campusTexts } from './text.ts'

test('each level that can be played has its words on the campus', () => {
  const inGame = /PLAYABLE = \[([^\]]*)\]/.exec(readFileSync('src/game/levels.ts', 'utf8'))![1]!
  const ids = [...inGame.matchAll(/'(\w+)'/g)].map(([, id]) => id!)
  expect(ids).toContain('M1')
  for (const language of ['fr', 'en'] as const)
    expect(Object.keys(campusTexts[language].cards).toSorted()).toEqual(ids.toSorted())
})

test('a level on the campus bears the title it bears inside, in both languages', () => {
  for (const language of ['fr', 'en'] as const)
    for (const [id, { title }] of Object.entries(campusTexts[language].cards)) {
      const plant = readdirSync('levels').find((folder) => existsSync(join('levels', folder, id)))!
      const words = JSON.parse(readFileSync(join('levels', plant, id, 'text', `${language}.json`), 'utf8'))
      expect(title).toBe((words as { title: string }).title)
      expect(Object.keys(campusTexts[language].buildings)).toContain(plant)
    }
})
