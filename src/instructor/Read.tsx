import { useEffect, useRef, useState } from 'preact/hooks'
import { findingSentence, formatNumber, type Language, lotNumber } from '../present/index.ts'
import { type Cell, csvOf, LARGEST_RESULT, type Result } from '../share/index.ts'
import { saveFile } from '../ui/index.ts'
import { decisionsText, type Judged, type Marks } from './judge.ts'
import type { Answer } from './judge.worker.ts'
import { instructorTexts } from './text.ts'

interface Row {
  readonly file: string
  readonly result: Result
  readonly judged: Judged
}
interface Refused {
  readonly file: string
  readonly why: keyof (typeof instructorTexts)['fr']['refusals']
}

const AXES = ['yield', 'purity', 'compliance'] as const
const SEVERITIES = ['critical', 'major', 'minor'] as const

/** Files handed in: each is played again, then they stand side by side. */
export function Read({ language }: { readonly language: Language }) {
  const t = instructorTexts[language]
  const [rows, setRows] = useState<readonly Row[]>([])
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const [asked, setAsked] = useState(0)
  const [done, setDone] = useState(0)
  const [over, setOver] = useState(false)
  const bench = useRef<Bench | null>(null)
  useEffect(() => () => bench.current?.close(), [])
  const take = async (files: readonly File[]): Promise<void> => {
    setAsked((n) => n + files.length)
    bench.current ??= openBench()
    for (const file of files) {
      const heard: Answer | 'lost' | 'large' =
        file.size > LARGEST_RESULT ? 'large' : await bench.current.judge(await file.text())
      setDone((n) => n + 1)
      if (typeof heard === 'string') {
        if (heard === 'lost') bench.current = openBench()
        setRefused((all) => [...all, { file: file.name, why: heard }])
      } else if (heard.refusal !== null) {
        const why = heard.refusal
        setRefused((all) => [...all, { file: file.name, why }])
      } else {
        const row: Row = { file: file.name, result: heard.result!, judged: heard.judged! }
        setRows((all) => [...all, row].sort((a, b) => a.result.who.localeCompare(b.result.who, language)))
      }
    }
  }
  return (
    <div class="read">
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
          void take([...(event.dataTransfer?.files ?? [])])
        }}
      >
        <p>{t.drop}</p>
        <label class="file">
          <span>{t.choose}</span>
          <input
            type="file"
            multiple
            accept=".json,application/json"
            onChange={(event) => {
              void take([...(event.currentTarget.files ?? [])])
              event.currentTarget.value = ''
            }}
          />
        </label>
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
          <Table language={language} rows={rows} />
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
                setRefused([])
                setAsked(0)
                setDone(0)
              }}
            >
              {t.clear}
            </button>
          </p>
          <p class="age">{t.proves}</p>
          <Errors language={language} rows={rows} />
        </>
      )}
    </div>
  )
}

function Table({ language, rows }: { readonly language: Language; readonly rows: readonly Row[] }) {
  const t = instructorTexts[language]
  const mean = (axis: keyof Marks): number => rows.reduce((sum, row) => sum + row.judged.marks[axis], 0) / rows.length
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t.sections.read}>
      <table class="class-table">
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
            <tr key={row.file + decisionsText(row.result.record)}>
              <th scope="row">{row.result.who}</th>
              <td class="mono">{lotNumber(row.result.record.level.id, row.result.record.seed)}</td>
              {AXES.map((axis) => (
                <td key={axis} class={`mark band-${bandOf(row.judged.marks[axis])}`}>
                  {formatNumber(language, row.judged.marks[axis], 0)}
                </td>
              ))}
              <td>{row.judged.passed ? t.passed : t.again}</td>
              <td class={`remarks${row.judged.verdict === 'verified' ? '' : ' in-doubt'}`}>
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
              <td key={axis} class="mark">
                {formatNumber(language, mean(axis), 0)}
              </td>
            ))}
            <td>{t.ofAll(rows.filter((row) => row.judged.passed).length, rows.length)}</td>
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
      known.who.add(result.id)
      by.set(f.code, known)
    }
  const all = new Set(rows.map((row) => row.result.id)).size
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

const bandOf = (mark: number): 'low' | 'middle' | 'high' => (mark < 50 ? 'low' : mark < 75 ? 'middle' : 'high')

/** What makes one look twice at a row. */
function remarksOn(language: Language, { result, judged }: Row, rows: readonly Row[]): readonly string[] {
  const { flags } = instructorTexts[language]
  const text = decisionsText(result.record)
  const other = rows.find((row) => row.result.id !== result.id && decisionsText(row.result.record) === text)
  return [
    ...(judged.told ? [] : [flags.told]),
    ...(judged.shipped ? [flags.shipped] : []),
    ...(other ? [flags.copied(other.result.who)] : []),
    ...(result.again?.length ? [flags.back] : []),
  ]
}

function cellsOf(language: Language, rows: readonly Row[]): readonly (readonly Cell[])[] {
  const t = instructorTexts[language]
  const rounded = (x: number): number => Math.round(10 * x) / 10
  return [
    t.columns,
    ...rows.map((row): readonly Cell[] => {
      const { result, judged } = row
      return [
        result.who,
        result.record.level.id,
        result.record.seed,
        ...AXES.map((axis) => rounded(judged.marks[axis])),
        judged.passed,
        judged.released,
        t.verdicts[judged.verdict],
        remarksOn(language, row, rows).join(', '),
        ...SEVERITIES.map((severity) => judged.findings.filter((f) => f.severity === severity).length),
      ]
    }),
  ]
}

interface Bench {
  /** One at a time. */
  judge(text: string): Promise<Answer | 'lost'>
  close(): void
}

/** The longest run of the longest level takes some seconds; what takes longer is no honest file. */
const MOST_MS = 120_000

function openBench(): Bench {
  const worker = new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' })
  let n = 0
  return {
    judge: (text) =>
      new Promise((resolve) => {
        const mine = ++n
        const end = (answer: Answer | 'lost'): void => {
          clearTimeout(late)
          worker.removeEventListener('message', hear)
          worker.removeEventListener('error', fail)
          if (answer === 'lost') worker.terminate()
          resolve(answer)
        }
        const hear = (event: MessageEvent<Answer>): void => {
          if (event.data.n === mine) end(event.data)
        }
        const fail = (): void => end('lost')
        const late = setTimeout(fail, MOST_MS)
        worker.addEventListener('message', hear)
        worker.addEventListener('error', fail)
        worker.postMessage({ n: mine, text }, {})
      }),
    close: () => worker.terminate(),
  }
}
