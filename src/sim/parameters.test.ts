import { describe, expect, test } from 'vitest'
import { checkValue, defaults, fileKey, spec, type Specs, specTable, withChanges } from './parameters.ts'

const specs = {
  temperature: spec('culture temperature', '°C', 36.8, [30, 40], 'V', 'mab.md §1.4'),
  temperatureShift: spec('target after the shift', '°C', 33, [30, 37], 'V', 'mab.md §1.4'),
  muMax: spec('largest growth rate', '1/h', 0.0425, [0.02, 0.06], 'C', 'mab.md §2.6'),
  recovery: spec('share recovered', '1', 0.97, [0, 1], 'G', 'usual'),
} satisfies Specs

test('defaults are the printed values', () => {
  expect(defaults(specs)).toEqual({ temperature: 36.8, temperatureShift: 33, muMax: 0.0425, recovery: 0.97 })
})

test('a file key is name and unit; a number without a unit is its name', () => {
  expect([fileKey('temperature', '°C'), fileKey('muMax', '1/h'), fileKey('recovery', '1')]).toEqual([
    'temperature_C',
    'muMax_per_h',
    'recovery',
  ])
})

describe('changes from a file', () => {
  test('replace their default and leave the others; the specs stay untouched', () => {
    const { values, problems } = withChanges(specs, { temperature_C: 37, recovery: 0 }, 'steps[0].recipe')
    expect(problems).toEqual([])
    expect(values).toEqual({ temperature: 37, temperatureShift: 33, muMax: 0.0425, recovery: 0 })
    expect(specs.temperature.value).toBe(36.8)
  })

  test('both ends of a range are inside it', () => {
    expect(withChanges(specs, { temperature_C: 30 }, '').problems).toEqual([])
    expect(withChanges(specs, { temperature_C: 40 }, '').problems).toEqual([])
  })

  test.each([
    ['an unknown key', 'colour', 1, 'unknown_key', 'Known: temperature_C, temperatureShift_C, muMax_per_h, recovery.'],
    ['a key without its unit', 'temperature', 37, 'unknown_unit', 'Write temperature_C.'],
    ['another unit', 'temperature_K', 310, 'unknown_unit', 'Write temperature_C.'],
    ['another unit of a longer name', 'temperatureShift_K', 306, 'unknown_unit', 'Write temperatureShift_C.'],
    ['a unit where none belongs', 'recovery_pct', 97, 'unknown_unit', 'Write recovery.'],
    ['too much', 'temperature_C', 40.1, 'range', 'Give a number from 30 to 40 °C.'],
    ['too little', 'recovery', -0.1, 'range', 'Give a number from 0 to 1.'],
    ['NaN', 'temperature_C', NaN, 'not_a_number', 'Give a number from 30 to 40 °C.'],
    ['infinity', 'temperature_C', Infinity, 'not_a_number', 'Give a number from 30 to 40 °C.'],
    ['text', 'temperature_C', '37', 'not_a_number', 'Give a number from 30 to 40 °C.'],
    ['null', 'temperature_C', null, 'not_a_number', 'Give a number from 30 to 40 °C.'],
    ['a name every object has', 'toString', 1, 'unknown_key', undefined],
    ['__proto__', '__proto__', 1, 'unknown_key', undefined],
  ])('%s is a problem with path, code and remedy; its default stays', (_, key, value, code, remedy) => {
    const changes = Object.defineProperty({}, key, { value, enumerable: true })
    const { values, problems } = withChanges(specs, changes, 'steps[2].recipe')
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ path: `steps[2].recipe.${key}`, code })
    if (remedy !== undefined) expect(problems[0]!.remedy).toBe(remedy)
    expect(problems[0]!.message).not.toBe('')
    expect(values).toEqual(defaults(specs))
  })

  test('every problem is reported, in the order of the file; the path of the top is the key alone', () => {
    const { problems } = withChanges(specs, { muMax_per_h: 9, x: 1, recovery: NaN }, '')
    expect(problems.map((p) => [p.path, p.code])).toEqual([
      ['muMax_per_h', 'range'],
      ['x', 'unknown_key'],
      ['recovery', 'not_a_number'],
    ])
  })
})

test('one value against its spec: undefined when it may stand', () => {
  expect(checkValue('temperature', specs.temperature, 37, 'at')).toBeUndefined()
  expect(checkValue('temperature', specs.temperature, 50, 'at')?.code).toBe('range')
  expect(checkValue('temperature', specs.temperature, undefined, 'at')?.code).toBe('not_a_number')
})

test('the table of a page has one row per number, with unit, range, evidence and source, and says where they are explained', () => {
  const rows = specTable(specs).split('\n')
  expect(rows).toHaveLength(2 + 4 + 2)
  expect(rows[2]).toBe('| `temperature` | culture temperature | 36.8 | °C | 30 … 40 | V | mab.md §1.4 |')
  expect(rows[5]).toBe('| `recovery` | share recovered | 0.97 | – | 0 … 1 | G | usual |')
  expect(rows.at(-1)).toContain('docs/sources.md')
})
