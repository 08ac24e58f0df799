import type { Card } from '../cards.ts'
import { called, HOUR, MINUTE, numeric } from './acts.ts'
import { antibodyLimits } from '../../models/index.ts'
import { causeOf } from '../desk/faults.ts'
import { lotFactors } from '../lots.ts'
import type { Run, Stamped } from '../state.ts'

/** Cards of what no curve shows (M5): the resin's validated life, and the pause of a virus filter. */

const acted = (run: Run, slot: string): readonly Stamped[] =>
  run.log.filter((d) => d.slot === slot && d.by === 'player')

const limits = antibodyLimits(2000)
/** Cycles that the resin of this plant is validated for. */
const VALIDATED = limits['capture.resinCycles'].action.high!
/** Flow stopped for longer than this is beyond what the filter has been validated for. */
const LONGEST_PAUSE_S = MINUTE * limits['nanofilter.pause'].action.high!

/** Words of a call about the resin's life, and about what was filtered after a pause. */
export const EXTENSION: readonly string[] = ['resin', 'backupColumn']
export const PAUSED_FILTRATE: readonly string[] = ['flowPause', 'pumpDrive']

/** From the question to a signed protocol. */
const APPROVAL_S = 2 * HOUR

export const askedQuality = (run: Run, words: readonly string[], before_s = Infinity): Stamped | undefined =>
  acted(run, 'call.qa').find((d) => words.includes(String(d.value)) && d.t < before_s)

export const isApproved = (asked: Stamped, act: Stamped): boolean => act.t >= asked.t + APPROVAL_S

/** Loads that the player began on a resin with no validated cycle left. */
export function loadsBeyond(run: Run, stepId: string): readonly Stamped[] {
  const step = run.level.steps.find((s) => s.id === stepId)!
  const used = step.parameters['cyclesUsed']
  if (used === undefined) return []
  let left = VALIDATED - Math.floor(used * (lotFactors(run.level, run.seed, step)['cyclesUsed'] ?? 1))
  const swapped = run.desk!.facts.find((f) => f.kind === 'mended' && resinFault(run, f.fault))
  // A load is begun by the first of two presses and ended by the second; the skid does the rest.
  return acted(run, `${stepId}.proceed`).filter((d, i) => {
    if (i % 2 === 1 || (swapped && d.t >= swapped.t_s)) return false
    return left-- <= 0
  })
}

const resinFault = (run: Run, id: string): boolean =>
  run.level.work!.faults.some((f) => f.id === id && f.card === 'MA-16')

/** Whether the cycles left do for what is in the tank, as the skid plans it at the printed load. */
function isShort(run: Run, stepId: string): boolean {
  const step = run.level.steps.find((s) => s.id === stepId)!
  const factor = lotFactors(run.level, run.seed, step)['cyclesUsed'] ?? 1
  const left = VALIDATED - Math.floor((step.parameters['cyclesUsed'] ?? 0) * factor)
  const closed = run.closed.find((c) => run.level.steps[c.index]!.id === stepId)
  return loadsBeyond(run, stepId).length > 0 || left < (closed?.results['cycles'] ?? Infinity)
}

/**
 * MA-16: the counter comes to the validated limit with the load still in the tank. Another column, or a protocol that
 * is signed before the cycle it allows. The resin may look as it likes.
 */
export const resinLife: Card = {
  id: 'MA-16',
  severity: 'major',
  window_s: 8 * HOUR,
  escalateTo: ['qa'],
  about: EXTENSION,
  clause: 'Annex 15 §10-11; Annex 2; ICH Q5A(R2)',
  /** The counter can be read from the first minute on. Where the cycles last there is no case, unless one made it one. */
  begins_s: (run, fault, onset_s) => (isShort(run, fault.step) || isSwapped(run) ? onset_s : null),
  judge(run, fault, _, acts) {
    const [beyond] = loadsBeyond(run, fault.step)
    if (beyond) {
      const asked = askedQuality(run, EXTENSION, beyond.t)
      if (!asked) return { at: beyond, quality: 'wrong', finding: 'major' }
      // Asked and not waited for: the rule of changes says so.
      return { at: beyond, quality: isApproved(asked, beyond) ? 'best' : 'wrong' }
    }
    const swap = acts.find(called('backupColumn'))
    if (swap) return { at: swap, quality: askedQuality(run, EXTENSION) ? 'best' : 'acceptable' }
    // Loaded harder within the cycles left, or given up: nothing outside the file.
    const last = acts.filter((d) => d.slot === `${fault.step}.proceed`).at(-1)
    return last && { at: last, quality: 'acceptable' }
  },
}

const isSwapped = (run: Run): boolean => acted(run, 'call.maintenance').some((d) => d.value === 'backupColumn')

/**
 * MA-18: the flow through the virus filter stands. Short, it is let go at once; longer than validated, what comes after is
 * kept apart; where only the meter says so, nothing stands and nothing is stopped.
 */
export const filtratePaused: Card = {
  id: 'MA-18',
  severity: 'critical',
  window_s: 2 * HOUR,
  escalateTo: ['qa'],
  about: ['flowPause', 'flowMeter', 'pumpDrive'],
  clause: 'ICH Q5A(R2); Annex 2; Ph.I 5.66; Annex 16 §3',
  begins_s: (_, __, onset_s) => onset_s,
  judge(run, fault, begins_s, acts) {
    const slot = (topic: string): string => `${fault.step}.${topic}`
    if (causeOf(run, fault).id === 'meter') {
      const longest = longestStop(acts, slot('pause'))
      if (longest && longest.for_s > LONGEST_PAUSE_S) return { at: longest.at, quality: 'wrong', finding: 'major' }
      const mended = acts.find(called('flowMeter'))
      if (mended) return { at: mended, quality: longest ? 'acceptable' : 'best' }
      const on = acts.find((d) => d.slot === slot('proceed'))
      return on && { at: on, quality: 'acceptable' }
    }
    const again = acts.find((d) => d.slot === slot('refilter'))
    const goes = acts.find((d) => d.slot === slot('pause') && d.value === 0)
    const apart = acts.find((d) => d.slot === slot('divert') && numeric(d) >= 0.5 && (!goes || d.seq < goes.seq))
    const asked = askedQuality(run, PAUSED_FILTRATE)
    if (!goes) {
      if (again) return { at: again, quality: asked ? 'acceptable' : 'wrong' }
      const on = acts.find((d) => d.slot === slot('proceed'))
      return on && { at: on, quality: 'wrong', finding: 'critical', gate: 'G2' }
    }
    if (goes.t - begins_s <= LONGEST_PAUSE_S) return { at: goes, quality: apart ? 'acceptable' : 'best' }
    if (apart) return { at: goes, quality: again && asked && asked.t < again.t ? 'best' : 'acceptable' }
    // All of it once more: nothing unproven is left in it.
    if (again && asked && asked.t < again.t) return { at: again, quality: 'acceptable' }
    return { at: goes, quality: 'wrong', finding: 'critical', gate: 'G2' }
  },
}

/** The longest that a hand held the flow. */
function longestStop(acts: readonly Stamped[], slot: string): { readonly at: Stamped; readonly for_s: number } | null {
  const presses = acts.filter((d) => d.slot === slot)
  let longest: { at: Stamped; for_s: number } | null = null
  presses.forEach((d, i) => {
    if (d.value === 0) return
    const for_s = (presses[i + 1]?.t ?? Infinity) - d.t
    if (!longest || for_s > longest.for_s) longest = { at: d, for_s }
  })
  return longest
}
