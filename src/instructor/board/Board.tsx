import { useEffect, useState } from 'preact/hooks'
import { classFile, followBoard, forgetOwnClass, type Line, askClass } from '../../platform/index.ts'
import { formatNumber, type Language, lotNumber } from '../../present/index.ts'
import { type BoardResult, type ClassBoard, qrPath } from '../../share/index.ts'
import { competencyOf, saveFile, titleOf } from '../../ui/index.ts'
import { Given, Talk } from './Desk.tsx'
import { Faults } from './Faults.tsx'
import { Replay, type Shown } from './Replay.tsx'
import { Help, placeName, Places } from './Now.tsx'
import { copiedFrom, heatMapOf, isLent, judgedOf, type Row, rowsOf } from './standing.ts'
import { boardTexts } from './text.ts'

const VIEWS = ['live', 'map', 'given', 'class'] as const
/** Ages are told again so often. */
const BEAT_MS = 5000

/** A class, live. */
export function Board(props: {
  readonly language: Language
  readonly bearer: string
  readonly secret: string
  readonly onNamed: (title: string, code: string) => void
  readonly onErased: () => void
}) {
  const { language, bearer, secret, onNamed, onErased } = props
  const t = boardTexts[language]
  const [heard, setHeard] = useState<{ readonly board: ClassBoard; readonly at_ms: number } | null>(null)
  const [line, setLine] = useState<Line>('off')
  const [view, setView] = useState<(typeof VIEWS)[number]>('live')
  const [projected, setProjected] = useState(false)
  const [shown, setShown] = useState<Shown | null>(null)
  const [to, setTo] = useState('')
  const [, beat] = useState(0)
  useEffect(() => followBoard(bearer, (board, at_ms) => setHeard({ board, at_ms }), setLine), [bearer])
  useEffect(() => {
    const timer = setInterval(() => beat((n) => n + 1), BEAT_MS)
    return () => clearInterval(timer)
  }, [])
  const board = heard?.board
  const named = board && `${board.class.code} ${board.class.title}`
  useEffect(() => {
    if (board) onNamed(board.class.title, board.class.code)
  }, [named])
  if (!heard || !board) return <p role="status">{t.line[line]}</p>
  const { code, title, paused, topic } = board.class
  if (projected) return <Projected language={language} code={code} onBack={() => setProjected(false)} />
  // By the server's clock, as it was last heard, and what has passed since.
  const now_ms = board.now_ms + (performance.now() - heard.at_ms)
  const rows = rowsOf(board, now_ms)
  const playing = rows.filter((row) => ['stuck', 'alarm', 'playing'].includes(row.standing)).length
  return (
    <div class="board">
      <header class="board-head">
        <div>
          <h2>{title === '' ? t.unnamed : title}</h2>
          <p class={`board-line is-${line}`} role="status">
            {t.line[line]}
          </p>
          <p>{t.counts(rows.length, playing, board.results.length)}</p>
        </div>
        <p class="board-code">
          <span>{t.code}</span>
          <output>{code}</output>
          <button type="button" class="second" onClick={() => setProjected(true)}>
            {t.project}
          </button>
        </p>
        <button
          type="button"
          class={paused ? 'big' : 'second'}
          aria-pressed={paused ? 'true' : 'false'}
          onClick={() => void askClass('PATCH', 'class', bearer, { paused: !paused })}
        >
          {paused ? t.goOn : t.pause}
        </button>
      </header>
      <nav class="board-views" aria-label={t.title}>
        {VIEWS.map((id) => (
          <button key={id} type="button" aria-pressed={view === id ? 'true' : 'false'} onClick={() => setView(id)}>
            {t.views[id]}
          </button>
        ))}
      </nav>
      {view === 'live' ? (
        <>
          {shown ? (
            <Replay
              language={language}
              bearer={bearer}
              shown={shown}
              topic={topic}
              paused={paused}
              onClose={() => setShown(null)}
            />
          ) : null}
          {shown && paused && topic !== null ? null : (
            <div class="live">
              {rows.length === 0 ? null : (
                <div class="live-now">
                  <Help language={language} rows={rows} onShow={setShown} onTalk={setTo} />
                  <Places language={language} rows={rows} />
                </div>
              )}
              <Live language={language} board={board} rows={rows} bearer={bearer} onShow={setShown} />
              <div class="live-do">
                <Talk language={language} board={board} bearer={bearer} to={to} onTo={setTo} />
                <Faults language={language} board={board} rows={rows} bearer={bearer} />
              </div>
            </div>
          )}
        </>
      ) : view === 'map' ? (
        <HeatMap language={language} board={board} />
      ) : view === 'given' ? (
        <Given language={language} board={board} bearer={bearer} />
      ) : (
        <Keys
          language={language}
          board={board}
          bearer={bearer}
          secret={secret}
          onErased={() => {
            forgetOwnClass(secret)
            onErased()
          }}
        />
      )}
    </div>
  )
}

