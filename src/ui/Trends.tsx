import { useState } from 'preact/hooks'
import { duration, formatNumber } from '../present/index.ts'
import { type Lane, tick } from './lanes.ts'
import { PlayLane } from './Lane.tsx'
import { Value } from './parts.tsx'
import type { Session } from './session.ts'
import { texts } from './text.ts'

/** Lanes on one time axis. The count's lane carries tomorrow's point, by dragging or by its slider. */
export function Trends({ session, lanes, tall }: { session: Session; lanes: readonly Lane[]; tall?: boolean }) {
  const language = session.language.value
  const t = texts[language]
  const letter = language === 'fr' ? 'J' : 'D'
  const [draft, setDraft] = useState<number | null>(null)
  const step = session.view.value?.steps[0]
  const drop = (value: number): void => {
    setDraft(null)
    if (step) void session.decide({ slot: `${step.id}.forecast`, value: Math.round(value * 100) / 100 })
  }
  return (
    <div class={`lanes${tall ? ' tall' : ''}`}>
      {lanes.map((lane, i) => {
        const forecast = lane.data.forecast
        const data = forecast && draft !== null ? { ...lane.data, forecast: { ...forecast, value: draft } } : lane.data
        return (
          <div class={`lane${lane.alarm ? ` in-alarm p${lane.alarm}` : ''}`} key={lane.id}>
            <div class="reading">
              <p class="lane-name">{lane.name}</p>
              <p>
                <Value language={language} value={lane.value} digits={lane.digits} unit={lane.unit} />
              </p>
              <p class="age">
                {lane.age_s === null ? t.nothing : lane.age_s < 60 ? t.now : t.ago(duration(language, lane.age_s))}
              </p>
              {lane.data.ghost.length > 1 ? <p class="age ghost">{t.ghost}</p> : null}
            </div>
            <PlayLane
              key={document.documentElement.dataset['light']}
              data={data}
              withDays={i === lanes.length - 1}
              dayLabel={(day) => `${letter}${day}`}
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
