import { useEffect, useRef, useState } from 'preact/hooks'
import { formatNumber, type GoodSizes, type Language } from '../../present/index.ts'
import type { BestPour } from '../../platform/index.ts'
import type { Point } from './session.ts'
import { pourTexts } from './text.ts'

const LEFT = 40
const RIGHT = 46
const TOP = 14
const BOTTOM = 30

export interface CurveProps {
  readonly language: Language
  readonly trace: readonly Point[]
  readonly good: GoodSizes | null
  readonly ghost: BestPour | null
  /** Minutes the axis has at least. */
  readonly minutes: number
  readonly title: string | null
  /** It is over: no point is now. */
  readonly over: boolean
}

/** What the size reader showed, minute by minute; thick where it was poured. */
export function Curve({ language, trace, good, ghost, minutes, title, over }: CurveProps) {
  const t = pourTexts[language]
  const place = useRef<HTMLDivElement>(null)
  const [[wide, height], setSize] = useState<readonly [number, number]>([420, 180])
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watcher = new ResizeObserver(() => setSize([element.clientWidth, element.clientHeight]))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  const last = trace.at(-1)
  const end = Math.max(minutes, (last?.min ?? 0) * 1.02)
  const most = Math.max(0.8, ...trace.map((p) => p.um * 1.06))
  const from = height - BOTTOM
  const x = (min: number): number => LEFT + ((wide - LEFT - RIGHT) * min) / end
  const y = (um: number): number => from - ((from - TOP) * um) / most
  const every = [1, 2, 5, 10, 20, 30, 60].find((step) => end / step <= 5.5) ?? 60
  const ticks = Array.from({ length: Math.floor(end / every) + 1 }, (_, i) => i * every)
  const poured = trace.filter((p) => p.pouring)
  const [first, final] = [poured[0], poured.at(-1)]
  const says = last
    ? t.curveSays(
        first && final
          ? `${formatNumber(language, first.um, 2)} – ${formatNumber(language, final.um, 2)} µm`
          : `${formatNumber(language, last.um, 2)} µm`,
      )
    : t.curve
  return (
    <div class="pour-plot" ref={place}>
      <svg
        class="pour-curve"
        width={wide}
        height={height}
        role="img"
        aria-label={title === null ? says : `${title}. ${says}`}
      >
        <defs>
          <pattern id="pour-good" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="8" height="8" class="pour-band" />
            <path d="M0 0V8" class="pour-hatch" />
          </pattern>
        </defs>
        <rect x={LEFT} y={TOP} width={wide - LEFT - RIGHT} height={height - TOP - BOTTOM} class="pour-paper" />
        {good ? (
          <>
            <rect
              x={LEFT}
              y={y(good.high_um)}
              width={wide - LEFT - RIGHT}
              height={y(good.low_um) - y(good.high_um)}
              fill="url(#pour-good)"
            />
            <text x={wide - RIGHT - 8} y={y(good.low_um) + 17} text-anchor="end" class="pour-axis strong">
              {t.goodSize}
            </text>
          </>
        ) : null}
        {[0, 0.5, 1]
          .filter((um) => um <= most)
          .map((um) => (
            <g key={um}>
              <path d={`M${LEFT} ${y(um)}H${wide - RIGHT}`} class={um === 0 ? 'pour-zero' : 'pour-rule'} />
              <text x={LEFT - 7} y={y(um) + 5} text-anchor="end" class="pour-axis">
                {formatNumber(language, um, um === 0.5 ? 1 : 0)}
              </text>
            </g>
          ))}
        {ticks.map((min) => (
          <text key={min} x={x(min)} y={height - 9} text-anchor="middle" class="pour-axis">
            {min}
          </text>
        ))}
        <text x={wide} y={height - 9} text-anchor="end" class="pour-axis">
          {t.minutes}
        </text>
        <text x={LEFT - 7} y={y(0.25) + 5} text-anchor="end" class="pour-axis">
          µm
        </text>
        {ghost ? (
          <>
            <path d={path(ghost.trace, x, y, end)} class="pour-ghost" />
            <path d={strokes(ghost.trace, x, y, end)} class="pour-ghost poured" />
          </>
        ) : null}
        <path
          d={path(
            trace.map((p) => [p.min, p.um, 0] as const),
            x,
            y,
            end,
          )}
          class="pour-trace"
        />
        <path
          d={strokes(
            trace.map((p) => [p.min, p.um, p.pouring ? 1 : 0] as const),
            x,
            y,
            end,
          )}
          class="pour-flow"
        />
        {last && !over ? <circle cx={x(last.min)} cy={y(last.um)} r="8" class="pour-now" /> : null}
        {title === null ? null : (
          <text x={LEFT + 8} y={TOP + 18} class="pour-axis strong">
            {title}
          </text>
        )}
      </svg>
    </div>
  )
}

type Row = readonly [number, number, number]

function path(rows: readonly Row[], x: (v: number) => number, y: (v: number) => number, end: number): string {
  return rows
    .filter(([min]) => min <= end)
    .map(([min, um], i) => `${i === 0 ? 'M' : 'L'}${x(min).toFixed(1)} ${y(um).toFixed(1)}`)
    .join('')
}

/** Only the parts during which it poured. */
function strokes(rows: readonly Row[], x: (v: number) => number, y: (v: number) => number, end: number): string {
  let d = ''
  let drawing = false
  rows.forEach(([min, um, pouring], i) => {
    if (min > end) return
    if (pouring && !drawing) {
      const before = rows[i - 1] ?? [min, um, 0]
      d += `M${x(before[0]).toFixed(1)} ${y(before[1]).toFixed(1)}`
    }
    drawing = pouring === 1
    if (drawing) d += `L${x(min).toFixed(1)} ${y(um).toFixed(1)}`
  })
  return d
}
