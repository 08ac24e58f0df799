import { useEffect, useRef, useState } from 'preact/hooks'
import {
  duration,
  formatNumber,
  type LineSnapshot,
  measured,
  type Snapshot,
  type StepSnapshot,
  topicName,
  unitName,
} from '../present/index.ts'
import { boardTexts } from './board/text.ts'
import { draft } from './controls/draft.ts'
import { Indicator } from './controls/Indicator.tsx'
import { Next } from './controls/Next.tsx'
import { controlTexts } from './controls/text.ts'
import { Why } from './why/Why.tsx'
import './controls/controls.css'
import { KitStrip } from './kit/KitStrip.tsx'
import { Icon } from './icons.tsx'
import { ordersValue } from './Orders.tsx'
import { type Lane, mainLanes } from './lanes.ts'
import { ActButton, Chemical, UnitOf } from './parts.tsx'
import { OnTheShelf } from './release/OnTheShelf.tsx'
import { releaseTexts } from './release/text.ts'
import { Today } from './room/Today.tsx'
import type { Session, Sheet } from './session.ts'
import { Notices } from './settings/Notices.tsx'
import { letterScale } from './settings/wishes.ts'
import { Gate, isGate, Locks } from './trace/Gate.tsx'
import { traceTexts } from './trace/text.ts'
import { texts } from './text.ts'
import { Spans, Trends } from './Trends.tsx'
import { verbOf } from './verbs/index.ts'
import { openLine, seenFor } from './Write.tsx'

/** Where vials wait for a decision. */
const isStore = (step: StepSnapshot | undefined): boolean =>
  step !== undefined && ['quarantine', 'plasmaQuarantine', 'vectorQuarantine'].includes(step.unit)

/** What is under the hand first; the rest is folded away. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  nMinus1: ['squares', 'seedingDensity', 'passage'],
  cellExpansion: ['seed', 'transfectAt', 'passage'],
  culture: ['feedRate', 'glucose', 'temperature'],
}

/** The head of what is to be done next, where the hall is words. */
export function nextHead(view: Snapshot): string {
  const step = view.steps[0]
  if (view.room && !verbAt(view, step)) return 'today-title'
  return step ? 'next-title' : 'hall'
}

/** A step with a skid of its own; where somebody's signature is waited for, that comes first. */
const verbAt = (view: Snapshot, step: StepSnapshot | undefined) =>
  step && !isGate(view, step) ? verbOf(step) : undefined

type Tab = 'run' | 'samples' | 'record'

