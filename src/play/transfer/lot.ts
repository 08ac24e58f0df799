/** Lots of a transfer: each a pure function of its guest, of what was put into its recipe, and the seed. Worked out once. */

import type { Run } from '../state.ts'
import type { Level } from '../level.ts'
import type { Bench } from '../week/suite.ts'
import { MOST_KNOWN } from '../week/suite.ts'
import type { LotKind, Process, Put } from './types.ts'
import { unitOf } from '../units.ts'

/** Longest a lot may last. */
const LONGEST_S = 60 * 86_400
/** Lots of one seed differ as lots do. */
const SEED_OF = { trial: 10_000, gmp: 20_000 } as const satisfies Record<LotKind, number>

const known = new WeakMap<Process, Map<string, Run>>()

/** Its recipe with other settings and constants; the last of one name counts. */
export function withPuts(level: Level, puts: readonly Put[]): Level {
  const steps = level.steps.map((step) => {
    const mine = puts.filter((p) => p.slot.startsWith(`${step.id}.`))
    if (mine.length === 0) return step
    const { settings } = unitOf(step)
    const recipe: Record<string, number> = { ...step.recipe }
    const parameters: Record<string, number> = { ...step.parameters }
    for (const { slot, value } of mine) {
      const name = slot.slice(step.id.length + 1)
      if (Object.hasOwn(settings, name)) recipe[name] = value
      else parameters[name] = value
    }
    return { ...step, recipe, parameters }
  })
  return { ...level, steps }
}

/** The lot, worked by the crew to its vials. Not to be changed. */
export function lotOf(bench: Bench, guest: Process, seed: number, kind: LotKind, puts: readonly Put[]): Run {
  let mine = known.get(guest)
  if (!mine) known.set(guest, (mine = new Map()))
  const key = `${seed} ${kind} ${puts.map((p) => `${p.slot} ${p.value}`).join(';')}`
  let lot = mine.get(key)
  if (!lot) {
    lot = bench.start(withPuts(guest.level, puts), seed + SEED_OF[kind])
    bench.advance(
      lot,
      LONGEST_S,
      bench.crew,
      () => undefined,
      () => lot!.running.length === 0,
    )
    if (mine.size >= MOST_KNOWN) mine.clear()
    mine.set(key, lot)
  }
  return lot
}
