/** A precipitation tank in the cold room: ethanol through a lance, milk that thickens, rime outside, slush inside. */
import type { ColdTankView } from '../../../present/index.ts'
import { sketch } from '../../drawing.ts'
import { put, stamp } from '../../easel.ts'
import { flow } from '../../flow.ts'
import { pipeSvg, type Point } from '../../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { follow, impeller, level, loadParts, needle, paintAt, pieClock } from '../live.ts'
import { gauge, iceMark } from './gauges.ts'

const SCALE = 1.1
const TANK = { x: 430, y: FLOOR - 577 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [TANK.x + x * SCALE, TANK.y + y * SCALE]
const FULL = 190
const EMPTY = 474
const DIAL: Point = [340, 336]
const LOAD: Point = [340, 462]
const CLOCK: Point = [340, 574]
const RADIUS = 54
/** The ethanol, on the wall. */
const DRUM = { x: 866, y: 262, w: 196, h: 86 }
const GLASS = { x: DRUM.x + 26, y: DRUM.y + 20, w: DRUM.w - 52, h: DRUM.h - 40 }
const TIP = on(268, 394)

const PARTS = {
  behind: ['coldTank', ['shadow', 'legs', 'vessel-shell', 'jacket', 'vessel-back']],
  liquid: ['coldTank', ['liquid']],
  milk: ['coldTank', ['milk']],
  fine: ['coldTank', ['flocs-1']],
  impeller: ['coldTank', ['impeller']],
  coarse: ['coldTank', ['flocs-2']],
  slush: ['coldTank', ['slush']],
  lance: ['coldTank', ['lance']],
  rim: ['coldTank', ['vessel-rim']],
  frost1: ['coldTank', ['frost-1']],
  frost2: ['coldTank', ['frost-2']],
  front: ['coldTank', ['head', 'motor', 'outlet', 'tag']],
} as const

const ETHANOL: readonly Point[] = [
  [DRUM.x + 6, 306],
  [on(276, 0)[0] + 82, 306],
  [on(276, 0)[0] + 82, 240],
  [on(276, 0)[0], 240],
  on(276, 84),
]
const BUFFER: readonly Point[] = [[250, 236], [on(104, 0)[0], 236], on(104, 84)]
const OUT: readonly Point[] = [on(190, 546), [on(190, 0)[0], 852], [1360, 852]]

function paintDrum(to: CanvasRenderingContext2D): void {
  const { x, y, w, h } = DRUM
  // On brackets from the wall.
  to.strokeStyle = '#566069'
  to.lineWidth = 7
  to.lineJoin = 'round'
  for (const at of [x + 46, x + w - 46]) {
    to.beginPath()
    to.moveTo(at - 22, y + h + 3)
    to.lineTo(at + 22, y + h + 3)
    to.moveTo(at, y + h + 3)
    to.lineTo(at, y + h + 16)
    to.stroke()
    to.fillStyle = '#8A939B'
    to.beginPath()
    to.roundRect(at - 22, y + h + 12, 44, 16, 3)
    to.fill()
  }
  const steel = to.createLinearGradient(0, y, 0, y + h)
  steel.addColorStop(0, '#C7CDD0')
  steel.addColorStop(0.2, '#FCFBF9')
  steel.addColorStop(0.6, '#B6BDC2')
  steel.addColorStop(1, '#6E7781')
  to.fillStyle = steel
  to.strokeStyle = '#4C5560'
  to.lineWidth = 1.6
  to.beginPath()
  to.roundRect(x, y, w, h, h / 2)
  to.fill()
  to.stroke()
  to.fillStyle = '#F2F7FA'
  to.beginPath()
  to.roundRect(GLASS.x, GLASS.y, GLASS.w, GLASS.h, GLASS.h / 2)
  to.fill()
  to.stroke()
}

async function prepare() {
  const [parts, pipes] = await Promise.all([
    loadParts(PARTS),
    sketch(
      1340,
      872,
      pipeSvg({ points: ETHANOL, width: 13, colour: '#9CCBE8' }) +
        pipeSvg({ points: BUFFER, width: 11, colour: '#E4DCC4' }) +
        pipeSvg({ points: OUT, width: 14, colour: '#E8B045' }),
    ),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(pipes.image, 0, 0, 1340, 872)
      paintDrum(to)
      paintAt(to, parts.behind, TANK)
      gauge(to, ...DIAL, RADIUS, null, '°C')
      gauge(to, ...LOAD, RADIUS - 10, [0.2, 0.45], '%')
    },
    hang({ easel, still, spot }: Rig): Hung<ColdTankView> {
      const drum = stamp(easel, GLASS.w / 2, GLASS.h / 2, (to) => {
        to.beginPath()
        to.roundRect(-GLASS.w / 2 + 2, -GLASS.h / 2 + 2, GLASS.w - 4, GLASS.h - 4, GLASS.h / 2 - 2)
        to.clip()
        const light = to.createLinearGradient(0, -GLASS.h / 2, 0, GLASS.h / 2)
        light.addColorStop(0, '#BBDDF2')
        light.addColorStop(1, '#86B9DA')
        to.fillStyle = light
        to.fillRect(-GLASS.w / 2, -GLASS.h / 2, GLASS.w, GLASS.h)
      })
        .setOrigin(0)
        .setPosition(GLASS.x, GLASS.y)
      const spirit = level(still, easel, [drum], GLASS.y, GLASS.y + GLASS.h)
      const label = stamp(easel, 60, 14, (to) => {
        to.fillStyle = '#1E2638'
        to.textAlign = 'center'
        to.textBaseline = 'middle'
        to.font = "600 17px 'Atkinson Mono', ui-monospace, monospace"
        to.fillText('C₂H₅OH', 0, 0)
      }).setPosition(GLASS.x + GLASS.w / 2, GLASS.y + GLASS.h / 2)
      label.setDepth(1)
      const liquid = put(easel, parts.liquid, TANK)
      const milk = put(easel, parts.milk, TANK)
      const fine = put(easel, parts.fine, TANK)
      const anchor = put(easel, parts.impeller, {
        ...TANK,
        box: { x: 80, y: 120, w: 220, h: 340 },
        pivot: { x: 190, y: 340 },
      })
      const coarse = put(easel, parts.coarse, TANK)
      const slush = put(easel, parts.slush, TANK)
      const surface = stamp(easel, 125 * SCALE, 9, (to) => {
        to.fillStyle = '#FBEBC8'
        to.beginPath()
        to.ellipse(0, 0, 123.5 * SCALE, 8, 0, 0, 7)
        to.fill()
        to.strokeStyle = 'rgba(255,255,255,.8)'
        to.lineWidth = 1.5
        to.stroke()
      }).setPosition(...on(190, 0))
      const plume = stamp(easel, 64, 84, (to) => {
        const light = to.createRadialGradient(0, -20, 4, 0, 4, 62)
        light.addColorStop(0, 'rgba(255,244,226,1)')
        light.addColorStop(0.35, 'rgba(247,196,140,.85)')
        light.addColorStop(1, 'rgba(226,120,70,0)')
        to.fillStyle = light
        to.fillRect(-64, -84, 128, 168)
        // What unfolds there comes out in strings.
        to.strokeStyle = 'rgba(255,255,255,.85)'
        to.lineWidth = 2.2
        to.lineCap = 'round'
        for (const [x, bend] of [
          [-16, -20],
          [-4, 16],
          [9, -14],
          [20, 18],
        ] as const) {
          to.beginPath()
          to.moveTo(x * 0.4, -20)
          to.quadraticCurveTo(x + bend, 8, x * 1.5, 46)
          to.stroke()
        }
      }).setPosition(TIP[0], TIP[1] + 14)
      put(easel, parts.lance, TANK)
      put(easel, parts.rim, TANK)
      const frost = [put(easel, parts.frost1, TANK), put(easel, parts.frost2, TANK)]
      put(easel, parts.front, TANK)
      const height = level(still, easel, [liquid, milk, fine, coarse, slush], on(0, FULL)[1], on(0, EMPTY)[1], surface)
      const cloud = follow(still, (share) => {
        milk.setVisible(share > 0.01).setAlpha(Math.min(1, share))
        fine.setVisible(share > 0.01).setAlpha(Math.min(1, 0.25 + share))
      })
      const grain = follow(still, (share) => void coarse.setVisible(share > 0.02).setAlpha(Math.min(1, share * 1.3)))
      const ice = follow(still, (share) => void slush.setVisible(share > 0.01).setAlpha(Math.min(1, share * 1.5)))
      const rime = follow(still, (share) => {
        frost[0].setVisible(share > 0.02).setAlpha(Math.min(1, share * 2.2))
        frost[1].setVisible(share > 0.4).setAlpha(Math.min(1, (share - 0.4) * 2))
      })
      const streak = follow(still, (share) => void plume.setVisible(share > 0.02).setAlpha(Math.min(1, 0.3 + share)))
      const stirring = impeller(still, easel, anchor)
      const freezing = iceMark(still, easel, ...DIAL, RADIUS)
      const temperature = needle(still, easel, ...DIAL, RADIUS)
      const load = needle(still, easel, ...LOAD, RADIUS - 10)
      const clock = pieClock(still, easel, ...CLOCK, RADIUS - 10)
      const lines = {
        ethanol: flow(easel, ETHANOL, still, 3.2, '#FFFFFFE0'),
        buffer: flow(easel, BUFFER, still, 3, '#FFFFFFE0'),
      }
      spot('temperature', ...DIAL, RADIUS)
      spot('load', ...LOAD, RADIUS - 10)
      spot('clock', ...CLOCK, RADIUS - 10)
      spot('ethanol', DRUM.x + DRUM.w / 2, DRUM.y + DRUM.h / 2, 60)
      spot('lance', ...TIP, 44)
      spot('buffer', BUFFER[0][0] + 60, BUFFER[0][1], 30)
      spot('jacket', ...on(50, 330), 36)
      spot('liquid', ...on(150, 330), 70)
      spot('drain', ...on(190, 540), 30)
      spot('motor', ...on(190, 50), 44)
      let streaks = 0
      return {
        show(m) {
          height.to(m.fill)
          cloud.to(m.cloud)
          grain.to(m.grain * Math.min(1, 1.6 * m.cloud))
          ice.to(m.slush)
          rime.to(m.frost)
          streaks = m.plume
          streak.to(m.plume)
          // Ice holds the agitator.
          stirring.to(m.stirring * (1 - 0.8 * m.slush))
          temperature.to(m.temperature)
          freezing.to(m.freezing)
          load.to(m.load)
          clock.to(m.aged)
          spirit.to(m.ethanol)
          lines.ethanol.set(m.dosing === 'ethanol' ? Math.max(0.1, m.rate) : 0)
          lines.buffer.set(m.dosing === 'buffer' ? m.rate : 0)
        },
        frame(now_ms, step_ms) {
          for (const part of [height, cloud, grain, ice, rime, streak, temperature, freezing, load, clock, spirit])
            part.frame(step_ms)
          for (const f of [lines.ethanol, lines.buffer]) f.frame(step_ms)
          stirring.frame(step_ms)
          const beat = still ? 0 : Math.round(3 * Math.sin(now_ms / 190))
          const size = (0.55 + 0.6 * streaks) / easel.px
          plume.setScale(size).setPosition(TIP[0] + beat, TIP[1] + 14 * (0.55 + 0.6 * streaks))
        },
      }
    },
  }
}

export const coldTank: MachineKind<ColdTankView> = {
  grade: 'D',
  window: null,
  cold: true,
  hero: { x: 286, y: 180, w: 580, h: 656 },
  tag: { text: 'PR-120', x: on(108, 0)[0], y: on(0, 141.5)[1] },
  lamp: { x: on(230, 0)[0], y: on(0, 70)[1] },
  crew: { x: 916, second: 330 },
  poster: {
    drawing: 'coldTank',
    layers: [
      'shadow',
      'legs',
      'vessel-shell',
      'jacket',
      'vessel-back',
      'liquid',
      'flocs-1',
      'impeller',
      'lance',
      'vessel-rim',
      'frost-1',
      'head',
      'motor',
      'outlet',
      'tag',
    ],
    scale: 0.52,
    foot: [190, 577],
  },
  prepare,
}
