import { useEffect, useRef, useState } from 'preact/hooks'
import type { StepSnapshot } from '../../present/index.ts'
import type { Session } from '../session.ts'
import { Wheel } from '../wheel/Wheel.tsx'

/** A hand at rest for so long has put the wheel where it wants it: one decision. */
const RESTS_MS = 350

/** A set point under a hand wheel: how far it is turned is a share of the most, straight or finer near shut. */
export function Throttle(props: {
  readonly session: Session
  readonly step: StepSnapshot
  readonly topic: string
  readonly most: number
  /** Finer than a notch of the slider, which would else round back to where it stood. */
  readonly by: number
  /** 2: near shut the wheel turns further for less. */
  readonly bend?: 1 | 2
  readonly label: string
  readonly unit: string
  readonly say: (value: number) => string
  readonly says: (figure: string) => string
}) {
  const { session, step, topic, most, by, bend = 1, label, unit, say, says } = props
  const stands = step.controls.find((c) => c.topic === topic)?.value ?? 0
  const [turned, setTurned] = useState<number | null>(null)
  const timer = useRef(0)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const shown = turned ?? stands
  const share = Math.min(1, shown / most)
  const turnTo = (turn: number): void => {
    if (session.watching.value) return
    const at = Math.min(1, Math.max(0, turn))
    const wanted = Math.round(((bend === 2 ? at * at : at) * most) / by) * by
    setTurned(wanted)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      void session.decide({ slot: `${step.id}.${topic}`, value: wanted }).then(() => setTurned(null))
    }, RESTS_MS)
  }
  return (
    <div class="skid-wheel">
      <Wheel
        wheel={{ turn: bend === 2 ? Math.sqrt(share) : share, label, says: says(say(shown)), turnTo }}
        calling={false}
        x={84}
        y={84}
        radius={62}
      />
      <p aria-hidden="true">
        <b>{say(shown)}</b>
        <small>{unit}</small>
      </p>
    </div>
  )
}
