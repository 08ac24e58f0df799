/**
 * The sheet's own loading model: a shrinking core per cell and its constant-pattern companion (mab.md §3.1). It is not
 * shipped; kept here because its goldens hold the resin figures against the published NIIMBL general rate model.
 */
import { describe, expect, test } from 'vitest'
import { defaults } from '../../sim/index.ts'
import { parameters, resinCapacity } from './model.ts'

interface CoreResin {
  readonly capacity_g_L: number
  readonly Dp: number
  readonly radius_m: number
}
const RESIN_A: CoreResin = { capacity_g_L: 61.2, Dp: 1.54e-12, radius_m: 27.05e-6 }
const RESIN_B: CoreResin = { capacity_g_L: 85, Dp: 2.12e-12, radius_m: 30e-6 }
const POROSITY = 0.34
const PORES = 0.92
const FILM = 1.5e-5
const CELLS = 50

const transferUnits = (r: CoreResin, rt_min: number): number =>
  (15 * PORES * r.Dp * (1 - POROSITY) * rt_min * 60) / (r.radius_m * r.radius_m)

const capacityAt10pct = (r: CoreResin, rt_min: number): number =>
  r.capacity_g_L * (1 + (2.44 - 3.66 * Math.sqrt(0.9)) / transferUnits(r, rt_min))

/** Breakthrough as (g/L loaded, share of the feed): liquid moves one cell per step, beads fill from outside in. */
function breakthrough(r: CoreResin, rt_min: number, feed: number, until_g_L: number): [number, number][] {
  const dt = (POROSITY * rt_min * 60) / CELLS
  const De = PORES * r.Dp
  const qm = r.capacity_g_L / (1 - POROSITY)
  const c = Array.from({ length: CELLS }, () => 0)
  const filled = Array.from({ length: CELLS }, () => 0)
  const curve: [number, number][] = []
  for (let loaded = 0; loaded < until_g_L;) {
    const out = c.pop()!
    c.unshift(feed)
    for (let i = 0; i < CELLS; i++) {
      if (c[i] <= 0) continue
      const core = Math.cbrt(Math.max(1 - filled[i], 1e-9))
      const k = 3 / r.radius_m / (1 / FILM + (r.radius_m * (1 / core - 1)) / De)
      let after = c[i] / (1 + ((1 - POROSITY) / POROSITY) * k * dt)
      let gain = ((POROSITY / (1 - POROSITY)) * (c[i] - after)) / qm
      if (filled[i] + gain > 1) {
        gain = 1 - filled[i]
        after = c[i] - (gain * qm * (1 - POROSITY)) / POROSITY
      }
      filled[i] += gain
      c[i] = after
    }
    loaded += (feed * POROSITY) / CELLS
    curve.push([loaded, out / feed])
  }
  return curve
}

const loadedAt = (curve: [number, number][], share: number): number => curve.find(([, x]) => x >= share)![0]

describe('goldens 8-12 of mab.md §7: shrinking core and companion, resin A, 2 min, 4.69 g/L', () => {
  const curve = breakthrough(RESIN_A, 2, 4.69, 110)
  test.each([
    ['8: transfer units', transferUnits(RESIN_A, 2), 2.3, 0.02],
    ['9: DBC10 of the companion', capacityAt10pct(RESIN_A, 2), 33.7, 0.5],
    ['10: DBC10 of the cell model', loadedAt(curve, 0.1) - 4.69 * POROSITY, 33.1, 1.5],
    ['11: CV at 50 % breakthrough', loadedAt(curve, 0.5) / 4.69, 11.89, 0.6],
    ['12: CV at 90 % breakthrough', loadedAt(curve, 0.9) / 4.69, 21.02, 0.5],
  ])('%s: %f is %f ± %f', (_, value, expected, tolerance) => {
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance)
  })

  test.each([
    [2, 49.4],
    [4, 66.4],
    [6, 72.3],
  ])('resin B at %f min: DBC10 %f g/L (table, ± 0.1)', (rt, expected) => {
    const value = loadedAt(breakthrough(RESIN_B, rt, 4.69, 119), 0.1) - 4.69 * POROSITY
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(0.1)
  })
})

test('golden 13: 0.90 ± 0.02 of the capacity after 150 cycles of 0.5 M NaOH', () => {
  expect(Math.abs(resinCapacity(150, 0.5, 15, defaults(parameters)) - 0.9)).toBeLessThanOrEqual(0.02)
})
