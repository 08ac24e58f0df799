import type { Span } from '../look.ts'
import type { LevelJson } from '../levelJson.ts'

export const KINDS = ['faults', 'questions', 'decoys', 'lines'] as const
export type Kind = (typeof KINDS)[number]
/** One thing on the timeline. */
export interface Chosen {
  readonly kind: Kind
  readonly id: string
}

/** Where it stands, in plant seconds of a lot worked by the printed recipe. */
export interface Placed extends Chosen {
  readonly from_s: number
  readonly to_s: number
  /** Second from which its hours or days are counted. */
  readonly zero_s: number
}

const HOUR = 3600

/** Everything that comes to the player, where it will stand on the timeline. */
export function placedOf({ work }: LevelJson, spans: readonly Span[]): readonly Placed[] {
  const spanOf = (step: string): Span | undefined => spans.find((span) => span.step === step)
  const { length_h } = work.rounds
  const onDay = (kind: Kind, id: string, step: string, day: number): readonly Placed[] => {
    const span = spanOf(step)
    if (!span) return []
    const from_s = span.from_s + day * length_h * HOUR
    return [{ kind, id, from_s, to_s: from_s, zero_s: span.from_s }]
  }
  const faults = (work.faults ?? []).flatMap(({ id, step, phase, from_h, to_h }): readonly Placed[] => {
    const span = spanOf(step)
    if (!span) return []
    const zero_s = span.phases.find((p) => p.phase === phase)?.from_s ?? span.from_s
    return [{ kind: 'faults', id, from_s: zero_s + from_h * HOUR, to_s: zero_s + to_h * HOUR, zero_s }]
  })
  const questions = (work.questions ?? []).flatMap(({ id, step, day, fault }) => {
    const cause = faults.find((f) => f.id === fault)
    if (day !== undefined) return onDay('questions', id, step, day)
    return cause ? [{ ...cause, kind: 'questions' as const, id }] : onDay('questions', id, step, 0)
  })
  return [
    ...faults,
    ...questions,
    ...(work.decoys ?? []).flatMap(({ id, step, day }) => onDay('decoys', id, step, day)),
    ...(work.lines ?? []).flatMap(({ id, step, day }) => onDay('lines', id, step, day)),
  ]
}

/** The level with a thing so many plant seconds later: faults by the quarter of an hour, the rest by whole days. */
export function moved(file: LevelJson, { kind, id }: Chosen, by_s: number): LevelJson {
  const { work } = file
  const days = Math.round(by_s / (work.rounds.length_h * HOUR))
  const hours = Math.round((4 * by_s) / HOUR) / 4
  const later = (day: number | undefined): number | undefined =>
    day === undefined ? undefined : Math.min(60, Math.max(0, day + days))
  switch (kind) {
    case 'faults': {
      const faults = (work.faults ?? []).map((fault) => {
        if (fault.id !== id) return fault
        const by_h = Math.max(hours, -fault.from_h)
        return { ...fault, from_h: fault.from_h + by_h, to_h: fault.to_h + by_h }
      })
      return { ...file, work: { ...work, faults } }
    }
    case 'questions': {
      const questions = (work.questions ?? []).map((q) =>
        q.id === id && q.day !== undefined ? { ...q, day: later(q.day)! } : q,
      )
      return { ...file, work: { ...work, questions } }
    }
    case 'decoys':
      return { ...file, work: { ...work, decoys: dayMoved(work.decoys, id, later) } }
    case 'lines':
      return { ...file, work: { ...work, lines: dayMoved(work.lines, id, later) } }
  }
}

const dayMoved = <T extends { readonly id: string; readonly day: number }>(
  list: readonly T[] = [],
  id: string,
  later: (day: number) => number | undefined,
): T[] => list.map((one) => (one.id === id ? { ...one, day: later(one.day)! } : one))
