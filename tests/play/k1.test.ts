/** A week over three suites: what is begun late ages in its plant's own models, and what is shared is shared. */
import { expect, test } from 'vitest'
import file from '../../levels/lab/K1/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import {
  type Answer,
  apply,
  expertHand,
  type Hand,
  lotsOfWeek,
  outcomeOf,
  query,
  rate,
  type Run,
  shortcutBots,
  sop,
  sopHand,
  startRun,
  suiteMarks,
  advanceTo,
  digestRun,
} from '../../src/play/index.ts'
import { play, playHand, recordOf, verify } from '../../src/record/index.ts'

const level = loadLevel(file).level!
const expert = playHand(level, 1, expertHand)
const outcome = outcomeOf(expert.run)
const take = (run: Run, slot: string, value: Answer): void => {
  advanceTo(run, run.desk!.busy_s, sop)
  expect(apply(run, { slot, value }, 'player')).toBeUndefined()
}
const toHour = (run: Run, hour: number): void => advanceTo(run, hour * 3600, sop)

/** The expert's week with some decisions otherwise. */
function otherwise(twist: (slot: string, t_s: number) => Answer | null | undefined) {
  const hand: Hand = (view, slot) => {
    const twisted = twist(slot, view.t_s)
    return twisted === undefined ? expertHand(view, slot) : (twisted ?? undefined)
  }
  const { run } = playHand(level, 1, hand)
  return { run, outcome: outcomeOf(run) }
}

test('the expert brings three lots to their vials; the plan on the wall loses a tenth in quality; shortcuts fail', () => {
  expect(outcome.disposition).toBe('released')
  expect(rate(expert.run, outcome, outcome)).toMatchObject({ yield: 100, compliance: 100, passed: true })
  expect(outcome.purity.score).toBeGreaterThan(90)
  const { run } = playHand(level, 1, sopHand)
  const planned = outcomeOf(run)
  expect(rate(run, planned, outcome).passed).toBe(true)
  expect(outcome.purity.score - planned.purity.score).toBeGreaterThan(10)
  for (const [id, bot] of Object.entries(shortcutBots)) {
    const { run: cut } = playHand(level, 1, bot)
    expect([id, rate(cut, outcomeOf(cut), outcome).passed]).toEqual([id, false])
  }
})

test('paste that waits dissolved loses IgG by the model of the plasma plant, and only there', () => {
  const late = otherwise((slot, t_s) => (slot === 'plasma.acid' && t_s < 48 * 3600 ? null : undefined)).outcome
  expect(late.amounts[0]! / outcome.amounts[0]!).toBeLessThan(0.9)
  expect(late.amounts[0]! / outcome.amounts[0]!).toBeGreaterThan(0.75)
  expect(late.compliance!.findings.map((f) => f.code)).not.toContain('R-ZONE')
})

test('an old mix poured is vector lost; cells poured a day late are too many for their DNA', () => {
  const old = otherwise((slot) => (slot === 'answer.mix' ? 1 : undefined)).outcome
  expect(old.amounts[2]! / outcome.amounts[2]!).toBeLessThan(0.9)
  expect(old.compliance!.findings.map((f) => f.code)).toContain('R-OPT')
  const late = otherwise((slot, t_s) => (slot === 'aav.transfect' && t_s < 24 * 3600 ? null : undefined))
  const poured = late.run.desk!.week!.closed['aav']!.find(
    ({ index }) => level.work!.week!.suites[2]!.level.steps[index]!.id === 'pour',
  )!
  expect(poured.results['viable_1e6_mL']).toBeGreaterThan(2.7)
  expect(late.outcome.compliance!.findings.map((f) => f.code)).toContain('R-HOLD')
})

test('two clean suites do not make up for a third: one below 60 of compliance bars the week', () => {
  expect(suiteMarks(expert.run).map((s) => s.compliance)).toEqual([100, 100, 100])
  const { run, outcome: late } = otherwise((slot, t_s) =>
    slot === 'answer.mix'
      ? 1
      : slot.startsWith('aav.') && t_s < (slot === 'aav.transfect' ? 24 : 84) * 3600
        ? null
        : undefined,
  )
  const marks = Object.fromEntries(suiteMarks(run).map((s) => [s.suite, s.compliance]))
  expect(marks['aav']).toBeLessThan(60)
  expect(Math.min(marks['plasma']!, marks['antibody']!)).toBeGreaterThan(90)
  expect(rate(run, late, outcome).passed).toBe(false)
})

test('one pair is at one place, one autoclave has one load, and who was before the border stays there that day', () => {
  const run = startRun(level, 1)
  take(run, 'plasma.cold', 'chloe')
  expect(query(run, { slot: 'aav.transfect', value: 'chloe' })?.code).toBe('hands_full')
  toHour(run, 0.5)
  expect(query(run, { slot: 'antibody.capture', value: 'chloe' })?.code).toBe('pair_busy')
  expect(query(run, { slot: 'antibody.capture', value: 'anna' })?.code).toBe('pair_away')
  expect(query(run, { slot: 'plasma.globulins', value: 'boris' })?.code).toBe('not_there_yet')
  toHour(run, 7.2)
  expect(query(run, { slot: 'aav.transfect', value: 'anna' })?.code).toBe('pair_unqualified')
  take(run, 'aav.transfect', 'boris')
  advanceTo(run, run.desk!.busy_s, sop)
  expect(run.desk!.week!.begun_s['transfect']).toBeDefined()
  // Begun without the result of the cells.
  expect(outcomeOf(run).compliance!.gates).toEqual(['G4'])
})

test('the filling room is not clean of the other product until it is cleaned, swabbed and read', () => {
  const { outcome: dirty } = otherwise((slot, t_s) =>
    slot === 'clean.filling' ? null : slot === 'aav.vector' && t_s > 100 * 3600 ? 'boris' : undefined,
  )
  expect(dirty.compliance!.gates).toContain('G5')
})

test('time in one step or in many, played, copied, kept as a record: the same to the last bit', () => {
  const record = recordOf(expert)
  expect(verify(level, JSON.parse(JSON.stringify(record)) as typeof record).verdict).toBe('verified')
  const half = play(level, 1, expert.log.slice(0, 12), 'idle').run
  expect(half.t_s).toBe(level.work!.week!.hours_s)
  const one = startRun(level, 3)
  take(one, 'antibody.capture', 'boris')
  const other = structuredClone(one)
  toHour(one, 20)
  for (let s = other.t_s; s < 20 * 3600; s = Math.min(20 * 3600, s + 777)) advanceTo(other, s, sop)
  toHour(other, 20)
  expect(digestRun(other)).toBe(digestRun(one))
  expect(lotsOfWeek(one)[1]!.closed).toHaveLength(1)
})
