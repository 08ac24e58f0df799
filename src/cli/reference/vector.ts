import {
  cocktailParameters,
  compaction,
  densityFactor,
  diameter_um,
  efficiencyOfSize,
  growthTime_min,
  vectorParameters,
  vectorProduction,
  vectorSheetStates,
  vectorStates,
  vectorSystem,
} from '../../models/index.ts'
import { defaults, rungeKutta4 } from '../../sim/index.ts'
import { type Hourly, hourlyCsv, integrateHourly } from './hourly.ts'
import { type Fields, fields, inside, number, numbers, type Place, type Range, wrong } from './input.ts'

type Kinetics = ReturnType<typeof defaults<typeof vectorParameters>>

/** Kind `aav-game-1`: the transfected culture at constant surroundings (aav.md §2.3 of 2026-11-20). */
export interface VectorCase {
  readonly parameters: Kinetics
  readonly start: readonly number[]
  readonly hours: number
  readonly exchange_h: number | null
  readonly fresh: { readonly glucose: number; readonly glutamine: number }
  readonly around: Partial<ReturnType<typeof vectorSystem>['surroundings']>
}

const COLUMNS = vectorStates.slice(0, vectorSheetStates)

/** Names in `params` → parameters of the model; names that are the same are not repeated. */
const RENAMED: Readonly<Record<string, keyof Kinetics>> = {
  mu: 'muMax',
  KA: 'KAm',
  arr: 'arrest',
  tau_g: 'arrestTime',
  kpei: 'kdPei',
  krep: 'kdRep',
  kst: 'kdStarved',
  kpei_el: 'peiLoss',
  pe_s: 'peiHalf',
  krel: 'release',
  kinact: 'inactivation',
  tau_s: 'ends',
  qGm: 'qGrowth',
}
const PARAMETERS = (
  'mu KG KQ KL KA Xmax arr tau_g kd0 kpei krep kst kpei_el pe_s kup kpin alpha sets kesc knuc kdeg KH KC KV kR dR KRR ' +
  'kA KRC kV Krho kP KVP klock dV krel kinact tau_s qG qGm YL qQ YA qO RQ KO'
).split(' ')
/** In the frozen list: used by none of its equations, or one value in all cases. */
const UNUSED = ['part']
const FIXED: Readonly<Record<string, number>> = { ns: 6, Cair: 0.2 }

const CASE =
  'vcd viab0 dose ratio pei eta age c_cock cock theta T pH DOset kLa yO2max pCO2 spent exch G0 Q0 L0 A0 t_ex harvest krel pe0'.split(
    ' ',
  )

export function readVectorCase(data: Fields, file: string): VectorCase {
  const root: Place = { file, path: '' }
  const only = (value: unknown, place: Place, known: readonly string[]): Fields => {
    const found = fields(value, place)
    for (const key of Object.keys(found))
      if (!known.includes(key)) throw wrong(inside(place, key), 'is not known here.', `Known: ${known.join(', ')}.`)
    return found
  }
  const paramsAt = inside(root, 'params')
  const params = only(data['params'], paramsAt, [...PARAMETERS, ...UNUSED, ...Object.keys(FIXED)])
  const values: Record<string, number> = { ...defaults(vectorParameters) }
  for (const key of PARAMETERS) {
    const id = (RENAMED[key] ?? key) as keyof Kinetics
    const { min, max } = vectorParameters[id]
    values[id] = number(params[key], inside(paramsAt, key), { min, max })
  }
  for (const [key, wanted] of Object.entries(FIXED))
    if (number(params[key], inside(paramsAt, key)) !== wanted)
      throw wrong(inside(paramsAt, key), `is not ${wanted}.`, 'This kind has one value of it.')

  const at = inside(root, 'case')
  const c = only(data['case'], at, CASE)
  const value = (key: string, range: Range): number => number(c[key], inside(at, key), range)
  const optional = (key: string, range: Range): number | null =>
    c[key] === null || c[key] === undefined ? null : value(key, range)
  const release = optional('krel', { min: 0 })
  if (release !== null) values['release'] = release
  const p = values as unknown as Kinetics

  const cells = value('vcd', { above: 0 })
  const dose = value('dose', { min: 0 })
  const pei = value('pei', { min: 0 })
  const ratio = numbers(c['ratio'], inside(at, 'ratio'), 3, { min: 0 })
  const parts = ratio[0]! + ratio[1]! + ratio[2]!
  if (!(parts > 0)) throw wrong(inside(at, 'ratio'), 'has no plasmid.', 'Give vector, Rep/Cap and helper.')
  const spent = value('spent', { min: 0 }) * (1 - value('exch', { min: 0, max: 1 }))
  const density = densityFactor(spent, p)
  const freePei = dose * Math.max(0, pei - p.peiBound)
  return {
    parameters: p,
    start: [
      cells,
      cells * (1 / value('viab0', { above: 0, max: 1 }) - 1),
      value('G0', { min: 0 }),
      value('L0', { min: 0 }),
      value('Q0', { min: 0 }),
      value('A0', { min: 0 }),
      dose * cells,
      cells * freePei,
    ],
    hours: value('harvest', { above: 0, max: 1000 }),
    exchange_h: optional('t_ex', { min: 0 }),
    fresh: { glucose: value('G0', { min: 0 }), glutamine: value('Q0', { min: 0 }) },
    around: {
      temperature_C: value('T', { min: 20, max: 45 }),
      pH: value('pH', { min: 5, max: 9 }),
      carbonDioxide_mmHg: value('pCO2', { min: 0 }),
      oxygen: value('DOset', { min: 0, max: 500 }) / 100,
      oxygenMost: value('yO2max', { min: 0, max: 1 }),
      kLa_per_h: value('kLa', { min: 0 }),
      transfected: dose > 0,
      freePei,
      delivery: delivered(value, optional, dose * cells, pei) * density,
      shareVector: ratio[0]! / parts,
      shareRepCap: ratio[1]! / parts,
      shareHelper: ratio[2]! / parts,
    },
  }
}

