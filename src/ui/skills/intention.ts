import type { Intention } from '../../platform/index.ts'
import { type Language, remedySentence } from '../../present/index.ts'

export const LONGEST_INTENTION = 120

/** An intention in the reader's language; in the player's own words as they were written. */
export const wordsOf = (language: Language, { remedy, text }: Pick<Intention, 'remedy' | 'text'>): string =>
  (remedy === null ? undefined : remedySentence(language, remedy)) ?? text
