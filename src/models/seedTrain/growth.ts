import { exp, log, normal, spec, type Specs, type Values } from '../../sim/index.ts'
import { emptyStream, type Stream } from '../stream.ts'
import type { Ledger } from '../unit.ts'

const SHEET = 'mab.md §1.2'

/** Cells in a flask, bag or seed reactor: exponential growth after a lag, capped, with a little death (mab.md §1.2). */
export const growthParameters = {
  growth: spec(
    'specific growth rate at the best temperature',
    '1/h',
    0.034,
    [0.02, 0.045],
    'C',
    `${SHEET}: 0.030-0.036`,
  ),
  Topt: spec('temperature of fastest growth', '°C', 36.8, [35, 38], 'R', 'mab.md §2.6; 36.4 insilicho'),
  sT: spec('width of the temperature optimum', '°C', 3.4, [1, 6], 'R', 'mab.md §2.6; 3.12 insilicho'),
  most: spec('densest a batch medium lets them grow', '1e6/mL', 6, [3, 40], 'C', SHEET),
  death: spec('death while growing', '1/h', 9e-4, [0, 5e-3], 'C', 'viability 97-98 % at transfer'),
  starving: spec('death at the cap', '1/h', 0.008, [0, 0.05], 'C', `${SHEET}: stationary inoculum loses viability`),
  lysis: spec('lysis of dead cells', '1/h', 0.01, [0, 0.1], 'R', 'mab.md §2.6; BPL'),
  hcpSecreted: spec('host-cell protein secreted', 'mg/(1e9·h)', 0.065, [0, 0.5], 'C', 'mab.md §2.6'),
  hcpLysed: spec('host-cell protein per lysed cell', 'mg/1e9', 70, [10, 300], 'C', 'mab.md §2.6'),
  dnaLysed: spec('DNA per lysed cell (6 pg)', 'mg/1e9', 6, [1, 20], 'G', 'mab.md §2.6'),
  lagPerPoint: spec('lag per point of viability below the limit', 'h', 2.4, [0, 10], 'C', 'mab.md §1.1: 0.5 d per 5 %'),
  lagBelow: spec('viability below which cells lag', '%', 90, [80, 95], 'C', 'mab.md §1.1'),
  thinBelow: spec('density below which cells lag', '1e6/mL', 0.25, [0.1, 0.5], 'C', 'mab.md §1.1: alert 0.25'),
  thinLag: spec('lag per 0.05e6/mL below it', 'h', 24, [0, 48], 'C', 'mab.md §1.1: 1-2 d below 0.2'),
  thinMost: spec('longest lag of a thin culture', 'h', 48, [0, 96], 'C', 'mab.md §1.1: 1-2 d'),
  transferDeath: spec('cells that die of a transfer', '1', 0.01, [0, 0.1], 'C', 'pump, dilution, change of medium'),
  square: spec('cells on one square of the counting grid, per 1e6/mL, diluted 1:10', '1', 10, [1, 100], 'D', '1e-4 mL'),
} satisfies Specs

type P = Values<typeof growthParameters>

export interface Cells {
  volume_L: number
  viable_1e9: number
  dead_1e9: number
  hcp_mg: number
  dna_mg: number
  lag_h: number
  /** Population doublings since the start of the step. */
  doublings: number
  /** Hours spent at the cap. */
  crowded_h: number
}

export const density = (c: Cells): number => (c.volume_L > 0 ? c.viable_1e9 / c.volume_L : 0)
export function viability_pct(viable: number, dead: number): number {
  return viable + dead > 0 ? (100 * viable) / (viable + dead) : 0
}

/** Growth rate at an incubator temperature and with carbon dioxide off its 5 %, which moves the medium's pH. */
export function growthRate(temperature_C: number, carbonDioxide_pct: number, p: P): number {
  const t = (temperature_C - p.Topt) / p.sT
  const gas = (carbonDioxide_pct - 5) / 4
  return (p.growth * exp(-t * t)) / (1 + gas * gas)
}

/** How long cells wait before they divide: tired ones and lonely ones. */
export function lag_h(viability: number, density_1e6_mL: number, p: P): number {
  const tired = p.lagPerPoint * Math.max(0, p.lagBelow - viability)
  const lonely = Math.min(p.thinMost, (p.thinLag * Math.max(0, p.thinBelow - density_1e6_mL)) / 0.05)
  return tired + lonely
}

/** Cells of a stream in fresh medium of a given volume; those that die of the transfer are dead from now on. */
export function seeded(viable_1e9: number, dead_1e9: number, volume_L: number, p: P): Cells {
  const alive = viable_1e9 * (1 - p.transferDeath)
  const dead = dead_1e9 + viable_1e9 - alive
  return {
    volume_L,
    viable_1e9: alive,
    dead_1e9: dead,
    hcp_mg: 0,
    dna_mg: 0,
    lag_h: lag_h(viability_pct(alive, dead), alive / volume_L, p),
    doublings: 0,
    crowded_h: 0,
  }
}

/** One step; exact for the exponential, so that steps of any size add up. */
export function grow(c: Cells, hours: number, rate: number, p: P): void {
  const waiting = Math.min(c.lag_h, hours)
  c.lag_h -= waiting
  const cap = p.most * c.volume_L
  const before = c.viable_1e9
  const after = Math.min(Math.max(cap, before), before * exp(rate * (hours - waiting)))
  if (before > 0 && after > before) c.doublings += log(after / before) / 0.6931471805599453
  const crowded = after >= cap * (1 - 1e-12) && rate > 0
  if (crowded) c.crowded_h += hours
  const dying = after * (1 - exp(-(crowded ? p.starving : p.death) * hours))
  const lysed = c.dead_1e9 * (1 - exp(-p.lysis * hours))
  c.hcp_mg += p.hcpSecreted * 0.5 * (before + after) * hours + p.hcpLysed * lysed
  c.dna_mg += p.dnaLysed * lysed
  c.viable_1e9 = after - dying
  c.dead_1e9 += dying - lysed
}

/** What a count on so many squares of the grid shows: cells fall on squares by chance, so the error is 1/√N. */
export function counted(true_1e6_mL: number, squares: number, seed: number, name: string, index: number, p: P): number {
  const cells = squares * p.square * true_1e6_mL
  if (!(cells > 0)) return 0
  // Fewer than a handful of cells make the normal law a bad one: never below a third.
  return true_1e6_mL * Math.max(0.3, 1 + normal(seed, name, index) / Math.sqrt(cells))
}

export function cellStream(c: Cells, temperature_C: number): Stream {
  return {
    ...emptyStream(temperature_C),
    volume_L: c.volume_L,
    viableCells_1e9: c.viable_1e9,
    deadCells_1e9: c.dead_1e9,
    hcp_mg: c.hcp_mg,
    dna_mg: c.dna_mg,
  }
}

/** The train's own antibody is not followed: a few grams that the production medium thins away. */
export const noProduct = (): Ledger => ({ entered_g: 0, made_g: 0, left_g: 0, held_g: 0, lost_g: 0 })
