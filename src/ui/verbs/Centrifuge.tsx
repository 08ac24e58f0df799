import { useEffect, useRef, useState } from 'preact/hooks'
import { clockOf, duration, formatNumber } from '../../present/index.ts'
import { Indicator } from '../controls/Indicator.tsx'
import { Icon } from '../icons.tsx'
import { useKeys } from '../keys.ts'
import { Wheel } from '../wheel/Wheel.tsx'
import { bowlTexts } from './harvestText.ts'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, displayOf, Figures, Head, pastOf, TimeStands } from './parts.tsx'
import { Trace } from './Trace.tsx'

/** Flow at which the wheel is wide open, of the qualified. */
const WIDE_OPEN = 2
/** A hand at rest for so long has put the wheel where it wants it: one decision. */
const RESTS_MS = 350
const KEPT = ['mycoplasma', 'adventitious']
const EVERY_MIN = [2, 3, 4, 6, 8, 10, 15, 20, 25, 30]

/** Ride the throttle: what the glass lets see, what the motor says, and a tap that empties the bowl. */
export function Centrifuge({ session, view, step }: VerbProps) {
  const { language, still, say, at, control, panel, decide } = atSkid(session, step)
  const t = bowlTexts[language]
  const out = view.outages.find((o) => o.step === step.id && o.from_s <= view.t_s)
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const runs = !step.paused && !step.ready
  const air = (control('airSweep')?.value ?? 0) >= 0.5
  useKeys(
    () =>
      runs && !still
        ? [
            {
              keys: [' '],
              does: t.shootKey,
              down: (event) => {
                if (event.target !== document.body || session.speed.value === 0) return false
                decide('shoot', 1)
              },
            },
          ]
        : [],
    true,
  )
  const temperature = control('temperature')
  const interval = control('shootInterval')
  const waited_s = 3600 * (step.counters['sinceHarvest_h'] ?? 0)
  const glass = (
    <Trace
      language={language}
      step={step}
      panel="sightGlass"
      minutes={60}
      now_s={view.t_s}
      title={t.trace}
      most={450}
      says={t.says}
    />
  )
  return (
    <section class="skid skid-bowl" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={step.ready ? t.empty : started ? t.lead : t.before} />
      <Figures>
        <BigFigure
          language={language}
          label={t.glass}
          value={runs ? say(displayOf(step, 'sightGlass')) : '–'}
          unit="NTU"
          past={runs ? pastOf(panel('sightGlass')) : null}
        />
        <BigFigure
          language={language}
          label={t.motor}
          value={say(displayOf(step, 'motorLoad'))}
          unit="%"
          note={started ? t.shots(say(step.counters['shots'] ?? 0)) : null}
        />
        <BigFigure
          language={language}
          label={t.left}
          value={say(displayOf(step, 'brothWeight'))}
          unit="kg"
          note={`${say(displayOf(step, 'brothTemperature'), 1)} °C`}
        />
        <BigFigure
          language={language}
          label={t.waited}
          value={waited_s < 60 ? '0\u202fmin' : duration(language, waited_s)}
        />
      </Figures>
      {!started ? null : step.ready ? (
        glass
      ) : (
        <div class="skid-throttle">
          <Throttle session={session} view={view} step={step} />
          <div class="skid-throttle-side">
            {glass}
            <button type="button" class="skid-stop" disabled={still || !runs} onClick={() => decide('shoot', 1)}>
              <span>{t.shoot}</span>
              <small>
                <kbd>{t.space}</kbd>
              </small>
            </button>
          </div>
        </div>
      )}
      {started || !temperature ? null : (
        <div class="set-points">
          <Indicator session={session} view={view} step={step} control={temperature} />
        </div>
      )}
      <div class="skid-row">
        {started ? null : (
          <button
            type="button"
            class="wait"
            aria-pressed={air ? 'true' : 'false'}
            disabled={still}
            onClick={() => decide('airSweep', air ? 0 : 1)}
          >
            <Icon name="air" />{' '}
            <span>
              {t.air}
              {language === 'fr' ? '\u00a0: ' : ': '}
              <b>{air ? t.airOn : t.airOff}</b>
            </span>
          </button>
        )}
        {started ? null : (
          <button
            type="button"
            class="wait"
            disabled={still}
            onClick={() => void session.decide({ slot: at('assay'), value: KEPT })}
          >
            <Icon name="sample" />{' '}
            <span>
              {t.bulk} <small>{t.bulkWhat}</small>
            </span>
          </button>
        )}
        {interval && !step.ready ? (
          <label class="skid-every">
            <span>{t.every}</span>
            <select
              disabled={still}
              value={String(Math.round(interval.value / 60))}
              onChange={(event) => decide('shootInterval', 60 * Number(event.currentTarget.value))}
            >
              {[...new Set([...EVERY_MIN, Math.round(interval.value / 60)])]
                .sort((a, b) => a - b)
                .map((n) => (
                  <option key={n} value={String(n)}>
                    {t.minutes(say(n))}
                  </option>
                ))}
            </select>
          </label>
        ) : null}
        {started && !step.ready ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide('pause', step.paused ? 0 : 1)}>
            <Icon name="pause" /> <span>{step.paused ? t.go : t.stop}</span>
          </button>
        ) : null}
        {step.ready ? (
          <button
            type="button"
            class="wait"
            disabled={still}
            onClick={() => void session.decide({ slot: at('assay'), value: ['turbidity'] })}
          >
            <Icon name="sample" /> <span>{t.turbidity}</span>
          </button>
        ) : null}
      </div>
      {started ? null : <Throttled session={session} view={view} step={step} />}
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
            <span>{t.finishEarly}</span>
          </button>
        )
      ) : out ? (
        <>
          <p class="state">{t.out(clockOf(out.until_s))}</p>
          <button
            type="button"
            class="skid-stop"
            disabled={still}
            onClick={() => void session.wait(out.until_s - view.t_s)}
          >
            <span>{t.wait(clockOf(out.until_s))}</span>
          </button>
        </>
      ) : (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
          <span>{t.start}</span>
        </button>
      )}
      {started && runs ? <TimeStands session={session} /> : null}
    </section>
  )
}

