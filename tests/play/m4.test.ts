/** M4: what its cards, its paper clock and its skids do; its figures over many lots are in sweep.json. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import {
  advanceTo,
  apply,
  expertHand,
  isOver,
  outcomeOf,
  query,
  rate,
  type Run,
  sop,
  startRun,
} from '../../src/play/index.ts'
import { snapshot } from '../../src/present/index.ts'
import { play, playHand, recordOf } from '../../src/record/index.ts'

const level = loadLevel(JSON.parse(readFileSync('levels/antibody/M4/level.json', 'utf8'))).level!
const HOUR = 3600
const MINUTE = 60

const begun = (seed: number): Run => startRun(level, seed)
/** As soon as hands are free. */
function act(run: Run, slot: string, value: number | string | readonly (number | string)[]): void {
  if (run.t_s < run.desk!.busy_s) advanceTo(run, run.desk!.busy_s, sop)
  expect([slot, apply(run, { slot, value }, 'player')]).toEqual([slot, undefined])
}
const wait = (run: Run, seconds: number): void => advanceTo(run, run.t_s + seconds, sop)
const codes = (run: Run): readonly string[] =>
  outcomeOf(run).compliance!.findings.map((f) => `${f.code} ${f.subject.id}`)

test('the expert passes, and the record replays to its digest', () => {
  const replay = playHand(level, 2, expertHand)
  const outcome = outcomeOf(replay.run)
  expect(rate(replay.run, outcome, outcome)).toMatchObject({ passed: true, compliance: 100 })
  const record = recordOf(replay)
  expect(recordOf(play(level, record.seed, record.log, record.crew)).digest).toBe(record.digest)
})

describe('at the capture column', () => {
  const run = begun(2)
  wait(run, 13 * MINUTE)
  act(run, 'capture.proceed', 1)
  wait(run, 20 * MINUTE)

  test('the player starts and stops the load, its skid does the rest up to the next', () => {
    const loading = snapshot(run).steps[0]!
    expect(loading.phase).toBe('load')
    expect(loading.chromatogram!.length).toBeGreaterThan(30)
    act(run, 'capture.pause', 1)
    wait(run, 5 * MINUTE)
    // A pump that stands adds nothing to the curve and takes nothing from it.
    expect(snapshot(run).steps[0]!.chromatogram!.length).toBeGreaterThanOrEqual(loading.chromatogram!.length)
    act(run, 'capture.proceed', 1)
    act(run, 'capture.pause', 0)
    wait(run, 2 * HOUR)
    expect(snapshot(run).steps[0]!).toMatchObject({ phase: 'equilibrate', counters: { cycle: 2 }, chromatogram: null })
  })

  test('who loads without a test has decided on a column nobody knew', () => {
    const gap = [1, 2, 3, 4, 5, 6].find((seed) => begun(seed).desk!.faults['packing']!.cause === 0)!
    const blind = begun(gap)
    wait(blind, 13 * MINUTE)
    act(blind, 'capture.proceed', 1)
    expect(codes(blind)).toContain('R-OPT packing')
  })
})

test('a load left standing stands no longer than the player has the plant: the next shift lets it go', () => {
  const run = begun(2)
  wait(run, 13 * MINUTE)
  act(run, 'capture.proceed', 1)
  wait(run, 5 * MINUTE)
  act(run, 'capture.pause', 1)
  const stands = (): boolean => run.running.some((r) => level.steps[r.index]!.id === 'capture' && r.paused)
  advanceTo(run, 48 * HOUR - 1, sop)
  expect(stands()).toBe(true)
  advanceTo(run, 20 * 24 * HOUR, sop)
  expect([stands(), isOver(run)]).toEqual([false, true])
})

test('a report without a quantity or an act is a finding of its own', () => {
  const run = begun(2)
  act(run, 'case.deviation', ['column', 'capture', 0, 2.1, 'retested'])
  expect(codes(run)).not.toContain('R-PROC column')
  act(run, 'case.deviation', ['column', 'capture', 0, 0, 'nothing'])
  expect(codes(run)).toContain('R-PROC column')
})

test(
  'a hold cut short closes the viral gate; tubes are four at most, lines that are crossed hold none',
  { timeout: 60_000 },
  () => {
    const run = begun(2)
    for (let loads = 0; loads < 9 && snapshot(run).steps[0]!.id === 'capture'; loads++) {
      while (snapshot(run).steps[0]!.id === 'capture' && snapshot(run).steps[0]!.phase !== 'equilibrate') wait(run, 300)
      wait(run, 13 * MINUTE)
      if (snapshot(run).steps[0]!.id !== 'capture') break
      act(run, 'capture.proceed', 1)
      wait(run, 30 * MINUTE)
      if (snapshot(run).steps[0]!.phase === 'load') act(run, 'capture.proceed', 1)
    }
    for (const value of [1, 1, 1]) {
      act(run, 'inactivation.proceed', value)
      wait(run, 5 * MINUTE)
    }
    expect(outcomeOf(run).compliance!.gates).toContain('G2')
    while (snapshot(run).steps[0]!.phase !== 'pool') wait(run, 600)
    for (const tube of [100, 105, 110, 115]) act(run, 'polishing.tube', tube)
    wait(run, HOUR)
    expect(query(run, { slot: 'polishing.tube', value: 120 })).toMatchObject({ code: 'no_more_tubes' })
    const { tubes } = snapshot(run).steps[0]!
    expect(tubes).toMatchObject({ most: 4, volume_CV: expect.closeTo(0.1, 9) })
    expect(tubes!.bought.every((b) => b.hmw_pct !== null)).toBe(true)
    // Two lines crossed hold no tube: whoever comes next draws them as they are printed.
    act(run, 'polishing.poolFrom', 12)
    act(run, 'polishing.poolTo', 9)
    wait(run, 5 * MINUTE)
    expect(query(run, { slot: 'polishing.proceed', value: 1 })).toMatchObject({ code: 'no_fraction_chosen' })
    advanceTo(run, 20 * 24 * HOUR, sop)
    expect(isOver(run)).toBe(true)
  },
)
