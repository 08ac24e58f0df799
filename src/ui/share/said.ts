import { type Language, measured, toolName } from '../../present/index.ts'
import { triesOf } from '../../record/index.ts'
import { isChanged, type Scenario } from '../../share/index.ts'
import { shareTexts } from './text.ts'

/** How a scenario is played, in sentences. */
export function termsOf(language: Language, scenario: Scenario): readonly string[] {
  const t = shareTexts[language]
  const { aids, hidden, limit_min, exam, own, kit } = scenario.options
  const tries = triesOf(scenario.options)
  const names = hidden?.map((name) => inSentence(measured(language, name.slice(name.indexOf('.') + 1)).short))
  const said = [
    ...(isChanged(scenario) ? [t.changed] : []),
    ...(exam ? [t.exam] : aids ? [t.noAids] : []),
    ...(own === undefined ? [] : [t.own]),
    ...(names ? [t.hidden([...new Set(names)].join(', '))] : []),
    ...(kit ? [t.kit(kit.map((id) => inSentence(toolName(language, id))).join(', '))] : []),
    ...(limit_min === undefined ? [] : [t.limit(limit_min)]),
    ...(tries === undefined ? [] : [t.tries(tries)]),
  ]
  return said.length ? said : [t.usual]
}

/** A name in the middle of a sentence: UV and pH keep their letters. */
const inSentence = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name
