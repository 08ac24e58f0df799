/**
 * A level's planted.json keeps how often the explanation named errors planted in the expert's hands: minutes of
 * calculation, so made by hand and committed. It holds for one model version and one level, as a sweep does.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../src/content/index.ts'
import { levelHash } from '../src/record/index.ts'
import { modelVersionOf } from '../src/play/index.ts'

interface Share {
  readonly planted: number
  readonly found: number
}
type Planted = Readonly<Record<'single' | 'double' | 'compliance', Share>> & {
  readonly level: string
  readonly hash: string
  readonly model: string
}

const PLANTED = [
  'antibody/M1',
  'antibody/M2',
  'antibody/M3',
  'antibody/M4',
  'antibody/M5',
  'antibody/M6',
  'aav/A1',
  'aav/A2',
  'aav/A3',
  'aav/A4',
  'aav/A5',
  'aav/A6',
  'plasma/P1',
  'plasma/P2',
  'plasma/P3',
  'plasma/P4',
  'plasma/P5',
  'lab/K1',
  'lab/K2',
  'lab/K3',
].map((level) => `levels/${level}`)

const read = (folder: string): Planted => JSON.parse(readFileSync(`${folder}/planted.json`, 'utf8')) as Planted
const levelOf = (folder: string) => loadLevel(JSON.parse(readFileSync(`${folder}/level.json`, 'utf8'))).level!

describe.each(PLANTED)('%s', (folder) => {
  test('errors have been planted in this level, under this model version', () => {
    const level = levelOf(folder)
    const command = `npm run -s lot -- planted ${level.id} > ${folder}/planted.json`
    expect(existsSync(`${folder}/planted.json`), command).toBe(true)
    const { level: id, hash, model } = read(folder)
    expect({ id, hash, model }, command).toEqual({ id: level.id, hash: levelHash(level), model: modelVersionOf(level) })
  })

  test('nine of ten are named: one as the first cause, two among the first three, of compliance by the dearest finding', () => {
    const { single, double, compliance } = read(folder)
    for (const { planted, found } of [single, double, compliance]) expect(found).toBeGreaterThanOrEqual(0.9 * planted)
    expect(single.planted + compliance.planted).toBeGreaterThanOrEqual(2 * levelOf(folder).work!.novice.length - 2)
  })
})
