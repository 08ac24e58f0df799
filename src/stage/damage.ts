/**
 * Without a graphics processor every pixel is the processor's own work: of each frame, only what has changed since the
 * last one is drawn again. What has changed is told by comparing every image with how it was drawn last.
 */
import type { Cameras, Game, GameObjects, Renderer, Scene } from 'phaser'

/** In device pixels, ends not included. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Pixels that take as long as beginning with one more part of the screen and the dozen images in it. */
const PART = 14_000
/** Between whole pixels an image of that many takes eight times as long, and nobody sees it there. */
const LARGE = 10_000

const areaOf = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top)
const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
const around = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
})

/** Adds a box to the parts to be drawn; those that are cheaper drawn together become one. */
export function addTo(parts: Box[], box: Box): void {
  let grown = box
  for (let i = parts.length - 1; i >= 0; i--) {
    const both = around(parts[i], grown)
    if (areaOf(both) >= areaOf(parts[i]) + areaOf(grown) + PART) continue
    grown = both
    parts.splice(i, 1)
    // Larger now: those already passed may go with it.
    i = parts.length
  }
  parts.push(grown)
}

/** Turned pieces that are kept at most. */
const KEPT = 700

/** A piece of a texture as it is turned, ready to be copied pixel by pixel. */
interface Piece {
  readonly id: number
  readonly canvas: HTMLCanvasElement
  /** From the point it turns around to its left upper corner. */
  readonly left: number
  readonly top: number
}

const RADIAN = 180 / Math.PI
/** Near upright every degree is seen; a swinging arm may go in steps of three. */
const stepped = (degrees: number): number => (Math.abs(degrees) < 9 ? Math.round(degrees) : Math.round(degrees / 3) * 3)

/**
 * Limbs. A turned image costs thirty times a straight one, and a figure has fourteen: each is turned once by every whole
 * angle it takes, and copied from then on. The longest unused go first.
 */
class Turned {
  private readonly kept = new Map<string, Piece>()
  private made = 0

  piece(image: GameObjects.Image, degrees: number, mirrored: boolean): Piece {
    const { frame } = image
    const key = `${frame.texture.key} ${frame.name} ${degrees} ${mirrored}`
    const found = this.kept.get(key)
    if (found) {
      this.kept.delete(key)
      this.kept.set(key, found)
      return found
    }
    const cos = Math.cos(degrees / RADIAN)
    const sin = Math.sin(degrees / RADIAN)
    const side = mirrored ? -1 : 1
    const { width, height, displayOriginX: x, displayOriginY: y } = image
    const us = [-x * side, (width - x) * side]
    const vs = [-y, height - y]
    const left = Math.floor(Math.min(...us.flatMap((u) => vs.map((v) => u * cos - v * sin)))) - 1
    const top = Math.floor(Math.min(...us.flatMap((u) => vs.map((v) => u * sin + v * cos)))) - 1
    const right = Math.ceil(Math.max(...us.flatMap((u) => vs.map((v) => u * cos - v * sin)))) + 1
    const bottom = Math.ceil(Math.max(...us.flatMap((u) => vs.map((v) => u * sin + v * cos)))) + 1
    const canvas = document.createElement('canvas')
    canvas.width = right - left
    canvas.height = bottom - top
    const to = canvas.getContext('2d')
    if (!to) throw new Error('no 2d canvas')
    to.setTransform(cos * side, sin * side, -sin, cos, -left, -top)
    const from = frame.canvasData as unknown as { readonly x: number; readonly y: number }
    to.drawImage(frame.source.image as HTMLCanvasElement, from.x, from.y, width, height, -x, -y, width, height)
    const piece = { id: ++this.made, canvas, left, top }
    this.kept.set(key, piece)
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!)
    return piece
  }

  clear(): void {
    this.kept.clear()
  }
}

/** Phaser's own record of how an image is cropped, not in its types. */
interface Crop {
  readonly x: number
  readonly y: number
  readonly cx: number
  readonly cy: number
  readonly cw: number
  readonly ch: number
}

/** Where an image is taken from its texture, and how it lies on the screen: a matrix and the box before it. */
class Drawn {
  readonly image: GameObjects.Image
  /** What the image said of itself when it was drawn last: most have nothing new to say. */
  private readonly said = new Float64Array(11).fill(NaN)
  /** a, b, c, d, e, f of the canvas; left, top, width, height; from x, from y; opacity; order; turned piece. */
  private readonly as = new Float64Array(15).fill(NaN)
  private source: HTMLCanvasElement
  box: Box = { left: 0, top: 0, right: 0, bottom: 0 }
  frame = 0
  constructor(image: GameObjects.Image) {
    this.image = image
    this.source = image.frame.source.image as HTMLCanvasElement
  }

  private says(crop: Crop | null): boolean {
    const { image, said } = this
    let news = said[0] !== image.x || said[1] !== image.y || said[2] !== image.scaleX || said[3] !== image.scaleY
    news ||= said[4] !== image.rotation || said[5] !== image.alpha || said[6] !== image.depth
    if (crop) news ||= said[7] !== crop.cx || said[8] !== crop.cy || said[9] !== crop.cw || said[10] !== crop.ch
    if (!news) return false
    said[0] = image.x
    said[1] = image.y
    said[2] = image.scaleX
    said[3] = image.scaleY
    said[4] = image.rotation
    said[5] = image.alpha
    said[6] = image.depth
    if (crop) said.set([crop.cx, crop.cy, crop.cw, crop.ch], 7)
    return true
  }

