/** What the instructor is at work on, kept in this browser between visits. */
const DRAFT = 'premier-lot.draft'

export function readDraft(): string | null {
  try {
    return localStorage.getItem(DRAFT)
  } catch {
    return null
  }
}

/** False: this browser keeps nothing. */
export function keepDraft(text: string): boolean {
  try {
    localStorage.setItem(DRAFT, text)
    return true
  } catch {
    return false
  }
}
