import { useEffect, useRef } from 'preact/hooks'
import {
  comparedWithBar,
  formatNumber,
  type Language,
  type Lesson,
  lessonOf,
  type PourSnapshot,
  type PourStep,
  typeset,
} from '../../present/index.ts'
import type { StageLoader } from '../useStage.ts'
import { SoundButton } from '../sound/SoundButton.tsx'
import { Curve } from './Curve.tsx'
import { type KeyRow, useKeys } from '../keys.ts'
import { Notices } from '../settings/Notices.tsx'
import { lightAt, overlay, settings } from '../settings/wishes.ts'
import { settingsTexts } from '../settings/text.ts'
import { texts } from '../text.ts'
import { PourStage } from './PourStage.tsx'
import { Icon } from '../icons.tsx'
import { Cells, Face, Medals, Sign } from './signs.tsx'
import type { PourSession } from './session.ts'
import { pourTexts } from './text.ts'

export interface PourPlayProps {
  readonly session: PourSession
  /** Pictures of the plant; null: their words in their place. */
  readonly stage: StageLoader | null
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly menuAddress: string
  readonly onLanguage: (language: Language) => void
  readonly onNewLot: () => void
}

/** Three pours in ninety seconds: at the bench, in the plant, and in the plant once more. */
export function PourPlay(props: PourPlayProps) {
  const { session, stage, renderer, menuAddress } = props
  const language = session.language.value
  const t = pourTexts[language]
  const view = session.view.value
  const step = session.step.value
  const title = session.text.value.title ?? t.title
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `${title} · ${t.title}`
  }, [language, t, title])
  document.documentElement.dataset['light'] = lightAt(false)
  useEffect(() => () => void delete document.documentElement.dataset['light'], [])
  useEffect(() => {
    const up = (): void => session.release()
    window.addEventListener('blur', up)
    return () => window.removeEventListener('blur', up)
  }, [session])
  usePourKeys(session)

  const status = session.status.value
  if (status === 'taken' || status === 'lost')
    return (
      <main class="notice-page">
        <h1>{status === 'taken' ? texts[language].otherTab : texts[language].otherTabLost}</h1>
        <p class="buttons">
          <button type="button" class="big" onClick={() => session.takeOver()}>
            {texts[language].takeOver}
          </button>
          <a class="second" href={menuAddress}>
            {t.menu}
          </a>
        </p>
      </main>
    )
  if (session.status.value !== 'ready' || !view || !step)
    return (
      <main class="notice-page">
        <h1>{title}</h1>
        <p role="status">{session.status.value === 'failed' ? t.failed : t.loading}</p>
        {session.status.value === 'failed' ? (
          <a class="second" href={menuAddress}>
            {t.menu}
          </a>
        ) : null}
      </main>
    )

  const plant = session.plant.value
  const words = inWords(language, step)
  return (
    <div class={`pour${stage ? '' : ' as-text'}${view.over && session.result.value ? ' ended' : ''}`}>
      <TopBar {...props} view={view} title={title} />
      <div class="pour-hall">
        {stage && plant ? (
          <PourStage session={session} plant={plant} load={stage} renderer={renderer} words={words} />
        ) : (
          <InWords session={session} step={step} words={words} />
        )}
      </div>
      <main class="pour-desk" aria-label={t.desk}>
        <Notices session={session} />
        {view.over && session.result.value ? (
          <Ended {...props} view={view} />
        ) : (
          <AtWork session={session} view={view} step={step} asText={stage === null} />
        )}
      </main>
      <Line session={session} view={view} />
      <div class="unseen" role="log" aria-live="polite">
        {session.said.value.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
    </div>
  )
}

function TopBar(props: PourPlayProps & { readonly view: PourSnapshot; readonly title: string }) {
  const { session, onLanguage, view, title } = props
  const language = session.language.value
  const t = pourTexts[language]
  return (
    <header class="pour-top">
      <button
        type="button"
        class="pour-menu"
        aria-label={settingsTexts[language].menuAndSettings}
        title={settingsTexts[language].menuAndSettings}
        onClick={() => (overlay.value = 'settings')}
      >
        <Icon name="menu" />
      </button>
      <p class="pour-lot">
        <b>{title}</b>
        <span>
          {t.lot} AV-{String(view.seed).padStart(3, '0')}
        </span>
      </p>
      <nav class="pour-wishes" aria-label={t.languages}>
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
        <SoundButton language={language} />
      </nav>
    </header>
  )
}

