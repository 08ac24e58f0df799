import type { ReviewSnapshot } from '../../present/index.ts'
import { UnitText } from '../parts.tsx'
import type { Session } from '../session.ts'
import { limitSaid, lineName, lineSaid } from './lines.ts'
import './release.css'
import { releaseTexts } from './text.ts'

/** While the vials wait, what is known of them: the tests and cases of the record, each with its limit. */
export function OnTheShelf({ session, review }: { readonly session: Session; readonly review: ReviewSnapshot }) {
  const language = session.language.value
  const t = releaseTexts[language]
  return (
    <section class="on-shelf" aria-labelledby="on-shelf-title" tabIndex={0}>
      <h2 id="on-shelf-title">{t.onShelf}</h2>
      <table class="review-lines">
        <thead class="unseen">
          <tr>
            <th scope="col">{t.line}</th>
            <th scope="col">{t.said}</th>
            <th scope="col">{t.limit}</th>
          </tr>
        </thead>
        <tbody>
          {review.lines.map((line) => {
            if (line.section === 'identity' || line.section === 'steps') return null
            const said = lineSaid(language, session.text.value, line)
            return (
              <tr key={line.id}>
                <th scope="row">{lineName(language, session.text.value, line)}</th>
                <td class={`mono${said === null ? ' is-blank' : ''}`}>
                  {said === null ? t.notYet : <UnitText text={said} />}
                </td>
                <td class="mono">
                  <UnitText text={limitSaid(language, line)} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
