import { useEffect, useRef, useState } from 'preact/hooks'
import { duration, formatNumber } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { Wheel } from '../wheel/Wheel.tsx'
import { flakeTexts } from './fractionText.ts'
import type { VerbProps } from './index.ts'
import {
  atSkid,
  BigFigure,
  displayOf,
  Drawn,
  Figures,
  Head,
  HoldFlow,
  pastOf,
  SetPoints,
  TimeStands,
} from './parts.tsx'
import { Trace } from './Trace.tsx'

const BOWL = ['temperature'] as const

/** The snow of the thaw through the bowl: how fast, by what the glass lets see go by. */
export function PlasmaCentrifuge({ session, view, step }: VerbProps) {
  const { language, still, say, at, panel, decide } = atSkid(session, step)
  const t = flakeTexts[language]
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const runs = !step.paused && !step.ready
  const left_L = displayOf(step, 'feedWeight')
  const feed = step.controls.find((c) => c.topic === 'feed')?.value ?? 0
  return (
    <section class="skid skid-bowl" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={step.ready ? t.empty : started ? t.lead : t.before} />
      <Figures>
        <BigFigure
          language={language}
          label={t.glass}
          value={runs ? say(displayOf(step, 'sightGlass'), 1) : '–'}
          unit="NTU"
          past={runs ? pastOf(panel('sightGlass')) : null}
        />
        <BigFigure language={language} label={t.paste} value={say(displayOf(step, 'pasteWeight'), 2)} unit="kg" />
        <BigFigure
          language={language}
          label={t.left}
          value={say(left_L)}
          unit="kg"
          note={runs && left_L !== null && feed > 0 ? duration(language, (3600 * left_L) / feed) : null}
        />
      </Figures>
      <div class="skid-throttle">
        <Throttle session={session} view={view} step={step} />
        <div class="skid-throttle-side">
          <Trace
            language={language}
            step={step}
            panel="sightGlass"
            minutes={30}
            now_s={view.t_s}
            title={t.trace}
            most={20}
            says={t.says}
          />
          {started && !step.ready ? <HoldFlow session={session} step={step} /> : null}
        </div>
      </div>
      {started ? null : <SetPoints session={session} view={view} step={step} topics={BOWL} />}
      {step.ready ? <Drawn session={session} view={view} step={step} assay="turbidity" /> : null}
      {started ? (
        step.ready ? (
          <button type="button" class="skid-stop" disabled={still} onClick={() => decide('proceed', 1)}>
            <span>{t.finish}</span>
          </button>
        ) : (
          <button
            type="button"
            class="wait"
            disabled={still}
            onClick={() => (session.sheet.value = { kind: 'proceed', step: step.id })}
          >
            <Icon name="proceed" /> <span>{t.finishEarly}</span>
          </button>
        )
      ) : (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
          <span>{t.start}</span>
        </button>
      )}
      {runs ? <TimeStands session={session} /> : null}
    </section>
  )
}

/** Wide open, litres an hour; near shut the wheel turns further for less. */
const WIDE_OPEN_L_H = 3200
/** Finer than a notch of the slider, which would else round back to where it stood. */
const BY_L_H = 10
/** A hand at rest for so long has put the wheel where it wants it: one decision. */
const RESTS_MS = 350

function Throttle({ session, step }: VerbProps) {
  const language = session.language.value
  const t = flakeTexts[language]
  const stands = step.controls.find((c) => c.topic === 'feed')?.value ?? 0
  const [turned, setTurned] = useState<number | null>(null)
  const timer = useRef(0)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const shown = turned ?? stands
  const figure = formatNumber(language, shown, 0)
  const turnTo = (turn: number): void => {
    if (session.watching.value) return
    const share = Math.min(1, Math.max(0, turn))
    const wanted = Math.round((share * share * WIDE_OPEN_L_H) / BY_L_H) * BY_L_H
    setTurned(wanted)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      void session.decide({ slot: `${step.id}.feed`, value: wanted }).then(() => setTurned(null))
    }, RESTS_MS)
  }
  return (
    <div class="skid-wheel">
      <Wheel
        wheel={{
          turn: Math.sqrt(Math.min(1, shown / WIDE_OPEN_L_H)),
          label: t.throttle,
          says: t.throttleAt(figure),
          turnTo,
        }}
        calling={false}
        x={84}
        y={84}
        radius={62}
      />
      <p aria-hidden="true">
        <b>{figure}</b>
        <small>{t.perHour}</small>
      </p>
    </div>
  )
}
