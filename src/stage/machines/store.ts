import type { VialsView } from '../../present/index.ts'
import { put } from '../easel.ts'
import type { Point } from '../pipes.ts'
import { FLOOR, type Hung, type MachineKind, MIDDLE, type Rig } from './kind.ts'
import { follow, loadParts, paintAt } from './live.ts'

const SCALE = 1
const HERE = { x: MIDDLE - 310 * SCALE, y: FLOOR - 630 * SCALE, scale: SCALE }
const on = (x: number, y: number): Point => [HERE.x + x * SCALE, HERE.y + y * SCALE]

const PARTS = {
  behind: ['store', ['shadow', 'body', 'shelves']],
  row1: ['store', ['row-1']],
  row2: ['store', ['row-2']],
  row3: ['store', ['row-3']],
  row4: ['store', ['row-4']],
  row5: ['store', ['row-5']],
  front: ['store', ['front', 'tag']],
} as const

async function prepare() {
  const parts = await loadParts(PARTS)
  return {
    paint: (to: CanvasRenderingContext2D): void => paintAt(to, parts.behind, HERE),
    hang({ easel, still, spot }: Rig): Hung<VialsView> {
      const box = { x: 50, y: 0, w: 526, h: 640 }
      const rows = [parts.row5, parts.row4, parts.row3, parts.row2, parts.row1].map((part) =>
        put(easel, part, { ...HERE, box }),
      )
      put(easel, parts.front, HERE)
      // From the lowest shelf up, from the left.
      const filled = follow(still, (share) =>
        rows.forEach((row, i) => {
          const part = Math.min(Math.max(share * rows.length - i, 0), 1)
          row.setVisible(part > 0).setCrop(0, 0, row.width * part, row.height)
        }),
      )
      spot('vials', ...on(310, 340), 120)
      return {
        show: (m) => filled.to(m.any ? Math.max(0.06, m.filled) : 0),
        frame: (_now, step_ms) => filled.frame(step_ms),
      }
    },
  }
}

export const store: MachineKind<VialsView> = {
  grade: 'CNC',
  window: null,
  hero: { x: 364, y: 200, w: 612, h: 636 },
  tag: { text: 'CR-500', x: on(250, 0)[0], y: on(0, 65)[1] },
  lamp: { x: on(580, 0)[0], y: on(0, 64)[1] },
  crew: { x: 1020, second: 312 },
  poster: { drawing: 'store', scale: 0.34, foot: [310, 630] },
  prepare,
}
