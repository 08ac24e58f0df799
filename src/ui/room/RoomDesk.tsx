import { useEffect, useRef } from 'preact/hooks'
import {
  lotNumber,
  printedDate,
  type RoomItemSnapshot,
  type RoomSnapshot,
  type Snapshot,
  tagText,
} from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { papersOf } from '../papers.ts'
import type { Session } from '../session.ts'
import { Notices } from '../settings/Notices.tsx'
import { Refusal } from '../sheet.tsx'
import { texts } from '../text.ts'
import { lit, lookAt, opened, say, takeFocus } from './lamp.ts'
import './room.css'
import { roomTexts, sceneOf } from './text.ts'

/** Line clearance: what belongs to this lot, the tag under the lamp, and every thing by its area. */
export function RoomDesk({ session, view, room }: { session: Session; view: Snapshot; room: RoomSnapshot }) {
  const language = session.language.value
  const t = roomTexts[language]
  const text = session.text.value
  const still = session.watching.value
  const list = useRef<HTMLDivElement>(null)
  const foot = useRef<HTMLDivElement>(null)
  const read = room.items.filter((item) => item.tag !== null).length
  const nameOf = (id: string): string => text.things?.[id]?.name ?? id
  const open = room.items.find((item) => item.id === opened.value && item.tag !== null)
  const areas = [...new Set(room.items.map((item) => item.area))]
  useEffect(
    () => () => {
      lit.value = null
      opened.value = null
    },
    [],
  )
  /** Back to the list: the next thing that nobody has read. */
  const goOn = (from: string): void => {
    opened.value = null
    const at = room.items.findIndex((item) => item.id === from)
    const order = [...room.items.slice(at + 1), ...room.items.slice(0, at)]
    const next = order.find((item) => item.tag === null)?.id ?? from
    list.current?.querySelector<HTMLButtonElement>(`[data-list="${next}"]`)?.focus()
  }
  const found = room.foundBySecond
  return (
    <aside class="desk room-desk" aria-label={texts[language].controlRoom}>
      <Notices session={session} />
      <h2>{t.title}</h2>
      <dl class="this-lot">
        <div>
          <dt>{t.lot}</dt>
          <dd>{lotNumber(view.level, view.seed)}</dd>
        </div>
        <div>
          <dt>{t.product}</dt>
          <dd>{papersOf(view).product}</dd>
        </div>
        <div>
          <dt>{t.zone}</dt>
          <dd>{papersOf(view).zone}</dd>
        </div>
        <div>
          <dt>{t.today}</dt>
          <dd>{printedDate(language, view.t_s)}</dd>
        </div>
      </dl>
      {open ? (
        <TagCard session={session} view={view} item={open} onDone={() => goOn(open.id)} />
      ) : (
        <div class="tag-card empty">
          <p class="ask">{text.roomAsks ?? t.ask}</p>
          <p>{t.choose}</p>
        </div>
      )}
      {room.pieces.length > 0 ? <Dressing session={session} room={room} /> : null}
      <div class="areas" ref={list}>
        {areas.map((area) => (
          <div class="area" role="group" aria-labelledby={`area-${area}`} key={area}>
            <h3 id={`area-${area}`}>{text.areas?.[area] ?? area}</h3>
            <ul role="list">
              {room.items
                .filter((item) => item.area === area)
                .map((item) => (
                  <li key={item.id}>
                    <button
                      type="button"
                      class={`thing${item.id === opened.value ? ' open' : ''}`}
                      data-list={item.id}
                      disabled={still}
                      onFocus={() => (lit.value = item.id)}
                      onClick={() => void lookAt(session, item.id)}
                    >
                      <Icon name={item.tagged ? 'label' : item.tag ? 'check' : 'eye'} size={20} />
                      <span>
                        {nameOf(item.id)}
                        <span class="unseen">
                          , {item.tagged ? t.tagged : item.tag ? t.left : `${t.unread}, ${t.look}, ${t.lookCost}`}
                        </span>
                      </span>
                      {item.tagged ? <b class="out">{language === 'fr' ? 'à sortir' : 'out'}</b> : null}
                    </button>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
      {found ? (
        <p class="state foreseen" role="status">
          {found.length ? t.secondFound(found.map(nameOf).join(', ')) : t.secondNone}
        </p>
      ) : null}
      <Refusal session={session} />
      <div class="room-foot" ref={foot}>
        {room.checked ? null : (
          <button
            type="button"
            class="second"
            disabled={still}
            onClick={() => {
              opened.value = null
              void session.decide({ slot: 'room.second', value: 1 }).then((taken) => {
                const now = session.view.value?.room?.foundBySecond
                if (taken) say(session, now?.length ? 'secondFound' : 'secondNone')
                requestAnimationFrame(() => takeFocus(foot.current?.querySelector('button') ?? null))
              })
            }}
          >
            <Icon name="eye" /> {t.second} <small>{t.secondCost}</small>
          </button>
        )}
        <button
          type="button"
          class={read === room.items.length && room.checked ? 'big' : 'second'}
          disabled={still}
          onClick={() => {
            void session.decide({ slot: 'room.clear', value: 1 }).then((taken) => {
              if (taken) say(session, 'cleared')
            })
          }}
        >
          <Icon name="check" /> {t.clear}{' '}
          <small>
            {t.read(read, room.items.length)}, {t.clearCost}
          </small>
        </button>
      </div>
    </aside>
  )
}

/** The airlock: pieces on their pegs, each with the place in which it was put on. */
function Dressing({ session, room }: { readonly session: Session; readonly room: RoomSnapshot }) {
  const t = roomTexts[session.language.value]
  const text = session.text.value
  const still = session.watching.value
  const own = useRef<HTMLDivElement>(null)
  const don = (id: string): void =>
    void session.decide({ slot: 'room.don', value: id }).then((taken) => {
      if (taken) requestAnimationFrame(() => own.current?.querySelector<HTMLButtonElement>('li button')?.focus())
    })
  return (
    <div class="area dressing" role="group" aria-labelledby="dressing" ref={own}>
      <h3 id="dressing">{t.dressTitle}</h3>
      <p>{room.worn.length === room.pieces.length ? t.dressed : t.dressLead}</p>
      <ul role="list">
        {room.pieces.map((id) => {
          const at = room.worn.indexOf(id)
          const name = text.dress?.[id]?.name ?? id
          return (
            <li key={id}>
              {at < 0 ? (
                <button type="button" class="thing" data-don={id} disabled={still} onClick={() => don(id)}>
                  <span>{name}</span>
                </button>
              ) : (
                <p class="worn">
                  <b aria-hidden="true">{at + 1}</b>
                  <span>{name}</span> <span class="unseen">{t.worn(at + 1)}</span>
                </p>
              )}
            </li>
          )
        })}
      </ul>
      {room.amiss === null ? null : (
        <p class="state foreseen" role="status">
          {text.dress?.[room.amiss]?.amiss ?? room.amiss}
        </p>
      )}
      {room.worn.length === 0 ? null : (
        <button
          type="button"
          class="second"
          disabled={still}
          onClick={() => void session.decide({ slot: 'room.undress', value: 1 })}
        >
          {t.undress} <small>{t.undressCost}</small>
        </button>
      )}
    </div>
  )
}

/** What the tag says, as it hangs there. Whether it belongs here is for the reader to say. */
function TagCard(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly item: RoomItemSnapshot
  readonly onDone: () => void
}) {
  const { session, view, item, onDone } = props
  const language = session.language.value
  const t = roomTexts[language]
  const thing = session.text.value.things?.[item.id]
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [item.id])
  const lines = tagText(language, thing?.[item.tag ?? 'ours'] ?? '', view).split('\n')
  return (
    <section class="tag-card" aria-labelledby="tag-name">
      <h3 id="tag-name" ref={heading} tabIndex={-1}>
        {thing?.name ?? item.id}
      </h3>
      <div class="tag-lines">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div class="buttons">
        {item.tagged ? (
          <p class="state">{t.tagged}</p>
        ) : (
          <button
            type="button"
            class="second"
            onClick={() => {
              void session.decide({ slot: 'room.tag', value: item.id }).then((taken) => {
                if (taken) onDone()
              })
            }}
          >
            <Icon name="label" /> {t.tagIt} <small>{t.tagCost}</small>
          </button>
        )}
        <button type="button" class="second" onClick={onDone}>
          {item.tagged ? texts[language].close : t.leaveIt}
        </button>
      </div>
    </section>
  )
}

/** The room as words, where no picture is wanted. */
export function RoomWords({ session, room }: { session: Session; room: RoomSnapshot }) {
  const t = roomTexts[session.language.value]
  return (
    <section class="text-plant" aria-label={t.title}>
      <p class="seen">{sceneOf(t, room)}</p>
      <p>{session.text.value.story}</p>
    </section>
  )
}
