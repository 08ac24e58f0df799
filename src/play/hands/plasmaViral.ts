import type { DeskView, StepView } from '../desk/view.ts'
import { panelToRead, set, shownNow, type UnitHand } from './hand.ts'
import type { Found } from './purification.ts'

/** The viral border: caprylate by the oil that floats, drops that are hunted, a clock that only counts in range, a hose. */

const MINUTE = 60
const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`

const CAPRYLATE = { caprylate: 20, pH: 5.1, temperature: 25 }
/** An expert begins where hardly any acid is past what dissolves, and goes down until it shows. */
const FIRST = { caprylate: 16, pH: 5.28, temperature: 25 }
const LEAST_PH = 5.08
const BY_PH = 0.02
/** Oil on so much of the surface: the liquid holds as much acid as it can. */
const SHOWS_PCT = 6
const SETTLES_S = 16 * MINUTE

const lastOf = (view: DeskView, slot: string) => view.done(slot).at(-1)
const asked = (view: DeskView, step: StepView, assay: string) =>
  view.done(at(step, 'assay')).filter((d) => Array.isArray(d.value) && d.value.includes(assay))

/** Dosing has ended: the ticket stands. */
const isDosed = (view: DeskView, step: StepView): boolean => {
  const points = view.history(at(step, 'doseTicket')).filter((p) => p.t_s >= view.t_s - 5 * MINUTE)
  const [first, last] = [points[0]?.shown, points.at(-1)?.shown]
  return typeof first === 'number' && typeof last === 'number' && last > 2 && Math.abs(last - first) < 0.4
}

/** mM by the last sample since something was poured. */
function measured_mM(view: DeskView, step: StepView): number | undefined {
  const poured_s = lastOf(view, at(step, 'pour'))?.t ?? 0
  const last = step.results('caprylate').at(-1)
  return last && last.drawn_s > poured_s ? last.value : undefined
}

const SHORT_OF = 0.9

/** What a ticket that stands too low means, by a sample; null: it does not, or nobody knows yet. */
function behindTheTicket(view: DeskView, step: StepView): 'pump' | 'scale' | null {
  const first = step.results('caprylate')[0]
  if (!first || step.phase === 'done') return null
  const then = view
    .history(at(step, 'doseTicket'))
    .filter((p) => p.t_s <= first.drawn_s)
    .at(-1)?.shown
  const wanted = step.settings['caprylate']!
  if (typeof then !== 'number' || then >= SHORT_OF * wanted) return null
  return first.value < SHORT_OF * wanted ? 'pump' : 'scale'
}

const isTold = (view: DeskView, what: string): boolean => view.done('call.qa').some((d) => d.value === what)

const caprylate = (findsOil: boolean): UnitHand => ({
  temperature: (_, step) => set(step, 'temperature', CAPRYLATE.temperature),
  caprylate: (_, step) => set(step, 'caprylate', findsOil ? FIRST.caprylate : CAPRYLATE.caprylate),
  pH(view, step) {
    if (!findsOil) return set(step, 'pH', CAPRYLATE.pH)
    const last = lastOf(view, at(step, 'pH'))
    if (!last) return set(step, 'pH', FIRST.pH)
    const seen = view.view(at(step, 'oilFilm'))
    const now = step.settings['pH']!
    const isDue = step.phase === 'dose' && !isHeld(view, step) && isDosed(view, step)
    if (!isDue || !seen || seen.t_s < last.t + SETTLES_S || seen.value === null || now <= LEAST_PH) return undefined
    return seen.value < SHOWS_PCT ? Math.round(100 * (now - BY_PH)) / 100 : undefined
  },
  pause: (_, step) => (step.paused ? 0 : undefined),
  assay(view, step) {
    const poured_s = lastOf(view, at(step, 'pour'))?.t
    const drawn_s = asked(view, step, 'caprylate').at(-1)?.t
    // A viral pH is read by two instruments.
    if (step.phase === 'hold' && asked(view, step, 'pH').length === 0) return ['pH']
    const isDue = drawn_s === undefined ? isDosed(view, step) : poured_s !== undefined && drawn_s <= poured_s
    return isDue && view.nextResult_s === null ? ['caprylate'] : undefined
  },
  look(view, step) {
    const changed_s = Math.max(lastOf(view, at(step, 'pH'))?.t ?? 0, lastOf(view, at(step, 'pour'))?.t ?? 0)
    const seen_s = view.view(at(step, 'oilFilm'))?.t_s ?? -Infinity
    if (findsOil && step.phase === 'dose' && isDosed(view, step) && view.t_s >= changed_s + SETTLES_S)
      if (seen_s < changed_s + SETTLES_S) return 'oilFilm'
    const ticket_s = view.view(at(step, 'doseTicket'))?.t_s ?? Infinity
    const poured_s = lastOf(view, at(step, 'pour'))?.t ?? -1
    if (findsOil && ticket_s < poured_s && view.t_s > poured_s + MINUTE) return 'doseTicket'
    if (step.paused || isHeld(view, step)) return undefined
    return isDosed(view, step) ? panelToRead(view, step) : undefined
  },
  /** The rest of the dose, once a sample and quality have spoken. */
  pour(view, step) {
    const found = measured_mM(view, step)
    if (behindTheTicket(view, step) !== 'pump' || found === undefined || !isTold(view, 'doseTicket')) return undefined
    const missing = step.settings['caprylate']! - found
    return missing > 0.08 * step.settings['caprylate']! ? Math.round(10 * missing) / 10 : undefined
  },
  proceed(view, step) {
    const isBlank = (panels: readonly string[]): boolean =>
      view.lines.some((line) => line.step === step.step.id && !panels.includes(line.panel))
    if (step.phase === 'hold') return step.ready && !isBlank([]) ? 1 : undefined
    if (!step.ready || isHeld(view, step) || step.results('caprylate').length === 0) return undefined
    if (isBlank(['poolPh', 'pH'])) return undefined
    if (!findsOil) return 1
    const seen = view.view(at(step, 'oilFilm'))
    const since_s = lastOf(view, at(step, 'pH'))?.t ?? 0
    const shows = seen && seen.t_s >= since_s + SETTLES_S && (seen.value ?? 0) >= SHOWS_PCT
    return shows || step.settings['pH']! <= LEAST_PH ? 1 : undefined
  },
})

/** A dose that is short and not yet made good. */
function isHeld(view: DeskView, step: StepView): boolean {
  if (behindTheTicket(view, step) !== 'pump') return false
  const found = measured_mM(view, step)
  return found === undefined || found < 0.93 * step.settings['caprylate']!
}

export const sopCaprylate = caprylate(false)
export const expertCaprylate = caprylate(true)

/** Yesterday's sheets saw albumin and no filter aid; what they keep is pushed out with buffer. */
const plasmaDepthFilter = (flush: number): UnitHand => ({
  filterAid: (_, step) => set(step, 'filterAid', 2.5),
  flux: (_, step) => set(step, 'flux', 120),
  flush: (_, step) => set(step, 'flush', flush),
  pause: (_, step) => (step.paused ? 0 : undefined),
  assay: (view, step) =>
    step.phase === 'flush' && step.ready && asked(view, step, 'turbidity').length === 0 ? ['turbidity'] : undefined,
  look: (view, step) => (step.paused ? undefined : panelToRead(view, step)),
  proceed(view, step) {
    if (step.phase === 'load') return step.ready ? 1 : undefined
    const isBlank = view.lines.some((line) => line.step === step.step.id)
    return step.ready && view.nextResult_s === null && !isBlank ? 1 : undefined
  },
})

export const sopPlasmaDepthFilter = plasmaDepthFilter(10)
export const expertPlasmaDepthFilter = plasmaDepthFilter(20)

// --- Solvent and detergent ---------------------------------------------------------------------------------------------

const TREATMENT = { temperature: 25, time: 6 }
const PLACES = ['domeGlass', 'legSample', 'legProbe', 'legDrain'] as const
const LEGS: readonly string[] = PLACES.slice(1)
/** An eye sees drops from here on. */
const WET_PCT = 6
/** °C by which two thermometers of one tank may differ. */
const AGREE_BY_C = 1
const LIMIT_C = 24
const LEAST_C = 24.3

const rings = (view: DeskView, step: StepView): boolean =>
  view.alarms.some(
    (a) => a.spec.step === step.step.id && a.spec.instrument === 'poolTemperature' && a.state !== 'normal',
  )

/** When the hold first read colder than it may, and the first look at the hand thermometer since. */
function coldHold(view: DeskView, step: StepView) {
  const began_s = lastOf(view, at(step, 'proceed'))?.t
  if (step.phase !== 'hold' || began_s === undefined) return null
  const history = view.history(at(step, 'poolTemperature'))
  const cold = history.find((p) => p.t_s > began_s && p.shown !== null && p.shown < LIMIT_C)
  if (!cold) return null
  const byHand = view.looks(at(step, 'handThermometer')).find((look) => look.t_s >= cold.t_s)
  const shown = byHand && history.filter((p) => p.t_s <= byHand.t_s).at(-1)?.shown
  return { byHand: byHand && byHand.shown !== null ? { t_s: byHand.t_s, shown: byHand.shown } : undefined, shown }
}

/** What is behind a hold that reads cold, by a thermometer held into it since. */
function behindTheCold(view: DeskView, step: StepView): 'unknown' | 'jacket' | 'probe' | null {
  const cold = coldHold(view, step)
  if (!cold) return null
  if (!cold.byHand) return rings(view, step) ? 'unknown' : null
  return typeof cold.shown === 'number' && cold.byHand.shown - cold.shown > AGREE_BY_C ? 'probe' : 'jacket'
}

const isCalled = (view: DeskView, thing: string): boolean =>
  view.done('call.maintenance').some((d) => d.value === thing)

const solventDetergent = (stops: boolean): UnitHand => ({
  temperature: (_, step) => set(step, 'temperature', TREATMENT.temperature),
  time: (_, step) => set(step, 'time', TREATMENT.time),
  look(view, step) {
    if (step.paused && step.phase === 'mix') return undefined
    // The clock first, then the cause.
    const letRun = view.done(at(step, 'pause')).some((d) => d.t > (lastOf(view, at(step, 'proceed'))?.t ?? 0))
    if (behindTheCold(view, step) === 'unknown') return step.paused || letRun ? 'handThermometer' : undefined
    if (step.phase === 'mix') {
      const dry = (place: string): boolean => (view.view(at(step, place))?.value ?? 100) < WET_PCT
      const came_s = Math.max(lastOf(view, at(step, 'rinse'))?.t ?? -1, lastOf(view, at(step, 'flush'))?.t ?? -1)
      const unseen = PLACES.find((place) => {
        const seen = view.view(at(step, place))
        return !seen || (!dry(place) && seen.t_s < came_s)
      })
      if (unseen) return unseen
    }
    return panelToRead(view, step)
  },
  rinse(view, step) {
    const seen = view.view(at(step, 'domeGlass'))
    const isNew = seen && seen.t_s > (lastOf(view, at(step, 'rinse'))?.t ?? -1)
    return step.phase === 'mix' && isNew && (seen.value ?? 0) >= WET_PCT ? 1 : undefined
  },
  flush(view, step) {
    // The hose is asked for first: while the loop turns it is on its way.
    if (step.phase !== 'mix' || (step.counters['postHose'] === 0 && !isTold(view, 'postHose'))) return undefined
    const since_s = lastOf(view, at(step, 'flush'))?.t ?? -1
    const wet = LEGS.findIndex((leg) => {
      const seen = view.view(at(step, leg))
      return seen && seen.t_s > since_s && (seen.value ?? 0) >= WET_PCT
    })
    return wet < 0 ? undefined : wet + 1
  },
  assay: (view, step) =>
    step.phase === 'mix' && step.ready && asked(view, step, 'solvent').length === 0 ? ['solvent'] : undefined,
  /** In the hold the pump is the clock's: out of range it does not count. */
  pause(view, step) {
    if (step.phase !== 'hold') return step.paused ? 0 : undefined
    const cold = behindTheCold(view, step)
    const now = shownNow(view, step, 'poolTemperature') ?? 25
    // Once: whoever has let it run on has decided.
    const began_s = lastOf(view, at(step, 'proceed'))?.t ?? 0
    const hasDecided = view.done(at(step, 'pause')).some((d) => d.t > began_s)
    if (!step.paused) return rings(view, step) && cold !== 'probe' && !hasDecided ? 1 : undefined
    if (cold === 'probe') return isCalled(view, 'vatProbe') ? 0 : undefined
    return cold === 'jacket' && isCalled(view, 'jacket') && now >= LEAST_C ? 0 : undefined
  },
  /** A whole hold, once it is warm again and quality has heard. */
  restart(view, step) {
    const now = shownNow(view, step, 'poolTemperature') ?? 0
    const isDue = step.phase === 'hold' && behindTheCold(view, step) === 'jacket' && now >= LEAST_C
    const isFirst = view.done(at(step, 'restart')).length === 0
    return isDue && isFirst && (!stops || isTold(view, 'poolTemperature')) ? 1 : undefined
  },
  hose: (_, step) => (step.phase === 'hold' && step.counters['postHose'] === 1 ? set(step, 'hose', 1) : undefined),
  proceed(view, step) {
    if (step.phase === 'mix') {
      if (!step.ready || step.results('solvent').length === 0) return undefined
      const isHunted = PLACES.every((place) => (view.view(at(step, place))?.value ?? 100) < WET_PCT)
      const isBlank = view.lines.some((l) => l.step === step.step.id && l.panel !== 'poolTemperature')
      return isHunted && !isBlank ? 1 : undefined
    }
    const isTaken = step.settings['hose']! >= 1 && (step.settings['hose']! >= 1.5 || step.counters['postHose'] === 1)
    return step.ready && isTaken ? 1 : undefined
  },
})

export const sopSolventDetergent = solventDetergent(false)
export const expertSolventDetergent = solventDetergent(true)

/** What of the border's cases can be known at this step; undefined: it is none of its steps. */
export function foundAtBorder(view: DeskView, step: StepView): readonly Found[] | undefined {
  const id = step.step.id
  if (step.unit === 'caprylate') {
    const what = behindTheTicket(view, step)
    const first = step.results('caprylate')[0]
    if (!what || !first) return []
    const pump = what === 'pump'
    return [
      {
        what: pump ? 'doseTicket' : 'doseScale',
        step: id,
        t_s: first.drawn_s,
        done: pump ? 'sampled' : 'compared',
        howMuch: Math.max(0.1, first.value),
        thing: pump ? 'dosingPump' : 'doseScale',
        severity: 'major',
      },
    ]
  }
  if (step.unit !== 'solventDetergent') return undefined
  const found: Found[] = []
  const began_s = view.t_s - step.age_s
  if (step.counters['postHose'] === 0 || isCalled(view, 'postHose'))
    found.push({
      what: 'postHose',
      step: id,
      t_s: began_s,
      done: 'waited',
      howMuch: 1,
      thing: 'postHose',
      severity: 'critical',
    })
  const cold = behindTheCold(view, step)
  const byHand = coldHold(view, step)?.byHand
  if (byHand && (cold === 'jacket' || cold === 'probe'))
    found.push({
      what: cold === 'jacket' ? 'poolTemperature' : 'vatProbe',
      step: id,
      t_s: byHand.t_s,
      done: cold === 'jacket' ? 'stopped' : 'compared',
      howMuch: Math.max(1, byHand.shown),
      thing: cold === 'jacket' ? 'jacket' : 'vatProbe',
      severity: 'critical',
    })
  return found
}
