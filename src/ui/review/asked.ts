import type { Language } from '../../present/index.ts'
import { deck } from './deck.ts'
import questions from './questions.json' with { type: 'json' }

/** Review questions that a level teaches, or that are about what it trains; of those it teaches first. */
export function questionsFor(
  language: Language,
  level: string,
  trained: readonly string[],
): readonly { readonly asks: string; readonly answer: string }[] {
  const taught = deck.filter((card) => card.after.includes(level))
  const about = deck.filter((card) => !card.after.includes(level) && trained.includes(card.competency))
  return [...taught, ...about].flatMap(({ id }) => {
    const [asks, answer] = questions.find((q) => q.id === id)?.[language] ?? []
    return asks !== undefined && answer !== undefined ? [{ asks, answer }] : []
  })
}
