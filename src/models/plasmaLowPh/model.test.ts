import { expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { drive } from '../plasmaPlant/driving.ts'
import { emptyPlasma } from '../plasmaPlant/stream.ts'
import { tailing_log10 } from '../plasmaPlant/viralSafety.ts'
import { parameters, plasmaLowPh, rateFactor } from './model.ts'

const p = defaults(parameters)
test.each([
  [4, 37, 1, 0.45],
  [4, 37, 6, 2.67],
  [4, 37, 24, 4.96],
  [4, 37, 36, 5.68],
  [4.25, 28, 24, 2.79],
])('plasma.md §3.9: pH %s, %s °C, %s h: %s log', (pH, T, h, log) => {
  const f = rateFactor(pH, T, p)
  expect(tailing_log10(p.quick * f * h, p.slow * f * h, p.resistant)).toBeCloseTo(log, 1)
})

const pool = () => ({ ...emptyPlasma(37), volume_L: 80, pH: 4.25, IgG_g: 8000, virusEnveloped: 1e9, virusB19: 1e6 })
test('36 h at pH 4.25 and 37 °C are claimed; 20 h, pH 4.5 or 30 °C are not; naked virus does not care (V34, V34b)', () => {
  const { results, product } = drive(plasmaLowPh, pool())
  expect(results['claimable']).toBe(1)
  expect(results['reductionEnveloped_log10']).toBeGreaterThan(4)
  expect(product.virusB19).toBe(1e6)
  for (const change of [{ time: 20 }, { pH: 4.5 }, { temperature: 30 }])
    expect(drive(plasmaLowPh, pool(), change).results['claimable']).toBe(0)
})

test('acid below pH 4 and pH 6 both cost polymers or fragments', () => {
  const at = (pH: number) => drive(plasmaLowPh, pool(), { pH }).results['polymers_pct']!
  expect(at(3.6)).toBeGreaterThan(at(4.25))
  expect(at(6.2)).toBeGreaterThan(at(4.25))
})
