import { type Derivative, dormandPrince } from '../../sim/index.ts'

/** Rows at every full hour from 0 to the end, each with the state after the events of that hour. */
export interface Hourly {
  readonly columns: readonly string[]
  readonly rows: readonly Float64Array[]
}

export interface Stretches {
  readonly columns: readonly string[]
  readonly start: readonly number[]
  readonly hours: number
  /** Times at which something changes at once, 0 and `hours` included, in order. */
  readonly breaks: readonly number[]
  /** Called at every break but the last, before the stretch that begins there. */
  at(t_h: number, y: Float64Array): void
  readonly derivative: Derivative
  /** Absolute tolerance of each state. */
  readonly absolute: Float64Array
  readonly relative: number
}

/** Free-running: adaptive steps between the breaks, the hours in between by dense output. */
export function integrateHourly(s: Stretches): Hourly {
  const size = s.start.length
  const integrate = dormandPrince(size)
  const y = Float64Array.from(s.start)
  const rows: Float64Array[] = []
  for (let i = 0; i < s.breaks.length; i++) {
    const from = s.breaks[i]!
    if (i < s.breaks.length - 1) s.at(from, y)
    if (from === Math.floor(from)) rows[from] = y.slice()
    const to = s.breaks[i + 1]
    if (to === undefined) break
    const times: number[] = []
    for (let hour = Math.floor(from) + 1; hour < to; hour++) times.push(hour)
    integrate(s.derivative, y, from, to, {
      relative: s.relative,
      absolute: s.absolute,
      times,
      out: (index, row) => {
        rows[times[index]!] = row.slice()
      },
    })
  }
  return { columns: s.columns, rows }
}

/** `time_h` and the states, 13 significant digits as in the reference files. */
export function hourlyCsv({ columns, rows }: Hourly): string {
  const lines = rows.map((row, hour) => [hour, ...Array.from(row, digits)].join(','))
  return `${['time_h', ...columns].join(',')}\n${lines.join('\n')}\n`
}

const digits = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(13)))

/** Largest difference from a reference CSV, per state over the state's largest value; NaN or a missing row is infinite. */
export function worstError({ columns, rows }: Hourly, csv: string): number {
  const lines = csv.trim().split(/\r?\n/)
  if (lines[0] !== ['time_h', ...columns].join(',') || lines.length !== rows.length + 1) return Infinity
  const wanted = lines.slice(1).map((line) => line.split(',').map(Number))
  let worst = 0
  columns.forEach((_, j) => {
    const size = Math.max(...wanted.map((row) => Math.abs(row[j + 1]!)))
    for (const [i, row] of rows.entries()) {
      const difference = Math.abs(row[j]! - wanted[i]![j + 1]!)
      if (difference === 0) continue
      if (!(difference / size <= worst)) worst = size > 0 && difference / size >= 0 ? difference / size : Infinity
    }
  })
  return worst
}
