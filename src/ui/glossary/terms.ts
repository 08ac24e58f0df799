import { signal } from '@preact/signals'
import type { Term } from './match.ts'

/** The glossary, once somebody has needed it; empty until then. */
export const terms = signal<readonly Term[]>([])
let asked = false

export function needTerms(): void {
  if (asked) return
  asked = true
  import('./terms.json').then(
    ({ default: all }) => (terms.value = all),
    // Without it words stand unmarked; the next need asks again.
    () => (asked = false),
  )
}
