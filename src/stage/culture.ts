import type { GameObjects } from 'phaser'
import type { CultureView } from '../present/index.ts'
import { alarmRings } from './alarmRing.ts'
import type { DrawingName } from './assets.ts'
import { crew, loadCrew, type Places, type Stand } from './crew.ts'
import { darkness, loadOutside, outside } from './daylight.ts'
import { art, sketch, type Art } from './drawing.ts'
import {
  again,
  bake,
  cutAbove,
  dayAndNight,
  glow,
  gradePlate,
  hang,
  hatch,
  put,
  stamp,
  tagPlate,
  type Easel,
} from './easel.ts'
import type { Frame } from './fit.ts'
import { flow } from './flow.ts'
import { foamCanvas, FOAM } from './foam.ts'
import type { Layout, Picture, PictureKind, Spot } from './picture.ts'
import { boxOf, pipeSvg, type Pipe, type Point } from './pipes.ts'

const HALL: Frame = { x: 0, y: 0, w: 1340, h: 872 }
const ROOMS = new Map<string, Frame>([
  ['seedTrain', { x: 16, y: 108, w: 284, h: 330 }],
  ['airlock', { x: 16, y: 454, w: 284, h: 376 }],
  ['hall', { x: 316, y: 108, w: 694, h: 722 }],
  ['lab', { x: 1026, y: 108, w: 314, h: 286 }],
  ['next', { x: 1026, y: 410, w: 314, h: 420 }],
])
const WINDOW: Frame = { x: 356, y: 196, w: 614, h: 150 }
/** Where feet stand. */
const FLOOR = 806
const MIDDLE = 640
/** The opening in the wall between airlock and hall. */
const DOOR = { x: 308, y: 592, h: 214 }

/** The bioreactor's own drawing, in its own units. */
const INSIDE = { left: 86, top: 196, width: 228, straight: 470, bottom: 546 }
const WHOLE_AT = 0.8
const BUBBLES = 84

interface Machine {
  readonly scale: number
  readonly x: number
  readonly y: number
}

function machineFor(scale_L: number): Machine {
  const scale = scale_L <= 60 ? 0.62 : scale_L <= 250 ? 0.74 : scale_L <= 600 ? 0.86 : 1
  return { scale, x: MIDDLE - 200 * scale, y: FLOOR - 661 * scale }
}

/** Half the width of the inside at a height of the drawing: straight wall, then the dished bottom. */
function halfWidth(y: number): number {
  if (y <= INSIDE.straight) return INSIDE.width / 2
  const share = Math.min((y - INSIDE.straight) / (INSIDE.bottom - INSIDE.straight), 1)
  return (INSIDE.width / 2) * Math.sqrt(1 - share * share)
}

const surfaceAt = (fill: number): number =>
  INSIDE.bottom - (INSIDE.bottom - INSIDE.top) * Math.min(Math.max(fill, 0) * WHOLE_AT, 1)

const PARTS = {
  ducts: ['hall', ['ducts', 'rooms', 'daylight']],
  dark: ['hall', ['ducts', 'rooms']],
  shade: ['hall', ['shade']],
  lamps: ['hall', ['lamps']],
  furniture: ['hall', ['seed-train', 'airlock', 'bench', 'next-step']],
  frame: ['hall', ['window']],
  back: ['bioreactor', ['shadow', 'legs', 'vessel-shell', 'jacket', 'vessel-back']],
  cold: ['bioreactor', ['jacket-cold']],
  warm: ['bioreactor', ['jacket-warm']],
  liquid: ['bioreactor', ['liquid']],
  spent: ['bioreactor', ['liquid-spent']],
  inside: ['bioreactor', ['baffles', 'sparger', 'shaft']],
  impeller: ['bioreactor', ['impeller']],
  veil: ['bioreactor', ['liquid-front']],
  front: [
    'bioreactor',
    ['probe', 'vessel-rim', 'outlet', 'sample-valve', 'head', 'ports', 'sight-lamp', 'exhaust-filter', 'motor', 'tag'],
  ],
  lampBody: ['bioreactor', ['status-lamp']],
  wet: ['bioreactor', ['vent-wet']],
  hmi: ['hmi', ['shadow', 'stand', 'screen']],
  hmi1: ['hmi', ['alarm-1']],
  hmi2: ['hmi', ['alarm-2']],
  hmi3: ['hmi', ['alarm-3']],
  post: ['post', ['shadow', 'post', 'dial']],
  needle: ['post', ['needle']],
  glass: ['post', ['dial-glass']],
  wheel: ['post', ['wheel']],
  stand: ['feed', ['shadow', 'scale', 'mast', 'bag-back']],
  feed: ['feed', ['bag-liquid']],
  bag: ['feed', ['bag-front', 'label']],
} as const satisfies Record<string, readonly [DrawingName, readonly string[]]>

