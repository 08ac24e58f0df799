import { existsSync, readFileSync } from 'node:fs'
import {
  antibodyPlant,
  culture,
  type CultureConditions,
  cultureParameters,
  type CultureRecipe,
  cultureSystem,
  emptyStream,
  glucoseBolus_L,
  morningRound,
  nominalSettings,
} from '../../models/index.ts'
import { defaults } from '../../sim/index.ts'
import { type Hourly, hourlyCsv, integrateHourly, worstError } from './hourly.ts'
import { type Fields, fields, inside, number, type Place, wrong } from './input.ts'
import { readTextbookCase, solveTextbook } from './textbook.ts'

/** Kind `cho-game-1`: the production culture with its daily recipe, frozen (mab.md §2 of 2026-11-20). */
export interface CultureCase {
  readonly parameters: CultureParameterValues
  readonly vessel: CaseVessel
  readonly days: number
  readonly viable_1e6_mL: number
  readonly viability: number
  readonly pH: number
  readonly deadBand: number
  readonly oxygen_pct: number
  readonly shiftHours: number
  readonly recipe: CultureRecipe
}

type CultureParameterValues = ReturnType<typeof defaults<typeof cultureParameters>>

interface CaseVessel {
  readonly startVolume_L: number
  readonly workingVolume_L: number
  readonly diameter_m: number
  readonly power_W_m3: number
  readonly air_slpm: number
  readonly oxygenMax_slpm: number
  readonly carbonDioxideMax_slpm: number
  readonly spargerHoles: number
  readonly spargerHole_m: number
  readonly spargerFactor: number
  readonly pressure_atm: number
}

/** Columns of the CSV, in the order of the model's states. */
const COLUMNS = 'V Xv Xd Xl Glc Gln Lac Amm Nut Inh mAb HCP DNA Agg Gal Aci TIC SID Oi NaB BaseL'.split(' ')

// ----------------------------------------------------------------------------------------------------------- reading

/** Names in `params` → parameters of the model; names that are the same are not repeated. */
const RENAMED: Readonly<Record<string, keyof CultureParameterValues>> = {
  mu_max: 'muMax',
  gln_floor: 'glnFloor',
  T_opt: 'Topt',
  pH_opt: 'pHopt',
  qA_N: 'qAN',
  kL_A: 'kLaFactor',
  kL_a: 'kLaPower',
  kL_b: 'kLaVelocity',
  kLaCO2ratio: 'kLaCO2',
  qP_T: 'qPT',
  qP_mu: 'qPmu',
}
/** In the frozen parameter list, used by none of its equations. */
const UNUSED = 'klys_shear'

const PARAMETERS = (
  'mu_max KG KN KGln gln_floor KIL KIA KII nI qI T_opt sT pH_opt spH kd0 Q10d kdA KDA kdL KDL kdG KGd kdN KNd kdTox kdI ' +
  'kdOsm kdO2 kdCO2 kdpH kdHot klys klys_shear YXG mG KGu qGex KGex Q10m YXGln mGln KGlnU kdegGln YLG muL qLmax KL muLs ' +
  'KiGL YAGln qA_N rA KAr aN mN aNp qO2 KO2 RQ HeO2 HeCO2 sCO2 KC nC dOs nOs Osm0 kL_A kL_a kL_b kLaCO2ratio qP qP_T ' +
  'qP_mu HCPsec HCPlys DNAlys agg0 kagg ac0 kac Q10ac g0 KAg gT pK1 Atot pKa'
).split(' ')
/** Divisors: zero would mean nothing. */
const POSITIVE = new Set('KG KN KGln KIL KIA KII sT spH Q10d KDA KDL KGd KNd YXG KGu KGex Q10m YXGln KGlnU'.split(' '))
for (const key of 'mu_max muL KL muLs KiGL KAr KO2 HeO2 HeCO2 sCO2 KC dOs Q10ac KAg'.split(' ')) POSITIVE.add(key)

const FEED = { Glc: 'feedGlc', Gln: 'feedGln', Nut: 'feedNut', Oi: 'feedOsm' } as const
const VESSEL = ['D', 'PV', 'air', 'O2max', 'CO2max', 'n_holes', 'd_hole', 'kLa_mult', 'P']
const OPTS = (
  'V0 Vmax X0 viab0 Glc0 Gln0 Nut0 days dt T0 Tshift shift_day shift_hours pHsp db DOsp feed_pct feed_gain glc_target ' +
  'glc_trigger glc_stock glc_from glc_until vessel params'
).split(' ')

