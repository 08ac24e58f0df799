/** One sentence of the rubric each, with its number. */
import { describe, expect, test } from 'vitest'
import {
  type Case,
  type Compliance,
  compliance,
  type Demands,
  type Finding,
  type Freshness,
  type Obligation,
  type Remedy,
  type RubricEvent,
  type RuleCode,
} from './index.ts'

const MINUTE_s = 60

const line: Obligation = {
  id: 'ph',
  step: 'hold',
  weight: 3,
  due_s: 60 * MINUTE_s,
  stepEnd_s: 90 * MINUTE_s,
  needs: ['ph meter'],
  reading: { evidence: 'ph meter', tolerance: 0.05, critical: true },
  secondPerson: false,
  applicable: true,
  ifMissed: 'major',
}
const tick: Obligation = { ...line, id: 'tick', needs: [], reading: null, ifMissed: 'minor' }
const abnormal: Case = {
  id: 'probes differ',
  severity: 'major',
  begins_s: 100,
  window_s: 600,
  escalateTo: ['QA'],
  causedBy: 'plant',
}
const asking = (...obligations: Obligation[]): Demands => ({
  obligations,
  cases: [],
  decoys: [],
  unlocked: ['detect', 'decide', 'record', 'escalate', 'classify', 'correct'],
})
const facing = (...cases: Case[]): Demands => ({ ...asking(), cases })

/** Events in the order written; each has a second. */
type Timed<E = RubricEvent> = E extends RubricEvent ? Omit<E, 'seq'> : never
const logged = (...events: Timed[]): RubricEvent[] => events.map((e, seq) => ({ ...e, seq }))

const look = (minute: number, shown = 3.55): Timed => ({
  kind: 'view',
  evidence: 'ph meter',
  shown,
  t_s: minute * MINUTE_s,
})
const write = (minute: number, more: Partial<Extract<RubricEvent, { kind: 'entry' }>> = {}): Timed => ({
  kind: 'entry',
  obligation: 'ph',
  value: 3.55,
  shown: 3.55,
  ...more,
  t_s: minute * MINUTE_s,
})

const creditOf = (result: Compliance): number => result.parts.obligations[0]!.credit
const said = (result: Compliance): string[] => result.findings.map((f) => `${f.code} ${f.severity}`)
const play = (o: Obligation, ...events: Timed[]): Compliance => compliance(asking(o), logged(...events))

