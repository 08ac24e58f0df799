import { antibodyOf, nominalCultureRecipe } from '../models/index.ts'
import type { FaultSpec } from './level.ts'
import type { Case, CasePart, Gate } from './rubric/index.ts'
import type { Run, Stamped } from './state.ts'
import { asks, called, firstAlarm, HOUR, numeric, orderedMending } from './cards/acts.ts'
import { coldGone, lanceWarm, pasteFoams, pHInLine, pressSlow } from './cards/fractionation.ts'
import { breakthrough, holdPh, loadSalt, packing } from './cards/purification.ts'
import { coldHold, doseShort, wrongHose } from './cards/plasmaViral.ts'
import { coldBottle, filterFouls, integrityFails, procoagulant, vacuumLost } from './cards/locks.ts'
import { bottleMissing, donationPooled, donorTurned } from './cards/lookBack.ts'
import { bagLeaks, bareBuffer, cycleShort, openSession, otherSerotype } from './cards/containment.ts'
import { filtratePaused, resinLife } from './cards/viral.ts'
import { clarifierOut, probeStandardised } from './cards/harvest.ts'
import { doubtfulVial, hcpOut, milkyCulture } from './cards/release.ts'
import { holdRunsOut, noMagnesium, otherDetergent } from './cards/openCells.ts'
import { gradeAPrint, potencyOut, pourTooLong } from './cards/scaleUp.ts'
import { thawWarm } from './cards/thaw.ts'
import { acidStays, belowAlert, gradientOff } from './cards/vectorColumns.ts'
import { certificateLow, clumpedCells, hoseLeaks, tubeMissing } from './cards/vector.ts'
import { causeOf } from './desk/faults.ts'

/**
 * Event cards as recognisers. A fault changes the plant; what the player does about it inside the card's window is read
 * from the log: best, acceptable or wrong. Nobody is ever shown the choice.
 */
export interface Card {
  readonly id: string
  readonly severity: Case['severity']
  readonly window_s: number
  readonly escalateTo: readonly string[]
  /** Words of a report or a call that mean this case. */
  readonly about: readonly string[]
  readonly clause: string
  /** All that can be asked of whoever is not there when it comes; left out: all that has been taught. */
  readonly parts?: readonly CasePart[]
  /** Second from which the case can be seen by the level's own means; null: it never could. */
  begins_s(run: Run, fault: FaultSpec, onset_s: number): number | null
  /** `acts`: the player's decisions from the beginning of the case on, in order. */
  judge(run: Run, fault: FaultSpec, begins_s: number, acts: readonly Stamped[]): Judgement | undefined
}

/** At the act that decided it. */
export interface Judgement {
  readonly at: Stamped
  readonly quality: 'best' | 'acceptable' | 'wrong'
  readonly finding?: Case['severity']
  readonly gate?: Gate
}

const first = (acts: readonly Stamped[], is: (d: Stamped) => boolean): Stamped | undefined => acts.find(is)

/** What a set point stood at before a second, by the log; undefined when nobody had touched it. */
function before(run: Run, slot: string, t_s: number): number | undefined {
  const earlier = run.log.filter((d) => d.slot === slot && d.t < t_s)
  return earlier.length ? numeric(earlier.at(-1)!) : undefined
}

function raised(run: Run, slot: string, d: Stamped, recipe: number): boolean {
  return d.slot === slot && numeric(d) > 1.1 * (before(run, slot, d.t) ?? recipe)
}
function lowered(run: Run, slot: string, d: Stamped, recipe: number): boolean {
  return d.slot === slot && numeric(d) < 0.95 * (before(run, slot, d.t) ?? recipe)
}

/**
 * MA-02: a tired seed. One more passage; never denser to make up for it: that is more product and the dead along with it.
 */
const tiredSeed: Card = {
  id: 'MA-02',
  severity: 'minor',
  window_s: 24 * HOUR,
  escalateTo: ['tutor', 'qa'],
  about: ['seed', 'viability'],
  clause: 'ICH Q5D, Q5B; Ph.I 5.43',
  begins_s(run, fault) {
    const looked = run.desk!.facts.find((f) => f.kind === 'result' && f.step === fault.step && f.assay === 'viability')
    return looked ? looked.t_s : 0
  },
  judge(_, fault, __, acts) {
    const passage = first(acts, (d) => d.slot === `${fault.step}.passage`)
    if (passage) return { at: passage, quality: 'best' }
    const denser = first(acts, (d) => d.slot === `${fault.step}.seedingDensity` && numeric(d) > 0.6)
    if (denser) return { at: denser, quality: 'wrong', finding: 'major' }
    const gone = first(acts, (d) => d.slot === `${fault.step}.proceed` || d.slot === 'shift.leave')
    return gone && { at: gone, quality: 'wrong', finding: 'minor' }
  },
}

