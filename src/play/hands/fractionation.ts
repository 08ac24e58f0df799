import { plasmaLimits, plasmaRecipes } from '../../models/index.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import { thingsToMend } from '../desk/faults.ts'
import type { Answer, Stamped } from '../state.ts'
import { oncePerRound, panelToRead, set, shownNow, type UnitHand } from './hand.ts'

/** Bowl and cold ethanol: throttle by the glass, cold by the freezing line, ethanol by the lance, acid by a sample. */

const MINUTE = 60

const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`

// --- The bowl of the cryoprecipitate -----------------------------------------------------------------------------------

/** What the record still wants of the liquid: drawn once, when all of it has come through. */
function lastTurbidity(view: DeskView, step: StepView): Answer | undefined {
  const due = view.lines.some((line) => line.step === step.step.id && line.panel === 'turbidity')
  return due && step.ready && oncePerRound(view, at(step, 'assay')) ? ['turbidity'] : undefined
}

/** As cold as what is in it. */
const CRYO_BOWL_C = plasmaRecipes.plasmaCentrifuge.cryo.temperature
const ETHANOL_BOWL_C = -5

/** The printed throttle, whatever the glass shows. */
export const sopPlasmaCentrifuge: UnitHand = {
  // The paste is weighed when it is all there.
  look: (view, step) => (step.ready ? panelToRead(view, step) : undefined),
  assay: lastTurbidity,
  feed: (_, step) => set(step, 'feed', 800),
  temperature: (_, step) => set(step, 'temperature', step.step.place === 'cryo' ? CRYO_BOWL_C : ETHANOL_BOWL_C),
  pause: (_, step) => (step.paused ? 0 : undefined),
  proceed: (view, step) => (step.ready && view.nextResult_s === null ? 1 : undefined),
}

/**
 * Behind the bowl the liquid should be so clear; slower than that time takes more than the bowl holds back. What fell in
 * ethanol does not age in an hour, and all that goes by is the product.
 */
const BOWLS = {
  cryo: { first: 600, by: 150, clear_NTU: 5, slowest: 200 },
  ethanol: { first: 600, by: 100, clear_NTU: 9, slowest: 200 },
} as const

export const expertPlasmaCentrifuge: UnitHand = {
  ...sopPlasmaCentrifuge,
  feed(view, step) {
    const bowl = BOWLS[step.step.place as keyof typeof BOWLS]
    const now = step.settings['feed']!
    const glass = shownNow(view, step, 'sightGlass')
    const changed_s = view.done(at(step, 'feed')).at(-1)?.t
    if (step.paused || changed_s === undefined) return set(step, 'feed', bowl.first)
    // A look at the glass takes the bowl three minutes to answer.
    if (glass === null || glass === undefined || view.t_s - changed_s < 3 * MINUTE || step.ready) return undefined
    return glass > bowl.clear_NTU && now > bowl.slowest ? Math.max(bowl.slowest, now - bowl.by) : undefined
  },
}

// --- Cold ethanol ------------------------------------------------------------------------------------------------------

/** The printed step of the place this tank stands in. */
const printedStep = (step: StepView) =>
  plasmaRecipes.ethanolPrecipitation[step.step.place as keyof typeof plasmaRecipes.ethanolPrecipitation]

/** Acid is to be dripped where the set point was left at another product's. */
const isDripped = ({ step }: StepView): boolean => {
  const { pH } = plasmaRecipes.ethanolPrecipitation[step.place as keyof typeof plasmaRecipes.ethanolPrecipitation]
  return (step.yesterday?.['pH'] ?? step.recipe['pH']) !== pH
}

const letGo_s = (view: DeskView, step: StepView): number | undefined =>
  view.done(at(step, 'pause')).find((d) => d.value === 0)?.t

/** The buffer needs so long to be in, and the acid to be mixed. */
const BUFFER_S = 22 * MINUTE
const SETTLED_S = 20 * MINUTE
const NEAR_PH = 0.03
const DROP_PH = 0.05
const LIMIT_PH = plasmaLimits['ethanolPrecipitation.pH'].action.high!

const isMixed = (view: DeskView, step: StepView): boolean => {
  const begun_s = letGo_s(view, step)
  const last_s = view.done(at(step, 'pH')).at(-1)?.t ?? 0
  return begun_s !== undefined && view.t_s - Math.max(begun_s, last_s) >= SETTLED_S
}

/** Drops of acid until the instrument asked says what the recipe wants; each is waited for. */
function acid(view: DeskView, step: StepView, reads: number | undefined): number | undefined {
  if (step.phase !== 'condition' || step.paused || reads === undefined || !isMixed(view, step)) return undefined
  const away = printedStep(step).pH - reads
  if (Math.abs(away) <= NEAR_PH) return undefined
  // Half a distance that is not known to the hundredth is more than enough for a last drop.
  const by = Math.abs(away) > 2 * DROP_PH ? away : Math.sign(away) * DROP_PH
  return Math.round(100 * (step.settings['pH']! + by)) / 100
}

/** A sample drawn since the acid last moved. */
function freshSample(view: DeskView, step: StepView): number | undefined {
  const moved_s = Math.max(letGo_s(view, step) ?? 0, view.done(at(step, 'pH')).at(-1)?.t ?? 0)
  const last = step.results('pH').at(-1)
  return last && last.drawn_s >= moved_s + SETTLED_S ? last.value : undefined
}

const isConditioned = (view: DeskView, step: StepView, reads: number | undefined): boolean =>
  !step.paused &&
  isMixed(view, step) &&
  view.t_s - letGo_s(view, step)! >= BUFFER_S &&
  reads !== undefined &&
  Math.abs(reads - printedStep(step).pH) <= NEAR_PH + 0.01

const isRinging = (view: DeskView, step: StepView): boolean =>
  view.alarms.some((a) => a.spec.step === step.step.id && a.state !== 'normal')

/** The acid is read when it is right; lines about the lance while ethanol flows through it. */
function looks(view: DeskView, step: StepView): string | undefined {
  const isTime =
    step.phase === 'condition' ? isConditioned(view, step, freshSample(view, step)) : step.counters['dosed_L']! > 5
  return isTime ? panelToRead(view, step) : undefined
}

/** Where a stair of the printed cooling ends: share of the ethanol that is in, and the way to the final cold. */
const STAIRS = [
  [0.66, 1],
  [0.33, 0.6],
  [0, 0.3],
] as const
const BEFORE_ETHANOL_C = 0.3

/** What comes from another tank of ethanol is cold already. */
const isFirst = (step: StepView): boolean => printedStep(step).dilution > 0

/** Cold in three printed stairs. */
function stairs(step: StepView): number {
  const end_C = printedStep(step).temperature
  const from_C = isFirst(step) ? Math.max(BEFORE_ETHANOL_C - 3 * (isDripped(step) ? 1 : 0), end_C) : end_C
  if (step.phase === 'condition') return from_C
  if (step.phase !== 'dose') return end_C
  const { dosed_L, ethanolLeft_L } = step.counters
  const share = dosed_L! / Math.max(1e-6, dosed_L! + ethanolLeft_L!)
  const stair = STAIRS.find(([from]) => share >= from)!
  return Math.round(10 * (from_C + stair[1] * (end_C - from_C))) / 10
}

/** The printed step: its rate, its stairs of cold, its acid by the probe in the line. */
export const sopEthanol: UnitHand = {
  look: looks,
  /** Once the line says so: the sample that the record asks for. */
  assay(view, step) {
    const isDue = view.lines.some((l) => l.step === step.step.id && l.panel === 'pH')
    const again = step.results('pH').length > 0 && isMixed(view, step)
    const isRight = again || isConditioned(view, step, shownNow(view, step, 'inLinePh'))
    return isDue && isRight && view.nextResult_s === null && freshSample(view, step) === undefined ? ['pH'] : undefined
  },
  pH: (view, step) => acid(view, step, printedPh(view, step)),
  temperature: (_, step) => set(step, 'temperature', stairs(step)),
  /** Halved once it rings. */
  rate(view, step) {
    const rang = view.done(at(step, 'rate')).some((d) => d.value === 1) || isRinging(view, step)
    return set(step, 'rate', rang ? 1 : 2)
  },
  pause: (_, step) => (step.paused ? 0 : undefined),
  proceed(view, step) {
    if (view.nextResult_s !== null) return undefined
    if (step.phase === 'condition') return isConditioned(view, step, printedPh(view, step)) ? 1 : undefined
    return step.phase === 'age' && step.ready ? 1 : undefined
  },
}

/** The probe in the line, until a sample was beyond the limit. */
function printedPh(view: DeskView, step: StepView): number | undefined {
  const aim = printedStep(step).pH
  const isOut = step.results('pH').some((r) => Math.abs(r.value - aim) > LIMIT_PH)
  const sample = freshSample(view, step)
  // Within the limit is good enough.
  if (sample !== undefined && Math.abs(sample - aim) <= LIMIT_PH) return aim
  return isOut ? sample : shownNow(view, step, 'inLinePh')
}

/** Kept between the tank and its freezing line; the set point follows in steps of this. */
const OFF_THE_LINE_C = 0.7
const STEP_C = 0.3
/** The lance should be no warmer than this; a slower pump is the only thing that cools it at once. */
const LANCE_C = 0.8
const SLOWEST = 0.6

/** The same with the lance, the line and a sample under the eye. */
export const expertEthanol: UnitHand = {
  ...sopEthanol,
  assay(view, step) {
    const wanted = step.phase === 'condition' && isMixed(view, step) && freshSample(view, step) === undefined
    const pending = view.nextResult_s !== null
    return wanted && !pending && bySample(view, step) ? ['pH'] : undefined
  },
  pH: (view, step) => acid(view, step, readsPh(view, step)),
  temperature(_, step) {
    const end_C = printedStep(step).temperature
    const wanted = step.phase === 'age' ? end_C : Math.max(end_C, step.counters['freezingPoint_C']! + OFF_THE_LINE_C)
    const now = step.settings['temperature']!
    const isNear = Math.abs(wanted - now) < STEP_C && wanted !== end_C
    return isNear ? undefined : set(step, 'temperature', Math.round(10 * wanted) / 10)
  },
  rate(view, step) {
    if (step.phase !== 'dose') return set(step, 'rate', 1.5)
    const lance = shownNow(view, step, 'lanceTemperature')
    const changed_s = view.done(at(step, 'rate')).at(-1)?.t ?? 0
    const now = step.settings['rate']!
    // By the first ethanol there is no cold yet to be kept: the lance is warm with the tank.
    const isCold = (shownNow(view, step, 'bottomTemperature') ?? 0) < -1.5
    if (!isCold || lance === undefined || view.t_s - changed_s < 5 * MINUTE) return undefined
    if (lance > LANCE_C && now > SLOWEST) return Math.max(SLOWEST, Math.round(10 * now * 0.6) / 10)
    return lance < -0.8 && now < 1.5 && !isRinging(view, step)
      ? Math.min(1.5, Math.round(10 * (now + 0.4)) / 10)
      : undefined
  },
  pause(view, step) {
    const rings = view.alarms.some((a) => a.spec.instrument === 'lanceTemperature' && a.state !== 'normal')
    const stopped_s = view.done(at(step, 'pause')).at(-1)
    if (!step.paused)
      return rings && step.phase === 'dose' && stopped_s?.value !== 1 && !hasStood(view, step) ? 1 : undefined
    // Standing, lance and bottom should come to read the same: what separates the causes.
    return stopped_s?.value === 1 && view.t_s - stopped_s.t < STANDS_S ? undefined : 0
  },
  proceed(view, step) {
    if (step.phase === 'condition') return isConditioned(view, step, readsPh(view, step)) ? 1 : undefined
    return sopEthanol['proceed']!(view, step)
  },
}
const STANDS_S = 6 * MINUTE

const hasStood = (view: DeskView, step: StepView): boolean => view.done(at(step, 'pause')).some((d) => d.value === 1)

/** The laboratory’s word where acid goes in, or no probe is shown; the probe’s elsewhere. */
const bySample = (view: DeskView, step: StepView): boolean =>
  isDripped(step) || shownNow(view, step, 'inLinePh') === undefined

const readsPh = (view: DeskView, step: StepView): number | undefined =>
  bySample(view, step) ? freshSample(view, step) : shownNow(view, step, 'inLinePh')

// --- People, papers, the night -----------------------------------------------------------------------------------------

const ethanolStep = (view: DeskView): StepView | undefined =>
  view.steps.find((s) => s.unit === 'ethanolPrecipitation' && s.settings['ageing']! > 4)

/** Probe and sample of one moment differ by more than either errs. */
function probeIsOff(view: DeskView, step: StepView): boolean {
  const last = step.results('pH').at(-1)
  if (!last) return false
  const then = view
    .history(at(step, 'inLinePh'))
    .filter((p) => p.t_s <= last.drawn_s)
    .at(-1)?.shown
  return typeof then === 'number' && Math.abs(then - last.value) > 0.12
}

/** What warmed the lance, once the flow has stood: the cold is gone, the stirrer slips, or the probe lies. */
function behindTheLance(view: DeskView, step: StepView): string | undefined {
  const rang = view.alarms.some((a) => a.spec.instrument === 'lanceTemperature' && a.state !== 'normal')
  const stop = view.done(at(step, 'pause')).find((d) => d.value === 1)
  if (!stop || view.t_s - stop.t < 4 * MINUTE || !(rang || step.paused)) return undefined
  const [lance, bottom] = [shownNow(view, step, 'lanceTemperature'), shownNow(view, step, 'bottomTemperature')]
  if (lance === undefined || bottom === undefined) return undefined
  if (step.paused && lance - bottom > 1.2) return 'lanceProbe'
  if ((shownNow(view, step, 'motorLoad') ?? 30) < 25) return 'stirrer'
  return step.paused ? 'chiller' : undefined
}

/** The SOP's answer to a warm lance: somebody sees to the cold, whatever it is. */
export function mendsByRecipe(view: DeskView): Answer | undefined {
  const foams = view.alarms.some((a) => a.spec.instrument === 'foam' && a.state !== 'normal')
  const called = (thing: string): boolean => view.done('call.maintenance').some((d) => d.value === thing)
  if (foams && view.steps.some((s) => s.unit === 'resuspension') && !called('stirrerDrive')) return 'stirrerDrive'
  const step = ethanolStep(view)
  const isCalled = called('chiller')
  return step && isRinging(view, step) && !isCalled ? 'chiller' : undefined
}

/** It should cool, and it warms: nobody waits for the alarm. */
function warmsWhileAgeing(view: DeskView, step: StepView): boolean {
  if (step.phase !== 'age') return false
  const points = view.history(at(step, 'bottomTemperature')).filter((p) => p.t_s >= view.t_s - 20 * MINUTE)
  const [first, last] = [points[0]?.shown, points.at(-1)?.shown]
  const isCalled = view.done('call.maintenance').some((d) => d.value === 'chiller' && view.t_s - d.t < 2 * 3600)
  return typeof first === 'number' && typeof last === 'number' && last > first + 0.3 && !isCalled
}

export function mendsFraction(view: DeskView): Answer | undefined {
  const step = ethanolStep(view)
  if (!step) return undefined
  const called = (thing: string): boolean => view.done('call.maintenance').some((d) => d.value === thing)
  if (probeIsOff(view, step) && !called('pHProbe')) return 'pHProbe'
  if (warmsWhileAgeing(view, step)) return 'chiller'
  const thing = behindTheLance(view, step)
  return thing === undefined || called(thing) ? undefined : thing
}

const callsToTank = (view: DeskView): readonly Stamped[] =>
  view.done('call.maintenance').filter((d) => thingsToMend['ethanolPrecipitation']!.includes(String(d.value)))

/** Reported: what, where, when, how much, what was done at once. */
export function fractionDeviation(view: DeskView): Answer | undefined {
  const step = ethanolStep(view)
  if (!step) return undefined
  const told = (what: string): boolean =>
    view.done('case.deviation').some((d) => Array.isArray(d.value) && d.value[0] === what)
  for (const call of callsToTank(view)) {
    const what = call.value === 'pHProbe' ? 'pHProbe' : 'lanceTemperature'
    if (!told(what)) return [what, step.step.id, call.t, 1, 'maintenance']
  }
  return undefined
}

/** Quality hears of the lance while the tank still stands. */
export function fractionQuality(view: DeskView): Answer | undefined {
  const [last] = callsToTank(view)
  return ethanolStep(view) && last && view.done('call.qa').length === 0 ? (last.value as string) : undefined
}

/** A limit above it would be passed while the tank still cools. */
const COLD_ENOUGH_C = -4.3
export const NIGHT_LIMIT_C = -3.8

/** The night is left to the crew once the last tank ages in the cold. */
export function isAgeing(view: DeskView): boolean {
  const step = ethanolStep(view)
  return step?.phase === 'age' && (shownNow(view, step, 'bottomTemperature') ?? 0) < COLD_ENOUGH_C
}

/** The crew's machines part one tank from the next in an hour: nobody goes home for that, only for a tank that ages. */
export const isBetweenTanks = (view: DeskView): boolean =>
  'centrifuges' in view.plant &&
  view.steps.length === 0 &&
  (view.round > Math.floor(view.lastClosed_s / view.roundLength_s) || view.t_s - view.lastClosed_s < 2 * 3600)

export function coldTiles(view: DeskView, limit: number | 'alarm'): Answer | undefined {
  const step = ethanolStep(view)
  if (!step || !isAgeing(view) || !oncePerRound(view, 'night.orders')) return undefined
  return [at(step, 'bottomTemperature'), limit, 'none', 0, 'maintenance']
}
