import type { GameObjects } from 'phaser'
import type { PourView } from '../present/index.ts'
import { loadOutside, outside } from './daylight.ts'
import { art, sketch, type Art } from './drawing.ts'
import { again, bake, cutAbove, gradePlate, hang, hatch, put, stamp, tagPlate, type Easel } from './easel.ts'
import type { Frame } from './fit.ts'
import { flow } from './flow.ts'
import type { Layout, Picture, PictureKind, Spot } from './picture.ts'
import { boxOf, pipeSvg, type Pipe, type Point } from './pipes.ts'

/** The lens, in its own units: glass of 150, ring from 158 to 196. */
const GLASS = 150
/** Units of the lens per nanometre of diameter: 500 nm are 85 wide. */
const PER_NM = 0.17
/** Scale of the complexes' own drawing, in which their radius is 53. */
const DRAWN = 1.1
const MOST = 64
/** Minutes once around the ring. */
const ROUND_MIN = 45
/** Pieces of the ring that shows the time gone. */
const PASSED = 60
const COLOURS = { aav: '#55B79E', bleu: '#2445D6', ink: '#151B29' }

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

/** Shares of a circle's area that are evenly spread: a sunflower. */
function home(i: number): { x: number; y: number } {
  const radius = Math.sqrt((i + 0.5) / MOST)
  const angle = i * 2.399963
  return { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius }
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
    complexes: await Promise.all([1, 2, 3, 4, 5].map((n) => load('complexes', [`complex-${n}`]))),
    polymer: await load('complexes', ['polymer']),
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
    readonly complexes: readonly Art[]
    readonly polymer: Art
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

  // The lens: what it looks at, glass, complexes, and a dark ring that hides what sticks out.
  const k = lens.scale
  const lookAt: Point = [mixer.x + 90 * mixer.scale, mixer.y + 178 * mixer.scale]
  const sight: Frame = {
    x: Math.min(lens.x - 200 * k, lookAt[0] - 30),
    y: lens.y,
    w: Math.max(lens.x + 200 * k, lookAt[0] + 30) - Math.min(lens.x - 200 * k, lookAt[0] - 30),
    h: lookAt[1] + 30 - lens.y,
  }
  hang(
    easel,
    bake(px, sight, (to) => {
      to.strokeStyle = '#EDEFF3'
      to.lineWidth = 2.6
      to.lineCap = 'round'
      const angle = Math.atan2(lookAt[1] - lens.y, lookAt[0] - lens.x)
      const away = Math.hypot(lookAt[0] - lens.x, lookAt[1] - lens.y)
      const tilt = Math.asin(Math.min((196 * k - 26) / away, 1))
      to.setLineDash([3, 7])
      for (const side of [-1, 1]) {
        const a = angle + side * (Math.PI / 2 - tilt * 0.999)
        to.beginPath()
        to.moveTo(lens.x + Math.cos(a) * 190 * k, lens.y + Math.sin(a) * 190 * k)
        to.lineTo(lookAt[0] + Math.cos(a) * 26, lookAt[1] + Math.sin(a) * 26)
        to.stroke()
      }
      to.setLineDash([])
      to.lineWidth = 3
      to.beginPath()
      to.arc(lookAt[0], lookAt[1], 26, 0, 7)
      to.stroke()
    }),
    sight.x,
    sight.y,
  )
  const disc = (paint: (to: CanvasRenderingContext2D) => void, radius = 202): GameObjects.Image =>
    stamp(easel, radius * k, radius * k, (to) => {
      to.scale(k, k)
      paint(to)
    }).setPosition(lens.x, lens.y)
  disc((to) => {
    const light = to.createRadialGradient(-40, -50, 20, 0, 0, GLASS)
    light.addColorStop(0, '#F2FAF6')
    light.addColorStop(1, '#DCEDE7')
    to.fillStyle = light
    to.beginPath()
    to.arc(0, 0, 176, 0, 7)
    to.fill()
  })
  const haze = disc((to) => {
    to.fillStyle = '#FBFDFA'
    to.beginPath()
    to.arc(0, 0, 160, 0, 7)
    to.fill()
  }, 162)
  const dots = Array.from({ length: 46 }, (_, i) => {
    const a = home((i * 11 + 5) % MOST)
    const image = put(easel, loaded.polymer, { x: 0, y: 0, scale: k * 0.55, box: { x: 48, y: 48, w: 16, h: 16 } })
    return { image: image.setOrigin(0.5), ...a, phase: (i * 0.618034) % 1 }
  })
  // Rasterised for the larger ones: the small are drawn down.
  const artScale = DRAWN * k
  const originals = loaded.complexes.map((complex) =>
    put(easel, complex, { x: 0, y: 0, scale: artScale }).setOrigin(0.5).setVisible(false),
  )
  const complexes = Array.from({ length: MOST }, (_, i) => ({
    image: again(easel, originals[i % 5])
      .setOrigin(0.5)
      .setVisible(false),
    ...home((i * 25) % MOST),
    /** Whom it joins. */
    into: Math.floor(i / 2),
    size: 0.74 + 0.5 * ((i * 0.618034) % 1),
    spin: ((i * 0.754878) % 1) * 6.28,
    phase: (i * 0.569841) % 1,
  }))
  disc((to) => {
    to.lineWidth = 44
    to.strokeStyle = COLOURS.ink
    to.beginPath()
    to.arc(0, 0, 174, 0, 7)
    to.stroke()
    to.lineWidth = 5
    to.strokeStyle = '#FFFFFF'
    to.beginPath()
    to.arc(0, 0, 152, 0, 7)
    to.stroke()
    to.lineWidth = 15
    to.strokeStyle = '#3F4A60'
    to.beginPath()
    to.arc(0, 0, 175, 0, 7)
    to.stroke()
    to.strokeStyle = '#A9B4C6'
    for (let minute = 0; minute < ROUND_MIN; minute++) {
      const long = minute % 5 === 0
      to.lineWidth = long ? 3 : 1.4
      const a = (minute / ROUND_MIN) * 2 * Math.PI - Math.PI / 2
      to.beginPath()
      to.moveTo(Math.cos(a) * (long ? 185 : 188), Math.sin(a) * (long ? 185 : 188))
      to.lineTo(Math.cos(a) * 193, Math.sin(a) * 193)
      to.stroke()
    }
    to.lineWidth = 9
    to.lineCap = 'round'
    to.strokeStyle = '#FFFFFFD8'
    to.beginPath()
    to.arc(0, 0, 138, 3.95, 4.6)
    to.stroke()
  })
  // A third of a minute each; the last one's end is under the dot.
  const first = disc((to) => {
    to.strokeStyle = '#FFFFFF'
    to.lineWidth = 15
    to.beginPath()
    to.arc(0, 0, 175, -Math.PI / 2 - 0.004, -Math.PI / 2 + (2 * Math.PI) / PASSED + 0.004)
    to.stroke()
  }, 184)
  const passed = Array.from({ length: PASSED }, (_, i) =>
    (i === 0 ? first : again(easel, first)).setRotation((i * 2 * Math.PI) / PASSED).setVisible(false),
  )
  const now = stamp(easel, 18 * k, 18 * k, (to) => {
    to.scale(k, k)
    to.fillStyle = COLOURS.bleu
    to.strokeStyle = '#FFFFFF'
    to.lineWidth = 4
    to.beginPath()
    to.arc(0, 0, 13, 0, 7)
    to.fill()
    to.stroke()
  })
  const ruler = disc((to) => {
    const wide = 500 * PER_NM
    // Grains swim beneath it: it must be read all the same.
    to.fillStyle = '#F4FAF8E0'
    to.beginPath()
    to.roundRect(-wide / 2 - 12, 97, wide + 24, 37, 8)
    to.fill()
    to.strokeStyle = COLOURS.ink
    to.lineWidth = 3.4
    to.beginPath()
    to.moveTo(-wide / 2, 122)
    to.lineTo(wide / 2, 122)
    to.moveTo(-wide / 2, 116)
    to.lineTo(-wide / 2, 128)
    to.moveTo(wide / 2, 116)
    to.lineTo(wide / 2, 128)
    to.stroke()
    to.fillStyle = COLOURS.ink
    to.font = "500 13px 'Atkinson Mono', ui-monospace, monospace"
    to.textAlign = 'center'
    to.fillText('500 nm', 0, 112)
  })

  const spots = new Map<string, Spot>([
    ['lens', { x: lens.x, y: lens.y, reach: 196 * k }],
    ['size', { x: lens.x, y: lens.y + 226 * k, reach: 0 }],
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

  const swarm = (v: PourView, now_ms: number): void => {
    const radius = (v.particle_nm * PER_NM) / 2
    // What is bound stays the same: fewer as they grow. In the plane of the lens, area stands for it.
    const count = Math.min(Math.max((0.42 * GLASS * GLASS) / Math.max(radius * radius, 1), 5), MOST)
    const drift = still ? 0 : 5
    const t = now_ms / 1000
    const at = (i: number): Point => {
      const c = complexes[i]
      const room = GLASS - Math.min(radius * 0.5, 60)
      return [
        c.x * room + drift * Math.sin(t * 0.7 + c.phase * 40),
        c.y * room + drift * Math.cos(t * 0.6 + c.phase * 70),
      ]
    }
    complexes.forEach((c, i) => {
      const there = Math.min(Math.max(count - i, 0), 1)
      c.image.setVisible(there > 0)
      if (there === 0) return
      const [x, y] = at(i)
      // On its way into the one it joins.
      const [ox, oy] = at(c.into)
      const away = i === 0 ? 0 : 1 - there
      const size = (radius * c.size) / (53 * DRAWN)
      c.image
        .setPosition(lens.x + (x + (ox - x) * away) * k, lens.y + (y + (oy - y) * away) * k)
        .setRotation(c.spin + (still ? 0 : Math.sin(t * 0.4 + c.phase * 9) * 0.3))
        .setScale(size / px)
        .setAlpha(0.35 + 0.65 * there)
    })
    const loose = Math.min(Math.max(1.15 - v.particle_nm / 900, 0.16), 1)
    dots.forEach((dot, i) => {
      dot.image.setVisible(i < loose * dots.length)
      dot.image.setPosition(
        lens.x + (dot.x * 140 + drift * 1.6 * Math.sin(t * 1.3 + dot.phase * 30)) * k,
        lens.y + (dot.y * 140 + drift * 1.6 * Math.cos(t * 1.1 + dot.phase * 50)) * k,
      )
    })
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
      haze.setAlpha(next.cloud * 0.5)
      ruler.setVisible(next.showSize)
      hoseFlow.set(next.pouring && next.cocktailLeft > 0 ? (small ? 1 : 0.3 + 0.23 * pumps) : 0)
      const share = Math.min(next.secondsSinceMix / (60 * ROUND_MIN), 1)
      const end = share * 2 * Math.PI - Math.PI / 2
      passed.forEach((piece, i) => void piece.setVisible(i < Math.round(share * PASSED)))
      now.setPosition(lens.x + Math.cos(end) * 175 * k, lens.y + Math.sin(end) * 175 * k)
      if (filled === null || still) filled = next.cultureFill
      pouringAt(levels(next, filled), 0)
      swarm(next, 0)
    },
    frame(now_ms, step_ms) {
      if (!view || filled === null) return
      filled += (view.cultureFill - filled) * Math.min(step_ms / 250, 1)
      pouringAt(levels(view, filled), now_ms)
      hoseFlow.frame(step_ms)
      if (still) return
      swarm(view, now_ms)
      spin = (spin + step_ms / 750) % 1
      // Seen from the side, what turns passes left and right.
      vortex.setScale((spin < 0.5 ? 1 : -1) / px, vortex.scaleY)
      bar.setScale(Math.max(Math.abs(Math.cos(spin * 2 * Math.PI)), 0.2) / px, 1 / px)
      if (view.pouring) for (const rotor of rotors) rotor.setRotation(spin * 2 * Math.PI)
    },
  }
}

export const pour: PictureKind<PourView> = { layout, prepare }
