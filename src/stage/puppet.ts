/** A jointed figure: its layers hang from one another, a pose is a set of angles. All people share one skeleton. */
import type { GameObjects } from 'phaser'
import type { DrawingName } from './assets.ts'
import { sheet, type Art } from './drawing.ts'
import { bake, textureOf, type Easel } from './easel.ts'
import type { Frame } from './fit.ts'

/** Degrees, each against what it hangs from; a figure looks to the right, negative lifts a limb to the front. */
export interface Pose {
  readonly torso: number
  readonly head: number
  readonly upperBack: number
  readonly foreBack: number
  readonly upperFront: number
  readonly foreFront: number
  readonly thighBack: number
  readonly shinBack: number
  readonly thighFront: number
  readonly shinFront: number
}

export type Held = 'tablet' | 'phone' | 'lamp' | 'bottle'

export const STAND: Pose = {
  torso: 0,
  head: 0,
  upperBack: 6,
  foreBack: -8,
  upperFront: -4,
  foreFront: -8,
  thighBack: 1,
  shinBack: 0,
  thighFront: -1,
  shinFront: 0,
}

/** A stride of 120 units of the drawing: two steps. */
export function walking(distance: number): Pose {
  const phase = (distance / 120) * 2 * Math.PI
  const swing = Math.sin(phase)
  const lift = Math.cos(phase)
  return {
    torso: 3,
    head: -2,
    upperBack: -26 * swing,
    foreBack: -18 - 8 * Math.max(swing, 0),
    upperFront: 26 * swing,
    foreFront: -18 - 8 * Math.max(-swing, 0),
    thighBack: 25 * swing - 4 * Math.max(-lift, 0),
    shinBack: 5 + 46 * Math.max(-lift, 0) ** 1.4,
    thighFront: -25 * swing - 4 * Math.max(lift, 0),
    shinFront: 5 + 46 * Math.max(lift, 0) ** 1.4,
  }
}

type Bone = keyof Pose
type Place = readonly [x: number, y: number]

interface Part {
  readonly layer: string
  readonly box: Frame
  readonly pivot: Place
  /** The angle it turns by, and what it hangs from. */
  readonly bone: Bone | null
  readonly from: string | null
}

const part = (layer: string, [x, y, w, h]: number[], pivot: Place, bone: Bone | null, from: string | null): Part => ({
  layer,
  box: { x, y, w, h },
  pivot,
  bone,
  from,
})

const HEAD: Place = [61, 66]
const HAND: Place = [77, 126]

/** Back to front, as in the drawings. */
const PARTS: readonly Part[] = [
  part('shadow', [12, 186, 96, 20], [60, 196], null, null),
  part('upper-back', [33, 69, 22, 42], [44, 80], 'upperBack', 'torso'),
  part('fore-back', [33, 90, 23, 47], [44, 101], 'foreBack', 'upper-back'),
  part('thigh-back', [38, 109, 26, 55], [51, 122], 'thighBack', null),
  part('shin-back', [38, 139, 34, 59], [51, 152], 'shinBack', 'thigh-back'),
  part('thigh-front', [56, 109, 26, 55], [69, 122], 'thighFront', null),
  part('shin-front', [56, 139, 35, 59], [69, 152], 'shinFront', 'thigh-front'),
  part('torso', [29, 61, 66, 102], [60, 126], 'torso', null),
  part('head', [22, 0, 72, 78], HEAD, 'head', 'torso'),
  part('eyes', [52, 34, 28, 12], HEAD, null, 'head'),
  part('lids', [50, 33, 33, 15], HEAD, null, 'head'),
  part('mouth', [57, 48, 18, 12], HEAD, null, 'head'),
  part('gape', [60, 47, 12, 14], HEAD, null, 'head'),
  part('tablet', [48, 87, 44, 33], [70, 104], null, 'torso'),
  part('upper-front', [66, 69, 22, 42], [77, 80], 'upperFront', 'torso'),
  part('phone', [70, 117, 14, 31], HAND, null, 'fore-front'),
  part('lamp', [62, 121, 30, 40], HAND, null, 'fore-front'),
  part('bottle', [65, 119, 24, 38], HAND, null, 'fore-front'),
  part('fore-front', [66, 90, 23, 47], [77, 101], 'foreFront', 'upper-front'),
]
/** Parents before children. */
const ORDER = [...PARTS].sort((a, b) => depthOf(a) - depthOf(b))
function depthOf({ from }: Part): number {
  return from === null ? 0 : 1 + depthOf(PARTS.find((p) => p.layer === from)!)
}

