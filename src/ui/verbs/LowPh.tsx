import type { ComponentChild } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import {
  type Bands,
  clockOf,
  duration,
  formatNumber,
  measured,
  type PlantView,
  type Snapshot,
  type StepSnapshot,
  tagOf,
} from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { Session } from '../session.ts'
import { decimalsOf, dropOf } from './drip.ts'
import type { VerbProps } from './index.ts'
import { BigFigure, displayOf, Figures, Head, HoldDrip, Phases, SetPoints, Stepper, TimeStands } from './parts.tsx'
import { Trace } from './Trace.tsx'
import { commonTexts, lowPhTexts } from './text.ts'

const PHASES = ['acidify', 'hold', 'neutralise'] as const
const HELD_FOR = ['hold'] as const
const SCALE = { acidify: [3, 4.6], hold: [3, 4.6], neutralise: [3, 7] } as const

/** Drip, wait for the needle, move to the second tank, and only then start the clock. */
export function LowPh({ session, view, step }: VerbProps) {
  const language = session.language.value
  const t = lowPhTexts[language]
  const c = commonTexts[language]
  const still = session.watching.value
  const [held, setHeld] = useState<number | null>(null)
  const [witness, setWitness] = useState(false)
  const decide = (topic: string, value: number): Promise<boolean> =>
    session.decide({ slot: `${step.id}.${topic}`, value })
  const control = (topic: string) => step.controls.find((x) => x.topic === topic)
  const bands = step.panels.find((p) => p.id === 'poolPh')?.bands ?? null
  const second = step.assays.find((a) => a.id === 'pH')
  const shown = displayOf(step, 'poolPh')
  const hold_min = step.counters['hold_min'] ?? 0
  const whole_min = control('hold')?.value ?? 60
  const pouring = step.phase === 'neutralise' ? 'base' : step.phase === 'done' ? null : 'acid'
  // Acid that goes in while the clock runs begins it anew on paper.
  const begun_s = view.acts.filter((a) => a.slot === `${step.id}.proceed`).at(-1)?.t_s ?? Infinity
  const again_s = view.acts.filter((a) => a.slot === `${step.id}.acid` && a.t_s > begun_s).at(-1)?.t_s ?? null
  const reason = still ? c.watching : held !== null ? t.startHeld : step.canProceed ? null : t.startNot
  // A colleague's skid dosed and started: the hour is on no page but the recorder's.
  const isHandled = control('acid') !== undefined
  const line = view.lines.find((l) => l.step === step.id && l.hourOf)
  const written_s = line?.entries.at(-1) ? (line.entries.at(-1)!.claimed_s ?? line.entries.at(-1)!.t_s) : null
  const crossing = (control('secondTank')?.value ?? 1) >= 0.5
  const dip = second ? (
    <button
      type="button"
      class="wait"
      aria-label={t.dipName}
      disabled={still || second.pending_s !== null}
      onClick={() => void session.decide({ slot: `${step.id}.assay`, value: ['pH'] })}
    >
      <Icon name="sample" /> <span>{t.dip}</span>
    </button>
  ) : null
  return (
    <section class="skid skid-ph" aria-labelledby="skid-title">
      <Head
        session={session}
        title={t.title[step.phase] ?? t.title['done']!}
        lead={t.lead[step.phase] ?? t.lead['done']!}
      />
      <Phases
        language={language}
        step={step}
        phases={PHASES}
        share={step.phase === 'hold' && !line ? hold_min / Math.max(1, whole_min) : null}
      />
      {witness ? null : <Needle session={session} step={step} view={view} bands={bands} value={shown} />}
      {line && step.phase === 'hold' ? (
        <Recorder session={session} view={view} step={step} bands={bands} open={witness} onOpen={setWitness} />
      ) : null}
      {step.phase === 'hold' ? (
        <div class="skid-clock" role="timer" aria-label={t.clock}>
          <b>{!line ? clockText(hold_min) : written_s === null ? '– –' : clockText((view.t_s - written_s) / 60)}</b>
          <span>
            {t.clockOf(formatNumber(language, whole_min, 0))}
            {line ? <small>{written_s === null ? t.noStart : t.byLine}</small> : null}
            {again_s === null ? null : <small>{t.sinceAcid(duration(language, view.t_s - again_s))}</small>}
          </span>
        </div>
      ) : null}
      <Figures>
        <BigFigure
          language={language}
          label={t.lab}
          value={second?.results.length ? formatNumber(language, second.results.at(-1)!.value, 2) : '–'}
          note={secondSays(session, view, step)}
        />
        {pouring && isHandled ? <Given session={session} view={view} step={step} topic={pouring} /> : null}
        <BigFigure
          language={language}
          label={t.temperature}
          value={figure(session, displayOf(step, 'poolTemperature'), 1)}
          unit="°C"
        />
      </Figures>
      {pouring && !isHandled && step.phase !== 'hold' ? <p class="hint">{t.crewWorks}</p> : null}
      {pouring && isHandled ? (
        <Drip session={session} view={view} step={step} topic={pouring} disabled={still} onHold={setHeld}>
          {dip}
        </Drip>
      ) : null}
      {step.phase === 'done' || (!isHandled && step.phase !== 'hold') ? null : (
        <div class="skid-begin">
          {isHandled ? null : dip}
          {step.phase === 'hold' ? (
            <button type="button" class="wait" disabled={still} onClick={() => void session.wait(600)}>
              <Icon name="wait" /> {t.wait}
            </button>
          ) : null}
          {step.phase === 'acidify' && control('secondTank') ? (
            <Across
              session={session}
              to={crossing}
              disabled={still}
              onChange={(to) => void decide('secondTank', to ? 1 : 0)}
            />
          ) : null}
          <button
            type="button"
            class={`skid-stop${step.phase === 'hold' && (line !== undefined || hold_min < whole_min) ? ' calm' : ''}`}
            disabled={reason !== null}
            onClick={() => void decide('proceed', 1)}
          >
            <span>{step.phase === 'acidify' ? t.start : step.phase === 'hold' ? t.toNeutral : t.finish}</span>
            {reason === null ? null : <small>{reason}</small>}
          </button>
        </div>
      )}
      {step.phase === 'hold' ? <SetPoints session={session} view={view} step={step} topics={HELD_FOR} /> : null}
      <TimeStands session={session} />
    </section>
  )
}

