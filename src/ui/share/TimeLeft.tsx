import type { Session } from '../session.ts'
import './share.css'
import { shareTexts } from './text.ts'

/** The real clock of a lot with a limit; what is near its end is said by the live region. */
export function TimeLeft({ session }: { readonly session: Session }) {
  const left_s = session.left_s.value
  if (left_s === null) return null
  const label = shareTexts[session.language.value].left
  return (
    <p class={`time-left${left_s <= 60 ? ' is-short' : ''}`} title={label}>
      <span class="unseen">{label} </span>
      {Math.floor(left_s / 60)}:{String(left_s % 60).padStart(2, '0')}
    </p>
  )
}
