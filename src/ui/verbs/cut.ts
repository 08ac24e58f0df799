/** Where to cut an elution, in whole tubes. */
export interface Cut {
  /** Edges in tubes: from the first one taken to the one that is no longer. */
  readonly from: number
  readonly to: number
}

type Points = readonly { readonly cv: number; readonly uv: number }[]

/** The edge between two tubes nearest to a point of the axis. */
export const nearestEdge = (cv: number, tube_CV: number, tubes: number): number =>
  Math.min(tubes, Math.max(0, Math.round(cv / tube_CV)))

/** One edge is moved; the other keeps at least one tube between them. */
export function moved(cut: Cut, edge: 'from' | 'to', wanted: number, tubes: number): Cut {
  const at = Math.round(wanted)
  return edge === 'from'
    ? { from: Math.max(0, Math.min(cut.to - 1, at)), to: cut.to }
    : { from: cut.from, to: Math.min(tubes, Math.max(cut.from + 1, at)) }
}

/** What lies between the edges is what the pool is made of, ends given in column volumes without rounding’s dust. */
export const inVolumes = (edge: number, tube_CV: number): number => Math.round(1e6 * edge * tube_CV) / 1e6

/** Tube over which a point of the axis lies; none: before the first, behind the last. */
export function tubeAt(cv: number, tube_CV: number, tubes: number): number | null {
  const tube = Math.floor(cv / tube_CV + 1e-9)
  return tube >= 0 && tube < tubes ? tube : null
}

/** Highest display over each tube; tubes between two points of the recorder take what lies between. */
export function heights(points: Points, tube_CV: number, tubes: number): readonly number[] {
  const out: number[] = []
  let k = 0
  for (let i = 0; i < tubes; i++) {
    const middle = (i + 0.5) * tube_CV
    while (k < points.length - 2 && points[k + 1]!.cv < middle) k++
    const [a, b] = [points[k], points[k + 1]]
    if (!a) out.push(0)
    else if (!b || middle <= a.cv || b.cv <= a.cv) out.push(a.uv)
    else out.push(a.uv + (b.uv - a.uv) * Math.min(1, (middle - a.cv) / (b.cv - a.cv)))
  }
  return out
}

/** Share of what lies under the curve, above nothing, between the edges. */
export function shareUnder(tubeHeights: readonly number[], { from, to }: Cut): number {
  const under = (first: number, end: number): number =>
    tubeHeights.slice(first, end).reduce((sum, uv) => sum + Math.max(0, uv), 0)
  const all = under(0, tubeHeights.length)
  return all > 0 ? under(from, to) / all : 0
}

/** The printed recipe's cut: tubes above this share of the highest. */
export function cutAbove(tubeHeights: readonly number[], start: number, end: number): Cut {
  const most = Math.max(...tubeHeights, 0)
  const first = tubeHeights.findIndex((uv) => uv >= start * most)
  const last = tubeHeights.reduce((found, uv, i) => (uv >= end * most ? i : found), -1)
  return most <= 0 || first < 0 ? { from: 0, to: 1 } : { from: first, to: Math.max(first, last) + 1 }
}