function Live(props: {
  readonly language: Language
  readonly board: ClassBoard
  readonly rows: readonly Row[]
  readonly bearer: string
  readonly onShow: (shown: Shown) => void
}) {
  const { language, board, rows, bearer, onShow } = props
  const t = boardTexts[language]
  const [sure, setSure] = useState<Row | null>(null)
  if (rows.length === 0) return <p class="board-none">{t.nobody}</p>
  return (
    <div class="live-table">
      <div class="scroll" tabIndex={0} role="group" aria-label={t.views.live}>
        <table class="class-table">
          <thead>
            <tr>
              <th scope="col">{t.learner}</th>
              <th scope="col">{t.state}</th>
              <th scope="col">{t.where}</th>
              <th scope="col">{t.decisions}</th>
              <th scope="col">{t.hints}</th>
              <th scope="col">{t.best}</th>
              <th scope="col">
                <span class="unseen">{t.remove}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} class={`is-${row.standing}`}>
                <th scope="row">{row.pseudonym}</th>
                <td>
                  <b class="standing">{t.states[row.standing]}</b>
                  {row.standing === 'stuck' ? <span>{t.since(Math.floor(row.idle_ms / 60_000))}</span> : null}
                </td>
                <td>
                  {row.at ? (
                    <>
                      {titleOf(language, row.at.level)}{' '}
                      <span class="mono batch-no">{lotNumber(row.at.level, row.at.seed)}</span>
                      {row.at.over ? null : (
                        <button
                          type="button"
                          class="quiet"
                          aria-label={t.seeOne(row.pseudonym)}
                          onClick={() =>
                            onShow({ learner: row.id, who: row.pseudonym, key: null, level: row.at!.level })
                          }
                        >
                          {t.see}
                        </button>
                      )}
                      <br />
                      {placeName(language, row.at)}
                    </>
                  ) : null}
                </td>
                <td class="mark">{row.at?.decisions ?? ''}</td>
                <td class="mark">{row.at?.hints ?? ''}</td>
                <td>
                  {row.results.map((result) => (
                    <Handed
                      key={result.key}
                      language={language}
                      result={result}
                      board={board}
                      onShow={() =>
                        onShow({ learner: row.id, who: row.pseudonym, key: result.key, level: result.level })
                      }
                    />
                  ))}
                </td>
                <td>
                  <button
                    type="button"
                    class="quiet"
                    title={t.removeOne(row.pseudonym)}
                    aria-label={t.removeOne(row.pseudonym)}
                    onClick={() => setSure(row)}
                  >
                    ✕
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sure ? (
        <Sure
          language={language}
          says={t.sureOne(sure.pseudonym)}
          onYes={() => {
            void askClass('DELETE', `class/learners/${sure.id}`, bearer)
            setSure(null)
          }}
          onNo={() => setSure(null)}
        />
      ) : null}
    </div>
  )
}

