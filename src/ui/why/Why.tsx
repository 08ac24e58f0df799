import { useEffect, useRef } from 'preact/hooks'
import type { Session } from '../session.ts'
import { stamp } from '../../present/index.ts'
import { HOLDS, whyTexts } from './text.ts'
import './why.css'

/** What was pressed has its focus again by then. */
const SETTLED_MS = 250

/** Asked of a decision that matters, once in a while: three reasons, one is picked, or none. The clock stands. */
export function Why({ session }: { readonly session: Session }) {
  const language = session.language.value
  const t = whyTexts[language]
  const asked = session.why.value
  const place = useRef<HTMLElement>(null)
  const isOpen = session.sheet.value !== null
  // On a low desk what was just set stands far below it, and has the focus again once its sheet is closed.
  useEffect(() => {
    const soon = setTimeout(() => place.current?.scrollIntoView({ block: 'nearest' }), SETTLED_MS)
    return () => clearTimeout(soon)
  }, [asked, isOpen])
  if (!asked) return null
  const [asks, replies] = t.whys[asked.of]!
  return (
    <section class="why" ref={place} aria-labelledby="why-asks">
      <h2 id="why-asks">{asks}</h2>
      <p>{t.optional}</p>
      <div class="why-replies">
        {replies.map((reply, i) => (
          <button key={i} type="button" class="second" onClick={() => session.giveReason(i)}>
            {reply}
          </button>
        ))}
        <button type="button" class="quiet" onClick={() => session.giveReason(null)}>
          {t.skip}
        </button>
      </div>
    </section>
  )
}

/** What was said on the way, beside what the model says to it: told once the lot is over. */
export function EndReasons({ session }: { readonly session: Session }) {
  const language = session.language.value
  const t = whyTexts[language]
  const view = session.view.value
  const given = session.reasons.value.filter(({ of }) => Object.hasOwn(HOLDS, of))
  if (!view || given.length === 0) return null
  return (
    <section class="end-reasons" aria-labelledby="reasons-title">
      <h2 id="reasons-title">{t.title}</h2>
      <ul role="list">
        {given.map(({ t: at_s, of, said }) => {
          const [asks, replies, says] = t.whys[of]!
          const held = HOLDS[of]!
          return (
            <li key={of}>
              <p>
                <code>{stamp(language, view, at_s)}</code> <b>{asks}</b> {t.said(replies[said as 0 | 1 | 2] ?? '')}
              </p>
              <p>
                {said === held ? t.holds : t.rather(replies[held])} {says}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
