/**
 * Short runs, fixed for good, whose results carry every bit of the kernel and of every unit operation. A digest that
 * moves means that results have moved; a digest that differs between two engines means that they calculate differently.
 * Imports the core and nothing that needs a host.
 *
 * A new model: give it a line in ENTRIES if the common entry stream does not suit it. A new run of another kind (a whole
 * batch, say): one more member of `fixedRuns`.
 */
import {
  antibodyPlant,
  antibodyUnits,
  assays,
  cellCountParameters,
  type Conditions,
  countCells,
  drawSample,
  emptyStream,
  followSensor,
  readSensor,
  resultOf,
  sensorOfLot,
  sensors,
  startSensor,
  type Stream,
  type UnitOperation,
} from '../src/models/index.ts'
import {
  buildColumn,
  chebyshev2,
  defaults,
  type Digestible,
  dormandPrince,
  exp,
  expm1,
  fillColumn,
  illinois,
  log,
  log10,
  modulatedLangmuir,
  newEffluent,
  normal,
  playColumn,
  poisson,
  pow,
  pow10,
  rungeKutta4,
  setupPlay,
  startPlay,
  tanh,
  uniform,
} from '../src/sim/index.ts'

const numbers = (count: number, f: (i: number) => number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => f(i))

function arithmetic(): Digestible {
  const x = (i: number): number => (i + 0.37) / 97
  return [
    numbers(2000, (i) => exp(x(i) - 10)),
    numbers(2000, (i) => expm1(x(i) / 20 - 0.5)),
    numbers(2000, (i) => log(x(i))),
    numbers(2000, (i) => log10(x(i))),
    numbers(2000, (i) => pow(x(i), 1.7) - pow(x(i), -0.3)),
    numbers(2000, (i) => pow10(x(i) - 10)),
    numbers(2000, (i) => tanh(x(i) - 10)),
  ]
}

function dice(): Digestible {
  return [
    numbers(2000, (i) => uniform(1, 'culture.pH', 360 * i)),
    numbers(2000, (i) => normal(4_294_967_297 * i, 'lot', i)),
    numbers(2000, (i) => poisson(i / 10, 2, 'plate', i)),
  ]
}

/** Lotka-Volterra by the three integrators, and a root. */
function integrators(): Digestible {
  const hares = (_: number, y: Float64Array, dydt: Float64Array): void => {
    dydt[0] = y[0]! * (1 - y[1]!)
    dydt[1] = y[1]! * (y[0]! - 1)
  }
  const stepped = [rungeKutta4(2), chebyshev2(2, 2), chebyshev2(2, 5)].map((step) => {
    const y = Float64Array.of(1.5, 0.8)
    for (let i = 0; i < 100; i++) step(hares, i / 10, 0.1, y)
    return y
  })
  const rows: number[] = []
  const free = Float64Array.of(1.5, 0.8)
  const options = { relative: 1e-7, absolute: Float64Array.of(1e-7, 1e-7), times: numbers(50, (i) => i / 5) }
  const calls = dormandPrince(2)(hares, free, 0, 10, { ...options, out: (_, y) => rows.push(...y) })
  return [stepped, free, rows, calls, illinois((x) => exp(x) - x * x * x, 1, 2.5, 1e-13)]
}

/** Load, wash and elution of a short column at play's grid, with a pause while loading. */
function column(): Digestible {
  const built = buildColumn(
    {
      transport: 'sweep',
      bead: 'mixed',
      components: 2,
      cells: 20,
      length_m: 0.2,
      porosity: 0.36,
      beadPorosity: 0.6,
      beadRadius_m: 42e-6,
      film_m_s: [1.5e-5, 6.7e-7],
      dispersion_m2_s: 0,
      dispersivity_m: 1.5e-4,
    },
    modulatedLangmuir([0, 0.1], [0, 0.005], [1, 215], [0, 3]),
  )
  const setup = setupPlay(built, 5)
  const play = startPlay(setup, fillColumn(built, [1, 0], [0, 0]), [1, 0])
  const out = newEffluent(2)
  const left: number[] = []
  const run = (seconds: number, flow_CV_s: number, inlet: readonly number[]): void => {
    for (let s = 0; s < seconds; s += 5) {
      playColumn(setup, play, 5, flow_CV_s, inlet, out)
      left.push(out.volume_CV, ...out.amount)
    }
  }
  run(1200, 1 / 240, [1, 3])
  run(60, 0, [1, 3])
  run(1200, 1 / 240, [1, 3])
  run(600, 1 / 240, [1, 0])
  run(1200, 1 / 240, [8, 0])
  return [left, play as unknown as Digestible]
}