/** Questions, displays, the curve, and one button. */
function AtWork(props: {
  readonly session: PourSession
  readonly view: PourSnapshot
  readonly step: PourStep
  readonly asText: boolean
}) {
  const { session, view, step } = props
  const language = session.language.value
  const t = pourTexts[language]
  const stopped = settings.value.pauseAlways
  // Time that waits for the hand leaves no hold to time: one press opens, one closes.
  const asText = props.asText || stopped
  const beat = session.beat.value
  const result = session.result.value
  const choosing = step.mayChoosePumps && step.phase === 'ready'
  const moment = step.phase === 'ready' ? 'ready' : step.phase === 'mixing' ? 'mixing' : 'wait'
  const lesson = result && view.good ? lessonOf(result, view.good) : null
  const line =
    session.text.value.lines?.[lesson ? `lesson.${lesson}` : `${step.id}.${session.pouring.value ? 'pour' : moment}`]
  const whole_min = (1.5 * step.cocktail_L) / (step.pumps * step.pump_L_min)
  return (
    <>
      <h1>
        {choosing || step.phase !== 'ready' || beat < 2 ? t.questions[choosing ? 2 : beat === 2 ? 0 : beat] : null}
      </h1>
      {line ? <Voice who={t.people[lesson ? 0 : beat]!} says={line} language={language} /> : null}
      {result ? (
        <div class="pour-result">
          <p class="pour-score">
            <b>{Math.round(100 * result.delivered)}</b> {t.cells}
          </p>
          <Cells share={result.delivered} still={session.reducedMotion} />
        </div>
      ) : choosing ? null : (
        <dl class="pour-displays">
          <div>
            <dt>{t.sinceMixing}</dt>
            <dd>
              <b>{clock(step.sinceMixing_s)}</b>
            </dd>
          </div>
          <div>
            <dt>{t.size}</dt>
            <dd>
              <b>{step.size_um === null ? '–' : formatNumber(language, step.size_um, 2)}</b> µm
              <span>{t.compared[comparedWithBar(step.size_um)]}</span>
            </dd>
          </div>
        </dl>
      )}
      {choosing ? <Pumps session={session} step={step} /> : null}
      <Curve
        language={language}
        trace={choosing ? session.before.value.trace : session.trace.value}
        good={view.good}
        ghost={beat === 2 && !choosing ? session.ghost.value : null}
        minutes={choosing ? 20 : Math.max(20, whole_min + 6)}
        title={choosing ? t.lastTime(session.before.value.pumps) : null}
        over={choosing || result !== null}
      />
      {result && result.last_um > 1.15 * result.first_um ? (
        <p class="pour-from">
          {typeset(
            language,
            t.from(formatNumber(language, result.first_um, 2), formatNumber(language, result.last_um, 2)),
          )}
        </p>
      ) : null}
      {stopped && step.phase !== 'ready' && !result ? <Waits session={session} /> : null}
      <Buttons session={session} step={step} asText={asText} />
    </>
  )
}

function Voice({ who, says, language }: { who: string; says: string; language: Language }) {
  return (
    <p class="pour-voice">
      <Face who={who} />
      <span>
        <b>{who}</b> {typeset(language, says)}
      </span>
    </p>
  )
}

