import { useEffect, useRef, useState } from 'preact/hooks'
import {
  COLD_CHART,
  formatNumber,
  freezingLine,
  printedTank,
  type StepSnapshot,
  STRONG_CHART,
  withUnit,
} from '../../present/index.ts'
import type { Session } from '../session.ts'
import { corridorTexts } from './fractionText.ts'
import { displayOf } from './parts.tsx'

const WIDTH = 420
const HEIGHT = 300
type Chart = typeof COLD_CHART | typeof STRONG_CHART
/** Places on a chart: per cent across, degrees down. */
function scaleOf(chart: Chart) {
  const [E0, E1] = chart.ethanol
  const [T0, T1] = chart.temperature
  const x = (ethanol_pct: number): number => ((Math.min(E1, Math.max(E0, ethanol_pct)) - E0) / (E1 - E0)) * WIDTH
  const y = (temperature_C: number): number =>
    HEIGHT - ((Math.min(T1, Math.max(T0, temperature_C)) - T0) / (T1 - T0)) * HEIGHT
  return { x, y, T0, T1, late_pct: E0 + 0.75 * (E1 - E0) }
}
const NOTCH_C = 0.1
/** Nearer than this the two names would lie on each other. */
const APART_C = 1.6

/**
 * Ethanol across, cold down: the tank is a dot between the ice below and the heat above, the lance hangs over it. The
 * set point is a line that the hand pulls; arrow keys move it by tenths.
 */
export function Corridor(props: {
  readonly session: Session
  readonly step: StepSnapshot
  readonly set_C: number
  readonly pullTo: (temperature_C: number) => void
}) {
  const { session, step, set_C, pullTo } = props
  const language = session.language.value
  const t = corridorTexts[language]
  const say = (value: number | null): string => (value === null ? '–' : formatNumber(language, value, 1))
  const E = step.counters['ethanol_pct'] ?? 0
  const chart = printedTank(step.place!).ethanol > COLD_CHART.ethanol[1] ? STRONG_CHART : COLD_CHART
  const { x, y, T0, T1, late_pct } = scaleOf(chart)
  const ice = `M0 ${HEIGHT}${freezingLine.map(([e, T]) => `L${x(e).toFixed(1)} ${y(T).toFixed(1)}`).join('')}L${WIDTH} ${HEIGHT}Z`
  const freezes = step.counters['freezingPoint_C'] ?? 0
  const [bottom, lance] = [displayOf(step, 'bottomTemperature'), displayOf(step, 'lanceTemperature')]
  const way = useWay(step.id, E, bottom)
  const drag = useRef(false)
  const still = session.watching.value
  const put = (wanted: number): void => pullTo(Math.round(Math.min(T1, Math.max(T0, wanted)) / NOTCH_C) * NOTCH_C)
  const toPointer = (event: PointerEvent & { readonly currentTarget: SVGElement }): void => {
    const box = event.currentTarget.getBoundingClientRect()
    put(T1 - ((event.clientY - box.top) / box.height) * (T1 - T0))
  }
  const over = bottom === null ? null : bottom - freezes
  return (
    <figure class="corridor">
      <figcaption>
        <span>{t.chart}</span>
        {over === null ? null : (
          <b class={over < 0 ? 'past-action' : over < 0.4 ? 'past-alert' : ''}>
            {over < 0 ? t.below(say(-over)) : t.above(say(over))}
          </b>
        )}
      </figcaption>
      <div class="corridor-chart">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t.says(say(E), say(bottom), say(lance), say(freezes))}
          onPointerDown={(event) => {
            if (event.button !== 0 || still) return
            event.currentTarget.setPointerCapture(event.pointerId)
            drag.current = true
            toPointer(event)
          }}
          onPointerMove={(event) => drag.current && toPointer(event)}
          onPointerUp={() => (drag.current = false)}
          onPointerCancel={() => (drag.current = false)}
        >
          <path class="ice" d={ice} />
          <path class="zero" d={`M0 ${y(0)}H${WIDTH}`} />
          <path
            class="way"
            d={way.map(([e, T], i) => `${i ? 'L' : 'M'}${x(e).toFixed(1)} ${y(T).toFixed(1)}`).join('')}
          />
          <path class="asked" d={`M0 ${y(set_C)}H${WIDTH}`} />
          {bottom !== null && lance !== null ? <path class="hangs" d={`M${x(E)} ${y(bottom)}V${y(lance)}`} /> : null}
        </svg>
        {chart.degrees.map((T) => (
          <span key={T} class="mark" style={{ top: `${(100 * y(T)) / HEIGHT}%` }} aria-hidden="true">
            {formatNumber(language, T, 0)}
          </span>
        ))}
        {chart.drawn.map((e) => (
          <span key={e} class="foot" style={{ left: `${(100 * x(e)) / WIDTH}%` }} aria-hidden="true">
            {withUnit(language, e, 0, '%')}
          </span>
        ))}
        <span class="word ice-word" aria-hidden="true">
          {t.freezes}
        </span>
        {lance === null ? null : (
          <Dot
            kind="lance"
            left={x(E) / WIDTH}
            top={y(lance) / HEIGHT}
            late={E > late_pct}
            word={bottom !== null && lance - bottom < APART_C ? '' : t.lance}
          />
        )}
        {bottom === null ? null : (
          <Dot kind="tank" left={x(E) / WIDTH} top={y(bottom) / HEIGHT} late={E > late_pct} word={t.bottom} />
        )}
        <span class="handle" style={{ top: `${(100 * y(set_C)) / HEIGHT}%` }} aria-hidden="true">
          {say(set_C)}
        </span>
      </div>
      <label class="corridor-slide">
        <span>{t.pull}</span>
        <input
          type="range"
          min={T0}
          max={T1}
          step={NOTCH_C}
          value={set_C}
          disabled={still}
          aria-valuetext={t.pullAt(say(set_C), say(bottom), say(freezes))}
          onInput={(event) => put(Number(event.currentTarget.value))}
        />
        <b aria-hidden="true">{say(set_C)} °C</b>
      </label>
    </figure>
  )
}

function Dot(props: {
  readonly kind: string
  readonly left: number
  readonly top: number
  readonly late: boolean
  readonly word: string
}) {
  const { kind, left, top, late, word } = props
  return (
    <span
      class={`dot ${kind}${late ? ' inwards' : ''}`}
      style={{ left: `${100 * left}%`, top: `${100 * top}%` }}
      aria-hidden="true"
    >
      {word === '' ? null : <i>{word}</i>}
    </span>
  )
}

/** The way the tank has come, as it was seen. */
function useWay(step: string, E: number, T: number | null): readonly (readonly [number, number])[] {
  const [way, setWay] = useState<readonly (readonly [number, number])[]>([])
  useEffect(() => setWay([]), [step])
  useEffect(() => {
    if (T === null) return
    setWay((before) => {
      const last = before.at(-1)
      return last && Math.abs(last[0] - E) < 0.1 && Math.abs(last[1] - T) < 0.1
        ? before
        : [...before.slice(-400), [E, T]]
    })
  }, [E, T])
  return way
}
