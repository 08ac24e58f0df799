import type { PourView } from '../present/index.ts'
import { loadOutside, outside } from './daylight.ts'
import { art, sketch, type Art } from './drawing.ts'
import { bake, cutAbove, gradePlate, hang, hatch, put, stamp, tagPlate, type Easel } from './easel.ts'
import type { Frame } from './fit.ts'
import { flow } from './flow.ts'
import { complexLens, loadLens, type LensArt } from './lens.ts'
import type { Layout, Picture, PictureKind, Spot } from './picture.ts'
import { boxOf, pipeSvg, type Pipe, type Point } from './pipes.ts'

interface Stand {
  readonly picture: Frame
  readonly suite: 'suite' | 'suiteTall'
  readonly window: Frame
  readonly bench: number
  readonly lens: { readonly x: number; readonly y: number; readonly scale: number }
  readonly bottles: { readonly x: number; readonly y: number; readonly scale: number }
  readonly mixer: { readonly x: number; readonly y: number; readonly scale: number }
  readonly pumps: { readonly x: number; readonly y: number }
  readonly flask: { readonly x: number; readonly y: number; readonly scale: number }
  readonly tank: { readonly x: number; readonly y: number; readonly scale: number }
  /** How high the hose hangs on its way. */
  readonly crest: { readonly flask: number; readonly tank: number }
  readonly grade: Point
  readonly person: { readonly x: number; readonly y: number; readonly scale: number } | null
}

const WIDE: Stand = {
  picture: { x: 0, y: 0, w: 1340, h: 872 },
  suite: 'suite',
  window: { x: 700, y: 176, w: 570, h: 140 },
  bench: 690,
  lens: { x: 262, y: 326, scale: 1.02 },
  bottles: { x: 84, y: 567, scale: 0.98 },
  mixer: { x: 446, y: 453, scale: 0.8 },
  pumps: { x: 608, y: 690 },
  flask: { x: 930, y: 428, scale: 1.02 },
  tank: { x: 930, y: 186, scale: 1.06 },
  crest: { flask: 386, tank: 222 },
  grade: [36, 130],
  person: { x: 792, y: 628, scale: 0.93 },
}
const TALL: Stand = {
  picture: { x: 0, y: 0, w: 780, h: 1300 },
  suite: 'suiteTall',
  window: { x: 80, y: 150, w: 620, h: 150 },
  bench: 1120,
  lens: { x: 390, y: 470, scale: 1.62 },
  bottles: { x: 0, y: 0, scale: 0 },
  mixer: { x: 60, y: 876, scale: 0.8 },
  pumps: { x: 214, y: 1120 },
  flask: { x: 470, y: 858, scale: 1.02 },
  tank: { x: 440, y: 736, scale: 0.86 },
  crest: { flask: 826, tank: 800 },
  grade: [36, 118],
  person: null,
}

const standFor = (key: string): Stand => (key.includes('tall') ? TALL : WIDE)

function layout(view: PourView, width: number, height: number): Layout {
  const tall = width / height < 0.85
  const stand = tall ? TALL : WIDE
  const hero = tall ? { x: 30, y: 190, w: 720, h: 1080 } : { x: 20, y: 108, w: 1290, h: 722 }
  const pumps = Math.min(Math.max(Math.round(view.pumps), 0), 4)
  return { picture: stand.picture, hero, key: `pour ${tall ? 'tall' : 'wide'} ${view.scale_L <= 10} ${pumps}` }
}

