import type { FirstTry } from '../../platform/index.ts'
import type { Shown, Trained } from '../../present/index.ts'

/** What the page knows of the levels there are: which competencies they train, in the order one learns them. */
export interface Course {
  readonly trained: Trained
  readonly levels: readonly { readonly id: string; readonly address: string }[]
}

/** What the first tries of lots have shown. */
export const shownIn = (firsts: readonly FirstTry[]): readonly Shown[] =>
  firsts.map(({ save, seen, gates }) => ({
    level: save.level,
    seen,
    gates: [...gates, ...(save.marks ?? []).map((mark) => mark.gate)],
  }))

/** Levels one may be sent to: those played to their end, and the next of each plant. */
export function within(levels: readonly string[], firsts: readonly FirstTry[]): readonly string[] {
  const played = new Set(firsts.map(({ save }) => save.level))
  const next = new Set<string>()
  return levels.filter((level) => {
    if (played.has(level)) return true
    const plant = level.slice(0, 1)
    if (next.has(plant)) return false
    next.add(plant)
    return true
  })
}
