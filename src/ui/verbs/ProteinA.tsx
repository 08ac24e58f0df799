import { formatNumber, phaseName, plateauOf, type StepSnapshot, verdictOf } from '../../present/index.ts'
import { useKeys } from '../keys.ts'
import { Chromatogram, type TracePoint } from './Chromatogram.tsx'
import type { VerbProps } from './index.ts'
import { BigFigure, displayOf, Drawn, Figures, Head, HoldFlow, Phases, SetPoints, TimeStands } from './parts.tsx'
import { Trace } from './Trace.tsx'
import { captureTexts, commonTexts } from './text.ts'

const PHASES = ['equilibrate', 'load', 'wash1', 'wash2', 'elute', 'strip', 'cip'] as const
/** The set point that says how long a phase is, and the counter that goes there. */
const LENGTH: Readonly<Record<string, readonly [topic: string, counter: string]>> = {
  equilibrate: ['equilibration', 'phase_CV'],
  wash1: ['rinse', 'phase_CV'],
  wash2: ['wash', 'phase_CV'],
  elute: ['elution', 'phase_CV'],
  strip: ['strip', 'phase_CV'],
  cip: ['cipTime', 'phase_min'],
}
/** What is decided before a load. */
const BEFORE_LOAD = ['loadDensity', 'titre', 'loadResidence', 'wash', 'elutionPh'] as const
/** From here on the curve is drawn large enough to see its noise. */
const RISEN_CV = 1.6
const NARROWEST_AU = 0.04

/** Load until you dare: litres on one side, the UV of what runs through on the other, one gesture between them. */
export function ProteinA({ session, view, step }: VerbProps) {
  const language = session.language.value
  const t = captureTexts[language]
  const c = commonTexts[language]
  const still = session.watching.value
  const count = (id: string): number => step.counters[id] ?? 0
  const setting = (topic: string): number | null => step.controls.find((x) => x.topic === topic)?.value ?? null
  const say = (value: number, digits = 0): string => formatNumber(language, value, digits)
  const loading = step.phase === 'load'
  const loaded_L = count('loaded_L')
  const column_L = loading && count('phase_CV') > 0 ? loaded_L / count('phase_CV') : 0
  const perLitre = count('loadedByTitre_g_L')
  const proceed = (): void => void session.decide({ slot: `${step.id}.proceed`, value: 1 })
  const mayStop = loading && step.canProceed && !still
  useKeys(
    () =>
      mayStop
        ? [
            {
              keys: [' '],
              does: t.stopKey,
              // A screen that stands still is first let go.
              down: (event) => {
                if (event.target !== document.body || session.speed.value === 0) return false
                proceed()
              },
            },
          ]
        : [],
    true,
  )
  const limit_cycles = step.labels['resinCycles'] ?? null
  const used = Math.floor(count('resinCycles'))
  const density = step.controls.find((x) => x.topic === 'loadDensity')
  const verdict = density?.bands && loading ? verdictOf(density.bands, perLitre) : 'asked'
  const uv = displayOf(step, 'uv')
  const points = loading ? trace(step, column_L, uv) : []
  const recent = points.filter((p) => p.x >= loaded_L - 2 * column_L).map((p) => p.uv)
  const [low, high] = recent.length ? [Math.min(...recent), Math.max(...recent)] : [null, null]
  const [topic, counter] = LENGTH[step.phase] ?? [null, null]
  const whole = topic === null ? null : setting(topic)
  const done = counter === null ? 0 : count(counter)
  const says =
    whole === null
      ? undefined
      : (counter === 'phase_min' ? c.minutesOf : c.volumes)(say(done, 1), say(whole, whole % 1 === 0 ? 0 : 1))
  const litresAt = (g_L: number): number => (perLitre > 0 ? (loaded_L * g_L) / perLitre : 0)
  const planned = density ? litresAt(density.value) : 0
  const limit = density?.bands?.action.high ? litresAt(density.bands.action.high) : 0
  // Shared out by the skid only when the load begins: before, by the density that is set.
  const ahead = step.phase === 'equilibrate' ? toGo(step) : 0
  const after =
    PHASES[PHASES.findIndex((phase) => phase === step.phase) + 1] ?? (count('feedLeft_L') > 0 ? PHASES[0] : 'done')
  return (
    <section class="skid skid-capture" aria-labelledby="skid-title">
      <Head
        session={session}
        title={loading || step.phase === 'equilibrate' ? t.title : t.titleRunning}
        lead={loading || step.phase === 'equilibrate' ? t.lead : t.running}
      />
      <Phases
        language={language}
        step={step}
        phases={PHASES}
        share={loading ? (planned > 0 ? loaded_L / planned : null) : whole ? done / whole : null}
        {...(says === undefined ? {} : { says })}
        {...(ahead ? { cycles: count('cycle') - 1 + ahead } : {})}
      />
      {loading ? (
        <>
          <Figures>
            <BigFigure
              language={language}
              label={t.loaded}
              value={say(loaded_L)}
              unit="L"
              note={t.leftNote(say(count('feedLeft_L')))}
            />
            <BigFigure
              language={language}
              label={t.perLitre}
              note={count('phase_CV') > 0 ? t.byTitre(say(perLitre / count('phase_CV'), 2)) : null}
              value={say(perLitre, 1)}
              unit="g/L"
              past={verdict === 'asked' ? null : verdict}
            />
            <BigFigure
              language={language}
              label={t.uv}
              value={uv === null ? '–' : say(uv, 3)}
              unit="AU"
              note={low === null || high === null ? null : t.recent(say(low, 3), say(high, 3))}
            />
          </Figures>
          <Chromatogram
            language={language}
            points={points}
            from={0}
            to={Math.max(1.12 * loaded_L, 1.15 * planned, 1)}
            span={spanOf(points, column_L)}
            most_mS={null}
            xLabel={t.litresAxis}
            yLabel={c.uvAxis}
            digits={2}
            ruler={points.length ? (plateauOf(step.chromatogram ?? [])?.uv ?? null) : null}
            marks={[
              ...(planned > 0 ? [{ at: planned, label: t.recipe, kind: 'recipe' as const }] : []),
              ...(limit > 0 ? [{ at: limit, label: t.action, kind: 'limit' as const }] : []),
            ]}
            says={
              uv === null || low === null || high === null
                ? t.saysEmpty
                : t.says(say(loaded_L), say(uv, 3), say(low, 3), say(high, 3))
            }
          />
          <button type="button" class="skid-stop" disabled={!mayStop} onClick={proceed}>
            <span>{count('feedLeft_L') <= 0 ? t.empty : t.stop}</span>
            <small>
              {t.stopAt(say(loaded_L))} <kbd>{t.space}</kbd>
            </small>
          </button>
          <div class="skid-row">
            <HoldFlow session={session} step={step} />
            <Drawn session={session} view={view} step={step} assay="breakthrough" />
          </div>
        </>
      ) : (
        <>
          {step.phase === 'equilibrate' && count('cycle') === 1 && !limit_cycles ? null : (
            <Figures>
              {limit_cycles ? (
                <BigFigure
                  language={language}
                  label={t.resin}
                  value={say(used)}
                  note={t.resinOf(say(limit_cycles))}
                  past={used >= limit_cycles ? 'action' : null}
                />
              ) : null}
              <BigFigure
                language={language}
                label={t.uv}
                value={uv === null ? '–' : say(uv, 3)}
                unit="AU"
                note={loaded_L > 0 ? t.last(say(loaded_L), say(perLitre, 1)) : null}
              />
              <BigFigure
                language={language}
                label={t.left}
                value={say(count('feedLeft_L'))}
                unit="L"
                note={limit_cycles ? t.cyclesToGo(toGo(step)) : null}
              />
              <BigFigure language={language} label={t.pool} value={say(count('pool_L'))} unit="L" />
            </Figures>
          )}
          {step.phase === 'equilibrate' ? null : (
            <Trace
              language={language}
              step={step}
              panel="uv"
              minutes={60}
              now_s={view.t_s}
              title={t.trace}
              most={0.5}
              says={t.traceSays}
            />
          )}
          {step.phase === 'equilibrate' ? (
            <>
              <SetPoints session={session} view={view} step={step} topics={BEFORE_LOAD} />
              {limit_cycles ? null : (
                <div class="skid-row">
                  <Drawn session={session} view={view} step={step} assay="asymmetry" />
                </div>
              )}
            </>
          ) : null}
          {step.ready && step.canProceed ? (
            <button type="button" class="skid-stop calm" disabled={still} onClick={proceed}>
              <span>
                {step.phase === 'equilibrate'
                  ? t.start(say(count('cycle')))
                  : c.next(phaseName(language, step.unit, after))}
              </span>
            </button>
          ) : null}
        </>
      )}
      {still ? <p class="hint">{c.watching}</p> : <TimeStands session={session} />}
    </section>
  )
}

