import { useMemo, useState } from 'preact/hooks'
import { lineAbout, transferPicture, type TransferSnapshot, withUnit } from '../../present/index.ts'
import type { Session } from '../session.ts'
import { type StageLoader, useStage } from '../useStage.ts'
import { transferTexts } from './text.ts'

interface Sign {
  readonly id: string
  readonly says: string
  readonly x: number
  readonly y: number
}

/** Both houses, to scale. What is asked is lit; a touch on a machine opens the line about it. */
export function TransferStage(props: {
  readonly session: Session
  readonly transfer: TransferSnapshot
  readonly about: string | null
  readonly load: StageLoader
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  open(line: string): void
}) {
  const { session, transfer, about, load, renderer } = props
  const language = session.language.value
  const t = transferTexts[language]
  const [signs, setSigns] = useState<readonly Sign[]>([])
  const picture = transferPicture(transfer, about)
  const { host, failed } = useStage({
    load,
    renderer,
    reducedMotion: session.reducedMotion,
    view: useMemo(() => picture, [JSON.stringify(picture)]),
    onTouch(anchor, phase) {
      const [guest, , thing] = anchor.split('.')
      const line = phase === 'down' && thing ? lineAbout(transfer, guest!, thing) : null
      if (line) props.open(line)
    },
    place: (stage) =>
      setSigns(
        transfer.guests.flatMap(({ id, from_L, to_L }) =>
          [from_L, to_L].flatMap((litres, side) => {
            const at = stage.anchor(`${id}.${side}`)
            const says = `${side === 0 ? t.theirs : t.here} · ${withUnit(language, litres, 0, 'L')}`
            return at ? [{ id: `${id}.${side}`, says, ...at }] : []
          }),
        ),
      ),
  })
  return (
    <section class="stage move-stage" aria-label={t.houses}>
      <div class="canvas-host" ref={host} />
      <p class={failed ? 'stage-words' : 'unseen'}>{t.housesSay}</p>
      <div class="over-stage" aria-hidden="true">
        {signs.map(({ id, says, x, y }) => (
          <p key={id} class="move-sign" style={{ left: `${x}px`, top: `${y}px` }}>
            {says}
          </p>
        ))}
      </div>
    </section>
  )
}
