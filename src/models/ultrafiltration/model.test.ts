import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { antibodyPlant } from '../antibodyPlant/presets.ts'
import { emptyStream, type Stream } from '../stream.ts'
import type { Conditions } from '../unit.ts'
import {
  donnanRatio,
  fluxes_LMH,
  parameters,
  settings,
  ultrafiltration,
  type UltrafiltrationState,
  volumeExclusion,
} from './model.ts'

type C = Conditions<typeof parameters, typeof settings>
const p = defaults(parameters)
const conditions = (changes: Partial<C['settings']> = {}): C => ({
  plant: antibodyPlant(2000),
  parameters: p,
  settings: { ...defaults(settings), ...changes },
  paused: false,
  seed: 1,
})
const pool = (product_g = 9394.7, volume_L = 945.05): Stream => ({
  ...emptyStream(20),
  volume_L,
  product_g,
  hmw_g: 0.0093 * product_g,
  pH: 8,
  conductivity_mS_cm: 6,
})

function run(c: C, entry = pool(), each: (s: UltrafiltrationState, tick: number) => boolean = () => false) {
  const state = ultrafiltration.open(entry, c)
  for (let i = 0; i < 1e5 && !ultrafiltration.finished(state); i++) {
    ultrafiltration.tick(state, { ...c, paused: each(state, i) })
    if (ultrafiltration.ready(state, c)) ultrafiltration.proceed(state, c)
  }
  expect(ultrafiltration.finished(state)).toBe(true)
  return { state, pool: state.retentate, results: ultrafiltration.close(state, c).results }
}
const flux = (c_g_L: number, tmp = 1.2, crossFlow = 300, T = 20) => {
  const f = fluxes_LMH(c_g_L, tmp, crossFlow, T, p)
  return Math.min(f.pressure, f.gel)
}

describe('end points of mab.md §3.6', () => {
  test.each([
    [10, 91.3],
    [30, 61.5],
    [50, 47.2],
    [80, 34.1],
    [100, 27.8],
    [150, 16.5],
    [200, 8.4],
  ])('%s g/L: %s LMH (± 0.1; 50 g/L is mab.md §7 no. 21)', (c, expected) => {
    expect(Math.abs(flux(c) - expected)).toBeLessThanOrEqual(0.1)
  })

  test.each([
    [10, 0.00454, 1e-4, 'mab.md §7 no. 16, Steele & Arias'],
    [7, 0.0912, 1e-3, 'mab.md §7 no. 17'],
  ])('%s diavolumes leave %s per cent ± %s (%s), e^-N to 1e-9', (N, expected, tolerance) => {
    const { results } = run(conditions({ diavolumes: N }))
    expect(Math.abs(results['residualBuffer_pct']! - expected)).toBeLessThanOrEqual(tolerance)
    expect(results['residualBuffer_pct']! / (100 * Math.exp(-N))).toBeCloseTo(1, 9)
  })

  test('time-optimal concentration of the buffer exchange: Cg/e = 99.3 g/L ± 0.1 (mab.md §7 no. 20)', () => {
    let best = 0
    let most = 0
    for (let i = 300; i <= 1500; i++) {
      const c = i / 10
      if (c * flux(c) > most) {
        most = c * flux(c)
        best = c
      }
    }
    expect(Math.abs(best - 270 / Math.E)).toBeLessThanOrEqual(0.1)
  })

  test('volume exclusion × Donnan at 150 g/L, z 6, 20 mM: 0.765 ± 0.005 (mab.md §7 no. 36) and the row of §3.6', () => {
    const excipient = (c: number) => volumeExclusion(c, p) * donnanRatio(c, p)
    expect(Math.abs(excipient(150) - 0.765)).toBeLessThanOrEqual(0.005)
    for (const [c, expected] of [
      [60, 0.9],
      [100, 0.84],
      [120, 0.81],
      [200, 0.7],
    ] as const)
      expect(Math.abs(excipient(c) - expected)).toBeLessThanOrEqual(0.01)
  })

  test.each([
    [30, 6.9376],
    [50, 5.8487],
    [80, 5.3193],
    [99, 5.2518],
  ])('8 kg from 800 L, exchange at %s g/L: %s h (mab_ref.py down, ± 0.5 per cent)', (concentrateTo, hours) => {
    const { results } = run(conditions({ concentrateTo }), pool(8000, 800))
    expect(Math.abs(results['running_h']! / hours - 1)).toBeLessThan(0.005)
  })

  test('reference batch (mab.md §3.9): 6.87 h, 1,310 L of buffer, 24.2 passes, HMW +0.01 points, yield 0.985', () => {
    const { results, pool: out, state } = run(conditions({ bufferExcipient: 1, polysorbate: 0 }))
    expect(Math.abs(results['running_h']! - 6.872)).toBeLessThan(0.03)
    expect(Math.abs(results['buffer_L']! - 1309.5)).toBeLessThan(8)
    expect(Math.abs(results['passes']! - 24.18)).toBeLessThan(0.15)
    // 0.0097 points of the sheet by pumping, 0.0087 by nearly seven hours at 10 to 120 g/L (ageing.ts).
    expect(Math.abs(results['hmw_pct']! - 0.93 - 0.0097 - 0.0087)).toBeLessThan(3e-4)
    expect(results['yield_pct']).toBeCloseTo(98.5, 9)
    expect(Math.abs(out.product_g - 9253.8)).toBeLessThan(0.1)
    expect(Math.abs(results['product_g_L']! - 120)).toBeLessThan(0.5)
    expect(Math.abs(results['excipient_pct']! - 80.8)).toBeLessThan(0.3)
    expect(state.gel).toBe(0)
  })
})

