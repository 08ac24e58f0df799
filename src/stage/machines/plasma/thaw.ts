/** Donations on their trolley, and the vat they melt in. */
import type { PlasmaThawView } from '../../../present/index.ts'
import { sketch } from '../../drawing.ts'
import { again, put, stamp, tagPlate } from '../../easel.ts'
import { pipeSvg, type Point } from '../../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { follow, impeller, level, loadParts, needle, paintAt, pieClock } from '../live.ts'
import { gauge } from './gauges.ts'

const SCALE = 1.12
const VAT = { x: 560, y: FLOOR - 413 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [VAT.x + x * SCALE, VAT.y + y * SCALE]
const TROLLEY = { x: 274, y: FLOOR - 364, scale: 1 }
const CORE: Point = [330, 356]
const CLOCK: Point = [436, 356]
const DIAL: Point = [640, 304]
const RADIUS = 46
/** Of the vat's drawing. */
const FULL = 168
const EMPTY = 360
/** Where blocks lie: across, and in which layer of the heap. */
const BLOCKS = [
  [104, 0],
  [176, 0],
  [284, 0],
  [356, 0],
  [132, 1],
  [216, 1],
  [262, 1],
  [334, 1],
  [96, 2],
  [180, 2],
  [290, 2],
  [366, 2],
] as const

const PARTS = {
  behind: ['thawVat', ['shadow', 'legs', 'vessel-shell']],
  cold: ['thawVat', ['jacket-cold']],
  mild: ['thawVat', ['jacket-mild']],
  hot: ['thawVat', ['jacket-hot']],
  back: ['thawVat', ['vessel-back']],
  liquid: ['thawVat', ['liquid']],
  wall: ['thawVat', ['hot-wall']],
  shaft: ['thawVat', ['shaft']],
  impeller: ['thawVat', ['impeller']],
  snow1: ['thawVat', ['snow-1']],
  snow2: ['thawVat', ['snow-2']],
  veil: ['thawVat', ['liquid-front']],
  front: ['thawVat', ['vessel-rim', 'bridge', 'outlet', 'tag']],
  block: ['iceBlock', ['block']],
  trolley: ['trolley', ['shadow', 'frame']],
  bottles: ['trolley', ['row-1', 'row-2', 'row-3']],
  rime: ['trolley', ['rime-1', 'rime-2', 'rime-3']],
  trolleyFront: ['trolley', ['front']],
} as const

const OUT: readonly Point[] = [on(230, 400), [on(230, 0)[0], 852], [1360, 852]]

async function prepare() {
  const [parts, pipes] = await Promise.all([
    loadParts(PARTS),
    sketch(1340, 872, pipeSvg({ points: OUT, width: 14, colour: '#E8B045' })),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(pipes.image, 0, 0, 1340, 872)
      paintAt(to, parts.trolley, TROLLEY)
      paintAt(to, parts.behind, VAT)
      gauge(to, ...CORE, RADIUS, [0.62, 0.8], '°C')
      gauge(to, ...DIAL, RADIUS, [0.3, 0.42], '°C')
      // Its probe hangs from the rim.
      to.strokeStyle = '#59636F'
      to.lineWidth = 4
      to.beginPath()
      to.moveTo(DIAL[0], DIAL[1] + RADIUS)
      to.lineTo(DIAL[0], on(0, 142)[1])
      to.stroke()
    },
    hang({ easel, still, spot }: Rig): Hung<PlasmaThawView> {
      const bottles = put(easel, parts.bottles, TROLLEY)
      const rime = put(easel, parts.rime, TROLLEY)
      put(easel, parts.trolleyFront, TROLLEY)
      stamp(easel, 34, 10, (to) => tagPlate(to, 0, 0, 'TR-030')).setPosition(TROLLEY.x + 98, TROLLEY.y + 18.5)
      const jackets = [put(easel, parts.cold, VAT), put(easel, parts.mild, VAT), put(easel, parts.hot, VAT)]
      put(easel, parts.back, VAT)
      const liquid = put(easel, parts.liquid, VAT)
      const wall = put(easel, parts.wall, VAT)
      put(easel, parts.shaft, VAT)
      const blade = put(easel, parts.impeller, {
        ...VAT,
        box: { x: 160, y: 284, w: 140, h: 36 },
        pivot: { x: 230, y: 302 },
      })
      const snow = [put(easel, parts.snow1, VAT), put(easel, parts.snow2, VAT)]
      const surface = stamp(easel, 172 * SCALE, 9, (to) => {
        to.fillStyle = '#F8E2B2'
        to.beginPath()
        to.ellipse(0, 0, 171 * SCALE, 8, 0, 0, 7)
        to.fill()
      }).setPosition(...on(230, 0))
      const first = put(easel, parts.block, { x: 0, y: 0, scale: 1.12 }).setOrigin(0.5)
      const blocks = BLOCKS.map((_, i) => (i === 0 ? first : again(easel, first)))
      const veil = put(easel, parts.veil, VAT)
      put(easel, parts.front, VAT)
      const inside = [liquid, wall, ...snow, veil]
      let surfaceY = on(0, EMPTY)[1]
      const height = level(still, easel, inside, on(0, FULL)[1], on(0, EMPTY)[1], surface)
      const depth = follow(still, (share) => {
        surfaceY = on(0, EMPTY + (FULL - EMPTY) * share)[1]
      })
      let left = 0
      const melt = follow(still, (ice) => {
        left = ice
        const most = ice * blocks.length
        blocks.forEach((block, i) => {
          // They get smaller together, and the smallest go first.
          const own = Math.min(Math.max(most - i, 0), 1)
          block.setVisible(own > 0).setScale(((0.45 + 0.55 * Math.sqrt(ice)) * Math.sqrt(own)) / easel.px)
        })
      })
      const flakes = follow(still, (share) => {
        snow[0].setVisible(share > 0.02).setAlpha(Math.min(1, share * 2))
        snow[1].setVisible(share > 0.5).setAlpha(Math.min(1, share * 2 - 1))
      })
      const heat = follow(still, (share) => {
        jackets[0].setVisible(share < 0.3)
        jackets[1].setVisible(share >= 0.3 && share < 0.65)
        jackets[2].setVisible(share >= 0.65)
      })
      const scald = follow(still, (share) => void wall.setVisible(share > 0.01).setAlpha(share))
      const thawing = follow(still, (share) => void rime.setVisible(share > 0.01).setAlpha(share))
      const stirring = impeller(still, easel, blade)
      const core = needle(still, easel, ...CORE, RADIUS)
      const temperature = needle(still, easel, ...DIAL, RADIUS)
      const clock = pieClock(still, easel, ...CLOCK, RADIUS)
      spot('core', ...CORE, RADIUS)
      spot('clock', ...CLOCK, RADIUS)
      spot('vat', ...DIAL, RADIUS)
      spot('trolley', TROLLEY.x + 98, TROLLEY.y + 230, 100)
      spot('jacket', ...on(45, 260), 40)
      spot('liquid', ...on(230, 250), 120)
      spot('motor', ...on(230, 40), 40)
      let shown: PlasmaThawView | null = null
      return {
        show(m) {
          shown = m
          const inVat = m.phase !== 'temper'
          bottles.setVisible(!inVat)
          thawing.to(inVat ? 0 : Math.min(1, Math.max(0, 1.45 - 1.6 * m.core)))
          melt.to(inVat ? m.ice : 0)
          // Blocks alone stand high; what melts runs between them.
          const fill =
            inVat && m.phase !== 'done' ? 0.1 + 0.62 * Math.min(1, 1.5 * (1 - m.ice)) : m.phase === 'done' ? 0.72 : 0
          height.to(fill)
          depth.to(fill)
          flakes.to(m.flakes)
          heat.to(m.jacket)
          scald.to(m.hotWall)
          stirring.to(m.stirring)
          core.to(m.core)
          temperature.to(m.temperature)
          clock.to(m.clock ?? 0)
        },
        frame(now_ms, step_ms) {
          for (const part of [height, depth, melt, flakes, heat, scald, thawing, core, temperature, clock])
            part.frame(step_ms)
          stirring.frame(step_ms)
          const top = Math.max(0, Math.ceil((left * BLOCKS.length) / 4) - 1)
          const stirs = shown !== null && shown.stirring > 0 && !still
          blocks.forEach((block, i) => {
            const [x, layer] = BLOCKS[i]
            // They float as soon as there is something to float in; before, they lie in a heap.
            const floating = surfaceY + (12 + 34 * (top - layer)) * SCALE
            const lying = on(0, EMPTY - 28 - 42 * layer)[1]
            const bob = stirs && left > 0 ? Math.round(2.5 * Math.sin(now_ms / 620 + i * 1.9)) : 0
            block.setPosition(Math.round(on(x, 0)[0]), Math.round(Math.min(floating, lying)) + bob)
          })
        },
      }
    },
  }
}

export const plasmaThaw: MachineKind<PlasmaThawView> = {
  grade: 'D',
  window: null,
  hero: { x: 556, y: 196, w: 530, h: 640 },
  // Bottles first, then the vat.
  heroOf: ({ phase }) => (phase === 'temper' ? { x: 260, y: 196, w: 530, h: 640 } : { x: 556, y: 196, w: 530, h: 640 }),
  tag: { text: 'DC-101', x: on(352, 0)[0], y: on(0, 120.5)[1] },
  lamp: { x: on(286, 0)[0], y: on(0, 36)[1] },
  crew: { x: 520, second: 366 },
  poster: {
    drawing: 'thawVat',
    layers: [
      'shadow',
      'legs',
      'vessel-shell',
      'jacket-mild',
      'vessel-back',
      'liquid',
      'shaft',
      'impeller',
      'snow-1',
      'vessel-rim',
      'bridge',
      'outlet',
      'tag',
    ],
    scale: 0.45,
    foot: [230, 413],
  },
  prepare,
}
