import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { formatNumber, type Language, unitText } from '../present/index.ts'
import { Icon } from './icons.tsx'

/** The fonts have no raised digits: a power of ten is written with an element. */
export function UnitOf({ language, unit }: { language: Language; unit: string }): ComponentChildren {
  const text = unitText(language, unit)
  return text === '' ? null : (
    <span class="unit">
      <UnitText text={text} />
    </span>
  )
}

/** A text with its units, and the power of ten raised. */
export function UnitText({ text }: { text: string }): ComponentChildren {
  return text.split(/\^(\d+)/).map((part, i) => (i % 2 ? <sup key={i}>{part}</sup> : part))
}

export function Value(props: { language: Language; value: number | null; digits: number; unit: string }) {
  const { language, value, digits, unit } = props
  return (
    <span class="value">
      <b>{value === null ? '–' : formatNumber(language, value, digits)}</b> <UnitOf language={language} unit={unit} />
    </span>
  )
}

/** A name with its lowered two: the fonts have no such sign. */
export function Chemical({ text }: { text: string }): ComponentChildren {
  const parts = text.split(/(CO2|O2)/)
  return parts.map((part, i) =>
    part === 'CO2' || part === 'O2' ? (
      <span key={i}>
        {part.slice(0, -1)}
        <sub>2</sub>
      </span>
    ) : (
      part
    ),
  )
}

export interface SheetProps {
  readonly title: string
  readonly closeLabel: string
  readonly wide?: boolean
  readonly paper?: boolean
  /** A class of its own, for looks. */
  readonly kind?: string
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** Sheets may lie on sheets: each has its own title. */
let sheets = 0

/** A sheet on the desk: focus stays in it, Escape closes it, the clock stands still behind it. */
export function SheetFrame({ title, closeLabel, wide, paper, kind, onClose, children }: SheetProps) {
  const [titleId] = useState(() => `sheet-title-${sheets++}`)
  const place = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = place.current
    if (!dialog || dialog.open) return
    const opener = document.activeElement
    dialog.showModal()
    return () => {
      dialog.close()
      // The sheet is taken out of the page in this same turn, and the browser then forgets who opened it.
      setTimeout(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus()
      })
    }
  }, [])
  return (
    <dialog
      ref={place}
      class={`sheet${wide ? ' wide' : ''}${paper ? ' paper' : ''}${kind === undefined ? '' : ` ${kind}`}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div class="sheet-inner">
        <div class="sheet-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" class="quiet" onClick={onClose}>
            {closeLabel}
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}

/** One of several, as big buttons. */
export function Choice<T extends string>(props: {
  readonly legend: string
  readonly name: string
  readonly options: readonly { readonly id: T; readonly label: string }[]
  readonly value: T | null
  readonly onChange: (value: T) => void
}) {
  const { legend, name, options, value, onChange } = props
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      <div class="choices">
        {options.map(({ id, label }) => (
          <label key={id} class={id === value ? 'chosen' : ''}>
            <input type="radio" name={name} checked={id === value} onChange={() => onChange(id)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function ActButton(props: {
  readonly icon: string
  readonly label: string
  /** Where it stands. */
  readonly detail?: ComponentChildren
  /** What it costs the hands. */
  readonly cost?: string
  readonly primary?: boolean
  readonly disabled?: boolean
  readonly onClick: () => void
}) {
  const { icon, label, detail, cost, primary, disabled, onClick } = props
  return (
    <button type="button" class={`act${primary ? ' primary' : ''}`} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
      <span class="act-words">
        <span class="act-label">
          <Chemical text={label} />
        </span>
        <span class="act-detail">
          {detail === undefined ? null : <span>{detail}</span>}
          {cost === undefined ? null : <span class="act-cost">{cost}</span>}
        </span>
      </span>
    </button>
  )
}