type Parts = Record<keyof typeof PARTS, Art>

async function loadParts(): Promise<Parts> {
  const entries = await Promise.all(
    Object.entries(PARTS).map(async ([name, [drawing, layers]]) => [name, await art(drawing, layers)] as const),
  )
  return Object.fromEntries(entries) as Parts
}

/** Where things stand around a vessel of that size. */
function plan(machine: Machine) {
  const { scale: s, x, y } = machine
  const on = (u: number, v: number): Point => [x + u * s, y + v * s]
  const sampleValve = on(30, 510)
  const feed = { x: Math.max(sampleValve[0] - (s < 0.7 ? 118 : 150), 320), scale: 0.74 }
  // Beside the first where the hall has room, else across it.
  const secondBag = feed.x - 98 >= 318 ? feed.x - 98 : 896
  const feedY = FLOOR - 292 * feed.scale
  const post = { x: x + 372 * s + 8, scale: 0.68 }
  const postY = FLOOR - 320 * post.scale
  const port = on(118, 112)
  const riser = x + 46 * s - 28
  const bagX = feed.x + 65 * feed.scale
  const feedHose: Point[] = [
    [bagX, feedY + 194 * feed.scale],
    [bagX, feedY + 206 * feed.scale],
    [feed.x + 4, feedY + 206 * feed.scale],
    [feed.x + 4, FLOOR - 376 * s],
    [riser, FLOOR - 376 * s],
    [riser, port[1] - 18 * s],
    [port[0], port[1] - 18 * s],
    [port[0], port[1]],
  ]
  const gasPort = on(246, 106)
  const gas: Point[] = [[gasPort[0], 108], gasPort]
  const oxygen: Point[] = [
    [gasPort[0] - 18, 108],
    [gasPort[0] - 18, gasPort[1] - 46 * s],
    [gasPort[0] - 2, gasPort[1] - 46 * s],
  ]
  const ventTop = on(282, 12)
  const vent: Point[] = [
    [ventTop[0] + 92 * s, 108],
    [ventTop[0] + 92 * s, ventTop[1] - 8 * s],
    [ventTop[0], ventTop[1] - 8 * s],
    [ventTop[0], ventTop[1] + 10 * s],
  ]
  const drain: Point[] = [on(200, 622), [on(200, 622)[0], 852], [6000, 852]]
  return { on, sampleValve, feed, secondBag, feedY, post, postY, feedHose, gas, oxygen, vent, drain }
}

type Plan = ReturnType<typeof plan>

function spotsOf(machine: Machine, at: Plan): Map<string, Spot> {
  const s = machine.scale
  const spot = ([x, y]: Point, reach: number): Spot => ({ x, y, reach })
  return new Map<string, Spot>([
    ['vent', spot(at.on(282, 58), 34 * s + 10)],
    ['motor', spot(at.on(200, 52), 44 * s + 6)],
    ['headspace', spot(at.on(200, 216), 0)],
    ['foam', spot(at.on(150, 236), 44 * s)],
    ['liquid', spot(at.on(200, 400), 60 * s)],
    ['sparger', spot(at.on(200, 508), 40 * s)],
    ['impeller', spot(at.on(200, 342), 40 * s)],
    ['probe.oxygen', spot(at.on(356, 404), 26)],
    ['probe.ph', spot(at.on(356, 446), 26)],
    ['probe.temperature', spot(at.on(356, 488), 26)],
    ['sampleValve', spot(at.sampleValve, 34)],
    ['feedPort', spot(at.on(118, 108), 26)],
    ['gas', spot([at.gas[0][0], (at.gas[0][1] + at.gas[1][1]) / 2], 30)],
    ['base', spot(at.on(88, 166), 0)],
    ['drain', spot(at.on(200, 612), 26)],
    ['tag', spot(at.on(122, 160), 0)],
    ['bag.1', spot([at.feed.x + 65 * at.feed.scale, at.feedY + 110 * at.feed.scale], 52)],
    ['bag.2', spot([at.secondBag + 65 * at.feed.scale, at.feedY + 110 * at.feed.scale], 52)],
    ['scale', spot([at.feed.x + 65 * at.feed.scale, at.feedY + 238 * at.feed.scale], 34)],
    ['dial', spot([at.post.x + 80 * at.post.scale, at.postY + 74 * at.post.scale], 52)],
    ['wheel', spot([at.post.x + 80 * at.post.scale, at.postY + 200 * at.post.scale], 46)],
    ['room.seedTrain', spot([82, 152], 0)],
    ['room.hall', spot([382, 152], 0)],
    ['room.airlock', spot([30, 492], 0)],
    ['room.lab', spot([1108, 152], 0)],
    ['room.next', spot([1092, 454], 0)],
    ['seedTrain', spot([140, 300], 80)],
    ['lab', spot([1130, 290], 80)],
    ['next', spot([1190, 640], 110)],
    ['airlock', spot([243, 690], 60)],
  ])
}

