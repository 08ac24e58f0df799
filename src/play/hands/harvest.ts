import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import { oncePerRound, panelToRead, set, shownNow, todays, type UnitHand } from './hand.ts'

/** pH by which a probe may differ from a sample before the recipe has it standardised, and before a lead samples again. */
const STANDARDISE_FROM = 0.16
const SUSPECT_FROM = 0.12

const slotOf = (step: StepView, topic: string): string => `${step.step.id}.${topic}`

const asks = (value: Answer, assay: string): boolean => Array.isArray(value) && value.includes(assay)
const drawnToday = (view: DeskView, step: StepView, assay: string): number =>
  view.today(slotOf(step, 'assay')).filter((d) => asks(d.value, assay)).length

/** Standardised on the sample of the day, where the level lets one. */
export function standardiseOnSample(view: DeskView, step: StepView): Answer | undefined {
  const [sample, probe] = [todays(view, step, 'gasAnalyserPh'), shownNow(view, step, 'pH')]
  if (sample === undefined || probe === undefined || !oncePerRound(view, slotOf(step, 'standardise'))) return undefined
  return Math.abs(sample - probe) > STANDARDISE_FROM ? ['pH', sample] : undefined
}

/** A difference is confirmed by a second sample before anything is touched. */
export const isSuspect = (view: DeskView, step: StepView): boolean => {
  if (!step.step.standardises) return false
  const [sample, probe] = [todays(view, step, 'gasAnalyserPh'), shownNow(view, step, 'pH')]
  return sample !== undefined && probe !== undefined && Math.abs(sample - probe) > SUSPECT_FROM
}

export function secondSample(view: DeskView, step: StepView): Answer | undefined {
  const isOpen = step.step.standardises !== undefined && view.done(slotOf(step, 'standardise')).length === 0
  return isOpen && isSuspect(view, step) && drawnToday(view, step, 'gasAnalyserPh') < 2 ? ['gasAnalyserPh'] : undefined
}

export function standardiseOnTwo(view: DeskView, step: StepView): Answer | undefined {
  const results = step.results('gasAnalyserPh').filter((r) => r.drawn_s >= view.round * view.roundLength_s)
  if (results.length < 2 || !isSuspect(view, step) || view.done(slotOf(step, 'standardise')).length > 0)
    return undefined
  return ['pH', results.at(-1)!.value]
}

/** Viability below which no lead lets a night pass, today's and tomorrow's. */
const LET_GO_ON_pct = 75
const TOMORROW_pct = 71
const STILL_YOUNG_pct = 80.5
/** Least that a night costs by then, and what it adds to the titre. */
const USUAL_FALL_pct = 2.5
const GROWS_BY = 1.08
/** Dead cells, in per cent, for each gram a litre: what they let out comes along with the product. More mass, less room. */
const DEAD_PER_GRAM = 4.65
const DEAD_PER_GRAM_FULL = 3.75
const FULL_g_L = 6.15

/** Impurity against gain: tomorrow's dead cells by today's slope, for tomorrow's grams. */
export function isHarvestDay(view: DeskView, step: StepView): boolean {
  const [before, last] = [viabilityOn(view, step, view.round - 1), viabilityOn(view, step, view.round)]
  if (last === undefined) return false
  const fell = before === undefined ? USUAL_FALL_pct : Math.max(USUAL_FALL_pct, before - last)
  const tomorrow = last - 1.4 * fell
  if (last < LET_GO_ON_pct || tomorrow < TOMORROW_pct) return true
  const titre = step.results('titre').at(-1)?.value
  if (titre === undefined || last > STILL_YOUNG_pct) return false
  const then_g_L = GROWS_BY * titre
  return (100 - tomorrow) / then_g_L > (then_g_L > FULL_g_L ? DEAD_PER_GRAM_FULL : DEAD_PER_GRAM)
}

/** The mean of a day's counts: the fall of a night is no larger than the error of one. */
function viabilityOn(view: DeskView, step: StepView, round: number): number | undefined {
  const counts = step.results('viability').filter((r) => Math.floor(r.drawn_s / view.roundLength_s) === round)
  return counts.length ? counts.reduce((sum, r) => sum + r.value, 0) / counts.length : undefined
}

/** From here on a morning's viability is counted three times: the day of the harvest hangs on it. */
const COUNTED_AGAIN_pct = 90

export function countAgain(view: DeskView, step: StepView): Answer | undefined {
  const last = todays(view, step, 'viability')
  const isNear = step.step.standardises !== undefined && last !== undefined && last < COUNTED_AGAIN_pct
  return isNear && drawnToday(view, step, 'viability') < 3 ? ['viability'] : undefined
}

