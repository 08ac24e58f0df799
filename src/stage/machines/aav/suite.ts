/**
 * A suite of the AAV plant: on the left the incubator or the bench of the cocktail, above it a lens; on the right the
 * single-use tank, as large beside a person as it is. One that stands on a bench is seen again through a glass.
 */
import type { CellSuiteView, VectorSuiteView } from '../../../present/index.ts'
import { sketch } from '../../drawing.ts'
import { cutAbove, put, stamp } from '../../easel.ts'
import { flow } from '../../flow.ts'
import { cellLens, complexLens, loadLens } from '../../lens.ts'
import { boxOf, pipeSvg, type Point } from '../../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { impeller, level, loadParts, paintAt, type PartsOf } from '../live.ts'
import { broth } from '../seed.ts'
import { benchSvg, METRE, panelSvg } from './drawings.ts'

type View = CellSuiteView | VectorSuiteView

const BENCH_TOP = FLOOR - 0.9 * METRE
/** Middle of the tank, and of the glass through which a small one is seen again. */
const TANK_X = 912
const GLASS = { x: TANK_X, y: 412, radius: 152 }
/** Of the tank's drawing: its foot, the window full and empty, half as wide as the liquid. */
export const FOOT = { x: 170, y: 586 }
const FULL = 196
const EMPTY = 470
const HALF = 92
/** Cubic metres the drawing's liquid has at scale 1. */
const DRAWN_m3 = (Math.PI * (HALF / METRE) * (HALF / METRE) * (EMPTY - FULL)) / METRE
const PANEL = { x: 632, y: 168 }
const LENS = { x: 446, y: 358, scale: 0.82 }
/** The drawing of the mixing bottle is not to scale: a tenth of a small tank would be a thimble. */
const MIXER = { x: 466, y: BENCH_TOP - 300 * 0.46, scale: 0.46 }
const BOTTLES = { x: 268, y: BENCH_TOP - 122 * 0.62, scale: 0.62 }
const SHAKER = { x: 276, y: FLOOR - 318 * 0.78, scale: 0.78 }
const SHELF = SHAKER.y + 216 * SHAKER.scale
/** A culture flask of two litres is 0.28 m tall. */
const FLASK = { x: SHAKER.x + 78, y: SHELF - 222 * 0.26, scale: 0.26 }
const SCOPE = { x: 470, y: FLOOR - 430 * 0.6, scale: 0.6 }

/** Its scale by the volume: length goes as the third root. */
export const scaleOf = (litres: number): number => Math.cbrt(litres / 1000 / DRAWN_m3)
const onBench = (litres: number): boolean => litres <= 10

const TANK_PARTS = {
  back: ['tank', ['shadow', 'frame', 'vessel-shell', 'vessel-back']],
  liquid: ['tank', ['liquid']],
  shaft: ['tank', ['shaft']],
  impeller: ['tank', ['impeller']],
  front: ['tank', ['bag', 'window-rim', 'head', 'motor', 'exhaust-filter']],
  whole: [
    'tank',
    [
      'shadow',
      'frame',
      'vessel-shell',
      'vessel-back',
      'liquid',
      'shaft',
      'impeller',
      'bag',
      'window-rim',
      'head',
      'motor',
      'exhaust-filter',
    ],
  ],
} as const
const CELL_PARTS = {
  shaker: ['shaker', ['shadow', 'cabinet', 'panel']],
  platform: ['shaker', ['platform']],
  door: ['shaker', ['door']],
  flaskBack: ['flask', ['flask-back']],
  culture: ['flask', ['culture']],
  flaskFront: ['flask', ['flask-front']],
  scope: ['counter', ['shadow', 'bench', 'microscope']],
} as const
const MIX_PARTS = {
  bottles: ['bottles', ['bottles']],
  mixerBack: ['mixer', ['shadow', 'stirrer', 'bottle-back']],
  cocktail: ['mixer', ['cocktail']],
  cloud: ['mixer', ['cocktail-cloud']],
  bar: ['mixer', ['bar']],
  mixerFront: ['mixer', ['bottle-front']],
} as const

