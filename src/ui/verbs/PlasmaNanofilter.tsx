import { Icon } from '../icons.tsx'
import type { VerbProps } from './index.ts'
import { virusFilterTexts } from './lockText.ts'
import {
  atSkid,
  BigFigure,
  displayOf,
  Figures,
  Head,
  HoldFlow,
  pastOf,
  Phases,
  SetPoints,
  TimeStands,
} from './parts.tsx'
import { Trace } from './Trace.tsx'

const PHASES = ['load', 'chase', 'test'] as const
const BEFORE = ['area', 'pressure', 'chase'] as const
const RUNNING = ['pressure', 'chase'] as const

/** Area planned beforehand, pressure kept, a ticket afterwards that is repeated once and no more. */
export function PlasmaNanofilter({ session, view, step }: VerbProps) {
  const { language, still, say, at, panel, control, decide } = atSkid(session, step)
  const t = virusFilterTexts[language]
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const { phase } = step
  const count = (id: string): number => step.counters[id] ?? 0
  const tests = phase === 'test'
  const flows = started && !step.paused && !tests
  const verdict = step.counters['integrity_pass']
  const wetted = view.acts.some((a) => a.slot === at('rewet'))
  const flux = displayOf(step, 'flux')
  const first = (panel('flux')?.history ?? []).reduce((most, [, value]) => Math.max(most, value ?? 0), 0)
  const area = control('area')?.value ?? 1
  const fresh_m2 = say(area * (step.labels['filter_m2'] ?? 1), 1)
  const lead = tests
    ? verdict === undefined
      ? t.testing
      : verdict === 1
        ? t.passed
        : wetted
          ? t.failsAgain
          : t.fails
    : !started
      ? t.before
      : phase === 'chase'
        ? t.chasing
        : t.lead
  const [onTime, early] =
    phase === 'load'
      ? [t.toChase, t.toChaseEarly]
      : phase === 'chase'
        ? [t.toTest, t.toTestEarly]
        : [t.finish, t.finish]
  return (
    <section class="skid skid-nano" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={lead} />
      <Phases
        language={language}
        step={step}
        phases={PHASES}
        share={
          phase === 'chase'
            ? count('chase_L_m2') / Math.max(1, control('chase')?.value ?? 1)
            : tests
              ? count('test_min') / Math.max(1, step.labels['testTime_min'] ?? 1)
              : null
        }
      />
      <Figures>
        <BigFigure
          language={language}
          label={t.pressure}
          value={say(flows ? displayOf(step, 'pressure') : null, 2)}
          unit="bar"
          past={flows ? pastOf(panel('pressure')) : null}
          note={t.area(say(count('area_m2'), 1))}
        />
        <BigFigure
          language={language}
          label={t.flux}
          value={say(flows ? flux : null, 1)}
          unit="LMH"
          note={flows && flux !== null && first > 0 ? t.ofStart(say((100 * flux) / first)) : null}
        />
        <BigFigure language={language} label={t.left} value={say(displayOf(step, 'feedWeight'))} unit="kg" />
        {tests ? (
          <BigFigure
            language={language}
            label={t.verdict}
            value={verdict === undefined ? '–' : verdict === 1 ? t.pass : t.fail}
            past={verdict === 0 ? 'action' : null}
          />
        ) : (
          <BigFigure language={language} label={t.filtrate} value={say(displayOf(step, 'filtrateWeight'))} unit="kg" />
        )}
      </Figures>
      {flows ? (
        <Trace
          language={language}
          step={step}
          panel="flux"
          minutes={180}
          now_s={view.t_s}
          title={t.trace}
          most={14}
          says={t.says}
        />
      ) : null}
      {tests ? null : <SetPoints session={session} view={view} step={step} topics={started ? RUNNING : BEFORE} />}
      <div class="skid-row">
        {started && phase === 'load' ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide('freshFilter', area)}>
            <Icon name="again" />
            <span>
              {t.fresh}
              <small>{t.freshHint(fresh_m2)}</small>
            </span>
          </button>
        ) : null}
        {started && !tests && !step.ready ? <HoldFlow session={session} step={step} /> : null}
        {tests && verdict === 0 ? (
          <>
            <button type="button" class="wait" disabled={still} onClick={() => decide('rewet', 1)}>
              <Icon name="feedRate" /> <span>{t.rewet}</span>
            </button>
            <button type="button" class="wait" disabled={still} onClick={() => decide('refilter', area)}>
              <Icon name="again" />
              <span>
                {t.refilter}
                <small>{t.area(fresh_m2)}</small>
              </span>
            </button>
          </>
        ) : null}
      </div>
      {started ? (
        <button
          type="button"
          class={`skid-stop${step.ready && verdict !== 0 ? '' : ' calm'}`}
          disabled={still || !step.canProceed}
          onClick={() =>
            step.ready && verdict !== 0
              ? decide('proceed', 1)
              : (session.sheet.value = { kind: 'proceed', step: step.id })
          }
        >
          <span>{step.ready ? onTime : early}</span>
        </button>
      ) : (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
          <span>{t.start}</span>
        </button>
      )}
      {started && !step.paused ? <TimeStands session={session} /> : null}
    </section>
  )
}
