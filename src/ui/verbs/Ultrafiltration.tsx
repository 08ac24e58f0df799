import { useState } from 'preact/hooks'
import type { Language, StepSnapshot } from '../../present/index.ts'
import { formatNumber } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { VerbProps } from './index.ts'
import {
  atSkid,
  BigFigure,
  displayOf,
  Drawn,
  Figures,
  Head,
  pastOf,
  Phases,
  SetPoints,
  Stepper,
  TimeStands,
} from './parts.tsx'
import { useSize } from './useSize.ts'
import { concentrateTexts } from './viralText.ts'

const PHASES = ['concentrate', 'diafilter', 'concentrateAgain', 'formulate'] as const
const CONTROLS = ['tmp', 'crossFlow'] as const
/** What is settled before the pump runs. */
const BEFORE = ['temperature', 'diavolumes'] as const
const POURS_L = 0.1
const MOST_L = 20

/** Find the knee, watch the level fall, stop just above what is wanted. */
export function Ultrafiltration({ session, view, step }: VerbProps) {
  const { language, still, say, at, control, panel, decide } = atSkid(session, step)
  const t = concentrateTexts[language]
  const [litres, setLitres] = useState(0.5)
  const { phase } = step
  const runs = !step.paused && phase !== 'formulate' && phase !== 'done'
  const weight = displayOf(step, 'retentateWeight')
  const grams = gramsOf(step)
  const estimate = grams !== null && weight ? grams / weight : null
  const concentrating = phase === 'concentrate' || phase === 'concentrateAgain'
  const [low, high] =
    phase === 'concentrate'
      ? [step.labels['firstLow_g_L'] ?? 0, step.labels['firstHigh_g_L'] ?? 0]
      : [step.labels['lastLow_g_L'] ?? 0, step.labels['lastHigh_g_L'] ?? 0]
  const exchanged = step.counters['diavolumes'] ?? 0
  const asked = control('diavolumes')?.value ?? null
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const proceed =
    phase === 'concentrate'
      ? t.toExchange
      : phase === 'diafilter'
        ? t.toAgain
        : phase === 'concentrateAgain'
          ? t.toAdjust
          : t.finish
  return (
    <section class="skid skid-ufdf" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={started ? (t.lead[phase] ?? t.lead['done']!) : t.before} />
      <Phases
        language={language}
        step={step}
        phases={PHASES}
        share={phase === 'diafilter' && asked ? exchanged / asked : null}
      />
      <Figures>
        <BigFigure
          language={language}
          label={t.weight}
          value={say(weight, 1)}
          unit="kg"
          note={
            concentrating && grams !== null
              ? t.stopAt(say(grams / (phase === 'concentrate' ? low : (low + high) / 2), 1))
              : null
          }
        />
        {phase === 'diafilter' ? (
          <BigFigure
            language={language}
            label={t.diavolumes}
            value={say(exchanged, 1)}
            note={asked === null ? null : t.of(say(asked))}
          />
        ) : phase === 'formulate' ? null : (
          <BigFigure
            language={language}
            label={t.estimate}
            value={say(estimate, estimate !== null && estimate < 20 ? 1 : 0)}
            unit="g/L"
            note={estimate === null ? t.noSample : t.aim(say(low), say(high))}
          />
        )}
        {phase === 'formulate' ? null : (
          <>
            <BigFigure
              language={language}
              label={t.tmp}
              value={say(runs ? displayOf(step, 'tmp') : null, 2)}
              unit="bar"
              past={runs ? pastOf(panel('tmp')) : null}
            />
            <BigFigure
              language={language}
              label={t.flux}
              value={say(runs ? displayOf(step, 'flux') : null)}
              unit="LMH"
            />
          </>
        )}
      </Figures>
      {started && phase !== 'formulate' ? (
        <Knee language={language} step={step} since_s={phaseBegan_s(view.acts, at('proceed'), step.opened_s)} />
      ) : null}
      {phase === 'formulate' ? null : (
        <SetPoints session={session} view={view} step={step} topics={started ? CONTROLS : [...CONTROLS, ...BEFORE]} />
      )}
      <div class="skid-row">
        <Drawn session={session} view={view} step={step} assay={phase === 'diafilter' ? 'conductivity' : 'content'} />
        {started && runs ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide('pause', 1)}>
            <Icon name="pause" /> <span>{t.stop}</span>
          </button>
        ) : null}
      </div>
      {phase === 'formulate' && control('dilute') ? (
        <div class="skid-twin">
          <Stepper
            language={language}
            label={t.dilute}
            value={litres}
            by={POURS_L}
            most={MOST_L}
            unit="L"
            disabled={still}
            onChange={setLitres}
          />
          <button type="button" class="second" disabled={still} onClick={() => decide('dilute', litres)}>
            {t.pour(say(litres, 1))}
          </button>
        </div>
      ) : null}
      {!started || (step.paused && phase !== 'formulate') ? (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
          <span>{started ? t.go : t.start}</span>
        </button>
      ) : phase === 'diafilter' && !step.ready ? null : (
        <button
          type="button"
          class={`skid-stop${estimate !== null && concentrating && estimate >= low ? '' : ' calm'}`}
          disabled={still || !step.canProceed}
          onClick={() => decide('proceed', 1)}
        >
          <span>{proceed}</span>
        </button>
      )}
      {started ? <TimeStands session={session} /> : null}
    </section>
  )
}

