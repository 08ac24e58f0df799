import type { Language } from '../../present/index.ts'
import type { LevelText } from '../../ui/index.ts'

/** Parts of a level's texts that have no form of their own, in the order a lot goes. */
export const SECTIONS = [
  'areas',
  'things',
  'bags',
  'dress',
  'roomAsks',
  'mornings',
  'moments',
  'calls',
  'people',
  'questions',
  'incidents',
  'dossier',
  'boards',
  'lines',
  'justified',
  'cases',
  'groups',
  'ending',
] as const
export type Section = (typeof SECTIONS)[number]

/** Where words of a part stand in both languages; who says them is no word, and a name with a dot would be read as two. */
export function wordsIn(
  texts: Readonly<Record<Language, LevelText>>,
  section: Section,
): readonly (readonly string[])[] {
  return leaves(texts.fr[section as keyof LevelText], [section]).filter(
    (keys) =>
      keys.at(-1) !== 'who' && keys.every((key) => !/[.[\]]/.test(key)) && wordsAt(texts.en, keys) !== undefined,
  )
}

const leaves = (value: unknown, keys: readonly string[]): readonly (readonly string[])[] =>
  typeof value === 'string'
    ? [keys]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...keys, key]))
      : []

export function wordsAt(text: LevelText, keys: readonly string[]): string | undefined {
  const found = keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    text,
  )
  return typeof found === 'string' ? found : undefined
}

/** The same texts with other words at that place; without words, as they were. */
export const putWords = (text: LevelText, keys: readonly string[], words: string): LevelText =>
  words.trim() === '' ? { ...text } : (put(text, keys, words) as LevelText)

function put(place: unknown, [key, ...rest]: readonly string[], words: string): unknown {
  if (key === undefined) return words
  const inner = put((place as Readonly<Record<string, unknown>>)[key], rest, words)
  return Array.isArray(place)
    ? place.map((one: unknown, i) => (String(i) === key ? inner : one))
    : { ...(place as object), [key]: inner }
}
