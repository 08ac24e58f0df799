import { readFileSync } from 'node:fs'
import { effect } from '@preact/signals'
import { expect, test } from 'vitest'
import { loadLevel } from '../../content/index.ts'
import { type Command, type Save, serveRuns, type Telling } from '../../platform/index.ts'
import { modelVersionOf, noviceHand } from '../../play/index.ts'
import { levelHash, playHand } from '../../record/index.ts'
import { openHindsight } from './hindsight.ts'

const file = new URL('../../../levels/antibody/M1/level.json', import.meta.url)
const level = loadLevel(JSON.parse(readFileSync(file, 'utf8'))).level!

test('two benches share an explanation: how far it is never goes back, and moves before anything is known', async () => {
  const seed = 2
  const { log, run } = playHand(level, seed, noviceHand(level.work!.novice[1]!))
  const entries = log.map(({ t, slot, value }) => ({ t, slot, value }))
  const save: Save = {
    format: 1,
    level: 'M1',
    hash: levelHash(level),
    model: modelVersionOf(level),
    seed,
    log: entries,
    at_s: run.t_s,
    over: true,
  }
  const bench = () => {
    const serve = serveRuns({ level: () => level, view: () => null, frame: () => null, ending: () => null })
    return {
      send: async (command: Command, tell?: Telling) => serve(command, tell),
      where: () => 'page' as const,
      close() {},
    }
  }
  const hindsight = openHindsight(bench, () => save)
  const shares: number[] = []
  const dark: number[] = []
  effect(() => {
    const now = hindsight.soFar.value
    if (!now) return
    shares.push(now.share)
    if (!now.known) dark.push(now.share)
  })
  await hindsight.explain()
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(Math.max(...dark)).toBeGreaterThan(0)
  expect(shares.at(-1)).toBeCloseTo(1, 9)
  expect(hindsight.parts.value!.map((p) => p.group)).toContain('feeding')
})
