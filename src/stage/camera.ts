/** Where the camera looks, as arithmetic: what it may be pointed at, and how it gets there. */
import { fit, type Fit, type Frame } from './fit.ts'
import type { Layout, Spot } from './picture.ts'

export const MOVE_MS = 650
/** Of the light of the rooms left behind; a lean leaves more. */
const LEFT_BEHIND = { room: 0.36, lean: 0.62 } as const
/** How much nearer a lean goes, and how far toward what it is about. */
const LEAN = { closer: 1.16, toward: 0.4 }
const CLOSEST = 1.9

export interface Shot {
  readonly fit: Fit
  /** Rooms that stay in full light; null: all. */
  readonly lit: readonly string[] | null
  readonly left: number
}

export const seenBy = (at: Fit, width: number, height: number): Frame => ({
  x: at.left,
  y: at.top,
  w: width / at.zoom,
  h: height / at.zoom,
})

const holds = (frame: Frame, { x, y }: { readonly x: number; readonly y: number }): boolean =>
  x >= frame.x && x <= frame.x + frame.w && y >= frame.y && y <= frame.y + frame.h

/** All of a frame, in the middle. */
function contain(width: number, height: number, frame: Frame): Fit {
  const zoom = Math.min(width / frame.w, height / frame.h)
  return {
    zoom,
    left: frame.x + frame.w / 2 - width / zoom / 2,
    top: frame.y + frame.h / 2 - height / zoom / 2,
  }
}

/** What is seen when nothing asks for anything, from the whole section of the plant to one instrument. */
export function shotOf(
  target: string | null,
  layout: Layout,
  spots: ReadonlyMap<string, Spot>,
  width: number,
  height: number,
): Shot {
  const rest = fit(width, height, layout.picture, layout.hero, layout.closer)
  const resting: Shot = { fit: rest, lit: null, left: 1 }
  if (target === null) return resting
  if (target === 'plant')
    return layout.rooms ? { fit: contain(width, height, layout.picture), lit: null, left: 1 } : resting
  const room = layout.rooms?.get(target)
  if (room) {
    const near = contain(width, height, { x: room.x - 12, y: room.y - 12, w: room.w + 24, h: room.h + 24 })
    const zoom = Math.min(near.zoom, rest.zoom * CLOSEST)
    const shift = (size: number): number => size / near.zoom / 2 - size / zoom / 2
    return {
      fit: { zoom, left: near.left + shift(width), top: near.top + shift(height) },
      lit: [target],
      left: LEFT_BEHIND.room,
    }
  }
  const spot = spots.get(target)
  if (!spot) return resting
  const zoom = rest.zoom * LEAN.closer
  const lean = (start: number, host: number, aim: number): number => {
    const all = host / rest.zoom
    const seen = host / zoom
    const middle = start + all / 2
    const from = middle + (aim - middle) * LEAN.toward - seen / 2
    return Math.min(Math.max(from, start), start + all - seen)
  }
  return {
    fit: { zoom, left: lean(rest.left, width, spot.x), top: lean(rest.top, height, spot.y) },
    lit: [...(layout.rooms ?? [])].filter(([, frame]) => holds(frame, spot)).map(([id]) => id),
    left: LEFT_BEHIND.lean,
  }
}

/** The frames of two shots, one inside the other or side by side, and all between. */
export function around(a: Frame, b: Frame): Frame {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y }
}

export const inside = (inner: Frame, outer: Frame): boolean =>
  inner.x > outer.x - 0.5 &&
  inner.y > outer.y - 0.5 &&
  inner.x + inner.w < outer.x + outer.w + 0.5 &&
  inner.y + inner.h < outer.y + outer.h + 0.5

/** Between two shots the seen frame changes evenly: a straight way, without a swing. */
export function between(from: Fit, to: Fit, share: number): Fit {
  if (share >= 1) return to
  const mix = (a: number, b: number): number => a + (b - a) * share
  return {
    zoom: 1 / mix(1 / from.zoom, 1 / to.zoom),
    left: mix(from.left, to.left),
    top: mix(from.top, to.top),
  }
}

/** cubic-bezier(.65, 0, .35, 1). */
export function ease(share: number): number {
  if (share <= 0) return 0
  if (share >= 1) return 1
  let low = 0
  let high = 1
  for (let i = 0; i < 20; i++) {
    const t = (low + high) / 2
    const x = 3 * (1 - t) * (1 - t) * t * 0.65 + 3 * (1 - t) * t * t * 0.35 + t * t * t
    if (x < share) low = t
    else high = t
  }
  const t = (low + high) / 2
  return 3 * (1 - t) * t * t + t * t * t
}
