import { type Language, measured } from '../../present/index.ts'
import type { Scenario } from '../../share/index.ts'
import { shareTexts } from './text.ts'

/** How a scenario is played, in sentences. */
export function termsOf(language: Language, { options, patch }: Scenario): readonly string[] {
  const t = shareTexts[language]
  const { aids, hidden, limit_min, tries } = options
  const names = hidden?.map((name) => measured(language, name.slice(name.indexOf('.') + 1)).short.toLowerCase())
  const said = [
    ...(patch ? [t.changed] : []),
    ...(aids ? [t.noAids] : []),
    ...(names ? [t.hidden(names.join(', '))] : []),
    ...(limit_min === undefined ? [] : [t.limit(limit_min)]),
    ...(tries === undefined ? [] : [t.tries(tries)]),
  ]
  return said.length ? said : [t.usual]
}
