import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/cli/command.ts'
import { hourlyCsv, worstError } from '../../src/cli/reference/hourly.ts'
import { nguyenCells_per_mL, readNguyenCase, solveNguyen } from '../../src/cli/reference/nguyen.ts'
import { readVectorCase, solveVector } from '../../src/cli/reference/vector.ts'

const folder = new URL('./', import.meta.url)
const json = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Record<string, unknown>
const csv = (name: string): string => readFileSync(new URL(`${name}.csv`, folder), 'utf8')

/** The bar of the plan: largest error of each state over its largest value. */
const BAR = 1e-4

describe('aav-game-1 against SciPy DOP853 at 1e-11', () => {
  test.each(['aav_game_nominal', 'aav_game_exchange'])('%s: free-running and as played', (name) => {
    const c = readVectorCase(json(name), name)
    const free = worstError(solveVector(c, false), csv(name))
    const played = worstError(solveVector(c, true), csv(name))
    expect(free, 'free-running').toBeLessThanOrEqual(BAR / 10)
    expect(played, 'as played').toBeLessThanOrEqual(BAR / 10)
  })

  test.each(['aav_game_nominal', 'aav_game_exchange'])('%s: what the complexes deliver', (name) => {
    const data = json(name)
    expect(readVectorCase(data, name).around.delivery).toBeCloseTo(data['delivery'] as number, 12)
  })
})

describe('aav-nguyen-1 against SciPy Radau at 1e-10', () => {
  test.each(['aav_nguyen', 'aav_nguyen_ratio131'])('%s', (name) => {
    expect(worstError(solveNguyen(readNguyenCase(json(name), name)), csv(name))).toBeLessThanOrEqual(BAR)
  })

  const at = (name: string, hour: number, copies?: number) => {
    const read = readNguyenCase(json(name), name)
    const c = copies === undefined ? read : { ...read, copies: [copies, copies, copies] }
    const row = solveNguyen(c).rows[hour]!
    const cells = nguyenCells_per_mL(c.p, hour)
    return {
      capsids: (row[17]! + row[18]!) * cells,
      full: row[18]! * cells,
      perCell: row[18]!,
      all: row[17]! + row[18]!,
    }
  }
  const near = (value: number, wanted: number, share: number) =>
    expect(Math.abs(value / wanted - 1)).toBeLessThanOrEqual(share)

  test('G01: 2.952e10 capsids/mL at 24 h (data 3.8e10: V2)', () => near(at('aav_nguyen', 24).capsids, 2.952e10, 0.01))
  test('G02: 1.573e9 vg/mL at 46 h (data 1.09e9: V2)', () => near(at('aav_nguyen', 46).full, 1.573e9, 0.01))
  test('G03: 3.12 % full at 60 h', () => {
    const { perCell, all } = at('aav_nguyen', 60)
    near((100 * perCell) / all, 3.12, 0.01)
  })
  test('G04: twice the plasmid: 2,252 vg/cell at 60 h', () => near(at('aav_nguyen', 60, 1.52e5).perCell, 2252, 0.01))
})

describe('bad cases are told where and how to mend them', () => {
  const change = (name: string, path: string, value: unknown): Record<string, unknown> => {
    const data = json(name)
    const keys = path.split('.')
    let at = data
    for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
    if (value === undefined) delete at[keys.at(-1)!]
    else at[keys.at(-1)!] = value
    return data
  }
  test.each([
    ['params.kZ', 1, 'params.kZ: is not known here.'],
    ['params.kA', undefined, 'params.kA: is missing.'],
    ['params.ns', 4, 'params.ns: is not 6.'],
    ['case.vcd', 0, 'case.vcd: 0 is out of range.'],
    ['case.ratio', [1, 1], 'case.ratio: has 2 numbers'],
    ['case.ratio', [0, 0, 0], 'case.ratio: has no plasmid.'],
    ['case.colour', 1, 'case.colour: is not known here.'],
  ])('aav-game-1: %s = %s', (path, value, sentence) => {
    const read = (): unknown => readVectorCase(change('aav_game_nominal', path, value), 'case.json')
    expect(read).toThrow(InputError)
    expect(read).toThrow(`case.json: ${sentence}`)
  })
  test.each([
    ['params.kA', 0, 'params.kA: 0 is out of range.'],
    ['copies_RC_V_H', [1], 'copies_RC_V_H: has 1 numbers'],
    ['t_exchange_h', 100, 't_exchange_h: 100 is out of range.'],
  ])('aav-nguyen-1: %s = %s', (path, value, sentence) => {
    expect(() => readNguyenCase(change('aav_nguyen', path, value), 'case.json')).toThrow(`case.json: ${sentence}`)
  })
})

test('columns and times are those of the reference file', () => {
  for (const name of ['aav_game_nominal', 'aav_nguyen']) {
    const solved =
      name === 'aav_nguyen'
        ? solveNguyen(readNguyenCase(json(name), name))
        : solveVector(readVectorCase(json(name), name), false)
    const lines = hourlyCsv(solved).trim().split('\n')
    const wanted = csv(name).trim().split(/\r?\n/)
    expect(lines[0]).toBe(wanted[0])
    expect(lines.map((line) => line.split(',')[0])).toEqual(wanted.map((line) => line.split(',')[0]))
  }
})
