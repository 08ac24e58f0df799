import { duration, formatNumber } from '../../present/index.ts'
import { Icon, type IconName } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import { cellsTexts } from './cellsText.ts'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, Drawn, Feet, Figures, Head, SetPoints, TimeStands } from './parts.tsx'

/** As many at once as a hand has use for: what comes later stands later. */
const RECIPE = {
  before: ['detergent', 'lysisTime', 'temperature'],
  lyse: ['nuclease', 'magnesium', 'salt', 'digestTime'],
  digest: ['saltAfter'],
} as const
const MORE_MG_mM = 2
const BUFFER_pct = 50

/** A bottle to be read, a line that may be empty, and a drop pulled between two fingers. */
export function Lysis({ session, view, step }: VerbProps) {
  const { language, still, say, at, panel, control, decide } = atSkid(session, step)
  const t = cellsTexts[language].lysis
  const started = step.phase !== 'lyse' || view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const digest = step.phase === 'digest'
  const count = (id: string): number => step.counters[id] ?? 0
  const seen = (id: string) => panel(id)?.seen ?? null
  const fromStore = count('fromStore') > 0
  const witness = (id: string, label: string, said: string | null) =>
    panel(id) ? (
      <button key={id} type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, id)}>
        <Icon name="eye" size={20} /> <span>{label}</span>
        {said === null ? null : <b>{said}</b>}
      </button>
    ) : null
  const read = (id: string): string | null => {
    const shown = seen(id)
    return shown?.value === undefined || shown.value === null
      ? null
      : formatNumber(language, shown.value, panel(id)!.digits)
  }
  const act = (topic: string, amount: number, label: string, icon: IconName, hint: string) =>
    control(topic) ? (
      <button type="button" class="wait" disabled={still} onClick={() => decide(topic, amount)}>
        <Icon name={icon} size={20} /> <span>{label}</span> <small>{hint}</small>
      </button>
    ) : null
  const thread = seen('thread')
  const line = seen('magnesiumLine')
  return (
    <section class="skid skid-cells" aria-labelledby="skid-title">
      <Head
        session={session}
        title={t.title}
        lead={started ? (digest ? (step.ready ? t.digested : t.digest) : step.ready ? t.lysed : t.lyse) : t.before}
      />
      <Figures>
        {started ? (
          <BigFigure
            language={language}
            label={digest ? t.digestedFor : t.lysedFor}
            value={say(count(digest ? 'digested_h' : 'lysed_h'), 1)}
            unit="h"
          />
        ) : (
          <BigFigure language={language} label={t.file} value={String(step.labels['detergentCode'] ?? '–')} />
        )}
        {digest && view.acts.some((a) => a.slot === at('addMagnesium')) ? (
          <BigFigure language={language} label={t.sinceMg} value={say(count('sinceMagnesium_h'), 1)} unit="h" />
        ) : null}
        <BigFigure language={language} label={t.volume} value={say(count('lysate_L'))} unit="L" />
        {started ? (
          <BigFigure
            language={language}
            label={t.thread}
            value={thread?.value === undefined || thread.value === null ? '–' : say(thread.value)}
            unit="cm"
            note={thread ? t.ago(duration(language, view.t_s - thread.t_s)) : null}
          />
        ) : null}
      </Figures>
      {started ? (
        <Thread
          cm={thread?.value ?? null}
          label={thread?.value === undefined || thread.value === null ? t.threadNone : t.threadSays(say(thread.value))}
        />
      ) : null}
      <div class="cells-witnesses">
        {started ? null : witness('detergentCode', t.bottle, codeOf(seen('detergentCode')?.value))}
        {started ? null : witness('approvedCode', t.list, codeOf(seen('approvedCode')?.value))}
        {started || fromStore || !control('reserve') ? null : (
          <button type="button" class="wait" disabled={still} onClick={() => decide('reserve', 1)}>
            <Icon name="again" size={20} /> <span>{t.fetch}</span>
          </button>
        )}
        {!started && fromStore ? (
          <p class="cells-note">
            <Icon name="check" size={20} /> {t.fetched}
          </p>
        ) : null}
        {digest
          ? witness(
              'magnesiumLine',
              t.line,
              line?.value === undefined || line.value === null ? null : line.value > 0.5 ? t.signed : t.blank,
            )
          : null}
        {digest ? witness('magnesiumBottle', t.weigh, read('magnesiumBottle')) : null}
        {started ? witness('thread', t.pull, null) : null}
        {digest ? act('addMagnesium', MORE_MG_mM, t.add, 'more', t.addHint) : null}
        {digest ? act('dilute', BUFFER_pct, t.dilute, 'feedRate', t.diluteHint) : null}
      </div>
      {digest ? <Drawn session={session} view={view} step={step} assay="turbidity" /> : null}
      <SetPoints
        session={session}
        view={view}
        step={step}
        topics={RECIPE[digest ? 'digest' : started ? 'lyse' : 'before']}
      />
      <Feet
        session={session}
        step={step}
        started={started}
        words={{
          start: t.start,
          finish: digest ? t.finish : t.toDigest,
          finishEarly: digest ? t.finishEarly : t.toDigestEarly,
        }}
      />
      {started ? <TimeStands session={session} /> : null}
    </section>
  )
}

/** A reference number is no quantity: no thousands are parted. */
const codeOf = (value: number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(Math.round(value))

const LONGEST_CM = 24

/** Two fingers of a glove, and what hangs between them. */
function Thread({ cm, label }: { cm: number | null; label: string }) {
  const apart = 10 + (Math.min(LONGEST_CM, cm ?? 0) / LONGEST_CM) * 168
  const [left, right] = [150 - apart / 2, 150 + apart / 2]
  const sag = 6 + apart * 0.12
  // A finger on each side, a thumb under it.
  const hands = [
    `M${left - 118} 22L${left - 52} 20L${left - 17} 32`,
    `M${left - 118} 58L${left - 60} 60L${left - 22} 47`,
    `M${right + 118} 22L${right + 52} 20L${right + 17} 32`,
    `M${right + 118} 58L${right + 60} 60L${right + 22} 47`,
  ]
  const palms = [`M${left - 140} 40H${left - 116}`, `M${right + 140} 40H${right + 116}`]
  return (
    <svg class="cells-thread" viewBox="0 0 300 80" role="img" aria-label={label}>
      {palms.map((d) => (
        <path key={d} d={d} class="palm" />
      ))}
      {hands.map((d) => (
        <path key={`edge ${d}`} d={d} class="edge" />
      ))}
      {hands.map((d) => (
        <path key={d} d={d} class="glove" />
      ))}
      {cm === null ? null : (
        <path d={`M${left} 40Q150 ${40 + sag} ${right} 40`} class={cm > 3 ? 'strand' : 'strand thin'} />
      )}
      <ellipse cx={left - 2} cy="40" rx="6" ry="8" class="drop" />
      <ellipse cx={right + 2} cy="40" rx="6" ry="8" class="drop" />
    </svg>
  )
}
