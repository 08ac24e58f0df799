import type { CentrifugeView } from '../../present/index.ts'
import { put } from '../easel.ts'
import type { Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, MIDDLE, type Rig } from './kind.ts'
import { follow, loadParts, needle, paintAt, stages } from './live.ts'
import { discStackParts, discStackPoster, sheen } from './shared.ts'
import { inletOf, outletOf, vessels } from './vessels.ts'

const SCALE = 1.45
const HERE = { x: MIDDLE - 190 * SCALE, y: FLOOR - 412 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]
const SIGHT = { x: on(262, 0)[0] + 16, y: on(0, 65.5)[1] - 30 * 1.1, scale: 1.1 }
const FEED = 330
const POOL = 1010

const PARTS = {
  ...discStackParts('centrifuge', 'sight'),
  burst: ['centrifuge', ['burst']],
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
      const shine = sheen(easel, still, on, 84)
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
      return {
        show(m) {
          if (shots !== null && m.shots > shots) burstFor_ms = BURST_MS
          shots = m.shots
          open = m.shooting
          liquid.setVisible(m.flow > 0 || m.cake > 0 || m.pool > 0)
          shine.to(m.speed)
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
          shine.frame(step_ms)
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
  poster: discStackPoster('centrifuge'),
  prepare,
}
