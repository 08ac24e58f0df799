import { useEffect, useRef, useState } from 'preact/hooks'
import { type ColdLine, formatNumber, type Language } from '../../present/index.ts'
import type { Badge } from '../../platform/index.ts'
import { BadgeCard } from '../badge/BadgeCard.tsx'
import { Face } from '../demo/signs.tsx'
import { SoundButton } from '../sound/SoundButton.tsx'
import type { StageLoader } from '../useStage.ts'
import { ColdStage } from './ColdStage.tsx'
import type { ColdSession } from './session.ts'
import { coldTexts } from './text.ts'
import { WheelSlider } from '../wheel/Wheel.tsx'
import { wheelOf } from './wheelOf.ts'

export interface ColdOpeningProps {
  readonly session: ColdSession
  /** Pictures of the plant; null: words in their place. */
  readonly stage: StageLoader | null
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly onLanguage: (language: Language) => void
  /** Out of it, to the menu. */
  readonly onSkip: () => void
  readonly badge: Badge
  /** The badge is signed: to the first level. */
  readonly onDone: (badge: Badge) => void
}

/** The first minute: a vessel short of breath, one wheel, a voice on the radio; then a name and a paraph. */
export function ColdOpening(props: ColdOpeningProps) {
  const { session, stage, renderer, onLanguage, onSkip, onDone } = props
  const language = session.language.value
  const t = coldTexts[language]
  const [failed, setFailed] = useState(false)
  const asText = stage === null || failed
  const morning = session.beat.value === 'morning'
  const dawn = morning || session.beat.value === 'dawn'
  const badge = session.page.value === 'badge'
  useEffect(() => {
    document.documentElement.lang = language
    document.title = t.title
  }, [language, t])
  useEffect(() => {
    if (asText) session.begin()
  }, [asText])
  return (
    <div
      class={`cold${session.reducedMotion ? ' still' : ''}${asText ? ' as-text' : ''}${dawn ? ' dawn' : ''}${morning ? ' morning' : ''}`}
    >
      {asText ? null : (
        <ColdStage session={session} load={stage} renderer={renderer} onFailed={() => setFailed(true)} />
      )}
      <header class="cold-top">
        <button
          type="button"
          lang={language === 'fr' ? 'en' : 'fr'}
          onClick={() => onLanguage(language === 'fr' ? 'en' : 'fr')}
        >
          {t.otherLanguage}
        </button>
        <SoundButton language={language} />
        <button type="button" onClick={onSkip}>
          {t.skip}
        </button>
      </header>
      <main class="cold-side">
        {badge ? (
          <>
            <Radio session={session} line={null} />
            <BadgeCard language={language} badge={props.badge} go={t.enter} onDone={onDone} />
          </>
        ) : morning ? (
          <Title session={session} />
        ) : (
          <>
            <h1 class="unseen">
              {t.title}. {t.opening}
            </h1>
            {session.begun.value ? (
              <Radio session={session} line={session.line.value} />
            ) : (
              <p class="cold-hour">{t.loading}</p>
            )}
            {asText ? <InWords session={session} /> : null}
          </>
        )}
      </main>
      <div class="unseen" role="log" aria-live="polite">
        {session.begun.value ? <Said session={session} /> : null}
      </div>
    </div>
  )
}

function Radio({ session, line }: { readonly session: ColdSession; readonly line: ColdLine | null }) {
  const t = coldTexts[session.language.value]
  return (
    <p class="cold-radio" key={line ?? 'badge'}>
      <Face who="Nadia" />
      <span>
        <b>{line === null ? t.whoHere : t.who}</b> {line === null ? t.word : t.lines[line]}
      </span>
    </p>
  )
}

/** All that was said, for ears: a line is added, none is taken away. */
function Said({ session }: { readonly session: ColdSession }) {
  const t = coldTexts[session.language.value]
  const line = session.line.value
  const badge = session.page.value === 'badge'
  const [said, setSaid] = useState<readonly ColdLine[]>([])
  useEffect(() => setSaid((before) => [...before, line]), [line])
  return (
    <>
      {said.map((id, i) => (
        <p key={i}>{t.lines[id]}</p>
      ))}
      {badge ? <p>{t.word}</p> : null}
    </>
  )
}

function Title({ session }: { readonly session: ColdSession }) {
  const t = coldTexts[session.language.value]
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus({ preventScroll: true }), [])
  return (
    <div class="cold-title">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <button ref={button} type="button" class="big" onClick={() => (session.page.value = 'badge')}>
        {t.take}
      </button>
    </div>
  )
}

/** The night in words: the same figures, the same slider. */
function InWords({ session }: { readonly session: ColdSession }) {
  const language = session.language.value
  const t = coldTexts[language]
  const { oxygen_pct, foam_pct, rpm, wheel } = session.figures.value
  const rows: readonly (readonly [string, number, string])[] = [
    [t.oxygen, oxygen_pct, '%'],
    [t.foam, foam_pct, '%'],
    [t.stirring, rpm, t.rpm],
  ]
  return (
    <section class="cold-words" aria-label={t.opening}>
      <p>{t.night}</p>
      <dl>
        {rows.map(([name, value, unit]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{formatNumber(language, value, 0)}</b> {unit}
            </dd>
          </div>
        ))}
      </dl>
      <div class="cold-slider">
        <span aria-hidden="true">
          {t.wheel} <b>{formatNumber(language, 100 * wheel, 0)}</b> %
        </span>
        <WheelSlider wheel={wheelOf(session)} />
      </div>
    </section>
  )
}
