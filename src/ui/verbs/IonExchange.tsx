import { duration } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { VerbProps } from './index.ts'
import { columnTexts } from './lockText.ts'
import {
  atSkid,
  BigFigure,
  displayOf,
  Drawn,
  Figures,
  Head,
  HoldFlow,
  pastOf,
  Phases,
  SetPoints,
  TimeStands,
} from './parts.tsx'

const PHASES = ['load', 'wash'] as const
const CONTROLS = ['conductivity', 'flow'] as const

/** Measure before you pump: UV stays flat whatever runs through; what has run through is held until it is known. */
export function IonExchange({ session, view, step }: VerbProps) {
  const { language, still, say, at, panel, control, decide } = atSkid(session, step)
  const t = columnTexts[language]
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const loads = step.phase === 'load'
  const held = step.phase === 'wash' && step.ready
  const salt = step.assays.find((a) => a.id === 'conductivity')
  const factor = step.assays.find((a) => a.id === 'factorXIa')
  const [lab, found] = [salt?.results.at(-1), factor?.results.at(-1)]
  const action = factor?.bands?.action.high ?? null
  const lead = !started ? t.before : held ? t.held : loads ? t.loading : t.washing
  return (
    <section class="skid skid-column" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={lead} />
      <Phases
        language={language}
        step={step}
        phases={PHASES}
        share={loads ? null : (step.counters['washed_CV'] ?? 0) / WASH_CV}
      />
      <Figures>
        <BigFigure
          language={language}
          label={t.line}
          value={say(displayOf(step, 'inLineConductivity'), 1)}
          unit="mS/cm"
          past={loads ? pastOf(panel('inLineConductivity')) : null}
        />
        <BigFigure
          language={language}
          label={t.lab}
          value={say(lab?.value ?? null, 1)}
          unit="mS/cm"
          note={lab ? duration(language, view.t_s - lab.drawn_s) : t.notYet}
        />
        <BigFigure language={language} label={t.uv} value={say(displayOf(step, 'uv'), 2)} unit="AU" />
        <BigFigure language={language} label={t.load} value={say(step.counters['loaded_g_L'] ?? 0)} unit="g/L" />
        <BigFigure
          language={language}
          label={t.factor}
          value={say(found?.value ?? null, 2)}
          unit="ng/mL"
          note={action === null ? null : t.limit(say(action, 2))}
          past={found && action !== null && found.value > action ? 'action' : null}
        />
      </Figures>
      <SetPoints session={session} view={view} step={step} topics={CONTROLS} />
      <div class="skid-row">
        {held ? (
          <>
            <Drawn session={session} view={view} step={step} assay="factorXIa" />
            <Drawn session={session} view={view} step={step} assay="clottingTime" />
            <Drawn session={session} view={view} step={step} assay="polymers" />
          </>
        ) : (
          <Drawn session={session} view={view} step={step} assay="conductivity" />
        )}
        {started && !held ? <HoldFlow session={session} step={step} /> : null}
        {held && control('again') ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide('again', 1)}>
            <Icon name="again" />{' '}
            <span>
              {t.again}
              <small>{t.againHint}</small>
            </span>
          </button>
        ) : null}
      </div>
      {started ? (
        <button
          type="button"
          class={`skid-stop${step.ready ? '' : ' calm'}`}
          disabled={still || !step.canProceed || (!loads && !step.ready)}
          onClick={() =>
            step.ready ? decide('proceed', 1) : (session.sheet.value = { kind: 'proceed', step: step.id })
          }
        >
          <span>{loads ? (step.ready ? t.toWash : t.toWashEarly) : t.send}</span>
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

/** Bed volumes of the printed wash. */
const WASH_CV = 3
