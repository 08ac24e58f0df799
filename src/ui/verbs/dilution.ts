/** What a colleague works out beside a load tank: from its scale and from the last result, nothing else. */

export interface Measured {
  readonly value: number
  /** What the tank weighed when the sample was drawn. */
  readonly tank_L: number
}

/** Conductivity now and after so many litres more: the salt that was measured, spread over more volume. */
export function diluted(measured: Measured, tank_L: number, litres: number, diluent_mS_cm: number): number {
  const volume_L = Math.max(tank_L + litres, 1e-9)
  return diluent_mS_cm + ((measured.value - diluent_mS_cm) * measured.tank_L) / volume_L
}

/** The last point of a recorder at or before a second; its first one when there is none. */
export function shownAt(history: readonly (readonly [number, number | null])[], t_s: number): number | null {
  const before = history.filter(([t, value]) => t <= t_s && value !== null)
  return before.at(-1)?.[1] ?? history.find(([, value]) => value !== null)?.[1] ?? null
}
