import { useEffect, useRef, useState } from 'preact/hooks'
import { formatNumber, type Language } from '../../present/index.ts'

const LEFT = 40
const RIGHT = 46
const TOP = 14
const BOTTOM = 30
/** Between two marks; where there is less, the figures above the curve say the unit. */
const ROOM_OF_UNIT = 34

/** [minutes, what the display showed, 1 while the hand was on it] */
export type Row = readonly [number, number, number]

export interface CurveProps {
  readonly language: Language
  readonly rows: readonly Row[]
  /** Own best attempt, pale. */
  readonly ghost: readonly Row[] | null
  readonly band: { readonly low: number; readonly high: number; readonly name: string } | null
  /** Minutes the axis has at least. */
  readonly minutes: number
  /** The other axis: its marks, where it begins (0 unless said), what it reaches at least, its unit. */
  readonly marks: readonly number[]
  readonly least?: number
  readonly reach: number
  readonly unit: string
  readonly title: string | null
  /** In words. */
  readonly says: string
  /** It is over: no point is now. */
  readonly over: boolean
}

/** What a display showed, minute by minute; thick where the hand was on it. */
export function Curve({
  language,
  rows,
  ghost,
  band,
  minutes,
  marks,
  least = 0,
  reach,
  unit,
  title,
  says,
  over,
}: CurveProps) {
  const place = useRef<HTMLDivElement>(null)
  const [[wide, height], setSize] = useState<readonly [number, number]>([420, 180])
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watcher = new ResizeObserver(() => {
      // Where a page hides it, it has no size to draw in.
      if (element.clientWidth > 0) setSize([element.clientWidth, element.clientHeight])
    })
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  const last = rows.at(-1)
  const end = Math.max(minutes, (last?.[0] ?? 0) * 1.02)
  const most = Math.max(reach, ...rows.map((row) => row[1] * 1.06))
  const from = height - BOTTOM
  const x = (min: number): number => LEFT + ((wide - LEFT - RIGHT) * min) / end
  const y = (value: number): number => from - ((from - TOP) * (value - least)) / (most - least)
  const every = [1, 2, 5, 10, 20, 30, 60].find((step) => end / step <= 5.5) ?? 60
  const ticks = Array.from({ length: Math.floor(end / every) + 1 }, (_, i) => i * every)
  // Where the last figure stands at the end, the unit stands with it.
  const unitApart = x(ticks.at(-1)!) < wide - 2 * RIGHT
  const shown = marks.filter((mark) => mark <= most)
  const [first, second] = [y(shown[0] ?? 0), y(shown[1] ?? 0)]
  return (
    <div class="demo-plot" ref={place}>
      <svg
        class="demo-curve"
        width={wide}
        height={height}
        role="img"
        aria-label={title === null ? says : `${title}. ${says}`}
      >
        <defs>
          <pattern id="demo-good" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="8" height="8" class="demo-band" />
            <path d="M0 0V8" class="demo-hatch" />
          </pattern>
        </defs>
        <rect x={LEFT} y={TOP} width={wide - LEFT - RIGHT} height={height - TOP - BOTTOM} class="demo-paper" />
        {band ? (
          <>
            <rect
              x={LEFT}
              y={y(band.high)}
              width={wide - LEFT - RIGHT}
              height={y(band.low) - y(band.high)}
              fill="url(#demo-good)"
            />
            <text
              x={wide - RIGHT - 8}
              y={band.low > 0 ? y(band.low) + 17 : from - 7}
              text-anchor="end"
              class="demo-axis strong"
            >
              {band.name}
            </text>
          </>
        ) : null}
        {shown.map((mark) => (
          <g key={mark}>
            <path d={`M${LEFT} ${y(mark)}H${wide - RIGHT}`} class={mark === 0 ? 'demo-zero' : 'demo-rule'} />
            <text x={LEFT - 7} y={y(mark) + 5} text-anchor="end" class="demo-axis">
              {formatNumber(language, mark, Number.isInteger(mark) ? 0 : 1)}
            </text>
          </g>
        ))}
        {ticks.slice(0, unitApart ? undefined : -1).map((min) => (
          <text key={min} x={x(min)} y={height - 9} text-anchor="middle" class="demo-axis">
            {min}
          </text>
        ))}
        <text x={wide} y={height - 9} text-anchor="end" class="demo-axis">
          {unitApart ? 'min' : `${ticks.at(-1)}\u202fmin`}
        </text>
        {first - second < ROOM_OF_UNIT ? null : (
          <text x={LEFT - 7} y={(first + second) / 2 + 5} text-anchor="end" class="demo-axis">
            {unit}
          </text>
        )}
        {ghost ? (
          <>
            <path d={path(ghost, x, y, end)} class="demo-ghost" />
            <path d={strokes(ghost, x, y, end)} class="demo-ghost poured" />
          </>
        ) : null}
        <path d={path(rows, x, y, end)} class="demo-trace" />
        <path d={strokes(rows, x, y, end)} class="demo-flow" />
        {last && !over ? <circle cx={x(last[0])} cy={y(last[1])} r="8" class="demo-now" /> : null}
        {title === null ? null : (
          <text x={LEFT + 8} y={TOP + 18} class="demo-axis strong">
            {title}
          </text>
        )}
      </svg>
    </div>
  )
}

function path(rows: readonly Row[], x: (v: number) => number, y: (v: number) => number, end: number): string {
  return rows
    .filter(([min]) => min <= end)
    .map(([min, value], i) => `${i === 0 ? 'M' : 'L'}${x(min).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('')
}

/** Only the parts during which the hand was on it. */
function strokes(rows: readonly Row[], x: (v: number) => number, y: (v: number) => number, end: number): string {
  let d = ''
  let drawing = false
  rows.forEach(([min, value, on], i) => {
    if (min > end) return
    if (on && !drawing) {
      const before = rows[i - 1] ?? [min, value, 0]
      d += `M${x(before[0]).toFixed(1)} ${y(before[1]).toFixed(1)}`
    }
    drawing = on === 1
    if (drawing) d += `L${x(min).toFixed(1)} ${y(value).toFixed(1)}`
  })
  return d
}
