import { duration } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { VerbProps } from './index.ts'
import {
  atSkid,
  BigFigure,
  displayOf,
  Figures,
  Head,
  HoldDrip,
  pastOf,
  Phases,
  SetPoints,
  TimeStands,
} from './parts.tsx'
import { thawTexts } from './thawText.ts'
import { Trace } from './Trace.tsx'

const PHASES = ['temper', 'thaw', 'hold'] as const
/** The hand warms the water by so much, degree after degree. */
const MOST_WARMER_C = 15
const CONTROLS = ['jacket', 'end', 'stirring'] as const
const MELTING = ['jacket', 'stirring'] as const

/** Neither brittle nor wet; warm while there is ice, stop before it is gone; then wait in the cold. */
export function PlasmaThaw({ session, view, step }: VerbProps) {
  const { language, still, say, at, control, panel, decide } = atSkid(session, step)
  const t = thawTexts[language]
  const { phase, counters } = step
  const ice = counters['frozen_pct'] ?? 100
  const jacket = control('jacket')
  const byHand = panel('handThermometer')?.seen ?? null
  const melts = phase === 'thaw'
  const dry = melts && step.paused
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const hours = (h: number | undefined): string => duration(language, 3600 * (h ?? 0))
  const [onTime, early] =
    phase === 'temper' ? [t.open, t.openEarly] : melts ? [t.melted, t.meltedEarly] : [t.centrifuge, t.centrifugeEarly]
  return (
    <section class="skid skid-thaw" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={dry && !started ? t.dry : (t.lead[phase] ?? '')} />
      <Phases language={language} step={step} phases={PHASES} share={melts ? 1 - ice / 100 : null} />
      <Figures>
        {phase === 'temper' ? (
          <>
            <BigFigure
              language={language}
              label={t.core}
              value={say(displayOf(step, 'coreTemperature'), 1)}
              unit="°C"
            />
            <BigFigure language={language} label={t.tempered} value={hours(counters['tempered_h'])} />
          </>
        ) : (
          <>
            <BigFigure language={language} label={t.ice} value={say(ice)} unit="%" />
            <BigFigure
              language={language}
              label={t.vat}
              value={say(displayOf(step, 'poolTemperature'), 1)}
              unit="°C"
              past={pastOf(panel('poolTemperature'))}
            />
            <BigFigure
              language={language}
              label={t.byHand}
              value={say(byHand?.value ?? null, 1)}
              unit="°C"
              note={byHand ? t.ago(duration(language, view.t_s - byHand.t_s)) : t.notYet}
            />
            {phase === 'hold' ? (
              <BigFigure language={language} label={t.held} value={hours(counters['held_h'])} />
            ) : null}
          </>
        )}
      </Figures>
      {phase === 'temper' && control('warm') ? (
        <button type="button" class="wait" disabled={still} onClick={() => decide('warm', 1)}>
          <Icon name="wait" /> <span>{t.wait}</span>
        </button>
      ) : null}
      {phase === 'temper' ? null : (
        <div class="skid-row">
          <button
            type="button"
            class="wait"
            disabled={still}
            onClick={() => void session.decide({ slot: at('look'), value: 'handThermometer' })}
          >
            <Icon name="temperature" /> <span>{t.dip}</span>
          </button>
          {melts && !dry ? (
            <button type="button" class="wait" disabled={still} onClick={() => decide('pause', 1)}>
              <Icon name="pause" /> <span>{t.cut}</span>
            </button>
          ) : null}
        </div>
      )}
      {melts && !dry && jacket ? (
        <HoldDrip
          session={session}
          label={t.hold}
          held={t.held_C}
          drop_L={1}
          most_L={Math.max(1, Math.min(MOST_WARMER_C, jacket.max - jacket.value))}
          disabled={still || jacket.value >= jacket.max}
          onHold={() => {}}
          onGive={async (degrees) => decide('jacket', Math.min(jacket.max, jacket.value + degrees))}
        />
      ) : null}
      {dry ? (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
          <span>{started ? t.go : t.start}</span>
        </button>
      ) : (
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
      )}
      {phase === 'hold' ? null : (
        <SetPoints session={session} view={view} step={step} topics={melts ? MELTING : CONTROLS} />
      )}
      {melts && !dry ? (
        <Trace
          language={language}
          step={step}
          panel="poolTemperature"
          minutes={120}
          now_s={view.t_s}
          title={t.trace}
          most={4}
          says={t.says}
        />
      ) : null}
      <TimeStands session={session} />
    </section>
  )
}