/** The coach in the airlock, quality in the laboratory, the others around the vessel, where what they do is done. */
function placesOf(at: Plan): Places {
  const left = Math.max(at.sampleValve[0] - 44, at.feed.x + 130 * at.feed.scale + 16)
  const right = at.post.x + 160 * at.post.scale
  const free: Stand = { x: Math.min(right + 62, 966), y: FLOOR + 8, facing: -1 }
  const valve: Stand = { x: left, y: FLOOR + 8, facing: 1 }
  return {
    stand(who, doing, people) {
      if (who === 'nadia') return { x: 118, y: FLOOR, facing: 1 }
      if (who === 'idriss') return { x: 1252, y: 366, facing: -1 }
      if (who === 'night') return { x: Math.min(right + 18, 920), y: FLOOR - 4, facing: -1 }
      const player = people.find((p) => p.who === 'you')?.doing
      const atTheValve = player === 'sample' || player === 'feed'
      if (who === 'sami') return atTheValve ? { ...free, x: free.x - 14 } : valve
      switch (doing) {
        case 'sample':
          return valve
        case 'feed':
          return { ...valve, facing: -1 }
        case 'adjust':
          return { ...free, x: right + 26 }
        default:
          return free
      }
    },
    door: (who) =>
      who === 'idriss' ? { x: 1322, y: 366, facing: 1 } : { x: 243, y: FLOOR - 12, facing: who === 'nadia' ? 1 : -1 },
    scale: (who) => ({ nadia: 0.86, sami: 0.93, you: 0.93, night: 0.88, idriss: 0.9 })[who],
  }
}

function layout(view: CultureView, width: number, height: number): Layout {
  const machine = machineFor(view.vessel.scale_L)
  const at = plan(machine)
  const upright = width / height < 0.8
  const top = Math.max(machine.y - 20, 100)
  const right = at.post.x + 160 * at.post.scale + (upright ? 6 : 100)
  const hero = upright
    ? { x: at.feed.x - 6, y: top, w: right - at.feed.x + 6, h: 836 - top }
    : { x: Math.min(at.feed.x - 8, 330), y: top, w: Math.max(right, 960) - Math.min(at.feed.x - 8, 330), h: 836 - top }
  // The smallest fills the picture like the largest; those between keep their neighbours in sight.
  const closer = machine.scale < 0.7 ? 1 / machine.scale : Math.sqrt(1 / machine.scale)
  if (view.framing === 'vessel') {
    const left = machine.x + 16 * machine.scale
    // With the sill of the window: dawn is seen in it.
    const above = machine.y - 150
    const alone = { x: left, y: above, w: at.post.x + 160 * at.post.scale + 2 - left, h: 826 - above }
    return { picture: HALL, hero: alone, closer: 3, key: `vessel ${machine.scale}` }
  }
  return { picture: HALL, hero, closer, rooms: ROOMS, key: `culture ${machine.scale}` }
}

async function prepare(view: CultureView): Promise<(easel: Easel, still: boolean) => Picture<CultureView>> {
  const machine = machineFor(view.vessel.scale_L)
  const at = plan(machine)
  const runs: readonly Pipe[] = [
    { points: at.vent, width: 11 },
    { points: at.gas, width: 10, colour: '#CFE0EE' },
    { points: at.oxygen, width: 8, colour: '#FFFFFF', radius: 8 },
    { points: at.drain.map(([x, y]): Point => [Math.min(x, HALL.w), y]), width: 16 },
    { points: at.feedHose, width: 10, colour: '#F0D5A8', hose: true, radius: 24 },
  ]
  const [parts, people, sky, ...pipes] = await Promise.all([
    loadParts(),
    loadCrew(),
    loadOutside(),
    ...runs.map(async (run) => ({ art: await sketch(HALL.w, HALL.h, pipeSvg(run)), box: boxOf(run) })),
  ])
  return (easel, still) => hangCulture(easel, still, machine, at, { parts, people, sky, pipes })
}

interface Loaded {
  readonly parts: Parts
  readonly people: Awaited<ReturnType<typeof loadCrew>>
  readonly sky: Awaited<ReturnType<typeof loadOutside>>
  /** The feed hose last. */
  readonly pipes: readonly { readonly art: Art; readonly box: Frame }[]
}

