import type { Logged } from '../../src/record/index.ts'

/** What people do to a record without meaning harm, and one thing they do. */
export interface Lapses {
  /** Lines never written. */
  readonly blank?: readonly string[]
  /** Lines written without a look at their display. */
  readonly unread?: readonly string[]
  /** Lines written with another figure first, then struck and corrected. */
  readonly struck?: readonly string[]
  /** Lines declared late, with the hour of the act. */
  readonly late?: readonly string[]
  /** Lines with an hour that is not theirs, and nothing said. */
  readonly backdated?: readonly string[]
  /** Orders for the night that name no limit. */
  readonly noLimit?: boolean
  /** Classes given to deviations, each at its second. */
  readonly classes?: readonly (readonly [t_s: number, value: string])[]
  /** Lines written a day late with that day's figure, and nothing said. */
  readonly undeclared?: Readonly<Record<string, number>>
}

/** A log with these lapses in it; `panels` says whose display a line is, as step.panel. */
export function withLapses(
  log: readonly Logged[],
  panels: Readonly<Record<string, string>>,
  lapses: Lapses,
): readonly Logged[] {
  const has = (list: readonly string[] | undefined, id: string): boolean => list?.includes(id) ?? false
  const classes = (lapses.classes ?? []).map(([t, value]): Logged => ({ t, slot: 'case.class', value }))
  const lapsed = log.flatMap((d, i): Logged[] => {
    if (d.slot === 'night.orders' && lapses.noLimit && Array.isArray(d.value))
      return [{ ...d, value: d.value.map((x, j) => (j === 1 ? 'alarm' : x)) }]
    if (d.slot.endsWith('.look')) {
      const next = log.slice(i).find((x) => x.slot.startsWith('record.') && panels[lineOf(x)] === panelOf(d))
      return next && next.t - d.t < 86_400 && has(lapses.unread, lineOf(next)) ? [] : [d]
    }
    if (!d.slot.startsWith('record.') || !Array.isArray(d.value)) return [d]
    const line = lineOf(d)
    const value = Number(d.value[0])
    if (has(lapses.blank, line)) return []
    const next = lapses.undeclared?.[line]
    if (next !== undefined) {
      const panel = panels[line]!
      const look = { t: d.t + 86_340, slot: `${panel.split('.')[0]}.look`, value: panel.split('.')[1]! }
      return [look, { ...d, t: d.t + 86_400, value: [next] }]
    }
    if (has(lapses.late, line)) return [{ ...d, value: [value, d.t - 300, 'late'] }]
    if (has(lapses.backdated, line)) return [{ ...d, value: [value, d.t - 5400] }]
    if (!has(lapses.struck, line)) return [d]
    const wrong = [value >= 10 ? value + 10 : value + 1]
    return [
      { ...d, value: wrong },
      { ...d, t: d.t + 60, value: [value, d.t + 60, '', 'misread'] },
    ]
  })
  return [...lapsed, ...classes].sort((a, b) => a.t - b.t)
}

const lineOf = (d: Logged): string => d.slot.slice('record.'.length)
const panelOf = (d: Logged): string => `${d.slot.slice(0, -'.look'.length)}.${String(d.value)}`
