/**
 * The border between what may and what may no longer hold virus, painted on wall and floor: amber discs before the first
 * inactivation, blue diamonds after it; where it happens, the two meet. Never colour alone.
 */
import { INK } from '../easel.ts'

export type Side = 'before' | 'after'

const BAND = { y: 608, h: 24 } as const
const FLOOR_BAND = { y: 812, h: 12 } as const
const LOOK = {
  before: { ground: '#F0C463', mark: '#7A4E00' },
  after: { ground: '#8FB4EA', mark: '#173A8C' },
} as const

/** The sign of a side, on a hose or beside a hook: never colour alone. */
export function sign(to: CanvasRenderingContext2D, side: Side, x: number, y: number, radius: number): void {
  to.fillStyle = LOOK[side].ground
  to.strokeStyle = INK
  to.lineWidth = 2
  to.beginPath()
  to.roundRect(x - 1.85 * radius, y - 1.85 * radius, 3.7 * radius, 3.7 * radius, 6)
  to.fill()
  to.stroke()
  mark(to, side, x, y, radius)
}

function mark(to: CanvasRenderingContext2D, side: Side, x: number, y: number, radius: number): void {
  to.fillStyle = LOOK[side].mark
  to.beginPath()
  if (side === 'before') to.arc(x, y, radius, 0, 7)
  else {
    to.moveTo(x, y - radius * 1.25)
    to.lineTo(x + radius * 1.25, y)
    to.lineTo(x, y + radius * 1.25)
    to.lineTo(x - radius * 1.25, y)
    to.closePath()
  }
  to.fill()
}

function band(to: CanvasRenderingContext2D, side: Side, from: number, until: number): void {
  to.save()
  to.beginPath()
  to.rect(from, 0, until - from, 872)
  to.clip()
  to.globalAlpha = 0.8
  to.fillStyle = LOOK[side].ground
  to.fillRect(from, BAND.y, until - from, BAND.h)
  to.fillRect(from, FLOOR_BAND.y, until - from, FLOOR_BAND.h)
  to.globalAlpha = 1
  for (let x = from + 22; x < until; x += 44) {
    mark(to, side, x, BAND.y + BAND.h / 2, 6)
    mark(to, side, x, FLOOR_BAND.y + FLOOR_BAND.h / 2, 3.4)
  }
  to.restore()
}

/** Where the border crosses the room, when it does. */
const BORDER_X = 670

export function paintSides(to: CanvasRenderingContext2D, side: Side | 'at'): void {
  if (side !== 'at') {
    band(to, side, 250, 1090)
    return
  }
  for (const [side, from, until] of [
    ['before', 250, BORDER_X],
    ['after', BORDER_X, 1090],
  ] as const) {
    // The whole of the wall takes the colour of its side.
    to.globalAlpha = 0.16
    to.fillStyle = LOOK[side].ground
    to.fillRect(from, 142, until - from, BAND.y - 142)
    to.globalAlpha = 1
    band(to, side, from, until)
  }
  // A seam from ceiling to kerb, in stripes.
  const [left, right] = [BORDER_X - 9, BORDER_X + 9]
  to.fillStyle = '#F6F4F0'
  to.fillRect(left, 142, 18, 688)
  to.save()
  to.beginPath()
  to.rect(left, 142, 18, 688)
  to.clip()
  to.strokeStyle = INK
  to.lineWidth = 9
  for (let y = 130; y < 850; y += 26) {
    to.beginPath()
    to.moveTo(left - 4, y + 22)
    to.lineTo(right + 4, y)
    to.stroke()
  }
  to.restore()
  for (const [which, x] of [
    ['before', BORDER_X - 42],
    ['after', BORDER_X + 42],
  ] as const) {
    sign(to, which, x, 260, 13)
  }
}
