import {
  type AssaySnapshot,
  displayed,
  duration,
  foreseen,
  formatNumber,
  type Language,
  measured,
  type PanelSnapshot,
  type Snapshot,
  type StepSnapshot,
  twinOf,
  withUnit,
} from '../present/index.ts'
import type { Best } from '../platform/index.ts'
import type { LaneData } from './Lane.tsx'
import type { Span } from './session.ts'

/** A lane of the trends: one display or one assay of a step. */
export interface Lane {
  readonly id: string
  readonly name: string
  readonly value: number | null
  readonly digits: number
  readonly unit: string
  readonly age_s: number | null
  /** Priority of the alarm on it. */
  readonly alarm: 1 | 2 | 3 | null
  readonly data: LaneData
  readonly summary: string
}

const DAY_S = 86_400

/** What a lane spans before anything is on it, and at least. */
const SPANS: Readonly<Record<string, readonly [number, number]>> = {
  viableCells: [0, 4],
  viability: [60, 100],
  glucose: [0, 48],
  lactate: [0, 40],
  osmolality: [270, 450],
  oxygen: [0, 80],
  pH: [6.8, 7.3],
  temperature: [32, 38],
  foam: [0, 100],
  weight: [120, 220],
  ventPressure: [0, 0.1],
  gasAnalyserOxygen: [0, 100],
  gasAnalyserPh: [6.8, 7.3],
  titre: [0, 8],
  ammonia: [0, 10],
  airFlow: [0, 6],
  oxygenFlow: [0, 12],
}

const TOMORROW_MOST = 2.5

/** The four that a round is steered by; the lane in alarm comes first. */
const MAIN: Readonly<Record<string, readonly string[]>> = {
  nMinus1: ['viability'],
  cellExpansion: ['viableCells', 'clumped', 'motorLoad', 'viability'],
  vectorProduction: ['viableCells', 'viability', 'oxygen', 'genomes'],
  culture: ['viableCells', 'oxygen', 'glucose', 'osmolality'],
}

export function mainLanes(
  view: Snapshot,
  language: Language,
  most: number,
  ghost: Best | null,
  span: Span = 'lot',
): readonly Lane[] {
  const step = view.steps[0]
  if (!step) return []
  const wanted = [...(MAIN[step.unit] ?? step.panels.map((p) => p.id).slice(0, 4))]
  const alarmed = view.alarms
    .filter((a) => a.step === step.id && isOn(a.state))
    .sort((a, b) => a.priority - b.priority)
    .map((a) => a.instrument)
  // The first to have rung, of the highest priority, stands first.
  for (const id of alarmed.reverse()) {
    const at = wanted.indexOf(id)
    if (at >= 0) wanted.splice(at, 1)
    else wanted.pop()
    wanted.unshift(id)
  }
  return wanted.slice(0, most).flatMap((id) => laneOf(view, step, id, language, ghost, span) ?? [])
}

export function allLanes(view: Snapshot, language: Language, ghost: Best | null, span: Span = 'lot'): readonly Lane[] {
  const step = view.steps[0]
  if (!step) return []
  const ids = [...step.assays.map((a) => a.id), ...step.panels.map((p) => p.id)]
  return ids.flatMap((id) => {
    const lane = laneOf(view, step, id, language, ghost, span)
    return lane && (lane.data.line.length > 0 || lane.data.points.length > 0) ? [lane] : []
  })
}

const isOn = (state: Snapshot['alarms'][number]['state']): boolean =>
  state === 'unacknowledged' || state === 'acknowledged'

export function laneOf(
  view: Snapshot,
  step: StepSnapshot,
  id: string,
  language: Language,
  ghost: Best | null = null,
  span: Span = 'lot',
): Lane | undefined {
  const panel = step.panels.find((p) => p.id === id)
  const assay = step.assays.find((a) => a.id === id)
  const alarm = view.alarms.find((a) => a.step === step.id && a.instrument === id)
  const dayOf = (t_s: number): number => (t_s - view.dayZero_s) / DAY_S
  const now = dayOf(view.t_s)
  const axis = axisOf(span, now)
  const name = measured(language, id).name
  const common = { ...axis, now, limit: alarm ? { value: alarm.limit, side: alarm.side } : null, fan: [] }
  if (panel) {
    const line = panel.history.map(([t, v]) => [dayOf(t), v] as const)
    const { value, age_s } = newest(panel, view.t_s)
    return {
      id,
      name: measured(language, id).short,
      value,
      digits: panel.digits,
      unit: panel.unit,
      age_s,
      alarm: alarm && isOn(alarm.state) ? alarm.priority : null,
      data: {
        ...common,
        band: panel.bands?.alert ?? null,
        line,
        points: [],
        span: spanOf(
          id,
          line.map(([, v]) => v),
        ),
        forecast: null,
        past: [],
        ghost: [],
      },
      summary: summaryOf(language, name, value, panel.digits, panel.unit, age_s),
    }
  }
  if (!assay) return undefined
  const points = assay.results.map((r) => [dayOf(r.drawn_s), r.value] as const)
  const last = assay.results.at(-1)
  const age_s = last ? view.t_s - last.drawn_s : null
  const pale = id === 'viableCells' ? (ghost?.counts ?? []) : []
  const foreseen = id === 'viableCells' ? forecastsOf(view, step, assay) : null
  const fan =
    id === 'viableCells' ? twinOf(view, step).map(({ t_s, low, high }) => ({ day: dayOf(t_s), low, high })) : []
  return {
    id,
    name: measured(language, id).short,
    value: last?.value ?? null,
    digits: assay.digits,
    unit: assay.unit,
    age_s,
    alarm: null,
    data: {
      ...common,
      limit: null,
      band: assay.bands?.alert ?? null,
      line: [],
      points,
      // Tomorrow may be two and a half times today.
      span: spanOf(id, [
        ...[...points, ...pale].map(([, v]) => v),
        ...fan.flatMap(({ low, high }) => [low, high]),
        last && foreseen?.forecast ? TOMORROW_MOST * last.value : null,
      ]),
      fan,
      forecast: foreseen?.forecast ?? null,
      past: foreseen?.past ?? [],
      ghost: pale,
    },
    summary: summaryOf(language, name, last?.value ?? null, assay.digits, assay.unit, age_s),
  }
}

