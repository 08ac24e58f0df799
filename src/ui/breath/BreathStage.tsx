import { useState } from 'preact/hooks'
import type { PlantView } from '../../present/index.ts'
import { demoTexts } from '../demo/text.ts'
import { type StageLoader, useStage } from '../useStage.ts'
import { Wheel } from '../wheel/Wheel.tsx'
import type { BreathSession } from './session.ts'
import { wheelOf } from './wheelOf.ts'

/** What a finger may touch in the picture: the filter, the gas line, the probe. */
const THINGS = { vent: 'vent', gas: 'valve', 'probe.oxygen': 'probe' } as const

/** The vessel, and the one wheel at it. */
export function BreathStage(props: {
  readonly session: BreathSession
  readonly plant: PlantView
  readonly load: StageLoader
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly words: string
}) {
  const { session, plant, load, renderer, words } = props
  const [at, setAt] = useState<{ readonly x: number; readonly y: number; readonly radius: number } | null>(null)
  const { host, failed } = useStage({
    load,
    renderer,
    reducedMotion: session.reducedMotion,
    view: plant,
    onTouch(anchor, phase) {
      if (phase === 'down' && anchor in THINGS) session.mend(THINGS[anchor as keyof typeof THINGS])
    },
    place(stage) {
      const wheel = stage.anchor('wheel')
      const dial = stage.anchor('dial')
      // The ring fits between the wheel and the dial above it.
      if (wheel && dial) setAt({ ...wheel, radius: 0.425 * (wheel.y - dial.y) })
    },
  })
  const calling = session.beat.value === 0 && !session.begun.value && session.result.value === null
  return (
    <section class="demo-stage" aria-label={demoTexts[session.language.value].hall}>
      <div class="demo-canvas" ref={host} />
      <p class={failed ? 'demo-words' : 'unseen'}>{words}</p>
      {at && session.result.value === null ? (
        <Wheel wheel={wheelOf(session)} calling={calling} {...at} unheard />
      ) : null}
    </section>
  )
}
