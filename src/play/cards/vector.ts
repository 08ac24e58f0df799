import { causeOf } from '../desk/faults.ts'
import type { Card } from '../cards.ts'
import type { Stamped } from '../state.ts'
import { called, HOUR } from './acts.ts'

/**
 * AV-03: cells sit in clumps before they are transfected. Either the stirrer slips, and who mends it finds them parted by
 * the night; or the medium is weak, and only a passage into fresh medium helps. Motor and growth say which. Their
 * viability is good in both: it says nothing about clumps.
 */
export const clumpedCells: Card = {
  id: 'AV-03',
  severity: 'minor',
  window_s: 20 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['clumped', 'viableCells', 'stirrer', 'medium', 'motorLoad'],
  clause: 'Part IV §8; ICH Q5D',
  /** Whoever counts sees it; who does not count could have, in the morning after. */
  begins_s(run, _, onset_s) {
    const { length_s } = run.level.work!.rounds
    const morning_s = (Math.floor(onset_s / length_s) + 1) * length_s
    return run.t_s < morning_s ? null : morning_s
  },
  judge(run, fault, begins_s, acts) {
    const first = (is: (d: Stamped) => boolean): Stamped | undefined => acts.find(is)
    const slot = (topic: string): string => `${fault.step}.${topic}`
    const mended = first(called('stirrer'))
    const passed = first((d) => d.slot === slot('passage'))
    // Sent on, or left for the crew to send on, as they are.
    const gone = first((d) => d.slot === slot('proceed') || (d.slot === 'shift.leave' && d.t >= begins_s))
    if (causeOf(run, fault).id === 'stirrer') {
      if (mended) return { at: mended, quality: 'best' }
      // Fresh medium, and the stirrer still slips: they clump again.
      if (passed) return { at: passed, quality: 'acceptable' }
    } else {
      if (passed) return { at: passed, quality: 'best' }
      if (mended) return { at: mended, quality: 'wrong', finding: 'minor' }
    }
    return gone && { at: gone, quality: 'wrong', finding: 'minor' }
  },
}
