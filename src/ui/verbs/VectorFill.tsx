import { fillingOf } from '../../present/index.ts'
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
  const toRead = phase === 'test' && step.ready ? 'bubblePoint' : phase === 'fill' ? 'tubeWeight' : null
  const seen = toRead && panel(toRead)?.seen?.value
  return (
    <section class="skid skid-cells" aria-labelledby="skid-title">
      <Head
        session={session}
        title={t.title}
        lead={begun ? (t.lead[phase] ?? '') : t.before(say(fillingOf.label_mL, 1), say(fillingOf.scatter_pct, 1))}
      />
      {begun ? <Phases language={language} step={step} phases={PHASES} share={null} /> : null}
      <Figures>
        <BigFigure language={language} label={t.bulk} value={say(count('bulk_L'), 2)} unit="L" />
        <BigFigure language={language} label={t.sterile} value={say(count('sterile_L'), 2)} unit="L" />
        <BigFigure language={language} label={t.vials} value={say(count('vials'))} />
      </Figures>
      <SetPoints session={session} view={view} step={step} topics={['overfill']} />
      {toRead ? (
        <div class="cells-witnesses">
          <button type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, toRead)}>
            <Icon name="eye" size={20} /> <span>{toRead === 'bubblePoint' ? t.bubble : t.weigh}</span>
            {seen === null || seen === undefined ? null : (
              <small>{`${say(seen, 2)} ${toRead === 'bubblePoint' ? 'bar' : 'g'}`}</small>
            )}
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
