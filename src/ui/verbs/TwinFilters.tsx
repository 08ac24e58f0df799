import { Icon } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import { cellsTexts } from './cellsText.ts'
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
import { Trace } from './Trace.tsx'

/** Two trains, one in line: its area before it starts, its flow while it runs, the other when it is full. */
export function TwinFilters({ session, view, step }: VerbProps) {
  const { language, still, say, at, panel, control, decide } = atSkid(session, step)
  const t = cellsTexts[language].filter
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const runs = started && !step.paused
  const count = (id: string): number => step.counters[id] ?? 0
  const area_m2 = count('area_m2')
  const feed = panel('feedLine')?.seen ?? null
  const drained_L = (step.labels['filterHousing_L_m2'] ?? 0) * area_m2
  return (
    <section class="skid skid-cells" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={!started ? t.before : step.ready ? t.done : t.lead} />
      <Figures>
        <BigFigure
          language={language}
          label={t.pressure}
          value={say(runs ? displayOf(step, 'filterPressure') : null, 2)}
          unit="bar"
          past={runs ? pastOf(panel('filterPressure')) : null}
        />
        <BigFigure
          language={language}
          label={started ? t.out : t.feed}
          value={started ? say(runs ? displayOf(step, 'filtrateLine') : null, 1) : say(feed?.value ?? null)}
          unit="NTU"
          past={runs ? pastOf(panel('filtrateLine')) : null}
        />
        <BigFigure
          language={language}
          label={t.load}
          value={say(count('load_L_m2'))}
          unit="L/m²"
          note={`${t.train} ${say(count('trains'))}`}
        />
        <BigFigure language={language} label={t.left} value={say(count('feed_L'), 1)} unit="L" />
        <BigFigure language={language} label={t.area} value={say(area_m2, 2)} />
      </Figures>
      {started ? (
        <Trace
          language={language}
          step={step}
          panel="filterPressure"
          minutes={40}
          now_s={view.t_s}
          title={t.trace}
          most={1.3}
          says={t.says}
        />
      ) : (
        <div class="cells-witnesses">
          <button type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, 'feedLine')}>
            <Icon name="eye" size={20} /> <span>{t.read}</span>
          </button>
        </div>
      )}
      <SetPoints session={session} view={view} step={step} topics={started ? ['flux'] : ['area', 'flux']} />
      {started ? (
        <div class="cells-witnesses">
          {control('fresh') ? (
            <button type="button" class="wait" disabled={still} onClick={() => decide('fresh', 1)}>
              <Icon name="again" size={20} /> <span>{t.swap}</span> <small>{t.swapHint(say(drained_L, 1))}</small>
            </button>
          ) : null}
          <HoldFlow session={session} step={step} />
          <Drawn session={session} view={view} step={step} assay="turbidity" />
        </div>
      ) : null}
      <Feet
        session={session}
        step={step}
        started={started}
        words={{ start: t.start, finish: t.finish, finishEarly: t.finishEarly }}
      />
      {runs ? <TimeStands session={session} /> : null}
    </section>
  )
}
