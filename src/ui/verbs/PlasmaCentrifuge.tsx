import { duration, formatNumber } from '../../present/index.ts'
import { flakeTexts, pasteBowlTexts } from './fractionText.ts'
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
import { Throttle } from './Throttle.tsx'
import { Trace } from './Trace.tsx'

const BOWL = ['temperature'] as const
const WIDE_OPEN_L_H = 3200
const BY_L_H = 10

/** Snow of the thaw or a paste of the ethanol through the bowl: how fast, by what the glass lets see go by. */
export function PlasmaCentrifuge({ session, view, step }: VerbProps) {
  const hasRoom = useRoom()
  const { language, say, at, panel } = atSkid(session, step)
  const t = flakeTexts[language]
  const p = pasteBowlTexts[language]
  const [title, lead, before, finish] =
    step.place === 'cryo' ? [t.title, t.lead, t.before, t.finish] : [p.title, p.lead, p.before, p.finish]
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const runs = !step.paused && !step.ready
  const left_L = displayOf(step, 'feedWeight')
  const feed = step.controls.find((c) => c.topic === 'feed')?.value ?? 0
  return (
    <section class="skid skid-bowl" aria-labelledby="skid-title">
      <Head session={session} title={title} lead={step.ready ? t.empty : started ? lead : before} />
      <Figures>
        <BigFigure
          language={language}
          label={t.glass}
          value={runs ? say(displayOf(step, 'sightGlass'), 1) : '–'}
          unit="NTU"
          past={runs ? pastOf(panel('sightGlass')) : null}
        />
        <BigFigure language={language} label={t.paste} value={say(displayOf(step, 'pasteWeight'), 2)} unit="kg" />
        <BigFigure
          language={language}
          label={t.left}
          value={say(left_L)}
          unit="kg"
          note={runs && left_L !== null && feed > 0 ? duration(language, (3600 * left_L) / feed) : null}
        />
      </Figures>
      <div class="skid-throttle">
        <Throttle
          session={session}
          step={step}
          topic="feed"
          most={WIDE_OPEN_L_H}
          by={BY_L_H}
          bend={2}
          label={t.throttle}
          unit={t.perHour}
          say={(feed) => formatNumber(language, feed, 0)}
          says={t.throttleAt}
        />
        <div class="skid-throttle-side">
          <Trace
            language={language}
            step={step}
            panel="sightGlass"
            minutes={30}
            now_s={view.t_s}
            title={t.trace}
            most={20}
            says={t.says}
          />
          {started && !step.ready ? <HoldFlow session={session} step={step} /> : null}
        </div>
      </div>
      {started ? null : <SetPoints session={session} view={view} step={step} topics={BOWL} />}
      {step.ready ? <Drawn session={session} view={view} step={step} assay="turbidity" /> : null}
      <Feet
        session={session}
        step={step}
        started={started}
        words={{ start: t.start, finish, finishEarly: t.finishEarly }}
      />
      {runs ? <TimeStands session={session} /> : null}
      {view.fractions ? <FractionTree session={session} fractions={view.fractions} open={hasRoom} /> : null}
    </section>
  )
}
