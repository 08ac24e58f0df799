/** A room with one machine cut open, the rooms before and after it dim on both sides; what the machine does is its own file's. */
import type { GameObjects } from 'phaser'
import type { Machine, MachineView } from '../../present/index.ts'
import { alarmRings } from '../alarmRing.ts'
import { darkness, loadOutside, outside } from '../daylight.ts'
import { art, type Art } from '../drawing.ts'
import {
  bake,
  dayAndNight,
  glow,
  gradePlate,
  hang,
  hatch,
  INK,
  plateWidth,
  stamp,
  tagPlate,
  type Easel,
} from '../easel.ts'
import { crew, loadCrew } from '../crew.ts'
import type { Frame } from '../fit.ts'
import type { Layout, Picture, PictureKind, Spot } from '../picture.ts'
import { machineFor, machinesFor, posterOf } from './index.ts'
import { breathing, paintCold } from './cold.ts'
import { FLOOR, MIDDLE, type MachineKind, type Ready } from './kind.ts'
import { paintSides } from './sides.ts'

const ROOM: Frame = { x: 0, y: 0, w: 1340, h: 872 }
/** Middle of the rooms beside it. */
const BESIDE = { before: 125, after: 1215 } as const

function layout(view: MachineView, width: number, height: number): Layout {
  const kind = machineFor(view)
  const hero = kind.heroOf?.(view.machine) ?? kind.hero
  const upright = width / height < 0.8
  const whole = { x: 250, y: 110, w: 840, h: 736 }
  const key = `machine ${view.plant} ${view.machine.unit} ${view.before} ${view.after} ${view.side} ${upright ? hero.x : ''} ${'scale_L' in view.machine ? view.machine.scale_L : ''}`
  // Where the building ends, its earth is not shown for long.
  const left = view.before === null ? 170 : 0
  const right = view.after === null ? 170 : 0
  const picture = { ...ROOM, x: left, w: ROOM.w - left - right }
  return { picture, hero: upright ? hero : whole, closer: upright ? 3 : 1, key }
}

async function prepare(view: MachineView): Promise<(easel: Easel, still: boolean) => Picture<MachineView>> {
  const kind = machineFor(view)
  const sides = (['before', 'after'] as const).flatMap((side) => {
    const unit = view[side]
    return unit === null ? [] : [{ side, ...posterOf(unit, view.plant) }]
  })
  const [machine, people, sky, day, night, posters] = await Promise.all([
    kind.prepare(view.machine, view.plant),
    loadCrew(kind.cold),
    kind.window ? loadOutside() : null,
    art('rooms', ['ducts', ...rooms(kind, sides), ...(kind.window ? ['daylight'] : [])]),
    Promise.all([art('rooms', ['ducts', ...rooms(kind, sides)]), art('rooms', ['shade']), art('rooms', ['lamps'])]),
    Promise.all(sides.map(({ poster }) => art(poster.drawing, poster.layers))),
  ])
  const dim = await art('rooms', ['dim'])
  const beside = sides.map(({ side, poster, grade }, i) => ({
    side,
    at: BESIDE[side],
    poster,
    grade,
    picture: posters[i],
  }))
  const loaded = { kind, border: view.side, machine, people, sky, day, night, dim, beside }
  return (easel, still) => hangMachine(easel, still, loaded)
}

const rooms = (kind: MachineKind<Machine>, sides: readonly { side: string; grade: string }[]): string[] => [
  `centre-${kind.grade}`,
  ...sides.map(({ side, grade }) => `${side === 'before' ? 'left' : 'right'}-${grade}`),
]

interface Loaded {
  readonly border: MachineView['side']
  readonly kind: MachineKind<Machine>
  readonly machine: Ready<Machine>
  readonly people: Awaited<ReturnType<typeof loadCrew>>
  readonly sky: Awaited<ReturnType<typeof loadOutside>> | null
  readonly day: Art
  readonly night: readonly [rooms: Art, shade: Art, lamps: Art]
  readonly dim: Art
  readonly beside: readonly {
    side: string
    at: number
    poster: ReturnType<typeof posterOf>['poster']
    grade: string
    picture: Art
  }[]
}

