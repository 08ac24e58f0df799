import { useState } from 'preact/hooks'
import { type BoardSnapshot, measured, personName, type Snapshot, withUnit } from '../../present/index.ts'
import type { BoardText } from '../levelText.ts'
import { Choice, SheetFrame } from '../parts.tsx'
import { Refusal, type SheetOf } from '../sheet.tsx'
import type { Session } from '../session.ts'
import { texts } from '../text.ts'
import './board.css'
import { boardTexts } from './text.ts'

const MOST_PINS = 3

/** The investigation of a case: what is known, four causes, one test, up to three pins, a measure. */
export function InvestigationSheet({ session, view, onClose, fault }: SheetOf & { readonly fault: string }) {
  const language = session.language.value
  const t = boardTexts[language]
  const board = view.boards.find((b) => b.fault === fault)
  const words = session.text.value.boards?.[fault]
  const [cause, setCause] = useState<string | null>(board?.pinned?.cause ?? null)
  const [pins, setPins] = useState<readonly string[]>(board?.pinned?.facts ?? [])
  const [measure, setMeasure] = useState<string | null>(null)
  if (!board || !words) return null
  const done = board.measure !== null
  const still = session.watching.value || done
  const decide = (act: string, ...rest: readonly string[]): void =>
    void session.decide({ slot: `board.${act}`, value: [fault, ...rest] })
  const nameOf = (id: string): string => words.causes[id]?.name ?? id
  return (
    <SheetFrame
      title={t.title(words.title)}
      closeLabel={texts[language].close}
      wide
      paper
      kind="investigation"
      onClose={onClose}
    >
      <div class="investigation-parts">
        <section aria-labelledby="board-known">
          <h3 id="board-known">{t.known}</h3>
          <ul class="board-facts" role="list">
            {board.facts.map((fact) => (
              <Fact
                key={fact.id}
                session={session}
                view={view}
                board={board}
                words={words}
                fact={fact}
                pinned={pins.includes(fact.id)}
                still={still}
                onPin={(on) => setPins(on ? [...pins, fact.id].slice(-MOST_PINS) : pins.filter((id) => id !== fact.id))}
                onAsk={(who) => decide('ask', who)}
              />
            ))}
          </ul>
        </section>
        <section aria-labelledby="board-causes">
          <h3 id="board-causes">{t.causes}</h3>
          <div class="board-causes" role="radiogroup" aria-labelledby="board-causes">
            {board.causes.map((id) => (
              <label key={id} class={id === cause ? 'chosen' : ''}>
                <input
                  type="radio"
                  name="board-cause"
                  checked={id === cause}
                  disabled={still}
                  onChange={() => setCause(id)}
                />
                <span>
                  <b>{nameOf(id)}</b>
                  <small>{t.predicts(words.causes[id]?.predicts ?? '')}</small>
                  {board.tested?.cause === id ? (
                    <small class={board.tested.found ? 'board-found' : 'board-not'} role="status">
                      <b>{board.tested.found ? t.found : t.notFound}.</b>{' '}
                      {board.tested.found ? words.causes[id]?.found : words.causes[id]?.not}
                    </small>
                  ) : null}
                </span>
              </label>
            ))}
          </div>
          {board.tested || still ? null : (
            <button
              type="button"
              class="second"
              disabled={cause === null}
              onClick={() => cause !== null && decide('test', cause)}
            >
              {t.test(board.minutes['test'] ?? 0)}
            </button>
          )}
        </section>
      </div>
      {done ? (
        <p role="status">
          <b>{t.pinned(nameOf(board.pinned?.cause ?? ''))}.</b> {words.measures[board.measure ?? '']}. {t.closed}
        </p>
      ) : board.pinned ? (
        <>
          <p>
            <b>{t.pinned(nameOf(board.pinned.cause))}</b>
          </p>
          <Choice
            legend={t.measures}
            name="board-measure"
            options={board.measures.map((id) => ({ id, label: words.measures[id] ?? id }))}
            value={measure}
            onChange={setMeasure}
          />
          <Refusal session={session} />
          <div class="buttons">
            <button
              type="button"
              class="big"
              disabled={still || measure === null}
              onClick={() => measure !== null && decide('measure', measure)}
            >
              {t.measureGo}
            </button>
          </div>
        </>
      ) : (
        <>
          <p>{t.pinHow}</p>
          <Refusal session={session} />
          <div class="buttons">
            <button
              type="button"
              class="big"
              disabled={still || cause === null || pins.length === 0}
              onClick={() => cause !== null && decide('pin', cause, ...pins)}
            >
              {cause === null || pins.length === 0 ? t.pinThis : t.pinTo(pins.length, nameOf(cause))}
            </button>
          </div>
        </>
      )}
    </SheetFrame>
  )
}

