/** A freeze-dryer with its door of glass: cakes that stand or sink, and the ice that gathers on the coils. */
import type { FreezeDryerView } from '../../../present/index.ts'
import type { GameObjects } from 'phaser'
import { again, bake, hang, put, type Easel } from '../../easel.ts'
import type { Point } from '../../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { follow, loadParts, needle, paintAt, rotor, stages } from '../live.ts'
import { gauge } from './gauges.ts'

const SCALE = 1.05
const HERE = { x: 266, y: FLOOR - 546 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]
/** Upper edges of the shelves, in the drawing's units. */
const SHELVES = [144, 222, 300, 376]
const VIALS = 9
const DIALS = {
  shelf: [on(514, 0)[0], on(0, 90)[1]],
  product: [on(514, 0)[0], on(0, 196)[1]],
  vacuum: [on(514, 0)[0], on(0, 302)[1]],
} as const satisfies Record<string, Point>
const RADIUS = 44
const LENS = { x: 992, y: 392, radius: 86 }

const PARTS = {
  behind: ['freezeDryer', ['shadow', 'cabinet', 'chamber', 'shelves', 'condenser', 'pump']],
  warm: ['freezeDryer', ['warm']],
  ice1: ['freezeDryer', ['ice-1']],
  ice2: ['freezeDryer', ['ice-2']],
  ice3: ['freezeDryer', ['ice-3']],
  wheel: ['freezeDryer', ['wheel']],
  front: ['freezeDryer', ['glass', 'tag']],
} as const

/** A vial, 34 by 56, its foot at the bottom: what is in it stands from 30 to 54. */
export const VIAL = { w: 34, h: 56, top: 28, bottom: 53 }
type Look = 'back' | 'liquid' | 'ice' | 'cake' | 'sunken' | 'glass' | 'stopper'

export function paintVial(to: CanvasRenderingContext2D, look: Look): void {
  const { top, bottom } = VIAL
  const inside = (): void => {
    to.beginPath()
    to.roundRect(6, top, 22, bottom - top, [1, 1, 4, 4])
  }
  const shade = (from: string, until: string): void => {
    const light = to.createLinearGradient(6, 0, 28, 0)
    light.addColorStop(0, from)
    light.addColorStop(1, until)
    to.fillStyle = light
  }
  switch (look) {
    case 'back':
      to.fillStyle = '#F4F9FC'
      to.strokeStyle = '#7E93A2'
      to.lineWidth = 1
      to.beginPath()
      to.moveTo(11, 8)
      to.lineTo(23, 8)
      to.lineTo(23, 15)
      to.quadraticCurveTo(30, 17, 30, 23)
      to.lineTo(30, 52)
      to.quadraticCurveTo(30, 55, 27, 55)
      to.lineTo(7, 55)
      to.quadraticCurveTo(4, 55, 4, 52)
      to.lineTo(4, 23)
      to.quadraticCurveTo(4, 17, 11, 15)
      to.closePath()
      to.fill()
      to.stroke()
      return
    case 'liquid':
      inside()
      shade('#F4D698', '#D9A545')
      to.fill()
      return
    case 'ice':
      inside()
      shade('#E9F6FF', '#A8D0EA')
      to.fill()
      to.strokeStyle = '#7FB2D4'
      to.lineWidth = 0.9
      to.beginPath()
      for (let i = 0; i < 4; i++) {
        to.moveTo(8 + i * 5, top + 2)
        to.lineTo(11 + i * 5, bottom - 3)
      }
      to.stroke()
      return
    case 'cake':
      inside()
      shade('#FFFEFA', '#EFE6D2')
      to.fill()
      to.strokeStyle = '#C8B48C'
      to.lineWidth = 0.8
      to.stroke()
      to.fillStyle = '#D9CBAA'
      for (let i = 0; i < 9; i++) to.fillRect(8 + ((i * 7) % 18), top + 3 + ((i * 11) % 20), 1.3, 1.3)
      return
    case 'sunken':
      // A puddle that let go of the wall, brown at its rim.
      to.fillStyle = '#B98233'
      to.strokeStyle = '#6F4712'
      to.lineWidth = 1
      to.beginPath()
      to.moveTo(8, bottom)
      to.quadraticCurveTo(7, bottom - 6, 11, bottom - 8)
      to.quadraticCurveTo(14, bottom - 3, 17, bottom - 5)
      to.quadraticCurveTo(21, bottom - 12, 25, bottom - 7)
      to.quadraticCurveTo(27, bottom - 3, 26, bottom)
      to.closePath()
      to.fill()
      to.stroke()
      return
    case 'glass':
      to.strokeStyle = '#FFFFFF'
      to.globalAlpha = 0.75
      to.lineWidth = 2
      to.lineCap = 'round'
      to.beginPath()
      to.moveTo(8, 24)
      to.lineTo(8, 48)
      to.stroke()
      return
    case 'stopper':
      to.fillStyle = '#59647A'
      to.strokeStyle = '#2D374C'
      to.lineWidth = 1
      to.beginPath()
      to.roundRect(9, 1, 16, 6, 2)
      to.fill()
      to.stroke()
      to.fillRect(12, 7, 10, 5)
  }
}

