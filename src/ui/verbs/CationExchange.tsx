import { signal } from '@preact/signals'
import { duration, formatNumber, type Snapshot, type StepSnapshot, withUnit } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { Session } from '../session.ts'
import { texts } from '../text.ts'
import { Chromatogram, type Plot, type TracePoint } from './Chromatogram.tsx'
import { CutHandles } from './CutHandles.tsx'
import { type Cut, cutAbove, heights, inVolumes, moved, nearestEdge, shareUnder, tubeAt } from './cut.ts'
import type { VerbProps } from './index.ts'
import { displayOf, Head, Phases, SetPoints, TimeStands } from './parts.tsx'
import { commonTexts, cutTexts } from './text.ts'

const PHASES = ['equilibrate', 'load', 'wash', 'elute', 'strip', 'regenerate', 'pool'] as const
const LENGTH: Readonly<Record<string, string>> = {
  equilibrate: 'equilibration',
  wash: 'wash',
  strip: 'strip',
  regenerate: 'regeneration',
}
const ROOM_FOR_TUBES = 34
/** Where no set point says otherwise the lines stand around all there is to see. */
const WHOLE_PEAK = 0.01
/** What is decided before the peak comes. */
const BEFORE_PEAK = ['loadDensity', 'loadConductivity', 'gradient'] as const

/** What is looked at while the plant runs: a tube, the whole curve or its peak, the last one drawn. */
interface Desk {
  readonly lot: string
  readonly tube: number | null
  readonly whole: boolean | null
}
const desk = signal<Desk | null>(null)
let lastCurve: { readonly lot: string; readonly points: readonly TracePoint[] } | null = null

