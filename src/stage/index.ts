/** The pictures of the plant, in Phaser. Driven only by the views of `present`; loaded lazily. */
import { CANVAS, Display, Game, WEBGL, type Scene, type Types } from 'phaser'
import type { PlantView } from '../present/index.ts'
import { around, between, ease, inside, MOVE_MS, seenBy, shotOf } from './camera.ts'
import { culture } from './culture.ts'
import { drawChangesOnly } from './damage.ts'
import { dimmers } from './dim.ts'
import { clear, INK, type Easel } from './easel.ts'
import { fit, type Fit, type Frame } from './fit.ts'
import { type Cover, handOver } from './handOver.ts'
import { fetchAhead } from './machines/index.ts'
import { machine } from './machines/room.ts'
import type { Layout, Picture, PictureKind } from './picture.ts'
import { pour } from './pour.ts'
import { chooseRenderer } from './renderer.ts'
import { room } from './room.ts'
import { transfer } from './transfer.ts'

export interface StageOptions {
  /** auto: WebGL where a graphics processor draws it, else Canvas; webgl falls back to Canvas where there is none. */
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly reducedMotion: boolean
  /** A touch on an anchor, and its end wherever that is: for holding. */
  onTouch(anchor: string, phase: 'down' | 'up'): void
  /** The camera has begun to move, or has come to rest: what is placed by anchors waits for that. */
  onCamera?(moving: boolean): void
}

export interface Stage {
  readonly renderer: 'webgl' | 'canvas'
  /** Shows a view; the first picture of a kind takes a moment to hang, the latest view wins. */
  show(view: PlantView): void
  /**
   * Points the camera: 'plant' pulls back to the whole section, a room (`rooms()`) fills the host, an anchor is leaned
   * to; null: the picture's own framing. A new alarm is looked at for a moment while nothing else is.
   */
  focus(target: string | null): void
  /** Rooms the camera can go to; none where the picture is one room. */
  rooms(): readonly string[]
  /** Where an anchor is, in CSS pixels of the host; null when the current picture has none of that name. */
  anchor(id: string): { x: number; y: number } | null
  /** All anchors of the current picture that can be touched, for the buttons that mirror them. */
  anchors(): readonly string[]
  /** To be called when the host has changed its size without the window doing so. */
  resize(): void
  /** Resolves when the current view is on the screen. */
  ready(): Promise<void>
  destroy(): void
}

const kinds: { [K in PlantView['kind']]: PictureKind<Extract<PlantView, { kind: K }>> } = {
  culture,
  machine,
  pour,
  room,
  transfer,
}

/** Device pixels of the canvas: more is not seen, and costs memory; without a graphics processor, time for each. */
const MOST_PIXELS = { webgl: 8_300_000, canvas: 2_100_000 }
const DENSEST = { webgl: 2, canvas: 1 }
/** Small pictures may be sharper, as long as they have no more pixels than a large one: Canvas on a fine screen. */
const SHARP_PIXELS = { webgl: 0, canvas: 1_350_000 }
/** Without a graphics processor the picture moves thirty times a second: every other frame of most screens. */
const STEP_MS = { webgl: 0, canvas: 28 }
/** How long the camera looks at a new alarm. */
const ALARM_MS = 3600
/** Rooms to come are fetched after the first picture, so that nothing waits for what is not seen yet. */
const AHEAD_MS = 3000

const grown = ({ x, y, w, h }: Frame, by: number): Frame => ({ x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by })

