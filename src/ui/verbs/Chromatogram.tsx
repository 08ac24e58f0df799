import type { ComponentChild } from 'preact'
import { useState } from 'preact/hooks'
import { formatNumber, type Language } from '../../present/index.ts'
import { useSize } from './useSize.ts'

/** Room for the axes' letters, which grow up to this much: `.chroma-text`. */
const TOP = 24
const BOTTOM = 28
const LEFT = 50
const RIGHT = 40
const LARGEST = 1.4

export interface TracePoint {
  readonly x: number
  readonly uv: number
  readonly mS?: number
  /** The second light of a skid that has two. */
  readonly second?: number
}

/** From axis to pixels of the plot, and its edges. */
export interface Plot {
  readonly x: (value: number) => number
  readonly y: (uv: number) => number
  readonly at: (pixel: number) => number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly height: number
}

interface Mark {
  readonly at: number
  readonly label: string
  readonly kind: 'recipe' | 'limit' | 'edge'
}

/** A curve of the UV cell over litres, volumes or minutes; conductivity dashed on an axis of its own. */
export function Chromatogram(props: {
  readonly language: Language
  readonly points: readonly TracePoint[]
  readonly from: number
  readonly to: number
  readonly span: readonly [number, number]
  /** Highest conductivity of the other axis; null: there is none. */
  readonly most_mS: number | null
  readonly xLabel: string
  readonly yLabel: string
  readonly mSLabel?: string
  readonly digits: number
  readonly marks?: readonly Mark[]
  /** Filled strongly between these. */
  readonly cut?: readonly [number, number] | null
  readonly filled?: boolean
  /** A level to lay a ruler at. */
  readonly ruler?: number | null
  readonly says: string
  /** Room under the axis for what is drawn there. */
  readonly below?: number
  readonly children?: (plot: Plot) => ComponentChild
  /** Controls over the picture, in pixels of it. */
  readonly over?: (plot: Plot) => ComponentChild
}) {
  const { language, points, from, to, span, most_mS, marks = [], cut = null, below = 0 } = props
  const [place, wide, high, letters] = useSize(420, 200)
  const grown = Math.min(LARGEST, letters)
  const left = LEFT * grown
  const top = TOP * grown
  const right = wide - (most_mS === null ? 14 : RIGHT * grown)
  const bottom = high - BOTTOM * grown - below
  const reach = Math.max(to - from, 1e-9)
  const x = (value: number): number => left + ((right - left) * (value - from)) / reach
  const y = (uv: number): number =>
    bottom - ((bottom - top) * (Math.min(span[1], Math.max(span[0], uv)) - span[0])) / (span[1] - span[0])
  const salt = (mS: number): number => bottom - ((bottom - top) * mS) / (most_mS ?? 1)
  const plot: Plot = {
    x,
    y,
    at: (pixel) => from + ((pixel - left) * reach) / Math.max(1, right - left),
    left,
    right,
    top,
    bottom,
    height: high,
  }
  const seen = points.filter((p) => p.x >= from - reach * 0.02 && p.x <= to + reach * 0.02)
  const line = path(seen, (p) => [x(p.x), y(p.uv)])
  const conductivity = most_mS === null ? '' : path(seen, (p) => [x(p.x), salt(p.mS ?? 0)])
  const lit = seen.filter((p) => p.second !== undefined)
  const secondLine = lit.length ? path(lit, (p) => [x(p.x), y(p.second!)]) : ''
  const xs = ticks(from, to, wide < 480 * grown ? 4 : 8)
  const ys = ticks(span[0], span[1], high < 170 ? 2 : 4)
  const first = seen[0]
  const last = seen.at(-1)
  const area = first && last ? `${line}L${x(last.x)} ${bottom}L${x(first.x)} ${bottom}Z` : ''
  const [id] = useState(() => `cut-${clips++}`)
  return (
    <div class="chroma" ref={place}>
      <svg width={wide} height={high} role="img" aria-label={props.says}>
        <clipPath id={`${id}-box`}>
          <rect x={left} y={top - 2} width={Math.max(0, right - left)} height={Math.max(0, bottom - top + 3)} />
        </clipPath>
        <rect
          x={left}
          y={top}
          width={Math.max(0, right - left)}
          height={Math.max(0, bottom - top)}
          class="chroma-paper"
        />
        {xs.map((value) => (
          <path key={`x${value}`} d={`M${x(value)} ${top}V${bottom}`} class="chroma-grid" />
        ))}
        {ys.map((value) => (
          <path key={`y${value}`} d={`M${left} ${y(value)}H${right}`} class="chroma-grid" />
        ))}
        <g clip-path={`url(#${id}-box)`}>
          {props.filled ? <path d={area} class="chroma-area" /> : null}
          {cut && props.filled ? (
            <>
              <clipPath id={id}>
                <rect x={x(cut[0])} y={0} width={Math.max(0, x(cut[1]) - x(cut[0]))} height={high} />
              </clipPath>
              <rect
                x={x(cut[0])}
                y={top}
                width={Math.max(0, x(cut[1]) - x(cut[0]))}
                height={Math.max(0, bottom - top)}
                class="chroma-taken"
              />
              <path d={area} class="chroma-area strong" clip-path={`url(#${id})`} />
            </>
          ) : null}
          {props.ruler === null || props.ruler === undefined ? null : (
            <path d={`M${left} ${y(props.ruler)}H${right}`} class="chroma-ruler" />
          )}
          {conductivity ? <path d={conductivity} class="chroma-salt" /> : null}
          {marks.map((mark) => (
            <path key={mark.label} d={`M${x(mark.at)} ${top}V${bottom}`} class={`chroma-mark ${mark.kind}`} />
          ))}
          <path d={line} class="chroma-line" />
          {secondLine ? <path d={secondLine} class="chroma-line second" /> : null}
        </g>
        {last && last.x <= to ? <circle cx={x(last.x)} cy={y(last.uv)} r="4.5" class="chroma-now" /> : null}
        <path d={`M${left} ${bottom}H${right}`} class="chroma-floor" />
        {ys.map((value) => (
          <text key={`ty${value}`} x={left - 6} y={y(value) + 5} text-anchor="end" class="chroma-text">
            {formatNumber(language, value, props.digits)}
          </text>
        ))}
        {xs
          .filter((value) => x(value) < right - (9 * props.xLabel.length + 14) * grown)
          .map((value) => (
            <text key={`tx${value}`} x={x(value)} y={bottom + 19 * grown} text-anchor="middle" class="chroma-text">
              {formatNumber(language, value, reach > 5 ? 0 : 1)}
            </text>
          ))}
        {most_mS === null
          ? null
          : ticks(0, most_mS, high < 200 ? 2 : 4).map((value) => (
              <text key={`ts${value}`} x={right + 6} y={salt(value) + 5} class="chroma-text">
                {formatNumber(language, value, 0)}
              </text>
            ))}
        {marks
          .filter(({ at }) => at >= from && at <= to)
          .map((mark) => {
            const flip = x(mark.at) > right - 70 * grown
            return (
              <text
                key={mark.label}
                x={x(mark.at) + (flip ? -5 : 5)}
                y={bottom - (mark.kind === 'limit' ? 24 * grown : 8)}
                text-anchor={flip ? 'end' : 'start'}
                class="chroma-text"
              >
                {mark.label}
              </text>
            )
          })}
        <text x={6} y={top - 9 * grown} class="chroma-text">
          {props.yLabel}
        </text>
        {most_mS === null ? null : (
          <text x={wide - 2} y={top - 9 * grown} text-anchor="end" class="chroma-text">
            {props.mSLabel}
          </text>
        )}
        <text x={right} y={bottom + 19 * grown} text-anchor="end" class="chroma-text">
          {props.xLabel}
        </text>
        {props.children?.(plot)}
      </svg>
      {props.over?.(plot)}
    </div>
  )
}

let clips = 0

function path(points: readonly TracePoint[], to: (p: TracePoint) => readonly [number, number]): string {
  return points
    .map(
      (p, i) =>
        `${i === 0 ? 'M' : 'L'}${to(p)
          .map((n) => n.toFixed(1))
          .join(' ')}`,
    )
    .join('')
}

/** Round values of an axis, at most so many stretches. */
export function ticks(from: number, to: number, most: number): readonly number[] {
  const span = to - from
  if (!(span > 0)) return []
  let step = 10 ** Math.floor(Math.log10(span / most))
  for (const times of [2, 2.5, 2]) if (span / step > most) step *= times
  const out: number[] = []
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + 1e-9 * span; k++)
    out.push(Number((k * step).toPrecision(6)))
  return out
}
