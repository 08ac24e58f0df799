import type { GameObjects, Scene, Textures } from 'phaser'
import type { Art } from './drawing.ts'
import type { Fit, Frame } from './fit.ts'

/** Where things are rasterised once for the current size, and hung up. Everything on it goes when it is cleared. */
export interface Easel {
  readonly scene: Scene
  readonly fit: Fit
  /** Device pixels per unit. */
  readonly px: number
  /** Drawn by Canvas, without a graphics processor. */
  readonly software: boolean
  /** The part of the picture's plane that is seen at rest. */
  readonly seen: Frame
  /** All that a moving camera can see; the same as `seen` where it stays. */
  readonly whole: Frame
  /** Device pixels per unit when all of it is seen. */
  readonly wholePx: number
  /** Coarse pictures of the whole: drawn only when the camera is further than rest. */
  readonly behind: GameObjects.Image[]
  readonly textures: string[]
  /** To be called when what is already hung has been painted over. */
  readonly spoil: () => void
  /** Cleared: what arrives late is not hung any more. */
  gone: boolean
}

export interface Place {
  readonly x: number
  readonly y: number
  /** Picture units per unit of the drawing. */
  readonly scale?: number
  readonly flip?: boolean
  /** Part of the drawing, in its own units; the whole of it without. */
  readonly box?: Frame
  /** Turning point in the drawing's units; the left upper corner without. */
  readonly pivot?: { readonly x: number; readonly y: number }
}

export const INK = '#1E2638'

let made = 0

/** A canvas of device pixels, its context already in the units of `frame`. */
export function bake(px: number, frame: Frame, paint: (to: CanvasRenderingContext2D) => void): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.ceil(frame.w * px))
  canvas.height = Math.max(1, Math.ceil(frame.h * px))
  const to = canvas.getContext('2d')
  if (!to) throw new Error('no 2d canvas')
  to.scale(px, px)
  to.translate(-frame.x, -frame.y)
  paint(to)
  return canvas
}

/** A baked canvas as a texture of the easel. */
export function textureOf(easel: Easel, canvas: HTMLCanvasElement): Textures.Texture {
  const key = `baked-${++made}`
  // Not addCanvas: that one reads every pixel back.
  const texture = easel.scene.textures.create(key, canvas as unknown as HTMLImageElement, canvas.width, canvas.height)
  if (!texture) throw new Error(`texture ${key}`)
  texture.add('__BASE', 0, 0, 0, canvas.width, canvas.height)
  easel.textures.push(key)
  return texture
}

/** Hangs a canvas that was baked for `frame` where it belongs. */
export function hang(easel: Easel, canvas: HTMLCanvasElement, x: number, y: number): GameObjects.Image {
  const { key } = textureOf(easel, canvas)
  // On whole device pixels: crisp, and several times faster to copy where no graphics processor does it.
  const snap = (at: number, start: number): number => start + Math.round((at - start) * easel.px) / easel.px
  return easel.scene.add
    .image(snap(x, easel.fit.left), snap(y, easel.fit.top), key)
    .setOrigin(0)
    .setScale(1 / easel.px)
}

/** Rasterises a drawing, or a box of it, and hangs it up. */
export function put(easel: Easel, art: Art, place: Place): GameObjects.Image {
  const scale = place.scale ?? 1
  const box = place.box ?? { x: 0, y: 0, w: art.width, h: art.height }
  const frame = { x: box.x * scale, y: box.y * scale, w: box.w * scale, h: box.h * scale }
  const canvas = bake(easel.px, frame, (to) => {
    if (place.flip) {
      to.translate(2 * frame.x + frame.w, 0)
      to.scale(-1, 1)
    }
    to.drawImage(art.image, 0, 0, art.width * scale, art.height * scale)
  })
  const image = hang(easel, canvas, place.x + frame.x, place.y + frame.y)
  if (place.pivot) {
    image.setOrigin((place.pivot.x - box.x) / box.w, (place.pivot.y - box.y) / box.h)
    image.setPosition(place.x + place.pivot.x * scale, place.y + place.pivot.y * scale)
  }
  return image
}

/** A drawing of a few strokes, in units, around (0, 0). */
export function stamp(
  easel: Easel,
  halfWidth: number,
  halfHeight: number,
  paint: (to: CanvasRenderingContext2D) => void,
): GameObjects.Image {
  const frame = { x: -halfWidth, y: -halfHeight, w: 2 * halfWidth, h: 2 * halfHeight }
  return hang(easel, bake(easel.px, frame, paint), 0, 0).setOrigin(0.5)
}

/** More of what is already rasterised. */
export function again(easel: Easel, image: GameObjects.Image): GameObjects.Image {
  return easel.scene.add
    .image(image.x, image.y, image.texture.key)
    .setOrigin(image.originX, image.originY)
    .setScale(1 / easel.px)
}

/** Shows only the part of a rasterised drawing below (or above) a height of the picture. */
export function cutAbove(easel: Easel, image: GameObjects.Image, y: number): void {
  // Whole pixels: see `hang`.
  const from = Math.round(Math.min(Math.max((y - image.y) * easel.px, 0), image.height))
  image.setCrop(0, from, image.width, image.height - from)
}

