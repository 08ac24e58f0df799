import type { ComponentChildren } from 'preact'
import { useContext, useEffect } from 'preact/hooks'
import {
  type DemoResult,
  type DemoSnapshot,
  type DemoStep,
  formatNumber,
  type Language,
  typeset,
} from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { Notices } from '../settings/Notices.tsx'
import { settingsTexts } from '../settings/text.ts'
import { lightAt, overlay, settings } from '../settings/wishes.ts'
import { SoundButton } from '../sound/SoundButton.tsx'
import { texts } from '../text.ts'
import type { StageLoader } from '../useStage.ts'
import { AroundDemo } from './around.ts'
import { QuitButton, WayOut } from '../way/Way.tsx'
import type { OwnBest } from './best.ts'
import type { DemoSession } from './session.ts'
import { Face, Medals } from './signs.tsx'
import { demoTexts, percentText } from './text.ts'

/** What the page around a demo brings. */
export interface DemoFrame {
  /** Pictures of the plant; null: their words in their place. */
  readonly stage: StageLoader | null
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly menuAddress: string
  readonly onLanguage: (language: Language) => void
  readonly onNewLot: () => void
}

export interface DemoPlayProps<Session> extends DemoFrame {
  readonly session: Session
}

/** Of a demo, what all of them have. */
export type AnyDemo = DemoSession<DemoSnapshot<DemoStep, DemoResult>, DemoStep, DemoResult>

/** The frame of a demo: roof, hall, desk, the line of its beats; all that is said, for ears. */
export function DemoPage(
  props: Omit<DemoPlayProps<AnyDemo>, 'onNewLot'> & {
    /** Before the lot's number. */
    readonly prefix: string
    readonly loading: string
    readonly line: string
    /** Of each beat: name, small print, what it came to. */
    readonly stations: readonly (readonly [name: string, small: string, came: number | null])[]
    /** Shown once there is something to show. */
    hall(): ComponentChildren
    desk(): ComponentChildren
  },
) {
  const { session, stage, menuAddress, loading } = props
  const around = useContext(AroundDemo)
  const language = session.language.value
  const t = demoTexts[language]
  const view = session.view.value
  const title = session.text.value.title ?? t.title
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `${title} · ${t.title}`
  }, [language, t, title])
  document.documentElement.dataset['light'] = lightAt(false)
  useEffect(() => () => void delete document.documentElement.dataset['light'], [])

  const status = session.status.value
  if (status === 'taken' || status === 'lost')
    return (
      <main class="notice-page">
        <h1>{status === 'taken' ? texts[language].otherTab : texts[language].otherTabLost}</h1>
        <p class="buttons">
          <button type="button" class="big" onClick={() => session.takeOver()}>
            {texts[language].takeOver}
          </button>
          <WayOut language={language} address={menuAddress} label={t.menu} />
        </p>
      </main>
    )
  if (status !== 'ready' || !view || !session.step.value)
    return (
      <main class="notice-page">
        <h1>{title}</h1>
        <p role="status">{status === 'failed' ? t.failed : loading}</p>
        {status === 'failed' ? <WayOut language={language} address={menuAddress} label={t.menu} /> : null}
      </main>
    )

  const ended = view.over && session.result.value !== null
  return (
    <div class={`demo${stage ? '' : ' as-text'}${ended ? ' ended' : ''}`}>
      <TopBar {...props} seed={view.seed} title={title} />
      <div class="demo-hall">
        {props.hall()}
        {ended ? around?.ended() : null}
      </div>
      <main class="demo-desk" aria-label={t.desk}>
        <Notices session={session} />
        {props.desk()}
      </main>
      <footer class="demo-gallery">
        <ol class="demo-line" aria-label={props.line}>
          {props.stations.map(([name, small, came], i) => {
            const now = i === session.beat.value && !ended
            return (
              <li key={name} class={now ? 'now' : came === null ? '' : 'done'} aria-current={now ? 'step' : undefined}>
                <span class="demo-dot">{came ?? i + 1}</span>
                <span class="demo-station">
                  {name} <small>{small}</small>
                </span>
              </li>
            )
          })}
        </ol>
      </footer>
      <div class="unseen" role="log" aria-live="polite">
        {session.said.value.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
    </div>
  )
}

function TopBar(props: {
  readonly session: AnyDemo
  readonly onLanguage: (language: Language) => void
  readonly prefix: string
  readonly seed: number
  readonly title: string
}) {
  const { session, onLanguage, prefix, seed, title } = props
  const language = session.language.value
  const t = demoTexts[language]
  const around = useContext(AroundDemo)
  const out = around ? t.menu : settingsTexts[language].menuAndSettings
  return (
    <header class="demo-top">
      <button
        type="button"
        class="demo-menu"
        aria-label={out}
        title={out}
        onClick={() => (around ? around.onHome() : (overlay.value = 'settings'))}
      >
        <Icon name={around ? 'back' : 'menu'} />
      </button>
      <p class="demo-lot">
        <b>{title}</b>
        <span>
          {t.lot} {prefix}-{String(seed).padStart(3, '0')}
        </span>
      </p>
      <nav class="demo-wishes" aria-label={t.languages}>
        {(['fr', 'en'] as const).map((code) => (
          <button
            key={code}
            type="button"
            lang={code}
            title={code === 'fr' ? 'Français' : 'English'}
            aria-pressed={code === language ? 'true' : 'false'}
            onClick={() => onLanguage(code)}
          >
            {code.toUpperCase()}
          </button>
        ))}
        <QuitButton language={language} />
        <SoundButton language={language} />
      </nav>
    </header>
  )
}

