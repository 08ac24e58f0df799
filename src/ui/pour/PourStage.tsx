import { useEffect, useRef, useState } from 'preact/hooks'
import { formatNumber, type PlantView } from '../../present/index.ts'
import type { StageHandle, StageLoader } from '../StageArea.tsx'
import type { PourSession } from './session.ts'
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
  const host = useRef<HTMLDivElement>(null)
  const stage = useRef<StageHandle | null>(null)
  const latest = useRef(plant)
  latest.current = plant
  const [failed, setFailed] = useState(false)
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  const place = (): void => setAt(stage.current?.anchor('size') ?? null)

  useEffect(() => {
    const element = host.current
    if (!element) return
    let gone = false
    load().then(
      (mount) => {
        if (gone) return
        const handle = mount(element, {
          renderer,
          reducedMotion: session.reducedMotion,
          onTouch(anchor, phase) {
            if (phase === 'up') session.release()
            else if (VALVES.has(anchor)) session.press()
          },
        })
        stage.current = handle
        handle.show(latest.current)
        void handle.ready().then(place)
      },
      () => setFailed(true),
    )
    const watcher = new ResizeObserver(() => window.setTimeout(place, 300))
    watcher.observe(element)
    return () => {
      gone = true
      watcher.disconnect()
      stage.current?.destroy()
      stage.current = null
    }
  }, [])
  useEffect(() => stage.current?.show(plant), [plant])
  const scale = plant.kind === 'pour' ? plant.scale_L : 0
  useEffect(() => {
    const later = window.setTimeout(place, 500)
    return () => window.clearTimeout(later)
  }, [scale])

  const um = session.step.value?.size_um ?? null
  return (
    <section class="pour-stage" aria-label={t.hall}>
      <div class="pour-canvas" ref={host} />
      <p class={failed ? 'pour-words' : 'unseen'}>{words}</p>
      {at && um !== null ? (
        <p class="pour-chip" style={{ left: `${at.x}px`, top: `${at.y}px` }} aria-hidden="true">
          {t.size} <b>{formatNumber(language, um, 2)}</b> µm
        </p>
      ) : null}
    </section>
  )
}