/** The control room: trends, set points, the round's acts, the papers, and the way home. A small one has three tabs. */
export function Desk({ session, view }: { session: Session; view: Snapshot }) {
  const language = session.language.value
  const t = texts[language]
  const c = controlTexts[language]
  const [chosen, setTab] = useState<Tab>('run')
  const small = useSmallDesk() && !session.asText
  const step = view.steps[0]
  // Where nothing can be drawn no page stands for it.
  const drawn = step === undefined || step.assays.length > 0
  const tab = chosen === 'samples' && !drawn ? 'run' : chosen
  const due = view.lines.filter((l) => l.state === 'due')
  const alarmed = view.alarms.filter((a) => a.state !== 'normal')
  // What was about to be set is put back with the desk it lay on.
  useEffect(() => () => void (draft.value = null), [step?.id])
  // Before the first result there is nothing to draw, and room for what is asked.
  const bare = step?.unit === 'nMinus1' && step.assays.every((a) => a.results.length === 0)
  const counted = step?.assays.some((a) => a.pending_s !== null) ?? false
  const tabs: readonly (readonly [Tab, string, number])[] = [
    ['run', c.run, 0],
    ...(drawn ? [['samples', c.samples, counted ? 1 : 0] as const] : []),
    ['record', t.recordShort, due.length],
  ]
  const on = (wanted: Tab): boolean => !small || tab === wanted
  const Verb = verbAt(view, step)
  // Vials that wait have no curves: what is known of them stands there.
  const onShelf = isStore(step) && view.review?.lines.length ? view.review : null
  const gate = step && isGate(view, step) ? view.trace : null
  return (
    <aside class={`desk${small ? ` small tab-${tab}` : ''}`} aria-label={t.controlRoom}>
      <Notices session={session} />
      <Why session={session} />
      {small ? (
        <div class="tabs" role="group" aria-label={t.controlRoom}>
          {tabs.map(([id, label, count]) => (
            <button key={id} type="button" aria-pressed={tab === id ? 'true' : 'false'} onClick={() => setTab(id)}>
              {label}
              {count > 0 ? <span class="count">{count}</span> : null}
            </button>
          ))}
        </div>
      ) : null}
      {step && small && !view.room && tab !== 'record' ? (
        <Next session={session} view={view} step={step} most={1} />
      ) : null}
      {step && onShelf && on('run') ? <OnTheShelf session={session} review={onShelf} /> : null}
      {view.trace && onShelf && on('run') ? <Locks session={session} trace={view.trace} /> : null}
      {step && gate && on('run') ? <Gate session={session} view={view} step={step} trace={gate} /> : null}
      {step && on('run') && !bare && !onShelf ? (
        <Curves
          session={session}
          view={view}
          headed={!small}
          // A first level has its morning written out: two curves leave the room for it.
          most={view.room ? 2 : 4}
          without={small ? (alarmed.length > 0 ? [] : ['viableCells']) : []}
        />
      ) : null}
      {small && tab === 'samples' ? (
        <Curves session={session} view={view} headed={false} most={1} only="viableCells" />
      ) : null}
      {view.room && !Verb && on('run') ? <Today session={session} view={view} /> : null}
      {step || view.night ? null : <CrewWorks session={session} view={view} />}
      {step && on('run') && !gate ? <KitStrip session={session} view={view} step={step} /> : null}
      {step && Verb && on('run') ? <Verb session={session} view={view} step={step} /> : null}
      {step && on('run') && !gate ? <Acts session={session} view={view} step={step} small={small} /> : null}
      {step && small && tab === 'samples' ? <Samples session={session} view={view} step={step} /> : null}
      {small && tab === 'record' ? <Due session={session} view={view} due={due} /> : null}
      <Papers session={session} view={view} due={due} tab={small ? tab : null} />
    </aside>
  )
}

/** Between two steps of one's own the crew has the plant: which one they are at, and that the night may come. */
function CrewWorks({ session, view }: { session: Session; view: Snapshot }) {
  const language = session.language.value
  const t = texts[language]
  const at = view.stations.find((s) => s.state === 'now')
  const next = view.stations.find((s) => s.state === 'todo' && s.mode === 'play')
  if (!at || !next) return null
  const names = [at, next].map((s) => unitName(language, s.unit, s.place).name)
  return (
    <section class="crew-works">
      <p class="state lead">{(view.isAwaited ? t.crewLast : t.crewAt)(names[0]!, names[1]!)}</p>
    </section>
  )
}

/** A desk where not everything has room at once. */
function useSmallDesk(): boolean {
  const measure = (): boolean => innerWidth < 1280 || innerHeight < 900
  const [small, setSmall] = useState(measure)
  useEffect(() => {
    const again = (): void => setSmall(measure)
    addEventListener('resize', again)
    return () => removeEventListener('resize', again)
  }, [])
  return small
}

/** As many lanes as the room left by everything else holds; those in alarm first. */
function Curves(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly headed: boolean
  readonly most: number
  readonly without?: readonly string[]
  readonly only?: string
}) {
  const { session, view, headed, most, without = [], only } = props
  const language = session.language.value
  const t = texts[language]
  const place = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(0)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watcher = new ResizeObserver(() => setRoom(element.clientHeight))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  const all = mainLanes(view, language, 5, session.ghost.value, session.span.value).filter(
    ({ id, value, data }) =>
      // A lane on which nothing stands yet says nothing; the best run of one’s own is something.
      (value !== null || data.forecast || data.ghost.length > 1) &&
      (only === undefined || id === only) &&
      !without.includes(id),
  )
  // In larger letters fewer are read.
  const whole = fitting(all, room / letterScale(), most)
  // Too low for the first lane and its slider: the curve alone, until whoever speaks has been heard.
  const lanes = whole > 0 || room < LANE_PX ? all.slice(0, whole) : all.slice(0, 1).map(withoutPoint)
  return (
    <section class="curves" aria-labelledby="trends-title">
      <div class={headed ? 'section-head' : 'unseen'}>
        <h2 id="trends-title">{t.trends}</h2>
        {headed ? (
          <>
            <Spans session={session} />
            <button type="button" class="quiet" onClick={() => (session.sheet.value = { kind: 'trends' })}>
              <Icon name="trends" size={20} /> {t.trendsShort}
            </button>
          </>
        ) : null}
      </div>
      <div class="curves-room" ref={place}>
        {lanes.length > 0 ? <Trends session={session} view={view} lanes={lanes} fill /> : null}
      </div>
    </section>
  )
}

