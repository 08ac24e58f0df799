import { formatNumber } from '../../present/index.ts'
import type { HandWheel } from '../wheel/Wheel.tsx'
import type { BreathSession } from './session.ts'
import { breathTexts } from './text.ts'

/** The wheel, in words and numbers. */
export function wheelOf(session: BreathSession): HandWheel {
  const language = session.language.value
  const t = breathTexts[language]
  const step = session.step.value
  const whole = (n: number | null): string => (n === null ? '–' : formatNumber(language, n, 0))
  return {
    turn: session.wheel.value,
    label: t.wheel,
    says: t.wheelAt(whole(100 * session.wheel.value), whole(step?.oxygen_pct ?? null), whole(step?.foam_pct ?? null)),
    turnTo: (to) => session.turn(to),
  }
}