function hangCulture(easel: Easel, still: boolean, machine: Machine, at: Plan, loaded: Loaded): Picture<CultureView> {
  const { parts, people, pipes } = loaded
  const { scene, px, whole } = easel
  const s = machine.scale
  const spots = spotsOf(machine, at)

  const backdrop = dayAndNight(easel, (to, night) => {
    hatch(to, whole)
    const draw = (part: Art): void => to.drawImage(part.image, 0, 0, HALL.w, HALL.h)
    draw(night ? parts.dark : parts.ducts)
    if (night) {
      to.globalAlpha = 0.6
      draw(parts.shade)
      to.globalAlpha = 1
      draw(parts.lamps)
    }
    draw(parts.furniture)
    gradePlate(to, 34, 132, 'C')
    gradePlate(to, 334, 132, 'D')
    gradePlate(to, 1044, 132, 'CNC')
    gradePlate(to, 1044, 434, 'D')
    tagPlate(to, 1052 + 242 * 0.74, 484 + 370 * 0.74, 'CF-230', 9.5)
  })
  const sky = outside(easel, loaded.sky, WINDOW)
  const windowBox = { x: 340, y: 180, w: 650, h: 190 }
  put(easel, parts.frame, { x: 0, y: 0, box: windowBox })
  const frameAtNight = hang(
    easel,
    bake(px, windowBox, (to) => {
      to.drawImage(parts.frame.image, 0, 0, HALL.w, HALL.h)
      to.globalCompositeOperation = 'source-atop'
      to.fillStyle = '#111A3699'
      to.fillRect(windowBox.x, windowBox.y, windowBox.w, windowBox.h)
    }),
    windowBox.x,
    windowBox.y,
  )
  const hung = pipes.map((pipe) => put(easel, pipe.art, { x: 0, y: 0, box: pipe.box }))
  const hose = hung[hung.length - 1]
  if (whole.x + whole.w > HALL.w) {
    // The drain goes on underground as far as there is screen.
    stamp(easel, 0.5, 8, (to) => {
      const steel = to.createLinearGradient(0, -8, 0, 8)
      for (const [stop, colour] of [
        [0, '#5C6672'],
        [0.1, '#F6F6F4'],
        [0.5, '#C4CACD'],
        [1, '#5C6672'],
      ] as const)
        steel.addColorStop(stop, colour)
      to.fillStyle = steel
      to.fillRect(-0.5, -8, 1, 16)
    })
      .setOrigin(0, 0.5)
      .setPosition(HALL.w, 852)
      .setScale(whole.x + whole.w - HALL.w, 1 / px)
  }
  const gasFlow = flow(easel, at.gas, still, 4, '#FFFFFFE0')
  const oxygenFlow = flow(easel, at.oxygen, still, 3.5, '#2D374CB0')
  const feedFlow = flow(easel, at.feedHose, still, 4)

  const figures = crew(easel, still, people, placesOf(at))
  const door = glassDoor(easel)
  const lampPool = glow(easel, 150, '255,239,203', 0.6).setDepth(1)

  // The vessel, back to front.
  const here = { x: machine.x, y: machine.y, scale: s }
  const tank = { x: 82, y: 190, w: 236, h: 362 }
  put(easel, parts.back, { ...here, box: { x: 0, y: 190, w: 400, h: 490 } })
  const jacket = { x: 60, y: 232, w: 280, h: 338 }
  const cold = put(easel, parts.cold, { ...here, box: jacket })
  const warm = put(easel, parts.warm, { ...here, box: jacket })
  const liquid = put(easel, parts.liquid, { ...here, box: tank })
  const spent = put(easel, parts.spent, { ...here, box: tank })
  put(easel, parts.inside, { ...here, box: { x: 82, y: 120, w: 236, h: 432 } })

  const bubbleArt = [2.2, 3.4, 5].map((radius) =>
    stamp(easel, 8 * s, 8 * s, (to) => {
      to.scale(s, s)
      to.fillStyle = '#FFFFFF38'
      to.strokeStyle = '#FFFFFFD9'
      to.lineWidth = Math.max(0.9, radius * 0.22)
      to.beginPath()
      to.arc(0, 0, radius, 0, 7)
      to.fill()
      to.stroke()
      to.fillStyle = '#FFFFFF'
      to.beginPath()
      to.arc(-radius * 0.35, -radius * 0.35, radius * 0.26, 0, 7)
      to.fill()
    }).setVisible(false),
  )
  const bubbles = Array.from({ length: BUBBLES }, (_, i) => {
    // Golden-ratio steps: spread out evenly whatever the number shown.
    const a = (i * 0.618034) % 1
    const b = (i * 0.754878) % 1
    const image = again(easel, bubbleArt[i % 5 === 0 ? 2 : i % 2]).setVisible(false)
    return { image, side: a * 2 - 1, phase: b, life_ms: 1600 + 1000 * ((i * 0.569841) % 1) }
  })

  const impellerArt = { x: 128, y: 442, w: 144, h: 44 }
  const lower = put(easel, parts.impeller, { ...here, box: impellerArt, pivot: { x: 200, y: 464 } })
  const upper = again(easel, lower).setPosition(lower.x, machine.y + 342 * s)
  const blur = stamp(easel, 70 * s, 14 * s, (to) => {
    to.scale(s, s)
    to.fillStyle = '#F2F4F4'
    to.beginPath()
    to.ellipse(0, 0, 64, 10, 0, 0, 7)
    to.fill()
  })
  blur.setPosition(lower.x, lower.y).setAlpha(0)
  const blur2 = again(easel, blur).setPosition(upper.x, upper.y).setAlpha(0)

  const veil = put(easel, parts.veil, { ...here, box: tank })
  // Cells make milk of it: the more, the less is seen of what turns inside.
  const milkFrame = { x: tank.x * s, y: tank.y * s, w: tank.w * s, h: tank.h * s }
  const milk = hang(
    easel,
    bake(px, milkFrame, (to) => {
      to.drawImage(parts.liquid.image, 0, 0, parts.liquid.width * s, parts.liquid.height * s)
      to.globalCompositeOperation = 'source-in'
      to.fillStyle = '#FBE6DA'
      to.fillRect(milkFrame.x, milkFrame.y, milkFrame.w, milkFrame.h)
    }),
    machine.x + milkFrame.x,
    machine.y + milkFrame.y,
  )
  const drops = Array.from({ length: 2 }, () =>
    stamp(easel, 5 * s, 7 * s, (to) => {
      to.scale(s, s)
      to.fillStyle = '#DCEBF5'
      to.strokeStyle = '#7E94A4'
      to.beginPath()
      to.moveTo(0, -6)
      to.bezierCurveTo(5, 1, 4, 5, 0, 5)
      to.bezierCurveTo(-4, 5, -5, 1, 0, -6)
      to.fill()
      to.stroke()
    }).setVisible(false),
  )
  const surface = stamp(easel, 114 * s, 9 * s, (to) => {
    to.scale(s, s)
    to.fillStyle = '#F4CEC4E6'
    to.strokeStyle = '#FFFFFFC0'
    to.lineWidth = 1.5
    to.beginPath()
    to.ellipse(0, 0, 113, 7.5, 0, 0, 7)
    to.fill()
    to.stroke()
  })
  const foams = [7, 19].map((seed) => hang(easel, foamCanvas(px * s, seed), machine.x + INSIDE.left * s, 0))

  levelMarks(easel, machine)
  put(easel, parts.front, { ...here, box: { x: 30, y: 0, w: 350, h: 640 } })
  const wet = put(easel, parts.wet, { ...here, box: { x: 262, y: 14, w: 40, h: 100 } })
  const tag = at.on(122, 160)
  stamp(easel, 40 * s, 10 * s, (to) => tagPlate(to, 0, 0, 'BR-201', 12.5 * s)).setPosition(tag[0], tag[1])

  const lampAt = at.on(234, 80)
  const glows = {
    calm: glow(easel, 18 * s, '255,231,191', 0.5),
    critical: glow(easel, 34 * s, '190,17,57', 0.9),
  }
  for (const image of Object.values(glows)) image.setPosition(lampAt[0], lampAt[1])
  const lamp = (colour: string): GameObjects.Image =>
    stamp(easel, 9 * s, 9 * s, (to) => {
      to.scale(s, s)
      to.fillStyle = colour
      to.strokeStyle = '#2D374C'
      to.lineWidth = 1.6
      to.beginPath()
      to.arc(0, 0, 6, 0, 7)
      to.fill()
      to.stroke()
      to.fillStyle = '#FFFFFFE6'
      to.beginPath()
      to.arc(-1.8, -2.1, 1.8, 0, 7)
      to.fill()
    }).setPosition(lampAt[0], lampAt[1])
  lamp('#FFE7BF')
  const criticalLamp = lamp('#BE1139')

  // The bag on its scale, and a second one beside it.
  const bagAt = (x: number) => {
    const place = { x, y: at.feedY, scale: at.feed.scale }
    const box = { x: 0, y: 0, w: 130, h: 300 }
    const inner = { x: 20, y: 38, w: 90, h: 146 }
    return {
      images: [
        put(easel, parts.stand, { ...place, box }),
        put(easel, parts.feed, { ...place, box: inner }),
        put(easel, parts.bag, { ...place, box: { x: 20, y: 36, w: 90, h: 162 } }),
      ],
      label: null as GameObjects.Image | null,
      text: '',
      x,
    }
  }
  const bags = [bagAt(at.feed.x), bagAt(at.secondBag)]
  let scaleText: GameObjects.Image | null = null
  let scaleShown: string | null = null

  // Dial and wheel.
  const postPlace = { x: at.post.x, y: at.postY, scale: at.post.scale }
  const postBody = put(easel, parts.post, postPlace)
  const dialMarks = stamp(easel, 52, 52, (to) => {
    to.scale(at.post.scale, at.post.scale)
    to.fillStyle = '#434E64'
    to.textAlign = 'center'
    to.textBaseline = 'middle'
    to.font = '700 17px Atkinson, sans-serif'
    to.fillText('O₂', 0, 40)
    to.font = "500 11px 'Atkinson Mono', ui-monospace, monospace"
    to.fillText('0', -33, 34)
    to.fillText('100', 30, 34)
    to.fillText('%', 0, 55)
  }).setPosition(at.post.x + 80 * at.post.scale, at.postY + 74 * at.post.scale)
  const wheelGlow = glow(easel, 92, '143,164,255', 0.95)
  const wheelSpot = spots.get('wheel')!
  wheelGlow.setPosition(wheelSpot.x, wheelSpot.y)
  const wheel = put(easel, parts.wheel, {
    ...postPlace,
    box: { x: 26, y: 146, w: 108, h: 108 },
    pivot: { x: 80, y: 200 },
  })
  const needle = put(easel, parts.needle, {
    ...postPlace,
    box: { x: 60, y: 16, w: 40, h: 82 },
    pivot: { x: 80, y: 74 },
  })
  const glass = put(easel, parts.glass, { ...postPlace, box: { x: 8, y: 4, w: 144, h: 140 } })

  // Where there is no dial, a screen; what rings is on it too.
  const station = put(easel, parts.hmi, postPlace)
  const banner = { x: 20, y: 64, w: 120, h: 32 }
  const banners = ([1, 2, 3] as const).map((priority) => ({
    priority,
    image: put(easel, parts[`hmi${priority}`], { ...postPlace, box: banner }),
  }))

  // The dark of the first minute: all but the machine and the wheel.
  const gloom = gloomAround(easel, at, machine)
  gloom.setDepth(4)
  wheelGlow.setDepth(5)
  wheel.setDepth(6)
  const rings = alarmRings(easel, spots, still)
  for (const child of scene.children.list.slice(-3)) (child as GameObjects.Image).setDepth(8)

  let view: CultureView | null = null
  let level: number | null = null
  let turn = 0

  /** Whoever works at night brings a light. */
  const light = (dark: number): void => {
    const lamp = figures.lamp()
    lampPool.setVisible(lamp !== null && dark > 0.2)
    if (lamp) lampPool.setPosition(lamp.x, lamp.y).setAlpha(lamp.alpha * dark)
  }

  /** Liquid, surface and foam at a height of the drawing. */
  const pose = (v: CultureView, y: number): void => {
    const top = machine.y + y * s
    for (const image of [liquid, spent, veil, milk]) cutAbove(easel, image, top)
    const half = halfWidth(y)
    surface
      .setVisible(half > 6)
      .setPosition(machine.x + 200 * s, top)
      .setScale(half / 114 / px, 1 / px)
    const height = Math.min(v.vessel.foam, 1) * (y - INSIDE.top - 2)
    const shown = half > 100 && height > 1
    for (const foam of foams) {
      foam.setVisible(shown)
      if (!shown) continue
      // Its upper edge is the drawing's; its lower end is cut where the liquid begins.
      const tall = Math.min(height + 12, FOAM.height)
      foam.setPosition(machine.x + INSIDE.left * s, machine.y + (y - height - 8) * s)
      foam.setCrop(0, 0, foam.width, Math.round(tall * s * px))
    }
  }

  const show = (next: CultureView): void => {
    const v = next.vessel
    const dark = darkness(next.hour)
    backdrop.show(dark)
    sky.show(next.hour)
    frameAtNight.setVisible(dark > 0).setAlpha(dark)
    gloom.setVisible(next.lamps < 1).setAlpha((1 - next.lamps) * 0.93)

    liquid.setAlpha(0.6 + 0.4 * v.turbidity)
    milk.setAlpha(0.36 * v.turbidity)
    // The first dead are seen most: clear pink turns dull long before it is grey.
    spent.setVisible(v.dead > 0.02).setAlpha(Math.min(Math.sqrt(v.dead) * 0.95, 1))
    veil.setAlpha(0.4 + 0.6 * v.turbidity)
    cold.setVisible(v.jacket < 0).setAlpha(-v.jacket * 0.85)
    warm.setVisible(v.jacket > 0).setAlpha(v.jacket * 0.85)
    wet.setVisible(v.ventWet > 0).setAlpha(v.ventWet)
    gasFlow.set(v.gas)
    oxygenFlow.set(v.gas > 0 ? v.oxygenShare : 0)
    feedFlow.set(next.bags.length > 0 ? v.feeding : 0)
    blur.setAlpha(v.stirring_rpm > 100 ? 0.2 : 0)
    blur2.setAlpha(blur.alpha)
    for (const drop of drops) drop.setVisible(v.baseDripping)

    hose.setVisible(next.bags.length > 0)
    bags.forEach((bag, i) => {
      const shown = next.bags[i]
      for (const image of bag.images) image.setVisible(shown !== undefined)
      bag.label?.setVisible(shown !== undefined)
      if (!shown) return
      // 46 to 178 of the drawing: a full bag has no air.
      cutAbove(easel, bag.images[1], at.feedY + (46 + 132 * (1 - shown.left)) * at.feed.scale)
      if (bag.text !== shown.expires) {
        bag.text = shown.expires
        bag.label?.destroy()
        bag.label = stamp(easel, 22, 14, (to) => {
          to.fillStyle = '#1E2638'
          to.textAlign = 'center'
          to.textBaseline = 'middle'
          // A date on two lines, the year small: read from where the player stands.
          const [, year, rest] = /^(\d{4})-(.+)$/.exec(shown.expires) ?? [null, '', shown.expires]
          to.font = "500 8px 'Atkinson Mono', ui-monospace, monospace"
          to.fillText(year, 0, -6.6, 36)
          to.font = "700 12px 'Atkinson Mono', ui-monospace, monospace"
          to.fillText(rest, 0, 3, 37)
        }).setPosition(bag.x + 65 * at.feed.scale, at.feedY + 99 * at.feed.scale)
      }
    })
    if (scaleShown !== next.scale_kg || (scaleText === null && next.scale_kg !== null)) {
      scaleShown = next.scale_kg
      scaleText?.destroy()
      scaleText =
        next.scale_kg === null
          ? null
          : stamp(easel, 26, 10, (to) => {
              to.fillStyle = '#1E2638'
              to.font = "700 15px 'Atkinson Mono', ui-monospace, monospace"
              to.textAlign = 'right'
              to.textBaseline = 'middle'
              to.fillText(next.scale_kg ?? '', 21, 1, 44)
            }).setPosition(at.feed.x + 65 * at.feed.scale, at.feedY + 239 * at.feed.scale)
    }

    const hasPost = next.oxygenNeedle !== null || next.wheel !== null
    for (const image of [postBody, dialMarks, needle, glass]) image.setVisible(hasPost)
    station.setVisible(!hasPost)
    const worst = Math.min(...next.alarms.map((alarm) => alarm.priority))
    for (const { priority, image } of banners) image.setVisible(!hasPost && priority === worst)
    if (next.oxygenNeedle !== null) needle.setRotation(-2.2 + 4.4 * Math.min(Math.max(next.oxygenNeedle, 0), 1))
    wheel.setVisible(next.wheel !== null)
    wheelGlow.setVisible(next.wheel !== null && next.wheel.glow > 0)
    if (next.wheel) wheel.setRotation(next.wheel.turn * 4.6)

    figures.show(next.people)
    light(dark)

    const critical = next.alarms.some((alarm) => alarm.priority === 1)
    criticalLamp.setVisible(critical)
    glows.critical.setVisible(critical)
    glows.calm.setVisible(!critical)
    rings.show(next.alarms)

    view = next
    const target = surfaceAt(v.fill)
    if (level === null || still) level = target
    pose(next, level)
  }

  return {
    spots,
    show,
    frame(now_ms, step_ms) {
      if (!view) return
      const v = view.vessel
      const target = surfaceAt(v.fill)
      if (level !== null && level !== target) {
        const share = Math.min(step_ms / 250, 1)
        level = Math.abs(target - level) < 0.2 ? target : level + (target - level) * share
        pose(view, level)
      }
      const y = level ?? target
      figures.frame(now_ms, step_ms)
      door.frame(figures.near(DOOR.x, 64), step_ms)
      light(darkness(view.hour))
      gasFlow.frame(step_ms)
      oxygenFlow.frame(step_ms)
      feedFlow.frame(step_ms)
      rings.frame(now_ms)

      const count = Math.round(Math.min(v.gas, 1) * BUBBLES)
      const from = INSIDE.bottom - 42
      const rise = from - y - 6
      bubbles.forEach(({ image, side, phase, life_ms }, i) => {
        const shown = i < count && rise > 12
        image.setVisible(shown)
        if (!shown) return
        const life = still ? phase : (now_ms / life_ms + phase) % 1
        // Slow off the sparger, fast at the top, and spreading as they rise.
        const t = life * (0.45 + 0.55 * life)
        const wobble = still ? 0 : Math.sin(now_ms / 340 + i * 1.7) * 3 * life
        const spread = 58 + 36 * life
        image.setPosition(machine.x + (200 + side * spread + wobble) * s, machine.y + (from - rise * t) * s)
        image.setAlpha(life > 0.94 ? (1 - life) / 0.06 : 1)
      })

      if (v.stirring_rpm > 0 && !still) {
        const period_ms = Math.min(Math.max(60_000 / v.stirring_rpm, 300), 1600)
        turn = (turn + step_ms / period_ms) % 1
      }
      const facing = Math.cos(turn * 2 * Math.PI)
      // Never edge-on to nothing: a blade has thickness.
      const wide = Math.sign(facing || 1) * Math.max(Math.abs(facing), 0.12)
      lower.setScale(wide / px, 1 / px)
      upper.setScale((-wide * 0.94) / px, 1 / px)

      const seethe = still ? 0.5 : 0.5 + 0.5 * Math.sin(now_ms / 900)
      foams[1].setAlpha(Math.min(v.gas * 2, 1) * seethe)

      if (v.baseDripping)
        drops.forEach((drop, i) => {
          const life = still ? 0.3 + 0.3 * i : (now_ms / 1300 + i * 0.5) % 1
          drop.setPosition(machine.x + 160 * s, machine.y + (INSIDE.top + (y - INSIDE.top) * life * life) * s)
        })
      if (view.wheel && view.wheel.glow > 0) {
        const breath = still ? 1 : 0.72 + 0.28 * Math.sin((now_ms / 1200) * 2 * Math.PI)
        wheelGlow.setAlpha(view.wheel.glow * breath)
      }
    },
  }
}

