import { useState } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import type { EditProps } from './props.ts'
import { WordsField } from './fields.tsx'
import { editTexts } from './text.ts'
import { putWords, type Section, SECTIONS, wordsAt, wordsIn } from './said.ts'

/** Everything else a level says, part by part, in both languages side by side. */
export function AllWords(props: EditProps) {
  const { language, draft } = props
  const t = editTexts[language].words
  const sections = SECTIONS.filter((section) => wordsIn(draft.texts, section).length > 0)
  return (
    <details class="fold">
      <summary>{t.title}</summary>
      <p class="age">{t.note}</p>
      {sections.map((section) => (
        <Part key={section} {...props} section={section} />
      ))}
    </details>
  )
}

function Part({ language, draft, edit, section }: EditProps & { readonly section: Section }) {
  const t = editTexts[language].words
  const [open, setOpen] = useState(false)
  const places = wordsIn(draft.texts, section)
  const put = (keys: readonly string[]) => (spoken: Language, words: string) =>
    edit((now) => ({ ...now, texts: { ...now.texts, [spoken]: putWords(now.texts[spoken], keys, words) } }))
  return (
    <details class="fold step" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t.sections[section]} <small>{places.length}</small>
      </summary>
      {open
        ? places.map((keys, i) => {
            const words = { fr: wordsAt(draft.texts.fr, keys)!, en: wordsAt(draft.texts.en, keys)! }
            return (
              <WordsField
                key={keys.join(' ')}
                label={`${t.sections[section]} ${i + 1}`}
                rows={Math.max(words.fr.length, words.en.length) > SHORT || words.fr.includes('\n') ? 2 : 1}
                words={words}
                onWords={put(keys)}
              />
            )
          })
        : null}
    </details>
  )
}

/** What fits one line of the form. */
const SHORT = 60
