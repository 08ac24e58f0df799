import { describe, expect, test } from 'vitest'
import short from '../../tests/levels/short.json' with { type: 'json' }
import { loadLevel } from './load.ts'

type Json = Record<string, unknown>
const changed = (change: (level: typeof short) => void): unknown => {
  const copy = structuredClone(short)
  change(copy)
  return copy
}
const steps = (level: unknown) => (level as { steps: Json[] }).steps

test('a sound level loads; keys carry units, steps follow one another unless told otherwise', () => {
  const { level, problems } = loadLevel(short)
  expect(problems).toEqual([])
  expect(level!.steps.map((s) => s.from)).toEqual([null, 'culture', 'centrifuge'])
  expect(level!.steps[0]!.recipe).toEqual({ harvestDay: 3 })
  expect(level!.steps[0]!.entry).toMatchObject({ volume_L: 20, viableCells_1e9: 67.5 })
})

describe('what is wrong is said with path, code and remedy', () => {
  test.each<[string, unknown, string, string]>([
    ['nothing', null, '', 'invalid_type'],
    [
      'an amount beyond reason',
      changed((l) => (l.steps[0]!.entry!.volume_L = 1e300)),
      'steps[0].entry.volume_L',
      'range',
    ],
    [
      'an amount of no stream',
      changed((l) => (steps(l)[0]!['entry'] = { volume_L: 1, toString: 3 })),
      'steps[0].entry.toString',
      'unknown_key',
    ],
    [
      'a unit called like a method',
      changed((l) => (l.steps[1]!.unit = 'constructor')),
      'steps[1].unit',
      'unknown_unit_operation',
    ],
    [
      'a culture without cells',
      changed((l) => (steps(l)[0]!['entry'] = { volume_L: 20 })),
      'steps[0].entry',
      'entry_unfit',
    ],
    ['a culture from nothing', changed((l) => delete steps(l)[0]!['entry']), 'steps[0].entry', 'entry_unfit'],
    [
      'an entry in mid-process',
      changed((l) => (steps(l)[1]!['entry'] = { volume_L: 20 })),
      'steps[1].entry',
      'not_first',
    ],
    [
      'a product nobody reports',
      changed((l) => (l.products[0]!.result = 'gold_g')),
      'products[0].result',
      'unknown_result',
    ],
    ['another format', changed((l) => (l.format = 2)), 'format', 'invalid_value'],
    ['an unknown key', { ...short, colour: 'red' }, '', 'unknown_key'],
    [
      'an unknown unit operation',
      changed((l) => (l.steps[1]!.unit = 'cyclotron')),
      'steps[1].unit',
      'unknown_unit_operation',
    ],
    ['two steps of one name', changed((l) => (l.steps[1]!.id = 'culture')), 'steps[1].id', 'duplicate'],
    ['a step from nowhere', changed((l) => ((l.steps[2] as Json)['from'] = 'moon')), 'steps[2].from', 'dangling'],
    ['a product from nowhere', changed((l) => (l.products[0]!.step = 'moon')), 'products[0].step', 'dangling'],
    [
      'a setting in the wrong unit',
      changed((l) => (steps(l)[0]!['recipe'] = { harvestDay_h: 72 })),
      'steps[0].recipe.harvestDay_h',
      'unknown_unit',
    ],
    [
      'a setting nobody knows',
      changed((l) => (steps(l)[0]!['recipe'] = { magic: 1 })),
      'steps[0].recipe.magic',
      'unknown_key',
    ],
    [
      'a setting out of range',
      changed((l) => (steps(l)[0]!['recipe'] = { temperature_C: 70 })),
      'steps[0].recipe.temperature_C',
      'range',
    ],
    ['a negative volume', changed((l) => (l.steps[0]!.entry!.volume_L = -3)), 'steps[0].entry.volume_L', 'range'],
    [
      'an amount no stream has',
      changed((l) => (steps(l)[0]!['entry'] = { volume_L: 1, gold_g: 3 })),
      'steps[0].entry.gold_g',
      'unknown_key',
    ],
    [
      'a number as text',
      changed((l) => (steps(l)[0]!['recipe'] = { temperature_C: '36' })),
      'steps[0].recipe.temperature_C',
      'invalid_type',
    ],
    [
      'NaN',
      changed((l) => (steps(l)[0]!['recipe'] = { temperature_C: NaN })),
      'steps[0].recipe.temperature_C',
      'invalid_type',
    ],
  ])('%s', (_, json, path, code) => {
    const { level, problems } = loadLevel(json)
    expect(level).toBeUndefined()
    expect(problems[0]).toMatchObject({ path, code })
    expect(problems[0]!.remedy).not.toBe('')
  })
})
