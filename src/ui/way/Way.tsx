import { useEffect } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { wayTexts } from './text.ts'
import './way.css'
import { wayOut } from './way.ts'

/** Back to the menu, or what stands in its place in a page that was packed. */
export function WayOut(props: { readonly language: Language; readonly address: string; readonly label: string }) {
  const { language, address, label } = props
  const way = wayOut.value
  if (way.kind === 'none') return null
  if (way.kind === 'menu')
    return (
      <a class="second" href={address}>
        {label}
      </a>
    )
  return (
    <button type="button" class="second" onClick={way.quit}>
      {wayTexts[language].quit}
    </button>
  )
}

/** In every header of a page that is played for a system: nobody has to look for the end of a visit. */
export function QuitButton({ language }: { readonly language: Language }) {
  const way = wayOut.value
  if (way.kind !== 'quit') return null
  const label = wayTexts[language].quit
  return (
    <button type="button" class="quit-button" title={label} onClick={way.quit}>
      <Icon name="leave" size={20} />
      <span>{label}</span>
    </button>
  )
}

/** After the end of a visit: nothing is left to be done here. */
export function Closed({ language }: { readonly language: Language }) {
  const t = wayTexts[language]
  return (
    <main class="notice-page">
      <h1>{t.closed}</h1>
      <p role="status">{t.closedLead}</p>
    </main>
  )
}

/** What stands in the page is no package. */
export function Broken({ language }: { readonly language: Language }) {
  const t = wayTexts[language]
  return (
    <main class="notice-page">
      <h1>{t.broken}</h1>
      <p role="alert">{t.brokenLead}</p>
    </main>
  )
}

/** A package of several lots: which one. */
export function PackMenu(props: {
  readonly language: Language
  readonly lots: readonly { readonly title: string; readonly small: string; readonly address: string }[]
  readonly onLanguage: (language: Language) => void
}) {
  const t = wayTexts[props.language]
  useEffect(() => {
    document.documentElement.lang = props.language
    document.title = t.title
  }, [props.language, t])
  return (
    <main class="notice-page pack-menu">
      <p class="buttons" role="group" aria-label={t.language}>
        {(['fr', 'en'] as const).map((code) => (
          <button
            key={code}
            type="button"
            class="second"
            lang={code}
            aria-pressed={props.language === code ? 'true' : 'false'}
            onClick={() => props.onLanguage(code)}
          >
            {code === 'fr' ? 'Français' : 'English'}
          </button>
        ))}
      </p>
      <h1>{t.title}</h1>
      <p>{t.choose}</p>
      <ul>
        {props.lots.map(({ title, small, address }) => (
          <li key={address}>
            <a class="second" href={address}>
              <b>{title}</b> <span>{small}</span>
            </a>
          </li>
        ))}
      </ul>
    </main>
  )
}
