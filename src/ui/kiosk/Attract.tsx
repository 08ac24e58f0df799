import type { Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { RunHost, StandDay, StandWishes } from '../../platform/index.ts'
import { formatNumber, type Language, type PlantView } from '../../present/index.ts'
import type { KioskDemo } from '../../share/index.ts'
import { Speaker } from '../sound/SoundButton.tsx'
import { soundWishes, wishSound } from '../sound/heard.ts'
import { soundTexts } from '../sound/text.ts'
import { type StageLoader, useStage } from '../useStage.ts'
import { KioskVial } from './KioskVial.tsx'
import { nameOf } from './names.ts'
import { openShow } from './show.ts'
import { kioskTexts } from './text.ts'

/** As many vials as a shelf shows. */
const SHOWN_VIALS = 9

/** What who passes by sees: a plant at work, one sentence, three cards, today's shelf. */
export function Attract(props: {
  readonly language: Signal<Language>
  readonly wishes: StandWishes
  readonly day: StandDay
  readonly stage: StageLoader
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly reducedMotion: boolean
  readonly host: () => RunHost<never, unknown, unknown>
  readonly anyLot: () => number
  readonly onPlay: (demo: KioskDemo) => void
}) {
  const { wishes, day, onPlay } = props
  const language = props.language.value
  const t = kioskTexts[language]
  const show = useMemo(() => openShow(wishes.demos, props.host, props.anyLot), [wishes.demos])
  useEffect(() => () => show.close(), [show])
  const now = show.now.value
  const plant = show.plant.value
  const vials = day.shelf.slice(-SHOWN_VIALS)
  const sound = soundWishes.value.on
  document.documentElement.lang = language
  document.title = t.title
  return (
    <main class="attract">
      <header class="attract-head">
        <h1>{t.title}</h1>
        <p>{wishes.message || t.lead}</p>
        <nav class="attract-wishes" aria-label={t.languages}>
          {wishes.languages.length > 1
            ? wishes.languages.map((code) => (
                <button
                  key={code}
                  type="button"
                  lang={code}
                  aria-pressed={code === language ? 'true' : 'false'}
                  onClick={() => (props.language.value = code)}
                >
                  {code === 'fr' ? 'Français' : 'English'}
                </button>
              ))
            : null}
          <button
            type="button"
            aria-label={soundTexts[language].sound}
            aria-pressed={sound ? 'true' : 'false'}
            onClick={() => wishSound({ on: !sound })}
          >
            <Speaker on={sound} />
          </button>
        </nav>
      </header>
      <button type="button" class={`attract-live of-${now}`} onClick={() => onPlay(now)}>
        {plant ? <LivePlant {...props} plant={plant} /> : null}
        <span class="attract-call">
          <b>{t.touch}</b>
          <span>{t.live}</span>
        </span>
      </button>
      <ul class="attract-cards" role="list">
        {wishes.demos.map((demo) => {
          const [name, does] = t.demos[demo]
          return (
            <li key={demo}>
              <button
                type="button"
                class={`attract-card of-${demo}${demo === now ? ' now' : ''}`}
                onClick={() => onPlay(demo)}
              >
                <KioskVial demo={demo} medals={null} />
                <span>
                  <b>{name}</b>
                  <em>{does}</em>
                </span>
                <svg class="go" viewBox="0 0 64 64" aria-hidden="true">
                  <circle cx="32" cy="32" r="32" />
                  <path d="M26 20l20 12-20 12z" />
                </svg>
              </button>
            </li>
          )
        })}
      </ul>
      <section class="attract-shelf" aria-label={t.shelf}>
        <p>
          <b>{day.doses > 0 ? t.dosesToday(formatNumber(language, day.doses, 0)) : t.shelf}</b>
        </p>
        {vials.length ? (
          <ul role="list">
            {vials.map(({ demo, name, medals }, i) => (
              <li key={day.shelf.length - vials.length + i}>
                <KioskVial demo={demo} medals={medals} />
                <span>{nameOf(language, name)}</span>
                <span class="unseen">{t.medals(medals)}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p>{t.shelfEmpty}</p>
        )}
      </section>
    </main>
  )
}

/** The plant as it is, without anything to touch. */
function LivePlant(props: {
  readonly stage: StageLoader
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly reducedMotion: boolean
  readonly plant: PlantView
}) {
  const { host } = useStage({
    load: props.stage,
    renderer: props.renderer,
    reducedMotion: props.reducedMotion,
    view: props.plant,
    place: () => {},
  })
  return <span class="attract-canvas" ref={host} />
}
