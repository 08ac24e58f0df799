import { useEffect, useRef, useState } from 'preact/hooks'
import { emptyDay, isPin, isTakeHome, LONGEST_MESSAGE, type StandDay, type StandWishes } from '../../platform/index.ts'
import { formatNumber, type Language } from '../../present/index.ts'
import { csvOf, KIOSK_DEMOS, type KioskDemo, STAND_CODE } from '../../share/index.ts'
import { saveFile } from '../saveFile.ts'
import { kioskTexts } from './text.ts'

interface StaffProps {
  readonly language: Language
  readonly wishes: StandWishes
  readonly day: StandDay
  readonly onWish: (changes: Partial<StandWishes>) => void
  readonly onReset: (empty: StandDay) => void
  readonly onClose: () => void
}

/** For the people of the stand, behind four corners and four digits. */
export function Staff(props: StaffProps) {
  const { language, wishes, onClose } = props
  const t = kioskTexts[language].staff
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.focus(), [open])
  const type = (digit: string): void => {
    const now = (typed.length >= 4 ? '' : typed) + digit
    setTyped(now)
    if (now === wishes.pin) setOpen(true)
  }
  return (
    <div class="kiosk-over" role="dialog" aria-modal="true" aria-labelledby="kiosk-staff">
      <div
        class="kiosk-staff"
        tabIndex={-1}
        ref={panel}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose()
          else if (!open && /^\d$/.test(event.key)) type(event.key)
        }}
      >
        <header>
          <h2 id="kiosk-staff">{t.title}</h2>
          <button type="button" class="second" onClick={onClose}>
            {t.close}
          </button>
        </header>
        {open ? (
          <Wishes {...props} />
        ) : (
          <div class="kiosk-pin">
            <p aria-live="polite">
              {t.pin} <output>{'•'.repeat(typed.length)}</output>
              {typed.length === 4 ? <b>{t.wrongPin}</b> : null}
            </p>
            <div>
              {['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].map((digit) => (
                <button key={digit} type="button" class="second" onClick={() => type(digit)}>
                  {digit}
                </button>
              ))}
              <button type="button" class="second" onClick={() => setTyped('')}>
                {t.erase}
              </button>
            </div>
          </div>
        )}
      </div>
    </div>
  )
}

function Wishes({ language, wishes, day, onWish, onReset }: StaffProps) {
  const texts = kioskTexts[language]
  const t = texts.staff
  const [sure, setSure] = useState(false)
  const toggled = <T,>(all: readonly T[], one: T): readonly T[] => {
    const now = all.includes(one) ? all.filter((x) => x !== one) : [...all, one]
    return now.length ? now : all
  }
  const demos = (one: KioskDemo): readonly KioskDemo[] => {
    const chosen = toggled(wishes.demos, one)
    return KIOSK_DEMOS.filter((id) => chosen.includes(id))
  }
  const rows = rowsOf(language, day)
  return (
    <>
      <fieldset>
        <legend>{t.which}</legend>
        {KIOSK_DEMOS.map((id) => (
          <label key={id}>
            <input type="checkbox" checked={wishes.demos.includes(id)} onChange={() => onWish({ demos: demos(id) })} />
            {texts.demos[id][0]}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t.speaks}</legend>
        {(['fr', 'en'] as const).map((code) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={wishes.languages.includes(code)}
              onChange={() => {
                const chosen = toggled(wishes.languages, code)
                onWish({ languages: (['fr', 'en'] as const).filter((l) => chosen.includes(l)) })
              }}
            />
            {code === 'fr' ? 'Français' : 'English'}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t.howLong}</legend>
        {[2, 3, 4, 5].map((minutes) => (
          <label key={minutes}>
            <input
              type="radio"
              name="minutes"
              checked={wishes.minutes === minutes}
              onChange={() => onWish({ minutes })}
            />
            {minutes}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t.sound}</legend>
        {[true, false].map((on) => (
          <label key={String(on)}>
            <input type="radio" name="sound" checked={wishes.sound === on} onChange={() => onWish({ sound: on })} />
            {on ? t.on : t.off}
          </label>
        ))}
      </fieldset>
      <Field
        label={t.message}
        value={wishes.message}
        longest={LONGEST_MESSAGE}
        onValue={(message) => onWish({ message })}
      />
      <Field
        label={t.takeHome}
        why={t.takeHomeWhy}
        wrong={t.badAddress}
        is={isTakeHome}
        value={wishes.takeHome}
        longest={200}
        onValue={(takeHome) => onWish({ takeHome })}
      />
      <Field
        label={t.shelf}
        why={t.shelfWhy}
        wrong={t.badShelf}
        is={(code) => STAND_CODE.test(code)}
        value={wishes.shelf}
        longest={12}
        onValue={(shelf) => onWish({ shelf })}
      />
      <Field
        label={t.newPin}
        is={isPin}
        wrong={t.newPin}
        value={wishes.pin}
        longest={4}
        onValue={(pin) => onWish({ pin })}
      />
      <table>
        <caption>
          {t.counts} ({day.day})
        </caption>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="buttons">
        <button
          type="button"
          class="second"
          onClick={() =>
            saveFile(
              `premier-lot-${day.day}.csv`,
              csvOf(language, [[t.today, day.day], ...rows]),
              'text/csv;charset=utf-8',
            )
          }
        >
          {t.csv}
        </button>
        <button
          type="button"
          class="second"
          onClick={() => {
            if (sure) onReset(emptyDay())
            setSure(!sure)
          }}
        >
          {sure ? t.resetSure : t.reset}
        </button>
      </p>
    </>
  )
}

/** The day's counts as rows: on the panel, and in the file. */
function rowsOf(language: Language, day: StandDay): readonly (readonly [string, string])[] {
  const texts = kioskTexts[language]
  const t = texts.staff
  const n = (x: number): string => formatNumber(language, x, 0)
  return [
    [t.visits, n(day.visits)],
    ...KIOSK_DEMOS.flatMap((id): [string, string][] => [
      [`${t.begun}, ${texts.demos[id][0]}`, n(day.begun[id])],
      [`${t.ended}, ${texts.demos[id][0]}`, n(day.ended[id])],
    ]),
    [t.medals, day.medals.map(n).join(' / ')],
    [t.minutes, n(day.played_s / 60)],
    [t.doses, n(day.doses)],
    [t.inFrench, n(day.languages.fr)],
    [t.inEnglish, n(day.languages.en)],
    ...Object.entries(day.left).map(([place, times]): [string, string] => {
      const [demo, beat] = place.split('.') as [KioskDemo, string]
      return [`${t.left}, ${t.beat(texts.demos[demo][0], Number(beat))}`, n(times)]
    }),
  ]
}

/** A line that is kept when it is right. */
function Field(props: {
  readonly label: string
  readonly value: string
  readonly longest: number
  readonly why?: string
  readonly wrong?: string
  readonly is?: (value: string) => boolean
  readonly onValue: (value: string) => void
}) {
  const { label, longest, why, wrong, is = () => true, onValue } = props
  const [typed, setTyped] = useState(props.value)
  const right = is(typed)
  return (
    <label class="kiosk-field">
      <span>{label}</span>
      <input
        type="text"
        autocomplete="off"
        spellcheck={false}
        maxLength={longest}
        value={typed}
        aria-invalid={right ? undefined : 'true'}
        onInput={(event) => {
          const value = event.currentTarget.value.trim()
          setTyped(event.currentTarget.value)
          if (is(value)) onValue(value)
        }}
      />
      {right ? why ? <small>{why}</small> : null : <small class="wrong">{wrong}</small>}
    </label>
  )
}
