import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'

/** What holds and lets go. */
export interface Hand {
  press(): void
  release(): void
  /** One press instead of a hold: opens for good, or closes. */
  toggle(): void
}

/** The one big button of a demo: held down it works, and in another state it is a button like any other. */
export function HoldButton(props: {
  readonly hand: Hand
  /** What the button is now. A hold that brings on what comes next must not press that too. */
  readonly state: string
  readonly class: string
  /** What a finger on it does: hold, press once for open and once for shut, or what `onClick` says. */
  readonly does: 'hold' | 'toggle' | 'click'
  /** Shown as held; null: nothing to hold. */
  readonly held: boolean | null
  readonly onClick: () => void
  readonly children: ComponentChildren
}) {
  const { hand, state, does, held, onClick, children } = props
  const downAt = useRef<string | null>(null)
  return (
    <button
      type="button"
      class={`big demo-main ${props.class}`}
      aria-pressed={held === null ? undefined : held ? 'true' : 'false'}
      onPointerDown={(event) => {
        downAt.current = state
        if (event.button !== 0 || does !== 'hold') return
        // Fingers drift: the hold ends where they lift, wherever that is.
        event.currentTarget.setPointerCapture(event.pointerId)
        hand.press()
      }}
      // What one press opened stays open when the finger lifts.
      onPointerUp={() => does === 'toggle' || hand.release()}
      onPointerCancel={() => hand.release()}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        const fresh = event.detail === 0 || downAt.current === state
        downAt.current = null
        if (!fresh) return
        if (held === null) onClick()
        // A click without a pointer: a switch, a voice, a screen reader. In words, any click.
        else if (does === 'toggle' || event.detail === 0) hand.toggle()
      }}
    >
      {children}
    </button>
  )
}
