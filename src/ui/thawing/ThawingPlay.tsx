import { useEffect } from 'preact/hooks'
import {
  formatNumber,
  type Language,
  thawingLessonOf,
  type ThawingSnapshot,
  type ThawingStep,
  typeset,
  WALL_JACKET_C,
} from '../../present/index.ts'
import { Curve } from '../demo/Curve.tsx'
import { DemoEnded, DemoPage, type DemoPlayProps, InWords, TimeLeft, Voice, Waits } from '../demo/DemoPage.tsx'
import { HoldButton } from '../demo/HoldButton.tsx'
import { Sign } from '../demo/signs.tsx'
import { percentText } from '../demo/text.ts'
import { Turn } from '../demo/Turn.tsx'
import { type KeyRow, useKeys } from '../keys.ts'
import { settings } from '../settings/wishes.ts'
import { meanCaught, MOST_STIRRING, type ThawingSession } from './session.ts'
import { ThawingStage } from './ThawingStage.tsx'
import { thawingTexts } from './text.ts'

type ThawingPlayProps = DemoPlayProps<ThawingSession>

const STIR = 0.2
/** Lines that Sami says: he is the one in a hurry. */
const SAMI = new Set(['late.ready', 'late.ice'])

const degrees = (language: Language, x: number | null): string => (x === null ? '–' : formatNumber(language, x, 1))
const whole = (language: Language, x: number): string => formatNumber(language, x, 0)

/** Three thaws in ninety seconds: melt and stop in time; hot water in a hurry; a stirrer instead of heat. */
export function ThawingPlay(props: ThawingPlayProps) {
  const { session, stage, renderer } = props
  const language = session.language.value
  const t = thawingTexts[language]
  useEffect(() => {
    const up = (): void => session.release()
    window.addEventListener('blur', up)
    return () => window.removeEventListener('blur', up)
  }, [session])
  useThawingKeys(session)
  const view = session.view.value
  const step = session.step.value
  const plant = session.plant.value
  return (
    <DemoPage
      {...props}
      prefix="PL"
      loading={t.loading}
      line={t.beats}
      stations={(view?.beats ?? []).map((id, i) => {
        const done = view!.results.find((r) => r.id === id)
        return [
          t.stations[i]!,
          t.smalls(whole(language, view!.lasts_min[i]!)),
          done ? Math.round(100 * done.caught) : null,
        ]
      })}
      hall={() =>
        stage && plant ? (
          <ThawingStage
            session={session}
            plant={plant}
            load={stage}
            renderer={renderer}
            words={inWords(language, step!).join(' ')}
          />
        ) : (
          <InWords
            session={session}
            lines={inWords(language, step!)}
            running={session.begun.value && !session.result.value}
            waits={t.waits}
          />
        )
      }
      desk={() =>
        view!.over && session.result.value ? (
          <Ended {...props} view={view!} />
        ) : (
          <AtWork session={session} step={step!} asText={stage === null} />
        )
      }
    />
  )
}

