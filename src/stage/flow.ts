import type { GameObjects } from 'phaser'
import { again, stamp, type Easel } from './easel.ts'
import { along, lengthOf, type Point } from './pipes.ts'

const SPACING = 34

/** Dashes that travel along a route while something flows; frozen with arrow heads when motion is reduced. */
export interface Flow {
  /** 0 stops and hides them; 1 is the fastest. */
  set(rate: number): void
  frame(step_ms: number): void
}

export function flow(easel: Easel, points: readonly Point[], still: boolean, width = 4, colour = '#FFFFFFC8'): Flow {
  const length = lengthOf(points)
  const count = Math.floor(length / SPACING)
  const first = stamp(easel, 8, 6, (to) => {
    to.strokeStyle = colour
    to.lineWidth = width
    to.lineCap = 'round'
    to.lineJoin = 'round'
    to.beginPath()
    if (still) {
      to.moveTo(-2, -3)
      to.lineTo(2, 0)
      to.lineTo(-2, 3)
    } else {
      to.moveTo(-3, 0)
      to.lineTo(3, 0)
    }
    to.stroke()
  })
  const dashes: GameObjects.Image[] = [first]
  for (let i = 1; i < count; i++) dashes.push(again(easel, first))
  let offset = 0
  let rate = -1
  const place = (): void =>
    dashes.forEach((dash, i) => {
      const at = along(points, (i * SPACING + offset) % length)
      dash.setPosition(at.x, at.y).setRotation(at.angle)
    })
  return {
    set(next) {
      if (next === rate) return
      rate = next
      for (const dash of dashes) dash.setVisible(rate > 0)
      place()
    },
    frame(step_ms) {
      if (rate <= 0 || still) return
      offset = (offset + (step_ms / 1100) * SPACING * (0.35 + 1.2 * Math.min(rate, 1))) % SPACING
      place()
    },
  }
}
