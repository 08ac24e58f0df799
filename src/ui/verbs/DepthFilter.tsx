import { Indicator } from '../controls/Indicator.tsx'
import { Icon } from '../icons.tsx'
import { filterTexts } from './harvestText.ts'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, displayOf, Figures, Head, pastOf, Phases, TimeStands } from './parts.tsx'
import { Trace } from './Trace.tsx'

/** Shares of the plant's filter house that can be fitted, and its area at 2,000 L. */
const AREAS = [0.6, 1, 1.5]

/** Choose the area, hold the pressure, chase out what stays behind. */
export function DepthFilter({ session, view, step }: VerbProps) {
  const { language, still, say, at, control, panel, decide } = atSkid(session, step)
  const t = filterTexts[language]
  const started = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const runs = !step.paused
  const house_m2 = step.labels['filterHouse_m2'] ?? 0
  // The plasma plant's sheets are all of one size, and filter aid goes in before them.
  const change = control('changeSheets') ? 'changeSheets' : 'changeFilter'
  const fitted = view.acts.filter((a) => a.slot === at(change)).at(-1)?.value ?? control('area')?.value ?? 1
  const flushed = step.counters['flush_L_m2'] ?? 0
  const flush = control('flush')
  const flux = control('flux')
  const aid = control('filterAid')
  const loading = step.phase === 'load'
  return (
    <section class="skid skid-filter" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={!started ? t.before : loading ? t.lead : t.flushing} />
      <Phases
        language={language}
        step={step}
        phases={['load', 'flush']}
        share={loading ? null : flush && flush.value > 0 ? flushed / flush.value : null}
      />
      <Figures>
        <BigFigure
          language={language}
          label={t.pressure}
          value={say(runs ? displayOf(step, 'pressure') : null, 2)}
          unit="bar"
          past={runs ? pastOf(panel('pressure')) : null}
        />
        <BigFigure
          language={language}
          label={t.filtrate}
          value={say(runs ? displayOf(step, 'filtrateLine') : null, 1)}
          unit="NTU"
          past={runs ? pastOf(panel('filtrateLine')) : null}
        />
        <BigFigure
          language={language}
          label={loading ? t.load : t.flush}
          value={say(loading ? (step.counters['load_L_m2'] ?? 0) : flushed, loading ? 0 : 1)}
          unit="L/m²"
          note={`${t.flux} ${say(runs ? displayOf(step, 'flux') : null)} LMH`}
        />
        <BigFigure language={language} label={t.left} value={say(displayOf(step, 'feedWeight'))} unit="kg" />
      </Figures>
      <Trace
        language={language}
        step={step}
        panel="pressure"
        minutes={40}
        now_s={view.t_s}
        title={t.trace}
        most={1.1}
        says={t.says}
      />
      {started || change === 'changeSheets' ? null : (
        <fieldset class="choice skid-areas">
          <legend>{t.area}</legend>
          <div class="choices">
            {AREAS.map((share) => (
              <label key={share} class={share === fitted ? 'chosen' : ''}>
                <input
                  type="radio"
                  name="area"
                  disabled={still}
                  checked={share === fitted}
                  onChange={() => decide(change, share)}
                />
                <span>{t.areaOf(say(share * house_m2, 1))}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div class="set-points">
        {aid && loading ? <Indicator session={session} view={view} step={step} control={aid} /> : null}
        {flux && loading ? <Indicator session={session} view={view} step={step} control={flux} /> : null}
        {flush ? <Indicator session={session} view={view} step={step} control={flush} /> : null}
      </div>
      <div class="skid-row">
        {started && loading ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide(change, Number(fitted))}>
            <Icon name="more" /> <span>{t.change}</span>
          </button>
        ) : null}
        {started ? (
          <button type="button" class="wait" disabled={still} onClick={() => decide('pause', step.paused ? 0 : 1)}>
            <Icon name="pause" /> <span>{step.paused ? t.go : t.stop}</span>
          </button>
        ) : null}
        {started ? (
          <button
            type="button"
            class="wait"
            disabled={still}
            onClick={() => void session.decide({ slot: at('assay'), value: ['turbidity'] })}
          >
            <Icon name="sample" /> <span>{t.turbidity}</span>
          </button>
        ) : null}
      </div>
      {started ? (
        <button
          type="button"
          class={`skid-stop${step.ready ? '' : ' calm'}`}
          disabled={still || !step.canProceed}
          onClick={() =>
            step.ready ? decide('proceed', 1) : (session.sheet.value = { kind: 'proceed', step: step.id })
          }
        >
          <span>{loading ? (step.ready ? t.toFlush : t.toFlushEarly) : step.ready ? t.finish : t.finishEarly}</span>
        </button>
      ) : (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
          <span>{t.start}</span>
        </button>
      )}
      {started && runs ? <TimeStands session={session} /> : null}
    </section>
  )
}
