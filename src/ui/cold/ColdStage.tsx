import { useEffect, useRef, useState } from 'preact/hooks'
import type { StageHandle, StageLoader } from '../StageArea.tsx'
import type { ColdSession } from './session.ts'
import { coldTexts } from './text.ts'
import { Wheel } from './Wheel.tsx'

interface At {
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** The dark hall, and the one wheel in it. */
export function ColdStage(props: {
  readonly session: ColdSession
  readonly load: StageLoader
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly onFailed: () => void
}) {
  const { session, load, renderer, onFailed } = props
  const host = useRef<HTMLDivElement>(null)
  const stage = useRef<StageHandle | null>(null)
  const [at, setAt] = useState<At | null>(null)
  useEffect(() => {
    const element = host.current
    if (!element) return
    let gone = false
    const place = (): void => {
      const wheel = stage.current?.anchor('wheel')
      const dial = stage.current?.anchor('dial')
      // The ring fits between the wheel and the dial above it.
      if (wheel && dial) setAt({ ...wheel, radius: 0.425 * (wheel.y - dial.y) })
    }
    load().then(
      (mount) => {
        if (gone) return
        const handle = mount(element, { renderer, reducedMotion: session.reducedMotion, onTouch: () => {} })
        stage.current = handle
        handle.show(session.view.peek())
        void handle.ready().then(() => {
          if (gone) return
          place()
          session.begin()
        })
      },
      () => onFailed(),
    )
    const stop = session.view.subscribe((view) => stage.current?.show(view))
    const watcher = new ResizeObserver(() => window.setTimeout(place, 300))
    watcher.observe(element)
    return () => {
      gone = true
      stop()
      watcher.disconnect()
      stage.current?.destroy()
      stage.current = null
    }
  }, [])
  const night = session.beat.value !== 'dawn' && session.beat.value !== 'morning'
  return (
    <section class="cold-stage" aria-label={coldTexts[session.language.value].night}>
      <div class="cold-canvas" ref={host} />
      {at && night ? <Wheel session={session} {...at} /> : null}
    </section>
  )
}
