import { keepSettings, profileHere } from './profiles.ts'

type Language = 'fr' | 'en'

const KEY = 'premier-lot.language'
const isLanguage = (value: unknown): value is Language => value === 'fr' || value === 'en'

export const isLanguageAsked = (): boolean => isLanguage(new URLSearchParams(location.search).get('lang'))

/** What the address asks for, else what the profile chose, else what was chosen here last; null: nobody has chosen. */
export function chosenLanguage(): Language | null {
  const asked = new URLSearchParams(location.search).get('lang')
  if (isLanguage(asked)) return asked
  const chosen = profileHere().settings.language
  if (chosen) return chosen
  try {
    const kept = localStorage.getItem(KEY)
    if (isLanguage(kept)) return kept
  } catch {
    // Storage is refused (private window, framed page): nothing was chosen then, and the switch still works.
  }
  return null
}

export const initialLanguage = (): Language => chosenLanguage() ?? 'fr'

/** Keeps the choice in the address (a link carries it), with the profile and, where allowed, in this browser. */
export function rememberLanguage(language: Language): void {
  const address = new URL(location.href)
  address.searchParams.set('lang', language)
  history.replaceState(history.state, '', address)
  keepSettings({ ...profileHere().settings, language })
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // As above: the address still carries it.
  }
}
