import { useRef, useState } from 'preact/hooks'
import type { VerbProps } from './index.ts'
import { dryerTexts } from './lockText.ts'
import { atSkid, BigFigure, displayOf, Drawn, Figures, Head, pastOf, Phases, SetPoints, TimeStands } from './parts.tsx'
import { Trace } from './Trace.tsx'

const PHASES = ['freeze', 'primary', 'secondary'] as const
const CONTROLS = ['shelf', 'primaryTime', 'secondaryShelf', 'secondaryTime'] as const
type Topic = (typeof CONTROLS)[number]

/** The chart: hours of the programme, and degrees of the shelf. */
const HOURS = 54
const FREEZING_H = 5
const FREEZE_C = -45
const [LOW_C, HIGH_C] = [-50, 45]
const RAMP_C_H = 30
const WIDTH = 540
const HEIGHT = 190

/** Draw the shelf with three handles and go home: in the morning the cakes stand, or they do not. */
export function FreezeDryer({ session, view, step }: VerbProps) {
  const { language, say, panel, control } = atSkid(session, step)
  const t = dryerTexts[language]
  const { phase } = step
  const found = step.assays.find((a) => a.id === 'collapse')?.results.at(-1)
  const drawn = phase === 'freeze'
  const [warmest_C, needs_h] = [step.labels['warmest_C'], step.labels['night_h']]
  const primary_h = control('primaryTime')?.value ?? 0
  const leaves_h = needs_h === undefined ? 0 : needs_h - primary_h
  const lead = drawn ? t.freezing : phase === 'primary' ? t.runs : t.second
  return (
    <section class="skid skid-dryer" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={lead} />
      <Phases
        language={language}
        step={step}
        phases={PHASES}
        share={
          phase === 'primary'
            ? (step.counters['primary_h'] ?? 0) / Math.max(1, primary_h)
            : phase === 'secondary'
              ? (step.counters['secondary_h'] ?? 0) / Math.max(1, control('secondaryTime')?.value ?? 1)
              : null
        }
      />
      <Figures>
        <BigFigure language={language} label={t.shelf} value={say(displayOf(step, 'shelf'), 1)} unit="°C" />
        <BigFigure language={language} label={t.product} value={say(displayOf(step, 'product'), 1)} unit="°C" />
        <BigFigure
          language={language}
          label={t.chamber}
          value={say(drawn ? null : displayOf(step, 'vacuum'), 2)}
          unit="mbar"
          past={drawn ? null : pastOf(panel('vacuum'))}
        />
        <BigFigure language={language} label={t.collapse} value={say(found?.value ?? null, 1)} unit="°C" />
      </Figures>
      <Curve session={session} view={view} step={step} collapse_C={found?.value ?? null} />
      {drawn && warmest_C !== undefined && needs_h !== undefined ? (
        <p class="dryer-chart" role="status">
          <span>{t.chart(say(warmest_C, 1), say(needs_h))}</span>
          {leaves_h > 0.5 ? <b> {t.leaves(say(leaves_h))}</b> : null}
          {found && warmest_C > found.value ? <b> {t.falls}</b> : null}
        </p>
      ) : null}
      {drawn ? <Drawn session={session} view={view} step={step} assay="collapse" /> : null}
      <SetPoints session={session} view={view} step={step} topics={CONTROLS} />
      {drawn ? null : (
        <Trace
          language={language}
          step={step}
          panel="product"
          minutes={24 * 60}
          now_s={view.t_s}
          title={t.product}
          most={-10}
          least={-50}
          says={(now) => now}
        />
      )}
      <TimeStands session={session} />
    </section>
  )
}

