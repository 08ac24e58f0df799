import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Lane } from './BatchLane.tsx'
import { formatNumber, type Language } from '../present/index.ts'
import type { RecordedBatch, Replay, SeriesKey, SeriesUnit } from './recordedBatch.ts'
import { texts } from './text.ts'

const DIGITS: Record<SeriesKey, number> = { viableCells: 1, viability: 1, glucose: 1, lactate: 1, titre: 2 }

/** The fonts' Latin subset has no superscript six, so it is written with an element. */
export function Unit({ unit }: { unit: SeriesUnit }): ComponentChildren {
  return unit === '1e6/mL' ? (
    <>
      ×10<sup>6</sup>/mL
    </>
  ) : (
    unit
  )
}

/** The room under the campus: the replayed batch, or what became of the replay. */
export function BatchRoom({ batch, language }: { batch: Replay; language: Language }) {
  const t = texts[language]
  return (
    <section class="room" id="batch" aria-labelledby="batch-title" tabIndex={-1}>
      {typeof batch === 'string' ? (
        <div class="room-inner">
          <BatchHead language={language} />
          <p role="status">{batch === 'waiting' ? t.waiting : t.failed}</p>
        </div>
      ) : (
        <Trends batch={batch} language={language} />
      )}
    </section>
  )
}

function BatchHead({ language }: { language: Language }) {
  const t = texts[language]
  return (
    <div class="room-head">
      <div>
        <p class="kicker">{t.batchKicker}</p>
        <h2 id="batch-title">{t.batchTitle}</h2>
      </div>
    </div>
  )
}

/** The curves of a batch on one time axis, with one moment that slider, click and buttons all move. */
function Trends({ batch, language }: { batch: RecordedBatch; language: Language }) {
  const t = texts[language]
  const last = batch.hours.length - 1
  const [index, setIndex] = useState(last)
  const [fontsReady, setFontsReady] = useState(false)
  // The axes are drawn on canvas: they need the fonts before they are drawn, not after.
  useEffect(() => void document.fonts.load('500 14px "Atkinson Mono"').finally(() => setFontsReady(true)), [])

  const hour = batch.hours[index]
  const day = (h: number): string => formatNumber(language, Math.floor(h / 24), 0)
  const moment = t.momentValue(day(hour), formatNumber(language, hour % 24, 0))
  const days = batch.hours.flatMap((h, i) => (h % 24 === 0 ? [i] : []))

  return (
    <div class="room-inner">
      <BatchHead language={language} />

      <div class="curves">
        <div class="moment">
          <label for="moment">
            {t.moment} <output for="moment">{moment}</output>
          </label>
          <input
            id="moment"
            type="range"
            min={0}
            max={last}
            step={1}
            value={index}
            aria-valuetext={moment}
            onInput={(event) => setIndex(event.currentTarget.valueAsNumber)}
          />
        </div>
        {batch.series.map((series, order) => {
          const digits = DIGITS[series.key]
          const number = (value: number): string => formatNumber(language, value, digits)
          const top = series.values.indexOf(Math.max(...series.values))
          return (
            <div class="lane" key={series.key}>
              <div class="reading">
                <h3>{t.series[series.key]}</h3>
                <p>
                  <b>{number(series.values[index])}</b>{' '}
                  <span>
                    <Unit unit={series.unit} />
                  </span>
                </p>
              </div>
              <Lane
                key={String(fontsReady)}
                hours={batch.hours}
                values={series.values}
                index={index}
                onMove={setIndex}
                withDays={order === batch.series.length - 1}
                dayLabel={(h) => `${t.dayLetter}${day(h)}`}
                tickLabel={(value) => formatNumber(language, value, Number.isInteger(value) ? 0 : 1)}
                summary={t.chartSummary(
                  t.series[series.key],
                  number(series.values[0]),
                  number(series.values[last]),
                  number(series.values[top]),
                  day(batch.hours[top]),
                  t.spokenUnits[series.key],
                )}
              />
            </div>
          )
        })}
      </div>

      <div class="beside">
        <section aria-labelledby="look-title">
          <h3 id="look-title">{t.lookTitle}</h3>
          <ul class="looks" role="list">
            {t.looks.map((look) => (
              <li key={look.hour}>
                <button
                  type="button"
                  aria-pressed={hour === look.hour ? 'true' : 'false'}
                  onClick={() => setIndex(batch.hours.indexOf(look.hour))}
                >
                  <b>{look.title}</b>
                  <span>{look.text}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
        <section class="about" aria-labelledby="about-title">
          <h3 id="about-title">{t.captionTitle}</h3>
          {t.caption.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p>
            {t.outcome(
              formatNumber(language, batch.harvested_g / 1000, 1),
              formatNumber(language, batch.doses, 0),
              formatNumber(language, batch.yield_pct, 1),
            )}
          </p>
          <p class="digest">
            {t.digest} <code>{batch.digest.slice(0, 12)}</code>,{' '}
            {batch.digest === batch.recordedDigest ? t.digestSame : t.digestOther}
          </p>
        </section>
      </div>

      <details class="figures">
        <summary>{t.tableTitle}</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={t.tableTitle}>
          <table>
            <caption>{t.tableCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{t.day}</th>
                {batch.series.map((series) => (
                  <th scope="col" key={series.key}>
                    {t.series[series.key]}{' '}
                    <span class="unit">
                      <Unit unit={series.unit} />
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((i) => (
                <tr key={i}>
                  <th scope="row">{day(batch.hours[i])}</th>
                  {batch.series.map((series) => (
                    <td key={series.key}>{formatNumber(language, series.values[i], DIGITS[series.key])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  )
}
