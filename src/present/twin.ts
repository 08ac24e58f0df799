import { exp, log } from '../sim/index.ts'
import type { Snapshot, StepSnapshot } from './snapshot.ts'

/** Between these the count of a morning will lie, nineteen times in twenty. */
export interface Fan {
  /** Mornings from now. */
  readonly in: number
  readonly t_s: number
  readonly low: number
  readonly high: number
}

/** So many counts at most, the last; from so few on there is a line, and from so many a bend. */
const MOST = 7
const LEAST = 3
const BENDS = 4
const SURE = 2
const DAY_S = 86_400

/**
 * What the player's own counts say of the mornings to come: least squares on their logarithms, with the error that the
 * method's sheet prints. It knows no model and no lot: runs with the same counts have the same fan.
 */
export function twinOf(view: Snapshot, step: StepSnapshot): readonly Fan[] {
  const assay = step.assays.find((a) => a.id === 'viableCells')
  if (!view.kit.includes('forecastTwin') || step.unit !== 'culture' || !assay) return []
  const counts = assay.results.filter((r) => r.value > 0).slice(-MOST)
  const last = counts.at(-1)
  if (!last || counts.length < LEAST) return []
  const terms = counts.length < BENDS ? 2 : 3
  const row = (t_s: number): number[] => powers((t_s - last.drawn_s) / DAY_S, terms)
  const rows = counts.map((r) => row(r.drawn_s))
  const inverse = inverted(normal(rows))
  if (!inverse) return []
  const sums = rows[0]!.map((_, i) => rows.reduce((sum, r, k) => sum + r[i]! * log(counts[k]!.value), 0))
  const fitted = inverse.map((line) => dot(line, sums))
  const error = assay.error.relative + assay.error.absolute / last.value
  return [1, 2, 3].map((days) => {
    const t_s = (view.round + days) * view.roundLength_s
    const x = row(t_s)
    const spread =
      SURE *
      error *
      Math.sqrt(
        1 +
          dot(
            x,
            inverse.map((line) => dot(line, x)),
          ),
      )
    const mean = dot(x, fitted)
    return { in: days, t_s, low: exp(mean - spread), high: exp(mean + spread) }
  })
}

const powers = (x: number, terms: number): number[] => [1, x, x * x].slice(0, terms)
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0)
const normal = (rows: readonly (readonly number[])[]): number[][] =>
  rows[0]!.map((_, i) => rows[0]!.map((__, j) => rows.reduce((sum, r) => sum + r[i]! * r[j]!, 0)))

/** Of two or three rows (Gauss–Jordan); undefined where counts of one hour say nothing of another. */
function inverted(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const n = matrix.length
  const work = matrix.map((line, i) => [...line, ...line.map((_, j) => (i === j ? 1 : 0))])
  for (let i = 0; i < n; i++) {
    const pivot = work[i]![i]!
    if (!(pivot > 1e-9)) return undefined
    work[i] = work[i]!.map((v) => v / pivot)
    for (let k = 0; k < n; k++) {
      const times = work[k]![i]!
      if (k !== i) work[k] = work[k]!.map((v, j) => v - times * work[i]![j]!)
    }
  }
  return work.map((line) => line.slice(n))
}