describe('an entry', () => {
  test('looked at and written inside the window earns 1; a look of 15 minutes ago still counts, of 15 min 1 s not', () => {
    expect(creditOf(play(line, look(10), write(25)))).toBe(1)
    const stale = play(line, look(10), { ...write(25), t_s: 25 * MINUTE_s + 1 })
    expect([creditOf(stale), ...said(stale)]).toEqual([0, 'R-UNSUP minor'])
  })

  test('on a line in rounds, counts after any look since the state last changed, and before the round ends', () => {
    const freshness: Freshness = { kind: 'sinceChange' }
    const o = { ...line, freshness, due_s: null }
    const at = (kind: 'change' | 'round', minute: number): Timed => ({ kind, step: 'hold', t_s: minute * MINUTE_s })
    expect(creditOf(play(o, look(1), write(300)))).toBe(1)
    expect(creditOf(play(o, look(1), at('change', 2), write(3)))).toBe(0)
    expect(creditOf(play(o, look(1), at('round', 2), write(3)))).toBe(0)
    expect(creditOf(play(o, at('change', 2), look(2), write(3)))).toBe(1)
    expect(creditOf(play(o, look(1), { kind: 'change', step: 'elsewhere', t_s: 90 }, write(3)))).toBe(1)
  })

  test('in the second of the look counts if it comes after it, by seq and not by arrival', () => {
    const [view, entry] = logged(look(5), write(5))
    expect(creditOf(compliance(asking(line), [entry!, view!]))).toBe(1)
    expect(creditOf(play(line, write(5), look(5)))).toBe(0)
  })

  test('is true to what the display showed when last opened, not to what it shows now', () => {
    expect(creditOf(play(line, look(1, 3.4), look(5, 3.52), write(6, { value: 3.55, shown: 3.8 })))).toBe(1)
    expect(said(play(line, look(5, 3.8), write(6)))).toEqual(['R-TRANSCR minor'])
    expect(said(play(line, look(5), write(6, { value: Number.NaN })))).toEqual(['R-TRANSCR minor'])
    expect(said(play(line, look(5), write(6, { value: null })))).toEqual(['R-TRANSCR minor'])
  })

  test('without a look is a blind entry, major from the third; beyond three tolerances it is invented: G1 if critical', () => {
    const lines = ['ph', 'b', 'c'].map((id) => ({ ...line, id }))
    const blind = logged(write(1), write(1, { obligation: 'b' }), write(1, { obligation: 'c' }))
    expect(said(compliance(asking(...lines), blind))).toEqual(['R-UNSUP minor', 'R-UNSUP minor', 'R-UNSUP major'])
    expect(said(play(line, write(1, { value: 3.69 })))).toEqual(['R-UNSUP minor'])
    const invented = play(line, write(1, { value: 3.71 }))
    expect([invented.score, invented.mayPass, invented.gates, ...said(invented)]).toEqual([
      0,
      false,
      ['G1'],
      'R-FABRIC critical',
    ])
    const other = { ...line, reading: { ...line.reading!, critical: false } }
    expect([play(other, write(1, { value: 3.71 })).gates, ...said(play(other, write(1, { value: 3.71 })))]).toEqual([
      [],
      'R-FABRIC major',
    ])
  })

  test('late: 0 undeclared, 0.6 declared inside the step, 0.3 after it; an irreversible act closes the window too', () => {
    const undeclared = play(line, look(65), write(70))
    expect([creditOf(undeclared), ...said(undeclared)]).toEqual([0, 'R-LATE minor'])
    expect(creditOf(play(line, look(65), write(70, { late: true })))).toBe(0.6)
    expect(creditOf(play(line, look(90), write(91, { late: true })))).toBe(0.3)
    const pour: Timed = { kind: 'irreversible', step: 'hold', t_s: 20 * MINUTE_s }
    expect(creditOf(play(line, pour, look(21), write(22)))).toBe(0)
    expect(creditOf(play(line, pour, look(21), write(22, { late: true })))).toBe(0.6)
    const closed: Timed = { kind: 'stepClosed', step: 'hold', t_s: 21 * MINUTE_s }
    expect(creditOf(play(line, pour, closed, look(21), write(22, { late: true })))).toBe(0.3)
  })

  test('under an edited hour more than 10 minutes off, or with another badge, is critical and closes G1', () => {
    expect(play(line, look(30), write(30, { claimed_s: 20 * MINUTE_s })).score).toBe(100)
    const edited = play(line, look(30), write(30, { claimed_s: 20 * MINUTE_s - 1 }))
    expect([edited.gates, ...said(edited)]).toEqual([['G1'], 'R-BACKDATE critical'])
    const honest = play(line, look(70), write(70, { claimed_s: 50 * MINUTE_s, late: true }))
    expect([honest.gates, honest.score]).toEqual([[], 60])
    const borrowed = play(line, look(30), write(30, { account: 'Sami', badge: 'me' }))
    expect([borrowed.gates, ...said(borrowed)]).toEqual([['G1'], 'R-BADGE critical'])
  })

  test('misread then corrected earns 0.5; corrected into another wrong figure, 0; written twice, what it had', () => {
    const misread = [look(5), write(6, { value: 3.05 })]
    expect(creditOf(play(line, ...misread, write(7, { correction: true })))).toBe(0.5)
    expect(creditOf(play(line, ...misread, write(7, { correction: true, value: 3.5 })))).toBe(0.5)
    expect(creditOf(play(line, ...misread, write(7, { correction: true, value: 3.05 })))).toBe(0)
    const late = { correction: true, late: true }
    expect(creditOf(play(line, ...misread, look(95), write(95, late)))).toBe(0.3)
    const detour = write(30, { correction: true })
    expect(creditOf(play(line, ...misread, detour, look(31), write(31, { correction: true })))).toBe(0.5)
    const twice = play(line, look(5), write(6), write(7))
    expect([creditOf(twice), ...said(twice)]).toEqual([1, 'R-DUP minor'])
  })

  test('without the second person earns 0.3 and a finding of the class of the line', () => {
    const alone = play({ ...line, secondPerson: true }, look(5), write(6, { second: 'self' }))
    expect([creditOf(alone), ...said(alone)]).toEqual([0.3, 'R-SECOND major'])
    expect(creditOf(play({ ...line, secondPerson: true }, look(5), write(6, { second: 'other' })))).toBe(1)
  })

  test('"not applicable" is right exactly where the line does not apply', () => {
    const done = (o: Obligation, notApplicable: boolean) =>
      play(o, { kind: 'entry', obligation: 'tick', notApplicable, t_s: 1 })
    expect(creditOf(done(tick, false))).toBe(1)
    expect(creditOf(done({ ...tick, applicable: false }, true))).toBe(1)
    expect(said(done(tick, true))).toEqual(['R-NA minor'])
    expect(said(done({ ...tick, applicable: false }, false))).toEqual(['R-NA minor'])
  })

  test('that is missing is found at the second its window closed', () => {
    const pour: Timed = { kind: 'irreversible', step: 'hold', t_s: 1234 }
    const missed = (result: Compliance) => result.findings.map((f) => [f.code, f.at_s, f.lost_points])
    expect(missed(play(line))).toEqual([['R-MISS', 3600, 100]])
    expect(missed(play(line, pour))).toEqual([['R-MISS', 1234, 100]])
  })
})

