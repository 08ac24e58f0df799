import { useEffect } from 'preact/hooks'
import type { Language } from '../present/index.ts'
import { coldTexts } from './cold/text.ts'
import { settingsTexts } from './settings/text.ts'
import { texts } from './text.ts'

export interface Card {
  readonly id: string
  /** Null: not there yet. */
  readonly address: string | null
  readonly picture: string
  readonly going: boolean
}

export interface MenuProps {
  readonly language: Language
  readonly cards: readonly Card[]
  readonly batchAddress: string
  readonly textAddress: string
  readonly openingAddress: string
  readonly onLanguage: (language: Language) => void
  readonly onSettings: () => void
}

const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'fr', name: 'Français' },
  { code: 'en', name: 'English' },
]

/** The first page: three lit rooms in the section drawing, each a level. */
export function Menu({
  language,
  cards,
  batchAddress,
  textAddress,
  openingAddress,
  onLanguage,
  onSettings,
}: MenuProps) {
  const t = texts[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.title = t.title
  }, [language, t])
  return (
    <div class="menu">
      <header class="menu-head">
        <h1>{t.title}</h1>
        <p>{t.menuLead}</p>
        <nav class="languages" aria-label={t.language}>
          {LANGUAGES.map(({ code, name }) => (
            <button
              key={code}
              type="button"
              lang={code}
              aria-pressed={code === language ? 'true' : 'false'}
              onClick={() => onLanguage(code)}
            >
              {name}
            </button>
          ))}
          <button type="button" onClick={onSettings}>
            {settingsTexts[language].settings}
          </button>
        </nav>
      </header>
      <main class="menu-main">
        <h2 class="unseen">{t.levels}</h2>
        <ul class="cards" role="list">
          {cards.map(({ id, address, picture, going }) => {
            const words = t.cards[id]
            if (!words) return null
            return (
              <li key={id} class={`card${address ? '' : ' dark'}`}>
                <div class="card-room">
                  <span class="plate">{id}</span>
                  <img src={picture} alt="" loading="lazy" />
                </div>
                <div class="card-words">
                  <h3>{words.title}</h3>
                  <p>{words.text}</p>
                  <p class="card-time">{words.time}</p>
                  {address ? (
                    <a class="big" href={address} aria-label={`${going ? t.goOn : t.play}, ${words.title}`}>
                      {going ? t.goOn : t.play}
                    </a>
                  ) : (
                    <p class="soon">{t.soon}</p>
                  )}
                </div>
              </li>
            )
          })}
        </ul>
      </main>
      <footer class="menu-foot">
        <p>
          <a href={batchAddress}>{t.watchBatch}</a> {t.watchBatchText}
        </p>
        <p>
          <a href={textAddress}>{t.textView}</a>
          <a href={openingAddress}>{coldTexts[language].again}</a>
        </p>
        <p>{t.licence}</p>
      </footer>
    </div>
  )
}
