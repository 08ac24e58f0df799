import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

/** A curve of play: what displays recorded, what samples said, and the player's own point for tomorrow. */
export interface LaneData {
  /** [plant days, shown], from a recorder. */
  readonly line: readonly (readonly [number, number | null])[]
  /** [plant days, result]. */
  readonly points: readonly (readonly [number, number])[]
  /** First and last plant day of the axis, and where it is marked. */
  readonly from: number
  readonly to: number
  readonly marks: readonly number[]
  readonly now: number
  readonly span: readonly [number, number]
  readonly limit: { readonly value: number; readonly side: 'low' | 'high' } | null
  /** Inside alert, by the plant's table. */
  readonly band: { readonly low: number | null; readonly high: number | null } | null
  /** What could be worked out of a set point that is about to be set, or of one's own counts. */
  readonly fan: readonly { readonly day: number; readonly low: number; readonly high: number }[]
  readonly forecast: { readonly day: number; readonly value: number | null } | null
  readonly past: readonly { readonly day: number; readonly value: number }[]
  /** Own best run, thin and pale behind everything. */
  readonly ghost: readonly (readonly [number, number])[]
}

export interface LaneProps {
  readonly data: LaneData
  readonly withDays: boolean
  readonly dayLabel: (day: number) => string
  readonly tickLabel: (value: number) => string
  readonly summary: string
  readonly onForecast?: ((value: number, done: boolean) => void) | undefined
}

const FONT = '500 14px "Atkinson Mono", monospace'

/** Colours are the tokens of the page: charts follow the room's light. */
function inks() {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  return {
    ink: token('--ink-800'),
    label: token('--ink-600'),
    grid: token('--stone-300'),
    ghost: token('--stone-400'),
    bleu: token('--bleu'),
    paper: token('--stone-50'),
    critical: token('--critical'),
    normal: token('--normal'),
  }
}

