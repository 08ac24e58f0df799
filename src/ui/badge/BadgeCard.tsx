import { useEffect, useRef, useState } from 'preact/hooks'
import chouette from '../../../assets/art/animals/chouette.svg'
import herisson from '../../../assets/art/animals/herisson.svg'
import heron from '../../../assets/art/animals/heron.svg'
import loutre from '../../../assets/art/animals/loutre.svg'
import lynx from '../../../assets/art/animals/lynx.svg'
import renard from '../../../assets/art/animals/renard.svg'
import { type Badge, drawBadge, type Settings } from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import './badge.css'
import { badgeName, badgeTexts } from './text.ts'

export const FACES: Readonly<Record<Badge['animal'], string>> = { chouette, herisson, heron, loutre, lynx, renard }
/** The box a stroke is kept in. */
const WIDE = 300
const HIGH = 100
/** A stroke shorter than this is a dot. */
const LEAST = 24

/** A badge as it is shown in a list: face, name, paraph. */
export function BadgeFace(props: {
  readonly language: Language
  readonly badge: Badge
  readonly lanyard?: Settings['lanyard']
}) {
  const { language, badge, lanyard } = props
  return (
    <span class={`face${lanyard ? ` hangs-by-${lanyard}` : ''}`}>
      <img src={FACES[badge.animal]} alt="" width="52" height="52" />
      <span>
        <b>{badgeName(language, badge)}</b>
        <Paraph badge={badge} />
      </span>
    </span>
  )
}

/** The stroke or the letters; nothing where it is still to be drawn. */
function Paraph({ badge }: { readonly badge: Badge }) {
  if (badge.stroke === '') return badge.letters === '' ? null : <i class="mono"> {badge.letters}</i>
  return (
    <svg class="paraph" viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden="true">
      <path d={badge.stroke} />
    </svg>
  )
}

/** A made-up name and a paraph: both stay in this browser. */
export function BadgeCard(props: {
  readonly language: Language
  readonly badge: Badge
  readonly go: string
  readonly onDone: (badge: Badge) => void
}) {
  const { language, go, onDone } = props
  const t = badgeTexts[language]
  const [badge, setBadge] = useState<Badge>(props.badge)
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
    onDone({ ...badge, letters: badge.letters.trim() })
  }
  return (
    <form class="badge-card" aria-labelledby="badge-card" onSubmit={sign}>
      <h1 id="badge-card" ref={head} tabIndex={-1}>
        {t.title}
      </h1>
      <div class="badge-name">
        <img src={FACES[badge.animal]} alt="" width="80" height="80" />
        <p aria-live="polite">{badgeName(language, badge)}</p>
        <button
          type="button"
          class="second"
          onClick={() => setBadge({ ...drawBadge(badge), stroke: badge.stroke, letters: badge.letters })}
        >
          {t.otherName}
        </button>
      </div>
      <p class="badge-label" aria-hidden="true">
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
      <label class="badge-letters">
        <span>{t.letters}</span>
        <input
          ref={field}
          type="text"
          maxLength={3}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={badge.letters}
          aria-describedby={asked && !signed ? 'badge-missing' : undefined}
          onInput={(event) => setBadge({ ...badge, letters: event.currentTarget.value.slice(0, 3), stroke: '' })}
        />
      </label>
      <p id="badge-missing" class="badge-missing" role="status">
        {asked && !signed ? t.missing : ''}
      </p>
      <button type="submit" class="big">
        {go}
      </button>
      <p class="badge-kept">{t.kept}</p>
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
      class="badge-stroke"
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
