/** A plate-and-frame press on its platform: cake grows between the cloths, the jet below it clears. */
import type { FilterPressView } from '../../../present/index.ts'
import { sketch } from '../../drawing.ts'
import { again, put, stamp } from '../../easel.ts'
import { flow } from '../../flow.ts'
import { pipeSvg, type Point } from '../../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { follow, level, loadParts, needle, paintAt, stages } from '../live.ts'
import { vessels, outletOf } from '../vessels.ts'
import { gauge } from './gauges.ts'

const SCALE = 1.06
const HERE = { x: 420, y: 300, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]
const DECK = { x: 424, y: on(0, 336)[1], w: 590 }
const FEED = 322
const DIAL: Point = [716, 262]
const RADIUS = 50
/** Between the plates, in the drawing's units. */
const CHAMBER = { first: 110, pitch: 36, width: 22, y: 82, height: 162, count: 9 }
const TUB = { x: 690, y: 716, w: 290, h: 84 }
const JET: Point = [790, on(0, 306)[1]]
const CART = { x: 470, y: FLOOR - 100, scale: 1 }

const PARTS = {
  behind: ['press', ['shadow', 'frame', 'chambers']],
  fluid: ['press', ['fluid']],
  front: ['press', ['cloth', 'plates', 'heads', 'trough', 'tag']],
  cartBack: ['cart', ['shadow', 'back']],
  paste1: ['cart', ['paste-1']],
  paste2: ['cart', ['paste-2']],
  paste3: ['cart', ['paste-3']],
  paste4: ['cart', ['paste-4']],
  cartFront: ['cart', ['front']],
} as const

const INTO: readonly Point[] = [
  outletOf(FEED, 0.96),
  [FEED, FLOOR - 4],
  [FEED + 80, FLOOR - 4],
  [FEED + 80, on(0, 251)[1]],
  on(6, 251),
]
const OUT: readonly Point[] = [
  [TUB.x + TUB.w - 30, TUB.y + TUB.h],
  [TUB.x + TUB.w - 30, 852],
  [1360, 852],
]

function paintDeck(to: CanvasRenderingContext2D): void {
  const { x, y, w } = DECK
  to.fillStyle = '#566069'
  for (const at of [x + 8, x + w - 22]) to.fillRect(at, y, 14, FLOOR - y)
  to.fillStyle = '#C2C8CB'
  for (const at of [x + 10, x + w - 20]) to.fillRect(at, y, 7, FLOOR - y)
  const steel = to.createLinearGradient(0, y, 0, y + 16)
  steel.addColorStop(0, '#F2F2F0')
  steel.addColorStop(0.5, '#AEB6BC')
  steel.addColorStop(1, '#6E7781')
  to.fillStyle = steel
  to.strokeStyle = '#4C5560'
  to.lineWidth = 1.4
  to.beginPath()
  to.roundRect(x, y, w, 16, 3)
  to.fill()
  to.stroke()
}

function paintTub(to: CanvasRenderingContext2D): void {
  const { x, y, w, h } = TUB
  to.fillStyle = '#E4EBEF'
  to.strokeStyle = '#8A97A2'
  to.lineWidth = 1.4
  to.beginPath()
  to.roundRect(x, y, w, h, [3, 3, 14, 14])
  to.fill()
  to.stroke()
}