/** A row of vials, or one of them large: every look of it at the same place. */
function vials(easel: Easel, count: number, scale: number, places: readonly Point[]) {
  const pitch = VIAL.w + 3
  const row = (look: Look): GameObjects.Image[] => {
    const box = { x: 0, y: 0, w: count * pitch * scale, h: VIAL.h * scale }
    const canvas = bake(easel.px, box, (to) => {
      to.scale(scale, scale)
      for (let i = 0; i < count; i++) {
        to.save()
        to.translate(i * pitch, 0)
        paintVial(to, look)
        to.restore()
      }
    })
    const first = hang(easel, canvas, ...places[0])
    return places.map(([x, y], i) => (i === 0 ? first : again(easel, first).setPosition(x, y)))
  }
  const looks = {
    back: row('back'),
    liquid: row('liquid'),
    ice: row('ice'),
    cake: row('cake'),
    sunken: row('sunken'),
    glass: row('glass'),
    stopper: row('stopper'),
  }
  const at = (share: number): number => (VIAL.top + (VIAL.bottom - VIAL.top) * share) * scale * easel.px
  return {
    show(frozen: number, dried: number, collapsed: number, stoppered: boolean): void {
      const front = Math.round(at(dried))
      places.forEach(([, y], i) => {
        looks.liquid[i].setVisible(frozen < 1)
        looks.ice[i]
          .setVisible(frozen > 0 && dried < 0.99)
          .setAlpha(frozen)
          .setCrop(0, front, looks.ice[i].width, looks.ice[i].height)
        looks.cake[i]
          .setVisible(dried > 0.01 && collapsed < 0.98)
          .setAlpha(1 - collapsed)
          .setCrop(0, 0, looks.cake[i].width, front)
        looks.sunken[i].setVisible(collapsed > 0.03).setAlpha(Math.min(1, collapsed * 1.6))
        looks.stopper[i].setY(y + (stoppered ? 3 : -3) * scale)
      })
    },
  }
}

