/** Bottles in their rack, let down into hot water for ten hours. */
import type { PasteuriserView } from '../../../present/index.ts'
import { bake, hang, put, stamp } from '../../easel.ts'
import type { Point } from '../../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { follow, loadParts, needle, paintAt, pieClock } from '../live.ts'
import { gauge } from './gauges.ts'

const SCALE = 1.06
const HERE = { x: 342, y: FLOOR - 404 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]
/** Of the rack's drawing: where it hangs, let down and lifted out, and its two shelves. */
const RACK = { x: on(90, 0)[0], down: on(0, 46)[1], up: on(0, -150)[1] }
const SHELVES = [186, 272]
const COLUMNS = 9
const CORNER: Point = [398, 238]
const MIDDLE: Point = [398, 346]
const CLOCK: Point = [930, 292]
const RADIUS = 46

const PARTS = {
  behind: ['pasteuriser', ['shadow', 'legs', 'shell', 'back']],
  rack: ['pasteuriser', ['rack']],
  water: ['pasteuriser', ['water']],
  hot: ['pasteuriser', ['hot']],
  front: ['pasteuriser', ['front', 'panel']],
  bottle: ['bottle', ['glass', 'liquid', 'front']],
} as const

async function prepare() {
  const parts = await loadParts(PARTS)
  return {
    paint(to: CanvasRenderingContext2D): void {
      paintAt(to, parts.behind, HERE)
      gauge(to, ...CORNER, RADIUS, [0.78, 0.82], '°C')
      gauge(to, ...MIDDLE, RADIUS, [0.78, 0.82], '°C')
      // Which bottle each is in: a corner of the rack, and its middle.
      for (const [x, y, place] of [
        [CORNER[0] + 56, CORNER[1] - 26, 0],
        [MIDDLE[0] + 56, MIDDLE[1] - 26, 4],
      ] as const)
        for (let i = 0; i < 9; i++) {
          to.fillStyle = i === place ? '#1E2638' : '#FFFFFF'
          to.strokeStyle = '#434E64'
          to.lineWidth = 1.4
          to.beginPath()
          to.roundRect(x + (i % 3) * 17, y + Math.floor(i / 3) * 17, 14, 14, 3)
          to.fill()
          to.stroke()
        }
    },
    hang({ easel, still, spot }: Rig): Hung<PasteuriserView> {
      const box = { x: 0, y: 0, w: 440 * SCALE, h: 290 * SCALE }
      const rack = hang(
        easel,
        bake(easel.px, box, (to) => {
          to.drawImage(parts.rack.image, 0, 0, parts.rack.width * SCALE, parts.rack.height * SCALE)
          for (const shelf of SHELVES)
            for (let i = 0; i < COLUMNS; i++) {
              const x = (14 + i * 46.5) * SCALE
              const y = (shelf - 71) * SCALE
              to.drawImage(parts.bottle.image, x, y, 40 * SCALE, 72 * SCALE)
              if (!(shelf === SHELVES[0] && (i === 0 || i === 4))) continue
              to.strokeStyle = '#1E2638'
              to.lineWidth = 3
              to.beginPath()
              to.moveTo(x + 20 * SCALE, y + 48 * SCALE)
              to.lineTo(x + 20 * SCALE, y - 14 * SCALE)
              to.stroke()
            }
        }),
        RACK.x,
        RACK.down,
      )
      const water = put(easel, parts.water, HERE)
      const hot = put(easel, parts.hot, HERE)
      put(easel, parts.front, HERE)
      const steam = Array.from({ length: 5 }, () =>
        stamp(easel, 34, 30, (to) => {
          for (const [x, y, radius] of [
            [-14, 6, 16],
            [4, -6, 20],
            [16, 8, 14],
          ] as const) {
            const light = to.createRadialGradient(x, y, 0, x, y, radius)
            light.addColorStop(0, 'rgba(255,255,255,.85)')
            light.addColorStop(1, 'rgba(255,255,255,0)')
            to.fillStyle = light
            to.fillRect(x - radius, y - radius, 2 * radius, 2 * radius)
          }
        }).setDepth(1),
      )
      const lower = follow(still, (share) => void rack.setY(Math.round(RACK.up + (RACK.down - RACK.up) * share)))
      const warm = follow(still, (share) => {
        water.setAlpha(1 - 0.35 * share)
        hot.setVisible(share > 0.02).setAlpha(share)
      })
      const corner = needle(still, easel, ...CORNER, RADIUS)
      const middle = needle(still, easel, ...MIDDLE, RADIUS)
      const clock = pieClock(still, easel, ...CLOCK, RADIUS)
      spot('corner', ...CORNER, RADIUS)
      spot('middle', ...MIDDLE, RADIUS)
      spot('clock', ...CLOCK, RADIUS)
      spot('rack', ...on(310, 210), 130)
      spot('water', ...on(70, 300), 40)
      let heat = 0
      return {
        show(m) {
          heat = m.water
          lower.to(m.phase === 'done' ? 0 : 1)
          warm.to(m.water)
          corner.to(m.corner)
          middle.to(m.middle)
          clock.to(m.hold)
        },
        frame(now_ms, step_ms) {
          for (const part of [lower, warm, corner, middle, clock]) part.frame(step_ms)
          steam.forEach((puff, i) => {
            const life = still ? 0.3 + 0.08 * i : (now_ms / 4200 + i * 0.37) % 1
            puff
              .setVisible(heat > 0.5)
              .setAlpha(heat * 0.75 * Math.min(life * 6, 1) * (1 - life))
              .setPosition(
                Math.round(on(110 + i * 102, 0)[0] + 10 * Math.sin(now_ms / 1300 + i)),
                Math.round(on(0, 84)[1] - 70 * life),
              )
          })
        },
      }
    },
  }
}

export const pasteuriser: MachineKind<PasteuriserView> = {
  grade: 'C',
  window: null,
  hero: { x: 336, y: 196, w: 670, h: 640 },
  tag: { text: 'PA-510', x: on(310, 0)[0], y: on(0, 360.5)[1] },
  lamp: { x: on(560, 0)[0], y: on(0, 362)[1] },
  crew: { x: 300, second: 1048 },
  poster: {
    drawing: 'pasteuriser',
    layers: ['shadow', 'legs', 'shell', 'back', 'water', 'hot', 'front', 'panel'],
    scale: 0.34,
    foot: [310, 404],
  },
  prepare,
}