async function prepare() {
  const [parts, line, pipes] = await Promise.all([
    loadParts(PARTS),
    vessels({ feedAt: FEED, poolAt: null, into: INTO, out: null, scale: 0.96, plant: 'plasma' }),
    sketch(1340, 872, pipeSvg({ points: OUT, width: 14, colour: '#E8B045' })),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(pipes.image, 0, 0, 1340, 872)
      line.paint(to)
      paintDeck(to)
      paintTub(to)
      paintAt(to, parts.behind, HERE)
      to.strokeStyle = '#59636F'
      to.lineWidth = 8
      to.beginPath()
      to.moveTo(DIAL[0], DIAL[1])
      to.lineTo(DIAL[0], on(0, 56)[1])
      to.stroke()
      gauge(to, ...DIAL, RADIUS, [0.13, 0.38], 'bar')
    },
    hang({ easel, still, spot }: Rig): Hung<FilterPressView> {
      const fluid = put(easel, parts.fluid, HERE)
      const [w, h] = [(CHAMBER.width * SCALE) / 2, (CHAMBER.height * SCALE) / 2]
      // Two halves a frame, each growing from its cloth; with filter aid pale and grainy, without it a slick gel.
      const half = (paint: (to: CanvasRenderingContext2D) => void) => {
        const one = stamp(easel, w / 2, h, paint)
        const all = Array.from({ length: 2 * CHAMBER.count }, (_, i) => (i === 0 ? one : again(easel, one)))
        all.forEach((image, i) => {
          const [x, y] = on(CHAMBER.first + CHAMBER.pitch * Math.floor(i / 2) + (i % 2) * CHAMBER.width, CHAMBER.y)
          image.setOrigin(i % 2, 0).setPosition(x, y)
        })
        return all
      }
      const gel = half((to) => {
        to.fillStyle = '#A9783A'
        to.fillRect(-w, -h, 2 * w, 2 * h)
        to.fillStyle = 'rgba(255,235,190,.55)'
        to.fillRect(-w * 0.3, -h, w * 0.22, 2 * h)
      })
      const open = half((to) => {
        to.fillStyle = '#F1DDA9'
        to.fillRect(-w, -h, 2 * w, 2 * h)
        to.fillStyle = '#9C7128'
        to.fillRect(-w / 2, -h, 1.2, 2 * h)
        to.fillRect(w / 2 - 1.2, -h, 1.2, 2 * h)
        for (let i = 0; i < 70; i++) {
          to.fillStyle = i % 3 ? '#FFFFFF' : '#CDA65C'
          to.fillRect(-w / 2 + ((i * 7.3) % w), -h + ((i * 31.7) % (2 * h)), 2.2, 2.2)
        }
      })
      put(easel, parts.front, HERE)
      const cake = follow(still, (share) => {
        for (const image of [...gel, ...open]) image.setVisible(share > 0.01).setScale(share / easel.px, 1 / easel.px)
      })
      const aid = follow(still, (share) => {
        for (const image of open) image.setAlpha(Math.min(1, share * 2))
      })
      const tubFull = stamp(easel, TUB.w / 2 - 3, TUB.h / 2 - 3, (to) => {
        const [tw, th] = [TUB.w / 2 - 3, TUB.h / 2 - 3]
        const light = to.createLinearGradient(0, -th, 0, th)
        light.addColorStop(0, '#F2CF8A')
        light.addColorStop(1, '#C99A45')
        to.fillStyle = light
        to.beginPath()
        to.roundRect(-tw, -th, 2 * tw, 2 * th, [0, 0, 12, 12])
        to.fill()
      })
        .setOrigin(0)
        .setPosition(TUB.x + 3, TUB.y + 3)
      const pool = level(still, easel, [tubFull], TUB.y + 10, TUB.y + TUB.h - 4)
      let surfaceY = TUB.y + TUB.h - 4
      const depth = follow(still, (share) => {
        surfaceY = TUB.y + TUB.h - 4 - (TUB.h - 14) * share
      })
      const jet = (colours: readonly string[]) =>
        stamp(easel, 12, 60, (to) => {
          const light = to.createLinearGradient(-10, 0, 10, 0)
          colours.forEach((colour, i) => light.addColorStop(i / (colours.length - 1), colour))
          to.fillStyle = light
          to.beginPath()
          to.moveTo(-7, -60)
          to.quadraticCurveTo(-9, 0, -11, 60)
          to.lineTo(11, 60)
          to.quadraticCurveTo(9, 0, 7, -60)
          to.fill()
        }).setOrigin(0.5, 0)
      const clear = jet(['#D9A743', '#F9E6B4', '#E8B84F', '#C18C2E'])
      const hazy = jet(['#CDBB93', '#FFFDF4', '#F3E8CB', '#BBA676'])
      const splash = stamp(easel, 34, 9, (to) => {
        to.strokeStyle = 'rgba(255,255,255,.9)'
        to.lineWidth = 2.4
        for (const radius of [14, 24, 32]) {
          to.beginPath()
          to.ellipse(0, 0, radius, radius * 0.24, 0, 0, 7)
          to.stroke()
        }
      })
      const spout = stamp(easel, 16, 10, (to) => {
        to.fillStyle = '#8A939B'
        to.strokeStyle = '#4C5560'
        to.beginPath()
        to.roundRect(-13, -10, 26, 18, 3)
        to.fill()
        to.stroke()
      })
      spout.setPosition(JET[0], JET[1] + 6)
      put(easel, parts.cartBack, CART)
      const heap = stages(
        still,
        [parts.paste1, parts.paste2, parts.paste3, parts.paste4].map((part) => put(easel, part, CART)),
      )
      put(easel, parts.cartFront, CART)
      const haze = follow(still, (share) => void hazy.setAlpha(share))
      const pressure = needle(still, easel, ...DIAL, RADIUS)
      const feeding = line.hang({ easel, still, spot })
      const outlet = flow(easel, OUT, still, 3.4)
      spot('pressure', ...DIAL, RADIUS)
      spot('jet', JET[0], JET[1] + 40, 36)
      spot('pool', TUB.x + 200, TUB.y + 40, 60)
      spot('cake', ...on(270, 160), 120)
      spot('cart', CART.x + 75, CART.y + 50, 56)
      let shown: FilterPressView | null = null
      return {
        show(m) {
          shown = m
          fluid.setVisible(m.flow > 0 || m.cake > 0)
          cake.to(m.cake)
          aid.to(m.aid)
          pool.to(m.pool)
          depth.to(m.pool)
          haze.to(m.haze)
          heap.to(m.cart)
          pressure.to(m.pressure)
          feeding.show({ feed: m.feed, pool: 0, flow: m.flow })
          outlet.set(0)
          for (const image of [clear, hazy, splash]) image.setVisible(m.flow > 0)
        },
        frame(now_ms, step_ms) {
          for (const part of [cake, aid, pool, depth, haze, heap, pressure]) part.frame(step_ms)
          feeding.frame(step_ms)
          if (!shown || shown.flow <= 0) return
          const from = JET[1] + 14
          const wide = (0.35 + 0.75 * shown.flow) / easel.px
          const tremble = still ? 0 : 0.05 * Math.sin(now_ms / 90)
          for (const image of [clear, hazy])
            image
              .setPosition(JET[0], from)
              .setScale(wide * (1 + tremble), Math.max(0.02, (surfaceY - from) / 120) / easel.px)
          splash.setPosition(JET[0], surfaceY)
        },
      }
    },
  }
}

export const filterPress: MachineKind<FilterPressView> = {
  grade: 'D',
  window: null,
  hero: { x: 400, y: 200, w: 640, h: 636 },
  tag: { text: 'FP-140', x: on(270, 0)[0], y: on(0, 30.5)[1] },
  lamp: { x: on(510, 0)[0], y: on(0, 124)[1] },
  crew: { x: 1030, second: 644 },
  poster: {
    drawing: 'press',
    layers: ['shadow', 'frame', 'chambers', 'fluid', 'cloth', 'plates', 'heads', 'trough', 'tag'],
    scale: 0.38,
    foot: [280, 334],
  },
  prepare,
}