async function prepare() {
  const parts = await loadParts(PARTS)
  return {
    paint(to: CanvasRenderingContext2D): void {
      paintAt(to, parts.behind, HERE)
      // From a vial to what is seen of it.
      const from = on(380, 196)
      to.strokeStyle = '#1E2638'
      to.lineWidth = 2.5
      to.setLineDash([3, 6])
      to.beginPath()
      to.moveTo(from[0], from[1])
      to.lineTo(LENS.x - LENS.radius * 0.98, LENS.y - 20)
      to.stroke()
      to.setLineDash([])
      gauge(to, ...DIALS.shelf, RADIUS, null, '°C')
      gauge(to, ...DIALS.product, RADIUS, null, '°C')
      gauge(to, ...DIALS.vacuum, RADIUS, [0.8, 0.96], 'mbar')
      // What each is of: a shelf, a vial.
      to.fillStyle = '#434E64'
      const [sx, sy] = DIALS.shelf
      to.fillRect(sx - 15, sy - 22, 30, 4)
      const [px, py] = DIALS.product
      to.beginPath()
      to.roundRect(px - 6, py - 26, 12, 14, 3)
      to.fill()
      to.fillStyle = '#1E2638'
      to.beginPath()
      to.arc(LENS.x, LENS.y, LENS.radius + 8, 0, 7)
      to.fill()
      const ground = to.createLinearGradient(0, LENS.y - LENS.radius, 0, LENS.y + LENS.radius)
      ground.addColorStop(0, '#E6F0F6')
      ground.addColorStop(1, '#B4CCDC')
      to.fillStyle = ground
      to.beginPath()
      to.arc(LENS.x, LENS.y, LENS.radius, 0, 7)
      to.fill()
      to.strokeStyle = '#FFFFFF'
      to.lineWidth = 3
      to.stroke()
    },
    hang({ easel, still, spot }: Rig): Hung<FreezeDryerView> {
      const warm = put(easel, parts.warm, HERE)
      const rows = vials(
        easel,
        VIALS,
        SCALE,
        SHELVES.map((y) => on(64, y - VIAL.h)),
      )
      put(easel, parts.front, HERE)
      const big = 2.5
      const near = vials(easel, 1, big, [[LENS.x - (VIAL.w / 2) * big, LENS.y - (VIAL.h / 2) * big]])
      const ice = stages(
        still,
        [parts.ice1, parts.ice2, parts.ice3].map((part) => put(easel, part, HERE)),
      )
      const wheel = put(easel, parts.wheel, {
        ...HERE,
        box: { x: 484, y: 470, w: 44, h: 44 },
        pivot: { x: 506, y: 492 },
      })
      const pump = rotor(still, wheel)
      const shelf = needle(still, easel, ...DIALS.shelf, RADIUS)
      const product = needle(still, easel, ...DIALS.product, RADIUS)
      const vacuum = needle(still, easel, ...DIALS.vacuum, RADIUS)
      // Shelves glow from 0 °C on.
      const glow = follow(still, (share) => void warm.setVisible(share > 0.5).setAlpha(Math.min(1, (share - 0.5) * 5)))
      const last = { frozen: 0, dried: 0, collapsed: 0, stoppered: false }
      const all = (): void => {
        for (const set of [rows, near]) set.show(last.frozen, last.dried, last.collapsed, last.stoppered)
      }
      const follows = (['frozen', 'dried', 'collapsed'] as const).map((key) => ({
        key,
        live: follow(still, (share) => {
          last[key] = share
          all()
        }),
      }))
      spot('shelf', ...DIALS.shelf, RADIUS)
      spot('product', ...DIALS.product, RADIUS)
      spot('vacuum', ...DIALS.vacuum, RADIUS)
      spot('vials', ...on(230, 215), 140)
      spot('condenser', ...on(182, 480), 60)
      spot('pump', ...on(440, 492), 60)
      spot('lens', LENS.x, LENS.y, LENS.radius)
      return {
        show(m) {
          last.stoppered = m.stoppered
          for (const { key, live } of follows) live.to(m[key])
          all()
          ice.to(m.condensed)
          glow.to(m.shelf)
          shelf.to(m.shelf)
          product.to(m.product)
          vacuum.to(m.vacuum)
          pump.to(m.vacuum)
        },
        frame(_now, step_ms) {
          for (const { live } of follows) live.frame(step_ms)
          for (const part of [ice, glow, shelf, product, vacuum, pump]) part.frame(step_ms)
        },
      }
    },
  }
}

export const freezeDryer: MachineKind<FreezeDryerView> = {
  grade: 'C',
  window: null,
  hero: { x: 268, y: 220, w: 640, h: 616 },
  tag: { text: 'LYO-410', x: on(508, 0)[0], y: on(0, 386.5)[1] },
  lamp: { x: on(574, 0)[0], y: on(0, 30)[1] },
  crew: { x: 1046, second: 962 },
  poster: {
    drawing: 'freezeDryer',
    layers: ['shadow', 'cabinet', 'chamber', 'shelves', 'glass', 'condenser', 'ice-1', 'pump', 'wheel', 'tag'],
    scale: 0.35,
    foot: [300, 546],
  },
  prepare,
}