/** The programme as a line with three handles; each is a set point that has its slider below. */
function Curve({ session, step, collapse_C }: VerbProps & { readonly collapse_C: number | null }) {
  const { language, say, still, control, decide } = atSkid(session, step)
  const t = dryerTexts[language]
  const [moved, setMoved] = useState<Partial<Record<Topic, number>>>({})
  const box = useRef<SVGSVGElement>(null)
  const held = useRef<number | null>(null)
  const value = (topic: Topic): number => moved[topic] ?? control(topic)?.value ?? 0
  const [shelf, primary, second, after] = CONTROLS.map(value) as [number, number, number, number]
  const x = (hours: number): number => (hours / HOURS) * WIDTH
  const y = (C: number): number => ((HIGH_C - C) / (HIGH_C - LOW_C)) * HEIGHT
  const warmed_h = FREEZING_H + Math.abs(shelf - FREEZE_C) / RAMP_C_H
  const ends_h = FREEZING_H + primary
  const up_h = ends_h + Math.abs(second - shelf) / RAMP_C_H
  const done_h = ends_h + after
  const line = [
    [0, 5],
    [1.7, FREEZE_C],
    [FREEZING_H, FREEZE_C],
    [warmed_h, shelf],
    [ends_h, shelf],
    [up_h, second],
    [Math.max(up_h, done_h), second],
  ]
    .map(([h, C], i) => `${i ? 'L' : 'M'}${x(h!).toFixed(1)} ${y(C!).toFixed(1)}`)
    .join('')
  const handles = [
    [x((warmed_h + ends_h) / 2), y(shelf)],
    [x(ends_h), y(shelf)],
    [x(Math.max(up_h, done_h)), y(second)],
  ] as const
  const within = (topic: Topic, wanted: number): number => {
    const c = control(topic)
    return c ? Math.min(c.high, Math.max(c.low, Math.round(wanted))) : wanted
  }
  const follow = (event: PointerEvent): void => {
    const bounds = box.current?.getBoundingClientRect()
    if (!bounds || held.current === null) return
    const hours = ((event.clientX - bounds.left) / bounds.width) * HOURS
    const C = HIGH_C - ((event.clientY - bounds.top) / bounds.height) * (HIGH_C - LOW_C)
    if (held.current === 0) setMoved({ shelf: within('shelf', C) })
    else if (held.current === 1) setMoved({ primaryTime: within('primaryTime', hours - FREEZING_H) })
    else
      setMoved({
        secondaryShelf: within('secondaryShelf', C),
        secondaryTime: within('secondaryTime', hours - ends_h),
      })
  }
  const letGo = (): void => {
    held.current = null
    for (const [topic, wanted] of Object.entries(moved)) if (wanted !== control(topic)?.value) decide(topic, wanted)
    setMoved({})
  }
  const movable = step.phase !== 'done' && !still
  return (
    <figure class="dryer-curve">
      <figcaption>{t.curve}</figcaption>
      <div class="dryer-plot">
        <svg
          ref={box}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t.says(say(shelf), say(primary), say(second), say(after))}
          onPointerMove={follow}
          onPointerUp={letGo}
          onPointerCancel={letGo}
        >
          <path class="zero" d={`M0 ${y(0)}H${WIDTH}`} />
          {[12, 24, 36, 48].map((h) => (
            <path key={h} class="hour" d={`M${x(h)} 0V${HEIGHT}`} />
          ))}
          {collapse_C === null ? null : <path class="collapse" d={`M0 ${y(collapse_C)}H${WIDTH}`} />}
          <path class="line" d={line} />
        </svg>
        {[0, 12, 24, 36, 48].map((h) => (
          <span key={h} class="foot" style={{ left: `${(100 * h) / HOURS}%` }} aria-hidden="true">
            {say(h)} h
          </span>
        ))}
        {[-40, 0, 40].map((C) => (
          <span key={C} class="mark" style={{ top: `${(100 * y(C)) / HEIGHT}%` }} aria-hidden="true">
            {say(C)}
          </span>
        ))}
        {handles.map(([left, top], i) => (
          <span
            key={t.handles[i]}
            class="handle"
            title={t.handles[i]}
            style={{ left: `${(100 * left) / WIDTH}%`, top: `${(100 * top) / HEIGHT}%` }}
            onPointerDown={(event) => {
              if (!movable || event.button !== 0) return
              held.current = i
              box.current?.setPointerCapture(event.pointerId)
            }}
          />
        ))}
      </div>
    </figure>
  )
}