function only(data: Fields, known: readonly string[], place: Place): Fields {
  for (const key of Object.keys(data))
    if (!known.includes(key)) throw wrong(inside(place, key), 'is not known here.', `Known: ${known.join(', ')}.`)
  return data
}

export function readCultureCase(data: Fields, file: string): CultureCase {
  const root: Place = { file, path: '' }
  // The kind is older than foam: none.
  const values: Record<string, number> = { ...defaults(cultureParameters), foaming: 0 }
  const take = (key: string, value: unknown, place: Place): void => {
    const id = (RENAMED[key] ?? key) as keyof typeof cultureParameters
    if (key === UNUSED) number(value, place)
    else {
      const { min, max } = cultureParameters[id]
      values[id] = number(value, place, { min, max, ...(POSITIVE.has(key) && { above: 0 }) })
    }
  }

  const paramsAt = inside(root, 'params')
  const params = only(fields(data['params'], paramsAt), PARAMETERS, paramsAt)
  for (const key of PARAMETERS) take(key, params[key], inside(paramsAt, key))

  const feedAt = inside(root, 'feed')
  const feed = only(fields(data['feed'], feedAt), Object.keys(FEED), feedAt)
  for (const [key, id] of Object.entries(FEED)) values[id] = number(feed[key], inside(feedAt, key), { min: 0 })

  const loopsAt = inside(root, 'controller')
  const loops = only(fields(data['controller'], loopsAt), ['Kb', 'Fbmax', 'KcCO2'], loopsAt)
  for (const key of ['Kb', 'Fbmax', 'KcCO2']) values[key] = number(loops[key], inside(loopsAt, key), { min: 0 })

  const at = inside(root, 'opts')
  const opts = only(fields(data['opts'], at), OPTS, at)
  const option = (key: string, range: Parameters<typeof number>[2]): number => number(opts[key], inside(at, key), range)
  const overAt = inside(at, 'params')
  const over = only(fields(opts['params'] ?? {}, overAt), PARAMETERS, overAt)
  for (const [key, value] of Object.entries(over)) take(key, value, inside(overAt, key))
  const vesselAt = inside(at, 'vessel')
  const vessel = only(fields(opts['vessel'] ?? {}, vesselAt), VESSEL, vesselAt)
  const part = (key: string, usual: number, range: Parameters<typeof number>[2]): number =>
    key in vessel ? number(vessel[key], inside(vesselAt, key), range) : usual

  const startVolume_L = option('V0', { above: 0 })
  const workingVolume_L = option('Vmax', { above: 0 })
  const days = option('days', { above: 0, max: 100 })
  const T0 = option('T0', { min: 20, max: 45 })
  const shifted = opts['Tshift'] !== null && opts['Tshift'] !== undefined
  const stock = option('glc_stock', { above: 0 })
  const glucoseTarget_mM = option('glc_target', { min: 0 })
  if (!(stock > glucoseTarget_mM))
    throw wrong(inside(at, 'glc_stock'), `${stock} is not above glc_target.`, 'Give a stock stronger than the target.')
  values['Glc0'] = option('Glc0', { min: 0 })
  values['Gln0'] = option('Gln0', { min: 0 })
  values['Nut0'] = option('Nut0', { min: 0 })
  values['glcStock'] = stock

  const feedDaysAt = inside(at, 'feed_pct')
  const gain = 'feed_gain' in opts ? option('feed_gain', { min: 0 }) : 1
  const feed_pct_d: Record<string, number> = {}
  for (const [day, value] of Object.entries(fields(opts['feed_pct'], feedDaysAt))) {
    const dayAt = inside(feedDaysAt, day)
    if (!/^\d+$/.test(day)) throw wrong(dayAt, 'is not a day.', 'Name each day by a whole number from 0.')
    feed_pct_d[String(Number(day))] = number(value, dayAt, { min: 0, max: 100 }) * gain
  }

  return {
    parameters: values as unknown as CultureParameterValues,
    vessel: {
      startVolume_L,
      workingVolume_L,
      diameter_m: part('D', 1.22, { above: 0 }),
      power_W_m3: part('PV', 25, { min: 0 }),
      air_slpm: part('air', 12, { min: 0 }),
      oxygenMax_slpm: part('O2max', 70, { min: 0 }),
      carbonDioxideMax_slpm: part('CO2max', 20, { min: 0 }),
      spargerHoles: part('n_holes', 200, { above: 0 }),
      spargerHole_m: part('d_hole', 1e-3, { above: 0 }),
      spargerFactor: part('kLa_mult', 1, { min: 0 }),
      pressure_atm: part('P', 1.08, { above: 0 }),
    },
    days,
    viable_1e6_mL: option('X0', { above: 0 }),
    viability: option('viab0', { above: 0, max: 1 }),
    pH: option('pHsp', { min: 5, max: 9 }),
    deadBand: option('db', { min: 0, max: 2 }),
    oxygen_pct: option('DOsp', { min: 0, max: 500 }),
    shiftHours: option('shift_hours', { above: 0 }),
    recipe: {
      feed_pct_d,
      glucoseTrigger_mM: option('glc_trigger', { min: 0 }),
      glucoseTarget_mM,
      glucoseFromDay: 'glc_from' in opts ? option('glc_from', { min: 0 }) : 1,
      glucoseUntilDay: 'glc_until' in opts ? option('glc_until', { min: 0 }) : 99,
      growthTemperature_C: T0,
      shiftDay: shifted ? option('shift_day', { min: 0 }) : null,
      shiftCells_1e6_mL: 0,
      saltyAbove_mOsm_kg: Infinity,
      productionTemperature_C: shifted ? option('Tshift', { min: 20, max: T0 }) : T0,
      harvestDay: days,
      earlyHarvest: { fromDay: days, below_pct: 0, night_mM: 0 },
    },
  }
}

