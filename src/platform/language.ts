type Language = 'fr' | 'en'

const KEY = 'premier-lot.language'
const isLanguage = (value: unknown): value is Language => value === 'fr' || value === 'en'

/** What the address asks for, else what was chosen last time, else French. */
export function initialLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang')
  if (isLanguage(asked)) return asked
  try {
    const kept = localStorage.getItem(KEY)
    if (isLanguage(kept)) return kept
  } catch {
    // Storage is refused (private window, framed page): French then, and the switch still works.
  }
  return 'fr'
}

/** Keeps the choice in the address (a link carries it) and, where allowed, in this browser. */
export function rememberLanguage(language: Language): void {
  const address = new URL(location.href)
  address.searchParams.set('lang', language)
  history.replaceState(history.state, '', address)
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // As above: the address still carries it.
  }
}
