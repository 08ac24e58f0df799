/** A vial of the cell bank in the water bath: it is a finger long, so it is seen through a lens. */
import type { ThawView } from '../../present/index.ts'
import { bake, hang, put, stamp } from '../easel.ts'
import type { Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from './kind.ts'
import { dialFace, follow, level, loadParts, needle, paintAt, pieClock } from './live.ts'

const BENCH = { x: 316, y: FLOOR - 290, scale: 1 }
const IN_RACK: Point = [BENCH.x + 103, BENCH.y + 66]
const LENS = { x: 800, y: 362, radius: 172 }
const SCALE = 3.9
const VIAL = { x: LENS.x - 22 * SCALE, y: LENS.y - 40 * SCALE, scale: SCALE }
const SMALL = { x: IN_RACK[0] - 9, y: IN_RACK[1] - 16, scale: 0.42 }
const FLASK = { x: BENCH.x + 402, y: BENCH.y + 150 - 222 * 0.46, scale: 0.46 }
const DIAL: Point = [366, 384]
const CLOCK: Point = [496, 384]
const RADIUS = 52
/** Ice in the vial's drawing: as wide as the glass, to the level of the liquid. */
const ICE = { middle: 51, half: 19, width: 14.5 }

const PARTS = {
  bench: ['bath', ['shadow', 'bench', 'bath', 'panel', 'rack', 'dry-ice']],
  back: ['vial', ['glass-back']],
  liquid: ['vial', ['liquid']],
  front: ['vial', ['glass', 'stopper', 'crimp']],
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
      // From the vial to what is seen of it.
      to.strokeStyle = '#1E2638'
      to.lineWidth = 2.5
      to.setLineDash([3, 6])
      to.beginPath()
      to.moveTo(IN_RACK[0] + 8, IN_RACK[1] - 18)
      to.lineTo(LENS.x - LENS.radius * 0.86, LENS.y - LENS.radius * 0.52)
      to.moveTo(IN_RACK[0] + 8, IN_RACK[1] + 12)
      to.lineTo(LENS.x - LENS.radius * 0.6, LENS.y + LENS.radius * 0.8)
      to.stroke()
      to.setLineDash([])
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
      const small = put(easel, parts.back, SMALL)
      const smallLiquid = put(easel, parts.liquid, SMALL)
      const smallFront = put(easel, parts.front, SMALL)
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
      const swung = [back, liquid, grey, front].map((image) => ({ image, x: image.x }))
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
          shown = m
          melt.to(m.ice)
          dead.to(m.dead)
          temperature.to(m.temperature)
          clock.to(m.time)
          medium.to(m.diluted ? 0.62 : 0.5)
          flaskLiquid.setAlpha(m.diluted ? 1 : 0.6)
          for (const image of [small, smallLiquid, smallFront]) image.setVisible(!m.diluted)
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
