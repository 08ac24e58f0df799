import { useEffect, useRef, useState } from 'preact/hooks'
import { type Language, lotNumber } from '../../present/index.ts'
import {
  asCode,
  CLASS_CODE,
  type CodeRefusal,
  isChanged,
  LARGEST_SCENARIO,
  type Scenario,
  scenarioOf,
  textOf,
} from '../../share/index.ts'
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
  /** Six signs: the code of a class. */
  readonly onClass: (code: string) => void
  readonly onClose: () => void
}) {
  const { language, titles, isDemo, onPlay, onClass, onClose } = props
  const t = shareTexts[language]
  const [typed, setTyped] = useState(props.typed)
  const [asked, setAsked] = useState(props.typed !== '')
  /** A file opened instead of a code typed. */
  const [file, setFile] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const found = scenarioOf(typed)
  const refusal =
    typeof found === 'string'
      ? found
      : titles.has(found.level) && !(isDemo(found.level) && termsGiven(found))
        ? null
        : ('level' as const)
  const ofClass = CLASS_CODE.test(asCode(typed))
  const open = async (chosen: File): Promise<void> => {
    const text = chosen.size > LARGEST_SCENARIO ? '' : (await chosen.text()).trim()
    setFile(chosen.name)
    setTyped(text)
    setAsked(true)
  }
  return (
    <SheetFrame title={t.title} closeLabel={t.close} kind="code-sheet" wide onClose={onClose}>
      <form
        class="code-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (ofClass) onClass(typed)
          else if (typeof found === 'object' && refusal === null) onPlay(textOf(found))
          else field.current?.focus()
        }}
      >
        <p>{t.lead}</p>
        <label for="code-field">{t.code}</label>
        <input
          id="code-field"
          ref={field}
          type="text"
          value={file === null ? typed : ''}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={asked && refusal !== null && !ofClass ? 'true' : 'false'}
          aria-describedby="code-said"
          onInput={(event) => {
            setFile(null)
            setTyped(event.currentTarget.value)
            setAsked(false)
          }}
        />
        <p class="buttons">
          <button type="button" class="second" onClick={() => files.current?.click()}>
            {t.openFile}
          </button>
          <input
            ref={files}
            type="file"
            accept=".txt,.json,text/plain,application/json"
            hidden
            aria-label={t.openFile}
            onChange={(event) => {
              const input = event.currentTarget
              const chosen = input.files?.[0]
              if (chosen) void open(chosen)
              input.value = ''
            }}
          />
        </p>
        <div id="code-said" class="code-said" role="status">
          {file === null ? null : <p>{t.opened(file)}</p>}
          {typeof found === 'object' && refusal === null ? (
            <>
              <p>
                <b>{t.says(titles.get(found.level)!, lotNumber(found.level, found.seed))}</b>
              </p>
              {termsOf(language, found).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </>
          ) : ofClass ? (
            <p>
              <b>{t.ofClass}</b>
            </p>
          ) : asked && refusal !== null ? (
            <p class="refusal">{file === null ? t.refused[refusal] : t.fileRefused[saidOfFile(refusal)]}</p>
          ) : null}
        </div>
        <p class="buttons">
          <button type="submit" class="big">
            {ofClass ? t.goClass : t.go}
          </button>
        </p>
      </form>
    </SheetFrame>
  )
}

/** What is wrong with a file: it is none of ours, it was changed on its way, or this version cannot play what it says. */
const saidOfFile = (refusal: CodeRefusal): 'other' | 'changed' | 'newer' =>
  refusal === 'mistyped'
    ? 'changed'
    : refusal === 'newer' || refusal === 'level' || refusal === 'reading'
      ? 'newer'
      : 'other'

const termsGiven = (given: Scenario): boolean => isChanged(given) || Object.keys(given.options).length > 0
