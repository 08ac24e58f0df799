import {
  type BreathAct,
  breathLessonOf,
  type BreathSnapshot,
  type BreathStep,
  formatNumber,
} from '../../present/index.ts'
import { type Language, oxygenWord, typeset } from '../../present/index.ts'
import { Curve } from '../demo/Curve.tsx'
import { DemoEnded, DemoPage, type DemoPlayProps, InWords, TimeLeft, Voice, Waits } from '../demo/DemoPage.tsx'
import { Sign } from '../demo/signs.tsx'
import { percentText } from '../demo/text.ts'
import { Turn } from '../demo/Turn.tsx'
import { type KeyRow, useKeys } from '../keys.ts'
import { settings } from '../settings/wishes.ts'
import { WheelSlider } from '../wheel/Wheel.tsx'
import { BreathStage } from './BreathStage.tsx'
import { type BreathSession, meanWell, soon } from './session.ts'
import { breathTexts } from './text.ts'
import { wheelOf } from './wheelOf.ts'

type BreathPlayProps = DemoPlayProps<BreathSession>

const ACTS: readonly BreathAct[] = ['valve', 'vent', 'probe']
const TURN = 0.04
const PURE = 0.02
/** Who says what is said in the middle of the second beat, and its opening. */
const SAMI = new Set(['stuck.ready', 'stuck.low'])

const whole = (language: Language, x: number | null): string => (x === null ? '–' : formatNumber(language, x, 0))

/** Three breaths in ninety seconds: a wheel; something that breaks; a wheel and better gas. */
export function BreathPlay(props: BreathPlayProps) {
  const { session, stage, renderer } = props
  const language = session.language.value
  const t = breathTexts[language]
  useBreathKeys(session)
  const view = session.view.value
  const step = session.step.value
  const drawn = session.drawn.value
  return (
    <DemoPage
      {...props}
      prefix="MA"
      loading={t.loading}
      line={t.beats}
      stations={(view?.beats ?? []).map((id, i) => {
        const done = view!.results.find((r) => r.id === id)
        return [t.stations[i]!, t.smalls[i]!, done ? Math.round(100 * done.well) : null]
      })}
      hall={() =>
        stage && drawn ? (
          <BreathStage
            session={session}
            plant={drawn}
            load={stage}
            renderer={renderer}
            words={inWords(session, step!).join(' ')}
          />
        ) : (
          <InWords
            session={session}
            lines={inWords(session, step!)}
            running={session.begun.value && !session.result.value}
            waits={t.waits}
          />
        )
      }
      desk={() =>
        view!.over && session.result.value ? (
          <Ended {...props} view={view!} />
        ) : (
          <AtWork session={session} view={view!} step={step!} />
        )
      }
    />
  )
}

/** What is asked, who speaks, two displays, what a hand may do, one button. */
function AtWork({ session, view, step }: { session: BreathSession; view: BreathSnapshot; step: BreathStep }) {
  const language = session.language.value
  const t = breathTexts[language]
  const beat = session.beat.value
  const result = session.result.value
  const begun = session.begun.value
  const key = result ? `lesson.${breathLessonOf(result)}` : `${step.id}.${session.moment.value}`
  const line = session.text.value.lines?.[key]
  return (
    <>
      <h1>{t.questions[beat]}</h1>
      {line ? <Voice who={SAMI.has(key) ? 'Sami' : 'Nadia'} says={line} language={language} /> : null}
      {result ? (
        <p class="demo-score">
          <b>{percentText(language, result.well)}</b> {t.score}
        </p>
      ) : (
        <Displays language={language} step={step} ahead={soon(session.trace.value)} />
      )}
      {/* With two things in hand nobody looks back. */}
      {result || (begun && beat === 0) ? <Oxygen session={session} step={step} over={result !== null} /> : null}
      {result ? null : step.mends ? <Mends session={session} step={step} /> : null}
      {result ? null : <Controls session={session} step={step} />}
      {settings.value.pauseAlways && begun && !result ? <Waits session={session} waits={t.waits} /> : null}
      <div class="demo-buttons">
        {result ? (
          <button type="button" class="big demo-main" onClick={() => session.next()}>
            <Sign name="next" size={34} />
            <span>{view.over ? t.result : t.next[beat]}</span>
          </button>
        ) : begun ? (
          <TimeLeft language={language} left_s={step.left_s} lasts_s={step.lasts_s} />
        ) : (
          <button type="button" class="big demo-main" onClick={() => session.begin()}>
            <Sign name="next" size={34} />
            <span>{t.begin}</span>
          </button>
        )}
      </div>
    </>
  )
}

