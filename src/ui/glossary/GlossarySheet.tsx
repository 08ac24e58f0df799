import { useEffect, useState } from 'preact/hooks'
import { controlTexts } from '../controls/text.ts'
import { SheetFrame } from '../parts.tsx'
import type { Session } from '../session.ts'
import { texts } from '../text.ts'
import './glossary.css'
import { found, meaningOf, wordOf } from './match.ts'
import { needTerms, terms } from './terms.ts'

/** Every word of the trade, to be searched. */
export function GlossarySheet({ session, onClose }: { readonly session: Session; readonly onClose: () => void }) {
  const language = session.language.value
  const t = controlTexts[language]
  const [wanted, setWanted] = useState('')
  useEffect(needTerms, [])
  const shown = found(terms.value, language, wanted)
  return (
    <SheetFrame title={t.glossary} closeLabel={texts[language].close} paper onClose={onClose}>
      <label class="glossary-search">
        {t.glossarySearch}
        <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      </label>
      <p role="status" class="age">
        {terms.value.length && shown.length === 0 ? t.glossaryNone : t.glossaryCount(shown.length)}
      </p>
      <dl class="glossary">
        {shown.map((term) => (
          <div key={term.en}>
            <dt>
              {wordOf(term, language)}{' '}
              <span lang={language === 'fr' ? 'en' : 'fr'}>{wordOf(term, language === 'fr' ? 'en' : 'fr')}</span>
            </dt>
            <dd>{meaningOf(term, language)}</dd>
          </div>
        ))}
      </dl>
    </SheetFrame>
  )
}
