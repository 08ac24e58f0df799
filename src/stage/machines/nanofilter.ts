import type { MachineView, NanofilterView } from '../../present/index.ts'
import { put } from '../easel.ts'
import { flow } from '../flow.ts'
import type { Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, MIDDLE, type Rig } from './kind.ts'
import { follow, inColour, loadParts, needle, paintAt, stages } from './live.ts'
import { tester } from './tester.ts'
import { inletOf, outletOf, vessels } from './vessels.ts'

const SCALE = 1.46
const HERE = { x: MIDDLE - 180 * SCALE, y: FLOOR - 406 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]
const FEED = 328
const POOL = 1012
/** One filter hangs in the middle; a second and a third come beside it. */
const PLACES = [150, 66, 234]

const PARTS = {
  behind: ['nanofilter', ['shadow', 'frame', 'header-in', 'header-out', 'blanks', 'gauge', 'tag']],
  shell: ['cartridge', ['shell']],
  wet: ['cartridge', ['wet']],
  fibres: ['cartridge', ['fibres']],
  held1: ['cartridge', ['held-1']],
  held2: ['cartridge', ['held-2']],
  held3: ['cartridge', ['held-3']],
  held4: ['cartridge', ['held-4']],
  caps: ['cartridge', ['caps']],
} as const

async function prepare(plant: MachineView['plant']) {
  const inlet = on(34, 56)
  const outlet = on(328, 332)
  const [parts, line] = await Promise.all([
    loadParts(inColour(plant, PARTS)),
    vessels({
      feedAt: FEED,
      poolAt: POOL,
      plant,
      into: [outletOf(FEED), [FEED, FLOOR - 4], [FEED + 86, FLOOR - 4], [FEED + 86, inlet[1]], inlet],
      out: [
        outlet,
        [on(350, 0)[0], outlet[1]],
        [on(350, 0)[0], inletOf(POOL)[1] - 20],
        [POOL, inletOf(POOL)[1] - 20],
        inletOf(POOL),
      ],
    }),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      line.paint(to)
      paintAt(to, parts.behind, HERE)
    },
    hang(rig: Rig): Hung<NanofilterView> {
      const { easel, still, spot } = rig
      const filters = PLACES.map((x) => {
        const place = { x: on(x, 0)[0], y: HERE.y, scale: SCALE }
        const shell = put(easel, parts.shell, place)
        const wetImage = put(easel, parts.wet, place)
        const fibres = put(easel, parts.fibres, place)
        const dots = [parts.held1, parts.held2, parts.held3, parts.held4].map((part) => put(easel, part, place))
        const caps = put(easel, parts.caps, place)
        const middle = on(x + 30, 0)[0]
        return {
          body: [shell, wetImage, fibres, caps],
          dots,
          wet: follow(still, (share) => void wetImage.setAlpha(share)),
          held: stages(still, dots),
          down: flow(
            easel,
            [
              [middle, on(0, 60)[1]],
              [middle, on(0, 120)[1]],
            ],
            still,
            3.4,
          ),
        }
      })
      const [gaugeX, gaugeY] = on(180, 20)
      const pressure = needle(still, easel, gaugeX, gaugeY, 20 * SCALE)
      const hung = line.hang(rig)
      const verdict = tester(easel, ...on(264, 357))
      spot('pressure', gaugeX, gaugeY, 36)
      spot('filter', ...on(180, 190), 80)
      spot('flux', ...on(340, 332), 0)
      spot('test', ...on(264, 357), 30)
      return {
        show(m) {
          filters.forEach(({ body, dots, wet, held, down }, i) => {
            const fitted = i < m.filters
            for (const image of body) image.setVisible(fitted)
            wet.to(m.chasing || m.test > 0 || m.verdict ? 0.25 : m.flow > 0 || m.pool > 0 ? 1 : 0)
            held.to(fitted ? m.held : 0)
            if (!fitted) for (const dot of dots) dot.setVisible(false)
            down.set(fitted ? m.flow : 0)
          })
          pressure.to(m.pressure)
          verdict.show(m.test, m.verdict)
          hung.show(m)
        },
        frame(_now, step_ms) {
          for (const { wet, held, down } of filters) for (const part of [wet, held, down]) part.frame(step_ms)
          pressure.frame(step_ms)
          hung.frame(step_ms)
        },
      }
    },
  }
}

export const nanofilter: MachineKind<NanofilterView> = {
  grade: 'C',
  window: null,
  hero: { x: 398, y: 180, w: 560, h: 656 },
  tag: { text: 'NF-340', x: on(180, 0)[0], y: on(0, 357)[1] },
  lamp: { x: on(96, 0)[0], y: on(0, 357)[1] },
  crew: { x: 872, second: 486 },
  poster: {
    drawing: 'nanofilter',
    layers: ['shadow', 'frame', 'header-in', 'header-out', 'blanks', 'gauge', 'tag', 'fitted'],
    scale: 0.58,
    foot: [180, 406],
  },
  prepare: (_, plant) => prepare(plant),
}