/** Loads still to come at the density that is set, as the skid will share them out. */
function toGo({ controls, counters, labels }: StepSnapshot): number {
  const density = controls.find((x) => x.topic === 'loadDensity')?.value ?? 0
  const perLoad_L = (density * (labels['column_L'] ?? 0)) / Math.max(0.1, labels['titre'] ?? 1)
  return perLoad_L > 0 ? Math.max(0, Math.ceil((counters['feedLeft_L'] ?? 0) / perLoad_L - 0.02)) : 0
}

/** What the recorder kept of this load, and what the display shows now, over litres. */
function trace({ chromatogram, counters }: StepSnapshot, column_L: number, uv: number | null): readonly TracePoint[] {
  const kept = (chromatogram ?? []).map((p) => ({ x: p.cv * column_L, uv: p.uv }))
  const now = counters['loaded_L'] ?? 0
  return uv === null || (kept.at(-1)?.x ?? -1) >= now ? kept : [...kept, { x: now, uv }]
}

/** Once the feed runs through, the axis is no higher than what it does: the noise is seen, and what rises out of it. */
function spanOf(points: readonly TracePoint[], column_L: number): readonly [number, number] {
  const risen = points.filter((p) => p.x >= RISEN_CV * column_L).map((p) => p.uv)
  if (risen.length < 3) return [0, Math.max(0.1, 1.25 * Math.max(0, ...points.map((p) => p.uv)))]
  const [low, high] = [Math.min(...risen), Math.max(...risen)]
  const room = Math.max(NARROWEST_AU, 1.3 * (high - low))
  const from = Math.floor((low - 0.25 * room) * 100) / 100
  return [from, Math.ceil((from + room + 0.25 * room) * 100) / 100]
}
