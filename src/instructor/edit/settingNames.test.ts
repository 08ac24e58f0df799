import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formsOf, loadLevel } from '../../content/index.ts'
import { settingName } from './settingNames.ts'

test('whatever a recipe sets and a lock can take away has its name in both languages', () => {
  const nameless = ['antibody', 'plasma', 'aav'].flatMap((plant) =>
    readdirSync(`levels/${plant}`)
      .filter((id) => /[1-6]$/.test(id))
      .flatMap((id) => formsOf(loadLevel(JSON.parse(readFileSync(`levels/${plant}/${id}/level.json`, 'utf8'))).level!))
      .flatMap(({ unit, settings, topics }) =>
        [...settings.map((field) => field.id), ...topics.filter((one) => one !== 'proceed' && one !== 'pause')]
          .filter((id) => settingName('fr', unit, id) === undefined || settingName('en', unit, id) === undefined)
          .map((id) => `${unit}.${id}`),
      ),
  )
  expect([...new Set(nameless)]).toEqual([])
})
