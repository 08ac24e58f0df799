import { duration } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { wallTexts } from './borderText.ts'
import type { VerbProps } from './index.ts'
import {
  atSkid,
  BigFigure,
  displayOf,
  Drawn,
  Feet,
  Figures,
  Head,
  HoldClock,
  pastOf,
  Phases,
  SetPoints,
  TimeStands,
  useRoom,
} from './parts.tsx'
import { Trace } from './Trace.tsx'
import { ViralLedger } from './ViralLedger.tsx'

const PHASES = ['mix', 'hold'] as const
const TANK = ['temperature', 'time'] as const
/** Where the lamp goes in the picture of the tank, and which branch it is; the dome is none. */
const PLACES = [
  { panel: 'domeGlass', leg: 0, x: 50, y: 22 },
  { panel: 'legSample', leg: 1, x: 0, y: 57 },
  { panel: 'legProbe', leg: 2, x: 100, y: 48 },
  { panel: 'legDrain', leg: 3, x: 50, y: 84 },
] as const
/** Less than this is an eye’s own error. */
const WET_PCT = 6
const HOSES = [
  { side: 'after', value: 1 },
  { side: 'before', value: 2 },
] as const

/** Drops are hunted before the clock starts; minutes count only in range; the hose is chosen by colour and shape. */
export function SolventDetergent({ session, view, step }: VerbProps) {
  const hasRoom = useRoom()
  const { language, still, say, at, control, panel, decide } = atSkid(session, step)
  const t = wallTexts[language]
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const holds = step.phase === 'hold'
  const byHand = panel('handThermometer')?.seen ?? null
  const solvent = step.assays.find((a) => a.id === 'solvent')?.results.at(-1) ?? null
  const whole_h = control('time')?.value ?? 6
  const counted_h = step.counters['hold_h'] ?? 0
  const hose = Math.round(control('hose')?.value ?? 0)
  const look = (place: string): void => void session.decide({ slot: at('look'), value: place })
  return (
    <section class="skid skid-border" aria-labelledby="skid-title">
      <Head
        session={session}
        title={t.title[step.phase] ?? t.title['done']!}
        lead={started ? (t.leads[step.phase] ?? '') : t.before}
      />
      <Phases language={language} step={step} phases={PHASES} share={holds ? counted_h / whole_h : null} />
      {holds ? (
        <HoldClock
          step={step}
          label={t.clock}
          counted_s={3600 * counted_h}
          of={step.paused ? t.stopped : t.clockOf(say(whole_h, whole_h % 1 === 0 ? 0 : 1))}
        />
      ) : null}
      <Figures>
        <BigFigure
          language={language}
          label={t.temperature}
          value={say(displayOf(step, 'poolTemperature'), 1)}
          unit="°C"
          past={started ? pastOf(panel('poolTemperature')) : null}
        />
        <BigFigure
          language={language}
          label={t.byHand}
          value={byHand ? say(byHand.value, 1) : '–'}
          unit="°C"
          note={byHand ? t.ago(duration(language, view.t_s - byHand.t_s)) : null}
        />
        {holds ? null : (
          <BigFigure language={language} label={t.mixed} value={say(step.counters['mixed_pct'] ?? 0)} unit="%" />
        )}
        <BigFigure language={language} label={t.lab} value={solvent ? say(solvent.value, 2) : '–'} unit="g/L" />
      </Figures>
      {holds ? (
        <>
          <div class="border-pair">
            <div class="border-acts">
              <button
                type="button"
                class="skid-stop"
                aria-pressed={step.paused ? 'true' : 'false'}
                disabled={still}
                onClick={() => decide('pause', step.paused ? 0 : 1)}
              >
                <span>{step.paused ? t.go : t.stop}</span>
              </button>
              <button type="button" class="wait" disabled={still} onClick={() => decide('restart', 1)}>
                <Icon name="again" /> <span>{t.restart}</span> <small>{t.restartHint}</small>
              </button>
              <button type="button" class="wait" disabled={still} onClick={() => look('handThermometer')}>
                <Icon name="eye" /> <span>{t.look}</span>
              </button>
            </div>
            <Trace
              language={language}
              step={step}
              panel="poolTemperature"
              minutes={60}
              now_s={view.t_s}
              title={t.trace}
              most={28}
              least={19}
              says={t.says}
            />
          </div>
          <fieldset class="choice border-rack">
            <legend>{t.rack}</legend>
            <div class="choices">
              {HOSES.map(({ side, value }) => {
                const missing = side === 'after' && step.counters['postHose'] === 0
                return (
                  <label key={side} class={`${side}${hose === value ? ' chosen' : ''}${missing ? ' missing' : ''}`}>
                    <input
                      type="radio"
                      name="hose"
                      disabled={still || missing}
                      checked={hose === value}
                      onChange={() => decide('hose', value)}
                    />
                    <HoseSign side={side} hung={!missing} />
                    <span>
                      {t.hoses[side]}
                      <small>{missing ? t.missing : hose === value ? t.connected : t.from[side]}</small>
                    </span>
                  </label>
                )
              })}
            </div>
          </fieldset>
        </>
      ) : (
        <div class="border-hunt" role="group" aria-label={t.hunt}>
          <HuntTank />
          {PLACES.map(({ panel: place, leg, x, y }) => {
            const seen = panel(place)?.seen ?? null
            const wet = seen !== null && (seen.value ?? 0) >= WET_PCT
            const found = seen === null ? t.unseen : wet ? t.wet(say(seen.value)) : t.dry
            return (
              <div
                key={place}
                class={`hunt-place ${place}${seen === null ? '' : wet ? ' wet' : ' dry'}`}
                style={{ '--x': `${x}%`, '--y': `${y}%` }}
              >
                <button type="button" disabled={still || !started} onClick={() => look(place)}>
                  <span class="unseen">{t.lamp} </span>
                  <b>{t.places[place]}</b> <span>{found}</span>
                </button>
                {wet ? (
                  <button
                    type="button"
                    class="second"
                    disabled={still}
                    onClick={() => (leg === 0 ? decide('rinse', 1) : decide('flush', leg))}
                  >
                    {leg === 0 ? t.rinse : t.flush(t.places[place])}
                  </button>
                ) : null}
              </div>
            )
          })}
        </div>
      )}
      <SetPoints session={session} view={view} step={step} topics={TANK} />
      {started && !holds ? <Drawn session={session} view={view} step={step} assay="solvent" /> : null}
      <Feet
        session={session}
        step={step}
        started={started}
        words={{ start: t.start, finish: t.finish[step.phase] ?? '', finishEarly: t.early[step.phase] ?? '' }}
        reason={holds && hose === 0 ? t.noHose : null}
      />
      {view.ledger ? <ViralLedger session={session} ledger={view.ledger} open={hasRoom} /> : null}
      {started && !step.ready ? <TimeStands session={session} /> : null}
    </section>
  )
}

/** The signs of the two sides: a disc before the wall, a diamond after it; never colour alone. */
function HoseSign({ side, hung }: { readonly side: 'after' | 'before'; readonly hung: boolean }) {
  return (
    <svg class="hose-sign" viewBox="0 0 72 48" aria-hidden="true">
      <path class="hook" d="M36 2v8m-7 0h14" />
      {hung ? <path class="hose" d="M20 12c-14 10-14 32 2 32h28c16 0 16-22 2-32" /> : null}
      {side === 'before' ? (
        <circle class="before" cx="36" cy="27" r="8.5" />
      ) : (
        <path class="after" d="M36 16l11 11-11 11-11-11z" />
      )}
    </svg>
  )
}

/** Tank 1 cut open, with its dome and three branches. */
function HuntTank() {
  return (
    <svg class="hunt-tank" viewBox="0 0 200 160" preserveAspectRatio="none" aria-hidden="true">
      <path class="shell" d="M46 52C46 8 154 8 154 52v66c0 30-108 30-108 0z" />
      <path class="liquid" d="M50 66h100v52c0 24-100 24-100 0z" />
      <path class="branch" d="M46 92H22M154 76h26M100 140v14" />
    </svg>
  )
}
