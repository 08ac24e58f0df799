import { useEffect, useRef } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import { COUNTS_S } from './idle.ts'
import { kioskTexts } from './text.ts'

/** Nobody has touched for a while: a ring that shrinks, and one button. */
export function StillThere(props: {
  readonly language: Language
  readonly left_s: number
  readonly onStay: () => void
}) {
  const { language, left_s, onStay } = props
  const t = kioskTexts[language]
  const stay = useRef<HTMLButtonElement>(null)
  useEffect(() => stay.current?.focus(), [])
  return (
    <div class="kiosk-over" role="alertdialog" aria-modal="true" aria-labelledby="kiosk-idle">
      <div class="kiosk-ask">
        <h2 id="kiosk-idle">{t.idleTitle}</h2>
        <svg viewBox="0 0 120 120" aria-hidden="true">
          <circle cx="60" cy="60" r="50" pathLength="1" class="ring-bed" />
          <circle cx="60" cy="60" r="50" pathLength="1" class="ring" stroke-dasharray={`${left_s / COUNTS_S} 1`} />
          <text x="60" y="76" text-anchor="middle">
            {left_s}
          </text>
        </svg>
        <p>{t.idleLeft(left_s)}</p>
        <button type="button" class="big" ref={stay} onClick={onStay}>
          {t.idleStay}
        </button>
      </div>
    </div>
  )
}
