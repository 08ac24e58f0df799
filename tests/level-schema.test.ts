/**
 * levels/level.schema.json says the shape of a level to editors, from the loader's own description of it. When that has
 * changed: UPDATE_SCHEMA=1 npx vitest run tests/level-schema.test.ts
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { levelFile } from '../src/content/index.ts'

const FILE = join('levels', 'level.schema.json')

function written(): string {
  const { $schema, ...shape } = z.toJSONSchema(levelFile, { io: 'input' })
  const title = 'A level of Premier Lot. Units, streams and ranges are checked by lot check.'
  return `${JSON.stringify({ $schema, title, ...shape }, null, 2)}\n`
}

test('the schema for editors is the loader’s own', () => {
  if (process.env['UPDATE_SCHEMA']) writeFileSync(FILE, written())
  const found = existsSync(FILE) ? readFileSync(FILE, 'utf8') : ''
  // Formatted as the rest of the repository is: compared as data.
  expect(JSON.parse(found || 'null'), 'UPDATE_SCHEMA=1 npx vitest run tests/level-schema.test.ts').toEqual(
    JSON.parse(written()),
  )
})

test('every level names it', () => {
  const levels = readdirSync('levels', { recursive: true, encoding: 'utf8' }).filter((p) => p.endsWith('level.json'))
  expect(levels.length).toBeGreaterThan(2)
  for (const path of levels) {
    const file = join('levels', path)
    const { $schema } = JSON.parse(readFileSync(file, 'utf8')) as { $schema?: string }
    expect([file, $schema]).toEqual([file, relative(dirname(file), FILE).split(sep).join('/')])
  }
})
