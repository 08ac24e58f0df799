import { useEffect, useState } from 'preact/hooks'
import {
  askClass,
  type ClassRefusal,
  forgetOwnClass,
  makeClass,
  openOwnClass,
  type OwnClass,
  ownClasses,
} from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import type { ClassBoard } from '../../share/index.ts'
import { boardTexts } from './text.ts'

const DAYS = [1, 7, 30, 90, 180, 365, 400] as const
const USUAL_DAYS = 90
const SHORTEST_PASSWORD = 8

export function refusedWords(language: Language, refusal: ClassRefusal): string {
  const t = boardTexts[language]
  switch (refusal) {
    case 'away':
    case 'secret':
    case 'password':
    case 'often':
    case 'scenario':
    case 'assignment':
      return t.refused[refusal]
    default:
      return t.refused.failed
  }
}

/** A new class, or one of those this browser knows. */
export function Entrance(props: { readonly language: Language; readonly onOpen: (secret: string) => void }) {
  const { language, onOpen } = props
  const t = boardTexts[language]
  const [own, setOwn] = useState<readonly OwnClass[]>(ownClasses)
  const [title, setTitle] = useState('')
  const [days, setDays] = useState<number>(USUAL_DAYS)
  const [password, setPassword] = useState('')
  const [refused, setRefused] = useState<ClassRefusal | null>(null)
  const short = password !== '' && password.length < SHORTEST_PASSWORD
  const make = async (): Promise<void> => {
    setRefused(null)
    const asked = await makeClass({ title: title.trim(), days, ...(password !== '' && { password }) })
    if ('value' in asked) onOpen(asked.value.secret)
    else setRefused(asked.refusal)
  }
  return (
    <div class="give-out">
      <form
        class="give"
        onSubmit={(event) => {
          event.preventDefault()
          if (!short) void make()
        }}
      >
        <h2>{t.newClass}</h2>
        <p>{t.newLead}</p>
        <label>
          <span>{t.name}</span>
          <input type="text" maxLength={60} value={title} onInput={(event) => setTitle(event.currentTarget.value)} />
          <small>{t.nameHint}</small>
        </label>
        <label>
          <span>{t.days}</span>
          <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
            {DAYS.map((n) => (
              <option key={n} value={n}>
                {t.daysOf(n)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{t.password}</span>
          <input
            type="password"
            autocomplete="new-password"
            maxLength={200}
            value={password}
            aria-invalid={short ? 'true' : 'false'}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
          <small>{t.passwordHint}</small>
        </label>
        <p role="status">{refused === null ? null : refusedWords(language, refused)}</p>
        <p class="buttons">
          <button type="submit" class="big">
            {t.make}
          </button>
        </p>
      </form>
      {own.length === 0 ? null : (
        <section class="ticket" aria-labelledby="own-classes">
          <h2 id="own-classes">{t.mine}</h2>
          <ul class="own-classes" role="list">
            {own.map((one) => (
              <li key={one.secret}>
                <span>
                  <b>{one.title === '' ? t.unnamed : one.title}</b> <span class="mono">{one.code}</span>
                </span>
                <button type="button" class="second" onClick={() => onOpen(one.secret)}>
                  {t.open}
                </button>
                <button
                  type="button"
                  class="quiet"
                  onClick={() => {
                    forgetOwnClass(one.secret)
                    setOwn(ownClasses())
                  }}
                >
                  {t.forget}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

/** The secret is shown to the server; where a password stands beside it, that is asked for. */
export function Password(props: {
  readonly language: Language
  readonly secret: string
  readonly onOpen: (bearer: string) => void
  readonly onLost: () => void
}) {
  const { language, secret, onOpen, onLost } = props
  const t = boardTexts[language]
  const [refused, setRefused] = useState<ClassRefusal | null>(null)
  const [asks, setAsks] = useState(false)
  const [typed, setTyped] = useState('')
  const knock = async (): Promise<void> => {
    setRefused(null)
    const asked = await askClass<ClassBoard>('GET', 'class', secret)
    if ('value' in asked) onOpen(secret)
    else if (asked.refusal === 'password') setAsks(true)
    else setRefused(asked.refusal)
  }
  useEffect(() => void knock(), [secret])
  const enter = async (): Promise<void> => {
    const asked = await openOwnClass(secret, typed)
    if ('value' in asked) onOpen(asked.value)
    else setRefused(asked.refusal)
  }
  return (
    <form
      class="give"
      onSubmit={(event) => {
        event.preventDefault()
        void enter()
      }}
    >
      <p role="status">{refused === null ? null : refusedWords(language, refused)}</p>
      {asks ? (
        <>
          <p>{t.askPassword}</p>
          <label>
            <span>{t.password}</span>
            <input
              type="password"
              autocomplete="current-password"
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
          <p class="buttons">
            <button type="submit" class="big">
              {t.enter}
            </button>
          </p>
        </>
      ) : refused === null ? null : (
        <p class="buttons">
          <button type="button" class="second" onClick={() => void knock()}>
            {t.tryAgain}
          </button>
          <button type="button" class="second" onClick={onLost}>
            {t.newClass}
          </button>
        </p>
      )}
    </form>
  )
}
