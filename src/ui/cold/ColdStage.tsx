import { useState } from 'preact/hooks'
import { type StageLoader, useStage } from '../useStage.ts'
import type { ColdSession } from './session.ts'
import { coldTexts } from './text.ts'
import { Wheel } from '../wheel/Wheel.tsx'
import { wheelOf } from './wheelOf.ts'

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
  const [at, setAt] = useState<At | null>(null)
  const { host } = useStage({
    load,
    renderer,
    reducedMotion: session.reducedMotion,
    view: session.view.value,
    place(stage) {
      const wheel = stage.anchor('wheel')
      const dial = stage.anchor('dial')
      // The ring fits between the wheel and the dial above it.
      if (wheel && dial) setAt({ ...wheel, radius: 0.425 * (wheel.y - dial.y) })
    },
    onReady: () => session.begin(),
    onFailed,
  })
  const night = session.beat.value !== 'dawn' && session.beat.value !== 'morning'
  return (
    <section class="cold-stage" aria-label={coldTexts[session.language.value].night}>
      <div class="cold-canvas" ref={host} />
      {at && night ? <Wheel wheel={wheelOf(session)} calling={session.beat.value === 'call'} {...at} /> : null}
    </section>
  )
}
