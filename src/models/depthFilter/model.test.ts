import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { antibodyPlant } from '../antibodyPlant/presets.ts'
import { centrifuge, parameters as centrifugeParameters, settings as centrifugeSettings } from '../centrifuge/model.ts'
import { concentration_g_L, emptyStream, type Stream } from '../stream.ts'
import type { Conditions, UnitOperation } from '../unit.ts'
import { depthFilter, type DepthFilterState, parameters, plugLoad_L_m2, receive, settings } from './model.ts'

type C = Conditions<typeof parameters, typeof settings>
const conditions = (changes: Partial<C['settings']> = {}): C => ({
  plant: antibodyPlant(2000),
  parameters: defaults(parameters),
  settings: { ...defaults(settings), ...changes },
  paused: false,
  seed: 1,
})

function centrate(NTU = 226.1096, volume = 1876.156): Stream {
  return {
    ...emptyStream(12),
    volume_L: volume,
    product_g: 5.6 * volume,
    hcp_mg: 690 * volume,
    dna_mg: 35 * volume,
    turbidity_NTU: NTU,
    viableCells_1e9: 100,
    bioburden_CFU: 5000,
    retrovirus: 1e13,
  }
}

function finish<State extends object>(unit: UnitOperation<State>, state: State, c: Conditions): State {
  for (let i = 0; i < 2e5 && !unit.finished(state); i++) {
    unit.tick(state, c)
    if (unit.ready(state, c)) unit.proceed(state, c)
  }
  expect(unit.finished(state)).toBe(true)
  return state
}
function run(c: C, entry = centrate(), each: (s: DepthFilterState) => void = () => {}): DepthFilterState {
  const state = depthFilter.open(entry, c)
  for (let i = 0; i < 1e5 && !depthFilter.finished(state); i++) {
    depthFilter.tick(state, c)
    each(state)
    if (depthFilter.ready(state, c)) depthFilter.proceed(state, c)
  }
  return state
}

describe('end point at constant settings is the algebra of mab.md §3.0', () => {
  test.each([
    [22, 0.2829, 0.01],
    [15, 0.5029, 0.01],
    [11, 1.3114, 0.01],
    [9, 5.516, 0.02],
  ])('%s m² end at %s bar (table of mab.md §3.0; to rounding)', (area, expected, tolerance) => {
    const c = conditions({ area: area / 22, pressureLimit: 6 })
    const state = run(c)
    const x = 1876.156 / area / (260 * Math.sqrt(200 / 226.1096))
    expect(state.blocked).toBeCloseTo(x, 9)
    expect(state.highestPressure_bar).toBeCloseTo(0.12 / (1 - x) ** 2, 9)
    expect(Math.abs(state.highestPressure_bar - expected)).toBeLessThan(tolerance)
  })

  test.each([
    [95, 0.21],
    [85, 0.25],
    [75, 0.3],
    [65, 0.38],
    [50, 0.6],
  ])('viability %s per cent: %s bar at 85 L/m² (table of mab.md §3.0, ± 0.01)', (viability, expected) => {
    const total = 17.8 / (viability / 100)
    const pcv = total * 2.2e-3
    const NTU = 60 + 4e4 * pcv * 0.012 * (1 + 0.03 * (100 - viability)) + 25 * (total - 17.8) + 2e4 * pcv * 0.004
    const state = run(conditions(), centrate(NTU, 1980 * (1 - 1.05 * pcv)))
    expect(Math.abs(state.highestPressure_bar - expected)).toBeLessThanOrEqual(0.01)
  })

  test.each([0, 6, 12, 24])('flush %s L/m²: yield 1 - holdup · exp(-flush/6), ± 1e-5', (flush) => {
    const state = run(conditions({ flush }))
    const ticks_L_m2 = (100 * 5) / 3600 // the flush ends at a tick
    const sheet = (f: number) => 1 - ((6 * 22) / 1876.156) * Math.exp(-f / 6)
    const y = state.filtrate.product_g / state.entered_g
    expect(y).toBeGreaterThan(sheet(flush) - 1e-5)
    expect(y).toBeLessThan(sheet(flush + ticks_L_m2) + 1e-5)
    expect(state.flushed_L_m2 - flush).toBeLessThan(ticks_L_m2 + 1e-9)
  })

  test('HCP 0.90 and DNA 0.35 of what came, but for the hold-up; cells stay behind, virus does not', () => {
    const s = run(conditions({ flush: 40 })).filtrate
    expect(s.hcp_mg / (690 * 1876.156)).toBeCloseTo(0.9, 3)
    expect(s.dna_mg / (35 * 1876.156)).toBeCloseTo(0.35, 3)
    expect(s.viableCells_1e9).toBe(0)
    expect(s.retrovirus / 1e13).toBeCloseTo(1, 3)
  })

  test('behind the centrifuge: mab_ref.harvest of the reference batch, yield 0.968 ± 0.0005, 2,140 L ± 3, HCP and DNA ± 2 per cent', () => {
    const plant = antibodyPlant(2000)
    const broth: Stream = {
      ...emptyStream(12),
      volume_L: 1980,
      product_g: 5.465 * 1980,
      hcp_mg: 685 * 1980,
      dna_mg: 34.4 * 1980,
      viableCells_1e9: 17.8 * 1980,
      deadCells_1e9: 17.8 * (100 / 78.4 - 1) * 1980,
    }
    const spin: Conditions<typeof centrifugeParameters, typeof centrifugeSettings> = {
      plant,
      parameters: defaults(centrifugeParameters),
      settings: defaults(centrifugeSettings),
      paused: false,
      seed: 1,
    }
    const spun = finish(centrifuge as unknown as UnitOperation, centrifuge.open(broth, spin), spin)
    const between = centrifuge.close(spun as never, spin).product
    const state = run(conditions(), between)
    const s = state.filtrate
    expect(Math.abs(s.product_g / (5.465 * 1980) - 0.96821)).toBeLessThan(0.0005)
    expect(Math.abs(s.volume_L - 2140.16)).toBeLessThan(3.1)
    expect(Math.abs(concentration_g_L(s) / 4.8953 - 1)).toBeLessThan(0.002)
    // What leaves with shots and hold-up takes its HCP and DNA along (the sheet counts product only).
    expect(Math.abs(s.hcp_mg / s.volume_L / 545.47 - 1)).toBeLessThan(0.02)
    expect(Math.abs(s.dna_mg / s.volume_L / 10.722 - 1)).toBeLessThan(0.02)
    expect(Math.abs(state.highestPressure_bar - 0.283)).toBeLessThan(0.005)
  })
})