/** Where the tank is worked: the true one, or the same through its glass. */
function tankPlace(litres: number): { x: number; y: number; scale: number } {
  if (onBench(litres)) {
    const scale = 0.43
    return { x: GLASS.x - FOOT.x * scale, y: GLASS.y - 304 * scale, scale }
  }
  const scale = scaleOf(litres)
  return { x: TANK_X - FOOT.x * scale, y: FLOOR - FOOT.y * scale, scale }
}

/** The tank under the hand, with everything of it that moves. */
async function tank(litres: number) {
  const parts = await loadParts(TANK_PARTS)
  const place = tankPlace(litres)
  const on = (x: number, y: number): Point => [place.x + x * place.scale, place.y + y * place.scale]
  const small = scaleOf(litres)
  const foot = { x: TANK_X - FOOT.x * small, y: BENCH_TOP - FOOT.y * small, scale: small }
  return {
    on,
    paint(to: CanvasRenderingContext2D): void {
      if (onBench(litres)) {
        paintAt(to, parts.whole, foot)
        glassOver(to, [TANK_X, foot.y + 330 * small], 60 * small + 26)
      }
      paintAt(to, parts.back, place)
    },
    hang({ easel, still, spot }: Rig) {
      const inside = broth(still, easel, parts.liquid, place, CULTURE)
      put(easel, parts.shaft, place)
      const blade = put(easel, parts.impeller, {
        ...place,
        box: { x: 140, y: 392, w: 112, h: 56 },
        pivot: { x: 196, y: 420 },
      })
      const veil = put(easel, parts.liquid, place).setAlpha(0.18)
      const surface = stamp(easel, HALF * place.scale, 6, (to) => {
        to.fillStyle = '#FBE9D6'
        to.beginPath()
        to.ellipse(0, 0, (HALF - 2) * place.scale, 5, 0, 0, 7)
        to.fill()
      }).setPosition(...on(170, 0))
      const height = level(still, easel, [...inside.images, veil], on(0, FULL)[1], on(0, EMPTY)[1], surface)
      put(easel, parts.front, place)
      const stirring = impeller(still, easel, blade)
      spot('probe.temperature', ...on(282, 356), 26)
      spot('probe.oxygen', ...on(282, 300), 26)
      spot('probe.ph', ...on(282, 410), 26)
      spot('sampleValve', ...on(320, 440), 30)
      spot('liquid', ...on(170, 330), 60)
      spot('motor', ...on(170, 54), 40)
      spot('stirrer', ...on(128, 40), 30)
      spot('drain', ...on(170, 500), 26)
      return {
        show(m: View, full: boolean): void {
          height.to(full ? 0.04 + 0.9 * m.fill : 0)
          for (const image of [...inside.images, veil]) image.setVisible(full)
          if (full) inside.show(m)
          stirring.to(full ? m.stirring : 0)
        },
        frame(step_ms: number): void {
          for (const part of [height, inside, stirring]) part.frame(step_ms)
        },
      }
    },
  }
}

const CULTURE = { medium: ['#F6D9B4', '#E7AE78'], cloud: ['#FBEBDA', '#F2D0AE'], dead: ['#B9AFA6', '#94897F'] } as const

/** A round glass with a white rim, and the two lines from what it looks at. */
function glassOver(to: CanvasRenderingContext2D, [x, y]: Point, near: number): void {
  const { radius } = GLASS
  to.fillStyle = '#F4F2EC'
  to.strokeStyle = '#151B29'
  to.lineWidth = 9
  to.beginPath()
  to.arc(GLASS.x, GLASS.y, radius, 0, 7)
  to.fill()
  to.stroke()
  to.strokeStyle = '#FFFFFF'
  to.lineWidth = 4
  to.beginPath()
  to.arc(GLASS.x, GLASS.y, radius - 5, 0, 7)
  to.stroke()
  to.strokeStyle = '#EDEFF3'
  to.lineWidth = 2.6
  to.setLineDash([3, 7])
  for (const side of [-1, 1]) {
    to.beginPath()
    to.moveTo(GLASS.x + side * radius * 0.92, GLASS.y + radius * 0.42)
    to.lineTo(x + side * near, y)
    to.stroke()
  }
  to.setLineDash([])
}

