import type { Tally } from '../../platform/index.ts'

/** So many lots right, one after the other, and a drill is held. */
export const IN_A_ROW = 3

export interface DrillStanding {
  readonly tries: number
  readonly right: number
  /** Right without a break, up to now. */
  readonly inARow: number
  /** The most there ever were. */
  readonly best: number
  /** The last one; null: none yet. */
  readonly last_ms: number | null
}

export function standingOf(tally: Tally | undefined): DrillStanding {
  let [right, inARow, best] = [0, 0, 0]
  const tries = tally?.tries ?? []
  for (const one of tries) {
    inARow = one.right ? inARow + 1 : 0
    if (one.right) right += 1
    best = Math.max(best, inARow)
  }
  return { tries: tries.length, right, inARow, best, last_ms: tries.at(-1)?.at_ms ?? null }
}
