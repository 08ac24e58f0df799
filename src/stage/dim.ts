import type { GameObjects } from 'phaser'
import { INK, stamp, type Easel } from './easel.ts'
import type { Frame } from './fit.ts'

/** Ink over the rooms the camera has left behind. */
export function dimmers(easel: Easel, rooms: ReadonlyMap<string, Frame>) {
  const list: { id: string; image: GameObjects.Image; from: number; to: number }[] = []
  for (const [id, room] of rooms) {
    const image = stamp(easel, 1, 1, (to) => {
      to.fillStyle = INK
      to.fillRect(-1, -1, 2, 2)
    })
    image
      .setPosition(room.x + room.w / 2, room.y + room.h / 2)
      .setDisplaySize(room.w, room.h)
      .setDepth(7)
      .setVisible(false)
    list.push({ id, image, from: 0, to: 0 })
  }
  return {
    /** From the light there is now to the one of the next shot. */
    aim(lit: readonly string[] | null, left: number): void {
      for (const room of list) {
        room.from = room.image.visible ? room.image.alpha : 0
        room.to = lit === null || lit.includes(room.id) ? 0 : 1 - left
      }
    },
    set(share: number): void {
      for (const { image, from, to } of list) {
        const alpha = from + (to - from) * share
        image.setVisible(alpha > 0).setAlpha(alpha)
      }
    },
  }
}