function Fact(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly board: BoardSnapshot
  readonly words: BoardText
  readonly fact: BoardSnapshot['facts'][number]
  readonly pinned: boolean
  readonly still: boolean
  readonly onPin: (on: boolean) => void
  readonly onAsk: (who: string) => void
}) {
  const { session, view, board, words, fact, pinned, still, onPin, onAsk } = props
  const language = session.language.value
  const t = boardTexts[language]
  const said = fact.said === null ? undefined : words.facts[fact.id]?.[fact.said]
  const who = fact.who === null ? null : personName(language, fact.who).name
  if (fact.said !== null)
    return (
      <li class={pinned ? 'pinned' : ''}>
        <label>
          <input
            type="checkbox"
            checked={pinned}
            disabled={still || board.pinned !== null}
            onChange={(event) => onPin(event.currentTarget.checked)}
          />
          <span>
            {who === null ? null : <b>{t.says(who)} </b>}
            {said} <Figures session={session} view={view} fact={fact} />
          </span>
        </label>
      </li>
    )
  if (fact.who !== null)
    return (
      <li class="unknown">
        <button type="button" class="second" disabled={still} onClick={() => onAsk(fact.who!)}>
          {t.ask(fact.who === 'maintenance' ? t.maintenance : t.to(who!), board.minutes['ask'] ?? 0)}
        </button>
      </li>
    )
  const readable = fact.needs.filter((name) => canLook(view, name))
  const names = fact.needs.map((name) => measured(language, name.slice(name.indexOf('.') + 1)).name)
  return (
    <li class="unknown">
      <p>{t.unread(names.join(', '))}</p>
      {readable.length === fact.needs.length ? (
        <button
          type="button"
          class="second"
          disabled={still}
          onClick={() => void lookAt(session, readable)}
          aria-label={`${t.read}, ${names.join(', ')}`}
        >
          {t.read}
        </button>
      ) : null}
    </li>
  )
}

/** What was read: 6.98 against 6.70, from 8.2 to 7.6 kg. */
function Figures(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly fact: BoardSnapshot['facts'][number]
}) {
  const { session, view, fact } = props
  const language = session.language.value
  const t = boardTexts[language]
  const [first, second] = fact.needs.map((name) => instrumentOf(view, name))
  const [a, b] = fact.figures
  if (!first || a === undefined) return null
  const one = withUnit(language, a, first.digits, b === undefined ? first.unit : '1')
  if (b === undefined) return <b class="board-figures">({one})</b>
  const other = second ?? first
  const two = withUnit(language, b, other.digits, other.unit)
  return <b class="board-figures">({fact.kind === 'fell' ? t.fromTo(one, two) : t.against(one, two)})</b>
}

function instrumentOf(view: Snapshot, name: string) {
  const dot = name.indexOf('.')
  const step = view.steps.find((s) => s.id === name.slice(0, dot))
  return [...(step?.panels ?? []), ...(step?.assays ?? [])].find(({ id }) => id === name.slice(dot + 1))
}

/** A display of a step that runs, or an assay that has a result. */
function canLook(view: Snapshot, name: string): boolean {
  const dot = name.indexOf('.')
  const step = view.steps.find((s) => s.id === name.slice(0, dot))
  const id = name.slice(dot + 1)
  if (!step) return false
  return step.panels.some((p) => p.id === id) || step.assays.some((a) => a.id === id && a.results.length > 0)
}

/** One after the other: each takes its minute. */
async function lookAt(session: Session, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const dot = name.indexOf('.')
    if (!(await session.decide({ slot: `${name.slice(0, dot)}.look`, value: name.slice(dot + 1) }))) return
  }
}
