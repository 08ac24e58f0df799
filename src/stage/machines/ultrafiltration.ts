import type { MachineView, UltrafiltrationView } from '../../present/index.ts'
import { sketch } from '../drawing.ts'
import { put } from '../easel.ts'
import { flow } from '../flow.ts'
import { pipeSvg, type Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from './kind.ts'
import { follow, inColour, level, loadParts, needle, paintAt, rotor } from './live.ts'
import { inletOf, lookOf, vessels } from './vessels.ts'

const SCALE = 1.3
const HERE = { x: 640 - 250 * SCALE, y: FLOOR - 427 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]
const POOL = 1022
const VESSEL = 0.9
const TOTE = { x: 900, y: 268, scale: 0.84 }
const SPIKE = { x: 962, y: 470, scale: 0.8 }

const PARTS = {
  behind: ['ufdf', ['shadow', 'frame', 'pipe', 'pump', 'cassettes']],
  film: ['ufdf', ['film']],
  holder: ['ufdf', ['holder', 'tank']],
  liquid: ['ufdf', ['liquid']],
  thick: ['ufdf', ['thick']],
  front: ['ufdf', ['tank-front', 'gauges', 'hmi', 'tag']],
  rotor: ['ufdf', ['rotor']],
  toteBack: ['tote', ['back']],
  toteLiquid: ['tote', ['liquid-blue']],
  toteFront: ['tote', ['front', 'valve']],
  spike: ['titrant', ['back', 'base', 'front']],
} as const

/** Round the membrane, and off it. */
const LOOP: readonly Point[] = [on(370, 330), on(370, 368), on(62, 368), on(62, 176), on(92, 176)]
const BACK: readonly Point[] = [on(228, 150), on(262, 150), on(262, 82), on(336, 82), on(336, 104)]
const PERMEATE: readonly Point[] = [on(228, 206), on(262, 206), on(262, 394), [on(262, 0)[0], 872]]
const BUFFER: readonly Point[] = [
  [TOTE.x + 66 * TOTE.scale, TOTE.y + 138 * TOTE.scale],
  [TOTE.x + 66 * TOTE.scale, TOTE.y + 154 * TOTE.scale],
  [on(480, 0)[0], TOTE.y + 154 * TOTE.scale],
  [on(480, 0)[0], on(0, 40)[1]],
  [on(404, 0)[0], on(0, 40)[1]],
  on(404, 104),
]
const RECOVER: readonly Point[] = [
  on(370, 340),
  on(370, 386),
  [POOL - 84, on(0, 386)[1]],
  [POOL - 84, inletOf(POOL, VESSEL)[1] - 18],
  [POOL - 12, inletOf(POOL, VESSEL)[1] - 18],
  [POOL - 12, inletOf(POOL, VESSEL)[1]],
]
const DOSE: readonly Point[] = [
  [SPIKE.x + 64, SPIKE.y + 92],
  [POOL + 8, SPIKE.y + 92],
  [POOL + 8, inletOf(POOL, VESSEL)[1]],
]

async function prepare(plant: MachineView['plant']) {
  const [parts, line, lines] = await Promise.all([
    loadParts(inColour(plant, PARTS)),
    vessels({ feedAt: null, poolAt: POOL, scale: VESSEL, plant, into: null, out: null }),
    sketch(
      1340,
      872,
      pipeSvg({
        points: [
          [-20, 852],
          [on(40, 0)[0], 852],
          [on(40, 0)[0], 790],
        ],
        width: 16,
      }) +
        pipeSvg({ points: BUFFER, width: 10, colour: '#DCE3F6', hose: true }) +
        pipeSvg({ points: RECOVER, width: 12, colour: lookOf(plant).product }) +
        pipeSvg({ points: PERMEATE.slice(2), width: 12, colour: '#C7D9E6' }),
    ),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(lines.image, 0, 0, 1340, 872)
      line.paint(to)
      to.fillStyle = '#8A939B'
      to.fillRect(TOTE.x - 8, TOTE.y + 132 * TOTE.scale, 132, 8)
      paintAt(to, parts.toteBack, TOTE)
      paintAt(to, parts.spike, SPIKE)
      paintAt(to, parts.behind, HERE)
    },
    hang(rig: Rig): Hung<UltrafiltrationView> {
      const { easel, still, spot } = rig
      const filmImage = put(easel, parts.film, HERE)
      const film = follow(still, (share) => void filmImage.setAlpha(share))
      put(easel, parts.holder, HERE)
      const liquid = put(easel, parts.liquid, HERE)
      const thickImage = put(easel, parts.thick, HERE)
      const tank = level(still, easel, [liquid, thickImage], on(0, 104)[1], on(0, 312)[1])
      const thick = follow(still, (share) => void thickImage.setAlpha(share))
      put(easel, parts.front, HERE)
      const wheel = rotor(
        still,
        put(easel, parts.rotor, { ...HERE, box: { x: 208, y: 346, w: 40, h: 40 }, pivot: { x: 228, y: 366 } }),
      )
      const toteLiquid = put(easel, parts.toteLiquid, TOTE)
      const buffer = level(still, easel, [toteLiquid], TOTE.y + 22 * TOTE.scale, TOTE.y + 130 * TOTE.scale)
      put(easel, parts.toteFront, TOTE)
      const pressure = needle(still, easel, ...on(166, 82), 22 * SCALE)
      const flux = needle(still, easel, ...on(62, 240), 19 * SCALE)
      const hung = line.hang(rig)
      const flows = {
        loop: flow(easel, LOOP, still, 3.6),
        back: flow(easel, BACK, still, 3.6),
        permeate: flow(easel, PERMEATE, still, 3, '#4E6E86C0'),
        buffer: flow(easel, BUFFER, still, 3, '#5E74B8D0'),
        recover: flow(easel, RECOVER, still, 3.4),
        dose: flow(easel, DOSE, still, 2.6, '#4F7A6AD0'),
      }
      spot('pressure', ...on(166, 82), 34)
      spot('flux', ...on(62, 240), 30)
      spot('membrane', ...on(157, 176), 80)
      spot('tank', ...on(370, 190), 80)
      spot('buffer', TOTE.x + 55, TOTE.y + 60, 52)
      spot('permeate', ...on(262, 300), 24)
      return {
        show(m) {
          tank.to(m.feed)
          thick.to(m.thick)
          film.to(0.15 * Math.min(1, m.flow * 4) + 0.85 * m.film)
          buffer.to(0.04 + 0.92 * m.buffer)
          pressure.to(m.pressure)
          flux.to(m.flux)
          wheel.to(m.flow)
          hung.show({ feed: 0, pool: m.pool, flow: 0 })
          flows.loop.set(m.flow)
          flows.back.set(m.flow)
          flows.permeate.set(m.flux)
          flows.buffer.set(m.diafiltering ? m.flux : 0)
          flows.recover.set(m.recovered && m.dosing ? 0.4 : 0)
          flows.dose.set(m.dosing ? 0.4 : 0)
        },
        frame(_now, step_ms) {
          for (const part of [tank, thick, film, buffer, pressure, flux, wheel, hung]) part.frame(step_ms)
          for (const f of Object.values(flows)) f.frame(step_ms)
        },
      }
    },
  }
}

export const ultrafiltration: MachineKind<UltrafiltrationView> = {
  grade: 'C',
  window: { x: 410, y: 178, w: 300, h: 92 },
  hero: { x: 320, y: 240, w: 650, h: 596 },
  tag: { text: 'UF-350', x: on(370, 0)[0], y: on(0, 70)[1] },
  lamp: { x: on(40, 0)[0], y: on(0, 52)[1] },
  crew: { x: 300, second: 880 },
  poster: {
    drawing: 'ufdf',
    layers: [
      'shadow',
      'frame',
      'pipe',
      'pump',
      'rotor',
      'cassettes',
      'holder',
      'tank',
      'liquid',
      'tank-front',
      'gauges',
      'hmi',
      'tag',
    ],
    scale: 0.42,
    foot: [250, 427],
  },
  prepare: (_, plant) => prepare(plant),
}
