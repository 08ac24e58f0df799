import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { advanceTo, apply, type Run, sop, startRun } from '../play/index.ts'
import { thawingLessonOf, thawingMomentOf, thawingSnapshot, type ThawingStep, WALL_JACKET_C } from './thawing.ts'

const file = (path: string): URL => new URL(`../../levels/plasma/P0/${path}`, import.meta.url)
const level = loadLevel(JSON.parse(readFileSync(file('level.json'), 'utf8'))).level!

/** As the page does it: begin, then a hand at the water, minute by minute, until it lets go or time is over. */
function thaw(run: Run, hand: (step: ThawingStep) => 0 | 1 | 'pour', stirring?: number): ReadonlySet<string> {
  const { id } = thawingSnapshot(run).step!
  const said = new Set<string>()
  const act = (topic: string, value: number): void => {
    expect(apply(run, { slot: `${id}.${topic}`, value }, 'player')).toBeUndefined()
    advanceTo(run, Math.max(run.t_s, run.desk!.busy_s), sop)
  }
  said.add(thawingMomentOf(thawingSnapshot(run).step!))
  act('pause', 0)
  if (stirring !== undefined) act('stirring', stirring)
  for (;;) {
    const { step } = thawingSnapshot(run)
    if (step?.id !== id) return said
    said.add(thawingMomentOf(step))
    const wanted = hand(step)
    if (wanted === 'pour') act('proceed', 1)
    else {
      if ((wanted === 1) !== step.warm) act('warm', wanted)
      advanceTo(run, run.t_s + 60, sop)
    }
  }
}

const careful = (step: ThawingStep): 0 | 1 | 'pour' =>
  step.frozen_pct < 0.5 ? 'pour' : step.frozen_pct > 7 && step.jacket_C! < 23 ? 1 : 0

test('haste at each beat teaches what was lost there, and care loses nothing', () => {
  const hasty = startRun(level, 3)
  expect([...thaw(hasty, () => 1)].filter((m) => m !== 'wall')).toEqual(['ready', 'ice', 'last', 'gone', 'warm'])
  expect(thaw(hasty, (step) => (step.frozen_pct < 0.5 ? 'pour' : 1))).toContain('wall')
  expect(thaw(hasty, () => 0)).toContain('slow')
  expect(thawingSnapshot(hasty).results.map(thawingLessonOf)).toEqual(['warm', 'wall', 'ice'])
  expect(thawingSnapshot(hasty)).toMatchObject({ over: true, step: null, lasts_min: [120, 85, 90] })

  const calm = startRun(level, 3)
  for (const stirring of [undefined, undefined, 1]) thaw(calm, careful, stirring)
  expect(thawingSnapshot(calm).results.map(thawingLessonOf)).toEqual(['good', 'good', 'good'])
  expect(thawingSnapshot(calm).medals).toBe(3)
})

test('the wall is where the sheet has it: 10 °C, four tenths of the jacket above the melting plasma', () => {
  expect(WALL_JACKET_C).toBeCloseTo(-0.5 + 10.5 / 0.4, 9)
})