/** Two lines on bare UV, tubes under them, four of which may be looked into. */
export function CationExchange({ session, view, step }: VerbProps) {
  const language = session.language.value
  const t = cutTexts[language]
  const c = commonTexts[language]
  const still = session.watching.value
  const lot = `${view.level} ${view.seed} ${step.id}`
  const mine: Desk = desk.value?.lot === lot ? desk.value : { lot, tube: null, whole: null }
  const put = (change: Partial<Desk>): void => void (desk.value = { ...mine, ...change })
  const setting = (topic: string): number | null => step.controls.find((x) => x.topic === topic)?.value ?? null
  const say = (value: number, digits = 0): string => formatNumber(language, value, digits)
  const points = curveOf(lot, step)
  const tube_CV = step.tubes?.volume_CV ?? 0.1
  const count = step.tubes?.count ?? 0
  const tall = heights(
    points.map((p) => ({ cv: p.x, uv: p.uv })),
    tube_CV,
    count,
  )
  const gradient_CV = (setting('gradient') ?? 15) + (setting('hold') ?? 2)
  const most = Math.max(0.2, ...points.map((p) => p.uv))
  const cut =
    standing(session, view, step, tube_CV) ??
    cutAbove(tall, setting('poolStart') ?? WHOLE_PEAK, setting('poolEnd') ?? WHOLE_PEAK)
  const pooling = step.phase === 'pool'
  const whole = mine.whole ?? !pooling
  const [from, to] = whole || count === 0 ? [0, Math.max(gradient_CV, count * tube_CV)] : around(tall, tube_CV, cut)
  const first = Math.max(0, Math.ceil(from / tube_CV - 1e-6))
  const end = Math.min(count, Math.floor(to / tube_CV + 1e-6))
  const tube = Math.min(Math.max(mine.tube ?? cut.to - 1, first), Math.max(first, end - 1))
  const move = (edge: 'from' | 'to', at: number): void => {
    const { from, to } = moved(cut, edge, at, count)
    session.lay({
      [`${step.id}.poolFrom`]: inVolumes(from, tube_CV),
      [`${step.id}.poolTo`]: inVolumes(to, tube_CV),
    })
  }
  const lasts = LENGTH[step.phase] === undefined ? null : setting(LENGTH[step.phase]!)
  const share =
    step.phase === 'elute'
      ? (step.counters['phase_CV'] ?? 0) / gradient_CV
      : lasts
        ? (step.counters['phase_CV'] ?? 0) / lasts
        : null
  const drawn = points.length > 1 && count > 0
  const highest = points.reduce((top, p) => (p.uv > top.uv ? p : top), points[0] ?? { x: 0, uv: 0 })
  const pool = async (): Promise<void> => {
    if (!(await session.decide({ slot: `${step.id}.poolFrom`, value: inVolumes(cut.from, tube_CV) }))) return
    if (!(await session.decide({ slot: `${step.id}.poolTo`, value: inVolumes(cut.to, tube_CV) }))) return
    await session.decide({ slot: `${step.id}.proceed`, value: 1 })
  }
  return (
    <section class="skid skid-cut" aria-labelledby="skid-title">
      <Head
        session={session}
        title={t.title}
        lead={
          drawn ? (step.phase === 'elute' ? t.filling(say((step.counters['fraction'] ?? 0) + 1)) : t.lead) : t.waiting
        }
      >
        {drawn ? (
          <div class="segments" role="group" aria-label={t.view}>
            {[false, true].map((wanted) => (
              <button
                key={String(wanted)}
                type="button"
                aria-pressed={whole === wanted ? 'true' : 'false'}
                onClick={() => put({ whole: wanted })}
              >
                {wanted ? t.whole : t.peak}
              </button>
            ))}
          </div>
        ) : null}
      </Head>
      <Phases language={language} step={step} phases={PHASES} share={share} />
      {drawn || pooling ? null : <SetPoints session={session} view={view} step={step} topics={BEFORE_PEAK} />}
      <Chromatogram
        language={language}
        points={points}
        from={from}
        to={to}
        span={[0, Math.ceil(most * 1.08 * 10) / 10]}
        most_mS={60}
        xLabel={t.cvAxis}
        yLabel={c.uvAxis}
        mSLabel={c.conductivityAxis}
        digits={1}
        filled
        cut={drawn ? [cut.from * tube_CV, cut.to * tube_CV] : null}
        below={ROOM_FOR_TUBES}
        says={
          drawn
            ? t.says(say(highest.uv, 2), say(highest.x, 1), say(cut.from * tube_CV, 1), say(cut.to * tube_CV, 1))
            : t.saysEmpty
        }
        over={(plot) =>
          drawn ? (
            <CutHandles
              plot={plot}
              cut={cut}
              unit={tube_CV}
              least={0}
              most={count}
              disabled={still}
              label={(edge) => t.line[edge]}
              says={(edge) => t.tubeAt(say(edge === 'from' ? cut.from + 1 : cut.to), say(cut[edge] * tube_CV, 1))}
              onMove={(edge, at) => move(edge, nearestEdge(at, tube_CV, count))}
            >
              <TubeRack plot={plot} tube_CV={tube_CV} count={count} onTube={(at) => put({ tube: at })} />
            </CutHandles>
          ) : null
        }
      >
        {(plot) => (
          <Rack
            step={step}
            plot={plot}
            cut={cut}
            tall={tall}
            most={most}
            first={first}
            end={end}
            tube={drawn ? tube : -1}
          />
        )}
      </Chromatogram>
      {drawn ? (
        <>
          <dl class="cut-pool">
            {(
              [
                [t.from, say(cut.from * tube_CV, 1), t.ofTube(say(cut.from + 1))],
                [t.to, say(cut.to * tube_CV, 1), t.ofTube(say(cut.to))],
                [t.pool, say((cut.to - cut.from) * tube_CV, 1), t.poolOf(say(cut.to - cut.from))],
              ] as const
            ).map(([label, value, note]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  <b>{value}</b> <span>{t.cv}</span> <small>{note}</small>
                </dd>
              </div>
            ))}
            <div>
              <dt>{t.area}</dt>
              <dd>
                <b>{say(100 * shareUnder(tall, cut))}</b> <span>%</span>
              </dd>
            </div>
          </dl>
          <Bench
            session={session}
            view={view}
            step={step}
            tube={tube}
            first={first}
            end={end}
            tall={tall}
            tube_CV={tube_CV}
            onTube={(at) => put({ tube: at })}
          />
          <button
            type="button"
            class="skid-stop"
            disabled={still || !pooling || !step.canProceed}
            onClick={() => void pool()}
          >
            <span>{t.close}</span>
            <small>
              {pooling ? `${say(cut.from * tube_CV, 1)} – ${say(cut.to * tube_CV, 1)} ${t.cv}` : t.closeLater}
            </small>
          </button>
        </>
      ) : null}
      {!drawn || (!pooling && step.ready && step.canProceed) ? (
        <GoOn session={session} step={step} disabled={still} />
      ) : null}
      <TimeStands session={session} />
    </section>
  )
}

