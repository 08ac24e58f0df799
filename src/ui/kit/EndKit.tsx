import { toolName, toolSays } from '../../present/index.ts'
import type { Session } from '../session.ts'
import { earnedHere } from './earned.ts'
import './kit.css'
import { kitTexts } from './text.ts'

/** Instruments that this lot has earned, the day it did: none of them by an earlier one. */
export function EndKit({ session }: { readonly session: Session }) {
  const language = session.language.value
  const t = kitTexts[language]
  const first = session.first.value
  const before = earnedHere(session.firsts.value.filter((f) => f !== first))
  const won = first === null ? [] : earnedHere([first]).filter((id) => !before.includes(id))
  if (won.length === 0) return null
  return (
    <section class="end-kit" aria-labelledby="end-kit-title">
      <h2 id="end-kit-title">{t.won(won.length)}</h2>
      <ul>
        {won.map((id) => (
          <li key={id}>
            <b>{toolName(language, id)}</b> {toolSays(language, id)}
          </li>
        ))}
      </ul>
      <p>{t.onCard}</p>
    </section>
  )
}
