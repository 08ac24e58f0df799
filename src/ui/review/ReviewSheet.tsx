import { useEffect, useRef, useState } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import { SheetFrame } from '../parts.tsx'
import { texts } from '../text.ts'
import { Asked } from './Asked.tsx'
import type { Card } from './deck.ts'
import { reviewTexts } from './text.ts'

/** A few questions of what has been played, at the start of a shift. */
export function ReviewSheet(props: {
  readonly language: Language
  readonly cards: readonly Card[]
  readonly onAnswer: (id: string, known: boolean) => void
  readonly onClose: () => void
}) {
  const { language, cards, onAnswer, onClose } = props
  const t = reviewTexts[language]
  const [knew, setKnew] = useState<number | null>(cards.length ? null : 0)
  const main = useRef<HTMLButtonElement>(null)
  useEffect(() => main.current?.focus(), [knew])
  return (
    <SheetFrame title={t.title} closeLabel={texts[language].close} wide paper kind="review-sheet" onClose={onClose}>
      {knew === null ? (
        <Asked language={language} cards={cards} alone={main} onAnswer={onAnswer} onDone={setKnew} />
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
