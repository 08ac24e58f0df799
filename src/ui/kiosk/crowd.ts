/** What many hands, palms and children do to a screen, kept from the page. */

/** A browser's own gestures have no place on a kiosk: menus, pinches, swipes back, marking, dragging. */
export function guardScreen(): void {
  const never = (event: Event): void => event.preventDefault()
  for (const kind of ['contextmenu', 'dragstart', 'selectstart', 'gesturestart', 'gesturechange'])
    document.addEventListener(kind, never, { capture: true })
  document.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) event.preventDefault()
    },
    { capture: true, passive: false },
  )
  document.addEventListener(
    'touchmove',
    (event) => {
      if (event.touches.length > 1 && event.cancelable) event.preventDefault()
    },
    { capture: true, passive: false },
  )
  // The first finger plays; a palm beside it does nothing.
  for (const kind of ['pointerdown', 'pointermove', 'pointerup'] as const)
    document.addEventListener(
      kind,
      (event) => {
        if (event.isPrimary) return
        event.preventDefault()
        event.stopImmediatePropagation()
      },
      { capture: true },
    )
  // Whoever swipes back stays here.
  history.pushState(null, '', location.href)
  window.addEventListener('popstate', () => history.pushState(null, '', location.href))
}

/** The screen stays lit, where the browser lets a page ask for that. */
export function stayAwake(): void {
  const ask = (): void => {
    if (document.visibilityState === 'visible') void navigator.wakeLock?.request('screen').catch(() => {})
  }
  document.addEventListener('visibilitychange', ask)
  ask()
}

/** The four corners one after the other, in five seconds, from the top left as a clock goes: the people of the stand. */
export function onFourCorners(open: () => void): () => void {
  const CORNER_px = 90
  const WITHIN_ms = 5000
  let reached: number[] = []
  const down = ({ clientX: x, clientY: y, timeStamp }: PointerEvent): void => {
    const right = x > window.innerWidth - CORNER_px
    const low = y > window.innerHeight - CORNER_px
    const isCorner = (right || x < CORNER_px) && (low || y < CORNER_px)
    const corner = low ? (right ? 2 : 3) : right ? 1 : 0
    reached =
      isCorner && corner === reached.length ? [...reached, timeStamp] : isCorner && corner === 0 ? [timeStamp] : []
    if (reached.length < 4) return
    if (reached[3]! - reached[0]! <= WITHIN_ms) open()
    reached = []
  }
  document.addEventListener('pointerdown', down, { capture: true })
  return () => document.removeEventListener('pointerdown', down, { capture: true })
}
