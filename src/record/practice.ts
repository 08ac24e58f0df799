import type { Training } from '../content/index.ts'
import { type CasePart, outcomeOf, readRun, type Run } from '../play/index.ts'

/** What a finished run showed of the competencies its level trains: worths of its evidence, 0 to 1, in the file's order. */
export type Practice = Readonly<Record<string, readonly number[]>>

/** gmp.md §7.5: best; acceptable; late, or with a hint; not, or wrong. */
const WORTH = { best: 1, acceptable: 0.7, late: 0.3, none: 0 } as const

/** Credits of the rubric fall into these four: full, that of an acceptable decision in time, what is left of a late one. */
const LEAST = { best: 0.9, acceptable: 0.75, late: 0.3 } as const

const worthOf = (credit: number): number =>
  credit >= LEAST.best
    ? WORTH.best
    : credit >= LEAST.acceptable
      ? WORTH.acceptable
      : credit >= LEAST.late
        ? WORTH.late
        : WORTH.none

/**
 * The three facts of the framework and no others: decided without a hint, looked at before, written in its window. How
 * the batch turned out is not among them: luck proves nothing. What a lot did not ask for shows nothing either way.
 * `since_s`: of a lot taken over in its midst, what came up before is not one's own.
 */
export function practiceOf(run: Run, trains: Training, since_s = -Infinity): Practice {
  const judged = outcomeOf(run).compliance
  if (!judged) return {}
  const { obligations, cases } = judged.parts
  const { events, demands } = readRun(run)
  /** The tutor may be told of a case like anybody else; asked before anything was decided, she was a hint. */
  const hinted = (id: string): boolean => {
    const told = events.find((e) =>
      (e.kind === 'escalation' && e.to === 'tutor') || e.kind === 'choice' ? e.about === id : false,
    )
    return told?.kind === 'escalation'
  }

  const isOwn = (id: string): boolean =>
    since_s === -Infinity || run.desk!.facts.some((f) => f.kind === 'fault' && f.fault === id && f.t_s >= since_s)
  const inCase = (id: string, part: CasePart | undefined): number | null => {
    const found = cases.find((c) => c.id === id)
    if (!found || found.causedBy === 'player' || !isOwn(id)) return null
    // Of a case that does not ask for it, nothing.
    const asked = demands.cases.find((c) => c.id === id)?.parts
    if (part && asked && !asked.includes(part)) return null
    const worth = worthOf(part ? (found.parts[part] ?? 0) : found.credit)
    return (part === undefined || part === 'decide') && hinted(id) ? Math.min(WORTH.late, worth) : worth
  }
  const inDecoy = (id: string): number | null => {
    const answers = events.flatMap((e) =>
      e.kind === 'choice' && e.about === id && e.t_s >= since_s ? [e.quality] : [],
    )
    return answers.length ? (answers.includes('wrong') ? WORTH.none : WORTH.best) : null
  }
  const credited = (id: string): number | null => {
    const found = obligations.find((o) => o.id === id)
    const due_s = demands.obligations.find((o) => o.id === id)?.due_s ?? null
    const isPast = since_s > -Infinity && (due_s === null || due_s < since_s)
    return found && !isPast ? worthOf(found.credit) : null
  }
  /** By inspectors: all questions of a kind together, or what was promised for all that was wrong. */
  const whenAsked = (kind: string): number | null => {
    const isWrong = (id: string): boolean => demands.cases.some((c) => c.id === id && c.parts?.includes('correct'))
    const credits = cases.flatMap(({ id, parts, credit }) =>
      kind === 'measures' ? (isWrong(id) ? [parts.correct ?? 0] : []) : id.startsWith(`${kind}.`) ? [credit] : [],
    )
    return credits.length ? worthOf(credits.reduce((a, b) => a + b, 0) / credits.length) : null
  }
  const worthAt = (place: string): number | null => {
    const [kind, id, part] = place.split('.') as [string, string, CasePart?]
    switch (kind) {
      case 'case':
        return inCase(id, part)
      case 'reply':
        return inCase(id, undefined)
      case 'lot':
        return inCase(id, undefined)
      // Of a week: a hold kept, a result waited for.
      case 'hold':
      case 'test':
      // Of a transfer: a line that does not fit here, the papers, a lot tried before, a report.
      case 'dossier':
      case 'paper':
      case 'trial':
      case 'report':
      case 'word':
        return inCase(place, undefined)
      case 'asked':
        return whenAsked(id)
      case 'decoy':
        return inDecoy(id)
      case 'line':
      case 'sample':
        return credited(id)
      default:
        return credited(place)
    }
  }
  const seen = Object.entries(trains).flatMap(([id, places]) => {
    const worths = places.flatMap((place) => worthAt(place) ?? [])
    return worths.length ? [[id, worths] as const] : []
  })
  return Object.fromEntries(seen)
}