/** MA-05: dissolved oxygen falls. The same alarm, three causes, opposite acts. */
const lowOxygen: Card = {
  id: 'MA-05',
  severity: 'major',
  window_s: 2 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['oxygen', 'oxygenValve', 'oxygenProbe', 'vent', 'foam'],
  clause: 'Ph.I 5.43, 5.15; ICH Q7 §18.3',
  begins_s(run, fault, onset_s) {
    return firstAlarm(run, fault.step, 'oxygen', onset_s)
  },
  judge(run, fault, _, acts) {
    const slot = (topic: string): string => `${fault.step}.${topic}`
    const { vessel } = antibodyOf(run.plant)
    const moreGas = first(
      acts,
      (d) => raised(run, slot('air'), d, vessel.air_slpm) || raised(run, slot('oxygenMax'), d, vessel.oxygenMax_slpm),
    )
    const stirred = first(acts, (d) => raised(run, slot('power'), d, vessel.power_W_m3))
    const cause = causeOf(run, fault).id
    if (cause === 'valve') {
      const held = stirred ?? moreGas
      const asOrdered = orderedMending(run, fault)
      if (asOrdered) return { at: asOrdered, quality: 'best' }
      const mended = first(acts, called('oxygenValve'))
      if (mended) return { at: mended, quality: held ? 'best' : 'acceptable' }
      return held && { at: held, quality: 'acceptable' }
    }
    if (cause === 'vent') {
      const swapped = first(acts, (d) => d.slot === slot('ventSwap'))
      const calmed = first(acts, (d) => d.slot === slot('antifoam') || lowered(run, slot('air'), d, vessel.air_slpm))
      if (moreGas && (!swapped || moreGas.t < swapped.t)) return { at: moreGas, quality: 'wrong', finding: 'major' }
      if (swapped && calmed) return { at: swapped, quality: 'best' }
      const half = swapped ?? calmed
      return half && { at: half, quality: 'acceptable' }
    }
    // The probe: a second instrument says so; the gas is left alone.
    const compared = first(acts, (d) => d.slot === slot('assay') && asks(d, 'gasAnalyserOxygen'))
    const mended = first(acts, called('oxygenProbe'))
    if (moreGas && (!compared || moreGas.t < compared.t)) return { at: moreGas, quality: 'wrong', finding: 'minor' }
    if (mended) return { at: mended, quality: compared && compared.t <= mended.t ? 'best' : 'acceptable' }
    return compared && { at: compared, quality: 'acceptable' }
  },
}

/** The recipe's feed of the day. */
function printedFeed_L_h(run: Run, stepId: string, t_s: number): number {
  const { length_s } = run.level.work!.rounds
  const opened = run.desk!.facts.find((f) => f.kind === 'opened' && f.step === stepId)
  const day = Math.floor(t_s / length_s) - Math.floor((opened?.t_s ?? 0) / length_s)
  const percent = nominalCultureRecipe.feed_pct_d[String(day)] ?? 0
  return (antibodyOf(run.plant).vessel.startVolume_L * percent) / 100 / 24
}

/** Seconds in which a pump that is wrong parts scale and totaliser by a twentieth of the day's dose. */
const apart_s = (run: Run, fault: FaultSpec): number =>
  Math.round((0.05 / Math.abs((causeOf(run, fault).upsets['feedPumpGain'] ?? 1) - 1)) * 86_400)

