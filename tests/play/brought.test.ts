/** A fault that a class lets come: part of the lot, whoever works it, and named when it is over. */
import { describe, expect, test } from 'vitest'
import m1 from '../../levels/antibody/M1/level.json' with { type: 'json' }
import m4 from '../../levels/antibody/M4/level.json' with { type: 'json' }
import { loadLevel } from '../../src/content/index.ts'
import {
  apply,
  digestRun,
  expertHand,
  explained,
  type Level,
  meetings,
  outcomeOf,
  query,
  retell,
  sinceAtHand_s,
  sop,
  sopHand,
  startRun,
  worthsOf,
} from '../../src/play/index.ts'
import { hybrid } from '../../src/play/retelling.ts'
import {
  asLogged,
  compact,
  expand,
  play,
  playHand,
  recordFile,
  recordOf,
  referenceOf,
  verify,
} from '../../src/record/index.ts'

/** The lot with the fault brought so long after its step came to hand; M1's would have come later, P4's never. */
function brought(level: Level, seed: number, fault: string, cause: string, after_s: number) {
  const { step } = level.work!.faults.find((f) => f.id === fault)!
  let at_s = 0
  playHand(level, seed, sopHand, (run, { index }) => {
    if (at_s === 0 && level.steps[index]!.id === step && sinceAtHand_s(run, step) >= after_s) at_s = run.t_s
  })
  const given = asLogged({ t: at_s, slot: 'class.fault', value: [fault, cause, after_s] })
  return { given, replay: playHand(level, seed, sopHand, undefined, [given]) }
}

const cases = [
  ['M1', loadLevel(m1).level!, 3, 'nightOxygen', 'valve', 270_000],
  ['M4', loadLevel(m4).level!, 4, 'loadSalt', 'pump', 300],
] as const

describe.each(cases)('in %s', (id, level, seed, fault, cause, after_s) => {
  const { given, replay } = brought(level, seed, fault, cause, after_s)
  const record = recordOf(replay)
  const told = retell(level, seed, record.log, expertHand, sop)

  test('it comes at the next tick of its step and is in the record as the class’s', () => {
    const facts = replay.run.desk!.facts
    const said = facts.find((f) => f.kind === 'brought')!
    const came = facts.find((f) => f.kind === 'fault' && f.fault === fault)!
    const spec = level.steps.find((s) => s.id === level.work!.faults.find((f) => f.id === fault)!.step)!
    // Never between two hands: at most what the act under way still took.
    expect(said.t_s - given.t).toBeLessThanOrEqual(600)
    expect(came.t_s - said.t_s).toBeGreaterThan(0)
    expect(came.t_s - said.t_s).toBeLessThanOrEqual(spec.unit === 'culture' ? 360 : 60)
    expect(record.log.filter((d) => d.by === 'class')).toEqual([{ ...given, t: said.t_s }])
    expect(recordFile.safeParse(record).success).toBe(true)
  })

  test('the record replays to the last bit, also as one line of text; without the fault it is another lot', () => {
    expect(verify(level, record).verdict).toBe('verified')
    expect(expand(compact(record, [], Infinity).text)!.record).toEqual(record)
    const log = record.log.filter((d) => d.by !== 'class')
    expect(verify(level, { ...record, log }).verdict).toBe('mismatch')
  })

  test('hybrids keep it: all from the record is the record, none is the expert’s lot with the fault in it', () => {
    expect(digestRun(hybrid(told, () => true))).toBe(record.digest)
    const none = hybrid(told, () => false)
    expect(digestRun(none)).toBe(digestRun(told.reference))
    expect(none.desk!.facts.some((f) => f.kind === 'brought')).toBe(true)
    expect(told.groups.flatMap((g) => g.slots)).not.toContain('class.fault')
  })

  // Seconds in M1, a minute of hybrids in M4.
  test.runIf(id === 'M1')('parts of the gap add up to it', () => {
    const met = meetings(told)
    const { gap, parts } = explained(met, worthsOf(met, []))
    for (const axis of ['yield', 'purity'] as const)
      expect(parts.reduce((sum, p) => sum + p[axis], 0)).toBeCloseTo(gap[axis], 6)
  })

  test('the debrief names it, and the yield is measured on the expert’s lot with the same fault', () => {
    expect(told.course.troubles.find((x) => x.fault === fault)).toMatchObject({ byClass: true })
    expect(referenceOf(level, seed, record.log).amounts).toEqual(outcomeOf(told.reference).amounts)
    expect(told.reference.desk!.faults[fault]!.state).not.toBe('waiting')
  })

  test('it comes once; a cause there is not, a step that is over, and hands at the desk are refused', () => {
    const { run } = replay
    const decision = { slot: 'class.fault', value: [fault, cause, 0] }
    expect(query(run, decision, 'player')?.code).toBe('unknown_step')
    expect(query(run, { slot: 'call.qa', value: 'x' }, 'class')?.code).toBe('unknown_step')
    expect(query(run, { slot: 'class.fault', value: [fault, 'moon', 0] }, 'class')?.code).toBe('no_such_fault')
    expect(query(run, decision, 'class')?.code).toBe('step_closed')
    const begun = startRun(level, seed)
    expect(apply(begun, decision, 'class')).toBeUndefined()
    const twice = play(level, seed, [...record.log, { ...given, t: given.t + 7200 }], 'idle')
    expect(twice.refused.map((d) => d.code)).toEqual(['came_already'])
  })
})

test('a record that calls a decision of the learner’s the class’s, or the other way round, is none', () => {
  const [, level, seed] = cases[1]
  const record = recordOf(playHand(level, seed, sopHand))
  const [first, ...rest] = record.log
  expect(recordFile.safeParse({ ...record, log: [{ ...first!, by: 'class' }, ...rest] }).success).toBe(false)
  const unsaid = { t: 10, slot: 'class.fault', value: ['dose', 'pump', 0] }
  expect(recordFile.safeParse({ ...record, log: [unsaid, ...rest] }).success).toBe(false)
})
