import { expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  type Answer,
  apply,
  bringToCut,
  drilledOf,
  expertHand,
  type Level,
  type Run,
  sop,
  startRun,
  workThrough,
} from '../../src/play/index.ts'
import { copyRun } from '../../src/play/copy.ts'
import { playHand } from '../../src/record/index.ts'

const levelAt = (path: string): Level => loadLevel(JSON.parse(readFileSync(`levels/${path}/level.json`, 'utf8'))).level!
const m4 = levelAt('antibody/M4')
const m1 = levelAt('antibody/M1')

/** A lot of M4 at its peak. */
function atPeak(seed: number): Run {
  const run = startRun(m4, seed)
  expect(bringToCut(run, playHand(m4, seed, expertHand).log)).toBe(true)
  return run
}

/** Once the hands are free. */
function act(run: Run, slot: string, value: Answer): void {
  advanceTo(run, Math.max(run.t_s, run.desk!.busy_s), sop)
  expect(apply(run, { slot, value }, 'player')).toBeUndefined()
}

const cutAt = (peak: Run, from: number, to: number) => {
  const run = copyRun(peak)
  act(run, 'polishing.poolFrom', from)
  act(run, 'polishing.poolTo', to)
  act(run, 'polishing.proceed', 1)
  advanceTo(run, run.t_s + 600, sop)
  const drilled = drilledOf(run, 'cut')
  if (drilled?.kind !== 'cut') throw new Error('nothing was cut')
  return drilled
}

test('where to cut is another place on each lot: who has tubes assayed keeps nearly all, the printed cut does not', () => {
  const ends = new Set<number>()
  for (const seed of [1, 2]) {
    const peak = atPeak(seed)
    const read = copyRun(peak)
    workThrough(read, expertHand, { crew: sop })
    const expert = drilledOf(read, 'cut')
    if (expert?.kind !== 'cut') throw new Error('nothing was cut')
    expect(expert.right).toBe(true)
    const { best, tube_CV, tubes } = expert
    ends.add(best.to)
    if (seed > 1) continue
    // All of it: every gram of antibody, and the aggregates behind it.
    const all = cutAt(peak, 0, tubes.length * tube_CV)
    expect(all.mine.kept_pct).toBeCloseTo(100, 6)
    expect(all.mine.hmw_pct).toBeGreaterThan(all.most_pct)
    expect(all.right).toBe(false)
    // The recipe's cut (mab.md §1.8) is for the recipe's gradient, and narrow.
    expect(cutAt(peak, 9.25, 11.65).right).toBe(false)
    // One tube more than the best is beyond the limit.
    const more = cutAt(peak, best.from * tube_CV, (best.to + 1) * tube_CV)
    expect(more.mine.hmw_pct).toBeGreaterThan(more.most_pct)
  }
  expect(ends.size).toBe(2)
}, 60_000)

test('a room is right when all that is not of this lot was found by oneself, and nothing else taken out', () => {
  // Lots with something to find, and one in which all is as it should be.
  const found = new Set<number>()
  for (let seed = 1; seed <= 8; seed++) {
    const begin = (): Run => {
      const run = startRun(m1, seed)
      advanceTo(run, m1.work!.starts_s, sop)
      return run
    }
    const clear = (tagged: readonly string[], second = false) => {
      const run = begin()
      for (const value of tagged) act(run, 'room.tag', value)
      if (second) act(run, 'room.second', 1)
      act(run, 'room.clear', 1)
      const drilled = drilledOf(run, 'room')
      if (drilled?.kind !== 'room') throw new Error('no room')
      return drilled
    }
    const { wrong } = begin().desk!.room!
    found.add(wrong.length)
    expect(clear(wrong).right).toBe(true)
    expect(clear([...wrong, 'pen']).right).toBe(false)
    if (wrong.length === 0) continue
    expect(clear(wrong.slice(1)).right).toBe(false)
    // What only the second pair of eyes has seen is not to one's own credit.
    const second = clear([], true)
    expect(second.right).toBe(false)
    expect(second.items.filter(({ by }) => by === 'player')).toEqual([])
  }
  expect(Math.min(...found)).toBe(0)
  expect(Math.max(...found)).toBe(3)
})
