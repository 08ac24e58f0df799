import { useState } from 'preact/hooks'
import {
  comparedName,
  formatNumber,
  guestName,
  type DossierSnapshot,
  type GuestSnapshot,
  type Language,
  type TransferEventSnapshot,
  type TransferSnapshot,
  typeset,
  unitName,
  withUnit,
} from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { Session } from '../session.ts'
import { Notices } from '../settings/Notices.tsx'
import { Refusal } from '../sheet.tsx'
import type { StageLoader } from '../useStage.ts'
import { transferTexts } from './text.ts'
import { TransferStage } from './TransferStage.tsx'
import './transfer.css'

const HOUR = 3600
const DAY = 86_400
const LOTS = ['trial', 'gmp'] as const
const REPORTS = ['comparable', 'deviation', 'different'] as const

interface Parts {
  readonly session: Session
  readonly transfer: TransferSnapshot
}

interface Hall extends Parts {
  /** Null: in words alone. */
  readonly stage: StageLoader | null
  readonly renderer: 'webgl' | 'canvas' | 'auto'
}

export const dayOf = (t_s: number): number => Math.floor(t_s / DAY) + 1

/** A transfer: both houses, two dossiers and what their lots came to beside the sender’s; telephone, days and papers on the desk. */
export function Transfer({ session, transfer, stage, renderer }: Hall) {
  const t = transferTexts[session.language.value]
  const [open, setOpen] = useState<string | null>(null)
  const calling = transfer.events.find((e) => isOpenCall(transfer, e))
  return (
    <>
      <main class="hall move-hall" id="hall">
        <h1 class="unseen">{session.text.value.title}</h1>
        {stage ? (
          <TransferStage
            session={session}
            transfer={transfer}
            about={open ?? calling?.id ?? null}
            load={stage}
            renderer={renderer}
            open={setOpen}
          />
        ) : null}
        <div class="guests">
          {transfer.guests.map((guest) => (
            <Guest
              key={guest.id}
              session={session}
              transfer={transfer}
              guest={guest}
              open={open}
              toggle={(id) => setOpen(open === id ? null : id)}
            />
          ))}
        </div>
      </main>
      <aside class="desk move-desk" aria-label={t.desk}>
        <Notices session={session} />
        <Phone session={session} transfer={transfer} />
        <Refusal session={session} />
        <Chart session={session} transfer={transfer} />
        <Papers session={session} transfer={transfer} />
        <div class="buttons move-go">
          <button type="button" class="big" disabled={session.watching.value} onClick={() => void session.untilNews()}>
            <Icon name="skip" size={20} /> {t.wait}
          </button>
        </div>
      </aside>
    </>
  )
}

const isOpenCall = (transfer: TransferSnapshot, e: TransferEventSnapshot): boolean =>
  e.answered === null && transfer.t_s <= e.ends_s

/** What works a batch, or what it waits for. */
const whereName = (language: Language, at: string): string =>
  transferTexts[language].places[at] ?? unitName(language, at).short

