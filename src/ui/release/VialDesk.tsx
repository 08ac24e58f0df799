import { useEffect, useRef } from 'preact/hooks'
import type { Snapshot, VialSnapshot } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { takeFocus } from '../room/lamp.ts'
import type { Session } from '../session.ts'
import { Notices } from '../settings/Notices.tsx'
import { texts } from '../text.ts'
import './release.css'
import { releaseTexts } from './text.ts'

/** A vial in the hand and an order on the bench: what they say has to agree before there is a bath. */
export function VialDesk({ session, vial }: { session: Session; view: Snapshot; vial: VialSnapshot }) {
  const language = session.language.value
  const t = releaseTexts[language]
  const still = session.watching.value
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => takeFocus(heading.current), [])
  const act = (topic: string, value = 1): void => {
    session.speak(null)
    void session.decide({ slot: `vial.${topic}`, value })
  }
  const facts: readonly (readonly [string, string, boolean])[] = [
    [t.ordered, vial.ordered, true],
    [t.label, vial.label === null ? t.unread : vial.label === '' ? t.frosted : vial.label, (vial.label ?? '') !== ''],
    [t.barcode, vial.barcode ?? t.unscanned, vial.barcode !== null],
  ]
  return (
    <aside class="desk room-desk vial-desk" aria-label={texts[language].controlRoom}>
      <Notices session={session} />
      <h2 ref={heading} tabIndex={-1}>
        {t.vialTitle}
      </h2>
      <p>{t.vialLead}</p>
      <dl class="vial-facts" aria-live="polite">
        {facts.map(([name, said, isRead]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class={isRead ? 'is-read' : ''}>{said}</dd>
          </div>
        ))}
        <div>
          <dt>{t.list}</dt>
          <dd>{vial.listed ? t.listed : t.unlisted}</dd>
        </div>
      </dl>
      <div class="vial-acts">
        <button type="button" class="second" disabled={still} onClick={() => act('look')}>
          <Icon name="eye" /> {t.read} <small>{t.seconds(20)}</small>
        </button>
        <button type="button" class="second" disabled={still} onClick={() => act('scan')}>
          <Icon name="label" /> {t.scan} <small>{t.seconds(40)}</small>
        </button>
        <button type="button" class="second" disabled={still || vial.listed} onClick={() => act('list')}>
          <Icon name="record" /> {t.readList} <small>{t.minutes(10)}</small>
        </button>
        <button type="button" class="second" disabled={still || vial.apart} onClick={() => act('apart')}>
          <Icon name="label" /> {t.apart} <small>{t.minutes(2)}</small>
        </button>
        <button type="button" class="second" disabled={still} onClick={() => (session.sheet.value = { kind: 'phone' })}>
          <Icon name="phone" /> {t.call}
        </button>
        <button
          type="button"
          class="second"
          disabled={still}
          onClick={() => (session.sheet.value = { kind: 'deviation' })}
        >
          <Icon name="deviation" /> {t.report}
        </button>
      </div>
      {vial.apart ? <p class="state">{t.isApart}</p> : null}
      {session.refusal.value ? (
        <p class="refusal" role="alert">
          {session.refusal.value}
        </p>
      ) : null}
      <div class="vial-acts vial-take">
        {vial.apart ? null : (
          <button type="button" class="second" disabled={still} onClick={() => act('take', 0)}>
            <Icon name="proceed" /> {t.takeThis}
          </button>
        )}
        {vial.listed ? (
          <button type="button" class="big" disabled={still} onClick={() => act('take', 1)}>
            {t.takeOther}
          </button>
        ) : null}
      </div>
    </aside>
  )
}
