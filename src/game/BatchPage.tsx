import { useEffect, useState } from 'preact/hooks'
import aavPicture from '../../assets/art/plants/aav.svg'
import antibodyPicture from '../../assets/art/plants/antibody.svg'
import plasmaPicture from '../../assets/art/plants/plasma.svg'
import { rememberLanguage } from '../platform/index.ts'
import type { Language } from '../present/index.ts'
import type { RecordedBatch, Replay } from './recordedBatch.ts'
import { type PlantKey, texts } from './text.ts'
import { BatchRoom } from './Trends.tsx'

/** In the order of the line; sizes are those of the drawings, so that nothing jumps while they load. */
const plants: readonly { key: PlantKey; picture: string; width: number; height: number }[] = [
  { key: 'plasma', picture: plasmaPicture, width: 472, height: 366 },
  { key: 'antibody', picture: antibodyPicture, width: 424, height: 584 },
  { key: 'aav', picture: aavPicture, width: 314, height: 434 },
]

const languages: readonly { code: Language; name: string }[] = [
  { code: 'fr', name: 'Français' },
  { code: 'en', name: 'English' },
]

export function BatchPage({ replay, firstLanguage }: { replay: Promise<RecordedBatch>; firstLanguage: Language }) {
  const [batch, setBatch] = useState<Replay>('waiting')
  useEffect(() => void replay.then(setBatch, () => setBatch('failed')), [replay])
  const [language, setLanguage] = useState(firstLanguage)
  const t = texts[language]

  useEffect(() => {
    document.documentElement.lang = language
    document.title = t.title
  }, [language, t])

  const choose = (code: Language): void => {
    rememberLanguage(code)
    setLanguage(code)
  }

  return (
    <>
      <div class="campus">
        <header class="sign">
          <h1>{t.title}</h1>
          <p class="what">{t.what}</p>
          <p class="stage">{t.stage}</p>
          <a class="button" href="#batch">
            {t.seeBatch}
          </a>
        </header>
        <nav class="languages" aria-label={t.language}>
          {languages.map(({ code, name }) => (
            <button
              key={code}
              type="button"
              lang={code}
              aria-pressed={code === language ? 'true' : 'false'}
              onClick={() => choose(code)}
            >
              {name}
            </button>
          ))}
        </nav>
        <main id="main">
          <section class="plants" aria-labelledby="plants-title">
            <h2 id="plants-title" class="unseen">
              {t.plantsTitle}
            </h2>
            <ul role="list">
              {plants.map(({ key, picture, width, height }) => (
                <li key={key} class={`plant ${key}`}>
                  <div class="picture">
                    <img src={picture} alt={t.plants[key].picture} width={width} height={height} />
                  </div>
                  <div class="ground">
                    <span class="station" aria-hidden="true" />
                    <h3>{t.plants[key].name}</h3>
                    <p class="process">{t.plants[key].process}</p>
                    <p class="makes">{t.plants[key].makes}</p>
                    <p class="planned">{t.planned}</p>
                  </div>
                </li>
              ))}
            </ul>
          </section>
          <BatchRoom batch={batch} language={language} />
        </main>
        <footer>
          <p>{t.licence}</p>
        </footer>
      </div>
    </>
  )
}
