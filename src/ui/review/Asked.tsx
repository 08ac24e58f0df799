import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Language, typeset } from '../../present/index.ts'
import { useKeys } from '../keys.ts'
import type { Card } from './deck.ts'
import questions from './questions.json' with { type: 'json' }
import './review.css'
import { reviewTexts } from './text.ts'

/** A few questions: answered in one's own head first, then seen, then judged by oneself. */
export function Asked(props: {
  readonly language: Language
  readonly cards: readonly Card[]
  /** The sheet is these questions, and gives the button its focus as it opens: each is judged by a key. */
  readonly alone?: RefObject<HTMLButtonElement | null>
  readonly onAnswer: (id: string, known: boolean) => void
  readonly onDone: (knew: number) => void
}) {
  const { language, cards, alone, onAnswer, onDone } = props
  const t = reviewTexts[language]
  const [at, setAt] = useState(0)
  const [seen, setSeen] = useState(false)
  const [knew, setKnew] = useState(0)
  const own = useRef<HTMLButtonElement>(null)
  const main = alone ?? own
  // Within a page nothing takes the focus before somebody has come here.
  const isHere = useRef(alone !== undefined)
  useEffect(() => {
    if (isHere.current) main.current?.focus()
  }, [at, seen])
  const card = cards[at]
  const judge = (known: boolean): void => {
    if (!card) return
    onAnswer(card.id, known)
    const now = knew + (known ? 1 : 0)
    setKnew(now)
    setSeen(false)
    setAt(at + 1)
    if (at + 1 === cards.length) onDone(now)
  }
  useKeys(
    () =>
      alone && card && seen
        ? [
            { keys: ['1'], does: t.knew, everywhere: true, down: () => judge(true) },
            { keys: ['2'], does: t.notYet, everywhere: true, down: () => judge(false) },
          ]
        : [],
    alone !== undefined,
  )
  const [question, answer] = (card && questions.find((q) => q.id === card.id)?.[language]) ?? []
  if (question === undefined || answer === undefined) return null
  return (
    <>
      <p class="age">{t.of(at + 1, cards.length)}</p>
      <p class="review-question">{typeset(language, question)}</p>
      <div role="status" class="review-answer">
        {seen ? <p>{typeset(language, answer)}</p> : null}
      </div>
      <p class="buttons">
        {seen ? (
          <>
            <button ref={main} type="button" class={alone ? 'big' : 'second'} onClick={() => judge(true)}>
              {t.knew}
            </button>
            <button type="button" class="second" onClick={() => judge(false)}>
              {t.notYet}
            </button>
          </>
        ) : (
          <button
            ref={main}
            type="button"
            class={alone ? 'big' : 'second'}
            onClick={() => {
              isHere.current = true
              setSeen(true)
            }}
          >
            {t.see}
          </button>
        )}
      </p>
    </>
  )
}
