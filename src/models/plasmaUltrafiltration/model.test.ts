import { describe, expect, test } from 'vitest'
import { drive } from '../plasmaPlant/driving.ts'
import { ethanol_g_L, REAGENTS } from '../plasmaPlant/reagents.ts'
import { emptyPlasma, massOf } from '../plasmaPlant/stream.ts'
import { diavolumesFor, flux_LMH, plasmaUltrafiltration } from './model.ts'

describe('plasma.md §7', () => {
  test('T6: diavolumes for ethanol from 157.8 to 0.1 g/L: 7.36 ± 0.02 (arithmetic on V42)', () => {
    expect(diavolumesFor(157.8, 0.1)).toBeCloseTo(7.36, 2)
    expect(diavolumesFor(3, 0.005)).toBeCloseTo(6.4, 1)
  })
  test('T33: 5.1 M of ethanol are 29.8 % v/v ± 0.1 (arithmetic)', () => {
    const { molar_g_mol } = REAGENTS.ethanol
    expect((5.1 * molar_g_mol) / ethanol_g_L(1)).toBeCloseTo(29.8, 1)
    expect(ethanol_g_L(20)).toBeCloseTo(157.8, 9)
  })
  test.each([
    [20, 69.3],
    [80, 34.7],
    [118, 24.9],
    [210, 10.5],
  ])('§3.12: albumin at %s g/L: %s LMH', (c, flux) => expect(flux_LMH(c, 25, 320)).toBeCloseTo(flux, 1))
})

/** Fraction V dissolved, with 20 % ethanol. */
const albumin = () => ({
  ...emptyPlasma(10),
  volume_L: 600,
  ALB_g: 28000,
  ethanol_pct: 20,
  caprylate_mmol: 1000,
  TnBP_g: 10,
  pH: 6.8,
})

test('by the recipe: 210 g/L, ethanol below 0.1 g/L, 97 % and more of the albumin', () => {
  const { results, product } = drive(plasmaUltrafiltration, albumin())
  expect(results['protein_g_L']).toBeCloseTo(210, -1)
  expect(results['ethanol_g_L']).toBeLessThan(0.1)
  expect(results['yield_pct']).toBeGreaterThan(97)
  expect(massOf(product, 'ALB')).toBeGreaterThan(27000)
  expect(product.pH).toBeCloseTo(6.9, 2)
})

test('ethanol goes exactly by exp(-volumes); bound reagents slower; six volumes are too few', () => {
  const { product, results } = drive(plasmaUltrafiltration, albumin(), { diavolumes: 5 })
  expect(product.ethanol_pct).toBeCloseTo(20 * Math.exp(-5), 9)
  expect(results['ethanol_g_L']).toBeGreaterThan(0.1)
  expect(product.caprylate_mmol / 1000).toBeGreaterThan(Math.exp(-5))
})

test('washing thick or thin takes longer than near the optimum; above 255 g/L it shears', () => {
  const hours = (washAt: number) => drive(plasmaUltrafiltration, albumin(), { washAt }).results['running_h']!
  expect(hours(115)).toBeLessThan(hours(50))
  expect(hours(115)).toBeLessThan(hours(195))
  expect(drive(plasmaUltrafiltration, albumin(), { finalConcentration: 270 }).product.polymers_g).toBeGreaterThan(0)
  expect(drive(plasmaUltrafiltration, albumin()).product.polymers_g).toBe(0)
})
