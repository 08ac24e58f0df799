import { useEffect, useState } from 'preact/hooks'
import {
  type ControlSnapshot,
  duration,
  formatNumber,
  type Language,
  type LineSnapshot,
  measured,
  type Snapshot,
  type StepSnapshot,
  topicName,
  withUnit,
} from '../present/index.ts'
import { Icon } from './icons.tsx'
import { ordersValue } from './Orders.tsx'
import { mainLanes } from './lanes.ts'
import { ActButton, Chemical, UnitOf } from './parts.tsx'
import { Today } from './room/Today.tsx'
import type { Session } from './session.ts'
import { Notices } from './settings/Notices.tsx'
import { texts } from './text.ts'
import { Trends } from './Trends.tsx'
import { openLine, seenFor } from './Write.tsx'

/** What is under the hand first; the rest is folded away. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  nMinus1: ['squares', 'seedingDensity', 'passage'],
  culture: ['feedRate', 'glucose', 'temperature'],
}

type Tab = 'acts' | 'curves'

/** The control room: trends, the round's acts, the papers, and the way home. */
export function Desk({ session, view }: { session: Session; view: Snapshot }) {
  const language = session.language.value
  const t = texts[language]
  const [tab, setTab] = useState<Tab>('acts')
  const step = view.steps[0]
  const most = useRoomForLanes()
  // A first level has its morning written out: two curves leave the room for it.
  const alarmed = view.alarms.some((a) => a.state !== 'normal') ? 1 : 0
  const lanes = mainLanes(view, language, view.room ? Math.min(2, most + 1) : most + alarmed, session.ghost.value)
  const due = view.lines.filter((l) => l.state === 'due')
  return (
    <aside class={`desk tab-${tab}`} aria-label={t.controlRoom}>
      <Notices session={session} />
      <div class="tabs" role="group" aria-label={t.controlRoom}>
        <button type="button" aria-pressed={tab === 'acts' ? 'true' : 'false'} onClick={() => setTab('acts')}>
          {t.acts}
        </button>
        <button type="button" aria-pressed={tab === 'curves' ? 'true' : 'false'} onClick={() => setTab('curves')}>
          {t.trends}
        </button>
        <button type="button" onClick={() => (session.sheet.value = { kind: 'record' })}>
          {t.recordShort}
          {due.length ? <span class="count">{due.length}</span> : null}
        </button>
      </div>
      <section class="curves" aria-labelledby="trends-title">
        <div class="section-head">
          <h2 id="trends-title">{t.trends}</h2>
          <button type="button" class="quiet" onClick={() => (session.sheet.value = { kind: 'trends' })}>
            <Icon name="trends" size={20} /> {t.allTrends}
          </button>
        </div>
        <Trends session={session} lanes={lanes} />
      </section>
      {view.room ? <Today session={session} view={view} /> : null}
      {step ? <Acts session={session} view={view} step={step} /> : null}
      <Papers session={session} view={view} due={due} />
    </aside>
  )
}

