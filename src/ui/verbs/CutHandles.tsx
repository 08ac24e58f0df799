import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import type { Plot } from './Chromatogram.tsx'
import type { Cut } from './cut.ts'

/** Two lines on a chromatogram, each with a handle that a hand, or the arrow keys, move by whole steps of the axis. */
export function CutHandles(props: {
  readonly plot: Plot
  /** In steps of `unit` on the axis. */
  readonly cut: Cut
  readonly unit: number
  readonly least: number
  readonly most: number
  readonly disabled: boolean
  readonly label: (edge: 'from' | 'to') => string
  readonly says: (edge: 'from' | 'to') => string
  /** A place on the axis. */
  readonly onMove: (edge: 'from' | 'to', at: number) => void
  /** A handle is let go. */
  readonly onDrop?: (edge: 'from' | 'to') => void
  readonly children?: ComponentChildren
}) {
  const { plot, cut, unit, least, most, disabled, label, says, onMove, onDrop } = props
  const place = useRef<HTMLDivElement>(null)
  const grip = useRef<'from' | 'to' | null>(null)
  const pixel = (event: PointerEvent): number => event.clientX - place.current!.getBoundingClientRect().left
  const letGo = (edge: 'from' | 'to'): void => {
    if (grip.current === edge) onDrop?.(edge)
    grip.current = null
  }
  return (
    <div class="cut-over" ref={place}>
      {props.children}
      {(['from', 'to'] as const).map((edge) => {
        const value = cut[edge]
        const x = plot.x(value * unit)
        const other = plot.x(cut[edge === 'from' ? 'to' : 'from'] * unit)
        // Handles of two near lines give each other room.
        const aside = Math.max(0, 46 - Math.abs(x - other)) / 2
        return (
          <div
            key={edge}
            class={`cut-line ${edge}`}
            style={{ left: `${x}px`, top: `${plot.top}px`, height: `${plot.bottom - plot.top}px` }}
          >
            <div
              class="cut-handle"
              style={{ translate: `${edge === 'from' ? -aside : aside}px` }}
              onPointerDown={(event) => {
                if (event.button !== 0 || disabled) return
                event.preventDefault()
                event.currentTarget.setPointerCapture(event.pointerId)
                event.currentTarget.querySelector('input')?.focus({ preventScroll: true })
                grip.current = edge
              }}
              onPointerMove={(event) => {
                if (grip.current === edge) onMove(edge, plot.at(pixel(event)))
              }}
              onPointerUp={() => letGo(edge)}
              onPointerCancel={() => letGo(edge)}
            >
              <svg viewBox="0 0 44 44" width="44" height="44" aria-hidden="true">
                <path d="M12 16l-6 6 6 6M32 16l6 6-6 6M19 14v16M25 14v16" />
              </svg>
              <input
                type="range"
                min={least}
                max={most}
                step={1}
                value={value}
                disabled={disabled}
                aria-label={label(edge)}
                aria-valuetext={says(edge)}
                onInput={(event) => onMove(edge, event.currentTarget.valueAsNumber * unit)}
                onChange={() => onDrop?.(edge)}
              />
            </div>
          </div>
        )
      })}
    </div>
  )
}
