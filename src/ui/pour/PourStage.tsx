import { useEffect, useState } from 'preact/hooks'
import { formatNumber, type PlantView } from '../../present/index.ts'
import { type StageLoader, useStage } from '../useStage.ts'
import type { PourSession } from './session.ts'
import { demoTexts } from '../demo/text.ts'
import { pourTexts } from './text.ts'

/** Where a finger may hold to pour, besides the button. */
const VALVES = new Set(['hose', 'mixer', 'vessel', 'pumps', 'lens'])

export function PourStage(props: {
  readonly session: PourSession
  readonly plant: PlantView
  readonly load: StageLoader
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly words: string
}) {
  const { session, plant, load, renderer, words } = props
  const language = session.language.value
  const t = pourTexts[language]
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  const { host, failed, place } = useStage({
    load,
    renderer,
    reducedMotion: session.reducedMotion,
    view: plant,
    onTouch(anchor, phase) {
      if (phase === 'up') session.release()
      else if (VALVES.has(anchor)) session.press()
    },
    place: (stage) => setAt(stage.anchor('size')),
  })
  const scale = plant.kind === 'pour' ? plant.scale_L : 0
  useEffect(() => {
    const later = window.setTimeout(place, 500)
    return () => window.clearTimeout(later)
  }, [scale])

  const um = session.step.value?.size_um ?? null
  return (
    <section class="demo-stage" aria-label={demoTexts[language].hall}>
      <div class="demo-canvas" ref={host} />
      <p class={failed ? 'demo-words' : 'unseen'}>{words}</p>
      {at && um !== null ? (
        <p class="pour-chip" style={{ left: `${at.x}px`, top: `${at.y}px` }} aria-hidden="true">
          {t.size} <b>{formatNumber(language, um, 2)}</b> µm
        </p>
      ) : null}
    </section>
  )
}