// ------------------------------------------------------------------------------------------------------- integrating

/** The unit operation as it is played, at the case's values. */
function open(c: CultureCase): { state: ReturnType<typeof culture.open>; conditions: CultureConditions } {
  const plant = { ...antibodyPlant(2000), vessel: { ...antibodyPlant(2000).vessel, ...c.vessel } }
  const { recipe } = c
  const conditions = {
    plant,
    parameters: {
      ...c.parameters,
      rampRate: (recipe.growthTemperature_C - recipe.productionTemperature_C) / c.shiftHours,
    },
    settings: {
      ...nominalSettings(plant),
      temperature: recipe.growthTemperature_C,
      pH: c.pH,
      deadBand: c.deadBand,
      oxygen: c.oxygen_pct,
    },
    paused: false,
    seed: 0,
  }
  const inoculum = emptyStream(recipe.growthTemperature_C)
  inoculum.viableCells_1e9 = c.viable_1e6_mL * c.vessel.startVolume_L
  inoculum.deadCells_1e9 = c.viable_1e6_mL * (1 / c.viability - 1) * c.vessel.startVolume_L
  return { state: culture.open(inoculum, conditions), conditions }
}

/** Free-running: adaptive steps between the events. */
export function solveCulture(c: CultureCase): Hourly {
  const { recipe, parameters: p, vessel } = c
  const hours = 24 * c.days
  const shift_h = recipe.shiftDay === null ? Infinity : 24 * recipe.shiftDay
  const cooling = recipe.growthTemperature_C - recipe.productionTemperature_C
  const breaks = new Set([0, hours])
  for (let day = 0; day < c.days; day++) breaks.add(24 * day)
  for (const t of [shift_h, shift_h + c.shiftHours]) if (t > 0 && t < hours) breaks.add(t)

  const system = cultureSystem(p)
  const x = system.surroundings
  Object.assign(x, {
    pHSetPoint: c.pH,
    deadBand: c.deadBand,
    oxygenSetPoint_pct: c.oxygen_pct,
    baseGain_L_h_m3: p.Kb,
    baseMax_L_h_m3: p.Fbmax,
    carbonDioxideGain_slpm: p.KcCO2,
    carbonDioxideMax_slpm: vessel.carbonDioxideMax_slpm,
    air_slpm: vessel.air_slpm,
    oxygenMax_slpm: vessel.oxygenMax_slpm,
    power_W_m3: vessel.power_W_m3,
    kLaFactor: vessel.spargerFactor,
    crossSection_m2: (Math.PI * vessel.diameter_m * vessel.diameter_m) / 4,
    pressure_atm: vessel.pressure_atm,
    holes: vessel.spargerHoles,
    hole_m: vessel.spargerHole_m,
  })
  return integrateHourly({
    columns: COLUMNS,
    start: open(c).state.y,
    hours,
    breaks: [...breaks].sort((a, b) => a - b),
    derivative: system.derivative,
    relative: 1e-6,
    absolute: ABSOLUTE,
    at(t, y) {
      const since = Math.min(Math.max(0, t - shift_h), c.shiftHours)
      x.since_h = t
      x.temperature_C = recipe.growthTemperature_C - (cooling * since) / c.shiftHours
      x.heating_C_h = t >= shift_h && t < shift_h + c.shiftHours ? -cooling / c.shiftHours : 0
      const day = Math.round(t / 24)
      if (Math.abs(t - 24 * day) > 1e-9) return
      const glucose_mM = y[4]!
      const volume_L = y[0]!
      const round = morningRound(recipe, day, { glucose_mM, volume_L }, vessel, p.glcStock)
      x.feed_L_h = round.feedRate_L_h
      if (round.glucose_L <= 0) return
      y[0] = volume_L + round.glucose_L
      for (let i = 1; i < 20; i++) y[i]! *= volume_L / y[0]
      y[4] = recipe.glucoseTarget_mM
    },
  })
}