/** What a lane needs to be read; the days under the last one; the slider of tomorrow's point. */
const LANE_PX = 60
const DAYS_PX = 22
const POINT_PX = 60

const withoutPoint = (lane: Lane): Lane => ({ ...lane, data: { ...lane.data, forecast: null } })

function fitting(lanes: readonly Lane[], room: number, most: number): number {
  let left = room - DAYS_PX
  let n = 0
  for (const lane of lanes) {
    left -= LANE_PX + (lane.data.forecast ? POINT_PX : 0)
    if (left < 0 || n >= most) break
    n++
  }
  return n
}

function Acts(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly small: boolean
}) {
  const { session, view, step, small } = props
  const language = session.language.value
  const t = texts[language]
  const still = session.watching.value
  const byHand =
    !verbOf(step) && step.controls.some((c) => c.topic === 'feed') && step.controls.every((c) => c.topic !== 'feedRate')
  // What has a verb of its own is under the hand there.
  const usual = verbOf(step) ? [] : step.controls.slice(0, 4).map((c) => c.topic)
  const first = byHand ? ['feed', 'temperature'] : (FIRST[step.unit] ?? usual)
  const shown = first.flatMap((topic) => step.controls.find((c) => c.topic === topic) ?? [])
  const settings = shown.filter((c) => c.kind === 'setting')
  const pending = step.assays.filter((a) => a.pending_s !== null)
  const began_s = view.round * view.roundLength_s
  // Where the vials wait, or the vessel is closed off, the decision is what there is to do: not only among the papers.
  const asksForIt = isStore(step) || (step.unit === 'culture' && step.paused)
  const decides = asksForIt && (view.review?.lines.length ?? 0) > 0
  const acts = decides ? [] : shown.filter((c) => c.kind === 'act')
  const rest = step.controls.filter((c) => !settings.includes(c) && !acts.includes(c))
  const sampled = step.assays.some((a) => a.results.some((r) => r.drawn_s >= began_s)) || pending.length > 0
  const open = (topic: string): void => {
    session.sheet.value = { kind: 'control', step: step.id, topic }
  }
  return (
    <section class="acts" aria-labelledby="acts-title">
      <h2 id="acts-title" class="unseen" tabIndex={-1}>
        {controlTexts[language].setPoints}
      </h2>
      {step.unit === 'nMinus1' ? <p class="state lead">{step.ready ? t.ready : t.notReady}</p> : null}
      {small ? null : <Foreseen session={session} view={view} step={step} />}
      {small ? null : <Measured session={session} view={view} step={step} />}
      {small || view.room || session.asText ? null : <Next session={session} view={view} step={step} most={2} />}
      {settings.length ? (
        <div class="set-points">
          {settings.map((control) => (
            <Indicator
              key={control.topic}
              session={session}
              view={view}
              step={step}
              control={control}
              onExact={() => open(control.topic)}
            />
          ))}
        </div>
      ) : null}
      {/* Under a verb a small desk has no room for them: they stand beside the way home. */}
      {small && verbOf(step) ? null : (
        <div class="act-grid">
          {step.assays.length === 0 ? null : (
            <ActButton
              key="sample"
              icon="sample"
              label={t.sample}
              cost={step.pace === null ? t.minutes(6) : t.glance}
              primary={!verbOf(step) && !sampled && !view.room && view.acts.every((a) => a.slot !== `${step.id}.assay`)}
              disabled={still}
              onClick={() => (session.sheet.value = { kind: 'sample', step: step.id })}
            />
          )}
          {acts.map((c) => (
            <ActButton
              key={c.topic}
              icon={c.topic}
              label={topicName(language, c.topic, step.unit).short}
              cost={t.minutes(Math.round(c.cost_s / 60))}
              disabled={still}
              onClick={() => open(c.topic)}
            />
          ))}
          {step.canProceed && !verbOf(step) && (step.unit !== 'culture' || harvestInSight(step)) ? (
            <ActButton
              key="proceed"
              icon="proceed"
              label={t.proceed[step.unit] ?? topicName(language, 'proceed', step.unit).name}
              cost={t.minutes(5)}
              disabled={still}
              primary={step.unit === 'nMinus1' && step.ready && sampled && pending.length === 0}
              onClick={() => (session.sheet.value = { kind: 'proceed', step: step.id })}
            />
          ) : null}
          {view.review && step.unit === 'culture' ? (
            <ActButton
              key="isolate"
              icon="pause"
              label={step.paused ? releaseTexts[language].letGo : releaseTexts[language].isolate}
              cost={t.minutes(1)}
              disabled={still}
              onClick={() => void session.decide({ slot: `${step.id}.pause`, value: step.paused ? 0 : 1 })}
            />
          ) : null}
          {decides ? (
            <ActButton
              key="review"
              icon="record"
              label={releaseTexts[language].paper}
              disabled={still}
              onClick={() => (session.sheet.value = { kind: 'review' })}
            />
          ) : null}
          {rest.length ? (
            <ActButton
              key="more"
              icon="more"
              label={t.more}
              onClick={() => (session.sheet.value = { kind: 'board', step: step.id })}
            />
          ) : null}
        </div>
      )}
      {session.refusal.value ? (
        <p class="refusal" role="alert">
          {session.refusal.value}
        </p>
      ) : null}
    </section>
  )
}

