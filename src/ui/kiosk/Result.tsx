import type { StandDay } from '../../platform/index.ts'
import {
  type DemoResult,
  type DemoSnapshot,
  type DemoStep,
  dosesOf,
  formatNumber,
  type Language,
  shareOf,
} from '../../present/index.ts'
import { cardAddress, type KioskDemo, qrPath } from '../../share/index.ts'
import { KioskVial } from './KioskVial.tsx'
import { nameOf, type PairName } from './names.ts'
import { kioskTexts } from './text.ts'

/** How many doses, in words. */
export function dosesText(language: Language, demo: KioskDemo, doses: number): string {
  const t = kioskTexts[language]
  if (doses === 0) return t.dosesNone
  return doses === 1 ? t.dosesOne[demo] : t.doses[demo](formatNumber(language, doses, 0))
}

/** Over the hall, once it is over: the vial with its name, what it came to, and where it can be taken home. */
export function ResultCard(props: {
  readonly language: Language
  readonly demo: KioskDemo
  readonly view: DemoSnapshot<DemoStep, DemoResult>
  readonly name: PairName
  readonly day: StandDay
  readonly takeHome: string | null
  readonly onOtherName: () => void
}) {
  const { language, demo, view, name, day, takeHome } = props
  const t = kioskTexts[language]
  const share = shareOf(view)
  const doses = dosesOf(demo, share)
  const medals = view.medals ?? 0
  return (
    <section class="kiosk-result" aria-label={t.yours}>
      <div class="kiosk-mine">
        <KioskVial demo={demo} medals={medals} />
        <div>
          <p class="kiosk-name">{nameOf(language, name)}</p>
          <button type="button" class="second" onClick={props.onOtherName}>
            {t.otherName}
          </button>
        </div>
      </div>
      <p class="kiosk-doses">
        <b>{dosesText(language, demo, doses)}</b>
        {doses > 0 ? <span>{t.ifWhole}</span> : null}
      </p>
      <p class="kiosk-day">{t.dosesToday(formatNumber(language, day.doses, 0))}</p>
      {takeHome ? (
        <TakeHome language={language} text={cardAddress(takeHome, { demo, medals, share, name, language })} />
      ) : (
        <p class="kiosk-scan">{t.askStand}</p>
      )}
    </section>
  )
}

function TakeHome({ language, text }: { readonly language: Language; readonly text: string }) {
  const { size, path } = qrPath(text)
  const t = kioskTexts[language]
  return (
    <p class="kiosk-scan">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t.scan} data-text={text}>
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <span>{t.scan}</span>
    </p>
  )
}

/** Once more, another plant, or enough. */
export function ResultButtons(props: {
  readonly language: Language
  readonly mayGoOn: boolean
  readonly onAgain: () => void
  readonly onOther: (() => void) | null
  readonly onDone: () => void
}) {
  const t = kioskTexts[props.language]
  return (
    <div class="demo-buttons kiosk-buttons">
      {props.mayGoOn ? (
        <button type="button" class="big" onClick={props.onAgain}>
          {t.again}
        </button>
      ) : null}
      {props.mayGoOn && props.onOther ? (
        <button type="button" class="second" onClick={props.onOther}>
          {t.otherPlant}
        </button>
      ) : null}
      <button type="button" class={props.mayGoOn ? 'second' : 'big'} onClick={props.onDone}>
        {t.done}
      </button>
    </div>
  )
}
