/** A chromatography column with its buffers, UV cell and pool; with a rack of tubes where fractions are cut. */
import type { GameObjects } from 'phaser'
import type { ColumnFace, ColumnView, Machine, MachineView } from '../../present/index.ts'
import { sketch } from '../drawing.ts'
import { bake, hang, put, stamp } from '../easel.ts'
import { flow } from '../flow.ts'
import { pipeSvg, type Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from './kind.ts'
import { band, dialFace, follow, inColour, level, loadParts, needle, paintAt } from './live.ts'
import { inletOf, lookOf, outletOf, vessels } from './vessels.ts'

const SCALE = 1.06
const MIDDLE = 690
const HERE = { x: MIDDLE - 160 * SCALE, y: FLOOR - 604 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]
const FEED = 326
const POOL = 1018
const VESSEL = 0.92
const TOTE = { x: 404, y: FLOOR - 184 * 0.84, scale: 0.84 }
const UV = { x: 866, y: 512, scale: 1 }
const LENS: Point = [UV.x + 38, UV.y + 76]
const TRACE = { x: UV.x + 9, y: UV.y + 11, w: 58, h: 30 }
const GAUGE: Point = on(228, 100)
const RACK = { x: 896, y: 434, tube: 11, high: 46 }
const TUBES = 16
const SLICES = 38
const POINTS = 40
const BUFFERS = ['clear', 'blue', 'lilac', 'acid'] as const

const PARTS = {
  behind: ['column', ['shadow', 'frame', 'tie-rods-back', 'tube-back', 'bed']],
  product: ['column', ['head-product']],
  clear: ['column', ['head-clear']],
  blue: ['column', ['head-blue']],
  lilac: ['column', ['head-lilac']],
  acid: ['column', ['head-acid']],
  front: ['column', ['frits', 'piston', 'glass', 'end-plates', 'tie-rods', 'hydraulic', 'outlet', 'tag']],
  toteBack: ['tote', ['shadow', 'trolley', 'back']],
  toteClear: ['tote', ['liquid-clear']],
  toteBlue: ['tote', ['liquid-blue']],
  toteLilac: ['tote', ['liquid-lilac']],
  toteAcid: ['tote', ['liquid-acid']],
  toteFront: ['tote', ['front', 'valve']],
  uvBody: ['uv', ['body']],
  uvProduct: ['uv', ['product']],
  uvFront: ['uv', ['front']],
} as const

const [INLET_X, INLET_Y] = on(160, 44)
const BUFFER_LINE: readonly Point[] = [
  [TOTE.x + 66 * TOTE.scale, TOTE.y + 6],
  [TOTE.x + 66 * TOTE.scale, INLET_Y - 18],
  [INLET_X - 16, INLET_Y - 18],
  [INLET_X - 16, INLET_Y + 6],
]
const FEED_LINE: readonly Point[] = [
  outletOf(FEED, VESSEL),
  [FEED, FLOOR - 2],
  [398, FLOOR - 2],
  [398, INLET_Y - 42],
  [INLET_X + 14, INLET_Y - 42],
  [INLET_X + 14, INLET_Y + 6],
]
const TO_CELL: readonly Point[] = [
  on(160, 538),
  [on(160, 0)[0], FLOOR - 22],
  [LENS[0] - 58, FLOOR - 22],
  [LENS[0] - 58, LENS[1]],
  [LENS[0] - 16, LENS[1]],
]
const TO_WASTE: readonly Point[] = [
  [LENS[0] + 16, LENS[1]],
  [LENS[0] + 52, LENS[1]],
  [LENS[0] + 52, 872],
]
const TO_POOL: readonly Point[] = [[LENS[0] + 16, LENS[1]], [POOL, LENS[1]], inletOf(POOL, VESSEL)]

async function prepare(withRack: boolean, plant: MachineView['plant']) {
  const look = lookOf(plant)
  const hose = '#E3ECF2'
  const pipes = [
    pipeSvg({ points: BUFFER_LINE, width: 10, colour: hose, hose: true }),
    pipeSvg({ points: FEED_LINE, width: 12, colour: look.product }),
    pipeSvg({ points: TO_CELL, width: 13, colour: look.thin }),
    pipeSvg({ points: TO_WASTE, width: 9 }),
    pipeSvg({ points: TO_POOL, width: 13, colour: look.product }),
  ]
  const [parts, line, lines] = await Promise.all([
    loadParts(inColour(plant, PARTS)),
    vessels({ feedAt: FEED, poolAt: POOL, scale: VESSEL, plant, into: null, out: null }),
    sketch(1340, 872, pipes.join('')),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(lines.image, 0, 0, 1340, 872)
      line.paint(to)
      paintAt(to, parts.toteBack, TOTE)
      paintAt(to, parts.uvBody, UV)
      paintAt(to, parts.behind, HERE)
      to.fillStyle = '#8A939B'
      to.fillRect(GAUGE[0] - 4, GAUGE[1], 8, on(0, 142)[1] - GAUGE[1])
      dialFace(to, GAUGE[0], GAUGE[1], 26, [0, 0.7])
      if (withRack) paintRack(to)
    },
    hang(rig: Rig): Hung<Machine & ColumnFace> {
      const { easel, still, spot } = rig
      const heads = (['product', ...BUFFERS] as const).map((name) => ({ name, image: put(easel, parts[name], HERE) }))
      const [x, y] = on(62, 214)
      const bed = band(still, easel, { x, y, w: 196 * SCALE, h: 256 * SCALE }, SLICES, look.bound)
      put(easel, parts.front, HERE)
      const pressure = needle(still, easel, ...GAUGE, 26)
      const totes = BUFFERS.map((name) => {
        const part = { clear: parts.toteClear, blue: parts.toteBlue, lilac: parts.toteLilac, acid: parts.toteAcid }[
          name
        ]
        return { name, image: put(easel, part, TOTE) }
      })
      const buffer = level(
        still,
        easel,
        totes.map(({ image }) => image),
        TOTE.y + 22 * TOTE.scale,
        TOTE.y + 130 * TOTE.scale,
      )
      put(easel, parts.toteFront, TOTE)
      const product = put(easel, parts.uvProduct, UV)
      put(easel, parts.uvFront, UV)
      const uv = follow(still, (share) => void product.setAlpha(Math.min(1, 1.5 * share)))
      const trace = recorder(rig)
      const cycles = counter(rig)
      const tubes = withRack ? rack(rig) : null
      const hung = line.hang(rig)
      const flows = [FEED_LINE, BUFFER_LINE, TO_CELL, TO_WASTE, TO_POOL].map((points, i) =>
        flow(easel, points, still, 3.2, i === 1 ? '#8FA0AED0' : '#FFFFFFD8'),
      )
      spot('uv', ...LENS, 40)
      spot('band', ...on(160, 342), 90)
      spot('pressure', ...GAUGE, 32)
      spot('buffer', TOTE.x + 66 * TOTE.scale, TOTE.y + 74 * TOTE.scale, 54)
      spot('cycle', ...on(160, 20), 0)
      if (withRack) spot('tubes', RACK.x + (TUBES * RACK.tube) / 2, RACK.y + 24, 80)
      return {
        show(m) {
          const buffered = m.inlet === 'product' ? 'clear' : m.inlet
          for (const { name, image } of heads) image.setVisible(name === m.inlet)
          for (const { name, image } of totes) image.setVisible(name === buffered)
          bed.to(m.band)
          uv.to(m.uv)
          buffer.to(0.06 + 0.9 * m.buffer)
          pressure.to(m.pressure)
          trace.add(m.uv)
          cycles.show(m.cycle, m.cycles)
          tubes?.show(m.tubes)
          hung.show(m)
          const rates = [
            m.inlet === 'product' ? m.flow : 0,
            m.inlet === 'product' ? 0 : m.flow,
            m.flow,
            m.collecting ? 0 : m.flow,
            m.collecting && !withRack ? m.flow : 0,
          ]
          flows.forEach((f, i) => f.set(rates[i]))
        },
        frame(_now, step_ms) {
          for (const part of [bed, uv, buffer, pressure, hung]) part.frame(step_ms)
          for (const f of flows) f.frame(step_ms)
        },
      }
    },
  }
}

/** What the UV cell has drawn on its own screen since the picture hangs. */
function recorder({ easel }: Rig) {
  const dots = Array.from({ length: POINTS }, (_, i) =>
    stamp(easel, 1.4, 1.4, (to) => {
      to.fillStyle = '#FFDFA6'
      to.fillRect(-1.3, -1.3, 2.6, 2.6)
    })
      .setPosition(TRACE.x + (i * TRACE.w) / (POINTS - 1), TRACE.y + TRACE.h)
      .setVisible(false),
  )
  const kept: number[] = []
  return {
    add(uv: number): void {
      kept.push(uv)
      if (kept.length > POINTS) kept.shift()
      dots.forEach((dot, i) => {
        const value = kept[i]
        dot.setVisible(value !== undefined)
        if (value !== undefined) dot.setY(TRACE.y + TRACE.h - value * TRACE.h)
      })
    },
  }
}

/** Cycle n of m, as pips above the column. */
function counter({ easel }: Rig) {
  let images: GameObjects.Image[] = []
  let key = ''
  return {
    show(cycle: number, cycles: number): void {
      const next = `${cycle} ${cycles}`
      if (next === key) return
      key = next
      for (const image of images) image.destroy()
      images = []
      if (cycles < 2) return
      const count = Math.min(cycles, 9)
      const width = count * 24 + 12
      const [x, y] = on(160, 22)
      images.push(
        stamp(easel, width / 2, 15, (to) => {
          to.fillStyle = '#1E2638'
          to.beginPath()
          to.roundRect(-width / 2, -14, width, 28, 6)
          to.fill()
          for (let i = 0; i < count; i++) {
            to.beginPath()
            to.arc(-width / 2 + 18 + i * 24, 0, 8, 0, 7)
            to.strokeStyle = '#FFFFFF'
            to.lineWidth = 2
            if (i < cycle - 1) {
              to.fillStyle = '#FFFFFF'
              to.fill()
            } else if (i === cycle - 1) {
              to.fillStyle = '#E9917C'
              to.fill()
              to.stroke()
            } else {
              to.setLineDash([3, 2.6])
              to.stroke()
              to.setLineDash([])
            }
          }
        }).setPosition(x + 118, y - 6),
      )
    },
  }
}

function paintRack(to: CanvasRenderingContext2D): void {
  const wide = TUBES * RACK.tube
  to.fillStyle = '#8A939B'
  to.fillRect(RACK.x - 10, RACK.y + RACK.high + 2, wide + 20, 6)
  to.fillStyle = '#46526A'
  to.beginPath()
  to.roundRect(RACK.x - 6, RACK.y + 26, wide + 10, 24, 3)
  to.fill()
  for (let i = 0; i < TUBES; i++) {
    to.fillStyle = '#F3F8FA'
    to.strokeStyle = '#8597A4'
    to.lineWidth = 1
    to.beginPath()
    to.roundRect(RACK.x + i * RACK.tube, RACK.y, 8.4, RACK.high, [2, 2, 4, 4])
    to.fill()
    to.stroke()
  }
}

/** Tubes fill one after another, each as dense as the lamp saw it. */
function rack({ easel }: Rig) {
  const tubes = Array.from({ length: TUBES }, (_, i) => {
    const box = { x: RACK.x + i * RACK.tube + 1, y: RACK.y + 8, w: 6.4, h: RACK.high - 9 }
    const pale = hang(
      easel,
      bake(easel.px, box, (to) => {
        to.fillStyle = '#F7E4DC'
        to.fillRect(box.x, box.y, box.w, box.h)
      }),
      box.x,
      box.y,
    )
    const dense = hang(
      easel,
      bake(easel.px, box, (to) => {
        to.fillStyle = '#DD7056'
        to.fillRect(box.x, box.y, box.w, box.h)
      }),
      box.x,
      box.y,
    )
    return { pale, dense }
  })
  return {
    show(values: readonly number[]): void {
      tubes.forEach(({ pale, dense }, i) => {
        const value = values[i]
        pale.setVisible(value !== undefined)
        dense.setVisible(value !== undefined && value > 0.02).setAlpha(value ?? 0)
      })
    },
  }
}

const HERO = { x: 496, y: 150, w: 450, h: 686 }
/** The rack of tubes is part of what there is to see. */
const HERO_WITH_RACK = { x: 560, y: 150, w: 500, h: 686 }

export const columnNamed = <V extends Machine & ColumnFace = ColumnView>(
  text: string,
  grade: 'D' | 'C',
  hero = HERO,
): MachineKind<V> => ({
  grade,
  window: { x: 884, y: 186, w: 176, h: 132 },
  hero,
  tag: { text, x: on(160, 0)[0], y: on(0, 488)[1] },
  lamp: { x: on(160, 0)[0], y: on(0, 118)[1] },
  crew: { x: 890, second: 536 },
  poster: {
    drawing: 'column',
    layers: [
      'shadow',
      'frame',
      'tie-rods-back',
      'tube-back',
      'head-clear',
      'bed',
      'frits',
      'piston',
      'glass',
      'end-plates',
      'tie-rods',
      'hydraulic',
      'outlet',
      'tag',
    ],
    scale: 0.62,
    foot: [160, 604],
  },
  prepare: (m, plant) => prepare(m.unit === 'cationExchange', plant),
})

export const proteinA = columnNamed('COL-301', 'C')
export const cationExchange = columnNamed('COL-302', 'C', HERO_WITH_RACK)
export const anionExchange = columnNamed('COL-303', 'C')