/** Cells that are counted: with the incubator they grow in, or where their tank is left to make vector. */
async function cells<V extends View>(litres: number, incubator: boolean) {
  const [parts, own, things] = await Promise.all([
    loadParts(CELL_PARTS),
    tank(litres),
    sketch(1340, 872, furniture(litres, false)),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(things.image, 0, 0, 1340, 872)
      if (incubator) paintAt(to, parts.shaker, SHAKER)
      paintAt(to, parts.scope, SCOPE)
      own.paint(to)
    },
    hang(rig: Rig): Hung<V> {
      const { easel, spot } = rig
      const shaken = incubator ? flaskOnShaker(rig, parts) : null
      const vessel = own.hang(rig)
      const eye: Point = [SCOPE.x + 96 * SCOPE.scale, SCOPE.y + 146]
      const lens = cellLens(easel, LENS, eye)
      spot('lens', LENS.x, LENS.y, 160)
      spot('counter', ...eye, 60)
      return {
        show(m) {
          const inTank = m.unit !== 'cellExpansion' || m.vessel === 'tank'
          vessel.show(m, inTank)
          shaken?.show(m, !inTank)
          lens.show(m)
        },
        frame(now_ms, step_ms) {
          vessel.frame(step_ms)
          shaken?.frame(now_ms, step_ms)
        },
      }
    },
  }
}

function flaskOnShaker({ easel, still, spot }: Rig, parts: PartsOf<typeof CELL_PARTS>) {
  const platform = put(easel, parts.platform, SHAKER)
  const back = put(easel, parts.flaskBack, FLASK)
  const inside = broth(still, easel, parts.culture, FLASK, CULTURE)
  const front = put(easel, parts.flaskFront, FLASK)
  const moved = [platform, back, ...inside.images, front].map((image) => ({ image, x: image.x }))
  const depth = level(still, easel, inside.images, FLASK.y + 112 * FLASK.scale, FLASK.y + 222 * FLASK.scale)
  put(easel, parts.door, SHAKER)
  spot('shaker', SHAKER.x + 94, SHAKER.y + 120, 80)
  let shaking = false
  return {
    show(m: View, full: boolean): void {
      shaking = full
      for (const image of [back, front, ...inside.images]) image.setVisible(full)
      depth.to(full ? 0.1 + 0.85 * m.fill : 0)
      if (full) inside.show(m)
    },
    frame(now_ms: number, step_ms: number): void {
      depth.frame(step_ms)
      inside.frame(step_ms)
      // An orbit seen from the side.
      const shift = shaking && !still ? Math.round(5 * Math.sin((now_ms / 460) * 2 * Math.PI)) : 0
      for (const { image, x } of moved) image.setX(x + shift)
    },
  }
}

/** Benches, and the panel of the tank. */
const furniture = (litres: number, cocktail: boolean): string =>
  (cocktail ? benchSvg(262, 330, FLOOR) : '') +
  (onBench(litres) ? benchSvg(TANK_X - 130, 260, FLOOR) : '') +
  panelSvg(PANEL.x, PANEL.y)

