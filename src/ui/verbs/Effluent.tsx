import { Icon } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import { containmentTexts } from './containmentText.ts'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, displayOf, Figures, Head, pastOf, Phases, SetPoints, TimeStands } from './parts.tsx'

const PHASES = ['heat', 'hold', 'cool'] as const

/** Thirty minutes at 121 °C, by two instruments; nothing leaves before. */
export function Effluent({ session, view, step }: VerbProps) {
  const { language, still, say, at, panel, decide } = atSkid(session, step)
  const t = containmentTexts[language].effluent
  const { phase } = step
  const count = (id: string): number => step.counters[id] ?? 0
  const begun = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const seen = (id: string): number | null => panel(id)?.seen?.value ?? null
  const look = (id: string, name: string, unit: string, digits: number) => {
    const value = seen(id)
    return (
      <button type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, id)}>
        <Icon name="eye" size={20} /> <span>{name}</span>
        {value === null ? null : <small>{`${say(value, digits)} ${unit}`}</small>}
      </button>
    )
  }
  return (
    <section class="skid skid-cells" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={begun ? (t.lead[phase] ?? '') : t.before} />
      {begun ? (
        <Phases
          language={language}
          step={step}
          phases={PHASES}
          share={phase === 'hold' ? count('held_min') / 30 : null}
          cycles={1}
        />
      ) : null}
      <Figures>
        <BigFigure
          language={language}
          label={t.probe}
          value={say(displayOf(step, 'killProbe'), 1)}
          unit="°C"
          past={phase === 'hold' ? pastOf(panel('killProbe')) : null}
        />
        <BigFigure language={language} label={t.held} value={say(count('held_min'))} unit="min" note={t.ofHeld} />
        <BigFigure language={language} label={t.cycle} value={say(count('cycles'))} />
      </Figures>
      <div class="cells-witnesses">
        {look('steamGauge', t.gauge, 'bar', 2)}
        {phase === 'cool' ? look('cycleTicket', t.ticket, '°C', 1) : null}
        {phase === 'cool' ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide('again', 1)}>
            <Icon name="more" size={20} /> <span>{t.again}</span>
          </button>
        ) : null}
        {phase === 'cool' ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide('bleach', 1)}>
            <Icon name="proceed" size={20} /> <span>{t.bleach}</span>
          </button>
        ) : null}
      </div>
      {begun ? null : <SetPoints session={session} view={view} step={step} topics={['target', 'hold']} />}
      {begun ? null : (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
          <span>{t.start}</span>
        </button>
      )}
      {phase === 'cool' ? (
        step.ready ? (
          <button type="button" class="skid-stop" disabled={still} onClick={() => decide('proceed', 1)}>
            <span>{t.drain}</span>
          </button>
        ) : (
          <p class="hint">{t.hot}</p>
        )
      ) : null}
      {begun ? <TimeStands session={session} /> : null}
    </section>
  )
}
