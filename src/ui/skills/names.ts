import { type Language, typeset } from '../../present/index.ts'
import words from './competencies.json' with { type: 'json' }

/** What a competency is called, in a few words. */
export const competencyName = (language: Language, id: string): string =>
  typeset(language, Object.hasOwn(words.items, id) ? words.items[id as keyof typeof words.items][language][0]! : id)
