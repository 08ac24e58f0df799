import { useRef, useState } from 'preact/hooks'
import { type Language, unitName } from '../../present/index.ts'
import type { Span } from '../look.ts'
import type { Draft } from '../work.ts'
import type { EditProps } from './props.ts'
import { type Chosen, type Kind, KINDS, moved, type Placed, placedOf } from './events.ts'
import { editTexts } from './text.ts'

const HOUR = 3600
/** Share of the width under which something is drawn as wide as its name needs. */
const LEAST = 0.23

/** The lot from left to right, and what comes when; dragged, or moved with the arrow keys. */
export function Timeline(props: EditProps & { readonly chosen: Chosen | null; onChoose(chosen: Chosen): void }) {
  const { language, draft, look, edit, chosen, onChoose } = props
  const t = editTexts[language]
  const spans = look?.known?.spans ?? []
  const [dragged, setDragged] = useState<{ readonly of: Chosen; readonly by_s: number } | null>(null)
  const field = useRef<HTMLDivElement>(null)
  if (spans.length === 0) return <p class="timeline is-empty">{look ? t.timeline.none : t.loading}</p>
  const from_s = Math.min(...spans.map((s) => s.from_s))
  const to_s = Math.max(...spans.map((s) => s.to_s), from_s + HOUR)
  const share = (t_s: number): number => Math.min(1, Math.max(0, (t_s - from_s) / (to_s - from_s)))
  const placed = placedOf(draft.file, spans)
  const round_s = draft.file.work.rounds.length_h * HOUR
  // An hour on a line of days, a quarter on one of hours.
  const step_s = (kind: Kind): number => (kind !== 'faults' ? round_s : to_s - from_s > 48 * HOUR ? HOUR : HOUR / 4)
  return (
    <div class="timeline" role="group" aria-label={t.timeline.title}>
      <Scale language={language} draft={draft} spans={spans} from_s={from_s} to_s={to_s} />
      {KINDS.map((kind) => {
        const rows = lanesOf(
          placed.filter((p) => p.kind === kind),
          share,
        )
        return (
          <div key={kind} class={`lane lane-${kind}`}>
            <h3>{t.timeline.lanes[kind]}</h3>
            <div class="lane-field" ref={field} style={{ '--rows': Math.max(1, rows.length) }}>
              {rows.flatMap((row, i) =>
                row.map((one) => {
                  const isChosen = chosen?.kind === kind && chosen.id === one.id
                  const by_s = dragged && dragged.of.kind === kind && dragged.of.id === one.id ? dragged.by_s : 0
                  const at = share(one.from_s + by_s)
                  return (
                    <button
                      key={one.id}
                      type="button"
                      class="event"
                      aria-pressed={isChosen ? 'true' : 'false'}
                      style={{
                        '--at': Math.min(at, 1 - LEAST),
                        '--wide': share(one.to_s) - share(one.from_s),
                        '--row': i,
                      }}
                      title={t.timeline.keys}
                      onClick={() => onChoose({ kind, id: one.id })}
                      onKeyDown={(event) => {
                        const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
                        if (way === 0) return
                        event.preventDefault()
                        onChoose({ kind, id: one.id })
                        edit((now) => ({ ...now, file: moved(now.file, one, way * step_s(kind)) }))
                      }}
                      onPointerDown={(event) => {
                        if (event.button !== 0) return
                        const button = event.currentTarget
                        const width = button.parentElement!.clientWidth
                        const began = event.clientX
                        let by = 0
                        button.setPointerCapture(event.pointerId)
                        const move = (e: PointerEvent): void => {
                          by = ((e.clientX - began) / width) * (to_s - from_s)
                          if (Math.abs(e.clientX - began) > 4) setDragged({ of: one, by_s: by })
                        }
                        const end = (e: PointerEvent): void => {
                          button.removeEventListener('pointermove', move)
                          button.removeEventListener('pointerup', end)
                          button.removeEventListener('pointercancel', end)
                          setDragged(null)
                          if (e.type === 'pointerup' && Math.abs(e.clientX - began) > 4)
                            edit((now) => ({ ...now, file: moved(now.file, one, by) }))
                        }
                        button.addEventListener('pointermove', move)
                        button.addEventListener('pointerup', end)
                        button.addEventListener('pointercancel', end)
                      }}
                    >
                      <small class="event-when" aria-hidden="true">
                        {whenOf(language, one.from_s - from_s, (to_s - from_s) / HOUR)}
                      </small>
                      <span>{nameOf(language, draft, one)}</span>
                    </button>
                  )
                }),
              )}
            </div>
          </div>
        )
      })}
      <p class="age">{t.timeline.note}</p>
    </div>
  )
}

/** Steps of the player's, and days or hours under them. */
function Scale(props: {
  readonly language: Language
  readonly draft: Draft
  readonly spans: readonly Span[]
  readonly from_s: number
  readonly to_s: number
}) {
  const { language, draft, spans, from_s, to_s } = props
  const t = editTexts[language]
  const inDays = countsDays((to_s - from_s) / HOUR)
  const unit_s = inDays ? 24 * HOUR : HOUR
  const all = Math.floor((to_s - from_s) / unit_s)
  const every = Math.max(1, Math.ceil(all / 12))
  const ticks = Array.from({ length: Math.floor(all / every) + 1 }, (_, i) => i * every)
  const at = (t_s: number): number => (t_s - from_s) / (to_s - from_s)
  return (
    <div class="lane lane-scale">
      <h3>{t.timeline.steps}</h3>
      <div class="lane-field">
        {spans.map((span) => {
          const step = draft.file.steps.find((s) => s.id === span.step)
          return (
            <span
              key={span.step}
              class="span"
              style={{ '--at': at(span.from_s), '--wide': at(span.to_s) - at(span.from_s) }}
              title={unitName(language, step?.unit ?? '', step?.place).name}
            >
              {unitName(language, step?.unit ?? '', step?.place).short}
            </span>
          )
        })}
        {ticks.map((n) => (
          <span key={n} class="mark" style={{ '--at': (n * unit_s) / (to_s - from_s) }}>
            {inDays ? t.timeline.day(n) : t.timeline.hour(n)}
          </span>
        ))}
      </div>
    </div>
  )
}

/** A long lot is told in days, a short one in hours. */
const countsDays = (hours: number): boolean => hours > 60

function whenOf(language: Language, t_s: number, hours: number): string {
  const t = editTexts[language].timeline
  const h = t_s / HOUR
  return countsDays(hours) ? t.day(Math.floor(h / 24)) : t.hour(Math.round(h))
}

/** Rows in which nothing lies upon another. */
function lanesOf(all: readonly Placed[], share: (t_s: number) => number): readonly (readonly Placed[])[] {
  const rows: Placed[][] = []
  const ends: number[] = []
  for (const one of [...all].sort((a, b) => a.from_s - b.from_s)) {
    const at = Math.min(share(one.from_s), 1 - LEAST)
    const row = ends.findIndex((end) => end <= at)
    const i = row < 0 ? rows.length : row
    ;(rows[i] ??= []).push(one)
    ends[i] = at + Math.max(LEAST, share(one.to_s) - share(one.from_s)) + 0.004
  }
  return rows
}

/** What a thing is called, in the level's own words. */
export function nameOf(language: Language, { texts }: Draft, { kind, id }: Chosen): string {
  const text = texts[language]
  return (kind === 'lines' ? text.lines?.[id] : text.cases?.[id]) ?? id
}
