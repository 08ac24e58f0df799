import type { VectorHoldView } from '../../../present/index.ts'
import { sketch } from '../../drawing.ts'
import { put, stamp } from '../../easel.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { dialFace, follow, level, needle } from '../live.ts'

/** Under the cart: lysate, or water; an eye cannot tell which. */
const PUDDLE = { x: 666, y: FLOOR + 4, w: 300, h: 34 } as const

/** A cold room: a bag in its cart, a clock beside it, the planner’s board on the wall. */

const CART = { x: 548, y: 392, w: 236, h: FLOOR - 392 } as const
const BAG = { x: CART.x + 34, y: CART.y + 52, w: CART.w - 68, h: 250 } as const
const SECOND = { x: 836, y: FLOOR - 206, w: 112, h: 150 } as const
const CLOCK = { x: 470, y: 318, r: 46 } as const
const DIAL = { x: 470, y: 452, r: 34 } as const
const BOARD = { x: 828, y: 226, w: 226, h: 150 } as const
const HOURS = 30
const EDGE = '#59636F'

const bag = (x: number, y: number, w: number, h: number, fill: string): string =>
  `<path d="M${x + 10} ${y}h${w - 20}q10 0 10 12v${h - 34}q0 22 -${w / 2 - 12} 22h-24q-${w / 2 - 12} 0 -${w / 2 - 12} -22v-${h - 34}q0 -12 10 -12z" fill="${fill}"/>`

const roomSvg = (): string => {
  const { x, y, w, h } = CART
  const rows = [0, 1, 2, 3].map(
    (i) =>
      `<rect x="${BOARD.x + 16}" y="${BOARD.y + 46 + i * 24}" width="${[120, 84, 150, 66][i]}" height="12" rx="3" fill="${['#D9785F', '#6C8FD6', '#E8B045', '#7FB59F'][i]}"/>`,
  )
  return (
    `<ellipse cx="${x + w / 2}" cy="${FLOOR}" rx="${w / 2 + 26}" ry="9" fill="#151B29" opacity=".26"/>` +
    `<rect x="${x}" y="${y}" width="12" height="${h - 26}" rx="4" fill="#C9CFD3" stroke="${EDGE}"/>` +
    `<rect x="${x + w - 12}" y="${y}" width="12" height="${h - 26}" rx="4" fill="#C9CFD3" stroke="${EDGE}"/>` +
    `<rect x="${x - 6}" y="${y - 8}" width="${w + 12}" height="14" rx="6" fill="#E9EBEB" stroke="${EDGE}" stroke-width="1.4"/>` +
    `<rect x="${x}" y="${FLOOR - 96}" width="${w}" height="16" rx="4" fill="#C9CFD3" stroke="${EDGE}"/>` +
    [x + 18, x + w - 18]
      .map((at) => `<circle cx="${at}" cy="${FLOOR - 12}" r="12" fill="#3A4354" stroke="${EDGE}"/>`)
      .join('') +
    `<path d="M${x + 70} ${y}v34M${x + w - 70} ${y}v34" stroke="#8A939B" stroke-width="5"/>` +
    bag(BAG.x, BAG.y, BAG.w, BAG.h, '#EEF3F2') +
    `<rect x="${BOARD.x}" y="${BOARD.y}" width="${BOARD.w}" height="${BOARD.h}" rx="6" fill="#FBFAF6" stroke="${EDGE}" stroke-width="2.4"/>` +
    `<rect x="${BOARD.x}" y="${BOARD.y}" width="${BOARD.w}" height="28" rx="6" fill="#27324A"/>` +
    rows.join('') +
    `<path d="M${BOARD.x + 176} ${BOARD.y + 34}v106" stroke="#C0392B" stroke-width="2.6" stroke-dasharray="5 4"/>`
  )
}

/** A bag drawn in its own frame, so that its liquid can be cut at the surface. */
const liquid = (w: number, h: number): Promise<Awaited<ReturnType<typeof sketch>>> =>
  sketch(w, h, bag(2, 2, w - 4, h - 4, '#E6C99A'))
