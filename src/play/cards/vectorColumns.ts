import { vectorLimits } from '../../models/index.ts'
import type { Card } from '../cards.ts'
import { causeOf } from '../desk/faults.ts'
import { resultsOf } from '../desk/instruments.ts'

import type { Run, Stamped } from '../state.ts'
import { asks, called, HOUR, MINUTE, numeric } from './acts.ts'

/** Cards of the AAV plant’s columns (A4): acid that must not last, a gradient that is not where the file has it, an alert. */

const isOn = (step: string, topic: string) => (d: Stamped) => d.slot === `${step}.${topic}`
const looked = (step: string, panel: string) => (d: Stamped) => d.slot === `${step}.look` && d.value === panel
const firstOf = (run: Run, is: (d: Stamped) => boolean): Stamped | undefined =>
  run.log.find((d) => d.by === 'player' && is(d))

/** Acid that nobody ended for so long is no delay any more (aav.md §1.3 D7). */
const ACID_MIN = vectorLimits['vectorAffinity.neutralise'].alert.high!

/**
 * AV-13: neutraliser is in and the display stays acid. Either the bottle is too weak: another one at once, or found before
 * anything was eluted; or the probe of the pool lies: a second meter says so, and more is poured into nothing.
 */
export const acidStays: Card = {
  id: 'AV-13',
  severity: 'major',
  window_s: 2 * HOUR,
  escalateTo: ['qa', 'tutor', 'maintenance'],
  about: ['neutraliser', 'poolPh', 'poolProbe', 'acidTime'],
  clause: 'Part IV §9',
  /** When the bottle was tried, or when it was poured in. */
  begins_s(run, fault) {
    const placed = firstOf(run, isOn(fault.step, 'place'))
    const tried = firstOf(run, (d) => looked(fault.step, 'neutraliser')(d) && placed !== undefined && d.t > placed.t)
    const poured = firstOf(run, isOn(fault.step, 'neutraliseNow'))
    const weak = causeOf(run, fault).id === 'weak'
    const seconds = [weak ? tried?.t : undefined, poured?.t].filter((t) => t !== undefined)
    return seconds.length ? Math.min(...seconds) : null
  },
  judge(run, fault, begins_s, acts) {
    const another = acts.find(isOn(fault.step, 'place'))
    const measured = acts.find((d) => isOn(fault.step, 'assay')(d) && asks(d, 'pH'))
    const poured = firstOf(run, isOn(fault.step, 'neutraliseNow'))
    const isClosed = run.closed.some((c) => run.level.steps[c.index]!.id === fault.step)
    const left = isClosed ? acts.filter(isOn(fault.step, 'proceed')).at(-1) : undefined
    if (causeOf(run, fault).id === 'weak') {
      if (!another) return left && { at: left, quality: 'wrong', finding: 'major' }
      const inTime = !poured || another.seq < poured.seq || another.t - begins_s <= ACID_MIN * MINUTE
      return { at: another, quality: inTime ? 'best' : 'acceptable' }
    }
    if (another && (!measured || another.seq < measured.seq)) return { at: another, quality: 'wrong', finding: 'minor' }
    const mended = acts.find(called('poolProbe'))
    if (mended && measured) return { at: mended, quality: 'best' }
    return measured && left && { at: measured, quality: 'acceptable' }
  },
}

/** Conductivity at which the player’s valve opened, as the recorder had it; null: it was never set. */
function openedAt(run: Run, step: string): { readonly at: Stamped; readonly mS_cm: number } | null {
  const cut = run.log.filter((d) => d.by === 'player' && isOn(step, 'cut')(d))
  const points = run.desk!.historian[`${step}.conductivity`] ?? []
  const shown = (t_s: number): number => points.filter((p) => p.t_s <= t_s).at(-1)?.shown ?? 0
  // Set below what flows by then the valve opens there; once it has opened, what is set afterwards is too late.
  const last = cut.find((d, i) => {
    const next = cut[i + 1]
    const until = points.filter((p) => p.t_s >= d.t && (!next || p.t_s < next.t))
    return until.some((p) => p.shown !== null && p.shown >= numeric(d) && p.shown > NOTHING_YET)
  })
  return last ? { at: last, mS_cm: Math.max(numeric(last), shown(last.t)) } : null
}

