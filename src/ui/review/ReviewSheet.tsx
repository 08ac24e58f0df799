import { useEffect, useRef, useState } from 'preact/hooks'
import { type Language, typeset } from '../../present/index.ts'
import { useKeys } from '../keys.ts'
import { SheetFrame } from '../parts.tsx'
import { texts } from '../text.ts'
import type { Card } from './deck.ts'
import questions from './questions.json' with { type: 'json' }
import './review.css'
import { reviewTexts } from './text.ts'

/** A few questions of what has been played: answered in one's own head first, then seen, then judged by oneself. */
export function ReviewSheet(props: {
  readonly language: Language
  readonly cards: readonly Card[]
  readonly onAnswer: (id: string, known: boolean) => void
  readonly onClose: () => void
}) {
  const { language, cards, onAnswer, onClose } = props
  const t = reviewTexts[language]
  const [at, setAt] = useState(0)
  const [seen, setSeen] = useState(false)
  const [knew, setKnew] = useState(0)
  const main = useRef<HTMLButtonElement>(null)
  useEffect(() => main.current?.focus(), [at, seen])
  const card = cards[at]
  const judge = (known: boolean): void => {
    if (!card) return
    onAnswer(card.id, known)
    setKnew(knew + (known ? 1 : 0))
    setSeen(false)
    setAt(at + 1)
  }
  useKeys(
    () =>
      card && seen
        ? [
            { keys: ['1'], does: t.knew, everywhere: true, down: () => judge(true) },
            { keys: ['2'], does: t.notYet, everywhere: true, down: () => judge(false) },
          ]
        : [],
    true,
  )
  const [question, answer] = (card && questions.find((q) => q.id === card.id)?.[language]) ?? []
  return (
    <SheetFrame title={t.title} closeLabel={texts[language].close} wide paper kind="review-sheet" onClose={onClose}>
      {card && question !== undefined && answer !== undefined ? (
        <>
          <p class="age">{t.of(at + 1, cards.length)}</p>
          <p class="review-question">{typeset(language, question)}</p>
          <div role="status" class="review-answer">
            {seen ? <p>{typeset(language, answer)}</p> : null}
          </div>
          <p class="buttons">
            {seen ? (
              <>
                <button ref={main} type="button" class="big" onClick={() => judge(true)}>
                  {t.knew}
                </button>
                <button type="button" class="second" onClick={() => judge(false)}>
                  {t.notYet}
                </button>
              </>
            ) : (
              <button ref={main} type="button" class="big" onClick={() => setSeen(true)}>
                {t.see}
              </button>
            )}
          </p>
        </>
      ) : (
        <>
          <p class="review-question" role="status">
            {t.done(knew, cards.length)}
          </p>
          <p>{t.next}</p>
          <p class="buttons">
            <button ref={main} type="button" class="big" onClick={onClose}>
              {t.toWork}
            </button>
          </p>
        </>
      )}
    </SheetFrame>
  )
}
