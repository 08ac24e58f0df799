import { FractionTree } from './verbs/FractionTree.tsx'
import { ViralLedger } from './verbs/ViralLedger.tsx'
import { useRef, useState } from 'preact/hooks'
import {
  askedWords,
  attributeName,
  biteSentence,
  certified,
  type Ending,
  exampleSentence,
  findingSentence,
  foresightSentence,
  formatNumber,
  gateSentence,
  type Language,
  lotNumber,
  productName,
  type Snapshot,
  stamp,
  withUnit,
} from '../present/index.ts'
import { profileHere } from '../platform/index.ts'
import './end.css'
import { MarkedOnce, Words } from './glossary/Words.tsx'
import { Decided } from './release/Decided.tsx'
import { releaseTexts } from './release/text.ts'
import { Icon, Priority, Vial } from './icons.tsx'
import { inspectionTexts } from './inspection/text.ts'
import { transferTexts } from './transfer/text.ts'
import { weekTexts } from './week/text.ts'
import { WeekLots } from './week/WeekLots.tsx'
import { Choice, UnitText } from './parts.tsx'
import { DossierSheet } from './dossier/Dossier.tsx'
import { dossierTexts } from './dossier/text.ts'
import { DebriefSheet, PlayFrom } from './debrief/Debrief.tsx'
import { debriefTexts, groupWords } from './debrief/text.ts'
import { RecordSheet } from './Record.tsx'
import { rankOf, type Session } from './session.ts'
import { ShareLot } from './share/ShareLot.tsx'
import { shareTexts } from './share/text.ts'
import { Caption } from './sound/Caption.tsx'
import { playCue } from './sound/heard.ts'
import { filledWith, papersOf } from './papers.ts'
import { EndContracts } from './contracts/EndContracts.tsx'
import { EndKit } from './kit/EndKit.tsx'
import { EndReview } from './review/EndReview.tsx'
import { EndSkills, FirstTryLine } from './skills/EndSkills.tsx'
import { Intend } from './skills/Intend.tsx'
import { intendTexts } from './skills/intendText.ts'
import { RackMap } from './verbs/Pasteuriser.tsx'
import { texts } from './text.ts'
import { WayOut } from './way/Way.tsx'
import { EndReasons } from './why/Why.tsx'

type Dial = 'yield' | 'purity' | 'compliance'
type Guess = Readonly<Record<Dial, number>>
const DIALS: readonly Dial[] = ['yield', 'purity', 'compliance']
const SEVERITY = { critical: 1, major: 2, minor: 3 } as const

