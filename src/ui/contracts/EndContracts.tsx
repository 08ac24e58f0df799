import type { Ending } from '../../present/index.ts'
import type { Session } from '../session.ts'
import { Contracts } from './Contracts.tsx'
import { contractTexts } from './text.ts'

/** The level's contracts once a lot is over. */
export function EndContracts({ session, ending }: { readonly session: Session; readonly ending: Ending }) {
  const language = session.language.value
  const t = contractTexts[language]
  const words = session.text.value.contracts
  if (!words || ending.contracts.length === 0) return null
  const now = ending.contracts.filter((c) => c.kept).map(({ id }) => id)
  const all = new Set([...session.contracts.value, ...now])
  return (
    <details class="end-file end-contracts" open={now.length > 0}>
      <summary>
        <b>{t.title}</b> <span>{t.count(all.size, ending.contracts.length)}</span>
      </summary>
      <Contracts language={language} words={words} now={now} kept={session.contracts.value} />
    </details>
  )
}
