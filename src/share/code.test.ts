import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TOOLS, toolsFor } from '../play/index.ts'
import { LIMITS_MIN } from '../record/index.ts'
import { codeOf, hideable, LARGEST_SEED, type Lot, lotOf, uncodable } from './code.ts'
import { qrPath } from './qr.ts'
import { packed, unpacked } from '../record/index.ts'
import { fileOf, LARGEST_SCENARIO, LONGEST_LINK, lotFor, scenarioOf, textOf } from './scenario.ts'

const SIGNS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
const lots: fc.Arbitrary<Lot> = fc
  .record({
    level: fc.constantFrom('P0', 'M1', 'M2', 'M4', 'A6', 'K3'),
    seed: fc.nat(LARGEST_SEED),
    aids: fc.constantFrom('none' as const, undefined),
    limit_min: fc.constantFrom(...LIMITS_MIN, undefined),
    tries: fc.constantFrom(1, 3, 7, undefined),
    exam: fc.constantFrom(true as const, undefined),
    isOwn: fc.boolean(),
    places: fc.uniqueArray(fc.nat(8), { maxLength: 3 }),
    tools: fc.uniqueArray(fc.nat(9), { maxLength: 2 }),
  })
  .map(({ places, tools, ...rest }) => {
    const kit = toolsFor(rest.level).filter((id) => tools.includes(TOOLS.indexOf(id)))
    const hidden = hideable(rest.level).filter((_, i) => places.includes(i))
    return { ...rest, kit, hidden: hidden.slice(0, 3 - kit.length) }
  })
  .map(({ level, seed, aids, limit_min, tries, hidden, exam, isOwn, kit }) => ({
    level,
    seed,
    options: {
      ...(aids && { aids }),
      ...(hidden.length && { hidden }),
      ...(limit_min && { limit_min }),
      ...(tries && { tries }),
      ...(exam && { exam }),
      ...(isOwn && { own: seed }),
      ...(kit.length && { kit }),
    },
  }))
const codes = lots.map((lot) => codeOf(lot)!)

