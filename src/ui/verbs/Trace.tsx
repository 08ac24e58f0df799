import { type Bands, formatNumber, type Language, type StepSnapshot } from '../../present/index.ts'

const WIDTH = 320
const HEIGHT = 84

/** The last minutes of one display: a line, its limits, and the figure it ends on. */
export function Trace(props: {
  readonly language: Language
  readonly step: StepSnapshot
  readonly panel: string
  readonly minutes: number
  readonly now_s: number
  readonly title: string
  /** The span drawn at least. */
  readonly most: number
  /** Where it begins, with the limits below; left out: at nothing. */
  readonly least?: number
  readonly says: (now: string, low: string, high: string) => string
}) {
  const { language, step, panel: id, minutes, now_s, title, most, least = 0, says } = props
  const panel = step.panels.find((p) => p.id === id)
  if (!panel) return null
  const from_s = Math.max(step.opened_s, now_s - 60 * minutes)
  const kept = panel.history.filter((p): p is readonly [number, number] => p[0] >= from_s && p[1] !== null)
  const points = panel.now === null ? kept : [...kept, [now_s, panel.now] as const]
  if (points.length < 2) return null
  const values = points.map(([, value]) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const top = Math.max(most, least > 0 ? high : 1.1 * high)
  const x = (t_s: number): number => ((t_s - from_s) / Math.max(1, now_s - from_s)) * WIDTH
  const bottom = Math.min(least, low)
  const y = (value: number): number => HEIGHT - (Math.max(0, value - bottom) / (top - bottom)) * HEIGHT
  const line = points.map(([t, v], i) => `${i ? 'L' : 'M'}${x(t).toFixed(1)} ${y(v).toFixed(1)}`).join('')
  const say = (value: number): string => formatNumber(language, value, panel.digits)
  return (
    <figure class="skid-trace">
      <figcaption>{title}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={says(say(values.at(-1)!), say(low), say(high))}
      >
        {[...limits(panel.bands), ...(least > 0 ? lowLimits(panel.bands) : [])].map(({ at, kind }) =>
          at < top && at > bottom ? <path key={`${kind} ${at}`} d={`M0 ${y(at)}H${WIDTH}`} class={kind} /> : null,
        )}
        <path d={line} class="line" />
      </svg>
    </figure>
  )
}

function lowLimits(bands: Bands | null): readonly { readonly at: number; readonly kind: string }[] {
  const [alert, action] = [bands?.alert.low ?? null, bands?.action.low ?? null]
  return [
    ...(alert === null ? [] : [{ at: alert, kind: 'alert' }]),
    ...(action === null ? [] : [{ at: action, kind: 'action' }]),
  ]
}

function limits(bands: Bands | null): readonly { readonly at: number; readonly kind: string }[] {
  const [alert, action] = [bands?.alert.high ?? null, bands?.action.high ?? null]
  return [
    ...(alert === null ? [] : [{ at: alert, kind: 'alert' }]),
    ...(action === null ? [] : [{ at: action, kind: 'action' }]),
  ]
}