describe('every control moves something', () => {
  const usual = run(conditions())

  test('pressure past the knee: no more flux, gel, hours, aggregates; cross-flow brings it back', () => {
    const hard = run(conditions({ tmp: 2.4 }))
    expect(hard.results['running_h']!).toBeGreaterThan(usual.results['running_h']! * 1.3)
    expect(hard.results['hmw_pct']!).toBeGreaterThan(usual.results['hmw_pct']! + 0.03)
    const c = conditions({ tmp: 2.4 })
    const state = ultrafiltration.open(pool(), c)
    for (let i = 0; i < 1500; i++) ultrafiltration.tick(state, c)
    const packed = state.gel
    expect(packed).toBeGreaterThan(0.3)
    for (let i = 0; i < 1000; i++) ultrafiltration.tick(state, conditions({ tmp: 1, crossFlow: 400 }))
    expect(state.gel).toBeLessThan(0.25 * packed)
  })

  test('too little cross-flow collapses the flux', () => {
    expect(run(conditions({ crossFlow: 180 })).results['running_h']!).toBeGreaterThan(1.4 * usual.results['running_h']!)
  })

  test('hard cross-flow saves a fifth of the time, and its pump makes four times the aggregates', () => {
    const hard = run(conditions({ crossFlow: 500 }))
    expect(hard.results['running_h']!).toBeLessThan(0.85 * usual.results['running_h']!)
    expect(hard.results['hmw_pct']! - usual.results['hmw_pct']!).toBeGreaterThan(0.03)
  })

  test('warm runs faster and aggregates', () => {
    const warm = run(conditions({ temperature: 30 }))
    expect(warm.results['running_h']!).toBeLessThan(usual.results['running_h']!)
    expect(warm.results['hmw_pct']! - 0.93).toBeGreaterThan(1.8 * (usual.results['hmw_pct']! - 0.93))
  })

  test('4 diavolumes leave 1.8 per cent (mab.md §6 no. 41)', () => {
    expect(run(conditions({ diavolumes: 4 })).results['residualBuffer_pct']).toBeCloseTo(1.83, 2)
  })

  test('buffer not offset for Donnan: pH +0.3, excipient 81 per cent (mab.md §6 no. 42); offset: on target', () => {
    const plain = run(conditions({ bufferPh: 6, bufferExcipient: 1 }))
    expect(Math.abs(plain.results['pH']! - 6.3)).toBeLessThan(0.02)
    expect(Math.abs(plain.results['excipient_pct']! - 81)).toBeLessThan(0.5)
    expect(Math.abs(usual.results['pH']! - 6)).toBeLessThan(0.02)
    expect(Math.abs(usual.results['excipient_pct']! - 100)).toBeLessThan(1)
  })

  test('past the target the pool thickens on, past 180 g/L it sticks to the system; buffer dilutes it again', () => {
    const c = conditions()
    const state = ultrafiltration.open(pool(), c)
    for (let i = 0; i < 1e5 && state.phase !== 'concentrateAgain'; i++) {
      ultrafiltration.tick(state, c)
      if (ultrafiltration.ready(state, c)) ultrafiltration.proceed(state, c)
    }
    for (let i = 0; i < 2000; i++) ultrafiltration.tick(state, c)
    expect(ultrafiltration.readings(state, c)['product_g_L']!).toBeGreaterThan(180)
    ultrafiltration.proceed(state, c)
    expect(state.lost_g / state.entered_g).toBeCloseTo(0.045, 9)
    const before = ultrafiltration.readings(state, c)['product_g_L']!
    ultrafiltration.act(state, 'dilute', 20, c)
    expect(ultrafiltration.readings(state, c)['product_g_L']!).toBeLessThan(0.75 * before)
  })

  test('polysorbate reaches 0.02 per cent, or what the operator adds; not before the membrane is done', () => {
    expect(Math.abs(usual.results['polysorbate_pct']! - 0.02)).toBeLessThan(1e-4)
    const c = conditions()
    const state = ultrafiltration.open(pool(), c)
    expect(ultrafiltration.act(state, 'spike', 10, c)?.code).toBe('polysorbate_after_ultrafiltration')
    for (let i = 0; i < 3; i++) ultrafiltration.proceed(state, c)
    ultrafiltration.act(state, 'spike', 400, c)
    expect(ultrafiltration.readings(state, c)['polysorbate_pct']!).toBeGreaterThan(0.04)
  })

  test('a pause pumps nothing: 1.4 hours more of waiting are 0.0014 points, a tenth of what the run costs', () => {
    const paused = run(conditions(), pool(), (_, i) => i > 1000 && i < 2000)
    expect(paused.results['passes']).toBeCloseTo(usual.results['passes']!, 9)
    expect(Math.abs(paused.results['hmw_pct']! - usual.results['hmw_pct']! - 0.0014)).toBeLessThan(2e-4)
  })
})
