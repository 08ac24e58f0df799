import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { RunRecord } from '../record/index.ts'
import { COPIED, likeness } from './rows.ts'

const logOf = (path: string) => (JSON.parse(readFileSync(path, 'utf8')) as RunRecord).log
const levels = ['antibody', 'plasma', 'aav'].flatMap((plant) =>
  readdirSync(`levels/${plant}`)
    .filter((level) => /^[MPA][1-6]$/.test(level))
    .map((level) => `levels/${plant}/${level}/runs`),
)

test('a log with a look put in, an hour moved or a line left out is still the same log', () => {
  const log = logOf('levels/antibody/M4/runs/expert.json')
  expect(likeness(log, log)).toBe(1)
  const look = { t: log[3]!.t, slot: 'capture.look', value: 'uv' }
  expect(likeness([...log.slice(0, 3), look, ...log.slice(3)], log)).toBeGreaterThan(COPIED)
  expect(likeness([{ ...log[0]!, t: log[0]!.t + 60 }, ...log.slice(2)], log)).toBeGreaterThan(COPIED)
  expect(likeness([], log)).toBe(0)
  // The same thing again is not twice as like.
  expect(likeness([...log, ...log], log)).toBe(0.5)
})

test('two hands on one lot are not: the recipe and the expert stay under it, also where the recipe is what is taught', () => {
  const all = levels.map((runs) => likeness(logOf(`${runs}/expert.json`), logOf(`${runs}/sop.json`)))
  expect(all).toHaveLength(18)
  // 0.875 in M1; no hand of flesh keeps the bots' hours as well.
  expect(Math.max(...all)).toBeLessThan(COPIED)
  expect(all.filter((share) => share > 0.75).length).toBeLessThanOrEqual(2)
})
