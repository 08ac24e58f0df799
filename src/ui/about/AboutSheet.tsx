import type { Language } from '../../present/index.ts'
import { SheetFrame } from '../parts.tsx'
import { aboutTexts } from './text.ts'
import './about.css'

/** What is calculated, what is simplified, what the figures are worth. */
export function AboutSheet({ language, onClose }: { readonly language: Language; readonly onClose: () => void }) {
  const t = aboutTexts[language]
  return (
    <SheetFrame title={t.title} closeLabel={t.close} wide paper kind="about-sheet" onClose={onClose}>
      <p>{t.lead}</p>
      {t.parts.map(({ head, items }) => (
        <section key={head}>
          <h3>{head}</h3>
          <ul role="list">
            {items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
      ))}
    </SheetFrame>
  )
}
