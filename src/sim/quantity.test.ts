import { describe, expect, test } from 'vitest'
import { fileKey } from './parameters.ts'
import { type Grams, type GramsPerLitre, type Litres, type Unit, UNITS } from './quantity.ts'

const units = Object.keys(UNITS) as Unit[]

describe('units in file keys', () => {
  test('no two units share a suffix', () => {
    expect(new Set(Object.values(UNITS)).size).toBe(units.length)
  })

  test('only the number without a unit has no suffix', () => {
    expect(units.filter((unit) => UNITS[unit] === '')).toEqual(['1'])
  })

  test.each(units)("a key ending in the suffix of '%s' is read back as the same name and unit", (unit) => {
    // Ids are camelCase without an underscore, so the first underscore begins the unit.
    const key = fileKey('setPoint', unit)
    expect(key).toMatch(/^[A-Za-z0-9]+(_[A-Za-z0-9]+)*$/)
    const [id, ...suffix] = key.split('_')
    expect(id).toBe('setPoint')
    expect(units.filter((u) => UNITS[u] === suffix.join('_'))).toEqual([unit])
  })
})

describe('units as types', () => {
  test('plain numbers go in, one named quantity does not stand for another', () => {
    const concentration = (mass: Grams, volume: Litres): GramsPerLitre => mass / volume
    const volume: Litres = 4
    const mass: Grams = 10
    expect(concentration(mass, volume)).toBe(2.5)
    // @ts-expect-error litres where grams are asked: kept from compiling
    expect(concentration(volume, mass)).toBe(0.4)
  })
})
