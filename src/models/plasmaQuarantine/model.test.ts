import { expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { plasmaPlant } from '../plasmaPlant/presets.ts'
import { emptyPlasma } from '../plasmaPlant/stream.ts'
import { plasmaQuarantine } from './model.ts'

const igG = () => ({ ...emptyPlasma(20), volume_L: 100, IgG_g: 10_000, polymers_g: 50, FXIa_mg: 0.2, pH: 4.8 })

test('two weeks at 5 °C change nothing that counts: 100 g/L, 0.5 % polymers, 2 ng/mL of FXIa; grams are kept', () => {
  const c = {
    plant: plasmaPlant(4000),
    parameters: defaults(plasmaQuarantine.parameters),
    settings: defaults(plasmaQuarantine.settings),
    paused: false,
    seed: 1,
  }
  const state = plasmaQuarantine.open(igG(), c)
  for (let i = 0; i < 14 * 240; i++) plasmaQuarantine.tick(state, c)
  const r = plasmaQuarantine.readings(state, c)
  expect(r['held_d']).toBeCloseTo(14, 9)
  expect(r['temperature_C']).toBe(5)
  expect(r['content_g_L']).toBeCloseTo(100.5, 6)
  expect(r['polymers_pct']).toBeCloseTo(0.4975, 2)
  expect(r['factorXIa_ng_mL']).toBeCloseTo(2, 6)
  expect(plasmaQuarantine.ready(state, c)).toBe(true)
  expect(plasmaQuarantine.proceed(state, c)).toBeUndefined()
  const { entered_g, left_g, lost_g } = plasmaQuarantine.ledger(state)
  expect(Math.abs(left_g + lost_g - entered_g)).toBeLessThanOrEqual(1e-9 * entered_g)
})