/** Where no method goes on by itself, the hand does. */
function GoOn({ session, step, disabled }: { session: Session; step: StepSnapshot; disabled: boolean }) {
  const language = session.language.value
  if (!step.ready || !step.canProceed) return null
  return (
    <button
      type="button"
      class="wait"
      disabled={disabled}
      onClick={() => void session.decide({ slot: `${step.id}.proceed`, value: 1 })}
    >
      <Icon name="proceed" /> {texts[language].proceed[step.unit] ?? commonTexts[language].goOn}
    </button>
  )
}

/** The curve of this elution; between two of them, the last one. */
function curveOf(lot: string, step: StepSnapshot): readonly TracePoint[] {
  const kept = step.chromatogram?.map((p): TracePoint => ({ x: p.cv, uv: p.uv, mS: p.mS })) ?? []
  if (step.phase === 'elute') {
    const [uv, mS] = [displayOf(step, 'uv'), displayOf(step, 'columnConductivity')]
    const cv = step.counters['phase_CV'] ?? 0
    if (uv !== null && mS !== null && cv > (kept.at(-1)?.x ?? -1)) kept.push({ x: cv, uv, mS })
  }
  if (kept.length > 1) lastCurve = { lot, points: kept }
  return kept.length > 1 ? kept : lastCurve?.lot === lot ? lastCurve.points : kept
}

/** Where the lines were left: on the desk, or decided before. */
function standing(session: Session, view: Snapshot, step: StepSnapshot, tube_CV: number): Cut | null {
  const last = (topic: string): number | null => {
    const left = session.laid.value[`${step.id}.${topic}`]
    if (left !== undefined) return left
    const act = view.acts.filter((a) => a.slot === `${step.id}.${topic}`).at(-1)
    return typeof act?.value === 'number' ? act.value : null
  }
  const [from, to] = [last('poolFrom'), last('poolTo')]
  if (from === null || to === null) return null
  return { from: Math.round(from / tube_CV), to: Math.round(to / tube_CV) }
}

/** The stretch in which there is anything to see, and both lines. */
function around(tall: readonly number[], tube_CV: number, cut: Cut): readonly [number, number] {
  const peak = cutAbove(tall, 0.01, 0.01)
  const from = Math.min(peak.from, cut.from) * tube_CV - 0.6
  const to = Math.max(peak.to, cut.to) * tube_CV + 0.6
  return [Math.max(0, from), to]
}

/** A tube is looked at by pressing it. */
function TubeRack(props: {
  readonly plot: Plot
  readonly tube_CV: number
  readonly count: number
  readonly onTube: (tube: number) => void
}) {
  const { plot, tube_CV, count, onTube } = props
  return (
    <div
      class="cut-rack"
      style={{ left: `${plot.left}px`, width: `${plot.right - plot.left}px`, top: `${plot.height - ROOM_FOR_TUBES}px` }}
      onPointerDown={(event) => {
        const place = event.currentTarget.parentElement!.getBoundingClientRect()
        const tube = tubeAt(plot.at(event.clientX - place.left), tube_CV, count)
        if (tube !== null) onTube(tube)
      }}
    />
  )
}