/** About 1e-5 of each state's usual size. */
const ABSOLUTE = Float64Array.from(
  [1000, 10, 1, 1, 30, 3, 10, 5, 40, 1, 3, 300, 20, 0.1, 1, 1, 20, 40, 200, 20, 20],
  (size) => 1e-6 * size,
)

/** As played: the unit operation tick by tick, its recipe by the crew. */
export function playCulture(c: CultureCase): Hourly {
  const { state, conditions } = open(c)
  const { recipe, vessel } = c
  const ticks = Math.round((24 * c.days * 3600) / culture.tick_s)
  const perHour = 3600 / culture.tick_s
  const settings = { ...conditions.settings }
  const now: CultureConditions = { ...conditions, settings }
  const rows: Float64Array[] = []
  for (let i = 0; i <= ticks; i++) {
    const day = i / (24 * perHour)
    if (recipe.shiftDay !== null && day >= recipe.shiftDay) settings.temperature = recipe.productionTemperature_C
    if (day === Math.floor(day) && i < ticks) {
      const measured = { glucose_mM: state.y[4]!, volume_L: state.y[0]! }
      settings.feedRate = morningRound(recipe, day, measured, vessel, c.parameters.glcStock).feedRate_L_h
      const { glucose_mM, volume_L } = measured
      const stock = c.parameters.glcStock
      const litres = glucoseBolus_L(recipe, day, glucose_mM, volume_L, vessel.workingVolume_L, stock)
      if (litres > 0) culture.act(state, 'glucose', litres, now)
    }
    if (i % perHour === 0) rows.push(Float64Array.from(state.y))
    if (i < ticks) culture.tick(state, now)
  }
  return { columns: COLUMNS, rows }
}

/** The CSV of a case of kind `cho-game-1`: free-running, or tick by tick as played. */
export function cultureCsv(data: Fields, file: string, played: boolean): string {
  const c = readCultureCase(data, file)
  return hourlyCsv(played ? playCulture(c) : solveCulture(c))
}

// ------------------------------------------------------------------------------------------------------ benchmarking

interface CultureBenchmark {
  readonly case: string
  readonly method: string
  run(): void
  /** Of the last run. */
  error(): number | null
  readonly rival: readonly { readonly method: string; readonly ms: number; readonly error: number | null }[]
}

const FOLDER = 'tests/reference'

/** The `cho_*` cases, free-running and as played, beside SciPy's LSODA. */
export function cultureBenchmarks(folder = FOLDER): CultureBenchmark[] {
  return ['cho_game_default', 'cho_game_fast', 'cho_game_noshift', 'cho_textbook'].flatMap((name) => {
    const file = `${folder}/${name}.json`
    if (!existsSync(file)) return []
    const data = JSON.parse(readFileSync(file, 'utf8')) as Fields
    const csv = readFileSync(`${folder}/${name}.csv`, 'utf8')
    const scipy = (data['reference'] as Fields)['scipy_LSODA_1e6'] as Record<string, number>
    const rival = [
      { method: 'SciPy LSODA 1e-6', ms: 1e3 * scipy['median_wall_s']!, error: scipy['max_rel_err'] ?? null },
    ]
    const methods: (readonly [string, () => Hourly])[] =
      data['kind'] === 'cho-textbook-1'
        ? [
            ['free-running (DOPRI5)', () => solveTextbook(readTextbookCase(data, file), false)],
            ['as played (RK4, 0.1 h)', () => solveTextbook(readTextbookCase(data, file), true)],
          ]
        : [
            ['free-running (DOPRI5)', () => solveCulture(readCultureCase(data, file))],
            ['as played (Kutta 3, 0.1 h)', () => playCulture(readCultureCase(data, file))],
          ]
    return methods.map(([method, solve]) => {
      let last: Hourly | undefined
      return {
        case: name,
        method,
        rival,
        run: () => {
          last = solve()
        },
        error: () => (last ? worstError(last, csv) : null),
      }
    })
  })
}
