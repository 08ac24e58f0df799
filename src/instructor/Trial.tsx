import { useEffect, useRef, useState } from 'preact/hooks'
import { formatNumber, type Language } from '../present/index.ts'
import type { Scenario } from '../share/index.ts'
import { type Bench, openBench } from './bench.ts'
import type { Tried } from './desk.worker.ts'
import type { EditProps } from './edit/props.ts'
import { trialTexts } from './trialText.ts'
import { type Axis, AXES } from './rows.ts'
import { medianOf, RULES, type Tally, tallied, verdictsOn } from './verdicts.ts'

const LOTS = [5, 10, 20, 50] as const
/** One worker for each of two cores: a school's machine has them. */
const WORKERS = 2

interface Trying {
  readonly of: string
  readonly lots: number
  readonly tried: readonly Tried[]
  readonly state: 'running' | 'done' | 'stopped' | 'lost'
}

/** All policies on so many lots of the changed level: what they come to, and what that says of it. */
export function Trial({ language, draft, look, scenario }: EditProps & { readonly scenario: Scenario }) {
  const t = trialTexts[language]
  const [lots, setLots] = useState<number>(10)
  const [trying, setTrying] = useState<Trying | null>(null)
  const benches = useRef<readonly Bench[]>([])
  const stop = (): void => {
    for (const bench of benches.current) bench.close()
    benches.current = []
  }
  useEffect(() => stop, [])
  const of = JSON.stringify([scenario.level, scenario.patch ?? null, scenario.options])
  const start = async (): Promise<void> => {
    stop()
    const mine = Array.from({ length: WORKERS }, openBench)
    benches.current = mine
    setTrying({ of, lots, tried: [], state: 'running' })
    const { level, patch, options } = scenario
    const sketch = { level, patch, options, seed: 1, script: {} }
    let next = 1
    const isMine = (): boolean => benches.current === mine
    const hear = (tried: Tried): void => {
      if (isMine()) setTrying((now) => now && { ...now, tried: [...now.tried, tried] })
    }
    const ends = await Promise.all(
      mine.map(async (bench) => {
        while (isMine() && next <= lots) if ((await bench.tryLot(sketch, next++, hear)) === 'lost') return 'lost'
        return 'done'
      }),
    )
    if (!isMine()) return
    stop()
    setTrying((now) => now && { ...now, state: ends.includes('lost') ? 'lost' : 'done' })
  }
  const triers = look?.known?.triers ?? []
  const all = lots * triers.length
  const isOld = trying !== null && trying.of !== of
  const tallies = trying ? tallied(triers, trying.tried) : []
  const name = (trier: string): string => nameOf(language, draft.texts[language].groups, draft.file.work.novice, trier)
  return (
    <section class="card trial" aria-labelledby="trial-title">
      <h2 id="trial-title">{t.title}</h2>
      <p class="age">{t.lead}</p>
      <p class="trial-start">
        <label>
          <span>{t.lots}</span>{' '}
          <select
            value={lots}
            disabled={trying?.state === 'running'}
            onChange={(event) => setLots(Number(event.currentTarget.value))}
          >
            {LOTS.map((n) => (
              <option key={n} value={n}>
                {n}
              </option>
            ))}
          </select>
        </label>
        {trying?.state === 'running' ? (
          <button
            type="button"
            class="second"
            onClick={() => {
              stop()
              setTrying((now) => now && { ...now, state: 'stopped' })
            }}
          >
            {t.stop}
          </button>
        ) : (
          <button type="button" class="big" disabled={!look?.known} onClick={() => void start()}>
            {t.start}
          </button>
        )}
        {trying?.state === 'running' ? <progress max={all} value={trying.tried.length} aria-label={t.title} /> : null}
        <span role="status">
          {trying === null
            ? look?.known
              ? t.runs(all)
              : t.notYet
            : trying.state === 'running'
              ? t.running(trying.tried.length, all)
              : t.states[trying.state]}{' '}
          {isOld ? t.old : null}
        </span>
      </p>
      {tallies.some(({ ratings }) => ratings.length) ? (
        <>
          <ul class="verdicts">
            {verdictsOn(tallies, trying!.lots).map((verdict) => (
              <li key={verdict.kind + (verdict.trier ?? '')} class={`verdict is-${verdict.tone}`}>
                <b>{t.verdicts[verdict.kind](name(verdict.trier ?? ''), verdict.share)}</b>{' '}
                <span>{t.rules[verdict.kind]}</span>
              </li>
            ))}
          </ul>
          <p class="age">{t.legend}</p>
          <div class="scroll" tabIndex={0} role="group" aria-label={t.table}>
            <table class="class-table card-table trial-table">
              <thead>
                <tr>
                  <th scope="col">{t.trier}</th>
                  <th scope="col">{t.passed}</th>
                  {AXES.map((axis) => (
                    <th key={axis} scope="col">
                      {t.axes[axis]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {tallies.map((tally) => (
                  <Row
                    key={tally.trier}
                    language={language}
                    tally={tally}
                    name={name(tally.trier)}
                    pass={draft.file.work.pass}
                  />
                ))}
              </tbody>
            </table>
          </div>
          <details class="fold">
            <summary>{t.rulesTitle}</summary>
            <ul class="plain">
              {RULES.map((rule) => (
                <li key={rule}>
                  <b>{t.verdicts[rule]('…', 1)}</b> {t.rules[rule]}
                </li>
              ))}
            </ul>
          </details>
        </>
      ) : null}
    </section>
  )
}

function Row(props: {
  readonly language: Language
  readonly tally: Tally
  readonly name: string
  readonly pass: Readonly<Record<Axis, number>>
}) {
  const { language, tally, name, pass } = props
  const t = trialTexts[language]
  const { ratings } = tally
  const passed = ratings.filter((r) => r.passed).length
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{ratings.length ? t.ofAll(passed, ratings.length) : '–'}</td>
      {AXES.map((axis) => {
        const marks = ratings.map((r) => r[axis])
        return (
          <td key={axis} data-axis={t.axes[axis]}>
            {marks.length ? (
              <span class="spread">
                <Histogram marks={marks} pass={pass[axis]} label={t.histogram(name, t.axes[axis])} />
                <b>{formatNumber(language, medianOf(marks), 0)}</b>
              </span>
            ) : (
              '–'
            )}
          </td>
        )
      })}
    </tr>
  )
}

const BINS = 10

/** Lots by tens of marks; the line is the mark that passes. */
function Histogram({ marks, pass, label }: { marks: readonly number[]; pass: number; label: string }) {
  const counts = Array.from(
    { length: BINS },
    (_, i) => marks.filter((m) => Math.min(BINS - 1, Math.floor(m / 10)) === i).length,
  )
  const most = Math.max(...counts)
  return (
    <svg
      class="histogram"
      viewBox="0 0 100 30"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label} ${counts.join(' ')}`}
    >
      {counts.map((n, i) =>
        n ? <rect key={i} x={10 * i + 0.7} y={30 - (29 * n) / most} width={8.6} height={(29 * n) / most} /> : null,
      )}
      <path class="histogram-pass" d={`M${pass} 0v30`} />
      <path class="histogram-floor" d="M0 29.6h100" />
    </svg>
  )
}

/** Who a policy is, in words; a typical error by the group of decisions in which it is made. */
function nameOf(
  language: Language,
  groups: Readonly<Record<string, { readonly name: string }>> | undefined,
  novice: readonly { readonly id: string; readonly group: string }[] | undefined,
  trier: string,
): string {
  const t = trialTexts[language]
  const [kind, id = ''] = trier.split(':')
  const known = t.triers[trier as keyof typeof t.triers]
  if (known) return known
  if (kind !== 'novice') return trier
  const error = novice?.find((e) => e.id === id)
  const alike = novice?.filter((e) => e.group === error?.group) ?? []
  const number = alike.length > 1 ? ` ${1 + alike.findIndex((e) => e.id === id)}` : ''
  return t.error(groups?.[error?.group ?? '']?.name ?? id) + number
}
