import { useState } from 'preact/hooks'
import {
  attributeName,
  type Ending,
  findingSentence,
  foresightSentence,
  formatNumber,
  gateSentence,
  type Snapshot,
  withUnit,
} from '../present/index.ts'
import { profileHere } from '../platform/index.ts'
import { Words } from './glossary/Words.tsx'
import { Priority, Vial } from './icons.tsx'
import type { Session } from './session.ts'
import { Caption } from './sound/Caption.tsx'
import { playCue } from './sound/heard.ts'
import { texts } from './text.ts'

type Dial = 'yield' | 'purity' | 'compliance'
const DIALS: readonly Dial[] = ['yield', 'purity', 'compliance']
const SEVERITY = { critical: 1, major: 2, minor: 3 } as const

/** The vial first; then one's own guess; then the marks, and a sentence for each finding. */
export function EndScreen(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly ending: Ending
  readonly menuAddress: string
  readonly onNewLot: () => void
}) {
  const { session, view, ending, menuAddress, onNewLot } = props
  const language = session.language.value
  const t = texts[language]
  const [guess, setGuess] = useState<Readonly<Record<Dial, number>>>({ yield: 50, purity: 50, compliance: 50 })
  const [seen, setSeen] = useState(false)
  const made = ending.products[0]
  const amount = made ? formatNumber(language, made.amount, 0) : '0'
  const released = ending.disposition === 'released'
  const words = session.text.value.ending?.[ending.disposition]
  return (
    <div class="end">
      <header class="end-head">
        <h1>
          {ending.disposition === 'released' ? t.released : ending.disposition === 'rejected' ? t.rejected : t.none}
        </h1>
        <p class="mono">
          PL-{view.level}-{String(view.seed).padStart(3, '0')}
        </p>
      </header>
      <main class="end-main">
        <section class="end-vial" aria-labelledby="vial-title">
          <h2 id="vial-title" class="unseen">
            {t.vials}
          </h2>
          <Vial
            state={ending.disposition}
            lot={`PL-${view.level}-${String(view.seed).padStart(3, '0')}`}
            initials={profileHere().badge.letters || '—'}
          />
          <p class="made">
            <b>{amount}</b> <span>{released ? t.dosesReleased : t.dosesRejected}</span>
          </p>
          {words ? <p>{words}</p> : null}
        </section>
        <section class="end-dials" aria-labelledby="dials-title">
          {seen ? (
            <>
              <h2 id="dials-title">{ending.passed ? t.passed : t.notPassed}</h2>
              <ul class="dials" role="list">
                {DIALS.map((dial) => (
                  <li key={dial}>
                    <p class="dial-name">{t.dials[dial]}</p>
                    <p class="dial-value">
                      <b>{formatNumber(language, ending.score[dial], 0)}</b>
                      <span>/ 100</span>
                    </p>
                    <Gauge value={ending.score[dial]} guess={guess[dial]} pass={ending.pass[dial]} />
                    <p class="dial-notes">
                      {t.yours(formatNumber(language, guess[dial], 0))},{' '}
                      {t.needed(formatNumber(language, ending.pass[dial], 0))}
                    </p>
                  </li>
                ))}
              </ul>
              {made && made.reference > 0 ? (
                <p>
                  {t.ofExpert(`${formatNumber(language, made.reference, 0)} ${language === 'fr' ? 'doses' : 'doses'}`)}
                </p>
              ) : null}
              {ending.foresight ? <p>{foresightSentence(language, ending.foresight)}</p> : null}
              <Cost session={session} />
            </>
          ) : (
            <>
              <h2 id="dials-title">{t.guessTitle}</h2>
              <p>{t.guessLead}</p>
              {DIALS.map((dial) => (
                <div class="guess" key={dial}>
                  <label for={`guess-${dial}`}>{t.dials[dial]}</label>
                  <output for={`guess-${dial}`}>{formatNumber(language, guess[dial], 0)}</output>
                  <input
                    id={`guess-${dial}`}
                    class="slider"
                    type="range"
                    min={0}
                    max={100}
                    step={5}
                    value={guess[dial]}
                    onInput={(event) => setGuess({ ...guess, [dial]: event.currentTarget.valueAsNumber })}
                  />
                </div>
              ))}
              <button
                type="button"
                class="big"
                onClick={() => {
                  setSeen(true)
                  if (ending.findings.some((f) => f.severity === 'critical')) playCue({ sound: 'finding' })
                }}
              >
                {t.guessGo}
              </button>
            </>
          )}
        </section>
        {seen ? (
          <>
            <section class="end-findings" aria-labelledby="findings-title">
              <h2 id="findings-title">{t.findings}</h2>
              {ending.gates.map((gate) => (
                <p class="gate" key={gate}>
                  <Priority priority={1} /> {gateSentence(language, gate)}
                </p>
              ))}
              {session.marks.value.length ? <p>{t.takenBack(session.marks.value.length)}</p> : null}
              {ending.findings.length === 0 ? <p>{t.noFindings}</p> : null}
              <ul role="list">
                {ending.findings.map((f, i) => {
                  const { what, next } = findingSentence(language, f)
                  const own = toldBy(session, ending, f)
                  return (
                    <li key={i}>
                      <Priority priority={SEVERITY[f.severity]} />
                      <span>
                        <b>{f.subject.kind === 'case' ? caseName(session, f.subject.id, what) : what}</b>{' '}
                        <Words language={language} text={own ?? next} />
                      </span>
                      <span class="points">{f.points > 0 ? t.points(formatNumber(language, f.points, 0)) : ''}</span>
                    </li>
                  )
                })}
              </ul>
            </section>
            <section class="end-quality" aria-labelledby="quality-title">
              <details>
                <summary>
                  <h2 id="quality-title">{t.quality}</h2>
                </summary>
                <table class="form">
                  <tbody>
                    {ending.attributes.map((a) => (
                      <tr key={a.id} class={a.inside ? '' : 'out'}>
                        <th scope="row">{attributeName(language, a.id)}</th>
                        <td>{withUnit(language, a.value, digits(a.value), a.unit)}</td>
                        <td>
                          {a.upper ? '≤' : '≥'} {withUnit(language, a.limit, digits(a.limit), a.unit)}
                        </td>
                        <td>{a.inside ? '' : t.outside}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </details>
            </section>
          </>
        ) : null}
        <p class="buttons end-buttons">
          <button type="button" class="big" onClick={() => void session.restart(view.seed)}>
            {t.again}
          </button>
          <button type="button" class="second" onClick={onNewLot}>
            {t.newLot}
          </button>
          <a class="second" href={menuAddress}>
            {t.backToMenu}
          </a>
        </p>
      </main>
      <Caption language={language} />
    </div>
  )
}

/** The one thing that cost most, with its reason: by playing the batch again with and without each group of decisions. */
function Cost({ session }: { session: Session }) {
  const language = session.language.value
  const t = texts[language]
  const parts = session.parts.value
  const worst = parts?.[0]
  const group = worst && session.text.value.groups?.[worst.group]
  return (
    <div class="end-cost">
      <h3>{t.costTitle}</h3>
      <div role="status">
        {!parts ? (
          <Working session={session} />
        ) : !worst || (worst.yield > -1 && worst.purity > -1) ? (
          <p>{t.costNothing}</p>
        ) : (
          <>
            <p class="cost-name">
              <b>{group?.name ?? worst.group}</b>{' '}
              <span class="mono">
                {t.costPoints(formatNumber(language, -worst.yield, 0), formatNumber(language, -worst.purity, 0))}
              </span>
            </p>
            {group ? <p>{group.why}</p> : null}
          </>
        )}
      </div>
    </div>
  )
}

/** While it is worked out: how far it is, and what is known already. */
function Working({ session }: { session: Session }) {
  const language = session.language.value
  const t = texts[language]
  const soFar = session.soFar.value
  if (!session.explaining.value) return <p>{t.costUnknown}</p>
  const names = (soFar?.groups ?? []).map((id) => session.text.value.groups?.[id]?.name ?? id)
  const percent = Math.floor(100 * (soFar?.share ?? 0))
  return (
    <>
      <p>{t.costWorking}</p>
      <progress max={100} value={percent} aria-label={t.costWorking} />
      <p class="age" aria-hidden="true">
        {t.costDone(percent)}
      </p>
      {names.length ? <p>{t.costAmong(names.join(', '))}</p> : null}
    </>
  )
}

/** What the level itself says of a finding: how a thing left in the room came back, what to answer next time. */
function toldBy(session: Session, ending: Ending, f: Ending['findings'][number]): string | undefined {
  const { things, questions } = session.text.value
  if (f.code === 'R-CLEAR') return ending.left.flatMap((id) => things?.[id]?.left ?? []).join(' ') || undefined
  return f.subject.kind === 'case' ? questions?.[f.subject.id]?.next : undefined
}

/** A case by its own name, where the level has one. */
function caseName(session: Session, id: string, what: string): string {
  const name = session.text.value.cases?.[id]
  return name === undefined
    ? what
    : `${name}${session.language.value === 'fr' ? '\u00a0:' : ':'} ${what.slice(0, 1).toLowerCase()}${what.slice(1)}`
}

const digits = (x: number): number => (Math.abs(x) >= 100 ? 0 : Math.abs(x) >= 1 ? 1 : 3)

function Gauge({ value, guess, pass }: { value: number; guess: number; pass: number }) {
  return (
    <svg class="gauge" viewBox="0 0 200 26" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="8" width="200" height="10" class="gauge-track" />
      <rect x="0" y="8" width={2 * value} height="10" class="gauge-value" />
      <path d={`M${2 * pass} 3v20`} class="gauge-pass" />
      <path d={`M${2 * guess - 6} 26l6-8 6 8z`} class="gauge-guess" />
    </svg>
  )
}
