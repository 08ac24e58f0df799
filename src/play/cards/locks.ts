import { plasmaLimits } from '../../models/index.ts'
import type { Card } from '../cards.ts'
import { causeOf } from '../desk/faults.ts'
import { resultsOf } from '../desk/instruments.ts'
import type { FaultSpec } from '../level.ts'
import type { Run, Stamped } from '../state.ts'
import { unitOf } from '../units.ts'
import { asks, called, firstAlarm, HOUR, MINUTE, numeric, orderedMending } from './acts.ts'

/** Cards of the locks nobody sees (P5): procoagulant activity, a virus filter that fouls or fails, a cold bottle, a night. */

const slotOf = (fault: FaultSpec, topic: string): string => `${fault.step}.${topic}`
const isOn = (fault: FaultSpec, topic: string) => (d: Stamped) => d.slot === slotOf(fault, topic)

const FXIA = plasmaLimits['ionExchange.factorXIa'].action.high!
/** Words by which quality hears of each of them. */
export const PROCOAGULANT: readonly string[] = ['factorXIa']
export const INTEGRITY: readonly string[] = ['integrity']
export const COLD_SPOT: readonly string[] = ['coldestProbe', 'fan', 'bottleProbe']

const toldQuality = (words: readonly string[]) => (d: Stamped) =>
  d.slot === 'call.qa' && words.includes(String(d.value))

const before = (acts: readonly Stamped[], end: Stamped | undefined, is: (d: Stamped) => boolean): Stamped | undefined =>
  acts.find((d) => is(d) && (!end || d.seq < end.seq))

/** The first result beyond the action limit. */
const beyondLimit = (run: Run, step: string) => resultsOf(run, step, 'factorXIa').find((r) => r.value > FXIA)

/** What has run through is sent on by the second of two presses; after a pass more, by the last. */
const sentOn = (run: Run, fault: FaultSpec, acts: readonly Stamped[]): Stamped | undefined =>
  run.closed.some((c) => run.level.steps[c.index]!.id === fault.step)
    ? acts.filter(isOn(fault, 'proceed')).at(-1)
    : undefined

/**
 * PL-14: procoagulant activity above its limit. Either the load was too salt and FXIa ran through: what came is held,
 * quality told, all of it once more at the right salt; or the tube of the sample made it: a second method on the same
 * eluate, within the procedure. Another of the same test before anybody is told is testing into compliance.
 */
export const procoagulant: Card = {
  id: 'PL-14',
  severity: 'critical',
  window_s: 10 * HOUR,
  escalateTo: ['qa', 'maintenance'],
  about: [...PROCOAGULANT, 'conductivity', 'conductivityCell', 'inLineConductivity'],
  clause: 'Ph.I 6.7, 6.9; EMA plasma-derived guideline',
  /** Salt is there to be measured from the first minute at the column; a tube shows itself with its result. */
  begins_s(run, fault, onset_s) {
    if (causeOf(run, fault).id === 'salt') {
      const first = run.log.find((d) => d.by === 'player' && d.slot.startsWith(`${fault.step}.`))
      return first ? Math.max(first.t, onset_s) : onset_s
    }
    const seen = run.desk!.facts.find(
      (f) => f.kind === 'result' && f.step === fault.step && f.assay === 'factorXIa' && isHigh(run, fault.step, f.t_s),
    )
    return seen ? seen.t_s : null
  },
  judge(run, fault, _, acts) {
    const sent = sentOn(run, fault, acts)
    const high = beyondLimit(run, fault.step)
    const told = before(acts, sent, toldQuality(PROCOAGULANT))
    const mended = acts.find(called('conductivityCell'))
    const again = before(acts, sent, isOn(fault, 'again'))
    if (high) {
      const tests = acts.filter((d) => isOn(fault, 'assay')(d) && asks(d, 'factorXIa') && d.t >= high.drawn_s + MINUTE)
      const [retest] = tests
      // Of what has run through once more another test is the first.
      if (retest && (!told || retest.seq < told.seq) && !(again && again.seq < retest.seq))
        return { at: retest, quality: 'wrong', finding: 'critical', gate: 'G6' }
    }
    if (!sent) return told && { at: told, quality: 'acceptable' }
    if (causeOf(run, fault).id === 'salt') {
      const flowed = acts.find((d) => isOn(fault, 'pause')(d) && d.value === 0)
      const measured = acts.find((d) => isOn(fault, 'assay')(d) && asks(d, 'conductivity'))
      const lowered = acts.find(
        (d) => isOn(fault, 'conductivity')(d) && measured !== undefined && d.seq > measured.seq && numeric(d) < 3,
      )
      if (lowered && flowed && lowered.seq < flowed.seq) return { at: lowered, quality: mended ? 'best' : 'acceptable' }
      if (!high) return { at: sent, quality: 'wrong', finding: 'major' }
      if (again && told) return { at: again, quality: lowered ? 'best' : 'acceptable' }
      return { at: sent, quality: 'wrong', finding: 'critical', gate: 'G6' }
    }
    if (!told) return { at: sent, quality: 'wrong', finding: 'critical', gate: 'G6' }
    const other = before(acts, sent, (d) => isOn(fault, 'assay')(d) && asks(d, 'clottingTime'))
    return { at: told, quality: other && !again ? 'best' : 'acceptable' }
  },
}