/** Oxygen on its band, foam on its way to the filter. */
function Displays({ language, step, ahead }: { language: Language; step: BreathStep; ahead: number | null }) {
  const t = breathTexts[language]
  const word = oxygenWord(step)
  const foam = step.foam_pct ?? 0
  const [low, high] = step.band
  const near = foam >= 99 ? t.atFilter : foam >= 85 ? t.nearFilter : ''
  return (
    <dl class="demo-displays breath-displays">
      <div class={`breath-oxygen is-${word}`}>
        <dt>{t.oxygen}</dt>
        <dd>
          <b>{whole(language, step.oxygen_pct)}</b> % <span>{t.words[word]}</span>
        </dd>
        <dd class="breath-scale" aria-hidden="true">
          <i class="band" style={{ left: `${low}%`, width: `${high - low}%` }} />
          {ahead === null || step.oxygen_pct === null ? null : <i class="soon" style={{ left: `${ahead}%` }} />}
          {step.oxygen_pct === null ? null : (
            <i class="mark" style={{ left: `${Math.min(100, Math.max(0, step.oxygen_pct))}%` }} />
          )}
        </dd>
      </div>
      <div class={`breath-foam${foam >= 85 ? ' is-near' : ''}`}>
        <dt>{t.foam}</dt>
        <dd>
          <b>{whole(language, step.foam_pct)}</b> % <span>{near}</span>
        </dd>
        <dd class="breath-scale" aria-hidden="true">
          <i class="full" style={{ scale: `${Math.min(1, foam / 100)} 1` }} />
          <i class="end" />
        </dd>
      </div>
    </dl>
  )
}

/** The wheel as a slider with two large keys; in the third beat the oxygen beside it. */
function Controls({ session, step }: { session: BreathSession; step: BreathStep }) {
  const language = session.language.value
  const t = breathTexts[language]
  const pure = session.enrichment.value
  return (
    <div class="breath-controls">
      <Turn
        name={t.wheel}
        shown={`${whole(language, 100 * session.wheel.value)} %`}
        less={t.less}
        more={t.more}
        onLess={() => session.turn(session.wheel.value - TURN)}
        onMore={() => session.turn(session.wheel.value + TURN)}
      >
        <WheelSlider wheel={wheelOf(session)} />
      </Turn>
      {step.enrichment_pct === null ? null : (
        <Turn
          name={t.pure}
          shown={`${whole(language, 100 * pure)} %`}
          less={t.lessPure}
          more={t.morePure}
          onLess={() => session.enrich(pure - PURE)}
          onMore={() => session.enrich(pure + PURE)}
        >
          <input
            type="range"
            min="0"
            max="60"
            step="2"
            aria-label={t.pure}
            aria-valuetext={t.pureAt(whole(language, 100 * pure), whole(language, step.oxygen_pct))}
            value={Math.round(100 * pure)}
            onInput={(event) => session.enrich(Number(event.currentTarget.value) / 100)}
          />
        </Turn>
      )}
    </div>
  )
}

