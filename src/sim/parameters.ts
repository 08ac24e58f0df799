import type { Problem } from './fault.ts'
import { type Unit, UNITS } from './quantity.ts'

/** Where a number comes from, as in the science sheets. Only V, R and D may be shown to a learner as literature. */
export type Evidence =
  /** seen in the cited source */
  | 'V'
  /** read in a file of a public repository */
  | 'R'
  /** general knowledge, unverified */
  | 'G'
  /** calibrated so that the model behaves as the sources say */
  | 'C'
  /** derived or calculated */
  | 'D'

/** One number of a model or one setting of an operator, described once: ranges, tables and checks are read from here. */
export interface Spec {
  readonly means: string
  readonly unit: Unit
  readonly value: number
  readonly min: number
  readonly max: number
  readonly evidence: Evidence
  readonly source: string
}

export type Specs = Readonly<Record<string, Spec>>

export type Values<S extends Specs> = { readonly [K in keyof S]: number }

/** Shorthand for writing spec tables: spec(means, unit, value, [min, max], evidence, source). */
export function spec(
  means: string,
  unit: Unit,
  value: number,
  range: readonly [number, number],
  evidence: Evidence,
  source: string,
): Spec {
  return { means, unit, value, min: range[0], max: range[1], evidence, source }
}

export function defaults<S extends Specs>(specs: S): Values<S> {
  return Object.fromEntries(Object.entries(specs).map(([id, s]) => [id, s.value])) as Values<S>
}

/** How a level file spells a key: name and unit, `temperature_C`. */
export function fileKey(id: string, unit: Unit): string {
  const suffix = UNITS[unit]
  return suffix === '' ? id : `${id}_${suffix}`
}

/** Why `value` cannot stand for this spec, or undefined when it can. */
export function checkValue(id: string, s: Spec, value: unknown, path: string): Problem | undefined {
  const range = `Give a number from ${s.min} to ${s.max}${s.unit === '1' ? '' : ` ${s.unit}`}.`
  if (typeof value !== 'number' || !(value - value === 0))
    return { path, code: 'not_a_number', message: `${id} must be a finite number.`, remedy: range }
  if (value < s.min || value > s.max)
    return { path, code: 'range', message: `${id} = ${value} is outside its range.`, remedy: range }
  return undefined
}

/**
 * Defaults with the given changes, keyed as in a file (`muMax_per_h`). Unknown keys, wrong units and values out of range
 * come back as problems; `values` is only to be used when there are none.
 */
export function withChanges<S extends Specs>(
  specs: S,
  changes: Readonly<Record<string, unknown>>,
  path: string,
): { readonly values: Values<S>; readonly problems: readonly Problem[] } {
  const keys = new Map(Object.entries(specs).map(([id, s]) => [fileKey(id, s.unit), id]))
  const values: Record<string, number> = { ...defaults(specs) }
  const problems: Problem[] = []
  for (const [key, value] of Object.entries(changes)) {
    const at = path === '' ? key : `${path}.${key}`
    const id = keys.get(key)
    if (id === undefined) {
      const meant = Object.keys(specs).find((k) => key === k || key.startsWith(`${k}_`))
      problems.push(
        meant === undefined
          ? {
              path: at,
              code: 'unknown_key',
              message: `'${key}' is not known here.`,
              remedy: `Known: ${[...keys.keys()].join(', ')}.`,
            }
          : {
              path: at,
              code: 'unknown_unit',
              message: `'${key}' does not carry the unit of ${meant}.`,
              remedy: `Write ${fileKey(meant, specs[meant]!.unit)}.`,
            },
      )
      continue
    }
    const problem = checkValue(id, specs[id]!, value, at)
    if (problem) problems.push(problem)
    else values[id] = value as number
  }
  return { values: values as Values<S>, problems }
}

/** Every table says where its letters and sources are explained; a page lies three folders down. */
const EVIDENCE_NOTE = 'Evidence letters and sources: [docs/sources.md](../../../docs/sources.md).'

/** The parameter table of a model page: one row per number, with unit, range, evidence and source. */
export function specTable(specs: Specs): string {
  const rows = Object.entries(specs).map(
    ([id, s]) =>
      `| \`${id}\` | ${s.means} | ${s.value} | ${s.unit === '1' ? '–' : s.unit} | ${s.min} … ${s.max} | ${s.evidence} | ${s.source} |`,
  )
  const head = ['| id | meaning | value | unit | range | evidence | source |', '|---|---|---|---|---|---|---|']
  return [...head, ...rows, '', EVIDENCE_NOTE].join('\n')
}