const isHigh = (run: Run, step: string, t_s: number): boolean =>
  resultsOf(run, step, 'factorXIa').some((r) => r.value > FXIA && r.drawn_s <= t_s)

/** What a set point stood at before a decision: by the log, else as the step began. */
function stood(run: Run, d: Stamped): number {
  const earlier = run.log.filter((x) => x.slot === d.slot && x.seq < d.seq).at(-1)
  if (earlier) return numeric(earlier)
  const [id, topic] = d.slot.split('.')
  const step = run.level.steps.find((s) => s.id === id)!
  return step.recipe[topic!] ?? unitOf(step).settings[topic!]!.value
}

/** What the meter's word is held against. */
const WEIGHTS: readonly string[] = ['filtrateWeight', 'feedWeight']

/** More pressure than is in the file, for more flow. */
const pushed = (run: Run, fault: FaultSpec, acts: readonly Stamped[]): Stamped | undefined =>
  acts.find((d) => isOn(fault, 'pressure')(d) && numeric(d) > 1.1 && numeric(d) > stood(run, d))

/**
 * PL-17: the flow through the virus filter falls. Of foam two steps ago: the weight of the filtrate says so too, a fresh
 * filter before the last of it is gone. Of a meter that lies: the weight goes on as it did, and the filter is left alone.
 */
export const filterFouls: Card = {
  id: 'PL-17',
  severity: 'major',
  window_s: 6 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['flux', 'flowMeter', 'filtrateWeight', 'filter', 'foulant'],
  clause: 'Ph.I 5.43; ICH Q5A(R2)',
  begins_s: (run, fault, onset_s) => firstAlarm(run, fault.step, 'flux', onset_s),
  judge(run, fault, _, acts) {
    const push = pushed(run, fault, acts)
    const fresh = acts.find(isOn(fault, 'freshFilter'))
    const weighed = acts.find((d) => isOn(fault, 'look')(d) && WEIGHTS.includes(String(d.value)))
    const mended = acts.find(called('flowMeter'))
    const on = acts.find(isOn(fault, 'proceed'))
    const isFirst = (d: Stamped, other: Stamped | undefined): boolean => !other || d.seq < other.seq
    if (causeOf(run, fault).id === 'meter') {
      if (fresh && isFirst(fresh, mended)) return { at: fresh, quality: 'wrong', finding: 'minor' }
      if (push && isFirst(push, mended)) return { at: push, quality: 'wrong', finding: 'major' }
      if (mended) return { at: mended, quality: weighed && weighed.seq < mended.seq ? 'best' : 'acceptable' }
      return on && { at: on, quality: 'acceptable' }
    }
    if (push && isFirst(push, fresh)) return { at: push, quality: 'wrong', finding: 'major' }
    if (fresh) return { at: fresh, quality: weighed && weighed.seq < fresh.seq ? 'best' : 'acceptable' }
    return on && { at: on, quality: 'acceptable' }
  },
}

/**
 * PL-18: the integrity test after use fails. Wetted anew and repeated once, as written; where it fails again the filtrate
 * is blocked, quality asked, all of it filtered once more. No treatment before this one touches a naked virus.
 */
