import { useEffect, useRef, useState } from 'preact/hooks'
import { type BagsSnapshot, printedDate, type Snapshot } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { papersOf } from '../papers.ts'
import type { Session } from '../session.ts'
import { texts } from '../text.ts'
import { say, takeFocus } from './lamp.ts'
import { Notices } from '../settings/Notices.tsx'
import { roomTexts } from './text.ts'

/** Two bags, two labels: the dates have to be read. */
export function BagsDesk({ session, view, bags }: { session: Session; view: Snapshot; bags: BagsSnapshot }) {
  const language = session.language.value
  const t = roomTexts[language]
  const still = session.watching.value
  const [refused, setRefused] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => takeFocus(heading.current), [])
  const connect = (id: string): void => {
    void session.decide({ slot: 'bag.connect', value: id }).then((taken) => {
      if (taken) say(session, 'bag')
      else {
        setRefused(id)
        say(session, 'clip')
      }
    })
  }
  return (
    <aside class="desk room-desk bags-desk" aria-label={texts[language].controlRoom}>
      <Notices session={session} />
      <h2 ref={heading} tabIndex={-1}>
        {t.bagsTitle}
      </h2>
      <p>{t.bagsLead}</p>
      <dl class="this-lot">
        <div>
          <dt>{t.product}</dt>
          <dd>{papersOf(view).product}</dd>
        </div>
        <div>
          <dt>{t.today}</dt>
          <dd>{printedDate(language, view.t_s)}</dd>
        </div>
      </dl>
      <ul class="bags" role="list">
        {bags.bags.map(({ id, expires_s }) => {
          const name = session.text.value.bags?.[id] ?? id
          return (
            <li class={`bag-card${refused === id ? ' refused' : ''}`} key={id}>
              <h3>{name}</h3>
              {expires_s === null ? (
                <p class="tag-lines turned">{t.labelFar}</p>
              ) : (
                <div class="tag-lines">
                  <p>{t.medium}</p>
                  <p>{t.useBy}</p>
                  <p class="date">{printedDate(language, expires_s)}</p>
                </div>
              )}
              {refused === id ? (
                <p class="refusal" role="alert">
                  {t.clipOpen}
                </p>
              ) : null}
              <div class="buttons">
                {expires_s === null ? (
                  <button
                    type="button"
                    class="second"
                    disabled={still}
                    onClick={(event) => {
                      const card = event.currentTarget.closest('li')
                      session.speak(null)
                      void session.decide({ slot: 'bag.look', value: id }).then(() => {
                        requestAnimationFrame(() => takeFocus(card?.querySelector('button') ?? null))
                      })
                    }}
                  >
                    <Icon name="eye" /> {t.readLabel} <small>{t.minute}</small>
                    <span class="unseen">, {name}</span>
                  </button>
                ) : null}
                <button type="button" class="second" disabled={still} onClick={() => connect(id)}>
                  <Icon name="proceed" /> {t.connect} <small>{t.minute}</small>
                  <span class="unseen">, {name}</span>
                </button>
              </div>
            </li>
          )
        })}
      </ul>
    </aside>
  )
}
