import { clockOf, duration } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, displayOf, Figures, Head, pastOf, Phases, SetPoints, TimeStands } from './parts.tsx'
import { Trace } from './Trace.tsx'
import { nanoTexts } from './viralText.ts'

const PHASES = ['load', 'chase', 'test'] as const
/** Share of the plant's area that one more cartridge has. */
const ONE_MORE = 0.4
const CONTROLS = ['pressure', 'chase'] as const

/** Keep the pressure alive, choose when to chase; what comes after a pause goes into a vessel of its own. */
export function Nanofilter({ session, view, step }: VerbProps) {
  const { language, still, say, at, control, panel, decide } = atSkid(session, step)
  const t = nanoTexts[language]
  const count = (id: string): number => step.counters[id] ?? 0
  const goes = view.acts.filter((a) => a.slot === at('pause'))
  const started = goes.some((a) => a.value === 0)
  const out = view.outages.find((o) => o.step === step.id && o.from_s <= view.t_s)
  const { phase } = step
  const flows = started && !step.paused && phase !== 'test'
  const stood = started && step.paused && phase !== 'test'
  const pause_min = count('pause_min')
  const limit_min = step.labels['pauseLimit_min'] ?? 0
  const past = pause_min > limit_min ? 'action' : pause_min > (step.labels['pauseAlert_min'] ?? 0) ? 'alert' : null
  const apart = step.counters['apart_L']
  const isApart =
    Number(view.acts.filter((a) => a.slot === at('divert')).at(-1)?.value ?? 0) >= 0.5 && apart !== undefined
  const verdict = step.counters['integrity_pass']
  const chase = control('chase')
  const flux = displayOf(step, 'flux')
  const first = firstFlux(panel('flux')?.history ?? [])
  const lead =
    phase === 'test'
      ? verdict === undefined
        ? t.testing
        : verdict === 1
          ? t.tested
          : t.leaks
      : !started
        ? t.before
        : stood
          ? t.stood
          : phase === 'chase'
            ? t.chasing
            : t.lead
  const proceed =
    phase === 'load'
      ? [t.toChase, t.toChaseEarly]
      : phase === 'chase'
        ? [t.toTest, t.toTestEarly]
        : [t.finish, t.finishEarly]
  return (
    <section class={`skid skid-nano${stood ? ' stood' : ''}`} aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={lead} />
      <Phases
        language={language}
        step={step}
        phases={PHASES}
        share={
          phase === 'chase' && chase && chase.value > 0
            ? count('chase_L_m2') / chase.value
            : phase === 'test'
              ? count('test_min') / Math.max(1, step.labels['testTime_min'] ?? 1)
              : null
        }
      />
      <Figures>
        <BigFigure
          language={language}
          label={t.pressure}
          value={say(flows ? displayOf(step, 'pressure') : started ? 0 : null, 2)}
          unit="bar"
          past={flows ? pastOf(panel('pressure')) : null}
        />
        <BigFigure
          language={language}
          label={t.flux}
          value={say(phase === 'test' || !started ? null : flux)}
          unit="LMH"
          note={flux !== null && first && flows ? t.ofStart(say((100 * flux) / first)) : null}
        />
        {started && (pause_min > 0 || stood) ? (
          <BigFigure
            language={language}
            label={t.pause}
            value={say(pause_min, 1)}
            unit="min"
            note={t.validated(say(limit_min))}
            past={past}
          />
        ) : (
          <BigFigure
            language={language}
            label={t.left}
            value={say(displayOf(step, 'feedWeight'))}
            unit="kg"
            note={started ? t.load(say(count('load_L_m2'))) : null}
          />
        )}
        <BigFigure
          language={language}
          label={t.filtrate}
          value={say(displayOf(step, 'filtrateWeight'))}
          unit="kg"
          note={apart === undefined ? null : t.apart(say(apart))}
        />
      </Figures>
      {started && phase !== 'test' ? (
        <Trace
          language={language}
          step={step}
          panel="flux"
          minutes={60}
          now_s={view.t_s}
          title={t.trace}
          most={60}
          says={t.says}
        />
      ) : null}
      {out ? (
        <p class="skid-power" role="status">
          <Icon name="deviation" /> <span>{t.power(clockOf(out.until_s))}</span>
          <button
            type="button"
            class="second"
            disabled={still}
            onClick={() => void session.wait(out.until_s - view.t_s + 5)}
          >
            {t.wait(duration(language, out.until_s - view.t_s))}
          </button>
        </p>
      ) : null}
      {phase === 'test' || stood ? null : <SetPoints session={session} view={view} step={step} topics={CONTROLS} />}
      <div class="skid-row">
        {started && phase !== 'test' ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide('divert', isApart ? 0 : 1)}>
            <Icon name="baseSwap" />
            <span>
              {isApart ? t.back : t.divert}
              <small>
                {t.into} {isApart ? t.vessel.b : t.vessel.a}
              </small>
            </span>
          </button>
        ) : null}
        {phase === 'load' && !stood ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide('addFilter', ONE_MORE)}>
            <Icon name="more" /> <span>{t.second(say(ONE_MORE * (step.labels['filter_m2'] ?? 0), 1))}</span>
          </button>
        ) : null}
        {started && phase !== 'test' && !step.paused ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide('pause', 1)}>
            <Icon name="pause" /> <span>{t.stop}</span>
          </button>
        ) : null}
        {phase === 'test' && apart !== undefined && apart > 0.5 ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide('refilter', ONE_MORE)}>
            <Icon name="again" /> <span>{t.again(say(apart))}</span>
          </button>
        ) : null}
      </div>
      {!started || stood ? (
        <button
          type="button"
          class="skid-stop"
          disabled={still || out !== undefined}
          onClick={() => decide('pause', 0)}
        >
          <span>{started ? t.go : t.start}</span>
        </button>
      ) : (
        <button
          type="button"
          class={`skid-stop${step.ready ? '' : ' calm'}`}
          disabled={still || !step.canProceed}
          onClick={() =>
            step.ready ? decide('proceed', 1) : (session.sheet.value = { kind: 'proceed', step: step.id })
          }
        >
          <span>{step.ready ? proceed[0] : proceed[1]}</span>
        </button>
      )}
      {started ? <TimeStands session={session} /> : null}
    </section>
  )
}

/** The flux of the fresh filter: the highest the recorder has. */
const firstFlux = (history: readonly (readonly [number, number | null])[]): number =>
  history.reduce((most, [, value]) => Math.max(most, value ?? 0), 0)