describe('the harvest end to end, reference broth', () => {
  const plant = antibodyPlant(2000)
  type Spin = Conditions<typeof centrifugeParameters, typeof centrifugeSettings>
  /** Centrifuge, then filter; the crew fits fresh filters when these let less than 10 LMH through. */
  function harvest(spin: Partial<Spin['settings']>, filter: Partial<C['settings']> = {}) {
    const volume_L = 1980
    const broth: Stream = {
      ...emptyStream(12),
      volume_L,
      product_g: 5.465 * volume_L,
      hcp_mg: 685 * volume_L,
      dna_mg: 34.4 * volume_L,
      viableCells_1e9: 17.8 * volume_L,
      deadCells_1e9: 17.8 * (100 / 78.4 - 1) * volume_L,
    }
    const first: Spin = {
      plant,
      parameters: defaults(centrifugeParameters),
      settings: { ...defaults(centrifugeSettings), ...spin },
      paused: false,
      seed: 1,
    }
    const spun = finish(centrifuge as unknown as UnitOperation, centrifuge.open(broth, first), first)
    const between = centrifuge.close(spun as never, first).product
    const c = conditions(filter)
    const state = run(c, { ...between }, (s) => {
      if (s.phase === 'load' && depthFilter.readings(s, c)['flux_LMH']! < 10) depthFilter.act(s, 'changeFilter', 1, c)
    })
    const { entered_g, left_g, held_g, lost_g } = depthFilter.ledger(state)
    expect(Math.abs(entered_g - left_g - held_g - lost_g)).toBeLessThan(1e-9 * entered_g)
    return {
      state,
      yield: state.filtrate.product_g / broth.product_g,
      hcp: state.filtrate.hcp_mg,
      NTU: between.turbidity_NTU,
    }
  }
  const usual = harvest({})

  test('the clean centrate lays no cake on the media', () => {
    expect(usual.state.cake_L_m2).toBe(0)
    expect(usual.state.changes).toBe(0)
  })

  test.each([
    [900, 0.008],
    [1200, 0.01],
    [1800, 0.01],
    [3600, 0.06],
    [7200, 0.06],
  ])(
    'a bowl shot every %s s costs more product than the recipe, by %s of the harvest at least',
    (shootInterval, least) => {
      expect(usual.yield - harvest({ shootInterval }).yield).toBeGreaterThan(least)
    },
  )

  test('the longer between shots, the higher the pressure: 1,800 s reaches the limit, 3,600 s wears out a set of filters', () => {
    const pressure = [360, 900, 1200].map((shootInterval) => harvest({ shootInterval }).state.highestPressure_bar)
    expect(pressure[1]!).toBeGreaterThan(pressure[0]!)
    expect(pressure[2]!).toBeGreaterThan(2 * pressure[0]!)
    const half = harvest({ shootInterval: 1800 })
    expect(half.state.highestPressure_bar).toBeGreaterThan(0.999)
    expect(half.state.cake_L_m2).toBeGreaterThan(1)
    const whole = harvest({ shootInterval: 3600 })
    expect(whole.state.changes).toBeGreaterThanOrEqual(1)
    expect(whole.hcp / whole.state.filtrate.product_g).toBeGreaterThan(
      1.05 * (usual.hcp / usual.state.filtrate.product_g),
    )
  })

  test('no throttle beyond the sheet’s 1.6 is free: Q/Σ 2 and 3 lose product, and pressure rises', () => {
    const two = harvest({ loading: 2 })
    const three = harvest({ loading: 3 })
    expect(usual.yield - two.yield).toBeGreaterThan(0.005)
    expect(usual.yield - three.yield).toBeGreaterThan(0.008)
    expect(two.state.highestPressure_bar).toBeGreaterThan(1.3 * usual.state.highestPressure_bar)
    expect(three.state.highestPressure_bar).toBeGreaterThan(0.999)
    expect(three.NTU).toBeGreaterThan(800)
  })

  test('200 LMH: 15 NTU (± 1.5, the action limit), a quarter more pressure than flux alone would make, DNA + 60 %; 130 LMH costs none of it', () => {
    const fast = harvest({}, { flux: 200 })
    expect(Math.abs(fast.state.filtrate.turbidity_NTU - 15)).toBeLessThan(1.5)
    expect(fast.state.highestPressure_bar).toBeGreaterThan(1.25 * 2 * usual.state.highestPressure_bar)
    expect(fast.state.filtrate.dna_mg).toBeGreaterThan(1.6 * usual.state.filtrate.dna_mg)
    expect(fast.hcp).toBeGreaterThan(1.03 * usual.hcp)
    const alert = harvest({}, { flux: 130 })
    expect(alert.state.blocked).toBeCloseTo(usual.state.blocked, 9)
    expect(alert.state.filtrate.turbidity_NTU).toBeLessThan(2.5)
    const faster = harvest({}, { flux: 300 })
    expect(faster.state.filtrate.turbidity_NTU).toBeGreaterThan(25)
    expect(faster.state.highestPressure_bar).toBeGreaterThan(0.999)
  })
})

