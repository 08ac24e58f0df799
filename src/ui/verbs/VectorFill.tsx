import { Icon } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import { containmentTexts } from './containmentText.ts'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, Figures, Head, Phases, SetPoints, TimeStands } from './parts.tsx'

const PHASES = ['filter', 'test', 'fill'] as const

/** The sterilising filter, its test, and the tubes. */
export function VectorFill({ session, view, step }: VerbProps) {
  const { language, still, say, at, panel, decide } = atSkid(session, step)
  const t = containmentTexts[language].fill
  const { phase } = step
  const count = (id: string): number => step.counters[id] ?? 0
  const begun = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const bubble = panel('bubblePoint')?.seen?.value ?? null
  return (
    <section class="skid skid-cells" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={begun ? (t.lead[phase] ?? '') : t.before} />
      {begun ? <Phases language={language} step={step} phases={PHASES} share={null} /> : null}
      <Figures>
        <BigFigure language={language} label={t.bulk} value={say(count('bulk_L'), 2)} unit="L" />
        <BigFigure language={language} label={t.sterile} value={say(count('sterile_L'), 2)} unit="L" />
        <BigFigure language={language} label={t.vials} value={say(count('vials'))} />
      </Figures>
      {phase === 'fill' ? null : (
        <SetPoints
          session={session}
          view={view}
          step={step}
          topics={begun ? ['vial', 'overfill'] : ['area', 'vial', 'overfill']}
        />
      )}
      {phase === 'test' && step.ready ? (
        <div class="cells-witnesses">
          <button type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, 'bubblePoint')}>
            <Icon name="eye" size={20} /> <span>{t.bubble}</span>
            {bubble === null ? null : <small>{`${say(bubble, 2)} bar`}</small>}
          </button>
        </div>
      ) : null}
      {!begun ? (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
          <span>{t.start}</span>
        </button>
      ) : step.ready ? (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('proceed', 1)}>
          <span>{t.next[phase] ?? ''}</span>
        </button>
      ) : null}
      {begun ? <TimeStands session={session} /> : null}
    </section>
  )
}
