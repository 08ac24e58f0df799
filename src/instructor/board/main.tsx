import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { classServerHere, initialLanguage, keepOwnClass } from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import '../instructor.css'
import { Languages } from '../parts.tsx'
import { Board } from './Board.tsx'
import './board.css'
import { Entrance, Password } from './Entrance.tsx'
import { isLent } from './standing.ts'
import { boardTexts } from './text.ts'

/** The secret stands behind the #: browsers send that to nobody. */
const secretIn = (hash: string): string => /^#class=([\w.-]+)$/.exec(hash)?.[1] ?? ''

function Page() {
  const [language, setLanguage] = useState<Language>(initialLanguage())
  const [secret, setSecret] = useState(secretIn(location.hash))
  /** What is asked with: the secret itself, or what a password gave for it. */
  const [bearer, setBearer] = useState<string | null>(null)
  const [here, setHere] = useState<boolean | null>(null)
  const t = boardTexts[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `Premier Lot · ${t.title}`
  }, [language, t])
  useEffect(() => void classServerHere().then(setHere), [])
  useEffect(() => {
    const changed = (): void => {
      setBearer(null)
      setSecret(secretIn(location.hash))
    }
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  const open = (next: string): void => {
    location.hash = next === '' ? '' : `class=${next}`
  }
  return (
    <>
      <header class="instructor-head">
        <h1>{t.title}</h1>
        <nav>
          <a href="instructor.html">{t.desk}</a>
          <a href="./">{t.game}</a>
        </nav>
        <Languages language={language} label={t.language} onChange={setLanguage} />
      </header>
      <main class="instructor class-page">
        {here === false ? (
          <p class="refusal">{t.none}</p>
        ) : secret === '' ? (
          <Entrance language={language} onOpen={open} />
        ) : bearer === null ? (
          <Password key={secret} language={language} secret={secret} onOpen={setBearer} onLost={() => open('')} />
        ) : (
          <Board
            key={bearer}
            language={language}
            bearer={bearer}
            secret={secret}
            onNamed={(title, code) => isLent(secret) || keepOwnClass({ secret, title, code })}
            onErased={() => open('')}
          />
        )}
      </main>
    </>
  )
}

const place = document.getElementById('page')
if (!place) throw new Error('class.html has no #page')
render(<Page />, place)
