import { useMemo, useState } from 'preact/hooks'
import {
  FALL_MAP,
  FALL_TICKS,
  FALLS,
  type Falls,
  fallenShare,
  fallMap,
  formatNumber,
  printedTank,
  type StepSnapshot,
  TANKS,
} from '../../present/index.ts'
import type { Session } from '../session.ts'
import { corridorTexts } from './fractionText.ts'
import { displayOf } from './parts.tsx'

const COLUMNS = 24
const ROWS = 14
const [PH0, PH1] = FALL_MAP.pH
const [LOW, HIGH] = FALL_MAP.ethanol

/** What falls out where, by the printed solubilities; the point is where the tank is said to be: probe or sample, and skid. */
export function FallMap(props: {
  readonly session: Session
  readonly step: StepSnapshot
  readonly printed: {
    readonly ionicStrength: number
    readonly temperature: number
    readonly ethanol: number
    readonly pH: number
  }
  readonly pool_L: number
  readonly open: boolean
}) {
  const { session, step, printed, pool_L, open } = props
  const language = session.language.value
  const t = corridorTexts[language]
  const [protein, setProtein] = useState<Falls>(printed.ethanol < 20 ? 'FIB' : printed.ethanol < 30 ? 'IgG' : 'ALB')
  const dilution = Math.max(1, (displayOf(step, 'poolWeight') ?? pool_L) / pool_L)
  // In steps the eye can tell: a map is not drawn anew for every tick.
  const coarse = Math.round(5 * dilution) / 5
  const conditions = { temperature_C: printed.temperature, ionicStrength_M: printed.ionicStrength, dilution: coarse }
  const rows = useMemo(
    () => fallMap(protein, { ...conditions, pH: 7, ethanol_pct: 0 }, COLUMNS, ROWS),
    [protein, coarse, printed],
  )
  const pH = step.assays.find((a) => a.id === 'pH')?.results.at(-1)?.value ?? displayOf(step, 'inLinePh')
  const E = step.counters['ethanol_pct'] ?? 0
  const say = (value: number, digits = 0): string => formatNumber(language, value, digits)
  const at = (ph: number, ethanol: number) => ({
    left: `${(100 * (Math.min(PH1, Math.max(PH0, ph)) - PH0)) / (PH1 - PH0)}%`,
    top: `${100 - (100 * (Math.min(HIGH, ethanol) - LOW)) / (HIGH - LOW)}%`,
  })
  return (
    <details class="fall-map" open={open}>
      <summary>{t.map}</summary>
      <div class="segments" role="group" aria-label={t.map}>
        {FALLS.map((id) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === protein ? 'true' : 'false'}
            onClick={() => setProtein(id)}
          >
            {t.mapOf[id]}
          </button>
        ))}
      </div>
      <div class="fall-chart">
        <svg viewBox={`0 0 ${COLUMNS} ${ROWS}`} preserveAspectRatio="none" aria-hidden="true">
          {rows.map((row, j) =>
            row.map((share, i) => (
              <rect key={`${i},${j}`} x={i} y={j} width="1.02" height="1.02" style={{ opacity: share.toFixed(2) }} />
            )),
          )}
        </svg>
        {FALL_TICKS.pH.map((ph) => (
          <span key={ph} class="tick foot" style={{ left: at(ph, LOW).left }} aria-hidden="true">
            pH {ph}
          </span>
        ))}
        {FALL_TICKS.ethanol.map((percent) => (
          <span key={percent} class="tick mark" style={{ top: at(PH0, percent).top }} aria-hidden="true">
            {percent}
          </span>
        ))}
        {TANKS.map((place) => {
          const { pH: ph, ethanol } = printedTank(place)
          return (
            <span
              key={place}
              class={`aim${place === step.place ? ' now' : ''}${ph > 6.5 ? ' inwards' : ''}`}
              style={at(ph, ethanol)}
              aria-hidden="true"
            >
              <i>{place}</i>
            </span>
          )
        })}
        {pH === null ? null : <span class="point" style={at(pH, E)} aria-hidden="true" />}
      </div>
      <p>
        <small>{t.axes}</small>{' '}
        {pH === null
          ? null
          : t.mapSays(
              t.mapOf[protein]!,
              say(pH, 2),
              say(E, 1),
              say(100 * fallenShare(protein, { ...conditions, pH, ethanol_pct: E })),
            )}
      </p>
    </details>
  )
}
