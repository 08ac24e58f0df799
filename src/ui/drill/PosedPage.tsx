import { useEffect, useRef, useState } from 'preact/hooks'
import {
  lostBy,
  MOST_LOOKS,
  NEAR_POINTS,
  OXYGEN_CAUSES,
  type OxygenCause,
  type Posed,
  type Seen,
  tellsApart,
  type TenCauses,
  type Triage,
} from '../../play/index.ts'
import type { Tally } from '../../platform/index.ts'
import { digitsOf, formatNumber, type Language, measured } from '../../present/index.ts'
import { Chemical, UnitOf } from '../parts.tsx'
import './drill.css'
import { Streak } from './Streak.tsx'
import { posedTexts } from './posedText.ts'
import { drillTexts } from './text.ts'

interface PageProps {
  readonly language: Language
  /** As in DRILLS. */
  readonly name: string
  readonly seed: number
  readonly pose: (seed: number) => Promise<Posed>
  /** Counts a lot that was answered; how the drill has gone with it. */
  readonly count: (seed: number, right: boolean) => Promise<Tally>
  readonly menuAddress: string
  /** Another lot: the address names it, so that the page opened again asks the same. */
  readonly onLot: (seed: number) => void
}

/** A drill without a desk: the model asks, a person answers, the model says what came of it. */
export function PosedPage({ language, name, seed: first, pose, count, menuAddress, onLot }: PageProps) {
  const t = posedTexts[language]
  const [seed, setSeed] = useState(first)
  const [posed, setPosed] = useState<Posed | 'failed' | null>(null)
  const [isAnswered, setAnswered] = useState(false)
  const [tally, setTally] = useState<Tally | null>(null)
  const head = useRef<HTMLHeadingElement>(null)
  const since_ms = useRef(0)
  useEffect(() => {
    setPosed(null)
    setAnswered(false)
    setTally(null)
    let isHere = true
    pose(seed).then(
      (found) => {
        if (!isHere) return
        since_ms.current = performance.now()
        setPosed(found)
        head.current?.focus()
      },
      () => isHere && setPosed('failed'),
    )
    return () => {
      isHere = false
    }
  }, [seed])
  const [took_s, setTook] = useState(0)
  const onAnswer = (right: boolean): void => {
    void count(seed, right).then(setTally)
    setTook(Math.round((performance.now() - since_ms.current) / 1000))
    setAnswered(true)
  }
  const props = { language, onAnswer, took: t.took(formatNumber(language, took_s, 0)) }
  return (
    <main class="notice-page drill-end posed">
      <h1 ref={head} tabIndex={-1}>
        {drillTexts[language].names[name]}
      </h1>
      {posed === null || posed === 'failed' ? <p role="status">{posed === null ? t.wait : t.failed}</p> : null}
      {posed !== null && posed !== 'failed' && posed.kind === 'tenCauses' ? (
        <Causes key={seed} posed={posed} {...props} />
      ) : null}
      {posed !== null && posed !== 'failed' && posed.kind === 'triage' ? (
        <Order key={seed} posed={posed} {...props} />
      ) : null}
      <Streak language={language} tally={tally} seed={seed} />
      <p class="buttons">
        {isAnswered ? (
          <button
            type="button"
            class="big"
            onClick={() => {
              onLot(seed + 1)
              setSeed(seed + 1)
            }}
          >
            {t.again}
          </button>
        ) : null}
        <a class="second" href={menuAddress}>
          {t.back}
        </a>
      </p>
    </main>
  )
}

interface AskedProps<Kind> {
  readonly language: Language
  readonly posed: Kind
  readonly onAnswer: (right: boolean) => void
  readonly took: string
}

const nameOf = (language: Language, id: string): string => posedTexts[language].names[id] ?? measured(language, id).name

/** Within a sentence. */
const lower = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1)

