import type { Language } from '../../present/index.ts'
import './contracts.css'
import { contractTexts } from './text.ts'

export type ContractWords = Readonly<Record<string, string>>

/** What a level's contracts ask for, each with whether it was kept: on the lot that is shown, on another, not yet. */
export function Contracts(props: {
  readonly language: Language
  readonly words: ContractWords
  readonly now: readonly string[]
  readonly kept: readonly string[]
}) {
  const { language, words, now, kept } = props
  const t = contractTexts[language]
  return (
    <>
      <ul role="list" class="contracts">
        {Object.entries(words).map(([id, text]) => (
          <li key={id}>
            <Sign kept={now.includes(id) || kept.includes(id)} /> <span>{text}</span>{' '}
            <small>{now.includes(id) ? t.now : kept.includes(id) ? t.before : t.open}</small>
          </li>
        ))}
      </ul>
      <p class="contracts-rule">{t.rule}</p>
    </>
  )
}

const Sign = ({ kept }: { readonly kept: boolean }) => (
  <svg class={`contract-sign${kept ? ' is-kept' : ''}`} width={20} height={20} viewBox="0 0 20 20" aria-hidden="true">
    <circle cx="10" cy="10" r="8.2" />
    {kept ? <path d="M5.8 10.4l2.9 2.9 5.6-6" /> : null}
  </svg>
)
