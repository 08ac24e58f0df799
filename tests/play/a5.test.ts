import { expect, test } from 'vitest'
import file from '../../levels/aav/A5/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import { breachesOf } from '../../src/play/breaches.ts'
import { expertHand, groupOf, noviceHand } from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'
import { lotsOf } from './lots.ts'

const level = loadLevel(file).level!

const { played, rated, cause } = lotsOf(level)
/** As the expert does it, but for one number. */
function withAnswer(slot: string, value: number) {
  const error = { id: slot, group: groupOf(level, slot), answers: [{ slot, instead: value }] }
  const { run } = playHand(level, LEAKS, noviceHand(error, expertHand))
  return { run, breaches: breachesOf(run) }
}
const resultsOf = (name: string, seed: number, step: string) =>
  played(name, seed).closed.find((c) => level.steps[c.index]!.id === step)!.results

/** A weld and a buffer without surfactant; water and an old label, steam that comes too weak. */
const [LEAKS, DRIPS] = [8, 5]

test('A5: some 1e16 full capsids come of 200 L, and the expert passes with 90 on each axis', () => {
  expect([cause(LEAKS, 'leak'), cause(LEAKS, 'buffer'), cause(LEAKS, 'tubes')]).toEqual(['seam', 'bare', 'other'])
  expect([cause(DRIPS, 'leak'), cause(DRIPS, 'buffer'), cause(DRIPS, 'cycle')]).toEqual(['water', 'label', 'steam'])
  for (const seed of [LEAKS, DRIPS]) {
    const { outcome, passed, yield: y, purity, compliance } = rated('expert', seed)
    expect([passed, y >= 90, purity >= 90, compliance >= 90]).toEqual([true, true, true, true])
    expect(outcome.amounts[0]).toBeGreaterThan(7e15)
    expect(outcome.amounts[0]).toBeLessThan(1.3e16)
  }
})

test('the recipe passes; a whole membrane washed before any surfactant keeps a tenth of the vector', () => {
  for (const seed of [LEAKS, DRIPS]) {
    expect(rated('sop', seed).passed).toBe(true)
    const [sop, expert] = ['sop', 'expert'].map((name) => resultsOf(name, seed, 'wash')['yield_pct']!)
    expect(expert! - sop!).toBeGreaterThan(5)
  }
})

test('what a meter says of the puddle decides: a bag moved, or a cloth', () => {
  expect(resultsOf('expert', LEAKS, 'lysate')['moved']).toBe(1)
  expect(resultsOf('expert', LEAKS, 'lysate')['lost_L']).toBeLessThan(6)
  expect(resultsOf('expert', DRIPS, 'lysate')['moved']).toBe(0)
  expect(resultsOf('expert', DRIPS, 'lysate')['lost_L']).toBe(0)
})

test('weak steam: a second whole cycle, thirty minutes at 121 °C; nothing less has been drained', () => {
  expect(resultsOf('expert', DRIPS, 'kill')['cycles']).toBe(2)
  expect(resultsOf('expert', DRIPS, 'kill')['proven_min']).toBe(30)
})

test('an effluent drained after a cycle shorter than the validated one is a critical breach, whatever else went well', () => {
  const { breaches } = withAnswer('kill.hold', 15)
  expect(breaches).toContainEqual(
    expect.objectContaining({ rule: 'R-STEP', severity: 'critical', subject: 'kill.hold' }),
  )
  expect(breaches).toContainEqual(expect.objectContaining({ rule: 'R-CHG', subject: 'kill.hold' }))
})

test('a wash at three bar, or in no salt, clumps: the file forbids it, and the vials show it', () => {
  const usual = played('expert', LEAKS).closed.find((c) => level.steps[c.index]!.id === 'wash')!
  for (const [slot, value] of [
    ['wash.pressure', 3],
    ['wash.bufferSalt', 0],
  ] as const) {
    const { breaches, run } = withAnswer(slot, value)
    const washed = run.closed.find((c) => level.steps[c.index]!.id === 'wash')!
    expect(washed.results['aggregates_pct']!).toBeGreaterThan(usual.results['aggregates_pct']! + 1)
    expect(breaches).toContainEqual(expect.objectContaining({ rule: 'R-CHG', subject: slot }))
  }
})

test('tape holds and lets go; surfactant at the end brings nothing back; bleach and a foreign name close their gates', () => {
  const taped = rated('tapes', LEAKS)
  expect(taped.outcome.compliance!.gates).toEqual(['G8'])
  expect(resultsOf('tapes', LEAKS, 'lysate')['lost_L']).toBeGreaterThan(15)
  expect(resultsOf('tapes', LEAKS, 'lysate')['germs_per_mL']).toBeGreaterThan(
    2 * resultsOf('expert', LEAKS, 'lysate')['germs_per_mL']!,
  )
  expect(resultsOf('addsLater', LEAKS, 'wash')['yield_pct']).toBeLessThan(
    resultsOf('sop', LEAKS, 'wash')['yield_pct']! - 3,
  )
  expect(rated('addsLater', LEAKS).passed).toBe(false)
  expect(rated('drainsEarly', DRIPS).outcome.compliance!.gates).toEqual(['G8'])
  expect(rated('runsAsAdmin', LEAKS).outcome.compliance!.gates).toEqual(['G1'])
  expect(rated('throwsAway', LEAKS).outcome.compliance!.gates).toEqual(['G5'])
})