/** Three things, each with the display on which its trouble would show. */
function Mends({ session, step }: { session: BreathSession; step: BreathStep }) {
  const language = session.language.value
  const t = breathTexts[language]
  const flow = (x: number | null): string => (x === null ? '–' : formatNumber(language, x, 1))
  const shows: Readonly<Record<BreathAct, string>> = {
    valve: t.shows.valve(flow(step.oxygenFlow_slpm), flow(step.oxygenAsked_slpm)),
    vent: t.shows.vent(step.ventPressure_bar === null ? '–' : whole(language, 1000 * step.ventPressure_bar)),
    probe: t.shows.probe(whole(language, step.secondOxygen_pct)),
  }
  return (
    <fieldset class="breath-mends">
      <legend>{t.mends}</legend>
      <div>
        {ACTS.map((act) => (
          <button
            key={act}
            type="button"
            class={`second${step.busyWith === act ? ' busy' : ''}`}
            disabled={!session.begun.value || step.busyWith !== null}
            onClick={() => session.mend(act)}
          >
            <b>{t.acts[act]}</b>
            <span>{typeset(language, step.busyWith === act ? t.doing[act] : shows[act])}</span>
          </button>
        ))}
      </div>
    </fieldset>
  )
}

/** What the needle showed, minute by minute; thick where it breathed well. */
function Oxygen({ session, step, over }: { session: BreathSession; step: BreathStep; over: boolean }) {
  const language = session.language.value
  const t = breathTexts[language]
  const rows = session.trace.value
  const last = rows.at(-1)
  return (
    <Curve
      language={language}
      rows={rows}
      ghost={session.beat.value === 2 ? (session.ghost.value?.trace ?? null) : null}
      band={{ low: step.band[0], high: step.band[1], name: t.green }}
      minutes={step.lasts_s / 60}
      marks={[0, 50, 100]}
      reach={100}
      unit="%"
      title={null}
      says={last ? t.curveSays(whole(language, last[1])) : t.curve}
      over={over}
    />
  )
}

/** Three numbers, medals, one sentence, two buttons. */
function Ended({ session, view, onNewLot }: BreathPlayProps & { readonly view: BreathSnapshot }) {
  const t = breathTexts[session.language.value]
  return (
    <DemoEnded
      session={session}
      view={view}
      onNewLot={onNewLot}
      mean={meanWell(view.results)}
      score={t.score}
      label={t.beats}
      rows={view.results.map((r, i) => [t.stations[i]!, t.smalls[i]!, r.well])}
      insight={breathLessonOf(view.results.at(-1)!)}
    >
      <Oxygen session={session} step={session.step.value!} over />
    </DemoEnded>
  )
}

function inWords(session: BreathSession, step: BreathStep): readonly string[] {
  const language = session.language.value
  const t = breathTexts[language]
  const ahead = soon(session.trace.value)
  return [
    t.needleAt(whole(language, step.oxygen_pct), t.words[oxygenWord(step)]),
    ...(ahead === null ? [] : [t.soonAt(whole(language, ahead))]),
    t.greenIs(whole(language, step.band[0]), whole(language, step.band[1])),
    t.foamAt(whole(language, step.foam_pct)),
    t.turns(whole(language, step.rpm)),
  ].map((line) => typeset(language, line))
}

/** Plus and minus turn the wheel, with Shift the oxygen; 1, 2, 3 go to valve, filter, probe; Enter goes on. */
function useBreathKeys(session: BreathSession): void {
  const t = breathTexts[session.language.value]
  useKeys((): readonly KeyRow[] => [
    { keys: ['+', '='], shown: '+', does: t.more, down: () => session.turn(session.wheel.value + TURN) },
    { keys: ['-'], does: t.less, down: () => session.turn(session.wheel.value - TURN) },
    { keys: ['o'], does: t.morePure, down: () => session.enrich(session.enrichment.value + PURE) },
    { keys: ['i'], does: t.lessPure, down: () => session.enrich(session.enrichment.value - PURE) },
    ...ACTS.map((act, i): KeyRow => ({ keys: [String(i + 1)], does: t.does[act], down: () => session.mend(act) })),
    {
      keys: ['Enter'],
      does: t.begin,
      down(event) {
        if (event.target !== document.body) return false
        document.querySelector<HTMLButtonElement>('.demo-main')?.click()
      },
    },
  ])
}
