import { useEffect, useRef, useState } from 'preact/hooks'
import mug from '../../../assets/art/locker/mug.svg'
import type { Language } from '../../present/index.ts'
import { drillTexts } from '../drill/text.ts'
import { SheetFrame } from '../parts.tsx'
import { texts } from '../text.ts'
import { Asked } from './Asked.tsx'
import type { Card } from './deck.ts'
import { reviewTexts } from './text.ts'

/** A few questions of what has been played, at the start of a shift. */
export function ReviewSheet(props: {
  readonly language: Language
  readonly cards: readonly Card[]
  /** It was earned: it stands beside the questions. */
  readonly mug: boolean
  /** Drills that come back today. */
  readonly drills: readonly { readonly name: string; readonly address: string }[]
  readonly onAnswer: (id: string, known: boolean) => void
  readonly onClose: () => void
}) {
  const { language, cards, mug: hasMug, drills, onAnswer, onClose } = props
  const t = reviewTexts[language]
  const [knew, setKnew] = useState<number | null>(cards.length ? null : 0)
  const main = useRef<HTMLButtonElement>(null)
  useEffect(() => main.current?.focus(), [knew])
  return (
    <SheetFrame title={t.title} closeLabel={texts[language].close} wide paper kind="review-sheet" onClose={onClose}>
      {hasMug ? <img class="review-mug" src={mug} alt="" width="60" height="56" /> : null}
      {knew === null ? (
        <Asked language={language} cards={cards} alone={main} onAnswer={onAnswer} onDone={setKnew} />
      ) : (
        <>
          {cards.length === 0 ? null : (
            <>
              <p class="review-question" role="status">
                {t.done(knew, cards.length)}
              </p>
              <p>{t.next}</p>
            </>
          )}
          {drills.length === 0 ? null : (
            <>
              <p>{t.drills(drills.length)}</p>
              <p class="buttons">
                {drills.map(({ name, address }) => (
                  <a key={name} class="second" href={address}>
                    {drillTexts[language].names[name]}
                  </a>
                ))}
              </p>
            </>
          )}
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
