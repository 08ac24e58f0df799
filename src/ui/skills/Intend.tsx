import { useState } from 'preact/hooks'
import { type Ending, remedySentence } from '../../present/index.ts'
import type { Session } from '../session.ts'
import { intendTexts } from './intendText.ts'
import { LONGEST_INTENTION, wordsOf } from './intention.ts'
import './intend.css'

/** Of the findings' remedies at most so many are offered: those that cost most. */
const OFFERED = 3

/** What was meant for this lot, and one thing meant for the next. */
export function Intend({ session, ending }: { readonly session: Session; readonly ending: Ending }) {
  const language = session.language.value
  const t = intendTexts[language]
  const [own, setOwn] = useState('')
  const taken = session.intention.value
  const meant = session.meant.value
  if (session.watching.value || session.lookingBack.value) return null
  const costly = [...ending.findings].sort((a, b) => b.points - a.points)
  const offered = [...new Set(costly.map(({ remedy }) => remedy))].slice(0, OFFERED)
  const keepOwn = (event: Event): void => {
    event.preventDefault()
    const text = own.trim().slice(0, LONGEST_INTENTION)
    if (text !== '') void session.intend({ remedy: null, text })
  }
  return (
    <section class="end-intend" aria-labelledby="intend-title">
      {taken ? (
        <div class="intend-taken" role="status">
          {taken.held === null ? (
            <>
              <p>{t.asked(wordsOf(language, taken))}</p>
              <p class="buttons">
                <button type="button" class="second" onClick={() => void session.hold(true)}>
                  {t.yes}
                </button>
                <button type="button" class="second" onClick={() => void session.hold(false)}>
                  {t.no}
                </button>
              </p>
            </>
          ) : (
            <p>
              {t.reminded(wordsOf(language, taken))} <b>{taken.held ? t.held : t.notHeld}</b>
            </p>
          )}
        </div>
      ) : null}
      <h2 id="intend-title">{t.title}</h2>
      {meant ? (
        <p class="intend-kept" role="status">
          <b>{t.kept(wordsOf(language, meant))}</b>
          <button type="button" class="quiet" onClick={() => void session.intend(null)}>
            {t.change}
          </button>
        </p>
      ) : (
        <>
          <p>{t.lead}</p>
          {offered.length ? (
            <ul class="intend-offered" role="list">
              {offered.map((remedy) => (
                <li key={remedy}>
                  <button type="button" class="second" onClick={() => void session.intend({ remedy, text: '' })}>
                    {remedySentence(language, remedy)}
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <form class="intend-own" onSubmit={keepOwn}>
            <label for="intend-own">{t.own}</label>
            <input
              id="intend-own"
              type="text"
              autocomplete="off"
              maxLength={LONGEST_INTENTION}
              value={own}
              onInput={(event) => setOwn(event.currentTarget.value)}
            />
            <button type="submit" class="second" disabled={own.trim() === ''}>
              {t.keep}
            </button>
          </form>
        </>
      )}
    </section>
  )
}
