import { profileHere } from '../../platform/index.ts'
import {
  certified,
  exampleSentence,
  findingSentence,
  formatNumber,
  gateSentence,
  attributeName,
  stamp,
  type Ending,
  type Language,
  type Snapshot,
} from '../../present/index.ts'
import { badgeName } from '../badge/text.ts'
import { debriefTexts, groupWords } from '../debrief/text.ts'
import { UnitText } from '../parts.tsx'
import type { Session } from '../session.ts'
import { wordsOf } from '../skills/intention.ts'
import { nameOf } from '../skills/SkillsSheet.tsx'
import { texts } from '../text.ts'
import { dossierTexts } from './text.ts'

/** What a lot has taught, for whoever keeps it or hands it in: it goes before the batch record, and is no part of it. */
export function Report(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly ending: Ending
  readonly language: Language
}) {
  const { session, view, ending, language } = props
  const [t, said, debrief] = [dossierTexts[language].report, texts[language], debriefTexts[language]]
  const n = (x: number, digits = 0): string => formatNumber(language, x, digits)
  const parts = session.hindsight.parts.value ?? []
  const kept = ending.decided?.justified ?? null
  const shown = Object.entries(ending.practice)
  return (
    <section class="report">
      <h2 class="dossier-title">{t.title(badgeName(language, profileHere().badge))}</h2>
      <p>
        {session.text.value.title ?? view.level}.{' '}
        <b>
          {said[ending.disposition]}. {ending.passed ? said.passed : said.notPassed}.
        </b>
      </p>
      <table class="form">
        <thead>
          <tr>
            <th scope="col">{t.mark}</th>
            <th scope="col">{t.reached}</th>
            <th scope="col">{t.needed}</th>
          </tr>
        </thead>
        <tbody>
          {(['yield', 'purity', 'compliance'] as const).map((dial) => (
            <tr key={dial}>
              <th scope="row">{said.dials[dial]}</th>
              <td>{kept !== null && dial === 'purity' ? '–' : n(ending.score[dial])}</td>
              <td>{kept !== null && dial !== 'compliance' ? '–' : n(ending.pass[dial])}</td>
            </tr>
          ))}
          {ending.attributes
            .filter((a) => !a.inside)
            .map((a) => (
              <tr key={a.id}>
                <th scope="row">{attributeName(language, a.id)}</th>
                <td>
                  <UnitText text={certified(language, a.value, a.unit)} />
                </td>
                <td>
                  {a.upper ? '≤' : '≥'} <UnitText text={certified(language, a.limit, a.unit)} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <h3>{debrief.whereTitle}</h3>
      {parts.length === 0 ? (
        <p>{session.hindsight.explaining.value ? said.costWorking : said.costUnknown}</p>
      ) : (
        <table class="form">
          <thead>
            <tr>
              <th scope="col">{t.decisions}</th>
              <th scope="col">{debrief.axes.yield}</th>
              <th scope="col">{debrief.axes.purity}</th>
              <th scope="col">{t.why}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => {
              const group = groupWords(session.text.value, language, part.group)
              return (
                <tr key={part.group}>
                  <th scope="row">{group.name}</th>
                  <td>{n(part.yield, 1)}</td>
                  <td>{n(part.purity, 1)}</td>
                  <td>{part.example ? exampleSentence(language, part.example, view) : null}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <h3>{said.findings}</h3>
      {ending.gates.map((gate) => (
        <p key={gate}>
          <b>{gateSentence(language, gate)}</b>
        </p>
      ))}
      {ending.findings.length === 0 ? (
        <p>{said.noFindings}</p>
      ) : (
        <ul>
          {ending.findings.map((f, i) => {
            const { what, next } = findingSentence(language, f)
            return (
              <li key={i}>
                {stamp(language, view, f.at_s)}. <b>{what}</b> {next}
              </li>
            )
          })}
        </ul>
      )}
      {shown.length ? (
        <>
          <h3>{t.skills}</h3>
          <ul>
            {shown.map(([id, worths]) => (
              <li key={id}>
                {nameOf(language, id)} <b>{n((100 * worths.reduce((sum, w) => sum + w, 0)) / worths.length)} / 100</b>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {session.meant.value ? <p>{t.next(wordsOf(language, session.meant.value))}</p> : null}
      <p class="dossier-last">{t.proves}</p>
    </section>
  )
}
