/** What a room below freezing shows besides its machine: rime on the walls, and breath. */
import { stamp, type Easel } from '../easel.ts'

const ROOM = { left: 250, top: 128, right: 1090, bottom: 830, floor: 784 } as const

/** A star of rime. */
function star(to: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  to.beginPath()
  for (let i = 0; i < 3; i++) {
    const [c, s] = [Math.cos((i * Math.PI) / 3), Math.sin((i * Math.PI) / 3)]
    to.moveTo(x - c * radius, y - s * radius)
    to.lineTo(x + c * radius, y + s * radius)
  }
  to.stroke()
}

/** Blue light, rime that creeps in from the corners, and the cooler under the ceiling with its icicles. */
export function paintCold(to: CanvasRenderingContext2D): void {
  const { left, top, right, bottom, floor } = ROOM
  to.save()
  to.beginPath()
  to.rect(left, top, right - left, bottom - top)
  to.clip()
  to.fillStyle = 'rgba(170,208,238,.30)'
  to.fillRect(left, top, right - left, bottom - top)
  for (const [x, y, radius] of [
    [left, floor, 190],
    [right, floor, 210],
    [left, top, 130],
    [right, top, 150],
  ] as const) {
    const light = to.createRadialGradient(x, y, 0, x, y, radius)
    light.addColorStop(0, 'rgba(246,251,255,.95)')
    light.addColorStop(0.5, 'rgba(240,248,254,.45)')
    light.addColorStop(1, 'rgba(240,248,254,0)')
    to.fillStyle = light
    to.fillRect(x - radius, y - radius, 2 * radius, 2 * radius)
  }
  to.strokeStyle = 'rgba(255,255,255,.95)'
  to.lineWidth = 1.6
  to.lineCap = 'round'
  for (let i = 0; i < 44; i++) {
    // Denser towards the corners: squares of an even spread.
    const along = ((i * 37) % 44) / 44
    const out = (((i * 23) % 44) / 44) ** 2
    const onLeft = i % 2 === 0
    const x = onLeft ? left + 8 + 150 * out * (0.3 + along) : right - 8 - 160 * out * (0.3 + along)
    star(to, x, floor - 6 - 190 * along * (1 - out * 0.8), 3.5 + ((i * 7) % 5))
  }
  to.restore()
  cooler(to, right - 214, top + 14)
}

function cooler(to: CanvasRenderingContext2D, x: number, y: number): void {
  const body = to.createLinearGradient(0, y, 0, y + 62)
  body.addColorStop(0, '#F4F6F6')
  body.addColorStop(1, '#BFC9D0')
  to.fillStyle = body
  to.strokeStyle = '#66727E'
  to.lineWidth = 1.4
  to.beginPath()
  to.roundRect(x, y, 180, 62, 6)
  to.fill()
  to.stroke()
  for (const middle of [x + 48, x + 132]) {
    to.fillStyle = '#33405A'
    to.beginPath()
    to.arc(middle, y + 31, 24, 0, 7)
    to.fill()
    to.fillStyle = '#8FA3B5'
    for (let i = 0; i < 4; i++) {
      to.beginPath()
      to.ellipse(middle, y + 31, 21, 6, (i * Math.PI) / 4 + 0.3, 0, 7)
      to.fill()
    }
    to.fillStyle = '#E8EFF4'
    to.beginPath()
    to.arc(middle, y + 31, 5, 0, 7)
    to.fill()
    to.strokeStyle = '#DCE6EC'
    to.lineWidth = 1.3
    for (const radius of [12, 18, 24]) {
      to.beginPath()
      to.arc(middle, y + 31, radius, 0, 7)
      to.stroke()
    }
  }
  to.fillStyle = '#F2F9FE'
  to.strokeStyle = '#A9CBE2'
  to.lineWidth = 0.9
  for (let i = 0; i < 15; i++) {
    const at = x + 6 + i * 12
    const length = 7 + ((i * 11) % 17)
    to.beginPath()
    to.moveTo(at - 5, y + 60)
    to.lineTo(at + 5, y + 60)
    to.lineTo(at, y + 60 + length)
    to.closePath()
    to.fill()
    to.stroke()
  }
}

const PUFF_MS = 3400
/** Breath is seen this share of the time. */
const SEEN = 0.5

/** A puff before each mouth: it grows, drifts and is gone. */
export function breathing(easel: Easel, still: boolean) {
  const puffs = Array.from({ length: 3 }, () =>
    stamp(easel, 22, 16, (to) => {
      for (const [x, y, radius] of [
        [-9, 2, 8],
        [0, -3, 10],
        [10, 2, 9],
      ] as const) {
        const light = to.createRadialGradient(x, y, 0, x, y, radius)
        light.addColorStop(0, 'rgba(255,255,255,.95)')
        light.addColorStop(0.6, 'rgba(255,255,255,.5)')
        light.addColorStop(1, 'rgba(255,255,255,0)')
        to.fillStyle = light
        to.fillRect(x - radius, y - radius, 2 * radius, 2 * radius)
      }
    })
      .setVisible(false)
      .setDepth(4),
  )
  return {
    frame(now_ms: number, mouths: readonly { x: number; y: number; facing: number; alpha: number }[]): void {
      puffs.forEach((puff, i) => {
        const mouth = mouths[i]
        const life = still ? 0.2 : (now_ms / PUFF_MS + i * 0.41) % 1
        if (!mouth || life > SEEN) {
          puff.setVisible(false)
          return
        }
        const t = life / SEEN
        puff
          .setVisible(true)
          .setAlpha(mouth.alpha * 0.9 * Math.min(t * 5, 1) * (1 - t))
          .setPosition(Math.round(mouth.x + mouth.facing * (10 + 22 * t)), Math.round(mouth.y - 8 * t))
      })
    },
  }
}