describe('a case', () => {
  const handled = (from_s: number, to = 'QA'): Timed[] => [
    { kind: 'choice', about: abnormal.id, quality: 'best', t_s: from_s },
    { kind: 'deviation', about: abnormal.id, t_s: from_s },
    { kind: 'escalation', about: abnormal.id, to, t_s: from_s },
    { kind: 'classification', about: abnormal.id, severity: 'major', t_s: from_s },
    { kind: 'correctiveAction', about: abnormal.id, t_s: from_s },
  ]
  const credit = (...events: Timed[]) => compliance(facing(abnormal), logged(...events)).parts.cases[0]!.credit

  test('handled in its window earns 1, up to twice the window 0.8, later 0.65', () => {
    expect(credit(...handled(700))).toBeCloseTo(1, 12)
    expect(credit(...handled(701))).toBeCloseTo(0.3 + 0.2 + 0.6 * 0.5, 12)
    expect(credit(...handled(1301))).toBeCloseTo(0.3 + 0.2 + 0.3 * 0.5, 12)
    expect(credit(...handled(700, 'planner'))).toBeCloseTo(1 - 0.7 * 0.15, 12)
  })

  test('ignored leaves a finding of its own class, half done one class less, and its points', () => {
    const ignored = compliance(facing(abnormal), [])
    expect([ignored.score, ...said(ignored)]).toEqual([0, 'R-CASE major'])
    const half = compliance(facing(abnormal), logged(...handled(700).slice(0, 1)))
    expect([half.score, ...said(half)]).toEqual([50, 'R-CASE minor'])
    expect(half.findings[0]!.lost_points).toBeCloseTo(50, 9)
  })

  test('is decided once: the second answer is a finding and changes nothing', () => {
    const flip = compliance(
      facing(abnormal),
      logged(
        { kind: 'choice', about: abnormal.id, quality: 'wrong', finding: 'critical', gate: 'G2', t_s: 200 },
        { kind: 'choice', about: abnormal.id, quality: 'best', t_s: 210 },
      ),
    )
    expect(flip.parts.cases[0]!.parts).toEqual({ decide: 0 })
    // The lost credit is named once, where it says what was not done.
    expect(flip.findings.map((f) => f.lost_points)).toEqual([100, 0, 0])
    expect([flip.gates, ...said(flip)]).toEqual([['G2'], 'R-CASE major', 'R-OPT critical', 'R-FLIP minor'])
  })

  test('cannot be seen before it begins: an act before it is superfluous', () => {
    const { parts } = compliance(facing(abnormal), logged({ kind: 'hold', about: abnormal.id, t_s: 99 }))
    expect([parts.cases[0]!.credit, parts.superfluous.length]).toEqual([0, 1])
  })

  test('caused by the player costs what is left undone of it, and earns nothing', () => {
    const own: Case = { ...abnormal, causedBy: 'player' }
    const demands = { ...asking({ ...tick, weight: 8 }), cases: [own] }
    const done: Timed = { kind: 'entry', obligation: 'tick', t_s: 1 }
    const mended = compliance(demands, logged(done, ...handled(200)))
    expect([mended.score, mended.parts.justified]).toEqual([100, 0])
    const half = compliance(demands, logged(done, ...handled(200).slice(0, 1)))
    // Half of a weight of 8, against the 8 that the level asks for.
    expect([half.score, ...said(half)]).toEqual([50, 'R-CASE minor'])
    expect(compliance(demands, logged(...handled(200))).score).toBe(0)
  })

  test('critical and open at release closes G7', () => {
    const released = compliance(facing({ ...abnormal, severity: 'critical' }), logged({ kind: 'release', t_s: 9000 }))
    expect([released.gates, ...said(released)]).toEqual([['G7'], 'R-CASE critical', 'R-REL critical'])
  })
})

