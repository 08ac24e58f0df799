import { antibodyLimits, antibodyOf, type Band, inside } from '../models/index.ts'
import { firstRound } from './desk/days.ts'
import type { BreachAt } from './breaches.ts'
import type { Step } from './level.ts'
import type { Run } from './state.ts'
import { unitOf } from './units.ts'

/**
 * R-CHG: cells run as the file has never allowed, whoever is told afterwards: asking then is no approval. What counts is
 * what the player asked for; what a worn pump made of it is the pump's.
 */
export const cellsOutside = (run: Run): readonly BreachAt[] =>
  run.level.steps.flatMap((step) => {
    const opened = run.desk!.facts.find((f) => f.kind === 'opened' && f.step === step.id)
    if (step.mode !== 'play' || !opened) return []
    const closed = run.desk!.facts.find((f) => f.kind === 'closed' && f.step === step.id)
    const life: Life = { step, from_s: opened.t_s, to_s: closed?.t_s ?? run.t_s }
    const found = (topic: string, t_s: number | undefined): readonly BreachAt[] =>
      t_s === undefined
        ? []
        : [{ t_s, kind: 'breach', rule: 'R-CHG', severity: 'major', subject: `${step.id}.${topic}` }]
    return [
      ...Object.keys(held(run, step)).flatMap((topic) => found(topic, heldOutside(run, life, topic))),
      ...(step.unit === 'culture' ? found(isPumped(step) ? 'feedRate' : 'feed', fedBeyond(run, life)) : []),
      ...(step.unit === 'culture' ? found('feedRate', overfilled(run, life)) : []),
    ]
  })

interface Life {
  readonly step: Step
  readonly from_s: number
  readonly to_s: number
}

/** Set points that a culture is kept at. What it is warmed to has an upper end only: it is cooled in its time. */
function held(run: Run, { unit }: Step): Readonly<Record<string, Band>> {
  if (unit !== 'culture') return {}
  const limits = antibodyLimits(run.level.scale_L)
  return {
    temperature: { low: null, high: limits['culture.temperature'].action.high },
    pH: limits['culture.pH'].action,
    oxygen: limits['culture.oxygen'].action,
    power: limits['culture.power'].action,
    air: limits['culture.air'].action,
  }
}

/** A slip that is put right within this time has changed nothing. */
const SLIP_S = 900

/** What was asked of a control, and from when to when; what the crew asked is not the player's. */
function asked(run: Run, { step, to_s }: Life, topic: string) {
  const set = run.log.filter((d) => d.slot === `${step.id}.${topic}`)
  return set
    .map((d, i) => ({ by: d.by, value: Number(d.value), from_s: d.t, to_s: Math.min(to_s, set[i + 1]?.t ?? to_s) }))
    .filter((a) => a.by === 'player')
}

const heldOutside = (run: Run, life: Life, topic: string): number | undefined =>
  asked(run, life, topic).find(
    ({ value, from_s, to_s }) => to_s - from_s > SLIP_S && !inside(held(run, life.step)[topic]!, value),
  )?.from_s

const isPumped = ({ locked }: Step): boolean => !locked.includes('feedRate')

/** Of a day's feed: what the pump's turns and the scale's last figures are rounded to. */
const ROUNDING = 1.02

/**
 * A day's feed beyond what the file allows, by the pump and by the scale: who makes up for a slipping pump is inside, and
 * so is the day on which it is mended.
 */
function fedBeyond(run: Run, life: Life): number | undefined {
  const { step, from_s, to_s } = life
  const { length_s } = run.level.work!.rounds
  const { startVolume_L } = antibodyOf(run.plant).vessel
  const limits = antibodyLimits(run.level.scale_L)
  const rates = asked(run, life, 'feedRate')
  const doses = run.log.filter((d) => d.slot === `${step.id}.feed` && d.by === 'player')
  const mended = run.log.filter((d) => d.slot === 'call.maintenance' && d.value === 'feedPump')
  const scale = run.desk!.historian[`${step.id}.feedScale`] ?? []
  const shownAt = (t_s: number): number | null => scale.filter((p) => p.t_s <= t_s).at(-1)?.shown ?? null
  const density = step.parameters['feedDensity'] ?? unitOf(step).parameters['feedDensity']!.value
  const first = firstRound(run, step.id, from_s)
  for (let day = 0; (first + day) * length_s < to_s; day++) {
    const [start_s, end_s] = [(first + day) * length_s, (first + day + 1) * length_s]
    const isOfDay = ({ t }: { readonly t: number }): boolean => t >= start_s && t < end_s
    if (mended.some(isOfDay)) continue
    const pumped_L = rates.reduce(
      (sum, r) => sum + (r.value * Math.max(0, Math.min(end_s, r.to_s) - Math.max(start_s, r.from_s))) / 3600,
      0,
    )
    const poured_L = doses.filter(isOfDay).reduce((sum, d) => sum + Number(d.value), 0)
    const [before, after] = [shownAt(start_s), shownAt(end_s)]
    const gone_L = before === null || after === null ? Infinity : (before - after) / density
    const most = limits[day < 6 ? 'culture.feedEarly' : 'culture.feedLate'].action.high!
    if (Math.min(pumped_L + poured_L, gone_L) > (ROUNDING * most * startVolume_L) / 100) return start_s
  }
  return undefined
}

/** A vessel filled beyond what it was qualified for, by its own load cells, with the pump left running. */
function overfilled(run: Run, life: Life): number | undefined {
  const { high } = antibodyLimits(run.level.scale_L)['culture.filling'].action
  const most_kg = (antibodyOf(run.plant).vessel.workingVolume_L * high!) / 100
  const brimful = run.desk!.historian[`${life.step.id}.weight`]?.find((p) => p.shown !== null && p.shown > most_kg)
  if (!brimful) return undefined
  const pump = asked(run, life, 'feedRate').find((r) => r.from_s <= brimful.t_s && r.to_s >= brimful.t_s && r.value > 0)
  return pump && brimful.t_s
}
