import { formatNumber, KEPT, MATCHING_RULES, type MatchingRule, stirringOf } from '../../present/index.ts'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, Drawn, Figures, Head, SetPoints, TimeStands } from './parts.tsx'
import { studyTexts } from './studyText.ts'

/** No motor of this plant gives more. */
const MOST_W_m3 = 500
const WITHIN = 0.05

/** Four needles, each at rest where 10 L had it: one is kept, the others move. */
export function Stirring({ session, view, step }: VerbProps) {
  const { language, still, say, control, panel, at: slot } = atSkid(session, step)
  const t = studyTexts[language].stirring
  const at = { power_W_m3: control('power')?.value ?? 20, gas_per_min: control('gas')?.value ?? 0.005 }
  const { before, now, by } = stirringOf(view.scale_L, at)
  // One hand: the second knob is turned when the first stands.
  const keep = async (rule: MatchingRule): Promise<void> => {
    const wanted = by(rule)
    if (Math.abs(wanted.power_W_m3 - at.power_W_m3) > 1e-9)
      await session.decide({ slot: slot('power'), value: wanted.power_W_m3 })
    if (Math.abs(wanted.gas_per_min - at.gas_per_min) > 1e-12)
      await session.decide({ slot: slot('gas'), value: wanted.gas_per_min })
  }
  const viability = step.assays.find((a) => a.id === 'viability')?.results.at(-1) ?? null
  return (
    <section class="skid skid-study" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={t.lead} />
      <Figures>
        <BigFigure language={language} label={t.viability} value={say(viability?.value ?? null, 1)} unit="%" />
        <BigFigure
          language={language}
          label={t.carbon}
          value={say(panel('carbonDioxide')?.seen?.value ?? null)}
          unit="mmHg"
        />
      </Figures>
      <div class="study-rules" role="group" aria-label={t.gauges}>
        {MATCHING_RULES.map((rule) => {
          const [was, is] = [KEPT[rule](before), KEPT[rule](now)]
          const ratio = is / was
          const isKept = Math.abs(ratio - 1) < WITHIN
          const wanted = by(rule)
          const isPossible = wanted.power_W_m3 <= MOST_W_m3
          // From a thirty-second to thirty-two times, each doubling alike.
          const share = Math.min(1, Math.max(0, 0.5 + doublings(ratio) / 10))
          const figure = (x: number): string => formatNumber(language, x, x < 10 ? 2 : 0)
          return (
            <div key={rule} class={isKept ? 'is-kept' : ''}>
              <span>{t.rules[rule]}</span>
              <b>
                {figure(is)} <small>{t.units[rule]}</small>
              </b>
              <i aria-hidden="true">
                <em style={{ left: `${(100 * share).toFixed(1)}%` }} />
              </i>
              <small>{t.times(formatNumber(language, ratio, ratio < 10 ? 2 : 0))}</small>
              <button
                type="button"
                class="second"
                disabled={still || isKept || !isPossible}
                onClick={() => void keep(rule)}
              >
                {isKept ? t.kept : isPossible ? `${t.keep} ${figure(was)}` : t.cannot}
              </button>
            </div>
          )
        })}
      </div>
      <SetPoints session={session} view={view} step={step} topics={['power', 'gas']} />
      <Drawn session={session} view={view} step={step} assay="viability" />
      <TimeStands session={session} />
    </section>
  )
}

/** How often something has doubled: drawn, not reckoned with. */
function doublings(ratio: number): number {
  return Math.log2(Math.max(1e-3, ratio))
}
