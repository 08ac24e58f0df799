/** A disc centrifuge whose bowl fills with paste, and the cart it is emptied into. */
import type { PlasmaCentrifugeView } from '../../../present/index.ts'
import { put, stamp } from '../../easel.ts'
import type { Point } from '../../pipes.ts'
import { FLOOR, type Hung, type MachineKind, MIDDLE, type Rig } from '../kind.ts'
import { follow, loadParts, needle, paintAt, stages } from '../live.ts'
import { discStackParts, discStackPoster, sheen } from '../shared.ts'
import { inletOf, outletOf, vessels } from '../vessels.ts'
import { gauge } from './gauges.ts'

const SCALE = 1.4
const HERE = { x: MIDDLE + 14 - 190 * SCALE, y: FLOOR - 412 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]
const SIGHT = { x: on(262, 0)[0] + 16, y: on(0, 65.5)[1] - 30 * 1.1, scale: 1.1 }
const CART = { x: on(34, 0)[0] - 76, y: FLOOR - 100 + 6, scale: 1 }
const FEED = 328
const POOL = 1012
const DIAL: Point = [470, 330]
const RADIUS = 46

const PARTS = {
  ...discStackParts('goldCentrifuge', 'goldSight'),
  cartBack: ['cart', ['shadow', 'back']],
  paste1: ['cart', ['paste-1']],
  paste2: ['cart', ['paste-2']],
  paste3: ['cart', ['paste-3']],
  paste4: ['cart', ['paste-4']],
  cartFront: ['cart', ['front']],
} as const

/** Half as wide as the hood, from its neck down. */
const HOOD = [38, 50, 70, 100, 124, 132, 134]
function shoulder(down: number): number {
  const at = down * (HOOD.length - 1)
  const i = Math.min(Math.floor(at), HOOD.length - 2)
  return HOOD[i] + (HOOD[i + 1] - HOOD[i]) * (at - i)
}

async function prepare() {
  const inlet = on(122, 65.5)
  const [parts, line] = await Promise.all([
    loadParts(PARTS),
    vessels({
      feedAt: FEED,
      poolAt: POOL,
      plant: 'plasma',
      into: [outletOf(FEED), [FEED, FLOOR - 4], [FEED + 68, FLOOR - 4], [FEED + 68, inlet[1]], inlet],
      out: [on(258, 65.5), [POOL, on(0, 65.5)[1]], inletOf(POOL)],
    }),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      line.paint(to)
      paintAt(to, parts.behind, HERE)
      paintAt(to, parts.sightBack, SIGHT)
      gauge(to, ...DIAL, RADIUS, null, '°C')
    },
    hang({ easel, still, spot }: Rig): Hung<PlasmaCentrifugeView> {
      const liquid = put(easel, parts.liquid, HERE)
      const bowl = stages(
        still,
        [parts.cake1, parts.cake2, parts.cake3, parts.cake4].map((part) => put(easel, part, HERE)),
      )
      put(easel, parts.discs, HERE)
      const shine = sheen(easel, still, on, 82)
      put(easel, parts.front, HERE)
      const rime = stamp(easel, 150 * SCALE, 110 * SCALE, (to) => {
        // Along the shoulders of the hood, thickest below.
        to.strokeStyle = '#FFFFFF'
        to.lineCap = 'round'
        for (let i = 0; i < 64; i++) {
          const side = i % 2 ? 1 : -1
          const down = Math.floor(i / 2) / 31
          const x = side * (shoulder(down) - 9) * SCALE + ((i * 13) % 9) - 4
          const y = (-96 + 196 * down) * SCALE + ((i * 7) % 9) - 4
          const size = 3 + 4 * down
          to.lineWidth = 1.6
          to.beginPath()
          for (let k = 0; k < 3; k++) {
            const [c, s] = [Math.cos((k * Math.PI) / 3), Math.sin((k * Math.PI) / 3)]
            to.moveTo(x - c * size, y - s * size)
            to.lineTo(x + c * size, y + s * size)
          }
          to.stroke()
        }
      }).setPosition(...on(190, 210))
      const clear = put(easel, parts.clear, SIGHT)
      const cloudy = put(easel, parts.cloudy, SIGHT)
      put(easel, parts.sightFront, SIGHT)
      put(easel, parts.cartBack, CART)
      const heap = stages(
        still,
        [parts.paste1, parts.paste2, parts.paste3, parts.paste4].map((part) => put(easel, part, CART)),
      )
      put(easel, parts.cartFront, CART)
      const lump = stamp(easel, 12, 9, (to) => {
        to.fillStyle = '#F6E5B8'
        to.strokeStyle = '#C79F52'
        to.beginPath()
        to.ellipse(0, 0, 10, 7, 0.3, 0, 7)
        to.fill()
        to.stroke()
      }).setVisible(false)
      const sight = follow(still, (share) => void cloudy.setAlpha(share))
      const frost = follow(still, (share) => void rime.setVisible(share > 0.02).setAlpha(Math.min(1, share * 1.4)))
      const [dialX, dialY] = on(190, 368)
      const speed = needle(still, easel, dialX, dialY, 27 * SCALE)
      const temperature = needle(still, easel, ...DIAL, RADIUS)
      const vesselsHung = line.hang({ easel, still, spot })
      spot('speed', dialX, dialY, 34)
      spot('sight', SIGHT.x + 44, SIGHT.y + 33, 36)
      spot('bowl', ...on(190, 230), 90)
      spot('temperature', ...DIAL, RADIUS)
      spot('paste', CART.x + 75, CART.y + 50, 56)
      spot('motor', ...on(327, 370), 40)
      let runs = false
      return {
        show(m) {
          runs = m.speed > 0
          liquid.setVisible(runs)
          shine.to(m.speed)
          clear.setVisible(m.flow > 0)
          cloudy.setVisible(m.flow > 0)
          bowl.to(m.bowl)
          heap.to(m.cart)
          sight.to(m.haze)
          frost.to(m.frost)
          speed.to(m.speed)
          temperature.to(m.temperature)
          vesselsHung.show(m)
        },
        frame(now_ms, step_ms) {
          for (const part of [bowl, heap, sight, frost, speed, temperature]) part.frame(step_ms)
          vesselsHung.frame(step_ms)
          shine.frame(step_ms)
          // Now and then a lump falls from the discharge.
          const fall = (now_ms / 1500) % 1
          lump.setVisible(runs && !still && fall < 0.4)
          const from = on(34, 366)
          lump.setPosition(from[0], Math.round(from[1] + (CART.y + 40 - from[1]) * (fall / 0.4) ** 2))
        },
      }
    },
  }
}

export const plasmaCentrifuge: MachineKind<PlasmaCentrifugeView> = {
  grade: 'D',
  window: null,
  cold: true,
  hero: { x: 386, y: 220, w: 590, h: 616 },
  tag: { text: 'CF-110', x: on(254, 0)[0], y: on(0, 384)[1] },
  lamp: { x: on(296, 0)[0], y: on(0, 352)[1] },
  crew: { x: 900, second: 574 },
  poster: discStackPoster('goldCentrifuge'),
  prepare,
}
