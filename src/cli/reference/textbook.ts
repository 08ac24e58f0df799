import { type Derivative, rungeKutta4 } from '../../sim/index.ts'
import { type Hourly, hourlyCsv, integrateHourly } from './hourly.ts'
import { type Fields, fields, inside, number, numbers, type Place, wrong } from './input.ts'

/** Kind `cho-textbook-1`: eight-state fed-batch with a daily bolus. Equations in tests/reference/EQUATIONS.md. */
export interface TextbookCase {
  readonly p: Readonly<Record<(typeof PARAMETERS)[number], number>>
  readonly start: readonly number[]
  readonly days: number
  readonly firstDay: number
  readonly bolus_L: number
  readonly bolusGlc_mM: number
  readonly bolusGln_mM: number
}

const COLUMNS = ['V', 'Xv', 'Xd', 'Glc', 'Gln', 'Lac', 'Amm', 'mAb']
// prettier-ignore
const PARAMETERS = [
  'mumax', 'KG', 'KQ', 'KIL', 'KIA', 'kd', 'kdA', 'KDA', 'kdL', 'KDL', 'klys', 'YXG', 'mG', 'YXQ', 'aQ', 'bQ', 'YLG',
  'Lup', 'KLup', 'YAQ', 'rA', 'qP0', 'qPb', 'kdegQ',
] as const
const POSITIVE = new Set<string>(['mumax', 'KG', 'KQ', 'KIL', 'KIA', 'KDA', 'KDL', 'YXG', 'YXQ', 'bQ', 'KLup'])
const FEED = ['first_day', 'bolus_L', 'Glc_mM', 'Gln_mM']

export function readTextbookCase(data: Fields, file: string): TextbookCase {
  const root: Place = { file, path: '' }
  const known = (value: unknown, place: Place, keys: readonly string[]): Fields => {
    const found = fields(value, place)
    for (const key of Object.keys(found))
      if (!keys.includes(key)) throw wrong(inside(place, key), 'is not known here.', `Known: ${keys.join(', ')}.`)
    return found
  }
  const at = inside(root, 'params')
  const params = known(data['params'], at, PARAMETERS)
  const p = {} as Record<(typeof PARAMETERS)[number], number>
  for (const key of PARAMETERS)
    p[key] = number(params[key], inside(at, key), POSITIVE.has(key) ? { above: 0 } : { min: 0 })
  const feedAt = inside(root, 'feed')
  const feed = known(data['feed'], feedAt, FEED)
  const start = numbers(data['y0'], inside(root, 'y0'), COLUMNS.length, { min: 0 })
  number(start[0], inside(inside(root, 'y0'), 0), { above: 0 })
  return {
    p,
    start,
    days: number(data['days'], inside(root, 'days'), { above: 0, max: 100 }),
    firstDay: number(feed['first_day'], inside(feedAt, 'first_day'), { min: 0 }),
    bolus_L: number(feed['bolus_L'], inside(feedAt, 'bolus_L'), { min: 0 }),
    bolusGlc_mM: number(feed['Glc_mM'], inside(feedAt, 'Glc_mM'), { min: 0 }),
    bolusGln_mM: number(feed['Gln_mM'], inside(feedAt, 'Gln_mM'), { min: 0 }),
  }
}

function rates(p: TextbookCase['p']): Derivative {
  const { mumax, KG, KQ, KIL, KIA, kd: kd0, kdA, KDA, kdL, KDL, klys, YXG, mG, YXQ, aQ, bQ } = p
  const { YLG, Lup, KLup, YAQ, rA, qP0, qPb, kdegQ } = p
  return (_, y, d) => {
    const viable = y[1]!
    const Glc = Math.max(y[3]!, 0)
    const Gln = Math.max(y[4]!, 0)
    const Lac = Math.max(y[5]!, 0)
    const Amm = y[6]!
    const amm3 = Amm * Amm * Amm
    const mu = (((((((mumax * Glc) / (KG + Glc)) * Gln) / (KQ + Gln)) * KIL) / (KIL + Lac)) * KIA) / (KIA + Amm)
    const kd = kd0 + (kdA * amm3) / (KDA * KDA * KDA + amm3) + (kdL * Lac * Lac) / (KDL * KDL + Lac * Lac)
    const qG = mu / YXG + (mG * Glc) / (KG + Glc)
    const qQ = mu / YXQ + (aQ * Gln) / (bQ + Gln)
    const qL = (YLG * qG * mu) / (mu + 0.012) - (((Lup * Lac) / (KLup + Lac)) * 0.02) / (0.02 + mu)
    d[0] = 0
    d[1] = (mu - kd) * viable
    d[2] = kd * viable - klys * y[2]!
    d[3] = -qG * viable
    d[4] = -qQ * viable - kdegQ * Gln
    d[5] = qL * viable
    d[6] = YAQ * qQ * viable + kdegQ * Gln - ((rA * Amm) / (2 + Amm)) * viable
    d[7] = qP0 * (1 - (qPb * mu) / mumax) * viable
  }
}

function bolus(c: TextbookCase, day: number, y: Float64Array): void {
  if (day < c.firstDay || day >= c.days) return
  const kept = y[0]! / (y[0]! + c.bolus_L)
  y[0]! += c.bolus_L
  for (let i = 1; i < y.length; i++) y[i]! *= kept
  y[3]! += (1 - kept) * c.bolusGlc_mM
  y[4]! += (1 - kept) * c.bolusGln_mM
}

/** Adaptive between the boluses, or in the fixed steps of 0.1 h of the played culture. */
export function solveTextbook(c: TextbookCase, played: boolean): Hourly {
  const hours = 24 * c.days
  const derivative = rates(c.p)
  if (!played) {
    const breaks: number[] = []
    for (let t = 0; t < hours; t += 24) breaks.push(t)
    return integrateHourly({
      columns: COLUMNS,
      start: c.start,
      hours,
      breaks: [...breaks, hours],
      at: (t, y) => bolus(c, t / 24, y),
      derivative,
      relative: 1e-6,
      absolute: new Float64Array(COLUMNS.length).fill(1e-6),
    })
  }
  const step = rungeKutta4(COLUMNS.length)
  const y = Float64Array.from(c.start)
  const rows: Float64Array[] = []
  for (let i = 0; i <= Math.round(10 * hours); i++) {
    if (i % 240 === 0) bolus(c, i / 240, y)
    if (i % 10 === 0) rows.push(y.slice())
    if (i < Math.round(10 * hours)) step(derivative, i / 10, 0.1, y)
  }
  return { columns: COLUMNS, rows }
}

/** The CSV of a case of kind `cho-textbook-1`. */
export function textbookCsv(data: Fields, file: string, played: boolean): string {
  return hourlyCsv(solveTextbook(readTextbookCase(data, file), played))
}
