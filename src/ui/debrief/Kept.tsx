import { duration, stamp, stationName, withUnit } from '../../present/index.ts'
import { releaseTexts } from '../release/text.ts'
import { moreTexts } from './moreText.ts'
import type { Of } from './Pair.tsx'

/** Of a lot that had to be kept back: when that was known, what each hour after it cost, what was spared. */
export function Kept({ session, view, language }: Of) {
  const t = moreTexts[language]
  const stopped = session.hindsight.stopped.value
  if (!stopped) return null
  const { right, decided, decided_s, known_s, began_s, begun, spared, fed_L } = stopped
  const when = (t_s: number): string => stamp(language, view, t_s)
  const names = (steps: readonly string[]): string => steps.map((id) => stationName(language, view, id)).join(', ')
  const after_s = known_s === null ? 0 : decided_s - known_s
  const keptBack = decided === right
  const late = after_s >= LATE_S
  return (
    <div class="kept">
      <h3 id="kept-title">{t.stoppedTitle}</h3>
      <p>
        <b>{known_s === null ? t.neverKnown : t.stoppedAt(when(known_s))}</b>{' '}
        {late ? t.decidedAfter(when(decided_s), duration(language, after_s)) : keptBack ? t.atOnce : null}{' '}
        {keptBack ? null : t.letGo(releaseTexts[language].decisions[decided].toLowerCase())}
      </p>
      {began_s === null ? null : <p>{t.beganAt(when(began_s))}</p>}
      {late ? (
        <>
          <h4>{t.eachHour(duration(language, after_s))}</h4>
          <ul>
            <li>{t.hoursOf(duration(language, after_s))}</li>
            {fed_L >= 0.1 ? <li>{t.fed(withUnit(language, fed_L, fed_L < 10 ? 1 : 0, 'L'))}</li> : null}
            {begun.length ? <li>{t.begun(names(begun))}</li> : null}
          </ul>
        </>
      ) : null}
      <h4>{t.sparedTitle}</h4>
      <p>
        {spared.length ? t.spared(names(spared)) : t.sparedNone} {keptBack ? t.sparedPatient : null}
      </p>
    </div>
  )
}

/** As long as it takes to stop the step, call, report and decide. */
const LATE_S = 3600
