import type { Curve } from '../../play/index.ts'
import { formatNumber, type Language, measured, type Snapshot, stamp, stationName } from '../../present/index.ts'
import { Chemical } from '../parts.tsx'
import type { Session } from '../session.ts'
import { CourseChart, type Trace } from './CourseChart.tsx'
import { debriefTexts } from './text.ts'

export const DAY_S = 86_400

export interface Of {
  readonly session: Session
  readonly view: Snapshot
  readonly language: Language
}

/** Points with their sign, as they are said and compared. */
export const points = (language: Language, value: number): string => {
  const said = formatNumber(language, Math.abs(value), 1)
  return `${value < -0.05 ? '−' : value > 0.05 ? '+' : ''}${said}`
}

/** The same reading in both runs. */
export function Pair(
  props: Of & {
    readonly mine: Curve
    readonly other: Curve
    readonly at_s: number | null
    readonly otherLabel: string
    readonly say: (name: string, mine: string, other: string) => string
  },
) {
  const { view, language, mine, other, at_s, otherLabel, say } = props
  const t = debriefTexts[language]
  const traces: readonly Trace[] = [
    { label: t.you, as: 'truth', points: mine.truth },
    { label: otherLabel, as: 'other', points: other.truth },
  ]
  return (
    <figure>
      <figcaption>
        <b>
          <Chemical text={curveName(language, mine)} />
        </b>{' '}
        <span class="age">{stationName(language, view, mine.step)}</span> <Legend traces={traces} />
      </figcaption>
      <CourseChart
        traces={traces}
        troubles={[]}
        at_s={at_s}
        label={(t_s) => when(language, view, t_s, mine)}
        zero_s={view.dayZero_s}
        number={(value, by) => formatNumber(language, value, by >= 1 ? 0 : by >= 0.1 ? 1 : 2)}
        summary={say(
          curveName(language, mine),
          figure(language, mine.truth.at(-1)![1]),
          figure(language, other.truth.at(-1)![1]),
        )}
      />
      <Figures {...props} curve={{ ...mine, shown: [] }} traces={traces} />
    </figure>
  )
}

/** The chart as a table: at each point of a hand's measuring, else a dozen seconds of the truth. */
export function Figures({
  view,
  language,
  curve,
  traces,
}: Of & { readonly curve: Curve; readonly traces: readonly Trace[] }) {
  const t = debriefTexts[language]
  const results = curve.shown.find((s) => s.by === 'assay' && s.points.length > 1)?.points
  const every = Math.ceil(curve.truth.length / 12)
  const seconds = (results ?? curve.truth.filter((_, i) => i % every === 0)).map(([t_s]) => t_s)
  const nearest = (points: Trace['points'], t_s: number): number | null => {
    const found = points.filter((p) => p[0] <= t_s).at(-1)
    return found && t_s - found[0] < DAY_S / 2 ? found[1] : null
  }
  return (
    <details>
      <summary>{t.figures}</summary>
      <div class="scroll">
        <table class="form">
          <thead>
            <tr>
              <th scope="col">{t.time}</th>
              {traces.map((trace) => (
                <th scope="col" key={trace.label}>
                  {trace.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {seconds.map((t_s) => (
              <tr key={t_s}>
                <th scope="row">{stamp(language, view, t_s)}</th>
                {traces.map((trace) => {
                  const value = nearest(trace.points, t_s)
                  return <td key={trace.label}>{value === null ? '–' : figure(language, value)}</td>
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

export function Legend({ traces }: { readonly traces: readonly Trace[] }) {
  return (
    <span class="legend">
      {traces.map((trace) => (
        <span key={trace.label} class={`key as-${trace.as}`}>
          {trace.label}
        </span>
      ))}
    </span>
  )
}

/** Of days, their number; within two of them, the hour too. */
export function when(language: Language, view: Snapshot, t_s: number, { truth }: Curve): string {
  const [day = '', hour = ''] = stamp(language, view, t_s).split(' ')
  return truth.at(-1)![0] - truth[0]![0] > 2 * DAY_S ? day : hour
}

/** Three figures, as far as a curve can be read. */
export function figure(language: Language, value: number): string {
  const size = Math.abs(value)
  return formatNumber(language, value, size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4)
}

export function curveName(language: Language, { shown }: Curve): string {
  const best = shown.find((s) => s.by === 'assay') ?? shown[0]!
  return measured(language, best.instrument).name
}
