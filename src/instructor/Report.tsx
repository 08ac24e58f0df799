import { useEffect, useRef } from 'preact/hooks'
import { findingSentence, formatNumber, type Language, lotNumber } from '../present/index.ts'
import { competencyOf, titleOf } from '../ui/index.ts'
import { stepOf } from './Heat.tsx'
import { AXES, bandOf, isCounted, meanOf, type Row } from './rows.ts'
import { instructorTexts } from './text.ts'

/** One learner's sheet: what came of the lot, what was shown, what to do next time. Printed alone. */
export function Report(props: {
  readonly language: Language
  readonly row: Row
  readonly remarks: readonly string[]
  onClose(): void
}) {
  const { language, row, remarks, onClose } = props
  const t = instructorTexts[language]
  const { result, judged } = row
  const { level, seed } = result.record
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [row])
  const printAlone = (): void => {
    document.documentElement.classList.add('prints-report')
    addEventListener('afterprint', () => document.documentElement.classList.remove('prints-report'), { once: true })
    print()
  }
  const practice = Object.entries(judged.practice).sort(([a], [b]) => a.localeCompare(b, 'en'))
  return (
    <article class="report" aria-labelledby="report-title">
      <h2 id="report-title" ref={title} tabIndex={-1}>
        {result.who}
      </h2>
      <p>
        {level.id} · {titleOf(language, level.id)}, <span class="mono">{lotNumber(level.id, seed)}</span>.{' '}
        {!isCounted(row) ? t.notCounted : judged.passed ? t.passed : t.again}.{' '}
        {t.replaySays([t.verdicts[judged.verdict], ...remarks].join(', '))}
      </p>
      {isCounted(row) ? (
        <dl class="report-marks">
          {AXES.map((axis) => (
            <div key={axis} class={`band-${bandOf(judged.marks[axis])}`}>
              <dd>{formatNumber(language, judged.marks[axis], 0)}</dd>
              <dt>{t.axes[axis]}</dt>
            </div>
          ))}
        </dl>
      ) : null}
      <p class="age">
        {t.pace(
          result.used_s === undefined ? null : Math.round(result.used_s / 60),
          Math.max(1, Math.round(judged.hands_s / 60)),
        )}
      </p>
      <h3>{t.shownTitle}</h3>
      {practice.length ? (
        <ul class="plain report-shown">
          {practice.map(([id, worths]) => (
            <li key={id}>
              <b class={`heat-cell is-${stepOf(meanOf(worths))}`}>{formatNumber(language, 100 * meanOf(worths), 0)}</b>
              <span>
                <b>{competencyOf(language, id).name}.</b> {competencyOf(language, id).says}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t.shownNone}</p>
      )}
      <h3>{t.nextTitle}</h3>
      {judged.findings.length ? (
        <ul class="plain">
          {judged.findings.slice(0, 8).map((finding, i) => {
            const { what, next } = findingSentence(language, { ...finding, about: null })
            return (
              <li key={i}>
                <b>{what}</b> {next}
              </li>
            )
          })}
        </ul>
      ) : (
        <p>{t.noErrors}</p>
      )}
      <p class="buttons">
        <button type="button" class="big" onClick={printAlone}>
          {t.printReport}
        </button>
        <button type="button" class="second" onClick={onClose}>
          {t.closeReport}
        </button>
      </p>
    </article>
  )
}
