import { useEffect, useState } from 'preact/hooks'
import { rememberLanguage } from '../platform/index.ts'
import type { Language } from '../present/index.ts'

/** What is loaded when it is first shown; null until then. */
export function useLoaded<T extends object>(load: () => Promise<T>): T | null {
  const [loaded, setLoaded] = useState<T | null>(null)
  useEffect(() => void load().then((found) => setLoaded(found)), [load])
  return loaded
}

/** French or English, at the head of a page; kept for the next. */
export function Languages(props: {
  readonly language: Language
  readonly label: string
  readonly onChange: (language: Language) => void
}) {
  return (
    <div class="segments" role="group" aria-label={props.label}>
      {(['fr', 'en'] as const).map((id) => (
        <button
          key={id}
          type="button"
          lang={id}
          aria-pressed={props.language === id ? 'true' : 'false'}
          onClick={() => {
            rememberLanguage(id)
            props.onChange(id)
          }}
        >
          {id.toUpperCase()}
        </button>
      ))}
    </div>
  )
}
