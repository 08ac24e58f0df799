import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Point } from '../../play/index.ts'
import { shownLight } from '../settings/wishes.ts'

/** One line of a chart of the debrief: what was, what a display said, what a sample said, how it would have gone. */
export interface Trace {
  readonly label: string
  readonly as: 'truth' | 'display' | 'results' | 'other'
  readonly points: readonly Point[]
}

const FONT = '500 14px "Atkinson Mono", monospace'
const DASH: Readonly<Record<Trace['as'], readonly number[]>> = { truth: [], display: [], results: [], other: [7, 5] }

const HOUR_S = 3600
const STEPS_S = [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 96].map((hours) => hours * HOUR_S)
/** As wide as a label wants to be. */
const LABEL_PX = 56

/** Whole hours or days between two seconds, at most so many. */
function wholeTimes(low: number, high: number, zero_s: number, most: number): number[] {
  const step = STEPS_S.find((s) => (high - low) / s <= most) ?? STEPS_S.at(-1)!
  const first = zero_s + Math.ceil((low - zero_s) / step) * step
  return Array.from({ length: Math.max(0, Math.floor((high - first) / step) + 1) }, (_, i) => first + i * step)
}

/** Truth beside what was shown, over plant time; behind it when something was wrong, and the second that is spoken of. */
export function CourseChart(props: {
  readonly traces: readonly Trace[]
  readonly troubles: readonly { readonly from_s: number; readonly to_s: number }[]
  readonly at_s: number | null
  readonly label: (t_s: number) => string
  /** A second at which a day begins. */
  readonly zero_s: number
  readonly number: (value: number, by: number) => string
  readonly summary: string
}) {
  const { traces, troubles, at_s, label, zero_s, number, summary } = props
  const place = useRef<HTMLDivElement>(null)
  const drawing = JSON.stringify([traces, troubles, at_s, summary, shownLight()])
  useEffect(() => {
    const element = place.current
    if (!element) return
    const style = getComputedStyle(document.documentElement)
    const ink = (name: string): string => style.getPropertyValue(name).trim()
    const stroke: Record<Trace['as'], string> = {
      truth: ink('--mab'),
      display: ink('--ink-500'),
      results: ink('--ink-800'),
      other: ink('--bleu'),
    }
    const width: Record<Trace['as'], number> = { truth: 4, display: 1.25, results: 0, other: 3 }
    const size = () => ({ width: Math.max(120, element.clientWidth), height: Math.max(120, element.clientHeight) })
    const axis = {
      font: FONT,
      stroke: ink('--ink-600'),
      ticks: { show: false },
      grid: { stroke: ink('--stone-300'), width: 1 },
    }
    const tables = traces.map((trace): uPlot.AlignedData => [
      trace.points.map(([t_s]) => t_s),
      trace.points.map(([, value]) => value),
    ])
    const chart = new uPlot(
      {
        ...size(),
        padding: [10, 14, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false } },
        series: [
          {},
          ...traces.map(({ as }): uPlot.Series => ({
            stroke: stroke[as],
            width: width[as],
            dash: [...DASH[as]],
            // Of tables that are laid together, most have nothing at the seconds of the others.
            spanGaps: true,
            points:
              as === 'results'
                ? { show: true, size: 9, fill: stroke.results, stroke: stroke.results }
                : { show: false },
          })),
        ],
        axes: [
          {
            ...axis,
            size: 32,
            splits: (u, _, low, high) => wholeTimes(low, high, zero_s, u.bbox.width / devicePixelRatio / LABEL_PX),
            values: (_, splits) => splits.map(label),
          },
          {
            ...axis,
            size: 58,
            gap: 4,
            values: (_, splits, _axis, _space, by) => splits.map((value) => number(value, by)),
          },
        ],
        hooks: {
          drawAxes: [
            (u) => {
              u.ctx.save()
              u.ctx.fillStyle = ink('--critical')
              u.ctx.globalAlpha = 0.14
              for (const { from_s, to_s } of troubles) {
                const [left, right] = [from_s, to_s].map((t_s) =>
                  Math.min(u.bbox.left + u.bbox.width, Math.max(u.bbox.left, u.valToPos(t_s, 'x', true))),
                )
                u.ctx.fillRect(left!, u.bbox.top, Math.max(2, right! - left!), u.bbox.height)
              }
              u.ctx.restore()
            },
          ],
          draw: [
            (u) => {
              if (at_s === null) return
              const x = u.valToPos(at_s, 'x', true)
              u.ctx.save()
              u.ctx.strokeStyle = ink('--bleu')
              u.ctx.lineWidth = 2 * devicePixelRatio
              u.ctx.setLineDash([])
              u.ctx.beginPath()
              u.ctx.moveTo(x, u.bbox.top)
              u.ctx.lineTo(x, u.bbox.top + u.bbox.height)
              u.ctx.stroke()
              u.ctx.restore()
            },
          ],
        },
      },
      uPlot.join(tables),
      element,
    )
    const watcher = new ResizeObserver(() => chart.setSize(size()))
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      chart.destroy()
    }
  }, [drawing])
  return (
    <div class="course-chart" role="img" aria-label={summary}>
      <div class="course-canvas" ref={place} />
    </div>
  )
}