function hangMachine(easel: Easel, still: boolean, loaded: Loaded): Picture<MachineView> {
  const { kind, border, machine, people, sky, day, night, dim, beside } = loaded
  const seen = easel.whole
  const spots = new Map<string, Spot>()
  const backdrop = dayAndNight(easel, (to, dark) => {
    hatch(to, seen)
    const draw = (part: Art): void => to.drawImage(part.image, 0, 0, ROOM.w, ROOM.h)
    draw(dark ? night[0] : day)
    if (kind.cold) paintCold(to)
    if (kind.window) paintWindow(to, kind.window)
    if (dark) {
      to.globalAlpha = 0.6
      draw(night[1])
      to.globalAlpha = 1
      draw(night[2])
    }
    for (const { at, poster, picture } of beside) {
      const { scale, foot } = poster
      to.drawImage(
        picture.image,
        at - foot[0] * scale,
        FLOOR - foot[1] * scale,
        picture.width * scale,
        picture.height * scale,
      )
    }
    draw(dim)
    if (border !== null) paintSides(to, border)
    for (const { at, grade } of beside) gradePlate(to, at - 94, 146, grade)
    // Where the building ends there is earth.
    for (const at of [BESIDE.before, BESIDE.after])
      if (!beside.some((b) => b.at === at)) {
        to.save()
        to.beginPath()
        to.rect(at - 112, 120, 224, 716)
        to.clip()
        hatch(to, seen)
        to.restore()
      }
    gradePlate(to, 268, 146, kind.grade)
  })
  // The sky goes where the backdrop has its window; the machine is painted in front of both.
  const outlook = kind.window && sky ? outside(easel, sky, kind.window) : null
  const frames = kind.window ? windowFrame(easel, kind.window) : null
  hang(easel, bake(easel.px, ROOM, machine.paint), 0, 0)
  const hung = machine.hang({ easel, still, spot: (id, x, y, reach = 0) => void spots.set(id, { x, y, reach }) })
  const plate = bake(easel.px, { x: kind.tag.x - 40, y: kind.tag.y - 10, w: 80, h: 20 }, (to) =>
    tagPlate(to, kind.tag.x, kind.tag.y, kind.tag.text),
  )
  hang(easel, plate, kind.tag.x - 40, kind.tag.y - 10)
  spots.set('tag', { ...kind.tag, reach: 0 })
  spots.set('machine', { x: kind.hero.x + kind.hero.w / 2, y: kind.hero.y + kind.hero.h / 2, reach: 0 })
  // Names hang beside their plates.
  const afterPlate = (x: number, grade: string): Spot => ({ x: x + plateWidth(grade) + 4, y: 166, reach: 0 })
  spots.set('room', afterPlate(268, kind.grade))
  for (const { side, at, grade } of beside) spots.set(`room.${side}`, afterPlate(at - 94, grade))
  spots.set('before', { x: BESIDE.before, y: 640, reach: 100 })
  spots.set('after', { x: BESIDE.after, y: 640, reach: 100 })

  const lamp = statusLamp(easel, kind.lamp)
  const pause = pauseMark(easel, kind.tag.x, kind.tag.y - 34)

  const toMiddle = (x: number): 1 | -1 => (x < MIDDLE ? 1 : -1)
  const stand = (x: number, y: number) => ({ x, y, facing: toMiddle(x) })
  const door = toMiddle(kind.crew.x) > 0 ? 276 : 1064
  const party = crew(easel, still, people, {
    stand: (who, _doing, all) =>
      who === 'sami' && all.length > 1 ? stand(kind.crew.second, FLOOR + 14) : stand(kind.crew.x, FLOOR + 12),
    door: () => stand(door, FLOOR + 6),
    scale: () => kind.crewScale ?? 0.93,
  })
  const breath = kind.cold ? breathing(easel, still) : null
  const rings = alarmRings(easel, spots, still)
  let view: MachineView | null = null

  const show = (next: MachineView): void => {
    view = next
    const dark = darkness(next.hour)
    backdrop.show(dark)
    outlook?.show(next.hour)
    frames?.show(dark)
    hung.show(next.machine)
    party.show(next.people)
    lamp.show(
      next.alarms.some((a) => a.priority === 1),
      !next.held && runs(next.machine),
    )
    pause.setVisible(next.held)
    rings.show(next.alarms)
  }
  return {
    spots,
    show,
    frame(now_ms, step_ms) {
      if (!view) return
      hung.frame(now_ms, step_ms)
      party.frame(now_ms, step_ms)
      breath?.frame(now_ms, party.mouths())
      rings.frame(now_ms)
    },
  }
}

