import { useEffect, useRef, useState } from 'preact/hooks'
import { roomPicture, type RoomSnapshot } from '../../present/index.ts'
import type { Session } from '../session.ts'
import type { StageHandle, StageLoader } from '../StageArea.tsx'
import { lit, lookAt, opened } from './lamp.ts'
import { roomTexts } from './text.ts'

interface Hot {
  readonly id: string
  /** Near an edge its name hangs inwards. */
  readonly edge: '' | ' at-left' | ' at-right'
  readonly x: number
  readonly y: number
}

/** The dark booth. The lamp follows the pointer, or rests where the list has its focus. */
export function RoomStage(props: {
  readonly session: Session
  readonly room: RoomSnapshot
  readonly load: StageLoader
  readonly renderer: 'webgl' | 'canvas' | 'auto'
}) {
  const { session, room, load, renderer } = props
  const t = roomTexts[session.language.value]
  const host = useRef<HTMLDivElement>(null)
  const stage = useRef<StageHandle | null>(null)
  const picture = roomPicture(room, lit.value)
  const latest = useRef(picture)
  latest.current = picture
  const [hot, setHot] = useState<readonly Hot[]>([])
  const [failed, setFailed] = useState(false)

  const place = (): void => {
    const found = room.items.flatMap(({ id }) => {
      const at = stage.current?.anchor(`item.${id}`)
      const width = host.current?.clientWidth ?? 0
      return at ? [{ id, ...at, edge: at.x < 90 ? ' at-left' : at.x > width - 90 ? ' at-right' : '' } as const] : []
    })
    setHot(found)
  }
  useEffect(() => {
    const element = host.current
    if (!element) return
    let gone = false
    load().then(
      (mount) => {
        if (gone) return
        // Touches are taken by the buttons over the picture: they know their names.
        const handle = mount(element, { renderer, reducedMotion: session.reducedMotion, onTouch() {} })
        stage.current = handle
        handle.show(latest.current)
        void handle.ready().then(() => {
          if (!gone) place()
        })
      },
      () => setFailed(true),
    )
    const watcher = new ResizeObserver(() => window.setTimeout(place, 400))
    watcher.observe(element)
    return () => {
      gone = true
      watcher.disconnect()
      stage.current?.destroy()
      stage.current = null
    }
  }, [])
  useEffect(() => stage.current?.show(picture), [room, lit.value])

  return (
    <section class="stage booth" aria-label={t.title}>
      <p class={failed ? 'stage-words' : 'unseen'}>{t.scene}</p>
      <div
        class="canvas-host"
        ref={host}
        onPointerMove={(event) => {
          if (event.pointerType === 'mouse') lit.value = null
        }}
      >
        {hot.map(({ id, x, y, edge }) => (
          // The list beside the picture is for keys and screen readers; these are the same things under a pointer.
          <button
            key={id}
            type="button"
            class={`hot${edge}${opened.value === id ? ' open' : ''}`}
            data-thing={id}
            tabIndex={-1}
            aria-hidden="true"
            style={{ left: `${x}px`, top: `${y}px` }}
            onClick={() => void lookAt(session, id)}
          >
            <span>{session.text.value.things?.[id]?.name ?? id}</span>
          </button>
        ))}
      </div>
    </section>
  )
}
