import { vectorLimits } from '../../models/index.ts'
import { causeOf } from '../desk/faults.ts'
import type { Card } from '../cards.ts'
import type { Stamped } from '../state.ts'
import type { FaultSpec } from '../level.ts'
import { called, HOUR, MINUTE, numeric } from './acts.ts'

/**
 * AV-03: cells sit in clumps before they are transfected. Either the stirrer slips, and who mends it finds them parted by
 * the night; or the medium is weak, and only a passage into fresh medium helps. Motor and growth say which. Their
 * viability is good in both: it says nothing about clumps.
 */
export const clumpedCells: Card = {
  id: 'AV-03',
  severity: 'minor',
  window_s: 20 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['clumped', 'viableCells', 'stirrer', 'medium', 'motorLoad'],
  clause: 'Part IV §8; ICH Q5D',
  /** Whoever counts sees it; who does not count could have, in the morning after. */
  begins_s(run, _, onset_s) {
    const { length_s } = run.level.work!.rounds
    const morning_s = (Math.floor(onset_s / length_s) + 1) * length_s
    return run.t_s < morning_s ? null : morning_s
  },
  judge(run, fault, begins_s, acts) {
    const first = (is: (d: Stamped) => boolean): Stamped | undefined => acts.find(is)
    const slot = (topic: string): string => `${fault.step}.${topic}`
    const mended = first(called('stirrer'))
    const passed = first((d) => d.slot === slot('passage'))
    // Sent on, or left for the crew to send on, as they are.
    const gone = first((d) => d.slot === slot('proceed') || (d.slot === 'shift.leave' && d.t >= begins_s))
    if (causeOf(run, fault).id === 'stirrer') {
      if (mended) return { at: mended, quality: 'best' }
      // Fresh medium, and the stirrer still slips: they clump again.
      if (passed) return { at: passed, quality: 'acceptable' }
    } else {
      if (passed) return { at: passed, quality: 'best' }
      if (mended) return { at: mended, quality: 'wrong', finding: 'minor' }
    }
    return gone && { at: gone, quality: 'wrong', finding: 'minor' }
  },
}

const slotOf = (fault: FaultSpec, topic: string): string => `${fault.step}.${topic}`
const looked = (fault: FaultSpec, panel: string) => (d: Stamped) =>
  d.slot === slotOf(fault, 'look') && d.value === panel
const acted = (fault: FaultSpec, topic: string) => (d: Stamped) => d.slot === slotOf(fault, topic)

/** PEI runs in, by whichever name. */
const mixed = (fault: FaultSpec) => (d: Stamped) =>
  d.slot === slotOf(fault, 'mix') || d.slot === slotOf(fault, 'proceed') || d.slot === 'shift.leave'

/**
 * AV-06: three tubes of Rep/Cap where four belong. Either one is missing, and it is put in before anything is mixed; or
 * they are larger ones, and another would be one too many. The balance knows. More PEI makes up for no plasmid.
 */
export const tubeMissing: Card = {
  id: 'AV-06',
  severity: 'major',
  window_s: 4 * HOUR,
  escalateTo: ['tutor', 'qa'],
  about: ['repCapTubes', 'repCapWeight'],
  // Found before the mix it is a line of the record.
  parts: ['detect', 'decide', 'escalate'],
  clause: 'Part IV §9; Ph.I 5.38',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const mix = acts.find(mixed(fault))
    const weighed = acts.find(looked(fault, 'repCapWeight'))
    const added = acts.find(acted(fault, 'complete'))
    const inTime = added && (!mix || added.seq < mix.seq) ? added : undefined
    const knew = (d: Stamped): boolean => weighed !== undefined && weighed.seq < d.seq
    if (causeOf(run, fault).id === 'missing') {
      if (inTime) return { at: inTime, quality: knew(inTime) ? 'best' : 'acceptable' }
      return mix && { at: mix, quality: 'wrong', finding: 'major' }
    }
    if (inTime) return { at: inTime, quality: 'wrong', finding: 'minor' }
    return mix && { at: mix, quality: knew(mix) ? 'best' : 'acceptable' }
  },
}

/**
 * AV-01: the helper's certificate says 78 % supercoiled, its label says released. Either the plasmid is nicked, and the lot
 * in reserve is taken; or the page is another lot's. A gel knows. More DNA of a bad lot is more of what is bad.
 */
export const certificateLow: Card = {
  id: 'AV-01',
  severity: 'major',
  window_s: 4 * HOUR,
  escalateTo: ['tutor', 'qa'],
  about: ['certificate', 'gel'],
  parts: ['detect', 'decide', 'escalate'],
  clause: 'Part IV §7',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const mix = acts.find(mixed(fault))
    const seen = acts.find(looked(fault, 'gel'))
    const knew = (d: Stamped): boolean => seen !== undefined && seen.seq < d.seq
    const taken = acts.find(acted(fault, 'reserve'))
    const more = acts.find((d) => d.slot === slotOf(fault, 'dose') && numeric(d) > DOSE_MOST)
    if (more && (!mix || more.seq < mix.seq)) return { at: more, quality: 'wrong', finding: 'major' }
    if (causeOf(run, fault).id === 'nicked') {
      if (taken) return { at: taken, quality: knew(taken) ? 'best' : 'acceptable' }
      return mix && { at: mix, quality: 'wrong', finding: 'major' }
    }
    if (taken) return { at: taken, quality: 'acceptable' }
    if (mix && !knew(mix)) return { at: mix, quality: 'wrong', finding: 'minor' }
    return mix && { at: mix, quality: 'best' }
  },
}

/** As much DNA as the file knows without an alert, mg in 1e9 cells. */
const DOSE_MOST = vectorLimits['vectorTransfection.dose'].alert.high!
/** No older cocktail goes into a culture. */
const OLDEST_MIN = vectorLimits['vectorTransfection.age'].action.high!

/**
 * AV-04: the hose between bottle and tank fails its test while the complexes grow. Either its weld leaks, the connection is
 * made anew and the cocktail is too old by then: it is thrown away and the kit in reserve is mixed. Or the gauge lies: the
 * second one at the other end says so, and nothing is wrong with a cocktail poured in its time.
 */
export const hoseLeaks: Card = {
  id: 'AV-04',
  severity: 'major',
  window_s: 3 * HOUR,
  escalateTo: ['tutor', 'qa', 'maintenance'],
  about: ['hosePressure', 'hoseGauge', 'mixAge'],
  clause: 'Part IV §9; Ph.I 5.15',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, begins_s, acts) {
    const poured = acts.find((d) => d.slot === slotOf(fault, 'pour') && numeric(d) > 0)
    const thrown = acts.find(acted(fault, 'discard'))
    const second = acts.find(looked(fault, 'hoseGauge'))
    const knew = (d: Stamped): boolean => second !== undefined && second.seq < d.seq
    const fresh = thrown && (!poured || thrown.seq < poured.seq) ? thrown : undefined
    if (causeOf(run, fault).id === 'weld') {
      if (fresh) return { at: fresh, quality: knew(fresh) ? 'best' : 'acceptable' }
      return poured && { at: poured, quality: 'wrong', finding: 'major' }
    }
    if (fresh) return { at: fresh, quality: knew(fresh) ? 'acceptable' : 'wrong', finding: 'minor' }
    const late = poured && poured.t - begins_s > OLDEST_MIN * MINUTE
    if (late) return { at: poured, quality: 'wrong', finding: 'minor' }
    return poured && { at: poured, quality: knew(poured) ? 'best' : 'acceptable' }
  },
}
