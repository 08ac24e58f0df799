import { vectorLimits } from '../../models/index.ts'
import type { Card } from '../cards.ts'
import { causeOf } from '../desk/faults.ts'
import type { FaultSpec } from '../level.ts'
import type { Run, Stamped } from '../state.ts'
import { HOUR, numeric } from './acts.ts'

/** Cards of the opened cells (A3): a bottle that is not the file's, a line nobody signed, a bag that waits. */

const isOn = (fault: FaultSpec, topic: string) => (d: Stamped) => d.slot === `${fault.step}.${topic}`
const looked = (fault: FaultSpec, panel: string) => (d: Stamped) => isOn(fault, 'look')(d) && d.value === panel
const isBefore = (d: Stamped | undefined, end: Stamped | undefined): d is Stamped =>
  d !== undefined && (!end || d.seq < end.seq)

/** Words by which quality hears of the hold. */
export const HOLD: readonly string[] = ['hold', 'suiteBoard', 'suiteCall', 'bagClock']

/**
 * AV-10: the number on the bottle is not the file's. Either the warehouse sent an equivalent, which is another detergent:
 * that of the file is fetched. Or the supplier has renumbered his own, and the list of what is approved says so. Nobody
 * points at it: it stands on the label.
 */
export const otherDetergent: Card = {
  id: 'AV-10',
  severity: 'major',
  window_s: 4 * HOUR,
  escalateTo: ['tutor', 'qa'],
  about: ['detergentCode', 'approvedCode'],
  // Found before it is in it is a bottle sent back.
  parts: ['detect', 'decide', 'escalate'],
  clause: 'Part IV §9-10; Annex 15 §11',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const wet = acts.find(
      (d) => (isOn(fault, 'pause')(d) && d.value === 0) || isOn(fault, 'proceed')(d) || d.slot === 'shift.leave',
    )
    const list = acts.find(looked(fault, 'approvedCode'))
    const fetched = acts.find(isOn(fault, 'reserve'))
    if (causeOf(run, fault).id === 'equivalent') {
      if (isBefore(fetched, wet)) return { at: fetched, quality: isBefore(list, fetched) ? 'best' : 'acceptable' }
      return wet && { at: wet, quality: 'wrong', finding: 'major' }
    }
    if (isBefore(fetched, wet)) return { at: fetched, quality: 'acceptable' }
    if (!wet) return undefined
    // Luck: nobody had read what it is.
    return isBefore(list, wet) ? { at: wet, quality: 'best' } : { at: wet, quality: 'wrong', finding: 'major' }
  },
}

/** Hours a nuclease has to have had with its magnesium: the printed digest, a quarter of an hour short. */
const WHOLE_DIGEST_S = 1.75 * HOUR

/**
 * AV-11: the line of the magnesium is empty. Either nobody added any, the nuclease sleeps and a drop draws a thread: it
 * goes in, and the whole incubation is done again. Or it went in and nobody signed: the bottle weighs less. Buffer makes
 * the lysate thinner and cuts nothing.
 */
export const noMagnesium: Card = {
  id: 'AV-11',
  severity: 'major',
  window_s: 3 * HOUR,
  escalateTo: ['tutor', 'qa'],
  about: ['magnesiumLine', 'magnesiumBottle', 'thread'],
  clause: 'Part IV §9; Ph.I 5.38, 5.15',
  /** The line is due when the nuclease goes in, by whoever. */
  begins_s: (run, fault) => run.log.find(isOn(fault, 'proceed'))?.t ?? null,
  judge(run, fault, begins_s, acts) {
    const sent = acts.find((d) => isOn(fault, 'proceed')(d) && d.t > begins_s)
    const added = acts.find((d) => isOn(fault, 'addMagnesium')(d) && d.t >= begins_s)
    const weighed = acts.find(looked(fault, 'magnesiumBottle'))
    const thinned = acts.find(isOn(fault, 'dilute'))
    if (thinned && !isBefore(added, thinned)) return { at: thinned, quality: 'wrong', finding: 'major' }
    if (causeOf(run, fault).id === 'missing') {
      if (!isBefore(added, sent)) return sent && { at: sent, quality: 'wrong', finding: 'major' }
      if (!sent) return undefined
      const whole = sent.t - added.t >= WHOLE_DIGEST_S
      return { at: added, quality: whole && isBefore(weighed, added) ? 'best' : 'acceptable' }
    }
    if (isBefore(added, sent))
      return isBefore(weighed, added)
        ? { at: added, quality: 'wrong', finding: 'minor' }
        : { at: added, quality: 'acceptable' }
    return sent && { at: sent, quality: isBefore(weighed, sent) ? 'best' : 'acceptable' }
  },
}

const MOST_H = vectorLimits['hold.lysate'].action.high!

/**
 * AV-12: the planner's board says that the next suite is taken beyond the hold's hours. Either so says the suite too:
 * quality hears of it before they are over, and it is declared. Or the board counts from the wrong hour. A filter takes
 * germs, no minute off the clock; an hour that is shifted is a forgery.
 */
export const holdRunsOut: Card = {
  id: 'AV-12',
  severity: 'major',
  window_s: 12 * HOUR,
  escalateTo: ['qa'],
  about: HOLD,
  clause: 'Part IV §9; Ph.I 5.41',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, begins_s, acts) {
    const over_s = begins_s + MOST_H * HOUR
    const asked = acts.find(looked(fault, 'suiteCall'))
    const told = acts.find((d) => d.slot === 'call.qa' && HOLD.includes(String(d.value)))
    const filtered = acts.find(isOn(fault, 'filter'))
    const split = acts.find((d) => isOn(fault, 'split')(d) && numeric(d) > 0)
    if (filtered) return { at: filtered, quality: 'wrong', finding: 'major' }
    const gone = acts.find((d) => d.slot === 'shift.leave' || isOn(fault, 'proceed')(d))
    if (causeOf(run, fault).id === 'late') {
      if (told && told.t < over_s) return { at: told, quality: isBefore(asked, told) && !split ? 'best' : 'acceptable' }
      if (told) return { at: told, quality: 'acceptable' }
      return gone && { at: gone, quality: 'wrong', finding: 'major' }
    }
    if (asked) return { at: asked, quality: split ? 'acceptable' : 'best' }
    return (told ?? gone) && { at: (told ?? gone)!, quality: 'acceptable' }
  },
}

/** Whether anybody told quality, or wrote, about the hold of a run. */
export const holdDeclared = (run: Run, step: string): boolean =>
  run.log.some(
    (d) =>
      d.by === 'player' &&
      ((d.slot === 'call.qa' && HOLD.includes(String(d.value))) ||
        (d.slot === 'case.deviation' && Array.isArray(d.value) && d.value[1] === step)),
  )