/** The vial first; then one's own guess; then the marks, what cost most, and once more. All the rest is one tap away. */
export function EndScreen(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly ending: Ending
  readonly menuAddress: string
  readonly onNewLot: (() => void) | null
}) {
  const { session, view, ending, menuAddress, onNewLot } = props
  const language = session.language.value
  const t = texts[language]
  const [guess, setGuess] = useState<Guess | null>(session.looking ? null : { yield: 50, purity: 50, compliance: 50 })
  const [cause, setCause] = useState<string | null>(null)
  const [seen, setSeen] = useState(session.looking)
  const [recordOpen, setRecordOpen] = useState(false)
  const [dossierOpen, setDossierOpen] = useState(false)
  const [debriefOpen, setDebriefOpen] = useState(false)
  const [sharing, setSharing] = useState(false)
  const triesLeft = session.triesLeft.value
  const file = useRef<HTMLDetailsElement>(null)
  const made = ending.products[0]
  const medicines = ending.pool_L === null ? [] : ending.products
  const released = ending.disposition === 'released'
  const day = view.inspection
  const kept = ending.decided?.justified ?? null
  const words = kept === null ? session.text.value.ending?.[ending.disposition] : session.text.value.justified?.[kept]
  const lot = lotNumber(view.level, view.seed)
  const see = (): void => {
    setSeen(true)
    if (ending.findings.some((f) => f.severity === 'critical')) playCue({ sound: 'finding' })
  }
  return (
    <div class={`end is-${ending.disposition}${seen && ending.passed ? ' is-passed' : ''}`}>
      <header class="end-head">
        <h1>
          {day
            ? released
              ? inspectionTexts[language].closed
              : inspectionTexts[language].again
            : view.week
              ? weekTexts[language].ends[ending.disposition]
              : view.transfer
                ? transferTexts[language].ends[ending.disposition]
                : kept !== null
                  ? releaseTexts[language].goodRejection
                  : released
                    ? t.released
                    : ending.disposition === 'rejected'
                      ? t.rejected
                      : t.none}
        </h1>
        <p>
          <span>{session.text.value.title ?? ''}</span> <code>{lot}</code>
        </p>
      </header>
      <main class="end-main">
        <section class="end-vial" aria-labelledby="vial-title">
          <h2 id="vial-title" class="unseen">
            {t.vials}
          </h2>
          {day || view.week || view.transfer ? null : (
            <div class="end-light">
              {medicines.length ? (
                medicines.map(({ id, unit }) => {
                  const label = `${productName(language, id).short} ${withUnit(language, filledWith(id), 0, unit)}`
                  const papers = { product: papersOf(view).product, label }
                  return (
                    <Vial key={id} state={ending.disposition} lot={lot} badge={profileHere().badge} papers={papers} />
                  )
                })
              ) : (
                <Vial state={ending.disposition} lot={lot} badge={profileHere().badge} papers={papersOf(view)} />
              )}
            </div>
          )}
          <div class="end-made">
            {day ? (
              <p class="made">
                <b>{formatNumber(language, made?.amount ?? 0, 0)}</b>{' '}
                <span>{inspectionTexts[language].papers(day.questions.length)}</span>
              </p>
            ) : view.week || view.transfer ? (
              <WeekLots language={language} ending={ending} />
            ) : medicines.length ? (
              <Medicines language={language} ending={ending} />
            ) : kept !== null && !made?.amount ? (
              <p class="made">
                <span>{releaseTexts[language].noneFilled}</span>
              </p>
            ) : (
              <p class="made">
                <b>{made ? counted(language, made.unit, made.amount) : '0'}</b>{' '}
                <span>
                  {released
                    ? made?.unit === 'vg'
                      ? t.genomesReleased
                      : t.dosesReleased
                    : kept !== null
                      ? releaseTexts[language].keptBack
                      : made?.unit === 'vg'
                        ? t.genomesRejected
                        : t.dosesRejected}
                </span>
              </p>
            )}
            {ending.bite ? (
              <p>
                <Words language={language} text={biteSentence(language, ending.bite)} />
              </p>
            ) : words ? (
              <p>{words}</p>
            ) : null}
            {day && ending.passed ? <p>{inspectionTexts[language].last}</p> : null}
          </div>
        </section>
        <section class="end-dials" aria-labelledby="dials-title">
          {seen ? (
            <Marks session={session} view={view} ending={ending} guess={guess} cause={cause} />
          ) : (
            <Guessing session={session} guess={guess} cause={cause} onGuess={setGuess} onCause={setCause} onSee={see} />
          )}
        </section>
        {seen && view.fractions ? <FractionTree session={session} fractions={view.fractions} /> : null}
        {seen && view.ledger ? <ViralLedger session={session} ledger={view.ledger} /> : null}
        <p class="buttons end-buttons">
          {triesLeft === 0 ? null : (
            <button type="button" class={seen ? 'big' : 'second'} onClick={() => void session.restart(view.seed)}>
              {t.again} <small>{t.againSame}</small>
            </button>
          )}
          {seen ? (
            <button type="button" class="second" onClick={() => setDebriefOpen(true)}>
              {debriefTexts[language].open}
            </button>
          ) : null}
          {onNewLot ? (
            <button type="button" class="second" onClick={onNewLot}>
              {t.newLot}
            </button>
          ) : null}
          {seen ? (
            <button type="button" class="second" onClick={() => setSharing(true)}>
              {shareTexts[language].share}
            </button>
          ) : null}
          {seen && !day ? (
            <button type="button" class="second" onClick={() => setRecordOpen(true)}>
              <Icon name="record" size={20} /> {t.readRecord}
            </button>
          ) : null}
          {seen && !day ? (
            <button type="button" class="second" onClick={() => setDossierOpen(true)}>
              {dossierTexts[language].open}
            </button>
          ) : null}
          <WayOut language={language} address={menuAddress} label={t.backToMenu} />
          {triesLeft === null ? null : <span>{shareTexts[language].tryLeft(triesLeft)}</span>}
        </p>
        {seen ? <EndReasons session={session} /> : null}
        {seen ? <Intend session={session} ending={ending} /> : null}
        {seen ? <EndReview session={session} /> : null}
        {seen ? <EndKit session={session} /> : null}
        {seen && !session.handed ? <EndContracts session={session} ending={ending} /> : null}
        {seen ? <EndSkills session={session} ending={ending} /> : null}
        {seen && view.rack ? (
          <RackMap language={language} offset_C={view.rack.offset_C} probes={view.rack.probes} />
        ) : null}
        {seen ? (
          <details class="end-file" ref={file} onToggle={() => file.current?.open && file.current.scrollIntoView()}>
            <summary>
              <b>{t.file}</b> <FindingCounts language={language} ending={ending} />
            </summary>
            <MarkedOnce>
              <Findings session={session} view={view} ending={ending} />
              <Quality language={language} ending={ending} />
            </MarkedOnce>
          </details>
        ) : null}
      </main>
      {debriefOpen ? <DebriefSheet session={session} view={view} onClose={() => setDebriefOpen(false)} /> : null}
      {dossierOpen ? (
        <DossierSheet session={session} view={view} ending={ending} onClose={() => setDossierOpen(false)} />
      ) : null}
      {sharing ? (
        <ShareLot
          language={language}
          scenario={session.scenario()}
          result={session.handIn()}
          onClose={() => setSharing(false)}
        />
      ) : null}
      {recordOpen ? <RecordSheet session={session} view={view} onClose={() => setRecordOpen(false)} /> : null}
      <Caption language={language} />
    </div>
  )
}

