/**
 * Two houses beside each other, once for each medicine: what makes it at the sender’s, and what is to make it here. All
 * of it is to one scale: a vessel is as long as the third root of its litres, what follows it as the third root of the
 * batch.
 */
import type { GameObjects } from 'phaser'
import type { TransferHouse, TransferPicture, TransferThing } from '../present/index.ts'
import { crew, loadCrew } from './crew.ts'
import { art, sketch, type Art } from './drawing.ts'
import { bake, glow, hang, hatch, put, stamp, type Easel, type Place } from './easel.ts'
import type { Frame } from './fit.ts'
import { benchSvg, FREEZER, freezerSvg, METRE } from './machines/aav/drawings.ts'
import { impeller, level, loadParts, paintAt, type PartsOf } from './machines/live.ts'
import { STIRRED_TANK } from './machines/shared.ts'
import type { Layout, Picture, PictureKind, Spot } from './picture.ts'

/** Picture units of a metre here, and of one in the drawings that are to scale. */
const HERE = 100
const UNIT = HERE / METRE
const ROOM = { y: 12, h: 440 }
const FLOOR = 428
const STRIP = { w: 1180, h: 464 }
const THEIRS = 452
const WALL = 22
const GAP = 20
/** Of the drawing of rooms: the middle one. */
const PLAIN: Frame = { x: 250, y: 128, w: 840, h: 702 }
const BENCH = FLOOR - 0.9 * HERE

/** Length of the drawn bioreactor by its litres: four fifths of 1.33e7 cubic units hold the working volume. */
const steelScale = (litres: number): number => (HERE * Math.cbrt(litres / 1000)) / Math.cbrt(1.33e7 * 0.8)
/** Of the single-use tank, whose drawing holds 1.68 m³ at the scale of the suites. */
const bagScale = (litres: number): number => UNIT * Math.cbrt(litres / 1680)

const PARTS = {
  steelBack: ['bioreactor', ['shadow', 'legs', 'vessel-shell', 'jacket', 'vessel-back']],
  steelLiquid: ['bioreactor', ['liquid']],
  steelShaft: ['bioreactor', ['baffles', 'sparger', 'shaft']],
  steelBlade: ['bioreactor', ['impeller']],
  steelFront: [
    'bioreactor',
    ['probe', 'vessel-rim', 'outlet', 'sample-valve', 'head', 'ports', 'sight-lamp', 'exhaust-filter', 'motor'],
  ],
  bagBack: ['tank', ['shadow', 'frame', 'vessel-shell', 'vessel-back']],
  bagLiquid: ['tank', ['liquid']],
  bagShaft: ['tank', ['shaft']],
  bagBlade: ['tank', ['impeller']],
  bagFront: ['tank', ['bag', 'window-rim', 'head', 'motor', 'exhaust-filter']],
  column: [
    'column',
    [
      'shadow',
      'frame',
      'tie-rods-back',
      'tube-back',
      'bed',
      'head-product',
      'frits',
      'piston',
      'glass',
      'end-plates',
      'tie-rods',
      'hydraulic',
      'outlet',
    ],
  ],
  mixTank: ['stirredTank', STIRRED_TANK],
  nano: ['nanofilter', ['shadow', 'frame', 'header-in', 'header-out', 'blanks', 'gauge', 'fitted']],
  lab: ['counter', ['shadow', 'bench', 'screen', 'microscope', 'rack']],
  mixer: ['mixer', ['shadow', 'stirrer', 'bottle-back', 'cocktail', 'cocktail-cloud', 'bar', 'bottle-front']],
  pump: ['pump', ['shadow', 'pump', 'rotor']],
  drum: ['things', ['drum']],
  somebody: ['pourer', ['shadow', 'arm-back', 'legs', 'torso', 'badge', 'head', 'arm-front']],
} as const

type Parts = PartsOf<typeof PARTS>

/** The two vessels: parts back to front, where the liquid is full and empty, its blades, its foot in the drawing. */
const VESSELS = {
  antibody: {
    parts: ['steelBack', 'steelLiquid', 'steelShaft', 'steelBlade', 'steelFront'],
    scale: steelScale,
    foot: [200, 661],
    surface: [266, 546],
    blade: { box: { x: 128, y: 442, w: 144, h: 44 }, pivot: { x: 200, y: 464 } },
  },
  aav: {
    parts: ['bagBack', 'bagLiquid', 'bagShaft', 'bagBlade', 'bagFront'],
    scale: bagScale,
    foot: [170, 586],
    surface: [214, 470],
    blade: { box: { x: 140, y: 392, w: 112, h: 56 }, pivot: { x: 196, y: 420 } },
  },
} as const satisfies Record<TransferHouse['guest'], unknown>

