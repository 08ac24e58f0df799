/** docs/science/sensitivity has a picture of each level with marks and a process, of the level and model as they are. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sensitivityOf } from '../src/cli/sensitivity.ts'
import { loadLevel } from '../src/content/index.ts'
import { modelVersionOf } from '../src/play/index.ts'
import { levelHash } from '../src/record/index.ts'

const levelAt = (folder: string) => loadLevel(JSON.parse(readFileSync(join(folder, 'level.json'), 'utf8'))).level!

/** Levels with marks in which the player runs a process: not the one of medals, nor those played on paper. */
const drawn = readdirSync('levels', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('sweep.json'))
  .map((path) => join('levels', path, '..'))
  .filter((folder) => {
    const { work, steps } = levelAt(folder)
    return work && !work.medals && steps.some((step) => step.mode === 'play')
  })
  .toSorted()
const PAGE = 'docs/science/sensitivity.md'
const MARK = '<!-- pictures -->\n'

test.each(drawn)('%s: its picture is of this level and model', (folder) => {
  const level = levelAt(folder)
  const file = join('docs/science/sensitivity', `${level.id}.svg`)
  const said = existsSync(file) ? /<desc>(.*)<\/desc>/.exec(readFileSync(file, 'utf8'))?.[1] : undefined
  const { hash, model } = said ? (JSON.parse(said) as Record<'hash' | 'model', string>) : { hash: '', model: '' }
  expect({ hash, model }, `npm run -s lot -- sensitivity ${level.id} > ${file}`).toEqual({
    hash: levelHash(level),
    model: modelVersionOf(level),
  })
})

test('the page shows them all: UPDATE_PAGES=1 npx vitest run tests/sensitivity.test.ts rewrites it', () => {
  const page = readFileSync(PAGE, 'utf8')
  const [lead] = page.split(MARK)
  const pictures = drawn.map((folder) => levelAt(folder).id).map((id) => `![${id}](sensitivity/${id}.svg)\n`)
  const wanted = [lead, MARK, '\n', pictures.join('\n')].join('')
  if (process.env['UPDATE_PAGES']) writeFileSync(PAGE, wanted)
  else expect(page).toBe(wanted)
})

describe('a curve', () => {
  const { curves } = sensitivityOf(levelAt('levels/plasma/P1'), 1, () => undefined)

  test('goes through the expert’s own marks where a number is what the expert decides', () => {
    const same = curves.filter((c) => c.expert[0] === c.expert[1])
    expect(same.length).toBeGreaterThan(0)
    for (const { slot, expert, points } of same)
      expect(points.find((p) => p.at === expert[0])?.yield, slot).toBeCloseTo(100, 6)
  })

  test('has finite marks to the ends of every range', () => {
    for (const { points } of curves)
      for (const p of points) expect([p.yield, p.purity, p.compliance].every(Number.isFinite)).toBe(true)
  })
})
