import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { HOLDS, whyTexts } from './text.ts'

interface File {
  readonly steps: readonly { readonly id: string; readonly unit: string; readonly mode: string }[]
}

test('each decision of which a reason may be asked is one that an expert makes by hand in some level', () => {
  const made = new Set<string>()
  for (const plant of ['antibody', 'plasma', 'aav'])
    for (const level of readdirSync(`levels/${plant}`)) {
      const read = <T>(file: string): T => JSON.parse(readFileSync(`levels/${plant}/${level}/${file}`, 'utf8')) as T
      if (!readdirSync(`levels/${plant}/${level}/runs`).includes('expert.json')) continue
      const units = new Map(read<File>('level.json').steps.map(({ id, unit }) => [id, unit]))
      for (const { slot } of read<{ readonly log: readonly { readonly slot: string }[] }>('runs/expert.json').log) {
        const [step, topic] = slot.split('.') as [string, string]
        made.add(`${units.get(step)}.${topic}`)
      }
    }
  expect(Object.keys(HOLDS).filter((of) => !made.has(of))).toEqual([])
  for (const language of ['fr', 'en'] as const)
    expect(Object.keys(whyTexts[language].whys).toSorted()).toEqual(Object.keys(HOLDS).toSorted())
})

test.each(['fr', 'en'] as const)(
  '%s: twelve words at most, and the reason that holds is not the longest one',
  (language) => {
    const all = Object.entries(whyTexts[language].whys)
    const words = (text: string): number => text.split(/\s+/).filter((word) => /\p{L}|\d/u.test(word)).length
    expect(all.flatMap(([, [, replies]]) => replies.filter((reply) => words(reply) > 12))).toEqual([])
    const longest = all.filter(([of, [, replies]]) => replies.every((r) => r.length <= replies[HOLDS[of]!].length))
    expect(longest.length).toBeLessThanOrEqual(all.length / 2)
    // Nor is it always in the same place.
    for (const place of [0, 1, 2]) expect(Object.values(HOLDS).filter((at) => at === place).length).toBeGreaterThan(4)
  },
)
