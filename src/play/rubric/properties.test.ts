/** What holds of every level and every log, however silly. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CAPS } from './gates.ts'
import {
  type Case,
  type CasePart,
  clauses,
  compliance,
  type Demands,
  type Gate,
  gates,
  type Obligation,
  type RubricEvent,
  type RuleCode,
  rules,
  type Severity,
} from './index.ts'

const RUNS = { numRuns: 400 }
const PARTS: CasePart[] = ['detect', 'decide', 'record', 'escalate', 'classify', 'correct']

const severity = fc.constantFrom<Severity>('minor', 'major', 'critical')
const gate = fc.constantFrom(...(Object.keys(gates) as Gate[]))
const step = fc.constantFrom('S0', 'S1')
const panel = fc.constantFrom('a', 'b', 'c')
const second = fc.nat(4000)
const share = fc.constantFrom(0, 0.3, 0.8, 1)

const obligation = (id: string) =>
  fc.record<Obligation>({
    id: fc.constant(id),
    step,
    weight: fc.integer({ min: 1, max: 3 }),
    due_s: fc.option(second),
    stepEnd_s: fc.option(second),
    needs: fc.uniqueArray(panel, { maxLength: 2 }),
    freshness: fc.constantFrom({ kind: 'within', seconds: 900 } as const, { kind: 'sinceChange' } as const),
    reading: fc.option(fc.record({ evidence: panel, tolerance: fc.constantFrom(0, 1), critical: fc.boolean() })),
    secondPerson: fc.boolean(),
    applicable: fc.boolean(),
    ifMissed: severity,
  })

const someCase = (id: string, causedBy: fc.Arbitrary<Case['causedBy']>) =>
  fc.record<Case>({
    id: fc.constant(id),
    severity,
    begins_s: second,
    window_s: fc.constantFrom(60, 600),
    escalateTo: fc.constantFrom(['QA'], ['QA', 'supervisor']),
    causedBy,
  })

const anyone = fc.constantFrom<Case['causedBy']>('plant', 'player')

const demandsWith = (causedBy: fc.Arbitrary<Case['causedBy']>) =>
  fc.record<Demands>({
    obligations: fc.tuple(...['O0', 'O1', 'O2', 'O3'].map(obligation)).chain((all) => fc.subarray(all)),
    cases: fc.tuple(...['K0', 'K1', 'K2'].map((id) => someCase(id, causedBy))).chain((all) => fc.subarray(all)),
    decoys: fc.subarray(['D0', 'D1']),
    unlocked: fc.subarray(PARTS),
  })

type Unstamped<E = RubricEvent> = E extends RubricEvent ? Omit<E, 't_s' | 'seq'> : never

/** Everything one can do about a case, a decoy, or nothing. */
function actsAbout(about: fc.Arbitrary<string>): fc.Arbitrary<Unstamped> {
  return fc.oneof(
    fc.record({ kind: fc.constantFrom('hold', 'sample', 'rejection'), about }),
    fc.record({ kind: fc.constant('deviation'), about, facts: share }),
    fc.record({ kind: fc.constant('escalation'), about, to: fc.constantFrom('QA', 'supervisor', 'tutor') }),
    fc.record({
      kind: fc.constant('classification'),
      about,
      severity: fc.oneof(severity, fc.constant('none' as const)),
    }),
    fc.record({ kind: fc.constantFrom('impact', 'correctiveAction'), about, quality: share }),
    fc.record({ kind: fc.constant('choice'), about, quality: fc.constantFrom('best', 'acceptable', 'wrong') }),
    fc.record({ kind: fc.constant('choice'), about, quality: fc.constant('wrong'), finding: severity, gate }),
  )
}

const routine = fc.oneof(
  fc.record({ kind: fc.constant('view'), evidence: panel, shown: fc.option(fc.nat(9)) }),
  fc.record({ kind: fc.constantFrom('change', 'round', 'irreversible', 'stepClosed'), step }),
  fc.record({ kind: fc.constant('release') }),
  fc.record(
    {
      kind: fc.constant('entry'),
      obligation: fc.constantFrom('O0', 'O1', 'O2', 'O3', 'nothing'),
      value: fc.oneof(fc.nat(9), fc.constant(Number.NaN)),
      shown: fc.nat(9),
      notApplicable: fc.boolean(),
      claimed_s: second,
      late: fc.boolean(),
      correction: fc.boolean(),
      account: fc.constantFrom('me', 'Sami'),
      badge: fc.constantFrom('me', 'Sami'),
      second: fc.constantFrom('none', 'self', 'other'),
    },
    { requiredKeys: ['kind', 'obligation'] },
  ),
  fc.record({
    kind: fc.constant('breach'),
    rule: fc.constantFrom<RuleCode>('R-CLEAR', 'R-MAT', 'R-PROC'),
    severity,
    subject: fc.constant('booth'),
  }),
)

const stamped = (events: fc.Arbitrary<Unstamped>, maxLength: number, seq0: number): fc.Arbitrary<RubricEvent[]> =>
  fc
    .array(fc.tuple(events, fc.oneof(second, fc.constant(600))), { maxLength })
    .map((list) => list.map(([e, t_s], i) => ({ ...e, t_s, seq: seq0 + i })))

const log = stamped(
  fc.oneof(routine, routine, actsAbout(fc.constantFrom('K0', 'K1', 'K2', 'D0', 'D1', 'nothing'))),
  40,
  1000,
)

