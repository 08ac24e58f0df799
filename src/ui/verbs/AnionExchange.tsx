import { useState } from 'preact/hooks'
import {
  type AssaySnapshot,
  type Bands,
  clockOf,
  duration,
  formatNumber,
  type Language,
  measured,
  type Snapshot,
  type StepSnapshot,
  verdictOf,
} from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { Session } from '../session.ts'
import { Chromatogram } from './Chromatogram.tsx'
import { diluted, shownAt } from './dilution.ts'
import { decimalsOf, dropOf, inDrops, roundStep } from './drip.ts'
import type { VerbProps } from './index.ts'
import {
  atSkid,
  BigFigure,
  displayOf,
  Figures,
  Head,
  HoldFlow,
  Phases,
  SetPoints,
  Stepper,
  TimeStands,
} from './parts.tsx'
import { flowThroughTexts } from './text.ts'

const PHASES = ['prepare', 'load', 'wash'] as const
/** What the skid titrates to by itself. */
const BEFORE_RUN = ['pH'] as const
const POURED = ['dilute', 'base', 'acid'] as const
type Poured = (typeof POURED)[number]

/** Measure before you pump: the column’s own UV never says whether it holds what it is there for. */
export function AnionExchange({ session, view, step }: VerbProps) {
  const { language, still, say } = atSkid(session, step)
  const t = flowThroughTexts[language]
  const proceed = (): void => void session.decide({ slot: `${step.id}.proceed`, value: 1 })
  const tank = displayOf(step, 'tankWeight')
  const inLine = step.panels.find((p) => p.id === 'inLineConductivity')
  const uv = displayOf(step, 'uv')
  const washed = step.counters['washed_CV'] ?? 0
  const wash = step.controls.find((x) => x.topic === 'wash')?.value ?? null
  const never = step.assays.every((a) => a.results.length === 0)
  const preparing = step.phase === 'prepare'
  return (
    <section class="skid skid-flow" aria-labelledby="skid-title">
      <Head
        session={session}
        title={t.title[step.phase] ?? t.title['done']!}
        lead={t.lead[step.phase] ?? t.lead['done']!}
      />
      <Phases
        language={language}
        step={step}
        phases={PHASES}
        share={step.phase === 'wash' && wash ? washed / wash : null}
      />
      {preparing ? (
        <>
          <Figures>
            <BigFigure language={language} label={t.tank} value={say(tank, 0)} unit="kg" />
            {(['pH', 'conductivity'] as const).map((id) => (
              <Dipped key={id} session={session} view={view} step={step} id={id} />
            ))}
          </Figures>
          <Pour session={session} view={view} step={step} tank_L={tank} disabled={still} />
          <div class="skid-begin">
            <Dip session={session} step={step} disabled={still} />
            <button
              type="button"
              class={`skid-stop${never ? ' calm' : ''}`}
              disabled={still || !step.canProceed}
              onClick={proceed}
            >
              <span>{never ? t.startBlind : t.start}</span>
            </button>
          </div>
          <Log view={view} step={step} language={language} />
        </>
      ) : (
        <>
          <Figures>
            {inLine ? (
              <BigFigure
                language={language}
                label={t.inLine}
                value={say(inLine.now, 2)}
                unit="mS/cm"
                note={askedOf(language, inLine.bands)}
                past={pastOf(inLine.bands, inLine.now)}
              />
            ) : null}
            <BigFigure language={language} label={t.left} value={say(tank, 0)} unit="kg" />
            <BigFigure
              language={language}
              label={t.through}
              value={say(step.counters['flowThrough_L'] ?? 0, 0)}
              unit="L"
            />
          </Figures>
          <Flat step={step} language={language} uv={uv} now_s={view.t_s} />
          <div class="skid-row">
            {step.phase === 'load' ? <HoldFlow session={session} step={step} /> : null}
            <Dip session={session} step={step} disabled={still} />
          </div>
          {step.canProceed && step.phase !== 'done' ? (
            <button type="button" class={`skid-stop${step.ready ? '' : ' calm'}`} disabled={still} onClick={proceed}>
              <span>
                {step.phase === 'load'
                  ? step.ready
                    ? t.toWash
                    : t.toWashEarly
                  : step.ready
                    ? t.finish
                    : t.finishEarly}
              </span>
            </button>
          ) : null}
        </>
      )}
      {preparing ? null : <TimeStands session={session} />}
    </section>
  )
}

function askedOf(language: Language, bands: Bands | null): string | null {
  if (!bands) return null
  const t = flowThroughTexts[language]
  const { low, high } = bands.asked
  const say = (x: number): string => formatNumber(language, x, x % 1 === 0 ? 0 : 1)
  if (low !== null && high !== null) return t.asked(low === high ? say(low) : t.between(say(low), say(high)))
  return high === null ? null : t.asked(t.atMost(say(high)))
}

