import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { duration, formatNumber } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { caprylateTexts } from './borderText.ts'
import type { VerbProps } from './index.ts'
import {
  atSkid,
  BigFigure,
  displayOf,
  Drawn,
  Feet,
  Figures,
  Head,
  HoldClock,
  pastOf,
  Phases,
  SetPoints,
  Stepper,
  TimeStands,
  useRoom,
} from './parts.tsx'
import { Trace } from './Trace.tsx'
import { ViralLedger } from './ViralLedger.tsx'

const PHASES = ['dose', 'hold'] as const
const TANK = ['caprylate', 'pH', 'temperature'] as const
const BY_MM = 0.2
const MOST_MM = 10

/** A fatty acid for an hour: dose and pH by the oil that floats, what was given by two instruments, minutes that count. */
export function Caprylate({ session, view, step }: VerbProps) {
  const hasRoom = useRoom()
  const { language, still, say, at, control, panel, decide } = atSkid(session, step)
  const t = caprylateTexts[language]
  const [more, setMore] = useState(2)
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const lab = step.assays.find((a) => a.id === 'caprylate')?.results.at(-1) ?? null
  const seen = panel('oilFilm')?.seen ?? null
  const whole_min = control('time')?.value ?? 60
  const counted_min = step.counters['hold_min'] ?? 0
  const holds = step.phase === 'hold'
  const look = (): void => void session.decide({ slot: at('look'), value: 'oilFilm' })
  return (
    <section class="skid skid-border skid-caprylate" aria-labelledby="skid-title">
      <Head
        session={session}
        title={t.title[step.phase] ?? t.title['done']!}
        lead={started ? (t.leads[step.phase] ?? '') : t.before}
      />
      <Phases language={language} step={step} phases={PHASES} share={holds ? counted_min / whole_min : null} />
      {holds ? (
        <HoldClock step={step} label={t.clock} counted_s={60 * counted_min} of={t.clockOf(say(whole_min))} />
      ) : null}
      <Figures>
        <BigFigure language={language} label={t.ticket} value={say(displayOf(step, 'doseTicket'), 1)} unit="mM" />
        <BigFigure
          language={language}
          label={t.lab}
          value={lab ? say(lab.value, 1) : '–'}
          unit="mM"
          note={lab ? t.ago(duration(language, view.t_s - lab.drawn_s)) : null}
        />
        <BigFigure
          language={language}
          label={t.pH}
          value={say(displayOf(step, 'poolPh'), 2)}
          past={started ? pastOf(panel('poolPh')) : null}
        />
        <BigFigure
          language={language}
          label={t.temperature}
          value={say(displayOf(step, 'poolTemperature'), 1)}
          unit="°C"
          past={started ? pastOf(panel('poolTemperature')) : null}
        />
      </Figures>
      <div class="border-pair">
        <Surface
          says={seen ? t.surface(say(seen.value)) : t.surfaceUnseen}
          oil={seen && seen.value !== null ? seen.value / 100 : null}
          act={
            <button type="button" class="wait" aria-label={t.lookLong} disabled={still || !started} onClick={look}>
              <Icon name="eye" /> <span>{t.look}</span>
            </button>
          }
        >
          <b>{seen ? t.share(say(seen.value)) : '–'}</b>
          <span>{t.oil}</span>
          <small>{seen ? t.ago(duration(language, view.t_s - seen.t_s)) : t.unseen}</small>
        </Surface>
        <Trace
          language={language}
          step={step}
          panel="doseTicket"
          minutes={60}
          now_s={view.t_s}
          title={t.trace}
          most={26}
          says={t.says}
        />
      </div>
      <SetPoints session={session} view={view} step={step} topics={TANK} />
      {started ? (
        <div class="border-draws">
          <Drawn session={session} view={view} step={step} assay="caprylate" />
          <Drawn session={session} view={view} step={step} assay="pH" />
          <div class="skid-twin">
            <Stepper
              language={language}
              label={t.pourLabel}
              value={more}
              by={BY_MM}
              most={MOST_MM}
              unit="mM"
              disabled={still}
              onChange={setMore}
            />
            <button type="button" class="second" disabled={still} onClick={() => decide('pour', more)}>
              {t.pour(formatNumber(language, more, 1))}
            </button>
          </div>
        </div>
      ) : null}
      <Feet
        session={session}
        step={step}
        started={started}
        words={{ start: t.start, finish: t.finish[step.phase] ?? '', finishEarly: t.early[step.phase] ?? '' }}
      />
      {view.ledger ? <ViralLedger session={session} ledger={view.ledger} open={hasRoom} /> : null}
      {started && !step.ready ? <TimeStands session={session} /> : null}
    </section>
  )
}

/** The round glass of the manhole: milk, and what floats on it as it was last seen. */
function Surface(props: {
  readonly says: string
  readonly oil: number | null
  readonly act: ComponentChildren
  readonly children: ComponentChildren
}) {
  const { says, oil, act, children } = props
  const patches = oil === null ? 0 : Math.round(26 * Math.min(1, oil))
  return (
    <div class="border-glass">
      <svg viewBox="-60 -60 120 120" role="img" aria-label={says}>
        <circle class="rim" r="56" />
        <circle class={oil === null ? 'dark' : 'milk'} r="46" />
        {Array.from({ length: patches }, (_, i) => {
          const turn = 2.399963 * i
          const from = 8 + 7 * Math.sqrt(i)
          return (
            <ellipse
              key={i}
              class="oil"
              cx={from * Math.cos(turn)}
              cy={from * Math.sin(turn)}
              rx={6 + (i % 3)}
              ry={4.4 + (i % 2)}
              transform={`rotate(${(i * 47) % 180} ${from * Math.cos(turn)} ${from * Math.sin(turn)})`}
            />
          )
        })}
      </svg>
      <div>{children}</div>
      {act}
    </div>
  )
}
