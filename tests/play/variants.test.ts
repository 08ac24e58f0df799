/** A search plays a log from what it shares with another, and to an end it has met before: the run must be the same. */
import { expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { digestRun, outcomeOf, type Run, sop, sopHand, variantsOf } from '../../src/play/index.ts'
import { type Logged, play, playHand } from '../../src/record/index.ts'
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }

test('each variant is what its log alone makes of the lot, to the last bit; what is written is known before the crew ends it', () => {
  const level = loadLevel(m1).level!
  const played = playHand(level, 2, sopHand)
  const turned = (slot: string, value: Logged['value']): readonly Logged[] =>
    played.log.map((d) => (d.slot === slot ? { ...d, value } : d))
  const alone = (log: readonly Logged[]): Run => play(level, 2, log, 'idle').run
  const variants = variantsOf(level, 2, sop)
  const words = turned('reply.planner', 1)
  const plant = turned('culture.feed', 0.7)
  // The log itself, one that the crew ends as it did before, one that changes the plant.
  for (const [log, run] of [
    [played.log, played.run],
    [words, alone(words)],
    [plant, alone(plant)],
  ] as const) {
    let known = -1
    const variant = variants.play(log, (soFar) => (known = outcomeOf(soFar).compliance!.score) >= 0)!
    variants.keep()
    expect(digestRun(variant)).toBe(digestRun(run))
    expect(known).toBe(outcomeOf(run).compliance!.score)
  }
  expect(variants.play(plant, () => false)).toBeNull()
}, 120_000)
