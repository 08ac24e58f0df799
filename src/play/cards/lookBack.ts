import type { Card } from '../cards.ts'
import { causeOf } from '../desk/faults.ts'
import { PALLET, tracedOf } from '../desk/trace.ts'
import type { Run, Stamped } from '../state.ts'
import { HOUR, numeric } from './acts.ts'

/** Cards of a pool that is remembered (P6): a letter about a donor, a donation in the pool, a bottle nobody has listed. */

/** The pool goes on: the first of the waiting steps is let go. */
const letGo = (run: Run, acts: readonly Stamped[]): Stamped | undefined =>
  acts.find((d) => run.level.work!.trace!.gates.some((gate) => d.slot === `${gate}.pause`) && numeric(d) === 0)

const before = (acts: readonly Stamped[], end: Stamped | undefined, is: (d: Stamped) => boolean): Stamped | undefined =>
  acts.find((d) => is(d) && (!end || d.seq < end.seq))

const does = (topic: string, id: string) => (d: Stamped) => d.slot === `trace.${topic}` && d.value === id
const tells = (word: string) => (d: Stamped) => d.slot === 'call.qa' && d.value === word

/**
 * PL-02: a donor has turned positive, a donation stands on day 48 of the hold. It is found by its code and blocked, with
 * those before it, wherever they are; thrown away it proves nothing any more. The whole pallet blocked is safe, and dear.
 */
export const donorTurned: Card = {
  id: 'PL-02',
  severity: 'major',
  window_s: 10 * HOUR,
  escalateTo: ['qa'],
  about: ['donation'],
  clause: 'Annex 14 §4',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, _, __, acts) {
    const { pull, risky } = tracedOf(run)
    const thrown = acts.find((d) => d.slot === 'trace.discard')
    if (thrown) return { at: thrown, quality: 'wrong', finding: 'major' }
    const { blocked } = run.desk!.trace!
    const blocks = acts.filter((d) => d.slot === 'trace.block')
    const on = letGo(run, acts) ?? acts.find((d) => d.slot === 'shift.leave')
    const last = blocks.at(-1)
    const isFound = (id: string): boolean => blocked.includes(id) || blocked.includes(PALLET)
    if (!last || !pull.some(isFound)) return on && { at: on, quality: 'wrong', finding: 'critical', gate: 'G2' }
    // This pool is a card of its own.
    const others = risky.filter((pool) => pool !== 'poolHere')
    if (!pull.every(isFound) || !others.every((pool) => blocked.includes(pool)))
      return { at: last, quality: 'wrong', finding: 'major' }
    const more = blocked.filter((id) => id !== 'poolHere' && !pull.includes(id) && !others.includes(id as never))
    return { at: last, quality: more.length ? 'acceptable' : 'best' }
  },
}

/**
 * PL-03: a donation at risk is in this pool, whose own test is negative. Blocked, and quality asked, before anything goes
 * on; freed when the tube kept of that donation has answered, not before.
 */
export const donationPooled: Card = {
  id: 'PL-03',
  severity: 'critical',
  window_s: 60 * HOUR,
  escalateTo: ['qa'],
  about: ['pool'],
  clause: 'Annex 14 §4, §6; Ph.I 5.15',
  begins_s: (run, _, onset_s) => (tracedOf(run).risky.includes('poolHere') ? onset_s : null),
  judge(run, _, __, acts) {
    const on = letGo(run, acts)
    const unit = tracedOf(run).donations.find((d) => d.at === 'poolHere')!
    const block = before(acts, on, does('block', 'poolHere'))
    if (!block) return on && { at: on, quality: 'wrong', finding: 'critical', gate: 'G2' }
    const tube = run.desk!.trace!.tubes.find((t) => t.unit === unit.id)
    const freed = acts.find((d) => does('free', 'poolHere')(d) && d.seq > block.seq && !(tube && tube.due_s <= d.t))
    if (freed) return { at: freed, quality: 'wrong', finding: 'critical', gate: 'G2' }
    const told = before(acts, on, tells('pool'))
    return { at: block, quality: told && tube ? 'best' : 'acceptable' }
  },
}

/**
 * PL-06: the bottle of the first homogeneous pool is on no list. The rack says whether it was ever taken; quality hears of
 * it before anything goes on. Of a pool that has been parted nobody can take it any more.
 */
export const bottleMissing: Card = {
  id: 'PL-06',
  severity: 'critical',
  window_s: 10 * HOUR,
  escalateTo: ['qa'],
  about: ['poolSample'],
  clause: 'Annex 14 §6, §9; Ph. Eur. 0853',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const on = letGo(run, acts)
    const told = before(acts, on, tells('poolSample'))
    const reported = before(
      acts,
      on,
      (d) => d.slot === 'case.deviation' && Array.isArray(d.value) && d.value[0] === 'poolSample',
    )
    const searched = before(acts, told, does('open', 'rack'))
    if (told) return { at: told, quality: searched ? 'best' : 'acceptable' }
    if (reported) return { at: reported, quality: 'acceptable' }
    if (!on) return undefined
    // It was taken: what is missing is a line. It was not, and everything went on.
    return causeOf(run, fault).id === 'never'
      ? { at: on, quality: 'wrong', finding: 'critical', gate: 'G2' }
      : { at: on, quality: 'wrong', finding: 'major' }
  },
}
