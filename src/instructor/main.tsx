import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { initialLanguage, rememberLanguage } from '../platform/index.ts'
import type { Language } from '../present/index.ts'
import { Give } from './Give.tsx'
import './instructor.css'
import { Read } from './Read.tsx'
import { instructorTexts } from './text.ts'

/** Levels in rounds: a demo is given by its address. */
const LEVELS = Object.keys(import.meta.glob('../../levels/*/*/text/fr.json'))
  .map((path) => path.split('/').at(-3)!)
  .filter((id) => /^[MPA][1-6]$/.test(id))
  .sort((a, b) => 'MPA'.indexOf(a[0]!) - 'MPA'.indexOf(b[0]!) || a.localeCompare(b, 'en'))

const SECTIONS = ['give', 'read'] as const

function Page() {
  const [language, setLanguage] = useState<Language>(initialLanguage())
  const [section, setSection] = useState<(typeof SECTIONS)[number]>(location.hash === '#read' ? 'read' : 'give')
  const t = instructorTexts[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `Premier Lot · ${t.title}`
  }, [language, t])
  return (
    <>
      <header class="instructor-head">
        <h1>{t.title}</h1>
        <nav>
          {SECTIONS.map((id) => (
            <button
              key={id}
              type="button"
              aria-pressed={section === id ? 'true' : 'false'}
              onClick={() => {
                setSection(id)
                history.replaceState(null, '', `#${id}`)
              }}
            >
              {t.sections[id]}
            </button>
          ))}
        </nav>
        <div class="segments" role="group" aria-label={t.language}>
          {(['fr', 'en'] as const).map((id) => (
            <button
              key={id}
              type="button"
              lang={id}
              aria-pressed={language === id ? 'true' : 'false'}
              onClick={() => {
                rememberLanguage(id)
                setLanguage(id)
              }}
            >
              {id.toUpperCase()}
            </button>
          ))}
        </div>
        <a href="./">{t.game}</a>
      </header>
      <main class="instructor">
        {/* Both stay: files that were read are not lost by looking at the other. */}
        <section hidden={section !== 'give'} aria-label={t.sections.give}>
          <Give language={language} levels={LEVELS} />
        </section>
        <section hidden={section !== 'read'} aria-label={t.sections.read}>
          <Read language={language} />
        </section>
      </main>
    </>
  )
}

const place = document.getElementById('page')
if (!place) throw new Error('instructor.html has no #page')
render(<Page />, place)
