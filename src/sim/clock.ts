import { Fault } from './fault.ts'

/**
 * Ticks, not clocks. Plant time is a whole number of seconds. Each running unit has its own tick; the next tick is the
 * earliest due one, units due at the same second go in the order of the level. A tick covers (due - tick_s, due].
 */
export interface Ticking {
  /** Whole seconds of plant time one tick covers. */
  readonly tick_s: number
  /** Second at which the next tick is due. */
  due_s: number
}

/** Index of the unit whose tick is due first and not after `until_s`, or -1. Ties go to the lower index. */
export function nextDue(units: readonly Ticking[], until_s: number): number {
  let first = -1
  for (let i = 0; i < units.length; i++) {
    if (units[i]!.due_s > until_s) continue
    if (first < 0 || units[i]!.due_s < units[first]!.due_s) first = i
  }
  return first
}

/** Performs every tick due up to and including `until_s`, in order. advance(500) is 500 times advance(1). */
export function advance<U extends Ticking>(
  units: readonly U[],
  until_s: number,
  tick: (unit: U, second: number) => void,
  /** Asked between seconds: a reason to stop before `until_s`. Never between two ticks of one second: a decision stamped
   * with that second must find all of them done, in play as in replay. */
  stop?: () => boolean,
): void {
  let done_s = -1
  for (let i = nextDue(units, until_s); i >= 0; i = nextDue(units, until_s)) {
    const unit = units[i]!
    if (unit.due_s !== done_s && stop?.()) return
    if (!(unit.tick_s > 0) || unit.tick_s !== Math.floor(unit.tick_s))
      throw new Fault('tick length', { tick_s: unit.tick_s })
    if (unit.due_s !== Math.floor(unit.due_s)) throw new Fault('tick due at no whole second', { due_s: unit.due_s })
    const second = unit.due_s
    done_s = second
    unit.due_s += unit.tick_s
    tick(unit, second)
  }
}