const phaseBegan_s = (
  acts: readonly { readonly slot: string; readonly t_s: number }[],
  slot: string,
  opened_s: number,
): number => acts.filter((a) => a.slot === slot).at(-1)?.t_s ?? opened_s

/** Grams in the tank: the first sample times what the scale showed then. The membrane keeps them. */
function gramsOf(step: StepSnapshot): number | null {
  const first = step.assays.find((a) => a.id === 'content')?.results[0]
  const history = step.panels.find((p) => p.id === 'retentateWeight')?.history ?? []
  if (!first) return null
  const then = history.filter(([t_s, value]) => t_s <= first.drawn_s && value !== null).at(-1)?.[1] ?? history[0]?.[1]
  return typeof then === 'number' ? first.value * then : null
}

/** Room for the axes' letters, which grow up to this much: `.skid-knee text`. */
const FOOT = 20
const LEFT = 30
const LARGEST = 1.4
const MOST_BAR = 2.2

interface Tried {
  readonly bar: number
  readonly flux: number
}

/** What each pressure tried in this phase gave: where the dots go flat the knee is past. */
function Knee({
  language,
  step,
  since_s,
}: {
  readonly language: Language
  readonly step: StepSnapshot
  readonly since_s: number
}) {
  const t = concentrateTexts[language]
  const tmp = step.panels.find((p) => p.id === 'tmp')
  const flux = step.panels.find((p) => p.id === 'flux')
  if (!tmp || !flux) return null
  const shown = new Map(flux.history)
  const points = tmp.history.flatMap(([t_s, bar]) => {
    const value = shown.get(t_s)
    return t_s >= since_s && bar !== null && bar > 0.05 && typeof value === 'number' ? [{ bar, flux: value }] : []
  })
  const now = tmp.now !== null && flux.now !== null ? { bar: tmp.now, flux: flux.now } : null
  return points.length === 0 && !now ? null : (
    <figure class="skid-trace skid-knee">
      <figcaption>{t.knee}</figcaption>
      <KneePlot language={language} points={points} now={now} />
    </figure>
  )
}

function KneePlot(props: {
  readonly language: Language
  readonly points: readonly Tried[]
  readonly now: Tried | null
}) {
  const { language, points, now } = props
  const t = concentrateTexts[language]
  const [place, wide, high, letters] = useSize(360, 108)
  const grown = Math.min(LARGEST, letters)
  const [left, right, bottom] = [LEFT * grown, wide - 6, high - FOOT * grown]
  const most = Math.max(20, 1.2 * Math.max(0, now?.flux ?? 0, ...points.map((p) => p.flux)))
  const x = (bar: number): number => left + (Math.min(MOST_BAR, bar) / MOST_BAR) * (right - left)
  const y = (value: number): number => bottom - (value / most) * (bottom - 6)
  const say = (value: number, digits: number): string => formatNumber(language, value, digits)
  const tried = [...new Map(points.map((p) => [say(p.bar, 1), p])).values()]
  return (
    <div class="knee-plot" ref={place}>
      <svg
        width={wide}
        height={high}
        role="img"
        aria-label={`${now ? t.kneeSays(say(now.bar, 2), say(now.flux, 0)) : ''} ${t.kneeTried(tried.map((p) => t.kneePoint(say(p.bar, 1), say(p.flux, 0))).join(language === 'fr' ? '\u202f; ' : '; '))}`}
      >
        <path d={`M${left} 6V${bottom}H${right}`} class="axis" />
        {[0.5, 1, 1.5, 2].map((bar) => (
          <text key={bar} x={x(bar)} y={high - 4} text-anchor="middle">
            {say(bar, 1)}
          </text>
        ))}
        {[0.5, 1].map((share) => (
          <text key={share} x={left - 4} y={y(share * most * 0.8) + 4} text-anchor="end">
            {say(share * most * 0.8, 0)}
          </text>
        ))}
        <text x={right} y={bottom - 5} text-anchor="end">
          {t.kneeX}
        </text>
        {points.map((p, i) => (
          <circle
            key={i}
            cx={x(p.bar)}
            cy={y(p.flux)}
            r="3"
            class="dot"
            opacity={0.15 + (0.6 * (i + 1)) / points.length}
          />
        ))}
        {now ? <circle cx={x(now.bar)} cy={y(now.flux)} r="6" class="now" /> : null}
      </svg>
    </div>
  )
}
