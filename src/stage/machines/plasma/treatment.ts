/** A tank in which paste dissolves or a treatment works: warmth, pH, foam, what floats. */
import type { TreatmentView } from '../../../present/index.ts'
import { sketch } from '../../drawing.ts'
import { hang, put, stamp } from '../../easel.ts'
import { flow } from '../../flow.ts'
import { FOAM, foamCanvas } from '../../foam.ts'
import { pipeSvg, type Point } from '../../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { follow, impeller, level, loadParts, needle, paintAt, pieClock } from '../live.ts'
import { gauge } from './gauges.ts'

const SCALE = 1.1
const TANK = { x: 470, y: FLOOR - 577 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [TANK.x + x * SCALE, TANK.y + y * SCALE]
const FULL = 190
const EMPTY = 474
const HEAT: Point = [352, 336]
const ACID: Point = [352, 462]
const CLOCK: Point = [988, 336]
const RADIUS = 54

const PARTS = {
  behind: ['coldTank', ['shadow', 'legs', 'vessel-shell', 'jacket']],
  warm: ['coldTank', ['jacket-warm']],
  back: ['coldTank', ['vessel-back']],
  liquid: ['coldTank', ['liquid']],
  milk: ['coldTank', ['milk']],
  fine: ['coldTank', ['flocs-1']],
  impeller: ['coldTank', ['impeller']],
  coarse: ['coldTank', ['flocs-2']],
  front: ['coldTank', ['vessel-rim', 'head', 'motor', 'outlet', 'tag']],
} as const

const INTO: readonly Point[] = [[250, 236], [on(104, 0)[0], 236], on(104, 84)]
const OUT: readonly Point[] = [on(190, 546), [on(190, 0)[0], 852], [1360, 852]]

async function prepare() {
  const [parts, pipes] = await Promise.all([
    loadParts(PARTS),
    sketch(
      1340,
      872,
      pipeSvg({ points: INTO, width: 11, colour: '#CFE3DC' }) + pipeSvg({ points: OUT, width: 14, colour: '#E8B045' }),
    ),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(pipes.image, 0, 0, 1340, 872)
      paintAt(to, parts.behind, TANK)
      gauge(to, ...HEAT, RADIUS, null, '°C')
      gauge(to, ...ACID, RADIUS, null, 'pH')
    },
    hang({ easel, still, spot }: Rig): Hung<TreatmentView> {
      const warm = put(easel, parts.warm, TANK)
      put(easel, parts.back, TANK)
      const liquid = put(easel, parts.liquid, TANK)
      const milk = put(easel, parts.milk, TANK)
      const fine = put(easel, parts.fine, TANK)
      const anchor = put(easel, parts.impeller, {
        ...TANK,
        box: { x: 80, y: 120, w: 220, h: 340 },
        pivot: { x: 190, y: 340 },
      })
      const coarse = put(easel, parts.coarse, TANK)
      const surface = stamp(easel, 125 * SCALE, 9, (to) => {
        to.fillStyle = '#FBEBC8'
        to.beginPath()
        to.ellipse(0, 0, 123.5 * SCALE, 8, 0, 0, 7)
        to.fill()
      }).setPosition(...on(190, 0))
      // As wide as the tank, as high as what is left over the liquid.
      const wide = (248 * SCALE) / FOAM.width
      const foamImage = hang(easel, foamCanvas(easel.px * wide, 5), ...on(66, 0))
      const [foamLeft] = on(66, 0)
      put(easel, parts.front, TANK)
      const height = level(still, easel, [liquid, milk, fine, coarse], on(0, FULL)[1], on(0, EMPTY)[1], surface)
      const cloud = follow(still, (share) => {
        milk.setVisible(share > 0.01).setAlpha(Math.min(1, share))
        fine.setVisible(share > 0.01).setAlpha(Math.min(1, 0.2 + share))
        coarse.setVisible(share > 0.3).setAlpha(Math.min(1, (share - 0.3) * 2))
      })
      let surfaceY = on(0, EMPTY)[1]
      const depth = follow(still, (share) => {
        surfaceY = on(0, EMPTY + (FULL - EMPTY) * share)[1]
      })
      const foam = follow(still, (share) => {
        const top = on(0, 178)[1]
        const tall = (surfaceY - top) * share
        foamImage
          .setVisible(share > 0.02)
          .setPosition(foamLeft, Math.round(surfaceY - tall))
          .setCrop(0, 0, foamImage.width, Math.round(tall * easel.px))
      })
      const heat = follow(still, (share) => void warm.setVisible(share > 0.3))
      const stirring = impeller(still, easel, anchor)
      const temperature = needle(still, easel, ...HEAT, RADIUS)
      const pH = needle(still, easel, ...ACID, RADIUS)
      const clock = pieClock(still, easel, ...CLOCK, RADIUS)
      const dosing = flow(easel, INTO, still, 3, '#4F7A6AD0')
      spot('temperature', ...HEAT, RADIUS)
      spot('pH', ...ACID, RADIUS)
      spot('clock', ...CLOCK, RADIUS)
      spot('dose', 330, 236, 30)
      spot('liquid', ...on(190, 330), 80)
      spot('foam', ...on(190, 200), 40)
      spot('jacket', ...on(50, 330), 36)
      spot('drain', ...on(190, 540), 30)
      spot('motor', ...on(190, 50), 44)
      return {
        show(m) {
          height.to(m.fill)
          depth.to(m.fill)
          cloud.to(m.cloud)
          foam.to(m.foam)
          heat.to(m.temperature)
          stirring.to(m.stirring)
          temperature.to(m.temperature)
          pH.to(m.pH)
          clock.to(m.clock)
          dosing.set(m.dosing ? 0.4 : 0)
        },
        frame(_now, step_ms) {
          for (const part of [height, depth, cloud, foam, heat, temperature, pH, clock]) part.frame(step_ms)
          stirring.frame(step_ms)
          dosing.frame(step_ms)
        },
      }
    },
  }
}

const room = (tag: string, grade: 'D' | 'C'): MachineKind<TreatmentView> => ({
  grade,
  window: { x: 850, y: 190, w: 210, h: 84 },
  hero: { x: 296, y: 180, w: 620, h: 656 },
  tag: { text: tag, x: on(108, 0)[0], y: on(0, 141.5)[1] },
  lamp: { x: on(230, 0)[0], y: on(0, 70)[1] },
  crew: { x: 352, second: 960 },
  poster: {
    drawing: 'coldTank',
    layers: [
      'shadow',
      'legs',
      'vessel-shell',
      'jacket-warm',
      'vessel-back',
      'liquid',
      'impeller',
      'vessel-rim',
      'head',
      'motor',
      'outlet',
      'tag',
    ],
    scale: 0.52,
    foot: [190, 577],
  },
  prepare,
})

export const resuspension = room('RT-210', 'D')
export const caprylate = room('CA-230', 'D')
export const plasmaLowPh = room('VI-330', 'C')