/** Each by itself: another instrument in the table moves no result. */
const sensorRuns = Object.fromEntries(
  Object.entries(sensors).map(([id, type]) => [
    `sensor.${id}`,
    (): Digestible => {
      const sensor = sensorOfLot(`run.${id}`, defaults(type.parameters), 3)
      const state = startSensor(sensor.values.low, 0)
      const middle = 0.6 * sensor.values.low + 0.4 * sensor.values.high
      return Array.from({ length: 50 }, (_, i) => {
        followSensor(sensor, state, middle, 60 * i, 3)
        return readSensor(sensor, state, 3).value
      })
    },
  ]),
)

const assayRuns = Object.fromEntries(
  Object.entries(assays).map(([id, { kind, parameters }]) => [
    `assay.${id}`,
    (): Digestible => {
      const values = defaults(parameters)
      const content = kind === 'quantity' ? 0.8 * values.low + 0.2 * Math.min(values.high, 1e4) : 0.05
      const drawn = drawSample(values, `run.${id}`, 1, content, 0, 1e6)
      return 'sample' in drawn ? { ...resultOf(kind, values, drawn.sample, 1e8, 3)! } : null
    },
  ]),
)

function cellCount(): Digestible {
  return { ...countCells(defaults(cellCountParameters), 2, 0.1, { squares: 3, dilution: 2 }, 3, 'run.count', 1) }
}

/** A pool that every unit can take: 500 L of a clarified broth. */
const COMMON: Stream = {
  ...emptyStream(20),
  volume_L: 500,
  pH: 7,
  product_g: 2500,
  hmw_g: 50,
  lmw_g: 10,
  acidic_g: 400,
  basic_g: 200,
  galactosylated_g: 700,
  hcp_mg: 1e5,
  dna_mg: 3e3,
  proteinA_mg: 10,
  viableCells_1e9: 50,
  deadCells_1e9: 20,
  turbidity_NTU: 20,
  bioburden_CFU: 100,
  endotoxin_EU: 500,
  retrovirus: 1e12,
  parvovirus: 1e6,
}

const ENTRIES: Readonly<Record<string, Partial<Stream>>> = {
  culture: { product_g: 0, hmw_g: 0, lmw_g: 0, acidic_g: 0, basic_g: 0, galactosylated_g: 0, viableCells_1e9: 675 },
  lowPhHold: { pH: 3.9 },
}

/** At most so many ticks by the printed recipe, on to the next phase as soon as the recipe says so: a day of culture. */
const TICKS = 240

function unitRun(unit: UnitOperation): Digestible {
  const plant = antibodyPlant(2000)
  const c: Conditions = {
    plant,
    parameters: defaults(unit.parameters),
    settings: unit.nominal ? unit.nominal(plant) : defaults(unit.settings),
    paused: false,
    seed: 1,
  }
  const state = unit.open({ ...COMMON, ...ENTRIES[unit.id] }, c)
  for (let i = 0; i < TICKS && !unit.finished(state); i++) {
    unit.tick(state, c)
    if (unit.ready(state, c)) unit.proceed(state, c)
  }
  return [state, unit.readings(state, c), unit.ledger(state)] as unknown as Digestible
}

/** Results by name, each to be digested. */
export const fixedRuns: Readonly<Record<string, () => Digestible>> = {
  arithmetic,
  dice,
  integrators,
  column,
  ...sensorRuns,
  ...assayRuns,
  cellCount,
  ...Object.fromEntries(Object.entries(antibodyUnits).map(([name, unit]) => [`unit.${name}`, () => unitRun(unit)])),
}
