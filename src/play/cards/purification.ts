import type { Card } from '../cards.ts'
import { asks, called, firstAlarm, HOUR, MINUTE, numeric } from './acts.ts'
import { antibodyLimits } from '../../models/index.ts'
import { causeOf } from '../desk/faults.ts'
import { resultsOf } from '../desk/instruments.ts'
import type { Run, Stamped } from '../state.ts'

/** Cards of the columns and the acid (M4): what was measured before the act that cannot be taken back. */

interface Reported {
  readonly drawn_s: number
  readonly due_s: number
  readonly value: number
}

/** Results of an assay as they came back. */
function reported(run: Run, step: string, assay: string): readonly Reported[] {
  const results = resultsOf(run, step, assay)
  return run.desk!.samples.flatMap((s) => {
    const found = s.step === step && s.assay === assay && results.find((r) => r.drawn_s === s.drawn_s)
    return found ? [{ drawn_s: s.drawn_s, due_s: s.due_s, value: found.value }] : []
  })
}

const acted = (run: Run, slot: string): readonly Stamped[] =>
  run.log.filter((d) => d.slot === slot && d.by === 'player')

/** Limits of the plant; those of the columns and the acid do not grow with it. */
const limits = antibodyLimits(2000)
const ASYMMETRY_LIMIT = limits['capture.asymmetry'].alert.high!

/** MA-12: the packing test is out of limits. A gap beside the bed stays; a bad injection is gone in the second test. */
export const packing: Card = {
  id: 'MA-12',
  severity: 'major',
  window_s: 4 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['column', 'asymmetry'],
  clause: 'Ph.I 5.42; Annex 15',
  /** When the test says so, or when the load begins without one. */
  begins_s(run, fault) {
    const bad = reported(run, fault.step, 'asymmetry').find((r) => r.value > ASYMMETRY_LIMIT)
    const loads = acted(run, `${fault.step}.proceed`)[0]
    const seconds = [bad?.due_s, loads?.t].filter((t) => t !== undefined)
    const first_s = seconds.length ? Math.min(...seconds) : null
    // Whoever began late enough met a test that was right.
    const isGap = causeOf(run, fault).id === 'gap'
    return bad === undefined && !isGap ? null : first_s
  },
  judge(run, fault, _, acts) {
    const load = acts.find((d) => d.slot === `${fault.step}.proceed`)
    if (!load) return undefined
    const tests = reported(run, fault.step, 'asymmetry').filter((r) => r.due_s <= load.t)
    const last = tests.at(-1)
    if (last && last.value <= ASYMMETRY_LIMIT) return { at: load, quality: 'best' }
    const repacked = acts.find((d) => called('column')(d) && d.t + HOUR <= load.t)
    if (repacked) return { at: load, quality: 'acceptable' }
    return { at: load, quality: 'wrong', finding: 'major' }
  },
}

/** MA-13: UV of the flow-through rises before the planned volume: titre, resin, or the lamp; a sample tells. */
export const breakthrough: Card = {
  id: 'MA-13',
  severity: 'minor',
  window_s: HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['uv', 'uvLamp', 'titre', 'resin'],
  clause: 'Ph.I 5.43, 5.44',
  begins_s: (run, fault, onset_s) => firstAlarm(run, fault.step, 'uv', onset_s),
  judge(run, fault, begins_s, acts) {
    const slot = (topic: string): string => `${fault.step}.${topic}`
    const stopped = acts.find((d) => d.slot === slot('proceed'))
    const compared = acts.find((d) => d.slot === slot('assay') && asks(d, 'breakthrough'))
    const slowed = acts.find((d) => d.slot === slot('loadResidence') && numeric(d) > 6)
    if (slowed && (!stopped || slowed.t < stopped.t)) return { at: slowed, quality: 'wrong', finding: 'major' }
    if (causeOf(run, fault).id === 'lamp') {
      if (compared && (!stopped || compared.t < stopped.t)) return { at: compared, quality: 'best' }
      // A cycle more than needed, and nothing lost.
      return stopped && { at: stopped, quality: 'acceptable' }
    }
    const held = acts.find((d) => (d.slot === slot('pause') && numeric(d) !== 0) || d.slot === slot('proceed'))
    if (!stopped || !held) return undefined
    const late_s = held.t - begins_s
    if (late_s > 25 * MINUTE) return { at: stopped, quality: 'wrong', finding: 'minor' }
    return { at: held, quality: late_s <= 10 * MINUTE ? 'best' : 'acceptable' }
  },
}

/** ASTM E2888, and minutes that this product’s file asks for in one piece. */
const CLAIM_PH = limits['lowPhHold.pH'].action.high!
const FULL_HOLD_S = 60 * MINUTE
/** Below it the antibody aggregates (mab.md §1.7: action). */
const TOO_ACID = limits['lowPhHold.pH'].action.low!