async function prepare(view: PourView, { key }: Layout): Promise<(easel: Easel, still: boolean) => Picture<PourView>> {
  const stand = standFor(key)
  const small = view.scale_L <= 10
  const pumps = Math.min(Math.max(Math.round(view.pumps), 0), 4)
  const { mixer, flask, tank, pumps: stack } = stand
  const from: Point = [mixer.x + 112 * mixer.scale, mixer.y + 6 * mixer.scale]
  const to: Point = small
    ? [flask.x + 100 * flask.scale, flask.y + 4 * flask.scale]
    : [tank.x + 107 * tank.scale, tank.y + 60 * tank.scale]
  const crest = small ? stand.crest.flask : stand.crest.tank
  const outward = Math.min(from[0] + 330, to[0] - 90)
  const row = stack.y - 74 + 53
  const hose: Point[] = [
    from,
    // Through the lower row of pump heads where there are any.
    ...(pumps > 0
      ? ([
          [from[0], from[1] - 44],
          [stack.x - 14, from[1] - 44],
          [stack.x - 14, row],
          [stack.x + 190, row],
          [stack.x + 190, crest],
        ] as const)
      : small
        ? ([[from[0], crest]] as const)
        : ([
            [from[0], from[1] - 44],
            [outward, from[1] - 44],
            [outward, crest],
          ] as const)),
    [to[0], crest],
    to,
  ]
  const run: Pipe = { points: hose, width: 11, colour: '#D4EAE2', hose: true, radius: 26 }
  const load = async (name: Parameters<typeof art>[0], layers?: readonly string[]): Promise<Art> => art(name, layers)
  const loaded = {
    room: await load(stand.suite, [
      'ducts',
      'rooms',
      'window',
      'shade',
      'lamps',
      'bench-1',
      ...(small ? ['bench-2'] : []),
    ]),
    sky: await loadOutside(),
    bottles: await load('bottles'),
    pourer: await load('pourer'),
    vortex: await load('mixer', ['vortex']),
    mixerBack: await load('mixer', ['shadow', 'stirrer', 'bottle-back']),
    cocktail: await load('mixer', ['cocktail']),
    cloud: await load('mixer', ['cocktail-cloud']),
    bar: await load('mixer', ['bar']),
    mixerFront: await load('mixer', ['bottle-front']),
    flaskBack: await load('flask', ['shadow', 'platform', 'flask-back']),
    flaskCulture: await load('flask', ['culture']),
    flaskFront: await load('flask', ['flask-front']),
    tankBack: await load('tank', ['shadow', 'frame', 'vessel-shell', 'vessel-back']),
    tankCulture: await load('tank', ['liquid']),
    tankInside: await load('tank', ['shaft', 'impeller']),
    tankFront: await load('tank', ['bag', 'window-rim', 'head', 'motor', 'exhaust-filter', 'tag']),
    pump: await load('pump', ['shadow', 'pump']),
    rotor: await load('pump', ['rotor']),
    lens: await loadLens(),
    hose: await sketch(stand.picture.w, stand.picture.h, pipeSvg(run)),
  }
  return (easel, still) => hangPour(easel, still, { stand, small, pumps, hose, to, stack, loaded })
}

interface Set {
  readonly stand: Stand
  readonly small: boolean
  readonly pumps: number
  readonly hose: readonly Point[]
  readonly to: Point
  readonly stack: { readonly x: number; readonly y: number }
  readonly loaded: {
    readonly room: Art
    readonly sky: Awaited<ReturnType<typeof loadOutside>>
    readonly bottles: Art
    readonly pourer: Art
    readonly vortex: Art
    readonly mixerBack: Art
    readonly cocktail: Art
    readonly cloud: Art
    readonly bar: Art
    readonly mixerFront: Art
    readonly flaskBack: Art
    readonly flaskCulture: Art
    readonly flaskFront: Art
    readonly tankBack: Art
    readonly tankCulture: Art
    readonly tankInside: Art
    readonly tankFront: Art
    readonly pump: Art
    readonly rotor: Art
    readonly lens: LensArt
    readonly hose: Art
  }
}