/** A lamp is lit while something is going on; vials and flasks have none. */
const runs = (machine: Machine): boolean =>
  'flow' in machine
    ? machine.flow > 0 || (machine.unit === 'sterileFill' && machine.speed > 0)
    : machine.unit !== 'vials' && machine.unit !== 'coldStore'

function paintWindow(to: CanvasRenderingContext2D, { x, y, w, h }: Frame): void {
  to.fillStyle = '#DDE6EA'
  to.fillRect(x, y, w, h)
}

/** Frame and sill around the view out, by day and at night. */
function windowFrame(easel: Easel, { x, y, w, h }: Frame) {
  const box = { x: x - 14, y: y - 12, w: w + 28, h: h + 32 }
  const paint = (dark: boolean) =>
    hang(
      easel,
      bake(easel.px, box, (to) => {
        to.fillStyle = '#F3F2EE'
        to.beginPath()
        to.roundRect(x - 8, y - 8, w + 16, h + 16, 8)
        to.roundRect(x, y, w, h, 4)
        to.fill('evenodd')
        const panes = Math.max(1, Math.round(w / 150))
        for (let i = 1; i < panes; i++) to.fillRect(x + (w * i) / panes - 3, y, 6, h)
        to.fillStyle = 'rgba(30,38,56,.22)'
        to.fillRect(x, y, w, 5)
        to.fillStyle = '#E4E2DC'
        to.fillRect(x - 12, y + h + 8, w + 24, 7)
        to.fillStyle = 'rgba(255,255,255,.16)'
        to.beginPath()
        to.moveTo(x + w * 0.1, y)
        to.lineTo(x + w * 0.2, y)
        to.lineTo(x + w * 0.06, y + h)
        to.lineTo(x + w * 0.01, y + h)
        to.fill()
        if (!dark) return
        to.globalCompositeOperation = 'source-atop'
        to.fillStyle = '#111A3699'
        to.fillRect(box.x, box.y, box.w, box.h)
      }),
      box.x,
      box.y,
    )
  paint(false)
  const night = paint(true)
  return { show: (dark: number): void => void night.setVisible(dark > 0).setAlpha(dark) }
}

function statusLamp(easel: Easel, { x, y }: { readonly x: number; readonly y: number }) {
  const halo = { calm: glow(easel, 26, '255,231,191', 0.9), critical: glow(easel, 40, '190,17,57', 0.9) }
  for (const image of Object.values(halo)) image.setPosition(x, y).setVisible(false)
  const bulb = (colour: string) =>
    stamp(easel, 10, 10, (to) => {
      to.fillStyle = colour
      to.strokeStyle = '#2D374C'
      to.lineWidth = 2
      to.beginPath()
      to.arc(0, 0, 7.5, 0, 7)
      to.fill()
      to.stroke()
      to.fillStyle = 'rgba(255,255,255,.85)'
      to.beginPath()
      to.arc(-2.4, -2.6, 2.2, 0, 7)
      to.fill()
    }).setPosition(x, y)
  const off = bulb('#7A8394')
  const calm = bulb('#FFE7BF')
  const critical = bulb('#BE1139')
  return {
    show(alarm: boolean, on: boolean): void {
      off.setVisible(!alarm && !on)
      calm.setVisible(!alarm && on)
      critical.setVisible(alarm)
      halo.calm.setVisible(!alarm && on)
      halo.critical.setVisible(alarm)
    },
  }
}

/** Two bars on ink: somebody has stopped the flow. */
function pauseMark(easel: Easel, x: number, y: number): GameObjects.Image {
  return stamp(easel, 20, 20, (to) => {
    to.fillStyle = INK
    to.strokeStyle = '#FFFFFF'
    to.lineWidth = 3
    to.beginPath()
    to.arc(0, 0, 16, 0, 7)
    to.fill()
    to.stroke()
    to.fillStyle = '#FFFFFF'
    to.fillRect(-7, -7, 5, 14)
    to.fillRect(2, -7, 5, 14)
  })
    .setPosition(x, y)
    .setVisible(false)
}

export const machine: PictureKind<MachineView> = { load: (view) => machinesFor(view.plant), layout, prepare }
