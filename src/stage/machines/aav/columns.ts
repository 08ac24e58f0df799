/**
 * The columns of the AAV plant, beside the wall on which one reads what matters there: how long the eluate has been acid,
 * and whether a bottle stands ready; or two lights over a gradient, and the lines one pools between.
 */
import type { GameObjects } from 'phaser'
import type { VectorColumnView } from '../../../present/index.ts'
import { bake, hang, INK, stamp } from '../../easel.ts'
import { columnNamed } from '../column.ts'
import type { Hung, MachineKind, Rig } from '../kind.ts'

/** The screen on the wall, and what is drawn inside it. */
const WALL = { x: 852, y: 174, w: 214, h: 160 }
const PLOT = { x: WALL.x + 20, y: WALL.y + 20, w: WALL.w - 40, h: WALL.h - 46 }
const CLOCK = { x: WALL.x + WALL.w / 2, y: WALL.y + 54 }
const BOTTLE = { x: WALL.x + WALL.w / 2, y: WALL.y + 120 }
/** Dots along the axis of the gradient: as many as the view has slices. */
const DOTS = 64
const AT_260 = '#B9A2FF'
const AT_280 = '#FFB45C'
const RED = '#FF6B57'

function paintScreen(to: CanvasRenderingContext2D): void {
  to.fillStyle = '#0E1420'
  to.strokeStyle = INK
  to.lineWidth = 6
  to.beginPath()
  to.roundRect(WALL.x, WALL.y, WALL.w, WALL.h, 12)
  to.fill()
  to.stroke()
  to.strokeStyle = '#5C6880'
  to.lineWidth = 2
  to.strokeRect(WALL.x + 7, WALL.y + 7, WALL.w - 14, WALL.h - 14)
}

const write = (
  to: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  size: number,
  colour: string,
): void => {
  to.font = `800 ${size}px ui-monospace, monospace`
  to.textAlign = 'center'
  to.textBaseline = 'middle'
  to.fillStyle = colour
  to.fillText(text, x, y)
}

const two = (n: number): string => String(n).padStart(2, '0')

/** Digits that are red from the first drop of eluate on; under them the bottle, full, dashed or missing. */
function acidWall({ easel, spot }: Rig): { show(m: VectorColumnView): void } {
  let hung: GameObjects.Image[] = []
  let key = ''
  spot('poolPh', CLOCK.x, CLOCK.y, 60)
  spot('acidTime', CLOCK.x, CLOCK.y, 0)
  spot('neutraliser', BOTTLE.x, BOTTLE.y, 44)
  return {
    show({ acid_s, bottle }) {
      const text = acid_s === null ? '--:--' : `${two(Math.floor(acid_s / 60))}:${two(acid_s % 60)}`
      const next = `${text} ${bottle}`
      if (next === key) return
      key = next
      for (const image of hung) image.destroy()
      hung = [
        stamp(easel, 120, 34, (to) => write(to, text, 0, 2, 54, acid_s === null ? '#3A465C' : RED)).setPosition(
          CLOCK.x,
          CLOCK.y,
        ),
        stamp(easel, 120, 34, (to) => {
          to.strokeStyle = '#E8EEF2'
          to.lineWidth = 3
          to.setLineDash(bottle === 'there' ? [] : [5, 5])
          to.globalAlpha = bottle === 'none' ? 0.45 : 1
          to.beginPath()
          to.moveTo(-6, -28)
          to.lineTo(6, -28)
          to.lineTo(6, -16)
          to.lineTo(17, -4)
          to.lineTo(17, 26)
          to.lineTo(-17, 26)
          to.lineTo(-17, -4)
          to.lineTo(-6, -16)
          to.closePath()
          if (bottle === 'there') {
            to.fillStyle = '#4FB896'
            to.fill()
          }
          to.stroke()
        }).setPosition(BOTTLE.x, BOTTLE.y),
      ]
    },
  }
}

