import type { FillView } from '../../present/index.ts'
import { sketch } from '../drawing.ts'
import { again, bake, hang, put, stamp } from '../easel.ts'
import { flow } from '../flow.ts'
import { pipeSvg, type Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from './kind.ts'
import { dialFace, follow, level, loadParts, needle, paintAt } from './live.ts'
import { tester } from './tester.ts'
import { inletOf, outletOf, vessels } from './vessels.ts'

const SCALE = 0.86
const HERE = { x: 506, y: FLOOR - 588 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]
const BULK = 316
const STERILE = 436
const VESSEL = 0.78
const CAPSULE = { x: 346, y: 420, scale: 1 }
const VIALS = 13
const VIAL = 0.9
/** Where on the belt a vial comes in, is filled, closed, and goes out. */
const BELT = { from: 34, needle: 286, stopper: 420, to: 556, gap: 42 }

const PARTS = {
  behind: [
    'filler',
    ['shadow', 'base', 'plenum', 'chamber', 'rack', 'belt', 'gantry', 'stopper-bowl', 'weigher', 'reject'],
  ],
  trays: ['filler', ['trays']],
  needles: ['filler', ['needles']],
  front: ['filler', ['front', 'tag']],
  capsule: ['capsule', ['body']],
  wet: ['capsule', ['wet']],
  back: ['vial', ['glass-back']],
  liquid: ['vial', ['liquid']],
  glass: ['vial', ['glass']],
  cap: ['vial', ['stopper', 'crimp']],
} as const

/** From the sterile vessel over the line to its needle. */
const SUPPLY: readonly Point[] = [
  outletOf(STERILE, VESSEL),
  [STERILE, FLOOR - 2],
  [497, FLOOR - 2],
  [497, on(0, 52)[1]],
  [on(286, 0)[0], on(0, 52)[1]],
  on(286, 138),
]

async function prepare() {
  const top: Point = [CAPSULE.x + 30, CAPSULE.y + 12]
  const under: Point = [CAPSULE.x + 30, CAPSULE.y + 112]
  const [parts, supplyLine, line] = await Promise.all([
    loadParts(PARTS),
    sketch(1340, 872, pipeSvg({ points: SUPPLY, width: 12, colour: '#E9917C' })),
    vessels({
      feedAt: BULK,
      poolAt: STERILE,
      scale: VESSEL,
      into: [
        outletOf(BULK, VESSEL),
        [BULK, FLOOR - 2],
        [376, FLOOR - 2],
        [376, FLOOR - 236],
        [316, FLOOR - 236],
        [316, top[1] - 18],
        [top[0], top[1] - 18],
        top,
      ],
      out: [under, [under[0], under[1] + 24], [STERILE, under[1] + 24], inletOf(STERILE, VESSEL)],
    }),
  ])
  return {
    paint(to: CanvasRenderingContext2D): void {
      to.drawImage(supplyLine.image, 0, 0, 1340, 872)
      line.paint(to)
      paintAt(to, parts.capsule, CAPSULE)
      paintAt(to, parts.behind, HERE)
    },
    hang(rig: Rig): Hung<FillView> {
      const { easel, still, spot } = rig
      const wet = put(easel, parts.wet, CAPSULE)
      const trays = level(still, easel, [put(easel, parts.trays, HERE)], on(0, 164)[1], on(0, 380)[1])
      const [beltX, beltY] = on(0, 396)
      const glassware = { x: 0, y: beltY - 74 * VIAL, scale: VIAL }
      const first = [parts.back, parts.liquid, parts.glass, parts.cap].map((part) => put(easel, part, glassware))
      const vials = Array.from({ length: VIALS }, (_, i) => {
        const images = i === 0 ? first : first.map((image) => again(easel, image))
        return { images, liquid: images[1], cap: images[3] }
      })
      const needles = put(easel, parts.needles, HERE)
      const supply = flow(easel, SUPPLY, still, 3)
      const jet = stamp(easel, 3, 16, (to) => {
        to.fillStyle = '#EFAF9E'
        to.fillRect(-1.6, -16, 3.2, 32)
      }).setPosition(on(286, 0)[0], on(0, 336)[1])
      const fallen = stamp(easel, 44, 44, (to) => {
        to.rotate(-1.45)
        to.scale(VIAL, VIAL)
        for (const part of [parts.back, parts.glass]) to.drawImage(part.image, -22, -38, 44, 76)
      }).setPosition(on(210, 0)[0], beltY - 20)
      put(easel, parts.front, HERE)
      const bin = stamp(easel, 9, 5, (to) => {
        to.fillStyle = '#EAF2F6'
        to.strokeStyle = '#59636F'
        to.lineWidth = 0.9
        to.beginPath()
        to.roundRect(-7, -3.6, 12, 7.2, 2)
        to.fill()
        to.stroke()
        to.fillStyle = '#46526A'
        to.fillRect(5, -2.4, 3.4, 4.8)
      }).setVisible(false)
      const rejects = Array.from({ length: 12 }, (_, i) =>
        again(easel, bin).setPosition(
          on(202 + (i % 4) * 14.5 + (Math.floor(i / 4) % 2) * 4, 0)[0],
          on(0, 538 - Math.floor(i / 4) * 12)[1],
        ),
      )
      const [dialX, dialY] = on(510, 276)
      const weigher = needle(still, easel, dialX, dialY, 30 * SCALE)
      // How fast the belt runs is on its own dial: vials that pass are soon all alike.
      const [speedX, speedY] = on(596, 476)
      const speedBox = { x: speedX - 30, y: speedY - 30, w: 60, h: 60 }
      hang(
        easel,
        bake(easel.px, speedBox, (to) => dialFace(to, speedX, speedY, 26, null)),
        speedBox.x,
        speedBox.y,
      )
      const speed = needle(still, easel, speedX, speedY, 26)
      const hung = line.hang(rig)
      const test = tester(easel, CAPSULE.x + 92, CAPSULE.y + 62)
      spot('weigher', dialX, dialY, 34)
      spot('speed', speedX, speedY, 30)
      spot('needles', ...on(286, 250), 46)
      spot('filter', CAPSULE.x + 30, CAPSULE.y + 60, 44)
      spot('test', CAPSULE.x + 92, CAPSULE.y + 62, 0)
      spot('rejects', ...on(224, 500), 44)
      spot('trays', ...on(596, 280), 60)
      spot('belt', ...on(360, 380), 40)
      let shown: FillView | null = null
      let travelled = 0
      const wave = follow(still, (share) => {
        // From the shoulder to the foot of the vial.
        const y = beltY - 2 - 40 * VIAL * share
        const from = Math.max(0, Math.round((y - glassware.y) * easel.px))
        for (const { liquid } of vials) liquid.setCrop(0, from, liquid.width, liquid.height - from)
      })
      const place = (): void => {
        if (!shown) return
        const onBelt = shown.phase === 'fill'
        const length = BELT.to - BELT.from
        vials.forEach(({ images, liquid, cap }, i) => {
          const at = (((i * BELT.gap + travelled - BELT.from) % length) + length) % length
          const seen = onBelt && i * BELT.gap < length
          // A fallen vial stops all that stand behind it.
          for (const image of images)
            image
              .setVisible(seen && !(shown!.jammed && Math.abs(BELT.from + at - 210) < 22))
              .setX(beltX + (BELT.from + at) * SCALE - 22 * VIAL)
          if (BELT.from + at < BELT.needle) liquid.setVisible(false)
          if (BELT.from + at < BELT.stopper) cap.setVisible(false)
        })
      }
      return {
        show(m) {
          shown = m
          wet.setVisible(m.phase !== 'preTest')
          trays.to(m.trays)
          wave.to(Math.min(m.level, 1))
          weigher.to(m.weighed ?? 0)
          speed.to(m.speed)
          fallen.setVisible(m.jammed)
          rejects.forEach((image, i) => void image.setVisible(i < m.rejects))
          supply.set(m.phase === 'fill' ? m.speed : 0)
          test.show(m.test, m.verdict)
          hung.show(m)
          place()
        },
        frame(_now, step_ms) {
          for (const part of [trays, wave, weigher, speed, hung, supply]) part.frame(step_ms)
          if (!shown) return
          const moving = shown.phase === 'fill' && shown.speed > 0
          if (moving && !still)
            travelled = (travelled + (step_ms / 1000) * (40 + 160 * shown.speed)) % (BELT.to - BELT.from)
          // The needle dips with each vial that stands beneath it.
          const beat =
            moving && !still
              ? Math.abs(((((BELT.needle - travelled) % BELT.gap) + BELT.gap) % BELT.gap) - BELT.gap / 2) /
                (BELT.gap / 2)
              : 0
          needles.setY(HERE.y + (beat * 14 + 4) * SCALE)
          jet.setVisible(moving && (still || beat > 0.45))
          place()
        },
      }
    },
  }
}

export const fill: MachineKind<FillView> = {
  grade: 'B',
  window: null,
  hero: { x: 488, y: 318, w: 600, h: 518 },
  tag: { text: 'FL-410', x: on(94, 0)[0], y: on(0, 500)[1] },
  lamp: { x: on(630, 0)[0], y: on(0, 84)[1] },
  crew: { x: 846, second: 762 },
  poster: { drawing: 'filler', scale: 0.33, foot: [330, 588] },
  prepare,
}
