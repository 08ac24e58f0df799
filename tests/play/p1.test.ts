import { expect, test } from 'vitest'
import file from '../../levels/plasma/P1/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  apply,
  expertHand,
  type Hand,
  noviceHand,
  outcomeOf,
  rate,
  sop,
  startRun,
} from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'

const level = loadLevel(file).level!
const worked = (hand: Hand) => {
  const { run, refused } = playHand(level, 1, hand)
  expect(refused).toEqual([])
  return { run, outcome: outcomeOf(run) }
}

test('P1: the expert passes without a finding; hot water costs factor VIII, and nothing else', () => {
  const [expert, hot] = [expertHand, noviceHand(level.work!.novice[0]!)].map(worked)
  const rating = rate(expert!.run, expert!.outcome, expert!.outcome)
  expect(expert!.outcome.compliance!.findings).toEqual([])
  expect(rating.passed).toBe(true)
  expect(rating.purity).toBeGreaterThan(85)
  const [factorVIII, igG, albumin] = hot!.outcome.amounts.map((amount, i) => amount / expert!.outcome.amounts[i]!)
  expect(factorVIII).toBeLessThan(0.8)
  expect(igG).toBeCloseTo(1, 1)
  expect(albumin).toBeCloseTo(1, 1)
  // Σ weight · min(1, amount / reference).
  const parts = hot!.outcome.amounts.map((amount, i) => Math.min(1, amount / expert!.outcome.amounts[i]!))
  expect(rate(hot!.run, hot!.outcome, expert!.outcome).yield).toBeCloseTo(
    (100 * (2 * parts[0]! + parts[1]! + parts[2]!)) / 4,
    9,
  )
}, 60_000)

test('P1: water left at 0 °C melts nothing; after a week the next shift goes back to the printed recipe', () => {
  const run = startRun(level, 2)
  advanceTo(run, level.work!.starts_s + 3600, sop)
  expect(apply(run, { slot: 'thaw.jacket', value: 0 }, 'player')).toBeUndefined()
  const melted = (): boolean => run.closed.some((c) => level.steps[c.index]!.id === 'thaw')
  advanceTo(run, 6 * 86_400, sop)
  expect(melted()).toBe(false)
  advanceTo(run, 9 * 86_400, sop, undefined, melted)
  expect(melted()).toBe(true)
}, 60_000)
