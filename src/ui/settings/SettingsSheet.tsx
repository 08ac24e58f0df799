import type { ComponentChildren } from 'preact'
import { LIGHTS, profileHere, type Settings, TEXT_SIZES } from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import { BadgeFace } from '../badge/BadgeCard.tsx'
import { Icon } from '../icons.tsx'
import { Choice } from '../parts.tsx'
import { SoundSettings } from '../sound/SoundSettings.tsx'
import { Carry } from './Carry.tsx'
import type { Desk } from './Overlays.tsx'
import { settingsTexts } from './text.ts'
import { wayOut } from '../way/way.ts'
import { keysShown, light, overlay, settings, still, wish } from './wishes.ts'

const LANGUAGES: readonly { readonly id: Language; readonly label: string }[] = [
  { id: 'fr', label: 'Français' },
  { id: 'en', label: 'English' },
]

/** All that can be wished of the page; each wish counts at once. */
export function SettingsSheet({ desk }: { readonly desk: Desk }) {
  const language = desk.language.value
  const t = settingsTexts[language]
  const wishes = settings.value
  const menu = wayOut.value.kind === 'menu' ? desk.menuAddress() : null
  return (
    <>
      {menu === null ? null : (
        <a class="second settings-way" href={menu}>
          <Icon name="back" /> {t.toMenu}
        </a>
      )}
      <div class="settings-parts">
        <div class="settings-column">
          {wayOut.value.kind === 'quit' ? null : (
            <Part title={t.profile}>
              <div class="settings-profile">
                <BadgeFace language={language} badge={profileHere().badge} />
                <button type="button" class="second" onClick={() => (overlay.value = 'profiles')}>
                  {t.changeProfile}
                </button>
              </div>
            </Part>
          )}
          <Part title={t.look}>
            <Choice
              legend={t.language}
              name="language"
              options={LANGUAGES}
              value={language}
              onChange={desk.onLanguage}
            />
            <Choice
              legend={t.textSize}
              name="text-size"
              options={TEXT_SIZES.map((size) => ({ id: String(size), label: t.percent(size) }))}
              value={String(wishes.textSize)}
              onChange={(size) => wish({ textSize: TEXT_SIZES.find((n) => String(n) === size) ?? 100 })}
            />
            <Choice
              legend={t.light}
              name="light"
              options={LIGHTS.map((id) => ({ id, label: t.lights[id] }))}
              value={light.value}
              onChange={(chosen) => wish({ light: chosen as Settings['light'] })}
            />
            <Tick label={t.wideLetters} on={wishes.wideLetters} onChange={(wideLetters) => wish({ wideLetters })} />
            <Tick label={t.still} on={still.value} onChange={(on) => wish({ still: on })} />
          </Part>
          <Part title={t.time}>
            <Tick
              label={t.pauseAlways}
              more={t.pauseAlwaysText}
              on={wishes.pauseAlways}
              onChange={(pauseAlways) => wish({ pauseAlways })}
            />
            <Tick label={t.shortcuts} on={wishes.shortcuts} onChange={(shortcuts) => wish({ shortcuts })} />
            <button type="button" class="second" onClick={() => (keysShown.value = true)}>
              {t.allKeys} <kbd>?</kbd>
            </button>
          </Part>
        </div>
        <div class="settings-column">
          <SoundSettings language={language} />
          {wayOut.value.kind === 'quit' ? null : (
            <Part title={t.progress}>
              <Carry desk={desk} />
            </Part>
          )}
          <Part title={t.about}>
            <p>{t.licence}</p>
            <p>{t.made}</p>
          </Part>
        </div>
      </div>
    </>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="settings-part">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Tick(props: {
  readonly label: string
  readonly more?: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}) {
  return (
    <label class="tick">
      <input type="checkbox" checked={props.on} onChange={(event) => props.onChange(event.currentTarget.checked)} />
      <span>
        {props.label}
        {props.more === undefined ? null : <small>{props.more}</small>}
      </span>
    </label>
  )
}