/** One lot that was handed in: marks by its replay, and what makes one look twice. */
function Handed(props: {
  readonly language: Language
  readonly result: BoardResult
  readonly board: ClassBoard
  readonly onShow: () => void
}) {
  const { language, result, board, onShow } = props
  const t = boardTexts[language]
  const judged = judgedOf(result)
  const copied = copiedFrom(result, board.results)
  const who = board.learners.find((l) => l.id === copied)?.pseudonym
  const remarks = [
    ...(result.state === 'verified' || result.state === 'waiting' ? [] : [t.resultStates[result.state]]),
    ...(result.late ? [t.flags.late] : []),
    ...(judged && !judged.told ? [t.flags.told] : []),
    ...(result.strange ? [t.flags.strange] : []),
    ...(judged?.without?.length ? [t.flags.without] : []),
    ...(judged?.shipped ? [t.flags.shipped] : []),
    ...(judged?.again.length ? [t.flags.back] : []),
    ...(who === undefined ? [] : [t.flags.copied(who)]),
  ]
  const marks = (['yield', 'purity', 'compliance'] as const).map(
    (axis) => judged && `${t.axes[axis]} ${formatNumber(language, judged.marks[axis], 0)}`,
  )
  return (
    <p class={`handed${remarks.length ? ' in-doubt' : ''}`}>
      <span class="mono">{lotNumber(result.level, result.seed)}</span>{' '}
      {result.state === 'waiting' ? t.resultStates.waiting : null}
      {judged ? <b>{judged.passed ? t.passed : t.again}</b> : null}
      <button type="button" class="quiet" onClick={onShow}>
        {t.replay}
      </button>{' '}
      {judged ? <span class="handed-marks">{marks.join(', ')}</span> : null}
      {remarks.length ? <em>{remarks.join(', ')}</em> : null}
    </p>
  )
}

