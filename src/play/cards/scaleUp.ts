import { vectorLimits, vectorRelease } from '../../models/index.ts'
import type { Card } from '../cards.ts'
import { causeOf } from '../desk/faults.ts'
import { resultsOf } from '../desk/instruments.ts'
import type { Run, Stamped } from '../state.ts'
import { asks, HOUR, MINUTE } from './acts.ts'

/** Cards of a change of scale (A6): a pour that lasts longer than complexes keep, a colony in grade A, a potency out of its limits. */

const { alert, action } = vectorLimits['vectorTransfection.addition']
/** Less of the culture than this is a cocktail thickened on the spot. */
const THICK_pct = vectorLimits['vectorTransfection.fraction'].action.low!

const closedAt = (run: Run, step: string) => run.closed.find((c) => run.level.steps[c.index]!.id === step)

/** The change of scale was opened as one at the desk where it was planned. */
const isOpened = (run: Run): boolean =>
  run.closed.some((c) => run.level.steps[c.index]!.unit === 'vectorPlan' && c.results['changeOpened'] === 1)

/**
 * AV-05: with the pump as it stands the pour lasts half an hour. What is kept is the age of the complexes, not the setting
 * of the pump: more pumps, tried with water; under a change that was opened before. Thickened threefold it is another mix.
 */
export const pourTooLong: Card = {
  id: 'AV-05',
  severity: 'major',
  window_s: 6 * HOUR,
  escalateTo: ['qa', 'maintenance'],
  about: ['scale', 'pumpHead', 'balance', 'waterBalance', 'waterMeter'],
  clause: 'Part IV §10; ICH Q12; Annex 15 §11',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const closed = closedAt(run, fault.step)
    const poured = acts.find((d) => d.slot === `${fault.step}.pour` || d.slot === `${fault.step}.mix`)
    if (!closed || !poured) return undefined
    const minutes = (closed.results['pour_s'] ?? 0) / MINUTE
    const asked = run.log.filter((d) => d.slot === `${fault.step}.fraction`).at(-1)
    const isThick = asked !== undefined && Number(asked.value) < THICK_pct
    if (isThick || minutes > action.high!) return { at: poured, quality: 'wrong', finding: 'major' }
    const tried = acts.some((d) => d.slot === `${fault.step}.look` && d.value === 'waterMeter' && d.seq < poured.seq)
    const best = minutes <= alert.high! + GRACE_MIN && isOpened(run) && tried
    return { at: poured, quality: best ? 'best' : 'acceptable' }
  },
}
/** A hose that fills first is no part of the pour. */
const GRACE_MIN = 1

const proposes = (d: Stamped): boolean =>
  d.slot === 'disposition.propose' && Array.isArray(d.value) && d.value[0] !== 'investigate'

/**
 * AV-17: one colony on a glove of grade A. Quality is told, the germ is named, the plate nobody touched is looked at, before
 * anything is decided. There is no mean of plates.
 */
export const gradeAPrint: Card = {
  id: 'AV-17',
  severity: 'critical',
  window_s: 48 * HOUR,
  escalateTo: ['qa'],
  about: ['glovePrint', 'controlPlate'],
  // What is found of it decides the lot, and is judged there.
  parts: ['detect', 'decide', 'record', 'escalate'],
  clause: 'Annex 1 §9.30, table 6; Part IV §9, §12',
  begins_s(run, fault, onset_s) {
    const seen = run.log.find(
      (d) => d.by === 'player' && d.t >= onset_s && d.slot === `${fault.step}.look` && d.value === 'glovePrint',
    )
    return seen ? seen.t : onset_s
  },
  judge(_, fault, __, acts) {
    const decided = acts.find(proposes)
    const before = (is: (d: Stamped) => boolean): Stamped | undefined =>
      acts.find((d) => is(d) && (!decided || d.seq < decided.seq))
    const named = before((d) => d.slot === 'call.qc' && d.value === 'glovePrint')
    const compared = before((d) => d.slot === `${fault.step}.look` && d.value === 'controlPlate')
    const said = before((d) => d.slot === 'call.qa' && d.value === 'glovePrint')
    if (named && compared && said) return { at: named, quality: 'best' }
    if (said ?? named) return { at: (said ?? named)!, quality: 'acceptable' }
    return decided && { at: decided, quality: 'wrong', finding: 'critical', gate: 'G6' }
  },
}

/** Of the reference; the game’s own table of release. */
const LEAST_pct = vectorRelease.potency.lower!

/**
 * AV-20: potency below what is registered, and a child waits. The figure stands until the laboratory has found what was
 * wrong with it; run again without that, it is tested into compliance.
 */
export const potencyOut: Card = {
  id: 'AV-20',
  severity: 'critical',
  window_s: 48 * HOUR,
  escalateTo: ['qa', 'qc'],
  about: ['cellPotency', 'potency'],
  clause: 'Part IV §11, §12; Annex 16; Ph.I 6.9',
  begins_s(run, fault) {
    const out = resultsOf(run, fault.step, 'cellPotency').find((r) => r.value < LEAST_pct)
    const sample =
      out &&
      run.desk!.samples.find((s) => s.step === fault.step && s.assay === 'cellPotency' && s.drawn_s === out.drawn_s)
    return sample ? sample.due_s : null
  },
  judge(run, fault, _, acts) {
    const again = acts.filter((d) => d.slot === `${fault.step}.assay` && asks(d, 'cellPotency'))
    const measure = acts.find((d) => d.slot === 'board.measure' && Array.isArray(d.value) && d.value[0] === fault.id)
    const before = again.filter((d) => !measure || d.seq < measure.seq)
    const [first, second] = before
    if (second) return { at: second, quality: 'wrong', finding: 'critical', gate: 'G6' }
    if (first) {
      const allowed = acts.some((d) => d.slot === 'call.qa' && d.seq < first.seq)
      return allowed ? { at: first, quality: 'acceptable' } : { at: first, quality: 'wrong', finding: 'major' }
    }
    const asked = acts.some((d) => d.slot === 'board.ask' && (!measure || d.seq < measure.seq))
    // Where a colony has settled the lot nobody has to find out about a figure as well.
    const isGivenUp = acts.find((d) => proposes(d) && Array.isArray(d.value) && d.value[0] === 'reject')
    if (!measure && isGivenUp && isLost(run)) return { at: isGivenUp, quality: 'acceptable' }
    return measure && { at: measure, quality: asked ? 'best' : 'acceptable' }
  },
}

const isLost = (run: Run): boolean =>
  run.level.work!.faults.some((f) => f.card === 'AV-17' && causeOf(run, f).lost === true)