const figure = (session: Session, value: number | null, digits: number): string =>
  value === null ? '–' : formatNumber(session.language.value, value, digits)

function clockText(minutes: number): string {
  const whole = Math.floor(minutes + 1e-6)
  const seconds = Math.floor((minutes - whole) * 60 + 1e-3)
  return `${String(whole).padStart(2, '0')}:${String(Math.max(0, seconds)).padStart(2, '0')}`
}

/** How old the second meter’s word is, or when it will come. */
function secondSays(session: Session, view: Snapshot, step: StepSnapshot): string {
  const language = session.language.value
  const t = lowPhTexts[language]
  const second = step.assays.find((a) => a.id === 'pH')
  if (!second) return ''
  if (second.pending_s !== null) return t.labIn(duration(language, second.pending_s))
  const last = second.results.at(-1)
  return last ? t.ago(duration(language, view.t_s - last.drawn_s)) : t.labNone
}

/** The probe as a needle over what is asked; the second meter as a notch. Its lag is the plant’s own. */
function Needle(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly bands: Bands | null
  readonly value: number | null
}) {
  const { session, step, bands, value } = props
  const language = session.language.value
  const t = lowPhTexts[language]
  const [low, high] = SCALE[step.phase as keyof typeof SCALE] ?? SCALE.neutralise
  const last = step.assays.find((a) => a.id === 'pH')?.results.at(-1)
  const action = bands?.action
  const at = (pH: number): string => `${(100 * (Math.min(high, Math.max(low, pH)) - low)) / (high - low)}%`
  const say = (pH: number): string => formatNumber(language, pH, 2)
  const band = action ? t.band(say(action.low ?? low), say(action.high ?? high)) : ''
  const verdict =
    value === null || !action
      ? null
      : value > (action.high ?? Infinity)
        ? 'above'
        : value < (action.low ?? -Infinity)
          ? 'below'
          : 'inside'
  const every = high - low > 2 ? 1 : 0.2
  const marks = Array.from({ length: Math.round((high - low) / every) + 1 }, (_, i) => low + i * every)
  return (
    <div
      class="ph-gauge"
      role="img"
      aria-label={t.says(value === null ? '–' : say(value), band, verdict ? t.sentences[verdict] : '')}
    >
      <div class="ph-read">
        <span>
          {measured(language, 'poolPh').short} <code>{tagOf('poolPh')}</code>
        </span>
        <b>{value === null ? '–' : say(value)}</b>
        <span class={verdict === 'inside' ? 'within' : 'outside'}>{verdict ? t.verdicts[verdict] : ''}</span>
      </div>
      <div class="ph-scale" aria-hidden="true">
        {action ? (
          <span
            class="ph-band"
            style={{ left: at(action.low ?? low), right: `calc(100% - ${at(action.high ?? high)})` }}
          />
        ) : null}
        {action?.low === null || action?.low === undefined ? null : (
          <span class="ph-edge" style={{ left: at(action.low) }}>
            {formatNumber(language, action.low, 1)}
          </span>
        )}
        {action?.high === null || action?.high === undefined ? null : (
          <span class="ph-edge" style={{ left: at(action.high) }}>
            {formatNumber(language, action.high, 1)}
          </span>
        )}
        {marks.map((mark) => (
          <span key={mark} class="ph-tick" style={{ left: at(mark) }} />
        ))}
        <span class="ph-end low">{formatNumber(language, low, 1)}</span>
        <span class="ph-end high">{formatNumber(language, high, 1)}</span>
        {last ? <span class="ph-second" style={{ left: at(last.value) }} /> : null}
        {value === null ? null : <span class="ph-needle" style={{ left: at(value) }} />}
      </div>
    </div>
  )
}