/** Of a pool: each medicine by the vial, and what a litre of plasma gave. */
function Medicines({ language, ending }: { readonly language: Language; readonly ending: Ending }) {
  const t = texts[language]
  return (
    <table class="medicines">
      <caption class="unseen">{t.vials}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t.medicines(ending.disposition === 'released')}</th>
          <th scope="col">{t.perLitre}</th>
        </tr>
      </thead>
      <tbody>
        {ending.products.map(({ id, unit, amount }) => (
          <tr key={id}>
            <th scope="row">{productName(language, id).name}</th>
            <td>
              <b>{formatNumber(language, vialsOf(id, amount), 0)}</b>
            </td>
            <td>{withUnit(language, amount / ending.pool_L!, unit === 'g' ? 1 : 0, unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Genomes by a power of ten, of a tank of 2 L as of 2,000 L; all else by one. */
function counted(language: Language, unit: string, amount: number): string {
  if (unit !== 'vg' || amount <= 0) return formatNumber(language, amount, 0)
  const [digits = '', power = ''] = amount.toExponential(1).split('e+')
  return `${formatNumber(language, Number(digits), 1)} × 10${[...power].map((digit) => RAISED[Number(digit)]).join('')}`
}
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

const vialsOf = (product: string, amount: number): number => Math.floor(amount / filledWith(product))

/** An inspection has no product: what is counted are answers. */
function dialName(session: Session, dial: Dial): string {
  const language = session.language.value
  return session.view.value?.inspection ? inspectionTexts[language].dials[dial] : texts[language].dials[dial]
}

function expertMade(language: Language, { products, pool_L }: Ending): string {
  const t = texts[language]
  const [first] = products
  if (pool_L === null)
    return t.ofExpert(
      `${counted(language, first!.unit, first!.reference)} ${first!.unit === 'vg' ? t.genomes : 'doses'}`,
    )
  const of = ({ id, reference }: Ending['products'][number]): string =>
    `${productName(language, id).short} ${formatNumber(language, vialsOf(id, reference), 0)}`
  return t.vialsOfExpert(products.map(of).join(', '))
}

function Guessing(props: {
  readonly session: Session
  readonly guess: Guess | null
  readonly cause: string | null
  readonly onGuess: (guess: Guess | null) => void
  readonly onCause: (group: string | null) => void
  readonly onSee: () => void
}) {
  const { session, guess, cause, onGuess, onCause, onSee } = props
  const language = session.language.value
  const t = texts[language]
  const groups = Object.entries(session.text.value.groups ?? {}).map(([id, { name }]) => ({ id, label: name }))
  return (
    <>
      <h2 id="dials-title">{t.guessTitle}</h2>
      <p>{t.guessLead}</p>
      {DIALS.map((dial) => (
        <div class="guess" key={dial}>
          <label for={`guess-${dial}`}>{dialName(session, dial)}</label>
          <output for={`guess-${dial}`}>{formatNumber(language, guess?.[dial] ?? 50, 0)}</output>
          <input
            id={`guess-${dial}`}
            class="slider"
            type="range"
            min={0}
            max={100}
            step={5}
            value={guess?.[dial] ?? 50}
            onInput={(event) => guess && onGuess({ ...guess, [dial]: event.currentTarget.valueAsNumber })}
          />
        </div>
      ))}
      {groups.length > 1 ? (
        <Choice
          legend={intendTexts[language].causeTitle}
          name="cause"
          options={groups}
          value={cause}
          onChange={onCause}
        />
      ) : null}
      <p class="buttons">
        <button type="button" class="big" onClick={onSee}>
          {t.guessGo}
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => {
            onGuess(null)
            onCause(null)
            onSee()
          }}
        >
          {t.guessSkip}
        </button>
      </p>
    </>
  )
}

function Marks(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly ending: Ending
  readonly guess: Guess | null
  readonly cause: string | null
}) {
  const { session, view, ending, guess, cause } = props
  const language = session.language.value
  const t = texts[language]
  const made = ending.products[0]
  const n = (x: number): string => formatNumber(language, x, 0)
  // A lot rightly kept back has no product to be judged: what was spared, and how it was kept back, is all there is.
  const isKept = ending.decided !== null && ending.decided.justified !== null
  const judged = (dial: (typeof DIALS)[number]): boolean => !isKept || dial !== 'purity'
  const needed = (dial: (typeof DIALS)[number]): boolean => !isKept || dial === 'compliance'
  const short = DIALS.filter((dial) => needed(dial) && ending.score[dial] < ending.pass[dial])
  return (
    <>
      <h2 id="dials-title">
        <span class="verdict" aria-hidden="true">
          <Icon name={ending.passed ? 'check' : 'again'} size={22} />
        </span>
        {ending.passed ? t.passed : t.notPassed}
      </h2>
      {ending.passed ? null : (
        <p class="lacking">
          {short.length
            ? t.lacking(
                short
                  .map((dial) =>
                    t.lackingOf(
                      Math.ceil(ending.pass[dial] - ending.score[dial]),
                      dialName(session, dial).toLowerCase(),
                    ),
                  )
                  .join(', '),
              )
            : ending.disposition === 'released'
              ? t.lackingProof
              : t.lackingRelease}
        </p>
      )}
      <ul class="dials" role="list">
        {DIALS.map((dial) => (
          <li key={dial} class={short.includes(dial) ? 'short' : 'enough'}>
            <Gauge
              value={judged(dial) ? ending.score[dial] : 0}
              guess={judged(dial) ? (guess?.[dial] ?? null) : null}
              pass={needed(dial) ? ending.pass[dial] : null}
            />
            <p class="dial-value">
              {judged(dial) ? (
                <>
                  <b>{n(ending.score[dial])}</b>
                  <span>/ 100</span>
                </>
              ) : (
                <span>{releaseTexts[language].notJudged}</span>
              )}
            </p>
            <p class="dial-name">
              {needed(dial) && !short.includes(dial) ? <Icon name="check" size={18} /> : null}
              {isKept && dial === 'yield' ? releaseTexts[language].spared : dialName(session, dial)}
            </p>
            <p class="dial-notes">
              {needed(dial) ? <span>{t.needed(n(ending.pass[dial]))}</span> : null}
              {isKept && dial === 'yield' ? <span>{releaseTexts[language].sparedOf}</span> : null}
              {guess && judged(dial) ? <span class="own-guess">{t.yours(n(guess[dial]))}</span> : null}
            </p>
          </li>
        ))}
      </ul>
      {ending.decided ? <Decided language={language} text={session.text.value} decided={ending.decided} /> : null}
      <div class="end-facts">
        {made && made.reference > 0 && !view.week && !view.transfer ? (
          <p>
            {view.inspection ? inspectionTexts[language].ofExpert(n(made.reference)) : expertMade(language, ending)}
          </p>
        ) : null}
        {session.handed ? null : <BestSoFar session={session} view={view} ending={ending} />}
        {ending.foresight ? <p>{foresightSentence(language, ending.foresight)}</p> : null}
        {session.again.value.length ? (
          <p>
            {session.handed?.kind === 'again'
              ? debriefTexts[language].taken(stamp(language, view, session.again.value[0]!))
              : session.handed
                ? debriefTexts[language].today(stamp(language, view, session.again.value[0]!))
                : debriefTexts[language].again(stamp(language, view, session.again.value.at(-1)!))}
          </p>
        ) : null}
        <FirstTryLine session={session} ending={ending} />
        {session.marks.value.length ? <p>{t.takenBack(session.marks.value.length)}</p> : null}
      </div>
      {isKept ? null : <Cost session={session} view={view} ending={ending} cause={cause} />}
    </>
  )
}

/** Against one's own best lot of this level. */
function BestSoFar({ session, view, ending }: { session: Session; view: Snapshot; ending: Ending }) {
  const language = session.language.value
  const t = texts[language]
  const best = session.ghost.value
  const sum = (rank: number): string => formatNumber(language, rank % 1000, 0)
  const rank = rankOf(ending)
  if (!best) return null
  if (best.seed === view.seed && Math.abs(best.rank - rank) < 1e-6) return <p>{t.bestIsThis(sum(rank))}</p>
  if (rank > best.rank) return <p>{t.bestNow(sum(rank), sum(best.rank))}</p>
  return <p>{t.bestWas(lotNumber(view.level, best.seed), sum(best.rank), sum(rank))}</p>
}

type FindingHere = Ending['findings'][number]

/** The one thing that cost most, with its reason: by playing the batch again with and without each group of decisions. */
function Cost(props: { session: Session; view: Snapshot; ending: Ending; cause: string | null }) {
  const { session, view, ending, cause } = props
  const language = session.language.value
  const t = texts[language]
  const parts = session.hindsight.parts.value
  const worst = parts?.[0]
  const group = worst && groupWords(session.text.value, language, worst.group)
  const thought = cause === null ? undefined : groupWords(session.text.value, language, cause).name
  const nothing = !worst || (worst.yield > -1 && worst.purity > -1)
  const said = intendTexts[language]
  // Of what was done and what was written, the dearer: points are points.
  const finding = ending.findings.reduce<FindingHere | null>(
    (most, f) => (f.points > (most?.points ?? 0) ? f : most),
    null,
  )
  const onRecord = finding && finding.points > (worst ? -worst.yield - worst.purity : 1) ? finding : null
  if (onRecord && (parts || ending.gates.length)) {
    const { what, why, next } = findingSentence(language, onRecord)
    return (
      <div class="end-cost">
        <h3>{t.costTitle}</h3>
        <div role="status">
          <p class="cost-name">
            <b>{onRecord.subject.kind === 'case' ? caseName(session, onRecord.subject.id, what) : what}</b>{' '}
            <span class="mono">{t.costOfRecord(formatNumber(language, onRecord.points, 0))}</span>
          </p>
          <p class="cost-example">
            <code>{stamp(language, view, onRecord.at_s)}</code> <Words language={language} text={why} />
          </p>
          <p>
            <Words language={language} text={toldBy(session, ending, onRecord) ?? next} />
          </p>
          {/* What was left undone has no moment of its own. */}
          {onRecord.mode === 'commission' ? (
            <PlayFrom session={session} view={view} language={language} t_s={onRecord.at_s} />
          ) : null}
        </div>
      </div>
    )
  }
  return (
    <div class="end-cost">
      <h3>{t.costTitle}</h3>
      {parts ? null : <Working session={session} />}
      <div role="status">
        {parts && thought !== undefined ? (
          <p class="cost-thought">
            {nothing ? said.causeNothing(thought) : cause === worst.group ? said.causeSeen : said.causeOther(thought)}
          </p>
        ) : null}
        {!parts ? null : nothing ? (
          <p>{t.costNothing}</p>
        ) : (
          <>
            <p class="cost-name">
              <b>{group?.name}</b>{' '}
              <span class="mono">
                {t.costPoints(formatNumber(language, -worst.yield, 0), formatNumber(language, -worst.purity, 0))}
              </span>
            </p>
            {worst.example ? <p class="cost-example">{exampleSentence(language, worst.example, view)}</p> : null}
            {group?.why ? (
              <p>
                <Words language={language} text={group.why} />
              </p>
            ) : null}
            {worst.apart_s === null ? null : (
              <PlayFrom session={session} view={view} language={language} t_s={worst.apart_s} />
            )}
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
  const soFar = session.hindsight.soFar.value
  if (!session.hindsight.explaining.value) return <p>{t.costUnknown}</p>
  const names = (soFar?.known?.groups ?? []).map((id) => groupWords(session.text.value, language, id).name)
  const percent = Math.floor(100 * (soFar?.share ?? 0))
  return (
    <div class="working">
      <p>{t.costWorking}</p>
      <progress max={100} value={percent} aria-label={t.costWorking} />
      <p class="age" aria-hidden="true">
        {t.costDone(percent)}
      </p>
      {names.length ? <p>{t.costAmong(names.join(' · '))}</p> : null}
    </div>
  )
}

function FindingCounts({ language, ending }: { language: Language; ending: Ending }) {
  const t = texts[language]
  if (ending.findings.length === 0) return <span>{t.noFindings}</span>
  return (
    <span class="finding-counts">
      {(['critical', 'major', 'minor'] as const).map((severity) => {
        const n = ending.findings.filter((f) => f.severity === severity).length
        return n === 0 ? null : (
          <span key={severity}>
            <Priority priority={SEVERITY[severity]} size={24} /> {t.findingsOf[severity](n)}
          </span>
        )
      })}
    </span>
  )
}

function Findings({ session, view, ending }: { session: Session; view: Snapshot; ending: Ending }) {
  const language = session.language.value
  const t = texts[language]
  return (
    <section class="end-findings" aria-labelledby="findings-title">
      <h2 id="findings-title">{t.findings}</h2>
      {ending.gates.map((gate) => (
        <p class="gate" key={gate}>
          <Priority priority={1} /> {gateSentence(language, gate)}
        </p>
      ))}
      {ending.findings.length === 0 ? <p>{t.noFindings}</p> : null}
      <ul role="list">
        {ending.findings.map((f, i) => {
          const { what, why, next } = findingSentence(language, f)
          const own = toldBy(session, ending, f)
          return (
            <li key={i}>
              <Priority priority={SEVERITY[f.severity]} />
              <div>
                <p>
                  <code>{stamp(language, view, f.at_s)}</code>{' '}
                  <b>{f.subject.kind === 'case' ? caseName(session, f.subject.id, what) : what}</b>
                </p>
                <p>
                  <Words language={language} text={why} />
                </p>
                <p class="finding-next">
                  <Words language={language} text={own ?? next} />
                </p>
              </div>
              <span class="points">{f.points > 0 ? t.points(formatNumber(language, f.points, 0)) : ''}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Quality({ language, ending }: { language: Language; ending: Ending }) {
  const t = texts[language]
  if (ending.attributes.length === 0) return null
  const value = (x: number, unit: string): string => certified(language, x, unit)
  return (
    <section class="end-quality" aria-labelledby="quality-title">
      <h2 id="quality-title">{t.quality}</h2>
      <table class="form">
        <tbody>
          {ending.attributes.map((a) => (
            <tr key={a.id} class={a.inside ? '' : 'out'}>
              <th scope="row">
                <Words language={language} text={attributeName(language, a.id)} />
              </th>
              <td>
                <UnitText text={value(a.value, a.unit)} />
              </td>
              <td>
                {a.upper ? '≤' : '≥'} <UnitText text={value(a.limit, a.unit)} />
              </td>
              <td>{a.inside ? '' : t.outside}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
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
  const day = session.view.value?.inspection
  const question = day?.questions.find((q) => q.slot === id)
  const asked = day && question && askedWords(session.language.value, question, day.numbers).about
  const name = asked ?? session.text.value.cases?.[id]
  return name === undefined
    ? what
    : `${name}${session.language.value === 'fr' ? '\u00a0:' : ':'} ${what.slice(0, 1).toLowerCase()}${what.slice(1)}`
}

/** Three quarters of a circle; a notch where it suffices, a point where one thought it would be. */
function Gauge({ value, guess, pass }: { value: number; guess: number | null; pass: number | null }) {
  const arc = 'M43.4 156.6A80 80 0 1 1 156.6 156.6'
  const turn = (x: number): string => `rotate(${-135 + 2.7 * Math.min(100, Math.max(0, x))} 100 100)`
  return (
    <svg class="gauge" viewBox="0 0 200 168" aria-hidden="true">
      <path d={arc} class="gauge-track" />
      <path
        d={arc}
        class="gauge-value"
        pathLength={100}
        stroke-dasharray={`${Math.min(100, Math.max(0, value))} 200`}
      />
      {pass === null ? null : (
        <>
          <path d="M100 8v26" class="gauge-halo" transform={turn(pass)} />
          <path d="M100 6v28" class="gauge-pass" transform={turn(pass)} />
        </>
      )}
      {guess === null ? null : <path d="M100 36l-8 15h16z" class="gauge-guess" transform={turn(guess)} />}
    </svg>
  )
}
