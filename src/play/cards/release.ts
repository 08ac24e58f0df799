import type { Card } from '../cards.ts'
import { resultsOf } from '../desk/instruments.ts'
import { causeOf } from '../desk/faults.ts'
import { antibodyRelease } from '../../models/index.ts'
import type { Stamped } from '../state.ts'
import { asks, called, firstAlarm, HOUR, numeric } from './acts.ts'

/** MA-01: the vial in the hand is not the bank of the order. Set apart, two people at the list, another one taken. */
export const doubtfulVial: Card = {
  id: 'MA-01',
  severity: 'critical',
  window_s: 12 * HOUR,
  escalateTo: ['qa', 'tutor'],
  about: ['vial', 'identity'],
  clause: 'Ph.I 5.12, 5.34; ICH Q5D',
  begins_s: (_, __, onset_s) => onset_s,
  judge(_, __, ___, acts) {
    const taken = acts.find((d) => d.slot === 'vial.take')
    if (!taken) return undefined
    if (numeric(taken) === 0) return { at: taken, quality: 'wrong', finding: 'critical', gate: 'G4' }
    const apart = acts.some((d) => d.slot === 'vial.apart' && d.seq < taken.seq)
    return { at: taken, quality: apart ? 'best' : 'acceptable' }
  },
}

const isGivenUp = (d: Stamped): boolean =>
  d.slot === 'disposition.propose' && Array.isArray(d.value) && ['reject', 'withdraw'].includes(String(d.value[0]))

/**
 * MA-09: oxygen and pH fall together. Germs under the microscope: the vessel is closed off and the lot given up, nothing
 * goes downstream. None: a transmitter that lies, oxygen that does not come, or antifoam that keeps it out; the lot is a
 * good one.
 */
export const milkyCulture: Card = {
  id: 'MA-09',
  severity: 'critical',
  window_s: 12 * HOUR,
  escalateTo: ['qa', 'qc', 'maintenance'],
  about: ['contamination', 'transmitter', 'oxygen', 'oxygenValve', 'foam', 'pH'],
  clause: 'Annex 2; Ph.I 5.10, 5.15',
  begins_s: (run, fault, onset_s) => {
    const rings = ['oxygen', 'pH'].flatMap((panel) => firstAlarm(run, fault.step, panel, onset_s) ?? [])
    return rings.length ? Math.min(...rings) : null
  },
  judge(run, fault, _, acts) {
    const slot = (topic: string): string => `${fault.step}.${topic}`
    const { germs_per_mL, thing } = causeOf(run, fault)
    const looked = acts.find((d) => d.slot === slot('assay') && asks(d, 'gram'))
    const compared = looked ?? acts.find((d) => d.slot === slot('assay') && asks(d, 'gasAnalyserOxygen'))
    const givenUp = acts.find(isGivenUp)
    if (germs_per_mL === undefined) {
      // A good culture thrown away.
      const harvested = run.desk!.facts.some((f) => f.kind === 'closed' && f.step === fault.step)
      if (givenUp && !harvested) return { at: givenUp, quality: 'wrong', finding: 'major' }
      if (thing === null) {
        // Too much antifoam goes by itself; more of it, or somebody sent for to mend what is whole, does not help it.
        const more = acts.find((d) => d.slot === slot('antifoam'))
        if (more) return { at: more, quality: 'wrong', finding: 'major' }
        const sent = acts.some((d) => d.slot === 'call.maintenance')
        return compared && { at: compared, quality: looked && !sent ? 'best' : 'acceptable' }
      }
      const mended = acts.find(called(thing))
      return mended && { at: mended, quality: compared && compared.seq < mended.seq ? 'best' : 'acceptable' }
    }
    // Whatever is sent on: a filter holds cells back, not endotoxin and enzymes.
    const sent = acts.find((d) => d.slot === slot('proceed'))
    if (sent && (!givenUp || sent.seq < givenUp.seq))
      return { at: sent, quality: 'wrong', finding: 'critical', gate: 'G6' }
    const closedOff = acts.find((d) => d.slot === slot('pause') && numeric(d) === 1)
    if (!givenUp) return undefined
    const proven = looked && looked.seq < givenUp.seq && closedOff && closedOff.seq < givenUp.seq
    return { at: givenUp, quality: proven ? 'best' : 'acceptable' }
  },
}

const REGISTERED = antibodyRelease['release.hcpHard'].upper!

/**
 * MA-20: a result beyond what is registered. It stands until the laboratory has found and written what was wrong with it;
 * run again and again, or averaged, it is neutralised.
 */
export const hcpOut: Card = {
  id: 'MA-20',
  severity: 'critical',
  window_s: 48 * HOUR,
  escalateTo: ['qa', 'qc'],
  about: ['hcp'],
  clause: 'Ph.I 6.7, 6.9; Annex 16 §3',
  begins_s(run, fault) {
    const out = run.desk!.samples.find(
      (s) =>
        s.step === fault.step &&
        s.assay === 'hcp' &&
        resultsOf(run, s.step, 'hcp').some((r) => r.drawn_s === s.drawn_s && r.value > REGISTERED),
    )
    return out ? out.due_s : null
  },
  judge(_, fault, __, acts) {
    const again = acts.filter((d) => d.slot === `${fault.step}.assay` && asks(d, 'hcp'))
    const measure = acts.find((d) => d.slot === 'board.measure' && Array.isArray(d.value) && d.value[0] === fault.id)
    const before = again.filter((d) => !measure || d.seq < measure.seq)
    const [first, second] = before
    // Twice more, with nothing found that was wrong with the first: testing into compliance.
    if (second) return { at: second, quality: 'wrong', finding: 'critical', gate: 'G6' }
    if (first) {
      const allowed = acts.some((d) => d.slot === 'call.qa' && d.seq < first.seq)
      return allowed ? { at: first, quality: 'acceptable' } : { at: first, quality: 'wrong', finding: 'major' }
    }
    const asked = acts.some((d) => d.slot === 'board.ask' && (!measure || d.seq < measure.seq))
    return measure && { at: measure, quality: asked ? 'best' : 'acceptable' }
  },
}
