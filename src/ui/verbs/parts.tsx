import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import {
  duration,
  formatNumber,
  type Language,
  measured,
  type PanelSnapshot,
  phaseName,
  readNumber,
  type Snapshot,
  type StepSnapshot,
  verdictOf,
} from '../../present/index.ts'
import { Indicator } from '../controls/Indicator.tsx'
import { Icon } from '../icons.tsx'
import { useMedia } from '../media.ts'
import { UnitOf } from '../parts.tsx'
import type { Session } from '../session.ts'
import { settings } from '../settings/wishes.ts'
import { texts } from '../text.ts'
import { decimalsOf, dripped, inDrops } from './drip.ts'
import { commonTexts } from './text.ts'

/** A window large enough for a map and a table beside the hand: they lie open there. */
export const useRoom = (): boolean => useMedia('(min-width: 1600px) and (min-height: 960px)')

/** What every skid's screen is made with: its displays, its controls, and how a figure is said. */
export function atSkid(session: Session, step: StepSnapshot) {
  const language = session.language.value
  const at = (topic: string): string => `${step.id}.${topic}`
  return {
    language,
    still: session.watching.value,
    say: (value: number | null, digits = 0): string => (value === null ? '–' : formatNumber(language, value, digits)),
    at,
    control: (topic: string) => step.controls.find((c) => c.topic === topic),
    panel: (id: string) => step.panels.find((p) => p.id === id),
    decide: (topic: string, value: number): void => void session.decide({ slot: at(topic), value }),
  }
}

/** Past what is asked, by what the display shows now. */
export const pastOf = (panel: PanelSnapshot | undefined): 'alert' | 'action' | null => {
  if (!panel?.bands || panel.now === null) return null
  const verdict = verdictOf(panel.bands, panel.now)
  return verdict === 'asked' ? null : verdict
}

/** What a display of this step shows now. */
export const displayOf = (step: StepSnapshot, id: string): number | null =>
  step.panels.find((p) => p.id === id)?.now ?? null

export interface FigureProps {
  readonly label: string
  readonly value: string
  readonly language: Language
  readonly unit?: string
  readonly note?: ComponentChildren
  /** It is past what is asked. */
  readonly past?: 'alert' | 'action' | null
}

/** A few figures that are read from afar. */
export function Figures({ children }: { readonly children: ComponentChildren }) {
  return <dl class="skid-figures">{children}</dl>
}

export function BigFigure({ label, value, language, unit = '', note, past }: FigureProps) {
  return (
    <div class={past ? `past-${past}` : ''}>
      <dt>{label}</dt>
      <dd>
        <b>{value}</b> <UnitOf language={language} unit={unit} />
        {note === undefined || note === null ? null : <small>{note}</small>}
      </dd>
    </div>
  )
}

/** What the hand is at, in a word and a line; all curves are one press away. */
export function Head(props: {
  readonly session: Session
  readonly title: string
  readonly lead: string
  readonly children?: ComponentChildren
}) {
  const { session, title, lead, children } = props
  return (
    <header class="skid-head">
      <h2 id="skid-title">{title}</h2>
      <p class="hint">{lead}</p>
      {children}
      <button type="button" class="quiet" onClick={() => (session.sheet.value = { kind: 'trends' })}>
        <Icon name="trends" size={20} /> {texts[session.language.value].trendsShort}
      </button>
    </header>
  )
}

/** The phases of a skid, the present one filled as far as it has come. */
export function Phases(props: {
  readonly language: Language
  readonly step: StepSnapshot
  readonly phases: readonly string[]
  /** Of the present phase, 0 to 1; null: nobody can say. */
  readonly share: number | null
  readonly says?: string
  /** Where the skid has not counted them yet. */
  readonly cycles?: number
}) {
  const { language, step, phases, share, says, cycles = step.counters['cycles'] ?? 1 } = props
  const t = commonTexts[language]
  const at = phases.indexOf(step.phase)
  const figure = (x: number): string => formatNumber(language, x, 0)
  return (
    <div class="skid-phases">
      <ol role="list" aria-label={t.phases}>
        {phases.map((phase, i) => (
          <li
            key={phase}
            class={i < at ? 'past' : i === at ? 'present' : ''}
            aria-current={i === at ? 'step' : undefined}
            style={i === at && share !== null ? { '--share': `${Math.round(100 * Math.min(1, share))}%` } : undefined}
          >
            {phaseName(language, step.unit, phase)}
          </li>
        ))}
      </ol>
      <p>
        {cycles > 1 ? t.cycle(figure(step.counters['cycle'] ?? 1), figure(cycles)) : ''}
        {cycles > 1 && says ? ' · ' : ''}
        {says ?? ''}
      </p>
    </div>
  )
}