/** What stands in a house: its middle from the left wall, its drawing, how large at the receiver’s, and its foot. */
interface Standing {
  readonly thing: TransferThing
  readonly part: keyof Parts
  /** Middle, at the sender’s and here; null: only the other house has one. */
  readonly at: readonly [theirs: number | null, ours: number]
  readonly scale: number
  /** Furniture is as large in every house. */
  readonly fixed?: boolean
  readonly foot: readonly [x: number, y: number]
  readonly tall: number
  readonly onBench?: readonly [theirs: boolean, ours: boolean]
}

const STANDING: Record<TransferHouse['guest'], readonly Standing[]> = {
  antibody: [
    { thing: 'column', part: 'column', at: [200, 310], scale: 0.3, foot: [160, 604], tall: 560 },
    { thing: 'dilution', part: 'mixTank', at: [264, 418], scale: 0.34, foot: [170, 546], tall: 500 },
    { thing: 'nano', part: 'nano', at: [330, 532], scale: 0.32, foot: [180, 406], tall: 370 },
    { thing: 'lab', part: 'lab', at: [404, 640], scale: 0.38, fixed: true, foot: [100, 424], tall: 300 },
  ],
  aav: [
    { thing: 'mixer', part: 'mixer', at: [210, 242], scale: 0.2, foot: [90, 300], tall: 260, onBench: [true, true] },
    { thing: 'mixer', part: 'pump', at: [236, 296], scale: 0.34, foot: [60, 112], tall: 90, onBench: [true, true] },
    { thing: 'drum', part: 'drum', at: [null, 480], scale: 0.5, fixed: true, foot: [60, 114], tall: 100 },
    {
      thing: 'polish',
      part: 'column',
      at: [342, 556],
      scale: 0.18,
      foot: [160, 604],
      tall: 560,
      onBench: [true, false],
    },
    { thing: 'lab', part: 'lab', at: [412, 648], scale: 0.38, fixed: true, foot: [100, 424], tall: 300 },
  ],
}
const TANK_AT = { antibody: [84, 150], aav: [288, 398] } as const
const FREEZER_AT = [74, 82] as const
const FREEZER_SCALE = 0.34
const BENCHES = { theirs: { x: 182, w: 190 }, ours: { x: 196, w: 138 } } as const
/** Nobody is to stand before what is looked at. */
const BESIDE = 62

function layout(view: TransferPicture, width: number, height: number): Layout {
  const rows = width / height < 3.4 ? 2 : 1
  const all =
    rows === 2 ? { x: 0, y: 0, w: STRIP.w, h: 2 * STRIP.h + GAP } : { x: 0, y: 0, w: 2 * STRIP.w + GAP, h: STRIP.h }
  return {
    picture: all,
    hero: all,
    key: `transfer ${rows} ${view.houses.map((h) => `${h.guest} ${h.from_L} ${h.to_L}`).join()}`,
  }
}

async function prepare(view: TransferPicture, plan: Layout) {
  const [parts, theirs, ours, people, bench, small, freezer] = await Promise.all([
    loadParts(PARTS),
    art('rooms', ['centre-D']),
    art('rooms', ['centre-C']),
    loadCrew(),
    sketch(400, 200, benchSvg(20, BENCHES.theirs.w / UNIT, 180)),
    sketch(400, 200, benchSvg(20, BENCHES.ours.w / UNIT, 180)),
    sketch(560, 580, `<g transform="translate(${20 - FREEZER.x} ${20 - FREEZER.y})">${freezerSvg()}</g>`),
  ])
  return (easel: Easel, still: boolean): Picture<TransferPicture> =>
    hangHouses(easel, still, view, plan, { parts, rooms: [theirs, ours], people, benches: [bench, small], freezer })
}

interface Loaded {
  readonly parts: Parts
  readonly rooms: readonly [theirs: Art, ours: Art]
  readonly people: Awaited<ReturnType<typeof loadCrew>>
  readonly benches: readonly [theirs: Art, ours: Art]
  readonly freezer: Art
}

