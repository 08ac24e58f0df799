/** The hall of the plan: all that a suite can be given, to one scale beside people; what is chosen stands in full colour. */
import type { PlanView } from '../../../present/index.ts'
import { sketch } from '../../drawing.ts'
import { put, stamp } from '../../easel.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { loadParts } from '../live.ts'
import { adherentSvg, METRE as BESIDE, benchSvg } from './drawings.ts'
import { FOOT, scaleOf, WHOLE_TANK } from './suite.ts'

/** Smaller than in the suites, so that all of them fit between two walls: picture units of a metre. */
const METRE = 94
const SMALLER = METRE / BESIDE
const BENCH_TOP = FLOOR - 0.9 * BESIDE * SMALLER
/** Middles of the tanks, by their litres; the smallest two stand on a bench. */
const TANKS = [
  { litres: 2, x: 581 },
  { litres: 10, x: 615 },
  { litres: 50, x: 664 },
  { litres: 200, x: 718, id: 'tank200' },
  { litres: 1000, x: 828, id: 'tank1000' },
  { litres: 2000, x: 981, id: 'tank2000' },
] as const
const INCUBATOR = { x: 264, w: 1.6 * METRE, h: 1.8 * METRE }
const BED = { x: 438, w: 1.05 * METRE, h: 1.9 * METRE }
const PALE = 0.42

async function prepare() {
  const [parts, things, adherent] = await Promise.all([
    loadParts({ tank: WHOLE_TANK }),
    sketch(1340, 872, benchSvg(562, 73, FLOOR, 0.9 * METRE)),
    sketch(1340, 872, adherentSvg(INCUBATOR.x, BED.x, FLOOR, METRE)),
  ])
  return {
    paint: (to: CanvasRenderingContext2D): void => void to.drawImage(things.image, 0, 0, 1340, 872),
    hang({ easel, spot }: Rig): Hung<PlanView> {
      const images = TANKS.map(({ litres, x, ...rest }) => {
        const scale = scaleOf(litres) * SMALLER
        const foot = litres <= 10 ? BENCH_TOP : FLOOR
        const image = put(easel, parts.tank, { x: x - FOOT.x * scale, y: foot - FOOT.y * scale, scale })
        spot(`tank${litres}`, x, foot - 330 * scale, 0)
        return { image, id: 'id' in rest ? rest.id : null }
      })
      const halves = (['flasks', 'fixedBed'] as const).map((id) => {
        const box =
          id === 'flasks'
            ? { x: 0, y: 0, w: (INCUBATOR.x + INCUBATOR.w + BED.x) / 2, h: 872 }
            : { x: (INCUBATOR.x + INCUBATOR.w + BED.x) / 2, y: 0, w: 150, h: 872 }
        return { image: put(easel, adherent, { x: 0, y: 0, box }), id }
      })
      const arrow = stamp(easel, 40, 34, (to) => {
        to.fillStyle = '#2447D6'
        to.beginPath()
        to.moveTo(-18, -14)
        to.lineTo(18, -14)
        to.lineTo(0, 14)
        to.fill()
      })
      const over: Readonly<Record<PlanView['chosen'], readonly [x: number, y: number]>> = {
        flasks: [INCUBATOR.x + INCUBATOR.w / 2, FLOOR - INCUBATOR.h - 30],
        fixedBed: [BED.x + BED.w / 2, FLOOR - BED.h - 56],
        tank200: [718, FLOOR - 600 * scaleOf(200) * SMALLER - 26],
        tank1000: [828, FLOOR - 600 * scaleOf(1000) * SMALLER - 26],
        tank2000: [981, FLOOR - 600 * scaleOf(2000) * SMALLER - 26],
      }
      return {
        show({ chosen }) {
          for (const { image, id } of [...images, ...halves]) image.setAlpha(id === chosen ? 1 : PALE)
          arrow.setPosition(...over[chosen])
        },
        frame() {},
      }
    },
  }
}

export const vectorPlan: MachineKind<PlanView> = {
  grade: 'C',
  window: null,
  hero: { x: 256, y: 330, w: 828, h: 506 },
  tag: { text: 'SU-601', x: 599, y: BENCH_TOP + 26 },
  lamp: { x: 634, y: BENCH_TOP + 26 },
  crew: { x: 774, second: 903 },
  // As tall beside these tanks as beside those of the suites.
  crewScale: 1.4 * SMALLER,
  poster: { drawing: 'tank', layers: WHOLE_TANK[1], scale: 0.5, foot: [FOOT.x, FOOT.y] },
  prepare,
}
