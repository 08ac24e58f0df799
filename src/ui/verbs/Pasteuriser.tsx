import { useState } from 'preact/hooks'
import { formatNumber, type Language } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { VerbProps } from './index.ts'
import { rackTexts } from './lockText.ts'
import { atSkid, BigFigure, displayOf, Figures, Head, pastOf, Phases, SetPoints, TimeStands } from './parts.tsx'
import { Trace } from './Trace.tsx'

const PHASES = ['heat', 'hold', 'cool'] as const
const CONTROLS = ['temperature', 'time'] as const
const PROBES = ['A', 'B', 'C'] as const
type Probe = (typeof PROBES)[number]
/** What one press adds to the plateau. */
const MORE_H = 1

/** Three probes into twenty-seven bottles: the coldest says what is proven. Its map is shown when the lot is over. */
export function Pasteuriser({ session, view, step }: VerbProps) {
  const { language, still, say, at, panel, control, decide } = atSkid(session, step)
  const t = rackTexts[language]
  const [chosen, setChosen] = useState<Probe>('A')
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const { phase } = step
  const placeOf = (probe: Probe): number => control(`probe${probe}`)?.value ?? 0
  const hold_h = step.counters['hold_h'] ?? 0
  const asked_h = control('time')?.value ?? 0
  const lead = !started ? t.before : phase === 'heat' ? t.heating : phase === 'hold' ? t.holding : t.cooling
  const [onTime, early] =
    phase === 'heat' ? [t.toClock, t.toClockEarly] : phase === 'hold' ? [t.toCool, t.toCoolEarly] : [t.finish, t.finish]
  const coldest = displayOf(step, 'mapPlace')
  // As the hand counts them, from 1.
  const mapped = coldest === null ? null : coldest - 1
  return (
    <section class="skid skid-rack" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={lead} />
      <Phases
        language={language}
        step={step}
        phases={PHASES}
        share={phase === 'hold' ? hold_h / Math.max(0.1, asked_h) : null}
      />
      <Figures>
        <BigFigure language={language} label={t.bath} value={say(displayOf(step, 'bath'), 1)} unit="°C" />
        <BigFigure
          language={language}
          label={t.clock}
          value={say(hold_h > 0 ? hold_h : null, 1)}
          unit="h"
          note={t.of(say(asked_h, 1))}
        />
      </Figures>
      <div class="rack-probes" role="group" aria-label={t.rack}>
        {PROBES.map((probe) => (
          <button
            key={probe}
            type="button"
            class={`probe-${probe}${pastOf(panel('coldestProbe')) && isColdest(step, probe) ? ' cold' : ''}`}
            aria-pressed={probe === chosen ? 'true' : 'false'}
            onClick={() => setChosen(probe)}
          >
            <span>{t.choose(probe)}</span>
            <b>{say(started ? displayOf(step, `probe${probe}`) : null, 2)}</b> <small>°C</small>
          </button>
        ))}
      </div>
      <p class="hint">{t.move(chosen)}</p>
      <Rack
        language={language}
        label={(place) => {
          const there = PROBES.filter((probe) => placeOf(probe) === place)
          const said = [...there.map(t.holds), ...(place === mapped ? [t.coldest] : [])]
          return `${placeName(language, place)}${said.length ? ` : ${said.join(', ')}` : ''}`
        }}
        mapped={mapped}
        marks={(place) => PROBES.filter((probe) => placeOf(probe) === place)}
        disabled={still || phase === 'cool'}
        onPress={(place) => decide(`probe${chosen}`, place)}
      />
      {phase === 'hold' ? (
        <Trace
          language={language}
          step={step}
          panel="coldestProbe"
          minutes={120}
          now_s={view.t_s}
          title={t.trace}
          most={61}
          least={59}
          says={t.says}
        />
      ) : null}
      {phase === 'cool' ? null : <SetPoints session={session} view={view} step={step} topics={CONTROLS} />}
      {phase === 'hold' ? (
        <button type="button" class="wait" disabled={still} onClick={() => decide('longer', MORE_H)}>
          <Icon name="more" /> <span>{t.longer}</span>
        </button>
      ) : null}
      {started ? (
        <button
          type="button"
          class={`skid-stop${step.ready ? '' : ' calm'}`}
          disabled={still || !step.canProceed}
          onClick={() =>
            step.ready ? decide('proceed', 1) : (session.sheet.value = { kind: 'proceed', step: step.id })
          }
        >
          <span>{step.ready ? onTime : early}</span>
        </button>
      ) : (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
          <span>{t.start}</span>
        </button>
      )}
      {started && !step.paused ? <TimeStands session={session} /> : null}
    </section>
  )
}