describe('a code', () => {
  test('comes out as it went in, as 8 signs or 12', () => {
    fc.assert(
      fc.property(lots, (lot) => {
        const code = codeOf(lot)!
        const { hidden, exam, own, kit } = lot.options
        expect(code.replaceAll('-', '')).toHaveLength(hidden || exam || own !== undefined || kit ? 12 : 8)
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){1,2}$/)
        expect(lotOf(code)).toEqual(lot)
      }),
      { numRuns: 500 },
    )
  })

  test('is read in small letters, without hyphens, with spaces, with O for 0 and l for 1', () => {
    fc.assert(
      fc.property(lots, (lot) => {
        const code = codeOf(lot)!
        const sloppy = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
        expect(lotOf(sloppy)).toEqual(lot)
        expect(lotOf(code.replaceAll('-', ''))).toEqual(lot)
      }),
    )
  })

  test('with one sign mistyped, two mistyped, or two exchanged, is refused', () => {
    fc.assert(
      fc.property(
        codes,
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...SIGNS),
        fc.constantFrom(...SIGNS),
        (code, i, j, a, b) => {
          const signs = [...code.replaceAll('-', '')]
          const [at, to] = [i % signs.length, j % signs.length]
          const wrong = signs.map((sign, k) => (k === at ? a : k === to ? b : sign)).join('')
          if (wrong !== signs.join('')) expect(lotOf(wrong)).toBe('mistyped')
          const swapped = signs.map((sign, k) => (k === at ? signs[to]! : k === to ? signs[at]! : sign)).join('')
          if (swapped !== signs.join('')) expect(lotOf(swapped)).toBe('mistyped')
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('that is none is refused with its reason', () => {
    expect(lotOf(' ')).toBe('empty')
    expect(lotOf('ABCD-EFGU')).toBe('signs')
    expect(lotOf('ABCD-EFG')).toBe('length')
    expect(lotOf('ABCD-EFGH-J')).toBe('length')
    fc.assert(fc.property(fc.string({ maxLength: 20 }), (text) => void scenarioOf(text)))
  })

  test('stays what it was: these have been written down', () => {
    expect(codeOf({ level: 'M2', seed: 5, options: { aids: 'none' } })).toBe('2C00-05H9')
    expect(codeOf({ level: 'M4', seed: 999, options: { limit_min: 20, tries: 2, hidden: ['capture.columnPh'] } })).toBe(
      '2T40-Z70G-0016',
    )
    const kit = ['capacitance' as const, 'raman' as const]
    expect(codeOf({ level: 'M3', seed: 7, options: { kit } })).toBe('2G00-07PB-R03X')
  })

  test('cannot say every lot', () => {
    expect(uncodable({ level: 'batch', seed: 1, options: {} })).toBe('level')
    expect(uncodable({ level: 'M2', seed: LARGEST_SEED + 1, options: {} })).toBe('seed')
    expect(uncodable({ level: 'M2', seed: 1, options: { hidden: ['culture.temperature'] } })).toBe('reading')
    expect(uncodable({ level: 'M2', seed: 1, options: { kit: ['lanceProbe'] } })).toBe('reading')
    const both = { hidden: ['culture.pH', 'culture.ammonia'], kit: ['raman' as const, 'secondPh' as const] }
    expect(codeOf({ level: 'M2', seed: 1, options: both })).toBeUndefined()
    expect(scenarioOf(textOf({ level: 'M2', seed: 1, options: both }))).toEqual({ level: 'M2', seed: 1, options: both })
  })
})

describe('a longer text', () => {
  const scenario = {
    level: 'M2',
    seed: 70_000,
    options: { aids: 'none' as const },
    patch: [{ path: 'work.pass.yield', value: 80 }],
  }

  test('says what no code can, and fits a link', () => {
    const text = textOf(scenario)
    expect(scenarioOf(text)).toEqual(scenario)
    expect(scenarioOf(`http://localhost:4173/?lang=fr&code=${text}&seed=3`)).toEqual(scenario)
    expect(`http://localhost:4173/?code=${text}`.length).toBeLessThan(LONGEST_LINK)
    expect(textOf({ ...scenario, patch: undefined, seed: 7 })).toBe(codeOf({ ...scenario, seed: 7 }))
  })

  test('with any sign changed is refused', () => {
    const text = textOf(scenario)
    fc.assert(
      fc.property(fc.integer({ min: 2, max: text.length - 1 }), fc.constantFrom(...SIGNS), (i, sign) => {
        const wrong = text.slice(0, i) + sign + text.slice(i + 1)
        if (wrong !== text) expect(scenarioOf(wrong)).toBe('mistyped')
      }),
    )
  })
})

test('a picture of a link has three corners and a quiet edge', () => {
  const { size, path } = qrPath('http://localhost:4173/?code=0123-4567')
  const dark = new Set(path.match(/M\d+ \d+/g))
  expect(size).toBe(29 + 8)
  for (const [x, y] of [
    [4, 4],
    [size - 5, 4],
    [4, size - 5],
  ])
    expect(dark.has(`M${x} ${y}`)).toBe(true)
  expect([...dark].some((at) => /M[0-3] |M\d+ [0-3]$/.test(at))).toBe(false)
})

describe('a scenario file', () => {
  const scenario = {
    level: 'M2',
    seed: 70_000,
    options: { exam: true as const },
    patch: [{ path: 'work.pass.yield', value: 80 }],
    words: { fr: [{ path: 'title', value: '<img src=x onerror=alert(1)>' }] },
  }

  test('is read back as it was written, and so is what it travels as', () => {
    expect(scenarioOf(fileOf(scenario))).toEqual(scenario)
    expect(scenarioOf(textOf(scenario))).toEqual(scenario)
  })

  test.each([
    ['mistyped', '{'],
    ['mistyped', `{"x":"${'y'.repeat(LARGEST_SCENARIO)}"}`],
    ['newer', '{}'],
    ['newer', fileOf(scenario).replace('"version": 1', '"version": 2')],
    ['newer', fileOf(scenario).replace('"version": 1', '"version": 1, "admin": true')],
    ['newer', fileOf(scenario).replace('70000', '1e999')],
    ['newer', fileOf(scenario).replace('<img', '<img'.padEnd(700, ' '))],
    ['newer', JSON.stringify({ ...scenario, version: 1, patch: Array(101).fill(scenario.patch[0]) })],
  ])('of another kind is refused: %s', (why, text) => expect(scenarioOf(text)).toBe(why))

  test('that would swell to megabytes is cut off and refused', () => {
    const bomb = packed('0'.repeat(5_000_000))
    expect(bomb.length).toBeLessThan(9000)
    expect(['mistyped', 'newer']).toContain(scenarioOf(`x.${bomb}000000`))
    expect(unpacked(bomb)).toBeUndefined()
  })
})

test('each learner has a lot of their own, always the same', () => {
  const lot = { level: 'M2', seed: 7, options: { own: 7 } }
  const ids = Array.from({ length: 200 }, (_, i) => i.toString(16).padStart(16, '0'))
  const drawn = ids.map((id) => lotFor(lot, id))
  expect(ids.map((id) => lotFor(lot, id))).toEqual(drawn)
  expect(Math.min(...drawn)).toBeGreaterThan(0)
  expect(Math.max(...drawn)).toBeLessThanOrEqual(LARGEST_SEED)
  expect(new Set(drawn).size).toBeGreaterThan(195)
  expect(lotFor({ ...lot, options: {} }, ids[0]!)).toBe(7)
})
