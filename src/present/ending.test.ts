import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { advanceTo, isOver, LONGEST_S, noviceHand, sop, sopHand, startRun } from '../play/index.ts'
import { playHand } from '../record/index.ts'
import { type Bite, biteSentence, certified, endingOf, findingSentence, type JudgedSnapshot } from './ending.ts'

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
    'AEX: host cell proteins 22.0\u202fppm, limit ≤ 20.0\u202fppm. No later step can fix it.',
  )
  for (const bite of bites)
    for (const language of ['fr', 'en'] as const)
      expect(biteSentence(language, bite).split(/ /).length).toBeLessThanOrEqual(25)
})

test('more germs than a plate shows are not a number', () => {
  expect(certified('fr', 250, 'CFU/100 mL')).toBe('250\u202fUFC/100 mL')
  expect(certified('fr', 1e10, 'CFU/100 mL')).toBe('plus de 250\u202fUFC/100\u202fmL')
  expect(certified('en', 21.97, 'ppm')).toBe('22.0\u202fppm')
})

test('a vessel that nobody tends ends where nothing comes out of it any more; every finding says why it matters', () => {
  const run = startRun(level, 11)
  advanceTo(run, LONGEST_S, sop)
  expect(isOver(run)).toBe(true)
  const ending = endingOf(run, { amounts: [1900], keptBack: null })
  expect(ending.disposition).not.toBe('released')
  expect(ending.bite).not.toBeNull()
  expect(run.level.steps.map((s) => s.id)).toContain(ending.bite!.step)
  // Cells on their way to the vessel have no product yet: that is not where a batch is lost.
  expect(ending.bite!.step).not.toBe('seed')
  expect(ending.findings.length).toBeGreaterThan(0)
  for (const finding of ending.findings)
    for (const language of ['fr', 'en'] as const) {
      const { what, why, next } = findingSentence(language, finding)
      for (const text of [what, why, next]) expect(text.length).toBeGreaterThan(10)
    }
})

test('a lot that fills vials and is not released was lost where an attribute is out, not where there were only cells', () => {
  const noShift = level.work!.novice.find((error) => error.id === 'noShift')!
  const { run } = playHand(level, 2, noviceHand(noShift))
  const ending = endingOf(run, { amounts: [1900], keptBack: null })
  expect(ending.products[0]!.amount).toBeGreaterThan(0)
  expect(ending.disposition).toBe('rejected')
  expect(ending.bite).toMatchObject({ kind: 'out' })
})

test('the record holds every step with what went in and out, and grams that add up', () => {
  const { run } = playHand(level, 2, sopHand)
  const { steps, curves } = endingOf(run, { amounts: [1900], keptBack: null }).dossier
  expect(steps.map((s) => s.id)).toEqual(level.steps.map((s) => s.id))
  for (const { balance } of steps) {
    const { entered_g, made_g, left_g, held_g, lost_g } = balance!
    expect(Math.abs(entered_g + made_g - left_g - held_g - lost_g)).toBeLessThanOrEqual(1e-9 * (1 + entered_g + made_g))
  }
  expect(steps.flatMap((s) => s.results).filter((r) => r.viral).length).toBeGreaterThan(5)
  for (const step of steps)
    if (step.mode === 'auto') expect(step.plan.filter((p) => p.verdict === 'action')).toEqual([])
  expect(curves.find((c) => c.panel === 'oxygen')!.points.length).toBeGreaterThan(50)
})
