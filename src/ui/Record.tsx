import { useState } from 'preact/hooks'
import {
  clockOf,
  formatNumber,
  type LineSnapshot,
  measured,
  newsSentence,
  type Snapshot,
  stamp,
  tagOf,
  thingName,
  topicName,
  unitName,
} from '../present/index.ts'
import { profileHere } from '../platform/index.ts'
import { Icon } from './icons.tsx'
import { SheetFrame, Value } from './parts.tsx'
import type { Session } from './session.ts'
import type { SheetOf } from './sheet.tsx'
import { roomWords } from './room/text.ts'
import { texts } from './text.ts'
import { openLine } from './Write.tsx'

/** The batch record: white paper, one page a day of each step, and the audit trail beside it. */
export function RecordSheet({ session, view, onClose }: SheetOf) {
  const language = session.language.value
  const t = texts[language]
  const pages = pagesOf(view)
  const here = pages.findIndex((p) => p.lines.some((l) => l.state === 'due'))
  const [page, setPage] = useState(
    here >= 0 ? here : Math.max(0, pages.filter((p) => p.lines.some((l) => l.state !== 'later')).length - 1),
  )
  const shown = pages[Math.min(page, pages.length - 1)]
  return (
    <SheetFrame
      title={`${t.record} PL-${view.level}-${String(view.seed).padStart(3, '0')}`}
      closeLabel={t.close}
      wide
      onClose={onClose}
    >
      <div class="record">
        <nav class="record-pages" aria-label={t.page}>
          {pages.map((p, i) => (
            <button
              key={p.key}
              type="button"
              aria-pressed={i === page ? 'true' : 'false'}
              class={p.lines.some((l) => l.state === 'due') ? 'due' : ''}
              onClick={() => setPage(i)}
            >
              <span>{t.chapter(unitName(language, p.unit).name, p.day)}</span>
              <Mark lines={p.lines} />
            </button>
          ))}
        </nav>
        <div class="sheet-of-paper">
          <dl class="form-head">
            <div>
              <dt>{t.product}</dt>
              <dd>{t.productName}</dd>
            </div>
            <div>
              <dt>{t.equipment}</dt>
              <dd>BR-201, {view.scale_L} L</dd>
            </div>
            <div>
              <dt>{t.version}</dt>
              <dd>MBR-014 v4</dd>
            </div>
            <div>
              <dt>{t.page}</dt>
              <dd>{t.pageOf(Math.min(page, pages.length - 1) + 1, pages.length)}</dd>
            </div>
          </dl>
          {shown ? (
            <>
              <h3>{t.chapter(unitName(language, shown.unit).name, shown.day)}</h3>
              <div class="scroll">
                <table class="form lines">
                  <thead>
                    <tr>
                      {t.columns.map((c) => (
                        <th scope="col" key={c}>
                          {c}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {shown.lines.map((line, i) => (
                      <LineRow
                        key={line.id}
                        session={session}
                        view={view}
                        line={line}
                        number={`${page + 1}.${i + 1}`}
                      />
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          ) : (
            <p>{t.noLines}</p>
          )}
        </div>
        <section class="trail" aria-labelledby="trail-title">
          <h3 id="trail-title">{t.trail}</h3>
          <Trail session={session} view={view} />
        </section>
      </div>
    </SheetFrame>
  )
}

interface RecordPage {
  readonly key: string
  readonly unit: string
  readonly day: number
  readonly lines: readonly LineSnapshot[]
}

function pagesOf(view: Snapshot): readonly RecordPage[] {
  const pages: RecordPage[] = []
  for (const station of view.stations) {
    const mine = view.lines.filter((l) => l.step === station.id)
    for (const day of [...new Set(mine.map((l) => l.day))].sort((a, b) => a - b))
      pages.push({ key: `${station.id}.${day}`, unit: station.unit, day, lines: mine.filter((l) => l.day === day) })
  }
  return pages
}

function Mark({ lines }: { lines: readonly LineSnapshot[] }) {
  if (lines.every((l) => l.state === 'written')) return <Icon name="check" size={18} />
  if (lines.some((l) => l.state === 'due')) return <Icon name="pen" size={18} />
  return <span class="to-come" />
}

function LineRow({
  session,
  view,
  line,
  number,
}: {
  session: Session
  view: Snapshot
  line: LineSnapshot
  number: string
}) {
  const language = session.language.value
  const t = texts[language]
  const name = session.text.value.lines?.[line.id] ?? measured(language, line.panel).name
  const step = view.steps.find((s) => s.id === line.step)
  const seen = [...(step?.panels ?? []), ...(step?.assays ?? [])].find((p) => p.id === line.panel)?.seen
  const last = line.entries.at(-1)
  const open = line.state !== 'later' && !session.watching.value
  return (
    <tr class={`line ${line.state}`}>
      <td class="mono">{number}</td>
      <th scope="row">
        {name} <code>{tagOf(line.panel)}</code>
        {line.critical ? <small>{t.critical}</small> : null}
      </th>
      <td class="mono">{seen && seen.value !== null ? formatNumber(language, seen.value, line.digits) : '–'}</td>
      <td class="inked">
        {line.entries.slice(0, -1).map((e, i) => (
          <span key={e.t_s} class="struck">
            <s>{formatNumber(language, e.value, line.digits)}</s>{' '}
            <small>{t.reasons[line.entries[i + 1]?.reason ?? ''] ?? t.struck}</small>{' '}
          </span>
        ))}
        {last ? (
          <Value language={language} value={last.value} digits={line.digits} unit={line.unit} />
        ) : open ? null : (
          <span class="age">{line.state === 'missed' ? t.missed : t.later}</span>
        )}
        {open ? (
          <button
            type="button"
            class={last ? 'quiet' : 'to-sign'}
            aria-label={`${last ? t.correct : t.write}, ${name}`}
            onClick={() => openLine(session, view, line)}
          >
            <Icon name="pen" size={18} /> {last ? t.correct : t.write}
          </button>
        ) : null}
      </td>
      <td class="mono">
        {last ? clockOf(last.claimed_s ?? last.t_s) : ''}
        {last?.late ? <small>{t.late}</small> : null}
      </td>
      <td>{last ? <Initials /> : null}</td>
    </tr>
  )
}

/** One's paraph, as drawn or typed on the badge; a stroke of ink where there is none. */
function Initials() {
  const { badge } = profileHere()
  if (badge.stroke)
    return (
      <svg class="initials" viewBox="0 0 300 100" width="84" height="28" aria-hidden="true">
        <path d={badge.stroke} style={{ strokeWidth: '7' }} />
      </svg>
    )
  if (badge.letters) return <i class="mono">{badge.letters}</i>
  return (
    <svg class="initials" viewBox="0 0 72 28" width="72" height="28" aria-hidden="true">
      <path d="M3 22C8 6 12 4 13 12s-3 12 2 6 6-14 8-10-2 12 2 8 6-10 9-8-2 9 3 6 5-9 8-7-1 8 4 5 8-6 15-7" />
    </svg>
  )
}

function Trail({ session, view }: { session: Session; view: Snapshot }) {
  const language = session.language.value
  const t = texts[language]
  const acts = view.acts.flatMap((a) => {
    const words = roomWords(session, a.slot, a.value) ?? actWords(language, a.slot, a.value)
    return words === null
      ? []
      : [{ t_s: a.t_s, words: a.by === 'crew' ? `${words} (${language === 'fr' ? 'équipe' : 'crew'})` : words }]
  })
  const news = view.news.flatMap((n) => {
    const line = n.kind === 'result' ? undefined : newsSentence(language, n, view)
    return line === undefined ? [] : [{ t_s: n.t_s, words: line }]
  })
  const all = [...acts, ...news].sort((a, b) => b.t_s - a.t_s).slice(0, 40)
  if (all.length === 0) return <p>{t.trailEmpty}</p>
  return (
    <ol role="list">
      {all.map(({ t_s, words }, i) => (
        <li key={all.length - i}>
          <code>{stamp(language, view, t_s)}</code> <span>{words}</span>
        </li>
      ))}
    </ol>
  )
}

function actWords(language: 'fr' | 'en', slot: string, value: unknown): string | null {
  const [place, topic = ''] = slot.split('.') as [string, string?]
  const t = texts[language]
  if (place === 'shift') return t.leave
  if (place === 'night') return t.night
  if (place === 'alarm') return t.acknowledge
  if (place === 'call') return `${t.phone}, ${thingName(language, String(value)).short}`
  if (place === 'case') return topic === 'class' ? t.classTitle : t.deviation
  if (place === 'reply' || topic === 'forecast') return null
  const name = topicName(language, topic).short
  return typeof value === 'number' ? `${name} ${formatNumber(language, value, Number.isInteger(value) ? 0 : 2)}` : name
}
