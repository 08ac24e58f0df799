/** The seed: flasks on a shaker, the small tank they end in, and the bench where its cells are counted. */
import type { GameObjects } from 'phaser'
import type { SeedView } from '../../present/index.ts'
import { sketch, type Art } from '../drawing.ts'
import { again, bake, hang, put, stamp, type Easel } from '../easel.ts'
import { pipeSvg, type Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from './kind.ts'
import { dialFace, follow, impeller, level, loadParts, needle, paintAt } from './live.ts'

const TANK = { x: 508, y: FLOOR - 586 * 0.96, scale: 0.96 }
const on = (x: number, y: number): Point => [TANK.x + x * TANK.scale, TANK.y + y * TANK.scale]
/** Of the tank's drawing: the window, full and empty. */
const FULL = 196
const EMPTY = 470
const SHAKER = { x: 262, y: FLOOR - 320, scale: 1 }
const SHELF = SHAKER.y + 216
/** Small, middle, large; the drawing's foot is at 222. */
const FLASKS = [
  { x: SHAKER.x + 34, scale: 0.24 },
  { x: SHAKER.x + 74, scale: 0.34 },
  { x: SHAKER.x + 132, scale: 0.44 },
].map(({ x, scale }) => ({ x, y: SHELF - 222 * scale, scale }))
const COUNTER = { x: 878, y: FLOOR - 420, scale: 1 }
const GRID = { x: COUNTER.x + 36, y: COUNTER.y + 30, side: 136 }
const DIAL: Point = [COUNTER.x + 104, COUNTER.y - 52]
const RADIUS = 44
const CELLS = 15

const PARTS = {
  tankBack: ['tank', ['shadow', 'frame', 'vessel-shell', 'vessel-back']],
  liquid: ['tank', ['liquid']],
  shaft: ['tank', ['shaft']],
  impeller: ['tank', ['impeller']],
  tankFront: ['tank', ['bag', 'window-rim', 'head', 'motor', 'exhaust-filter', 'tag']],
  shaker: ['shaker', ['shadow', 'cabinet', 'panel']],
  platform: ['shaker', ['platform']],
  door: ['shaker', ['door']],
  flaskBack: ['flask', ['flask-back']],
  flaskLiquid: ['flask', ['culture']],
  flaskFront: ['flask', ['flask-front']],
  counter: ['counter', ['shadow', 'bench', 'screen', 'microscope', 'rack']],
} as const

const OUT: readonly Point[] = [on(170, 488), [on(170, 0)[0], 852], [1360, 852]]
const SAMPLE: readonly Point[] = [
  on(292, 430),
  [on(292, 0)[0] + 26, on(0, 430)[1]],
  [on(292, 0)[0] + 26, on(0, 452)[1]],
]

/** A liquid in another colour, in its own shape and light. */
function dyed(easel: Easel, art: Art, place: { x: number; y: number; scale: number }, top: string, bottom: string) {
  const frame = { x: 0, y: 0, w: art.width * place.scale, h: art.height * place.scale }
  const canvas = bake(easel.px, frame, (to) => {
    to.drawImage(art.image, 0, 0, frame.w, frame.h)
    to.globalCompositeOperation = 'source-atop'
    const light = to.createLinearGradient(0, frame.h * 0.25, 0, frame.h)
    light.addColorStop(0, top)
    light.addColorStop(1, bottom)
    to.fillStyle = light
    to.fillRect(0, 0, frame.w, frame.h)
  })
  return hang(easel, canvas, place.x, place.y)
}

const COLOURS = {
  medium: ['#F3B7A6', '#DC8B74'],
  cloud: ['#F9E3D8', '#F0C9B8'],
  dead: ['#B9AFA6', '#94897F'],
} as const

/** Medium, cells that cloud it, and the grey of the dead: one upon another, cut at one level. */
export function broth(
  still: boolean,
  easel: Easel,
  art: Art,
  place: { x: number; y: number; scale: number },
  colours: Readonly<Record<'medium' | 'cloud' | 'dead', readonly [top: string, bottom: string]>> = COLOURS,
) {
  const medium = dyed(easel, art, place, ...colours.medium)
  const cloud = dyed(easel, art, place, ...colours.cloud)
  const dead = dyed(easel, art, place, ...colours.dead)
  const turbidity = follow(still, (share) => {
    medium.setAlpha(0.5 + 0.5 * share)
    cloud.setVisible(share > 0).setAlpha(0.9 * share)
  })
  const grey = follow(still, (share) => void dead.setVisible(share > 0.02).setAlpha(Math.min(Math.sqrt(share), 1)))
  return {
    images: [medium, cloud, dead],
    show(m: { readonly turbidity: number; readonly dead: number }): void {
      turbidity.to(m.turbidity)
      grey.to(m.dead)
    },
    frame(step_ms: number): void {
      turbidity.frame(step_ms)
      grey.frame(step_ms)
    },
  }
}

async function prepare() {
  const [parts, pipes] = await Promise.all([
    loadParts(PARTS),
    sketch(1340, 872, pipeSvg({ points: OUT, width: 14 }) + pipeSvg({ points: SAMPLE, width: 8, radius: 8 })),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(pipes.image, 0, 0, 1340, 872)
      paintAt(to, parts.shaker, SHAKER)
      paintAt(to, parts.tankBack, TANK)
      paintAt(to, parts.counter, COUNTER)
      to.fillStyle = '#8A939B'
      to.fillRect(DIAL[0] - 5, DIAL[1], 10, COUNTER.y + 20 - DIAL[1])
      dialFace(to, ...DIAL, RADIUS, null)
      to.fillStyle = '#434E64'
      to.textAlign = 'center'
      to.font = '700 10.5px Atkinson, sans-serif'
      to.fillText('10⁶/mL', DIAL[0], DIAL[1] + 25)
    },
    hang({ easel, still, spot }: Rig): Hung<SeedView> {
      const platform = put(easel, parts.platform, SHAKER)
      const flasks = FLASKS.map((place) => {
        const back = put(easel, parts.flaskBack, place)
        const inside = broth(still, easel, parts.flaskLiquid, place)
        const front = put(easel, parts.flaskFront, place)
        const images = [platform, back, ...inside.images, front]
        return {
          images,
          inside,
          level: level(still, easel, inside.images, place.y + 112 * place.scale, place.y + 222 * place.scale),
        }
      })
      const moved = [...new Set(flasks.flatMap(({ images }) => images))].map((image) => ({ image, x: image.x }))
      put(easel, parts.door, SHAKER)

      const inside = broth(still, easel, parts.liquid, TANK)
      put(easel, parts.shaft, TANK)
      const blade = put(easel, parts.impeller, {
        ...TANK,
        box: { x: 140, y: 392, w: 112, h: 56 },
        pivot: { x: 196, y: 420 },
      })
      const veil = put(easel, parts.liquid, TANK).setAlpha(0.18)
      const surface = stamp(easel, 92 * TANK.scale, 6, (to) => {
        to.fillStyle = '#F8D9CD'
        to.beginPath()
        to.ellipse(0, 0, 90 * TANK.scale, 5, 0, 0, 7)
        to.fill()
      }).setPosition(...on(170, 0))
      const height = level(still, easel, [...inside.images, veil], on(0, FULL)[1], on(0, EMPTY)[1], surface)
      put(easel, parts.tankFront, TANK)
      const stirring = impeller(still, easel, blade)

      const grid = countingGrid(easel)
      const wanted = needle(still, easel, ...DIAL, RADIUS)
      spot('probe.temperature', ...on(282, 356), 26)
      spot('sampleValve', ...on(320, 440), 30)
      spot('liquid', ...on(170, 330), 60)
      spot('motor', ...on(170, 54), 40)
      spot('stirrer', ...on(128, 40), 30)
      spot('drain', ...on(170, 500), 26)
      spot('counter', GRID.x + GRID.side / 2, GRID.y + GRID.side / 2, 70)
      spot('wanted', ...DIAL, RADIUS)
      spot('shaker', SHAKER.x + 120, SHAKER.y + 150, 90)
      let shaking = false
      return {
        show(m) {
          const inTank = m.vessel === 'tank'
          height.to(inTank ? 0.04 + 0.9 * m.fill : 0)
          for (const image of [...inside.images, veil]) image.setVisible(inTank)
          if (inTank) inside.show(m)
          stirring.to(inTank ? 0.35 : 0)
          flasks.forEach((flask, i) => {
            const active = i === m.vessel
            flask.level.to(active ? 0.1 + 0.85 * m.fill : 0)
            if (active) flask.inside.show(m)
          })
          shaking = !inTank
          grid.show(m)
          wanted.to(m.wanted)
        },
        frame(now_ms, step_ms) {
          for (const part of [height, inside, stirring, wanted]) part.frame(step_ms)
          for (const flask of flasks) {
            flask.level.frame(step_ms)
            flask.inside.frame(step_ms)
          }
          // An orbit seen from the side.
          const shift = shaking && !still ? Math.round(6 * Math.sin((now_ms / 460) * 2 * Math.PI)) : 0
          for (const { image, x } of moved) image.setX(x + shift)
        },
      }
    },
  }
}

/** The counting grid on its screen: squares to be counted framed in ink; living cells are rings, dead ones are full. */
function countingGrid(easel: Easel) {
  const step = GRID.side / 5
  const lines = bake(easel.px, { x: GRID.x, y: GRID.y, w: GRID.side, h: GRID.side }, (to) => {
    to.strokeStyle = '#B4AFA5'
    to.lineWidth = 1.5
    to.beginPath()
    for (let i = 0; i <= 5; i++) {
      to.moveTo(GRID.x + i * step, GRID.y)
      to.lineTo(GRID.x + i * step, GRID.y + GRID.side)
      to.moveTo(GRID.x, GRID.y + i * step)
      to.lineTo(GRID.x + GRID.side, GRID.y + i * step)
    }
    to.stroke()
  })
  hang(easel, lines, GRID.x, GRID.y)
  const square = stamp(easel, step / 2, step / 2, (to) => {
    to.fillStyle = '#DEE4FB'
    to.strokeStyle = '#1E2638'
    to.lineWidth = 2.4
    to.fillRect(2 - step / 2, 2 - step / 2, step - 4, step - 4)
    to.strokeRect(2 - step / 2, 2 - step / 2, step - 4, step - 4)
  })
  // Row by row, as one counts.
  const squares = Array.from({ length: 25 }, (_, i) =>
    (i === 0 ? square : again(easel, square)).setPosition(
      GRID.x + ((i % 5) + 0.5) * step,
      GRID.y + (Math.floor(i / 5) + 0.5) * step,
    ),
  )
  const cell = (full: boolean): GameObjects.Image =>
    stamp(easel, 6, 6, (to) => {
      to.fillStyle = full ? '#1E2638' : '#FBF3EE'
      to.strokeStyle = '#1E2638'
      to.lineWidth = 1.6
      to.beginPath()
      to.arc(0, 0, 4.4, 0, 7)
      to.fill()
      to.stroke()
    })
  const [ring, full] = [cell(false), cell(true)]
  const cells = Array.from({ length: CELLS }, (_, i) => {
    // Each in a square of its own, off its middle.
    const home = (i * 7 + 3) % 25
    const x = GRID.x + ((home % 5) + 0.3 + 0.4 * ((i * 0.618034) % 1)) * step
    const y = GRID.y + (Math.floor(home / 5) + 0.3 + 0.4 * ((i * 0.754878) % 1)) * step
    const at = (image: GameObjects.Image): GameObjects.Image => image.setPosition(x, y)
    return { living: at(i === 0 ? ring : again(easel, ring)), dead: at(i === 0 ? full : again(easel, full)) }
  })
  return {
    show({ squares: counted, counted: dead }: SeedView): void {
      squares.forEach((image, i) => void image.setVisible(i < counted))
      const gone = dead === null ? 0 : Math.max(dead > 0.02 ? 1 : 0, Math.round(dead * CELLS))
      cells.forEach(({ living, dead: image }, i) => {
        living.setVisible(dead !== null && i >= gone)
        image.setVisible(dead !== null && i < gone)
      })
    },
  }
}

const room: MachineKind<SeedView> = {
  grade: 'C',
  window: { x: 548, y: 160, w: 250, h: 72 },
  hero: { x: 500, y: 214, w: 590, h: 622 },
  tag: { text: 'SU-060', x: on(170, 0)[0], y: on(0, 154)[1] },
  lamp: { x: on(216, 0)[0], y: on(0, 76)[1] },
  crew: { x: 858, second: 524 },
  poster: {
    drawing: 'tank',
    layers: [
      'shadow',
      'frame',
      'vessel-shell',
      'vessel-back',
      'liquid',
      'shaft',
      'impeller',
      'liquid-front',
      'bag',
      'window-rim',
      'head',
      'motor',
      'exhaust-filter',
      'tag',
    ],
    scale: 0.62,
    foot: [170, 586],
  },
  prepare,
}

/** Where cells are thinned from flask to flask, one knows the room by its shaker. */
export const seedTrain: MachineKind<SeedView> = {
  ...room,
  poster: { drawing: 'shaker', scale: 0.8, foot: [120, 318] },
}
export const nMinus1 = room
