import type { Language } from '../../present/index.ts'
import words from './competencies.json' with { type: 'json' }

type Said = Readonly<Record<Language, readonly string[]>>
const items: Readonly<Record<string, Said>> = words.items

/** What the framework says of a competency: a short name, a sentence, and its block. */
export function competencyOf(
  language: Language,
  id: string,
): { readonly name: string; readonly says: string; readonly block: string } {
  const [name = id, says = id] = items[id]?.[language] ?? []
  const block = words.blocks.find(({ competencies }) => competencies.includes(id))
  return { name, says, block: block?.[language] ?? '' }
}
