/** From credits, findings and acts to one number. A pure function of demands and log: no clock, no dice, no outcome. */

import { CASE_WEIGHT, judgeCases, type JudgedCase } from './cases.ts'
import { capOf, type Gate } from './gates.ts'
import { judgeObligations } from './obligations.ts'
import { COMBINATION, PENALTY, type Rule, type RuleCode, rules } from './rules.ts'
import type {
  Compliance,
  Demands,
  Earned,
  EarnedCase,
  Finding,
  Obligation,
  Raised,
  RubricEvent,
  Severity,
  Superfluous,
} from './types.ts'

/** One quality act too many costs nothing: better one call too many than one too few. */
export const FREE_ACTS = 1
/** Head start of precision, so that a single superfluous act in a quiet level does not halve it. */
export const HEAD_START = 2
/** Lowest score of each band. */
export const BANDS = { A: 90, B: 75, C: 60 } as const

export function compliance(demands: Demands, log: readonly RubricEvent[]): Compliance {
  const events = [...log].sort((a, b) => a.t_s - b.t_s || a.seq - b.seq)
  const routine = judgeObligations(demands.obligations, events)
  const special = judgeCases(demands.cases, demands.decoys, demands.unlocked, events)
  const engine = breaches(events)

  const { share: fulfilment, obligations, cases } = fulfil(demands.obligations, routine.credit, special.cases)
  const superfluous = inTimeOrder([...routine.superfluous, ...special.superfluous])
  const met = special.cases.filter((c) => c.case.causedBy === 'plant' && Object.keys(c.parts).length > 0).length
  const justified = special.recognisedDecoys + met
  const precision = precisionOf(justified, superfluous)
  const base = 100 * fulfilment * Math.sqrt(precision)

  const raised = inTimeOrder([...routine.raised, ...special.raised, ...engine.raised])
  const findings = priced(inTimeOrder([...raised, ...combined(raised)]), obligations, cases)
  const closed = [...new Set([...routine.gates, ...special.gates, ...engine.gates])].sort()
  const count: Record<Severity, number> = { minor: 0, major: 0, critical: 0 }
  for (const f of findings) count[f.severity]++
  const penalty = findings.reduce((sum, f) => sum + f.penalty_points, 0)
  const cap = capOf(count, closed)
  const score = Math.floor(Math.max(0, Math.min(cap, base - penalty)) + 0.5)
  return {
    score,
    band: score >= BANDS.A ? 'A' : score >= BANDS.B ? 'B' : score >= BANDS.C ? 'C' : 'D',
    mayPass: closed.length === 0 && count.critical === 0,
    findings,
    gates: closed,
    parts: { fulfilment, precision, base, penalty, cap, count, obligations, cases, justified, superfluous },
  }
}

const inTimeOrder = <T extends { readonly at_s: number }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => a.at_s - b.at_s)

/**
 * Credit earned over credit asked for. A case the player caused asks for nothing and earns nothing, it only loses what
 * is left undone of it: else breaking something and mending it well would pay.
 */
function fulfil(
  asked: readonly Obligation[],
  credits: ReadonlyMap<string, number>,
  judged: readonly JudgedCase[],
): { share: number; obligations: readonly Earned[]; cases: readonly EarnedCase[] } {
  let possible = 0
  let earned = 0
  let lost = 0
  const lines = asked.map((o) => ({ id: o.id, weight: o.weight, credit: credits.get(o.id) ?? 0 }))
  for (const { weight, credit } of lines) {
    possible += weight
    earned += weight * credit
  }
  for (const { case: c, credit } of judged) {
    const weight = CASE_WEIGHT[c.severity]
    if (c.causedBy === 'player') lost += weight * (1 - credit)
    else {
      possible += weight
      earned += weight * credit
    }
  }
  // A level that asks for nothing is fulfilled; what the player breaks there is measured against one critical case.
  const whole = possible || CASE_WEIGHT.critical
  const points = (weight: number, credit: number) => (100 * weight * (1 - credit)) / whole
  return {
    share: Math.max(0, (possible ? earned / possible : 1) - lost / whole),
    obligations: lines.map((line) => ({ ...line, lost_points: points(line.weight, line.credit) })),
    cases: judged.map(({ case: c, credit, parts }) => {
      const weight = CASE_WEIGHT[c.severity]
      return { id: c.id, causedBy: c.causedBy, weight, credit, parts, lost_points: points(weight, credit) }
    }),
  }
}

function precisionOf(justified: number, superfluous: readonly Superfluous[]): number {
  const needless = Math.max(0, superfluous.length - FREE_ACTS)
  return (justified + HEAD_START) / (justified + HEAD_START + needless)
}

function breaches(events: readonly RubricEvent[]): { raised: Raised[]; gates: Gate[] } {
  const raised: Raised[] = []
  const gates: Gate[] = []
  for (const e of events) {
    if (e.kind !== 'breach') continue
    const subject = { kind: 'place', id: e.subject } as const
    raised.push({ code: e.rule, severity: e.severity, subject, at_s: e.t_s, parameters: {} })
    if (e.gate) gates.push(e.gate)
  }
  return { raised, gates }
}

/** Raised at the finding that completes it. */
function combined(raised: readonly Raised[]): Raised[] {
  const minors = new Map<RuleCode, number>()
  const found: Raised[] = []
  for (const { code, severity, at_s } of raised) {
    if (severity !== 'minor') continue
    const count = (minors.get(code) ?? 0) + 1
    minors.set(code, count)
    if (count !== COMBINATION) continue
    const subject = { kind: 'rule', id: code } as const
    found.push({ code: 'R-COMBI', severity: 'major', subject, at_s, parameters: { rule: code, count } })
  }
  return found
}

function priced(
  raised: readonly Raised[],
  obligations: readonly Earned[],
  cases: readonly EarnedCase[],
): readonly Finding[] {
  const key = (kind: string, id: string) => `${kind} ${id}`
  const lost = new Map([
    ...obligations.map((o): [string, number] => [key('obligation', o.id), o.lost_points]),
    ...cases.map((c): [string, number] => [key('case', c.id), c.lost_points]),
  ])
  /** Which finding names the lost credit: the one of what was not done, else the last of what was done wrongly. */
  const bearer = new Map<string, number>()
  raised.forEach((r, i) => {
    const subject = key(r.subject.kind, r.subject.id)
    const held = bearer.get(subject)
    if (held === undefined || rules[r.code].mode === 'omission' || rules[raised[held]!.code].mode === 'commission')
      bearer.set(subject, i)
  })
  return raised.map((r, i) => {
    const rule: Rule = rules[r.code]
    const subject = key(r.subject.kind, r.subject.id)
    return {
      code: r.code,
      severity: r.severity,
      mode: rule.mode,
      subject: r.subject,
      at_s: r.at_s,
      clause: rule.clause,
      citation: r.citation ?? null,
      remedy: rules[r.code].remedy,
      parameters: r.parameters,
      penalty_points: rule.mode === 'commission' ? PENALTY[r.severity] : 0,
      lost_points: bearer.get(subject) === i ? (lost.get(subject) ?? 0) : 0,
    }
  })
}