  /** Takes down how the image is to be drawn now; true when that is another way than before. */
  note({ zoom, scrollX, scrollY }: Cameras.Scene2D.Camera, turned: Turned, moved: boolean): boolean {
    const { image } = this
    const crop = image.isCropped ? (image as unknown as Record<string, Crop>)['_crop']! : null
    if (!this.says(crop) && !moved) return false
    const wide = image.scaleX * zoom
    // Only the parts of figures are frames of a larger texture.
    if (image.frame.name !== '__BASE' && Math.abs(Math.abs(wide) - 1) + Math.abs(image.scaleY * zoom - 1) < 1e-6) {
      const { id, canvas, left, top } = turned.piece(image, stepped(image.rotation * RADIAN), wide < 0)
      this.source = canvas
      const e = Math.round((image.x - scrollX) * zoom)
      const f = Math.round((image.y - scrollY) * zoom)
      return this.take([1, 0, 0, 1, e, f, left, top, canvas.width, canvas.height, 0, 0, image.alpha, image.depth, id])
    }
    this.source = image.frame.source.image as HTMLCanvasElement
    const from = image.frame.canvasData as unknown as { readonly x: number; readonly y: number }
    const cos = Math.cos(image.rotation) * zoom
    const sin = Math.sin(image.rotation) * zoom
    const a = cos * image.scaleX
    const d = cos * image.scaleY
    let left = (crop ? crop.x : 0) - image.displayOriginX
    let top = (crop ? crop.y : 0) - image.displayOriginY
    const width = crop ? crop.cw : image.width
    const height = crop ? crop.ch : image.height
    let e = (image.x - scrollX) * zoom
    let f = (image.y - scrollY) * zoom
    if (width * height > LARGE && image.rotation === 0 && Math.abs(a - 1) + Math.abs(d - 1) < 1e-6) {
      e = Math.round(e + left)
      f = Math.round(f + top)
      left = 0
      top = 0
    }
    const b = sin * image.scaleX
    const c = -sin * image.scaleY
    const [x, y] = crop ? [crop.cx, crop.cy] : [from.x, from.y]
    return this.take([a, b, c, d, e, f, left, top, width, height, x, y, image.alpha, image.depth, 0])
  }

  private take(next: readonly number[]): boolean {
    if (next.every((value, i) => this.as[i] === value)) return false
    this.as.set(next)
    const [a, b, c, d, e, f, left, top, width, height] = next
    const across = [a * left, a * (left + width)]
    const aslant = [c * top, c * (top + height)]
    const along = [b * left, b * (left + width)]
    const down = [d * top, d * (top + height)]
    // A hair more: what lies between pixels touches both.
    this.box = {
      left: Math.floor(e + Math.min(...across) + Math.min(...aslant)) - 1,
      top: Math.floor(f + Math.min(...along) + Math.min(...down)) - 1,
      right: Math.ceil(e + Math.max(...across) + Math.max(...aslant)) + 1,
      bottom: Math.ceil(f + Math.max(...along) + Math.max(...down)) + 1,
    }
    return true
  }

  draw(to: CanvasRenderingContext2D): void {
    const [a, b, c, d, e, f, left, top, width, height, x, y, alpha] = this.as
    if (alpha === 0 || width <= 0 || height <= 0) return
    to.setTransform(a, b, c, d, e, f)
    to.globalAlpha = alpha
    to.drawImage(this.source, x, y, width, height, left, top, width, height)
  }
}

/** Makes a game of images draw only what has changed; what is returned makes it draw all of the next frame. */
export function drawChangesOnly(game: Game): () => void {
  const renderer = game.renderer as Renderer.Canvas.CanvasRenderer
  const turned = new Turned()
  const known = new Map<GameObjects.GameObject, Drawn>()
  let order: Drawn[] = []
  let spoilt = true
  let frame = 0

  /** Parts of the screen that are no longer what they should be. */
  function changed(children: readonly GameObjects.GameObject[], camera: Cameras.Scene2D.Camera): Box[] {
    frame++
    const parts: Box[] = []
    order = []
    for (const child of children) {
      let drawn = known.get(child)
      if (!drawn) {
        drawn = new Drawn(child as GameObjects.Image)
        known.set(child, drawn)
      }
      order.push(drawn)
      const before = drawn.frame === 0 ? null : drawn.box
      drawn.frame = frame
      if (!drawn.note(camera, turned, spoilt)) continue
      if (before) addTo(parts, before)
      addTo(parts, drawn.box)
    }
    for (const [child, drawn] of known) {
      if (drawn.frame === frame) continue
      addTo(parts, drawn.box)
      known.delete(child)
    }
    return parts
  }

  renderer.render = (_: Scene, children: GameObjects.GameObject[], camera: Cameras.Scene2D.Camera) => {
    const screen = { left: 0, top: 0, right: renderer.width, bottom: renderer.height }
    const parts = changed(children, camera)
    const to = renderer.gameContext
    for (const part of spoilt ? [screen] : parts) {
      if (!meet(part, screen)) continue
      to.save()
      to.setTransform(1, 0, 0, 1, 0, 0)
      to.beginPath()
      to.rect(part.left, part.top, part.right - part.left, part.bottom - part.top)
      to.clip()
      for (const drawn of order) if (meet(drawn.box, part)) drawn.draw(to)
      to.restore()
    }
    spoilt = false
  }
  return () => {
    spoilt = true
    turned.clear()
  }
}
