import type { Language } from '../../present/index.ts'
import { campusTexts } from '../campus/text.ts'
import { SheetFrame } from '../parts.tsx'
import { accessTexts } from './access.ts'
import { aboutTexts } from './text.ts'
import './about.css'

interface AboutProps {
  readonly language: Language
  readonly onClose: () => void
}

/** What is calculated, what is simplified, what the figures are worth. */
export function ModelSheet({ language, onClose }: AboutProps) {
  const t = aboutTexts[language]
  return (
    <SheetFrame title={t.title} closeLabel={t.close} wide paper kind="about-sheet" onClose={onClose}>
      <p>{t.lead}</p>
      <Parts of={t.parts} />
      <p class="licence">{campusTexts[language].licence}</p>
    </SheetFrame>
  )
}

/** For whom the game works, what is in the way, and whom to tell. */
export function AccessSheet({ language, onClose }: AboutProps) {
  const t = accessTexts[language]
  return (
    <SheetFrame title={t.title} closeLabel={t.close} wide paper kind="about-sheet" onClose={onClose}>
      <p>{t.lead}</p>
      <Parts of={t.parts} />
    </SheetFrame>
  )
}

const Parts = ({ of }: { readonly of: readonly { readonly head: string; readonly items: readonly string[] }[] }) =>
  of.map(({ head, items }) => (
    <section key={head}>
      <h3>{head}</h3>
      <ul role="list">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  ))
