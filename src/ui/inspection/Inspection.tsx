import { useEffect, useState } from 'preact/hooks'
import { type Book, BOOKS, DUE_D, INSPECTED_ROOMS, type Measure, MOST_OWED } from '../../play/index.ts'
import {
  askedWords,
  bookName,
  hourOf,
  INSPECTION_MIN,
  type InspectionSnapshot,
  inspectedRoom,
  itemName,
  itemWords,
  lotNumber,
  measureName,
  type QuestionSnapshot,
} from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { Chemical, UnitText } from '../parts.tsx'
import type { Session } from '../session.ts'
import { Notices } from '../settings/Notices.tsx'
import { Refusal } from '../sheet.tsx'
import './inspection.css'
import { inspectionTexts } from './text.ts'

const MOST_SHOWN = 4
const BOOK_IDS = Object.keys(BOOKS) as readonly Book[]

/** A day of inspection: rooms and their documents on one side, the inspectors and what can be answered on the other. */
export function Inspection({ session, day }: { readonly session: Session; readonly day: InspectionSnapshot }) {
  const language = session.language.value
  const t = inspectionTexts[language]
  const [book, setBook] = useState<Book | null>(null)
  const [picked, setPicked] = useState<readonly string[]>([])
  const [about, setAbout] = useState<string | null>(null)
  const waiting = day.questions.filter((q) => !q.answered)
  const owed = waiting.filter((q) => q.owed)
  const question = waiting.find((q) => q.slot === about) ?? waiting.find((q) => !q.owed) ?? owed[0] ?? null
  const inRoom = BOOK_IDS.filter((id) => BOOKS[id] === day.room)
  const open = inRoom.filter((id) => day.opened.includes(id))
  const shown = book !== null && open.includes(book) ? book : (open[0] ?? null)
  // Another document, another question: the finger is lifted.
  useEffect(() => setPicked([]), [shown, question?.slot])
  const still = session.watching.value
  const pick = (id: string): void =>
    setPicked(picked.includes(id) ? picked.filter((x) => x !== id) : [...picked, id].slice(-MOST_SHOWN))
  return (
    <>
      <main class="hall papers-hall" id="hall">
        <h1 class="unseen">{session.text.value.title}</h1>
        <nav class="inspected-rooms" aria-label={t.rooms}>
          {INSPECTED_ROOMS.map((room) => (
            <button
              key={room}
              type="button"
              aria-pressed={day.room === room ? 'true' : 'false'}
              disabled={still || day.room === room}
              onClick={() => void session.decide({ slot: 'visit.go', value: room })}
            >
              <b>{inspectedRoom(language, room)}</b>
              <small>{day.room === room ? t.here : t.go(INSPECTION_MIN.go)}</small>
              <span class="room-books">
                {BOOK_IDS.filter((id) => BOOKS[id] === room)
                  .map((id) => bookName(language, id))
                  .join(' · ')}
              </span>
            </button>
          ))}
        </nav>
        {day.room === null ? (
          <div class="papers-empty">
            <p>{t.nowhere}</p>
            <p>{session.text.value.story}</p>
            <p class="voice-line">{t.sami}</p>
          </div>
        ) : (
          <>
            <div class="books" role="group" aria-label={inspectedRoom(language, day.room)}>
              {inRoom.map((id) =>
                day.opened.includes(id) ? (
                  <button
                    key={id}
                    type="button"
                    aria-pressed={id === shown ? 'true' : 'false'}
                    onClick={() => setBook(id)}
                  >
                    <Icon name="book" size={20} /> {bookName(language, id)}
                  </button>
                ) : (
                  <button
                    key={id}
                    type="button"
                    class="to-open"
                    disabled={still}
                    onClick={() => {
                      setBook(id)
                      void session.decide({ slot: 'visit.open', value: id })
                    }}
                  >
                    <Icon name="record" size={20} /> {bookName(language, id)}{' '}
                    <small>{t.open(INSPECTION_MIN.open)}</small>
                  </button>
                ),
              )}
            </div>
            {shown ? null : <p class="papers-empty">{t.opened}</p>}
            {shown ? <Document session={session} day={day} book={shown} picked={picked} onPick={pick} /> : null}
          </>
        )}
      </main>
      <aside class="desk inspection-desk" aria-label={t.desk}>
        <Notices session={session} />
        <header>
          <h2>{t.desk}</h2>
          <p>
            {t.lot(lotNumber(day.level, day.seed))}, {day.own ? t.own : t.ours}
          </p>
          <p class="day-left">
            <b>
              {t.left(Math.floor(Math.max(0, day.left_s) / 3600), Math.floor((Math.max(0, day.left_s) % 3600) / 60))}
            </b>{' '}
            <span>{t.answered(day.questions.length - waiting.length, day.questions.length)}</span>
          </p>
        </header>
        {question ? (
          <Answering key={question.slot} session={session} day={day} question={question} picked={picked} />
        ) : (
          <p>{t.nothing}</p>
        )}
        <Refusal session={session} />
        {owed.length ? (
          <section class="owed" aria-labelledby="owed-title">
            <h3 id="owed-title">{t.owed(owed.length, MOST_OWED)}</h3>
            <ul role="list">
              {owed.map((q) => {
                const said = askedWords(language, q, day.numbers)
                return (
                  <li key={q.slot}>
                    <button
                      type="button"
                      aria-pressed={q === question ? 'true' : 'false'}
                      title={t.choose}
                      onClick={() => setAbout(q.slot)}
                    >
                      <b>
                        <UnitText text={said.about} />
                      </b>{' '}
                      <span>{said.asks}</span>
                    </button>
                  </li>
                )
              })}
            </ul>
          </section>
        ) : null}
      </aside>
    </>
  )
}

