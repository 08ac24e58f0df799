import { useEffect, useRef, useState } from 'preact/hooks'

/** Real seconds without a hand before it is asked who is there, and how long an answer is waited for. */
export const ASKS_AFTER_S = 25
export const COUNTS_S = 10
/** Without a hand: the button to touch is shown. */
export const HELPS_AFTER_S = 6

/** Seconds since a hand was on the screen; a finger that rests on it is one. Null while nobody is waited for. */
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
    let down = false
    const moved = (event: Event): void => {
      if (event.type === 'pointerdown') down = true
      if (event.type === 'pointerup' || event.type === 'pointercancel') down = false
      last_ms.current = performance.now()
    }
    const kinds = ['pointerdown', 'pointerup', 'pointercancel', 'keydown', 'input'] as const
    for (const kind of kinds) document.addEventListener(kind, moved, { capture: true })
    const clock = setInterval(() => {
      if (down) last_ms.current = performance.now()
      setFor(Math.floor((performance.now() - last_ms.current) / 1000))
    }, 500)
    return () => {
      clearInterval(clock)
      for (const kind of kinds) document.removeEventListener(kind, moved, { capture: true })
    }
  }, [watched])
  return { for_s, touch }
}
