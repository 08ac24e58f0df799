import { plasmaLimits } from '../../models/index.ts'
import { exp } from '../../sim/index.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import { oncePerRound, panelToRead, set, shownNow, type UnitHand } from './hand.ts'

/** The locks nobody sees: salt before the column, the virus filter, the coldest bottle, the night of the freeze-dryer. */

const MINUTE = 60
const HOUR = 3600
const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`

const rings = (view: DeskView, step: StepView, instrument: string): boolean =>
  view.alarms.some((a) => a.spec.step === step.step.id && a.spec.instrument === instrument && a.state !== 'normal')
const isCalled = (view: DeskView, thing: string): boolean =>
  view.done('call.maintenance').some((d) => d.value === thing)
const isTold = (view: DeskView, word: string): boolean => view.done('call.qa').some((d) => d.value === word)
const asked = (view: DeskView, step: StepView, assay: string): number =>
  view.done(at(step, 'assay')).filter((d) => Array.isArray(d.value) && d.value.includes(assay)).length
const last = (step: StepView, assay: string): number | undefined => step.results(assay).at(-1)?.value
const hasFlowed = (view: DeskView, step: StepView): boolean => view.done(at(step, 'pause')).some((d) => d.value === 0)
const isDue = (view: DeskView, step: StepView): boolean => view.lines.some((l) => l.step === step.step.id)

// --- The column --------------------------------------------------------------------------------------------------------

const FXIA = plasmaLimits['ionExchange.factorXIa'].action.high!
/** By the second method: below it an eluate clots what it should not. */
const CLOTS_S = 150

interface ColumnPlan {
  readonly salt: number
  readonly flow: number
  /** What is asked for is corrected by what a sample found. */
  readonly corrects: boolean
  /** Slower from so many grams a litre on: what is left of the bed needs longer. */
  readonly eases: { readonly from_g_L: number; readonly flow: number } | null
}

/** The result is high, and the second method says so too; undefined: the second is not back yet. */
function isTrulyHigh(step: StepView): boolean | undefined {
  const found = last(step, 'factorXIa')
  if (found === undefined || found <= FXIA) return false
  const seconds = last(step, 'clottingTime')
  return seconds === undefined ? undefined : seconds < CLOTS_S
}

const isLate = ({ eases }: ColumnPlan, step: StepView): boolean =>
  eases !== null && step.phase === 'load' && step.counters['loaded_g_L']! > eases.from_g_L

/** Salt is measured before anything flows; what has run through is held until its activity is known. */
const column = (plan: ColumnPlan): UnitHand => {
  /** What was asked for in order to have this. */
  const correct = (view: DeskView, step: StepView): number | undefined => {
    const found = step.results('conductivity').at(-1)
    if (!found || Math.abs(found.value / asksFor(view, step, found.drawn_s) - 1) < 0.1) return undefined
    return found.value / asksFor(view, step, found.drawn_s)
  }
  const asksFor = (view: DeskView, step: StepView, t_s: number): number => {
    const then = view.done(at(step, 'conductivity')).filter((d) => d.t <= t_s)
    return Number(then.at(-1)?.value ?? step.step.recipe['conductivity'] ?? step.settings['conductivity'])
  }
  return {
    look(view, step) {
      const due = panelToRead(view, step)
      if (due !== undefined) return due
      // The cell in the line against what the laboratory found.
      const isCompared = !plan.corrects || view.view(at(step, 'inLineConductivity')) !== undefined
      if (!isCompared && last(step, 'conductivity') !== undefined) return 'inLineConductivity'
      return plan.eases && isLate(plan, step) && !view.view(at(step, 'uv')) ? 'uv' : undefined
    },
    conductivity(view, step) {
      if (isTrulyHigh(step) === true && view.done(at(step, 'again')).length > 0)
        return set(step, 'conductivity', SECOND_TIME)
      // Once it is known what comes of what is asked.
      if (last(step, 'conductivity') === undefined || hasFlowed(view, step)) return undefined
      const made = plan.corrects ? (correct(view, step) ?? 1) : 1
      return view.done(at(step, 'conductivity')).length > 0
        ? undefined
        : set(step, 'conductivity', Math.max(0.5, Math.round((10 * plan.salt) / made) / 10))
    },
    flow: (_, step) => set(step, 'flow', isLate(plan, step) ? plan.eases!.flow : plan.flow),
    assay(view, step) {
      if (view.nextResult_s !== null) return undefined
      const salts = asked(view, step, 'conductivity')
      const moved = view.done(at(step, 'conductivity')).length
      if (!hasFlowed(view, step) && (salts === 0 || (salts === 1 && moved > 0 && plan.corrects)))
        return ['conductivity']
      if (step.phase !== 'wash' || !step.ready) return undefined
      const passes = 1 + view.done(at(step, 'again')).length
      if (asked(view, step, 'factorXIa') < passes) return ['factorXIa', 'polymers']
      if (isLeft(view, step) && asked(view, step, 'factorXIa') === passes) return ['factorXIa']
      const isOdd = isTrulyHigh(step) === undefined && isTold(view, 'factorXIa')
      return isOdd && asked(view, step, 'clottingTime') < passes ? ['clottingTime'] : undefined
    },
    pause: (view, step) =>
      step.paused && view.nextResult_s === null && !(isDue(view, step) && last(step, 'conductivity') === undefined)
        ? 0
        : undefined,
    again: (view, step) =>
      isTrulyHigh(step) === true && isTold(view, 'factorXIa') && view.done(at(step, 'again')).length === 0
        ? 1
        : undefined,
    proceed(view, step) {
      if (!step.ready || view.nextResult_s !== null) return undefined
      if (step.phase === 'load') return 1
      const isKnown = last(step, 'factorXIa') !== undefined && !isDue(view, step)
      if (isLeft(view, step) && asked(view, step, 'factorXIa') > 1) return 1
      return isKnown && isTrulyHigh(step) === false ? 1 : sentAfterAll(view, step)
    },
  }
}

/** Known to be high for hours, and nobody has run it through again: then it is tested once more, and goes on. */
function isLeft(view: DeskView, step: StepView): boolean {
  const second = step.results('clottingTime').at(-1)
  return isTrulyHigh(step) === true && second !== undefined && view.t_s > second.drawn_s + 2 * HOUR
}

/** A second method that finds nothing, after quality was told: the tube made it. */
const sentAfterAll = (view: DeskView, step: StepView): number | undefined => {
  const seconds = last(step, 'clottingTime')
  const found = last(step, 'factorXIa')
  if (found === undefined || seconds === undefined || isDue(view, step)) return undefined
  return found > FXIA && seconds >= CLOTS_S ? 1 : undefined
}

/** What is done over is made thinner than the first time, whatever was wrong with that. */
const SECOND_TIME = 1.9

export const sopIonExchange = column({ salt: 3, flow: 6, corrects: false, eases: null })
/** Just above where IgG begins to bind, and slowly: what should stay on the bed does. */
export const expertIonExchange = column({ salt: 2.3, flow: 4, corrects: true, eases: { from_g_L: 50, flow: 3 } })

// --- The virus filter --------------------------------------------------------------------------------------------------

/** What flowed by the weight of the filtrate, against the meter's word; null: too early to say. */
function meterLies(view: DeskView, step: StepView): boolean | null {
  const points = view.history(at(step, 'filtrateWeight')).filter((p) => p.t_s >= view.t_s - 24 * MINUTE)
  const [first, latest] = [points[0], points.at(-1)]
  const flux = shownNow(view, step, 'flux')
  if (!first || !latest || latest.t_s - first.t_s < 15 * MINUTE || flux === undefined) return null
  const kg_h = ((latest.shown! - first.shown!) * HOUR) / (latest.t_s - first.t_s)
  return kg_h > 1.5 * Math.max(1, flux) * step.counters['area_m2']!
}

const isRinging = (view: DeskView, step: StepView): boolean => rings(view, step, 'flux')

interface FilterPlan {
  readonly chase: number
  area(view: DeskView): number
  /** Before a filter is changed the weight is read. */
  readonly weighs: boolean
}

/** Kept by the record of the column: aggregates are what blocks the next filter. */
const polymersBefore = (view: DeskView): number | undefined => {
  const names = ['globulinsColumn.polymers']
  return names.flatMap((name) => view.view(name)?.value ?? []).at(-1)
}

const filter = (plan: FilterPlan): UnitHand => ({
  look(view, step) {
    const begun = view.done(at(step, 'pause')).find((d) => d.value === 0)
    if (plan.weighs && begun && view.t_s > begun.t + HOUR / 2 && !view.view(at(step, 'flux'))) return 'flux'
    if (plan.weighs && isRinging(view, step) && !view.view(at(step, 'feedWeight'))) return 'feedWeight'
    const panel = step.paused ? undefined : panelToRead(view, step)
    if (panel !== undefined && panel !== 'filtrateWeight') return panel
    // What is written of the filtrate is all of it.
    const chased_s = Math.max(0, ...['proceed', 'rewet'].map((topic) => view.done(at(step, topic)).at(-1)?.t ?? 0))
    const isOwed =
      step.phase === 'test' && view.lines.some((l) => l.step === step.step.id && l.panel === 'filtrateWeight')
    const seen_s = view.view(at(step, 'filtrateWeight'))?.t_s ?? -1
    return isOwed && seen_s < chased_s ? 'filtrateWeight' : undefined
  },
  pressure: (_, step) => set(step, 'pressure', 0.9),
  area: (view, step) => (hasFlowed(view, step) ? undefined : set(step, 'area', plan.area(view))),
  chase: (_, step) => set(step, 'chase', plan.chase),
  freshFilter(view, step) {
    if (step.phase !== 'load' || !isRinging(view, step) || !oncePerRound(view, at(step, 'freshFilter')))
      return undefined
    if (!plan.weighs) return plan.area(view)
    return view.view(at(step, 'feedWeight')) && meterLies(view, step) === false ? plan.area(view) : undefined
  },
  pause: (_, step) => (step.paused ? 0 : undefined),
  rewet: (view, step) => (failed(step) && view.done(at(step, 'rewet')).length === 0 ? 1 : undefined),
  refilter: (view, step) =>
    failed(step) &&
    view.done(at(step, 'rewet')).length > 0 &&
    isTold(view, 'integrity') &&
    view.done(at(step, 'refilter')).length === 0
      ? plan.area(view)
      : undefined,
  proceed(view, step) {
    if (!step.ready || step.paused) return undefined
    if (step.phase !== 'test') return 1
    return step.counters['integrity_pass'] === 1 && !isDue(view, step) ? 1 : undefined
  },
})

const failed = (step: StepView): boolean => step.phase === 'test' && step.counters['integrity_pass'] === 0

/** Above it they block a filter more than twice as fast. */
const DIRTY_PCT = 1

export const sopPlasmaNanofilter = filter({ chase: 10, area: () => 4, weighs: false })
export const expertPlasmaNanofilter = filter({
  chase: 20,
  area: (view) => ((polymersBefore(view) ?? 0) > DIRTY_PCT ? 8 : 6),
  weighs: true,
})

// --- The rack ----------------------------------------------------------------------------------------------------------

const PROBES = ['probeA', 'probeB', 'probeC'] as const
type Probe = (typeof PROBES)[number]
const PRINTED: Readonly<Record<Probe, number>> = { probeA: 0, probeB: 13, probeC: 26 }

const printedProbe =
  (probe: Probe) =>
  (_: DeskView, step: StepView): number | undefined =>
    step.phase === 'heat' ? set(step, probe, PRINTED[probe]) : undefined

/** Printed places, a degree's third above, an hour more than the claim asks. */
export const sopPasteuriser: UnitHand = {
  look: (view, step) => (step.phase === 'hold' ? panelToRead(view, step) : undefined),
  probeA: printedProbe('probeA'),
  probeB: printedProbe('probeB'),
  probeC: printedProbe('probeC'),
  temperature: (_, step) => set(step, 'temperature', 60.3),
  time: (_, step) => set(step, 'time', 11),
  longer: (view, step) =>
    step.phase === 'hold' && rings(view, step, 'coldestProbe') && isTold(view, 'coldestProbe')
      ? oncePerRound(view, at(step, 'longer'))
        ? 2
        : undefined
      : undefined,
  pause: (_, step) => (step.paused ? 0 : undefined),
  proceed: (view, step) => (step.ready && !(step.phase === 'cool' && isDue(view, step)) ? 1 : undefined),
}

/** Four corners no two of which share an edge: with them the way the rack leans is known on all three axes. */
const CORNERS = [0, 8, 20, 24] as const
/** Heated for so long, the bottles are as far apart as they will be. */
const APART_S = 60 * MINUTE
/** A probe that was moved needs so long to show its new bottle. */
const MOVED_S = 4 * MINUTE
const WARMEST_C = 60.45
const AIM_C = 59.78

/** Difference of two probes at a time when both stood where they stand now. */
function difference(view: DeskView, step: StepView, a: Probe, b: Probe): number | undefined {
  const [x, y] = [shownNow(view, step, a), shownNow(view, step, b)]
  return x === undefined || y === undefined ? undefined : x - y
}

/** Where the expert has put probe C: once in the third corner, once in the fourth. */
const placesOf = (view: DeskView, step: StepView, probe: Probe): readonly number[] =>
  view.done(at(step, probe)).flatMap((d) => (typeof d.value === 'number' ? [d.value] : []))

/** Remembered by the probes' history: how far each corner stood from the first. */
function lean(view: DeskView, step: StepView): readonly number[] | null {
  const moves = view.done(at(step, 'probeC'))
  const fourth = moves.find((d) => d.value === CORNERS[3])
  if (!fourth || view.t_s < fourth.t + MOVED_S) return null
  const near = (probe: Probe, t_s: number): number | undefined =>
    view
      .history(at(step, probe))
      .filter((p) => p.t_s <= t_s)
      .at(-1)?.shown ?? undefined
  const [a, b, c] = PROBES.map((probe) => near(probe, fourth.t))
  const [a2, , d] = PROBES.map((probe) => near(probe, fourth.t + MOVED_S))
  if (a === undefined || b === undefined || c === undefined || a2 === undefined || d === undefined) return null
  const [first, second, third, last4] = [0, b - a, c - a, d - a2]
  return [
    (second + third - first - last4) / 4,
    (second + last4 - first - third) / 4,
    (third + last4 - first - second) / 4,
  ]
}

/** The corner towards which it is coldest. */
function coldCorner(ways: readonly number[]): number {
  return ways.reduce((place, way, axis) => place + (way < 0 ? 2 : 0) * [1, 3, 9][axis]!, 0)
}

const isWarm = (step: StepView, view: DeskView): boolean => {
  const letGo = view.done(at(step, 'pause')).find((d) => d.value === 0)
  return letGo !== undefined && view.t_s - letGo.t >= APART_S
}

/** What fell is the rack, or the probe: another beside it, or beside where it stands, says which. */
function behindTheCold(view: DeskView, step: StepView): 'fan' | 'bottleProbe' | null {
  const rang = view.history(at(step, 'coldestProbe')).filter((p) => p.shown !== null)
  if (!rings(view, step, 'coldestProbe') || rang.length === 0) return null
  const moved = view.done(at(step, 'probeA')).at(-1)
  // A is put beside B: two bottles of one layer that stand apart by more than their places.
  if (!moved || moved.value !== beside(step.settings['probeB']!) || view.t_s < moved.t + MOVED_S) return null
  const apart = difference(view, step, 'probeA', 'probeB')
  if (apart === undefined) return null
  return Math.abs(apart) > 0.4 ? 'bottleProbe' : 'fan'
}

/** The next place of the same layer. */
const beside = (place: number): number => (place % 9 === 8 ? place - 1 : place + 1)

/** The three first corners have been read, warm. */
const isRead = (view: DeskView, step: StepView): boolean =>
  isWarm(step, view) && probeToRead(view, step) === undefined && view.view(at(step, 'probeC')) !== undefined

/** Each corner is read before a probe leaves it, and where it has come to. */
function probeToRead(view: DeskView, step: StepView): Probe | undefined {
  if (step.phase !== 'heat' || !isWarm(step, view)) return undefined
  return PROBES.find((probe) => {
    const moved = view.done(at(step, probe)).at(-1)
    const from_s = Math.max((moved?.t ?? 0) + MOVED_S, view.done(at(step, 'pause'))[0]!.t + APART_S)
    return view.t_s >= from_s && (view.view(at(step, probe))?.t_s ?? -1) < from_s
  })
}

/** The bath is trimmed once the rack stands at its heat. */
const TRIMMED_H = 0.7
const LEAST_TRIM_C = 0.04

export const expertPasteuriser: UnitHand = {
  ...sopPasteuriser,
  look(view, step) {
    // In mid-hold, by another instrument.
    const isHalf = step.phase === 'hold' && step.counters['hold_h']! > 5 && !view.view(at(step, 'bath'))
    return probeToRead(view, step) ?? (isHalf ? 'bath' : sopPasteuriser['look']!(view, step))
  },
  probeA(view, step) {
    if (step.phase === 'hold')
      return rings(view, step, 'coldestProbe') ? set(step, 'probeA', beside(step.settings['probeB']!)) : undefined
    return step.phase === 'heat' && placesOf(view, step, 'probeA').length === 0 ? CORNERS[0] : undefined
  },
  probeB(view, step) {
    if (step.phase !== 'heat') return undefined
    if (placesOf(view, step, 'probeB').length === 0) return CORNERS[1]
    const ways = lean(view, step)
    return ways ? set(step, 'probeB', coldCorner(ways)) : undefined
  },
  probeC(view, step) {
    if (step.phase !== 'heat') return undefined
    if (placesOf(view, step, 'probeC').length === 0) return CORNERS[2]
    return placesOf(view, step, 'probeC').length === 1 && isRead(view, step) ? CORNERS[3] : undefined
  },
  /** The coldest bottle is held just inside the box: what is warmer makes polymers. */
  temperature(view, step) {
    const moved = view.done(at(step, 'temperature'))
    if (moved.length === 0) return set(step, 'temperature', 60.1)
    const cold_C = shownNow(view, step, 'probeB')
    if (step.phase === 'hold' && moved.length === 2 && step.counters['hold_h']! >= TRIMMED_H && cold_C !== undefined) {
      const by_C = Math.round(20 * (AIM_C - cold_C)) / 20
      return Math.abs(by_C) < LEAST_TRIM_C || rings(view, step, 'coldestProbe')
        ? undefined
        : Math.min(WARMEST_C, Math.round(100 * (step.settings['temperature']! + by_C)) / 100)
    }
    const found = view.done(at(step, 'probeB')).at(-1)
    if (step.phase !== 'heat' || !lean(view, step) || !found || view.t_s < found.t + 2 * MOVED_S) return undefined
    if (moved.length > 1 || !isWarm(step, view)) return undefined
    const letGo = view.done(at(step, 'pause')).find((d) => d.value === 0)!
    // By then bottles have gone that share of the way to where they will stand.
    const share = 1 - exp(-(view.t_s - letGo.t) / MINUTE / 25)
    const cold = shownNow(view, step, 'probeB')
    if (cold === undefined) return undefined
    const start_C = 20
    const ends_C = start_C + (cold - start_C) / share
    const bath = step.settings['temperature']! + (AIM_C - ends_C)
    return Math.min(WARMEST_C, Math.round(20 * bath) / 20)
  },
  time: (_, step) => set(step, 'time', 10.3),
  longer: (view, step) =>
    step.phase === 'hold' && behindTheCold(view, step) === 'fan' && isTold(view, 'coldestProbe')
      ? oncePerRound(view, at(step, 'longer'))
        ? 2
        : undefined
      : undefined,
  proceed(view, step) {
    if (step.phase === 'heat' && view.done(at(step, 'temperature')).length < 2) return undefined
    return sopPasteuriser['proceed']!(view, step)
  },
}

// --- The night of the freeze-dryer -------------------------------------------------------------------------------------

const dryer = (shelf: (view: DeskView, step: StepView) => number | undefined, hours: number): UnitHand => ({
  assay: (view, step) => (asked(view, step, 'collapse') === 0 && step.phase === 'freeze' ? ['collapse'] : undefined),
  look: (view, step) =>
    panelToRead(view, step) ?? (step.phase === 'primary' && !view.seenToday(at(step, 'vacuum')) ? 'vacuum' : undefined),
  shelf(view, step) {
    const wanted = shelf(view, step)
    return wanted === undefined ? undefined : set(step, 'shelf', wanted)
  },
  primaryTime: (_, step) => set(step, 'primaryTime', 28),
  secondaryShelf: (_, step) => set(step, 'secondaryShelf', 25),
  secondaryTime: (_, step) => set(step, 'secondaryTime', hours),
})

/** The printed programme, written when a vial held less. */
export const sopFreezeDryer = dryer(() => -20, 8)

/** Product by the shelf, off the chart of this fill; as warm as the cake of this lot stands. */
const CHART = { shelf_C: -20, product_C: -30.7, slope: 0.35 }
const BELOW_C = 0.9
export const expertFreezeDryer = dryer((_, step) => {
  const collapse_C = last(step, 'collapse')
  if (collapse_C === undefined) return undefined
  const shelf = CHART.shelf_C + (collapse_C - BELOW_C - CHART.product_C) / CHART.slope
  return Math.round(10 * Math.min(-11, Math.max(-16, shelf))) / 10
}, 8)

const dryerOf = (view: DeskView): StepView | undefined => view.steps.find((s) => s.unit === 'freezeDryer')

/** Air in the chamber is the crew's to see: a limit under the alarm, and somebody to send. */
export function vacuumTiles(view: DeskView, limit: number | 'alarm'): Answer | undefined {
  const step = dryerOf(view)
  if (!step || !oncePerRound(view, 'night.orders') || step.phase === 'secondary') return undefined
  return [at(step, 'vacuum'), limit, 'none', 0, 'maintenance']
}
export const VACUUM_LIMIT_MBAR = 0.13

// --- What is told --------------------------------------------------------------------------------------------------------

/** Who is sent for. */
export function mendsLocks(view: DeskView, compares: boolean): Answer | undefined {
  for (const step of view.steps) {
    const thing = behind(view, step, compares)
    if (thing !== undefined && !isCalled(view, thing)) return thing
  }
  return undefined
}

function behind(view: DeskView, step: StepView, compares: boolean): string | undefined {
  if (step.unit === 'ionExchange') {
    const [found, shown] = [step.results('conductivity')[0], view.history(at(step, 'inLineConductivity'))]
    const then = found && shown.filter((p) => p.t_s <= found.drawn_s + 5 * MINUTE).at(-1)?.shown
    return compares && found && typeof then === 'number' && found.value - then > 0.6 ? 'conductivityCell' : undefined
  }
  if (step.unit === 'plasmaNanofilter')
    return compares && isRinging(view, step) && meterLies(view, step) === true ? 'flowMeter' : undefined
  if (step.unit === 'freezeDryer') return rings(view, step, 'vacuum') ? 'vacuumValve' : undefined
  if (step.unit !== 'pasteuriser' || !rings(view, step, 'coldestProbe')) return undefined
  return compares ? (behindTheCold(view, step) ?? undefined) : 'fan'
}

/** What quality has to hear before anything is done about it. */
export function tellsLocks(view: DeskView): Answer | undefined {
  for (const step of view.steps) {
    const word =
      step.unit === 'ionExchange' && (last(step, 'factorXIa') ?? 0) > FXIA
        ? 'factorXIa'
        : step.unit === 'plasmaNanofilter' && view.done(at(step, 'rewet')).length > 0
          ? 'integrity'
          : step.unit === 'pasteuriser' && step.phase === 'hold' && rings(view, step, 'coldestProbe')
            ? 'coldestProbe'
            : undefined
    if (word !== undefined && !isTold(view, word)) return word
  }
  return undefined
}

const ABOUT: Readonly<Record<string, string>> = {
  conductivityCell: 'conductivity',
  flowMeter: 'flux',
  fan: 'coldestProbe',
  bottleProbe: 'coldestProbe',
  vacuumValve: 'vacuum',
}

/** Reported: what, where, when, how much, done at once. */
export function locksDeviation(view: DeskView): Answer | undefined {
  const told = (what: string): boolean =>
    view.done('case.deviation').some((d) => Array.isArray(d.value) && d.value[0] === what)
  for (const step of view.steps) {
    const { unit } = step
    if (!UNITS.has(unit)) continue
    for (const call of view.done('call.maintenance')) {
      const what = ABOUT[String(call.value)]
      if (what !== undefined && THINGS[unit]!.includes(String(call.value)) && !told(what))
        return [what, step.step.id, call.t, 1, 'maintenance']
    }
    for (const call of view.done('call.qa')) {
      const what = String(call.value)
      if (WORDS[unit] === what && !told(what)) return [what, step.step.id, call.t, 1, 'blocked']
    }
    const fresh = view.done(at(step, 'freshFilter')).at(-1)
    if (fresh && !told('filter')) return ['filter', step.step.id, fresh.t, 1, 'maintenance']
    const wet = view.done(at(step, 'rewet')).at(-1)
    if (wet && !told('integrity')) return ['integrity', step.step.id, wet.t, 1, 'retested']
  }
  return undefined
}

const THINGS: Readonly<Record<string, readonly string[]>> = {
  ionExchange: ['conductivityCell'],
  plasmaNanofilter: ['flowMeter'],
  pasteuriser: ['fan', 'bottleProbe'],
  freezeDryer: ['vacuumValve'],
}
const WORDS: Readonly<Record<string, string>> = {
  ionExchange: 'factorXIa',
  plasmaNanofilter: 'integrity',
  pasteuriser: 'coldestProbe',
}
const UNITS: ReadonlySet<string> = new Set(Object.keys(THINGS))