/** The cut earth and slabs that everything stands in: ink with a fine hatch, over all that is seen. */
export function hatch(to: CanvasRenderingContext2D, seen: Frame): void {
  to.fillStyle = INK
  to.fillRect(seen.x, seen.y, seen.w, seen.h)
  to.strokeStyle = '#FFFFFF0D'
  to.lineWidth = 2
  to.beginPath()
  const step = 14.142
  const start = Math.floor((seen.x - seen.y - seen.h) / step) * step
  for (let d = start; d < seen.x + seen.w - seen.y; d += step) {
    to.moveTo(d + seen.y, seen.y)
    to.lineTo(d + seen.y + seen.h, seen.y + seen.h)
  }
  to.stroke()
}

export const plateWidth = (grade: string): number => (grade.length > 1 ? 56 : 40)

/** Letter of a cleanroom grade on its ink square; the room's name is told by the page. */
export function gradePlate(to: CanvasRenderingContext2D, x: number, y: number, letter: string): void {
  const width = plateWidth(letter)
  to.fillStyle = INK
  to.beginPath()
  to.roundRect(x, y, width, 40, 4)
  to.fill()
  to.fillStyle = '#FFFFFF'
  to.font = `800 ${letter.length > 1 ? 20 : 27}px Bricolage, 'Arial Narrow', sans-serif`
  to.textAlign = 'center'
  to.textBaseline = 'alphabetic'
  to.fillText(letter, x + width / 2, y + 29)
}

/** Equipment tag, in mono, centred. */
export function tagPlate(to: CanvasRenderingContext2D, x: number, y: number, tag: string, size = 12.5): void {
  to.font = `500 ${size}px 'Atkinson Mono', ui-monospace, monospace`
  to.textAlign = 'center'
  to.textBaseline = 'middle'
  to.fillStyle = INK
  to.fillText(tag, x, y + 0.6)
}

export function clear(easel: Easel): void {
  easel.gone = true
  easel.scene.children.removeAll(true)
  for (const key of easel.textures) easel.scene.textures.remove(key)
  easel.textures.length = 0
}

/** A soft round light. */
export function glow(easel: Easel, radius: number, rgb: string, strength = 1): GameObjects.Image {
  return stamp(easel, radius, radius, (to) => {
    const light = to.createRadialGradient(0, 0, 0, 0, 0, radius)
    light.addColorStop(0, `rgba(${rgb},${strength})`)
    light.addColorStop(0.4, `rgba(${rgb},${strength * 0.42})`)
    light.addColorStop(1, `rgba(${rgb},0)`)
    to.fillStyle = light
    to.fillRect(-radius, -radius, 2 * radius, 2 * radius)
  })
}

/**
 * All that stands behind, by day and at night, one over the other; each baked when first seen. In software the two are
 * mixed beforehand, in steps too small to see: two pictures of the full size are too many for every frame.
 */
export function dayAndNight(easel: Easel, paint: (to: CanvasRenderingContext2D, night: boolean) => void) {
  const sharp = layers(easel, easel.seen, easel.px, -1, paint)
  if (easel.whole === easel.seen) return sharp
  const coarse = layers(easel, easel.whole, easel.wholePx, -3, paint, easel.behind)
  return {
    show(dark: number): void {
      coarse.show(dark)
      sharp.show(dark)
    },
  }
}

function layers(
  easel: Easel,
  frame: Frame,
  px: number,
  depth: number,
  paint: (to: CanvasRenderingContext2D, night: boolean) => void,
  list: GameObjects.Image[] = [],
) {
  const canvases = new Map<boolean, HTMLCanvasElement>()
  const canvas = (night: boolean): HTMLCanvasElement => {
    let found = canvases.get(night)
    if (!found) {
      found = bake(px, frame, (to) => paint(to, night))
      canvases.set(night, found)
    }
    return found
  }
  const hung = (picture: HTMLCanvasElement, order: number): GameObjects.Image => {
    const image = hang(easel, picture, frame.x, frame.y)
      .setDepth(order)
      .setScale(1 / px)
    list.push(image)
    return image
  }
  if (easel.software) {
    const mixed = bake(px, frame, () => undefined)
    const to = mixed.getContext('2d')!
    to.setTransform(1, 0, 0, 1, 0, 0)
    hung(mixed, depth)
    let shown = -1
    return {
      show(dark: number): void {
        const step = Math.round(dark * 50) / 50
        if (step === shown) return
        shown = step
        easel.spoil()
        for (const night of [false, true]) {
          const alpha = night ? step : 1
          if (alpha === 0 || (!night && step === 1)) continue
          to.globalAlpha = alpha
          to.drawImage(canvas(night), 0, 0)
        }
      },
    }
  }
  const images = new Map<boolean, GameObjects.Image>()
  const image = (night: boolean): GameObjects.Image => {
    let found = images.get(night)
    if (!found) {
      found = hung(canvas(night), night ? depth : depth - 1)
      images.set(night, found)
    }
    return found
  }
  return {
    show(dark: number): void {
      if (dark < 1) image(false)
      if (dark > 0) image(true)
      images.get(false)?.setVisible(dark < 1)
      images
        .get(true)
        ?.setVisible(dark > 0)
        .setAlpha(dark)
    },
  }
}
