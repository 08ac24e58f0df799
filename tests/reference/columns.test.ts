import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  type ColumnCase,
  columnCsv,
  type Curve,
  peakErrors,
  playColumnCase,
  readColumnCase,
  solveColumn,
} from '../../src/cli/reference/column.ts'
import { referenceCommand } from '../../src/cli/reference.ts'
import { InputError } from '../../src/cli/command.ts'
import type { Fields } from '../../src/cli/reference/input.ts'

const folder = import.meta.dirname
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const json = (name: string): Fields => JSON.parse(read(`${name}.json`)) as Fields
const open = (name: string): ColumnCase => readColumnCase(json(name), `${name}.json`)

function csv(name: string): { header: string; rows: number[][] } {
  const [header, ...lines] = read(`${name}.csv`).trim().split(/\r?\n/)
  return { header: header!, rows: lines.map((line) => line.split(',').map(Number)) }
}

// Share of the peak. The lumped film would be allowed 0.04 for steric mass action with pore diffusion; it is solved
// directly here and held to 0.015 like the resins with the steepest fronts.
const BAR: Readonly<Record<string, number>> = { tracer: 0.01, pa: 0.01, cex: 0.01, sma: 0.01, cycle: 0.02 }
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -5))
  .filter((name) => json(name).kind === 'column-1')

function bar(name: string): number {
  if (name.startsWith('pa_grm_resin') || /^sma_.*_grm$/.test(name)) return 0.015
  return BAR[name.split('_')[0]!]!
}

describe('column cases stay within their share of the peak, at the times of the CSV', () => {
  for (const name of names.filter((n) => n !== 'cycle_grm')) {
    test(`${name} ≤ ${bar(name)}`, () => {
      const columnCase = open(name)
      const curve = name.startsWith('cycle') ? fineCycle(name) : solveColumn(columnCase)
      for (const error of peakErrors(curve, csv(name).rows)) expect(error).toBeLessThanOrEqual(bar(name))
      if (name.startsWith('tracer'))
        for (const error of peakErrors(curve, csv(`${name}_analytic`).rows)) expect(error).toBeLessThanOrEqual(0.01)
      if (name.startsWith('cycle')) return
      const printed = columnCsv(columnCase, curve).trim().split('\n')
      const reference = csv(name)
      expect(printed[0]).toBe(reference.header)
      expect(printed.slice(1).map((line) => Number(line.split(',')[0]))).toEqual(reference.rows.map((row) => row[0]))
    })
  }
})

const fineCycles = new Map<string, Curve>()

/** A cycle at 27,001 times, as its metrics were taken; solved once. */
function fineCycle(name: string): Curve {
  const c = open(name)
  const end = c.times_s.at(-1)!
  const known = fineCycles.get(name)
  if (known) return known
  const curve = solveColumn({ ...c, times_s: Array.from({ length: 27_001 }, (_, k) => (end * k) / 27_000) })
  fineCycles.set(name, curve)
  return curve
}

interface Pool {
  readonly volume_CV: number
  readonly yield_pct: number
  readonly HCP_ppm: number
  readonly peak_g_L: number
}

/** `metrics.definition`: between 0.05 of the peak height on both flanks, within elution and strip. */
function pool(curve: Curve, c: ColumnCase): Pool {
  const perCV_s = c.length_m / c.velocity_m_s
  const [load, , elution, strip] = c.sections
  const times = curve.time_s
  const [, antibody, hcp] = curve.concentration
  let top = times.findIndex((t) => t >= elution!.from_s)
  for (let k = top; times[k] <= strip!.to_s; k++) if (antibody![k] > antibody![top]) top = k
  const limit = 0.05 * antibody![top]
  let a = top
  while (antibody![a - 1] > limit) a--
  let b = top
  while (antibody![b + 1] > limit) b++
  const between = (k: number): number =>
    times[k] + ((times[k + 1] - times[k]) * (limit - antibody![k])) / (antibody![k + 1] - antibody![k])
  const start = between(a - 1)
  const end = between(b)
  const amount = (values: readonly number[]): number => {
    let sum = 0
    for (let k = a; k < b; k++) sum += 0.5 * (values[k] + values[k + 1]) * (times[k + 1] - times[k])
    const edge = (k: number, time: number): number =>
      values[k] + ((values[k + 1] - values[k]) * (time - times[k])) / (times[k + 1] - times[k])
    sum += 0.5 * (edge(a - 1, start) + values[a]) * (times[a] - start)
    return sum + 0.5 * (edge(b, end) + values[b]) * (end - times[b])
  }
  const eluted = amount(antibody!)
  return {
    volume_CV: (end - start) / perCV_s,
    yield_pct: (100 * eluted) / (load!.feed[1]! * (load!.to_s - load!.from_s)),
    HCP_ppm: (1e6 * amount(hcp!)) / eluted,
    peak_g_L: antibody![top],
  }
}

