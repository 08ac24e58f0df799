import { type Derivative, exp } from '../../sim/index.ts'
import { type Hourly, hourlyCsv, integrateHourly } from './hourly.ts'
import { type Fields, fields, inside, number, numbers, type Place, wrong } from './input.ts'

/**
 * Kind `aav-nguyen-1`: the published triple-transfection model (Nguyen et al. 2021), kept to check against, never
 * played. Written from its equations (tests/reference/EQUATIONS.md), molecules in a cell. Assembly and export take a
 * hundred thousandth of an hour: VP and what is in the nucleus follow at once and are no states of the integration.
 */
export interface NguyenCase {
  readonly p: Readonly<Record<(typeof PARAMETERS)[number], number>>
  /** Copies outside a cell at the start: Rep/Cap, vector, helper. */
  readonly copies: readonly number[]
  readonly exchange_h: number
  readonly hours: number
}

// oxfmt-ignore
const PARAMETERS = [
  'kU', 'kE', 'kN', 'kD', 'kSyn', 'dR', 'dC', 'kV', 'kBP', 'kA', 'kBC', 'kP', 'kS', 'g1', 'g2',
] as const
const PLASMIDS = ['RC', 'V', 'H']
const COLUMNS = [
  PLASMIDS.flatMap((plasmid) => ['ex', 'endo', 'cyt', 'nuc'].map((place) => `${plasmid}_${place}`)),
  'Rep VP vDNA EmptyNuc FullNuc EmptyCyt FullCyt RepBound RepCap'.split(' '),
].flat()
/** Where what integrates stands in the columns; the others follow from them. */
const INTEGRATED = [...Array.from({ length: 13 }, (_, i) => i), 14, 17, 18, 19, 20]
const CELLS_per_mL = 1e6
const VP_OF_CAPSID = 60

export function readNguyenCase(data: Fields, file: string): NguyenCase {
  const root: Place = { file, path: '' }
  const at = inside(root, 'params')
  const params = fields(data['params'], at)
  for (const key of Object.keys(params))
    if (!PARAMETERS.some((known) => known === key))
      throw wrong(inside(at, key), 'is not known here.', `Known: ${PARAMETERS.join(', ')}.`)
  const p = {} as Record<(typeof PARAMETERS)[number], number>
  for (const key of PARAMETERS) p[key] = number(params[key], inside(at, key), { above: 0 })
  const hours = number(data['tend_h'], inside(root, 'tend_h'), { above: 0, max: 1000 })
  return {
    p,
    copies: numbers(data['copies_RC_V_H'], inside(root, 'copies_RC_V_H'), 3, { min: 0 }),
    exchange_h: number(data['t_exchange_h'], inside(root, 't_exchange_h'), { above: 0, max: hours }),
    hours,
  }
}

/** Cells in a millilitre, and how fast they dilute what is in them. */
export const nguyenCells_per_mL = ({ g1, g2 }: NguyenCase['p'], t: number): number =>
  CELLS_per_mL + (g1 / g2) * (1 - exp(-g2 * t))
const dilution = (p: NguyenCase['p'], t: number): number => (p.g1 * exp(-p.g2 * t)) / nguyenCells_per_mL(p, t)

/** What follows at once: coat protein, empty and full capsids in the nucleus. */
function atOnce(p: NguyenCase['p'], m: number, RC: number, H: number, Rep: number, RepCap: number, vDNA: number) {
  const VP = (p.kSyn * RC * H) / (VP_OF_CAPSID * p.kA + p.dC + m)
  const EmptyNuc = (p.kA * VP) / (p.kS + m + p.kBC * Rep)
  const packed = p.kP * RepCap * vDNA
  return { VP, EmptyNuc, packed, FullNuc: packed / (p.kS + m) }
}

function rates(p: NguyenCase['p']): Derivative {
  return (t, y, d) => {
    const m = dilution(p, t)
    const Rep = y[12]!
    const vDNA = y[13]!
    const RepCap = y[17]!
    for (let i = 0; i < 12; i += 4) {
      d[i] = -p.kU * y[i]!
      d[i + 1] = p.kU * y[i]! - (p.kE + p.kD + m) * y[i + 1]!
      d[i + 2] = p.kE * y[i + 1]! - (p.kN + p.kD + m) * y[i + 2]!
      d[i + 3] = p.kN * y[i + 2]! - (p.kD + m) * y[i + 3]!
    }
    const RC = y[3]!
    const H = y[11]!
    const { EmptyNuc, packed, FullNuc } = atOnce(p, m, RC, H, Rep, RepCap, vDNA)
    const docked = p.kBC * Rep * EmptyNuc
    const blocked = p.kBP * RC * Rep
    d[3]! -= blocked
    d[12] = p.kSyn * RC * H - blocked - docked + packed - (p.dR + m) * Rep
    d[13] = p.kV * Rep * y[7]! * H - packed - m * vDNA
    d[14] = p.kS * EmptyNuc - m * y[14]!
    d[15] = p.kS * FullNuc - m * y[15]!
    d[16] = blocked
    d[17] = docked - packed
  }
}

export function solveNguyen(c: NguyenCase): Hourly {
  const { p } = c
  const start = INTEGRATED.map(() => 0)
  c.copies.forEach((copies, i) => (start[4 * i] = copies))
  const { rows } = integrateHourly({
    columns: COLUMNS,
    start,
    hours: c.hours,
    breaks: [0, c.exchange_h, c.hours].filter((t, i, all) => i === 0 || t > all[i - 1]!),
    at(t, y) {
      if (t === c.exchange_h) y[0] = y[4] = y[8] = 0
    },
    derivative: rates(p),
    relative: 1e-8,
    absolute: new Float64Array(start.length).fill(1e-8),
  })
  return {
    columns: COLUMNS,
    rows: rows.map((y, hour) => {
      const row = new Float64Array(COLUMNS.length)
      INTEGRATED.forEach((column, i) => (row[column] = y[i]!))
      const { VP, EmptyNuc, FullNuc } = atOnce(p, dilution(p, hour), y[3]!, y[11]!, y[12]!, y[17]!, y[13]!)
      row[13] = VP
      row[15] = EmptyNuc
      row[16] = FullNuc
      return row
    }),
  }
}

/** The CSV of a case of kind `aav-nguyen-1`; it is not played, so there is no other way. */
export const nguyenCsv = (data: Fields, file: string): string => hourlyCsv(solveNguyen(readNguyenCase(data, file)))
