import * as z from 'zod'
import type { Problem } from '../sim/index.ts'

/** One place of a level file with another value: `work.pass.yield`, `work.alarms[0].limit`. */
export interface Change {
  readonly path: string
  readonly value: unknown
}

export const patchFile = z
  .array(z.strictObject({ path: z.string().max(200), value: z.json() }))
  .min(1)
  .max(100)

/** Other words for a level's texts, by language. Only words that are there already, the names of cases, and whole requests. */
const LONGEST_WORDS = 600
const wordChanges = z
  .array(z.strictObject({ path: z.string().max(200), value: z.string().max(LONGEST_WORDS) }))
  .min(1)
  .max(300)
export const wordsFile = z.strictObject({ fr: wordChanges.optional(), en: wordChanges.optional() })
export type Words = z.infer<typeof wordsFile>

/** Signs that turn or hide the words around them (bidirectional, of no width), and those of control; but for line ends. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}]/gu

/** Words somebody else has written, without signs that nobody sees: they could make of the next words what they are not. */
export const plain = (words: string): string => words.replaceAll(UNSEEN, '')

/** The texts of a level with some of their words replaced; what names no words of this level changes nothing. */
export function worded<Text>(text: Text, changes: readonly Change[] = []): Text {
  let said: unknown = text
  for (const { path, value } of changes) {
    const keys = keysOf(path)
    const isCase = keys.length === 2 && keys[0] === 'cases'
    const isNew = isCase || REQUEST.test(path)
    if (typeof value !== 'string' || !(isNew || typeof at(said, keys) === 'string')) continue
    const next = put(isNew ? withPlace(said, keys) : said, keys, plain(value))
    if (next !== NOWHERE) said = next
  }
  return said as Text
}

/** Words of a request that somebody may make who does not in the level as it is built in. */
const REQUEST =
  /^questions\.(?!(?:__proto__|constructor)\.)[A-Za-z][\w-]*\.(?:asks|next|replies\[[0-2]\]|answers\[[0-2]\]\.(?:who|says))$/

/** The texts with whatever has to be there before words can stand at this place. */
function withPlace(text: unknown, keys: readonly string[]): unknown {
  let said = text
  keys.slice(1).forEach((key, i) => {
    const before = keys.slice(0, i + 1)
    if (at(said, before) !== undefined) return
    const next = put(said, before, placeFor(before, key))
    if (next !== NOWHERE) said = next
  })
  return said
}

/** What stands around a word that is new: a request has replies and an answer somebody, also before they are said. */
function placeFor(path: readonly string[], key: string): unknown {
  if (path[0] === 'questions' && path.length === 2) return { asks: '', replies: [] }
  if (path[2] === 'answers' && path.length === 4) return { who: 'tutor', says: '' }
  return /^\d+$/.test(key) ? [] : {}
}

/** Every text within a change, by its own place: what words can be said in. */
export const saidIn = ({ path, value }: Change): readonly { readonly path: string; readonly value: string }[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        saidIn({ path: Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, value: inner as unknown }),
      )
    : [{ path, value: String(value) }]

const at = (place: unknown, keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Readonly<Record<string, unknown>>)[key]
        : undefined,
    place,
  )

/** The fewest changes that make one file of the other: `patched(from, changesBetween(from, to))` is `to`. */
export function changesBetween(from: unknown, to: unknown, path = ''): readonly Change[] {
  if (isSame(from, to)) return []
  const whole = [{ path, value: to }]
  if (typeof from !== 'object' || typeof to !== 'object' || from === null || to === null) return whole
  if (Array.isArray(from) !== Array.isArray(to)) return whole
  const [old, now] = [from, to] as readonly Readonly<Record<string, unknown>>[]
  const keys = Object.keys(now!)
  // Nothing can be taken away but with the place it is in; a name with a dot would be read as two.
  const isWithin = (key: string): boolean => Object.hasOwn(now!, key) && /^[^.[\]]+$/.test(key)
  if (Array.isArray(from) ? from.length !== keys.length : ![...Object.keys(old!), ...keys].every(isWithin)) {
    if (path === '') throw new Error('a level file has lost a part of its own')
    return whole
  }
  const named = (key: string): string => (Array.isArray(from) ? `${path}[${key}]` : path ? `${path}.${key}` : key)
  return keys.flatMap((key) => changesBetween(old![key], now![key], named(key)))
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A level file with some of its values replaced; whether that is still a level is for the loader to say. */
export function patched(
  json: unknown,
  changes: readonly Change[],
): { readonly json: unknown; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  let file = json
  for (const { path, value } of changes) {
    const next = put(file, keysOf(path), value)
    if (next === NOWHERE)
      problems.push({
        path,
        code: 'no_such_place',
        message: `The level has no '${path}'.`,
        remedy: 'Name a place whose parent is there, like work.pass.yield or work.alarms[0].limit.',
      })
    else file = next
  }
  return { json: file, problems }
}

const NOWHERE = Symbol('no such place')

/** `a.b[0].c` as its keys; a list may grow by one at its end. */
const keysOf = (path: string): readonly string[] => path.replaceAll(/\[(\d+)\]/g, '.$1').split('.')

function put(place: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (typeof place !== 'object' || place === null || key === '__proto__') return NOWHERE
  if (Array.isArray(place) && !(/^\d+$/.test(key) && Number(key) <= place.length)) return NOWHERE
  const within = Object.hasOwn(place, key) ? (place as Readonly<Record<string, unknown>>)[key] : undefined
  const next = put(within, rest, value)
  if (next === NOWHERE) return NOWHERE
  if (!Array.isArray(place)) return { ...place, [key]: next }
  const list: unknown[] = [...place]
  list[Number(key)] = next
  return list
}