/** Two rows of dots over the gradient; where they cross, and between which lines the pool is. */
function lightWall({ easel, spot }: Rig): { show(m: VectorColumnView): void } {
  const floor = PLOT.y + PLOT.h
  const taken = hang(
    easel,
    bake(easel.px, PLOT, (to) => {
      to.fillStyle = '#3F78D1'
      to.fillRect(PLOT.x, PLOT.y, PLOT.w, PLOT.h)
    }),
    PLOT.x,
    PLOT.y,
  ).setAlpha(0.3)
  hang(
    easel,
    bake(easel.px, { ...PLOT, h: PLOT.h + 4 }, (to) => {
      to.fillStyle = '#5C6880'
      to.fillRect(PLOT.x, floor, PLOT.w, 2)
    }),
    PLOT.x,
    PLOT.y,
  )
  const row = (colour: string, square: boolean): readonly GameObjects.Image[] =>
    Array.from({ length: DOTS }, () =>
      stamp(easel, 3, 3, (to) => {
        to.fillStyle = colour
        to.beginPath()
        // Told apart by shape as well.
        if (square) to.rect(-2.2, -2.2, 4.4, 4.4)
        else to.arc(0, 0, 2.6, 0, 7)
        to.fill()
      }).setVisible(false),
    )
  const [at280, at260] = [row(AT_280, false), row(AT_260, true)]
  const line = (): GameObjects.Image =>
    stamp(easel, 2, PLOT.h / 2, (to) => {
      to.fillStyle = '#FFFFFF'
      to.fillRect(-1.4, -PLOT.h / 2, 2.8, PLOT.h)
    })
  const lines = [line(), line()] as const
  stamp(easel, 120, 12, (to) => {
    write(to, '280', -40, 0, 17, AT_280)
    write(to, '260', 40, 0, 17, AT_260)
  }).setPosition(WALL.x + WALL.w / 2, floor + 14)
  spot('uv260', PLOT.x + PLOT.w / 2, PLOT.y + PLOT.h / 2, 90)
  spot('uv280', PLOT.x + PLOT.w / 2, PLOT.y + PLOT.h / 2, 0)
  const wide = taken.scaleX
  return {
    show({ lights, cut }) {
      const [from, to] = cut
      lines[0].setPosition(PLOT.x + from * PLOT.w, PLOT.y + PLOT.h / 2)
      lines[1].setPosition(PLOT.x + to * PLOT.w, PLOT.y + PLOT.h / 2)
      taken.setX(PLOT.x + from * PLOT.w).setScale(wide * Math.max(0, to - from), taken.scaleY)
      const place = (dots: readonly GameObjects.Image[], values: readonly (number | null)[] | undefined): void =>
        dots.forEach((dot, i) => {
          const value = values?.[i] ?? null
          dot.setVisible(value !== null)
          if (value === null) return
          const up = Math.min(1, Math.max(0, value))
          dot.setPosition(PLOT.x + ((i + 0.5) * PLOT.w) / DOTS, floor - up * PLOT.h)
        })
      place(at280, lights?.a280)
      place(at260, lights?.a260)
    },
  }
}

const HERO = { x: 496, y: 150, w: 590, h: 686 }

function withWall(tag: string, wall: (rig: Rig) => { show(m: VectorColumnView): void }): MachineKind<VectorColumnView> {
  const column = columnNamed<VectorColumnView>(tag, 'C', HERO)
  return {
    ...column,
    window: null,
    async prepare(m, plant) {
      const ready = await column.prepare(m, plant)
      return {
        paint(to): void {
          ready.paint(to)
          paintScreen(to)
        },
        hang(rig): Hung<VectorColumnView> {
          const hung = ready.hang(rig)
          const screen = wall(rig)
          return {
            show(view): void {
              hung.show(view)
              screen.show(view)
            },
            frame: (now_ms, step_ms) => hung.frame(now_ms, step_ms),
          }
        },
      }
    },
  }
}

export const vectorAffinity = withWall('COL-611', acidWall)
export const fullEmptyExchange = withWall('COL-612', lightWall)
