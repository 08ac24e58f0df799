import { describe, expect, test } from 'vitest'
import { denaturationRate, factorVIIILeft, ageFactorVIII } from './ageing.ts'
import { type PlasmaLimitKey, plasmaLimits, plasmaRelease } from './limits.ts'
import { COMPOSITION_G_L, plasmaPool } from './pool.ts'
import { massOf, perLitre, PLASMA_AMOUNTS, pourPlasma, PROTEINS, protein_g, separate, splitPlasma } from './stream.ts'

describe('plasma.md §7', () => {
  test('T1: FVIII left, liquid plasma at 37 °C for 10 h: model 0.55, within 0.45-0.62 (V16)', () => {
    expect(factorVIIILeft(37, 10)).toBeCloseTo(0.552, 3)
  })
  test('T2: FVIII left at 4 °C after 120 h: 0.454 ± 0.03 (V15)', () => {
    expect(Math.abs(factorVIIILeft(4, 120) - 0.454)).toBeLessThan(0.001)
  })
  test.each([
    [22, 6, 0.846],
    [22, 12, 0.733],
    [22, 18, 0.65],
    [4, 6, 0.859],
    [4, 12, 0.759],
    [4, 18, 0.687],
  ])('T3: FVIII left at %s °C after %s h: model %s, data 0.90/0.80/0.65-0.70 ± 0.07 (V14)', (T, h, left) => {
    expect(factorVIIILeft(T, h)).toBeCloseTo(left, 3)
    const data: Record<number, number> = { 6: 0.9, 12: 0.8, 18: 0.675 }
    expect(Math.abs(factorVIIILeft(T, h) - data[h]!)).toBeLessThan(0.07)
  })
  test('T14: IVIG of 4.3 g/L at 39.1 % recovery begins with 11.0 g/L of IgG ± 1 % (arithmetic on V3): recovered plasma is near it', () => {
    expect(4.3 / 0.391).toBeCloseTo(11, 1)
    const recovered = plasmaPool('recovered', 1, 0).IgG_g
    expect(recovered).toBeGreaterThan(plasmaPool('source', 1, 0).IgG_g)
    expect(recovered).toBeLessThan(11)
  })
  test('T30: denaturation never falls with warmth', () => {
    for (let T = -10; T < 20; T++)
      expect(denaturationRate('IgG', 25, T + 1)).toBeGreaterThan(denaturationRate('IgG', 25, T))
    expect(100 * (1 - Math.exp(-24 * denaturationRate('IgG', 25, -5)))).toBeCloseTo(0.24, 2)
    expect(100 * (1 - Math.exp(-24 * denaturationRate('ALB', 40, 5)))).toBeCloseTo(5.863, 2)
    expect(100 * (1 - Math.exp(-6 * denaturationRate('IgG', 25, 5)))).toBeCloseTo(0.67, 2)
  })
})

test('decay by ticks is the algebra, at whatever steps', () => {
  const s = { ...plasmaPool('source', 1000, 0, 22) }
  const start = s.FVIII_IU
  for (let i = 0; i < 180; i++) ageFactorVIII(s, 0.1)
  expect(s.FVIII_IU / start).toBeCloseTo(factorVIIILeft(22, 18), 12)
})

describe('streams', () => {
  test('splitting and joining gives back every amount to 1e-12', () => {
    const s = plasmaPool('source', 4000, 7)
    const before = { ...s }
    const part = splitPlasma(s, 0.37)
    pourPlasma(s, part)
    for (const key of PLASMA_AMOUNTS)
      expect(Math.abs(s[key] - before[key])).toBeLessThanOrEqual(1e-12 * Math.abs(before[key]))
  })

  test('T27: a separation closes for every amount, 1e-9', () => {
    const s = {
      ...plasmaPool('source', 1000, 1),
      IgG_solid_g: 7000,
      FVIII_solid_IU: 1e5,
      denatured_g: 3,
      polymers_g: 9,
    }
    const { paste, liquid } = separate(s, 0.97, 0.3)
    for (const key of PLASMA_AMOUNTS)
      expect(Math.abs(paste[key] + liquid[key] - s[key])).toBeLessThanOrEqual(1e-9 * s[key])
    expect(paste.IgG_solid_g).toBeCloseTo(0.97 * 7000, 6)
    // Paste is 30 % protein of what was caught: 2.33 kg of liquid to each kg.
    expect(paste.volume_L).toBeCloseTo((0.97 * 7.003 * 0.7) / 0.3, 6)
  })

  test('composition: 60 g/L, seed 0 is the sheet’s mean, other seeds vary about it and repeat', () => {
    const mean = plasmaPool('source', 1000, 0)
    expect(protein_g(mean) / 1000).toBeGreaterThan(58)
    for (const p of PROTEINS) expect(massOf(mean, p)).toBeCloseTo(1000 * COMPOSITION_G_L[p], 9)
    expect(plasmaPool('source', 1000, 5)).toEqual(plasmaPool('source', 1000, 5))
    const a = plasmaPool('source', 1000, 5).IgG_g / mean.IgG_g
    expect(Math.abs(a - 1)).toBeGreaterThan(0)
    expect(Math.abs(a - 1)).toBeLessThan(0.11)
    expect(plasmaPool('recovered', 1000, 0).IgG_g).toBeCloseTo(9500, 9)
    expect(perLitre(mean, 'FVIII_IU')).toBeCloseTo(800, 9)
  })
})

describe('limits', () => {
  const rows = Object.entries(plasmaLimits) as [PlasmaLimitKey, (typeof plasmaLimits)[PlasmaLimitKey]][]
  test.each(rows)('%s: set point inside alert, alert inside action, one sentence, a source', (key, l) => {
    const [low, high] = [(v: number | null) => v ?? -Infinity, (v: number | null) => v ?? Infinity]
    for (const b of [l.setPoint, l.alert, l.action]) expect(low(b.low)).toBeLessThanOrEqual(high(b.high))
    for (const end of [l.setPoint.low, l.setPoint.high])
      if (end !== null) {
        expect(end).toBeGreaterThanOrEqual(low(l.alert.low))
        expect(end).toBeLessThanOrEqual(high(l.alert.high))
      }
    if (l.alert.low !== null) expect(l.alert.low).toBeGreaterThanOrEqual(low(l.action.low))
    if (l.alert.high !== null) expect(l.alert.high).toBeLessThanOrEqual(high(l.action.high))
    expect(key).toMatch(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/)
    expect(l.effect).toMatch(/^[^.]+(\.\d[^.]*)*\.$/)
    expect(l.effect.split(' ').length).toBeLessThanOrEqual(22)
    if (l.evidence === 'V') expect(l.source).toMatch(/; /)
  })

  test('release: weights add up to 1 in each product, targets inside', () => {
    const sums: Record<string, number> = {}
    for (const [key, a] of Object.entries(plasmaRelease)) {
      const product = key.split('.')[0]!
      sums[product] = (sums[product] ?? 0) + a.weight
      expect(a.target).toBeGreaterThanOrEqual(a.lower ?? -Infinity)
      expect(a.target).toBeLessThanOrEqual(a.upper ?? Infinity)
    }
    for (const [product, sum] of Object.entries(sums))
      expect([product, sum]).toEqual([product, product === 'pool' ? 0 : expect.closeTo(1, 9)])
  })
})