const isColdest = (step: VerbProps['step'], probe: Probe): boolean => {
  const shown = PROBES.map((p) => displayOf(step, `probe${p}`) ?? Infinity)
  return shown[PROBES.indexOf(probe)] === Math.min(...shown)
}

const LAYER = 9
const ROW = 3
const PLACES = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const

const placeName = (language: Language, place: number): string => {
  const t = rackTexts[language]
  const say = (x: number): string => formatNumber(language, x + 1, 0)
  return t.place(t.layers[2 - Math.floor(place / LAYER)]!, say(Math.floor((place % LAYER) / ROW)), say(place % ROW))
}

/** The rack, layer by layer from the top: what stands in a place, and what a press on it does. */
function Rack(props: {
  readonly language: Language
  readonly label: (place: number) => string
  readonly marks: (place: number) => readonly Probe[]
  /** Where a probe map has its coldest bottle; null: nobody has one. */
  readonly mapped: number | null
  readonly disabled: boolean
  readonly onPress: (place: number) => void
}) {
  const { language, label, marks, mapped, disabled, onPress } = props
  const t = rackTexts[language]
  return (
    <div class="rack">
      {t.layers.map((layer, i) => (
        <div key={layer} class="rack-layer">
          <p aria-hidden="true">{layer}</p>
          <div class="rack-grid">
            {PLACES.map((n) => {
              const place = LAYER * (2 - i) + n
              const there = marks(place)
              return (
                <button
                  key={place}
                  type="button"
                  class={`${there.length ? `probe-${there[0]!}` : ''}${place === mapped ? ' mapped' : ''}`}
                  aria-label={label(place)}
                  disabled={disabled}
                  onClick={() => onPress(place)}
                >
                  {there.join('')}
                </button>
              )
            })}
          </div>
        </div>
      ))}
    </div>
  )
}

/** What nobody saw while it ran: how far each place stood off the bath, with the probes where they were at the end. */
export function RackMap(props: {
  readonly language: Language
  readonly offset_C: readonly number[]
  readonly probes: readonly number[]
}) {
  const { language, offset_C, probes } = props
  const t = rackTexts[language]
  const [low, high] = [Math.min(...offset_C), Math.max(...offset_C)]
  const say = (value: number): string => `${value < 0 ? '−' : '+'}${formatNumber(language, Math.abs(value), 2)}`
  return (
    <section class="rack-map" aria-labelledby="rack-map-title">
      <h2 id="rack-map-title">{t.map}</h2>
      <p>{t.mapLead}</p>
      <div class="rack">
        {t.layers.map((layer, i) => (
          <div key={layer} class="rack-layer">
            <p>{layer}</p>
            <ul class="rack-grid" role="list">
              {PLACES.map((n) => {
                const place = LAYER * (2 - i) + n
                const off = offset_C[place]!
                const there = PROBES.filter((_, k) => probes[k] === place).join('')
                const share = high > low ? (off - low) / (high - low) : 1
                return (
                  <li
                    key={place}
                    class={off === low ? 'coldest' : ''}
                    style={{ '--warm': `${Math.round(100 * share)}%` }}
                    title={off === low ? t.coldest : undefined}
                  >
                    <b>{there}</b>
                    <span>{say(off)}</span>
                  </li>
                )
              })}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}