/** Where the clock stands: what moves by itself does not, until it is let go or so many minutes are waited. */
export function TimeStands({ session }: { readonly session: Session }) {
  const language = session.language.value
  const t = commonTexts[language]
  const always = settings.value.pauseAlways
  if (session.watching.value || (session.speed.value !== 0 && !always)) return null
  return (
    <p class={`skid-stands${always || session.asText ? ' always' : ''}`}>
      <span>{t.timeStands}</span>
      {always ? null : (
        <button type="button" class="second" onClick={() => session.setSpeed(1)}>
          {t.letFlow}
        </button>
      )}
      {always || session.asText
        ? t.wait.map(([seconds, label]) => (
            <button
              key={seconds}
              type="button"
              class="second"
              aria-label={t.waitLabel(label)}
              onClick={() => void session.wait(seconds)}
            >
              + {label}
            </button>
          ))
        : null}
    </p>
  )
}

/** The flow of a running step, held and let go: the pump waits, the plant does not. */
export function HoldFlow({ session, step }: { readonly session: Session; readonly step: StepSnapshot }) {
  const t = commonTexts[session.language.value]
  return (
    <button
      type="button"
      class="wait"
      aria-pressed={step.paused ? 'true' : 'false'}
      disabled={session.watching.value}
      onClick={() => void session.decide({ slot: `${step.id}.pause`, value: step.paused ? 0 : 1 })}
    >
      <Icon name={step.paused ? 'proceed' : 'pause'} /> {step.paused ? t.flowOn : t.flowOff}
    </button>
  )
}

/** The paper clock of a hold: what has been counted, in hours and minutes. */
export function HoldClock(props: {
  readonly step: StepSnapshot
  readonly label: string
  readonly counted_s: number
  readonly of: string
}) {
  const { step, label, counted_s, of } = props
  const minutes = Math.floor(counted_s / 60 + 1e-6)
  const two = (n: number): string => String(n).padStart(2, '0')
  return (
    <div class={`skid-clock${step.paused ? ' stopped' : ''}`} role="timer" aria-label={label}>
      <b>{`${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`}</b>
      <span>{of}</span>
    </div>
  )
}

/** How a skid that waits for a hand is let go, and how its phase is ended: in time, or before it. */
export function Feet(props: {
  readonly session: Session
  readonly step: StepSnapshot
  readonly started: boolean
  readonly words: { readonly start: string; readonly finish: string; readonly finishEarly: string }
  /** Why it cannot be sent on yet; null: it can. */
  readonly reason?: string | null
}) {
  const { session, step, started, words, reason = null } = props
  const { still, decide } = atSkid(session, step)
  if (!started)
    return (
      <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
        <span>{words.start}</span>
      </button>
    )
  if (step.ready)
    return (
      <button type="button" class="skid-stop" disabled={still || reason !== null} onClick={() => decide('proceed', 1)}>
        <span>{words.finish}</span>
        {reason === null ? null : <small>{reason}</small>}
      </button>
    )
  return (
    <button
      type="button"
      class="wait"
      disabled={still || reason !== null}
      onClick={() => (session.sheet.value = { kind: 'proceed', step: step.id })}
    >
      <Icon name="proceed" /> <span>{words.finishEarly}</span>
    </button>
  )
}

/** A sample of this skid for one assay, and what the last one said. */
export function Drawn(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly assay: string
}) {
  const { session, view, step, assay: id } = props
  const language = session.language.value
  const t = commonTexts[language]
  const assay = step.assays.find((a) => a.id === id)
  if (!assay) return null
  const last = assay.results.at(-1)
  const name = measured(language, id)
  return (
    <div class="skid-drawn">
      <button
        type="button"
        class="wait"
        disabled={session.watching.value || assay.pending_s !== null}
        onClick={() => void session.decide({ slot: `${step.id}.assay`, value: [id] })}
      >
        <Icon name="sample" /> {t.sampleFor(name.short)}
      </button>
      {assay.pending_s === null && !last ? null : (
        <p>
          {assay.pending_s === null ? null : <span>{t.resultIn(duration(language, assay.pending_s))}</span>}{' '}
          {last ? (
            <>
              <b>
                {last.status === 'below' ? '< ' : last.status === 'above' ? '> ' : ''}
                {formatNumber(language, last.value, assay.digits)}
              </b>{' '}
              <UnitOf language={language} unit={assay.unit} />{' '}
              <small>{t.resultAgo(duration(language, view.t_s - last.drawn_s))}</small>
            </>
          ) : null}
        </p>
      )}
    </div>
  )
}