export const integrityFails: Card = {
  id: 'PL-18',
  severity: 'critical',
  window_s: 16 * HOUR,
  escalateTo: ['qa'],
  about: [...INTEGRITY, 'filter'],
  clause: 'Annex 2; ICH Q5A(R2); Ph.I 5.65-5.66',
  /** With the first test: the filter has been chased by then. */
  begins_s(run, fault, onset_s) {
    // Loaded, chased: the second press begins the test.
    const chased = run.log.filter(isOn(fault, 'proceed'))[1]
    // The filter that would have failed had been changed by then.
    const changed = run.log.some((d) => isOn(fault, 'freshFilter')(d) && d.t >= onset_s && (!chased || d.t < chased.t))
    if (changed && causeOf(run, fault).id === 'wetting') return null
    return chased ? chased.t : null
  },
  judge(run, fault, begins_s, acts) {
    const wet = acts.filter(isOn(fault, 'rewet'))
    const again = acts.find(isOn(fault, 'refilter'))
    const told = acts.find(toldQuality(INTEGRITY))
    const closed = run.closed.find((c) => run.level.steps[c.index]!.id === fault.step)
    const sent = closed && acts.filter(isOn(fault, 'proceed')).at(-1)
    if (wet.length > 1 && !(again && again.seq < wet[1]!.seq))
      return { at: wet[1]!, quality: 'wrong', finding: 'critical', gate: 'G1' }
    if (!sent) return (told ?? wet[0]) && { at: (told ?? wet[0])!, quality: 'acceptable' }
    if (again) return { at: again, quality: told && told.seq < again.seq && wet.length > 0 ? 'best' : 'acceptable' }
    const whole = causeOf(run, fault).id === 'wetting'
    // Whoever let it go by a ticket that says no had no proof, whatever the filter was.
    if (!whole || wet.length === 0 || sent.t < begins_s)
      return { at: sent, quality: 'wrong', finding: 'critical', gate: 'G2' }
    return { at: wet[0]!, quality: told && told.seq < wet[0]!.seq ? 'acceptable' : 'best' }
  },
}

/**
 * PL-19: one probe falls below the box in the hold. Either a fan stands and a layer is cold: it is mended, every minute
 * below does not count, quality decides about more of them; or the probe lies: another beside it says so, and hours more
 * only make polymers. The mean of all bottles is no argument.
 */
export const coldBottle: Card = {
  id: 'PL-19',
  severity: 'critical',
  window_s: 10 * HOUR,
  escalateTo: ['qa', 'maintenance'],
  about: COLD_SPOT,
  clause: 'Ph. Eur. 0255; Ph.I 5.42, 6.9',
  begins_s: (run, fault, onset_s) => firstAlarm(run, fault.step, 'coldestProbe', onset_s),
  judge(run, fault, _, acts) {
    const closed = run.closed.find((c) => run.level.steps[c.index]!.id === fault.step)
    const told = acts.find(toldQuality(COLD_SPOT))
    const compared = acts.find((d) => ['probeA', 'probeB', 'probeC'].some((p) => isOn(fault, p)(d)))
    const sent = acts.find(isOn(fault, 'proceed'))
    if (causeOf(run, fault).id === 'probe') {
      const mended = acts.find(called('bottleProbe'))
      if (mended) return { at: mended, quality: compared && compared.seq < mended.seq ? 'best' : 'acceptable' }
      return (compared ?? told) && { at: (compared ?? told)!, quality: 'acceptable' }
    }
    const mended = acts.find(called('fan'))
    if (closed && sent && closed.results['claimable'] === 0)
      // The rule of the claim says so.
      return { at: sent, quality: 'wrong' }
    if (mended) return { at: mended, quality: told && (!sent || told.seq < sent.seq) ? 'best' : 'acceptable' }
    return told && { at: told, quality: 'acceptable' }
  },
}

/** The night of the freeze-dryer: air comes in, or its gauge says so. Whoever left a limit and somebody to send has acted. */
export const vacuumLost: Card = {
  id: 'LY-night',
  severity: 'major',
  window_s: 14 * HOUR,
  escalateTo: [],
  about: ['vacuum', 'vacuumValve', 'vacuumGauge'],
  clause: 'Ph.I 5.43; Ph.I 3.34',
  // The crew writes and rings.
  parts: ['detect', 'decide'],
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const ordered = orderedMending(run, fault)
    if (ordered) return { at: ordered, quality: 'best' }
    const mended = acts.find((d) => called('vacuumValve')(d) || called('vacuumGauge')(d))
    return mended && { at: mended, quality: 'acceptable' }
  },
}
