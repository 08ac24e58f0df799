/** Deviations: what of each case was seen, decided, written, told, classed and put right. */

import type { Gate } from './gates.ts'
import type { Case, Choice, QualityAct, Raised, RubricEvent, Severity, Superfluous } from './types.ts'

/** Share of a case's credit. Order matters to the last bit of the sums: it is the order of the reference. */
export const PARTS = {
  detect: 0.2,
  decide: 0.3,
  record: 0.15,
  escalate: 0.15,
  classify: 0.1,
  correct: 0.1,
} as const

export type CasePart = keyof typeof PARTS

export const CASE_WEIGHT: Readonly<Record<Severity, number>> = { minor: 4, major: 8, critical: 12 }
/** Inside the window, up to twice the window, later. */
export const PROMPTNESS = [1, 0.6, 0.3] as const
export const DECISION: Readonly<Record<Choice['quality'], number>> = { best: 1, acceptable: 0.6, wrong: 0 }
/** Of the part, when somebody was told, but not the right one. */
export const WRONG_FUNCTION = 0.3
/** Of the part, when the class is one off. */
export const CLASS_ONE_OFF = 0.5
/** Below the first a case counts as ignored (its own class), below the second as half done (one class less). */
export const RESIDUE = { ignored: 0.4, halfDone: 0.75 } as const
/** Asking one's tutor is always free. */
const TUTOR = 'tutor'

const CLASSES = ['none', 'minor', 'major', 'critical'] as const

export interface JudgedCase {
  readonly case: Case
  /** 0 to 1. */
  readonly credit: number
  readonly parts: Readonly<Partial<Record<CasePart, number>>>
}

export interface JudgedCases {
  readonly cases: readonly JudgedCase[]
  readonly recognisedDecoys: number
  readonly raised: readonly Raised[]
  readonly gates: readonly Gate[]
  readonly superfluous: readonly Superfluous[]
}

interface OpenCase {
  readonly case: Case
  readonly parts: Partial<Record<CasePart, number>>
}

type Stamped<E> = E & { readonly t_s: number }

/** `events` in order. */
export function judgeCases(
  cases: readonly Case[],
  decoys: readonly string[],
  unlocked: readonly CasePart[],
  events: readonly RubricEvent[],
): JudgedCases {
  const open = new Map(cases.map((c): [string, OpenCase] => [c.id, { case: c, parts: {} }]))
  /** Decoys answered; false once any answer was wrong, so that more clicks prove nothing. */
  const answered = new Map<string, boolean>()
  const raised: Raised[] = []
  const gates: Gate[] = []
  const superfluous: Superfluous[] = []
  let released_s: number | null = null

  for (const e of events) {
    if (e.kind === 'release') released_s = e.t_s
    if (!isQualityAct(e) && e.kind !== 'choice') continue
    const found = e.about === null ? undefined : open.get(e.about)
    if (found) {
      // Before the case began nothing could be known: the act was a shot in the dark.
      if (e.t_s < found.case.begins_s) superfluous.push({ at_s: e.t_s, kind: e.kind, about: e.about })
      else if (e.kind === 'choice') decide(found, e, raised, gates)
      else credit(found, e)
    } else if (e.kind === 'choice') {
      if (!decoys.includes(e.about)) continue
      const right = e.quality !== 'wrong'
      answered.set(e.about, right && answered.get(e.about) !== false)
      if (right) continue
      superfluous.push({ at_s: e.t_s, kind: e.kind, about: e.about })
      const subject = { kind: 'decoy', id: e.about } as const
      raised.push({ code: 'R-DECOY', severity: e.finding ?? 'minor', subject, at_s: e.t_s, parameters: {} })
    } else if (e.kind !== 'escalation' || e.to !== TUTOR)
      superfluous.push({ at_s: e.t_s, kind: e.kind, about: e.about })
  }

  const judged = [...open.values()].map((c): JudgedCase => ({ ...c, credit: quality(c, unlocked) }))
  for (const { case: c, credit } of judged) {
    const about = { subject: { kind: 'case', id: c.id }, citation: c.clause, parameters: { credit } } as const
    const left = residue(c.severity, credit)
    if (left !== 'none') raised.push({ code: 'R-CASE', severity: left, at_s: c.begins_s, ...about })
    if (released_s !== null && c.severity === 'critical' && credit < RESIDUE.halfDone) {
      gates.push('G7')
      raised.push({ code: 'R-REL', severity: 'critical', at_s: released_s, ...about })
    }
  }
  const recognisedDecoys = [...answered.values()].filter(Boolean).length
  return { cases: judged, recognisedDecoys, raised, gates, superfluous }
}

