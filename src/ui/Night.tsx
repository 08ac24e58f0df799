import { useEffect, useRef } from 'preact/hooks'
import { NIGHT_S } from '../play/index.ts'
import {
  alarmTitle,
  clockOf,
  formatNumber,
  measured,
  momentOf,
  newsSentence,
  personName,
  rungReason,
  type Snapshot,
  stamp,
} from '../present/index.ts'
import { Icon } from './icons.tsx'
import { SheetFrame } from './parts.tsx'
import type { Session, Tape } from './session.ts'
import { texts } from './text.ts'

const LASTS_MS = 1000 * NIGHT_S

export function NightTape({ session, tape }: { session: Session; tape: Tape }) {
  const language = session.language.value
  const t = texts[language]
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    button.current?.focus()
    const { frames } = tape
    if (session.reducedMotion) {
      session.frame.value = frames.at(-1) ?? null
      return undefined
    }
    const started = performance.now()
    let request = requestAnimationFrame(function step(now) {
      // Skipped: the desk shows its own hour again.
      if (session.tape.peek() !== tape) return
      const share = Math.min(1, (now - started) / LASTS_MS)
      const frame = frames[Math.min(frames.length - 1, Math.floor(share * frames.length))]
      if (frame && frame !== session.frame.value) session.frame.value = frame
      if (share < 1) request = requestAnimationFrame(step)
      else session.endTape()
    })
    return () => cancelAnimationFrame(request)
  }, [tape])
  const frame = session.frame.value
  const hour = frame ? momentOf(frame.t_s).hour : 22
  return (
    <section class="tape night" aria-label={t.nightFalls}>
      <p class="tape-clock">
        <Icon name={hour >= 20 || hour < 6 ? 'night' : 'wait'} size={40} />
        <b>{frame ? clockOf(frame.t_s) : ''}</b>
        <span>{t.nightFalls}</span>
      </p>
      <button type="button" class="big" ref={button} onClick={() => session.endTape()}>
        {t.skipNight}
      </button>
    </section>
  )
}

/** What the night left: a call, alarms, orders carried out, and yesterday's point. */
export function MorningCard({ session, view }: { session: Session; view: Snapshot }) {
  const language = session.language.value
  const t = texts[language]
  const morning = session.morning.value
  if (!morning) return null
  const close = (): void => {
    session.morning.value = null
  }
  const said = morning.news.flatMap((n) => {
    if (n.kind === 'rung' || n.kind === 'morning' || n.kind === 'result') return []
    if (n.kind === 'alarm') {
      const alarm = view.alarms.find((a) => a.id === n.alarm)
      return alarm ? [{ t_s: n.t_s, line: `${alarmTitle(language, alarm)}.` }] : []
    }
    const line = newsSentence(language, n, view)
    return line === undefined ? [] : [{ t_s: n.t_s, line }]
  })
  // What came and went all night is one line with its number of times.
  const lines = said.flatMap((x, i) =>
    said.findIndex(({ line }) => line === x.line) < i
      ? []
      : [{ ...x, count: said.filter(({ line }) => line === x.line).length }],
  )
  const step = view.steps[0]
  const began_s = view.round * view.roundLength_s
  const mine = morning.rung
    ? undefined
    : step?.forecasts.filter((f) => f.set_s < began_s && f.set_s >= began_s - view.roundLength_s).at(-1)
  const calls = session.text.value.calls
  const why = morning.rung ? rungReason(language, morning.rung, view) : ''
  const panel = morning.rung
    ? (view.alarms.find((a) => a.id === morning.rung)?.instrument ?? morning.rung.slice(morning.rung.indexOf('.') + 1))
    : ''
  const call = calls?.[panel] ?? calls?.['*']
  const voice = session.voice.value
  // What the orders of the evening came to, in a level that has words for it.
  const rang = morning.news.some((n) => n.kind === 'alarm')
  const ordered = morning.news.some((n) => n.kind === 'order')
  const about = morning.rung ? undefined : ordered ? 'nightDone' : rang ? 'nightLeft' : undefined
  const orders = about === undefined ? undefined : session.text.value.moments?.[about]
  return (
    <SheetFrame
      title={morning.rung ? t.rung(clockOf(view.t_s)) : t.morning(momentOf(view.t_s - view.dayZero_s).day)}
      closeLabel={t.close}
      onClose={close}
    >
      {morning.rung ? (
        <>
          <p>{t.rungWhy(why)}</p>
          {call ? (
            <p class="says">
              <b>{t.says(personName(language, 'night').name)}</b> {call}
            </p>
          ) : null}
        </>
      ) : null}
      {lines.length ? (
        <ul class="plain" role="list">
          {lines.map(({ t_s, line, count }, i) => (
            <li key={i}>
              <code>{stamp(language, view, t_s)}</code> {line}
              {count > 1 ? ` ×\u202f${count}` : ''}
            </li>
          ))}
        </ul>
      ) : morning.rung || view.alarms.some((a) => a.state !== 'normal') ? null : (
        <p>{t.nightQuiet}</p>
      )}
      {view.alarms.map((a) =>
        a.state === 'normal' ? null : <p key={a.id}>{t.stillOn(measured(language, a.instrument).name)}</p>,
      )}
      {orders ? (
        <p class="says">
          <b>{t.says(personName(language, orders.who).name)}</b> {orders.says}
        </p>
      ) : null}
      {mine ? <p class="state foreseen">{t.forecastWaiting(formatNumber(language, mine.value, 1))}</p> : null}
      {voice ? (
        <p class="says">
          <b>{t.says(personName(language, voice.who).name)}</b> {voice.says}
        </p>
      ) : null}
      <div class="buttons">
        <button
          type="button"
          class="big"
          onClick={() => {
            session.speak(null)
            close()
          }}
        >
          {morning.rung ? t.rungGo : t.morningGo}
        </button>
      </div>
    </SheetFrame>
  )
}
