/**
 * The rubric against the reference scorer, a program of its own: its eleven archetype learners, whose scores are the
 * table of the specification (`rubric_archetypes.json`), and 40 levels with logs drawn at random. `rubric_runs.json`
 * holds what went into the reference scorer and what came out; its clock counts minutes, ours seconds.
 *
 * The drawn logs keep away from three places where that program is laxer than the rubric it stands for, and where ours
 * follows the rubric: it gives half credit to a misread figure corrected into another wrong one and full credit to one
 * corrected well (rubric: 0 and 0.5); it counts a decoy again at each answer (once); it takes "not applicable" on a line
 * that applies. Cases caused by the player are unknown to it.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type Case,
  type CasePart,
  compliance,
  type Demands,
  type Gate,
  type Obligation,
  type RubricEvent,
  type Severity,
} from '../../src/play/rubric/index.ts'
import archetypes from './rubric_archetypes.json' with { type: 'json' }

interface ReferenceLevel {
  obligations: {
    id: string
    step: string
    w: number
    due: number
    step_end: number
    needs: string[]
    truth?: number
    tol?: number
    cpp?: boolean
    miss: Severity
    second?: boolean
    na?: boolean
  }[]
  cases: { id: string; sev: Severity; t0: number; win: number; esc_to: string[] }[]
  decoys: string[]
  unlocked: string[]
}

interface ReferenceEvent {
  t: number
  seq: number
  type: string
  ref: string
  step?: string
  value?: number
  claimed_t?: number
  answer?: 'NA'
  second?: 'self' | 'other'
  late_flag?: boolean
  correction?: boolean
  user?: string
  badge?: string
  to?: string
  cls?: Severity | 'none'
  facts?: number
  quality?: number
  q?: 'best' | 'ok' | 'bad'
  finding?: Severity | 'none'
  gate?: Gate
}

interface ReferenceRun {
  name: string
  level: number
  log: ReferenceEvent[]
  expected: (typeof archetypes)['expert'] & {
    cases: Record<string, number>
    findings: [rule: string, severity: string, mode: string, subject: string][]
  }
}

const file = new URL('rubric_runs.json', import.meta.url)
const { levels, runs } = JSON.parse(readFileSync(file, 'utf8')) as { levels: ReferenceLevel[]; runs: ReferenceRun[] }

const MINUTE_s = 60

function demandsOf(level: ReferenceLevel): Demands {
  return {
    obligations: level.obligations.map((o): Obligation => ({
      id: o.id,
      step: o.step,
      weight: o.w,
      due_s: o.due * MINUTE_s,
      stepEnd_s: o.step_end * MINUTE_s,
      needs: o.needs,
      reading: o.truth === undefined ? null : { evidence: o.needs[0]!, tolerance: o.tol!, critical: o.cpp ?? false },
      secondPerson: o.second ?? false,
      applicable: !o.na,
      ifMissed: o.miss,
    })),
    cases: level.cases.map((c): Case => ({
      id: c.id,
      severity: c.sev,
      begins_s: c.t0 * MINUTE_s,
      window_s: c.win * MINUTE_s,
      escalateTo: c.esc_to,
      causedBy: 'plant',
    })),
    decoys: level.decoys,
    unlocked: level.unlocked.map((part) => (part === 'impact_capa' ? 'correct' : part) as CasePart),
  }
}

/** The reference knows the truth of a line; here it travels with the entry, as what the display showed. */
function eventOf(e: ReferenceEvent, level: ReferenceLevel): RubricEvent {
  const stamp = { t_s: e.t * MINUTE_s, seq: e.seq }
  const about = e.ref
  switch (e.type) {
    case 'view':
      return { ...stamp, kind: 'view', evidence: e.ref }
    case 'irreversible':
      return { ...stamp, kind: 'irreversible', step: e.step! }
    case 'release':
      return { ...stamp, kind: 'release' }
    case 'rec':
    case 'check':
    case 'sign':
      return {
        ...stamp,
        kind: 'entry',
        obligation: e.ref,
        value: e.value ?? null,
        shown: level.obligations.find((o) => o.id === e.ref)?.truth ?? null,
        notApplicable: e.answer === 'NA',
        claimed_s: (e.claimed_t ?? e.t) * MINUTE_s,
        late: e.late_flag ?? false,
        correction: e.correction ?? false,
        account: e.user ?? 'me',
        badge: e.badge ?? e.user ?? 'me',
        second: e.second ?? 'none',
      }
    case 'opt':
      return {
        ...stamp,
        kind: 'choice',
        about,
        quality: ({ best: 'best', ok: 'acceptable', bad: 'wrong' } as const)[e.q!],
        ...(e.finding && e.finding !== 'none' && { finding: e.finding }),
        ...(e.gate && { gate: e.gate }),
      }
    case 'dev.open':
      return { ...stamp, kind: 'deviation', about, facts: e.facts ?? 1 }
    case 'esc':
      return { ...stamp, kind: 'escalation', about, to: e.to! }
    case 'dev.class':
      return { ...stamp, kind: 'classification', about, severity: e.cls! }
    case 'impact':
    case 'capa':
      return { ...stamp, kind: e.type === 'capa' ? 'correctiveAction' : 'impact', about, quality: e.quality ?? 1 }
    case 'hold':
      return { ...stamp, kind: 'hold', about }
    case 'sample.extra':
      return { ...stamp, kind: 'sample', about }
    case 'reject':
      return { ...stamp, kind: 'rejection', about }
    default:
      throw new Error(`no such event: ${e.type}`)
  }
}

const rounded = (x: number, digits: number) => Number(x.toFixed(digits))

function play(run: ReferenceRun) {
  const level = levels[run.level]!
  return compliance(
    demandsOf(level),
    run.log.map((e) => eventOf(e, level)),
  )
}

describe('archetypes', () => {
  test('the table and the logs speak of the same eleven learners', () => {
    expect(runs.slice(0, 11).map((r) => r.name)).toEqual(Object.keys(archetypes))
  })

  test.each(Object.entries(archetypes))('%s scores as in the table', (name, row) => {
    const { score, band, gates, parts } = play(runs.find((r) => r.name === name)!)
    const { fulfilment, precision, base, penalty, cap, count } = parts
    // The table's own precision: three digits of R and P, one of the base, whole numbers elsewhere.
    expect({
      score,
      band,
      R: rounded(fulfilment, 3),
      P: rounded(precision, 3),
      base: rounded(base, 1),
      penalty,
      cap,
      gates,
      n: count,
    }).toEqual(row)
  })
})

test('every reference log gives the reference score, findings, gates and case credits', () => {
  expect(runs.length).toBeGreaterThan(50)
  for (const run of runs) {
    const { score, gates, parts, findings } = play(run)
    const { expected } = run
    expect([run.name, score, parts.penalty, parts.cap, gates, parts.count]).toEqual([
      run.name,
      expected.score,
      expected.penalty,
      expected.cap,
      expected.gates,
      expected.n,
    ])
    // Rounded on either side: half a unit of the last digit, and a little for digits that sit on the edge.
    expect(Math.abs(parts.fulfilment - expected.R)).toBeLessThanOrEqual(0.000501)
    expect(Math.abs(parts.precision - expected.P)).toBeLessThanOrEqual(0.000501)
    expect(Math.abs(parts.base - expected.base)).toBeLessThanOrEqual(0.0501)
    for (const c of parts.cases) expect(Math.abs(c.credit - expected.cases[c.id]!)).toBeLessThanOrEqual(0.000501)
    expect(findings.map((f) => [f.code, f.severity, f.mode, f.subject.id]).sort()).toEqual(expected.findings.sort())
  }
})