function Document(props: {
  readonly session: Session
  readonly day: InspectionSnapshot
  readonly book: Book
  readonly picked: readonly string[]
  readonly onPick: (id: string) => void
}) {
  const { session, day, book, picked, onPick } = props
  const language = session.language.value
  const t = inspectionTexts[language]
  const items = day.items.filter((i) => i.book === book)
  return (
    <div class="inspected-paper">
      <h2>{bookName(language, book)}</h2>
      <p class="ask">{items.length ? t.pick : t.none}</p>
      <table>
        <thead>
          <tr>
            {t.columns.map((c) => (
              <th scope="col" key={c}>
                {c}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const on = picked.includes(item.id)
            return (
              <tr key={item.id} class={on ? 'picked' : ''}>
                <th scope="row">
                  <button type="button" aria-pressed={on ? 'true' : 'false'} onClick={() => onPick(item.id)}>
                    <Chemical text={itemName(language, item, day.numbers[item.about])} />
                  </button>
                </th>
                <td class="inspected-hour">{item.t_s === null ? '–' : hourOf(language, item.t_s)}</td>
                <td>
                  {itemWords(language, item).map((words) => (
                    <span key={words} class="written">
                      <UnitText text={words} />
                    </span>
                  ))}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Answering(props: {
  readonly session: Session
  readonly day: InspectionSnapshot
  readonly question: QuestionSnapshot
  readonly picked: readonly string[]
}) {
  const { session, day, question, picked } = props
  const language = session.language.value
  const t = inspectionTexts[language]
  const [owning, setOwning] = useState(false)
  const [measure, setMeasure] = useState<Measure | null>(null)
  const [due, setDue] = useState<number | null>(null)
  const still = session.watching.value
  const isFull = day.questions.filter((q) => q.owed).length >= MOST_OWED
  const said = askedWords(language, question, day.numbers)
  const give = (...value: readonly (string | number)[]): void => void session.decide({ slot: question.slot, value })
  const [first] = picked
  const cost = INSPECTION_MIN.show + INSPECTION_MIN.more * Math.max(0, picked.length - 1)
  return (
    <section class="asked" aria-labelledby="asked-title">
      <h3 id="asked-title" class="unseen">
        {t.asked}
      </h3>
      <p class="said" aria-live="polite">
        <b>
          <UnitText text={said.about} />
        </b>
        <q>{said.asks}</q>
      </p>
      {owning && first !== undefined ? (
        <form
          class="owning"
          onSubmit={(event) => {
            event.preventDefault()
            if (measure !== null && due !== null) give('concede', first, measure, due)
          }}
        >
          <fieldset>
            <legend>{t.measure}</legend>
            {question.offered.map((id) => (
              <label key={id}>
                <input type="radio" name="measure" checked={measure === id} onChange={() => setMeasure(id)} />
                <span>{measureName(language, id)}</span>
              </label>
            ))}
          </fieldset>
          <fieldset class="due">
            <legend>{t.due}</legend>
            {DUE_D.map((n) => (
              <label key={n}>
                <input type="radio" name="due" checked={due === n} onChange={() => setDue(n)} />
                <span>{t.days(n)}</span>
              </label>
            ))}
          </fieldset>
          <p class="buttons">
            <button type="submit" class="big" disabled={still || measure === null || due === null}>
              {t.commit} <small>{t.minutes(INSPECTION_MIN.concede)}</small>
            </button>
            <button type="button" class="second" onClick={() => setOwning(false)}>
              {t.back}
            </button>
          </p>
        </form>
      ) : (
        <div class="answers">
          <button
            type="button"
            class="big"
            disabled={still || picked.length === 0}
            onClick={() => give('show', ...picked)}
          >
            <Icon name="check" /> {t.show(picked.length)} <small>{t.minutes(cost)}</small>
          </button>
          <button type="button" class="second" disabled={still || picked.length !== 1} onClick={() => setOwning(true)}>
            <Icon name="deviation" /> {t.concede} <small>{t.minutes(INSPECTION_MIN.concede)}</small>
          </button>
          <button
            type="button"
            class="second"
            disabled={still || question.owed || isFull}
            onClick={() => give('check')}
          >
            <Icon name="eye" /> {t.check} <small>{t.minutes(INSPECTION_MIN.check)}</small>
          </button>
          <button type="button" class="second" disabled={still} onClick={() => give('say')}>
            <Icon name="pen" /> {t.say} <small>{t.minutes(INSPECTION_MIN.say)}</small>
          </button>
        </div>
      )}
    </section>
  )
}