/** The bench of the cocktail, its lens, and the hose into the tank. */
async function cocktail(litres: number) {
  const [parts, own, lensArt] = await Promise.all([loadParts(MIX_PARTS), tank(litres), loadLens()])
  const neck: Point = [MIXER.x + 112 * MIXER.scale, MIXER.y + 6 * MIXER.scale]
  const port = own.on(107, 60)
  const hose: readonly Point[] = [neck, [neck[0], neck[1] - 24], [612, neck[1] - 24], [612, 318], [port[0], 318], port]
  const run = { points: hose, width: 9, colour: '#D4EAE2', hose: true, radius: 20 }
  const [things, tube] = await Promise.all([
    sketch(1340, 872, furniture(litres, true)),
    sketch(1340, 872, pipeSvg(run)),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(things.image, 0, 0, 1340, 872)
      own.paint(to)
    },
    hang(rig: Rig): Hung<VectorSuiteView> {
      const { easel, still, spot } = rig
      const bottles = put(easel, parts.bottles, BOTTLES)
      put(easel, parts.mixerBack, MIXER)
      const mix = [put(easel, parts.cocktail, MIXER), put(easel, parts.cloud, MIXER)] as const
      const bar = put(easel, parts.bar, {
        ...MIXER,
        box: { x: 58, y: 210, w: 64, h: 20 },
        pivot: { x: 90, y: 220 },
      })
      put(easel, parts.mixerFront, MIXER)
      const vessel = own.hang(rig)
      put(easel, tube, { x: 0, y: 0, box: boxOf(run) })
      const pours = flow(easel, hose, still, 5, '#2F9479E0')
      const eye: Point = [MIXER.x + 90 * MIXER.scale, MIXER.y + 178 * MIXER.scale]
      const lens = complexLens(easel, still, LENS, eye, lensArt)
      spot('lens', LENS.x, LENS.y, 160)
      spot('size', LENS.x, LENS.y + 226 * LENS.scale, 0)
      spot('mixer', MIXER.x + 90 * MIXER.scale, MIXER.y + 130 * MIXER.scale, 50)
      let stirs = false
      let spin = 0
      return {
        show(m) {
          vessel.show(m, true)
          lens.show(m)
          bottles.setVisible(m.kits > 0)
          const surface = MIXER.y + (54 + 180 * (1 - m.cocktailLeft)) * MIXER.scale
          for (const image of mix) {
            cutAbove(easel, image, surface)
            image.setVisible(m.cocktailLeft > 0)
          }
          mix[1].setAlpha(m.cloud)
          pours.set(m.pouring ? 0.8 : 0)
          stirs = m.cocktailLeft > 0
        },
        frame(now_ms, step_ms) {
          vessel.frame(step_ms)
          pours.frame(step_ms)
          if (still) return
          lens.frame(now_ms)
          if (stirs) spin = (spin + step_ms / 750) % 1
          bar.setScale(Math.max(Math.abs(Math.cos(spin * 2 * Math.PI)), 0.2) / easel.px, 1 / easel.px)
        },
      }
    },
  }
}

const WHOLE = { x: 256, y: 150, w: 828, h: 686 }
const room = {
  grade: 'C',
  window: null,
  hero: WHOLE,
  tag: { text: 'SU-601', x: PANEL.x + 46, y: PANEL.y + 18 },
  lamp: { x: PANEL.x + 74, y: PANEL.y + 101 },
  crew: { x: 752, second: 622 },
  crewScale: 1.4,
  poster: {
    drawing: 'tank',
    layers: TANK_PARTS.whole[1],
    scale: 0.5,
    foot: [FOOT.x, FOOT.y],
  },
} as const satisfies Partial<MachineKind<never>>

/** The tank as one picture. */
export const WHOLE_TANK = TANK_PARTS.whole

export const cellExpansion: MachineKind<CellSuiteView> = {
  ...room,
  poster: { drawing: 'shaker', scale: 0.7, foot: [120, 318] },
  prepare: (m) => cells(m.scale_L, true),
}
export const vectorTransfection: MachineKind<VectorSuiteView> = {
  ...room,
  poster: { drawing: 'mixer', scale: 0.5, foot: [90, 300] },
  prepare: (m) => cocktail(m.scale_L),
}
export const vectorProduction: MachineKind<VectorSuiteView> = { ...room, prepare: (m) => cells(m.scale_L, false) }
