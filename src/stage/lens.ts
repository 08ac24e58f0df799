/** A lens that looks into a bottle: what swims there, and around it the minutes since it was mixed. */
import type { GameObjects } from 'phaser'
import { art as drawing, type Art } from './drawing.ts'
import { again, bake, hang, put, stamp, type Easel } from './easel.ts'
import type { Frame } from './fit.ts'
import type { Point } from './pipes.ts'

/** Its own units: glass of 150, ring from 158 to 196. */
const GLASS = 150
/** Units per nanometre of diameter: 500 nm are 85 wide. */
const PER_NM = 0.17
/** Scale of the complexes' own drawing, in which their radius is 53. */
const DRAWN = 1.1
const MOST = 64
/** Minutes once around the ring. */
const ROUND_MIN = 45
/** Pieces of the ring that shows the time gone. */
const PASSED = 60
const COLOURS = { bleu: '#2445D6', ink: '#151B29' }

export interface LensPlace {
  readonly x: number
  readonly y: number
  readonly scale: number
}

export interface ComplexSight {
  readonly particle_nm: number
  readonly cloud: number
  readonly secondsSinceMix: number
  readonly showSize: boolean
}

export interface LensArt {
  readonly complexes: readonly Art[]
  readonly polymer: Art
}

export async function loadLens(): Promise<LensArt> {
  const [polymer, ...complexes] = await Promise.all([
    drawing('complexes', ['polymer']),
    ...[1, 2, 3, 4, 5].map((n) => drawing('complexes', [`complex-${n}`])),
  ])
  return { complexes, polymer: polymer! }
}

/** Shares of a circle's area that are evenly spread: a sunflower. */
function home(i: number): { x: number; y: number } {
  const radius = Math.sqrt((i + 0.5) / MOST)
  const angle = i * 2.399963
  return { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius }
}

/** Drawn around the middle of a lens, in its units. */
const discs =
  (easel: Easel, lens: LensPlace) =>
  (paint: (to: CanvasRenderingContext2D) => void, radius = 202): GameObjects.Image =>
    stamp(easel, radius * lens.scale, radius * lens.scale, (to) => {
      to.scale(lens.scale, lens.scale)
      paint(to)
    }).setPosition(lens.x, lens.y)

/** What it looks at, and its lit glass: whatever swims in it is hung next, then the rim. */
function glass(easel: Easel, lens: LensPlace, lookAt: Point): void {
  const { px } = easel
  const k = lens.scale
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
  discs(
    easel,
    lens,
  )((to) => {
    const light = to.createRadialGradient(-40, -50, 20, 0, 0, GLASS)
    light.addColorStop(0, '#F2FAF6')
    light.addColorStop(1, '#DCEDE7')
    to.fillStyle = light
    to.beginPath()
    to.arc(0, 0, 176, 0, 7)
    to.fill()
  })
}

/** Hides what sticks out; with `minutes`, a ring of them. */
function rim(easel: Easel, lens: LensPlace, minutes: boolean): void {
  discs(
    easel,
    lens,
  )((to) => {
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
    for (let minute = 0; minute < (minutes ? ROUND_MIN : 0); minute++) {
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
}

/** Complexes of plasmid and polymer, growing as they meet. */
export function complexLens(easel: Easel, still: boolean, lens: LensPlace, lookAt: Point, art: LensArt) {
  const { px } = easel
  const k = lens.scale
  const disc = discs(easel, lens)
  glass(easel, lens, lookAt)
  const haze = disc((to) => {
    to.fillStyle = '#FBFDFA'
    to.beginPath()
    to.arc(0, 0, 160, 0, 7)
    to.fill()
  }, 162)
  const dots = Array.from({ length: 46 }, (_, i) => {
    const a = home((i * 11 + 5) % MOST)
    const image = put(easel, art.polymer, { x: 0, y: 0, scale: k * 0.55, box: { x: 48, y: 48, w: 16, h: 16 } })
    return { image: image.setOrigin(0.5), ...a, phase: (i * 0.618034) % 1 }
  })
  // Rasterised for the larger ones: the small are drawn down.
  const artScale = DRAWN * k
  const originals = art.complexes.map((complex) =>
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
  rim(easel, lens, true)
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
  let view: ComplexSight | null = null

  const swarm = (v: ComplexSight, now_ms: number): void => {
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

  return {
    show(next: ComplexSight): void {
      view = next
      haze.setAlpha(next.cloud * 0.5)
      ruler.setVisible(next.showSize)
      const share = Math.min(next.secondsSinceMix / (60 * ROUND_MIN), 1)
      const end = share * 2 * Math.PI - Math.PI / 2
      passed.forEach((piece, i) => void piece.setVisible(i < Math.round(share * PASSED)))
      now.setPosition(lens.x + Math.cos(end) * 175 * k, lens.y + Math.sin(end) * 175 * k)
      swarm(next, 0)
    },
    frame(now_ms: number): void {
      if (view && !still) swarm(view, now_ms)
    },
  }
}

export interface CellSight {
  /** Share of dead cells, and of cells in clumps, as last counted; null: nobody has. */
  readonly counted: number | null
  readonly clumped: number | null
}

const CELLS = 56

/** Cells as the microscope showed them: rings are alive, full ones dead; who sits in a clump touches another. */
export function cellLens(easel: Easel, lens: LensPlace, lookAt: Point) {
  const k = lens.scale
  glass(easel, lens, lookAt)
  const cell = (full: boolean): GameObjects.Image =>
    stamp(easel, 15 * k, 15 * k, (to) => {
      to.scale(k, k)
      to.fillStyle = full ? '#59636F' : '#FBF1EA'
      to.strokeStyle = full ? '#2D374C' : '#B4674F'
      to.lineWidth = 2.4
      to.beginPath()
      to.arc(0, 0, full ? 8 : 11, 0, 7)
      to.fill()
      to.stroke()
      if (full) return
      to.fillStyle = '#E7B7A4'
      to.beginPath()
      to.arc(2.5, 1.5, 4.6, 0, 7)
      to.fill()
    }).setVisible(false)
  const [ring, dot] = [cell(false), cell(true)]
  const cells = Array.from({ length: CELLS }, (_, i) => {
    const { x, y } = home((i * 25) % MOST)
    return {
      x: x * 136,
      y: y * 136,
      living: i === 0 ? ring : again(easel, ring),
      dead: i === 0 ? dot : again(easel, dot),
    }
  })
  rim(easel, lens, false)
  return {
    show({ counted, clumped }: CellSight): void {
      const gone = counted === null ? 0 : Math.max(counted > 0.02 ? 1 : 0, Math.round(counted * CELLS))
      // Seven to a clump, around the first of them.
      const bound = clumped === null ? 0 : Math.round((clumped * CELLS) / 7) * 7
      cells.forEach((c, i) => {
        const centre = cells[i - (i % 7)]!
        const angle = ((i % 7) * 2 * Math.PI) / 6
        const [x, y] =
          i >= bound
            ? [c.x, c.y]
            : i % 7 === 0
              ? [c.x * 0.8, c.y * 0.8]
              : [centre.x * 0.8 + 19 * Math.cos(angle), centre.y * 0.8 + 19 * Math.sin(angle)]
        const isDead = i >= CELLS - gone
        for (const image of [c.living, c.dead]) image.setPosition(lens.x + x * k, lens.y + y * k)
        c.living.setVisible(counted !== null && !isDead)
        c.dead.setVisible(counted !== null && isDead)
      })
    },
  }
}
