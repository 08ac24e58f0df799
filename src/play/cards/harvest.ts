import type { Card } from '../cards.ts'
import { asks, called, HOUR, numeric } from './acts.ts'
import { antibodyLimits, antibodyUnits } from '../../models/index.ts'
import { causeOf } from '../desk/faults.ts'
import type { FaultSpec } from '../level.ts'
import type { Run, Stamped } from '../state.ts'
import { resultsOf } from '../desk/instruments.ts'

/** pH by which a corrected probe and the analyser's figure may differ: what one sample is worth. */
const AGREES_BY = 0.06

/**
 * MA-06 where a probe may be standardised: on the figure of a sample, better of two, never on the figure one would like to
 * read. Nothing rings: the loop holds what it reads.
 */
export const probeStandardised: Card = {
  id: 'MA-06-standardise',
  severity: 'major',
  window_s: 26 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['pH', 'pHProbe'],
  clause: 'Ph.I 3.41, 3.44, 4.20',
  /** From the first morning on which somebody is there to compare. */
  begins_s: (run, _, onset_s) => Math.max(onset_s, run.level.work!.starts_s),
  judge(run, fault, begins_s, acts) {
    const slot = (topic: string): string => `${fault.step}.${topic}`
    const standardised = acts.find(
      (d) => d.slot === slot('standardise') && Array.isArray(d.value) && d.value[0] === 'pH',
    )
    const sent = acts.find(called('pHProbe'))
    const samples = acts.filter((d) => d.slot === slot('assay') && asks(d, 'gasAnalyserPh'))
    // The set point moved, acid or base by hand: on the word of a probe that lies.
    const fought = acts.find((d) => d.slot === slot('base') || d.slot === slot('pH'))
    const mended = [standardised, sent].flatMap((d) => d ?? []).sort((a, b) => a.seq - b.seq)[0]
    if (fought && begins_s < fought.t && (!mended || fought.seq < mended.seq) && !isPrinted(fault, fought))
      return { at: fought, quality: 'wrong', finding: 'major' }
    if (!mended) return undefined
    const before = samples.filter((d) => d.seq < mended.seq)
    if (mended === sent) return before.length ? { at: mended, quality: 'acceptable' } : undefined
    const figure = (mended.value as readonly (number | string)[])[1] as number
    const known = resultsOf(run, fault.step, 'gasAnalyserPh').filter(
      (r) => r.drawn_s >= begins_s - 12 * HOUR && r.drawn_s < mended.t,
    )
    if (!known.some((r) => Math.abs(r.value - figure) <= AGREES_BY))
      return { at: mended, quality: 'wrong', finding: 'major' }
    return { at: mended, quality: before.length > 1 ? 'best' : 'acceptable' }
  },
}

/** The morning's own set point, put where the recipe has it. */
const PRINTED_PH = antibodyUnits.culture.settings.pH.value
const isPrinted = (fault: FaultSpec, d: Stamped): boolean =>
  d.slot === `${fault.step}.pH` && Math.abs(numeric(d) - PRINTED_PH) < 0.005

/** Viability at which a harvest still gains nothing by having waited, and below which the cells empty into the broth. */
const STILL_WELL_pct = 68
const TOO_LATE_pct = 63
/** The waiting broth: cooled at least so far, under air. */
const COLD_C = antibodyLimits(2000)['harvest.holdTemperature'].setPoint.high!

/**
 * MA-10: maintenance has the centrifuge for most of a day. Harvest before, harvest into a cold hold under air, or wait a
 * night if the slope still allows it; never wait for one more gram over the edge, never leave the broth warm.
 */
export const clarifierOut: Card = {
  id: 'MA-10',
  severity: 'major',
  window_s: 26 * HOUR,
  escalateTo: ['qa', 'tutor', 'maintenance'],
  about: ['centrifuge', 'hold', 'harvest', 'viability'],
  clause: 'Ph.I 5.41, 5.15; ICH Q7 §18.4',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const harvest = acts.find((d) => d.slot === `${fault.step}.proceed`)
    const { step } = causeOf(run, fault).stops!
    const out = run.desk!.facts.find((f) => f.kind === 'outage' && f.step === step)
    const closed = run.closed.find((c) => run.level.steps[c.index]!.id === fault.step)
    if (!harvest || !closed || out?.kind !== 'outage') {
      const left = acts.filter((d) => d.slot === 'shift.leave').at(-1)
      return left && closed ? { at: left, quality: 'wrong', finding: 'major' } : undefined
    }
    const viability = closed.results['viability_pct'] ?? 0
    if (viability < TOO_LATE_pct) return { at: harvest, quality: 'wrong', finding: 'major' }
    const held = harvest.t >= out.from_s && harvest.t < out.until_s
    if (!held) return { at: harvest, quality: viability >= STILL_WELL_pct ? 'best' : 'acceptable' }
    const stood = (topic: string): number => settingAt(run, step, topic, harvest.t + 2 * HOUR)
    const [cold, air] = [stood('temperature') <= COLD_C, stood('airSweep') >= 0.5]
    if (!cold && !air) return { at: harvest, quality: 'wrong', finding: 'major' }
    return { at: harvest, quality: cold && air ? 'best' : 'acceptable' }
  },
}

/** Where a set point stood at a second, by the log; never touched: where the level had it. */
function settingAt(run: Run, stepId: string, topic: string, t_s: number): number {
  const last = run.log.filter((d) => d.slot === `${stepId}.${topic}` && d.t <= t_s).at(-1)
  if (last) return numeric(last)
  return run.level.steps.find((s) => s.id === stepId)?.recipe[topic] ?? NaN
}
