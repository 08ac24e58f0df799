import { useEffect, useRef, useState } from 'preact/hooks'

/** Real seconds without a hand before it is asked who is there, and how long an answer is waited for. */
export const ASKS_AFTER_S = 25
export const COUNTS_S = 10
/** Without a hand: the button to touch is shown. */
export const HELPS_AFTER_S = 6

/** A finger that holds is a hand for so long: no hold of a demo is as long, a bag or a drop of water lies for ever. */
const RESTS_S = 60

/** Seconds since a hand was on the screen; a finger that holds is one, for a minute. */
export function useUntouched(watched: boolean): { readonly for_s: number; readonly touch: () => void } {
  const [for_s, setFor] = useState(0)
  const last_ms = useRef(0)
  const touch = (): void => {
    last_ms.current = performance.now()
    setFor(0)
  }
  useEffect(() => {
    touch()
    if (!watched) return
    let down_ms: number | null = null
    const moved = (event: Event): void => {
      last_ms.current = performance.now()
      if (event.type === 'pointerdown') down_ms = last_ms.current
      if (event.type === 'pointerup' || event.type === 'pointercancel') down_ms = null
    }
    const kinds = ['pointerdown', 'pointerup', 'pointercancel', 'keydown', 'input'] as const
    for (const kind of kinds) document.addEventListener(kind, moved, { capture: true })
    const clock = setInterval(() => {
      const now_ms = performance.now()
      if (down_ms !== null && now_ms - down_ms < 1000 * RESTS_S) last_ms.current = now_ms
      setFor(Math.floor((now_ms - last_ms.current) / 1000))
    }, 500)
    return () => {
      clearInterval(clock)
      for (const kind of kinds) document.removeEventListener(kind, moved, { capture: true })
    }
  }, [watched])
  return { for_s, touch }
}
