/** Ceilings: what no amount of good work makes up for. */

import type { Severity } from './types.ts'

/** What a player learns when a gate closes. */
export const gates = {
  G1: 'a record falsified, backdated or borrowed',
  G2: 'a viral step not proven and the batch taken forward',
  G3: 'a sterility barrier broken and used',
  G4: 'a wrong or unreleased material used knowingly',
  G5: 'segregation broken, before / after viral steps or between products',
  G6: 'a result out of specification neutralised: averaged, tested again, blended, ignored',
  G7: 'released or shipped with an open critical case or a missing certificate',
  G8: 'uncontrolled release of modified organisms, fire, danger to people',
} as const

export type Gate = keyof typeof gates

export const CAPS = {
  /** Highest score with 0, 1, 2, 3 or more major findings. */
  majors: [100, 84, 74, 59],
  critical: 39,
  gate: 30,
  /** A record nobody can believe any more is worse than a lost batch. */
  integrityGate: 20,
} as const

export function capOf(count: Readonly<Record<Severity, number>>, closed: readonly Gate[]): number {
  let cap: number = CAPS.majors[Math.min(count.major, CAPS.majors.length - 1)]!
  if (count.critical > 0) cap = Math.min(cap, CAPS.critical)
  if (closed.includes('G1')) return Math.min(cap, CAPS.integrityGate)
  return closed.length > 0 ? Math.min(cap, CAPS.gate) : cap
}
