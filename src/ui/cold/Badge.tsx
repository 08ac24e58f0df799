import { useEffect, useRef, useState } from 'preact/hooks'
import chouette from '../../../assets/art/animals/chouette.svg'
import herisson from '../../../assets/art/animals/herisson.svg'
import heron from '../../../assets/art/animals/heron.svg'
import loutre from '../../../assets/art/animals/loutre.svg'
import lynx from '../../../assets/art/animals/lynx.svg'
import renard from '../../../assets/art/animals/renard.svg'
import { type Badge, drawBadge, keepBadge, readBadge } from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import { coldTexts } from './text.ts'

const FACES: Readonly<Record<Badge['animal'], string>> = { chouette, herisson, heron, loutre, lynx, renard }
/** The box a stroke is kept in. */
const WIDE = 300
const HIGH = 100
/** A stroke shorter than this is a dot. */
const LEAST = 24

/** A made-up name and a paraph: both stay in this browser. */
export function BadgeCard({ language, onDone }: { readonly language: Language; readonly onDone: () => void }) {
  const t = coldTexts[language]
  const [badge, setBadge] = useState<Badge>(() => readBadge() ?? drawBadge())
  const [asked, setAsked] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus({ preventScroll: true }), [])
  const signed = badge.stroke !== '' || badge.letters.trim() !== ''
  const sign = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!signed) {
      setAsked(true)
      field.current?.focus()
      return
    }
    keepBadge({ ...badge, letters: badge.letters.trim() })
    onDone()
  }
  return (
    <form class="cold-badge" aria-labelledby="cold-badge" onSubmit={sign}>
      <h1 id="cold-badge" ref={head} tabIndex={-1}>
        {t.badge}
      </h1>
      <div class="cold-name">
        <img src={FACES[badge.animal]} alt="" width="80" height="80" />
        <p aria-live="polite">
          {t.animals[badge.animal]} {badge.number}
        </p>
        <button
          type="button"
          class="second"
          onClick={() => setBadge({ ...drawBadge(badge), stroke: badge.stroke, letters: badge.letters })}
        >
          {t.otherName}
        </button>
      </div>
      <p class="cold-label" aria-hidden="true">
        {t.stroke}
      </p>
      <Stroke
        path={badge.stroke}
        hint={badge.letters === '' ? t.strokeHere : ''}
        onStroke={(stroke) => setBadge({ ...badge, stroke, letters: '' })}
      />
      <p class="unseen" aria-live="polite">
        {badge.stroke ? t.strokeDone : ''}
      </p>
      <label class="cold-letters">
        <span>{t.letters}</span>
        <input
          ref={field}
          type="text"
          maxLength={3}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={badge.letters}
          aria-describedby={asked && !signed ? 'cold-missing' : undefined}
          onInput={(event) => setBadge({ ...badge, letters: event.currentTarget.value.slice(0, 3), stroke: '' })}
        />
      </label>
      <p id="cold-missing" class="cold-missing" role="status">
        {asked && !signed ? t.missing : ''}
      </p>
      <button type="submit" class="big">
        {t.enter}
      </button>
      <p class="cold-kept">{t.kept}</p>
    </form>
  )
}

/** One stroke of the pen; the next one takes its place. */
function Stroke(props: { readonly path: string; readonly hint: string; readonly onStroke: (path: string) => void }) {
  const { path, hint, onStroke } = props
  const points = useRef<[number, number][]>([])
  const [drawing, setDrawing] = useState('')
  const at = (event: PointerEvent): [number, number] => {
    const box = (event.currentTarget as SVGSVGElement).getBoundingClientRect()
    const clip = (x: number, most: number): number => Math.round(Math.min(Math.max(x, 3), most - 3))
    return [
      clip(((event.clientX - box.left) / box.width) * WIDE, WIDE),
      clip(((event.clientY - box.top) / box.height) * HIGH, HIGH),
    ]
  }
  const written = (): string => points.current.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  const end = (): void => {
    if (points.current.length === 0) return
    const length = points.current.reduce(
      (sum, [x, y], i, all) => sum + (i === 0 ? 0 : Math.hypot(x - all[i - 1]![0], y - all[i - 1]![1])),
      0,
    )
    if (length >= LEAST) onStroke(written())
    points.current = []
    setDrawing('')
  }
  const shown = drawing || path
  return (
    <svg
      class="cold-stroke"
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      aria-hidden="true"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        points.current = [at(event)]
      }}
      onPointerMove={(event) => {
        const last = points.current.at(-1)
        if (!last || points.current.length >= 500) return
        const next = at(event)
        if (Math.hypot(next[0] - last[0], next[1] - last[1]) < 2.5) return
        points.current.push(next)
        setDrawing(written())
      }}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <path d={`M16 ${HIGH - 20}H${WIDE - 16}`} class="rule" />
      {shown === '' ? (
        <text x={WIDE / 2} y={HIGH / 2 + 5} text-anchor="middle">
          {hint}
        </text>
      ) : (
        <path d={shown} class="ink" />
      )}
    </svg>
  )
}
