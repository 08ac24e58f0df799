import { useState } from 'preact/hooks'
import { clockOf, duration, formatNumber, priorityWord, type Snapshot, stamp } from '../present/index.ts'
import { draft as moved } from './controls/draft.ts'
import { controlTexts } from './controls/text.ts'
import { Priority } from './icons.tsx'
import { type Lane, tick, withFan } from './lanes.ts'
import { PlayLane } from './Lane.tsx'
import { Chemical, UnitOf, Value } from './parts.tsx'
import type { Session, Span } from './session.ts'
import { shownLight } from './settings/wishes.ts'
import { texts } from './text.ts'

/** Lanes on one time axis. The count's lane carries tomorrow's point, by dragging or by its slider. */
export function Trends(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly lanes: readonly Lane[]
  readonly tall?: boolean
  /** The lanes share the height there is. */
  readonly fill?: boolean
}) {
  const { session, view, tall, fill } = props
  const language = session.language.value
  const t = texts[language]
  const letter = language === 'fr' ? 'J' : 'D'
  const [draft, setDraft] = useState<number | null>(null)
  const step = view.steps[0]
  const lanes = step ? withFan(props.lanes, view, step, moved.value) : props.lanes
  const span = session.span.value
  const drop = (value: number): void => {
    setDraft(null)
    if (step) void session.decide({ slot: `${step.id}.forecast`, value: Math.round(value * 100) / 100 })
  }
  return (
    <div class={`lanes${tall ? ' tall' : ''}${fill ? ' fill' : ''}`}>
      {lanes.map((lane, i) => {
        const forecast = lane.data.forecast
        const data = forecast && draft !== null ? { ...lane.data, forecast: { ...forecast, value: draft } } : lane.data
        return (
          <div class={`lane${lane.alarm ? ` in-alarm p${lane.alarm}` : ''}`} key={lane.id}>
            <div class="reading">
              <p class="lane-name">
                {lane.alarm ? (
                  <>
                    <Priority priority={lane.alarm} size={18} />{' '}
                    <span class="unseen">{t.alarmOf(priorityWord(language, lane.alarm).toLowerCase())}, </span>
                  </>
                ) : null}
                <Chemical text={lane.name} />
              </p>
              <p>
                <Value language={language} value={lane.value} digits={lane.digits} unit={lane.unit} />
              </p>
              <p class="age">
                {lane.age_s === null ? t.nothing : lane.age_s < 60 ? t.now : t.ago(duration(language, lane.age_s))}
              </p>
            </div>
            {lane.data.ghost.length > 1 ? <p class="ghost">{t.ghost}</p> : null}
            <PlayLane
              key={`${shownLight()} ${span}`}
              data={data}
              withDays={i === lanes.length - 1}
              dayLabel={(day) => (span === 'lot' ? `${letter}${day}` : clockOf(view.dayZero_s + day * 86_400))}
              tickLabel={(value) => tick(language, value)}
              summary={lane.summary}
              onForecast={
                forecast && !session.watching.value
                  ? (value, done) => (done ? drop(value) : setDraft(value))
                  : undefined
              }
            />
            {forecast ? (
              <div class="tomorrow">
                <label for="tomorrow">{forecast.value === null ? t.forecastAsk : t.forecast}</label>
                <input
                  id="tomorrow"
                  type="range"
                  min={0}
                  max={lane.data.span[1]}
                  step={0.1}
                  value={draft ?? forecast.value ?? lane.value ?? 0}
                  aria-label={t.forecastLabel}
                  aria-valuetext={`${formatNumber(language, draft ?? forecast.value ?? lane.value ?? 0, 1)} 10⁶/mL`}
                  onInput={(event) => setDraft(event.currentTarget.valueAsNumber)}
                  onChange={(event) => drop(event.currentTarget.valueAsNumber)}
                />
                <output for="tomorrow">
                  {draft === null && forecast.value === null
                    ? '–'
                    : formatNumber(language, draft ?? forecast.value ?? 0, 1)}
                </output>
              </div>
            ) : null}
          </div>
        )
      })}
    </div>
  )
}

/** How much time the curves show. */
export function Spans({ session }: { session: Session }) {
  const t = controlTexts[session.language.value]
  const spans: readonly Span[] = ['lot', 'day', 'hours']
  return (
    <div class="segments" role="group" aria-label={t.span}>
      {spans.map((span) => (
        <button
          key={span}
          type="button"
          aria-pressed={session.span.value === span ? 'true' : 'false'}
          onClick={() => (session.span.value = span)}
        >
          {t.spans[span]}
        </button>
      ))}
    </div>
  )
}

/** The same curves as figures: what a reader of tables, or of a screen, wants. */
export function TrendTable(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly lanes: readonly Lane[]
}) {
  const { session, view, lanes } = props
  const language = session.language.value
  const t = controlTexts[language]
  return (
    <div class="trend-tables">
      {lanes.map((lane) => {
        const kept = lane.data.line.length ? thinned(lane.data.line, lane.data.from) : lane.data.points
        const rows = kept.filter(([day]) => day >= lane.data.from).slice(-TABLE_ROWS)
        if (rows.length === 0) return null
        return (
          <table class="form" key={lane.id}>
            <caption>
              <Chemical text={lane.name} /> <UnitOf language={language} unit={lane.unit} />
            </caption>
            <thead>
              <tr>
                <th scope="col">{t.when}</th>
                <th scope="col">{t.value}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([day, value]) => (
                <tr key={day}>
                  <th scope="row" class="mono">
                    {stamp(language, view, view.dayZero_s + Math.round(day * 86_400))}
                  </th>
                  <td>{value === null ? '–' : formatNumber(language, value, lane.digits)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      })}
    </div>
  )
}

const TABLE_ROWS = 24

/** A recorder's half hours are too many to read: about as many rows as a table has. */
function thinned(line: Lane['data']['line'], from: number): Lane['data']['line'] {
  const inside = line.filter(([day]) => day >= from)
  const every = Math.max(1, Math.ceil(inside.length / TABLE_ROWS))
  return inside.filter((_, i) => (inside.length - 1 - i) % every === 0)
}
