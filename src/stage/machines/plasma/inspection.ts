/** Freeze-dried vials pass a lamp, one by one before black and white; what has sunk drops out of the line. */
import type { GameObjects } from 'phaser'
import type { InspectionView } from '../../../present/index.ts'
import { again, hang, bake, INK, stamp } from '../../easel.ts'
import { FLOOR, type Hung, type MachineKind, MIDDLE, type Rig } from '../kind.ts'
import { follow } from '../live.ts'
import { paintVial, VIAL } from './freezeDryer.ts'

const BELT = { from: 300, until: 1040, y: 610 }
const BOOTH = { x: MIDDLE - 120, y: 300, w: 240, h: 300 }
/** Where a vial leaves the belt, and the bin below. */
const GATE = 850
const BIN = { x: GATE - 58, y: 690, w: 130, h: 112 }
const SIZE = 1.9
const PITCH = 92
const COUNT = Math.ceil((BELT.until - BELT.from) / PITCH)
const SPEED_PER_S = 70
const FALL_S = 0.55

/** Of so many, whether the nth is one that is taken out: spread evenly over all. */
export const isTakenOut = (n: number, share: number): boolean => Math.floor((n + 1) * share) > Math.floor(n * share)

function paintLine(to: CanvasRenderingContext2D): void {
  const box = (x: number, y: number, w: number, h: number, fill: string, round = 8): void => {
    to.fillStyle = fill
    to.strokeStyle = INK
    to.lineWidth = 3
    to.beginPath()
    to.roundRect(x, y, w, h, round)
    to.fill()
    to.stroke()
  }
  for (const x of [BELT.from + 40, BELT.until - 60]) box(x, BELT.y + 20, 22, FLOOR - BELT.y - 20, '#B9C4CE', 4)
  // Half black, half white: glass shows on the one, what is in it on the other.
  box(BOOTH.x, BOOTH.y, BOOTH.w, BOOTH.h, '#8A98A6', 14)
  to.fillStyle = '#161C28'
  to.fillRect(BOOTH.x + 16, BOOTH.y + 64, BOOTH.w / 2 - 16, BOOTH.h - 76)
  to.fillStyle = '#F8FAFB'
  to.fillRect(MIDDLE, BOOTH.y + 64, BOOTH.w / 2 - 16, BOOTH.h - 76)
  box(MIDDLE - 44, BOOTH.y - 30, 88, 24, '#F6F9FB', 4)
  box(BOOTH.x + 26, BOOTH.y + 22, BOOTH.w - 52, 30, '#FFF3C4', 8)
  const light = to.createLinearGradient(0, BOOTH.y + 52, 0, BELT.y)
  light.addColorStop(0, '#FFF0B4A0')
  light.addColorStop(1, '#FFF0B400')
  to.fillStyle = light
  to.beginPath()
  to.moveTo(BOOTH.x + 40, BOOTH.y + 52)
  to.lineTo(BOOTH.x + BOOTH.w - 40, BOOTH.y + 52)
  to.lineTo(BOOTH.x + BOOTH.w - 16, BELT.y - 12)
  to.lineTo(BOOTH.x + 16, BELT.y - 12)
  to.closePath()
  to.fill()
  // Belt in two lengths: between them a vial that is not carried over falls.
  box(BELT.from, BELT.y, GATE - 30 - BELT.from, 22, '#59647A', 10)
  box(GATE + 34, BELT.y, BELT.until - GATE - 34, 22, '#59647A', 10)
  to.fillStyle = '#8FA0AE'
  for (let x = BELT.from + 16; x < BELT.until - 10; x += 34) {
    if (x > GATE - 42 && x < GATE + 46) continue
    to.beginPath()
    to.arc(x, BELT.y + 11, 5, 0, 7)
    to.fill()
  }
  box(BIN.x, BIN.y, BIN.w, BIN.h, '#D9604F', 8)
  to.fillStyle = '#8E2F22'
  to.fillRect(BIN.x + 10, BIN.y + 10, BIN.w - 20, BIN.h - 24)
}

const vial = (good: boolean) => (to: CanvasRenderingContext2D) => {
  to.translate((-VIAL.w / 2) * SIZE, (-VIAL.h / 2) * SIZE)
  to.scale(SIZE, SIZE)
  for (const look of ['back', good ? 'cake' : 'sunken', 'glass', 'stopper'] as const) paintVial(to, look)
}

async function prepare() {
  return {
    paint: paintLine,
    hang({ easel, still, spot }: Rig): Hung<InspectionView> {
      const stand = (good: boolean): GameObjects.Image[] => {
        const first = stamp(easel, VIAL.w * SIZE, VIAL.h * SIZE, vial(good))
        return Array.from({ length: COUNT }, (_, i) => (i === 0 ? first : again(easel, first)))
      }
      const [good, bad] = [stand(true), stand(false)]
      const heap = hang(
        easel,
        bake(easel.px, { x: 0, y: 0, w: BIN.w - 24, h: BIN.h - 30 }, (to) => {
          to.scale(0.8, 0.8)
          for (let i = 0; i < 15; i++) {
            to.save()
            to.translate(14 + (i % 5) * 24, 78 - Math.floor(i / 5) * 26)
            to.rotate(((i % 3) - 1) * 0.5)
            to.translate(-VIAL.w / 2, -VIAL.h / 2)
            for (const look of ['back', 'sunken', 'glass'] as const) paintVial(to, look)
            to.restore()
          }
        }),
        BIN.x + 12,
        BIN.y + 12,
      )
      const bin = follow(still, (share) => {
        const part = Math.ceil(Math.min(1, share) * heap.height)
        heap.setVisible(share > 0).setCrop(0, heap.height - part, heap.width, part)
      })
      spot('lamp', MIDDLE, BOOTH.y + 150, 120)
      spot('rejects', BIN.x + BIN.w / 2, BIN.y + 50, 70)
      const y = BELT.y - (VIAL.h / 2) * SIZE + 2
      let [passed, share, any] = [COUNT * PITCH, 0, false]
      const place = (): void => {
        const foremost = Math.floor(passed / PITCH)
        for (let i = 0; i < COUNT; i++) {
          const n = foremost - i
          const x = BELT.from + (passed - n * PITCH)
          const out = isTakenOut(n, share)
          const beyond = out ? Math.max(0, x - GATE) : 0
          const fallen = beyond / (SPEED_PER_S * FALL_S)
          const slot = n % COUNT
          good[slot]!.setVisible(any && !out && x < BELT.until - 20).setPosition(x, y)
          bad[slot]!.setVisible(any && out && fallen < 1)
            .setPosition(GATE + Math.min(0, x - GATE) + beyond * 0.3, y + fallen * fallen * (BIN.y + 50 - y))
            .setRotation(0.9 * fallen)
        }
      }
      return {
        show(m) {
          ;[share, any] = [m.rejected, m.any]
          bin.to(m.rejected)
          place()
        },
        frame(_now, step_ms) {
          bin.frame(step_ms)
          if (still || !any) return
          passed += (step_ms / 1000) * SPEED_PER_S
          place()
        },
      }
    },
  }
}

export const inspection: MachineKind<InspectionView> = {
  grade: 'D',
  window: null,
  hero: { x: 300, y: 250, w: 760, h: 586 },
  tag: { text: 'INS-450', x: MIDDLE, y: BOOTH.y - 18 },
  lamp: { x: BOOTH.x + BOOTH.w + 22, y: BOOTH.y + 16 },
  crew: { x: 506, second: 430 },
  poster: { drawing: 'store', scale: 0.34, foot: [310, 630] },
  prepare,
}
