import type { PlantView } from '../../present/index.ts'
import { demoTexts } from '../demo/text.ts'
import { type StageLoader, useStage } from '../useStage.ts'
import type { ThawingSession } from './session.ts'

/** Where a finger may hold to warm, besides the button; a flick at the motor stirs. */
const WARMS = new Set(['jacket', 'liquid'])
const FLICK = 0.2

export function ThawingStage(props: {
  readonly session: ThawingSession
  readonly plant: PlantView
  readonly load: StageLoader
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly words: string
}) {
  const { session, plant, load, renderer, words } = props
  const { host, failed } = useStage({
    load,
    renderer,
    reducedMotion: session.reducedMotion,
    view: plant,
    onTouch(anchor, phase) {
      if (phase === 'up') session.release()
      else if (WARMS.has(anchor)) session.press()
      else if (anchor === 'motor') session.stir(session.stirring.value + FLICK)
    },
    place: () => {},
  })
  return (
    <section class="demo-stage" aria-label={demoTexts[session.language.value].hall}>
      <div class="demo-canvas" ref={host} />
      <p class={failed ? 'demo-words' : 'unseen'}>{words}</p>
    </section>
  )
}