/** Set points that are still to be decided before the hand is needed: they stand where yesterday’s product had them. */
export function SetPoints(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly topics: readonly string[]
}) {
  const { session, view, step, topics } = props
  const shown = topics.flatMap((topic) => step.controls.find((c) => c.topic === topic && c.kind === 'setting') ?? [])
  if (shown.length === 0) return null
  return (
    <div class="set-points">
      {shown.map((control) => (
        <Indicator
          key={control.topic}
          session={session}
          view={view}
          step={step}
          control={control}
          onExact={() => (session.sheet.value = { kind: 'control', step: step.id, topic: control.topic })}
        />
      ))}
    </div>
  )
}

/** An amount in steps, or typed. */
export function Stepper(props: {
  readonly language: Language
  readonly label: string
  readonly value: number
  readonly by: number
  readonly most: number
  readonly unit: string
  readonly disabled: boolean
  readonly onChange: (value: number) => void
}) {
  const { language, label, value, by, most, unit, disabled, onChange } = props
  const t = commonTexts[language]
  const [typed, setTyped] = useState<string | null>(null)
  const digits = decimalsOf(by)
  const put = (wanted: number): void => {
    setTyped(null)
    onChange(Math.min(most, Math.max(by, inDrops(wanted, by))))
  }
  return (
    <div class="skid-stepper" role="group" aria-label={label}>
      <button
        type="button"
        aria-label={t.less(label)}
        disabled={disabled || value <= by}
        onClick={() => put(value - by)}
      >
        −
      </button>
      <label>
        <span class="unseen">{label}</span>
        <input
          type="text"
          inputMode="decimal"
          disabled={disabled}
          value={typed ?? formatNumber(language, value, digits)}
          onInput={(event) => {
            setTyped(event.currentTarget.value)
            const read = readNumber(event.currentTarget.value)
            if (read !== undefined && read > 0 && read <= most) onChange(read)
          }}
          onBlur={() => setTyped(null)}
          onKeyDown={(event) => {
            const way = { ArrowUp: 1, ArrowDown: -1 }[event.key]
            if (way === undefined) return
            event.preventDefault()
            put(value + way * (event.shiftKey ? 5 : 1) * by)
          }}
        />
        <UnitOf language={language} unit={unit} />
      </label>
      <button
        type="button"
        aria-label={t.more(label)}
        disabled={disabled || value >= most}
        onClick={() => put(value + by)}
      >
        +
      </button>
    </div>
  )
}

/** Held, it drips; let go, that much has been given. Plant time waits meanwhile: how long a hand takes is nobody’s concern. */
export function HoldDrip(props: {
  readonly session: Session
  readonly label: string
  readonly held: (litres: string) => string
  readonly drop_L: number
  readonly most_L: number
  readonly disabled: boolean
  /** Litres so far, for who else shows it; null: the hand is off. */
  readonly onHold: (litres: number | null) => void
  readonly onGive: (litres: number) => Promise<void>
}) {
  const { session, label, held, drop_L, most_L, disabled, onHold, onGive } = props
  const language = session.language.value
  const [litres, setLitres] = useState<number | null>(null)
  const hold = useRef<{ request: number; started: number; speed: Session['speed']['value'] } | null>(null)
  const letGo = (): number => {
    const mine = hold.current
    if (!mine) return 0
    cancelAnimationFrame(mine.request)
    hold.current = null
    setLitres(null)
    onHold(null)
    session.speed.value = mine.speed
    return dripped(performance.now() - mine.started, drop_L, most_L)
  }
  useEffect(() => () => void letGo(), [])
  const press = (): void => {
    if (hold.current || disabled) return
    session.forgive()
    const mine = { request: 0, started: performance.now(), speed: session.speed.value }
    hold.current = mine
    session.speed.value = 0
    const run = (): void => {
      const now = dripped(performance.now() - mine.started, drop_L, most_L)
      setLitres(now)
      onHold(now)
      mine.request = requestAnimationFrame(run)
    }
    run()
  }
  const release = (): void => {
    const given = letGo()
    if (given > 0) void onGive(given)
  }
  return (
    <button
      type="button"
      class={`skid-hold${litres === null ? '' : ' held'}`}
      disabled={disabled}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        press()
      }}
      onPointerUp={release}
      onPointerCancel={() => void letGo()}
      onContextMenu={(event) => event.preventDefault()}
      // A click without a pointer or a key, of a switch or a voice: one drop.
      onClick={(event) => {
        if (event.detail === 0) void onGive(drop_L)
      }}
      onKeyDown={(event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return
        event.preventDefault()
        if (!event.repeat) press()
      }}
      onKeyUp={(event) => {
        if (event.key === ' ' || event.key === 'Enter') release()
      }}
      onBlur={() => void letGo()}
    >
      <Icon name="feedRate" size={30} />
      <span>{litres === null ? label : held(formatNumber(language, litres, decimalsOf(drop_L)))}</span>
    </button>
  )
}