/**
 * A dark that leaves a dim round at the vessel, one at the filter above it and one at the wheel; small, and drawn large:
 * it has no detail.
 */
function gloomAround(easel: Easel, at: Plan, machine: Machine): GameObjects.Image {
  const { whole: seen } = easel
  const px = 0.12
  const canvas = bake(px, seen, (to) => {
    to.fillStyle = '#0A1020'
    // Beyond the edge: its last pixels are large, and must be dark all over.
    to.fillRect(seen.x, seen.y, seen.w + 1 / px, seen.h + 1 / px)
    to.globalCompositeOperation = 'destination-out'
    const hole = (x: number, y: number, radius: number, strength: number): void => {
      const light = to.createRadialGradient(x, y, 0, x, y, radius)
      light.addColorStop(0, `rgba(0,0,0,${strength})`)
      light.addColorStop(1, 'rgba(0,0,0,0)')
      to.fillStyle = light
      to.fillRect(seen.x, seen.y, seen.w, seen.h)
    }
    hole(machine.x + 200 * machine.scale, machine.y + 390 * machine.scale, 330 * machine.scale, 0.85)
    hole(...at.on(250, 110), 210 * machine.scale, 0.5)
    hole(at.post.x + 80 * at.post.scale, at.postY + 130 * at.post.scale, 170, 0.9)
  })
  return hang(easel, canvas, seen.x, seen.y).setScale(1 / px)
}

