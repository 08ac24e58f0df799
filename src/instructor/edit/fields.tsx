import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { formatNumber, type Language, readNumber } from '../../present/index.ts'
import type { Problem } from '../../sim/index.ts'
import { problemSentence } from './problems.ts'
import { editTexts } from './text.ts'

/** Problems that stand at a place of the file, or below it. */
export const problemsAt = (problems: readonly Problem[], path: string): readonly Problem[] =>
  problems.filter((p) => p.path === path || p.path.startsWith(`${path}.`) || p.path.startsWith(`${path}[`))

/** A number in the reader's own way of writing; taken when the field is left. */
export function NumberField(props: {
  readonly language: Language
  readonly label: ComponentChildren
  readonly value: number
  readonly unit?: string | undefined
  readonly note?: ComponentChildren
  readonly problems?: readonly Problem[]
  onValue(value: number): void
}) {
  const { language, label, value, unit, note, problems = [], onValue } = props
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? written(language, value)
  const isWrong = typed !== null && readNumber(typed) === undefined
  const settle = (): void => {
    const asked = typed === null ? undefined : readNumber(typed)
    setTyped(null)
    if (asked !== undefined) onValue(asked)
  }
  return (
    <label class={`field${problems.length || isWrong ? ' is-wrong' : ''}`}>
      <span>{label}</span>
      <span class="field-input">
        <input
          type="text"
          inputMode="decimal"
          value={shown}
          aria-invalid={problems.length || isWrong ? 'true' : 'false'}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle()
          }}
        />
        {unit ? <i>{unit}</i> : null}
      </span>
      {note ? <small>{note}</small> : null}
      {isWrong ? <small class="refusal">{editTexts[language].noNumber}</small> : null}
      {problems.map((problem, i) => (
        <small key={i} class="refusal">
          {problemSentence(language, problem)}
        </small>
      ))}
    </label>
  )
}

/** As many decimals as the number has, four at most; tiny and huge ones in powers of ten. */
export function written(language: Language, value: number): string {
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e7))
    return value.toExponential(3).replace('.', language === 'fr' ? ',' : '.')
  const digits = String(Math.round(1e4 * Math.abs(value)) / 1e4).split('.')[1]?.length ?? 0
  return formatNumber(language, value, digits)
}

/** A text in both languages; taken when the field is left. */
export function WordsField(props: {
  readonly label: string
  readonly words: Readonly<Record<Language, string>>
  readonly rows?: number
  onWords(language: Language, words: string): void
}) {
  const { label, words, rows = 1, onWords } = props
  return (
    <fieldset class="field words-field">
      <legend>{label}</legend>
      {(['fr', 'en'] as const).map((id) => (
        <label key={id}>
          <span class="tongue" aria-hidden="true">
            {id.toUpperCase()}
          </span>
          <span class="unseen">{id === 'fr' ? 'Français' : 'English'}</span>
          {rows > 1 ? (
            <textarea
              lang={id}
              rows={rows}
              maxLength={LONGEST}
              value={words[id]}
              onChange={(event) => onWords(id, event.currentTarget.value)}
            />
          ) : (
            <input
              lang={id}
              type="text"
              maxLength={LONGEST}
              value={words[id]}
              onChange={(event) => onWords(id, event.currentTarget.value)}
            />
          )}
        </label>
      ))}
    </fieldset>
  )
}

const LONGEST = 600

/** One of a few. */
export function Pick<T extends string>(props: {
  readonly label: string
  readonly value: T
  readonly options: readonly (readonly [id: T, says: string])[]
  onPick(id: T): void
}) {
  const { label, value, options, onPick } = props
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onPick(event.currentTarget.value as T)}>
        {options.map(([id, says]) => (
          <option key={id} value={id}>
            {says}
          </option>
        ))}
      </select>
    </label>
  )
}

export function Tick(props: { readonly label: ComponentChildren; readonly on: boolean; onTick(on: boolean): void }) {
  return (
    <label class="tick">
      <input type="checkbox" checked={props.on} onChange={(event) => props.onTick(event.currentTarget.checked)} />
      <span>{props.label}</span>
    </label>
  )
}
