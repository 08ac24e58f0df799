import type { Card } from '../cards.ts'
import { causeOf } from '../desk/faults.ts'
import type { FaultSpec } from '../level.ts'
import type { Stamped } from '../state.ts'
import { called, firstAlarm, HOUR, MINUTE } from './acts.ts'

/** Cards of containment (A5): what another client left, a puddle, a cycle, a session, a label. */

const isOn = (fault: FaultSpec, topic: string) => (d: Stamped) => d.slot === `${fault.step}.${topic}`
const looked = (fault: FaultSpec, panel: string) => (d: Stamped) => isOn(fault, 'look')(d) && d.value === panel
const told = (words: readonly string[]) => (d: Stamped) => d.slot === 'call.qa' && words.includes(String(d.value))
const isBefore = (d: Stamped | undefined, end: Stamped | undefined): d is Stamped =>
  d !== undefined && (!end || d.seq < end.seq)
const gone = (fault: FaultSpec) => (d: Stamped) => isOn(fault, 'proceed')(d) || d.slot === 'shift.leave'

const TUBES: readonly string[] = ['tubeCode', 'changeoverList']

/**
 * AV-02: tubes of another serotype in the freezer of the suite, the changeover signed. Another client's: counted by two, set
 * apart, said before anything goes on. Or the control that the list of the changeover keeps there.
 */
export const otherSerotype: Card = {
  id: 'AV-02',
  severity: 'critical',
  window_s: 8 * HOUR,
  escalateTo: ['qa', 'tutor'],
  about: TUBES,
  clause: 'Part IV §4, §9; Annex 15 §10',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const end = acts.find(gone(fault))
    const thrown = acts.find(isOn(fault, 'discard'))
    const apart = acts.find(isOn(fault, 'segregate'))
    const list = acts.find(looked(fault, 'changeoverList'))
    if (thrown) return { at: thrown, quality: 'wrong', finding: 'major' }
    if (causeOf(run, fault).id === 'other') {
      if (isBefore(apart, end)) {
        const said = isBefore(acts.find(told(TUBES)), end)
        return { at: apart, quality: said && isBefore(list, end) ? 'best' : 'acceptable' }
      }
      return end && { at: end, quality: 'wrong', finding: 'critical', gate: 'G5' }
    }
    if (isBefore(list, end)) return { at: list, quality: isBefore(apart, end) ? 'acceptable' : 'best' }
    return (apart ?? end) && { at: (apart ?? end)!, quality: 'acceptable' }
  },
}

const BAG: readonly string[] = ['bund', 'bagLeak', 'puddleMeter', 'bagWeight', 'dripHeight', 'jacketTrap']
/** Minutes a naked virus has been shown to need under the validated product. */
const CONTACT_S = 30 * MINUTE
/** A leak that still runs after so long was left running. */
const PROMPT_S = HOUR

/**
 * AV-08: a puddle under the bag. Contained first; then a meter held into it, the load cells and a ruler say what it is. The
 * weld: into the bag in reserve by a welded path. The sampling port: its clamp. Water of the jacket: no more than a cloth.
 * Alcohol does little to a naked virus, tape holds for an hour, a drain leads outside.
 */
export const bagLeaks: Card = {
  id: 'AV-08',
  severity: 'critical',
  window_s: 4 * HOUR,
  escalateTo: ['qa', 'tutor', 'maintenance'],
  about: BAG,
  clause: 'Part IV §15; Directive 2009/41/EC, contained use',
  /** When the bund rings, or to who looks under the bag before it does. */
  begins_s(run, fault, onset_s) {
    const rang_s = firstAlarm(run, fault.step, 'bund', onset_s)
    const seen_s = run.log.find((d) => d.by === 'player' && d.t >= onset_s && isOn(fault, 'contain')(d))?.t ?? null
    return rang_s === null || seen_s === null ? (rang_s ?? seen_s) : Math.min(rang_s, seen_s)
  },
  judge(run, fault, begins_s, acts) {
    const out = acts.find((d) => isOn(fault, 'hose')(d) || isOn(fault, 'tape')(d))
    if (out) return { at: out, quality: 'wrong', finding: 'critical', gate: 'G8' }
    const end = acts.find(gone(fault))
    const contained = acts.find(isOn(fault, 'contain'))
    const measured = acts.find(looked(fault, 'puddleMeter'))
    const cause = causeOf(run, fault).id
    const moved = acts.find(isOn(fault, 'transfer'))
    if (cause === 'water') {
      if (isBefore(measured, end) && contained && !moved)
        return { at: measured, quality: isBefore(contained, measured) ? 'best' : 'acceptable' }
      const careful = moved ?? contained
      return careful ? { at: careful, quality: 'acceptable' } : end && { at: end, quality: 'wrong', finding: 'minor' }
    }
    const stopped = moved ?? (cause === 'port' ? acts.find(isOn(fault, 'clamp')) : undefined)
    if (!isBefore(stopped, end) || !isBefore(contained, end))
      return end && { at: end, quality: 'wrong', finding: 'critical', gate: 'G8' }
    const poured = acts.find(isOn(fault, 'disinfect'))
    const wiped = acts.find(isOn(fault, 'wipe'))
    if (!poured) {
      const spirit = acts.find(isOn(fault, 'alcohol')) ?? wiped ?? end
      return spirit && { at: spirit, quality: 'wrong', finding: 'major' }
    }
    // What has been poured is not wiped yet.
    if (!wiped && !end) return undefined
    const whole = (wiped ?? end)!.t - poured.t >= CONTACT_S
    const first = contained.seq < stopped.seq && stopped.t - begins_s <= PROMPT_S
    return { at: stopped, quality: whole && first ? 'best' : 'acceptable' }
  },
}

