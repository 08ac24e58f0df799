import { useState } from 'preact/hooks'
import { DECISIONS, MOST_MARKED, NOTHING_MISSING, type ReviewSnapshot, SIGNERS } from '../../present/index.ts'
import { Choice, SheetFrame, UnitText } from '../parts.tsx'
import { Refusal, type SheetOf } from '../sheet.tsx'
import { texts } from '../text.ts'
import { limitSaid, lineName, lineSaid } from './lines.ts'
import './release.css'
import { releaseTexts } from './text.ts'

type Decision = (typeof DECISIONS)[number]
const SECTIONS = ['identity', 'trace', 'steps', 'tests', 'official', 'cases'] as const

/** The record, read by exception: what carries the decision, what is missing, what becomes of the lot, who signs. */
export function ReviewSheet({ session, view, onClose, review }: SheetOf & { readonly review: ReviewSnapshot }) {
  const language = session.language.value
  const t = releaseTexts[language]
  const text = session.text.value
  const [marked, setMarked] = useState<readonly string[]>([])
  const [missing, setMissing] = useState<string>(NOTHING_MISSING)
  const [decision, setDecision] = useState<Decision | null>(null)
  const [signer, setSigner] = useState<(typeof SIGNERS)[number] | null>(null)
  const still = session.watching.value
  const lot = `PL-${view.level}-${String(view.seed).padStart(3, '0')}`
  const open = (id: Decision): boolean => review.isMade || id === 'reject' || id === 'withdraw'
  return (
    <SheetFrame title={t.title(lot)} closeLabel={texts[language].close} wide paper kind="review" onClose={onClose}>
      <p>{review.isMade ? (review.sentBack ? t.sentBack : t.lead) : t.giveUp}</p>
      <div class="review-scroll scroll">
        <table class="review-lines">
          <thead>
            <tr>
              <th scope="col">{t.line}</th>
              <th scope="col">{t.said}</th>
              <th scope="col">{t.limit}</th>
              <th scope="col">{t.carries}</th>
              <th scope="col">{t.missing}</th>
            </tr>
          </thead>
          {SECTIONS.map((section) => {
            const lines = review.lines.filter((line) => line.section === section)
            if (lines.length === 0) return null
            return (
              <tbody key={section}>
                <tr class="review-section">
                  <th scope="rowgroup" colSpan={5}>
                    {t.sections[section]}
                  </th>
                </tr>
                {lines.map((line) => {
                  const name = lineName(language, text, line)
                  const said = lineSaid(language, text, line)
                  const isMarked = marked.includes(line.id)
                  return (
                    <tr key={line.id} class={isMarked ? 'is-marked' : missing === line.id ? 'is-missing' : ''}>
                      <th scope="row">{name}</th>
                      <td class="mono">
                        {said === null ? (
                          <>
                            <span aria-hidden="true">{t.blank}</span>
                            <span class="unseen">{t.blankSpoken}</span>
                          </>
                        ) : (
                          <UnitText text={said} />
                        )}
                      </td>
                      <td class="mono">
                        <UnitText text={limitSaid(language, line)} />
                      </td>
                      <td>
                        <label class="review-mark">
                          <input
                            type="checkbox"
                            checked={isMarked}
                            disabled={still || (!isMarked && marked.length >= MOST_MARKED)}
                            aria-label={`${t.carries}, ${name}`}
                            onChange={() =>
                              setMarked(isMarked ? marked.filter((id) => id !== line.id) : [...marked, line.id])
                            }
                          />
                        </label>
                      </td>
                      <td>
                        <label class="review-mark">
                          <input
                            type="radio"
                            name="review-missing"
                            checked={missing === line.id}
                            disabled={still}
                            aria-label={`${t.missing}, ${name}`}
                            onChange={() => setMissing(line.id)}
                          />
                        </label>
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            )
          })}
        </table>
      </div>
      <p class="review-foot">
        <span role="status">{t.marks(marked.length, MOST_MARKED)}</span>
        <label>
          <input
            type="radio"
            name="review-missing"
            checked={missing === NOTHING_MISSING}
            disabled={still}
            onChange={() => setMissing(NOTHING_MISSING)}
          />{' '}
          {t.noneMissing}
        </label>
      </p>
      <Choice
        legend={t.decide}
        name="review-decision"
        options={DECISIONS.filter(open).map((id) => ({ id, label: `${t.decisions[id]} (${t.means[id]})` }))}
        value={decision}
        onChange={setDecision}
      />
      <Choice
        legend={t.signs}
        name="review-signer"
        options={SIGNERS.map((id) => ({ id, label: t.signers[id] }))}
        value={signer}
        onChange={setSigner}
      />
      <Refusal session={session} />
      <div class="buttons">
        <button
          type="button"
          class="big"
          disabled={still || decision === null || signer === null}
          onClick={() => {
            const value = [decision ?? '', signer ?? '', missing, ...marked]
            void session.decide({ slot: 'disposition.propose', value }).then((taken) => {
              if (taken) onClose()
            })
          }}
        >
          {t.go}
        </button>
      </div>
    </SheetFrame>
  )
}
