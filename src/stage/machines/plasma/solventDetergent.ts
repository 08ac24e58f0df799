/** Two tanks on either side of the painted border; what hangs on the first one's dome was never treated. */
import type { SolventDetergentView } from '../../../present/index.ts'
import { sketch } from '../../drawing.ts'
import { again, put, stamp, tagPlate } from '../../easel.ts'
import { flow } from '../../flow.ts'
import { pipeSvg, type Point } from '../../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { follow, impeller, level, loadParts, needle, paintAt, pieClock } from '../live.ts'
import { stirredTankParts, stirredTankPoster } from '../shared.ts'
import { type Side, sign } from '../sides.ts'
import { gauge } from './gauges.ts'

const SCALE = 0.98
const TANKS = [458, 882].map((x) => ({ x: x - 170 * SCALE, y: FLOOR - 537 * SCALE, scale: SCALE }))
const on = (tank: 0 | 1, x: number, y: number): Point => [TANKS[tank].x + x * SCALE, TANKS[tank].y + y * SCALE]
const DIAL: Point = [334, 258]
const CLOCK: Point = [1040, 310]
const RADIUS = 44
const BOTTLE = { x: 500, y: 168, scale: 0.9 }
const FULL = 162
const EMPTY = 452
/** A branch that ends in a cap: stirring does not reach into it. */
const LEG = { x: on(0, 32, 0)[0], y: on(0, 0, 372)[1], w: 48, h: 26 }

const PARTS = {
  ...stirredTankParts('goldTank'),
  reagent: ['titrant', ['back', 'base', 'front']],
} as const

const IN: readonly Point[] = [
  [-20, 852],
  [268, 852],
  [268, on(0, 0, 52)[1]],
  [on(0, 84, 0)[0], on(0, 0, 52)[1]],
  on(0, 84, 78),
]
const ACROSS: readonly Point[] = [
  on(0, 170, 505),
  [on(0, 170, 0)[0], FLOOR - 4],
  [718, FLOOR - 4],
  [718, on(1, 0, 52)[1]],
  [on(1, 84, 0)[0], on(1, 0, 52)[1]],
  on(1, 84, 78),
]
const OUT: readonly Point[] = [on(1, 170, 505), [on(1, 170, 0)[0], 852], [1360, 852]]
const DOSE: readonly Point[] = [[BOTTLE.x + 40, 268], [BOTTLE.x + 40, 286], [on(0, 252, 0)[0], 286], on(0, 252, 78)]
/** Hooks on the wall: each side has its own. */
const HOOKS = { before: [596, 380], after: [802, 188] } as const satisfies Record<Side, Point>

/** A coiled hose with its sign, as it hangs. */
function coil(to: CanvasRenderingContext2D, side: Side): void {
  for (const [colour, width] of [
    ['#6E7C88', 12],
    ['#DCE4E8', 8.5],
  ] as const) {
    to.strokeStyle = colour
    to.lineWidth = width
    to.beginPath()
    to.ellipse(0, 34, 25, 34, 0, 0, 7)
    to.moveTo(18, 58)
    to.quadraticCurveTo(34, 84, 20, 96)
    to.stroke()
  }
  sign(to, side, 0, 34, 8.5)
}

/** Under the lid, above the liquid. */
const DROPS = Array.from({ length: 16 }, (_, i): Point => on(0, 70 + ((i * 61) % 200), 160 + ((i * 17) % 26)))

