import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/cli/command.ts'
import { cultureCsv, playCulture, readCultureCase, solveCulture } from '../../src/cli/reference/culture.ts'
import { hourlyCsv, worstError } from '../../src/cli/reference/hourly.ts'
import { readTextbookCase, solveTextbook } from '../../src/cli/reference/textbook.ts'

const folder = new URL('./', import.meta.url)
const json = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Record<string, unknown>
const csv = (name: string): string => readFileSync(new URL(`${name}.csv`, folder), 'utf8')

/** The bar of the plan: largest error of each state over its largest value. */
const BAR = 1e-4

describe('cho-game-1 against SciPy DOP853 at 1e-11 (error of each state ≤ 1e-4 of its largest value)', () => {
  test.each(['cho_game_default', 'cho_game_fast', 'cho_game_noshift'])('%s', (name) => {
    const c = readCultureCase(json(name), name)
    expect(worstError(solveCulture(c), csv(name)), 'free-running').toBeLessThanOrEqual(BAR)
    expect(worstError(playCulture(c), csv(name)), 'as played').toBeLessThanOrEqual(1e-5)
  })

  test('the doses of the daily round are those of the reference, to 1e-5', () => {
    for (const name of ['cho_game_default', 'cho_game_fast', 'cho_game_noshift']) {
      const data = json(name)
      const { rows } = solveCulture(readCultureCase(data, name))
      const events = data['events_taken'] as { day: number; bolus_L: number }[]
      // The row of an event holds the state after it; glucose at the target means a bolus was given.
      for (const { day, bolus_L } of events) expect(rows[24 * day]![4] === 36, `${name}, day ${day}`).toBe(bolus_L > 0)
    }
  })
})

describe('cho-textbook-1 against SciPy DOP853 at 1e-11', () => {
  test.each([
    ['free-running', false],
    ['as played', true],
  ])('%s', (_, played) => {
    const hourly = solveTextbook(readTextbookCase(json('cho_textbook'), 'cho_textbook'), played)
    expect(worstError(hourly, csv('cho_textbook'))).toBeLessThanOrEqual(1e-5)
  })
})

describe('what is printed', () => {
  test('columns and times are those of the reference file', () => {
    const lines = cultureCsv(json('cho_game_default'), 'case.json', false).trim().split('\n')
    const wanted = csv('cho_game_default').trim().split(/\r?\n/)
    expect(lines[0]).toBe(wanted[0])
    expect(lines.map((line) => line.split(',')[0])).toEqual(wanted.map((line) => line.split(',')[0]))
  })

  test('an error of one row, a missing row and a NaN are all seen', () => {
    const hourly = solveTextbook(readTextbookCase(json('cho_textbook'), 'cho_textbook'), true)
    const text = hourlyCsv(hourly)
    expect(worstError(hourly, text)).toBeLessThan(1e-12)
    expect(worstError({ ...hourly, rows: hourly.rows.slice(1) }, text)).toBe(Infinity)
    hourly.rows[7]![3] = NaN
    expect(worstError(hourly, text)).toBe(Infinity)
  })
})

describe('bad cases are told where and how to mend them', () => {
  const change = (path: string, value: unknown): Record<string, unknown> => {
    const data = json('cho_game_default')
    const keys = path.split('.')
    let at = data
    for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
    if (value === undefined) delete at[keys.at(-1)!]
    else at[keys.at(-1)!] = value
    return data
  }
  test.each([
    ['params.mu_maxx', 0.04, 'params.mu_maxx: is not known here.'],
    ['params.KG', undefined, 'params.KG: is missing.'],
    ['params.KG', 0, 'params.KG: 0 is out of range.'],
    ['params.kd0', Infinity, 'params.kd0: is not a finite number.'],
    ['opts.V0', -1350, 'opts.V0: -1350 is out of range.'],
    ['opts.viab0', 97, 'opts.viab0: 97 is out of range.'],
    ['opts.Tshift', 38, 'opts.Tshift: 38 is out of range.'],
    ['opts.days', '14', 'opts.days: is not a finite number.'],
    ['opts.shift_hours', 0, 'opts.shift_hours: 0 is out of range.'],
    ['opts.feed_pct.3', -3, 'opts.feed_pct.3: -3 is out of range.'],
    ['opts.feed_pct.third', 3, 'opts.feed_pct.third: is not a day.'],
    ['opts.glc_stock', 30, 'opts.glc_stock: 30 is not above glc_target.'],
    ['opts.vessel', { holes: 3 }, 'opts.vessel.holes: is not known here.'],
    ['opts.colour', 3, 'opts.colour: is not known here.'],
    ['feed', undefined, 'feed: is missing.'],
    ['controller.Kb', null, 'controller.Kb: is not a finite number.'],
  ])('%s = %s', (path, value, sentence) => {
    const read = (): unknown => readCultureCase(change(path, value), 'case.json')
    expect(read).toThrow(InputError)
    expect(read).toThrow(`case.json: ${sentence}`)
  })

  test('the textbook case as well', () => {
    const data = json('cho_textbook')
    expect(() => readTextbookCase({ ...data, y0: [1, 2] }, 'case.json')).toThrow('case.json: y0: has 2 numbers')
    expect(() => readTextbookCase({ ...data, days: 0 }, 'case.json')).toThrow('case.json: days: 0 is out of range.')
  })
})
