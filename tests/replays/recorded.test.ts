/**
 * Every recorded run of every level, played again, ends on the digest it was recorded with. When a model has moved on
 * purpose (its plant's version raised), record anew: UPDATE_RUNS=1 npx vitest run tests/replays
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { isOver, modelVersionOf } from '../../src/play/index.ts'
import { levelHash, play, recordFile, recordOf } from '../../src/record/index.ts'

const folders = readdirSync('levels', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('level.json'))
  .map((path) => join('levels', path, '..'))
const runs = folders.flatMap((folder) => {
  const place = join(folder, 'runs')
  return existsSync(place) ? readdirSync(place).map((file) => [folder, join(place, file)] as const) : []
})

test('there are recorded runs', () => expect(runs.length).toBeGreaterThan(0))

test.each(runs)('%s: %s', (folder, file) => {
  const { level, problems } = loadLevel(JSON.parse(readFileSync(join(folder, 'level.json'), 'utf8')))
  expect(problems).toEqual([])
  const record = recordFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  const replay = play(level!, record.seed, record.log, record.crew)
  const { run, refused } = replay
  expect(refused).toEqual([])
  expect(isOver(run)).toBe(true)
  const again = recordOf(replay)
  const ground = { model: modelVersionOf(level!), level: { id: level!.id, hash: levelHash(level!) } }
  const moved =
    record.digest !== again.digest && record.model === ground.model && record.level.hash === ground.level.hash
  expect(moved, 'a result moved, its version did not: src/models/version.ts').toBe(false)
  if (process.env.UPDATE_RUNS) writeFileSync(file, `${JSON.stringify(again, null, 1)}\n`)
  else expect(record).toEqual({ ...again, ...ground })
})
