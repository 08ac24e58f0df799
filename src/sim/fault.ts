/** A broken invariant: a bug of ours, never a player's mistake. Refusals are values (see `Problem`), bugs throw this. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly details: Readonly<Record<string, number | string>>

  constructor(message: string, details: Readonly<Record<string, number | string>> = {}) {
    const list = Object.entries(details).map(([key, value]) => `${key} ${value}`)
    super(list.length ? `${message} (${list.join(', ')})` : message)
    this.details = details
  }
}

/** Throws unless every number of a state is finite. Hides nothing: NaN compares false with everything. */
export function requireFinite(values: ArrayLike<number>, what: string): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!(value - value === 0)) throw new Fault(`${what}: not a finite number`, { index: i, value: String(value) })
  }
}

/** What is wrong with data from outside, as a value: where, which rule, one sentence, and what to do. */
export interface Problem {
  /** Place in the data, e.g. `steps[2].recipe.temperature_C`; empty for the whole. */
  readonly path: string
  /** Stable code, e.g. `range`, `unknown_key`, `unknown_unit`. */
  readonly code: string
  readonly message: string
  readonly remedy: string
}