/** The witness that was there: the curve of the tank, and since when it has been as acid as it should. */
function Recorder(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly bands: Bands | null
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}) {
  const { session, view, step, bands, open, onOpen } = props
  const language = session.language.value
  const t = lowPhTexts[language]
  const limit = bands?.action.high ?? null
  const kept = (step.panels.find((p) => p.id === 'poolPh')?.history ?? []).filter(([, value]) => value !== null)
  const lastOut = kept.reduce((last, [, value], i) => (limit !== null && value! > limit + 0.02 ? i : last), -1)
  const since = kept[lastOut + 1]
  return (
    <div class="skid-recorder">
      <button type="button" class="wait" aria-expanded={open ? 'true' : 'false'} onClick={() => onOpen(!open)}>
        <Icon name="trends" /> {open ? t.recorderShut : t.recorder}
      </button>
      {open ? (
        <>
          <Trace
            language={language}
            step={step}
            panel="poolPh"
            minutes={180}
            now_s={view.t_s}
            title={t.recorderTrace}
            most={4.4}
            says={t.recorderSays}
          />
          {since && limit !== null ? <p>{t.acidSince(formatNumber(language, limit, 1), clockOf(since[0]))}</p> : null}
        </>
      ) : null}
    </div>
  )
}

/** What has gone in so far. */
function Given(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly topic: 'acid' | 'base'
}) {
  const { session, view, step, topic } = props
  const language = session.language.value
  const t = lowPhTexts[language]
  const given = view.acts.filter((a) => a.slot === `${step.id}.${topic}` && a.by === 'player')
  const sum = given.reduce((total, a) => total + Number(a.value), 0)
  const weight = displayOf(step, 'poolWeight')
  const digits = decimalsOf(dropOf(weight ?? 200))
  return (
    <BigFigure
      language={language}
      label={t.given[topic]}
      value={formatNumber(language, sum, digits)}
      unit="L"
      note={weight === null ? null : t.into(formatNumber(language, weight, 1))}
    />
  )
}

