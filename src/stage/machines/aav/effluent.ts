import type { EffluentView } from '../../../present/index.ts'
import { sketch } from '../../drawing.ts'
import { put } from '../../easel.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { dialFace, follow, level, needle } from '../live.ts'

/** The tank of the effluents, in the basement: steam in its jacket, two dials that have to agree, a valve to the drain. */

const TANK = { x: 560, y: 300, w: 250, h: 420 } as const
const DIAL = { x: 468, y: 376, r: 46 } as const
const GAUGE = { x: 468, y: 506, r: 46 } as const
const VALVE = { x: TANK.x + TANK.w / 2, y: FLOOR - 44 } as const
const EDGE = '#59636F'
const VALIDATED = 121 / 140

const shell = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<path d="M${x} ${y + 54}q0 -54 ${w / 2} -54t${w / 2} 54v${h - 108}q0 54 -${w / 2} 54t-${w / 2} -54z" fill="${fill}" ${more}/>`

const roomSvg = (): string => {
  const { x, y, w, h } = TANK
  const leg = (at: number): string =>
    `<rect x="${at}" y="${y + h - 40}" width="14" height="${FLOOR - y - h + 40}" fill="#C9CFD3" stroke="${EDGE}" stroke-width="1.4"/>`
  return (
    `<ellipse cx="${x + w / 2}" cy="${FLOOR}" rx="${w / 2 + 40}" ry="9" fill="#151B29" opacity=".26"/>` +
    leg(x + 20) +
    leg(x + w - 34) +
    // Steam comes from the right, red; cold water from the left, blue; the drain leaves below.
    `<path d="M1340 ${y + 96}h-${1340 - x - w - 18}" stroke="#B4493A" stroke-width="16"/><path d="M1340 ${y + 96}h-${1340 - x - w - 18}" stroke="#E2846F" stroke-width="6"/>` +
    `<path d="M0 ${y + h - 60}h${x - 18}" stroke="#3F6FA5" stroke-width="14"/><path d="M0 ${y + h - 60}h${x - 18}" stroke="#8FB6DE" stroke-width="5"/>` +
    `<path d="M${VALVE.x} ${y + h - 6}V${FLOOR - 18}h520" fill="none" stroke="#6E7C88" stroke-width="16"/>` +
    shell(x - 18, y - 4, w + 36, h + 8, '#DDE2E5', `stroke="${EDGE}" stroke-width="2"`) +
    shell(x, y + 14, w, h - 28, '#F4F6F7', `stroke="#8A939B" stroke-width="1.6"`) +
    `<path d="M${DIAL.x + DIAL.r} ${DIAL.y}H${x - 10}M${GAUGE.x + GAUGE.r} ${GAUGE.y}H${x - 10}" stroke="#8A939B" stroke-width="7"/>` +
    `<rect x="${x + w + 66}" y="${y + 190}" width="118" height="150" rx="8" fill="#EDF0F1" stroke="${EDGE}" stroke-width="1.6"/>` +
    `<rect x="${x + w + 82}" y="${y + 210}" width="86" height="34" rx="3" fill="#1E2638"/>` +
    // The printer and its strip.
    `<path d="M${x + w + 92} ${y + 262}h66v92l-11 -8l-11 8l-11 -8l-11 8l-11 -8l-11 8z" fill="#FBFAF6" stroke="${EDGE}" stroke-width="1.2"/>` +
    [0, 1, 2, 3]
      .map(
        (i) =>
          `<path d="M${x + w + 102} ${y + 278 + i * 16}h${[44, 36, 46, 28][i]}" stroke="#5B6A7D" stroke-width="3"/>`,
      )
      .join('') +
    `<path d="M${VALVE.x - 20} ${VALVE.y - 14}l40 28v-28l-40 28z" fill="#C0392B" stroke="#7C2119" stroke-width="2"/>`
  )
}

const inside = { w: TANK.w - 10, h: TANK.h - 40 } as const

async function prepare() {
  const [room, liquid, glow] = await Promise.all([
    sketch(1340, 872, roomSvg()),
    sketch(inside.w, inside.h, shell(2, 2, inside.w - 4, inside.h - 4, '#B9A77E')),
    sketch(TANK.w + 44, TANK.h + 16, shell(4, 4, TANK.w + 36, TANK.h + 8, 'none', 'stroke="#E2694E" stroke-width="8"')),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(room.image, 0, 0, 1340, 872)
      dialFace(to, DIAL.x, DIAL.y, DIAL.r, [VALIDATED, 1])
      // Saturated steam at 121 °C and above: 1.03 bar of two.
      dialFace(to, GAUGE.x, GAUGE.y, GAUGE.r, [0.515, 0.8])
    },
    hang({ easel, still, spot }: Rig): Hung<EffluentView> {
      const hot = put(easel, glow, { x: TANK.x - 22, y: TANK.y - 8 })
      const pool = put(easel, liquid, { x: TANK.x + 5, y: TANK.y + 20 })
      const height = level(still, easel, [pool], TANK.y + 20, TANK.y + TANK.h - 20)
      const warm = needle(still, easel, DIAL.x, DIAL.y, DIAL.r)
      const tight = needle(still, easel, GAUGE.x, GAUGE.y, GAUGE.r)
      const steams = follow(still, (share) => void hot.setAlpha(share))
      spot('tank', TANK.x + TANK.w / 2, TANK.y + TANK.h / 2, 100)
      spot('probe', DIAL.x, DIAL.y, 48)
      spot('gauge', GAUGE.x, GAUGE.y, 48)
      spot('drain', VALVE.x, VALVE.y, 40)
      return {
        show(m) {
          height.to(m.fill)
          warm.to(m.temperature)
          tight.to(m.pressure)
          steams.to(m.steam ? 1 : 0)
        },
        frame(_now, step_ms) {
          for (const part of [height, warm, tight, steams]) part.frame(step_ms)
        },
      }
    },
  }
}

export const vectorEffluent: MachineKind<EffluentView> = {
  grade: 'CNC',
  window: null,
  hero: { x: 400, y: 230, w: 620, h: 606 },
  tag: { text: 'ET-810', x: TANK.x + TANK.w / 2, y: TANK.y + 60 },
  lamp: { x: TANK.x + TANK.w + 125, y: TANK.y + 176 },
  crew: { x: 1080, second: 330 },
  poster: { drawing: 'coldStore', scale: 0.3, foot: [620, FLOOR] },
  prepare,
}
