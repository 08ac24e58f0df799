import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Binding,
  buildColumn,
  cellProfile,
  type Column,
  type ColumnPlay,
  type ColumnSpec,
  columnInventory,
  fillColumn,
  langmuirBinding,
  linearBinding,
  modulatedLangmuir,
  newEffluent,
  noBinding,
  playColumn,
  playInventory,
  type PlaySetup,
  pushParcel,
  regrid,
  restColumn,
  setCellProfile,
  setupPlay,
  type SiteBinding,
  startPlay,
} from './index.ts'

const bed = {
  length_m: 0.2,
  porosity: 0.36,
  beadPorosity: 0.6,
  beadRadius_m: 42.5e-6,
  dispersion_m2_s: 0,
  dispersivity_m: 1.5e-4,
}
const films = (n: number): number[] => Array.from({ length: n }, (_, i) => (i === 0 ? 1.5e-5 : 7e-7))

function specFor(
  transport: 'shift' | 'sweep',
  bead: ColumnSpec['bead'],
  components: number,
  cells: number,
): ColumnSpec {
  return {
    ...bed,
    transport,
    bead,
    components,
    cells,
    ...(bead === 'none' ? { porosity: 0.744 } : {}),
    ...(bead === 'radial' ? { shells: 6 } : {}),
    film_m_s: bead === 'radial' ? Array.from({ length: components }, () => 1.4e-5) : films(components),
    poreDiffusion_m2_s: Array.from({ length: components }, () => 1e-11),
  }
}

// A resin of the game's kind: adsorption strength from salt (component 0) and pH-like second modulator, slower with age
// towards the top (rates that differ from cell to cell).
const agedResin: SiteBinding = {
  kind: 'sites',
  modulators: 2,
  capacity: [Infinity, Infinity, 150, 180],
  perCell: true,
  rates: (liquid, cell, adsorption, desorption) => {
    const strength = 60 / (0.01 + liquid[0] * liquid[0]) / (1 + liquid[1])
    for (let i = 2; i < 4; i++) {
      adsorption[i] = 0.02 * strength * (1 + 0.01 * cell) * (i === 2 ? 1 : 0.6)
      desorption[i] = 0.02
    }
  },
}
const steric: Binding = {
  kind: 'steric',
  adsorption_per_s: [0, 5, 5],
  desorption_per_s: [0, 5000, 4500],
  charge: [0, 5.6, 6.5],
  shielding: [0, 40, 50],
  ionicCapacity: 600,
  referenceLiquid: 600,
  referenceBound: 600,
}
const modulated = modulatedLangmuir([0, 0.1, 0.005], [0, 0.005, 0.1], [1, 215, 215], [0, 3, 1.5])

interface Kind {
  readonly name: string
  readonly binding: Binding
  readonly components: number
  /** Largest inlet concentrations. */
  readonly scale: readonly number[]
  /** What the column is filled with: liquid, bound. */
  readonly start: readonly [readonly number[], readonly number[]]
  /** Smallest inlet. */
  readonly floor?: readonly number[]
}

const single: Kind = {
  name: 'Langmuir',
  binding: langmuirBinding([0.1], [0.005], [215]),
  components: 1,
  scale: [5],
  start: [[0], [0]],
}
const mixedKinds: readonly Kind[] = [
  {
    name: 'nothing binds',
    binding: noBinding(2),
    components: 2,
    scale: [1, 3],
    start: [
      [0.5, 0],
      [0, 0],
    ],
  },
  {
    name: 'linear',
    binding: linearBinding([3, 0.1], [0.5, 0]),
    components: 2,
    scale: [1, 3],
    start: [
      [0, 0],
      [0, 1],
    ],
  },
  single,
  {
    name: 'modulator',
    binding: modulated,
    components: 3,
    scale: [60, 5, 1],
    start: [
      [1, 0, 0],
      [0, 0, 0],
    ],
  },
  {
    name: 'aged resin',
    binding: agedResin,
    components: 4,
    scale: [1, 3, 5, 2],
    start: [
      [0.1, 0, 0, 0],
      [0, 0, 0, 40],
    ],
  },
  {
    name: 'steric',
    binding: steric,
    components: 3,
    scale: [1000, 0.05, 0.02],
    start: [
      [50, 0, 0],
      [600, 0, 0],
    ],
    floor: [20, 0, 0],
  },
]
const radialKinds: readonly Kind[] = [mixedKinds[0]!, mixedKinds[1]!, single, mixedKinds[5]!]
const CASES: readonly (readonly [string, 'shift' | 'sweep', ColumnSpec['bead'], Kind])[] = [
  ...mixedKinds.map((kind) => [`shift, no pores, ${kind.name}`, 'shift', 'none', kind] as const),
  ...mixedKinds.map((kind) => [`shift, mixed pores, ${kind.name}`, 'shift', 'mixed', kind] as const),
  ...mixedKinds.map((kind) => [`sweep, mixed pores, ${kind.name}`, 'sweep', 'mixed', kind] as const),
  ...radialKinds.map((kind) => [`shift, pore diffusion, ${kind.name}`, 'shift', 'radial', kind] as const),
  ...radialKinds.map((kind) => [`sweep, pore diffusion, ${kind.name}`, 'sweep', 'radial', kind] as const),
]