const isOut = (view: DeskView, step: StepView): boolean =>
  view.outages.some((o) => o.step === step.step.id && o.from_s <= view.t_s)

const KEPT = ['mycoplasma', 'adventitious']

/** What the record still wants of a machine's last sample: drawn once, when there is something in the tank. */
function lastSample(view: DeskView, step: StepView): Answer | undefined {
  const due = view.lines.some((line) => line.step === step.step.id && line.panel === 'turbidity')
  return due && step.ready && drawnToday(view, step, 'turbidity') === 0 ? ['turbidity'] : undefined
}

const waitsForResult = (view: DeskView): boolean => view.nextResult_s !== null

/** The printed harvest: cold and under air, the printed throttle, a shot every six minutes. */
export const sopCentrifuge: UnitHand = {
  look: panelToRead,
  temperature: (_, step) => set(step, 'temperature', 12),
  airSweep: (_, step) => set(step, 'airSweep', 1),
  loading: (_, step) => set(step, 'loading', 1),
  shootInterval: (_, step) => set(step, 'shootInterval', 360),
  assay(view, step) {
    const kept = view.done(slotOf(step, 'assay')).some((d) => asks(d.value, KEPT[0]!))
    return kept ? lastSample(view, step) : KEPT
  },
  pause: (view, step) => (step.paused && !isOut(view, step) ? 0 : undefined),
  proceed: (view, step) => (step.ready && !waitsForResult(view) ? 1 : undefined),
}

/** Throttle and shots by what the glass shows: clear enough for the filter, no slower than that. */
export const expertCentrifuge: UnitHand = {
  ...sopCentrifuge,
  loading(view, step) {
    const glass = shownNow(view, step, 'sightGlass')
    if (step.paused || glass === undefined) return set(step, 'loading', 1)
    const now = step.settings['loading']!
    if (glass > 330 && now > 0.7) return set(step, 'loading', 0.7)
    return now > 1 ? 1 : undefined
  },
  shootInterval: (_, step) => set(step, 'shootInterval', 420),
}

/** The printed filter: the whole house, 100 LMH, twelve litres of flush a square metre. */
export const sopDepthFilter: UnitHand = {
  look: (view, step) => (step.paused ? undefined : panelToRead(view, step)),
  assay: (view, step) => (step.phase === 'flush' ? lastSample(view, step) : undefined),
  flux: (_, step) => set(step, 'flux', 100),
  flush: (_, step) => set(step, 'flush', 12),
  changeFilter: (view, step) =>
    (step.paused && oncePerRound(view, slotOf(step, 'changeFilter'))) || isPlugged(view, step) ? 1 : undefined,
  pause: (_, step) => (step.paused ? 0 : undefined),
  proceed(view, step) {
    if (!step.ready) return undefined
    return step.phase === 'load' || !waitsForResult(view) ? 1 : undefined
  },
}

/** Hardly anything goes through any more: a fresh one, at most every quarter of an hour. */
function isPlugged(view: DeskView, step: StepView): boolean {
  const flux = shownNow(view, step, 'flux')
  const last_s = view.done(slotOf(step, 'changeFilter')).at(-1)?.t ?? 0
  return !step.paused && step.phase === 'load' && flux !== undefined && flux < 15 && view.t_s - last_s > 900
}

/** As much area as the centrate asks for, eased off before the limit, flushed until little is left behind. */
export const expertDepthFilter: UnitHand = {
  ...sopDepthFilter,
  flush: (_, step) => set(step, 'flush', 14),
}

/** Quality is told of what was found, once each. */
export function tellsQuality(view: DeskView): Answer | undefined {
  const told = (word: string): boolean => view.done('call.qa').some((d) => d.value === word)
  if (view.done('culture.standardise').length > 0 && !told('pHProbe')) return 'pHProbe'
  return view.outages.length > 0 && !isOther(view) && !told('centrifuge') ? 'centrifuge' : undefined
}

/** Where the power is gone or a hose is welded, no machine of the harvest is in maintenance. */
const isOther = (view: DeskView): boolean =>
  view.steps.some((s) => s.unit === 'nanofilter' || s.unit === 'vectorTransfection')

/** A deviation for a probe that was standardised, and for a harvest that has to wait for its machine. */
export function harvestDeviation(view: DeskView): Answer | undefined {
  const told = (word: string): boolean =>
    view.done('case.deviation').some((d) => Array.isArray(d.value) && d.value[0] === word)
  const standardised = view.done('culture.standardise').at(-1)
  if (standardised && !told('pHProbe')) return ['pHProbe', 'culture', standardised.t, 0.2, 'standardised']
  const out = isOther(view) ? undefined : view.outages[0]
  return out && !told('hold') ? ['hold', 'culture', view.t_s, 10, 'cooled'] : undefined
}
