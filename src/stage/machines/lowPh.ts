import type { LowPhView } from '../../present/index.ts'
import { sketch } from '../drawing.ts'
import { put, stamp, tagPlate, type Easel } from '../easel.ts'
import { flow } from '../flow.ts'
import { pipeSvg, type Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from './kind.ts'
import { dialFace, follow, impeller, level, loadParts, needle, paintAt, pieClock } from './live.ts'
import { stirredTankParts, stirredTankPoster } from './shared.ts'

const SCALE = 0.98
/** The tank for the acid, and the one for the hold that no drop of it has hung in. */
const TANKS = [450, 890].map((x) => ({ x: x - 170 * SCALE, y: FLOOR - 537 * SCALE, scale: SCALE }))
const on = (tank: 0 | 1, x: number, y: number): Point => [TANKS[tank].x + x * SCALE, TANKS[tank].y + y * SCALE]
const DIAL: Point = [670, 372]
const CLOCK: Point = [670, 500]
const RADIUS = 52
const BOTTLE = { acid: { x: 296, y: 158, scale: 0.9 }, base: { x: 958, y: 158, scale: 0.9 } } as const

const PARTS = {
  ...stirredTankParts('stirredTank'),
  acid: ['titrant', ['back', 'acid', 'front']],
  base: ['titrant', ['back', 'base', 'front']],
} as const

/** Between the tanks, along the floor and up into the second one's lid. */
const ACROSS: readonly Point[] = [
  on(0, 170, 505),
  [on(0, 170, 0)[0], FLOOR - 4],
  [670, FLOOR - 4],
  [670, 590],
  [742, 590],
  [742, on(1, 0, 52)[1]],
  [on(1, 84, 0)[0], on(1, 0, 52)[1]],
  on(1, 84, 78),
]
const IN: readonly Point[] = [
  [-20, 852],
  [268, 852],
  [268, on(0, 0, 52)[1]],
  [on(0, 84, 0)[0], on(0, 0, 52)[1]],
  on(0, 84, 78),
]
const OUT: readonly Point[] = [on(1, 170, 505), [on(1, 170, 0)[0], 852], [1360, 852]]
const DOSE = {
  acid: [[BOTTLE.acid.x + 40, 262], [BOTTLE.acid.x + 40, 278], [on(0, 252, 0)[0], 278], on(0, 252, 78)],
  base: [[BOTTLE.base.x + 40, 262], [BOTTLE.base.x + 40, 278], [on(1, 252, 0)[0], 278], on(1, 252, 78)],
} as const satisfies Record<string, readonly Point[]>

async function prepare() {
  const [parts, pipes] = await Promise.all([
    loadParts(PARTS),
    sketch(
      1340,
      872,
      pipeSvg({ points: IN, width: 14 }) +
        pipeSvg({ points: ACROSS, width: 13, colour: '#E9917C' }) +
        pipeSvg({ points: OUT, width: 14 }) +
        pipeSvg({ points: DOSE.acid, width: 8, colour: '#EFE3B2', hose: true, radius: 10 }) +
        pipeSvg({ points: DOSE.base, width: 8, colour: '#CFE3DC', hose: true, radius: 10 }) +
        // The probes' cables, to the dial between the tanks.
        pipeSvg({ points: [on(0, 326, 322), [DIAL[0] - 40, on(0, 0, 322)[1]], [DIAL[0] - 40, DIAL[1]]], width: 4 }) +
        pipeSvg({ points: [on(1, 326, 322), [1056, on(1, 0, 322)[1]], [1056, 282], [DIAL[0], 282], DIAL], width: 4 }),
    ),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(pipes.image, 0, 0, 1340, 872)
      for (const place of TANKS) paintAt(to, parts.behind, place)
      paintAt(to, parts.acid, BOTTLE.acid)
      paintAt(to, parts.base, BOTTLE.base)
      dialFace(to, ...DIAL, RADIUS, [0.08, 0.14])
    },
    hang(rig: Rig): Hung<LowPhView> {
      const { easel, still, spot } = rig
      const tanks = TANKS.map((place) => {
        const liquid = put(easel, parts.liquid, place)
        put(easel, parts.shaft, place)
        const blade = put(easel, parts.impeller, {
          ...place,
          box: { x: 100, y: 380, w: 140, h: 50 },
          pivot: { x: 170, y: 404 },
        })
        const veil = put(easel, parts.veil, place)
        const hazeImage = put(easel, parts.haze, place)
        put(easel, parts.front, place)
        return {
          level: level(still, easel, [liquid, veil, hazeImage], place.y + 162 * SCALE, place.y + 452 * SCALE),
          haze: follow(still, (share) => void hazeImage.setAlpha(share)),
          impeller: impeller(still, easel, blade),
        }
      })
      const [tagX, tagY] = on(1, 170, 118)
      stamp(easel, 40, 10, (to) => tagPlate(to, 0, 0, 'VI-320')).setPosition(tagX, tagY)
      const pH = needle(still, easel, ...DIAL, RADIUS)
      label(easel, DIAL[0], DIAL[1] + 24, 'pH')
      const clock = pieClock(still, easel, ...CLOCK, RADIUS)
      const across = flow(easel, ACROSS, still, 3.4)
      const dosing = {
        acid: flow(easel, DOSE.acid, still, 2.6, '#8A7B3CD0'),
        base: flow(easel, DOSE.base, still, 2.6, '#4F7A6AD0'),
      }
      const drop = stamp(easel, 5, 7, (to) => {
        to.fillStyle = '#F4EAC4'
        to.strokeStyle = '#8A7B3C'
        to.lineWidth = 0.9
        to.beginPath()
        to.moveTo(0, -6)
        to.quadraticCurveTo(5, 2, 0, 5)
        to.quadraticCurveTo(-5, 2, 0, -6)
        to.fill()
        to.stroke()
      }).setVisible(false)
      spot('pH', ...DIAL, RADIUS)
      spot('clock', ...CLOCK, RADIUS)
      spot('tank.1', ...on(0, 170, 300), 90)
      spot('tank.2', ...on(1, 170, 300), 90)
      spot('acid', BOTTLE.acid.x + 40, BOTTLE.acid.y + 60, 44)
      spot('base', BOTTLE.base.x + 40, BOTTLE.base.y + 60, 44)
      let shown: LowPhView | null = null
      let moving_ms = 0
      return {
        show(m) {
          if (shown && shown.tank !== m.tank) moving_ms = 900
          shown = m
          ;[m.feed, m.pool].forEach((share, i) => {
            tanks[i].level.to(share)
            tanks[i].haze.to(m.haze)
            tanks[i].impeller.to(share > 0.1 ? 0.4 : 0)
          })
          pH.to(m.pH)
          clock.to(m.hold)
          dosing.acid.set(m.dosing === 'acid' ? 0.4 : 0)
          dosing.base.set(m.dosing === 'base' ? 0.4 : 0)
          drop.setVisible(m.dosing !== null)
        },
        frame(now, step_ms) {
          for (const tank of tanks) for (const part of [tank.level, tank.haze, tank.impeller]) part.frame(step_ms)
          pH.frame(step_ms)
          clock.frame(step_ms)
          moving_ms = Math.max(0, moving_ms - step_ms)
          across.set(moving_ms > 0 ? 1 : 0)
          for (const f of [across, dosing.acid, dosing.base]) f.frame(step_ms)
          if (!shown?.dosing) return
          const tank = shown.tank === 1 ? 0 : 1
          const share = shown.tank === 1 ? shown.feed : shown.pool
          const from = on(tank, 252, 152)
          const to = on(tank, 252, 452)[1] + (on(tank, 252, 162)[1] - on(tank, 252, 452)[1]) * share
          const life = still ? 0.4 : (now / 700) % 1
          drop.setPosition(from[0], from[1] + (to - from[1]) * life * life)
        },
      }
    },
  }
}

function label(easel: Easel, x: number, y: number, text: string): void {
  stamp(easel, 20, 12, (to) => {
    to.fillStyle = '#434E64'
    to.textAlign = 'center'
    to.textBaseline = 'middle'
    to.font = '700 17px Atkinson, sans-serif'
    to.fillText(text, 0, 0)
  }).setPosition(x, y)
}

export const lowPh: MachineKind<LowPhView> = {
  grade: 'C',
  window: { x: 560, y: 176, w: 220, h: 84 },
  hero: { x: 286, y: 150, w: 770, h: 686 },
  tag: { text: 'VI-310', x: on(0, 170, 0)[0], y: on(0, 0, 118)[1] },
  lamp: { x: on(0, 170, 0)[0], y: on(0, 0, 46)[1] },
  crew: { x: 618, second: 712 },
  poster: stirredTankPoster('stirredTank'),
  prepare,
}
