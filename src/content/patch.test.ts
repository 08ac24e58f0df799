import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesBetween, patched, worded } from './patch.ts'

const m2 = JSON.parse(readFileSync('levels/antibody/M2/level.json', 'utf8')) as {
  work: { faults: unknown[]; pass: Record<string, number> }
}
const json = (): fc.Arbitrary<unknown> => fc.jsonValue({ maxDepth: 4 })

describe('changes between two files', () => {
  test('make the one of the other', () => {
    fc.assert(
      fc.property(json(), json(), (from, to) => {
        const before = JSON.parse(JSON.stringify({ part: from })) as unknown
        const after = JSON.parse(JSON.stringify({ part: to })) as unknown
        const { json: made, problems } = patched(before, changesBetween(before, after))
        expect(problems).toEqual([])
        expect(JSON.stringify(sorted(made))).toBe(JSON.stringify(sorted(after)))
      }),
    )
  })

  test('are as few as one', () => {
    const harder = { ...m2, work: { ...m2.work, pass: { ...m2.work.pass, yield: 90 } } }
    expect(changesBetween(m2, harder)).toEqual([{ path: 'work.pass.yield', value: 90 }])
    expect(changesBetween(m2, m2)).toEqual([])
    const fewer = { ...m2, work: { ...m2.work, faults: m2.work.faults.slice(1) } }
    expect(changesBetween(m2, fewer)).toEqual([{ path: 'work.faults', value: m2.work.faults.slice(1) }])
  })
})

/** Key order is nothing to a level. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : value

describe('other words', () => {
  const text = { title: 'A', mornings: { 4: { who: 'tutor', says: 'B' } } }

  test('take the place of words that are there', () => {
    const changes = [
      { path: 'title', value: 'C' },
      { path: 'mornings.4.says', value: 'D' },
      { path: 'cases.leak', value: 'E' },
    ]
    expect(worded(text, changes)).toEqual({
      title: 'C',
      mornings: { 4: { who: 'tutor', says: 'D' } },
      cases: { leak: 'E' },
    })
  })

  test('bring no sign that nobody sees', () => {
    const said = worded(text, [{ path: 'title', value: 'Le\u202E lot\u200B\nde\u0007 paie' }])
    expect(said.title).toBe('Le lot\nde paie')
  })

  test('put nothing where no words are', () => {
    const changes = ['mornings', 'mornings.5.says', '__proto__.x', 'cases.__proto__', 'cases.a.b', 'constructor'].map(
      (path) => ({ path, value: 'X' }),
    )
    expect(worded(text, changes)).toEqual(text)
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })

  test('make a request that nobody makes there; half of one stays one', () => {
    const asked = [
      { path: 'questions.more.asks', value: 'E' },
      { path: 'questions.more.replies[0]', value: 'F' },
      { path: 'questions.more.replies[1]', value: 'G' },
      { path: 'questions.more.answers[0].says', value: 'H' },
      { path: 'questions.more.replies[7]', value: 'I' },
      { path: 'questions.more.admin', value: 'I' },
      { path: 'questions.constructor.asks', value: 'I' },
      { path: 'questions.__proto__.asks', value: 'I' },
    ]
    expect(worded(text, asked)).toEqual({
      ...text,
      questions: { more: { asks: 'E', replies: ['F', 'G'], answers: [{ who: 'tutor', says: 'H' }] } },
    })
    expect(worded(text, asked.slice(0, 1))).toEqual({ ...text, questions: { more: { asks: 'E', replies: [] } } })
  })
})
