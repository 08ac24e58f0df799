/** A tube of the cell bank in the water bath, or held above the ice: it is a finger long, so it is seen through a lens. */
import type { ThawView } from '../../present/index.ts'
import { bake, type Easel, hang, INK, put, stamp, tagPlate } from '../easel.ts'
import type { Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from './kind.ts'
import { dialFace, follow, level, loadParts, needle, paintAt, pieClock } from './live.ts'

const BENCH = { x: 316, y: FLOOR - 290, scale: 1 }
const IN_RACK: Point = [BENCH.x + 103, BENCH.y + 66]
const LENS = { x: 800, y: 362, radius: 172 }
const SCALE = 3.9
const VIAL = { x: LENS.x - 22 * SCALE, y: LENS.y - 40 * SCALE, scale: SCALE }
const ON_ICE: Point = [BENCH.x + 325, BENCH.y + 74]
/** Two lines of sight, from so far above or below the tube to the lens's rim: from beside it, from under it. */
const SIGHT = {
  far: [
    [-18, -0.86, 0.51],
    [12, -0.5, 0.866],
  ],
  near: [
    [-18, -0.78, 0.63],
    [-10, 0.1, 0.995],
  ],
} as const
/** The printed line of the label, in the tube's drawing. */
const PRINT = { x: 22, y: 28.5, w: 24, size: 5.2 }
const SMALL = { x: -9, y: -16, scale: 0.42 }
const FLASK = { x: BENCH.x + 402, y: BENCH.y + 150 - 222 * 0.46, scale: 0.46 }
const DIAL: Point = [366, 384]
const CLOCK: Point = [496, 384]
const RADIUS = 52
/** Ice in the tube's drawing: as wide as the tube, to the level of the liquid. */
const ICE = { middle: 56, half: 13, width: 12 }

const PARTS = {
  bench: ['bath', ['shadow', 'bench', 'bath', 'panel', 'rack', 'dry-ice']],
  back: ['cryotube', ['tube-back']],
  liquid: ['cryotube', ['cells']],
  front: ['cryotube', ['tube', 'label', 'cap']],
  frost: ['cryotube', ['frost']],
  flaskBack: ['flask', ['flask-back']],
  flaskLiquid: ['flask', ['culture']],
  flaskFront: ['flask', ['flask-front']],
} as const

async function prepare() {
  const parts = await loadParts(PARTS)
  return {
    paint(to: CanvasRenderingContext2D): void {
      paintAt(to, parts.bench, BENCH)
      dialFace(to, ...DIAL, RADIUS, [0.92, 1])
      to.fillStyle = '#434E64'
      to.textAlign = 'center'
      to.font = '700 15px Atkinson, sans-serif'
      to.fillText('°C', DIAL[0], DIAL[1] + 30)
      to.beginPath()
      to.arc(LENS.x, LENS.y, LENS.radius + 14, 0, 7)
      to.fillStyle = '#1E2638'
      to.fill()
      to.beginPath()
      to.arc(LENS.x, LENS.y, LENS.radius, 0, 7)
      const water = to.createLinearGradient(0, LENS.y - LENS.radius, 0, LENS.y + LENS.radius)
      water.addColorStop(0, '#EAF2F5')
      water.addColorStop(0.35, '#DCE9EF')
      water.addColorStop(1, '#BDD2DD')
      to.fillStyle = water
      to.fill()
      to.strokeStyle = '#FFFFFF'
      to.lineWidth = 4
      to.stroke()
    },
    hang({ easel, still, spot }: Rig): Hung<ThawView> {
      const places = [
        { at: IN_RACK, waits: false },
        { at: ON_ICE, waits: true },
      ].map(({ at, waits }) => {
        const small = { ...SMALL, x: at[0] + SMALL.x, y: at[1] + SMALL.y }
        const tube = [parts.back, parts.liquid, parts.front].map((part) => put(easel, part, small))
        return { waits, tube, sight: sightLines(easel, at) }
      })
      const back = put(easel, parts.back, VIAL)
      const liquid = put(easel, parts.liquid, VIAL)
      const box = { x: 0, y: 0, w: 44 * SCALE, h: 76 * SCALE }
      const grey = hang(
        easel,
        bake(easel.px, box, (to) => {
          to.drawImage(parts.liquid.image, 0, 0, box.w, box.h)
          to.globalCompositeOperation = 'source-in'
          to.fillStyle = '#A89E95'
          to.fillRect(0, 0, box.w, box.h)
        }),
        VIAL.x,
        VIAL.y,
      )
      const ice = stamp(easel, ICE.width * SCALE, ICE.half * SCALE, (to) => {
        const [w, h] = [ICE.width * SCALE, ICE.half * SCALE]
        to.beginPath()
        to.moveTo(-w * 0.96, -h * 0.7)
        to.lineTo(-w * 0.4, -h * 0.97)
        to.lineTo(w * 0.5, -h * 0.9)
        to.lineTo(w * 0.97, -h * 0.5)
        to.lineTo(w * 0.9, h * 0.62)
        to.lineTo(w * 0.3, h * 0.97)
        to.lineTo(-w * 0.62, h * 0.9)
        to.lineTo(-w * 0.95, h * 0.3)
        to.closePath()
        const light = to.createLinearGradient(-w, -h, w, h)
        light.addColorStop(0, '#FFFFFFF2')
        light.addColorStop(1, '#DCE9F0F0')
        to.fillStyle = light
        to.fill()
        to.strokeStyle = '#9DB6C4'
        to.lineWidth = 2
        to.stroke()
        to.strokeStyle = '#FFFFFF'
        to.lineWidth = 3
        to.beginPath()
        to.moveTo(-w * 0.5, -h * 0.6)
        to.lineTo(-w * 0.1, h * 0.1)
        to.lineTo(-w * 0.34, h * 0.66)
        to.moveTo(w * 0.2, -h * 0.7)
        to.lineTo(w * 0.5, -h * 0.1)
        to.stroke()
      })
      const front = put(easel, parts.front, VIAL)
      const frost = put(easel, parts.frost, VIAL)
      const swung = [back, liquid, grey, front, frost].map((image) => ({ image, x: image.x }))
      let print: ReturnType<typeof stamp> | null = null
      put(easel, parts.flaskBack, FLASK)
      const flaskLiquid = put(easel, parts.flaskLiquid, FLASK)
      put(easel, parts.flaskFront, FLASK)
      const medium = level(still, easel, [flaskLiquid], FLASK.y + 120 * FLASK.scale, FLASK.y + 222 * FLASK.scale)
      const temperature = needle(still, easel, ...DIAL, RADIUS)
      const clock = pieClock(still, easel, ...CLOCK, RADIUS)
      let sway = 0
      let share = 0
      // Floating: its upper end stays at the surface while it melts.
      const melt = follow(still, (value) => {
        share = value
        const size = Math.cbrt(Math.max(value, 0.0001))
        ice.setVisible(value > 0.01).setScale((0.35 + 0.65 * size) / easel.px, size / easel.px)
      })
      const dead = follow(still, (value) => void grey.setVisible(value > 0.02).setAlpha(Math.min(1, value * 1.2)))
      spot('vial', LENS.x, LENS.y, 120)
      spot('temperature', ...DIAL, RADIUS)
      spot('clock', ...CLOCK, RADIUS)
      spot('flask', FLASK.x + 50, FLASK.y + 70, 50)
      let shown: ThawView | null = null
      return {
        show(m) {
          if (shown?.label !== m.label) {
            print?.destroy()
            print = m.label ? printed(easel, m.label) : null
          }
          frost.setVisible(m.label === '')
          shown = m
          melt.to(m.ice)
          dead.to(m.dead)
          temperature.to(m.temperature)
          clock.to(m.time)
          medium.to(m.diluted ? 0.62 : 0.5)
          flaskLiquid.setAlpha(m.diluted ? 1 : 0.6)
          for (const { waits, tube, sight } of places) {
            const here = waits === m.waits
            for (const image of tube) image.setVisible(here && !m.diluted)
            sight.setVisible(here)
          }
          // Poured out, the vial is empty.
          liquid.setVisible(!m.diluted)
          if (m.diluted) grey.setVisible(false)
        },
        frame(now_ms, step_ms) {
          for (const part of [melt, dead, temperature, clock, medium]) part.frame(step_ms)
          sway = shown?.swirled && !still ? Math.round(5 * Math.sin((now_ms / 900) * 2 * Math.PI)) : 0
          for (const { image, x } of swung) image.setX(x + sway)
          const size = Math.cbrt(Math.max(share, 0.0001))
          ice.setPosition(LENS.x + sway, VIAL.y + (ICE.middle - ICE.half * (1 - size)) * SCALE)
        },
      }
    },
  }
}

/** From the tube on the bench to what is seen of it. */
function sightLines(easel: Easel, [x, y]: Point) {
  const box = { x, y: LENS.y, w: LENS.x - x, h: y + 40 - LENS.y }
  const rim = LENS.radius + 16
  return hang(
    easel,
    bake(easel.px, box, (to) => {
      to.strokeStyle = INK
      to.lineWidth = 2.5
      to.setLineDash([3, 6])
      for (const [from, dx, dy] of x < LENS.x - rim ? SIGHT.far : SIGHT.near) {
        to.beginPath()
        to.moveTo(x + 8, y + from)
        to.lineTo(LENS.x + rim * dx, LENS.y + rim * dy)
        to.stroke()
      }
    }),
    box.x,
    box.y,
  )
}

/** What the label says, in its printer's letters. */
const printed = (easel: Easel, text: string) =>
  stamp(easel, (PRINT.w * SCALE) / 2, PRINT.size * SCALE, (to) =>
    tagPlate(to, 0, 0, text, PRINT.size * SCALE),
  ).setPosition(VIAL.x + PRINT.x * SCALE, VIAL.y + PRINT.y * SCALE)

export const thaw: MachineKind<ThawView> = {
  grade: 'C',
  window: { x: 316, y: 176, w: 220, h: 84 },
  hero: { x: 566, y: 196, w: 440, h: 640 },
  tag: { text: 'WB-010', x: BENCH.x + 200, y: BENCH.y + 137 },
  lamp: { x: BENCH.x + 160, y: BENCH.y + 82 },
  crew: { x: 930, second: 1016 },
  poster: {
    drawing: 'bath',
    layers: ['shadow', 'bench', 'bath', 'panel', 'rack', 'dry-ice'],
    scale: 0.36,
    foot: [280, 290],
  },
  prepare,
}
