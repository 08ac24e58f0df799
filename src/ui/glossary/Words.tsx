import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useId, useMemo, useState } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import { Chemical } from '../parts.tsx'
import { matcherOf, meaningOf, type Term, wordOf } from './match.ts'
import './glossary.css'
import { needTerms, terms } from './terms.ts'

/** Who marked a term first in a panel; null: each text for itself. */
const First = createContext<Map<Term, string> | null>(null)

/** A panel of many texts: a term is marked where it stands first, and not again below. */
export function MarkedOnce({ children }: { readonly children: ComponentChildren }) {
  const [first] = useState(() => new Map<Term, string>())
  return <First.Provider value={first}>{children}</First.Provider>
}

/** A text whose words of the trade open their meaning at a tap or a key. */
export function Words({ language, text }: { readonly language: Language; readonly text: string }) {
  useEffect(needTerms, [])
  const id = useId()
  const first = useContext(First)
  const all = terms.value
  const pieces = useMemo(() => (all.length ? matcherOf(all, language)(text) : [text]), [all, language, text])
  return pieces.map((piece, i) => {
    if (typeof piece === 'string') return <Chemical key={i} text={piece} />
    const owner = first?.get(piece.term) ?? id
    first?.set(piece.term, owner)
    if (owner !== id) return piece.text
    return <Marked key={i} language={language} term={piece.term} text={piece.text} />
  })
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