/** What is asked, who speaks, three displays, the curve, the stirrer where it is in hand, one big button. */
function AtWork(props: { readonly session: ThawingSession; readonly step: ThawingStep; readonly asText: boolean }) {
  const { session, step } = props
  const language = session.language.value
  const t = thawingTexts[language]
  const stopped = settings.value.pauseAlways
  // Time that waits for the hand leaves no hold to time: one press opens, one closes.
  const asText = props.asText || stopped
  const beat = session.beat.value
  const result = session.result.value
  const begun = session.begun.value
  const open = session.open.value
  const key = result ? `lesson.${thawingLessonOf(result)}` : `${step.id}.${session.moment.value}`
  const line = session.text.value.lines?.[key]
  return (
    <>
      <h1>{t.questions[beat]}</h1>
      {line ? <Voice who={SAMI.has(key) ? 'Sami' : 'Nadia'} says={line} language={language} /> : null}
      {result ? (
        <p class="demo-score">
          <b>{percentText(language, result.caught)}</b> {t.score}
        </p>
      ) : (
        <dl class="demo-displays thawing-displays">
          {(
            [
              [t.ice, whole(language, step.frozen_pct), '%', ''],
              [t.vat, degrees(language, step.temperature_C), '°C', (step.temperature_C ?? 0) > 2 ? 'is-high' : ''],
              [t.jacket, degrees(language, step.jacket_C), '°C', (step.jacket_C ?? 0) > WALL_JACKET_C ? 'is-high' : ''],
            ] as const
          ).map(([name, shown, unit, high]) => (
            <div key={name} class={high}>
              <dt>{name}</dt>
              <dd>
                <b>{shown}</b> {unit}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {step.stirring === null || result ? null : (
        <Turn
          name={t.stirrer}
          shown={percentText(language, session.stirring.value)}
          less={t.less}
          more={t.more}
          onLess={() => session.stir(session.stirring.value - STIR)}
          onMore={() => session.stir(session.stirring.value + STIR)}
        >
          <input
            type="range"
            min="0"
            max={10 * MOST_STIRRING}
            step="1"
            aria-label={t.stirrer}
            aria-valuetext={typeset(language, t.stirrerAt(whole(language, 100 * session.stirring.value)))}
            value={Math.round(10 * session.stirring.value)}
            onInput={(event) => session.stir(Number(event.currentTarget.value) / 10)}
          />
        </Turn>
      )}
      <Needle session={session} step={step} over={result !== null} />
      {stopped && begun && !result ? <Waits session={session} waits={t.waits} /> : null}
      {begun && !result ? <TimeLeft language={language} left_s={step.left_s} lasts_s={step.lasts_s} /> : null}
      <div class="demo-buttons">
        {/* Above, so that the big one never moves from under a thumb. */}
        {begun && !result ? (
          <button type="button" class="second thawing-pour" onClick={() => session.pour()}>
            {t.pour}
          </button>
        ) : null}
        <HoldButton
          hand={session}
          state={result ? 'result' : 'warm'}
          class={result ? '' : open ? 'held' : ''}
          does={result ? 'click' : asText ? 'toggle' : 'hold'}
          held={result ? null : open}
          onClick={() => session.next()}
        >
          <Sign name={result ? 'next' : 'pour'} size={34} />
          <span>{result ? t.next[beat] : asText ? (open ? t.shutWater : t.openWater) : open ? t.holding : t.hold}</span>
        </HoldButton>
      </div>
    </>
  )
}

/** The needle that matters: the vat, which stands still as long as there is ice; then the jacket, against its wall. */
function Needle({ session, step, over }: { session: ThawingSession; step: ThawingStep; over: boolean }) {
  const language = session.language.value
  const t = thawingTexts[language]
  const beat = session.beat.value
  const rows = session.trace.value
  const last = rows.at(-1)
  const name = t.curve[beat]!
  return (
    <Curve
      language={language}
      rows={rows}
      ghost={beat === 2 ? (session.ghost.value?.trace ?? null) : null}
      band={beat === 0 ? null : { low: 0, high: WALL_JACKET_C, name: t.band }}
      minutes={step.lasts_s / 60}
      marks={beat === 0 ? [0, 2, 4, 6, 8, 10] : [0, 25, 50]}
      // Ice in plasma melts a little below zero.
      least={beat === 0 ? -1 : 0}
      reach={beat === 0 ? 4 : 40}
      unit="°C"
      title={name}
      says={last ? typeset(language, t.curveSays(name, degrees(language, last[1]))) : name}
      over={over}
    />
  )
}

function Ended({ session, view, onNewLot }: ThawingPlayProps & { readonly view: ThawingSnapshot }) {
  const language = session.language.value
  const t = thawingTexts[language]
  return (
    <DemoEnded
      session={session}
      view={view}
      onNewLot={onNewLot}
      mean={meanCaught(view.results)}
      score={t.score}
      label={t.beats}
      rows={view.results.map((r, i) => [t.stations[i]!, t.smalls(whole(language, view.lasts_min[i]!)), r.caught])}
      insight={thawingLessonOf(view.results.at(-1)!)}
    >
      <Needle session={session} step={session.step.value!} over />
    </DemoEnded>
  )
}

/** What eyes see of the flakes, from nothing to much. */
const MANY = [0.05, 0.25, 0.45] as const

function inWords(language: Language, step: ThawingStep): readonly string[] {
  const t = thawingTexts[language]
  return [
    t.iceIs(whole(language, step.frozen_pct)),
    t.flakes[MANY.filter((from) => step.flakes >= from).length]!,
    t.vatAt(degrees(language, step.temperature_C)),
    t.jacketAt(degrees(language, step.jacket_C), whole(language, Math.floor(WALL_JACKET_C))),
    t.waterIs(step.warm),
  ].map((line) => typeset(language, line))
}

/** Space holds, Enter opens and shuts; plus and minus stir; C for the centrifuge. */
function useThawingKeys(session: ThawingSession): void {
  const t = thawingTexts[session.language.value]
  const toggles = settings.value.pauseAlways
  const free =
    (work: () => void) =>
    (event: KeyboardEvent): boolean | void => {
      const target = event.target as HTMLElement
      if (target !== document.body && target.closest('.demo-main') === null) return false
      if (event.repeat) return true
      if (!session.result.value) return work()
      if (target !== document.body) return false
      document.querySelector<HTMLButtonElement>('.demo-main')?.click()
    }
  useKeys((): readonly KeyRow[] => [
    {
      keys: [' '],
      does: toggles ? t.openWater : t.hold,
      down: free(() => (toggles ? session.toggle() : session.press())),
      up: () => (toggles || !session.open.value ? false : session.release()),
    },
    { keys: ['Enter'], does: t.openWater, down: free(() => session.toggle()) },
    { keys: ['+', '='], shown: '+', does: t.more, down: () => session.stir(session.stirring.value + STIR) },
    { keys: ['-'], does: t.less, down: () => session.stir(session.stirring.value - STIR) },
    { keys: ['c'], does: t.pour, down: () => session.pour() },
  ])
}