/** The choice comes before the mixing; what it means for the pour is arithmetic. */
function Pumps({ session, step }: { session: PourSession; step: PourStep }) {
  const language = session.language.value
  const t = pourTexts[language]
  const minutes = step.cocktail_L / (step.pumps * step.pump_L_min)
  return (
    <fieldset class="pour-pumps">
      <legend>
        {t.pumps}{' '}
        <b>
          {formatNumber(language, minutes, minutes < 10 && minutes % 1 !== 0 ? 1 : 0)} {t.minutes}
        </b>{' '}
        {t.emptyIn}
        {step.hoses_L > 0 ? <>, {t.inHoses(`${formatNumber(language, step.hoses_L, 0)}\u00a0L`)}</> : null}
      </legend>
      <div class="pour-heads">
        {[1, 2, 3, 4, 5, 6, 7, 8].map((n) => (
          <label key={n} class={n === step.pumps ? 'chosen' : n < step.pumps ? 'on' : ''}>
            <input
              type="radio"
              name="pumps"
              aria-label={t.pumpName(n)}
              checked={n === step.pumps}
              onChange={() => session.setPumps(n)}
            />
            <span aria-hidden="true">{n}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** One button for all of a pour; what it does is written on it. */
function Buttons({ session, step, asText }: { session: PourSession; step: PourStep; asText: boolean }) {
  const language = session.language.value
  const t = pourTexts[language]
  const state = stateOf(session, step)
  const pouring = session.pouring.value
  /** What the button was when the finger came down: a hold that empties the bag must not press what comes next. */
  const downAt = useRef<string | null>(null)
  const share = step.cocktail_L > 0 ? step.poured_L / step.cocktail_L : 0
  const mixed = step.phase === 'mixing' ? Math.max(0, (2 * step.volume_L) / step.cocktail_L - 1) : 0
  const label =
    state === 'mix'
      ? t.mix
      : state === 'mixing'
        ? session.waiting.value
          ? t.waiting
          : t.mixing
        : state === 'result'
          ? t.next[session.beat.value]!
          : asText
            ? pouring
              ? t.stopPouring
              : t.pour
            : pouring
              ? t.holding
              : t.hold
  return (
    <div class="pour-buttons">
      {/* Above, so that the big one never moves from under a thumb. */}
      {state === 'pour' && !pouring && step.poured_L > 0 ? (
        <button type="button" class="second" onClick={() => session.stop()}>
          {t.leave}
        </button>
      ) : null}
      <button
        type="button"
        class={`big pour-main is-${state}${pouring ? ' held' : session.waiting.value ? ' down' : ''}`}
        aria-pressed={state === 'pour' ? (pouring ? 'true' : 'false') : undefined}
        onPointerDown={(event) => {
          downAt.current = state
          if (event.button !== 0 || asText || (state !== 'pour' && state !== 'mixing')) return
          // Fingers drift: the hold ends where they lift, wherever that is.
          event.currentTarget.setPointerCapture(event.pointerId)
          session.press()
        }}
        onPointerUp={() => session.release()}
        onPointerCancel={() => session.release()}
        onContextMenu={(event) => event.preventDefault()}
        onClick={(event) => {
          const fresh = event.detail === 0 || downAt.current === state
          downAt.current = null
          if (!fresh) return
          if (state === 'mix') session.mix()
          else if (state === 'result') session.next()
          // A click without a pointer: a switch, a voice, a screen reader. In words, any click.
          else if (state === 'pour' && (asText || event.detail === 0)) session.toggle()
        }}
      >
        <span class="pour-fill" style={{ scale: `${state === 'mixing' ? mixed : state === 'pour' ? share : 0} 1` }} />
        <Sign name={state === 'mix' ? 'mix' : state === 'result' ? 'next' : 'pour'} size={34} />
        <span>{label}</span>
      </button>
    </div>
  )
}

type ButtonState = 'mix' | 'mixing' | 'pour' | 'result'

function stateOf(session: PourSession, step: PourStep): ButtonState {
  if (session.result.value) return 'result'
  return step.phase === 'ready' ? 'mix' : step.phase === 'mixing' ? 'mixing' : 'pour'
}

/** Space holds, Enter opens and closes: from the button, and from anywhere that is no control of its own. */
function usePourKeys(session: PourSession): void {
  const t = pourTexts[session.language.value]
  const spaceIsHand = useRef(false)
  const main = (): HTMLButtonElement | null => document.querySelector<HTMLButtonElement>('.pour-main')
  const press =
    (pour: () => void) =>
    (event: KeyboardEvent): boolean | void => {
      const target = event.target as HTMLElement
      if (target !== document.body && target.closest('.pour-main') === null) return false
      if (event.repeat) return true
      const step = session.step.value
      if (step !== null && !session.result.value && step.phase !== 'ready') return pour()
      if (target !== document.body) return false
      main()?.click()
    }
  const toggles = settings.value.pauseAlways
  useKeys((): readonly KeyRow[] => [
    {
      keys: [' '],
      does: toggles ? t.pour : t.hold,
      down: press(() => {
        if (toggles) return session.toggle()
        spaceIsHand.current = true
        session.press()
      }),
      up: () => {
        if (!spaceIsHand.current) return false
        spaceIsHand.current = false
        session.release()
      },
    },
    { keys: ['Enter'], does: t.openOrClose, down: press(() => session.toggle()) },
  ])
}

/** Three numbers, the medals of the last, one sentence, two buttons. */
function Ended({ session, view, onNewLot }: PourPlayProps & { readonly view: PourSnapshot }) {
  const language = session.language.value
  const t = pourTexts[language]
  const last = view.results.at(-1)!
  const lesson: Lesson = view.good ? lessonOf(last, view.good) : 'good'
  const ghost = session.ghost.value
  const score = (share: number): number => Math.round(100 * share)
  return (
    <>
      <h1>
        {score(last.delivered)} {t.cells}
      </h1>
      <Medals won={view.medals ?? 0} label={t.medalsSpoken(view.medals ?? 0)} />
      <ol class="pour-three" aria-label={t.pours}>
        {view.results.map((r, i) => (
          <li key={r.id}>
            <span>
              {t.stations[i]} <small>{litres(language, r.culture_L)}</small>
            </span>
            <span class="pour-bar">
              <span style={{ scale: `${r.delivered} 1` }} />
              {i === 2 ? view.thresholds.map((at) => <i key={at} style={{ left: `${100 * at}%` }} />) : null}
            </span>
            <b>{score(r.delivered)}</b>
          </li>
        ))}
      </ol>
      <Voice who={t.people[0]!} says={session.text.value.lines?.[`insight.${lesson}`] ?? ''} language={language} />
      <Curve
        language={language}
        trace={session.trace.value}
        good={view.good}
        ghost={ghost}
        minutes={20}
        title={null}
        over
      />
      <p class="pour-from">
        {t.pumpName(last.pumps)}
        {session.record.value && ghost
          ? ` · ${t.newBest}`
          : ghost
            ? ` · ${typeset(language, t.oldBest(score(ghost.delivered)))}`
            : ''}
      </p>
      <div class="pour-buttons two">
        <button type="button" class="big" onClick={() => session.again()}>
          {t.again}
        </button>
        <button type="button" class="second" onClick={onNewLot}>
          {t.otherLot}
        </button>
      </div>
    </>
  )
}

/** The batch line of this level: three pours. */
function Line({ session, view }: { session: PourSession; view: PourSnapshot }) {
  const language = session.language.value
  const t = pourTexts[language]
  const beat = session.beat.value
  return (
    <footer class="pour-gallery">
      <ol class="pour-line" aria-label={t.pours}>
        {view.pours.map((id, i) => {
          const done = view.results.find((r) => r.id === id)
          const now = i === beat && !(view.over && session.result.value)
          return (
            <li key={id} class={now ? 'now' : done ? 'done' : ''} aria-current={now ? 'step' : undefined}>
              <span class="pour-dot">{done ? Math.round(100 * done.delivered) : i + 1}</span>
              <span class="pour-station">
                {t.stations[i]} <small>{litres(language, i === 0 ? 2 : 2000)}</small>
              </span>
            </li>
          )
        })}
      </ol>
    </footer>
  )
}

const litres = (language: Language, volume_L: number): string => `${formatNumber(language, volume_L, 0)}\u202fL`

/** Minutes and seconds; past an hour nobody counts seconds. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}

function inWords(language: Language, step: PourStep): string {
  const t = pourTexts[language]
  return [
    typeset(language, t.lens(t.compared[comparedWithBar(step.size_um)])),
    typeset(language, t.inBag(formatNumber(language, (100 * step.volume_L) / step.cocktail_L, 0))),
  ].join(' ')
}

/** The hall in words, with a clock that can be stopped and moved on by hand. */
function InWords({ session, step, words }: { session: PourSession; step: PourStep; words: string }) {
  const t = pourTexts[session.language.value]
  const running = step.phase !== 'ready' && !session.result.value
  return (
    <section class="pour-text" aria-label={t.hall}>
      <h2>{t.seen}</h2>
      <p>{words}</p>
      <p>{t.barIs}</p>
      <p class="buttons">
        <button type="button" class="second" onClick={() => (session.paused.value = !session.paused.value)}>
          {session.paused.value ? t.resume : t.pause}
        </button>
      </p>
      {session.paused.value && running && !settings.value.pauseAlways ? <Waits session={session} /> : null}
    </section>
  )
}

/** Where time waits, it passes by asking. */
function Waits({ session }: { session: PourSession }) {
  const t = pourTexts[session.language.value]
  return (
    <p class="buttons">
      {t.waits.map(([seconds, label]) => (
        <button key={seconds} type="button" class="second" onClick={() => session.wait(seconds)}>
          {t.wait} {label}
        </button>
      ))}
    </p>
  )
}