/** The whole lot by days; the last day by six hours; the last two hours by halves, each with a little of what comes. */
function axisOf(span: Span, now: number): Pick<LaneData, 'from' | 'to' | 'marks'> {
  const marks = (from: number, to: number, step: number): readonly number[] => {
    const first = Math.ceil(from / step - 1e-9)
    return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step)
  }
  if (span === 'lot') {
    const to = Math.max(15, Math.ceil(now) + 1)
    return { from: 0, to, marks: marks(0, to, 2) }
  }
  const [back, step] = span === 'day' ? [1, 0.25] : [1 / 12, 1 / 48]
  const to = now + 0.04 * back
  return { from: now - back, to, marks: marks(now - back, to, step) }
}

/** What a set point about to be set would do, where its lane shows it. */
export function withFan(
  lanes: readonly Lane[],
  view: Snapshot,
  step: StepSnapshot,
  moved: Moved | null,
): readonly Lane[] {
  if (!moved || moved.step !== step.id) return lanes
  const found = foreseen(displayed(view, step), moved.topic, moved.value)
  const day = (view.round + 1) * (view.roundLength_s / DAY_S) - view.dayZero_s / DAY_S
  return lanes.map((lane) => {
    const fan = found.find((f) => FANS[f.what] === lane.id)
    if (!fan) return lane
    const { low, high } = fan
    const span = [Math.min(lane.data.span[0], low), Math.max(lane.data.span[1], high)] as const
    return { ...lane, data: { ...lane.data, span, fan: [{ day, low, high }] } }
  })
}

interface Moved {
  readonly step: string
  readonly topic: string
  readonly value: number
}

const FANS: Readonly<Record<string, string>> = { count: 'viableCells', osmolality: 'osmolality', glucose: 'glucose' }

/** A display read by hand today is newer than the recorder's last half hour. */
export function newest(panel: PanelSnapshot, t_s: number): { value: number | null; age_s: number | null } {
  const last = panel.history.at(-1)
  if (panel.seen && (!last || panel.seen.t_s >= last[0]))
    return { value: panel.seen.value, age_s: t_s - panel.seen.t_s }
  return last ? { value: last[1], age_s: t_s - last[0] } : { value: null, age_s: null }
}

/** The present day's point may be set once today's count is known; past ones stay as they were. */
function forecastsOf(view: Snapshot, step: StepSnapshot, assay: AssaySnapshot) {
  const dayOf = (t_s: number): number => (t_s - view.dayZero_s) / DAY_S
  const byDay = new Map<number, number>()
  for (const f of step.forecasts) byDay.set(Math.floor(f.set_s / view.roundLength_s) + 1, f.value)
  const tomorrow = view.round + 1
  const last = assay.results.at(-1)
  const counted = last !== undefined && last.drawn_s >= view.round * view.roundLength_s
  const mine = byDay.get(tomorrow) ?? null
  return {
    forecast: counted ? { day: dayOf(tomorrow * view.roundLength_s), value: mine } : null,
    past: [...byDay].flatMap(([round, value]) =>
      round === tomorrow ? [] : [{ day: dayOf(round * view.roundLength_s), value }],
    ),
  }
}

/** Round numbers around what there is, never tighter than usual. */
function spanOf(id: string, values: readonly (number | null)[]): readonly [number, number] {
  const [low, high] = SPANS[id] ?? [0, 1]
  const there = values.filter((v): v is number => v !== null)
  const most = Math.max(high, ...there)
  const least = Math.min(low, ...there)
  if (most === high && least === low) return [low, high]
  const step = niceStep((most - least) / 4)
  return [Math.floor(least / step) * step, Math.ceil(most / step) * step]
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1e-6)))
  const share = rough / power
  return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10)
}

function summaryOf(
  language: Language,
  name: string,
  value: number | null,
  digits: number,
  unit: string,
  age_s: number | null,
): string {
  if (value === null || age_s === null) return language === 'fr' ? `${name}, rien encore` : `${name}, nothing yet`
  const number = withUnit(language, value, digits, unit).replace('×10^6', '10⁶')
  const when = duration(language, age_s)
  return language === 'fr' ? `${name}, ${number}, il y a ${when}` : `${name}, ${number}, ${when} ago`
}

export const tick = (language: Language, value: number): string =>
  formatNumber(
    language,
    value,
    Math.abs(value) < 1 && value !== 0 ? 2 : Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1,
  )
