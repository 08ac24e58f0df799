import type { Course, Curve, Cut, Point } from '../../play/index.ts'

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

/** The step that a decision is of. */
export const stepOfSlot = (slot: string): string => slot.slice(0, slot.indexOf('.'))

interface Two {
  readonly mine: Curve
  readonly other: Curve
}

/** Last figures nearer than this share of the larger one tell nothing of an earlier step. */
const TOLD = 0.02

/**
 * The reading in which two runs are furthest apart, of those that a laboratory measures: for longest, in the steps that
 * were decided in; where these went alike, as they do up to a cut, in what a later step ended on. Null: nowhere.
 */
export function furthestApart(mine: Course, other: Course, decidedIn: readonly string[]): Two | null {
  const pairs = mine.curves.flatMap((curve): readonly Two[] => {
    const theirs = other.curves.find((c) => c.step === curve.step && c.reading === curve.reading)
    return theirs && curve.shown.some((s) => s.by === 'assay') ? [{ mine: curve, other: theirs }] : []
  })
  const isIn = ({ mine: { step } }: Two): boolean => decidedIn.includes(step)
  const best = (of: readonly Two[], apart: (two: Two) => number): Two | null =>
    of
      .map((two) => ({ two, by: apart(two) }))
      .filter(({ by }) => by > 0)
      .sort((a, b) => b.by - a.by)[0]?.two ?? null
  const isSomewhere = pairs.some(isIn)
  return (
    best(isSomewhere ? pairs.filter(isIn) : pairs, allAlong) ??
    best(isSomewhere ? pairs.filter((two) => !isIn(two)) : [], atTheEnd)
  )
}

function allAlong({ mine, other }: Two): number {
  const span = Math.max(spanOf(mine.truth), spanOf(other.truth))
  const apart = mine.truth.reduce((sum, [t_s, value]) => {
    const there = valueAt(other.truth, t_s)
    return there === null ? sum : sum + Math.abs(there - value)
  }, 0)
  return span > 0 ? apart / span / mine.truth.length : 0
}

function atTheEnd({ mine, other }: Two): number {
  const [a, b] = [mine.truth.at(-1)![1], other.truth.at(-1)![1]]
  const most = Math.max(Math.abs(a), Math.abs(b))
  const share = most > 0 ? Math.abs(a - b) / most : 0
  return share > TOLD ? share : 0
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

/** A peak that was cut elsewhere, of those in the steps that were decided in: both cuts are shown on it. */
export function cutOtherwise(
  mine: Course,
  other: Course,
  decidedIn: readonly string[],
): { readonly mine: Cut; readonly other: Cut } | null {
  for (const cut of mine.cuts) {
    const theirs = other.cuts.find(({ step }) => step === cut.step)
    const moved = theirs && (theirs.pool.from !== cut.pool.from || theirs.pool.to !== cut.pool.to)
    if (moved && decidedIn.includes(cut.step)) return { mine: cut, other: theirs }
  }
  return null
}