/** A figure as its instrument shows it, its unit stands beside the name; bacteria are there or not. */
function figure(language: Language, { id, resolution }: Seen, value: number | null): string {
  const t = posedTexts[language]
  if (value === null) return '–'
  if (id === 'gram') return value > 0 ? t.found : t.none
  return formatNumber(language, value, digitsOf(resolution))
}

function Named({ language, row: { id, unit } }: { readonly language: Language; readonly row: Seen }) {
  const shown = id === 'antifoamBottle' ? 'mL' : id === 'gram' ? '' : unit
  return (
    <>
      <Chemical text={nameOf(language, id)} /> <UnitOf language={language} unit={shown} />
    </>
  )
}

function Table(props: {
  readonly language: Language
  readonly caption: string
  readonly rows: readonly Seen[]
  /** The same rows as they would be; rows that differ plainly. */
  readonly other?: readonly Seen[] | undefined
  readonly apart?: readonly string[]
}) {
  const { language, caption, rows, other, apart = [] } = props
  const t = posedTexts[language]
  const heads = [t.instrument, t.set, t.before, t.hourAgo, t.now, ...(other ? [t.yours] : [])]
  return (
    <div class="posed-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="posed-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, i) => (
              <th key={head} scope="col" class={i === 2 ? 'is-long-ago' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} class={apart.includes(row.id) ? 'is-apart' : undefined}>
              <th scope="row">
                <Named language={language} row={row} />
              </th>
              {[row.set, row.before, row.hour, row.now].map((value, i) => (
                <td key={i} class={i === 3 ? 'is-now' : i === 1 ? 'is-long-ago' : undefined}>
                  {figure(language, row, value)}
                </td>
              ))}
              {other ? <td>{figure(language, row, other.find(({ id }) => id === row.id)!.now)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** One alarm, ten causes: what hangs there is read, two more looks are taken, one cause is named. */
function Causes({ language, posed, onAnswer, took }: AskedProps<TenCauses>) {
  const t = posedTexts[language]
  const [looked, setLooked] = useState<readonly string[]>([])
  const [mine, setMine] = useState<OxygenCause | null>(null)
  const { cause, sheets, day } = posed
  const sheet = sheets[cause]
  const rows = [...sheet.displays, ...sheet.looks.filter(({ id }) => mine !== null || looked.includes(id))]
  const left = MOST_LOOKS - looked.length
  const wrong = mine !== null && mine !== cause ? mine : null
  const apart = wrong ? tellsApart(sheet, sheets[wrong]) : []
  const verdict = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (mine) verdict.current?.focus()
  }, [mine])
  const [name, tells, firstAct] = t.causes[cause]
  return (
    <>
      <p>
        {t.causesLead} {t.hour(formatNumber(language, day, 0))}
      </p>
      {mine ? (
        <section class="posed-verdict">
          <p ref={verdict} tabIndex={-1} role="status">
            <b>{mine === cause ? t.rightCause : t.wrongCause(lower(name))}</b> {took}
          </p>
          <dl>
            <dt>{t.tellsHead}</dt>
            <dd>{tells}</dd>
            <dt>{t.firstHead}</dt>
            <dd>{firstAct}</dd>
          </dl>
          {wrong ? <p>{t.apart(apart.map((id) => lower(nameOf(language, id))).join(', '))}</p> : null}
        </section>
      ) : null}
      <div class="posed-beside">
        <Table
          language={language}
          caption={t.causesTable}
          rows={rows}
          other={wrong ? [...sheets[wrong].displays, ...sheets[wrong].looks] : undefined}
          apart={apart}
        />
        <div>
          {mine ? null : (
            <fieldset class="posed-looks">
              <legend>{t.look(formatNumber(language, left, 0))}</legend>
              {sheet.looks
                .filter(({ id }) => !looked.includes(id))
                .map(({ id }) => (
                  <button
                    key={id}
                    type="button"
                    class="second"
                    disabled={left === 0}
                    onClick={() => setLooked([...looked, id])}
                  >
                    {nameOf(language, id)}
                  </button>
                ))}
            </fieldset>
          )}
          <fieldset class="posed-choices">
            <legend>{t.which}</legend>
            {OXYGEN_CAUSES.map((id) => (
              <button
                key={id}
                type="button"
                class="second"
                disabled={mine !== null}
                aria-pressed={mine === id}
                data-right={mine !== null && id === cause}
                onClick={() => {
                  setMine(id)
                  onAnswer(id === cause)
                }}
              >
                {t.causes[id][0]}
              </button>
            ))}
          </fieldset>
        </div>
      </div>
    </>
  )
}

/** Four alarms, one pair of hands: the order in which one goes there. */
function Order({ language, posed, onAnswer, took }: AskedProps<Triage>) {
  const t = posedTexts[language]
  const [order, setOrder] = useState<readonly number[]>([])
  const [isGone, setGone] = useState(false)
  const { alarms, best, day } = posed
  const letter = (i: number): string => t.vessel('ABCD'[i]!)
  const say = (x: number): string => formatNumber(language, x, 1)
  const count = (x: number): string => formatNumber(language, x, 0)
  const verdict = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (isGone) verdict.current?.focus()
  }, [isGone])
  const [lost, least] = [lostBy(alarms, order), lostBy(alarms, best)]
  const isRight = lost <= least + NEAR_POINTS
  return (
    <>
      <p>
        {t.triageLead} {t.hour(count(day))}
      </p>
      {isGone ? (
        <section class="posed-verdict">
          <p ref={verdict} tabIndex={-1} role="status">
            <b>{isRight ? t.rightOrder : t.wrongOrder}</b> {t.lost(say(lost), say(least))} {took}
          </p>
          <p>{t.bestOrder(best.map(letter).join(', '))}</p>
          <div class="posed-scroll" role="region" aria-label={t.lossTable} tabIndex={0}>
            <table class="posed-table">
              <caption>{t.lossTable}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.column}</th>
                  {alarms.map((_, i) => (
                    <th key={i} scope="col">
                      {t.after(count(i + 1))}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {alarms.map(({ id, lost_pct, unsterileFrom }, i) => (
                  <tr key={id}>
                    <th scope="row">{letter(i)}</th>
                    {lost_pct.map((points, hours) => (
                      <td key={hours} class={order[hours] === i ? 'is-mine' : undefined}>
                        {say(points)}
                        {order[hours] === i ? <small>{t.mine}</small> : null}
                        {unsterileFrom === hours + 1 ? <small>{t.unsterile}</small> : null}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ) : (
        <p>{t.triageHow}</p>
      )}
      <ul role="list" class="posed-vessels">
        {alarms.map(({ id, seen }, i) => {
          const at = order.indexOf(i)
          return (
            <li key={id}>
              <button
                type="button"
                class="second"
                aria-pressed={at >= 0}
                disabled={isGone}
                onClick={() => setOrder(at >= 0 ? order.filter((x) => x !== i) : [...order, i])}
              >
                <span class="posed-place" aria-hidden="true">
                  {at >= 0 ? count(at + 1) : ''}
                </span>
                <span>
                  <b>{letter(i)}</b> {t.alarms[id][0]}
                  {at >= 0 ? <span class="unseen">, {t.placed(count(at + 1))}</span> : null}
                </span>
              </button>
              {isGone ? <p>{t.alarms[id][1]}</p> : null}
              <dl>
                {seen.map((row) => (
                  <div key={row.id}>
                    <dt>
                      <Named language={language} row={row} />
                    </dt>
                    <dd>
                      {figure(language, row, row.hour)} <span aria-hidden="true">→</span>{' '}
                      <b>{figure(language, row, row.now)}</b>
                    </dd>
                  </div>
                ))}
              </dl>
            </li>
          )
        })}
      </ul>
      {isGone ? null : (
        <p>
          <button
            type="button"
            class="big"
            disabled={order.length < alarms.length}
            onClick={() => {
              setGone(true)
              onAnswer(isRight)
            }}
          >
            {t.go}
          </button>
        </p>
      )}
    </>
  )
}
