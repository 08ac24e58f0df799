import { useEffect, useRef, useState } from 'preact/hooks'
import { formatNumber, phaseName, printedTank, type Snapshot, type StepSnapshot } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { useKeys } from '../keys.ts'
import type { Session } from '../session.ts'
import { Wheel } from '../wheel/Wheel.tsx'
import { Corridor } from './Corridor.tsx'
import { FallMap } from './FallMap.tsx'
import { FractionTree } from './FractionTree.tsx'
import { corridorTexts } from './fractionText.ts'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, displayOf, Drawn, Figures, Head, pastOf, Phases, TimeStands, useRoom } from './parts.tsx'

const PHASES = ['condition', 'dose', 'age'] as const
/** One drop moves the tank by so much, once it has mixed. */
const DROP_PH = 0.05
/** Litres a minute and cubic metre with the wheel wide open: a notch of its slider is a tenth. */
const WIDE_OPEN = 5
const RESTS_MS = 350

/** Where a set point that is being moved stands, until the hand rests: one decision. */
function useResting(session: Session, slot: string, stands: number) {
  const [moved, setMoved] = useState<number | null>(null)
  const timer = useRef(0)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const moveTo = (wanted: number): void => {
    if (session.watching.value) return
    setMoved(wanted)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      void session.decide({ slot, value: wanted }).then(() => setMoved(null))
    }, RESTS_MS)
  }
  return [moved ?? stands, moveTo] as const
}

/** Hold the cold between the ice below and the heat at the lance, while ethanol flows; before that, drops of acid. */
export function ColdEthanol({ session, view, step }: VerbProps) {
  const { language, still, say, at, control, panel, decide } = atSkid(session, step)
  const t = corridorTexts[language]
  const begun = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const temperature = control('temperature')
  const [set_C, pullTo] = useResting(session, at('temperature'), temperature?.value ?? 0)
  const doses = step.phase === 'dose'
  const drips = step.phase === 'condition' && control('pH') !== undefined && begun
  const printed = printedTank(step.place!)
  const hasRoom = useRoom()
  const count = (id: string): number => step.counters[id] ?? 0
  useKeys(
    () =>
      doses && !still
        ? [
            {
              keys: [' '],
              does: t.stopKey,
              down: (event) => {
                if (event.target !== document.body || session.speed.value === 0) return false
                decide('pause', step.paused ? 0 : 1)
              },
            },
          ]
        : [],
    true,
  )
  return (
    <section class="skid skid-cold" aria-labelledby="skid-title">
      <Head
        session={session}
        title={t.title[step.phase] ?? t.title['age']!}
        lead={begun ? (t.lead[step.phase] ?? '') : t.waits}
      />
      <Phases
        language={language}
        step={step}
        phases={PHASES}
        share={
          doses
            ? count('dosed_L') / Math.max(1, count('dosed_L') + count('ethanolLeft_L'))
            : step.phase === 'age'
              ? count('aged_h') / printed.ageing
              : null
        }
      />
      <div class={`cold-corridor${step.phase === 'age' ? ' wide' : ''}`}>
        <Corridor session={session} step={step} set_C={set_C} pullTo={pullTo} />
        {step.phase === 'age' ? null : (
          <div class="cold-side">
            <Rate session={session} view={view} step={step} />
            {drips ? <Drops session={session} view={view} step={step} /> : null}
            {doses ? (
              <button
                type="button"
                class="skid-stop"
                aria-pressed={step.paused ? 'true' : 'false'}
                disabled={still}
                onClick={() => decide('pause', step.paused ? 0 : 1)}
              >
                <span>{step.paused ? t.go : t.stop}</span>
                <small>
                  <kbd>{t.space}</kbd>
                </small>
              </button>
            ) : null}
          </div>
        )}
        <Figures>
          <BigFigure
            language={language}
            label={t.lance}
            value={say(displayOf(step, 'lanceTemperature'), 1)}
            unit="°C"
            past={pastOf(panel('lanceTemperature'))}
          />
          <BigFigure
            language={language}
            label={t.bottom}
            value={say(displayOf(step, 'bottomTemperature'), 1)}
            unit="°C"
          />
          <BigFigure
            language={language}
            label={t.ethanol}
            value={say(count('ethanol_pct'), 1)}
            unit="%"
            note={doses ? t.reckoned(say(count('ethanolLeft_L'))) : null}
          />
          {/* While acid drips it stands beside the sample it is to be compared with. */}
          {drips ? null : (
            <BigFigure language={language} label={t.inLine} value={say(displayOf(step, 'inLinePh'), 2)} />
          )}
          {step.phase === 'age' ? (
            <BigFigure
              language={language}
              label={t.aged}
              value={say(count('aged_h'), 1)}
              unit="h"
              note={t.agedOf(say(printed.ageing))}
            />
          ) : (
            <BigFigure language={language} label={t.motor} value={say(displayOf(step, 'motorLoad'))} unit="%" />
          )}
        </Figures>
      </div>
      {begun ? (
        step.phase === 'condition' ? (
          <button type="button" class="skid-stop" disabled={still} onClick={() => decide('proceed', 1)}>
            <span>{t.open}</span>
          </button>
        ) : step.phase === 'age' ? (
          step.ready ? (
            <button type="button" class="skid-stop" disabled={still} onClick={() => decide('proceed', 1)}>
              <span>{t.separate}</span>
            </button>
          ) : (
            <button
              type="button"
              class="wait"
              disabled={still}
              onClick={() => (session.sheet.value = { kind: 'proceed', step: step.id })}
            >
              <Icon name="proceed" /> <span>{t.early}</span>
            </button>
          )
        ) : null
      ) : (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
          <span>{t.start}</span>
        </button>
      )}
      {begun && !step.ready ? <TimeStands session={session} /> : null}
      <div class="skid-sheets">
        <FallMap session={session} step={step} printed={printed} pool_L={view.scale_L} open={hasRoom && !drips} />
        {view.fractions ? <FractionTree session={session} fractions={view.fractions} open={hasRoom && !drips} /> : null}
      </div>
      <p class="unseen" role="status">
        {phaseName(language, step.unit, step.phase)}
      </p>
    </section>
  )
}

