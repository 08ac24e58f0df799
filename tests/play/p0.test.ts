import { expect, test } from 'vitest'
import file from '../../levels/plasma/P0/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { expertHand, type Hand, idleHand, noviceHand, outcomeOf, rate, sopHand } from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'

const level = loadLevel(file).level!

/** Medals and the three beats, on these lots. */
function worked(hand: Hand) {
  return [1, 2, 3].map((seed) => {
    const { run } = playHand(level, seed, hand)
    const outcome = outcomeOf(run)
    return { medals: rate(run, outcome, { amounts: [1, 1, 1], keptBack: null }).medals, beats: outcome.amounts }
  })
}

test.each([
  ['nobody', idleHand, 0],
  ['who lets the water run in haste', noviceHand(level.work!.novice[0]!), 1],
  ['the printed gesture', sopHand, 2],
  ['the expert', expertHand, 3],
] as const)('%s: the medals that belong to it', (_, hand, medals) => {
  for (const lot of worked(hand)) expect(lot.medals).toBe(medals)
})

test('the surprise is the second beat: hot water takes from the printed gesture what patience keeps', () => {
  const [byRecipe, expert] = [worked(sopHand), worked(expertHand)]
  byRecipe.forEach(({ beats }, i) => {
    expect(beats[0]!).toBeGreaterThan(0.7)
    expect(beats[1]!).toBeLessThan(expert[i]!.beats[1]! - 0.1)
  })
})
