/** The parts of a machine that move with the model: each is told a value, and goes there within a quarter of a second. */
import type { GameObjects } from 'phaser'
import type { MachineView } from '../../present/index.ts'
import type { DrawingName } from '../assets.ts'
import { art, type Art } from '../drawing.ts'
import { again, bake, cutAbove, hang, stamp, type Easel, type Place } from '../easel.ts'
import type { Frame } from '../fit.ts'

const FOLLOWS_MS = 250

export interface Live {
  /** True while it is still on its way. */
  frame(step_ms: number): void
}

/** A value that is followed, never animated on its own. */
export function follow(still: boolean, pose: (value: number) => void): Live & { to(value: number): void } {
  let now: number | null = null
  let target = 0
  return {
    to(value) {
      target = value
      if (now !== null && !still) return
      now = value
      pose(value)
    },
    frame(step_ms) {
      if (now === null || now === target) return
      const share = Math.min(step_ms / FOLLOWS_MS, 1)
      now = Math.abs(target - now) < 0.002 ? target : now + (target - now) * share
      pose(now)
    },
  }
}

/** Liquids of the same vessel, drawn full, cut above the level; heights in picture units. */
export function level(
  still: boolean,
  easel: Easel,
  images: readonly GameObjects.Image[],
  full: number,
  bottom: number,
  surface?: GameObjects.Image,
) {
  return follow(still, (share) => {
    const y = bottom + (full - bottom) * Math.min(Math.max(share, 0), 1)
    for (const image of images) cutAbove(easel, image, y)
    surface?.setVisible(share > 0.02).setY(y)
  })
}

/** A pointer on a dial whose face is drawn: from lower left to lower right. */
export function needle(still: boolean, easel: Easel, x: number, y: number, radius: number, depth = 0) {
  const image = stamp(easel, radius, radius, (to) => {
    to.fillStyle = '#151B29'
    to.beginPath()
    to.moveTo(-radius * 0.075, radius * 0.2)
    to.lineTo(0, -radius * 0.74)
    to.lineTo(radius * 0.075, radius * 0.2)
    to.closePath()
    to.fill()
    to.beginPath()
    to.arc(0, 0, radius * 0.13, 0, 7)
    to.fill()
  })
    .setPosition(x, y)
    .setDepth(depth)
  return follow(still, (share) => void image.setRotation(-2.2 + 4.4 * Math.min(Math.max(share, 0), 1)))
}

/** The face of a gauge, painted: ticks from lower left to lower right, and the band where it belongs. */
export function dialFace(
  to: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  normal: readonly [from: number, to: number] | null,
): void {
  const angle = (share: number): number => -2.2 - Math.PI / 2 + 4.4 * share
  to.save()
  to.translate(x, y)
  const rim = to.createLinearGradient(-radius, -radius, radius, radius)
  rim.addColorStop(0, '#EEF0EF')
  rim.addColorStop(0.5, '#C3C9CD')
  rim.addColorStop(1, '#848D96')
  to.fillStyle = rim
  to.strokeStyle = '#59636F'
  to.lineWidth = 1.2
  to.beginPath()
  to.arc(0, 0, radius, 0, 7)
  to.fill()
  to.stroke()
  to.fillStyle = '#FBFAF7'
  to.beginPath()
  to.arc(0, 0, radius * 0.84, 0, 7)
  to.fill()
  if (normal) {
    to.strokeStyle = '#93A2B8'
    to.lineWidth = radius * 0.17
    to.beginPath()
    to.arc(0, 0, radius * 0.7, angle(normal[0]), angle(normal[1]))
    to.stroke()
  }
  to.strokeStyle = '#434E64'
  to.lineCap = 'round'
  for (let i = 0; i <= 10; i++) {
    const [c, s] = [Math.cos(angle(i / 10)), Math.sin(angle(i / 10))]
    const inner = radius * (i % 5 ? 0.62 : 0.54)
    to.lineWidth = radius * (i % 5 ? 0.05 : 0.08)
    to.beginPath()
    to.moveTo(c * radius * 0.74, s * radius * 0.74)
    to.lineTo(c * inner, s * inner)
    to.stroke()
  }
  to.restore()
}

/** A time, as a pie that fills: whole when it has been long enough. */
export function pieClock(still: boolean, easel: Easel, x: number, y: number, radius: number) {
  const WEDGES = 24
  hang(
    easel,
    bake(easel.px, { x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius }, (to) => {
      to.fillStyle = '#1E2638'
      to.beginPath()
      to.arc(x, y, radius - 1, 0, 7)
      to.fill()
      to.fillStyle = '#FBFAF7'
      to.beginPath()
      to.arc(x, y, radius - 6, 0, 7)
      to.fill()
      to.strokeStyle = '#434E64'
      for (let i = 0; i < 12; i++) {
        const angle = (i * Math.PI) / 6
        to.lineWidth = i % 3 ? 1.6 : 3
        to.beginPath()
        to.moveTo(x + Math.cos(angle) * (radius - 11), y + Math.sin(angle) * (radius - 11))
        to.lineTo(x + Math.cos(angle) * (radius - 17), y + Math.sin(angle) * (radius - 17))
        to.stroke()
      }
    }),
    x - radius,
    y - radius,
  )
  const wedge = stamp(easel, radius - 20, radius - 20, (to) => {
    to.fillStyle = '#E9917C'
    to.beginPath()
    to.moveTo(0, 0)
    to.arc(0, 0, radius - 21, -Math.PI / 2 - 0.01, -Math.PI / 2 + (2 * Math.PI) / WEDGES + 0.02)
    to.fill()
  })
  const wedges = [wedge, ...Array.from({ length: WEDGES - 1 }, () => easel.scene.add.image(0, 0, wedge.texture.key))]
  wedges.forEach((image, i) =>
    image
      .setPosition(x, y)
      .setOrigin(0.5)
      .setScale(1 / easel.px)
      .setRotation((i * 2 * Math.PI) / WEDGES),
  )
  return follow(still, (share) => wedges.forEach((image, i) => void image.setVisible(i < Math.round(share * WEDGES))))
}

