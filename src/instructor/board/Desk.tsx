import { useState } from 'preact/hooks'
import { askClass, type ClassRefusal } from '../../platform/index.ts'
import { type Language, lotNumber } from '../../present/index.ts'
import { type ClassBoard, scenarioOf } from '../../share/index.ts'
import { titleOf } from '../../ui/index.ts'
import { PickLot } from '../PickLot.tsx'
import { refusedWords } from './Entrance.tsx'
import { boardTexts } from './text.ts'

interface Props {
  readonly language: Language
  readonly board: ClassBoard
  readonly bearer: string
}

/** Where a message is written: named, so that whoever is to be helped can be written to from elsewhere. */
export const SAY = 'say'

/** Something said to one or to all. */
export function Talk(props: Props & { readonly to: string; readonly onTo: (learner: string) => void }) {
  const { language, board, bearer, to, onTo } = props
  const t = boardTexts[language]
  const [text, setText] = useState('')
  const [said, setSaid] = useState('')
  const send = async (): Promise<void> => {
    if (text.trim() === '') return
    const asked = await askClass('POST', 'class/messages', bearer, { to: to === '' ? null : to, text: text.trim() })
    if ('value' in asked) setText('')
    setSaid('value' in asked ? t.sent : refusedWords(language, asked.refusal))
  }
  return (
    <form
      class="talk"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label>
        <span>{t.sayTo}</span>
        <select value={to} onChange={(event) => onTo(event.currentTarget.value)}>
          <option value="">{t.all}</option>
          {board.learners.map(({ id, pseudonym }) => (
            <option key={id} value={id}>
              {pseudonym}
            </option>
          ))}
        </select>
      </label>
      <label class="talk-text">
        <span>{t.say}</span>
        <input
          id={SAY}
          type="text"
          maxLength={300}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="second">
        {t.send}
      </button>
      <p role="status">{said}</p>
    </form>
  )
}

/** Lots given to the class, from when to when. */
export function Given({ language, board, bearer }: Props) {
  const t = boardTexts[language]
  const [lot, setLot] = useState('')
  const [opens, setOpens] = useState('')
  const [closes, setCloses] = useState('')
  const [refused, setRefused] = useState<ClassRefusal | null>(null)
  const asTime = (typed: string): number => new Date(typed).getTime()
  const give = async (): Promise<void> => {
    if (lot === '') return setRefused('scenario')
    const asked = await askClass('POST', 'class/assignments', bearer, {
      scenario: lot,
      ...(opens !== '' && { opens_ms: asTime(opens) }),
      ...(closes !== '' && { closes_ms: asTime(closes) }),
    })
    setRefused('value' in asked ? null : asked.refusal)
  }
  const when = (ms: number): string =>
    new Date(ms).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <div class="give-out">
      <form
        class="give"
        onSubmit={(event) => {
          event.preventDefault()
          void give()
        }}
      >
        <p>{t.givenLead}</p>
        <PickLot language={language} onPick={setLot} />
        <label>
          <span>{t.opens}</span>
          <input type="datetime-local" value={opens} onInput={(event) => setOpens(event.currentTarget.value)} />
          <small>{t.opensHint}</small>
        </label>
        <label>
          <span>{t.closes}</span>
          <input type="datetime-local" value={closes} onInput={(event) => setCloses(event.currentTarget.value)} />
          <small>{t.closesHint}</small>
        </label>
        <p role="status">{refused === null ? null : refusedWords(language, refused)}</p>
        <p class="buttons">
          <button type="submit" class="big">
            {t.give}
          </button>
        </p>
      </form>
      <ul class="own-classes" role="list">
        {board.assignments.map(({ id, scenario, opens_ms, closes_ms }) => {
          const given = scenarioOf(scenario)
          const done = new Set(board.results.filter((r) => r.assignment === id).map((r) => r.learner)).size
          return (
            <li key={id}>
              <span>
                <b>{typeof given === 'string' ? scenario : titleOf(language, given.level)}</b>{' '}
                <span class="mono">{typeof given === 'string' ? null : lotNumber(given.level, given.seed)}</span>
                <span>
                  {t.opens} {when(opens_ms)}, {t.closes.toLowerCase()} {closes_ms === null ? t.never : when(closes_ms)}
                </span>
                <span>{t.handedIn(done, board.learners.length)}</span>
              </span>
              <button
                type="button"
                class="quiet"
                onClick={() => void askClass('DELETE', `class/assignments/${id}`, bearer)}
              >
                {t.takeBack}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
