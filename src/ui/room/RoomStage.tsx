import { useMemo, useState } from 'preact/hooks'
import { roomPicture, type RoomSnapshot } from '../../present/index.ts'
import type { Session } from '../session.ts'
import { type StageLoader, useStage } from '../useStage.ts'
import { lit, lookAt, opened } from './lamp.ts'
import { roomTexts, sceneOf } from './text.ts'

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
  const [hot, setHot] = useState<readonly Hot[]>([])
  const { host, failed } = useStage({
    load,
    renderer,
    reducedMotion: session.reducedMotion,
    view: useMemo(() => roomPicture(room, lit.value), [room, lit.value]),
    // Touches are taken by the buttons over the picture: they know their names.
    place: (stage, { clientWidth: width }) =>
      setHot(
        room.items.flatMap(({ id }) => {
          const at = stage.anchor(`item.${id}`)
          return at ? [{ id, ...at, edge: at.x < 90 ? ' at-left' : at.x > width - 90 ? ' at-right' : '' } as const] : []
        }),
      ),
  })

  return (
    <section class="stage booth" aria-label={t.title}>
      <p class={failed ? 'stage-words' : 'unseen'}>{sceneOf(t, room)}</p>
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
