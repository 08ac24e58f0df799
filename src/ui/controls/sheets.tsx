import { useState } from 'preact/hooks'
import {
  alarmTitle,
  type AssaySnapshot,
  clockOf,
  duration,
  formatNumber,
  type Language,
  measured,
  priorityWord,
  type Snapshot,
  stamp,
  topicName,
  verdictOf,
  withUnit,
} from '../../present/index.ts'
import { Priority } from '../icons.tsx'
import { allLanes } from '../lanes.ts'
import { MarkedOnce, Words } from '../glossary/Words.tsx'
import { ActButton, SheetFrame, UnitOf } from '../parts.tsx'
import { Refusal, type SheetOf } from '../sheet.tsx'
import { texts } from '../text.ts'
import { Spans, Trends, TrendTable } from '../Trends.tsx'
import { Indicator } from './Indicator.tsx'
import { controlTexts } from './text.ts'

/** Every curve of the step, or the same as figures. */
export function TrendsSheet({ session, view, onClose }: SheetOf) {
  const language = session.language.value
  const t = controlTexts[language]
  const [asTable, setAsTable] = useState(false)
  const lanes = allLanes(view, language, session.ghost.value, session.span.value)
  return (
    <SheetFrame title={texts[language].allTrends} closeLabel={texts[language].close} wide onClose={onClose}>
      <div class="sheet-tools">
        <Spans session={session} />
        <div class="segments" role="group" aria-label={t.table}>
          {[false, true].map((wanted) => (
            <button
              key={String(wanted)}
              type="button"
              aria-pressed={asTable === wanted ? 'true' : 'false'}
              onClick={() => setAsTable(wanted)}
            >
              {wanted ? t.table : t.curves}
            </button>
          ))}
        </div>
      </div>
      {asTable ? (
        <TrendTable session={session} view={view} lanes={lanes} />
      ) : (
        <Trends session={session} view={view} lanes={lanes} tall />
      )}
    </SheetFrame>
  )
}

/** Every set point and dose of the step. */
export function BoardSheet({ session, view, onClose, step: id }: SheetOf & { readonly step: string }) {
  const language = session.language.value
  const step = view.steps.find((s) => s.id === id)
  if (!step) return null
  return (
    <SheetFrame title={controlTexts[language].allSetPoints} closeLabel={texts[language].close} onClose={onClose}>
      <div class="set-points">
        {step.controls.flatMap((control) =>
          control.kind === 'setting'
            ? [
                <Indicator
                  key={control.topic}
                  session={session}
                  view={view}
                  step={step}
                  control={control}
                  onExact={() => (session.sheet.value = { kind: 'control', step: id, topic: control.topic })}
                />,
              ]
            : [],
        )}
      </div>
      <div class="act-grid">
        {step.controls.flatMap((control) =>
          control.kind === 'act'
            ? [
                <ActButton
                  key={control.topic}
                  icon={control.topic}
                  label={topicName(language, control.topic).short}
                  cost={texts[language].minutes(Math.round(control.cost_s / 60))}
                  disabled={session.watching.value}
                  onClick={() => (session.sheet.value = { kind: 'control', step: id, topic: control.topic })}
                />,
              ]
            : [],
        )}
        {step.canProceed ? (
          <ActButton
            icon="proceed"
            label={texts[language].proceed[step.unit] ?? topicName(language, 'proceed').name}
            cost={texts[language].minutes(5)}
            disabled={session.watching.value}
            onClick={() => (session.sheet.value = { kind: 'proceed', step: id })}
          />
        ) : null}
      </div>
      <Refusal session={session} />
    </SheetFrame>
  )
}