export function PlayLane(props: LaneProps) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const latest = useRef(props)
  latest.current = props
  const canDrag = props.onForecast !== undefined

  useEffect(() => {
    const element = place.current
    if (!element) return
    const colour = inks()
    const size = () => ({ width: Math.max(60, element.clientWidth), height: Math.max(40, element.clientHeight) })
    const chart = new uPlot(
      {
        ...size(),
        // Half a day's name is past the last mark.
        padding: [8, 14, props.withDays ? 0 : 6, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, range: () => [latest.current.data.from, latest.current.data.to] },
          y: { range: () => [...latest.current.data.span] as [number, number] },
        },
        series: [{}, { stroke: colour.ink, width: 2, points: { show: false }, spanGaps: false, pxAlign: false }],
        axes: [
          {
            show: true,
            size: props.withDays ? 30 : 0,
            gap: 9,
            font: FONT,
            stroke: colour.label,
            grid: { stroke: colour.grid, width: 1 },
            ticks: { show: false },
            splits: () => {
              const { marks } = latest.current.data
              return element.clientWidth < 300 ? marks.filter((_, i) => i % 2 === 0) : [...marks]
            },
            values: (_, splits) => splits.map((day) => (props.withDays ? latest.current.dayLabel(day) : '')),
          },
          {
            size: 44,
            gap: 4,
            font: FONT,
            stroke: colour.label,
            grid: { stroke: colour.grid, width: 1 },
            ticks: { show: false },
            splits: () => {
              const [low, high] = latest.current.data.span
              return [low, (low + high) / 2, high]
            },
            values: (_, splits) => splits.map((value) => latest.current.tickLabel(value)),
          },
        ],
        hooks: { drawAxes: [bands], draw: [draw] },
      },
      dataOf(latest.current.data),
      element,
    )
    plot.current = chart

    /** Behind the curve: what is inside alert. */
    function bands(u: uPlot): void {
      const { band, span } = latest.current.data
      if (!band) return
      const low = Math.max(span[0], band.low ?? span[0])
      const high = Math.min(span[1], band.high ?? span[1])
      if (high <= low) return
      const top = u.valToPos(high, 'y', true)
      u.ctx.save()
      u.ctx.globalAlpha = 0.32
      u.ctx.fillStyle = colour.normal
      u.ctx.fillRect(u.bbox.left, top, u.bbox.width, u.valToPos(low, 'y', true) - top)
      u.ctx.restore()
    }

    function draw(u: uPlot): void {
      const { data } = latest.current
      const ratio = devicePixelRatio
      const { ctx, bbox } = u
      const x = (day: number): number => u.valToPos(day, 'x', true)
      const y = (value: number): number => u.valToPos(value, 'y', true)
      ctx.save()
      ctx.beginPath()
      ctx.rect(bbox.left - 8 * ratio, bbox.top - 8 * ratio, bbox.width + 16 * ratio, bbox.height + 16 * ratio)
      ctx.clip()
      if (data.limit) {
        ctx.strokeStyle = colour.critical
        ctx.lineWidth = 1.5 * ratio
        ctx.setLineDash([2 * ratio, 4 * ratio])
        ctx.beginPath()
        ctx.moveTo(bbox.left, y(data.limit.value))
        ctx.lineTo(bbox.left + bbox.width, y(data.limit.value))
        ctx.stroke()
        ctx.setLineDash([])
      }
      ctx.strokeStyle = colour.label
      ctx.lineWidth = 1.5 * ratio
      ctx.beginPath()
      ctx.moveTo(x(data.now), bbox.top)
      ctx.lineTo(x(data.now), bbox.top + bbox.height)
      ctx.stroke()
      if (data.ghost.length > 1) {
        ctx.strokeStyle = colour.ghost
        ctx.lineWidth = 1.5 * ratio
        trace(data.ghost)
      }
      const end = data.fan.at(-1)
      if (end) {
        const from = data.points.at(-1)
        ctx.strokeStyle = colour.bleu
        ctx.lineWidth = 2 * ratio
        ctx.setLineDash([2 * ratio, 4 * ratio])
        ctx.beginPath()
        for (const side of ['low', 'high'] as const) {
          ctx.moveTo(from ? x(from[0]) : x(data.now), y(from ? from[1] : data.fan[0]![side]))
          for (const at of data.fan) ctx.lineTo(x(at.day), y(at[side]))
        }
        ctx.moveTo(x(end.day), y(end.low))
        ctx.lineTo(x(end.day), y(end.high))
        ctx.stroke()
        ctx.setLineDash([])
      }
      for (const { day, value } of data.past) ring(x(day), y(value), 4.5)
      ctx.fillStyle = colour.ink
      ctx.strokeStyle = colour.ink
      if (data.points.length > 1) {
        ctx.lineWidth = 1.5 * ratio
        trace(data.points)
      }
      for (const [day, value] of data.points) {
        ctx.beginPath()
        ctx.arc(x(day), y(value), 4 * ratio, 0, 2 * Math.PI)
        ctx.fill()
      }
      if (data.forecast) {
        const { day, value } = data.forecast
        const last = data.points.at(-1)
        const at = value ?? last?.[1] ?? (data.span[0] + data.span[1]) / 2
        ctx.strokeStyle = colour.bleu
        if (last) {
          ctx.lineWidth = 2 * ratio
          ctx.setLineDash([5 * ratio, 5 * ratio])
          ctx.beginPath()
          ctx.moveTo(x(last[0]), y(last[1]))
          ctx.lineTo(x(day), y(at))
          ctx.stroke()
          ctx.setLineDash([])
        }
        ctx.fillStyle = value === null ? colour.paper : colour.bleu
        ctx.lineWidth = 3 * ratio
        ctx.beginPath()
        ctx.roundRect(x(day) - 10 * ratio, y(at) - 10 * ratio, 20 * ratio, 20 * ratio, 5 * ratio)
        ctx.fill()
        ctx.stroke()
      }
      ctx.restore()

      function trace(points: LaneData['points']): void {
        ctx.beginPath()
        points.forEach(([day, value], i) => (i === 0 ? ctx.moveTo(x(day), y(value)) : ctx.lineTo(x(day), y(value))))
        ctx.stroke()
      }

      function ring(cx: number, cy: number, r: number): void {
        ctx.strokeStyle = colour.bleu
        ctx.lineWidth = 2 * ratio
        ctx.beginPath()
        ctx.arc(cx, cy, r * ratio, 0, 2 * Math.PI)
        ctx.stroke()
      }
    }

    let held = false
    const move = (event: PointerEvent, done: boolean): void => {
      const { onForecast, data } = latest.current
      if (!held || !onForecast) return
      const y = event.clientY - chart.over.getBoundingClientRect().top
      const value = chart.posToVal(y, 'y')
      onForecast(Math.min(data.span[1], Math.max(0, value)), done)
    }
    const press = (event: PointerEvent): void => {
      if (!latest.current.onForecast || !latest.current.data.forecast) return
      held = true
      chart.over.setPointerCapture(event.pointerId)
      move(event, false)
    }
    const release = (event: PointerEvent): void => {
      move(event, true)
      held = false
    }
    const drag = (event: PointerEvent): void => move(event, false)
    chart.over.addEventListener('pointerdown', press)
    chart.over.addEventListener('pointermove', drag)
    chart.over.addEventListener('pointerup', release)
    chart.over.addEventListener('pointercancel', release)
    const watcher = new ResizeObserver(() => chart.setSize(size()))
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      chart.destroy()
      plot.current = null
    }
  }, [props.withDays, canDrag])

  const drawn = drawingOf(props)
  useEffect(() => {
    plot.current?.setData(dataOf(props.data))
  }, [drawn])

  return (
    <div
      class={`plot${props.withDays ? ' with-days' : ''}${canDrag ? ' can-drag' : ''}`}
      role="img"
      aria-label={props.summary}
    >
      <div class="canvas" ref={place} />
    </div>
  )
}

/** Of a lot's fifteen days, a minute cannot be seen: what would look the same is not drawn again. */
const STEPS = 1000

function drawingOf({ data, dayLabel, tickLabel }: LaneProps): string {
  const now = Math.round((STEPS * (data.now - data.from)) / (data.to - data.from))
  return JSON.stringify([{ ...data, now }, dayLabel(data.from), tickLabel(0.5)])
}

/** uPlot wants at least the axis; a lane without a recorder has points only. */
function dataOf(data: LaneData): uPlot.AlignedData {
  if (data.line.length === 0)
    return [
      [data.from, data.to],
      [null, null],
    ]
  return [data.line.map(([day]) => day), data.line.map(([, value]) => value)]
}
