import { plasmaLimits } from '../../models/index.ts'
import { causeOf } from '../desk/faults.ts'
import type { Card } from '../cards.ts'
import type { Stamped } from '../state.ts'
import { called, firstAlarm, HOUR, numeric } from './acts.ts'

/** A jacket that no longer warms a tank of melting plasma beyond its alert. */
const COOL_C = 10

/**
 * PL-05: the needle of the thaw tank climbs beyond its alert while there is ice. Either the stirrer no longer carries the
 * heat to the ice, and flakes dissolve: the water is cut at once; or the probe lies, and who cuts the water only loses
 * time. A thermometer held into the tank says which.
 */
export const thawWarm: Card = {
  id: 'PL-05',
  severity: 'major',
  window_s: 2 * HOUR,
  escalateTo: ['tutor', 'maintenance', 'qa'],
  about: ['poolTemperature', 'vatStirrer', 'vatProbe'],
  clause: 'Ph.I 5.15, 5.43; Annex 14 §6',
  begins_s: (run, fault, onset_s) => firstAlarm(run, fault.step, 'poolTemperature', onset_s),
  judge(run, fault, _, acts) {
    const slot = (topic: string): string => `${fault.step}.${topic}`
    const first = (is: (d: Stamped) => boolean): Stamped | undefined => acts.find(is)
    const compared = first((d) => d.slot === slot('look') && d.value === 'handThermometer')
    const cooled = first(
      (d) => (d.slot === slot('jacket') && numeric(d) <= COOL_C) || (d.slot === slot('pause') && d.value === 1),
    )
    const heated = first((d) => d.slot === slot('jacket') && numeric(d) > plasmaLimits['plasmaThaw.jacket'].alert.high!)
    const sentOn = first((d) => d.slot === slot('proceed'))
    if (causeOf(run, fault).id === 'stirrer') {
      // Warmer still, or to the centrifuge with its flakes dissolved and its ice left.
      const worse = [heated, sentOn].flatMap((d) => d ?? []).sort((a, b) => a.seq - b.seq)[0]
      if (worse && (!cooled || worse.seq < cooled.seq)) return { at: worse, quality: 'wrong', finding: 'major' }
      const mended = first(called('vatStirrer'))
      if (cooled && mended) return { at: mended, quality: 'best' }
      return cooled && { at: cooled, quality: 'acceptable' }
    }
    const mended = first(called('vatProbe'))
    if (mended) return { at: mended, quality: compared && compared.seq < mended.seq ? 'best' : 'acceptable' }
    return compared && { at: compared, quality: 'acceptable' }
  },
}
