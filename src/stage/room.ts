import type { GameObjects } from 'phaser'
import type { ItemArt, RoomView } from '../present/index.ts'
import { art, type Art } from './drawing.ts'
import { bake, glow, gradePlate, hang, hatch, INK, put, stamp, type Easel } from './easel.ts'
import type { Frame } from './fit.ts'
import type { Layout, Picture, PictureKind, Spot } from './picture.ts'

const WIDE = { x: 0, y: 0, w: 1280, h: 800 }
const TALL = { x: 0, y: 0, w: 760, h: 1280 }
/** Of a drawing: where its room begins, bare wall under the ceiling, bare floor before the end. */
const BARE = {
  wide: { from: 70, wall: 110, floor: 768, to: 776 },
  tall: { from: 70, wall: 110, floor: 1248, to: 1256 },
}
/** Earth that stays around the room. */
const EARTH = 24
/** Side of the square each thing is drawn in; its foot is at 116. */
const SIDE = 120
const LAMP = 170
/** Upper edge of each thing in its square, for its mark and its tag. */
const TOP: Record<ItemArt, number> = {
  bag: 14,
  balance: 66,
  beaker: 34,
  bin: 20,
  bottle: 6,
  box: 34,
  cart: 30,
  coffee: 10,
  drum: 14,
  gloves: 22,
  hose: 62,
  label: 36,
  logbook: 74,
  pen: 68,
  scoop: 66,
  sieve: 66,
  tubes: 50,
  weight: 52,
  wipes: 20,
}

function layout(view: RoomView, width: number, height: number): Layout {
  const tall = width / height < 0.85
  const drawing = tall ? TALL : WIDE
  const hero = { x: 16, y: 60, w: drawing.w - 32, h: drawing.h - 76 }
  // In a higher picture the room is higher: most of it above the shelves.
  const more = Math.max(0, (height * hero.w) / width - drawing.h)
  const picture = { ...drawing, y: -0.7 * more, h: drawing.h + more }
  return {
    picture,
    hero,
    key: `room ${tall ? 'tall' : 'wide'} ${view.items.map((i) => `${i.id} ${i.art} ${i.x} ${i.y} ${i.size}`).join()}`,
  }
}

async function prepare(view: RoomView, { picture, key }: Layout) {
  const kinds = [...new Set(view.items.map((item) => item.art))]
  const [room, tag, ...things] = await Promise.all([
    art(key.includes('tall') ? 'boothTall' : 'booth'),
    art('things', ['tag']),
    ...kinds.map((kind) => art('things', [kind])),
  ])
  const byKind = new Map(kinds.map((kind, i) => [kind, things[i]]))
  return (easel: Easel, still: boolean): Picture<RoomView> =>
    hangRoom(easel, still, view, key.includes('tall'), picture, { room, tag, byKind })
}

interface Loaded {
  readonly room: Art
  readonly tag: Art
  readonly byKind: ReadonlyMap<ItemArt, Art>
}