function pastOf(bands: Bands | null, value: number | null): 'alert' | 'action' | null {
  if (!bands || value === null) return null
  const verdict = verdictOf(bands, value)
  return verdict === 'asked' ? null : verdict
}

/** Second of the last addition to the tank. */
const lastPoured_s = (view: Snapshot, step: StepSnapshot): number =>
  view.acts.filter((a) => POURED.some((topic) => a.slot === `${step.id}.${topic}`)).at(-1)?.t_s ?? -1

/** What the last dip said, how old it is, and whether the tank has been changed since. */
function Dipped(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly id: 'pH' | 'conductivity'
}) {
  const { session, view, step, id } = props
  const language = session.language.value
  const t = flowThroughTexts[language]
  const assay = step.assays.find((a) => a.id === id)
  if (!assay) return null
  const last = assay.results.at(-1)
  const stale = last !== undefined && lastPoured_s(view, step) >= last.drawn_s
  return (
    <BigFigure
      language={language}
      label={measured(language, id).short}
      value={last ? formatNumber(language, last.value, 2) : '–'}
      unit={assay.unit}
      past={stale || !last ? null : pastOf(assay.bands, last.value)}
      note={
        <>
          {last ? (stale ? t.before : t.ago(duration(language, view.t_s - last.drawn_s))) : t.never}
          {assay.bands ? <i>{askedOf(language, assay.bands)}</i> : null}
        </>
      }
    />
  )
}

function Dip({ session, step, disabled }: { session: Session; step: StepSnapshot; disabled: boolean }) {
  const language = session.language.value
  const t = flowThroughTexts[language]
  const offered = step.assays.filter((a) => a.id === 'pH' || a.id === 'conductivity')
  const pending = offered.find((a) => a.pending_s !== null)?.pending_s ?? null
  if (offered.length === 0) return null
  return pending === null ? (
    <button
      type="button"
      class="wait skid-dip"
      disabled={disabled}
      onClick={() => void session.decide({ slot: `${step.id}.assay`, value: offered.map((a) => a.id) })}
    >
      <Icon name="sample" /> {t.dip}
    </button>
  ) : (
    <button type="button" class="wait skid-dip" disabled={disabled} onClick={() => void session.wait(pending + 5)}>
      <Icon name="wait" /> {t.dipWait(duration(language, pending))}
    </button>
  )
}

/** Dilution buffer, base, acid: litres, and of the salt what a colleague would work out on paper. */
function Pour(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly tank_L: number | null
  readonly disabled: boolean
}) {
  const { session, view, step, tank_L, disabled } = props
  const language = session.language.value
  const t = flowThroughTexts[language]
  const offered = POURED.filter((topic) => step.controls.some((x) => x.topic === topic && x.kind === 'act'))
  const [chosen, setChosen] = useState<Poured | 'pH'>('dilute')
  const aim = step.controls.find((x) => x.topic === 'pH' && x.kind === 'setting')
  const topic = chosen === 'pH' ? 'base' : chosen
  const [amounts, setAmounts] = useState<Readonly<Partial<Record<Poured, number>>>>({})
  const volume = tank_L ?? 200
  const by = topic === 'dilute' ? roundStep(0.05 * volume) : 5 * dropOf(volume)
  const litres = amounts[topic] ?? (topic === 'dilute' ? inDrops(volume, by) : by)
  const most = step.controls.find((x) => x.topic === topic)?.max ?? 100
  if (offered.length === 0) return null
  const last = step.assays.find((a) => a.id === 'conductivity')?.results.at(-1)
  const history = step.panels.find((p) => p.id === 'tankWeight')?.history ?? []
  const weighed = last ? shownAt(history, last.drawn_s) : null
  const would =
    last && weighed !== null && tank_L !== null
      ? diluted({ value: last.value, tank_L: weighed }, tank_L, litres, step.labels['diluent'] ?? 0)
      : null
  const say = (value: number, digits: number): string => formatNumber(language, value, digits)
  return (
    <div class="skid-pour">
      <div class="segments" role="group" aria-label={measured(language, 'tankWeight').name}>
        {offered.map((id) => (
          <button key={id} type="button" aria-pressed={chosen === id ? 'true' : 'false'} onClick={() => setChosen(id)}>
            {t.name[id]}
          </button>
        ))}
        {aim ? (
          <button type="button" aria-pressed={chosen === 'pH' ? 'true' : 'false'} onClick={() => setChosen('pH')}>
            {t.aim(formatNumber(language, aim.value, 2))}
          </button>
        ) : null}
      </div>
      {chosen === 'pH' ? (
        <SetPoints session={session} view={view} step={step} topics={BEFORE_RUN} />
      ) : (
        <>
          <div class="skid-twin">
            <Stepper
              language={language}
              label={t.amount[topic]}
              value={litres}
              by={by}
              most={most}
              unit="L"
              disabled={disabled}
              onChange={(value) => setAmounts({ ...amounts, [topic]: value })}
            />
            <button
              type="button"
              class="second"
              disabled={disabled}
              aria-label={`${t.name[topic]} ${t.give(say(litres, decimalsOf(litres)))}`}
              onClick={() => void session.decide({ slot: `${step.id}.${topic}`, value: litres })}
            >
              {t.give(say(litres, decimalsOf(litres)))}
            </button>
          </div>
          {topic === 'dilute' ? (
            <input
              type="range"
              class="skid-slide"
              aria-label={t.slide}
              aria-valuetext={`${say(litres, 0)} L`}
              min={by}
              max={Math.min(most, inDrops(10 * volume, by))}
              step={by}
              value={litres}
              disabled={disabled}
              onInput={(event) => setAmounts({ ...amounts, dilute: event.currentTarget.valueAsNumber })}
            />
          ) : null}
          {topic === 'dilute' ? (
            <p class="skid-worked" role="status">
              {would === null || !last || weighed === null || tank_L === null ? (
                t.noArithmetic
              ) : (
                <>
                  <b>{t.wouldBe(say(would, 1), say(tank_L + litres, 0))}</b>{' '}
                  <small>{t.wouldBeHow(say(last.value, 1), say(weighed, 0))}</small>
                </>
              )}
            </p>
          ) : null}
        </>
      )}
    </div>
  )
}