describe('every control moves something', () => {
  test('blocking adds up over feed of changing turbidity', () => {
    const c = conditions()
    const p = c.parameters
    const state = depthFilter.open(centrate(200, 880), c)
    for (let i = 0; i < 2000; i++) depthFilter.tick(state, c)
    receive(state, centrate(800, 880))
    for (let i = 0; i < 2000; i++) depthFilter.tick(state, c)
    expect(state.blocked).toBeCloseTo(40 / plugLoad_L_m2(200, p) + 40 / plugLoad_L_m2(800, p), 9)
  })

  test('pushed past 1 bar the media let particles through; at the recipe’s limit the flux falls instead', () => {
    const small = run(conditions({ area: 0.5 }))
    const pushed = run(conditions({ area: 0.5, pressureLimit: 2 }))
    expect(small.highestPressure_bar).toBeLessThanOrEqual(1 + 1e-9)
    expect(small.filtrate.turbidity_NTU).toBeLessThan(4)
    expect(pushed.leaving_NTU).toBeGreaterThan(small.leaving_NTU + 2)
    const dirty = run(conditions({ area: 0.4, pressureLimit: 2.5 }), centrate(300))
    expect(dirty.filtrate.turbidity_NTU).toBeGreaterThan(10)
  })

  test('fresh filters lower the pressure and cost what the old housings held', () => {
    const c = conditions({ area: 0.5 })
    const state = depthFilter.open(centrate(), c)
    for (let i = 0; i < 1100; i++) depthFilter.tick(state, c)
    const before = depthFilter.readings(state, c)['pressure_bar']!
    depthFilter.act(state, 'changeFilter', 1, c)
    expect(depthFilter.readings(state, c)['pressure_bar']!).toBeLessThan(0.5 * before)
    expect(state.lost_g).toBeCloseTo(5.6 * 6 * 11, 0)
  })

  test('a harder flux shortens the step and raises the pressure; a pause stops both', () => {
    let slow = 0
    let fast = 0
    run(conditions(), centrate(), () => slow++)
    const state = run(conditions({ flux: 200 }), centrate(), () => fast++)
    expect(fast).toBeLessThan(0.52 * slow)
    expect(state.highestPressure_bar).toBeGreaterThan(0.5)
    const c = conditions()
    const still = depthFilter.open(centrate(), c)
    for (let i = 0; i < 50; i++) depthFilter.tick(still, { ...c, paused: true })
    expect(still.blocked).toBe(0)
    expect(depthFilter.readings(still, { ...c, paused: true })['pressure_bar']).toBe(0)
  })
})
