import { plasmaLimits, plasmaRecipes } from '../../models/index.ts'
import type { Card } from '../cards.ts'
import { causeOf } from '../desk/faults.ts'
import { resultsOf } from '../desk/instruments.ts'
import type { FaultSpec } from '../level.ts'
import type { Run, Stamped } from '../state.ts'
import { unitOf } from '../units.ts'
import { asks, called, firstAlarm, HOUR, MINUTE, numeric, orderedMending } from './acts.ts'

/** Cards of the cold ethanol (P2, P3): lance, acid, the night in which the cold goes away; press and foam. */

const slotOf = (fault: FaultSpec, topic: string): string => `${fault.step}.${topic}`

/** What a set point stood at before a decision: by the log, else as the step began. */
function stood(run: Run, d: Stamped): number {
  const earlier = run.log.filter((x) => x.slot === d.slot && x.seq < d.seq).at(-1)
  if (earlier) return numeric(earlier)
  const [id, topic] = d.slot.split('.')
  const step = run.level.steps.find((s) => s.id === id)!
  return step.recipe[topic!] ?? unitOf(step).settings[topic!]!.value
}

/** The faster the ethanol, the hotter the lance: so soon something is done about it. */
const AT_ONCE_S = 15 * MINUTE

/**
 * PL-08: the lance is warm while ethanol flows. The flow stops or slows, whatever the cause; what made it warm is mended;
 * finishing quickly makes all that is left pass through the heat.
 */
export const lanceWarm: Card = {
  id: 'PL-08',
  severity: 'major',
  window_s: 2 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['lanceTemperature', 'lanceProbe', 'chiller', 'stirrer'],
  clause: 'Ph.I 5.42, 5.43, 5.15; Annex 15 §5',
  begins_s: (run, fault, onset_s) => firstAlarm(run, fault.step, 'lanceTemperature', onset_s),
  judge(run, fault, begins_s, acts) {
    const rates = acts.filter((d) => d.slot === slotOf(fault, 'rate'))
    const faster = rates.find((d) => numeric(d) > 1.1 * stood(run, d))
    const slower = rates.find((d) => numeric(d) <= 0.6 * stood(run, d))
    const stopped = acts.find((d) => d.slot === slotOf(fault, 'pause') && numeric(d) !== 0)
    const held = stopped && (!slower || stopped.seq < slower.seq) ? stopped : slower
    if (faster && (!held || faster.seq < held.seq)) return { at: faster, quality: 'wrong', finding: 'major' }
    const thing = causeOf(run, fault).thing
    const mended = thing === null ? undefined : acts.find(called(thing))
    if (!held) return mended && { at: mended, quality: 'acceptable' }
    return { at: held, quality: mended && held.t - begins_s <= AT_ONCE_S ? 'best' : 'acceptable' }
  },
}

/** Two instruments that disagree have no average: the one checked this morning is believed. */
const pHWindow = plasmaLimits['ethanolPrecipitation.pH'].action.high!

/** PL-09: the probe in the line reads wrong while acid goes in. A sample says so; the probe is tagged. */
export const pHInLine: Card = {
  id: 'PL-09',
  severity: 'major',
  window_s: 4 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['pHProbe', 'inLinePh', 'pH'],
  clause: 'Ph.I 3.41, 3.44, 5.43',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, begins_s, acts) {
    const opened = acts.find((d) => d.slot === slotOf(fault, 'proceed'))
    if (!opened) return undefined
    const sampled = acts.find((d) => d.slot === slotOf(fault, 'assay') && asks(d, 'pH') && d.seq < opened.seq)
    if (!sampled) return { at: opened, quality: 'wrong', finding: 'major' }
    const last = resultsOf(run, fault.step, 'pH')
      .filter((r) => r.drawn_s >= begins_s && r.drawn_s < opened.t)
      .at(-1)
    const place = run.level.steps.find((s) => s.id === fault.step)!
      .place as keyof typeof plasmaRecipes.ethanolPrecipitation
    const aim = plasmaRecipes.ethanolPrecipitation[place].pH
    if (!last || Math.abs(last.value - aim) > pHWindow) return { at: opened, quality: 'wrong', finding: 'major' }
    const tagged = acts.find(called('pHProbe'))
    return { at: opened, quality: tagged ? 'best' : 'acceptable' }
  },
}

