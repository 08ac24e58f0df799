import { useRef } from 'preact/hooks'
import { formatNumber } from '../../present/index.ts'
import type { ColdSession } from './session.ts'
import { coldTexts } from './text.ts'

/** How far the drawn wheel turns from shut to open, in radians: the hand turns it one to one. */
const TURN = 4.6

/** The slider itself: arrow keys, switches and voices turn the wheel by it. */
export function WheelSlider({ session }: { readonly session: ColdSession }) {
  const language = session.language.value
  const t = coldTexts[language]
  const { wheel, oxygen_pct, foam_pct } = session.figures.value
  const whole = (n: number): string => formatNumber(language, n, 0)
  return (
    <input
      type="range"
      min="0"
      max="100"
      step="2"
      aria-label={t.wheel}
      aria-valuetext={t.wheelAt(whole(100 * wheel), whole(oxygen_pct), whole(foam_pct))}
      value={Math.round(100 * wheel)}
      onInput={(event) => session.turn(Number(event.currentTarget.value) / 100)}
    />
  )
}

/** Over the wheel of the picture: a hand that goes round it turns it; the ring says how far. */
export function Wheel(props: {
  readonly session: ColdSession
  readonly x: number
  readonly y: number
  /** Radius of the ring. */
  readonly radius: number
}) {
  const { session, x, y, radius } = props
  const grip = useRef<{ angle: number; moved: number; id: number } | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const reach = Math.max(radius + 8, 60)
  const { wheel } = session.figures.value
  const tip = Math.max(7, 0.17 * radius)
  const calling = session.beat.value === 'call'
  const angleOf = (event: PointerEvent): number => {
    const box = place.current!.getBoundingClientRect()
    return Math.atan2(event.clientY - box.top - reach, event.clientX - box.left - reach)
  }
  const spoke = (share: number, r: number): string => {
    const a = -Math.PI / 2 - TURN / 2 + TURN * share
    return `${(reach + r * Math.cos(a)).toFixed(1)} ${(reach + r * Math.sin(a)).toFixed(1)}`
  }
  const arc = (to: number): string =>
    `M${spoke(0, radius)}A${radius} ${radius} 0 ${TURN * to > Math.PI ? 1 : 0} 1 ${spoke(to, radius)}`
  const release = (event: PointerEvent): void => {
    const held = grip.current
    grip.current = null
    // A tap is a small push: to the right of the middle it opens, to the left it shuts.
    if (held && event.type === 'pointerup' && held.moved < 0.05)
      session.turn(session.figures.value.wheel + (Math.cos(held.angle) >= 0 ? 0.08 : -0.08))
  }
  return (
    <div
      class={`cold-wheel${calling ? ' calling' : ''}`}
      ref={place}
      style={{ left: `${x - reach}px`, top: `${y - reach}px`, width: `${2 * reach}px`, height: `${2 * reach}px` }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        event.currentTarget.querySelector('input')?.focus({ preventScroll: true })
        grip.current = { angle: angleOf(event), moved: 0, id: event.pointerId }
      }}
      onPointerMove={(event) => {
        const held = grip.current
        if (!held || held.id !== event.pointerId) return
        const angle = angleOf(event)
        const by = Math.atan2(Math.sin(angle - held.angle), Math.cos(angle - held.angle))
        grip.current = { ...held, angle, moved: held.moved + Math.abs(by) }
        session.turn(session.figures.value.wheel + by / TURN)
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onWheel={(event) => session.turn(session.figures.value.wheel + (event.deltaY < 0 ? 0.04 : -0.04))}
    >
      <svg width={2 * reach} height={2 * reach} aria-hidden="true">
        <path d={arc(1)} class="track" />
        <path d={arc(Math.max(0.001, wheel))} class="open" />
        {calling ? <path d={arc(1)} class="way" pathLength={100} /> : null}
        <path
          d={`M${spoke(1, radius - tip)}L${spoke(1, radius + tip)}L${spoke(1 + (1.7 * tip) / radius / TURN, radius)}Z`}
          class="tip"
        />
      </svg>
      <WheelSlider session={session} />
    </div>
  )
}
