import { duration, formatNumber } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import type { VerbProps } from './index.ts'
import {
  atSkid,
  BigFigure,
  displayOf,
  Drawn,
  Feet,
  Figures,
  Head,
  HoldFlow,
  pastOf,
  SetPoints,
  TimeStands,
} from './parts.tsx'
import { pasteTexts } from './pasteText.ts'
import { Throttle } from './Throttle.tsx'
import { Trace } from './Trace.tsx'

const TANK = ['pH', 'temperature'] as const
const MOST_STIRRING = 2
const BY_STIRRING = 0.01
const ANTIFOAM_ML = 100

/** A paste into solution: stirred enough to dissolve, not so much that it foams; foam is seen by probe and by eye. */
export function Resuspension({ session, view, step }: VerbProps) {
  const { language, still, say, at, control, panel, decide } = atSkid(session, step)
  const t = pasteTexts[language]
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const seen = panel('foamGlass')?.seen ?? null
  return (
    <section class="skid skid-bowl" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={step.ready ? t.ready : started ? t.lead : t.before} />
      <Figures>
        <BigFigure
          language={language}
          label={t.foam}
          value={say(displayOf(step, 'foam'))}
          unit="%"
          past={pastOf(panel('foam'))}
        />
        <BigFigure
          language={language}
          label={t.glass}
          value={say(seen?.value ?? null)}
          unit="%"
          note={seen ? t.glassAgo(duration(language, view.t_s - seen.t_s)) : null}
        />
        <BigFigure language={language} label={t.pH} value={say(displayOf(step, 'poolPh'), 2)} />
        <BigFigure
          language={language}
          label={t.temperature}
          value={say(displayOf(step, 'poolTemperature'), 1)}
          unit="°C"
        />
        <BigFigure language={language} label={t.mixed} value={say(step.counters['mixed_h'] ?? 0, 1)} unit="h" />
      </Figures>
      <div class="skid-throttle">
        <Throttle
          session={session}
          step={step}
          topic="stirring"
          most={MOST_STIRRING}
          by={BY_STIRRING}
          label={t.stir}
          unit={t.times}
          say={(share) => formatNumber(language, share, 2)}
          says={t.stirAt}
        />
        <div class="skid-throttle-side">
          <Trace
            language={language}
            step={step}
            panel="foam"
            minutes={30}
            now_s={view.t_s}
            title={t.trace}
            most={100}
            says={t.says}
          />
          {started ? <HoldFlow session={session} step={step} /> : null}
        </div>
      </div>
      {started ? null : <SetPoints session={session} view={view} step={step} topics={TANK} />}
      {started ? (
        <div class="skid-pair">
          <button type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, 'foamGlass')}>
            <Icon name="eye" /> <span>{t.look}</span>
          </button>
          {control('antifoam') ? (
            <button type="button" class="wait" disabled={still} onClick={() => decide('antifoam', ANTIFOAM_ML)}>
              <Icon name="antifoam" /> <span>{t.antifoam}</span>
            </button>
          ) : null}
          <Drawn session={session} view={view} step={step} assay="turbidity" />
        </div>
      ) : null}
      <Feet
        session={session}
        step={step}
        started={started}
        words={{ start: t.start, finish: t.finish, finishEarly: t.finishEarly }}
      />
      {started && !step.paused ? <TimeStands session={session} /> : null}
    </section>
  )
}
