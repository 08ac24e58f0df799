import { useEffect, useRef, useState } from 'preact/hooks'
import {
  type AuditDay,
  type AuditEntry,
  type AuditFilter,
  auditOf,
  auditTrail,
  clockOf,
  type EntrySnapshot,
  type Language,
  type LineSnapshot,
  lotNumber,
  measured,
  momentOf,
  printedDate,
  type RecordedSnapshot,
  type Snapshot,
  stamp,
  tagOf,
  unitName,
  withUnit,
  writtenAs,
} from '../present/index.ts'
import { profileHere } from '../platform/index.ts'
import { badgeName } from './badge/text.ts'
import { Icon } from './icons.tsx'
import { Chemical, SheetFrame, UnitText } from './parts.tsx'
import { usePrinted } from './printed.ts'
import './record.css'
import type { Session } from './session.ts'
import type { SheetOf } from './sheet.tsx'
import { papersOf } from './papers.ts'
import { roomWords } from './room/text.ts'
import { texts } from './text.ts'
import { openLine, seenFor } from './Write.tsx'

/** The batch record: white paper, one page a day of each step, and the audit trail beside it. */
export function RecordSheet({ session, view, onClose }: SheetOf) {
  const language = session.language.value
  const t = texts[language]
  const pages = pagesOf(view)
  const here = pages.findIndex((p) => p.lines.some((l) => l.state === 'due'))
  const [page, setPage] = useState(
    here >= 0 ? here : Math.max(0, pages.filter((p) => p.lines.some((l) => l.state !== 'later')).length - 1),
  )
  const at = Math.min(page, pages.length - 1)
  const tabs = useRef<HTMLElement>(null)
  const paper = useRef<HTMLDivElement>(null)
  const title = `${t.record} ${lotNumber(view.level, view.seed)}`
  usePrinted(paper, 'of-record', { title: `${title} · ${papersOf(view).record}`, page: t.page })
  // Where they do not all fit, the one that lies open is in sight.
  useEffect(() => {
    tabs.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [at])
  return (
    <SheetFrame title={title} closeLabel={t.close} wide kind="of-record" onClose={onClose}>
      <div class="record" ref={paper}>
        <nav class="record-pages" ref={tabs} aria-label={t.page}>
          {pages.map((p, i) => (
            <button
              key={p.key}
              type="button"
              aria-pressed={i === at ? 'true' : 'false'}
              class={p.lines.some((l) => l.state === 'due') ? 'due' : ''}
              onClick={() => setPage(i)}
            >
              <span>{t.chapter(unitName(language, p.unit, p.place).name, p.day)}</span>
              <Mark lines={p.lines} />
            </button>
          ))}
          <button type="button" class="print-record" onClick={() => print()}>
            <span>{t.print}</span>
          </button>
        </nav>
        <div class="record-papers">
          {pages.length === 0 ? (
            <div class="sheet-of-paper">
              <p>{t.noLines}</p>
            </div>
          ) : null}
          {pages.map((p, i) => (
            <Paper
              key={p.key}
              session={session}
              view={view}
              page={p}
              number={i + 1}
              of={pages.length}
              shown={i === at}
            />
          ))}
        </div>
        <Trail session={session} view={view} />
      </div>
    </SheetFrame>
  )
}

function Paper(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly page: RecordPage
  readonly number: number
  readonly of: number
  /** The others are there for the printer. */
  readonly shown: boolean
}) {
  const { session, view, page, number, of, shown } = props
  const language = session.language.value
  const t = texts[language]
  const inked = page.lines.flatMap((l) => l.entries)
  const last = [...inked].sort((a, b) => a.t_s - b.t_s).at(-1)
  const missing = page.lines.filter((l) => l.entries.length === 0).length
  return (
    <section class={`sheet-of-paper${shown ? '' : ' for-print'}`}>
      <dl class="form-head">
        <div>
          <dt>{t.product}</dt>
          <dd>{t.products[view.site]}</dd>
        </div>
        <div>
          <dt>{t.equipment}</dt>
          <dd>
            {papersOf(view).vessel}, {withUnit(language, view.scale_L, 0, 'L')}
          </dd>
        </div>
        <div>
          <dt>{t.version}</dt>
          <dd>{papersOf(view).record}</dd>
        </div>
        <div>
          <dt>{t.page}</dt>
          <dd>{t.pageOf(number, of)}</dd>
        </div>
      </dl>
      <h3>
        {t.chapter(unitName(language, page.unit, page.place).name, page.day)}{' '}
        {page.began_s === null ? null : <small>{printedDate(language, page.began_s)}</small>}
      </h3>
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
            {page.lines.map((line, i) => (
              <LineRow key={line.id} session={session} view={view} line={line} number={`${number}.${i + 1}`} />
            ))}
          </tbody>
        </table>
      </div>
      <div class="signed">
        <p class={missing === 0 ? 'is-signed' : ''}>
          <span>{t.doneBy}</span> <b>{me(language)}</b>
          {last && missing === 0 ? (
            <>
              <Initials /> <code>{stamp(language, view, last.t_s)}</code>
            </>
          ) : (
            <em>{t.linesMissing(missing)}</em>
          )}
        </p>
        <p>
          <span>{t.reviewedBy}</span> <b>{t.reviewer}</b> <em>{t.reviewLater}</em>
        </p>
      </div>
    </section>
  )
}

