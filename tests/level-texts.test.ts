/** What people say in any level: short where an answer is asked for, replies alike in length, French with its spaces. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { typeset } from '../src/present/index.ts'

interface Said {
  readonly says: string
}
interface Words {
  readonly questions?: Record<string, { asks: string; replies: string[]; answers?: Said[] }>
  readonly mornings?: Record<string, Said>
  readonly moments?: Record<string, Said>
  readonly people?: Record<string, Record<string, string | string[]>>
  readonly calls?: Record<string, string>
}
interface File {
  readonly work?: { readonly questions?: readonly { id: string; replies: readonly unknown[] }[] }
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const texts = readdirSync('levels', { recursive: true, encoding: 'utf8' })
  .filter((path) => /text\/(fr|en)\.json$/.test(path))
  .map((path) => join('levels', path))
const count = (text: string): number => text.split(/\s+/u).filter((word) => /[\p{L}\d]/u.test(word)).length

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : []
}

test('there are texts', () => expect(texts.length).toBeGreaterThanOrEqual(4))

describe.each(texts)('%s', (path) => {
  const words = read<Words>(path)
  const questions = Object.entries(words.questions ?? {})
  const file = join(path, '..', '..', 'level.json')
  const asked = existsSync(file) ? (read<File>(file).work?.questions ?? []) : []

  test('every question of the level has its words, every reply its answer', () => {
    for (const { id, replies } of asked) {
      expect(words.questions?.[id]?.replies).toHaveLength(replies.length)
      expect(words.questions?.[id]?.answers).toHaveLength(replies.length)
    }
  })

  test.each(questions)('%s: at most 3 replies of 12 words, lengths within 30 %, at most 25 words asked', (_, q) => {
    expect(count(q.asks)).toBeLessThanOrEqual(25)
    expect(q.replies.length).toBeGreaterThanOrEqual(2)
    expect(q.replies.length).toBeLessThanOrEqual(3)
    expect(new Set(q.replies).size).toBe(q.replies.length)
    for (const reply of q.replies) expect(count(reply)).toBeLessThanOrEqual(12)
    const sizes = q.replies.map((reply) => reply.length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1.3 * Math.min(...sizes))
  })

  test('what a person says at once has at most 25 words', () => {
    const said = [
      ...Object.values({ ...words.mornings, ...words.moments }).map((s) => s.says),
      ...questions.flatMap(([, q]) => (q.answers ?? []).map((a) => a.says)),
      ...Object.values(words.people ?? {}).flatMap((p) => Object.values(p).flat()),
      ...Object.values(words.calls ?? {}),
    ]
    expect(said.filter((s) => count(s) > 25)).toEqual([])
  })

  test('a tutor asked again goes a rung further: where to look, which variable, which way, do it with me', () => {
    const topics = Object.values(words.people?.['tutor'] ?? {}).filter((hint) => typeof hint !== 'string')
    expect(topics.filter((rungs) => rungs.length !== 4 || new Set(rungs).size !== 4)).toEqual([])
  })

  test('spaces and apostrophes are those of the language', () => {
    const language = path.endsWith('fr.json') ? 'fr' : 'en'
    const all = strings(words)
    expect(all.filter((s) => typeset(language, s) !== s)).toEqual([])
    expect(all.filter((s) => s.includes("'") || s.includes('...'))).toEqual([])
  })
})
