import type { CentrifugeView } from '../../present/index.ts'
import { put, stamp } from '../easel.ts'
import type { Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, MIDDLE, type Rig } from './kind.ts'
import { follow, loadParts, needle, paintAt, stages } from './live.ts'
import { inletOf, outletOf, vessels } from './vessels.ts'

const SCALE = 1.45
const HERE = { x: MIDDLE - 190 * SCALE, y: FLOOR - 412 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]
const SIGHT = { x: on(262, 0)[0] + 16, y: on(0, 65.5)[1] - 30 * 1.1, scale: 1.1 }
const FEED = 330
const POOL = 1010

const PARTS = {
  behind: ['centrifuge', ['shadow', 'base', 'motor', 'hood', 'cavity', 'bowl']],
  liquid: ['centrifuge', ['liquid']],
  cake1: ['centrifuge', ['cake-1']],
  cake2: ['centrifuge', ['cake-2']],
  cake3: ['centrifuge', ['cake-3']],
  cake4: ['centrifuge', ['cake-4']],
  discs: ['centrifuge', ['discs', 'spindle']],
  burst: ['centrifuge', ['burst']],
  front: ['centrifuge', ['hood-rim', 'top', 'discharge', 'tag']],
  sightBack: ['sight', ['back']],
  clear: ['sight', ['clear']],
  cloudy: ['sight', ['cloudy']],
  sightFront: ['sight', ['front']],
} as const

const BURST_MS = 900

async function prepare() {
  const inlet = on(122, 65.5)
  const [parts, line] = await Promise.all([
    loadParts(PARTS),
    vessels({
      feedAt: FEED,
      poolAt: POOL,
      into: [outletOf(FEED), [FEED, FLOOR - 4], [FEED + 92, FLOOR - 4], [FEED + 92, inlet[1]], inlet],
      out: [on(258, 65.5), [POOL, on(0, 65.5)[1]], inletOf(POOL)],
    }),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      line.paint(to)
      paintAt(to, parts.behind, HERE)
      paintAt(to, parts.sightBack, SIGHT)
    },
    hang({ easel, still, spot }: Rig): Hung<CentrifugeView> {
      const liquid = put(easel, parts.liquid, HERE)
      const cake = stages(
        still,
        [parts.cake1, parts.cake2, parts.cake3, parts.cake4].map((part) => put(easel, part, HERE)),
      )
      put(easel, parts.discs, HERE)
      // Light that sweeps over the turning bowl: the faster, the quicker, and above all the more of it.
      const shine = [0, 1].map(() =>
        stamp(easel, 26, 84, (to) => {
          const light = to.createLinearGradient(-26, 0, 26, 0)
          light.addColorStop(0, 'rgba(255,255,255,0)')
          light.addColorStop(0.5, 'rgba(255,255,255,.6)')
          light.addColorStop(1, 'rgba(255,255,255,0)')
          to.fillStyle = light
          to.beginPath()
          to.ellipse(0, 0, 26, 84, 0, 0, 7)
          to.fill()
        }),
      )
      const burst = put(easel, parts.burst, HERE)
      put(easel, parts.front, HERE)
      const clear = put(easel, parts.clear, SIGHT)
      const cloudy = put(easel, parts.cloudy, SIGHT)
      put(easel, parts.sightFront, SIGHT)
      const sight = follow(still, (share) => void cloudy.setAlpha(share))
      const [dialX, dialY] = on(190, 368)
      const speed = needle(still, easel, dialX, dialY, 27 * SCALE)
      const vesselsHung = line.hang({ easel, still, spot })
      spot('speed', dialX, dialY, 34)
      spot('sight', SIGHT.x + 44, SIGHT.y + 33, 36)
      spot('bowl', ...on(190, 230), 90)
      spot('cake', ...on(268, 256), 0)
      spot('discharge', ...on(34, 360), 34)
      spot('motor', ...on(327, 370), 40)
      let shots: number | null = null
      let burstFor_ms = 0
      let open = false
      let turns = 0
      let phase = 0
      return {
        show(m) {
          if (shots !== null && m.shots > shots) burstFor_ms = BURST_MS
          shots = m.shots
          open = m.shooting
          turns = m.speed
          liquid.setVisible(m.flow > 0 || m.cake > 0 || m.pool > 0)
          for (const image of shine) image.setVisible(m.speed > 0)
          clear.setVisible(m.flow > 0)
          cloudy.setVisible(m.flow > 0)
          cake.to(m.cake / 1.2)
          sight.to(m.sight)
          speed.to(m.speed)
          vesselsHung.show(m)
        },
        frame(_now, step_ms) {
          cake.frame(step_ms)
          sight.frame(step_ms)
          speed.frame(step_ms)
          vesselsHung.frame(step_ms)
          burstFor_ms = Math.max(0, burstFor_ms - step_ms)
          burst.setVisible(open || burstFor_ms > 0).setAlpha(open ? 1 : Math.min(1, burstFor_ms / 300))
          if (!still) phase = (phase + (step_ms / 1000) * (0.4 + 1.4 * turns)) % 1
          shine.forEach((image, i) => {
            const t = (phase + i * 0.5) % 1
            const side = Math.cos(Math.PI * t)
            image.setPosition(on(190 + side * 76, 0)[0], on(0, 218 + 34 * Math.abs(side))[1])
            image
              .setAlpha(turns * 0.75 * Math.sin(Math.PI * t))
              .setScale(1 / easel.px, (1 - 0.5 * Math.abs(side)) / easel.px)
          })
        },
      }
    },
  }
}

export const centrifuge: MachineKind<CentrifugeView> = {
  grade: 'D',
  window: { x: 800, y: 176, w: 260, h: 78 },
  hero: { x: 392, y: 186, w: 570, h: 650 },
  tag: { text: 'CF-230', x: on(254, 0)[0], y: on(0, 384)[1] },
  lamp: { x: on(296, 0)[0], y: on(0, 352)[1] },
  crew: { x: 886, second: 478 },
  poster: {
    drawing: 'centrifuge',
    layers: [
      'shadow',
      'base',
      'motor',
      'hood',
      'cavity',
      'bowl',
      'liquid',
      'cake-2',
      'discs',
      'spindle',
      'hood-rim',
      'top',
      'discharge',
      'tag',
    ],
    scale: 0.56,
    foot: [190, 412],
  },
  prepare,
}