/** Before the start the throttle is a set point like any other. */
function Throttled({ session, view, step }: VerbProps) {
  const loading = step.controls.find((c) => c.topic === 'loading')
  return loading ? (
    <div class="set-points">
      <Indicator session={session} view={view} step={step} control={loading} />
    </div>
  ) : null
}

function Throttle({ session, step }: VerbProps) {
  const language = session.language.value
  const t = bowlTexts[language]
  const stands = step.controls.find((c) => c.topic === 'loading')?.value ?? 0
  const [turned, setTurned] = useState<number | null>(null)
  const timer = useRef(0)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const shown = turned ?? stands
  const figure = formatNumber(language, shown, 2)
  const flow = step.panels.find((p) => p.id === 'feedFlow')?.now ?? null
  const turnTo = (turn: number): void => {
    if (session.watching.value) return
    const wanted = Math.round(Math.min(1, Math.max(0, turn)) * WIDE_OPEN * 50) / 50
    setTurned(wanted)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      void session.decide({ slot: `${step.id}.loading`, value: wanted }).then(() => setTurned(null))
    }, RESTS_MS)
  }
  return (
    <div class="skid-wheel">
      <Wheel
        wheel={{
          turn: Math.min(1, shown / WIDE_OPEN),
          label: t.throttle,
          says: t.throttleAt(figure, formatNumber(language, flow ?? 0, 2)),
          turnTo,
        }}
        calling={false}
        x={84}
        y={84}
        radius={62}
      />
      <p aria-hidden="true">
        <b>{figure}</b>
        <small>{t.qualified}</small>
      </p>
    </div>
  )
}
