import type { DepthFilterView, MachineView } from '../../present/index.ts'
import { put } from '../easel.ts'
import type { Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, MIDDLE, type Rig } from './kind.ts'
import { follow, inColour, level, loadParts, needle, paintAt } from './live.ts'
import { inletOf, outletOf, vessels } from './vessels.ts'

const SCALE = 1.34
const HERE = { x: MIDDLE - 206 * SCALE, y: FLOOR - 319 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]
const FEED = 322
const POOL = 1018
const VESSEL = 0.9
const SIGHT = { x: on(384, 0)[0] + 4, y: on(0, 106)[1] - 30, scale: 1 }

const PARTS = {
  behind: ['depthFilter', ['shadow', 'frame', 'pods']],
  load: ['depthFilter', ['load']],
  soil: ['depthFilter', ['soil']],
  front: ['depthFilter', ['shine', 'end-plates', 'hydraulic', 'inlet', 'outlet', 'gauge', 'tag']],
  sightBack: ['sight', ['back']],
  clear: ['sight', ['clear']],
  cloudy: ['sight', ['cloudy']],
  sightFront: ['sight', ['front']],
} as const

async function prepare(plant: MachineView['plant']) {
  const inlet = on(22, 228)
  const outlet = on(382, 106)
  const [parts, line] = await Promise.all([
    loadParts(inColour(plant, PARTS)),
    vessels({
      feedAt: FEED,
      poolAt: POOL,
      scale: VESSEL,
      plant,
      into: [outletOf(FEED, VESSEL), [FEED, FLOOR - 2], [398, FLOOR - 2], [398, inlet[1]], inlet],
      out: [outlet, [POOL, outlet[1]], inletOf(POOL, VESSEL)],
    }),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      line.paint(to)
      paintAt(to, parts.behind, HERE)
      paintAt(to, parts.sightBack, SIGHT)
    },
    hang(rig: Rig): Hung<DepthFilterView> {
      const { easel, still, spot } = rig
      const full = on(0, 104)[1]
      const empty = on(0, 240)[1]
      const load = level(still, easel, [put(easel, parts.load, HERE)], full, empty)
      const soilImage = put(easel, parts.soil, HERE)
      // What soils the media lies where the product has been.
      const soiled = level(still, easel, [soilImage], full, empty)
      const soil = follow(still, (share) => void soilImage.setAlpha(share))
      put(easel, parts.front, HERE)
      const clear = put(easel, parts.clear, SIGHT)
      const cloudyImage = put(easel, parts.cloudy, SIGHT)
      const cloudy = follow(still, (share) => void cloudyImage.setAlpha(share))
      put(easel, parts.sightFront, SIGHT)
      const inGauge = on(74, 32)
      const before = needle(still, easel, ...inGauge, 26 * SCALE)
      const after = needle(still, easel, ...on(330, 32), 22 * SCALE)
      const hung = line.hang(rig)
      spot('pressure', ...inGauge, 40)
      spot('sight', SIGHT.x + 40, SIGHT.y + 30, 34)
      spot('pods', ...on(202, 170), 90)
      return {
        show(m) {
          load.to(m.load)
          soiled.to(m.load)
          soil.to(m.soil)
          before.to(m.pressure)
          // Behind the media only the height of the tank is left.
          after.to(m.flow > 0 ? 0.06 : 0)
          clear.setVisible(m.flow > 0 && !m.flushing)
          cloudyImage.setVisible(m.flow > 0)
          cloudy.to(m.sight)
          hung.show(m)
        },
        frame(_now, step_ms) {
          for (const part of [load, soiled, soil, before, after, cloudy, hung]) part.frame(step_ms)
        },
      }
    },
  }
}

export const depthFilter: MachineKind<DepthFilterView> = {
  grade: 'D',
  window: { x: 540, y: 186, w: 330, h: 96 },
  hero: { x: 410, y: 350, w: 560, h: 486 },
  tag: { text: 'FP-240', x: on(206, 0)[0], y: on(0, 258)[1] },
  lamp: { x: on(371, 0)[0], y: on(0, 167)[1] },
  crew: { x: 900, second: 482 },
  poster: { drawing: 'depthFilter', scale: 0.5, foot: [206, 319] },
  prepare: (_, plant) => prepare(plant),
}