/** Neighbouring pictures of one thing at growing values, the next faded in over the last. */
export function stages(still: boolean, images: readonly GameObjects.Image[]) {
  return follow(still, (value) =>
    images.forEach((image, i) => {
      const alpha = Math.min(Math.max(value * images.length - i, 0), 1)
      image.setVisible(alpha > 0).setAlpha(alpha)
    }),
  )
}

/** Slices of colour one upon another, on whole pixels: a band in a bed. */
export function band(still: boolean, easel: Easel, box: Frame, slices: number, colour: string) {
  const edge = (i: number): number => Math.round((box.y + (i * box.h) / slices) * easel.px) / easel.px
  const tallest = Math.ceil((box.h / slices) * easel.px) / easel.px
  const first = hang(
    easel,
    bake(easel.px, { x: 0, y: 0, w: box.w, h: tallest }, (to) => {
      to.fillStyle = colour
      to.fillRect(0, 0, box.w, tallest)
    }),
    box.x,
    box.y,
  )
  const follows = Array.from({ length: slices }, (_, i) => {
    const image = i === 0 ? first : again(easel, first)
    image.setY(edge(i))
    image.setCrop(0, 0, image.width, Math.round((edge(i + 1) - edge(i)) * easel.px))
    return follow(still, (share) => void image.setVisible(share > 0.01).setAlpha(Math.min(share, 1)))
  })
  return {
    /** However many values: spread over the slices. */
    to(values: readonly number[]): void {
      follows.forEach((slice, i) => {
        if (values.length === 0) return slice.to(0)
        const at = ((i + 0.5) / slices) * values.length - 0.5
        const low = Math.min(Math.max(Math.floor(at), 0), values.length - 1)
        const next = Math.min(low + 1, values.length - 1)
        slice.to(values[low] + (values[next] - values[low]) * Math.min(Math.max(at - low, 0), 1))
      })
    },
    frame(step_ms: number): void {
      for (const slice of follows) slice.frame(step_ms)
    },
  }
}

/** Something that turns while it is driven: blades seen from the side. */
export function impeller(still: boolean, easel: Easel, image: GameObjects.Image) {
  let turn = 0
  let speed = 0
  return {
    to(value: number): void {
      speed = value
    },
    frame(step_ms: number): void {
      if (speed > 0 && !still) turn = (turn + step_ms / (1400 - 900 * Math.min(speed, 1))) % 1
      const facing = Math.cos(turn * 2 * Math.PI)
      // Never edge-on to nothing: a blade has thickness.
      image.setScale((Math.sign(facing || 1) * Math.max(Math.abs(facing), 0.14)) / easel.px, 1 / easel.px)
    },
  }
}

/** A wheel that turns while something is pumped. */
export function rotor(still: boolean, image: GameObjects.Image) {
  let speed = 0
  return {
    to(value: number): void {
      speed = value
    },
    frame(step_ms: number): void {
      if (speed > 0 && !still) image.setRotation(image.rotation + (step_ms / 160) * Math.min(0.25 + speed, 1))
    },
  }
}

export type Layers = Readonly<Record<string, readonly [DrawingName, readonly string[]]>>
export type PartsOf<L extends Layers> = Record<keyof L, Art>

export async function loadParts<L extends Layers>(layers: L): Promise<PartsOf<L>> {
  const entries = await Promise.all(
    Object.entries(layers).map(async ([name, [drawing, wanted]]) => [name, await art(drawing, wanted)] as const),
  )
  return Object.fromEntries(entries) as PartsOf<L>
}

/** Drawings with product in them that the plasma plant has in gold. */
const GOLD: Partial<Record<DrawingName, DrawingName>> = {
  cartridge: 'goldCartridge',
  column: 'goldColumn',
  depthFilter: 'goldDepthFilter',
  sight: 'goldSight',
  ufdf: 'goldUfdf',
  uv: 'goldUv',
}
export const goldOf = (plant: MachineView['plant'], drawing: DrawingName): DrawingName =>
  (plant === 'plasma' && GOLD[drawing]) || drawing

/** The layers of drawings in the colour of this plant's product. */
export const inColour = <L extends Layers>(plant: MachineView['plant'], layers: L): L =>
  Object.fromEntries(
    Object.entries(layers).map(([name, [drawing, wanted]]) => [name, [goldOf(plant, drawing), wanted]]),
  ) as unknown as L

/** Paints a drawing into what stands behind. */
export function paintAt(to: CanvasRenderingContext2D, picture: Art, { x, y, scale = 1 }: Place): void {
  to.drawImage(picture.image, x, y, picture.width * scale, picture.height * scale)
}