/** Lots as long as they are, on the days there are. */
function Chart({ session, transfer }: Parts) {
  const language = session.language.value
  const t = transferTexts[language]
  const at = (s: number): string => `${((100 * Math.min(s, transfer.hours_s)) / transfer.hours_s).toFixed(2)}%`
  const weeks = Math.ceil(transfer.hours_s / (7 * DAY))
  return (
    <div class="move-chart">
      <p>
        <b>{t.day(dayOf(transfer.t_s), Math.floor(transfer.hours_s / DAY))}</b>
      </p>
      <div role="img" aria-label={t.chart}>
        {transfer.guests.map((guest) => (
          <div key={guest.id} class={`move-lane of-${guest.id}`}>
            <b>{guestName(language, guest.id)}</b>
            <div>
              {Array.from({ length: weeks }, (_, week) => (
                <i key={week} class="move-week" style={{ left: at(week * 7 * DAY) }} />
              ))}
              {LOTS.map((kind) => {
                const lot = guest.lots[kind]
                return lot ? (
                  <span
                    key={kind}
                    class={`move-bar${lot.done ? ' is-done' : ''}`}
                    style={{ left: at(lot.begun_s), width: at(Math.min(lot.done_s, transfer.hours_s) - lot.begun_s) }}
                  >
                    {t.lots[kind]}
                  </span>
                ) : null
              })}
              <i class="move-now" style={{ left: at(transfer.t_s) }} />
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}

interface GuestProps extends Parts {
  readonly guest: GuestSnapshot
  /** The line that lies open, of either. */
  readonly open: string | null
  toggle(line: string): void
}

function Guest({ session, transfer, guest, open, toggle }: GuestProps) {
  const language = session.language.value
  const t = transferTexts[language]
  const still = session.watching.value
  const litres = (n: number): string => withUnit(language, n, 0, 'L')
  const running = LOTS.some((kind) => guest.lots[kind] && !guest.lots[kind].done)
  return (
    <section class={`guest of-${guest.id}`} aria-labelledby={`guest-${guest.id}`}>
      <h2 id={`guest-${guest.id}`}>
        <span>{guestName(language, guest.id)}</span>{' '}
        <small>
          {litres(guest.from_L)} → {litres(guest.to_L)}
        </small>
      </h2>
      <ul role="list" class="move-lines" aria-label={t.dossier}>
        {transfer.lines
          .filter((line) => line.guest === guest.id)
          .map((line) => (
            <Line
              key={line.id}
              session={session}
              transfer={transfer}
              line={line}
              open={open === line.id}
              toggle={() => toggle(line.id)}
            />
          ))}
      </ul>
      <Compared session={session} transfer={transfer} guest={guest} />
      <div class="move-guest-lots">
        {LOTS.map((kind) => {
          const lot = guest.lots[kind]
          if (lot)
            return (
              <p key={kind}>
                <b>{t.lots[kind]}</b>{' '}
                {lot.at === null ? t.done : `${whereName(language, lot.at)}, ${t.runs(dayOf(lot.done_s))}`}
              </p>
            )
          return (
            <button
              key={kind}
              type="button"
              disabled={still || running}
              onClick={() => void session.decide({ slot: `${kind}.${guest.id}`, value: 1 })}
            >
              {t.begin[kind]}
            </button>
          )
        })}
      </div>
      {guest.lots.gmp?.done && guest.report === null ? (
        <div class="move-guest-report" role="group" aria-label={t.report}>
          <b aria-hidden="true">{t.report}</b>
          {REPORTS.map((value) => (
            <button
              key={value}
              type="button"
              disabled={still}
              onClick={() => void session.decide({ slot: `report.${guest.id}`, value })}
            >
              {t.reports[value]}
            </button>
          ))}
        </div>
      ) : null}
      {guest.report === null ? null : (
        <p class="move-guest-signed">{typeset(language, t.signedReport(t.reports[guest.report]))}</p>
      )}
    </section>
  )
}

interface LineProps extends Parts {
  readonly line: DossierSnapshot
  readonly open: boolean
  toggle(): void
}

/** One line: what is printed; opened, what one can go and see, and what can be written here. */
function Line({ session, transfer, line, open, toggle }: LineProps) {
  const language = session.language.value
  const t = transferTexts[language]
  const still = session.watching.value
  const words = session.text.value.dossier?.[line.id]
  if (!words) return null
  const changed = line.option > 0
  return (
    <li class={`move-line-line${line.checked ? ' is-seen' : ''}${changed ? ' is-changed' : ''}`}>
      <button type="button" class="move-line-head" aria-expanded={open ? 'true' : 'false'} onClick={toggle}>
        <Icon name={line.checked ? 'eye' : 'pen'} size={20} />
        <b>{words.name}</b>
        <span>{words.options[line.option]}</span>
      </button>
      {open ? (
        <div class="move-line-body">
          <p>
            <b>{t.theirs}</b> {words.printed}
          </p>
          {line.variant === null ? (
            <p>
              <b>{t.here}</b>{' '}
              <button
                type="button"
                class="second"
                disabled={still}
                onClick={() => void session.decide({ slot: `gap.${line.id}`, value: 1 })}
              >
                {typeset(language, t.look(words.look, line.check_s / HOUR))}
              </button>
            </p>
          ) : (
            <p class="found">
              <b>{t.here}</b> {words.seen[line.variant]}
            </p>
          )}
          <div role="group" aria-label={`${words.name} ${t.written}`} class="move-line-options">
            <b aria-hidden="true">{t.written}</b>
            {line.options.map(({ id }, n) => (
              <button
                key={id}
                type="button"
                aria-pressed={line.option === n ? 'true' : 'false'}
                disabled={still || line.frozen}
                onClick={() => {
                  if (line.option !== n) void session.decide({ slot: `fit.${line.id}`, value: n })
                }}
              >
                {words.options[n]}
              </button>
            ))}
          </div>
          {line.ready_s === null ? null : <p>{typeset(language, t.ordered(dayOf(line.ready_s)))}</p>}
          {line.frozen ? (
            <p>{t.frozen}</p>
          ) : transfer.signed ? (
            <p>{typeset(language, t.amend(transfer.amend_s / HOUR))}</p>
          ) : null}
        </div>
      ) : null}
    </li>
  )
}

/** Per cent to either side that the strip shows; what lies beyond stands at its end. */
const SHOWN_PCT = 50

/** Each attribute on one scale: the sender’s lots, the limits, and what was made here. */
function Compared({ session, transfer, guest }: Parts & { readonly guest: GuestSnapshot }) {
  const language = session.language.value
  const t = transferTexts[language]
  const place = (value: number, mean: number): string => {
    const off = Math.max(-SHOWN_PCT, Math.min(SHOWN_PCT, 100 * (value / mean - 1)))
    return `${(50 + (50 * off) / SHOWN_PCT).toFixed(1)}%`
  }
  const half = (50 * transfer.margin_pct) / SHOWN_PCT
  return (
    <table class="compared">
      <caption>
        {t.compare} <small>{typeset(language, t.scale)}</small>
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">
            <abbr title={t.theirs}>{t.brief.sent}</abbr>
          </th>
          <td />
          {LOTS.map((kind) => (
            <th key={kind} scope="col">
              <abbr title={t.lots[kind]}>{t.brief[kind]}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {guest.attributes.map((a) => {
          const { name, unit, per } = comparedName(language, a.id)
          const mean = a.sent.reduce((x, y) => x + y, 0) / a.sent.length
          const said = (value: number): string => typeset(language, formatNumber(language, value / per, a.digits))
          const off = (value: number): string => {
            const pct = Math.round(100 * (value / mean - 1))
            const sign = pct < 0 ? '−' : pct > 0 ? '+' : ''
            return typeset(language, `${sign}${formatNumber(language, Math.abs(pct), 0)} %`)
          }
          return (
            <tr key={a.id}>
              <th scope="row">
                {name} <small>{unit}</small>
              </th>
              <td>{said(mean)}</td>
              <td class="move-strip" aria-hidden="true">
                <span class="move-inner">
                  <i class="move-band" style={{ left: `${50 - half}%`, width: `${2 * half}%` }} />
                  {a.sent.map((value, n) => (
                    <i key={n} class="move-dot is-sent" style={{ left: place(value, mean) }} />
                  ))}
                  {LOTS.map((kind) =>
                    a[kind] === null ? null : (
                      <i key={kind} class={`move-dot is-${kind}`} style={{ left: place(a[kind], mean) }} />
                    ),
                  )}
                </span>
              </td>
              {LOTS.map((kind) => (
                <td key={kind} class={`is-${kind}`}>
                  {a[kind] === null ? '–' : said(a[kind])}
                  {a[kind] === null ? null : <small>{off(a[kind])}</small>}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Papers({ session, transfer }: Parts) {
  const language = session.language.value
  const t = transferTexts[language]
  const still = session.watching.value
  const decide = (slot: string, value: number): void => void session.decide({ slot, value })
  return (
    <>
      <section class="move-paper" aria-labelledby="move-change">
        <h3 id="move-change">{t.change}</h3>
        {transfer.changeOpened ? (
          <p>{t.changeOpen}</p>
        ) : (
          <button type="button" disabled={still} onClick={() => decide('change.open', 1)}>
            {t.openChange}
          </button>
        )}
      </section>
      <section class="move-paper" aria-labelledby="move-protocol">
        <h3 id="move-protocol">{t.protocol}</h3>
        {transfer.signed ? (
          <p>
            {typeset(language, t.signed(t.percent(transfer.margin ?? 0), t.deciders[transfer.decider ?? ''] ?? ''))}
          </p>
        ) : (
          <>
            <div role="group" aria-label={t.margin} class="move-choice is-short">
              <span aria-hidden="true">{t.margin}</span>
              {transfer.margins_pct.map((n) => (
                <button
                  key={n}
                  type="button"
                  aria-pressed={transfer.margin === n ? 'true' : 'false'}
                  disabled={still}
                  onClick={() => decide('protocol.margin', n)}
                >
                  {typeset(language, t.percent(n))}
                </button>
              ))}
            </div>
            <div role="group" aria-label={t.decider} class="move-choice">
              <span aria-hidden="true">{t.decider}</span>
              {transfer.deciders.map((id, n) => (
                <button
                  key={id}
                  type="button"
                  aria-pressed={transfer.decider === id ? 'true' : 'false'}
                  disabled={still}
                  onClick={() => decide('protocol.decider', n)}
                >
                  {t.deciders[id]}
                </button>
              ))}
            </div>
            <button
              type="button"
              disabled={still || transfer.margin === null || transfer.decider === null}
              onClick={() => decide('protocol.sign', 1)}
            >
              {t.sign}
            </button>
          </>
        )}
      </section>
    </>
  )
}

function Phone({ session, transfer }: Parts) {
  const language = session.language.value
  const t = transferTexts[language]
  const still = session.watching.value
  const open = transfer.events.filter((e) => isOpenCall(transfer, e))
  const rung = session.view.value?.news.filter((n) => n.kind === 'rung').at(-1)
  const told = rung?.kind === 'rung' ? session.text.value.calls?.[rung.why] : undefined
  return (
    <section class="move-phone" aria-labelledby="move-phone" aria-live="polite">
      <h2 id="move-phone">{open.length ? t.asks : t.nobody}</h2>
      {told && open.length === 0 ? <p class="told">{told}</p> : null}
      {open.map((e) => {
        const words = session.text.value.incidents?.[e.id]
        return (
          <div key={e.id} class="move-call">
            <p class="said">{words?.asks}</p>
            {e.canLook && words?.look ? (
              <button
                type="button"
                class="second"
                disabled={still}
                onClick={() => void session.decide({ slot: `verify.${e.id}`, value: 1 })}
              >
                <Icon name="eye" size={20} /> {typeset(language, t.look(words.look, e.look_s / HOUR))}
              </button>
            ) : null}
            {e.variant === null ? null : (
              <p class="found">
                <b>{typeset(language, t.seen)}</b> {words?.seen?.[e.variant]}
              </p>
            )}
            {words?.replies.slice(0, e.replies).map((reply, n) => (
              <button
                key={reply}
                type="button"
                disabled={still}
                onClick={() => void session.decide({ slot: `word.${e.id}`, value: n })}
              >
                {reply}
              </button>
            ))}
          </div>
        )
      })}
    </section>
  )
}
