import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'

interface LaneProps {
  readonly hours: readonly number[]
  readonly values: readonly number[]
  /** Which hour is marked. */
  readonly index: number
  readonly onMove: (index: number) => void
  /** The lowest lane carries the axis of days for all. */
  readonly withDays: boolean
  readonly dayLabel: (hour: number) => string
  readonly tickLabel: (value: number) => string
  /** What the curve shows, in one sentence, for those who do not see it. */
  readonly summary: string
}

const INK = '#1E2638'
const LABEL = '#434E64'
const GRID = '#D3CFC7'
const BLEU = '#2445D6'
const FONT = '500 14px "Atkinson Mono", monospace'

/** One curve over the batch's hours. Drawn on canvas; its twin in words is `summary` and the table of figures. */
export function Lane(props: LaneProps) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const latest = useRef(props)
  latest.current = props

  useEffect(() => {
    const element = place.current
    if (!element) return
    const size = () => ({ width: element.clientWidth, height: element.clientHeight })
    const narrow = () => element.clientWidth < 480
    const chart = new uPlot(
      {
        ...size(),
        padding: [10, 14, props.withDays ? 0 : 10, 0],
        legend: { show: false },
        cursor: { show: true, x: true, y: false, points: { show: false }, drag: { x: false, y: false } },
        scales: {
          x: { time: false, range: [0, props.hours[props.hours.length - 1]] },
          y: { range: (_, __, max) => [0, max * 1.08] },
        },
        series: [{}, { stroke: INK, width: 2.5, points: { show: false }, pxAlign: false }],
        axes: [
          {
            show: true,
            size: props.withDays ? 34 : 0,
            gap: 10,
            font: FONT,
            stroke: LABEL,
            grid: { stroke: GRID, width: 1 },
            ticks: { show: false },
            splits: () => {
              const end = props.hours[props.hours.length - 1]
              const step = narrow() ? 96 : 48
              return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step)
            },
            values: (_, splits) => splits.map((hour) => (props.withDays ? latest.current.dayLabel(hour) : '')),
          },
          {
            size: 48,
            gap: 8,
            font: FONT,
            stroke: LABEL,
            grid: { stroke: GRID, width: 1 },
            ticks: { show: false },
            space: 26,
            values: (_, splits) => splits.map((value) => latest.current.tickLabel(value)),
          },
        ],
        hooks: { draw: [drawMoment] },
      },
      [[...props.hours], [...props.values]],
      element,
    )
    plot.current = chart

    function drawMoment(u: uPlot): void {
      const { hours, values, index } = latest.current
      const ratio = devicePixelRatio
      const x = Math.round(u.valToPos(hours[index], 'x', true))
      const y = u.valToPos(values[index], 'y', true)
      const { ctx, bbox } = u
      ctx.save()
      ctx.strokeStyle = BLEU
      ctx.lineWidth = 2 * ratio
      ctx.beginPath()
      ctx.moveTo(x, bbox.top)
      ctx.lineTo(x, bbox.top + bbox.height)
      ctx.stroke()
      ctx.fillStyle = BLEU
      ctx.strokeStyle = '#FAF9F7'
      ctx.beginPath()
      ctx.arc(x, y, 6 * ratio, 0, 2 * Math.PI)
      ctx.fill()
      ctx.stroke()
      ctx.restore()
    }

    // Press and drag on the curve moves the moment; the slider above does the same for keyboards.
    let held = false
    const move = (event: PointerEvent): void => {
      if (!held) return
      const hour = chart.posToVal(event.clientX - chart.over.getBoundingClientRect().left, 'x')
      latest.current.onMove(Math.min(props.hours.length - 1, Math.max(0, Math.round(hour))))
    }
    const press = (event: PointerEvent): void => {
      held = true
      chart.over.setPointerCapture(event.pointerId)
      move(event)
    }
    const release = (): void => void (held = false)
    chart.over.addEventListener('pointerdown', press)
    chart.over.addEventListener('pointermove', move)
    chart.over.addEventListener('pointerup', release)
    chart.over.addEventListener('pointercancel', release)

    const watcher = new ResizeObserver(() => chart.setSize(size()))
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      chart.destroy()
      plot.current = null
    }
  }, [props.hours, props.values, props.withDays])

  const dayZero = props.dayLabel(0)
  const half = props.tickLabel(0.5)
  useEffect(() => plot.current?.redraw(false, true), [props.index, dayZero, half])

  return (
    <div class={props.withDays ? 'plot with-days' : 'plot'} role="img" aria-label={props.summary}>
      <div class="canvas" ref={place} />
    </div>
  )
}
