/** What more than one room stands up: the layers of a drawing, back to front, and what moves in it alike. */
import { stamp, type Easel } from '../easel.ts'
import type { Point } from '../pipes.ts'
import type { Poster } from './kind.ts'

/** The tank in which something is stirred in, without its plate. */
export const STIRRED_TANK = [
  'shadow',
  'legs',
  'vessel-shell',
  'vessel-back',
  'liquid',
  'shaft',
  'impeller',
  'liquid-front',
  'vessel-rim',
  'head',
  'motor',
  'outlet',
] as const

export const stirredTankParts = (drawing: 'stirredTank' | 'goldTank') =>
  ({
    behind: [drawing, ['shadow', 'legs', 'vessel-shell', 'vessel-back']],
    liquid: [drawing, ['liquid']],
    shaft: [drawing, ['shaft']],
    impeller: [drawing, ['impeller']],
    veil: [drawing, ['liquid-front']],
    haze: [drawing, ['haze']],
    front: [drawing, ['probe', 'vessel-rim', 'head', 'motor', 'outlet', 'tag']],
  }) as const

export const stirredTankPoster = (drawing: 'stirredTank' | 'goldTank'): Poster => ({
  drawing,
  layers: [...STIRRED_TANK, 'tag'],
  scale: 0.62,
  foot: [170, 537],
})

export const discStackParts = (drawing: 'centrifuge' | 'goldCentrifuge', sight: 'sight' | 'goldSight') =>
  ({
    behind: [drawing, ['shadow', 'base', 'motor', 'hood', 'cavity', 'bowl']],
    liquid: [drawing, ['liquid']],
    cake1: [drawing, ['cake-1']],
    cake2: [drawing, ['cake-2']],
    cake3: [drawing, ['cake-3']],
    cake4: [drawing, ['cake-4']],
    discs: [drawing, ['discs', 'spindle']],
    front: [drawing, ['hood-rim', 'top', 'discharge', 'tag']],
    sightBack: [sight, ['back']],
    clear: [sight, ['clear']],
    cloudy: [sight, ['cloudy']],
    sightFront: [sight, ['front']],
  }) as const

export const discStackPoster = (drawing: 'centrifuge' | 'goldCentrifuge'): Poster => ({
  drawing,
  layers: [
    'shadow',
    'base',
    'motor',
    'hood',
    'cavity',
    'bowl',
    'liquid',
    'cake-2',
    'discs',
    'spindle',
    'hood-rim',
    'top',
    'discharge',
    'tag',
  ],
  scale: 0.56,
  foot: [190, 412],
})

/** Light that sweeps over a turning bowl: the faster, the quicker, and above all the more of it. */
export function sheen(easel: Easel, still: boolean, on: (x: number, y: number) => Point, tall: number) {
  const lights = [0, 1].map(() =>
    stamp(easel, 26, tall, (to) => {
      const light = to.createLinearGradient(-26, 0, 26, 0)
      light.addColorStop(0, 'rgba(255,255,255,0)')
      light.addColorStop(0.5, 'rgba(255,255,255,.6)')
      light.addColorStop(1, 'rgba(255,255,255,0)')
      to.fillStyle = light
      to.beginPath()
      to.ellipse(0, 0, 26, tall, 0, 0, 7)
      to.fill()
    }),
  )
  let turns = 0
  let phase = 0
  return {
    to(speed: number): void {
      turns = speed
      for (const light of lights) light.setVisible(speed > 0)
    },
    frame(step_ms: number): void {
      if (!still) phase = (phase + (step_ms / 1000) * (0.4 + 1.4 * turns)) % 1
      lights.forEach((light, i) => {
        const t = (phase + i * 0.5) % 1
        const side = Math.cos(Math.PI * t)
        light.setPosition(on(190 + side * 76, 0)[0], on(0, 218 + 34 * Math.abs(side))[1])
        light
          .setAlpha(turns * 0.75 * Math.sin(Math.PI * t))
          .setScale(1 / easel.px, (1 - 0.5 * Math.abs(side)) / easel.px)
      })
    },
  }
}
