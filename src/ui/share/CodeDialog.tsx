import { useEffect, useRef, useState } from 'preact/hooks'
import { type Language, lotNumber } from '../../present/index.ts'
import { type Scenario, scenarioOf } from '../../share/index.ts'
import { SheetFrame } from '../parts.tsx'
import './share.css'
import { termsOf } from './said.ts'
import { shareTexts } from './text.ts'

/** Where a code is typed: what it says is shown before it is played, what is wrong with it is said when it is asked for. */
export function CodeDialog(props: {
  readonly language: Language
  /** Titles of the levels that are here, by id. */
  readonly titles: ReadonlyMap<string, string>
  /** A demo is played as it is. */
  readonly isDemo: (level: string) => boolean
  readonly typed: string
  readonly onPlay: (code: string) => void
  readonly onClose: () => void
}) {
  const { language, titles, isDemo, onPlay, onClose } = props
  const t = shareTexts[language]
  const [typed, setTyped] = useState(props.typed)
  const [asked, setAsked] = useState(props.typed !== '')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const found = scenarioOf(typed)
  const refusal =
    typeof found === 'string'
      ? found
      : titles.has(found.level) && !(isDemo(found.level) && termsGiven(found))
        ? null
        : ('level' as const)
  return (
    <SheetFrame title={t.title} closeLabel={t.close} kind="code-sheet" wide onClose={onClose}>
      <form
        class="code-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (refusal === null) onPlay(typed)
          else field.current?.focus()
        }}
      >
        <p>{t.lead}</p>
        <label for="code-field">{t.code}</label>
        <input
          id="code-field"
          ref={field}
          type="text"
          value={typed}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={asked && refusal !== null ? 'true' : 'false'}
          aria-describedby="code-said"
          onInput={(event) => {
            setTyped(event.currentTarget.value)
            setAsked(false)
          }}
        />
        <div id="code-said" class="code-said" role="status">
          {typeof found === 'object' && refusal === null ? (
            <>
              <p>
                <b>{t.says(titles.get(found.level)!, lotNumber(found.level, found.seed))}</b>
              </p>
              {termsOf(language, found).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </>
          ) : asked && refusal !== null ? (
            <p class="refusal">{t.refused[refusal]}</p>
          ) : null}
        </div>
        <p class="buttons">
          <button type="submit" class="big">
            {t.go}
          </button>
        </p>
      </form>
    </SheetFrame>
  )
}

const termsGiven = ({ options, patch }: Scenario): boolean => patch !== undefined || Object.keys(options).length > 0
