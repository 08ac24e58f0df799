import { SOUND_GROUPS } from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import { soundWishes, wishSound } from './heard.ts'
import { soundTexts } from './text.ts'

/** Sound, captions, and a slider for each group: a part of the settings. */
export function SoundSettings({ language }: { readonly language: Language }) {
  const t = soundTexts[language]
  const { on, captions, volume } = soundWishes.value
  return (
    <section class="settings-part sound-settings">
      <h3>{t.title}</h3>
      <label class="tick">
        <input type="checkbox" checked={on} onChange={(event) => wishSound({ on: event.currentTarget.checked })} />
        <span>{t.sound}</span>
      </label>
      <label class="tick">
        <input
          type="checkbox"
          checked={captions}
          onChange={(event) => wishSound({ captions: event.currentTarget.checked })}
        />
        <span>
          {t.captions} <small>{t.captionsMore}</small>
        </span>
      </label>
      {SOUND_GROUPS.map((group) => {
        const percent = Math.round(100 * volume[group])
        return (
          <label class="volume" key={group}>
            <span>{t.groups[group]}</span>
            <output>{t.percent(percent)}</output>
            <input
              type="range"
              class="slider"
              min={0}
              max={100}
              step={5}
              value={percent}
              disabled={!on}
              aria-valuetext={t.percent(percent)}
              onInput={(event) =>
                wishSound({ volume: { ...volume, [group]: event.currentTarget.valueAsNumber / 100 } })
              }
            />
          </label>
        )
      })}
    </section>
  )
}