describe('pool of a capture cycle as the metrics define it', () => {
  for (const name of ['cycle_lrm', 'cycle_lrmp']) {
    test(`${name}: yield, volume and impurity within 1 %`, () => {
      const c = open(name)
      const metrics = json(name).metrics as Record<string, number>
      const found = pool(fineCycle(name), c)
      expect(Math.abs(found.yield_pct - metrics.pool_yield_pct!)).toBeLessThanOrEqual(1)
      expect(Math.abs(found.volume_CV / metrics.pool_volume_CV! - 1)).toBeLessThanOrEqual(0.01)
      expect(Math.abs(found.HCP_ppm / metrics.pool_HCP_ppm! - 1)).toBeLessThanOrEqual(0.01)
      expect(Math.abs(found.peak_g_L / metrics.peak_g_L! - 1)).toBeLessThanOrEqual(0.02)
    })
  }

  test('cycle_lrmp as played, 5 s ticks on the play grid: pool volume within 2 %, yield within a point', () => {
    const c = open('cycle_lrmp')
    const metrics = json('cycle_lrmp').metrics as Record<string, number>
    const found = pool(playColumnCase(c), c)
    expect(Math.abs(found.yield_pct - metrics.pool_yield_pct!)).toBeLessThanOrEqual(1)
    expect(Math.abs(found.volume_CV / metrics.pool_volume_CV! - 1)).toBeLessThanOrEqual(0.02)
  })
})

describe('what cannot be solved is said with file, place and remedy', () => {
  const good = json('pa_grm_rt4')
  const change = (path: readonly (string | number)[], value: unknown): Fields => {
    const copy = structuredClone(good) as Record<string, unknown>
    let at = copy as Record<string | number, unknown>
    for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
    if (value === undefined) delete at[path.at(-1)!]
    else at[path.at(-1)!] = value
    return copy
  }
  const bad: readonly (readonly [readonly (string | number)[], unknown, string])[] = [
    [['case'], undefined, 'case: is missing'],
    [['case', 'model'], 'PLATES', 'case.model: "PLATES" is not known'],
    [['case', 'units'], 'inch, pound', 'case.units: "inch, pound" is not known'],
    [['case', 'ncomp'], 1.5, 'case.ncomp: 1.5 is not a whole number'],
    [['case', 'nbound'], [1, 1], 'case.nbound: has 2 numbers instead of 1'],
    [['case', 'column', 'length_m'], -0.2, 'case.column.length_m: -0.2 is out of range'],
    [['case', 'column', 'par_porosity'], '0.6', 'case.column.par_porosity: is not a finite number'],
    [['case', 'column', 'par_radius_m'], null, 'case.column.par_radius_m: is not a finite number'],
    [['case', 'flow_m3_s'], 1e-7, 'case.u_superficial_m_s'],
    [['case', 'transport', 'film_diffusion_m_s'], [0], 'case.transport.film_diffusion_m_s[0]: 0 is out of range'],
    [['case', 'binding', 'ADSORPTION_MODEL'], 'FREUNDLICH', 'case.binding.ADSORPTION_MODEL: "FREUNDLICH" is not known'],
    [['case', 'binding', 'IS_KINETIC'], 0, 'case.binding.IS_KINETIC'],
    [['case', 'binding', 'MCL_QMAX'], [0], 'case.binding.MCL_QMAX[0]: 0 is out of range'],
    [['case', 'binding'], null, 'case.binding: is null'],
    [['case', 'init', 'q'], [], 'case.init.q: has 0 numbers instead of 1'],
    [['case', 'sections'], [], 'case.sections: is not a list with entries'],
    [['case', 'sections', 0, 't0'], 5, 'case.sections[0].t0: 5 leaves a gap'],
    [['case', 'sections', 0, 'c1'], [-1], 'case.sections[0].c1[0]: takes the feed below zero'],
    [['case', 'tout'], [0, 9000, 601], 'case.tout: goes on after the last section'],
  ]
  test.each(bad)('%j = %j', (path, value, message) => {
    const attempt = (): unknown => readColumnCase(change(path, value), 'some.json')
    expect(attempt).toThrow(InputError)
    expect(attempt).toThrow(`some.json: ${message}`)
  })

  test('pore diffusion with a modulator is refused', () => {
    expect(() => open('cycle_grm')).toThrow('cycle_grm.json: case.binding.ADSORPTION_MODEL')
  })

  test('the command prints the CSV, and refuses an unknown kind', async () => {
    let printed = ''
    const io = { print: (text: string) => (printed += text), say: () => {} }
    expect(await referenceCommand.run([join(folder, 'pa_lrmp_rt4.json')], io)).toBe(0)
    expect(printed.split('\n')[0]).toBe('time_s,c_IgG')
    expect(() => referenceCommand.run([join(folder, 'INDEX.csv')], io)).toThrow('is not JSON')
  })
})
