import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { advanceTo, isOver, LONGEST_S, sop, startRun } from '../play/index.ts'
import { type Bite, biteSentence, endingOf, findingSentence, type JudgedSnapshot } from './ending.ts'

const file = new URL('../../levels/antibody/M2/level.json', import.meta.url)
const level = loadLevel(JSON.parse(readFileSync(file, 'utf8'))).level!

const hcp: JudgedSnapshot = {
  id: 'release.hcp',
  value: 21.97,
  unit: 'ppm',
  limit: 20,
  upper: true,
  inside: false,
  quality: 54,
}
const bites: readonly Bite[] = [
  { kind: 'out', step: 'flowThrough', unit: 'anionExchange', attribute: hcp },
  { kind: 'empty', step: 'culture', unit: 'culture' },
  { kind: 'gate', step: 'fill', unit: 'sterileFill', gate: 'G1' },
]

test('where a batch is lost is said with its figure and its limit, in at most 25 words', () => {
  expect(biteSentence('fr', bites[0]!)).toBe(
    'AEX\u00a0: protéines de la cellule hôte 22,0\u202fppm, limite ≤ 20,0\u202fppm. La suite n’y peut rien.',
  )
  expect(biteSentence('en', bites[0]!)).toBe(
    'AEX: host cell proteins 22.0\u202fppm, limit ≤ 20.0\u202fppm. No later step can mend it.',
  )
  for (const bite of bites)
    for (const language of ['fr', 'en'] as const)
      expect(biteSentence(language, bite).split(/ /).length).toBeLessThanOrEqual(25)
})

test('a vessel that nobody tends ends where nothing comes out of it any more; every finding says why it matters', () => {
  const run = startRun(level, 11)
  advanceTo(run, LONGEST_S, sop)
  expect(isOver(run)).toBe(true)
  const ending = endingOf(run, [1900])
  expect(ending.disposition).not.toBe('released')
  expect(ending.bite).not.toBeNull()
  expect(run.level.steps.map((s) => s.id)).toContain(ending.bite!.step)
  expect(ending.findings.length).toBeGreaterThan(0)
  for (const finding of ending.findings)
    for (const language of ['fr', 'en'] as const) {
      const { what, why, next } = findingSentence(language, finding)
      for (const text of [what, why, next]) expect(text.length).toBeGreaterThan(10)
    }
})
