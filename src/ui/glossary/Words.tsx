import { useEffect, useId, useMemo } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import { matcherOf, meaningOf, type Term, wordOf } from './match.ts'
import './glossary.css'
import { needTerms, terms } from './terms.ts'

/** A text whose words of the trade open their meaning at a tap or a key. */
export function Words({ language, text }: { readonly language: Language; readonly text: string }) {
  useEffect(needTerms, [])
  const all = terms.value
  const pieces = useMemo(() => (all.length ? matcherOf(all, language)(text) : [text]), [all, language, text])
  return pieces.map((piece, i) =>
    typeof piece === 'string' ? piece : <Marked key={i} language={language} term={piece.term} text={piece.text} />,
  )
}

function Marked({ language, term, text }: { readonly language: Language; readonly term: Term; readonly text: string }) {
  const id = useId()
  return (
    <>
      <button type="button" class="term" popovertarget={id}>
        {text}
      </button>
      <span id={id} popover="auto" class="meaning" role="note">
        <b>{wordOf(term, language)}</b> {meaningOf(term, language)}
      </span>
    </>
  )
}
