import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { advanceTo, apply, sop, startRun } from '../play/index.ts'
import { readsTheSame } from './glance.ts'
import { type Snapshot, snapshot } from './snapshot.ts'

const file = new URL('../../levels/antibody/M1/level.json', import.meta.url)
const level = loadLevel(JSON.parse(readFileSync(file, 'utf8'))).level!

/** As it comes from the worker: what has not changed is the same object. */
function kept<T>(before: T, now: T): T {
  if (JSON.stringify(before) === JSON.stringify(now)) return before
  if (typeof now !== 'object' || now === null || typeof before !== 'object' || before === null) return now
  if (Array.isArray(now)) return now.map((value, i) => kept((before as unknown[])[i], value)) as T
  return Object.fromEntries(
    Object.entries(now).map(([k, v]) => [k, kept((before as Record<string, unknown>)[k], v)]),
  ) as T
}

test('a few seconds of waiting are nothing to read; a minute, a reading, a sample on its way are', () => {
  const run = startRun(level, 3)
  advanceTo(run, level.work!.starts_s, sop)
  let before: Snapshot = snapshot(run)
  const next = (): boolean => {
    const now = kept(before, snapshot(run))
    const same = readsTheSame(before, now)
    before = now
    return same
  }
  expect(next()).toBe(true)
  advanceTo(run, run.t_s + 12, sop)
  expect(next()).toBe(true)
  advanceTo(run, run.t_s + 60, sop)
  expect(next()).toBe(false)
  const [step] = before.steps
  expect(apply(run, { slot: `${step!.id}.look`, value: 'oxygen' }, 'player')).toBeUndefined()
  expect(next()).toBe(false)
})
