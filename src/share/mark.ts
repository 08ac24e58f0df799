/** Of the one mark a learning management system keeps: at and above it is passed. */
export const PASS_SCALED = 0.7

type Marks = Readonly<Record<'yield' | 'purity' | 'compliance', number>>

/**
 * Three bars and the verdict as one number from 0 to 1: each bar is stretched so that its own pass mark stands at 0.7, and
 * the lowest counts, for one bar does not make up for another. What is not passed for another reason (a gate, a finding
 * too many) stays below. So who compares the number with 0.7 comes to the game's own verdict.
 */
export function scaledOf(score: Marks, pass: Marks, passed: boolean): number {
  const axes = ['yield', 'purity', 'compliance'] as const
  const lowest = Math.min(...axes.map((axis) => stretched(score[axis], pass[axis])))
  // Two decimals: what every system keeps. A rounding does not turn a verdict.
  const shown = Math.round(100 * lowest) / 100
  return passed ? Math.max(PASS_SCALED, shown) : Math.min(PASS_SCALED - 0.01, shown)
}

/** Out of 100 against its pass mark, as a share. */
function stretched(mark: number, pass: number): number {
  const held = Math.min(100, Math.max(0, mark))
  if (pass <= 0) return PASS_SCALED + (1 - PASS_SCALED) * (held / 100)
  if (held < pass) return (PASS_SCALED * held) / pass
  return pass >= 100 ? 1 : PASS_SCALED + ((1 - PASS_SCALED) * (held - pass)) / (100 - pass)
}
