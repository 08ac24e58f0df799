import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import type { LevelText } from '../../ui/index.ts'
import type { LevelJson } from '../levelJson.ts'
import { withWork } from '../levelJson.ts'
import { LOAN_KINDS, type Loan, type LoanKind } from '../loan.ts'
import type { Draft } from '../work.ts'
import type { EditProps } from './props.ts'
import type { Chosen } from './events.ts'
import { editTexts } from './text.ts'

type Names = Readonly<Record<string, Readonly<Record<Language, LevelText>>>>

/** What may come to this level: of other levels, checked by the linter before it is offered; or written here. */
export function Library(
  props: EditProps & {
    readonly loadText: (level: string, language: Language) => Promise<LevelText>
    onAdd(chosen: Chosen): void
  },
) {
  const { language, draft, look, edit, loadText, onAdd } = props
  const t = editTexts[language].library
  const [names, setNames] = useState<Names>({})
  const here = new Set(LOAN_KINDS.flatMap((kind) => (draft.file.work[kind] ?? []).map(({ id }) => id)))
  const loans = (look?.loans ?? []).filter(({ one }) => !here.has(one.id))
  const from = [...new Set(look?.loans.map((loan) => loan.from))].sort().join(' ')
  const played = draft.file.steps.filter((step) => step.mode === 'play')
  useEffect(() => {
    for (const level of from.split(' ').filter((id) => id !== ''))
      void Promise.all([loadText(level, 'fr'), loadText(level, 'en')]).then(([fr, en]) =>
        setNames((all) => ({ ...all, [level]: { fr, en } })),
      )
  }, [from])
  const nameIn = (spoken: Language, { from: level, id }: Loan): string => names[level]?.[spoken].cases?.[id] ?? id
  const put = (kind: LoanKind, one: { readonly id: string }, text: (spoken: Language, now: LevelText) => LevelText) => {
    edit((now) => ({
      ...now,
      file: withWork(now.file, { [kind]: [...(now.file.work[kind] ?? []), one] }),
      texts: { fr: text('fr', now.texts.fr), en: text('en', now.texts.en) },
    }))
    onAdd({ kind, id: one.id })
  }
  const borrow = (loan: Loan): void =>
    put(loan.kind, loan.one, (spoken, text) => {
      const said = names[loan.from]?.[spoken].questions?.[loan.id]
      return {
        ...text,
        cases: { ...text.cases, [loan.one.id]: nameIn(spoken, loan) },
        ...(said && { questions: { ...text.questions, [loan.one.id]: said } }),
      }
    })
  const write = (kind: 'questions' | 'decoys'): void => {
    const id = freeName(kind === 'questions' ? 'request' : 'decoy', here)
    const own = ownOf(kind, id, draft, look?.forms.find((form) => form.id === played[0]?.id)?.topics ?? [])
    if (!own) return
    put(kind, own, (spoken, text) => {
      const said = editTexts[spoken].library
      return {
        ...text,
        cases: { ...text.cases, [id]: kind === 'questions' ? said.newRequest : said.newDecoy },
        ...(kind === 'questions' && {
          questions: { ...text.questions, [id]: { asks: said.asks, replies: said.replies } },
        }),
      }
    })
  }
  return (
    <aside class="library" aria-labelledby="library-title">
      <h2 id="library-title">{t.title}</h2>
      <p class="age">{t.note}</p>
      {LOAN_KINDS.map((kind) => {
        const some = loans.filter((loan) => loan.kind === kind)
        return (
          <section key={kind} class={`lend lend-${kind}`} aria-labelledby={`lend-${kind}`}>
            <h3 id={`lend-${kind}`}>{t.kinds[kind]}</h3>
            {look ? null : <p>{editTexts[language].loading}</p>}
            {look && kind === 'faults' && some.length === 0 ? <p class="age">{t.none}</p> : null}
            <ul>
              {some.map((loan) => (
                <li key={`${loan.from} ${loan.id}`}>
                  <button type="button" onClick={() => borrow(loan)}>
                    <b>{nameIn(language, loan)}</b>
                    <small>
                      {kind === 'faults'
                        ? t.from(loan.from, (loan.one['causes'] as readonly unknown[]).length)
                        : t.ofLevel(loan.from)}
                    </small>
                  </button>
                </li>
              ))}
              {kind !== 'faults' && played.length && look ? (
                <li>
                  <button type="button" class="own" onClick={() => write(kind)}>
                    <b>{kind === 'questions' ? t.writeRequest : t.writeDecoy}</b>
                  </button>
                </li>
              ) : null}
            </ul>
          </section>
        )
      })}
    </aside>
  )
}

function freeName(stem: string, taken: ReadonlySet<string>): string {
  let n = 1
  while (taken.has(`${stem}${n}`)) n++
  return `${stem}${n}`
}

/** One to begin with, on the first day somebody works there: its own words and numbers come with the inspector. */
function ownOf(
  kind: 'questions' | 'decoys',
  id: string,
  { file }: Draft,
  topics: readonly string[],
): Request | Decoy | null {
  const i = file.steps.findIndex((one) => one.mode === 'play')
  const step = file.steps[i]
  if (!step) return null
  const { rounds, starts_h = 0 } = file.work
  // Only a step that begins the level may have hours behind it when the player comes.
  const day = i === 0 ? Math.max(0, Math.floor((starts_h - (step.begins_h ?? 0)) / rounds.length_h)) : 0
  if (kind === 'questions') {
    const replies: Request['replies'] = [
      { quality: 'best' },
      { quality: 'acceptable' },
      { quality: 'wrong', finding: 'minor' },
    ]
    return { id, who: 'sami', step: step.id, day, severity: 'minor', replies }
  }
  const topic = topics.find((one) => !(step.locked ?? []).includes(one) && one !== 'proceed' && one !== 'pause')
  return topic === undefined ? null : { id, step: step.id, day, slot: `${step.id}.${topic}`, most: 0 }
}
type Request = NonNullable<LevelJson['work']['questions']>[number]
type Decoy = NonNullable<LevelJson['work']['decoys']>[number]