test('the score is a whole number from 0 to 100, and the same log in any order of arrival gives the same result', () => {
  const shuffled = log.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
  )
  fc.assert(
    fc.property(demandsWith(anyone), shuffled, (demands, [events, other]) => {
      const result = compliance(demands, events)
      expect(Number.isInteger(result.score) && result.score >= 0 && result.score <= 100).toBe(true)
      expect(compliance(demands, other)).toEqual(result)
    }),
    RUNS,
  )
})

test('a case the player caused never raises the score, however well it is handled', () => {
  const own = someCase('Own', fc.constant('player'))
  const clumsy = stamped(actsAbout(fc.constant('Own')), 12, 0)
  const masterly = ({ severity, begins_s: t_s, id: about }: Case): RubricEvent[] => [
    { kind: 'choice', about, quality: 'best', t_s, seq: 0 },
    { kind: 'deviation', about, t_s, seq: 1 },
    { kind: 'escalation', about, to: 'QA', t_s, seq: 2 },
    { kind: 'classification', about, severity, t_s, seq: 3 },
    { kind: 'correctiveAction', about, t_s, seq: 4 },
  ]
  const handled = own.chain((own) => fc.tuple(fc.constant(own), fc.oneof(clumsy, fc.constant(masterly(own)))))
  fc.assert(
    fc.property(demandsWith(anyone), log, handled, (demands, events, [own, acts]) => {
      const before = compliance(demands, events)
      const after = compliance({ ...demands, cases: [...demands.cases, own] }, [...events, ...acts])
      expect(after.score).toBeLessThanOrEqual(before.score)
      expect(after.parts.base).toBeLessThanOrEqual(before.parts.base)
    }),
    { numRuns: 1500 },
  )
})

test('a right entry on a line not yet written never lowers the score', () => {
  const line = obligation('New').map((o) => ({
    ...o,
    needs: ['own panel'],
    reading: o.reading && { ...o.reading, evidence: 'own panel' },
  }))
  const entry = (o: Obligation): RubricEvent[] => [
    { kind: 'view', evidence: 'own panel', shown: 7, t_s: 0, seq: 0 },
    { kind: 'entry', obligation: 'New', value: 7, notApplicable: !o.applicable, second: 'other', t_s: 0, seq: 1 },
  ]
  fc.assert(
    fc.property(demandsWith(anyone), log, line, (demands, events, line) => {
      const asked = { ...demands, obligations: [...demands.obligations, line] }
      const without = compliance(asked, events).score
      const written = compliance(asked, [...events, ...entry(line)])
      expect(written.score).toBeGreaterThanOrEqual(without)
      expect(written.parts.obligations.find((o) => o.id === 'New')!.credit).toBe(1)
    }),
    RUNS,
  )
})

test('gates, criticals and majors cap the score as stated, and each bars passing as stated', () => {
  fc.assert(
    fc.property(demandsWith(anyone), log, (demands, events) => {
      const { score, gates, mayPass, parts, findings } = compliance(demands, events)
      const { count } = parts
      if (gates.includes('G1')) expect(score).toBeLessThanOrEqual(CAPS.integrityGate)
      if (gates.length > 0) expect(score).toBeLessThanOrEqual(CAPS.gate)
      if (count.critical > 0) expect(score).toBeLessThanOrEqual(CAPS.critical)
      expect(score).toBeLessThanOrEqual(CAPS.majors[Math.min(count.major, 3)]!)
      expect(mayPass).toBe(gates.length === 0 && count.critical === 0)
      expect(count.minor + count.major + count.critical).toBe(findings.length)
    }),
    RUNS,
  )
})

test('a gate seen by the engine closes on any log: G1 at 20, any other at 30', () => {
  fc.assert(
    fc.property(demandsWith(anyone), log, gate, (demands, events, gate) => {
      const breach: RubricEvent = {
        kind: 'breach',
        rule: 'R-MAT',
        severity: 'minor',
        gate,
        subject: 'x',
        t_s: 1,
        seq: 0,
      }
      const { score, gates } = compliance(demands, [...events, breach])
      expect(gates).toContain(gate)
      expect(score).toBeLessThanOrEqual(gate === 'G1' ? 20 : 30)
    }),
    RUNS,
  )
})

test('credit adds up: what lines and cases lost is what is missing from fulfilment, and findings name no more', () => {
  fc.assert(
    fc.property(demandsWith(fc.constant('plant')), log, (demands, events) => {
      const { parts, findings } = compliance(demands, events)
      const lost = [...parts.obligations, ...parts.cases].reduce((sum, x) => sum + x.lost_points, 0)
      // Sums of at most seven terms of size 100: far below a millionth of a point.
      expect(lost).toBeCloseTo(100 * (1 - parts.fulfilment), 6)
      const named = findings.reduce((sum, f) => sum + f.lost_points, 0)
      expect(named).toBeLessThanOrEqual(lost + 1e-6)
      expect(findings.reduce((sum, f) => sum + f.penalty_points, 0)).toBe(parts.penalty)
      for (const f of findings) {
        expect(f.mode).toBe(rules[f.code].mode)
        expect(clauses).toHaveProperty([f.clause])
      }
    }),
    RUNS,
  )
})

test('one needless quality act is free, each further one never raises the score', () => {
  const needless = stamped(actsAbout(fc.constant('nothing')), 6, 0)
  fc.assert(
    fc.property(demandsWith(anyone), log, needless, (demands, events, needless) => {
      const score = compliance(demands, events).score
      expect(compliance(demands, [...events, ...needless]).score).toBeLessThanOrEqual(score)
    }),
    RUNS,
  )
})
