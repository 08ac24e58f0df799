/** The numbers of the rubric as tables of its page, so that the page cannot say anything else than the code. */

import { CASE_WEIGHT, CLASS_ONE_OFF, DECISION, type CasePart, PARTS, PROMPTNESS, WRONG_FUNCTION } from './cases.ts'
import { CAPS, gates } from './gates.ts'
import { CREDIT } from './obligations.ts'
import { clauses, PENALTY, type Rule, rules } from './rules.ts'

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

export const creditTable = (): string =>
  table(
    ['a routine act', 'credit'],
    [
      ['in its window, source freshly looked at, figure right', CREDIT.onTime],
      ['late, declared, inside the step', CREDIT.lateInStep],
      ['late, declared, after the step', CREDIT.lateAfterStep],
      ['misread, then corrected (at most)', CREDIT.corrected],
      ['right, but without the second person', CREDIT.withoutSecond],
      ['anything else', 0],
    ],
  )

export function caseTable(): string {
  const prompt = PROMPTNESS.join(' / ')
  const earned: Record<CasePart, string> = {
    detect: `first stop, deviation or right decision: ${prompt}`,
    decide: `best / acceptable / wrong: ${Object.values(DECISION).join(' / ')}`,
    record: `deviation, times the share of its facts: ${prompt}`,
    escalate: `right function told: ${prompt}; another function: ${WRONG_FUNCTION} of that`,
    classify: `right class 1, one off ${CLASS_ONE_OFF}, else 0`,
    correct: 'impact or corrective action, times its quality',
  }
  return table(
    ['part', 'share', 'earned by'],
    (Object.keys(PARTS) as CasePart[]).map((part) => [part, PARTS[part], earned[part]]),
  )
}

export function severityTable(): string {
  const caps = {
    minor: '–',
    major: `one ${CAPS.majors[1]}, two ${CAPS.majors[2]}, more ${CAPS.majors[3]}`,
    critical: `${CAPS.critical}`,
  }
  return table(
    ['class', 'weight of a case', 'points off, if done wrongly', 'highest score'],
    (['minor', 'major', 'critical'] as const).map((s) => [s, CASE_WEIGHT[s], PENALTY[s], caps[s]]),
  )
}

export const gateTable = (): string =>
  table(
    ['gate', 'meaning', 'highest score'],
    Object.entries(gates).map(([id, means]) => [id, means, id === 'G1' ? CAPS.integrityGate : CAPS.gate]),
  )

export const ruleTable = (): string =>
  table(
    ['rule', 'means', 'class', 'done / not done', 'gate', 'demanded by'],
    Object.entries<Rule>(rules).map(([code, rule]) => {
      const { source, place, checked } = clauses[rule.clause]
      const severity = rule.severity === 'set' ? 'set by the level' : rule.severity
      const done = rule.mode === 'commission' ? 'done' : 'not done'
      const seen = rule.engine ? ' (seen by the engine)' : ''
      return [code, `${rule.means}${seen}`, severity, done, rule.gate ?? '–', `${source}, ${place} (${checked})`]
    }),
  )