/** What was poured and what was read, in their order: what one would have on a sheet of paper. */
function Log({ view, step, language }: { view: Snapshot; step: StepSnapshot; language: Language }) {
  const t = flowThroughTexts[language]
  const at = (id: string): AssaySnapshot['results'] => step.assays.find((a) => a.id === id)?.results ?? []
  const poured = view.acts.flatMap((a) => {
    const topic = POURED.find((p) => a.slot === `${step.id}.${p}`)
    if (!topic || typeof a.value !== 'number' || a.by !== 'player') return []
    return [{ t_s: a.t_s, says: t.logGave(t.name[topic], formatNumber(language, a.value, decimalsOf(a.value))) }]
  })
  const read = at('pH').map((r) => {
    const salt = at('conductivity').find((x) => x.drawn_s === r.drawn_s)
    return {
      t_s: r.drawn_s,
      says: t.logRead(formatNumber(language, r.value, 2), salt ? formatNumber(language, salt.value, 2) : '–'),
    }
  })
  const lines = [...poured, ...read].sort((a, b) => a.t_s - b.t_s).slice(-5)
  return (
    <div class="skid-log">
      <h3>{t.log}</h3>
      {lines.length === 0 ? <p class="hint">{t.logNone}</p> : null}
      <ol role="list">
        {lines.map((line) => (
          <li key={`${line.t_s} ${line.says}`}>
            <code>{clockOf(line.t_s)}</code> {line.says}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The trend that says nothing, whatever happens. */
function Flat(props: {
  readonly step: StepSnapshot
  readonly language: Language
  readonly uv: number | null
  readonly now_s: number
}) {
  const { step, language, uv, now_s } = props
  const t = flowThroughTexts[language]
  const history = step.panels.find((p) => p.id === 'uv')?.history ?? []
  // From where the antibody comes through, or from the beginning of what is kept.
  const began_s = history.filter(([, value]) => (value ?? 0) < 0.02).at(-1)?.[0] ?? history[0]?.[0] ?? now_s
  const points = history.flatMap(([t_s, value]) =>
    value === null || t_s < began_s ? [] : [{ x: (t_s - began_s) / 60, uv: value }],
  )
  if (uv !== null) points.push({ x: (now_s - began_s) / 60, uv })
  const recent = points.filter((p) => p.x >= (now_s - began_s) / 60 - 10).map((p) => p.uv)
  const most = Math.max(0.5, ...points.map((p) => p.uv)) * 1.3
  return (
    <Chromatogram
      language={language}
      points={points}
      from={0}
      to={Math.max(20, 1.05 * (points.at(-1)?.x ?? 0))}
      span={[0, Math.ceil(most * 10) / 10]}
      most_mS={null}
      xLabel={t.minutesAxis}
      yLabel={t.uv}
      digits={1}
      says={t.says(
        uv === null ? '–' : formatNumber(language, uv, 3),
        formatNumber(language, Math.min(...recent), 3),
        formatNumber(language, Math.max(...recent), 3),
      )}
    />
  )
}
