import { InputError } from '../command.ts'

/**
 * Reads a reference case with its file and path at hand, so that whatever is wrong is said in one line with the remedy.
 * Every function returns the value or throws an `InputError`.
 */
export interface Place {
  readonly file: string
  /** Place in the data, e.g. `case.binding.MCL_KA[0]`; empty for the whole. */
  readonly path: string
}

export function inside(place: Place, key: string | number): Place {
  const path = typeof key === 'number' ? `${place.path}[${key}]` : place.path === '' ? key : `${place.path}.${key}`
  return { file: place.file, path }
}

export function wrong(place: Place, message: string, remedy: string): InputError {
  return new InputError(place.file, place.path, message, remedy)
}

export type Fields = Readonly<Record<string, unknown>>

export function fields(value: unknown, place: Place): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(place, value === undefined ? 'is missing.' : 'is not an object.', 'Write { … } with named values.')
  return value as Fields
}

export interface Range {
  readonly min?: number
  readonly max?: number
  /** The least value itself is not allowed. */
  readonly above?: number
}

export function number(value: unknown, place: Place, { min, max, above }: Range = {}): number {
  const wanted =
    above !== undefined
      ? `Give a number above ${above}${max === undefined ? '' : ` and up to ${max}`}.`
      : min !== undefined
        ? `Give a number from ${min}${max === undefined ? ' up' : ` to ${max}`}.`
        : 'Give a finite number.'
  if (value === undefined) throw wrong(place, 'is missing.', wanted)
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(place, 'is not a finite number.', wanted)
  if (
    (min !== undefined && value < min) ||
    (max !== undefined && value > max) ||
    (above !== undefined && value <= above)
  )
    throw wrong(place, `${value} is out of range.`, wanted)
  return value
}

export function numbers(value: unknown, place: Place, length: number, range: Range = {}): number[] {
  if (!Array.isArray(value))
    throw wrong(place, value === undefined ? 'is missing.' : 'is not a list.', `Give a list of ${length} numbers.`)
  if (value.length !== length)
    throw wrong(
      place,
      `has ${value.length} numbers instead of ${length}.`,
      `Give ${length} numbers, in the order of the components.`,
    )
  return value.map((entry, i) => number(entry, inside(place, i), range))
}

export function text(value: unknown, place: Place): string {
  if (typeof value !== 'string' || value === '')
    throw wrong(place, value === undefined ? 'is missing.' : 'is not a text.', 'Give a text between quotes.')
  return value
}

export function choice<T extends string>(value: unknown, place: Place, known: readonly T[]): T {
  const found = known.find((k) => k === value)
  if (found !== undefined) return found
  const message = value === undefined ? 'is missing.' : `${JSON.stringify(value)} is not known.`
  throw wrong(place, message, `Known: ${known.map((k) => `'${k}'`).join(', ')}.`)
}
