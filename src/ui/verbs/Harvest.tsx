import { duration, formatNumber, type Language, type StepSnapshot } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { cellsTexts } from './cellsText.ts'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, Drawn, Figures, Head, SetPoints, TimeStands } from './parts.tsx'

/** Hours of the file, and those the chart spans. */
const PRINTED_H = [60, 84] as const
const SPAN_H = [24, 120] as const
const EARLY_H = 54
const CULTURE = ['temperature', 'pH'] as const
const BULK = ['mycoplasma', 'adventitious'] as const

/** Which day: all genomes and those that work, both only as far as somebody has had them measured. */
export function Harvest({ session, view, step }: VerbProps) {
  const { language, still, say, at } = atSkid(session, step)
  const t = cellsTexts[language].harvest
  const hours = step.counters['since_h'] ?? 0
  const last = (id: string) => step.assays.find((a) => a.id === id)?.results.at(-1) ?? null
  const pending_s = step.assays.find((a) => a.id === 'working')?.pending_s ?? null
  const bulk = step.assays.find((a) => a.id === BULK[0])
  const kept = bulk !== undefined && (bulk.pending_s !== null || bulk.results.length > 0)
  const figure = (id: string): string => say(tenthOf(last(id)?.value ?? null), 1)
  return (
    <section class="skid skid-cells" aria-labelledby="skid-title">
      <Head
        session={session}
        title={t.title}
        lead={hours < EARLY_H ? t.early : hours > PRINTED_H[1] ? t.late : t.lead}
      />
      <Figures>
        <BigFigure language={language} label={t.since} value={say(hours, 0)} unit="h" />
        <BigFigure language={language} label={t.viability} value={say(last('viability')?.value ?? null, 1)} unit="%" />
        <BigFigure language={language} label={t.working} value={figure('working')} note="× 10¹⁰ /mL" />
        <BigFigure language={language} label={t.all} value={figure('genomes')} note="× 10¹⁰ /mL" />
      </Figures>
      <Measured language={language} step={step} now_s={view.t_s} />
      <div class="cells-witnesses">
        <button
          type="button"
          class="wait"
          disabled={still || pending_s !== null}
          onClick={() => void session.decide({ slot: at('assay'), value: ['working', 'genomes'] })}
        >
          <Icon name="sample" size={20} /> <span>{t.buy}</span>{' '}
          <small>{pending_s === null ? t.buyHint : t.pending(duration(language, pending_s))}</small>
        </button>
        <Drawn session={session} view={view} step={step} assay="viability" />
        {step.assays.some((a) => a.id === BULK[0]) ? (
          <button
            type="button"
            class="wait"
            disabled={still || kept}
            onClick={() => void session.decide({ slot: at('assay'), value: [...BULK] })}
          >
            <Icon name={kept ? 'check' : 'sample'} size={20} /> <span>{kept ? t.kept : t.keep}</span>{' '}
            <small>{t.keepHint}</small>
          </button>
        ) : null}
      </div>
      <SetPoints session={session} view={view} step={step} topics={CULTURE} />
      <button
        type="button"
        class="skid-stop"
        disabled={still || !step.canProceed}
        onClick={() => (session.sheet.value = { kind: 'proceed', step: step.id })}
      >
        <span>{t.harvest}</span>
      </button>
      <TimeStands session={session} />
    </section>
  )
}

/** In 1e10 a millilitre. */
const tenthOf = (value: number | null): number | null => (value === null ? null : value / 1e10)

const WIDTH = 360
const HEIGHT = 150

function Measured({ language, step, now_s }: { language: Language; step: StepSnapshot; now_s: number }) {
  const t = cellsTexts[language].harvest
  const hours = step.counters['since_h'] ?? 0
  const of = (id: string): readonly (readonly [number, number])[] =>
    (step.assays.find((a) => a.id === id)?.results ?? []).map(
      (r) => [hours - (now_s - r.drawn_s) / 3600, r.value / 1e10] as const,
    )
  const [working, all] = [of('working'), of('genomes')]
  const top = 1.15 * Math.max(8, ...working.map((p) => p[1]), ...all.map((p) => p[1]))
  const x = (h: number): number => ((h - SPAN_H[0]) / (SPAN_H[1] - SPAN_H[0])) * WIDTH
  const y = (value: number): number => HEIGHT - (value / top) * HEIGHT
  const line = (points: readonly (readonly [number, number])[]): string =>
    points.map(([h, v], i) => `${i ? 'L' : 'M'}${x(h).toFixed(1)} ${y(v).toFixed(1)}`).join('')
  const said = (points: readonly (readonly [number, number])[]): string =>
    points.length ? t.mantissa(formatNumber(language, points.at(-1)![1], 1)) : '–'
  return (
    <figure class="cells-chart">
      <figcaption>
        <span>{t.chart}</span>
        <span class="key-all">{t.all}</span>
        <span class="key-working">{t.working}</span>
      </figcaption>
      {working.length + all.length === 0 ? <p class="hint">{t.none}</p> : null}
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`}
        role="img"
        aria-label={t.says(said(working), said(all), formatNumber(language, working.length, 0))}
      >
        <rect x={x(PRINTED_H[0])} y="0" width={x(PRINTED_H[1]) - x(PRINTED_H[0])} height={HEIGHT} class="file" />
        <text x={x(72)} y="12" text-anchor="middle">
          {t.window}
        </text>
        <path d={`M0 ${HEIGHT}H${WIDTH}`} class="axis" />
        {[24, 48, 72, 96, 120].map((h) => (
          <text
            key={h}
            x={x(h)}
            y={HEIGHT + 15}
            text-anchor={h === SPAN_H[0] ? 'start' : h === SPAN_H[1] ? 'end' : 'middle'}
          >
            {h} h
          </text>
        ))}
        <path d={`M${x(hours)} 0V${HEIGHT}`} class="now" />
        <path d={line(all)} class="all" />
        <path d={line(working)} class="working" />
        {all.map(([h, v], i) => (
          <rect key={i} x={x(h) - 4.5} y={y(v) - 4.5} width="9" height="9" class="all" />
        ))}
        {working.map(([h, v], i) => (
          <circle key={i} cx={x(h)} cy={y(v)} r="5.5" class="working" />
        ))}
      </svg>
    </figure>
  )
}
