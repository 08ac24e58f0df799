import { fillingOf, formatNumber, type Language } from '../../present/index.ts'
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
        {phase === 'fill' ? null : (
          <BigFigure language={language} label={t.bulk} value={say(count('bulk_L'), 2)} unit="L" />
        )}
        <BigFigure language={language} label={t.sterile} value={say(count('sterile_L'), 2)} unit="L" />
        <BigFigure language={language} label={t.vials} value={say(count('vials'))} />
        {phase === 'fill' ? (
          <BigFigure
            language={language}
            label={t.setAside}
            value={say(count('setAside'))}
            past={count('setAside') > 0 ? 'alert' : null}
          />
        ) : null}
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
      {phase === 'fill' ? <Weighings language={language} tubes_g={panel('tubeWeight')?.looks ?? []} /> : null}
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

/** What the scale of the plot holds, g; and how many of the last tubes. */
const SCALE_g = [fillingOf.label_mL * 0.95, fillingOf.label_mL * 1.15] as const
const LAST = 12

/** Tubes that were pulled and weighed, against what their label promises. */
function Weighings({ language, tubes_g }: { readonly language: Language; readonly tubes_g: readonly number[] }) {
  const t = containmentTexts[language].fill
  const figure = (g: number): string => formatNumber(language, g, 2)
  const y = (g: number): number => 8 + 84 * (1 - Math.min(1, Math.max(0, (g - SCALE_g[0]) / (SCALE_g[1] - SCALE_g[0]))))
  const last = tubes_g.at(-1)
  if (last === undefined) return null
  // A millilitre weighs a gram.
  const label_g = fillingOf.label_mL
  return (
    <figure class="fill-weighings">
      <svg viewBox="0 0 340 100" aria-hidden="true">
        <rect x="0" y={y(label_g)} width="340" height={100 - y(label_g)} class="light" />
        <path d={`M0 ${y(label_g)}H340`} class="label" />
        <text x="6" y={y(label_g) - 5}>{`${figure(label_g)} g`}</text>
        <text x="6" y={y(label_g) + 15}>
          {t.tooLight}
        </text>
        {tubes_g.slice(-LAST).map((g, i) => (
          <circle key={i} cx={96 + 20 * i} cy={y(g)} r="6" class={g < label_g ? 'short' : ''} />
        ))}
      </svg>
      <figcaption>{t.weighings(formatNumber(language, tubes_g.length, 0), figure(last), figure(label_g))}</figcaption>
    </figure>
  )
}
