import { useEffect, useState } from 'preact/hooks'
import type { Session } from '../session.ts'
import { Asked } from './Asked.tsx'
import type { Card } from './deck.ts'
import { reviewTexts } from './text.ts'

/** Two questions of what the lot has just shown; what is answered here comes back on another day. */
export function EndReview({ session }: { readonly session: Session }) {
  const language = session.language.value
  const t = reviewTexts[language]
  const [cards, setCards] = useState<readonly Card[]>([])
  const [knew, setKnew] = useState<number | null>(null)
  useEffect(() => void session.endQuestions().then(setCards), [])
  if (cards.length === 0) return null
  return (
    <section class="end-review" aria-labelledby="end-review-title">
      <h2 id="end-review-title">{t.atTheEnd(cards.length)}</h2>
      {knew === null ? (
        <Asked
          language={language}
          cards={cards}
          onAnswer={(id, known) => void session.answered(id, known)}
          onDone={setKnew}
        />
      ) : (
        <p role="status">
          <b>{t.done(knew, cards.length)}</b> {t.next}
        </p>
      )}
    </section>
  )
}
