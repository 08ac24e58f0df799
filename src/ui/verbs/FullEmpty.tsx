import { formatNumber, type StepSnapshot } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import { Chromatogram, type TracePoint } from './Chromatogram.tsx'
import { CutHandles } from './CutHandles.tsx'
import { moved } from './cut.ts'
import type { VerbProps } from './index.ts'
import {
  atSkid,
  BigFigure,
  displayOf,
  Drawn,
  Figures,
  Head,
  HoldFlow,
  Phases,
  SetPoints,
  TimeStands,
} from './parts.tsx'
import { fullEmptyTexts } from './vectorColumnText.ts'

const PHASES = ['load', 'gradient'] as const
/** Steps in which a line is moved, on the axis of conductivity. */
const STEP_mS = 0.05
const AXIS = [6, 14] as const
/** Less light than this is no peak: a ratio of two zeros says nothing. */
const PEAK_mAU = 1
const RECENT = 4
const CHECKS = ['pH', 'conductivity'] as const
const JUDGES = ['fullByLight', 'fullByMass', 'fullByAssays'] as const

/** Two lights over the conductivity, two lines to pool between, a ratio; then who confirms it. */
export function FullEmpty({ session, view, step }: VerbProps) {
  const { language, still, say, at, control, decide } = atSkid(session, step)
  const t = fullEmptyTexts[language]
  const running = step.phase === 'gradient'
  const over = running && step.ready
  const points = lights(step)
  const now = points.at(-1)
  const mS = running ? displayOf(step, 'conductivity') : null
  const recent = points.slice(-RECENT)
  const mean = (of: (p: TracePoint) => number): number =>
    recent.length ? recent.reduce((sum, p) => sum + of(p), 0) / recent.length : 0
  const a280 = mean((p) => p.uv)
  const ratio = running && !over && a280 > PEAK_mAU ? mean((p) => p.second ?? 0) / a280 : null
  const set = (topic: 'cut' | 'cutEnd'): number => session.laid.value[at(topic)] ?? control(topic)?.value ?? 9
  const cut = { from: Math.round(set('cut') / STEP_mS), to: Math.round(set('cutEnd') / STEP_mS) }
  const most = AXIS[1] / STEP_mS
  const figure = (value: number, digits = 2): string => formatNumber(language, value, digits)
  const move = (edge: 'from' | 'to', to: number): void => {
    const next = moved(cut, edge, to / STEP_mS, most)
    session.lay({
      [at('cut')]: Math.round(100 * next.from * STEP_mS) / 100,
      [at('cutEnd')]: Math.round(100 * next.to * STEP_mS) / 100,
    })
  }
  /** What was dragged is decided when it is let go. */
  const drop = (edge: 'from' | 'to'): void => {
    const topic = edge === 'from' ? 'cut' : 'cutEnd'
    const laid = session.laid.value[at(topic)]
    if (laid !== undefined && laid !== control(topic)?.value) decide(topic, laid)
  }
  const collecting = step.counters['collecting'] === 1
  const top = Math.max(4, ...points.map((p) => Math.max(p.uv, p.second ?? 0)))
  const here = mS === null ? null : Math.round(100 * mS) / 100
  const lay = (topic: 'cut' | 'cutEnd', value: number): void => {
    session.lay({ [at(topic)]: value })
    decide(topic, value)
  }
  return (
    <section class="skid skid-cut skid-full" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={over ? t.over : (t.lead[step.phase] ?? '')} />
      <Phases language={language} step={step} phases={PHASES} share={null} />
      <Figures>
        <div class="full-ratio">
          <dt>{t.ratio}</dt>
          <dd>
            <b>{say(ratio, 2)}</b>
            <small>{t.ratioNote}</small>
          </dd>
        </div>
        <BigFigure language={language} label={t.salt} value={say(mS, 2)} unit="mS/cm" note={t.saltNote} />
        <BigFigure
          language={language}
          label={t.pool}
          value={say(step.counters['pool_L'] ?? 0, 1)}
          unit="L"
          note={running && !over ? (collecting ? t.open : t.shut) : null}
        />
      </Figures>
      <p class="full-key" aria-hidden="true">
        <span class="l280">{t.at280}</span> <span class="l260">{t.at260}</span>
      </p>
      <Chromatogram
        language={language}
        points={points}
        from={AXIS[0]}
        to={AXIS[1]}
        span={[0, Math.ceil(1.1 * top)]}
        most_mS={null}
        xLabel={t.axis}
        yLabel={t.yAxis}
        digits={0}
        filled
        cut={[cut.from * STEP_mS, cut.to * STEP_mS]}
        says={
          now ? t.says(say(ratio, 2), figure(now.x), figure(cut.from * STEP_mS), figure(cut.to * STEP_mS)) : t.saysEmpty
        }
        over={(plot) => (
          <CutHandles
            plot={plot}
            cut={cut}
            unit={STEP_mS}
            least={AXIS[0] / STEP_mS}
            most={most}
            disabled={still || over}
            label={(edge) => t.line[edge]}
            says={(edge) => t.at(figure(cut[edge] * STEP_mS))}
            onMove={move}
            onDrop={drop}
          />
        )}
      />
      {step.phase === 'load' ? (
        <>
          <SetPoints session={session} view={view} step={step} topics={['slope']} />
          {step.paused ? (
            <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
              <span>{t.start}</span>
              <small>{t.startHint}</small>
            </button>
          ) : null}
        </>
      ) : null}
      {running && !over ? (
        <>
          <div class="skid-row" role="group" aria-label={t.checks}>
            {CHECKS.map((assay) => (
              <Drawn key={assay} session={session} view={view} step={step} assay={assay} />
            ))}
          </div>
          <div class="skid-row">
            {(['uv260', 'uv280'] as const).map((panel) => (
              <button
                key={panel}
                type="button"
                class="wait"
                disabled={still}
                onClick={() => openPanel(session, step, panel)}
              >
                <Icon name="eye" size={20} /> {panel === 'uv260' ? t.zero : t.zero280}
              </button>
            ))}
            <HoldFlow session={session} step={step} />
          </div>
          <button
            type="button"
            class="skid-stop"
            disabled={still || here === null}
            onClick={() => here !== null && lay(collecting ? 'cutEnd' : 'cut', here)}
          >
            <span>{collecting ? t.closeNow : t.openNow}</span>
            <small>
              {!collecting && here !== null && here < set('cut')
                ? t.opensAt(figure(set('cut')))
                : here === null
                  ? ''
                  : t.at(figure(here))}
            </small>
          </button>
        </>
      ) : null}
      {over ? (
        <>
          <div class="full-judges" role="group" aria-label={t.judges}>
            {JUDGES.map((assay) => (
              <div key={assay}>
                <Drawn session={session} view={view} step={step} assay={assay} />
                <small>{{ fullByLight: t.lightNote, fullByMass: t.massNote, fullByAssays: t.assaysNote }[assay]}</small>
              </div>
            ))}
          </div>
          <button
            type="button"
            class="skid-stop"
            disabled={still || !step.canProceed}
            onClick={() => decide('proceed', 1)}
          >
            <span>{t.finish}</span>
          </button>
        </>
      ) : null}
      <TimeStands session={session} />
    </section>
  )
}

/** What the recorder kept of this run: both lights over what the cell showed at the same seconds. */
function lights(step: StepSnapshot): readonly TracePoint[] {
  if (step.phase !== 'gradient') return []
  const of = (id: string) => step.panels.find((p) => p.id === id)?.history ?? []
  const [a260, a280] = [new Map(of('uv260')), new Map(of('uv280'))]
  const points: TracePoint[] = []
  for (const [t_s, mS] of of('conductivity')) {
    const [second, uv] = [a260.get(t_s) ?? null, a280.get(t_s) ?? null]
    // A load has no gradient: before it begins the cell shows what is diluted.
    if (mS === null || uv === null || second === null || mS < AXIS[0] - 0.2) continue
    if (points.length && mS < points.at(-1)!.x - 1) points.length = 0
    if (!points.length || mS > points.at(-1)!.x) points.push({ x: mS, uv, second })
  }
  return points
}