export function Voice({ who, says, language }: { who: string; says: string; language: Language }) {
  return (
    <p class="demo-voice">
      <Face who={who} />
      <span>
        <b>{texts[language].says(who)}</b> {typeset(language, says)}
      </span>
    </p>
  )
}

/** What each beat came to, as bars, with the marks of the medals where they count. */
export function Bars(props: {
  readonly label: string
  readonly rows: readonly {
    readonly id: string
    readonly name: string
    readonly small: string
    readonly share: number
    readonly marks: readonly number[]
  }[]
}) {
  return (
    <ol class="demo-three" aria-label={props.label}>
      {props.rows.map(({ id, name, small, share, marks }) => (
        <li key={id}>
          <span>
            {name} <small>{small}</small>
          </span>
          <span class="demo-bar">
            <span style={{ scale: `${share} 1` }} />
            {marks.map((at) => (
              <i key={at} style={{ left: `${100 * at}%` }} />
            ))}
          </span>
          <b>{Math.round(100 * share)}</b>
        </li>
      ))}
    </ol>
  )
}

/** Once it is over: the same once more, or another lot. */
export function EndButtons(props: {
  readonly session: AnyDemo
  readonly onNewLot: () => void
  /** The beat that is played once more; without it, the last. */
  readonly from?: number
}) {
  const { session, onNewLot, from } = props
  const t = demoTexts[session.language.value]
  const around = useContext(AroundDemo)
  if (around) return around.buttons()
  return (
    <div class="demo-buttons two">
      <button type="button" class="big" onClick={() => session.again(from)}>
        {t.again}
      </button>
      <button type="button" class="second" onClick={onNewLot}>
        {t.otherLot}
      </button>
    </div>
  )
}

/** How long the vessel is still this hand's. */
export function TimeLeft(props: { readonly language: Language; readonly left_s: number; readonly lasts_s: number }) {
  const { language, left_s, lasts_s } = props
  return (
    <p class="demo-left">
      <span style={{ scale: `${left_s / lasts_s} 1` }} />
      <b>{demoTexts[language].left(formatNumber(language, Math.ceil(left_s / 60), 0))}</b>
    </p>
  )
}

/** The end of a demo that counts the mean of its beats: number, medals, one sentence, the last curve, two buttons. */
export function DemoEnded(props: {
  readonly session: AnyDemo & OwnBest
  readonly view: DemoSnapshot<DemoStep, DemoResult>
  readonly onNewLot: () => void
  readonly mean: number
  readonly score: string
  readonly label: string
  readonly rows: readonly (readonly [name: string, small: string, share: number])[]
  /** What the last beat taught, as the level's text names it. */
  readonly insight: string
  readonly children: ComponentChildren
}) {
  const { session, view, onNewLot, mean, score, label, rows, insight, children } = props
  const language = session.language.value
  const t = demoTexts[language]
  const ghost = session.ghost.value
  const won = view.medals ?? 0
  const nextAt = view.thresholds[won]
  const mine = session.record.value && ghost ? t.newBest : ghost ? t.oldBest(Math.round(100 * ghost.delivered)) : ''
  return (
    <>
      <h1>
        {percentText(language, mean)} {score}
      </h1>
      <Medals won={won} label={t.medalsSpoken(won)} />
      <Bars
        label={label}
        rows={rows.map(([name, small, share], i) => ({ id: view.beats[i]!, name, small, share, marks: [] }))}
      />
      <Voice who="Nadia" says={session.text.value.lines?.[`insight.${insight}`] ?? ''} language={language} />
      {children}
      <p class="demo-from">
        {typeset(
          language,
          [nextAt === undefined ? '' : t.nextMedal(percentText(language, nextAt)), mine]
            .filter((part) => part !== '')
            .join(' · '),
        )}
      </p>
      <EndButtons session={session} onNewLot={onNewLot} from={0} />
    </>
  )
}

/** The hall in words, with a clock that can be stopped and moved on by hand. */
export function InWords(props: {
  readonly session: AnyDemo
  readonly lines: readonly string[]
  readonly running: boolean
  readonly waits: readonly (readonly [number, string])[]
}) {
  const { session, lines, running, waits } = props
  const t = demoTexts[session.language.value]
  return (
    <section class="demo-text" aria-label={t.hall}>
      <h2>{t.seen}</h2>
      {lines.map((line, i) => (
        <p key={i}>{line}</p>
      ))}
      <p class="buttons">
        <button type="button" class="second" onClick={() => (session.paused.value = !session.paused.value)}>
          {session.paused.value ? t.resume : t.pause}
        </button>
      </p>
      {session.paused.value && running && !settings.value.pauseAlways ? (
        <Waits session={session} waits={waits} />
      ) : null}
    </section>
  )
}

/** Where time waits, it passes by asking. */
export function Waits(props: { readonly session: AnyDemo; readonly waits: readonly (readonly [number, string])[] }) {
  const t = demoTexts[props.session.language.value]
  return (
    <p class="buttons">
      {props.waits.map(([seconds, label]) => (
        <button key={seconds} type="button" class="second" onClick={() => props.session.wait(seconds)}>
          {t.wait} {label}
        </button>
      ))}
    </p>
  )
}