/** Hold to drip, or so many litres at once; what has gone in so far. */
function Drip(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly topic: 'acid' | 'base'
  readonly disabled: boolean
  readonly onHold: (litres: number | null) => void
  readonly children: ComponentChild
}) {
  const { session, view, step, topic, disabled, onHold, children } = props
  const language = session.language.value
  const t = lowPhTexts[language]
  const drop = dropOf(displayOf(step, 'poolWeight') ?? 200)
  const [asked, setAsked] = useState(5 * drop)
  const most = step.controls.find((x) => x.topic === topic)?.max ?? 20
  const latest = useRef({ session, view })
  latest.current = { session, view }
  useEffect(() => () => void (session.frame.value = null), [])
  /** The stage drips along. */
  const show = (litres: number | null): void => {
    onHold(litres)
    const { plant, t_s } = latest.current.view
    session.frame.value =
      litres === null || plant.kind !== 'machine'
        ? null
        : { t_s, plant: dosing(plant, topic), at: 0, done: [], figure: null }
  }
  const give = async (litres: number): Promise<void> => {
    await session.decide({ slot: `${step.id}.${topic}`, value: litres })
  }
  const digits = decimalsOf(drop)
  return (
    <div class="skid-drip">
      {session.asText || step.phase === 'hold' ? null : (
        <HoldDrip
          session={session}
          label={t.drip[topic]}
          held={t.letGo}
          drop_L={drop}
          most_L={most}
          disabled={disabled}
          onHold={show}
          onGive={give}
        />
      )}
      <div class="skid-twin">
        <Stepper
          language={language}
          label={t.amount[topic]}
          value={asked}
          by={drop}
          most={most}
          unit="L"
          disabled={disabled}
          onChange={setAsked}
        />
        <button type="button" class="second" disabled={disabled} onClick={() => void give(asked)}>
          {t.give(formatNumber(language, asked, digits))}
        </button>
        {children}
      </div>
    </div>
  )
}

const dosing = (plant: Extract<PlantView, { kind: 'machine' }>, topic: 'acid' | 'base'): PlantView =>
  plant.machine.unit === 'lowPhHold' ? { ...plant, machine: { ...plant.machine, dosing: topic } } : plant

/** From tank to tank: a press, or a swipe of the drop from the left one to the right. */
function Across(props: {
  readonly session: Session
  readonly to: boolean
  readonly disabled: boolean
  readonly onChange: (to: boolean) => void
}) {
  const { session, to, disabled, onChange } = props
  const t = lowPhTexts[session.language.value]
  const grip = useRef<{ x: number; moved: boolean } | null>(null)
  const [share, setShare] = useState<number | null>(null)
  return (
    <div class="skid-across">
      <button
        type="button"
        role="switch"
        aria-checked={to ? 'true' : 'false'}
        disabled={disabled}
        style={{ '--at': share ?? (to ? 1 : 0) }}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          grip.current = { x: event.clientX, moved: false }
        }}
        onPointerMove={(event) => {
          const mine = grip.current
          if (!mine) return
          const by = (event.clientX - mine.x) / Math.max(60, event.currentTarget.clientWidth - 160)
          if (Math.abs(by) > 0.05) mine.moved = true
          setShare(Math.min(1, Math.max(0, (to ? 1 : 0) + by)))
        }}
        onPointerUp={() => {
          const swiped = grip.current?.moved === true && share !== null
          grip.current = swiped ? { x: 0, moved: true } : null
          if (swiped && share > 0.5 !== to) onChange(share > 0.5)
          setShare(null)
        }}
        onPointerCancel={() => {
          grip.current = null
          setShare(null)
        }}
        onClick={(event) => {
          // The press that ends a swipe is not one more.
          const swiped = grip.current?.moved === true
          grip.current = null
          if (!swiped || event.detail === 0) onChange(!to)
        }}
      >
        <span class="across-tank" aria-hidden="true">
          {t.tank(1)}
        </span>
        <span class="across-way" aria-hidden="true">
          <i />
        </span>
        <span class="across-tank" aria-hidden="true">
          {t.tank(2)}
        </span>
        <small>
          <span class="unseen">{t.across}. </span>
          {to ? t.acrossYes : t.acrossNo}
        </small>
      </button>
    </div>
  )
}
