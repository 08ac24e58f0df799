import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { antibodyPlant } from '../antibodyPlant/presets.ts'
import { emptyStream, hcp_ppm, type Stream } from '../stream.ts'
import type { Conditions } from '../unit.ts'
import { centrifuge, type CentrifugeState, parameters, settings, waitInBroth } from './model.ts'

type C = Conditions<typeof parameters, typeof settings>
const conditions = (changes: Partial<C['settings']> = {}, constants: Partial<C['parameters']> = {}): C => ({
  plant: antibodyPlant(2000),
  parameters: { ...defaults(parameters), ...constants },
  settings: { ...defaults(settings), ...changes },
  paused: false,
  seed: 1,
})
/** Broth that does not change while it waits: the sheet's algebra knows no hours. */
const still = { dying: 0, lysing: 0, reducing: 0, growing: 0 }

/** The reference harvest: 1,980 L, 17.8e9 living cells/L, viability 78.4 %, 5.465 g/L. */
function broth(viability = 78.4, Xv = 17.8, volume = 1980): Stream {
  return {
    ...emptyStream(12),
    volume_L: volume,
    product_g: 5.465 * volume,
    hmw_g: 0.019 * 5.465 * volume,
    hcp_mg: 685 * volume,
    dna_mg: 34.4 * volume,
    viableCells_1e9: Xv * volume,
    deadCells_1e9: Xv * (100 / viability - 1) * volume,
    retrovirus: 1e10 * volume,
    bioburden_CFU: 1000,
  }
}

function run(c: C, entry = broth(), each: (s: CentrifugeState, tick: number) => void = () => {}): CentrifugeState {
  const state = centrifuge.open(entry, c)
  for (let i = 0; i < 1e5 && !centrifuge.finished(state); i++) {
    centrifuge.tick(state, c)
    each(state, i)
    if (centrifuge.ready(state, c)) centrifuge.proceed(state, c)
  }
  return state
}

/** mab_ref.harvest, the centrifuge's part. */
function sheet(viability: number, Xv: number, load = 1, g = 1) {
  const total = Xv / (viability / 100)
  const pcv = total * 2.2e-3
  const broken = 0.004 * g + 0.01 * Math.max(0, g - 1) ** 2
  const carry = 0.012 * load ** 1.8 * (1 + 0.03 * (100 - viability))
  return {
    NTU: 60 + 4e4 * pcv * carry + 25 * (total - Xv) + 2e4 * pcv * broken,
    yield: 1 - 0.35 * pcv - 0.005,
    volume: 1 - 1.05 * pcv,
    hcp: (685 + 70 * total * broken) * (1 - 1.05 * pcv),
    dna: (34.4 + 6 * total * broken) * (1 - 1.05 * pcv),
  }
}

describe('end point at constant settings is the algebra of mab.md §3.0', () => {
  test.each([
    [95, 17.8, 1, 1],
    [85, 17.8, 1, 1],
    [78.4, 17.8, 1, 1],
    [75, 17.8, 1, 1],
    [65, 17.8, 1, 1],
    [50, 14, 1, 1],
    [78.4, 17.8, 1.6, 1],
    [78.4, 17.8, 1, 2],
  ])(
    'viability %s per cent, %s e9/L, Q/Σ %s, g %s: NTU to rounding, yield ± 0.0015, volume to rounding',
    (v, X, load, g) => {
      // Shots by volume fed, so that the bowl is as full as at the reference.
      const c = conditions(
        { loading: load, speed: g, shootInterval: (360 / (load * g)) * (22.7 / (X / v) / 100) },
        still,
      )
      const s = sheet(v, X, load, g)
      const state = run(c, broth(v, X))
      expect(state.fullest).toBeLessThan(1)
      expect(state.centrate.turbidity_NTU / s.NTU).toBeCloseTo(1, 9)
      expect(state.centrate.volume_L / 1980).toBeCloseTo(s.volume, 9)
      expect(Math.abs(state.centrate.product_g / (5.465 * 1980) - s.yield)).toBeLessThan(0.0015)
      // The sheet lets HCP and DNA off the 0.5 % that leaves with the shots.
      expect(Math.abs(state.centrate.hcp_mg / 1980 / s.hcp - 1)).toBeLessThan(0.007)
      expect(Math.abs(state.centrate.dna_mg / 1980 / s.dna - 1)).toBeLessThan(0.007)
    },
  )

  test.each([
    [95, 109],
    [85, 174],
    [75, 256],
    [65, 364],
    [50, 605],
  ])('viability %s per cent → %s NTU (table of mab.md §3.0, ± 1)', (viability, expected) => {
    const c = conditions({ shootInterval: 240 }, still)
    expect(Math.abs(run(c, broth(viability)).centrate.turbidity_NTU - expected)).toBeLessThanOrEqual(1)
  })

  test('the reference harvest at its recipe, waiting at 12 °C included: 226 NTU ± 3, yield 0.9775 ± 0.0005', () => {
    const state = run(conditions())
    expect(Math.abs(state.centrate.turbidity_NTU - 226)).toBeLessThan(3)
    expect(Math.abs(state.centrate.product_g / (5.465 * 1980) - 0.97752)).toBeLessThan(0.0005)
    expect(state.shots).toBe(40)
  })
})

