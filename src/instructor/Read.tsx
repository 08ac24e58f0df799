import { useEffect, useRef, useState } from 'preact/hooks'
import { findingSentence, formatNumber, type Language, lotNumber } from '../present/index.ts'
import { type Cell, csvOf, type HandedFile, handedIn, LARGEST_ZIP, type Result } from '../share/index.ts'
import { competencyOf, saveFile, titleOf } from '../ui/index.ts'
import { type Bench, openBench } from './bench.ts'
import { Heat } from './Heat.tsx'
import { Report } from './Report.tsx'
import {
  AXES,
  bandOf,
  COPIED,
  decisionsText,
  isCounted,
  learnerOf,
  likeness,
  meanOf,
  type Row,
  rowKey,
} from './rows.ts'
import { instructorTexts } from './text.ts'

interface Refused {
  readonly file: string
  readonly why: keyof (typeof instructorTexts)['fr']['refusals']
}

const SEVERITIES = ['critical', 'major', 'minor'] as const

/** Files handed in: each is played again, then they stand side by side. */
export function Read({ language }: { readonly language: Language }) {
  const t = instructorTexts[language]
  const [rows, setRows] = useState<readonly Row[]>([])
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const [asked, setAsked] = useState(0)
  const [done, setDone] = useState(0)
  const [over, setOver] = useState(false)
  const [pasted, setPasted] = useState('')
  const [shown, setShown] = useState<Row | null>(null)
  const bench = useRef<Bench | null>(null)
  const known = useRef(new Set<string>())
  const turn = useRef<Promise<void>>(Promise.resolve())
  useEffect(() => () => bench.current?.close(), [])
  /** One after the other, however they come. */
  const take = (handed: readonly HandedFile[]): void => {
    setAsked((n) => n + handed.length)
    for (const one of handed) turn.current = turn.current.then(() => read(one))
  }
  const read = async ({ name, text }: HandedFile): Promise<void> => {
    bench.current ??= openBench()
    const heard = text === 'large' ? 'large' : await bench.current.judge(text)
    setDone((n) => n + 1)
    const why = typeof heard === 'string' ? heard : heard.refusal
    const refuse = (reason: Refused['why']): void => setRefused((all) => [...all, { file: name, why: reason }])
    if (why !== null) refuse(why)
    else if (typeof heard === 'object' && heard.result && heard.judged) {
      const row: Row = { file: name, result: heard.result, judged: heard.judged }
      if (known.current.has(rowKey(row))) return refuse('twice')
      known.current.add(rowKey(row))
      setRows((all) => [...all, row].sort((a, b) => a.result.who.localeCompare(b.result.who, language)))
    }
  }
  const takeFiles = async (files: readonly File[]): Promise<void> => {
    for (const file of files)
      take(
        file.size > LARGEST_ZIP
          ? [{ name: file.name, text: 'large' }]
          : await file.arrayBuffer().then(
              (bytes) => handedIn(file.name, new Uint8Array(bytes)),
              // A folder is no file.
              () => [{ name: file.name, text: '' }],
            ),
      )
  }
  return (
    <div class={`read${rows.length ? ' has-rows' : ''}`}>
      <div
        class={`drop${over ? ' is-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void takeFiles([...(event.dataTransfer?.files ?? [])])
        }}
      >
        <p>{t.drop}</p>
        <label class="file">
          <span>{t.choose}</span>
          <input
            type="file"
            multiple
            accept=".json,.txt,.zip,application/json,application/zip"
            onChange={(event) => {
              void takeFiles([...(event.currentTarget.files ?? [])])
              event.currentTarget.value = ''
            }}
          />
        </label>
        <details class="fold paste">
          <summary>{t.pasteTitle}</summary>
          <label>
            <span>{t.paste}</span>
            <textarea rows={4} value={pasted} onInput={(event) => setPasted(event.currentTarget.value)} />
          </label>
          <button
            type="button"
            class="second"
            disabled={pasted.trim() === ''}
            onClick={() => {
              const lines = pasted.split(/\s+(?=r\.)/).filter((line) => line.trim() !== '')
              take(lines.map((line, i) => ({ name: t.line(i + 1), text: line })))
              setPasted('')
            }}
          >
            {t.pasteGo}
          </button>
        </details>
        <p role="status" class="age">
          {asked === 0 ? t.nothing : t.replaying(done, asked)}
        </p>
      </div>
      {refused.length === 0 ? null : (
        <section class="refused" aria-labelledby="refused-title">
          <h2 id="refused-title">{t.refusedTitle}</h2>
          <ul>
            {refused.map(({ file, why }, i) => (
              <li key={i}>
                <b>{file}</b> {t.refusals[why]}
              </li>
            ))}
          </ul>
        </section>
      )}
      {rows.length === 0 ? null : (
        <>
          <Table language={language} rows={rows} onShow={setShown} />
          {shown ? (
            <Report
              language={language}
              row={shown}
              remarks={remarksOn(language, shown, rows)}
              onClose={() => setShown(null)}
            />
          ) : null}
          <p class="buttons">
            <button
              type="button"
              class="big"
              onClick={() =>
                saveFile(`premier-lot-${t.file}.csv`, csvOf(language, cellsOf(language, rows)), 'text/csv')
              }
            >
              {t.csv}
            </button>
            <button type="button" class="second" onClick={() => print()}>
              {t.print}
            </button>
            <button
              type="button"
              class="second"
              onClick={() => {
                setRows([])
                known.current.clear()
                setRefused([])
                setShown(null)
                setAsked(0)
                setDone(0)
              }}
            >
              {t.clear}
            </button>
          </p>
          <div class="group">
            <Heat language={language} rows={rows.filter(isCounted)} />
            <Errors language={language} rows={rows.filter(isCounted)} />
          </div>
          <section class="proves" aria-labelledby="proves-title">
            <h2 id="proves-title">{t.provesTitle}</h2>
            <ul class="plain">
              {t.proves.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        </>
      )}
    </div>
  )
}

function Table(props: { readonly language: Language; readonly rows: readonly Row[]; onShow(row: Row): void }) {
  const { language, rows, onShow } = props
  const t = instructorTexts[language]
  const counted = rows.filter(isCounted)
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t.sections.read}>
      <table class="class-table card-table results">
        <thead>
          <tr>
            <th scope="col">{t.who}</th>
            <th scope="col">{t.lot}</th>
            {AXES.map((axis) => (
              <th key={axis} scope="col">
                {t.axes[axis]}
              </th>
            ))}
            <th scope="col">{t.outcome}</th>
            <th scope="col">{t.proof}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              <th scope="row">
                <button type="button" class="who" onClick={() => onShow(row)}>
                  {row.result.who}
                </button>
              </th>
              <td class="mono" title={titleOf(language, row.result.record.level.id)}>
                {lotNumber(row.result.record.level.id, row.result.record.seed)}
              </td>
              {AXES.map((axis) =>
                isCounted(row) ? (
                  <td key={axis} class={`mark band-${bandOf(row.judged.marks[axis])}`} data-axis={t.axes[axis]}>
                    {formatNumber(language, row.judged.marks[axis], 0)}
                  </td>
                ) : (
                  <td key={axis} class="mark" data-axis={t.axes[axis]}>
                    –
                  </td>
                ),
              )}
              <td>{!isCounted(row) ? t.notCounted : row.judged.passed ? t.passed : t.again}</td>
              <td class={`remarks${isInDoubt(language, row, rows) ? ' in-doubt' : ''}`}>
                {[t.verdicts[row.judged.verdict], ...remarksOn(language, row, rows)].map((remark) => (
                  <span key={remark}>{remark}</span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t.mean}
            </th>
            {AXES.map((axis) => (
              <td key={axis} class="mark" data-axis={t.axes[axis]}>
                {counted.length ? formatNumber(language, meanOf(counted.map((row) => row.judged.marks[axis])), 0) : '–'}
              </td>
            ))}
            <td>{t.ofAll(counted.filter((row) => row.judged.passed).length, counted.length)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** Findings by how many learners have them, the first's words for all. */
function Errors({ language, rows }: { readonly language: Language; readonly rows: readonly Row[] }) {
  const t = instructorTexts[language]
  const by = new Map<string, { readonly who: Set<string>; readonly says: string; readonly next: string }>()
  for (const { result, judged } of rows)
    for (const f of judged.findings) {
      const { what, next } = findingSentence(language, { ...f, about: null })
      const known = by.get(f.code) ?? { who: new Set<string>(), says: what, next }
      known.who.add(learnerOf(result))
      by.set(f.code, known)
    }
  const all = new Set(rows.map((row) => learnerOf(row.result))).size
  const ranked = [...by].sort(([, a], [, b]) => b.who.size - a.who.size).slice(0, 8)
  return (
    <section class="errors" aria-labelledby="errors-title">
      <h2 id="errors-title">{t.errors}</h2>
      {ranked.length === 0 ? <p>{t.noErrors}</p> : null}
      <ul>
        {ranked.map(([code, { who, says, next }]) => (
          <li key={code}>
            <p>
              <b>{says}</b> <span class="mono">{t.ofAll(who.size, all)}</span>
            </p>
            <progress max={all} value={who.size} aria-hidden="true" />
            <p class="age">{next}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What makes one look twice at a row. */
function remarksOn(language: Language, { result, judged }: Row, rows: readonly Row[]): readonly string[] {
  const { flags } = instructorTexts[language]
  const text = decisionsText(result.record)
  const others = rows.filter((row) => learnerOf(row.result) !== learnerOf(result))
  const alias = others.find((row) => row.result.id === result.id)
  const other = others.find((row) => decisionsText(row.result.record) === text)
  const near = other ? undefined : others.find((row) => isNearly(row.result, result))
  return [
    ...(judged.told ? [] : [flags.told]),
    ...(judged.shipped ? [flags.shipped] : []),
    ...(other ? [flags.copied(other.result.who)] : []),
    ...(near ? [flags.nearly(near.result.who)] : []),
    ...(alias ? [flags.alias(alias.result.who)] : []),
    ...(result.again?.length ? [flags.back] : []),
    ...(judged.tooFast ? [flags.fast] : []),
    ...(judged.otherLot ? [flags.otherLot] : []),
    ...(result.record.level.patch ? [flags.changed] : []),
    ...(result.record.options?.exam ? [flags.exam] : []),
  ]
}

/** Said to have been played otherwise, an exam, played again: that is no doubt. */
function isInDoubt(language: Language, row: Row, rows: readonly Row[]): boolean {
  const { changed, exam, back } = instructorTexts[language].flags
  return (
    row.judged.verdict !== 'verified' ||
    remarksOn(language, row, rows).some((remark) => ![changed, exam, back].includes(remark))
  )
}

const isNearly = (one: Result, other: Result): boolean =>
  one.record.level.id === other.record.level.id &&
  one.record.seed === other.record.seed &&
  likeness(one.record.log, other.record.log) >= COPIED

function cellsOf(language: Language, rows: readonly Row[]): readonly (readonly Cell[])[] {
  const t = instructorTexts[language]
  const rounded = (x: number): number => Math.round(10 * x) / 10
  const competencies = [...new Set(rows.flatMap((row) => Object.keys(row.judged.practice)))].sort()
  return [
    [...t.columns, ...competencies.map((id) => `${id} ${competencyOf(language, id).name}`)],
    ...rows.map((row): readonly Cell[] => {
      const { result, judged } = row
      return [
        result.who,
        result.record.level.id,
        result.record.seed,
        ...AXES.map((axis) => (isCounted(row) ? rounded(judged.marks[axis]) : null)),
        isCounted(row) ? judged.passed : null,
        isCounted(row) ? judged.released : null,
        t.verdicts[judged.verdict],
        remarksOn(language, row, rows).join(', '),
        ...SEVERITIES.map((severity) => judged.findings.filter((f) => f.severity === severity).length),
        result.used_s === undefined ? null : Math.round(result.used_s / 60),
        ...competencies.map((id) =>
          isCounted(row) && judged.practice[id] ? rounded(100 * meanOf(judged.practice[id])) : null,
        ),
      ]
    }),
  ]
}
