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
import type { BestTry } from '../../platform/index.ts'
import { Curve, type Row } from '../demo/Curve.tsx'
import { Bars, DemoPage, type DemoPlayProps, EndButtons, InWords, Voice, Waits } from '../demo/DemoPage.tsx'
import { HoldButton } from '../demo/HoldButton.tsx'
import { Medals, Sign } from '../demo/signs.tsx'
import { demoTexts } from '../demo/text.ts'
import { type KeyRow, useKeys } from '../keys.ts'
import { settings } from '../settings/wishes.ts'
import { Cells } from './Cells.tsx'
import { PourStage } from './PourStage.tsx'
import type { Point, PourSession } from './session.ts'
import { pourTexts } from './text.ts'

type PourPlayProps = DemoPlayProps<PourSession>

/** Three pours in ninety seconds: at the bench, in the plant, and in the plant once more. */
export function PourPlay(props: PourPlayProps) {
  const { session, stage, renderer } = props
  const language = session.language.value
  const t = pourTexts[language]
  useEffect(() => {
    const up = (): void => session.release()
    window.addEventListener('blur', up)
    return () => window.removeEventListener('blur', up)
  }, [session])
  usePourKeys(session)
  const view = session.view.value
  const step = session.step.value
  const plant = session.plant.value
  return (
    <DemoPage
      {...props}
      prefix="AV"
      loading={t.loading}
      line={t.pours}
      stations={(view?.beats ?? []).map((id, i) => {
        const done = view!.results.find((r) => r.id === id)
        return [t.stations[i]!, litres(language, i === 0 ? 2 : 2000), done ? Math.round(100 * done.delivered) : null]
      })}
      hall={() =>
        stage && plant ? (
          <PourStage
            session={session}
            plant={plant}
            load={stage}
            renderer={renderer}
            words={inWords(language, step!).slice(0, 2).join(' ')}
          />
        ) : (
          <InWords
            session={session}
            lines={inWords(language, step!)}
            running={step!.phase !== 'ready' && !session.result.value}
            waits={t.waits}
          />
        )
      }
      desk={() =>
        view!.over && session.result.value ? (
          <Ended {...props} view={view!} />
        ) : (
          <AtWork session={session} view={view!} step={step!} asText={stage === null} />
        )
      }
    />
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
        <div class="demo-result">
          <p class="demo-score">
            <b>{Math.round(100 * result.delivered)}</b> {t.cells}
          </p>
          <Cells share={result.delivered} still={session.reducedMotion} />
        </div>
      ) : choosing ? null : (
        <dl class="demo-displays">
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
      <Sizes
        language={language}
        trace={choosing ? session.before.value.trace : session.trace.value}
        good={view.good}
        ghost={beat === 2 && !choosing ? session.ghost.value : null}
        minutes={choosing ? 20 : Math.max(20, whole_min + 6)}
        title={choosing ? t.lastTime(session.before.value.pumps) : null}
        over={choosing || result !== null}
      />
      {result && result.last_um > 1.15 * result.first_um ? (
        <p class="demo-from">
          {typeset(
            language,
            t.from(formatNumber(language, result.first_um, 2), formatNumber(language, result.last_um, 2)),
          )}
        </p>
      ) : null}
      {stopped && step.phase !== 'ready' && !result ? <Waits session={session} waits={t.waits} /> : null}
      <Buttons session={session} step={step} asText={asText} />
    </>
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
    <div class="demo-buttons">
      {/* Above, so that the big one never moves from under a thumb. */}
      {state === 'pour' && !pouring && step.poured_L > 0 ? (
        <button type="button" class="second" onClick={() => session.stop()}>
          {t.leave}
        </button>
      ) : null}
      <HoldButton
        hand={session}
        state={state}
        class={`is-${state}${pouring ? ' held' : session.waiting.value ? ' down' : ''}`}
        does={state === 'mix' || state === 'result' ? 'click' : asText ? 'toggle' : 'hold'}
        held={state === 'pour' ? pouring : null}
        onClick={() => {
          if (state === 'mix') session.mix()
          else if (state === 'result') session.next()
        }}
      >
        <span class="demo-fill" style={{ scale: `${state === 'mixing' ? mixed : state === 'pour' ? share : 0} 1` }} />
        <Sign name={state === 'mix' ? 'mix' : state === 'result' ? 'next' : 'pour'} size={34} />
        <span>{label}</span>
      </HoldButton>
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
  const main = (): HTMLButtonElement | null => document.querySelector<HTMLButtonElement>('.demo-main')
  const press =
    (pour: () => void) =>
    (event: KeyboardEvent): boolean | void => {
      const target = event.target as HTMLElement
      if (target !== document.body && target.closest('.demo-main') === null) return false
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
      <Medals won={view.medals ?? 0} label={demoTexts[language].medalsSpoken(view.medals ?? 0)} />
      <Bars
        label={t.pours}
        rows={view.results.map((r, i) => ({
          id: r.id,
          name: t.stations[i]!,
          small: litres(language, r.culture_L),
          share: r.delivered,
          marks: i === 2 ? view.thresholds : [],
        }))}
      />
      <Voice who={t.people[0]!} says={session.text.value.lines?.[`insight.${lesson}`] ?? ''} language={language} />
      <Sizes
        language={language}
        trace={session.trace.value}
        good={view.good}
        ghost={ghost}
        minutes={20}
        title={null}
        over
      />
      <p class="demo-from">
        {t.pumpName(last.pumps)}
        {session.record.value && ghost
          ? ` · ${demoTexts[language].newBest}`
          : ghost
            ? ` · ${typeset(language, demoTexts[language].oldBest(score(ghost.delivered)))}`
            : ''}
      </p>
      <EndButtons session={session} onNewLot={onNewLot} />
    </>
  )
}

const litres = (language: Language, volume_L: number): string => `${formatNumber(language, volume_L, 0)}\u202fL`

/** Minutes and seconds; past an hour nobody counts seconds. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}

function inWords(language: Language, step: PourStep): readonly string[] {
  const t = pourTexts[language]
  return [
    typeset(language, t.lens(t.compared[comparedWithBar(step.size_um)])),
    typeset(language, t.inBag(formatNumber(language, (100 * step.volume_L) / step.cocktail_L, 0))),
    t.barIs,
  ]
}

/** The size on the display, minute by minute; thick where it was poured. */
function Sizes(props: {
  readonly language: Language
  readonly trace: readonly Point[]
  readonly good: PourSnapshot['good']
  readonly ghost: BestTry | null
  readonly minutes: number
  readonly title: string | null
  readonly over: boolean
}) {
  const { language, trace, good, ghost, ...rest } = props
  const t = pourTexts[language]
  const size = (um: number): string => formatNumber(language, um, 2)
  const poured = trace.filter((p) => p.pouring)
  const [first, final, last] = [poured[0], poured.at(-1), trace.at(-1)]
  const spoken = first && final ? `${size(first.um)} – ${size(final.um)}` : last && size(last.um)
  return (
    <Curve
      {...rest}
      language={language}
      rows={trace.map((p): Row => [p.min, p.um, p.pouring ? 1 : 0])}
      ghost={ghost?.trace ?? null}
      band={good && { low: good.low_um, high: good.high_um, name: t.goodSize }}
      marks={[0, 0.5, 1]}
      reach={0.8}
      unit="µm"
      says={spoken === undefined ? t.curve : t.curveSays(`${spoken} µm`)}
    />
  )
}