/** Every alarm of this lot: its priority, its state, since when, and what was done. */
export function AlarmSheet({ session, view, onClose }: SheetOf) {
  const language = session.language.value
  const t = controlTexts[language]
  const rows = view.alarms
    .map((alarm) => {
      const rung = view.news.filter((n) => n.kind === 'alarm' && n.alarm === alarm.id).at(-1)
      // Of this time it rang, not of an earlier one.
      const acknowledged = view.acts.filter((a) => a.slot === `alarm.${alarm.id}` && a.t_s >= (rung?.t_s ?? 0)).at(-1)
      return { alarm, rung, acknowledged }
    })
    .filter(({ alarm, rung }) => rung || alarm.state !== 'normal')
    .sort((a, b) => rankOf(a.alarm.state) - rankOf(b.alarm.state) || a.alarm.priority - b.alarm.priority)
  const [no, name, state, since, done] = t.alarmColumns
  return (
    <SheetFrame title={t.alarms} closeLabel={texts[language].close} wide={rows.length > 0} paper onClose={onClose}>
      {rows.length === 0 ? (
        <p>{t.alarmsNone}</p>
      ) : (
        <MarkedOnce>
          <div class="scroll">
            <table class="form alarm-list">
              <thead>
                <tr>
                  {[no, name, state, since, done].map((c) => (
                    <th scope="col" key={c}>
                      {c}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ alarm, rung, acknowledged }) => (
                  <tr key={alarm.id} class={alarm.state}>
                    <td>
                      <span class="priority-cell">
                        <Priority priority={alarm.priority} size={26} /> {priorityWord(language, alarm.priority)}
                      </span>
                    </td>
                    <th scope="row">
                      <Words language={language} text={alarmTitle(language, alarm)} />
                      <small>{withUnit(language, alarm.limit, alarm.digits, alarm.unit)}</small>
                    </th>
                    <td>
                      <b>{t.states[alarm.state]}</b>
                      {alarm.state === 'unacknowledged' || alarm.state === 'returned' ? (
                        <button
                          type="button"
                          class="second"
                          disabled={session.watching.value}
                          onClick={() => void session.decide({ slot: `alarm.${alarm.id}`, value: 1 })}
                        >
                          {texts[language].acknowledge}
                        </button>
                      ) : null}
                    </td>
                    <td class="mono">
                      {rung ? stamp(language, view, rung.t_s) : '–'}
                      {alarm.since_s === null || alarm.state === 'normal' ? null : (
                        <small>{duration(language, Math.max(0, view.t_s - alarm.since_s))}</small>
                      )}
                    </td>
                    <td>
                      {doneAfter(view, language, rung?.t_s ?? null, alarm.step, alarm.id)}
                      {acknowledged ? <small>{t.doneAt(clockOf(acknowledged.t_s))}</small> : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </MarkedOnce>
      )}
    </SheetFrame>
  )
}

const rankOf = (state: string): number => ['unacknowledged', 'returned', 'acknowledged', 'normal'].indexOf(state)

/** Set points, doses and calls of the two hours after it rang: what was done, not whether that was right. */
function doneAfter(view: Snapshot, language: Language, rang_s: number | null, step: string, alarm: string): string {
  if (rang_s === null) return controlTexts[language].doneNothing
  const topics = view.steps.find((s) => s.id === step)?.controls.map((c) => c.topic) ?? []
  const done = view.acts.filter(
    (a) => a.t_s >= rang_s && a.t_s <= rang_s + 7200 && a.slot !== `alarm.${alarm}` && a.slot.startsWith(`${step}.`),
  )
  const names = done.flatMap((a) => {
    const topic = a.slot.slice(step.length + 1)
    return topics.includes(topic) || topic === 'assay' ? [topicName(language, topic).short] : []
  })
  const unique = [...new Set(names)]
  return unique.length ? unique.join(', ') : controlTexts[language].doneNothing
}

/** All results, the newest day first, each with its age and the limits of its row. */
export function BookSheet({ session, view, onClose }: SheetOf) {
  const language = session.language.value
  const t = controlTexts[language]
  const step = view.steps[0]
  const all = (step?.assays ?? []).flatMap((a) => a.results.map((r) => ({ a, r })))
  const days = [...new Set(all.map(({ r }) => Math.floor((r.drawn_s - view.dayZero_s) / 86_400)))].sort((x, y) => y - x)
  return (
    <SheetFrame title={t.book} closeLabel={texts[language].close} wide paper onClose={onClose}>
      {days.length === 0 ? <p>{t.bookNone}</p> : null}
      <MarkedOnce>
        {days.map((day) => {
          const mine = all.filter(({ r }) => Math.floor((r.drawn_s - view.dayZero_s) / 86_400) === day)
          return (
            <section class="book-day" key={day}>
              <h3>{t.ofDay(stamp(language, view, mine[0]!.r.drawn_s))}</h3>
              <div class="scroll">
                <table class="form book">
                  <thead>
                    <tr>
                      {t.bookColumns.map((c) => (
                        <th scope="col" key={c}>
                          {c}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {mine.map(({ a, r }) => {
                      const verdict = a.bands ? verdictOf(a.bands, r.value) : 'asked'
                      return (
                        <tr key={`${a.id} ${r.drawn_s}`} class={verdict}>
                          <th scope="row">
                            <Words language={language} text={measured(language, a.id).name} />
                          </th>
                          <td class="inked">
                            <b>
                              {r.status === 'below' ? '< ' : r.status === 'above' ? '> ' : ''}
                              {formatNumber(language, r.value, a.digits)}
                            </b>{' '}
                            <UnitOf language={language} unit={a.unit} />
                            {verdict === 'asked' ? null : <small>{t[verdict]}</small>}
                          </td>
                          <td>{duration(language, view.t_s - r.drawn_s)}</td>
                          <td>{limits(language, a)}</td>
                        </tr>
                      )
                    })}
                  </tbody>
                </table>
              </div>
            </section>
          )
        })}
      </MarkedOnce>
    </SheetFrame>
  )
}

function limits(language: Language, { bands, digits, unit }: AssaySnapshot): string {
  const t = controlTexts[language]
  if (!bands) return t.noLimit
  const { low, high } = bands.alert
  const say = (x: number): string => withUnit(language, x, Math.min(digits, 2), unit)
  if (low !== null && high !== null) return t.between(say(low), say(high))
  if (low !== null) return t.atLeast(say(low))
  return high === null ? t.noLimit : t.atMost(say(high))
}