function HeatMap({ language, board }: { readonly language: Language; readonly board: ClassBoard }) {
  const t = boardTexts[language]
  const { competencies, shown, means } = heatMapOf(board)
  if (competencies.length === 0) return <p class="board-none">{t.mapNone}</p>
  const [weakest] = [...means].sort(([, a], [, b]) => a - b)
  const cell = (id: string, worth: number | undefined) =>
    worth === undefined ? (
      <td key={id} />
    ) : (
      <td key={id} class={`mark band-${worth < 0.5 ? 'low' : worth < 0.75 ? 'middle' : 'high'}`}>
        {formatNumber(language, 100 * worth, 0)}
      </td>
    )
  const none = board.learners.filter(({ id }) => !shown.has(id)).map(({ pseudonym }) => pseudonym)
  return (
    <>
      <p>
        {t.mapLead} {weakest && weakest[1] < 0.75 ? <b>{t.mapFirst(competencyOf(language, weakest[0]).name)}</b> : null}
      </p>
      <div class="scroll" tabIndex={0} role="group" aria-label={t.views.map}>
        <table class="class-table heat-map">
          <thead>
            <tr>
              <th scope="col">{t.learner}</th>
              {competencies.map((id) => (
                <th key={id} scope="col">
                  <span class="mono">{id}</span> {competencyOf(language, id).name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.learners
              .filter(({ id }) => shown.has(id))
              .map(({ id, pseudonym }) => (
                <tr key={id}>
                  <th scope="row">{pseudonym}</th>
                  {competencies.map((competency) => cell(competency, shown.get(id)?.get(competency)))}
                </tr>
              ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t.mapClass}</th>
              {competencies.map((competency) => cell(competency, means.get(competency)))}
            </tr>
          </tfoot>
        </table>
      </div>
      {none.length ? <p class="age">{t.mapWithout(none.join(', '))}</p> : null}
    </>
  )
}

/** On the wall, to be read from the last row. */
function Projected(props: { readonly language: Language; readonly code: string; readonly onBack: () => void }) {
  const { language, code, onBack } = props
  const t = boardTexts[language]
  const address = new URL('./', location.href)
  const { size, path } = qrPath(`${address.href}?class=${code}`)
  return (
    <section class="projected" aria-label={t.code}>
      <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t.qr(code)}>
        <path class="qr-paper" d={`M0 0h${size}v${size}h-${size}z`} />
        <path d={path} />
      </svg>
      <div>
        <p>{t.joinAt}</p>
        <p class="projected-address">{address.host + address.pathname.replace(/\/$/, '')}</p>
        {['localhost', '127.0.0.1'].includes(address.hostname) ? <p class="projected-here">{t.onlyHere}</p> : null}
        <p>{t.code}</p>
        <p class="projected-code">{code}</p>
        <button type="button" class="second" onClick={onBack}>
          {t.back}
        </button>
      </div>
    </section>
  )
}

/** The link, what leaves the server, and the end of the class. */
function Keys(props: {
  readonly language: Language
  readonly board: ClassBoard
  readonly bearer: string
  readonly secret: string
  readonly onErased: () => void
}) {
  const { language, board, bearer, secret, onErased } = props
  const t = boardTexts[language]
  const [sure, setSure] = useState(false)
  const [said, setSaid] = useState('')
  const link = `${location.href.split('#')[0]!}#class=${secret}`
  const file = async (name: string, as: string, type: string): Promise<void> => {
    const text = await classFile(bearer, name)
    if (text === null) setSaid(t.refused.away)
    else saveFile(as, text, type)
  }
  return (
    <div class="give">
      {isLent(secret) ? null : (
        <label>
          <span>{t.owner}</span>
          <input type="text" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
          <small>{t.ownerHint}</small>
        </label>
      )}
      <p class="buttons">
        {isLent(secret) ? null : (
          <button
            type="button"
            class="second"
            onClick={() => {
              // Absent where the page came over plain http.
              const copied = (navigator.clipboard as Clipboard | undefined)?.writeText(link)
              ;(copied ?? Promise.reject(new Error('refused'))).then(
                () => setSaid(t.copied),
                () => setSaid(t.notCopied),
              )
            }}
          >
            {t.copy}
          </button>
        )}
        <button
          type="button"
          class="second"
          onClick={() => void file(`results.csv?lang=${language}`, `premier-lot-${board.class.code}.csv`, 'text/csv')}
        >
          {t.csv}
        </button>
        <button
          type="button"
          class="second"
          onClick={() =>
            void file('results.xapi.json', `premier-lot-${board.class.code}.xapi.json`, 'application/json')
          }
        >
          {t.xapi}
        </button>
        <button
          type="button"
          class="second"
          onClick={() => void file('results.ndjson', `premier-lot-${board.class.code}.ndjson`, 'application/x-ndjson')}
        >
          {t.records}
        </button>
      </p>
      <p role="status">{said}</p>
      <p>{t.days2(new Date(board.class.gone_ms).toLocaleDateString(language, { dateStyle: 'long' }))}</p>
      {sure ? (
        <Sure
          language={language}
          says={t.sure}
          onYes={() =>
            void askClass('DELETE', 'class', bearer).then((asked) =>
              'value' in asked ? onErased() : setSaid(t.refused.away),
            )
          }
          onNo={() => setSure(false)}
        />
      ) : (
        <p class="buttons">
          <button type="button" class="quiet" onClick={() => setSure(true)}>
            {t.erase}
          </button>
        </p>
      )}
    </div>
  )
}

function Sure(props: {
  readonly language: Language
  readonly says: string
  readonly onYes: () => void
  readonly onNo: () => void
}) {
  const t = boardTexts[props.language]
  return (
    <p class="buttons sure" role="alert">
      <span>{props.says}</span>
      <button type="button" class="second" onClick={props.onYes}>
        {t.yes}
      </button>
      <button type="button" class="second" onClick={props.onNo}>
        {t.no}
      </button>
    </p>
  )
}