/** The tubes under the curve, each as dense as the lamp saw it; what was looked into carries its figure. */
function Rack(props: {
  readonly step: StepSnapshot
  readonly plot: Plot
  readonly cut: Cut
  readonly tall: readonly number[]
  readonly most: number
  readonly first: number
  readonly end: number
  readonly tube: number
}) {
  const { step, plot, cut, tall, most, first, end, tube } = props
  const tube_CV = step.tubes?.volume_CV ?? 0.1
  const bought = step.tubes?.bought ?? []
  const top = plot.height - ROOM_FOR_TUBES + 8
  const out = []
  for (let i = first; i < end; i++) {
    const [a, b] = [plot.x(i * tube_CV), plot.x((i + 1) * tube_CV)]
    const gap = Math.min(2, (b - a) * 0.2)
    const inside = i >= cut.from && i < cut.to
    const fill = Math.max(0, Math.min(1, (tall[i] ?? 0) / most))
    out.push(
      <g key={i} class={`tube${inside ? ' taken' : ''}${i === tube ? ' looked' : ''}`}>
        <rect x={a} y={top} width={Math.max(1, b - a - gap)} height={20} class="glass" />
        <rect x={a} y={top} width={Math.max(1, b - a - gap)} height={20} class="dense" opacity={fill} />
      </g>,
    )
  }
  return (
    <>
      {out}
      {tube < 0 || tube < first || tube >= end ? null : (
        <path class="tube-pointer" d={`M${plot.x((tube + 0.5) * tube_CV)} ${top - 2}l-6 -7h12z`} />
      )}
      {bought.map((b) =>
        b.tube < first || b.tube >= end ? null : (
          <g key={b.tube} class="tube-flag">
            <path d={`M${plot.x((b.tube + 0.5) * tube_CV)} ${plot.bottom}V${top}`} />
            <circle cx={plot.x((b.tube + 0.5) * tube_CV)} cy={plot.y(tall[b.tube] ?? 0)} r="5" />
          </g>
        ),
      )}
    </>
  )
}

/** The tube that is looked at, and what the laboratory said of those it was sent. */
function Bench(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly tube: number
  readonly first: number
  readonly end: number
  readonly tall: readonly number[]
  readonly tube_CV: number
  readonly onTube: (tube: number) => void
}) {
  const { session, view, step, tube, first, end, tall, tube_CV, onTube } = props
  const language = session.language.value
  const t = cutTexts[language]
  const bought = step.tubes?.bought ?? []
  const most = step.tubes?.most ?? 4
  const say = (value: number, digits = 0): string => formatNumber(language, value, digits)
  const says = t.tubeSays(say(tube + 1), say((tube + 0.5) * tube_CV, 2), say(tall[tube] ?? 0, 2))
  const taken = bought.some((b) => b.tube === tube)
  const spent = bought.length >= most
  return (
    <div class="cut-bench">
      <div class="cut-choose">
        <label for="cut-tube">{t.tube}</label>
        <input
          id="cut-tube"
          type="range"
          min={first}
          max={Math.max(first, end - 1)}
          step={1}
          value={tube}
          aria-valuetext={says}
          onInput={(event) => onTube(event.currentTarget.valueAsNumber)}
        />
        <output for="cut-tube">{t.tubeShows(say((tube + 0.5) * tube_CV, 2), say(tall[tube] ?? 0, 2))}</output>
        <button
          type="button"
          class="second"
          disabled={session.watching.value || taken || spent}
          onClick={() => void session.decide({ slot: `${step.id}.tube`, value: tube })}
        >
          {t.buy(say(tube + 1))}{' '}
          <small>{spent ? t.noneLeft : taken ? t.taken : t.left(say(most - bought.length), say(most))}</small>
        </button>
      </div>
      <div>
        <h3>{t.results}</h3>
        {bought.length === 0 ? <p class="hint">{t.none}</p> : null}
        <ul role="list" class="cut-results">
          {[...bought]
            .sort((a, b) => a.tube - b.tube)
            .map((b) => (
              <li key={b.tube}>
                <span>
                  {say(b.tube + 1)} <small>{say((b.tube + 0.5) * tube_CV, 2)}</small>
                </span>
                <b>
                  {b.hmw_pct === null
                    ? t.pending(duration(language, Math.max(0, b.due_s - view.t_s)))
                    : withUnit(language, b.hmw_pct, 2, '%')}
                </b>
              </li>
            ))}
        </ul>
      </div>
    </div>
  )
}
