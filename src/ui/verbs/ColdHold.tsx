import { formatNumber } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import { cellsTexts } from './cellsText.ts'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, Drawn, Figures, Head, HoldClock, pastOf, SetPoints, TimeStands } from './parts.tsx'

/** A bag, a clock, a board that somebody wrote and a suite that can be asked. */
export function ColdHold({ session, view, step }: VerbProps) {
  const { language, still, say, panel, control, decide, at } = atSkid(session, step)
  const t = cellsTexts[language].hold
  const count = (id: string): number => step.counters[id] ?? 0
  const bag = panel('bagTemperature')?.seen ?? null
  const witness = (id: string, label: string) => {
    const value = panel(id)?.seen?.value
    return (
      <button type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, id)}>
        <Icon name="eye" size={20} /> <span>{label}</span>
        {value === undefined || value === null ? null : <small>{t.until(formatNumber(language, value, 0))}</small>}
      </button>
    )
  }
  const once = (topic: string, amount: number, label: string, hint: string) =>
    control(topic) && !view.acts.some((a) => a.slot === at(topic)) ? (
      <button type="button" class="wait" disabled={still} onClick={() => decide(topic, amount)}>
        <Icon name="proceed" size={20} /> <span>{label}</span> <small>{hint}</small>
      </button>
    ) : null
  return (
    <section class="skid skid-cells" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={step.ready ? t.free : t.lead} />
      <HoldClock step={{ ...step, paused: false }} label={t.held} counted_s={3600 * count('held_h')} of={t.of} />
      <Figures>
        <BigFigure
          language={language}
          label={t.temperature}
          value={say(bag?.value ?? null, 1)}
          unit="°C"
          past={bag ? pastOf(panel('bagTemperature')) : null}
        />
        <BigFigure language={language} label={t.waits} value={say(count('waits_L'))} unit="L" />
        {count('ahead_pct') > 0 ? (
          <BigFigure language={language} label={t.ahead} value={say(count('ahead_pct'))} unit="%" />
        ) : null}
      </Figures>
      <div class="cells-witnesses">
        {witness('suiteBoard', t.board)}
        {witness('suiteCall', t.call)}
        <button type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, 'bagTemperature')}>
          <Icon name="eye" size={20} /> <span>{t.bag}</span>
        </button>
        {once('split', 50, t.split, t.splitHint)}
        {once('filter', 1, t.filter, t.filterHint)}
      </div>
      <SetPoints session={session} view={view} step={step} topics={['temperature']} />
      <Drawn session={session} view={view} step={step} assay="aggregates" />
      {step.ready ? (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('proceed', 1)}>
          <span>{t.send}</span>
        </button>
      ) : null}
      <TimeStands session={session} />
    </section>
  )
}
