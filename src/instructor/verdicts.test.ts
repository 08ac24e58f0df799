import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Rating } from '../play/index.ts'
import { CAUSES, DRAWS } from './edit/words.ts'
import { MISCONCEPTIONS } from './lessonText.ts'
import { tallied, verdictsOn } from './verdicts.ts'

/** So many lots of ten passed, all with these marks. */
const tries = (trier: string, passed: number, marks = 100) =>
  Array.from({ length: 10 }, (_, i) => ({
    trier,
    seed: i + 1,
    rating: { yield: marks, purity: marks, compliance: marks, passed: i < passed, medals: null } satisfies Rating,
  }))

const kinds = (...tried: ReturnType<typeof tries>[]): readonly string[] => {
  const all = tried.flat()
  return verdictsOn(tallied([...new Set(all.map((one) => one.trier))], all), 10).map(({ kind }) => kind)
}

describe('a verdict', () => {
  const expert = tries('expert', 10)
  const sop = tries('sop', 10, 80)

  test.each([
    ['sound', [expert, sop, tries('idle', 0, 20), tries('bot:handsOff', 0, 40)]],
    ['impossible', [tries('expert', 0), tries('sop', 0, 80)]],
    ['unfair', [tries('expert', 8), sop]],
    ['tooEasy', [expert, sop, tries('idle', 1, 60)]],
    ['recipeWins', [expert, tries('sop', 10, 95)]],
    ['recipeFails', [expert, tries('sop', 4, 80)]],
    ['exploit', [expert, sop, tries('bot:firstReply', 1, 70)]],
    ['errorPasses', [expert, sop, tries('novice:noShift', 2, 70)]],
  ])('%s', (kind, tried) => expect(kinds(...tried)).toEqual([kind]))

  test('is not given before all lots have been tried', () => {
    expect(kinds(expert.slice(0, 9))).toEqual([])
  })
})

const levels = readdirSync('levels', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('level.json'))
  .map(
    (path) =>
      JSON.parse(readFileSync(`levels/${path}`, 'utf8')) as {
        id: string
        draws?: { id: string }[]
        work?: { faults?: { causes: { id: string }[] }[] }
      },
  )

test('every cause and every draw of the levels has its words, and every level given out its misconception', () => {
  const causes = levels.flatMap(({ work }) => (work?.faults ?? []).flatMap((f) => f.causes.map(({ id }) => id)))
  const draws = levels.flatMap((level) => (level.draws ?? []).map(({ id }) => id))
  expect(causes.filter((id) => !Object.hasOwn(CAUSES, id))).toEqual([])
  expect(draws.filter((id) => !Object.hasOwn(DRAWS, id))).toEqual([])
  const given = levels.map(({ id }) => id).filter((id) => /^([MPA][1-6]|K[1-3])$/.test(id))
  expect(given.filter((id) => !Object.hasOwn(MISCONCEPTIONS, id))).toEqual([])
})