const CYCLE: readonly string[] = ['killProbe', 'steamGauge', 'cycleTicket', 'steamValve', 'effluent']

/**
 * AV-09: the cycle stands below its 121 °C. Weak steam: maintenance, and the whole cycle again. A probe that reads too
 * little: the pressure of the steam says so, maintenance gives another. Nothing is drained before; bleach proves nothing.
 */
export const cycleShort: Card = {
  id: 'AV-09',
  severity: 'major',
  window_s: 10 * HOUR,
  escalateTo: ['qa', 'tutor', 'maintenance'],
  about: CYCLE,
  clause: 'Part IV §15; contained-use licence of the site',
  begins_s: (run, fault, onset_s) => firstAlarm(run, fault.step, 'killProbe', onset_s),
  judge(run, fault, _, acts) {
    const bleached = acts.find(isOn(fault, 'bleach'))
    if (bleached) return { at: bleached, quality: 'wrong', finding: 'critical', gate: 'G8' }
    const drained = acts.find(isOn(fault, 'proceed'))
    const again = acts.find(isOn(fault, 'again'))
    const gauge = acts.find(looked(fault, 'steamGauge'))
    const cause = causeOf(run, fault)
    const mended = cause.thing === null ? undefined : acts.find(called(cause.thing))
    if (cause.id === 'steam') {
      const closed = run.closed.find((c) => run.level.steps[c.index]!.id === fault.step)
      if (drained && closed && closed.results['proven_min']! < WHOLE_MIN)
        return { at: drained, quality: 'wrong', finding: 'critical', gate: 'G8' }
      return again && drained && { at: again, quality: mended && mended.seq < again.seq ? 'best' : 'acceptable' }
    }
    if (isBefore(gauge, drained) && isBefore(mended, drained)) return { at: mended, quality: 'best' }
    if (isBefore(again, drained)) return { at: again, quality: 'acceptable' }
    if (!drained) return undefined
    return isBefore(gauge, drained)
      ? { at: drained, quality: 'acceptable' }
      : { at: drained, quality: 'wrong', finding: 'critical', gate: 'G8' }
  },
}
/** Minutes of the validated cycle, one short of the printer's rounding. */
const WHOLE_MIN = 29

const SESSION: readonly string[] = ['account', 'trailGap']

/**
 * AV-19: the skid's screen is open under another name. The administrator's, its audit trail off: said to quality, and since
 * when; then one's own session. Or that of a technician who went for lunch: closed, one's own opened.
 */
export const openSession: Card = {
  id: 'AV-19',
  severity: 'major',
  window_s: 6 * HOUR,
  escalateTo: ['qa', 'maintenance'],
  about: SESSION,
  clause: 'Annex 11 §9, §12; Part IV §6; PI 041-1 §9',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const runs = acts.find((d) => (isOn(fault, 'pause')(d) && d.value === 0) || isOn(fault, 'proceed')(d))
    const own = acts.find(isOn(fault, 'signIn'))
    const since = acts.find(looked(fault, 'trailGap'))
    const said = acts.find(told(SESSION))
    if (!isBefore(own, runs)) return runs && { at: runs, quality: 'wrong', finding: 'critical', gate: 'G1' }
    if (causeOf(run, fault).id !== 'admin') return { at: own, quality: 'best' }
    if (!said) return runs && { at: own, quality: 'wrong', finding: 'major' }
    return { at: own, quality: isBefore(since, runs) && isBefore(said, runs) ? 'best' : 'acceptable' }
  },
}

const BUFFER: readonly string[] = ['bufferLabel', 'bufferTicket', 'washBuffer']

/**
 * AV-16: no surfactant on the label of the wash buffer. There is none in it: another bag before anything flows. Or an old
 * label: the ticket of the balance has what was weighed. Surfactant at the end, or more pressure, brings nothing back.
 */
export const bareBuffer: Card = {
  id: 'AV-16',
  severity: 'major',
  window_s: 6 * HOUR,
  escalateTo: ['qa', 'tutor'],
  about: BUFFER,
  clause: 'Part IV §9; ICH Q8(R2)',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const runs = acts.find((d) => isOn(fault, 'pause')(d) && d.value === 0)
    const done = acts.find((d) => isOn(fault, 'proceed')(d) || d.slot === 'shift.leave')
    const fresh = acts.find(isOn(fault, 'freshBuffer'))
    const ticket = acts.find(looked(fault, 'bufferTicket'))
    if (causeOf(run, fault).id === 'bare') {
      if (isBefore(fresh, runs)) return { at: fresh, quality: isBefore(ticket, fresh) ? 'best' : 'acceptable' }
      if (fresh) return { at: fresh, quality: 'acceptable' }
      return done && { at: done, quality: 'wrong', finding: 'major' }
    }
    if (isBefore(fresh, runs)) return { at: fresh, quality: 'acceptable' }
    if (!runs) return undefined
    return isBefore(ticket, runs) ? { at: ticket, quality: 'best' } : { at: runs, quality: 'acceptable' }
  },
}