function hangRoom(
  easel: Easel,
  still: boolean,
  first: RoomView,
  tall: boolean,
  frame: Frame,
  { room, tag, byKind }: Loaded,
): Picture<RoomView> {
  const { px, seen } = easel
  const picture = tall ? TALL : WIDE
  const grow = tall ? 1.3 : 1
  const bare = tall ? BARE.tall : BARE.wide
  const ceiling = Math.min(bare.from, frame.y + EARTH)
  const up = bare.from - ceiling
  hang(
    easel,
    bake(px, seen, (to) => {
      hatch(to, seen)
      /** A strip of the drawing, as high as it has to be. */
      const strip = (from: number, end: number, at: number, high: number): void =>
        to.drawImage(room.image, 0, from, picture.w, end - from, 0, at, picture.w, high)
      strip(bare.from, bare.wall, ceiling, bare.wall - bare.from)
      strip(bare.wall, bare.wall + 2, bare.wall - up - 1, up + 4)
      strip(bare.wall + 2, bare.floor, bare.wall + 2, bare.floor - bare.wall - 2)
      strip(bare.floor, bare.to, bare.floor - 1, Math.max(bare.to, frame.y + frame.h - EARTH) - bare.floor + 1)
      gradePlate(to, 44, 108 - up, 'C')
    }),
    seen.x,
    seen.y,
  )
  const spots = new Map<string, Spot>()
  const items = first.items.map((item) => {
    const scale = item.size * grow
    const foot = { x: item.x * picture.w, y: item.y * picture.h }
    const corner = { x: foot.x - (SIDE / 2) * scale, y: foot.y - 116 * scale }
    put(easel, byKind.get(item.art)!, { ...corner, scale })
    spots.set(`item.${item.id}`, { x: foot.x, y: corner.y + ((TOP[item.art] + 116) / 2) * scale, reach: 58 * scale })
    return { top: corner.y + TOP[item.art] * scale, corner, scale }
  })

  const dark = darkness(easel)
  const warm = glow(easel, LAMP, '255,231,191', 0.34)
  const over = items.map(({ top, corner, scale }) => {
    const seenRing = stamp(easel, 11, 11, (to) => {
      to.fillStyle = INK
      to.strokeStyle = '#FFFFFF'
      to.lineWidth = 2.4
      to.beginPath()
      to.arc(0, 0, 9, 0, 7)
      to.fill()
      to.stroke()
      to.beginPath()
      to.moveTo(-3.5, 0)
      to.lineTo(-1, 3)
      to.lineTo(4, -3)
      to.stroke()
    }).setPosition(corner.x + 92 * scale, top - 2)
    const hung = put(easel, tag, {
      x: corner.x + 16 * scale,
      y: top - 10,
      scale: Math.max(scale * 0.8, 0.7),
      box: { x: 28, y: 0, w: 44, h: 76 },
    })
    return { seenRing, hung }
  })

  const now = { x: picture.w / 2, y: picture.h * 0.55 }
  let aim = { ...now }
  let view = first
  const light = (): void => {
    dark.setPosition(now.x, now.y)
    warm.setPosition(now.x, now.y)
  }
  const place = (): void => {
    if (view.lampAt) aim = { x: view.lampAt.x * picture.w, y: view.lampAt.y * picture.h }
    if (still) Object.assign(now, aim)
    light()
  }
  return {
    spots,
    show(next) {
      view = next
      dark.setVisible(next.dark)
      warm.setVisible(next.dark)
      over.forEach(({ seenRing, hung }, i) => {
        const item = next.items[i]
        hung.setVisible(item?.tagged ?? false)
        seenRing.setVisible(item !== undefined && item.looked && !item.tagged)
      })
      place()
    },
    frame(_now_ms, step_ms) {
      if (still) return
      // A hand follows the eye a little late.
      const share = Math.min(step_ms / 70, 1)
      now.x += (aim.x - now.x) * share
      now.y += (aim.y - now.y) * share
      light()
    },
    point(at) {
      if (view.lampAt || !at) return
      aim = at
      if (still) {
        Object.assign(now, aim)
        light()
      }
    },
  }
}

/** A night with a round hole that moves over the room: large enough to cover what is seen from any corner. */
function darkness(easel: Easel): GameObjects.Image {
  const { seen } = easel
  const reach = Math.hypot(seen.w, seen.h) + 40
  const px = Math.min(256 / reach, 1)
  const canvas = bake(px, { x: -reach, y: -reach, w: 2 * reach, h: 2 * reach }, (to) => {
    to.fillStyle = 'rgba(8,13,28,.94)'
    to.fillRect(-reach, -reach, 2 * reach, 2 * reach)
    to.globalCompositeOperation = 'destination-out'
    const light = to.createRadialGradient(0, 0, LAMP * 0.35, 0, 0, LAMP * 1.25)
    light.addColorStop(0, 'rgba(0,0,0,1)')
    light.addColorStop(0.55, 'rgba(0,0,0,.82)')
    light.addColorStop(1, 'rgba(0,0,0,0)')
    to.fillStyle = light
    to.fillRect(-reach, -reach, 2 * reach, 2 * reach)
  })
  return hang(easel, canvas, 0, 0)
    .setOrigin(0.5)
    .setScale((2 * reach) / canvas.width)
}

export const room: PictureKind<RoomView> = { layout, prepare }
