import type { GameObjects } from 'phaser'
import { art, type Art } from './drawing.ts'
import { put, stamp, type Easel } from './easel.ts'
import type { Frame } from './fit.ts'

const TIMES = ['night', 'morning', 'day', 'dusk'] as const
type Time = (typeof TIMES)[number]

/** From which hour each light begins to give way to the next, and when it has. */
const TURNS: readonly { from: number; to: number; light: Time; next: Time }[] = [
  { from: 0, to: 5, light: 'night', next: 'night' },
  { from: 5, to: 6.5, light: 'night', next: 'morning' },
  { from: 6.5, to: 9, light: 'morning', next: 'day' },
  { from: 9, to: 17, light: 'day', next: 'day' },
  { from: 17, to: 19.5, light: 'day', next: 'dusk' },
  { from: 19.5, to: 21.5, light: 'dusk', next: 'night' },
  { from: 21.5, to: 24, light: 'night', next: 'night' },
]

function lightAt(hour: number): { light: Time; next: Time; share: number } {
  const time = ((hour % 24) + 24) % 24
  const turn = TURNS.find((t) => time < t.to) ?? TURNS[TURNS.length - 1]
  // In steps no eye sees: what has not changed need not be drawn again.
  const share = Math.round(((time - turn.from) / (turn.to - turn.from)) * 60) / 60
  return { light: turn.light, next: turn.next, share }
}

/** 0 by day, 1 at night: how far the room has gone dark. */
export function darkness(hour: number): number {
  const { light, next, share } = lightAt(hour)
  const dark = { night: 1, morning: 0.18, day: 0, dusk: 0.5 }
  return dark[light] + (dark[next] - dark[light]) * share
}

export type Outside = Record<Time, { sky: Art; hills: Art }>

export async function loadOutside(): Promise<Outside> {
  const entries = await Promise.all(
    TIMES.map(async (time) => {
      const [sky, hills] = await Promise.all([art('outside', [`sky-${time}`]), art('outside', [`hills-${time}`])])
      return [time, { sky, hills }] as const
    }),
  )
  return Object.fromEntries(entries) as Outside
}

/** What is seen through a window: sky, sun or moon, hills, by the hour. */
export function outside(easel: Easel, pictures: Outside, window: Frame) {
  const scale = Math.max(window.w / 614, window.h / 150)
  const box = { x: 0, y: 0, w: window.w / scale, h: window.h / scale }
  const place = { x: window.x, y: window.y, scale, box }
  const skies = Object.fromEntries(TIMES.map((t) => [t, put(easel, pictures[t].sky, place)])) as Record<
    Time,
    GameObjects.Image
  >
  const sun = stamp(easel, 44, 44, (to) => {
    const light = to.createRadialGradient(0, 0, 10, 0, 0, 44)
    light.addColorStop(0, 'rgba(255,243,210,.75)')
    light.addColorStop(1, 'rgba(255,243,210,0)')
    to.fillStyle = light
    to.fillRect(-44, -44, 88, 88)
    to.fillStyle = '#FFF6DF'
    to.beginPath()
    to.arc(0, 0, 22, 0, 7)
    to.fill()
  })
  const moon = stamp(easel, 20, 20, (to) => {
    to.fillStyle = '#F6EFDC'
    to.beginPath()
    to.arc(0, 0, 18, 0, 7)
    to.fill()
    to.fillStyle = '#E2D9C2'
    for (const [x, y, r] of [
      [-6, -4, 4],
      [5, 5, 3],
      [6, -7, 2.2],
    ]) {
      to.beginPath()
      to.arc(x, y, r, 0, 7)
      to.fill()
    }
  })
  const hills = Object.fromEntries(TIMES.map((t) => [t, put(easel, pictures[t].hills, place)])) as Record<
    Time,
    GameObjects.Image
  >
  /** Along an arc from rising to setting; kept away from the window's own edges, which nothing else would cut. */
  const travel = (image: GameObjects.Image, hour: number, rise: number, set: number, reach: number): void => {
    const share = (hour - rise) / (set - rise)
    image.setVisible(share >= 0 && share <= 1)
    const height = Math.sin(Math.PI * Math.min(Math.max(share, 0), 1))
    image.setPosition(
      window.x + reach + Math.round((window.w - 2 * reach) * share),
      window.y + window.h - reach - Math.round((window.h - 2 * reach) * height),
    )
  }
  return {
    show(hour: number): void {
      const { light, next, share } = lightAt(hour)
      for (const time of TIMES) {
        // The light that gives way stays whole beneath the next one: no see-through between the two.
        const alpha = time === light ? 1 : time === next ? share : 0
        skies[time].setVisible(alpha > 0).setAlpha(alpha)
        hills[time].setVisible(alpha > 0).setAlpha(alpha)
      }
      const [upper, lower] = TIMES.indexOf(next) >= TIMES.indexOf(light) ? [next, light] : [light, next]
      if (upper !== next && light !== next) {
        // Drawn in the order of TIMES: when the next light lies beneath (dusk to night), fade the upper one out instead.
        skies[lower].setAlpha(1)
        skies[upper].setAlpha(1 - share)
        hills[lower].setAlpha(1)
        hills[upper].setAlpha(1 - share)
      }
      const time = ((hour % 24) + 24) % 24
      travel(sun, time, 5.6, 20.2, 44)
      travel(moon, time < 12 ? time + 24 : time, 20, 29.5, 22)
    },
  }
}