async function prepare() {
  const [parts, pipes] = await Promise.all([
    loadParts(PARTS),
    sketch(
      1340,
      872,
      pipeSvg({ points: IN, width: 14, colour: '#E8B045' }) +
        pipeSvg({ points: ACROSS, width: 13, colour: '#E8B045' }) +
        pipeSvg({ points: OUT, width: 14, colour: '#E8B045' }) +
        pipeSvg({ points: DOSE, width: 9, colour: '#CFE3DC', hose: true, radius: 10 }),
    ),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(pipes.image, 0, 0, 1340, 872)
      for (const place of TANKS) paintAt(to, parts.behind, place)
      paintAt(to, parts.reagent, BOTTLE)
      gauge(to, ...DIAL, RADIUS, [0.5, 0.675], '°C')
      for (const [x, y] of Object.values(HOOKS)) {
        to.strokeStyle = '#4C5560'
        to.lineWidth = 5
        to.lineCap = 'round'
        to.beginPath()
        to.moveTo(x - 16, y - 8)
        to.lineTo(x + 16, y - 8)
        to.moveTo(x, y - 8)
        to.lineTo(x, y + 2)
        to.stroke()
      }
      // The branch: glass, so that one sees whether anything stands in it.
      to.fillStyle = '#E9F0F3'
      to.strokeStyle = '#59636F'
      to.lineWidth = 1.6
      to.beginPath()
      to.roundRect(LEG.x - LEG.w, LEG.y, LEG.w, LEG.h, 4)
      to.fill()
      to.stroke()
      to.fillStyle = '#8A939B'
      to.beginPath()
      to.roundRect(LEG.x - LEG.w - 10, LEG.y - 6, 13, LEG.h + 12, 3)
      to.fill()
      to.stroke()
      to.beginPath()
      to.roundRect(LEG.x - 6, LEG.y - 6, 12, LEG.h + 12, 3)
      to.fill()
      to.stroke()
    },
    hang({ easel, still, spot }: Rig): Hung<SolventDetergentView> {
      const hose = (side: Side) => stamp(easel, 44, 100, (to) => coil(to, side)).setPosition(...HOOKS[side])
      const joint = (side: Side) =>
        stamp(easel, 34, 34, (to) => sign(to, side, 0, 0, 13))
          .setPosition(on(1, 170, 0)[0], 790)
          .setDepth(2)
          .setVisible(false)
      const tanks = TANKS.map((place) => {
        const liquid = put(easel, parts.liquid, place)
        put(easel, parts.shaft, place)
        const blade = put(easel, parts.impeller, {
          ...place,
          box: { x: 100, y: 380, w: 140, h: 50 },
          pivot: { x: 170, y: 404 },
        })
        const veil = put(easel, parts.veil, place)
        const haze = put(easel, parts.haze, place)
        return { place, liquid, blade, veil, haze }
      })
      // Oil that has not been stirred in: drops of it, larger near the surface.
      const oil = stamp(easel, 112 * SCALE, 90, (to) => {
        for (let i = 0; i < 70; i++) {
          const x = (-102 + ((i * i * 7 + i * 31) % 204)) * SCALE
          const y = -82 + ((i * i * 3 + i * 47) % 164)
          const radius = 2.5 + ((i * 7) % 6) * (1 - (y + 80) / 260)
          to.fillStyle = 'rgba(236,246,238,.92)'
          to.strokeStyle = '#7F9A86'
          to.lineWidth = 0.9
          to.beginPath()
          to.ellipse(x, y, radius * 1.15, radius, 0, 0, 7)
          to.fill()
          to.stroke()
        }
      }).setOrigin(0.5, 0)
      const fill = tanks.map(({ place, liquid, veil, haze, blade }) => {
        put(easel, parts.front, place)
        return {
          level: level(still, easel, [liquid, veil, haze], place.y + FULL * SCALE, place.y + EMPTY * SCALE),
          haze: follow(still, (share) => void haze.setVisible(share > 0.01).setAlpha(share)),
          impeller: impeller(still, easel, blade),
        }
      })
      const first = stamp(easel, 8, 11, (to) => {
        to.fillStyle = '#D9931E'
        to.strokeStyle = '#5B3A00'
        to.lineWidth = 1.5
        to.beginPath()
        to.moveTo(0, -9)
        to.quadraticCurveTo(8, 3, 0, 8)
        to.quadraticCurveTo(-8, 3, 0, -9)
        to.fill()
        to.stroke()
        to.fillStyle = '#FFF3D6'
        to.beginPath()
        to.arc(-2, 2, 1.8, 0, 7)
        to.fill()
      })
      const drops = DROPS.map(([x, y], i) => (i === 0 ? first : again(easel, first)).setPosition(x, y))
      const stagnant = stamp(easel, LEG.w / 2 - 4, LEG.h / 2 - 3, (to) => {
        to.fillStyle = '#C9811A'
        to.fillRect(-LEG.w, -LEG.h, 2 * LEG.w, 2 * LEG.h)
        to.fillStyle = 'rgba(255,243,214,.6)'
        to.fillRect(-LEG.w, -LEG.h / 2 + 4, 2 * LEG.w, 3)
      }).setPosition(LEG.x - LEG.w / 2, LEG.y + LEG.h / 2)
      stamp(easel, 40, 10, (to) => tagPlate(to, 0, 0, 'SD-320')).setPosition(...on(1, 170, 118))
      const hung = { before: hose('before'), after: hose('after') }
      // On the outlet of tank 2 once it is connected.
      const joined = { before: joint('before'), after: joint('after') }
      const mixed = follow(still, (share) => void oil.setVisible(share < 0.98).setAlpha(1 - share))
      const temperature = needle(still, easel, ...DIAL, RADIUS)
      const clock = pieClock(still, easel, ...CLOCK, RADIUS)
      const across = flow(easel, ACROSS, still, 3.4)
      const dosing = flow(easel, DOSE, still, 2.6, '#4F7A6AD0')
      spot('temperature', ...DIAL, RADIUS)
      spot('clock', ...CLOCK, RADIUS)
      spot('tank.1', ...on(0, 170, 320), 80)
      spot('tank.2', ...on(1, 170, 320), 80)
      spot('dome', ...on(0, 170, 170), 60)
      spot('deadLeg', LEG.x - LEG.w / 2, LEG.y + LEG.h / 2, 34)
      spot('reagent', BOTTLE.x + 40, BOTTLE.y + 60, 44)
      spot('border', 670, 500, 40)
      spot('hose.before', HOOKS.before[0], HOOKS.before[1] + 40, 44)
      spot('hose.after', HOOKS.after[0], HOOKS.after[1] + 40, 44)
      let shown: SolventDetergentView | null = null
      let moving_ms = 0
      return {
        show(m) {
          if (shown && shown.tank !== m.tank) moving_ms = 900
          shown = m
          fill[0].level.to(m.first)
          fill[1].level.to(m.second)
          for (const tank of fill) tank.haze.to(0.5 * m.mixed)
          fill[0].impeller.to(m.first > 0.1 ? m.stirring : 0)
          fill[1].impeller.to(m.second > 0.1 ? m.stirring : 0)
          mixed.to(m.first > 0.1 ? m.mixed : 1)
          drops.forEach((drop, i) => drop.setVisible(i < Math.round(drops.length * m.drops)))
          stagnant.setVisible(m.deadLeg > 0).setAlpha(0.5 + 0.5 * m.deadLeg)
          oil.setPosition(on(0, 170, 0)[0], on(0, 0, EMPTY + (FULL - EMPTY) * m.first)[1] + 6)
          temperature.to(m.temperature)
          clock.to(m.hold)
          dosing.set(m.dosing ? 0.4 : 0)
          hung.after.setVisible(m.isHung && m.hose !== 'after')
          hung.before.setVisible(m.hose !== 'before')
          joined.after.setVisible(m.hose === 'after')
          joined.before.setVisible(m.hose === 'before')
        },
        frame(_now, step_ms) {
          for (const tank of fill) for (const part of [tank.level, tank.haze, tank.impeller]) part.frame(step_ms)
          for (const part of [mixed, temperature, clock]) part.frame(step_ms)
          moving_ms = Math.max(0, moving_ms - step_ms)
          across.set(moving_ms > 0 ? 1 : 0)
          for (const f of [across, dosing]) f.frame(step_ms)
        },
      }
    },
  }
}

export const solventDetergent: MachineKind<SolventDetergentView> = {
  grade: 'C',
  window: null,
  hero: { x: 272, y: 150, w: 796, h: 686 },
  tag: { text: 'SD-310', x: on(0, 170, 0)[0], y: on(0, 0, 118)[1] },
  lamp: { x: on(0, 170, 0)[0], y: on(0, 0, 46)[1] },
  crew: { x: 640, second: 1060 },
  poster: stirredTankPoster('goldTank'),
  prepare,
}
