import { expect } from 'vitest'
import {
  expertHand,
  type Hand,
  idleHand,
  type Level,
  noviceHand,
  outcomeOf,
  rate,
  type Run,
  sopHand,
} from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'

const HANDS: Readonly<Record<string, Hand>> = { expert: expertHand, sop: sopHand, idle: idleHand }

/** Lots of a level, each played once by each hand: `expert`, `sop`, `idle` or a typical error by its name. */
export function lotsOf(level: Level) {
  const runs = new Map<string, Run>()
  function played(name: string, seed: number): Run {
    const key = `${name} ${seed}`
    if (!runs.has(key)) {
      const error = level.work!.novice.find((e) => e.id === name)
      const hand = error ? noviceHand(error) : HANDS[name]
      if (!hand) throw new Error(`nobody is called '${name}'`)
      const { run, refused } = playHand(level, seed, hand)
      expect(refused).toEqual([])
      runs.set(key, run)
    }
    return runs.get(key)!
  }
  /** Against the expert's, with what it came to. */
  const rated = (name: string, seed: number) => {
    const outcome = outcomeOf(played(name, seed))
    return { ...rate(played(name, seed), outcome, outcomeOf(played('expert', seed))), outcome }
  }
  const cause = (seed: number, fault: string): string => {
    const spec = level.work!.faults.find((f) => f.id === fault)!
    return spec.causes[played('expert', seed).desk!.faults[fault]!.cause]!.id
  }
  return { played, rated, cause }
}
