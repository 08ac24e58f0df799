import type { Language } from '../../present/index.ts'
import { soundWishes, wishSound } from './heard.ts'
import { soundTexts } from './text.ts'

export function Speaker({ on }: { on: boolean }) {
  return (
    <svg class="icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <path d={`M4 9v6h4l5 4V5L8 9z${on ? 'M16 9c2 2 2 4 0 6M18.5 6.5c4 4 4 7 0 11' : 'M16 9l5 6m0-6-5 6'}`} />
    </svg>
  )
}

/** Sound on or off: the same button in every header. */
export function SoundButton({ language }: { readonly language: Language }) {
  const { on } = soundWishes.value
  const label = soundTexts[language].sound
  return (
    <button
      type="button"
      class="sound-button"
      aria-pressed={on ? 'true' : 'false'}
      aria-label={label}
      title={label}
      onClick={() => wishSound({ on: !on })}
    >
      <Speaker on={on} />
    </button>
  )
}
