import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel, patched } from '../../content/index.ts'
import { problemSentence } from './problems.ts'

const M2 = JSON.parse(readFileSync('levels/antibody/M2/level.json', 'utf8')) as unknown
const saidOf = (path: string, value: unknown, language: 'fr' | 'en') =>
  loadLevel(patched(M2, [{ path, value }]).json).problems.map((problem) => problemSentence(language, problem))

test('a number too large or too small says what would be right, in both languages', () => {
  const quality = { 'release.hmw': { weight: 30 } }
  expect(saidOf('work.quality', quality, 'fr')[0]).toContain('Donnez un nombre de 1 au plus.')
  expect(saidOf('work.quality', quality, 'en')[0]).toContain('Give a number of at most 1.')
  const target = { 'release.hmw': { target: 99 } }
  expect(saidOf('work.quality', target, 'fr')[0]).toMatch(/Donnez un nombre inférieur à [\d,]+\s%\.$/)
  expect(saidOf('work.pass.yield', -1, 'fr')[0]).toContain('Donnez un nombre de 0 au moins.')
})
