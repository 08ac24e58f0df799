import { plasmaLimits } from '../../models/index.ts'
import type { Card } from '../cards.ts'
import { causeOf } from '../desk/faults.ts'
import type { FaultSpec } from '../level.ts'
import type { Run, Stamped } from '../state.ts'
import { unitOf } from '../units.ts'
import { asks, called, firstAlarm, HOUR, MINUTE, numeric } from './acts.ts'

/** Cards of the viral border (P4): a dose that did not arrive, minutes out of range, a hose of the other side. */

const slotOf = (fault: FaultSpec, topic: string): string => `${fault.step}.${topic}`

/** A ticket this far under what was asked is short; one that has not moved for so long has ended. */
const SHORT_OF = 0.9
const STANDS_S = 4 * MINUTE
const MOVES_mM = 0.3

/** What the skid was asked for at a second: by the log, else as the step began. */
function askedFor_mM(run: Run, stepId: string, t_s: number): number {
  const set = run.log.filter((d) => d.slot === `${stepId}.caprylate` && d.t <= t_s && numeric(d) > 0).at(-1)
  const step = run.level.steps.find((s) => s.id === stepId)!
  return set ? numeric(set) : (step.recipe['caprylate'] ?? unitOf(step).settings['caprylate']!.value)
}

/** When the ticket stands, and stands too low. */
function ticketShort_s(run: Run, stepId: string): number | null {
  const points = (run.desk!.historian[`${stepId}.doseTicket`] ?? []).filter((p) => p.shown !== null)
  let from = 0
  for (const [i, point] of points.entries()) {
    while (points[from]!.t_s < point.t_s - STANDS_S) from++
    const stands = i > 0 && point.t_s - points[0]!.t_s >= STANDS_S && point.shown! > 2
    if (!stands || Math.abs(point.shown! - points[from]!.shown!) > MOVES_mM) continue
    if (point.shown! < SHORT_OF * askedFor_mM(run, stepId, point.t_s)) return point.t_s
  }
  return null
}

/**
 * PL-13: the ticket shows less than was asked. Either the pump gave less: a sample says so, quality agrees, the rest goes
 * in and the hour begins then; time does not replace dose, and no column makes good what was not inactivated. Or the scale
 * is wrong: a sample says that, and who pours on makes IgG fall.
 */
export const doseShort: Card = {
  id: 'PL-13',
  severity: 'major',
  window_s: 2 * HOUR,
  escalateTo: ['qa'],
  about: ['doseTicket', 'caprylate', 'dosingPump', 'doseScale'],
  clause: 'Ph.I 5.38, 4.20; Annex 2; ICH Q7 §8.1',
  begins_s: (run, fault) => ticketShort_s(run, fault.step),
  judge(run, fault, _, acts) {
    const proceeds = run.log.filter((d) => d.slot === slotOf(fault, 'proceed'))
    const left = proceeds[1]
    const poured = acts.find((d) => d.slot === slotOf(fault, 'pour'))
    const sampled = acts.find((d) => d.slot === slotOf(fault, 'assay') && asks(d, 'caprylate'))
    const isBefore = (a: Stamped | undefined, b: Stamped): boolean => a !== undefined && a.seq < b.seq
    if (causeOf(run, fault).id === 'scale') {
      const mended = acts.find(called('doseScale'))
      if (poured && !isBefore(sampled, poured)) return { at: poured, quality: 'wrong', finding: 'major' }
      if (mended) return { at: mended, quality: isBefore(sampled, mended) ? 'best' : 'acceptable' }
      return sampled && { at: sampled, quality: 'acceptable' }
    }
    if (!poured || (left && left.seq < poured.seq)) return left && { at: left, quality: 'wrong' }
    const asked = run.log.find((d) => d.by === 'player' && d.slot === 'call.qa' && d.seq < poured.seq)
    return { at: poured, quality: asked && isBefore(sampled, poured) ? 'best' : 'acceptable' }
  },
}

/** Minutes from the alarm in which the clock is stopped at once. */
const AT_ONCE_S = 15 * MINUTE

