import type { DeskView, StepView } from '../desk/view.ts'
import { antibodyLimits } from '../../models/index.ts'
import { panelToRead, set, shownNow, type UnitHand } from './hand.ts'
import type { Found } from './purification.ts'

/** Virus filter, concentration, and what no curve shows: the resin's life, a start that nobody wrote, a pause. */

const MINUTE = 60
const limits = antibodyLimits(2000)
const VALIDATED = limits['capture.resinCycles'].action.high!
const LONGEST_PAUSE_MIN = limits['nanofilter.pause'].action.high!

const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`
const lastOf = (view: DeskView, slot: string) => view.done(slot).at(-1)

// --- The virus filter --------------------------------------------------------------------------------------------------

const hasStarted = (view: DeskView, step: StepView): boolean => view.done(at(step, 'pause')).some((d) => d.value === 0)

/** The flow stood, or its display says so. */
interface Stop {
  readonly t_s: number
  /** For so long; of a meter that lies, nothing. */
  readonly min: number
  readonly isMeter: boolean
}

/** Asked for by each word of the desk, once a view. */
const stops = new WeakMap<DeskView, Stop | null>()

function stopOf(view: DeskView, step: StepView): Stop | null {
  // Whoever is told what was found before has looked at this second too.
  void view.t_s
  let known = stops.get(view)
  if (known === undefined) stops.set(view, (known = findStop(view, step)))
  return known
}

/** A pump that stands although nobody stopped it, or was let go once more; a display at nothing while the pump runs. */
function findStop(view: DeskView, step: StepView): Stop | null {
  const goes = view.done(at(step, 'pause')).filter((d) => d.value === 0)
  const [start, restart] = goes
  if (!start) return null
  if (restart) {
    const flux = view.history(at(step, 'pressure')).filter((p) => p.t_s <= restart.t && p.t_s > start.t)
    let from_s = restart.t
    for (let i = flux.length - 1; i >= 0 && (flux[i]!.shown ?? 0) < 0.3; i--) from_s = flux[i]!.t_s
    return { t_s: from_s, min: (restart.t - from_s) / MINUTE, isMeter: false }
  }
  const min = step.counters['pause_min'] ?? 0
  if (step.paused) return { t_s: view.t_s - MINUTE * min, min, isMeter: false }
  const dark = view.history(at(step, 'flux')).find((p) => p.t_s > start.t + MINUTE && p.shown !== null && p.shown < 3)
  return dark && view.t_s > dark.t_s + 90 ? { t_s: dark.t_s, min: 0, isMeter: true } : null
}

const stood_min = (view: DeskView, step: StepView): number => stopOf(view, step)?.min ?? 0

const isTested = (step: StepView): boolean => step.counters['integrity_pass'] !== undefined

/** The printed virus filter: two bar, a chase of fifteen; what comes after a pause is kept apart, and blocked. */
const nanofilter = (refilters: boolean): UnitHand => ({
  look(view, step) {
    // What separates the causes is read while it stands.
    const stop = stopOf(view, step)
    if (stop && view.t_s >= stop.t_s + 150)
      for (const panel of ['feedWeight', 'pressure'])
        if ((view.view(at(step, panel))?.t_s ?? 0) < stop.t_s) return panel
    const panel = step.paused ? undefined : panelToRead(view, step)
    return panel === 'filtrateWeight' && !(step.phase === 'chase' && step.ready) ? undefined : panel
  },
  pressure: (_, step) => set(step, 'pressure', 2),
  chase: (_, step) => set(step, 'chase', refilters ? 20 : 15),
  /** A filter lot that plugs early gets a sister before it lets virus through. */
  addFilter(view, step) {
    if (!refilters || step.phase !== 'load' || step.paused || view.done(at(step, 'addFilter')).length > 0)
      return undefined
    const flux = view.history(at(step, 'flux')).filter((p) => p.shown !== null && p.shown > 5)
    const now = flux.at(-1)?.shown ?? 0
    const first = flux.find((p) => p.t_s > (view.done(at(step, 'pause'))[0]?.t ?? 0) + MINUTE)?.shown ?? now
    const left_L = shownNow(view, step, 'feedWeight') ?? 0
    return now < 0.45 * first && left_L > 60 ? 0.4 : undefined
  },
  divert(view, step) {
    const goes = lastOf(view, at(step, 'divert'))?.value
    return step.paused && stood_min(view, step) > LONGEST_PAUSE_MIN && goes === undefined ? 1 : undefined
  },
  pause(view, step) {
    if (!step.paused) return undefined
    if (!hasStarted(view, step)) return 0
    const kept = lastOf(view, at(step, 'divert')) !== undefined || lastOf(view, 'reply.testTells')?.value === 2
    return stood_min(view, step) <= LONGEST_PAUSE_MIN || kept ? 0 : undefined
  },
  refilter: (view, step) => (refilters && isTested(step) && refiltersNow(view, step) ? 1 : undefined),
  proceed(view, step) {
    const isBlank = view.lines.some((l) => l.step === step.step.id && (l.id !== 'filtrate' || step.phase === 'chase'))
    if (step.paused || isBlank) return undefined
    if (refilters && refiltersNow(view, step)) return undefined
    return step.ready ? 1 : undefined
  },
})

/** What was kept apart goes over a fresh filter once the first is known to be whole and quality has said yes. */
function refiltersNow(view: DeskView, step: StepView): boolean {
  const asked = view.done('call.qa').some((d) => d.value === 'flowPause')
  const isFirst = view.done(at(step, 'refilter')).length === 0
  return step.phase === 'test' && asked && isFirst && (step.counters['apart_L'] ?? 0) > 1
}

export const sopNanofilter = nanofilter(false)
export const expertNanofilter = nanofilter(true)

// --- Concentration -----------------------------------------------------------------------------------------------------

const FIRST_g_L = 50
/** A little too strong is thinned; too thin is nobody's to mend. */
const STOPS_AT_g_L = 125
const EXPERT_AIM_g_L = 121
const PRINTED_AIM_g_L = 124

/** Grams in the tank by the samples and the scale, and the weight at which they stand at so many grams a litre. */
function weightFor(view: DeskView, step: StepView, g_L: number): number | undefined {
  const last = step.results('content').at(-1)
  if (!last) return undefined
  const weights = view.history(at(step, 'retentateWeight'))
  const then = (weights.filter((p) => p.t_s <= last.drawn_s).at(-1) ?? weights[0])?.shown
  return typeof then === 'number' ? (last.value * then) / g_L : undefined
}

/** The tank is as light as it should be at so many grams a litre. */
function isBelow(view: DeskView, step: StepView, g_L: number): boolean {
  const now = shownNow(view, step, 'retentateWeight')
  const stop = weightFor(view, step, g_L)
  return now !== undefined && stop !== undefined && now <= stop
}

const isDue = (view: DeskView, line: string): boolean => view.lines.some((l) => l.id === line)

/** Samples drawn since a second. */
const drawnSince = (view: DeskView, step: StepView, since_s: number): number =>
  view.done(at(step, 'assay')).filter((d) => d.t >= since_s).length

/** Second of the last act that changed what is in the tank. */
const changed_s = (view: DeskView, step: StepView): number =>
  Math.max(lastOf(view, at(step, 'proceed'))?.t ?? 0, lastOf(view, at(step, 'dilute'))?.t ?? 0)

/** Mean of what has come back since then, once all of it has. */
function measuredNow(view: DeskView, step: StepView): number | undefined {
  const since_s = changed_s(view, step)
  const found = step.results('content').filter((r) => r.drawn_s >= since_s)
  if (found.length === 0 || found.length < drawnSince(view, step, since_s)) return undefined
  return found.reduce((sum, r) => sum + r.value, 0) / found.length
}

/** Buffer that brings a pool measured too strong down to where it should be; once. */
function litresToThin(view: DeskView, step: StepView, findsKnee: boolean): number | undefined {
  const found = step.phase === 'formulate' ? measuredNow(view, step) : undefined
  const weight = shownNow(view, step, 'retentateWeight')
  const aim = findsKnee ? EXPERT_AIM_g_L : PRINTED_AIM_g_L
  if (found === undefined || weight === undefined || found <= aim + 0.8) return undefined
  return view.done(at(step, 'dilute')).length === 0 ? weight * (found / aim - 1) : undefined
}

/** The printed concentration: stopped by the first sample and the scale, thinned by one sample more. */
const ultrafiltration = (findsKnee: boolean): UnitHand => ({
  assay(view, step) {
    const opened_s = view.t_s - step.age_s
    if (step.phase === 'concentrate') return drawnSince(view, step, opened_s) > 0 ? undefined : ['content']
    const since = drawnSince(view, step, changed_s(view, step))
    if (step.phase === 'diafilter') return step.ready && since === 0 ? ['pH', 'conductivity'] : undefined
    // At strength itself the sample and the scale are surer than they were at a tenth of it.
    if (step.phase === 'concentrateAgain')
      return findsKnee && since === 0 && isBelow(view, step, 95) ? ['content'] : undefined
    if (step.phase !== 'formulate') return undefined
    const isFirst = view.done(at(step, 'dilute')).length === 0
    return drawnSince(view, step, changed_s(view, step)) < (findsKnee && isFirst ? 2 : 1) ? ['content'] : undefined
  },
  look: (view, step) => {
    const panel = panelToRead(view, step)
    const found = measuredNow(view, step)
    const isDone =
      step.phase === 'formulate' && found !== undefined && litresToThin(view, step, findsKnee) === undefined
    return panel === 'content' && !isDone ? undefined : panel
  },
  temperature: (_, step) => set(step, 'temperature', 20),
  diavolumes: (_, step) => set(step, 'diavolumes', 7),
  tmp: (view, step) => set(step, 'tmp', findsKnee ? knee(view, step) : 1.2),
  crossFlow: (_, step) => set(step, 'crossFlow', 300),
  pause: (_, step) => (step.paused ? 0 : undefined),
  dilute: (view, step) => litresToThin(view, step, findsKnee),
  proceed(view, step) {
    const target =
      step.phase === 'concentrate' ? FIRST_g_L : step.phase === 'concentrateAgain' ? STOPS_AT_g_L : undefined
    if (step.phase === 'formulate') {
      const due = view.lines.some((line) => line.step === step.step.id)
      return step.ready && !due && measuredNow(view, step) !== undefined ? 1 : undefined
    }
    if (step.phase === 'diafilter')
      return step.ready && step.results('conductivity').length > 0 && !isDue(view, 'exchanged') ? 1 : undefined
    return target !== undefined && isBelow(view, step, target) ? 1 : undefined
  },
})

const TRIED_bar = [1.2, 1, 0.8] as const
const TRIAL_S = 4 * MINUTE

/** Less pressure as long as it costs hardly any flux: what is past the knee packs the gel. Found anew in each phase. */
function knee(view: DeskView, step: StepView): number {
  const began_s = lastOf(view, at(step, 'proceed'))?.t ?? view.done(at(step, 'pause'))[0]?.t ?? view.t_s
  const now = step.settings['tmp']!
  const place = TRIED_bar.findIndex((bar) => Math.abs(bar - now) < 0.01)
  if (place < 0) return TRIED_bar[0]
  const since_s = Math.max(began_s, lastOf(view, at(step, 'tmp'))?.t ?? 0)
  if (view.t_s < since_s + TRIAL_S || place === TRIED_bar.length - 1) return now
  const flux = view.history(at(step, 'flux'))
  const mean = (from_s: number, to_s: number): number => {
    let [sum, points] = [0, 0]
    for (let i = flux.length - 1; i >= 0 && flux[i]!.t_s > from_s; i--) {
      const { t_s, shown } = flux[i]!
      if (t_s > to_s || shown === null) continue
      sum += shown
      points++
    }
    return points ? sum / points : 0
  }
  const before = mean(since_s - TRIAL_S / 2, since_s)
  const after = mean(view.t_s - TRIAL_S / 2, view.t_s)
  // The first step down is free to try; the next only when this one cost nothing.
  return place === 0 || after > 0.93 * before ? TRIED_bar[place + 1]! : now
}

export const sopUltrafiltration = ultrafiltration(false)
export const expertUltrafiltration = ultrafiltration(true)

// --- What is told --------------------------------------------------------------------------------------------------------

/** What of this level's cases can be known at this step; undefined: it is none of its steps. */
export function foundViral(view: DeskView, step: StepView): readonly Found[] | undefined {
  const id = step.step.id
  if (step.unit === 'proteinA' && step.step.parameters['cyclesUsed'] !== undefined) {
    const left = VALIDATED - Math.floor(step.counters['resinCycles'] ?? 0)
    const more = (step.counters['cycles'] ?? 0) - (step.counters['cycle'] ?? 0) + 1
    const opened_s = view.t_s - step.age_s
    const known = view.done('call.maintenance').some((d) => d.value === 'backupColumn')
    if (step.age_s < MINUTE || (!known && left >= more)) return []
    const t_s = opened_s + MINUTE
    return [
      {
        what: 'resin',
        step: id,
        t_s,
        done: 'columnSwap',
        howMuch: VALIDATED,
        thing: 'backupColumn',
        severity: 'major',
      },
    ]
  }
  if (step.unit === 'lowPhHold' && step.step.locked.includes('acid')) return []
  if (step.unit !== 'nanofilter') return undefined
  const stop = stopOf(view, step)
  if (!stop) return []
  if (stop.isMeter)
    return [
      {
        what: 'flowMeter',
        step: id,
        t_s: stop.t_s,
        done: 'compared',
        howMuch: 1,
        thing: 'flowMeter',
        severity: 'critical',
      },
    ]
  const minutes = Math.max(1, Math.round(stood_min(view, step)))
  const done = minutes > LONGEST_PAUSE_MIN ? 'keptApart' : 'restarted'
  if (step.paused && minutes <= LONGEST_PAUSE_MIN) return []
  return [{ what: 'flowPause', step: id, t_s: stop.t_s, done, howMuch: minutes, thing: null, severity: 'critical' }]
}
