import { useState } from 'preact/hooks'
import { formatNumber, readNumber, type Snapshot } from '../present/index.ts'
import { UnitOf } from './parts.tsx'
import type { Session } from './session.ts'

/** What every sheet is given. */
export interface SheetOf {
  readonly session: Session
  readonly view: Snapshot
  readonly onClose: () => void
}

/** Why an act was refused, and what to do. */
export function Refusal({ session }: { session: Session }) {
  const line = session.refusal.value
  return line ? (
    <p class="refusal" role="alert">
      {line}
    </p>
  ) : null
}

export function NumberField(props: {
  readonly label: string
  readonly language: 'fr' | 'en'
  readonly value: number
  readonly digits: number
  readonly unit: string
  readonly onChange: (value: number) => void
}) {
  const { label, language, value, digits, unit, onChange } = props
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <span class="number">
      <input
        type="text"
        inputMode="decimal"
        aria-label={label}
        value={typed ?? formatNumber(language, value, digits)}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          const read = readNumber(event.currentTarget.value)
          if (read !== undefined) onChange(read)
        }}
        onBlur={() => setTyped(null)}
      />
      <UnitOf language={language} unit={unit} />
    </span>
  )
}
