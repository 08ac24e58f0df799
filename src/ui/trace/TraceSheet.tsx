import type { TraceSnapshot } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { SheetFrame } from '../parts.tsx'
import { Refusal, type SheetOf } from '../sheet.tsx'
import { texts } from '../text.ts'
import { traceTexts } from './text.ts'
import './trace.css'

const DOCUMENTS = ['letter', 'donor', 'store', 'poolHere', 'poolOther', 'rack', 'weights'] as const
const WIDER = ['poolHere', 'poolOther', 'pallet'] as const

/** From a letter to every donation: what documents say, and what is blocked, freed, thrown away or tested on their word. */
export function TraceSheet({ session, onClose, trace }: SheetOf & { readonly trace: TraceSnapshot }) {
  const language = session.language.value
  const t = traceTexts[language]
  const still = session.watching.value
  const has = (id: string): boolean => trace.opened.includes(id)
  const act = (topic: string, value: string): void => void session.decide({ slot: `trace.${topic}`, value })
  const cost = (topic: string) => <small>{t.minutes(trace.minutes[topic] ?? 1)}</small>
  return (
    <SheetFrame title={t.sheet} closeLabel={texts[language].close} wide paper kind="trace" onClose={onClose}>
      <ol class="trace-documents" role="list">
        {DOCUMENTS.map((id) => (
          <li key={id} class={has(id) ? 'is-read' : ''}>
            <b>{t.documents[id]}</b>
            {has(id) ? (
              <span>{said(t, trace, id)}</span>
            ) : (
              <button type="button" class="second" disabled={still} onClick={() => act('open', id)}>
                <Icon name="eye" size={20} /> {t.read}
                <span class="unseen"> {t.documents[id]}</span> {cost('open')}
              </button>
            )}
          </li>
        ))}
      </ol>
      {trace.units.length === 0 ? null : (
        <div class="trace-scroll scroll">
          <table class="trace-units">
            <caption>{t.donations}</caption>
            <thead>
              <tr>
                <th scope="col">{t.code}</th>
                <th scope="col">{t.donor}</th>
                <th scope="col">{t.given}</th>
                <th scope="col">{t.place}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {trace.units.map((unit) => {
                const isBlocked = trace.blocked.includes(unit.id)
                const isThrown = trace.discarded.includes(unit.id)
                return (
                  <tr key={unit.id} class={isBlocked ? 'is-blocked' : ''}>
                    <th scope="row" class="mono">
                      {unit.id}
                    </th>
                    <td class="mono">{unit.donor}</td>
                    <td>{t.ago(unit.day)}</td>
                    <td>{t.at[unit.at]}</td>
                    <td class="trace-acts">
                      {isThrown ? <span>{t.thrown}</span> : null}
                      {isThrown || unit.at !== 'store' ? null : (
                        <>
                          <button
                            type="button"
                            class="second"
                            disabled={still}
                            aria-label={`${isBlocked ? t.free : t.block} ${unit.id}`}
                            onClick={() => act(isBlocked ? 'free' : 'block', unit.id)}
                          >
                            {isBlocked ? t.free : t.block}
                          </button>
                          <button
                            type="button"
                            class="second"
                            disabled={still}
                            aria-label={`${t.discard} ${unit.id}`}
                            onClick={() => act('discard', unit.id)}
                          >
                            {t.discard}
                          </button>
                        </>
                      )}
                      {unit.at === 'store' ? null : unit.tube === null ? (
                        <button
                          type="button"
                          class="second"
                          disabled={still}
                          aria-label={`${t.tube} ${unit.id}`}
                          onClick={() => act('tube', unit.id)}
                        >
                          {t.tube}
                        </button>
                      ) : (
                        <b class={`tube-${unit.tube}`}>{t.tubeSays[unit.tube]}</b>
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      {has('letter') ? (
        <section class="trace-wider" aria-label={t.wider}>
          {WIDER.map((id) => {
            const isBlocked = trace.blocked.includes(id)
            const name = id === 'pallet' ? t.pallet : t.pool(trace.pools[id])
            return (
              <div key={id} class={isBlocked ? 'is-blocked' : ''}>
                <b>{name}</b>
                <span>{t.tree[id]}</span>
                <button
                  type="button"
                  class="second"
                  disabled={still}
                  onClick={() => act(isBlocked ? 'free' : 'block', id)}
                >
                  {isBlocked ? t.free : t.block} <span class="unseen">{name}</span> {cost('block')}
                </button>
              </div>
            )
          })}
        </section>
      ) : null}
      <Refusal session={session} />
    </SheetFrame>
  )
}

type Texts = (typeof traceTexts)['fr']

/** What a document says, once it has been read; donations stand in the table below. */
function said(t: Texts, trace: TraceSnapshot, id: (typeof DOCUMENTS)[number]): string {
  const codes = (at: string): string =>
    trace.units
      .filter((u) => u.at === at)
      .map((u) => `${u.id} (${u.donor})`)
      .join(', ')
  switch (id) {
    case 'letter':
      return t.letter(trace.donor ?? '', trace.lastNegative_d ?? 0)
    case 'donor':
      return trace.units
        .filter((u) => u.donor === trace.donor)
        .map((u) => `${u.id} ${t.ago(u.day)}`)
        .join(', ')
    case 'rack':
      return trace.bottle === 'never'
        ? t.rack.never
        : trace.isListed
          ? t.rack.taken
          : `${t.rack.taken} ${t.rack.unlisted}`
    case 'weights':
      return t.weights[trace.sampled ?? 'taken']
    default:
      return codes(id)
  }
}
