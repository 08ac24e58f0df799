import { captionOf, type Language } from '../../present/index.ts'
import { lastCue, soundWishes } from './heard.ts'

/** What a sound says, for who does not hear it. The live region has the same news in its own words. */
export function Caption({ language }: { readonly language: Language }) {
  const { on, captions } = soundWishes.value
  const cue = lastCue.value
  const line = cue && (!on || captions) ? captionOf(language, cue) : null
  return line === null ? null : (
    <p class="caption" aria-hidden="true">
      {line}
    </p>
  )
}