/** A load or the foot of the gradient is no peak. */
const NOTHING_YET = 7.5
/** Where the file has its cut, and how far the offset moves the peaks on the display (gmp.md: 1.2 mS/cm). */
const PRINTED_mS_cm = 9
const OFFSET_mS_cm = 1.2

/**
 * AV-14: the peaks are not where the file has them. The buffer is too alkaline, the conductivity cell reads too much, or the
 * lamp at 260 nm has a zero of its own. In the first two the ratio of the lights is right and the printed conductivity is
 * not; in the third it is the other way about. Another instrument says which, before anything is loaded.
 */
export const gradientOff: Card = {
  id: 'AV-14',
  severity: 'minor',
  window_s: 10 * HOUR,
  escalateTo: ['qa', 'tutor', 'maintenance'],
  about: ['bufferBag', 'conductivity', 'conductivityCell', 'uv260', 'uv280', 'lamp', 'pH'],
  clause: 'Part IV §9; ICH Q6B, Q8(R2)',
  /** From the flow let go on it can be seen; before that by whoever measures. */
  begins_s(run, fault, onset_s) {
    const first = firstOf(run, (d) => d.slot.startsWith(`${fault.step}.`))
    return first ? Math.max(first.t, onset_s) : null
  },
  judge(run, fault, _, acts) {
    const opened = openedAt(run, fault.step)
    const sent = acts.find((d) => isOn(fault.step, 'proceed')(d))
    if (!opened) return sent && { at: sent, quality: 'wrong', finding: 'major' }
    const before = (is: (d: Stamped) => boolean): boolean => acts.some((d) => is(d) && d.seq < opened.at.seq)
    const measured = (assay: string) => (d: Stamped) => isOn(fault.step, 'assay')(d) && asks(d, assay)
    const cause = causeOf(run, fault).id
    if (cause === 'lamp') {
      // Too early: more than half of what came then was empty.
      if (opened.mS_cm < PRINTED_mS_cm - 0.3) return { at: opened.at, quality: 'wrong', finding: 'major' }
      return { at: opened.at, quality: before(looked(fault.step, 'uv260')) ? 'best' : 'acceptable' }
    }
    if (opened.mS_cm < PRINTED_mS_cm + 0.5 * OFFSET_mS_cm) return { at: opened.at, quality: 'wrong', finding: 'major' }
    const knew = before(measured(cause === 'buffer' ? 'pH' : 'conductivity'))
    return { at: opened.at, quality: knew ? 'best' : 'acceptable' }
  },
}

/** The alert and the action limit of full capsids in the pool. */
const { alert, action } = vectorLimits['fullEmptyExchange.full']

/** First result of the pool of a step that lies below the alert and above the action limit. */
function alerted(run: Run, step: string): number | null {
  const seen = run.desk!.facts.find(
    (f) =>
      f.kind === 'result' &&
      f.step === step &&
      f.assay === 'fullByLight' &&
      resultsOf(run, step, 'fullByLight').some((r) => r.value < alert.low! && r.value >= action.low!),
  )
  return seen ? seen.t_s : null
}

/**
 * AV-15: the monolith has aged, its peaks are wider, and the pool stands below the alert, above the limit. It is written and
 * said, the trend is followed, the lot goes on. Another pass over the column is in no file.
 */
export const belowAlert: Card = {
  id: 'AV-15',
  severity: 'minor',
  window_s: 20 * HOUR,
  escalateTo: ['tutor', 'qa'],
  about: ['full', 'fullByLight', 'fullByMass'],
  parts: ['detect', 'decide', 'escalate'],
  clause: 'Part IV §9, §12',
  begins_s: (run, fault) => alerted(run, fault.step),
  judge(run, fault, begins_s, acts) {
    const { step } = fault
    const again = acts.find((d) => isOn(step, 'again')(d))
    if (again) return { at: again, quality: 'wrong', finding: 'major' }
    const sent = acts.find((d) => isOn(step, 'proceed')(d))
    const line = run.level.work!.lines.find((l) => l.step === step && l.panel === 'fullByLight')
    const wrote = run.log.find((d) => d.by === 'player' && d.slot === `record.${line?.id}` && d.t >= begins_s)
    if (!sent) return undefined
    if (wrote) return { at: wrote, quality: 'best' }
    const other = acts.some((d) => isOn(step, 'assay')(d) && (asks(d, 'fullByMass') || asks(d, 'fullByAssays')))
    return other ? { at: sent, quality: 'acceptable' } : { at: sent, quality: 'wrong', finding: 'minor' }
  },
}
