import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { settleInto } from '../ethanolPrecipitation/solubility.ts'
import { afterCryo, plasmaPool } from '../plasmaPlant/pool.ts'
import { plasmaPlant } from '../plasmaPlant/presets.ts'
import { massOf, PLASMA_AMOUNTS, type PlasmaStream, protein_g } from '../plasmaPlant/stream.ts'
import { captured, parameters, plasmaCentrifuge, settings } from './model.ts'
import { capturedShare, cutSize_um, settlingArea_m2 } from './sigma.ts'

const p = defaults(parameters)
describe('plasma.md §7', () => {
  test('T25: Σ of 120 discs, 6,000 rpm, 0.15/0.06 m, 40°: 38,077 m² ± 0.5 % (formula)', () => {
    expect(settlingArea_m2(p.discs, p.speed, p.outer, p.inner, p.tanAngle)).toBeCloseTo(38077, -1)
  })

  test.each([
    [300, 0.997, 0.983],
    [600, 0.988, 0.951],
    [1000, 0.971, 0.905],
    [2000, 0.924, 0.804],
    [4000, 0.836, 0.66],
  ])('T31: at %s L/h II+III %s, V %s caught, ± 0.01 (reference)', (feed, globulins, albumin) => {
    const area_m2 = p.efficiency * settlingArea_m2(p.discs, p.speed, p.outer, p.inner, p.tanAngle)
    const caught = (density: number, mu: number, d: number) =>
      capturedShare(cutSize_um(feed, area_m2, density, mu), d, p.spread)
    expect(Math.abs(caught(p.densityEthanol, 7, 4) - globulins)).toBeLessThan(0.002)
    expect(Math.abs(caught(p.densityEthanol, 9.5, 3) - albumin)).toBeLessThan(0.002)
  })

  test.each([
    [400, 0.975],
    [800, 0.933],
    [1600, 0.85],
    [3200, 0.722],
  ])('§3.4: cryoprecipitate at %s L/h: %s caught', (feed, caught) => {
    expect(Math.abs(captured(plasmaPool('source', 1, 0), feed, 1, { ...p, breakUp: 0 }) - caught)).toBeLessThan(0.003)
  })
})

const slurry = (): PlasmaStream => {
  const s = {
    ...afterCryo(1000),
    volume_L: 1860,
    ethanol_pct: 25,
    pH: 6.9,
    ionicStrength_M: 0.09,
    temperature_C: -5,
    particle_um: 4,
  }
  settleInto(s, s, 1)
  return s
}
function run(entry: PlasmaStream, change: Partial<Record<keyof typeof settings, number>> = {}) {
  const c = {
    plant: plasmaPlant(1000),
    parameters: p,
    settings: { ...defaults(settings), ...change },
    paused: false,
    seed: 1,
  }
  const state = plasmaCentrifuge.open({ ...entry }, c)
  for (let i = 0; i < 2000 && !plasmaCentrifuge.finished(state); i++) {
    plasmaCentrifuge.tick(state, c)
    if (plasmaCentrifuge.ready(state, c)) plasmaCentrifuge.proceed(state, c)
  }
  return { state, ...plasmaCentrifuge.close(state, c) }
}

test('at the rated feed: clear liquid, 98 % of the precipitate in a paste of 30 % protein; both streams add up', () => {
  const { state, results, product } = run(slurry())
  expect(results['captured_pct']).toBeCloseTo(98, 0)
  expect(results['liquid_NTU']).toBeLessThan(15)
  expect(product).toBe(state.liquid)
  expect((100 * massOf(state.paste, 'IgG')) / 8000).toBeGreaterThan(92)
  for (const key of PLASMA_AMOUNTS)
    if (key.startsWith('vWF')) expect(state.paste[key] + state.liquid[key]).toBeCloseTo(slurry()[key], 6)
  expect(protein_g(state.paste) + protein_g(state.liquid)).toBeCloseTo(protein_g(slurry()), 6)
})

test('over-fed it loses paste and the liquid is milky; a warm bowl dissolves; paste can be what goes on', () => {
  const fast = run(slurry(), { feed: 3200 })
  expect(fast.results['captured_pct']).toBeLessThan(85)
  expect(fast.results['liquid_NTU']).toBeGreaterThan(40)
  expect(run(slurry(), { temperature: 10 }).results['pasteIgG_kg']).toBeLessThan(run(slurry()).results['pasteIgG_kg']!)
  const kept = run(slurry(), { keepPaste: 1 })
  expect(kept.product).toBe(kept.state.paste)
})

test('cryoprecipitate: FVIII goes with the paste; a bowl of 12 °C gives it back to the liquid (plasma.md §1.1)', () => {
  const pool = { ...plasmaPool('source', 1000, 0), FVIII_solid_IU: 5e5, FVIII_IU: 3e5, FIB_solid_g: 1500, FIB_g: 1000 }
  const cold = run(pool, { temperature: 2 }).state.paste.FVIII_solid_IU
  expect(cold / 5e5).toBeGreaterThan(0.85)
  expect(run(pool, { temperature: 12 }).state.paste.FVIII_solid_IU).toBeLessThan(0.95 * cold)
})

test('spun again, more of a hurried run is caught (§6 no. 8)', () => {
  const c = {
    plant: plasmaPlant(1000),
    parameters: p,
    settings: { ...defaults(settings), feed: 3200 },
    paused: false,
    seed: 1,
  }
  const state = plasmaCentrifuge.open(slurry(), c)
  for (let i = 0; i < 30; i++) plasmaCentrifuge.tick(state, c)
  const before = state.paste.IgG_solid_g
  plasmaCentrifuge.act(state, 'spinAgain', 5000, c)
  const slow = { ...c, settings: { ...c.settings, feed: 800 } }
  while (!plasmaCentrifuge.ready(state, slow)) plasmaCentrifuge.tick(state, slow)
  expect(state.paste.IgG_solid_g).toBeGreaterThan(before)
})