function isQualityAct(e: RubricEvent): e is Extract<RubricEvent, QualityAct> {
  switch (e.kind) {
    case 'hold':
    case 'sample':
    case 'rejection':
    case 'deviation':
    case 'escalation':
    case 'classification':
    case 'impact':
    case 'correctiveAction':
      return true
    default:
      return false
  }
}

function promptness(c: Case, t_s: number): number {
  if (t_s <= c.begins_s + c.window_s) return PROMPTNESS[0]
  return t_s <= c.begins_s + 2 * c.window_s ? PROMPTNESS[1] : PROMPTNESS[2]
}

/** A first stop or a first deviation shows that the case was seen; elsewhere the best of several acts counts. */
function credit({ case: c, parts }: OpenCase, e: Stamped<QualityAct>): void {
  const prompt = promptness(c, e.t_s)
  const atLeast = (part: CasePart, share: number) => {
    parts[part] = Math.max(parts[part] ?? 0, share)
  }
  if (e.kind === 'hold') parts.detect ??= prompt
  else if (e.kind === 'deviation') {
    parts.detect ??= prompt
    atLeast('record', prompt * (e.facts ?? 1))
  } else if (e.kind === 'escalation')
    atLeast('escalate', c.escalateTo.includes(e.to) ? prompt : WRONG_FUNCTION * prompt)
  else if (e.kind === 'classification') {
    const distance = Math.abs(CLASSES.indexOf(e.severity) - CLASSES.indexOf(c.severity))
    parts.classify = distance === 0 ? 1 : distance === 1 ? CLASS_ONE_OFF : 0
  } else if (e.kind === 'impact' || e.kind === 'correctiveAction') atLeast('correct', e.quality ?? 1)
}

function decide({ case: c, parts }: OpenCase, e: Stamped<Choice>, raised: Raised[], gates: Gate[]): void {
  const about = { subject: { kind: 'case', id: c.id }, citation: c.clause, at_s: e.t_s, parameters: {} } as const
  if (parts.decide !== undefined) {
    // The first answer counts: the second one has seen what the first one did.
    raised.push({ code: 'R-FLIP', severity: 'minor', ...about })
    return
  }
  parts.decide = DECISION[e.quality]
  if (e.quality !== 'wrong') parts.detect ??= promptness(c, e.t_s)
  if (e.finding) raised.push({ code: e.rule ?? 'R-OPT', severity: e.finding, ...about })
  if (e.gate) gates.push(e.gate)
}

function quality({ case: c, parts }: OpenCase, unlocked: readonly CasePart[]): number {
  const asked = c.parts ?? unlocked
  const counted = (Object.keys(PARTS) as CasePart[]).filter((part) => unlocked.includes(part) && asked.includes(part))
  const whole = counted.reduce((sum, part) => sum + PARTS[part], 0)
  // Shares of a whole may add up to its last bit too much; more than all of it would make a player's own case pay.
  return Math.min(
    1,
    counted.reduce((sum, part) => sum + (PARTS[part] / whole) * (parts[part] ?? 0), 0),
  )
}

function residue(severity: Severity, credit: number): Severity | 'none' {
  if (credit < RESIDUE.ignored) return severity
  return credit < RESIDUE.halfDone ? CLASSES[CLASSES.indexOf(severity) - 1]! : 'none'
}