/** MA-08: the feed pump gives more than it is asked for. No alarm rings: scale against totaliser, or osmolality later. */
const feedPump: Card = {
  id: 'MA-08',
  severity: 'major',
  // Eight hours at most until it is plain, and one morning's look after that.
  window_s: 34 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['feed', 'feedPump', 'feedScale', 'feedTotaliser', 'osmolality'],
  clause: 'Ph.I 5.15, 5.43',
  /** When scale and totaliser are so far apart that a keen eye sees it. */
  begins_s: (run, fault, onset_s) => onset_s + apart_s(run, fault),
  judge(run, fault, begins_s, acts) {
    const slot = (topic: string): string => `${fault.step}.${topic}`
    // Twice as far apart it is plain: only then is more feed a mistake.
    const plain_s = begins_s + apart_s(run, fault)
    const mended = first(acts, called('feedPump'))
    const eased = first(acts, (d) => d.slot === slot('feedRate') && numeric(d) < 0.95 * (before(run, d.slot, d.t) ?? 0))
    const pushed = first(
      acts,
      (d) =>
        d.slot === slot('feedRate') &&
        d.t >= plain_s &&
        numeric(d) > 1.2 * (before(run, d.slot, d.t) ?? 1e9) &&
        // The recipe's own step up is nobody's mistake.
        numeric(d) > 1.1 * printedFeed_L_h(run, fault.step, d.t),
    )
    const gives = causeOf(run, fault).upsets['feedPumpGain'] ?? 1
    // More of it all the same; unless the pump is looked at the same morning, whichever came first.
    if (gives > 1 && pushed && (!mended || mended.t - pushed.t > 6 * HOUR))
      return { at: pushed, quality: 'wrong', finding: 'major' }
    const corrected = gives > 1 ? eased : (pushed ?? eased)
    if (mended) return { at: mended, quality: corrected ? 'best' : 'acceptable' }
    return eased && { at: eased, quality: 'acceptable' }
  },
}

/**
 * MA-06: base goes in while lactate falls and none should be needed. A pH probe that reads low makes the loop give it; a
 * pump head that no longer pinches lets it run. No alarm before the container is nearly empty; display against analyser
 * tells which.
 */
const baseUse: Card = {
  id: 'MA-06',
  severity: 'major',
  window_s: 26 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['pH', 'pHProbe', 'basePump'],
  clause: 'Ph.I 3.41, 3.44, 4.20',
  /** The scale begins to fall at once. */
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, _, acts) {
    const slot = (topic: string): string => `${fault.step}.${topic}`
    const moved = (d: Stamped): number =>
      d.slot === slot('pH') ? numeric(d) - (before(run, d.slot, d.t) ?? numeric(d)) : 0
    const compared = first(acts, (d) => d.slot === slot('assay') && asks(d, 'gasAnalyserPh'))
    if (causeOf(run, fault).thing === 'pHProbe') {
      const mended = first(acts, called('pHProbe'))
      // More base still, on the word of the probe.
      const pushed = first(acts, (d) => moved(d) > 0.02 || d.slot === slot('base'))
      if (pushed && (!mended || pushed.t < mended.t)) return { at: pushed, quality: 'wrong', finding: 'major' }
      if (mended) return { at: mended, quality: compared && compared.t <= mended.t ? 'best' : 'acceptable' }
      return compared && { at: compared, quality: 'acceptable' }
    }
    const mended = first(acts, called('basePump'))
    // Acid against base: both pile up.
    const fought = first(acts, (d) => moved(d) < -0.02 || raised(run, slot('carbonDioxideMax'), d, Infinity))
    if (fought && (!mended || fought.t < mended.t)) return { at: fought, quality: 'wrong', finding: 'minor' }
    return mended && { at: mended, quality: 'best' }
  },
}

export const cards: Readonly<Record<string, Card>> = Object.fromEntries(
  [
    tiredSeed,
    lowOxygen,
    feedPump,
    baseUse,
    probeStandardised,
    clarifierOut,
    packing,
    breakthrough,
    holdPh,
    loadSalt,
    resinLife,
    filtratePaused,
    doubtfulVial,
    milkyCulture,
    hcpOut,
    lanceWarm,
    pHInLine,
    coldGone,
    pressSlow,
    pasteFoams,
    doseShort,
    coldHold,
    wrongHose,
    procoagulant,
    filterFouls,
    integrityFails,
    coldBottle,
    vacuumLost,
    thawWarm,
    clumpedCells,
    tubeMissing,
    certificateLow,
    hoseLeaks,
    acidStays,
    gradientOff,
    belowAlert,
    donorTurned,
    donationPooled,
    bottleMissing,
    otherDetergent,
    noMagnesium,
    holdRunsOut,
    otherSerotype,
    bagLeaks,
    cycleShort,
    openSession,
    bareBuffer,
    pourTooLong,
    gradeAPrint,
    potencyOut,
  ].map((card) => [card.id, card]),
)
