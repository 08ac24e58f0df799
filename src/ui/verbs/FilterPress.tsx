import { formatNumber } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { FractionTree } from './FractionTree.tsx'
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
  useRoom,
} from './parts.tsx'
import { pressTexts } from './pasteText.ts'
import { Throttle } from './Throttle.tsx'
import { Trace } from './Trace.tsx'

const SLURRY = ['filterAid'] as const
const MOST_BAR = 5
const BY_BAR = 0.05

/** Slurry through cloth: how hard to squeeze, by what the glass lets see go by; what the cake holds is the product. */
export function FilterPress({ session, view, step }: VerbProps) {
  const hasRoom = useRoom()
  const { language, still, say, at, panel, decide } = atSkid(session, step)
  const t = pressTexts[language]
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const runs = !step.paused && !step.ready
  return (
    <section class="skid skid-bowl" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={step.ready ? t.empty : started ? t.lead : t.before} />
      <Figures>
        <BigFigure
          language={language}
          label={t.glass}
          value={runs ? say(displayOf(step, 'filtrateLine'), 1) : '–'}
          unit="NTU"
          past={runs ? pastOf(panel('filtrateLine')) : null}
        />
        <BigFigure language={language} label={t.flow} value={runs ? say(displayOf(step, 'flux')) : '–'} unit="LMH" />
        <BigFigure language={language} label={t.came} value={say(displayOf(step, 'filtrateWeight'))} unit="kg" />
        <BigFigure language={language} label={t.left} value={say(displayOf(step, 'feedWeight'))} unit="kg" />
      </Figures>
      <div class="skid-throttle">
        <Throttle
          session={session}
          step={step}
          topic="pressure"
          most={MOST_BAR}
          by={BY_BAR}
          label={t.squeeze}
          unit="bar"
          say={(bar) => formatNumber(language, bar, 2)}
          says={t.squeezeAt}
        />
        <div class="skid-throttle-side">
          <Trace
            language={language}
            step={step}
            panel="filtrateLine"
            minutes={30}
            now_s={view.t_s}
            title={t.trace}
            most={20}
            says={t.says}
          />
          {started && !step.ready ? <HoldFlow session={session} step={step} /> : null}
        </div>
      </div>
      {started ? null : <SetPoints session={session} view={view} step={step} topics={SLURRY} />}
      {started && !step.ready ? (
        <button type="button" class="wait" disabled={still} onClick={() => decide('freshCloth', 1)}>
          <Icon name="again" /> <span>{t.cloth}</span> <small>{t.clothHint}</small>
        </button>
      ) : null}
      {step.ready ? <Drawn session={session} view={view} step={step} assay="turbidity" /> : null}
      <Feet
        session={session}
        step={step}
        started={started}
        words={{ start: t.start, finish: t.finish, finishEarly: t.finishEarly }}
      />
      {runs ? <TimeStands session={session} /> : null}
      {view.fractions ? <FractionTree session={session} fractions={view.fractions} open={hasRoom} /> : null}
    </section>
  )
}
