/** What a day of inspection came to: each question a case of the rubric, and the day's own figures. */

import type { Attribute } from '../score.ts'
import type { Case, Demands, RubricEvent } from '../rubric/index.ts'
import type { Answer, Run } from '../state.ts'
import { askedAt, worthOfMeasure } from './day.ts'
import { type Asked, inspectionOf } from './questions.ts'
import { LATEST_BY } from './types.ts'

interface Judged {
  readonly q: Asked
  readonly t_s: number
  /** null: never answered. */
  readonly how: 'show' | 'concede' | 'say' | null
  readonly quality: 'best' | 'acceptable' | 'wrong'
  /** The line that was pointed at shows how it is. */
  readonly proven: boolean
  /** Lines shown that nobody had asked for. */
  readonly more: number
  /** Worth of the measure promised for what is wrong, 0 to 1; null: none was. */
  readonly measure: number | null
  /** With a date that can be taken for one. */
  readonly dated: boolean
}

/** Every question that was to be put, as it was answered; the first answer that is one counts. */
export function answersOf(run: Run): readonly Judged[] {
  const { order } = run.desk!.inspection!
  return order.map((slot): Judged => {
    const q = askedAt(run, slot)!
    const d = run.log.find((x) => x.slot === slot && x.by === 'player' && howOf(x.value) !== 'check')
    if (!d) return { q, t_s: run.t_s, how: null, quality: 'wrong', proven: false, more: 0, measure: null, dated: false }
    const [how, ...rest] = d.value as readonly (number | string)[]
    const common = { q, t_s: d.t, more: 0, measure: null, dated: false }
    if (how === 'say') return { ...common, how, quality: q.flaw ? 'wrong' : 'acceptable', proven: false }
    const points = rest.some((id) => q.proofs.some((p) => p === id))
    if (how === 'concede') {
      const measure = worthOfMeasure(q, String(rest[1]), Number(rest[2]))
      const proven = points && q.flaw !== null
      const dated = q.flaw !== null && Number(rest[2]) <= LATEST_BY[q.flaw.severity]
      return { ...common, how, quality: !q.flaw ? 'wrong' : points ? 'best' : 'acceptable', proven, measure, dated }
    }
    const more = rest.filter((id) => !q.proofs.some((p) => p === id)).length
    const right = points && !q.flaw
    return { ...common, how: 'show', quality: !right ? 'wrong' : more ? 'acceptable' : 'best', proven: right, more }
  })
}

const howOf = (value: Answer): string => (Array.isArray(value) ? String(value[0]) : '')

const WORSE = { minor: 'major', major: 'critical', critical: 'critical' } as const
/** What nobody may say of a record that is not so: who says it has falsified it a second time. */
const INTEGRITY: readonly string[] = ['R-BACKDATE', 'R-BADGE', 'R-FABRIC']

export function readInspection(run: Run): { readonly demands: Demands; readonly events: readonly RubricEvent[] } {
  const events: RubricEvent[] = []
  const add = (t_s: number, e: object): void => void events.push({ ...e, t_s, seq: events.length } as RubricEvent)
  const { order, put_s, put } = run.desk!.inspection!
  const { hours_s } = run.level.work!.inspection!
  const answers = answersOf(run)
  const cases = answers.map(({ q }): Case => ({
    id: q.slot,
    severity: q.flaw?.severity ?? 'minor',
    begins_s: put_s[order.indexOf(q.slot)] ?? run.t_s,
    window_s: hours_s,
    escalateTo: [],
    causedBy: 'plant',
    parts: q.flaw ? ['detect', 'decide', 'correct'] : ['detect', 'decide'],
  }))
  for (const { q, t_s, how, quality, more, measure } of answers) {
    if (how === null) continue
    const begins_s = put_s[order.indexOf(q.slot)]!
    const at_s = Math.max(t_s, begins_s)
    const said = { kind: 'choice', about: q.slot, quality }
    if (how === 'say' && q.flaw) {
      const isLie = INTEGRITY.includes(q.flaw.code)
      add(at_s, { ...said, finding: WORSE[q.flaw.severity], rule: 'R-FABRIC', ...(isLie && { gate: 'G1' }) })
    } else if (how === 'show' && q.flaw) add(at_s, { ...said, finding: WORSE[q.flaw.severity] })
    else if (how === 'concede' && !q.flaw) add(at_s, { ...said, finding: 'minor', rule: 'R-DECOY' })
    else add(at_s, said)
    if (measure !== null && q.flaw) add(at_s, { kind: 'correctiveAction', about: q.slot, quality: measure })
    // Who talks on has work made for everybody.
    for (let i = 0; i < more; i++) add(at_s, { kind: 'sample', about: null })
  }
  // What no answer mends: found as soon as it is asked about.
  order.slice(0, put).forEach((slot, i) => {
    const { flaw } = askedAt(run, slot)!
    if (flaw?.severity === 'critical')
      add(put_s[i]!, {
        kind: 'breach',
        rule: flaw.code,
        severity: 'critical',
        subject: slot,
        ...(flaw.gate && { gate: flaw.gate }),
      })
  })
  return {
    demands: { obligations: [], cases, decoys: [], unlocked: ['detect', 'decide', 'correct'] },
    events: events.sort((a, b) => a.t_s - b.t_s || a.seq - b.seq),
  }
}

/** Questions closed with the document in hand. */
export const closedWithProof = (run: Run): number => answersOf(run).filter((a) => a.proven).length

/** Minutes are the inspectors'; shares are of the questions. Limits: this plant's, for a day that ends without a follow-up visit. */
export function inspectionAttributes(run: Run): readonly Attribute[] {
  const answers = answersOf(run)
  if (answers.every((a) => a.how === null)) return []
  const share = (n: number, of: number): number => (of === 0 ? 0 : (100 * n) / of)
  const given = answers.filter((a) => a.how !== null)
  const flawed = answers.filter((a) => a.q.flaw)
  const { file } = inspectionOf(run.level, run.seed)
  const majors = file.flaws.filter((f) => f.severity === 'major')
  const undone = majors.filter((f) => !answers.some((a) => a.q.kind === f.kind && a.q.about === f.about && a.dated))
  const kept = flawed.length === 0 ? 100 : share(flawed.filter((a) => a.measure === 1).length, flawed.length)
  const upper = (id: string, value: number, unit: string, limit: number, weight: number): Attribute => ({
    id,
    value,
    unit,
    target: 0,
    limit,
    weight,
  })
  return [
    upper('inspection.wrong', share(given.filter((a) => a.quality === 'wrong').length, given.length), '%', 25, 3),
    upper(
      'inspection.unproven',
      share(given.filter((a) => !a.proven && a.quality !== 'wrong').length, given.length),
      '%',
      25,
      2,
    ),
    upper('inspection.open', share(answers.length - given.length, answers.length), '%', 40, 2),
    { id: 'inspection.measures', value: kept, unit: '%', target: 100, limit: 0, weight: 3 },
    upper('inspection.majors', majors.length, '1', 2, 0),
    upper('inspection.majorsUndated', undone.length, '1', 0.5, 0),
  ]
}
