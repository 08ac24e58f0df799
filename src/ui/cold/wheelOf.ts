import { formatNumber } from '../../present/index.ts'
import type { HandWheel } from '../wheel/Wheel.tsx'
import type { ColdSession } from './session.ts'
import { coldTexts } from './text.ts'

/** The wheel of the night, in words and numbers. */
export function wheelOf(session: ColdSession): HandWheel {
  const language = session.language.value
  const t = coldTexts[language]
  const { wheel, oxygen_pct, foam_pct } = session.figures.value
  const whole = (n: number): string => formatNumber(language, n, 0)
  return {
    turn: wheel,
    label: t.wheel,
    says: t.wheelAt(whole(100 * wheel), whole(oxygen_pct), whole(foam_pct)),
    turnTo: (to) => session.turn(to),
  }
}
