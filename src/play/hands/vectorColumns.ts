import { vectorLimits } from '../../models/index.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import { panelToRead, set, type UnitHand } from './hand.ts'

/** Columns of the AAV plant: capsids caught by acid that must not last, then full ones parted from empty ones by two lights. */

const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`
const MINUTE = 60

/** When an assay was asked for, and what has come back of it. */
const asked = (view: DeskView, step: StepView, assay: string): readonly number[] =>
  view.done(at(step, 'assay')).flatMap((d) => (Array.isArray(d.value) && d.value.includes(assay) ? [d.t] : []))
const result = (step: StepView, assay: string) => step.results(assay).at(-1)
const isPending = (view: DeskView, step: StepView, assay: string): boolean =>
  asked(view, step, assay).length > step.results(assay).length
const hasBegun = (view: DeskView, step: StepView): boolean => view.done(at(step, 'pause')).some((d) => d.value === 0)
const shownLast = (view: DeskView, step: StepView, panel: string): number | undefined =>
  view.history(at(step, panel)).at(-1)?.shown ?? undefined

// --- Affinity ----------------------------------------------------------------------------------------------------------

/** What the file prints for the affinity column. */
const CATCH = { residence: 1, load: 0.7, cycles: 3, elutionPh: 3 }
/** Absorbance of what never binds; more is vector that runs through. */
const BREAKS_AU = 0.3
const NEUTRAL_PH = 7
/** A bottle of neutraliser as its label says has some 32 mS/cm. */
const BOTTLE_mS_cm = 25

const bottles = (view: DeskView, step: StepView): number => view.done(at(step, 'place')).length
const isThere = (step: StepView): boolean => step.counters['neutraliser'] === 1
/** Who has sent for a bottle waits for it. */
const mayElute = (view: DeskView, step: StepView): boolean => bottles(view, step) === 0 || isThere(step)
const isComing = (step: StepView): boolean => (step.counters['coming_min'] ?? 0) > 0
/** What the bottle itself was tried at, once it was there. */
const tried = (view: DeskView, step: StepView): number | undefined => {
  const last = view.view(at(step, 'neutraliser'))
  const sent_s = view.done(at(step, 'place')).at(-1)?.t ?? Infinity
  return last && last.t_s > sent_s ? (last.value ?? undefined) : undefined
}

/** Since the eluate of this cycle began to come. */
const neutralised_s = (view: DeskView, step: StepView): number => {
  const since_s = view.done(at(step, 'proceed')).at(-1)?.t ?? Infinity
  const last = view.done(at(step, 'neutraliseNow')).at(-1)
  return last && last.t >= since_s ? last.t : -Infinity
}
/** The second meter since the last neutraliser. */
const meter = (view: DeskView, step: StepView): number | undefined => {
  const last = result(step, 'pH')
  return last && last.drawn_s >= neutralised_s(view, step) ? last.value : undefined
}
/** Something was found and nobody has heard of it yet. */
const isUntold = (view: DeskView, step: StepView): boolean => {
  const found = foundAt(view, step)
  return found !== undefined && !isTold(view, 'case.deviation', found)
}
const isAcid = (view: DeskView, step: StepView): boolean => (shownLast(view, step, 'poolPh') ?? 7) < NEUTRAL_PH

/** Capsids by the laboratory, the mean of what has come back. */
function capsids(step: StepView): number | undefined {
  const found = step.results('capsidTitre')
  return found.length ? found.reduce((sum, r) => sum + r.value, 0) / found.length : undefined
}

const affinity = (reads: boolean): UnitHand => {
  /** The bottle comes before anything else. */
  const isTried = (view: DeskView, step: StepView): boolean => !reads || tried(view, step) !== undefined
  const isReady = (view: DeskView, step: StepView): boolean =>
    step.results('capsidTitre').length >= (reads ? 2 : 1) &&
    mayElute(view, step) &&
    (!reads || tried(view, step) !== undefined)
  return {
    assay(view, step) {
      if (step.phase === 'load' && !hasBegun(view, step))
        return asked(view, step, 'capsidTitre').length < (reads ? 2 : 1) ? ['capsidTitre'] : undefined
      // Two instruments before anything more is poured into a pool that has just been neutralised.
      const doubtful = step.phase === 'hold' && view.t_s >= neutralised_s(view, step) + MINUTE && isAcid(view, step)
      return doubtful &&
        neutralised_s(view, step) > 0 &&
        meter(view, step) === undefined &&
        !isPending(view, step, 'pH')
        ? ['pH']
        : undefined
    },
    look(view, step) {
      if (reads && isThere(step) && tried(view, step) === undefined) return 'neutraliser'
      return panelToRead(view, step)
    },
    residence: (view, step) => (isTried(view, step) ? set(step, 'residence', CATCH.residence) : undefined),
    load: (view, step) => (isTried(view, step) ? set(step, 'load', CATCH.load) : undefined),
    cycles: (view, step) => (isTried(view, step) ? set(step, 'cycles', CATCH.cycles) : undefined),
    elutionPh: (_, step) => set(step, 'elutionPh', reads ? EXPERT_PH : CATCH.elutionPh),
    titre(_, step) {
      const found = step.results('capsidTitre').length < (reads ? 2 : 1) ? undefined : capsids(step)
      return found === undefined ? undefined : set(step, 'titre', 1e10 * Math.round(100 * found))
    },
    place(view, step) {
      if (isComing(step)) return undefined
      if (bottles(view, step) === 0) return 1
      const weak = (tried(view, step) ?? BOTTLE_mS_cm) < BOTTLE_mS_cm || (meter(view, step) ?? NEUTRAL_PH) < NEUTRAL_PH
      return bottles(view, step) === 1 && weak ? 1 : undefined
    },
    pause: (view, step) => (step.paused && isReady(view, step) && capsids(step) !== undefined ? 0 : undefined),
    neutraliseNow(view, step) {
      if (step.phase !== 'hold' || !isThere(step)) return undefined
      const last_s = neutralised_s(view, step)
      if (last_s < 0) return 8
      // Of the second bottle, once it is there.
      const second_s = view.done(at(step, 'place'))[1]?.t
      return second_s !== undefined && last_s < second_s && !isComing(step) ? 8 : undefined
    },
    proceed(view, step) {
      if (step.phase === 'load') {
        const through = reads && (shownLast(view, step, 'uv') ?? 0) > BREAKS_AU
        return !step.paused && hasBegun(view, step) && (step.ready || through) ? 1 : undefined
      }
      if (step.phase === 'wash') return step.ready && mayElute(view, step) ? 1 : undefined
      if (step.phase === 'hold' && !isThere(step)) return isComing(step) ? undefined : 1
      if (step.phase !== 'hold' || view.t_s < neutralised_s(view, step) + MINUTE) return undefined
      if (view.lines.some((line) => line.step === step.step.id) || isUntold(view, step)) return undefined
      const neutral = !isAcid(view, step) || (meter(view, step) ?? 0) >= NEUTRAL_PH
      return neutralised_s(view, step) > 0 && neutral ? 1 : undefined
    },
  }
}

/** A little less sour than printed: as much comes off, and what comes off keeps. */
const EXPERT_PH = 3.1

export const sopAffinity = affinity(false)
export const expertAffinity = affinity(true)

// --- Full from empty -----------------------------------------------------------------------------------------------------

/** The printed cut, narrow enough for any lot, and the ratio that opens the valve. */
const PRINTED = { cut_mS_cm: 9.2, ratio: 1.2, slope: 0.1, cutEnd: 13 }
const EXPERT = { ratio: 1.14, slope: 0.05 }
/** Less light than this is no peak, mAU. */
const PEAK_mAU = 1.5
const ALERT_pct = vectorLimits['fullEmptyExchange.full'].alert.low!

interface Light {
  readonly mS_cm: number
  readonly a260: number
  readonly a280: number
}

const RECENT = 4
/** What the recorder has drawn last of this run: its panels are kept at the same seconds. */
function lately(view: DeskView, step: StepView): Light {
  const mean = (panel: string): number => {
    const last = view.history(at(step, panel)).slice(-RECENT)
    return last.length ? last.reduce((sum, p) => sum + (p.shown ?? 0), 0) / last.length : 0
  }
  return { mS_cm: cellNow(view, step), a260: mean('uv260'), a280: mean('uv280') }
}

/** Ratio of the last minutes; with the zero of each lamp as it was seen where nothing eluted yet. */
function ratioNow(view: DeskView, step: StepView, { a260, a280 }: Light): number {
  const zero = (panel: string): number => view.view(at(step, panel))?.value ?? 0
  const light = a280 - zero('uv280')
  return light > PEAK_mAU ? (a260 - zero('uv260')) / light : 0
}

/** On the foot of the gradient nothing elutes yet: the lamps show their zero, and the bench can say what flows. */
const ZERO_mS_cm = 6.2
const FOOT_mS_cm = 6.5
const cellNow = (view: DeskView, step: StepView): number => shownLast(view, step, 'conductivity') ?? 0
const isBought = (view: DeskView, step: StepView, assay: string): boolean => asked(view, step, assay).length > 0
const isRun = (step: StepView): boolean => step.phase === 'gradient' && step.ready

const exchange = (reads: boolean): UnitHand => ({
  assay(view, step) {
    // The bench has its word before the peaks come.
    if (step.phase === 'gradient' && cellNow(view, step) >= FOOT_mS_cm && !isBought(view, step, 'pH'))
      return reads ? ['pH', 'conductivity'] : ['pH']
    if (!isRun(step)) return undefined
    return isBought(view, step, 'fullByLight') ? undefined : ['fullByLight']
  },
  look(view, step) {
    if (reads && step.phase === 'gradient' && cellNow(view, step) >= ZERO_mS_cm && !view.view(at(step, 'uv260')))
      return 'uv260'
    return panelToRead(view, step)
  },
  slope: (_, step) => set(step, 'slope', reads ? EXPERT.slope : PRINTED.slope),
  cutEnd: (_, step) => set(step, 'cutEnd', PRINTED.cutEnd),
  cut(view, step) {
    if (step.phase !== 'gradient') return set(step, 'cut', PRINTED_LAST)
    if (step.settings['cut']! < PRINTED_LAST) return undefined
    const now = lately(view, step)
    const ratio = ratioNow(view, step, now)
    const opens = reads ? ratio >= EXPERT.ratio : now.mS_cm >= PRINTED.cut_mS_cm && ratio >= PRINTED.ratio
    return opens ? Math.round(100 * now.mS_cm) / 100 : undefined
  },
  pause: (_, step) => (step.paused ? 0 : undefined),
  proceed(view, step) {
    if (!isRun(step) || isPending(view, step, 'fullByLight') || isUntold(view, step)) return undefined
    if (view.lines.some((l) => l.step === step.step.id)) return undefined
    return result(step, 'fullByLight') ? 1 : undefined
  },
})

/** The valve is kept shut until somebody has seen the two lights cross. */
const PRINTED_LAST = 13

export const sopExchange = exchange(false)
export const expertExchange = exchange(true)

// --- What is told --------------------------------------------------------------------------------------------------------

interface Found {
  readonly what: string
  readonly t_s: number
  readonly done: string
  readonly howMuch: number
  readonly thing: string | null
  readonly severity: 'minor' | 'major'
}

const MADE_PH = 9
/** By so much a cell, a buffer or a lamp differs from what it should be without anybody’s fault. */
const CELL_OFF = 0.06
const PH_OFF = 0.2
const LAMP_OFF_mAU = 1

/** What can be known from the desk to be wrong with a column, and told. */
function foundAt(view: DeskView, step: StepView): Found | undefined {
  if (step.unit === 'vectorAffinity') {
    const second = view.done(at(step, 'place'))[1]
    if (second)
      return {
        what: 'neutraliser',
        t_s: second.t,
        done: 'place',
        howMuch: acid_min(step),
        thing: null,
        severity: 'major',
      }
    const read = meter(view, step)
    return step.phase === 'hold' && read !== undefined && read >= NEUTRAL_PH && isAcid(view, step)
      ? {
          what: 'poolProbe',
          t_s: result(step, 'pH')!.drawn_s,
          done: 'sampled',
          howMuch: read,
          thing: 'poolProbe',
          severity: 'minor',
        }
      : undefined
  }
  if (step.unit !== 'fullEmptyExchange') return undefined
  const [pH, truth] = [result(step, 'pH'), result(step, 'conductivity')]
  if (!pH) return undefined
  const common = { t_s: pH.drawn_s, severity: 'minor' } as const
  if (Math.abs(pH.value - MADE_PH) > PH_OFF)
    return { ...common, what: 'bufferBag', done: 'ratio', howMuch: pH.value, thing: 'bufferBag' }
  const cell = view
    .history(at(step, 'conductivity'))
    .filter((p) => p.t_s <= pH.drawn_s)
    .at(-1)?.shown
  if (truth && cell && Math.abs(cell / truth.value - 1) > CELL_OFF)
    return { ...common, what: 'conductivityCell', done: 'ratio', howMuch: cell, thing: 'conductivityCell' }
  const zero = view.view(at(step, 'uv260'))?.value
  return zero && Math.abs(zero) > LAMP_OFF_mAU
    ? { ...common, what: 'lamp', done: 'ratio', howMuch: Math.abs(zero), thing: 'lamp' }
    : undefined
}

/** Acid minutes belong into the report; a bottle found weak beforehand has cost none. */
const acid_min = (step: StepView): number => Math.max(0.5, step.counters['acid_min'] ?? 0)

const columnOf = (view: DeskView): StepView | undefined =>
  view.steps.find((s) => s.unit === 'vectorAffinity' || s.unit === 'fullEmptyExchange')

/** Of what was found today: decided once the step has been told about it. */
const isTold = (view: DeskView, slot: string, { what, t_s }: Found): boolean =>
  view.done(slot).some((d) => (Array.isArray(d.value) ? d.value[0] : d.value) === what && d.t >= t_s)

export function mendsColumns(view: DeskView): Answer | undefined {
  const step = columnOf(view)
  const found = step && foundAt(view, step)
  return found?.thing && !view.today('call.maintenance').some((d) => d.value === found.thing) ? found.thing : undefined
}

/** Quality hears of acid and of a gradient that is not where it should be; the shift lead of a figure below the alert. */
export function columnQuality(view: DeskView): Answer | undefined {
  const step = columnOf(view)
  const found = step && foundAt(view, step)
  if (found && !isTold(view, 'call.qa', found)) return found.what
  return step && isBelowAlert(step) && !view.today('call.qa').some((d) => d.value === 'full') ? 'full' : undefined
}

const isBelowAlert = (step: StepView): boolean =>
  step.unit === 'fullEmptyExchange' && (result(step, 'fullByLight')?.value ?? ALERT_pct) < ALERT_pct

export function columnDeviation(view: DeskView): Answer | undefined {
  const step = columnOf(view)
  const found = step && foundAt(view, step)
  if (!step || !found || isTold(view, 'case.deviation', found)) return undefined
  return [found.what, step.step.id, found.t_s, Math.round(100 * found.howMuch) / 100, found.done]
}

/** Classed once it is told. */
export function columnClass(view: DeskView): Answer | undefined {
  const step = columnOf(view)
  const found = step && foundAt(view, step)
  if (!found || !isTold(view, 'case.deviation', found)) return undefined
  const told_s = view.done('case.deviation').at(-1)!.t
  return view.done('case.class').some((d) => d.t >= told_s) ? undefined : found.severity
}
