import type { Easel } from '../../easel.ts'
import { stamp } from '../../easel.ts'
import { dialFace, follow } from '../live.ts'

/** A dial with its unit, and where a bracket holds it to the wall. */
export function gauge(
  to: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  normal: readonly [from: number, to: number] | null,
  unit: string,
): void {
  dialFace(to, x, y, radius, normal)
  to.fillStyle = '#434E64'
  to.textAlign = 'center'
  to.textBaseline = 'alphabetic'
  to.font = `700 ${Math.round(radius * 0.29)}px Atkinson, sans-serif`
  to.fillText(unit, x, y + radius * 0.58)
}

/** A mark on the rim of a dial: a blue wedge with a star of ice, where liquid would freeze. */
export function iceMark(still: boolean, easel: Easel, x: number, y: number, radius: number) {
  const image = stamp(easel, radius + 16, radius + 16, (to) => {
    to.fillStyle = '#2F6FB4'
    to.strokeStyle = '#FFFFFF'
    to.lineWidth = 2
    to.beginPath()
    to.moveTo(0, -radius * 0.62)
    to.lineTo(-9, -radius - 6)
    to.lineTo(9, -radius - 6)
    to.closePath()
    to.stroke()
    to.fill()
    to.strokeStyle = '#2F6FB4'
    to.lineWidth = 2
    for (let i = 0; i < 3; i++) {
      const [c, s] = [Math.cos((i * Math.PI) / 3), Math.sin((i * Math.PI) / 3)]
      to.beginPath()
      to.moveTo(-c * 7, -radius - 9 - s * 7)
      to.lineTo(c * 7, -radius - 9 + s * 7)
      to.stroke()
    }
  }).setPosition(x, y)
  return follow(still, (share) => void image.setRotation(-2.2 + 4.4 * Math.min(Math.max(share, 0), 1)))
}
