import type { LineView, MachineView } from '../../present/index.ts'
import { sketch } from '../drawing.ts'
import { bake, hang, put } from '../easel.ts'
import { flow } from '../flow.ts'
import { pipeSvg, type Point } from '../pipes.ts'
import { FLOOR, type Rig } from './kind.ts'
import { level, loadParts, paintAt } from './live.ts'

/** The drawing of a vessel: feet and the liquid inside, in its own units. */
const FEET = { x: 75, y: 232 }
const FULL = 48
const EMPTY = 205

const parts = (drawing: 'pool' | 'goldPool') =>
  ({
    still: [drawing, ['shadow', 'legs', 'back']],
    liquid: [drawing, ['liquid']],
    front: [drawing, ['front']],
  }) as const
const LOOKS = {
  antibody: { parts: parts('pool'), product: '#E9917C', surface: '#F6CFC2', thin: '#F3D6CB', bound: '#DD7056' },
  plasma: { parts: parts('goldPool'), product: '#E8B045', surface: '#F6DDA8', thin: '#F3E3BC', bound: '#D9952A' },
} as const

/** What a plant's product looks like in glass and pipes; vectors are as rose as antibodies. */
export const lookOf = (plant: MachineView['plant']) => LOOKS[plant === 'plasma' ? 'plasma' : 'antibody']

const STEEL = 16

export interface Course {
  /** From the feed vessel's outlet into the machine, and from the machine into the pool vessel. */
  readonly into: readonly Point[] | null
  readonly out: readonly Point[] | null
  /** Middle of each vessel; null: the machine has its own. */
  readonly feedAt: number | null
  readonly poolAt: number | null
  readonly scale?: number
  readonly plant?: MachineView['plant']
}

/** Outlet under a vessel, and inlet on top of it. */
export const outletOf = (x: number, scale = 1): Point => [x, FLOOR - (FEET.y - 216) * scale]
export const inletOf = (x: number, scale = 1): Point => [x, FLOOR - (FEET.y - 10) * scale]

/** The vessel the product comes from, the one it goes to, and the pipes between rooms under the floor. */
export async function vessels({ into, out, feedAt, poolAt, scale = 1, plant = 'antibody' }: Course) {
  const look = lookOf(plant)
  const parts = await loadParts(look.parts)
  const places = [feedAt, poolAt].map((at) =>
    at === null ? null : { x: at - FEET.x * scale, y: FLOOR - FEET.y * scale, scale },
  )
  const under: Point[][] = []
  if (feedAt !== null)
    under.push([
      [-20, 852],
      [feedAt - 46 * scale, 852],
      [feedAt - 46 * scale, FLOOR - 30 * scale],
    ])
  if (poolAt !== null)
    under.push([
      [poolAt + 46 * scale, FLOOR - 30 * scale],
      [poolAt + 46 * scale, 852],
      [1360, 852],
    ])
  const lines = [
    ...under.map((points) => ({ points, width: STEEL })),
    ...[into, out].flatMap((points) => (points ? [{ points, width: 14, colour: look.product }] : [])),
  ]
  const pipes = await sketch(1340, 872, lines.map(pipeSvg).join(''))
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(pipes.image, 0, 0, 1340, 872)
      for (const place of places) if (place) paintAt(to, parts.still, place)
    },
    hang({ easel, still, spot }: Rig) {
      const levels = places.map((place, i) => {
        if (!place) return null
        const liquid = put(easel, parts.liquid, place)
        const surface = hang(
          easel,
          bake(easel.px, { x: -60 * scale, y: -6, w: 120 * scale, h: 12 }, (to) => {
            to.fillStyle = look.surface
            to.beginPath()
            to.ellipse(0, 0, 58 * scale, 4.5, 0, 0, 7)
            to.fill()
          }),
          0,
          0,
        )
          .setOrigin(0.5)
          .setPosition(place.x + FEET.x * scale, 0)
        put(easel, parts.front, place)
        spot(i === 0 ? 'feed' : 'pool', place.x + FEET.x * scale, place.y + 120 * scale, 60 * scale)
        return level(still, easel, [liquid], place.y + FULL * scale, place.y + EMPTY * scale, surface)
      })
      const flows = [into, out].flatMap((points) => (points ? [flow(easel, points, still, 3.4)] : []))
      return {
        /** `leaving`: what flows out of the machine, if that is not what flows in. */
        show(line: LineView, leaving = line.flow): void {
          levels[0]?.to(0.04 + 0.9 * line.feed)
          levels[1]?.to(line.pool > 0 ? 0.04 + 0.9 * line.pool : 0)
          const rates = [...(into ? [line.flow] : []), ...(out ? [leaving] : [])]
          flows.forEach((f, i) => f.set(rates[i]))
        },
        frame(step_ms: number): void {
          for (const l of levels) l?.frame(step_ms)
          for (const f of flows) f.frame(step_ms)
        },
      }
    },
  }
}
