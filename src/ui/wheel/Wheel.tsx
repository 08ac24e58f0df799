import { useRef } from 'preact/hooks'
import './wheel.css'

/** A hand wheel: where it stands, 0 shut to 1 wide open, and what turns it. */
export interface HandWheel {
  readonly turn: number
  readonly label: string
  /** Where it stands and what it does, in words. */
  readonly says: string
  turnTo(turn: number): void
}

/** How far the drawn wheel turns from shut to open, in radians: the hand turns it one to one. */
const TURN = 4.6

/** The slider itself: arrow keys, switches and voices turn the wheel by it. */
export function WheelSlider({ wheel }: { readonly wheel: HandWheel }) {
  return (
    <input
      type="range"
      min="0"
      max="100"
      step="2"
      aria-label={wheel.label}
      aria-valuetext={wheel.says}
      value={Math.round(100 * wheel.turn)}
      onInput={(event) => wheel.turnTo(Number(event.currentTarget.value) / 100)}
    />
  )
}

/** Over the wheel of the picture: a hand that goes round it turns it; the ring says how far. */
export function Wheel(props: {
  readonly wheel: HandWheel
  /** It is to be found: its way is shown. */
  readonly calling: boolean
  readonly x: number
  readonly y: number
  /** Radius of the ring. */
  readonly radius: number
  /** The same slider stands elsewhere on the page. */
  readonly unheard?: boolean
}) {
  const { wheel, calling, x, y, radius, unheard } = props
  const grip = useRef<{ angle: number; moved: number; id: number } | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const reach = Math.max(radius + 8, 60)
  const tip = Math.max(7, 0.17 * radius)
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
      wheel.turnTo(wheel.turn + (Math.cos(held.angle) >= 0 ? 0.08 : -0.08))
  }
  return (
    <div
      class={`hand-wheel${calling ? ' calling' : ''}`}
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
        wheel.turnTo(wheel.turn + by / TURN)
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onWheel={(event) => wheel.turnTo(wheel.turn + (event.deltaY < 0 ? 0.04 : -0.04))}
    >
      <svg width={2 * reach} height={2 * reach} aria-hidden="true">
        <path d={arc(1)} class="track" />
        <path d={arc(Math.max(0.001, wheel.turn))} class="open" />
        {calling ? <path d={arc(1)} class="way" pathLength={100} /> : null}
        <path
          d={`M${spoke(1, radius - tip)}L${spoke(1, radius + tip)}L${spoke(1 + (1.7 * tip) / radius / TURN, radius)}Z`}
          class="tip"
        />
      </svg>
      {unheard ? null : <WheelSlider wheel={wheel} />}
    </div>
  )
}