/** A thing of a house: where its middle is, and how much of the picture it takes. */
interface Thing {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

function hangHouses(easel: Easel, still: boolean, first: TransferPicture, plan: Layout, loaded: Loaded) {
  const { parts, rooms, people, benches, freezer } = loaded
  const stacked = plan.picture.w === STRIP.w
  const things = new Map<string, Thing>()
  const spots = new Map<string, Spot>()
  const add = (key: string, x: number, foot: number, w: number, h: number): void => {
    const before = things.get(key)
    // Of what stands in two pieces, both.
    const left = Math.min(x - w / 2, before ? before.x - before.w / 2 : Infinity)
    const right = Math.max(x + w / 2, before ? before.x + before.w / 2 : -Infinity)
    const tall = Math.max(h, before?.h ?? 0)
    things.set(key, { x: (left + right) / 2, y: foot - tall / 2, w: right - left, h: tall })
  }
  interface House {
    readonly guest: TransferHouse['guest']
    readonly side: 0 | 1
    readonly x: number
    readonly y: number
    readonly w: number
    readonly vessel: Place & { readonly scale: number }
    /** Of what follows the vessel, in the size it has here. */
    readonly share: number
  }
  const houses = first.houses.flatMap(({ guest, from_L, to_L }, n): readonly House[] =>
    ([0, 1] as const).map((side) => {
      const x = (stacked ? 0 : n * (STRIP.w + GAP)) + (side === 0 ? 0 : THEIRS + WALL)
      const y = stacked ? n * (STRIP.h + GAP) : 0
      const { scale: scaleOf, foot } = VESSELS[guest]
      const scale = scaleOf(side === 0 ? from_L : to_L)
      const onBench = guest === 'aav' && side === 0
      const ground = y + (onBench ? BENCH : FLOOR)
      const vessel = { x: x + TANK_AT[guest][side] - foot[0] * scale, y: ground - foot[1] * scale, scale }
      add(
        `${guest}.${side}.tank`,
        x + TANK_AT[guest][side],
        ground,
        (guest === 'aav' ? 230 : 300) * scale,
        foot[1] * scale,
      )
      return {
        guest,
        side,
        x,
        y,
        w: side === 0 ? THEIRS : STRIP.w - THEIRS - WALL,
        vessel,
        share: side === 0 ? Math.cbrt(from_L / to_L) : 1,
      }
    }),
  )

  const furniture = (to: CanvasRenderingContext2D, { guest, side, x, y, share }: House): void => {
    const ours = side === 1
    if (guest === 'aav') {
      paintAt(to, freezer, {
        x: x + FREEZER_AT[side] - (20 + FREEZER.w / 2) * FREEZER_SCALE,
        y: y + FLOOR - (20 + FREEZER.h) * FREEZER_SCALE,
        scale: FREEZER_SCALE,
      })
      add(`aav.${side}.store`, x + FREEZER_AT[side], y + FLOOR, FREEZER.w * FREEZER_SCALE, FREEZER.h * FREEZER_SCALE)
      const bench = BENCHES[ours ? 'ours' : 'theirs']
      paintAt(to, benches[side], { x: x + bench.x - 20 * UNIT, y: y + FLOOR - 180 * UNIT, scale: UNIT })
    }
    for (const { thing, part, at, scale, fixed, foot, tall, onBench } of STANDING[guest]) {
      const middle = at[side]
      if (middle === null) continue
      const size = fixed ? scale : scale * share
      const ground = y + (onBench?.[side] ? BENCH : FLOOR)
      paintAt(to, parts[part], { x: x + middle - foot[0] * size, y: ground - foot[1] * size, scale: size })
      add(`${guest}.${side}.${thing}`, x + middle, ground, 1.6 * foot[0] * size, tall * size)
    }
    // Beside whom everything is seen to be as large as it is.
    if (!ours) {
      const size = (1.75 * HERE) / 196
      paintAt(to, parts.somebody, { x: x + (guest === 'aav' ? 128 : 118), y: y + FLOOR + 10 - 202 * size, scale: size })
    }
  }

  const { seen } = easel
  hang(
    easel,
    bake(easel.px, seen, (to) => {
      hatch(to, seen)
      for (const house of houses) {
        const { x, y, w, side, vessel, guest } = house
        to.drawImage(rooms[side].image, PLAIN.x, PLAIN.y, PLAIN.w, PLAIN.h, x, y + ROOM.y, w, ROOM.h)
        paintAt(to, parts[VESSELS[guest].parts[0]], vessel)
        // At the sender’s it goes on as ever.
        if (side === 0) for (const part of VESSELS[guest].parts.slice(1)) paintAt(to, parts[part], vessel)
        furniture(to, house)
      }
    }),
    seen.x,
    seen.y,
  )
  const vessels = houses
    .filter(({ side }) => side === 1)
    .map(({ guest, vessel }) => {
      const { parts: names, surface, blade } = VESSELS[guest]
      const liquid = put(easel, parts[names[1]], vessel)
      put(easel, parts[names[2]], vessel)
      const turned = put(easel, parts[names[3]], { ...vessel, ...blade })
      put(easel, parts[names[4]], vessel)
      return {
        guest,
        height: level(
          still,
          easel,
          [liquid],
          vessel.y + surface[0] * vessel.scale,
          vessel.y + surface[1] * vessel.scale,
        ),
        stirring: impeller(still, easel, turned),
      }
    })

  for (const [key, { x, y, w, h }] of things) spots.set(key, { x, y, reach: Math.max(w, h) / 2 })
  for (const { guest, side, x, y } of houses) spots.set(`${guest}.${side}`, { x: x + 10, y: y + ROOM.y + 10, reach: 0 })

  const marks = first.houses.map(() => marker(easel))
  const light = spotlight(easel, things)
  const standing = (guest: string, thing: TransferThing | null) => {
    const house = houses.find((h) => h.guest === guest && h.side === 1)!
    const at = thing && things.get(`${guest}.1.${thing}`)
    const x = at ? Math.max(at.x - at.w / 2 - BESIDE, house.x + 40) : house.x + house.w - 118
    return { x, y: house.y + FLOOR + 12, facing: 1 as const }
  }
  let view = first
  const party = crew(easel, still, people, {
    stand: (who) => {
      const guest = who === 'sami' ? 'antibody' : 'aav'
      const { lit } = view
      if (who === 'you' && lit) return standing(lit.guest, lit.thing)
      return standing(guest, view.houses.find((h) => h.guest === guest)?.at ?? null)
    },
    door: (who) => standing(who === 'sami' ? 'antibody' : 'aav', null),
    scale: () => (1.75 * HERE) / 196,
  })

  return {
    spots,
    show(next: TransferPicture): void {
      view = next
      next.houses.forEach((house, i) => {
        const vessel = vessels[i]!
        vessel.height.to(house.at === 'tank' ? 1 : 0)
        vessel.stirring.to(house.at === 'tank' ? 0.6 : 0)
        marks[i]!.show(house.at === null ? null : (things.get(`${house.guest}.1.${house.at}`) ?? null))
      })
      light.show(next.lit)
      party.show([
        { who: 'you', doing: next.lit ? 'look' : 'stand' },
        { who: 'sami', doing: 'stand' },
      ])
    },
    frame(now_ms: number, step_ms: number): void {
      for (const { height, stirring } of vessels) {
        height.frame(step_ms)
        stirring.frame(step_ms)
      }
      for (const mark of marks) mark.frame(now_ms, still)
      party.frame(now_ms, step_ms)
    },
  }
}

/** Over the machine that works the batch: a drop on ink. */
function marker(easel: Easel) {
  const halo = glow(easel, 40, '255,207,92', 0.9).setDepth(6)
  const drop = stamp(easel, 22, 26, (to) => {
    to.fillStyle = '#FFC24B'
    to.strokeStyle = '#151B29'
    to.lineWidth = 4
    to.beginPath()
    to.moveTo(0, -22)
    to.bezierCurveTo(10, -8, 16, 0, 16, 8)
    to.arc(0, 8, 16, 0, Math.PI)
    to.bezierCurveTo(-16, 0, -10, -8, 0, -22)
    to.fill()
    to.stroke()
  }).setDepth(7)
  return {
    show(at: Thing | null): void {
      for (const image of [halo, drop]) image.setVisible(at !== null)
      if (!at) return
      const y = Math.max(at.y - at.h / 2 - 26, 104 + Math.floor(at.y / (STRIP.h + GAP)) * (STRIP.h + GAP))
      halo.setPosition(at.x, y)
      drop.setPosition(at.x, y)
    },
    frame(now_ms: number, still: boolean): void {
      if (!still) halo.setAlpha(0.75 + 0.25 * Math.sin(now_ms / 420))
    },
  }
}

/** What is asked stays in the light, in both houses; the rest steps back. */
function spotlight(easel: Easel, things: ReadonlyMap<string, Thing>) {
  const { seen } = easel
  const made = new Map<string, GameObjects.Image>()
  const of = (key: string, about: readonly Thing[]): GameObjects.Image => {
    let found = made.get(key)
    if (!found) {
      const ellipse = (to: CanvasRenderingContext2D, { x, y, w, h }: Thing, more: number): void => {
        to.beginPath()
        to.ellipse(x, y, w / 2 + more, h / 2 + more, 0, 0, 7)
      }
      found = hang(
        easel,
        bake(easel.px, seen, (to) => {
          to.fillStyle = 'rgba(21,27,41,.5)'
          to.fillRect(seen.x, seen.y, seen.w, seen.h)
          for (const thing of about) {
            to.globalCompositeOperation = 'destination-out'
            ellipse(to, thing, 22)
            to.fill()
            to.globalCompositeOperation = 'source-over'
            to.lineWidth = 6
            to.strokeStyle = '#FFC24B'
            ellipse(to, thing, 22)
            to.stroke()
          }
        }),
        seen.x,
        seen.y,
      ).setDepth(5)
      made.set(key, found)
    }
    return found
  }
  return {
    show(lit: TransferPicture['lit']): void {
      for (const image of made.values()) image.setVisible(false)
      if (!lit) return
      const key = `${lit.guest} ${lit.thing}`
      const about = [0, 1].flatMap((side) => things.get(`${lit.guest}.${side}.${lit.thing}`) ?? [])
      of(key, about).setVisible(true)
    },
  }
}

export const transfer: PictureKind<TransferPicture> = { layout, prepare }
