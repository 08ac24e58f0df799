import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { drive } from '../plasmaPlant/driving.ts'
import { plasmaPlant } from '../plasmaPlant/presets.ts'
import { emptyPlasma } from '../plasmaPlant/stream.ts'
import { fluxLeft, parameters, penalty_log10, plasmaNanofilter, retention, settings } from './model.ts'

const p = defaults(parameters)
describe('plasma.md §7', () => {
  test.each([
    [23, 35, 0.08],
    [23, 20, 5.2],
    [23, 15, 5.99],
    [25, 20, 5.75],
    [27, 35, 0.33],
    [42, 35, 5.54],
    [50, 35, 5.97],
  ])('T24: %s nm by %s nm: %s log ± 0.1 (V35, V38, V39 for the direction)', (size, pore, log) => {
    expect(Math.abs(retention(size, pore, p) - log)).toBeLessThan(0.05)
  })
  test('T26: standard blocking at half of what blocks: flux 0.25, exactly (V40)', () =>
    expect(fluxLeft(0.5)).toBe(0.25))
})

/** 15 g/L of IgG. */
const pool = (litres = 200) => ({
  ...emptyPlasma(20),
  volume_L: litres,
  IgG_g: 15 * litres,
  vWF_IU: 1e5,
  virusEnveloped: 1e9,
  virusResistant: 1e9,
  virusHAV: 1e9,
  virusB19: 1e9,
})

test('20 nm at 0.9 bar: B19 5 log, claimed; product by passage and hold-up', () => {
  const { results } = drive(plasmaNanofilter, pool())
  expect(results['reductionB19_log10']).toBeCloseTo(5.2, 1)
  expect(results['reductionEnveloped_log10']).toBeCloseTo(6, 1)
  expect(results['yield_pct']).toBeGreaterThan(93)
  expect(results['claimable']).toBe(1)
})

test('§6 no. 22: flux at a fifth and a pause of 40 min leave 3.2 log of B19; a fresh filter and all of it again mend it', () => {
  expect(retention(23, 20, p) - penalty_log10(1 - Math.sqrt(0.2), 1, p)).toBeCloseTo(3.2, 1)
  const c = {
    plant: plasmaPlant(1000),
    parameters: p,
    settings: { ...defaults(settings), area: 0.45, prefilter: 0 },
    seed: 1,
  }
  const state = plasmaNanofilter.open(pool(), { ...c, paused: false })
  const run = () => {
    for (let i = 0; i < 20000 && state.phase === 'load' && state.feed.volume_L > 1e-9; i++)
      plasmaNanofilter.tick(state, { ...c, paused: false })
  }
  for (let i = 0; i < 120; i++) plasmaNanofilter.tick(state, { ...c, paused: false })
  for (let i = 0; i < 20; i++) plasmaNanofilter.tick(state, { ...c, paused: true })
  run()
  expect(state.pauses).toBe(1)
  const before = plasmaNanofilter.close(state, { ...c, paused: false }).results['reductionB19_log10']!
  expect(before).toBeLessThan(4.8)
  plasmaNanofilter.act(state, 'refilter', 1, { ...c, paused: false })
  run()
  expect(plasmaNanofilter.close(state, { ...c, paused: false }).results['reductionB19_log10']).toBeGreaterThan(5)
})

test('tick by tick it is 1/(1/Vmax + 1/(J0·t)); aggregates block it early; vWF wants 35 nm', () => {
  const c = {
    plant: plasmaPlant(1000),
    parameters: p,
    settings: { ...defaults(settings), prefilter: 0 },
    paused: false,
    seed: 1,
  }
  const state = plasmaNanofilter.open(pool(2000), c)
  for (let i = 0; i < 300; i++) plasmaNanofilter.tick(state, c)
  expect(state.loaded_L_m2).toBeCloseTo(1 / (1 / 300 + 1 / 120), 0)
  expect(drive(plasmaNanofilter, { ...pool(), polymers_g: 60 }).results['fluxLeft']).toBeLessThan(
    drive(plasmaNanofilter, pool()).results['fluxLeft']!,
  )
  expect(drive(plasmaNanofilter, pool(), { pore: 35 }).product.vWF_IU).toBeGreaterThan(
    2 * drive(plasmaNanofilter, pool()).product.vWF_IU,
  )
})
