/** M1 as its hands see it: what a missed act costs, and that the crew finishes what the player left. */
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { type Hand, outcomeOf, sopHand } from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }

const level = loadLevel(m1).level!
const without =
  (...slots: string[]): Hand =>
  (view, slot) =>
    slots.includes(slot) ? undefined : sopHand(view, slot)

describe('the last round is left as it is', () => {
  test('a missed temperature shift: the crew makes it the next morning, and no lot of twenty is lost by it', () => {
    const lost: number[] = []
    for (let seed = 1; seed <= 20; seed++) {
      const { run } = playHand(level, seed, without('culture.temperature'))
      const cooled = run.log.filter((d) => d.slot === 'culture.temperature')
      expect(cooled).toMatchObject([{ t: 6 * 86_400, value: 33, by: 'crew' }])
      if (outcomeOf(run).disposition !== 'released') lost.push(seed)
    }
    expect(lost).toEqual([])
  })

  test('it costs purity all the same: the score follows what the player did', () => {
    for (const seed of [1, 8, 14]) {
      const score = (hand: Hand): number => outcomeOf(playHand(level, seed, hand).run).purity.score
      expect(score(without('culture.temperature'))).toBeLessThan(score(sopHand) - 0.5)
    }
  })
})