/** What the complexes deliver before the state of the medium counts: size by age, charge by PEI, mixing of the tank. */
function delivered(
  value: (key: string, range: Range) => number,
  optional: (key: string, range: Range) => number | null,
  dna_mg_L: number,
  pei: number,
): number {
  const p = defaults(cocktailParameters)
  const inCocktail = optional('c_cock', { above: 0 }) ?? dna_mg_L / value('cock', { above: 0, max: 1 })
  const age = value('age', { min: 0 }) / growthTime_min(inCocktail, p.referenceSalt, p.referenceTemperature, p)
  const size = optional('eta', { min: 0, max: 1 }) ?? efficiencyOfSize(diameter_um(age, p), p)
  return (size * compaction(pei, p)) / (1 + value('theta', { min: 0 }) / 60 / p.bindingTime)
}

/** Free-running, or with `played` in the steps of the unit as it is played. */
export function solveVector(c: VectorCase, played: boolean): Hourly {
  const { derivative, surroundings } = vectorSystem(c.parameters)
  Object.assign(surroundings, c.around)
  const start = [...c.start, ...vectorStates.slice(c.start.length).map(() => 0)]
  const at = (t: number, y: Float64Array): void => {
    if (c.exchange_h === null || Math.abs(t - c.exchange_h) > 1e-9) return
    const kept = 1 - c.parameters.washout
    y[2] = c.fresh.glucose
    y[3]! *= kept
    y[4] = c.fresh.glutamine
    y[5]! *= kept
    y[6] = 0
    y[7]! *= kept
  }
  const rows = played ? inTicks(start, c.hours, at, derivative) : freely(c, start, at, derivative)
  return { columns: COLUMNS, rows: rows.map((row) => row.slice(0, COLUMNS.length)) }
}

type Derivative = ReturnType<typeof vectorSystem>['derivative']
type Event = (t: number, y: Float64Array) => void

function freely(c: VectorCase, start: readonly number[], at: Event, derivative: Derivative): readonly Float64Array[] {
  const breaks = [0, ...(c.exchange_h === null || c.exchange_h === 0 ? [] : [c.exchange_h]), c.hours]
  return integrateHourly({
    columns: COLUMNS,
    start,
    hours: c.hours,
    breaks,
    at,
    derivative,
    relative: 1e-7,
    absolute: new Float64Array(start.length).fill(1e-7),
  }).rows
}

function inTicks(start: readonly number[], hours: number, at: Event, derivative: Derivative): Float64Array[] {
  const perHour = 3600 / vectorProduction.tick_s
  const step = rungeKutta4(start.length)
  const y = Float64Array.from(start)
  const rows: Float64Array[] = []
  const ticks = Math.round(hours * perHour)
  for (let i = 0; i <= ticks; i++) {
    at(i / perHour, y)
    if (i % perHour === 0) rows.push(y.slice())
    if (i < ticks) step(derivative, i / perHour, 1 / perHour, y)
  }
  return rows
}

/** The CSV of a case of kind `aav-game-1`. */
export const vectorCsv = (data: Fields, file: string, played: boolean): string =>
  hourlyCsv(solveVector(readVectorCase(data, file), played))