function Rate({ session, step }: VerbProps) {
  const language = session.language.value
  const t = corridorTexts[language]
  const [rate, turnTo] = useResting(
    session,
    `${step.id}.rate`,
    step.controls.find((c) => c.topic === 'rate')?.value ?? 0,
  )
  const figure = formatNumber(language, rate, 1)
  return (
    <div class="skid-wheel">
      <Wheel
        wheel={{
          turn: Math.min(1, rate / WIDE_OPEN),
          label: t.rate,
          says: t.rateAt(figure),
          turnTo: (turn) => turnTo(Math.round(Math.min(1, Math.max(0, turn)) * WIDE_OPEN * 10) / 10),
        }}
        calling={false}
        x={84}
        y={84}
        radius={62}
      />
      <p aria-hidden="true">
        <b>{figure}</b>
        <small>{t.perM3}</small>
      </p>
    </div>
  )
}

/** Drops that are counted, and the sample that tells what they did. */
function Drops(props: { readonly session: Session; readonly view: Snapshot; readonly step: StepSnapshot }) {
  const { session, view, step } = props
  const { language, still, say, control, decide } = atSkid(session, step)
  const t = corridorTexts[language]
  const asked = control('pH')!
  const drop = (by: number): void => decide('pH', Math.round(100 * (asked.value + by)) / 100)
  return (
    <div class="cold-drops">
      <button type="button" class="wait" disabled={still} onClick={() => drop(-DROP_PH)}>
        <Icon name="feedRate" />
        <span>
          {t.drop} <small>{t.dropHint}</small>
        </span>
      </button>
      <button type="button" class="wait" disabled={still} onClick={() => drop(DROP_PH)}>
        <span>
          {t.base} <small>{t.baseHint}</small>
        </span>
      </button>
      <p>{t.drops(say(asked.value, 2))}</p>
      <p>
        {t.inLine} <b>{say(displayOf(step, 'inLinePh'), 2)}</b>
      </p>
      <Drawn session={session} view={view} step={step} assay="pH" />
    </div>
  )
}
