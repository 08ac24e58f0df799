/** Pipes and hoses: right-angled routes with round corners, drawn once; what flows in them is dashes on the route. */
import type { Frame } from './fit.ts'

export type Point = readonly [x: number, y: number]

export interface Pipe {
  readonly points: readonly Point[]
  readonly width: number
  /** Colour of what is inside; steel without. */
  readonly colour?: string
  readonly hose?: boolean
  readonly radius?: number
}

function path(points: readonly Point[], radius: number): string {
  let d = `M${points[0][0]} ${points[0][1]}`
  for (let i = 1; i < points.length - 1; i++) {
    const [x0, y0] = points[i - 1]
    const [x, y] = points[i]
    const [x2, y2] = points[i + 1]
    const before = Math.hypot(x - x0, y - y0)
    const after = Math.hypot(x2 - x, y2 - y)
    const r = Math.min(radius, before / 2, after / 2)
    d += `L${x - ((x - x0) / before) * r} ${y - ((y - y0) / before) * r}`
    d += `Q${x} ${y} ${x + ((x2 - x) / after) * r} ${y + ((y2 - y) / after) * r}`
  }
  const [x, y] = points[points.length - 1]
  return `${d}L${x} ${y}`
}

const stroke = (d: string, colour: string, width: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke-linejoin="round" stroke="${colour}" stroke-width="${width}" ${more}/>`

export function pipeSvg({ points, width: w, colour, hose, radius = 18 }: Pipe): string {
  const d = path(points, radius)
  if (hose)
    return (
      stroke(d, '#8FA0AE', w) +
      stroke(d, colour ?? '#EDF2F5', w - 2.5) +
      stroke(d, '#FFFFFF', w * 0.22, `stroke-opacity=".55" transform="translate(${-w * 0.16} ${-w * 0.18})"`)
    )
  return (
    stroke(d, '#5C6672', w) +
    stroke(d, '#C4CACD', w - 2.4) +
    stroke(d, '#F6F6F4', w * 0.24, `transform="translate(${-w * 0.2} ${-w * 0.2})"`) +
    (colour ? stroke(d, colour, w * 0.36) : '')
  )
}

/** The point and direction at `distance` along a route. */
export function along(points: readonly Point[], distance: number): { x: number; y: number; angle: number } {
  let left = distance
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1]
    const [x1, y1] = points[i]
    const length = Math.hypot(x1 - x0, y1 - y0)
    if (left <= length || i === points.length - 1) {
      const share = length === 0 ? 0 : Math.min(left / length, 1)
      return { x: x0 + (x1 - x0) * share, y: y0 + (y1 - y0) * share, angle: Math.atan2(y1 - y0, x1 - x0) }
    }
    left -= length
  }
  return { x: points[0][0], y: points[0][1], angle: 0 }
}

export function lengthOf(points: readonly Point[]): number {
  let sum = 0
  for (let i = 1; i < points.length; i++)
    sum += Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1])
  return sum
}

/** The box a pipe fits in. */
export function boxOf({ points, width }: Pipe): Frame {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const x = Math.min(...xs) - width
  const y = Math.min(...ys) - width
  return { x, y, w: Math.max(...xs) + width - x, h: Math.max(...ys) + width - y }
}