/** The second tab of a small desk: what samples said, and drawing one. */
function Samples({ session, view, step }: { session: Session; view: Snapshot; step: StepSnapshot }) {
  const language = session.language.value
  const t = texts[language]
  return (
    <section class="acts" aria-label={t.results}>
      <Foreseen session={session} view={view} step={step} />
      <Measured session={session} view={view} step={step} />
      <div class="act-grid">
        <ActButton
          icon="sample"
          label={t.sample}
          cost={step.pace === null ? t.minutes(6) : t.glance}
          disabled={session.watching.value}
          onClick={() => (session.sheet.value = { kind: 'sample', step: step.id })}
        />
        <ActButton
          icon="recipe"
          label={controlTexts[language].book}
          onClick={() => (session.sheet.value = { kind: 'book' })}
        />
      </div>
    </section>
  )
}

/** The third tab of a small desk: this day's lines, each with its pen. */
function Due({ session, view, due }: { session: Session; view: Snapshot; due: readonly LineSnapshot[] }) {
  const language = session.language.value
  const t = texts[language]
  return (
    <section class="acts" aria-label={controlTexts[language].next}>
      <p class="state">{t.linesDue(due.length)}</p>
      {due.map((line) => (
        <button
          key={line.id}
          type="button"
          class="wait"
          disabled={session.watching.value || !seenFor(view, line).canRead}
          onClick={() => openLine(session, view, line, true)}
        >
          <Icon name="pen" /> {t.writeTitle(measured(language, line.panel).name)}
        </button>
      ))}
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
  const off = (100 * (count.value - mine.value)) / Math.max(mine.value, 0.01)
  const percent = `${off >= 0 ? '+' : '−'}${formatNumber(language, Math.abs(off), 0)} %`
  return <p class="state foreseen">{t.forecastThen(yours, formatNumber(language, count.value, 1), percent)}</p>
}

/** What the last samples said, each beside the one before: results do not arrive unseen. */
function Measured({ session, view, step }: { session: Session; view: Snapshot; step: StepSnapshot }) {
  const language = session.language.value
  const t = texts[language]
  const shown = step.assays.filter(
    (a) =>
      !(verbOf(step) && SHOWN_THERE.has(a.id)) &&
      ((a.id !== 'viableCells' && recent(view, a.results.at(-1)?.drawn_s)) || a.pending_s !== null),
  )
  if ((step.unit !== 'culture' && !verbOf(step)) || shown.length === 0) return null
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
              {last ? (
                <>
                  <b>{figure(last.value)}</b> <UnitOf language={language} unit={a.unit} />
                </>
              ) : null}
              {a.pending_s === null ? null : <small> {t.resultsIn(duration(language, a.pending_s))}</small>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** What a verb of its own shows already. */
const SHOWN_THERE: ReadonlySet<string> = new Set(['pH', 'conductivity'])

const recent = (view: Snapshot, drawn_s: number | undefined): boolean =>
  drawn_s !== undefined && drawn_s >= (view.round - 1) * view.roundLength_s

/** A day before the recipe first allows it. */
const harvestInSight = ({ day, recipe }: StepSnapshot): boolean =>
  recipe !== null && day >= recipe.earlyHarvest.fromDay - 1

/** What lies on the desk; in a small one it fills the third tab, and only the way home is always there. */
function Papers(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly due: readonly LineSnapshot[]
  readonly tab: Tab | null
}) {
  const { session, view, due, tab } = props
  const language = session.language.value
  const t = texts[language]
  const c = controlTexts[language]
  const still = session.watching.value
  const open = (sheet: Sheet): void => {
    session.sheet.value = sheet
  }
  const step = view.steps[0]
  const woken = view.t_s - view.round * view.roundLength_s > 12.5 * 3600
  const ringing = view.alarms.filter((a) => a.state !== 'normal').length
  return (
    <section class="papers" aria-label={t.record}>
      {tab === null || tab === 'record' ? (
        <div class="paper-grid">
          <Paper
            icon="pen"
            label={t.recordShort}
            count={due.length}
            says={t.linesDue(due.length)}
            onClick={() => open({ kind: 'record' })}
          />
          {view.steps.some((s) => s.recipe) ? (
            <Paper icon="recipe" label={t.recipeShort} onClick={() => open({ kind: 'recipe' })} />
          ) : null}
          <Paper icon="label" label={c.samples} says={c.book} onClick={() => open({ kind: 'book' })} />
          {view.alarms.length ? (
            <Paper icon="bell" label={c.alarms} count={ringing} onClick={() => open({ kind: 'alarms' })} />
          ) : null}
          <Paper
            icon="night"
            label={t.nightShort}
            count={view.orders.length}
            says={view.orders.length ? t.ordersCount(view.orders.length) : t.minutes(3)}
            disabled={still}
            onClick={() => open({ kind: 'orders' })}
          />
          <Paper
            icon="phone"
            label={t.phoneShort}
            says={t.minutes(4)}
            disabled={still}
            onClick={() => open({ kind: 'phone' })}
          />
          <Paper
            icon="deviation"
            label={t.deviation}
            says={t.minutes(6)}
            disabled={still}
            onClick={() => open({ kind: 'deviation' })}
          />
          {/* Without aids nobody else says that it lies open. */}
          {view.aids
            ? null
            : view.boards.map(({ fault }) => (
                <Paper
                  key={fault}
                  icon="deviation"
                  label={boardTexts[language].paper}
                  onClick={() => open({ kind: 'investigation', fault })}
                />
              ))}
          {view.trace ? (
            <Paper icon="label" label={traceTexts[language].paper} onClick={() => open({ kind: 'trace' })} />
          ) : null}
          {view.review && view.review.lines.length > 0 ? (
            <Paper
              icon="record"
              label={releaseTexts[language].paper}
              disabled={still}
              onClick={() => open({ kind: 'review' })}
            />
          ) : null}
          {tab === 'record' ? (
            <Paper icon="trends" label={t.trendsShort} onClick={() => open({ kind: 'trends' })} />
          ) : null}
          <Paper icon="book" label={c.glossary} onClick={() => open({ kind: 'glossary' })} />
        </div>
      ) : null}
      <div class="leave-row">
        {step && verbOf(step) && !isGate(view, step) && tab === 'run' ? (
          <>
            {step.assays.length === 0 ? null : (
              <button
                type="button"
                class="wait beside"
                disabled={still}
                onClick={() => open({ kind: 'sample', step: step.id })}
              >
                <Icon name="sample" size={20} /> {t.sample}
              </button>
            )}
            {step.controls.length > 0 ? (
              <button type="button" class="wait beside" onClick={() => open({ kind: 'board', step: step.id })}>
                {t.more}
              </button>
            ) : null}
          </>
        ) : null}
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
            if (due.length) open({ kind: 'leave' })
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