/** Who signs here, by the name on their badge. */
function me(language: Language): string {
  const { badge } = profileHere()
  return badgeName(language, badge)
}

interface RecordPage {
  readonly key: string
  readonly unit: string
  readonly place: string | undefined
  readonly day: number
  /** First second of its day, once it is known. */
  readonly began_s: number | null
  readonly lines: readonly LineSnapshot[]
}

function pagesOf(view: Snapshot): readonly RecordPage[] {
  const pages: RecordPage[] = []
  for (const station of view.stations) {
    const mine = view.lines.filter((l) => l.step === station.id)
    for (const day of [...new Set(mine.map((l) => l.day))].sort((a, b) => a - b))
      pages.push({
        key: `${station.id}.${day}`,
        unit: station.unit,
        place: station.place,
        day,
        began_s: beganOf(
          view,
          mine.filter((l) => l.day === day),
        ),
        lines: mine.filter((l) => l.day === day),
      })
  }
  return pages
}

function beganOf(view: Snapshot, lines: readonly LineSnapshot[]): number | null {
  const due_s = lines.find((l) => l.due_s !== null)?.due_s ?? null
  return due_s === null ? null : due_s - view.roundLength_s
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
  const last = line.entries.at(-1)
  const read = last ? last.read : seenFor(view, line).seen
  const open = line.state !== 'later' && !session.watching.value && !view.over
  const value = (x: number | null) => <UnitText text={withUnit(language, x, line.digits, line.unit)} />
  const inked = (x: number | null) => <UnitText text={writtenAs(language, x, line.digits, line.unit)} />
  return (
    <tr class={`line ${line.state}`}>
      <td class="mono">{number}</td>
      <th scope="row">
        {name} <code>{tagOf(line.panel)}</code> {line.critical ? <small>{t.critical}</small> : null}
      </th>
      <td class="mono line-read" data-label={t.columns[2]}>
        {read ? (
          <>
            {value(read.value)} <small>{hour(language, view, line, read.t_s)}</small>
          </>
        ) : (
          '–'
        )}
      </td>
      <td class="inked">
        {line.entries.slice(0, -1).map((e, i) => (
          <span key={e.t_s} class="struck">
            {line.entries[i + 1]!.reason === null ? <b class="hand">{inked(e.value)}</b> : <s>{inked(e.value)}</s>}{' '}
            <small>{hour(language, view, line, e.claimed_s ?? e.t_s)}</small>{' '}
            <small class="why">{t.reasons[line.entries[i + 1]?.reason ?? ''] ?? t.notStruck}</small>{' '}
          </span>
        ))}
        {last ? (
          <b class="hand">{inked(last.value)}</b>
        ) : open ? null : (
          <span class="age">{line.state === 'missed' || view.over ? t.missed : t.later}</span>
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
      <td class="mono line-hour" data-label={t.columns[4]}>
        {last ? <Hours session={session} view={view} line={line} entry={last} /> : null}
      </td>
      <td class="line-hand">
        {last ? <Initials /> : null}
        {last ? <Countersigned session={session} view={view} line={line} name={name} last={last} /> : null}
      </td>
    </tr>
  )
}

/** A second signature, where there is a class to give it: asked for, given, or refused. */
function Countersigned(props: {
  session: Session
  view: Snapshot
  line: LineSnapshot
  name: string
  last: EntrySnapshot
}) {
  const { session, view, line, name, last } = props
  const language = session.language.value
  const t = texts[language]
  const witness = session.witness.value
  if (last.countersigned !== null) return <small>{t.countersigned[last.countersigned]}</small>
  if (!witness || view.over || session.watching.value) return null
  const asked = witness.asked.value[line.id]
  if (typeof asked === 'object') return <small>{t.askedOf(asked.who)}</small>
  const value = (x: number | null): string => withUnit(language, x, line.digits, line.unit)
  const says = t.toCountersign(
    name,
    writtenAs(language, last.value, line.digits, line.unit),
    stamp(language, view, last.claimed_s ?? last.t_s),
    last.read ? `${value(last.read.value)}, ${stamp(language, view, last.read.t_s)}` : null,
  )
  return (
    <>
      <button type="button" class="quiet" onClick={() => witness.ask(line.id, says)}>
        {t.countersign}
      </button>
      {asked === 'alone' ? <small role="status">{t.nobodyThere}</small> : null}
    </>
  )
}

/** The hour of the act; where the ink is of another hour, both. */
function Hours(props: { session: Session; view: Snapshot; line: LineSnapshot; entry: EntrySnapshot }) {
  const { session, view, line, entry } = props
  const language = session.language.value
  const t = texts[language]
  const { claimed_s, t_s, late } = entry
  const other = claimed_s !== null && clockOf(claimed_s) !== clockOf(t_s)
  return (
    <>
      {hour(language, view, line, claimed_s ?? t_s)}
      {other ? <small>{t.inkedAt(hour(language, view, line, t_s))}</small> : null}
      {late ? <small class="late-mark">{t.late}</small> : null}
    </>
  )
}

/** The clock alone on the line's own day, with the day on any other. */
function hour(language: Language, view: Snapshot, line: LineSnapshot, t_s: number): string {
  const { due_s } = line
  const began_s = due_s === null ? null : due_s - view.roundLength_s
  const same = began_s !== null && momentOf(t_s).day === momentOf(began_s).day
  return same ? clockOf(t_s) : stamp(language, view, t_s)
}

/** One's paraph, as drawn or typed on the badge; a stroke of ink where there is none. */
export function Initials({ named }: { named?: string }) {
  const { badge } = profileHere()
  const name = named === undefined ? { 'aria-hidden': true } : { role: 'img' as const, 'aria-label': named }
  if (badge.stroke)
    return (
      <svg class="initials" viewBox="0 0 300 100" width="84" height="28" {...name}>
        <path d={badge.stroke} style={{ strokeWidth: '7' }} />
      </svg>
    )
  if (badge.letters) return <i class="hand">{badge.letters}</i>
  return (
    <svg class="initials" viewBox="0 0 72 28" width="72" height="28" {...name}>
      <path d="M3 22C8 6 12 4 13 12s-3 12 2 6 6-14 8-10-2 12 2 8 6-10 9-8-2 9 3 6 5-9 8-7-1 8 4 5 8-6 15-7" />
    </svg>
  )
}

const FILTERS: readonly AuditFilter[] = ['all', 'mine', 'exceptions']

/** Everything that was done and happened, newest day first; what a reviewer reads first can be had alone. */
function Trail({ session, view }: { session: Session; view: Snapshot }) {
  const language = session.language.value
  const t = texts[language]
  const [filter, setFilter] = useState<AuditFilter>('all')
  const { lines } = session.text.value
  const trail = auditTrail(language, view, {
    line: (id) => lines?.[id],
    act: (slot, value) => roomWords(session, slot, value),
    reason: (id) => t.reasons[id],
  })
  const shown = [...auditOf(trail, filter)].reverse()
  return (
    <section class="trail" aria-labelledby="trail-title">
      <h3 id="trail-title">{t.trail}</h3>
      <div class="trail-filter" role="group" aria-label={t.trailShow}>
        {FILTERS.map((f) => (
          <button key={f} type="button" aria-pressed={f === filter ? 'true' : 'false'} onClick={() => setFilter(f)}>
            {t.trailFilters[f]}
          </button>
        ))}
      </div>
      {shown.length === 0 ? <p role="status">{t.trailEmpty}</p> : null}
      {shown.map((day) => (
        <TrailDay key={day.day} session={session} view={view} day={day} />
      ))}
    </section>
  )
}

function TrailDay({ session, view, day }: { session: Session; view: Snapshot; day: AuditDay }) {
  const language = session.language.value
  const t = texts[language]
  return (
    <section class="trail-day">
      <h4>
        {t.trailDay(day.day)} <small>{printedDate(language, view.dayZero_s, day.day)}</small>
      </h4>
      <ol role="list">
        {[...day.entries].reverse().map((entry, i) => (
          <TrailEntry key={day.entries.length - i} language={language} entry={entry} />
        ))}
      </ol>
      {day.recorder.length ? <Recorder language={language} view={view} all={day.recorder} /> : null}
    </section>
  )
}

export function TrailEntry({ language, entry }: { language: Language; entry: AuditEntry }) {
  const t = texts[language]
  const { by, kind, what, before, after, notes, late, exception } = entry
  const hand = kind === 'hand' || kind === 'correction'
  return (
    <li class={`of-${kind}${exception ? ' is-exception' : ''}`}>
      <code>{clockOf(entry.t_s)}</code>
      <div>
        <p>
          {exception ? (
            <span class="exception-mark" title={t.exception}>
              ! <span class="unseen">{t.exception}</span>
            </span>
          ) : null}
          <span class="trail-what">
            <Chemical text={what} />
          </span>{' '}
          {before === null ? null : (
            <>
              {kind === 'correction' ? (
                <s>
                  <UnitText text={before} />
                </s>
              ) : (
                <UnitText text={before} />
              )}{' '}
              <span aria-hidden="true">→</span>
              <span class="unseen">{t.became}</span>{' '}
            </>
          )}
          {after === null ? null : (
            <b class={hand ? 'hand' : ''}>
              <UnitText text={after} />
            </b>
          )}
        </p>
        {late ? <p class="late-mark">{t.late}</p> : null}
        {notes.map((note) => (
          <p key={note} class="trail-note">
            <UnitText text={note} />
          </p>
        ))}
      </div>
      <span class="trail-by">{by === 'player' ? <Initials named={me(language)} /> : t.trailBy[by]}</span>
    </li>
  )
}

/** What no hand wrote: a line a display, its smallest and largest figure, and what lay beyond the alarm limit. */
function Recorder({ language, view, all }: { language: Language; view: Snapshot; all: readonly RecordedSnapshot[] }) {
  const t = texts[language]
  const points = all.reduce((sum, r) => sum + r.points, 0)
  const beyond = all.reduce((sum, r) => sum + r.beyond, 0)
  return (
    <details class={`recorder${beyond ? ' is-exception' : ''}`}>
      <summary>
        <b>{t.recorder}</b> {t.recorderKept(all.length, points)} <em>{t.recorderBeyond(beyond)}</em>
      </summary>
      <p class="trail-note">{t.recorderBy}</p>
      <table class="form">
        <tbody>
          {all.map((r) => (
            <tr key={`${r.step}.${r.panel}`} class={r.beyond ? 'out' : ''}>
              <th scope="row">
                <Chemical text={measured(language, r.panel).name} /> <code>{tagOf(r.panel)}</code>
              </th>
              <td class="mono">
                <UnitText
                  text={t.span(withUnit(language, r.low, r.digits, '1'), withUnit(language, r.high, r.digits, r.unit))}
                />
                {r.first_s === null ? null : (
                  <small>{t.recorderFirst(r.beyond, stamp(language, view, r.first_s))}</small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
