import cat from '../../../assets/art/campus/cat.svg'
import hills from '../../../assets/art/campus/hills.svg?raw'
import park from '../../../assets/art/campus/park.svg'
import walkerOne from '../../../assets/art/campus/walker-1.svg?raw'
import walkerTwo from '../../../assets/art/campus/walker-2.svg?raw'
import walkerThree from '../../../assets/art/campus/walker-3.svg?raw'
import { BUILDINGS } from './buildings.ts'
import type { Sky } from './sky.ts'

/** x, y in percent, radius; the brightest twinkle. */
const STARS: readonly (readonly [number, number, number])[] = Array.from({ length: 64 }, (_, i) => {
  const at = (k: number): number => ((i + 1) * k) % 1
  return [100 * at(0.618034), 62 * at(0.754878) ** 1.3, 0.7 + 1.1 * at(0.56984)] as const
})

/** Place in percent of the sky, breadth in percent of the page, seconds for one drift. */
const CLOUDS: readonly (readonly [x: number, y: number, wide: number, seconds: number])[] = [
  [41, 26, 9, 210],
  [53, 40, 5.5, 170],
  [86, 13, 9, 240],
  [80, 27, 5, 190],
  [11, 57, 5.5, 160],
]

const WALKERS: readonly {
  readonly art: string
  readonly seconds: number
  readonly begun: number
  readonly back: boolean
}[] = [
  { art: walkerOne, seconds: 96, begun: 0.44, back: false },
  { art: walkerTwo, seconds: 112, begun: 0.41, back: true },
  { art: walkerThree, seconds: 128, begun: 0.13, back: false },
  { art: walkerTwo, seconds: 104, begun: 0.93, back: false },
]

/** Air, sun or moon, clouds and country; decoration only. */
export function Air({ sky }: { sky: Sky }) {
  return (
    <div class="air" aria-hidden="true">
      <svg class="stars" width="100%" height="100%">
        {STARS.map(([x, y, r], i) => (
          <circle key={i} cx={`${x}%`} cy={`${y}%`} r={r} />
        ))}
      </svg>
      {sky.sun ? <i class="sunlight" style={{ left: `${100 * sky.sun.x}%`, top: `${100 * sky.sun.y}%` }} /> : null}
      {sky.moon ? <i class="moonlight" style={{ left: `${100 * sky.moon.x}%`, top: `${100 * sky.moon.y}%` }} /> : null}
      {CLOUDS.map(([x, y, wide, seconds]) => (
        <svg
          key={x}
          class="cloud"
          viewBox="0 0 118 42"
          style={{ left: `${x}%`, top: `${y}%`, width: `${wide}%`, animationDuration: `${seconds}s` }}
        >
          <path d="M0 41q4-22 28-20Q38 1 66 5q24 4 26 22q22-4 26 14z" />
        </svg>
      ))}
      <Hills />
    </div>
  )
}

export function Hills() {
  return <div class="hills" dangerouslySetInnerHTML={{ __html: hills }} />
}

/** Between the country and the houses: trees, the car park, people on their way. */
export function Park() {
  return (
    <div class="park" aria-hidden="true">
      <i class="lawn" />
      <img class="greens" src={park} alt="" />
      <i class="glow" style={{ '--x': 880 }} />
      <i class="glow" style={{ '--x': 1568 }} />
      <img class="cat" src={cat} alt="" />
      {WALKERS.map(({ art, seconds, begun, back }, i) => (
        <div
          key={i}
          class={`walker${back ? ' back' : ''}`}
          style={{ animationDuration: `${seconds}s`, animationDelay: `${-begun * seconds}s`, '--begun': begun }}
        >
          <div class="walking" dangerouslySetInnerHTML={{ __html: art }} />
        </div>
      ))}
    </div>
  )
}

/** The line under the ground: dashed where no train runs yet. */
export function Line({ open }: { open: ReadonlySet<string> }) {
  const dashed = {
    stroke: '#46526a',
    'stroke-width': 7,
    'stroke-dasharray': '2 17',
    'stroke-linecap': 'round',
  } as const
  return (
    <svg class="rails" viewBox="0 806 1920 124" aria-hidden="true">
      {BUILDINGS.slice(1).map(({ id, centre }, i) => {
        const before = BUILDINGS[i]!
        const runs = open.has(id) && open.has(before.id)
        return (
          <path
            key={id}
            d={`M${before.centre} 868H${centre}`}
            {...(runs ? { stroke: '#ffdfa6', 'stroke-width': 10 } : dashed)}
          />
        )
      })}
      {BUILDINGS.map(({ id, centre }) => (
        <path key={id} d={`M${centre} 806V868`} stroke={open.has(id) ? '#ffdfa6' : '#46526a'} stroke-width="10" />
      ))}
    </svg>
  )
}