/** Soles, in the shins' own places: the lower one stands on the floor. */
const SOLES: readonly (readonly [string, Place])[] = [
  ['shin-back', [52, 195]],
  ['shin-front', [70, 195]],
]
const FOOT = { x: 60, y: 195 }
const LEG = 73

export const loadPuppet = (who: DrawingName): Promise<Art> => sheet(who, PARTS)

export interface Puppet {
  readonly images: readonly GameObjects.Image[]
  /** Draws the figure with its feet at a place; `facing` 1 to the right, -1 to the left, between them it turns. */
  draw(at: { x: number; y: number; facing: number; sway: number; alpha: number }, pose: Pose, face: Face): void
}

export interface Face {
  readonly blink: boolean
  readonly gape: boolean
  /** 0 to 1: how far the jaw is. */
  readonly chew: number
  readonly held: Held | null
}

const RADIANS = Math.PI / 180

export function puppet(easel: Easel, art: Art, scale: number, depth: number): Puppet {
  const px = easel.px * scale
  const canvas = bake(px, { x: 0, y: 0, w: art.width, h: art.height }, (to) => to.drawImage(art.image, 0, 0))
  const texture = textureOf(easel, canvas)
  const images = new Map<string, GameObjects.Image>()
  let left = 0
  for (const { layer, box, pivot } of PARTS) {
    const from = Math.floor(left * px)
    const wide = Math.ceil(box.w * px)
    const high = Math.ceil(box.h * px)
    texture.add(layer, 0, from, 0, wide, high)
    const image = easel.scene.add.image(0, 0, texture.key, layer)
    image
      .setOrigin(((left + pivot[0] - box.x) * px - from) / wide, ((pivot[1] - box.y) * px) / high)
      .setDepth(depth)
      .setVisible(false)
    images.set(layer, image)
    left += box.w
  }
  const joints = new Map<string, { x: number; y: number; angle: number }>()
  return {
    images: [...images.values()],
    draw({ x, y, facing, sway, alpha }, pose, face) {
      for (const { layer, pivot, bone, from } of ORDER) {
        const turn = bone === null ? 0 : pose[bone]
        const parent = from === null ? null : joints.get(from)!
        const legs = layer.startsWith('thigh')
        // Weight goes from one leg to the other: the hip moves, the feet stay.
        const own = legs ? turn + sway / LEG / RADIANS : layer === 'tablet' ? -8 : turn
        if (!parent) {
          joints.set(layer, { x: pivot[0] + (layer === 'shadow' ? 0 : sway), y: pivot[1], angle: own })
          continue
        }
        const { pivot: start } = PARTS.find((p) => p.layer === from)!
        const cos = Math.cos(parent.angle * RADIANS)
        const sin = Math.sin(parent.angle * RADIANS)
        const dx = pivot[0] - start[0]
        const dy = pivot[1] - start[1]
        joints.set(layer, {
          x: parent.x + cos * dx - sin * dy,
          y: parent.y + sin * dx + cos * dy,
          // What is full or shines stays upright in any hand.
          angle: layer === 'bottle' || layer === 'lamp' ? 0 : parent.angle + own,
        })
      }
      let lowest = 0
      for (const [layer, sole] of SOLES) {
        const joint = joints.get(layer)!
        const { pivot } = PARTS.find((p) => p.layer === layer)!
        const sin = Math.sin(joint.angle * RADIANS)
        const cos = Math.cos(joint.angle * RADIANS)
        lowest = Math.max(lowest, joint.y + sin * (sole[0] - pivot[0]) + cos * (sole[1] - pivot[1]))
      }
      const down = FOOT.y - lowest
      const mirrored = facing < 0 ? -1 : 1
      const wide = Math.max(Math.abs(facing), 0.15) * mirrored
      const shown: Record<string, boolean> = {
        lids: face.blink,
        eyes: !face.blink,
        gape: face.gape,
        mouth: !face.gape,
        tablet: face.held === 'tablet',
        phone: face.held === 'phone',
        lamp: face.held === 'lamp',
        bottle: face.held === 'bottle',
      }
      for (const { layer } of PARTS) {
        const image = images.get(layer)!
        const visible = alpha > 0 && (shown[layer] ?? true)
        image.setVisible(visible)
        if (!visible) continue
        const joint = joints.get(layer)!
        const lift = layer === 'shadow' ? 0 : down
        image
          .setPosition(x + (joint.x - FOOT.x) * scale * wide, y + (joint.y + lift - 196) * scale)
          .setRotation(joint.angle * RADIANS * mirrored)
          .setScale(wide / easel.px, (layer === 'mouth' ? 1 + 0.5 * face.chew : 1) / easel.px)
          .setAlpha(alpha)
      }
    },
  }
}
