import type { Tally } from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import './streak.css'
import { IN_A_ROW, standingOf } from './tally.ts'
import { drillTexts } from './text.ts'

/** Three rings, as many filled as lots were right one after the other. */
export function Pips({ inARow }: { readonly inARow: number }) {
  return (
    <svg class="streak-pips" width="54" height="18" viewBox="0 0 54 18" aria-hidden="true" focusable="false">
      {Array.from({ length: IN_A_ROW }, (_, i) => (
        <circle key={i} cx={9 + 18 * i} cy="9" r="6.5" class={i < inARow ? 'is-right' : undefined} />
      ))}
    </svg>
  )
}

/** What this lot made of the drill: so many in a row, the most there were, all there were. */
export function Streak({ language, tally, seed }: { language: Language; tally: Tally | null; seed: number }) {
  const t = drillTexts[language]
  if (!tally) return null
  const { inARow, best, right, tries } = standingOf(tally)
  const isNew = tally.tries.at(-1)?.seed === seed
  return (
    <p class="drill-streak">
      <Pips inARow={inARow} />{' '}
      <span>
        {inARow >= IN_A_ROW ? t.held(inARow) : t.inARow(inARow, IN_A_ROW - inARow)} {t.all(right, tries, best)}
        {isNew ? '' : ` ${t.known}`}
      </span>
    </p>
  )
}
