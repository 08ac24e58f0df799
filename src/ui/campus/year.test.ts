import { expect, test } from 'vitest'
import { isShut, seasonNow, seasonOf, yearOf } from './year.ts'
import { campusTexts } from './text.ts'

const ids = ['M1', 'M2', 'P1', 'P2', 'A1', 'A2', 'M3', 'M4', 'P3', 'P4', 'M5', 'M6', 'P5', 'K3', 'M0']
const here = (passed: readonly string[]) =>
  ids.map((id) => ({ id, best: passed.includes(id) ? { seed: 1, passed: true } : null }))
const opened = (passed: readonly string[]) => yearOf(here(passed)).flatMap((s) => (s.open ? [s.season] : []))
const level = (id: string, kept: null | { day: null; over: false } = null) =>
  ({ id, kept, best: null }) as Parameters<typeof isShut>[1]

test('a season opens with four levels of the one before, of any plants', () => {
  expect(seasonOf('M0')).toBeNull()
  expect(['P2', 'A3', 'M6', 'K1'].map(seasonOf)).toEqual(['autumn', 'winter', 'spring', 'summer'])
  expect(opened([])).toEqual(['autumn'])
  expect(opened(['M1', 'P1', 'A1'])).toEqual(['autumn'])
  expect(opened(['M1', 'P1', 'A1', 'A2'])).toEqual(['autumn', 'winter'])
  expect(opened(['M1', 'P1', 'A1', 'A2', 'M3', 'M4', 'P3', 'P4'])).toEqual(['autumn', 'winter', 'spring'])
  // Fewer than four in it: all of them.
  expect(opened(['M3', 'M4', 'P3', 'P4', 'M5', 'M6', 'P5'])).toContain('summer')
})

test('what somebody has begun is not shut again', () => {
  const year = yearOf(here(['M1']))
  expect(seasonNow(year)).toMatchObject({ season: 'autumn', passed: 1, missing: 3 })
  expect(isShut(year, level('M1'))).toBe(false)
  expect(isShut(year, level('M0'))).toBe(false)
  expect(isShut(year, level('M3'))).toBe(true)
  expect(isShut(year, level('M3', { day: null, over: false }))).toBe(false)
})

test('a colleague has a line for each level of a season, of twelve words at most', () => {
  for (const language of ['fr', 'en'] as const)
    for (const lines of Object.values(campusTexts[language].crew)) {
      expect(lines.length).toBeGreaterThan(4)
      for (const [who, line] of lines) {
        expect(who).not.toBe('')
        expect(line.split(/[\s\u00A0\u202F]+/).filter((word) => /\w|\p{L}/u.test(word)).length).toBeLessThanOrEqual(12)
      }
    }
})
