import { useEffect, useRef, useState } from 'preact/hooks'
import { askClass } from '../../platform/index.ts'
import { type Language, lotNumber } from '../../present/index.ts'
import type { Result } from '../../share/index.ts'
import { titleOf } from '../../ui/index.ts'
import { type Bench, openBench } from '../bench.ts'
import type { Moment, Played } from '../moment.ts'
import { boardTexts } from './text.ts'

/** Which lot of whom: one that was handed in, by its key, or the one that is open, by its level. */
export interface Shown {
  readonly learner: string
  readonly who: string
  readonly key: string | null
  readonly level: string
}

const AGAIN_MS = 1500

/** A save as far as a replay needs it. */
interface Kept {
  readonly level: string
  readonly seed: number
  readonly setup?: Played['setup']
  readonly log: Played['log']
}

async function playedOf(bearer: string, { learner, key, level }: Shown): Promise<Played | null> {
  if (key === null) {
    const asked = await askClass<Kept>('GET', `class/runs/${learner}/${level}`, bearer)
    if (!('value' in asked)) return null
    const { seed, setup = {}, log } = asked.value
    return { level, seed, setup, log }
  }
  const asked = await askClass<Result>('GET', `class/results/${learner}/${key}`, bearer)
  if (!('value' in asked)) return null
  const { level: of, seed, options, log } = asked.value.record
  return { level: of.id, seed, setup: { ...(options && { options }), ...(of.patch && { patch: of.patch }) }, log }
}

/** A lot as its learner had it before them, decision by decision; frozen, and on the wall without their name, to be talked about. */
export function Replay(props: {
  readonly language: Language
  readonly bearer: string
  readonly shown: Shown
  /** What the class is asked to talk about; null: it plays. */
  readonly topic: string | null
  readonly paused: boolean
  onClose(): void
}) {
  const { language, bearer, shown, topic, paused, onClose } = props
  const t = boardTexts[language]
  const [played, setPlayed] = useState<Played | null | 'none'>(null)
  const [after, setAfter] = useState(0)
  const [moment, setMoment] = useState<Moment | null | 'lost'>(null)
  const [question, setQuestion] = useState('')
  const bench = useRef<Bench | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const place = useRef<HTMLElement>(null)
  useEffect(() => () => bench.current?.close(), [])
  const { learner, key, level } = shown
  useEffect(() => {
    title.current?.focus()
    let over = false
    const fetchIt = (): void =>
      void playedOf(bearer, shown).then((found) => {
        if (over) return
        setPlayed((before) => found ?? (before && before !== 'none' ? before : 'none'))
        if (found) setAfter(found.log.length)
      })
    fetchIt()
    // Asked for it, a page that is open sends what it has not sent yet.
    const again = key === null ? setTimeout(fetchIt, AGAIN_MS) : undefined
    return () => {
      over = true
      clearTimeout(again)
    }
  }, [bearer, learner, key, level])
  useEffect(() => {
    if (played === null || played === 'none') return
    let over = false
    bench.current ??= openBench()
    void bench.current.moment(language, played, after).then((found) => over || setMoment(found))
    return () => void (over = true)
  }, [language, played, after])
  const discussing = paused && topic !== null
  const freeze = (): Promise<unknown> =>
    askClass('PATCH', 'class', bearer, { paused: true, topic: question.trim() || t.discussDefault })
  const known = played !== null && played !== 'none' ? played : null
  return (
    <section ref={place} class={`replay${discussing ? ' is-discussed' : ''}`} aria-labelledby="replay-title">
      <header class="replay-head">
        <h3 id="replay-title" ref={title} tabIndex={-1}>
          {discussing ? topic : t.replayOf(shown.who)}
        </h3>
        <p>
          {known ? (
            <>
              {titleOf(language, known.level)}{' '}
              {discussing ? null : <span class="mono">{lotNumber(known.level, known.seed)}</span>}
            </>
          ) : null}
        </p>
        {discussing ? null : (
          <button type="button" class="quiet" onClick={onClose}>
            {t.closeReplay}
          </button>
        )}
      </header>
      {played === 'none' ? <p role="status">{t.noReplay}</p> : null}
      {known ? (
        <>
          <div class="replay-steps">
            <button type="button" class="second" disabled={after === 0} onClick={() => setAfter(after - 1)}>
              {t.before}
            </button>
            <label>
              <span>{t.decisionOf(after, known.log.length)}</span>
              <input
                type="range"
                min={0}
                max={known.log.length}
                value={after}
                onInput={(event) => setAfter(Number(event.currentTarget.value))}
              />
            </label>
            <button
              type="button"
              class="second"
              disabled={after === known.log.length}
              onClick={() => setAfter(after + 1)}
            >
              {t.after}
            </button>
          </div>
          {moment === 'lost' ? <p role="status">{t.noReplay}</p> : null}
          {moment !== null && moment !== 'lost' ? <Desk language={language} moment={moment} /> : null}
          {discussing ? (
            <p class="buttons">
              <button
                type="button"
                class="big"
                onClick={() => void askClass('PATCH', 'class', bearer, { paused: false })}
              >
                {t.goOn}
              </button>
            </p>
          ) : (
            <form
              class="talk"
              onSubmit={(event) => {
                event.preventDefault()
                void freeze().then(() => place.current?.scrollIntoView())
              }}
            >
              <label class="talk-text">
                <span>{t.question}</span>
                <input
                  type="text"
                  maxLength={200}
                  value={question}
                  placeholder={t.discussDefault}
                  onInput={(event) => setQuestion(event.currentTarget.value)}
                />
              </label>
              <button type="submit" class="big">
                {t.discuss}
              </button>
              <p class="age">{t.discussHint}</p>
            </form>
          )}
        </>
      ) : null}
    </section>
  )
}

/** What stood on the desk, in words: displays, alarms, and what was done last. */
function Desk({ language, moment }: { readonly language: Language; readonly moment: Moment }) {
  const t = boardTexts[language]
  return (
    <div class="replay-desk" aria-live="polite">
      <div>
        <p class="replay-when">{moment.when}</p>
        {moment.alarms.length ? (
          <ul class="replay-alarms" role="list">
            {moment.alarms.map((alarm) => (
              <li key={alarm}>{alarm}</li>
            ))}
          </ul>
        ) : null}
        <p>{moment.plant}</p>
        {moment.steps.map((step) => (
          <table key={step.name} class="class-table">
            <caption>{step.name}</caption>
            <tbody>
              {step.panels.map((panel) => (
                <tr key={panel.name}>
                  <th scope="row">{panel.name}</th>
                  <td class="mark">{panel.shown}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <ol class="replay-trail" role="list">
        {moment.trail.map((line, i) => (
          <li key={i} class={`by-${line.by}${line.exception ? ' is-exception' : ''}`}>
            <span class="mono">{line.when}</span> <b>{t.byWhom[line.by]}</b> <span>{line.what}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
