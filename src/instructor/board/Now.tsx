import { clockOf, type Language, unitName } from '../../present/index.ts'
import type { Whereabouts } from '../../share/index.ts'
import { titleOf } from '../../ui/index.ts'
import { SAY } from './Desk.tsx'
import type { Shown } from './Replay.tsx'
import { HELPED, placesOf, type Row } from './standing.ts'
import { boardTexts } from './text.ts'

const stepName = (language: Language, step: string): string => {
  const [unit = '', place = ''] = step.split('.')
  return unitName(language, unit, place).name
}

/** Step, day and hour of the plant's clock. */
export const placeName = (language: Language, { step, day, at_s }: Whereabouts): string =>
  [...(step === null ? [] : [stepName(language, step)]), `${boardTexts[language].day(day)} ${clockOf(at_s)}`].join(', ')

/** Beyond so many the table says it. */
const MOST_HELPED = 5

/** Who may need somebody, with what can be done about it. */
export function Help(props: {
  readonly language: Language
  readonly rows: readonly Row[]
  readonly onShow: (shown: Shown) => void
  readonly onTalk: (learner: string) => void
}) {
  const { language, rows, onShow, onTalk } = props
  const t = boardTexts[language]
  const all = rows.filter((row) => HELPED.includes(row.standing))
  return (
    <section class="now" aria-labelledby="help-title">
      <h3 id="help-title">{t.help}</h3>
      {all.length === 0 ? <p>{t.helpNobody}</p> : null}
      <ul class="plain" role="list">
        {all.slice(0, MOST_HELPED).map((row) => (
          <li key={row.id} class={`is-${row.standing}`}>
            <span>
              <b>{row.pseudonym}</b>
              <br />
              <b class="standing">{t.states[row.standing]}</b>{' '}
              {row.standing === 'stuck' ? `${t.since(Math.floor(row.idle_ms / 60_000))}, ` : null}
              {placeName(language, row.at!)}
            </span>
            <button
              type="button"
              class="second"
              aria-label={t.seeOne(row.pseudonym)}
              onClick={() => onShow({ learner: row.id, who: row.pseudonym, key: null, level: row.at!.level })}
            >
              {t.see}
            </button>
            <button
              type="button"
              class="second"
              aria-label={t.sayOne(row.pseudonym)}
              onClick={() => {
                onTalk(row.id)
                document.getElementById(SAY)?.focus()
              }}
            >
              {t.say}
            </button>
          </li>
        ))}
      </ul>
      {all.length > MOST_HELPED ? <p class="age">{t.helpMore(all.length - MOST_HELPED)}</p> : null}
    </section>
  )
}

/** Where the class is: a dot for each who plays, at their step. */
export function Places({ language, rows }: { readonly language: Language; readonly rows: readonly Row[] }) {
  const t = boardTexts[language]
  const levels = placesOf(rows)
  if (levels.length === 0) return null
  return (
    <section class="now" aria-labelledby="places-title">
      <h3 id="places-title">{t.places}</h3>
      {levels.map(({ level, places }) => (
        <div key={level}>
          <h4>{titleOf(language, level)}</h4>
          <ul class="places" role="list">
            {places.map(({ step, rows: here }) => (
              <li key={step}>
                <span>{step === null ? t.between : stepName(language, step)}</span>
                <b>{here.length}</b>
                <span class="dots" aria-hidden="true">
                  {here.map((row) => (
                    <i key={row.id} class={`is-${row.standing}`} title={row.pseudonym} />
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