/** Longest that a hold asks for in one piece: this product's file, else the plant's. */
function asked_h(run: Run, stepId: string): number {
  const step = run.level.steps.find((s) => s.id === stepId)!
  return step.parameters['claimTime'] ?? plasmaLimits['solventDetergent.time'].action.low!
}

/**
 * PL-15: in the hold the temperature is under its limit, or a probe says so. Minutes out of range do not count: the clock
 * stops, quality hears of it, and a whole hold begins anew; or the missing minutes are held on, declared.
 */
export const coldHold: Card = {
  id: 'PL-15',
  severity: 'critical',
  window_s: 2 * HOUR,
  escalateTo: ['qa'],
  about: ['poolTemperature', 'handThermometer', 'jacket', 'vatProbe'],
  clause: 'Annex 2; EMA plasma-derived guideline; Ph.I 5.42',
  begins_s: (run, fault, onset_s) => firstAlarm(run, fault.step, 'poolTemperature', onset_s),
  judge(run, fault, begins_s, acts) {
    const compared = acts.find((d) => d.slot === slotOf(fault, 'look') && d.value === 'handThermometer')
    const stopped = acts.find((d) => d.slot === slotOf(fault, 'pause') && numeric(d) !== 0)
    const restarted = acts.filter((d) => d.slot === slotOf(fault, 'restart')).at(-1)
    const ended = acts.find((d) => d.slot === slotOf(fault, 'proceed'))
    if (causeOf(run, fault).id === 'probe') {
      const mended = acts.find(called('vatProbe'))
      if (mended) return { at: mended, quality: compared && compared.seq < mended.seq ? 'best' : 'acceptable' }
      const careful = restarted ?? compared
      return careful && { at: careful, quality: 'acceptable' }
    }
    if (!ended) return undefined
    const told = acts.find((d) => d.slot === 'call.qa' || d.slot === 'case.deviation')
    const whole = restarted !== undefined && ended.t - restarted.t >= HOUR * asked_h(run, fault.step) - MINUTE
    const isProven = run.closed.some((c) => run.level.steps[c.index]!.id === fault.step && c.results['claimable'] === 1)
    if (whole && isProven) {
      const heard = acts.some((d) => d.slot === 'call.qa' && d.seq < restarted.seq)
      const atOnce = stopped !== undefined && stopped.t - begins_s <= AT_ONCE_S
      return { at: stopped ?? restarted, quality: heard && atOnce ? 'best' : 'acceptable' }
    }
    // What nobody declares has not happened on paper.
    if (isProven && !told) return { at: ended, quality: 'wrong', finding: 'critical', gate: 'G1' }
    return { at: ended, quality: isProven ? 'acceptable' : 'wrong' }
  },
}

/** PL-16: no clean hose of the treated side hangs there, and one of the other side does. Ask for the right one, and wait. */
export const wrongHose: Card = {
  id: 'PL-16',
  severity: 'critical',
  window_s: 12 * HOUR,
  escalateTo: ['qa', 'maintenance'],
  about: ['postHose', 'hose'],
  clause: 'Annex 14 §5-6; Annex 2; Ph.I 5.18–5.21',
  /** The hooks are there for everybody to see. */
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const proceeds = acts.filter((d) => d.slot === slotOf(fault, 'proceed'))
    const ended = proceeds.at(-1)
    const isOver = run.closed.some((c) => run.level.steps[c.index]!.id === fault.step)
    const waited = acts.find(called('postHose'))
    if (!isOver || !ended) return waited && { at: waited, quality: 'acceptable' }
    if (hoseAt(run, fault.step, ended.seq) >= 1.5) return { at: ended, quality: 'wrong' }
    return waited ? { at: waited, quality: 'best' } : { at: ended, quality: 'acceptable' }
  },
}

/** The hose that hung at a step when it was sent on: 0 none, 1 of the treated side, 2 of the untreated side. */
export function hoseAt(run: Run, stepId: string, beforeSeq = Infinity): number {
  const step = run.level.steps.find((s) => s.id === stepId)!
  const set = run.log.filter((d) => d.slot === `${stepId}.hose` && d.seq < beforeSeq).at(-1)
  return set ? numeric(set) : (step.recipe['hose'] ?? unitOf(step).settings['hose']!.value)
}