export function mountStage(host: HTMLElement, options: StageOptions): Stage {
  const renderer = chooseRenderer(options.renderer)
  const densityFor = (width: number, height: number): number =>
    Math.min(
      window.devicePixelRatio || 1,
      Math.max(
        DENSEST[renderer],
        Math.min(2, Math.floor(2 * Math.sqrt(SHARP_PIXELS[renderer] / (width * height))) / 2),
      ),
      Math.sqrt(MOST_PIXELS[renderer] / (width * height)),
    )
  const size = (): { width: number; height: number } => ({
    width: Math.max(host.clientWidth, 1),
    height: Math.max(host.clientHeight, 1),
  })
  const started = size()
  const startDensity = densityFor(started.width, started.height)
  let scene: Scene | null = null
  let picture: Picture | null = null
  let view: PlantView | null = null
  let layout: Layout | null = null
  let at: Fit = { zoom: 1, left: 0, top: 0 }
  let target: string | null = null
  /** An alarm the camera looks at, until when. */
  let alarmed: { on: string; until_ms: number } | null = null
  let heard: ReadonlySet<string> | null = null
  let dim: ReturnType<typeof dimmers> | null = null
  let way: { from: Fit; to: Fit; since_ms: number } | null = null
  /** What is being hung, and what hangs. */
  let key = ''
  let hung = ''
  let gone = false
  let waiting: (() => void)[] = []

  const config: Types.Core.GameConfig = {
    type: renderer === 'webgl' ? WEBGL : CANVAS,
    parent: host,
    width: Math.round(started.width * startDensity),
    height: Math.round(started.height * startDensity),
    backgroundColor: INK,
    banner: false,
    disableContextMenu: true,
    audio: { noAudio: true },
    // The page's own listeners below do it: a touch goes to an anchor, nothing else.
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    render: {
      antialias: true,
      powerPreference: 'low-power',
      // Chromium copies a canvas of its own twice a frame, all of it: this one only shows what is drawn into it.
      desynchronized: renderer === 'canvas',
      stencil: false,
      // Phaser 4.2 compares the interpolated number of a texture for equality: where that is a little off, turned
      // images lose pieces. One texture at a time has no number.
      maxTextures: 1,
    },
    scene: {
      init() {
        if (gone) return
        scene = game.scene.getScenes(false)[0] ?? null
        if (renderer === 'canvas') spoil = drawChangesOnly(game)
      },
      create: () => hang(),
      update(_time: number, step_ms: number) {
        // A tab that slept does not make everything jump.
        waited_ms += Math.min(step_ms, 100)
        travel()
        if (waited_ms < STEP_MS[renderer]) return
        clock_ms += waited_ms
        picture?.frame(clock_ms, waited_ms)
        waited_ms = 0
      },
    },
  }
  let clock_ms = 0
  let waited_ms = 0
  const game = new Game(config)
  /** All of the next frame is drawn, not only what moved. */
  let spoil: () => void = () => undefined

  function stretch(): void {
    const canvas = game.canvas
    canvas.style.width = '100%'
    canvas.style.height = '100%'
    canvas.style.display = 'block'
    canvas.style.touchAction = 'manipulation'
    canvas.setAttribute('aria-hidden', 'true')
  }

  /** Puts the camera where `at` says. */
  function look(density: number): void {
    if (!scene || !easel) return
    const { width, height } = size()
    const camera = scene.cameras.main
    camera.setZoom(at.zoom * density).setScroll(at.left, at.top)
    spoil()
    const covered = inside(seenBy(at, width, height), easel.seen)
    for (const image of easel.behind) image.cameraFilter = covered ? camera.id : 0
  }

  /** Sends the camera where it should be by now; at once where motion is reduced. */
  function aim(cut = options.reducedMotion): void {
    if (!picture || !layout) return
    const { width, height } = size()
    const next = shotOf(target ?? alarmed?.on ?? null, layout, picture.spots, width, height)
    const goal = way?.to ?? at
    const off = (side: 'zoom' | 'left' | 'top'): number => Math.abs(goal[side] - next.fit[side])
    const same = off('zoom') + off('left') + off('top') < 1e-6
    dim?.aim(next.lit, next.left)
    if (cut || same) {
      if (same && way) return
      at = next.fit
      way = null
      dim?.set(1)
      look(densityFor(width, height))
      // Also where it has not moved: a picture that was hung anew has its anchors elsewhere.
      options.onCamera?.(false)
      return
    }
    if (!way) options.onCamera?.(true)
    way = { from: at, to: next.fit, since_ms: performance.now() }
  }

  /** One step of the way. */
  function travel(): void {
    if (alarmed && performance.now() > alarmed.until_ms) {
      alarmed = null
      aim()
    }
    if (!way) return
    const share = ease((performance.now() - way.since_ms) / MOVE_MS)
    at = between(way.from, way.to, share)
    dim?.set(share)
    const { width, height } = size()
    look(densityFor(width, height))
    if (share < 1) return
    way = null
    options.onCamera?.(false)
  }

  /** What rings for the first time is looked at. */
  function listen(next: PlantView): void {
    // Where a hand is on the wheel, the wheel stays where it is.
    const held = next.kind === 'culture' && next.framing === 'vessel'
    const ringing = 'alarms' in next && !held ? next.alarms.filter((a) => !a.acknowledged) : []
    const fresh = ringing.find((a) => heard !== null && !heard.has(a.on))
    heard = new Set(ringing.map((a) => a.on))
    if (alarmed && !heard.has(alarmed.on)) alarmed = null
    else if (fresh) alarmed = { on: fresh.on, until_ms: performance.now() + ALARM_MS }
    else return
    aim()
  }

  /** What the current view is still waiting for. */
  let awaited: Promise<void> | null = null

  /** Hangs the picture of the current view for the current size, if that one does not hang already. */
  function hang(): void {
    if (!scene || !view || gone) return
    const { width, height } = size()
    const kind = kinds[view.kind] as PictureKind<PlantView>
    const coming = kind.load?.(view)
    if (coming) {
      key = 'coming'
      if (awaited !== coming) void coming.then(hang)
      awaited = coming
      return
    }
    const plan = kind.layout(view, width, height)
    const next = `${plan.key} ${width} ${height}`
    if (next === key) {
      // Until the new picture hangs, the old one has nothing to show of it.
      if (hung === key) picture?.show(view)
      return
    }
    key = next
    void kind.prepare(view, plan).then(async (hangUp) => {
      await fonts
      // Another size needs no hand-over: the old picture would not fit.
      const goesOn = layout !== null && hung.endsWith(` ${width} ${height}`) && !options.reducedMotion
      cover?.drop()
      cover = goesOn ? await handOver(game, host) : null
      if (gone || key !== next || !scene || !view) {
        cover?.drop()
        return
      }
      if (picture && easel) clear(easel)
      picture = null
      const density = densityFor(width, height)
      stretch()
      game.scale.resize(Math.round(width * density), Math.round(height * density))
      stretch()
      const onTheSection = layout?.rooms && plan.rooms
      layout = plan
      at = fit(width, height, plan.picture, plan.hero, plan.closer)
      way = null
      const seen = seenBy(at, width, height)
      const all = shotOf('plant', plan, new Map(), width, height).fit
      const far = seenBy(all, width, height)
      // A hair more than is seen: a coarse picture has no sharp edge.
      const whole = inside(far, seen) ? seen : grown(around(seen, far), 4 / all.zoom)
      const px = at.zoom * density
      scene.cameras.main.setOrigin(0, 0)
      easel = {
        scene,
        fit: at,
        px,
        software: renderer === 'canvas',
        seen,
        whole,
        wholePx: Math.min(all.zoom * density, px),
        behind: [],
        textures: [],
        spoil: () => spoil(),
        gone: false,
      }
      picture = hangUp(easel, options.reducedMotion)
      dim = plan.rooms ? dimmers(easel, plan.rooms) : null
      look(density)
      aim(true)
      hung = next
      // From now on what stands behind covers all of the canvas.
      if (renderer === 'canvas') Object.assign(game.renderer.config, { clearBeforeRender: false })
      picture.show(view)
      for (const done of waiting.splice(0)) game.events.once('postrender', done)
      game.events.once('postrender', () => cover?.go(onTheSection ? 'pan' : 'fade'))
    })
  }
  let easel: Easel | null = null
  let cover: Cover | null = null

  const units = (event: PointerEvent): { x: number; y: number } => {
    const box = host.getBoundingClientRect()
    return { x: at.left + (event.clientX - box.left) / at.zoom, y: at.top + (event.clientY - box.top) / at.zoom }
  }
  /** The nearest anchor whose reach the point is in; a finger has at least 22 CSS pixels. */
  const touched = ({ x, y }: { x: number; y: number }): string | null => {
    let best: string | null = null
    let nearest = Infinity
    for (const [id, spot] of picture?.spots ?? []) {
      if (spot.reach === 0) continue
      const reach = Math.max(spot.reach, 22 / at.zoom)
      const share = Math.hypot(spot.x - x, spot.y - y) / reach
      if (share > 1 || share >= nearest) continue
      nearest = share
      best = id
    }
    return best
  }
  let held: string | null = null
  const down = (event: PointerEvent): void => {
    const point = units(event)
    picture?.point?.(point)
    held = touched(point)
    if (held !== null) options.onTouch(held, 'down')
  }
  const up = (): void => {
    if (held !== null) options.onTouch(held, 'up')
    held = null
  }
  const move = (event: PointerEvent): void => {
    const point = units(event)
    picture?.point?.(point)
    host.style.cursor = touched(point) === null ? '' : 'pointer'
  }
  const leave = (): void => picture?.point?.(null)
  host.addEventListener('pointerdown', down)
  host.addEventListener('pointermove', move)
  host.addEventListener('pointerleave', leave)
  window.addEventListener('pointerup', up)
  window.addEventListener('pointercancel', up)
  let settle = 0
  const resize = (): void => {
    window.clearTimeout(settle)
    settle = window.setTimeout(hang, 120)
  }
  const ahead = window.setTimeout(fetchAhead, AHEAD_MS)
  const observer = new ResizeObserver(resize)
  observer.observe(host)
  const fonts = Promise.all(
    ['800 27px Bricolage', "500 12px 'Atkinson Mono'"].map((font) =>
      document.fonts.load(font, 'CNDB 0123').catch(() => []),
    ),
  )

  return {
    renderer,
    show(next) {
      view = next
      hang()
      listen(next)
    },
    focus(next) {
      target = next
      alarmed = null
      aim()
    },
    rooms: () => [...(layout?.rooms?.keys() ?? [])],
    anchor(id) {
      const spot = picture?.spots.get(id)
      return spot ? { x: (spot.x - at.left) * at.zoom, y: (spot.y - at.top) * at.zoom } : null
    },
    anchors: () => [...(picture?.spots ?? [])].filter(([, spot]) => spot.reach > 0).map(([id]) => id),
    resize,
    ready: () =>
      new Promise((resolve) => {
        if (picture && hung === key) game.events.once('postrender', resolve)
        else waiting.push(resolve)
      }),
    destroy() {
      gone = true
      picture = null
      waiting = []
      if (easel) easel.gone = true
      cover?.drop()
      window.clearTimeout(settle)
      window.clearTimeout(ahead)
      observer.disconnect()
      host.removeEventListener('pointerdown', down)
      host.removeEventListener('pointermove', move)
      host.removeEventListener('pointerleave', leave)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', up)
      game.events.once('destroy', () => setTimeout(() => freeCanvases(game)))
      game.destroy(true)
    },
  }
}

/**
 * Phaser's pool of canvases is the page's, not a game's: what was written there and taken out of the picture before the
 * end keeps its game, and so the screen it stood on. A kiosk takes down hundreds of pictures in a day.
 */
function freeCanvases(game: Game): void {
  interface Owner {
    readonly game?: Game
    readonly scene?: { readonly game?: Game }
  }
  // Public in Phaser, missing in its types.
  const { pool } = Display.Canvas.CanvasPool as unknown as {
    readonly pool: readonly { readonly parent: Owner | null }[]
  }
  for (const { parent } of pool)
    if (parent && (parent.game === game || parent.scene?.game === game)) Display.Canvas.CanvasPool.remove(parent)
}