test('precision: the first needless act is free, the second brings an empty level from 100 to 82, the tutor is free', () => {
  const calls = (n: number, to: string) =>
    logged(...Array.from({ length: n }, (): Timed => ({ kind: 'escalation', about: null, to, t_s: 1 })))
  expect(compliance(asking(), calls(1, 'QA')).score).toBe(100)
  expect(compliance(asking(), calls(2, 'QA')).score).toBe(Math.round(100 * Math.sqrt(2 / 3)))
  expect(compliance(asking(), calls(9, 'tutor')).score).toBe(100)
})

test('a decoy is recognised once, however often it is answered, and not at all after one wrong answer', () => {
  const decoy = { ...asking(), decoys: ['grey label'] }
  const answers = (...qualities: ('best' | 'wrong')[]) =>
    compliance(
      decoy,
      logged(...qualities.map((quality): Timed => ({ kind: 'choice', about: 'grey label', quality, t_s: 1 }))),
    )
  expect(answers('best', 'best', 'best').parts.justified).toBe(1)
  const wrong = answers('wrong', 'best')
  expect([wrong.parts.justified, ...said(wrong)]).toEqual([0, 'R-DECOY minor'])
})

test('four minor findings of one rule make a major one, three do not', () => {
  const four = ['a', 'b', 'c', 'd'].map((id) => ({ ...tick, id }))
  expect(said(compliance(asking(...four.slice(1)), []))).toEqual(Array(3).fill('R-MISS minor'))
  expect(said(compliance(asking(...four), []))).toEqual([...Array<string>(4).fill('R-MISS minor'), 'R-COMBI major'])
})

test('a finding carries what its sentence needs: rule, clause, what to do next time, figures, second', () => {
  const { findings } = play({ ...line, clause: 'Ph.I 5.42' }, look(5, 3.6), write(6, { value: 3.3 }))
  const wanted: Finding & { code: RuleCode; remedy: Remedy } = {
    code: 'R-TRANSCR',
    severity: 'minor',
    mode: 'commission',
    subject: { kind: 'obligation', id: 'ph' },
    at_s: 360,
    clause: 'part1-4.9',
    citation: 'Ph.I 5.42',
    remedy: 'read-back-what-you-wrote',
    parameters: { written: 3.3, shown: 3.6 },
    penalty_points: 2,
    lost_points: 100,
  }
  expect(findings).toEqual([wanted])
})
