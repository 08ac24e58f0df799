import type { ColdStoreView } from '../../../present/index.ts'
import { sketch } from '../../drawing.ts'
import { again, put } from '../../easel.ts'
import { FLOOR, type Hung, type MachineKind, type Rig } from '../kind.ts'
import { follow } from '../live.ts'
import { FREEZER, freezerSvg, rackSvg } from './drawings.ts'

const ROW = 4

async function prepare() {
  const [freezer, rack] = await Promise.all([sketch(1340, 872, freezerSvg()), sketch(78, 70, rackSvg())])
  return {
    paint: (to: CanvasRenderingContext2D): void => void to.drawImage(freezer.image, 0, 0, 1340, 872),
    hang({ easel, still, spot }: Rig): Hung<ColdStoreView> {
      const first = put(easel, rack, { x: 0, y: 0 })
      const racks = Array.from({ length: FREEZER.shelves * ROW }, (_, i) =>
        (i === 0 ? first : again(easel, first)).setPosition(
          FREEZER.x + 33 + (i % ROW) * 79,
          FREEZER.first + Math.floor(i / ROW) * FREEZER.step + FREEZER.step - 20 - 69,
        ),
      )
      const filled = follow(still, (share) =>
        racks.forEach((image, i) => void image.setVisible(i < Math.round(share * racks.length))),
      )
      spot('vials', FREEZER.x + FREEZER.w / 2, FREEZER.y + 260, 140)
      return {
        show: (m) => filled.to(m.any ? Math.max(1 / racks.length, m.filled) : 0),
        frame: (_now, step_ms) => filled.frame(step_ms),
      }
    },
  }
}

export const coldStore: MachineKind<ColdStoreView> = {
  grade: 'CNC',
  window: null,
  hero: { x: 400, y: 200, w: 520, h: 636 },
  tag: { text: 'CF-700', x: FREEZER.x + 66, y: FREEZER.y + 35 },
  lamp: { x: FREEZER.x + FREEZER.w - 40, y: FREEZER.y + 35 },
  crew: { x: 1000, second: 336 },
  crewScale: 1.7,
  poster: { drawing: 'coldStore', scale: 0.3, foot: [FREEZER.x + FREEZER.w / 2, FLOOR] },
  prepare,
}