/** Lanes that fit above the acts without scrolling. */
function useRoomForLanes(): number {
  const room = (): number => (innerHeight >= 1000 || innerWidth < 768 ? 4 : innerHeight >= 900 ? 3 : 1)
  const [lanes, setLanes] = useState(room)
  useEffect(() => {
    const measure = (): void => setLanes(room)
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  return lanes
}

function Acts({ session, view, step }: { session: Session; view: Snapshot; step: StepSnapshot }) {
  const language = session.language.value
  const t = texts[language]
  const still = session.watching.value
  const byHand = step.controls.some((c) => c.topic === 'feed') && step.controls.every((c) => c.topic !== 'feedRate')
  const first = byHand ? ['feed', 'temperature'] : (FIRST[step.unit] ?? step.controls.slice(0, 4).map((c) => c.topic))
  const open = !session.folded.value
  const shown = first.flatMap((topic) => step.controls.find((c) => c.topic === topic) ?? [])
  const rest = step.controls.filter((c) => !first.includes(c.topic))
  const pending = step.assays.filter((a) => a.pending_s !== null)
  const began_s = view.round * view.roundLength_s
  const sampled = step.assays.some((a) => a.results.some((r) => r.drawn_s >= began_s)) || pending.length > 0
  const soonest = view.nextResult_s
  const button = (c: ControlSnapshot) => (
    <ActButton
      key={c.topic}
      icon={c.topic}
      label={topicName(language, c.topic).short}
      detail={c.kind === 'act' ? undefined : <Standing session={session} control={c} />}
      cost={t.minutes(Math.round(c.cost_s / 60))}
      disabled={still}
      onClick={() => (session.sheet.value = { kind: 'control', step: step.id, topic: c.topic })}
    />
  )
  return (
    <section class="acts" aria-labelledby="acts-title">
      <h2 id="acts-title" class="unseen">
        {t.acts}
      </h2>
      {step.unit === 'nMinus1' ? <p class="state">{step.ready ? t.ready : t.notReady}</p> : null}
      <Foreseen session={session} view={view} step={step} />
      <Measured session={session} view={view} step={step} />
      {view.room ? null : <ToDo session={session} view={view} step={step} />}
      {soonest === null ? null : (
        <button type="button" class="wait" disabled={still} onClick={() => void session.wait(soonest + 60)}>
          <Icon name="wait" /> {t.waitResults(duration(language, soonest))}
        </button>
      )}
      <div class="act-grid">
        <ActButton
          key="sample"
          icon="sample"
          label={t.sample}
          cost={t.minutes(6)}
          primary={!sampled && !view.room && view.acts.every((a) => a.slot !== `${step.id}.assay`)}
          disabled={still}
          onClick={() => (session.sheet.value = { kind: 'sample', step: step.id })}
        />
        {shown.map(button)}
        {step.canProceed && (open || step.unit !== 'culture' || harvestInSight(step)) ? (
          <ActButton
            key="proceed"
            icon="proceed"
            label={t.proceed[step.unit] ?? topicName(language, 'proceed').name}
            cost={t.minutes(5)}
            disabled={still}
            primary={step.unit === 'nMinus1' && step.ready && sampled && pending.length === 0}
            onClick={() => (session.sheet.value = { kind: 'proceed', step: step.id })}
          />
        ) : null}
        {open ? rest.map(button) : null}
        {rest.length ? (
          <button
            key="fold"
            type="button"
            class="act fold"
            aria-expanded={open ? 'true' : 'false'}
            onClick={() => (session.folded.value = open)}
          >
            <Icon name="more" />
            <span class="act-label">{open ? t.less : t.more}</span>
          </button>
        ) : null}
      </div>
      {session.refusal.value ? (
        <p class="refusal" role="alert">
          {session.refusal.value}
        </p>
      ) : null}
    </section>
  )
}

/** Yesterday's point against today's count, once there is one. */
function Foreseen({ session, view, step }: { session: Session; view: Snapshot; step: StepSnapshot }) {
  const language = session.language.value
  const t = texts[language]
  const began_s = view.round * view.roundLength_s
  const mine = step.forecasts.filter((f) => f.set_s < began_s && f.set_s >= began_s - view.roundLength_s).at(-1)
  if (!mine) return null
  const count = step.assays.find((a) => a.id === 'viableCells')?.results.find((r) => r.drawn_s >= began_s)
  const yours = formatNumber(language, mine.value, 1)
  if (!count) return <p class="state foreseen">{t.forecastWaiting(yours)}</p>
  const off = (100 * (count.value - mine.value)) / count.value
  const percent = `${off >= 0 ? '+' : '−'}${formatNumber(language, Math.abs(off), 0)} %`
  return <p class="state foreseen">{t.forecastThen(yours, formatNumber(language, count.value, 1), percent)}</p>
}

/** What the last samples said, each beside the one before: results do not arrive unseen. */
function Measured({ session, view, step }: { session: Session; view: Snapshot; step: StepSnapshot }) {
  const language = session.language.value
  const t = texts[language]
  const shown = step.assays.filter(
    (a) => (a.id !== 'viableCells' && recent(view, a.results.at(-1)?.drawn_s)) || a.pending_s !== null,
  )
  if (step.unit !== 'culture' || shown.length === 0) return null
  return (
    <ul class="measured" role="list" aria-label={t.results}>
      {shown.map((a) => {
        const [before, last] = a.results.length > 1 ? a.results.slice(-2) : [undefined, a.results[0]]
        const figure = (value: number): string => formatNumber(language, value, a.digits)
        return (
          <li key={a.id}>
            <span class="measured-name">
              <Chemical text={measured(language, a.id).short} />
            </span>
            <span>
              {before ? `${figure(before.value)} → ` : ''}
              {last ? <b>{figure(last.value)}</b> : null} <UnitOf language={language} unit={a.unit} />
              {a.pending_s === null ? null : <small>{t.resultsIn(duration(language, a.pending_s))}</small>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

const recent = (view: Snapshot, drawn_s: number | undefined): boolean =>
  drawn_s !== undefined && drawn_s >= (view.round - 1) * view.roundLength_s

/** This morning's lines, the sample of yesterday again, the printed recipe: one press each, never all at once. */
function ToDo({ session, view, step }: { session: Session; view: Snapshot; step: StepSnapshot }) {
  const language = session.language.value
  const t = texts[language]
  const still = session.watching.value
  const began_s = view.round * view.roundLength_s
  const line = view.lines.find((l) => l.state === 'due' && seenFor(view, l).canRead)
  // A lone analyser check is not a morning's sample.
  const drawn = view.acts.filter(
    (a) => a.slot === `${step.id}.assay` && Array.isArray(a.value) && (a.value.length > 1 || step.unit !== 'culture'),
  )
  const before = drawn.some((a) => a.t_s >= began_s) ? undefined : drawn.at(-1)?.value
  const { recipe } = step
  const sugared = view.acts.some((a) => a.slot === `${step.id}.glucose` && a.t_s >= began_s)
  const asked: readonly (readonly [topic: string, value: number])[] = recipe
    ? [
        ['temperature', recipe.temperature_C],
        ['feedRate', recipe.feedRate_L_h],
        ...(recipe.glucose_L && !sugared ? ([['glucose', recipe.glucose_L]] as const) : []),
      ]
    : []
  const differs = asked.flatMap(([topic, value]) => {
    const c = step.controls.find((x) => x.topic === topic)
    const rounded = Number(value.toFixed(c?.digits ?? 0))
    return c && (c.kind === 'act' || Number(c.value.toFixed(c.digits)) !== rounded) ? [{ c, value: rounded }] : []
  })
  return (
    <>
      {Array.isArray(before) ? (
        <button
          type="button"
          class="wait"
          disabled={still}
          onClick={() => void session.decide({ slot: `${step.id}.assay`, value: before })}
        >
          <Icon name="sample" /> {t.sameSample(before.length)}
        </button>
      ) : null}
      {line ? (
        <button type="button" class="wait" disabled={still} onClick={() => openLine(session, view, line, true)}>
          <Icon name="pen" /> {t.writeTitle(measured(language, line.panel).name)}
        </button>
      ) : null}
      {differs.length ? (
        <div class="recipe-row" role="group" aria-label={t.recipeTitle}>
          <span>{t.recipeShort}</span>
          {differs.map(({ c, value }) => (
            <button
              key={c.topic}
              type="button"
              class="second"
              disabled={still}
              aria-label={`${t.recipeShort}, ${topicName(language, c.topic).short} ${withUnit(language, value, c.digits, c.unit)}, ${t.minutes(Math.round(c.cost_s / 60))}`}
              onClick={() => void session.decide({ slot: `${step.id}.${c.topic}`, value })}
            >
              {topicName(language, c.topic).short} {withUnit(language, value, c.digits, c.unit)}
            </button>
          ))}
        </div>
      ) : null}
      {recipe && differs.length ? <Fit recipe={recipe} language={language} /> : null}
    </>
  )
}

/** What the printed figures were worked out for, beside what this lot shows: facts, no answer. */
function Fit({ recipe, language }: { recipe: NonNullable<StepSnapshot['recipe']>; language: Language }) {
  const t = texts[language]
  const { cells_1e6_mL: cells, litres, osmolality } = recipe.fit
  const figure = (value: number, digits: number): string => formatNumber(language, Math.max(0, value), digits)
  const said = [
    cells ? t.fitCells(figure(cells[0], 1), figure(cells[1], 1)) : '',
    litres ? t.fitLitres(figure(litres[0], 1), figure(litres[1], 1)) : '',
    osmolality ? t.fitOsmolality(figure(osmolality[0], 0), figure(osmolality[1], 0)) : '',
  ].filter((sentence) => sentence !== '')
  return said.length ? <p class="hint">{said.join(' ')}</p> : null
}

/** A day before the recipe first allows it. */
const harvestInSight = ({ day, recipe }: StepSnapshot): boolean =>
  recipe !== null && day >= recipe.earlyHarvest.fromDay - 1

function Standing({ session, control }: { session: Session; control: ControlSnapshot }) {
  const language = session.language.value
  return (
    <>
      {formatNumber(language, control.value, Math.min(2, control.digits))}{' '}
      <UnitOf language={language} unit={control.unit} />
    </>
  )
}

function Papers({ session, view, due }: { session: Session; view: Snapshot; due: readonly LineSnapshot[] }) {
  const language = session.language.value
  const t = texts[language]
  const still = session.watching.value
  const open = (kind: 'record' | 'recipe' | 'trends' | 'orders' | 'phone' | 'deviation'): void => {
    session.sheet.value = { kind }
  }
  const woken = view.t_s - view.round * view.roundLength_s > 12.5 * 3600
  return (
    <section class="papers">
      <div class="paper-grid">
        <Paper
          icon="pen"
          label={t.recordShort}
          count={due.length}
          says={t.linesDue(due.length)}
          onClick={() => open('record')}
        />
        {view.steps.some((s) => s.recipe) ? (
          <Paper icon="recipe" label={t.recipeShort} onClick={() => open('recipe')} />
        ) : null}
        <span class="paper-curves">
          <Paper icon="trends" label={t.trendsShort} onClick={() => open('trends')} />
        </span>
        <Paper
          icon="night"
          label={t.nightShort}
          count={view.orders.length}
          says={view.orders.length ? t.ordersCount(view.orders.length) : t.minutes(3)}
          disabled={still}
          onClick={() => open('orders')}
        />
        <Paper icon="phone" label={t.phoneShort} says={t.minutes(4)} disabled={still} onClick={() => open('phone')} />
        <Paper
          icon="deviation"
          label={t.deviation}
          says={t.minutes(6)}
          disabled={still}
          onClick={() => open('deviation')}
        />
      </div>
      <div class="leave-row">
        {view.orders.length === 0 && view.ordersBefore.length > 0 && !woken ? (
          <button
            type="button"
            class="wait"
            disabled={still || view.night}
            onClick={() => void session.decide({ slot: 'night.orders', value: ordersValue(view.ordersBefore) })}
          >
            <Icon name="night" /> {t.sameOrders(view.ordersBefore.length)}
          </button>
        ) : null}
        <button
          type="button"
          class="leave"
          disabled={still || view.night}
          onClick={() => {
            if (due.length) session.sheet.value = { kind: 'leave' }
            else void session.leave()
          }}
        >
          <Icon name="night" /> {woken ? t.leaveNight : t.leave}
        </button>
      </div>
    </section>
  )
}

/** One of the papers on the desk: small, always there; what it costs is said before it is opened. */
function Paper(props: {
  readonly icon: string
  readonly label: string
  readonly says?: string
  readonly count?: number
  readonly disabled?: boolean
  readonly onClick: () => void
}) {
  const { icon, label, says, count = 0, disabled, onClick } = props
  return (
    <button type="button" class="paper-button" title={says} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
      <span>
        {label}
        {says === undefined ? null : <span class="unseen">, {says}</span>}
      </span>
      {count > 0 ? (
        <span class="count" aria-hidden="true">
          {count}
        </span>
      ) : null}
    </button>
  )
}
