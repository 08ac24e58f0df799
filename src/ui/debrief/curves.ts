import type { Course, Curve, Point } from '../../play/index.ts'

/** What a curve was at a second: between two points, along the line. */
export function valueAt(points: readonly Point[], t_s: number): number | null {
  if (points.length === 0 || t_s < points[0]![0] || t_s > points.at(-1)![0]) return null
  let low = 0
  let high = points.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (points[middle]![0] <= t_s) low = middle
    else high = middle
  }
  const [[t0, v0], [t1, v1]] = [points[low]!, points[high]!]
  return t1 === t0 ? v0 : v0 + ((v1 - v0) * (t_s - t0)) / (t1 - t0)
}

const spanOf = (points: readonly Point[]): number => {
  const values = points.map(([, value]) => value)
  return Math.max(...values) - Math.min(...values)
}

/** The reading in which two runs are furthest apart for longest, of those that a laboratory measures; null: nowhere. */
export function furthestApart(mine: Course, other: Course): { readonly mine: Curve; readonly other: Curve } | null {
  const pairs = mine.curves.flatMap((curve) => {
    const theirs = other.curves.find((c) => c.step === curve.step && c.reading === curve.reading)
    if (!theirs || !curve.shown.some((s) => s.by === 'assay')) return []
    const span = Math.max(spanOf(curve.truth), spanOf(theirs.truth))
    const apart = curve.truth.reduce((sum, [t_s, value]) => {
      const there = valueAt(theirs.truth, t_s)
      return there === null ? sum : sum + Math.abs(there - value)
    }, 0)
    return span > 0 ? [{ mine: curve, other: theirs, apart: apart / span / curve.truth.length }] : []
  })
  return pairs.sort((a, b) => b.apart - a.apart)[0] ?? null
}

/** The most by which a display was off; null: there is no display. */
export function offBy({ truth, shown }: Curve): number | null {
  const gaps = shown.flatMap(({ by, points }) =>
    by === 'panel'
      ? points.flatMap(([t_s, value]) => {
          const was = valueAt(truth, t_s)
          return was === null ? [] : [Math.abs(was - value)]
        })
      : [],
  )
  return gaps.length ? Math.max(...gaps) : null
}