/** A scale on the glass: each fifth of the working volume, and where it is full. */
function levelMarks(easel: Easel, { x, y, scale: s }: Machine): void {
  const box = { x: 288, y: 200, w: 28, h: 330 }
  const frame = { x: box.x * s, y: box.y * s, w: box.w * s, h: box.h * s }
  const canvas = bake(easel.px, frame, (to) => {
    to.scale(s, s)
    for (let fifth = 1; fifth <= 5; fifth++) {
      const at = surfaceAt(fifth / 5)
      const edge = 200 + halfWidth(at) - 3
      to.strokeStyle = '#151B29B0'
      to.lineWidth = fifth === 5 ? 3 : 2
      to.beginPath()
      to.moveTo(edge - (fifth === 5 ? 20 : 11), at)
      to.lineTo(edge, at)
      to.stroke()
    }
  })
  hang(easel, canvas, x + frame.x, y + frame.y)
}

/** Between airlock and hall: it slides up for whoever comes through. */
function glassDoor(easel: Easel) {
  const leaf = stamp(easel, 5, DOOR.h / 2, (to) => {
    to.fillStyle = '#CFE0E8B0'
    to.fillRect(-4, -DOOR.h / 2, 8, DOOR.h)
    to.fillStyle = '#FFFFFF90'
    to.fillRect(-2.5, -DOOR.h / 2, 2, DOOR.h)
    to.fillStyle = '#7E8A95'
    to.fillRect(-4.6, -DOOR.h / 2, 9.2, 4)
    to.fillRect(-4.6, DOOR.h / 2 - 5, 9.2, 5)
  })
  leaf.setOrigin(0.5, 0).setPosition(DOOR.x, DOOR.y).setDepth(4)
  let open = 0
  return {
    frame(wanted: boolean, step_ms: number): void {
      const goal = wanted ? 1 : 0
      if (open === goal) return
      open = Math.abs(goal - open) < 0.02 ? goal : open + (goal - open) * Math.min(step_ms / 110, 1)
      leaf.setScale(1 / easel.px, (1 - 0.94 * open) / easel.px)
    },
  }
}

export const culture: PictureKind<CultureView> = { layout, prepare }