function hangPour(easel: Easel, still: boolean, set: Set): Picture<PourView> {
  const { stand, small, pumps, loaded } = set
  const { px, seen } = easel
  const { lens, mixer, flask, tank } = stand

  hang(
    easel,
    bake(px, seen, (to) => {
      hatch(to, seen)
      to.drawImage(loaded.room.image, 0, 0, stand.picture.w, stand.picture.h)
      gradePlate(to, stand.grade[0], stand.grade[1], 'C')
    }),
    seen.x,
    seen.y,
  )
  const sky = outside(easel, loaded.sky, stand.window)
  sky.show(22.4)
  // The sky lies over the window's bars: they are drawn again.
  hang(
    easel,
    bake(px, stand.window, (to) => {
      to.fillStyle = '#5A6276'
      const panes = Math.max(2, Math.round(stand.window.w / 150))
      for (let i = 1; i < panes; i++)
        to.fillRect(stand.window.x + (stand.window.w * i) / panes - 3, stand.window.y, 6, stand.window.h)
      to.fillStyle = '#0000003C'
      to.fillRect(stand.window.x, stand.window.y, stand.window.w, 5)
    }),
    stand.window.x,
    stand.window.y,
  )
  if (stand.bottles.scale > 0) put(easel, loaded.bottles, stand.bottles)

  // Flask or tank.
  const goal = small ? flask : tank
  const wet = small ? { top: 62, bottom: 222 } : { top: 168, bottom: 470 }
  put(easel, small ? loaded.flaskBack : loaded.tankBack, goal)
  const culture = put(easel, small ? loaded.flaskCulture : loaded.tankCulture, goal)
  if (!small) put(easel, loaded.tankInside, goal)
  const surface = stamp(easel, 96 * goal.scale, 8 * goal.scale, (to) => {
    to.scale(goal.scale, goal.scale)
    to.fillStyle = '#FBE9D6'
    to.beginPath()
    to.ellipse(0, 0, 92, 6, 0, 0, 7)
    to.fill()
  })
  const stream = stamp(easel, 4, 60, (to) => {
    to.strokeStyle = '#CBEBDFE8'
    to.lineWidth = 5
    to.lineCap = 'round'
    to.beginPath()
    to.moveTo(0, -57)
    to.lineTo(0, 57)
    to.stroke()
  }).setOrigin(0.5, 0)
  const rings = Array.from({ length: 2 }, () =>
    stamp(easel, 40, 8, (to) => {
      to.strokeStyle = '#FFFFFFD0'
      to.lineWidth = 2
      to.beginPath()
      to.ellipse(0, 0, 36, 5.5, 0, 0, 7)
      to.stroke()
    }),
  )
  put(easel, small ? loaded.flaskFront : loaded.tankFront, goal)
  if (!small)
    stamp(easel, 40, 11, (to) => tagPlate(to, 0, 0, 'SU-601', 13)).setPosition(
      tank.x + 170 * tank.scale,
      tank.y + 154 * tank.scale,
    )

  // Mixing bottle.
  put(easel, loaded.mixerBack, mixer)
  const cocktail = put(easel, loaded.cocktail, mixer)
  const cloud = put(easel, loaded.cloud, mixer)
  const vortex = put(easel, loaded.vortex, { ...mixer, box: { x: 20, y: 0, w: 140, h: 140 }, pivot: { x: 90, y: 0 } })
  const bar = put(easel, loaded.bar, {
    ...mixer,
    box: { x: 58, y: 210, w: 64, h: 20 },
    pivot: { x: 90, y: 220 },
  })
  const meniscus = stamp(easel, 80 * mixer.scale, 8 * mixer.scale, (to) => {
    to.scale(mixer.scale, mixer.scale)
    to.fillStyle = '#E6F5EF'
    to.beginPath()
    to.ellipse(0, 0, 75, 6.5, 0, 0, 7)
    to.fill()
  })
  put(easel, loaded.mixerFront, mixer)

  put(easel, loaded.hose, { x: 0, y: 0, box: boxOf({ points: set.hose, width: 11 }) })
  // Beside the tank; the flask is seen from nearer.
  if (stand.person && !small) put(easel, loaded.pourer, stand.person)
  const hoseFlow = flow(easel, set.hose, still, 5, '#2F9479E0')
  const pumpPlaces = Array.from({ length: pumps }, (_, i): Point => [
    set.stack.x + (i % 2) * 88,
    // Their feet on the bench, the second row on the first.
    set.stack.y - 81 - Math.floor(i / 2) * 56,
  ])
  const rotors = pumpPlaces.map(([x, y]) => {
    put(easel, loaded.pump, { x, y, scale: 0.74 })
    return put(easel, loaded.rotor, {
      x,
      y,
      scale: 0.74,
      box: { x: 26, y: 46, w: 52, h: 52 },
      pivot: { x: 52, y: 72 },
    })
  })

  const lookAt: Point = [mixer.x + 90 * mixer.scale, mixer.y + 178 * mixer.scale]
  const sight = complexLens(easel, still, lens, lookAt, loaded.lens)

  const spots = new Map<string, Spot>([
    ['lens', { x: lens.x, y: lens.y, reach: 196 * lens.scale }],
    ['size', { x: lens.x, y: lens.y + 226 * lens.scale, reach: 0 }],
    ['mixer', { x: mixer.x + 90 * mixer.scale, y: mixer.y + 130 * mixer.scale, reach: 80 }],
    ['stirrer', { x: mixer.x + 90 * mixer.scale, y: mixer.y + 266 * mixer.scale, reach: 30 }],
    [
      'vessel',
      { x: goal.x + (small ? 100 : 170) * goal.scale, y: goal.y + (small ? 150 : 330) * goal.scale, reach: 110 },
    ],
    ['hose', { x: set.hose[set.hose.length - 3][0], y: set.hose[set.hose.length - 3][1], reach: 26 }],
    ['pumps', { x: set.stack.x + 88, y: set.stack.y - 50, reach: pumps > 0 ? 80 : 0 }],
    ['tag', { x: goal.x + (small ? 100 : 170) * goal.scale, y: goal.y + (small ? 246 : 154) * goal.scale, reach: 0 }],
    ...(stand.bottles.scale > 0
      ? [1, 2, 3, 4].map((n): [string, Spot] => [
          `bottle.${n}`,
          {
            x: stand.bottles.x + (n * 80 - 40) * stand.bottles.scale,
            y: stand.bottles.y + 84 * stand.bottles.scale,
            reach: 38,
          },
        ])
      : []),
  ])

  let view: PourView | null = null
  let filled: number | null = null
  let spin = 0

  const levels = (v: PourView, fill: number): number => {
    const y = goal.y + (wet.bottom - (wet.bottom - wet.top) * fill) * goal.scale
    cutAbove(easel, culture, y)
    // The flask narrows towards its neck; the tank's window does not.
    const half = small ? Math.min(76, 22 + Math.max(0, (y - goal.y) / goal.scale - 92) * 0.48) : 92
    surface.setPosition(goal.x + (small ? 100 : 170) * goal.scale, y).setScale(half / 92 / px, 1 / px)
    const left = mixer.y + (54 + 180 * (1 - v.cocktailLeft)) * mixer.scale
    cutAbove(easel, cocktail, left)
    cutAbove(easel, cloud, left)
    const deep = Math.min(1, v.cocktailLeft * 1.15)
    vortex.setVisible(v.cocktailLeft > 0.1).setPosition(mixer.x + 90 * mixer.scale, left)
    vortex.setScale(vortex.scaleX, deep / px)
    meniscus.setVisible(v.cocktailLeft > 0.02).setPosition(mixer.x + 90 * mixer.scale, left)
    return y
  }

  const pouringAt = (y: number, now_ms: number): void => {
    const pouring = view?.pouring === true && view.cocktailLeft > 0
    const top = small ? goal.y + 26 * goal.scale : goal.y + 172 * goal.scale
    stream
      .setVisible(pouring && y > top)
      .setPosition(small ? goal.x + 100 * goal.scale : goal.x + 112 * goal.scale, top)
      .setScale(1 / px, Math.max(y - top, 1) / 120 / px)
    rings.forEach((ring, i) => {
      const life = still ? 0.5 : (now_ms / 900 + i * 0.5) % 1
      ring
        .setVisible(pouring)
        .setPosition(stream.x, y)
        .setScale((0.3 + life * (small ? 1 : 1.4)) / px)
        .setAlpha(1 - life)
    })
  }

  return {
    spots,
    show(next) {
      view = next
      cloud.setAlpha(next.cloud)
      hoseFlow.set(next.pouring && next.cocktailLeft > 0 ? (small ? 1 : 0.3 + 0.23 * pumps) : 0)
      sight.show(next)
      if (filled === null || still) filled = next.cultureFill
      pouringAt(levels(next, filled), 0)
    },
    frame(now_ms, step_ms) {
      if (!view || filled === null) return
      filled += (view.cultureFill - filled) * Math.min(step_ms / 250, 1)
      pouringAt(levels(view, filled), now_ms)
      hoseFlow.frame(step_ms)
      if (still) return
      sight.frame(now_ms)
      spin = (spin + step_ms / 750) % 1
      // Seen from the side, what turns passes left and right.
      vortex.setScale((spin < 0.5 ? 1 : -1) / px, vortex.scaleY)
      bar.setScale(Math.max(Math.abs(Math.cos(spin * 2 * Math.PI)), 0.2) / px, 1 / px)
      if (view.pouring) for (const rotor of rotors) rotor.setRotation(spin * 2 * Math.PI)
    },
  }
}

export const pour: PictureKind<PourView> = { layout, prepare }