describe('every control moves something', () => {
  const usual = run(conditions())

  test('a hard throttle saves hours and costs turbidity', () => {
    let ticks = 0
    const state = run(conditions({ loading: 1.6, shootInterval: 225 }), broth(), () => ticks++)
    expect(ticks * 5).toBeLessThan(2.6 * 3600)
    expect(state.centrate.turbidity_NTU).toBeGreaterThan(270)
  })

  test('a faster bowl breaks cells: host-cell protein and haze', () => {
    const state = run(conditions({ speed: 2, shootInterval: 180 }))
    expect(hcp_ppm(state.centrate)).toBeGreaterThan(hcp_ppm(usual.centrate) * 1.03)
    expect(state.centrate.turbidity_NTU).toBeGreaterThan(usual.centrate.turbidity_NTU + 12)
  })

  test('a bowl shot too seldom overflows: 600 NTU and more; too often throws product away', () => {
    const full = run(conditions({ shootInterval: 1800 }))
    expect(full.fullest).toBeGreaterThan(1.4)
    expect(full.centrate.turbidity_NTU).toBeGreaterThan(600)
    const hasty = run(conditions({ shootInterval: 60 }))
    expect(usual.centrate.product_g - hasty.centrate.product_g).toBeGreaterThan(0.02 * usual.centrate.product_g)
  })

  test('an overfull bowl discharges wet: at 900 s a point of product is gone at the bowl, at 7,200 s HCP is up by a tenth', () => {
    const late = run(conditions({ shootInterval: 900 }))
    expect(usual.centrate.product_g - late.centrate.product_g).toBeGreaterThan(0.01 * usual.centrate.product_g)
    const never = run(conditions({ shootInterval: 7200 }))
    expect(hcp_ppm(never.centrate)).toBeGreaterThan(1.1 * hcp_ppm(usual.centrate))
    expect(never.centrate.dna_mg).toBeGreaterThan(1.1 * usual.centrate.dna_mg)
  })

  test('past Q/Σ 1.6 the feed zone breaks cells: HCP + 1 % at 2, + 13 % at 3 (± 1), shots by volume', () => {
    const hcp = (loading: number): number =>
      hcp_ppm(run(conditions({ loading, shootInterval: 360 / loading })).centrate)
    const qualified = hcp(1)
    expect(Math.abs(hcp(1.6) / qualified - 1)).toBeLessThan(0.005)
    expect(Math.abs(hcp(2) / qualified - 1.01)).toBeLessThan(0.01)
    expect(Math.abs(hcp(3) / qualified - 1.13)).toBeLessThan(0.01)
  })

  test('the harder the throttle and the fuller the bowl, the dirtier the centrate', () => {
    const NTU = (changes: Partial<C['settings']>): number => run(conditions(changes)).centrate.turbidity_NTU
    const rising = (values: number[]): void =>
      values.forEach((value, i) => expect(value, `${i}: ${values.join(' ')}`).toBeGreaterThan(values[i - 1] ?? 0))
    rising([1, 1.3, 1.6, 2, 3].map((loading) => NTU({ loading })))
    rising([360, 900, 1200, 1800, 3600, 7200].map((shootInterval) => NTU({ shootInterval })))
  })

  test('a shot by hand rescues an overfull bowl', () => {
    const c = conditions({ shootInterval: 7200 })
    const state = centrifuge.open(broth(), c)
    for (let i = 0; i < 200; i++) centrifuge.tick(state, c)
    const dirty = state.bowl.turbidity_NTU
    centrifuge.act(state, 'shoot', 1, c)
    for (let i = 0; i < 60; i++) centrifuge.tick(state, c)
    expect(dirty).toBeGreaterThan(400)
    expect(state.bowl.turbidity_NTU).toBeLessThan(260)
  })

  test('24 h warm before the run: viability under 60 %, 400 NTU and more, 3 % cut antibody without air', () => {
    const wait = (temperature: number, air: number) => {
      const c = conditions({ temperature, airSweep: air })
      const state = centrifuge.open({ ...broth(), temperature_C: temperature }, c)
      for (let i = 0; i < 24 * 720; i++) centrifuge.tick(state, { ...c, paused: true })
      const viable = centrifuge.readings(state, c)['brothViability_pct']!
      while (!centrifuge.finished(state)) {
        centrifuge.tick(state, c)
        if (centrifuge.ready(state, c)) centrifuge.proceed(state, c)
      }
      return { viable, pool: state.centrate }
    }
    const warm = wait(30, 0)
    expect(warm.viable).toBeLessThan(60)
    expect(warm.pool.turbidity_NTU).toBeGreaterThan(400)
    expect((100 * warm.pool.lmw_g) / warm.pool.product_g).toBeGreaterThan(2.5)
    expect(wait(30, 1).pool.lmw_g).toBeLessThan(0.2 * warm.pool.lmw_g)
    const cold = wait(10, 1)
    expect(cold.viable).toBeGreaterThan(76)
    expect(cold.pool.turbidity_NTU).toBeLessThan(250)
    expect(cold.pool.bioburden_CFU).toBeLessThan(0.1 * warm.pool.bioburden_CFU)
  })

  test('waiting in steps is waiting at once', () => {
    const p = defaults(parameters)
    const one = broth()
    const many = broth()
    one.viableCells_1e9 = many.viableCells_1e9 = 0
    const lysed = waitInBroth(one, 6, p)
    let sum = 0
    for (let i = 0; i < 360; i++) sum += waitInBroth(many, 1 / 60, p)
    expect(sum / lysed).toBeCloseTo(1, 9)
    expect(many.hcp_mg / one.hcp_mg).toBeCloseTo(1, 9)
  })

  test('stopped early, the broth left over is lost; a pause spins nothing', () => {
    const c = conditions()
    const state = centrifuge.open(broth(), c)
    for (let i = 0; i < 100; i++) centrifuge.tick(state, { ...c, paused: true })
    expect(state.broth.volume_L).toBe(1980)
    for (let i = 0; i < 1000; i++) centrifuge.tick(state, c)
    centrifuge.proceed(state, c)
    expect(centrifuge.ledger(state).lost_g).toBeGreaterThan(0.6 * 5.465 * 1980)
  })
})
