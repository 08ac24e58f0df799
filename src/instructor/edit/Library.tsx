import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import type { LevelText } from '../../ui/index.ts'
import type { FaultJson } from '../levelJson.ts'
import { withWork } from '../levelJson.ts'
import type { Loan } from '../look.ts'
import type { EditProps } from './props.ts'
import type { Chosen } from './events.ts'
import { editTexts } from './text.ts'

type Names = Readonly<Record<string, Readonly<Record<Language, LevelText>>>>

/** Faults of other levels that this one can have: checked by the linter before they are offered. */
export function Library(
  props: EditProps & {
    readonly loadText: (level: string, language: Language) => Promise<LevelText>
    onAdd(chosen: Chosen): void
  },
) {
  const { language, draft, look, edit, loadText, onAdd } = props
  const t = editTexts[language].library
  const [names, setNames] = useState<Names>({})
  const here = new Set(draft.file.work.faults?.map((fault) => fault.id))
  const loans = (look?.loans ?? []).filter(({ fault }) => !here.has(fault.id))
  const from = [...new Set(look?.loans.map((loan) => loan.from))].sort().join(' ')
  useEffect(() => {
    for (const level of from.split(' ').filter((id) => id !== ''))
      void Promise.all([loadText(level, 'fr'), loadText(level, 'en')]).then(([fr, en]) =>
        setNames((all) => ({ ...all, [level]: { fr, en } })),
      )
  }, [from])
  const nameIn = (spoken: Language, { from: level, fault }: Loan): string =>
    names[level]?.[spoken].cases?.[fault.id] ?? fault.id
  const add = (loan: Loan): void => {
    edit((now) => {
      const name = (spoken: Language): LevelText => ({
        ...now.texts[spoken],
        cases: { ...now.texts[spoken].cases, [loan.fault.id]: nameIn(spoken, loan) },
      })
      const faults = [...(now.file.work.faults ?? []), loan.fault as unknown as FaultJson]
      return { ...now, file: withWork(now.file, { faults }), texts: { fr: name('fr'), en: name('en') } }
    })
    onAdd({ kind: 'faults', id: loan.fault.id })
  }
  return (
    <aside class="library" aria-labelledby="library-title">
      <h2 id="library-title">{t.title}</h2>
      <p class="age">{t.note}</p>
      {loans.length === 0 ? <p>{look ? t.none : editTexts[language].loading}</p> : null}
      <ul>
        {loans.map((loan) => (
          <li key={loan.fault.id}>
            <button type="button" onClick={() => add(loan)}>
              <b>{nameIn(language, loan)}</b>
              <small>{t.from(loan.from, (loan.fault['causes'] as readonly unknown[]).length)}</small>
            </button>
          </li>
        ))}
      </ul>
    </aside>
  )
}