function begin(
  transport: 'shift' | 'sweep',
  bead: ColumnSpec['bead'],
  kind: Kind,
  cells = 8,
): { column: Column; setup: PlaySetup; play: ColumnPlay } {
  const column = buildColumn(specFor(transport, bead, kind.components, cells), kind.binding)
  const setup = setupPlay(column, 4)
  const play = startPlay(setup, fillColumn(column, kind.start[0], kind.start[1]), kind.start[0])
  return { column, setup, play }
}

/** A stretch of operation: seconds per tick, ticks, flow, and inlet as shares of the scale. */
interface Stretch {
  readonly dt: number
  readonly ticks: number
  readonly flow: number
  readonly inlet: readonly number[]
}
const stretches = fc.array(
  fc.record({
    dt: fc.constantFrom(1, 5, 30, 300),
    ticks: fc.integer({ min: 1, max: 25 }),
    flow: fc.constantFrom(0, 1 / 2000, 1 / 240, 1 / 97, 1 / 20),
    inlet: fc.array(fc.constantFrom(0, 0.003, 0.3, 1), { minLength: 4, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 8 },
)

function inletOf(kind: Kind, stretch: Stretch): number[] {
  return kind.scale.map((most, i) => Math.max(kind.floor?.[i] ?? 0, most * stretch.inlet[i]!))
}

describe('mass in = mass out + mass held, nothing negative, whatever the pump does', () => {
  test.each(CASES)('%s', (_name, transport, bead, kind) => {
    const n = kind.components
    fc.assert(
      fc.property(stretches, (list) => {
        const { setup, play } = begin(transport, bead, kind)
        const effluent = newEffluent(n)
        const balance = Array.from(playInventory(setup, play, new Float64Array(n)))
        const turnover = balance.map((amount) => amount)
        for (const stretch of list) {
          const inlet = inletOf(kind, stretch)
          for (let tick = 0; tick < stretch.ticks; tick++) {
            playColumn(setup, play, stretch.dt, stretch.flow, inlet, effluent)
            expect(Math.abs(effluent.volume_CV - stretch.dt * stretch.flow)).toBeLessThanOrEqual(1e-12)
            for (let i = 0; i < n; i++) {
              balance[i]! += stretch.dt * stretch.flow * inlet[i]! - effluent.amount[i]!
              turnover[i]! += stretch.dt * stretch.flow * inlet[i]!
              expect(effluent.amount[i]).toBeGreaterThanOrEqual(0)
            }
          }
        }
        for (const values of [play.column.pore, play.column.bound, play.column.liquid, play.line])
          for (const value of values) expect(value).toBeGreaterThanOrEqual(0)
        const held = playInventory(setup, play, new Float64Array(n))
        for (let i = 0; i < n; i++)
          expect(Math.abs(held[i]! - balance[i]!)).toBeLessThanOrEqual(1e-9 * turnover[i]! + 1e-15)
      }),
      { numRuns: bead === 'radial' ? 10 : 25, seed: 7 },
    )
  })
})

describe('saved and restored', () => {
  test.each(CASES.filter((_, i) => i % 3 === 0))('%s: the same bits', (_name, transport, bead, kind) => {
    const { setup, play } = begin(transport, bead, kind)
    const effluent = newEffluent(kind.components)
    const other = newEffluent(kind.components)
    const high = kind.scale
    const low = kind.scale.map((most, i) => kind.floor?.[i] ?? 0.01 * most)
    for (let k = 0; k < 60; k++) playColumn(setup, play, 7, 1 / 150, high, effluent)
    const saved = structuredClone(play)
    // Another column object, as after a reload; the first goes on meanwhile.
    const fresh = begin(transport, bead, kind).setup
    for (let k = 0; k < 60; k++) {
      const flow = k % 9 === 0 ? 0 : 1 / 130
      playColumn(setup, play, 11, flow, low, effluent)
      playColumn(fresh, saved, 11, flow, low, other)
      expect(other).toEqual(effluent)
    }
    expect(saved).toEqual(play)
  })
})

test.each(CASES.filter((_, i) => i % 4 === 1))(
  '%s: ticks cut at will give the same parcels',
  (_name, transport, bead, kind) => {
    // Durations and flows are powers of two, so that sums of ticks are exact.
    const run = (dt: number, ticks: number): number[] => {
      const { setup, play } = begin(transport, bead, kind)
      const effluent = newEffluent(kind.components)
      const total = new Float64Array(kind.components)
      const operate = (flow: number, inlet: readonly number[]): void => {
        for (let k = 0; k < ticks; k++) {
          playColumn(setup, play, dt, flow, inlet, effluent)
          for (let i = 0; i < total.length; i++) total[i] += effluent.amount[i]
        }
      }
      operate(1 / 256, kind.scale)
      operate(0, kind.scale)
      operate(1 / 128, kind.start[0])
      return [...total, ...playInventory(setup, play, new Float64Array(kind.components))]
    }
    const coarse = run(512, 1)
    for (const [dt, ticks] of [
      [16, 32],
      [2, 256],
    ] as const)
      run(dt, ticks).forEach((value, i) =>
        expect(Math.abs(value - coarse[i]!)).toBeLessThanOrEqual(1e-11 * Math.abs(coarse[i]!) + 1e-18),
      )
  },
)

/** Breakthrough of a Langmuir load with pores on `cells` cells and parcels of `step_CV`: outlet at given volumes. */
function breakthrough(transport: 'shift' | 'sweep', cells: number, step_CV: number): number[] {
  const column = buildColumn(
    { ...specFor(transport, 'mixed', 1, cells), dispersivity_m: 0, dispersion_m2_s: 0, film_m_s: [1.2e-6] },
    langmuirBinding([0.02], [0.02], [40]),
  )
  const state = fillColumn(column, [0], [0])
  const volume_CV = transport === 'shift' ? column.cellVolume_CV : step_CV
  const parcel = { volume_CV, duration_s: 240 * volume_CV, concentration: Float64Array.of(3) }
  const outlet = { mean: new Float64Array(1), end: new Float64Array(1) }
  const times: number[] = []
  const values: number[] = []
  for (let out = 0; out < 16; out += volume_CV) {
    pushParcel(column, state, parcel, outlet)
    times.push(transport === 'shift' ? out + 0.5 * volume_CV : out + volume_CV + column.spec.porosity)
    values.push(transport === 'shift' ? outlet.mean[0] : outlet.end[0])
  }
  return Array.from({ length: 22 }, (_, k) => {
    const at = 3 + 0.5 * k
    let j = 1
    while (times[j] < at) j++
    // Quadratic through three points: interpolation must not hide the order.
    const [t0, t1, t2] = [times[j - 1], times[j], times[j + 1]]
    return (
      (values[j - 1] * (at - t1) * (at - t2)) / ((t0 - t1) * (t0 - t2)) +
      (values[j] * (at - t0) * (at - t2)) / ((t1 - t0) * (t1 - t2)) +
      (values[j + 1] * (at - t0) * (at - t1)) / ((t2 - t0) * (t2 - t1))
    )
  })
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((x, i) => Math.abs(x - b[i]!)))

describe('second order', () => {
  test('shift: half the cell, a quarter of the error', () => {
    const [a, b, c] = [60, 120, 240].map((cells) => breakthrough('shift', cells, 0))
    const order = Math.log2(distance(a!, b!) / distance(b!, c!))
    expect(order).toBeGreaterThan(1.7)
    expect(order).toBeLessThan(2.4)
  })

  test('sweep: half of cell and step, a quarter of the error', () => {
    const [a, b, c] = [1, 2, 4].map((k) => breakthrough('sweep', 40 * k, 0.16 / k))
    const order = Math.log2(distance(a!, b!) / distance(b!, c!))
    expect(order).toBeGreaterThan(1.7)
    expect(order).toBeLessThan(2.4)
  })

  test('both go to the same curve', () => {
    expect(distance(breakthrough('shift', 200, 0), breakthrough('sweep', 80, 0.08))).toBeLessThan(0.01 * 3)
  })
})

describe('end points known without a solver', () => {
  test('a long load of Langmuir fills every bead to the isotherm', () => {
    for (const [transport, bead] of [
      ['shift', 'none'],
      ['shift', 'mixed'],
      ['sweep', 'mixed'],
      ['sweep', 'radial'],
    ] as const) {
      const { column, setup, play } = begin(transport, bead, single)
      const effluent = newEffluent(1)
      for (let k = 0; k < 2000; k++) playColumn(setup, play, 60, 1 / 240, [3], effluent)
      for (const bound of cellProfile(column, play.column, 'bound', 0))
        expect(bound).toBeCloseTo((215 * 3) / (0.05 + 3), 6)
      expect(effluent.amount[0]! / effluent.volume_CV).toBeCloseTo(3, 8)
    }
  })

  test('a linear tracer leaves with its mean at hold-up · (1 + F·K), dispersed or not', () => {
    const column = buildColumn(
      { ...specFor('shift', 'none', 1, 60), dispersion_m2_s: 1e-7 },
      linearBinding([0.9], [0.3]),
    )
    const setup = setupPlay(column)
    const play = startPlay(setup, fillColumn(column, [0], [0]), [0])
    const effluent = newEffluent(1)
    let area = 0
    let moment = 0
    for (let k = 0; k < 4000; k++) {
      playColumn(setup, play, 1, 1 / 240, [k < 10 ? 1 : 0], effluent)
      area += effluent.amount[0]
      moment += effluent.amount[0] * (k + 0.5)
    }
    const holdUp_CV = 0.744 + 0.256 * 3
    // Half the pulse comes on top.
    expect(area).toBeCloseTo(10 / 240, 10)
    expect(moment / area / 240).toBeCloseTo(holdUp_CV + 5 / 240, 3)
  })

  test('flow standing, a bead and its liquid come to equilibrium', () => {
    const column = buildColumn(specFor('shift', 'mixed', 1, 5), langmuirBinding([0.1], [0.005], [215]))
    const state = fillColumn(column, [3], [0])
    const before = columnInventory(column, state, new Float64Array(1))[0]
    for (let k = 0; k < 3000; k++) restColumn(column, state, 60)
    expect(state.pore[0]).toBeCloseTo(state.liquid[0], 9)
    expect(state.bound[0]).toBeCloseTo((215 * state.pore[0]) / (0.05 + state.pore[0]), 6)
    expect(columnInventory(column, state, new Float64Array(1))[0]).toBeCloseTo(before, 12)
  })
})

describe('profiles', () => {
  test('a load solved with pore diffusion is handed to a well-mixed elution with every gram', () => {
    const load = begin('sweep', 'radial', single, 20)
    const effluent = newEffluent(1)
    for (let k = 0; k < 400; k++) playColumn(load.setup, load.play, 5, 1 / 240, [4], effluent)
    const elution = buildColumn(specFor('sweep', 'mixed', 3, 30), modulated)
    const state = fillColumn(elution, [1, 0, 0], [0, 0, 0])
    for (const place of ['pore', 'bound'] as const)
      setCellProfile(elution, state, place, 1, cellProfile(load.column, load.play.column, place, 0))
    const held = columnInventory(load.column, load.play.column, new Float64Array(1))[0]
    const handed = columnInventory(elution, state, new Float64Array(3))[1]
    expect(held).toBeGreaterThan(10)
    expect(Math.abs(handed / held - 1)).toBeLessThan(1e-12)
  })

  test('regridding keeps the mean and never leaves the range', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 60 }),
        (profile, cells) => {
          const result = regrid(profile, cells)
          const mean = (values: ArrayLike<number>): number =>
            Array.from(values).reduce((a, b) => a + b, 0) / values.length
          expect(mean(result)).toBeCloseTo(mean(profile), 9)
          for (const value of result) {
            expect(value).toBeGreaterThanOrEqual(Math.min(...profile) - 1e-9)
            expect(value).toBeLessThanOrEqual(Math.max(...profile) + 1e-9)
          }
        },
      ),
      { seed: 7 },
    )
  })
})