const shell = (w: number, h: number): Promise<Awaited<ReturnType<typeof sketch>>> =>
  sketch(
    w,
    h,
    bag(2, 2, w - 4, h - 4, 'rgba(255,255,255,.18)').replace('/>', ` stroke="${EDGE}" stroke-width="3"/>`) +
      `<rect x="${w / 2 - 26}" y="${h * 0.4}" width="52" height="34" rx="4" fill="#FFFFFF" stroke="${EDGE}"/>` +
      `<path d="M${w / 2 - 18} ${h * 0.4 + 12}h36M${w / 2 - 18} ${h * 0.4 + 22}h24" stroke="#27324A" stroke-width="3"/>`,
  )

async function prepare() {
  const [room, inside, front, other, otherFront] = await Promise.all([
    sketch(1340, 872, roomSvg()),
    liquid(BAG.w, BAG.h),
    shell(BAG.w, BAG.h),
    liquid(SECOND.w, SECOND.h),
    shell(SECOND.w, SECOND.h),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(room.image, 0, 0, 1340, 872)
      // Hours of the hold, to thirty: the validated ones are the green band.
      dialFace(to, CLOCK.x, CLOCK.y, CLOCK.r, [0, 24 / HOURS])
      dialFace(to, DIAL.x, DIAL.y, DIAL.r, [2 / 40, 8 / 40])
    },
    hang({ easel, still, spot }: Rig): Hung<VectorHoldView> {
      const pool = put(easel, inside, { x: BAG.x, y: BAG.y })
      put(easel, front, { x: BAG.x, y: BAG.y })
      const height = level(still, easel, [pool], BAG.y + 14, BAG.y + BAG.h)
      const ahead = [
        put(easel, other, { x: SECOND.x, y: SECOND.y }),
        put(easel, otherFront, { x: SECOND.x, y: SECOND.y }),
      ]
      const hand = needle(still, easel, CLOCK.x, CLOCK.y, CLOCK.r)
      const cold = needle(still, easel, DIAL.x, DIAL.y, DIAL.r)
      const wet = stamp(easel, PUDDLE.w / 2, PUDDLE.h / 2, (to) => {
        to.fillStyle = 'rgba(214, 190, 146, .92)'
        to.strokeStyle = '#8E7C58'
        to.lineWidth = 2
        to.beginPath()
        to.ellipse(0, 0, PUDDLE.w / 2 - 2, PUDDLE.h / 2 - 2, 0, 0, 2 * Math.PI)
        to.fill()
        to.stroke()
        to.fillStyle = 'rgba(255, 255, 255, .7)'
        to.beginPath()
        to.ellipse(-PUDDLE.w / 5, -4, PUDDLE.w / 9, 3, 0, 0, 2 * Math.PI)
        to.fill()
      }).setPosition(PUDDLE.x, PUDDLE.y)
      const spread = follow(still, (share) => {
        wet.setVisible(share > 0.004).setScale(0.3 + 0.7 * Math.min(1, share), 0.5 + 0.5 * Math.min(1, share))
      })
      const there = follow(still, (share) => ahead.forEach((image) => void image.setVisible(share > 0)))
      spot('bag', BAG.x + BAG.w / 2, BAG.y + BAG.h / 2, 90)
      spot('board', BOARD.x + BOARD.w / 2, BOARD.y + BOARD.h / 2, 80)
      spot('puddle', PUDDLE.x, PUDDLE.y, 80)
      spot('clock', CLOCK.x, CLOCK.y, 48)
      spot('probe.temperature', DIAL.x, DIAL.y, 36)
      return {
        show(m) {
          height.to(m.fill)
          there.to(m.ahead)
          hand.to(m.held_h / HOURS)
          cold.to(m.temperature)
          spread.to(m.puddle)
        },
        frame(_now, step_ms) {
          for (const part of [height, there, hand, cold, spread]) part.frame(step_ms)
        },
      }
    },
  }
}

export const vectorHold: MachineKind<VectorHoldView> = {
  grade: 'C',
  window: null,
  hero: { x: 400, y: 200, w: 700, h: 636 },
  tag: { text: 'CF-605', x: CART.x + CART.w / 2, y: FLOOR - 86 },
  lamp: { x: CART.x + CART.w - 6, y: CART.y - 30 },
  crew: { x: 1010, second: 362 },
  crewScale: 1.4,
  poster: { drawing: 'coldStore', scale: 0.3, foot: [620, FLOOR] },
  prepare,
}

/** The same bag in the room of its tank: what it is run to is a floor. */
export const vectorBag: MachineKind<VectorHoldView> = { ...vectorHold, tag: { ...vectorHold.tag, text: 'SU-650' } }
