import { antibodyLimits } from '../../models/index.ts'
import { exp, log } from '../../sim/index.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import { PRINTED_CUT_CV } from '../sop.ts'
import type { Answer } from '../state.ts'
import { foundViral } from './viral.ts'
import { acidSince, panelToRead, set, shownNow, type UnitHand } from './hand.ts'
import { foundAtBorder } from './plasmaViral.ts'

/** Columns and acid by hand: the printed recipe, and what somebody does who reads this lot. */

const MINUTE = 60
const HOUR = 3600

const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`
const lastOf = (view: DeskView, slot: string) => view.done(slot).at(-1)
const last_s = (view: DeskView, slot: string): number => lastOf(view, slot)?.t ?? -Infinity
const isPaused = (view: DeskView, step: StepView): boolean => (lastOf(view, at(step, 'pause'))?.value ?? 0) !== 0
const rings = (view: DeskView, instrument: string): boolean =>
  view.alarms.some(
    (a) => a.spec.instrument === instrument && (a.state === 'unacknowledged' || a.state === 'acknowledged'),
  )
const mended = (view: DeskView, thing: string): boolean =>
  view.done('call.maintenance').some((d) => d.value === thing && view.t_s >= d.t + HOUR + MINUTE)
const isCalled = (view: DeskView, thing: string): boolean =>
  view.done('call.maintenance').some((d) => d.value === thing)

/** Seconds at which an assay was asked for, and results that have come back. */
const asked = (view: DeskView, step: StepView, assay: string): readonly number[] =>
  view.done(at(step, 'assay')).flatMap((d) => (Array.isArray(d.value) && d.value.includes(assay) ? [d.t] : []))
const isPending = (view: DeskView, step: StepView, assay: string): boolean =>
  asked(view, step, assay).length > step.results(assay).length
const result = (step: StepView, assay: string) => step.results(assay).at(-1)

// --- Protein A ---------------------------------------------------------------------------------------------------------

/** Of the recipe: asymmetry to load up to, and antibody in the flow-through that is no breakthrough. */
const ASYMMETRY = antibodyLimits(2000)['capture.asymmetry'].alert.high!
const BREAKS_g_L = 0.08

/** The packing test: once; again when it is out of limits; again when the column has been packed anew. */
function packingTest(view: DeskView, step: StepView): boolean {
  if (step.phase !== 'equilibrate' || step.counters['cycle'] !== 1 || isPending(view, step, 'asymmetry')) return false
  const last = result(step, 'asymmetry')
  if (!last) return true
  if (last.value <= ASYMMETRY) return false
  const called = view.done('call.maintenance').find((d) => d.value === 'column')
  return called ? mended(view, 'column') && last.drawn_s < called.t + HOUR : step.results('asymmetry').length < 2
}

const isBadlyPacked = (step: StepView): boolean =>
  step.results('asymmetry').length > 1 && result(step, 'asymmetry')!.value > ASYMMETRY

/** Second at which this load was held because UV rises. */
function heldAt(view: DeskView, step: StepView): number | null {
  const held = lastOf(view, at(step, 'pause'))
  return held && held.value !== 0 ? held.t : null
}

/** What the sample drawn since says: antibody runs through, or not; undefined: not known yet. */
function breaksThrough(view: DeskView, step: StepView): boolean | undefined {
  const held_s = heldAt(view, step)
  const last = result(step, 'breakthrough')
  return held_s === null || !last || last.drawn_s < held_s ? undefined : last.value > BREAKS_g_L
}

/** The lamp has been found out: what it adds is no antibody. */
const lampIsOut = (step: StepView): boolean => step.results('breakthrough').some((r) => r.value <= BREAKS_g_L)

/** Who slows down means to load whatever the test and the curve say. */
const isDaring = (step: StepView): boolean => step.settings['loadResidence']! > 6

/** Cycles the resin still has, where the level counts them; the printed column is far from its limit. */
const VALIDATED = antibodyLimits(2000)['capture.resinCycles'].action.high!
const cyclesLeft = (step: StepView): number => VALIDATED - Math.floor(step.counters['resinCycles'] ?? 0)
const needsPacking = (step: StepView): boolean => !countsCycles(step)
/** The packing was tested by the shift before; the counter is what is left to look at. */
const countsCycles = ({ step }: StepView): boolean => step.parameters['cyclesUsed'] !== undefined

export const sopProteinA: UnitHand = {
  assay(view, step) {
    if (needsPacking(step) && packingTest(view, step)) return ['asymmetry']
    const held_s = heldAt(view, step)
    if (step.phase === 'load' && held_s !== null && !asked(view, step, 'breakthrough').some((t) => t >= held_s))
      return ['breakthrough']
    if (countsCycles(step) && isNearlyLoaded(step) && drawnSinceProceed(view, step) === 0) return ['breakthrough']
    // The eluate of the first cycle, before the next one thins it.
    return step.phase === 'cip' && asked(view, step, 'content').length === 0 ? ['content'] : undefined
  },
  look: panelToRead,
  loadResidence: (_, step) => set(step, 'loadResidence', 4),
  loadDensity: (_, step) => set(step, 'loadDensity', 40),
  wash: (_, step) => set(step, 'wash', 5),
  elutionPh: (_, step) => set(step, 'elutionPh', 3.5),
  pause(view, step) {
    if (isPaused(view, step)) return step.phase !== 'load' || breaksThrough(view, step) === false ? 0 : undefined
    return step.phase === 'load' && rings(view, 'uv') && !lampIsOut(step) && !isDaring(step) ? 1 : undefined
  },
  proceed(view, step) {
    if (step.phase === 'load') return breaksThrough(view, step) || (step.ready && !isPaused(view, step)) ? 1 : undefined
    if (step.phase !== 'equilibrate' || !step.ready) return undefined
    if (countsCycles(step)) return mayLoad(view, step) ? 1 : undefined
    const last = result(step, 'asymmetry')
    return step.counters['cycle']! > 1 || isDaring(step) || (last && last.value <= ASYMMETRY) ? 1 : undefined
  },
}

/** Before the last litres of a load of a resin near its limit one looks whether it still holds. */
const isNearlyLoaded = (step: StepView): boolean =>
  step.phase === 'load' && (step.counters['loadedByTitre_g_L'] ?? 0) > 0.8 * step.settings['loadDensity']!
const drawnSinceProceed = (view: DeskView, step: StepView): number => {
  const since_s = last_s(view, at(step, 'proceed'))
  return asked(view, step, 'breakthrough').filter((t) => t >= since_s).length
}

/** No cycle beyond the validated ones, unless one has been talked into it; while a column is on its way none at all. */
const mayLoad = (view: DeskView, step: StepView): boolean => {
  const swapping = isCalled(view, 'backupColumn') && cyclesLeft(step) < 10
  return !swapping && (cyclesLeft(step) > 0 || (lastOf(view, 'reply.counterZero')?.value ?? 0) === 2)
}

/** What did not bind of this resin is not asked of it again: less is planned for the cycles that follow. */
export const expertProteinA: UnitHand = {
  ...sopProteinA,
  loadDensity(_, step) {
    const broke = step.results('breakthrough').some((r) => r.value > BREAKS_g_L)
    return set(step, 'loadDensity', broke ? 30 : 40)
  },
}

// --- Low pH ------------------------------------------------------------------------------------------------------------

const AIM = 3.5
const LIMIT = antibodyLimits(2000)['lowPhHold.pH'].action.high!
const NEUTRAL = 5.2
/** Mixing, and the display behind it. */
const SETTLE_S = 90
const FULL_HOLD_S = 60 * MINUTE + 20

/** Litres of 1 M titrant by the label of the eluate: what moves this pool by so much. */
const titrant_L = (view: DeskView, step: StepView, by: number): number => {
  const litres = shownNow(view, step, 'poolWeight') ?? 0
  return Math.min(20, (by * step.printed['bufferCapacity']! * litres) / (1e3 * step.printed['titrant']!))
}

const lastDose_s = (view: DeskView, step: StepView): number =>
  Math.max(last_s(view, at(step, 'acid')), last_s(view, at(step, 'base')))
const isSettled = (view: DeskView, step: StepView): boolean =>
  view.t_s >= lastDose_s(view, step) + SETTLE_S && step.age_s >= MINUTE

/** The clock on paper: since the hold began, or since acid went in again. */
const clock_s = (view: DeskView, step: StepView): number =>
  Math.max(startOfHold(view, step), last_s(view, at(step, 'acid')))

/** One's own press; where a colleague started it, what the recorder says. */
const startOfHold = (view: DeskView, step: StepView): number => {
  const mine = last_s(view, at(step, 'proceed'))
  return mine > -Infinity || !step.step.skid?.includes('acidify') ? mine : (acidSince(view, step.step.id) ?? Infinity)
}

/** The second meter since the last dose. */
const secondMeter = (view: DeskView, step: StepView): number | undefined => {
  const last = result(step, 'pH')
  return last && last.drawn_s >= clock_s(view, step) && step.phase === 'hold' ? last.value : undefined
}

/** Minutes of the hold at which it is asked for. */
const CHECK_S = 40 * MINUTE

const lowPh = (checksFirst: boolean): UnitHand => {
  const needed = (view: DeskView, step: StepView): number => {
    const before = checksFirst ? result(step, 'pH') : undefined
    const fresh = before && before.drawn_s >= lastDose_s(view, step) ? before.value : undefined
    return (fresh ?? shownNow(view, step, 'poolPh') ?? AIM) - AIM
  }
  return {
    assay(view, step) {
      if (isPending(view, step, 'pH')) return undefined
      if (step.phase === 'acidify')
        return checksFirst &&
          isSettled(view, step) &&
          needed(view, step) < 0.03 &&
          (result(step, 'pH')?.drawn_s ?? -1) < lastDose_s(view, step)
          ? ['pH']
          : undefined
      if (step.phase !== 'hold') return undefined
      const since = (asked(view, step, 'pH').at(-1) ?? -1) - clock_s(view, step)
      // Once more when it rings, once acid has gone in, and at the printed minute.
      const isTakenOver = step.step.skid?.includes('acidify') === true
      if ((rings(view, 'poolPh') || isTakenOver) && since < 0 && view.t_s >= clock_s(view, step) + SETTLE_S)
        return ['pH']
      return view.t_s >= clock_s(view, step) + CHECK_S && since < CHECK_S ? ['pH'] : undefined
    },
    look: (view, step) => {
      const panel = panelToRead(view, step)
      return panel === 'pH' && secondMeter(view, step) === undefined ? undefined : panel
    },
    hold: (_, step) => set(step, 'hold', 60),
    secondTank(view, step) {
      const isChecked = !checksFirst || (result(step, 'pH')?.drawn_s ?? -1) >= lastDose_s(view, step)
      const ok = step.phase === 'acidify' && isSettled(view, step) && needed(view, step) <= 0.04 && isChecked
      return ok && lastDose_s(view, step) > 0 ? set(step, 'secondTank', 1) : undefined
    },
    acid(view, step) {
      if (!isSettled(view, step)) return undefined
      const meter = secondMeter(view, step)
      if (step.phase === 'hold')
        return meter !== undefined && meter > LIMIT ? titrant_L(view, step, meter - AIM) : undefined
      const short = needed(view, step)
      if (step.phase !== 'acidify' || short <= 0.03 || isPending(view, step, 'pH')) return undefined
      // A little less than it takes: what is in does not come out again.
      return titrant_L(view, step, short > 0.15 ? 0.85 * short : short)
    },
    base(view, step) {
      if (step.phase !== 'neutralise' || !isSettled(view, step)) return undefined
      const short = NEUTRAL - (shownNow(view, step, 'poolPh') ?? NEUTRAL)
      return short > 0.08 ? titrant_L(view, step, short) : undefined
    },
    proceed(view, step) {
      if (view.lines.some((line) => line.step === step.step.id)) return undefined
      if (step.phase === 'acidify') return step.settings['secondTank']! > 0 ? 1 : undefined
      if (step.phase === 'neutralise')
        return isSettled(view, step) && (shownNow(view, step, 'poolPh') ?? 0) >= NEUTRAL - 0.1 ? 1 : undefined
      if (step.phase !== 'hold') return undefined
      // Who writes another duration into the recipe goes by that one.
      const whole_s = step.settings['hold'] === 60 ? FULL_HOLD_S : MINUTE * step.settings['hold']!
      // A recorder shows when it was acid, not when the tank was changed.
      const full_s = step.step.skid?.includes('acidify') ? whole_s + 5 * MINUTE : whole_s
      if (view.t_s < clock_s(view, step) + full_s) return undefined
      const meter = secondMeter(view, step)
      return whole_s !== FULL_HOLD_S || (meter !== undefined && meter <= LIMIT) ? 1 : undefined
    },
  }
}

export const sopLowPh = lowPh(false)
export const expertLowPh = lowPh(true)

// --- Cation exchange ---------------------------------------------------------------------------------------------------

const cutOnce = (view: DeskView, step: StepView, topic: string, value: number | undefined): number | undefined =>
  step.phase === 'pool' && value !== undefined && view.done(at(step, topic)).length === 0 ? value : undefined

export const sopCationExchange: UnitHand = {
  look: panelToRead,
  loadDensity: (_, step) => set(step, 'loadDensity', 50),
  loadConductivity: (_, step) => set(step, 'loadConductivity', 5),
  gradient: (_, step) => set(step, 'gradient', 15),
  poolFrom: (view, step) => cutOnce(view, step, 'poolFrom', PRINTED_CUT_CV[0]),
  poolTo: (view, step) => cutOnce(view, step, 'poolTo', PRINTED_CUT_CV[1]),
  proceed: (view, step) =>
    step.phase === 'pool' && view.done(at(step, 'poolFrom')).length > 0 && view.done(at(step, 'poolTo')).length > 0
      ? 1
      : undefined,
}

interface Point {
  readonly cv: number
  readonly uv: number
}

/** The curve of the last elution, once a view. */
function curve(view: DeskView, step: StepView): readonly Point[] {
  // Whoever is told what was read before has read it at this second too.
  void step.age_s
  let points = curveOf.get(step)
  if (!points) curveOf.set(step, (points = drawn(view, step)))
  return points
}

const curveOf = new WeakMap<StepView, readonly Point[]>()

/** From the recorder. */
function drawn(view: DeskView, step: StepView): readonly Point[] {
  const uv = new Map(view.history(at(step, 'uv')).map((p) => [p.t_s, p.shown]))
  const points: Point[] = []
  for (const { t_s, shown } of view.history(at(step, 'phase_CV'))) {
    const seen = uv.get(t_s)
    if (shown === null || seen === null || seen === undefined) continue
    if (points.length && shown < points.at(-1)!.cv) points.length = 0
    points.push({ cv: shown, uv: seen })
  }
  return points
}

/** Where UV has fallen to a share of its highest, behind the peak; or risen to it, before. */
function crossing(points: readonly Point[], share: number, side: 'front' | 'tail'): number | undefined {
  const top = points.reduce((best, p, i) => (p.uv > points[best]!.uv ? i : best), 0)
  const limit = share * (points[top]?.uv ?? 0)
  if (side === 'front') return points.find((p, i) => i <= top && p.uv >= limit)?.cv
  return points.find((p, i) => i > top && p.uv <= limit)?.cv
}

/** Tubes of the tail whose assay is bought: as shares of the highest UV. */
const BOUGHT = [0.6, 0.38, 0.22] as const
const TUBE_CV = 0.1
/** The pool's aggregates an expert goes up to; the next column holds some of them. */
const HMW_MOST = 1.1
/** Before this share of the peak it is host-cell protein that comes. */
const FRONT = 0.2

/** Aggregates over the tail from the tubes that came back: their logarithm is a line. */
function aggregates(step: StepView): ((cv: number) => number) | undefined {
  const known = step.bought.flatMap(({ tube, hmw_pct }) =>
    hmw_pct === null ? [] : [{ x: (tube + 0.5) * TUBE_CV, y: log(Math.max(0.05, hmw_pct)) }],
  )
  if (known.length < BOUGHT.length) return undefined
  const n = known.length
  const mx = known.reduce((sum, k) => sum + k.x, 0) / n
  const my = known.reduce((sum, k) => sum + k.y, 0) / n
  const slope =
    known.reduce((sum, k) => sum + (k.x - mx) * (k.y - my), 0) /
    known.reduce((sum, k) => sum + (k.x - mx) * (k.x - mx), 0)
  return (cv) => Math.min(100, exp(my + slope * (cv - mx)))
}

/** The last point up to which the pool stays below what one wants in it, by UV and the tubes bought. */
function bestEnd(view: DeskView, step: StepView): number | undefined {
  const hmw = aggregates(step)
  const points = curve(view, step)
  const from = crossing(points, FRONT, 'front')
  if (!hmw || from === undefined) return undefined
  let mass = 0
  let bad = 0
  let end = from
  for (const { cv, uv } of points) {
    if (cv < from) continue
    mass += uv
    bad += uv * hmw(cv)
    if (mass > 0 && bad / mass > HMW_MOST) break
    end = cv
  }
  return end
}

export const expertCationExchange: UnitHand = {
  ...sopCationExchange,
  tube(view, step) {
    if (step.phase !== 'pool' || step.bought.length >= BOUGHT.length) return undefined
    const cv = crossing(curve(view, step), BOUGHT[step.bought.length]!, 'tail')
    return cv === undefined ? undefined : Math.floor(cv / TUBE_CV)
  },
  poolFrom: (view, step) => cutOnce(view, step, 'poolFrom', crossing(curve(view, step), FRONT, 'front')),
  poolTo: (view, step) => cutOnce(view, step, 'poolTo', bestEnd(view, step)),
}

// --- Anion exchange ----------------------------------------------------------------------------------------------------

/** The printed dilution: litres of buffer for each litre of pool. */
const PRINTED_DILUTION = 7.4
const LOAD_LIMIT = 6
const LOAD_AIM = 5.4

/** The last measurement since anything was poured in. */
const measuredLoad = (view: DeskView, step: StepView): number | undefined => {
  const last = result(step, 'conductivity')
  return last && last.drawn_s >= last_s(view, at(step, 'dilute')) ? last.value : undefined
}

/** Litres that bring a tank from one conductivity to another with a buffer of so much. */
const thinning_L = (litres: number, from: number, to: number, buffer: number): number =>
  Math.min(5000, (litres * (from - to)) / Math.max(0.5, to - buffer))

/** How much lighter the tank is than what was poured into it; the pump gives less than it says. */
function dilutionShort(view: DeskView, step: StepView): boolean {
  const [first] = view.done(at(step, 'dilute'))
  const before =
    first &&
    view
      .history(at(step, 'tankWeight'))
      .filter((p) => p.t_s < first.t)
      .at(-1)?.shown
  const now = view.history(at(step, 'tankWeight')).find((p) => first && p.t_s > first.t)?.shown
  if (!before || !now) return false
  return now - before < 0.85 * Number(first.value)
}

const anionExchange = (reckons: boolean): UnitHand => ({
  assay(view, step) {
    if (step.phase !== 'prepare' || isPending(view, step, 'conductivity')) return undefined
    if (view.t_s < last_s(view, at(step, 'dilute')) + SETTLE_S || step.age_s < 5 * MINUTE) return undefined
    const isFirst = view.done(at(step, 'dilute')).length === 0
    if (isFirst && !reckons) return undefined
    return measuredLoad(view, step) === undefined ? ['conductivity', 'pH'] : undefined
  },
  look(view, step) {
    const found = measuredLoad(view, step)
    const diluted_s = last_s(view, at(step, 'dilute'))
    const weighed_s = view.view(at(step, 'tankWeight'))?.t_s ?? -Infinity
    if (found !== undefined && found > LOAD_LIMIT && diluted_s > 0 && weighed_s < diluted_s) return 'tankWeight'
    // What is written is what the load was pumped with.
    return found !== undefined && found <= LOAD_LIMIT && diluted_s > 0 ? panelToRead(view, step) : undefined
  },
  pH: (_, step) => set(step, 'pH', 8),
  dilute(view, step) {
    const tank_L = shownNow(view, step, 'tankWeight')
    if (step.phase !== 'prepare' || tank_L === undefined || step.age_s < 5 * MINUTE) return undefined
    const found = measuredLoad(view, step)
    if (view.done(at(step, 'dilute')).length === 0) {
      if (!reckons) return PRINTED_DILUTION * tank_L
      return found === undefined ? undefined : thinning_L(tank_L, found, LOAD_AIM, step.printed['diluent']!)
    }
    if (
      found === undefined ||
      found <= LOAD_LIMIT ||
      (view.view(at(step, 'tankWeight'))?.t_s ?? 0) < last_s(view, at(step, 'dilute'))
    )
      return undefined
    const thing = dilutionShort(view, step) ? 'dilutionPump' : 'dilutionBuffer'
    if (isCalled(view, thing) && !mended(view, thing)) return undefined
    return thinning_L(tank_L, found, LOAD_AIM, step.printed['diluent']!)
  },
  proceed(view, step) {
    if (step.phase !== 'prepare' || view.done(at(step, 'dilute')).length === 0) return undefined
    if (view.lines.some((line) => line.step === step.step.id)) return undefined
    const found = measuredLoad(view, step)
    // Who never measures pumps once it has been diluted.
    const never =
      asked(view, step, 'conductivity').length === 0 && view.t_s > last_s(view, at(step, 'dilute')) + HOUR / 2
    return never || (found !== undefined && found <= LOAD_LIMIT) ? 1 : undefined
  },
})

export const sopAnionExchange = anionExchange(false)
export const expertAnionExchange = anionExchange(true)

// --- What is told --------------------------------------------------------------------------------------------------------

/** Something found out, as it is called, reported and classed. */
export interface Found {
  readonly what: string
  readonly step: string
  readonly t_s: number
  readonly done: string
  readonly howMuch: number
  readonly thing: string | null
  readonly severity: 'minor' | 'major' | 'critical'
}

/** Deviations that can be known from the desk, oldest first. */
function foundDownstream(view: DeskView): readonly Found[] {
  void view.t_s
  let found = foundOf.get(view)
  if (!found) foundOf.set(view, (found = findDownstream(view)))
  return found
}

/** Asked for by each word of the desk, once a view. */
const foundOf = new WeakMap<DeskView, readonly Found[]>()

function findDownstream(view: DeskView): readonly Found[] {
  return view.steps.flatMap((step): readonly Found[] => {
    const id = step.step.id
    const viral = foundViral(view, step) ?? foundAtBorder(view, step)
    if (viral) return viral
    if (step.unit === 'proteinA') {
      // Once it has been tested twice.
      const bad =
        step.results('asymmetry').length > 1 ? step.results('asymmetry').find((r) => r.value > ASYMMETRY) : undefined
      const held_s = view.done(at(step, 'pause')).find((d) => d.value !== 0)?.t
      const sampled = step.results('breakthrough')[0]
      const column: Found[] = bad
        ? [
            {
              what: 'column',
              step: id,
              t_s: bad.drawn_s,
              done: isBadlyPacked(step) ? 'maintenance' : 'retested',
              howMuch: bad.value,
              thing: isBadlyPacked(step) ? 'column' : null,
              severity: 'major',
            },
          ]
        : []
      if (held_s === undefined || !sampled) return column
      const breaks = sampled.value > BREAKS_g_L
      return [
        ...column,
        {
          what: breaks ? 'uv' : 'uvLamp',
          step: id,
          t_s: held_s,
          done: breaks ? 'stopped' : 'sampled',
          howMuch: Math.max(0.01, sampled.value),
          thing: breaks ? null : 'uvLamp',
          severity: 'minor',
        },
      ]
    }
    if (step.unit === 'lowPhHold') {
      const clock = view.done(at(step, 'proceed'))[0]
      const rang = rings(view, 'poolPh')
      const read = clock && step.results('pH').find((r) => r.drawn_s >= clock.t)
      if (step.phase !== 'hold' || !read || !(rang || read.value > LIMIT)) return []
      const high = read.value > LIMIT
      return [
        {
          what: high ? 'poolPh' : 'poolProbe',
          step: id,
          t_s: read.drawn_s,
          done: high ? 'acid' : 'sampled',
          howMuch: read.value,
          thing: high ? null : 'poolProbe',
          severity: 'critical',
        },
      ]
    }
    if (step.unit !== 'anionExchange') return []
    const diluted = view.done(at(step, 'dilute'))[0]
    const salt = diluted && step.results('conductivity').find((r) => r.drawn_s >= diluted.t && r.value > LOAD_LIMIT)
    if (!salt || (view.view(at(step, 'tankWeight'))?.t_s ?? -1) < diluted.t) return []
    const thing = dilutionShort(view, step) ? 'dilutionPump' : 'dilutionBuffer'
    return [
      { what: thing, step: id, t_s: salt.drawn_s, done: 'diluted', howMuch: salt.value, thing, severity: 'major' },
    ]
  })
}

/** Words of one matter: a call about any of them is a call about it. */
const isTold = (view: DeskView, slot: string, found: Found): boolean =>
  view.done(slot).some((d) => (Array.isArray(d.value) ? d.value[0] : d.value) === found.what && d.t >= found.t_s)

export function maintenanceDownstream(view: DeskView): Answer | undefined {
  return foundDownstream(view).find((f) => f.thing !== null && !isCalled(view, f.thing))?.thing ?? undefined
}

export function qualityDownstream(view: DeskView): Answer | undefined {
  return foundDownstream(view).find((f) => !isTold(view, 'call.qa', f))?.what
}

export function deviationDownstream(view: DeskView): Answer | undefined {
  const found = foundDownstream(view).find((f) => !isTold(view, 'case.deviation', f))
  return found && [found.what, found.step, found.t_s, found.howMuch, found.done]
}

export function classDownstream(view: DeskView): Answer | undefined {
  const found = foundDownstream(view).filter((f) => isTold(view, 'case.deviation', f))
  return found.length > view.done('case.class').length - classedBefore(view) ? found.at(-1)!.severity : undefined
}

/** Classes given to matters of steps that are closed. */
const classedBefore = (view: DeskView): number => {
  const opened_s = Math.min(...view.steps.map((s) => view.t_s - s.age_s))
  return view.done('case.class').filter((d) => d.t < opened_s).length
}
