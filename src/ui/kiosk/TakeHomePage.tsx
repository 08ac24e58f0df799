import { dosesOf, type Language, typeset } from '../../present/index.ts'
import type { Card } from '../../share/index.ts'
import { percentText } from '../demo/text.ts'
import { demoTexts } from '../demo/text.ts'
import { Medals } from '../demo/signs.tsx'
import './kiosk.css'
import './takeHome.css'
import { KioskVial } from './KioskVial.tsx'
import { nameOf } from './names.ts'
import { dosesText } from './Result.tsx'
import { kioskTexts } from './text.ts'

/** Pages of others about the jobs: public bodies and the trade itself. */
const JOBS: readonly (readonly [name: string, address: string])[] = [
  ['Onisep', 'https://www.onisep.fr/'],
  ['Leem, le médicament recrute', 'https://www.leem.org/'],
  ['France Travail', 'https://www.francetravail.fr/'],
]

/** A visitor's own result, read from the address alone, and where one goes from here. */
export function TakeHomePage(props: {
  readonly language: Language
  readonly card: Card | null
  readonly playAddress: string
  readonly onLanguage: (language: Language) => void
}) {
  const { language, card, playAddress, onLanguage } = props
  const all = kioskTexts[language]
  const t = all.card
  document.documentElement.lang = language
  document.title = `${t.title} · ${all.title}`
  return (
    <main class="take-home">
      <nav aria-label={all.languages}>
        {(['fr', 'en'] as const).map((code) => (
          <button
            key={code}
            type="button"
            lang={code}
            class="second"
            aria-pressed={code === language ? 'true' : 'false'}
            onClick={() => onLanguage(code)}
          >
            {code === 'fr' ? 'Français' : 'English'}
          </button>
        ))}
      </nav>
      <h1>{card ? t.title : all.title}</h1>
      {card ? (
        <section class="take-home-card">
          <KioskVial demo={card.demo} medals={card.medals} />
          <div>
            <p class="take-home-name">{t.by(nameOf(language, card.name))}</p>
            <p>{all.demos[card.demo].join('. ')}.</p>
            <p class="take-home-doses">{dosesText(language, card.demo, dosesOf(card.demo, card.share))}</p>
            <p>{typeset(language, t.share(percentText(language, card.share)))}</p>
            <Medals won={card.medals} label={demoTexts[language].medalsSpoken(card.medals)} />
          </div>
        </section>
      ) : (
        <p>{t.broken}</p>
      )}
      <h2>{t.next}</h2>
      <p>
        <a class="big" href={playAddress}>
          {t.play}
        </a>
      </p>
      <h2>{t.jobs}</h2>
      <Pairs of={t.trades} />
      <h2>{t.training}</h2>
      <Pairs of={t.ways} />
      <h3>{t.more}</h3>
      <ul>
        {JOBS.map(([name, address]) => (
          <li key={address}>
            <a href={address} rel="noreferrer noopener">
              {name}
            </a>
          </li>
        ))}
      </ul>
      <p class="take-home-note">{t.links}</p>
    </main>
  )
}

const Pairs = ({ of }: { readonly of: readonly (readonly string[])[] }) => (
  <dl>
    {of.map(([name, says]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{says}</dd>
      </div>
    ))}
  </dl>
)