/** The cold goes away in the night: whoever left the crew a limit and somebody to send has acted already. */
export const coldGone: Card = {
  id: 'PL-08-night',
  severity: 'major',
  window_s: 6 * HOUR,
  escalateTo: [],
  about: ['bottomTemperature', 'chiller'],
  clause: 'Ph.I 5.43; Ph.I 3.34',
  // The crew writes and rings.
  parts: ['detect', 'decide'],
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const ordered = orderedMending(run, fault)
    if (ordered) return { at: ordered, quality: 'best' }
    const mended = acts.find(called('chiller'))
    return mended && { at: mended, quality: 'acceptable' }
  },
}

const looked = (fault: FaultSpec, panel: string) => (d: Stamped) =>
  d.slot === slotOf(fault, 'look') && d.value === panel

/**
 * PL-11: hardly anything comes through the press any more. Either the paste has turned to gel, and who pushes closes the
 * cake and sends fines on with the liquid: stop, fresh cloth. Or the flow meter reads too little: the weight of the
 * filtrate says so, and who opens the press has lost an hour.
 */
export const pressSlow: Card = {
  id: 'PL-11',
  severity: 'minor',
  window_s: 3 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['flux', 'cake', 'flowMeter', 'filtrateWeight'],
  clause: 'Ph.I 5.43, 5.15',
  begins_s: (run, fault, onset_s) => firstAlarm(run, fault.step, 'flux', onset_s),
  judge(run, fault, _, acts) {
    const pushed = acts.find((d) => d.slot === slotOf(fault, 'pressure') && numeric(d) > 1.1 * stood(run, d))
    const opened = acts.find((d) => d.slot === slotOf(fault, 'freshCloth'))
    const weighed = acts.find(looked(fault, 'filtrateWeight'))
    const mended = acts.find(called('flowMeter'))
    if (causeOf(run, fault).id === 'meter') {
      if (mended) return { at: mended, quality: weighed && weighed.seq < mended.seq ? 'best' : 'acceptable' }
      return opened && { at: opened, quality: 'acceptable' }
    }
    if (pushed && (!opened || pushed.seq < opened.seq)) return { at: pushed, quality: 'wrong', finding: 'major' }
    if (opened) return { at: opened, quality: weighed && weighed.seq < opened.seq ? 'best' : 'acceptable' }
    return mended && { at: mended, quality: 'acceptable' }
  },
}

/** Stirring that beats little air into a paste. */
const CALM = 0.8

/**
 * PL-12: foam over the tank in which the paste dissolves. Either the drive beats air into it: slower at once, and the drive
 * is seen to; or the foam probe is wet: the glass shows it, and the stirring stays. No antifoam is in the file.
 */
export const pasteFoams: Card = {
  id: 'PL-12',
  severity: 'major',
  window_s: 2 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['foam', 'foamGlass', 'stirrerDrive', 'foamProbe'],
  clause: 'Ph.I 5.2, 5.15, 5.41',
  // Whoever sends for its cause before it rings has seen it.
  begins_s(run, fault, onset_s) {
    const { thing } = causeOf(run, fault)
    const rang_s = firstAlarm(run, fault.step, 'foam', onset_s)
    const sent = run.log.find((d) => d.by === 'player' && d.t >= onset_s && thing !== null && called(thing)(d))
    return sent && (rang_s === null || sent.t < rang_s) ? onset_s : rang_s
  },
  judge(run, fault, _, acts) {
    const poured = acts.find((d) => d.slot === slotOf(fault, 'antifoam'))
    const seen = acts.find(looked(fault, 'foamGlass'))
    if (causeOf(run, fault).id === 'probe') {
      const mended = acts.find(called('foamProbe'))
      if (poured && (!mended || poured.seq < mended.seq)) return { at: poured, quality: 'wrong', finding: 'major' }
      if (mended) return { at: mended, quality: seen && seen.seq < mended.seq ? 'best' : 'acceptable' }
      return seen && { at: seen, quality: 'acceptable' }
    }
    const calmed = acts.find(
      (d) =>
        (d.slot === slotOf(fault, 'stirring') && numeric(d) <= CALM) ||
        (d.slot === slotOf(fault, 'pause') && numeric(d) !== 0),
    )
    const beaten = acts.find((d) => d.slot === slotOf(fault, 'stirring') && numeric(d) > 1.1 * stood(run, d))
    const sentOn = acts.find((d) => d.slot === slotOf(fault, 'proceed'))
    const worse = [poured, beaten, sentOn].flatMap((d) => d ?? []).sort((a, b) => a.seq - b.seq)[0]
    if (worse && (!calmed || worse.seq < calmed.seq)) return { at: worse, quality: 'wrong', finding: 'major' }
    const mended = acts.find(called('stirrerDrive'))
    if (!calmed) return mended && { at: mended, quality: 'acceptable' }
    return { at: mended ?? calmed, quality: mended ? 'best' : 'acceptable' }
  },
}