/** MA-14: in the hold the pH is above its limit, or an instrument says so. Minutes in the wrong place do not add up. */
export const holdPh: Card = {
  id: 'MA-14',
  severity: 'critical',
  window_s: 1.5 * HOUR,
  escalateTo: ['qa'],
  about: ['poolPh', 'poolProbe', 'baseValve', 'pH'],
  clause: 'Annex 2; ICH Q5A(R2); Ph.I 5.42',
  /** When the display rings, or when the second meter says so once the clock runs. */
  begins_s(run, fault) {
    const clock = acted(run, `${fault.step}.proceed`)[0]
    if (!clock) return null
    const rang_s = firstAlarm(run, fault.step, 'poolPh', clock.t)
    const ends = acted(run, `${fault.step}.proceed`)[1]
    const read = reported(run, fault.step, 'pH').find(
      (r) => r.drawn_s >= clock.t && (!ends || r.due_s <= ends.t) && r.value > CLAIM_PH,
    )
    const seconds = [rang_s, read?.due_s].filter((t) => typeof t === 'number')
    return seconds.length ? Math.min(...seconds) : null
  },
  judge(run, fault, _, acts) {
    const slot = (topic: string): string => `${fault.step}.${topic}`
    const ended = acts.find((d) => d.slot === slot('proceed'))
    const before = (d: Stamped): boolean => !ended || d.seq < ended.seq
    const compared = acts.find((d) => d.slot === slot('assay') && asks(d, 'pH') && before(d))
    const acid = acts.filter((d) => d.slot === slot('acid') && before(d))
    if (causeOf(run, fault).id === 'high') {
      const [given] = acid
      if (given && (!compared || given.t < compared.t)) return { at: given, quality: 'wrong', finding: 'major' }
      const mended = acts.find(called('poolProbe'))
      if (mended && compared) return { at: mended, quality: 'best' }
      return compared && { at: compared, quality: 'acceptable' }
    }
    const readings = reported(run, fault.step, 'pH').filter((r) => !ended || r.due_s <= ended.t)
    const last = acid.at(-1)
    if (last && readings.some((r) => r.drawn_s > last.t && r.value < TOO_ACID))
      return { at: last, quality: 'wrong', finding: 'major' }
    if (!ended) return undefined
    if (!last || ended.t - last.t < FULL_HOLD_S) return { at: ended, quality: 'wrong', finding: 'critical', gate: 'G2' }
    const confirmed = readings.some((r) => r.drawn_s > last.t && r.value <= CLAIM_PH)
    return { at: last, quality: confirmed ? 'best' : 'acceptable' }
  },
}

/** Load conductivity up to which the flow-through column keeps what it should, by this product’s file. */
const LOAD_LIMIT_mS_cm = limits['anion.conductivity'].setPoint.high!

/** MA-17: the load is too salt. The tank's weight says whether too little buffer came or the wrong one. UV says nothing. */
export const loadSalt: Card = {
  id: 'MA-17',
  severity: 'major',
  window_s: 3 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['conductivity', 'dilutionPump', 'dilutionBuffer', 'tankWeight'],
  clause: 'Ph.I 5.43, 5.15; ICH Q5A(R2)',
  begins_s(run, fault) {
    const diluted = acted(run, `${fault.step}.dilute`)[0]
    const bad = reported(run, fault.step, 'conductivity').find(
      (r) => diluted && r.drawn_s >= diluted.t && r.value > LOAD_LIMIT_mS_cm,
    )
    if (bad) return bad.due_s
    const pumped = acted(run, `${fault.step}.proceed`)[0]
    const closed = run.closed.find((c) => run.level.steps[c.index]!.id === fault.step)
    const highest = closed?.results['highestConductivity_mS_cm'] ?? 0
    return pumped && highest > LOAD_LIMIT_mS_cm + 0.2 ? pumped.t : null
  },
  judge(run, fault, _, acts) {
    const slot = (topic: string): string => `${fault.step}.${topic}`
    const pumped = acts.find((d) => d.slot === slot('proceed'))
    if (!pumped) return undefined
    const diluted_s =
      acted(run, slot('dilute'))
        .filter((d) => d.seq < pumped.seq)
        .at(-1)?.t ?? 0
    const last = reported(run, fault.step, 'conductivity')
      .filter((r) => r.drawn_s >= diluted_s && r.due_s <= pumped.t)
      .at(-1)
    if (!last || last.value > LOAD_LIMIT_mS_cm) return { at: pumped, quality: 'wrong', finding: 'critical', gate: 'G2' }
    const thing = causeOf(run, fault).thing
    const weighed = acts.some((d) => d.slot === slot('look') && d.value === 'tankWeight' && d.seq < pumped.seq)
    const mended = thing !== null && acts.some(called(thing))
    return { at: pumped, quality: weighed || mended ? 'best' : 'acceptable' }
  },
}
