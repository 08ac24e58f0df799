import type { ComponentChildren } from 'preact'
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { initialLanguage, keepOffline } from '../platform/index.ts'
import type { Language } from '../present/index.ts'
import { type LevelText, titleOf } from '../ui/index.ts'
import { Edit } from './edit/Edit.tsx'
import { Give } from './Give.tsx'
import './instructor.css'
import type { LevelJson } from './levelJson.ts'
import { Packages } from './Packages.tsx'
import { LEVELS } from './levels.ts'
import { Languages, useLoaded } from './parts.tsx'
import { instructorTexts } from './text.ts'
import { type Base, openWork, resume, type Work } from './work.ts'

const files = import.meta.glob<LevelJson>('../../levels/*/*/level.json', { import: 'default' })
const texts = import.meta.glob<LevelText>('../../levels/*/*/text/*.json', { import: 'default' })

/** What can be packed: the demos too; what no screen plays yet has no title there. */
const PACKED = [...LEVELS, 'P0', 'M0', 'A0'].filter((id) => titleOf('fr', id) !== id)

const loadText = async (level: string, language: Language): Promise<LevelText> => ({
  // A fault that comes from another level brings its name.
  cases: {},
  ...(await texts[Object.keys(texts).find((path) => path.endsWith(`/${level}/text/${language}.json`))!]!()),
})

async function load(level: string): Promise<Base> {
  const path = Object.keys(files).find((p) => p.endsWith(`/${level}/level.json`))!
  const [file, fr, en] = await Promise.all([files[path]!(), loadText(level, 'fr'), loadText(level, 'en')])
  return { level, file, texts: { fr, en } }
}

const work = openWork(LEVELS, load)
void resume(work, LEVELS[0]!)

/** What the first look does not need comes after it. */
const loadRead = () => import('./Read.tsx')
const loadLessons = () => import('./Lessons.tsx')

function LateRead({ language }: { readonly language: Language }) {
  const read = useLoaded(loadRead)
  return read ? <read.Read language={language} /> : null
}
function LateLessons(props: { readonly language: Language; readonly work: Work }) {
  const lessons = useLoaded(loadLessons)
  return lessons ? <lessons.Lessons {...props} /> : null
}

/** What the page is made of, in the order of an afternoon; each stays as it was left while another is looked at. */
interface Section {
  readonly id: 'edit' | 'give' | 'packages' | 'read' | 'lessons'
  show(props: { readonly language: Language; readonly work: Work; goTo(id: Section['id']): void }): ComponentChildren
}
const SECTIONS: readonly Section[] = [
  { id: 'edit', show: (props) => <Edit {...props} levels={LEVELS} loadText={loadText} /> },
  { id: 'give', show: (props) => <Give {...props} levels={LEVELS} /> },
  {
    id: 'packages',
    show: ({ language, work }) => <Packages language={language} levels={PACKED} mine={work.scenario.value} />,
  },
  { id: 'read', show: (props) => <LateRead {...props} /> },
  { id: 'lessons', show: (props) => <LateLessons {...props} /> },
]
const asked = (): Section['id'] => SECTIONS.find(({ id }) => `#${id}` === location.hash)?.id ?? 'edit'

function Page() {
  const [language, setLanguage] = useState<Language>(initialLanguage())
  const [section, setSection] = useState(asked)
  const t = instructorTexts[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `Premier Lot · ${t.title}`
  }, [language, t])
  const goTo = (id: Section['id']): void => {
    setSection(id)
    history.replaceState(null, '', `#${id}`)
    scrollTo(0, 0)
  }
  return (
    <>
      <header class="instructor-head">
        <h1>{t.title}</h1>
        <nav>
          {SECTIONS.map(({ id }) => (
            <button key={id} type="button" aria-pressed={section === id ? 'true' : 'false'} onClick={() => goTo(id)}>
              {t.sections[id]}
            </button>
          ))}
        </nav>
        <Languages language={language} label={t.language} onChange={setLanguage} />
        <a href="class.html">{t.liveClass}</a>
        <a href="./">{t.game}</a>
      </header>
      <main class="instructor">
        {SECTIONS.map(({ id, show }) => (
          <section key={id} hidden={section !== id} class={`section-${id}`} aria-label={t.sections[id]}>
            {show({ language, work, goTo })}
          </section>
        ))}
      </main>
    </>
  )
}

const place = document.getElementById('page')
if (!place) throw new Error('instructor.html has no #page')
keepOffline(true, true)
render(<Page />, place)