describe('specs and parcels that make no sense throw', () => {
  test('spec', () => {
    expect(() => buildColumn({ ...specFor('sweep', 'none', 1, 10) }, noBinding(1))).toThrow('the sweep needs beads')
    expect(() => buildColumn({ ...specFor('shift', 'none', 1, 10), porosity: NaN }, noBinding(1))).toThrow(
      'porosity NaN',
    )
    expect(() => buildColumn(specFor('sweep', 'radial', 3, 10), modulated)).toThrow('pore diffusion')
  })
  test('parcel and tick', () => {
    const column = buildColumn(specFor('shift', 'none', 1, 10), noBinding(1))
    const state = fillColumn(column, [0], [0])
    const outlet = { mean: new Float64Array(1), end: new Float64Array(1) }
    const parcel = { volume_CV: 0.5, duration_s: 1, concentration: Float64Array.of(1) }
    expect(() => pushParcel(column, state, parcel, outlet)).toThrow('one cell')
    const setup = setupPlay(column)
    expect(() => playColumn(setup, startPlay(setup, state, [0]), 1, NaN, [0], newEffluent(1))).toThrow('tick')
    const bad = { volume_CV: column.cellVolume_CV, duration_s: 1, concentration: Float64Array.of(NaN) }
    expect(() => {
      for (let k = 0; k < 12; k++) pushParcel(column, state, bad, outlet)
    }).toThrow('not a finite number')
  })
})
