import { vectorLimits } from '../../models/index.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import { oncePerRound, panelToRead, set, shownNow, todays, type UnitHand } from './hand.ts'

/** Cells of the AAV plant: counted every morning, passed on, transfected when there are enough and none sits in a clump. */

const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`

const RECIPE = { seed: 0.5, transfectAt: 2.22 }
/** More of them than this is no usual variation. */
const CLUMPED_pct = vectorLimits['cellExpansion.clumped'].setPoint.high! + 3
const MOTOR_pct = 25

const isClumped = (view: DeskView, step: StepView): boolean => (todays(view, step, 'clumped') ?? 0) > CLUMPED_pct
const wasCalled = (view: DeskView): boolean => view.done('call.maintenance').some((d) => d.value === 'stirrer')
const slips = (view: DeskView, step: StepView): boolean => (shownNow(view, step, 'motorLoad') ?? 100) < MOTOR_pct

/** The printed recipe: into the tank on the first morning; clumps get another passage, whatever made them; a motor that
 * runs light is seen to. */
export const sopExpansion: UnitHand = {
  assay: (view, step) => (oncePerRound(view, at(step, 'assay')) ? ['viableCells', 'viability', 'clumped'] : undefined),
  look: panelToRead,
  seed: (_, step) => set(step, 'seed', RECIPE.seed),
  transfectAt: (_, step) => set(step, 'transfectAt', RECIPE.transfectAt),
  passage: (view, step) =>
    step.phase === 'preculture' && isClumped(view, step) && view.done(at(step, 'passage')).length === 0 ? 1 : undefined,
  proceed: (view, step) =>
    step.phase === 'grow' && todays(view, step, 'viability') !== undefined && view.room === null ? 1 : undefined,
}

/** Denser at the start, fewer hours in the same medium: spent medium spoils the complexes. */
const SEED_1e6_mL = 0.7
/** Best before the cocktail, which is a tenth of it; a little later where the last clumps still part. */
const BEST_1e6_mL = 2
const PARTING_1e6_mL = 2.2

/** The same, and the motor is read before anybody blames the cells. */
export const expertExpansion: UnitHand = {
  ...sopExpansion,
  look(view, step) {
    const due = panelToRead(view, step)
    if (due !== undefined) return due
    return isClumped(view, step) && !view.seenToday(at(step, 'motorLoad')) ? 'motorLoad' : undefined
  },
  seed: (_, step) => set(step, 'seed', SEED_1e6_mL),
  transfectAt: (view, step) => set(step, 'transfectAt', wasCalled(view) ? PARTING_1e6_mL : BEST_1e6_mL),
  passage: (view, step) => (slips(view, step) || wasCalled(view) ? undefined : sopExpansion['passage']!(view, step)),
}

/** Counted every morning, and left alone: some of them die of it. */
export const sopProduction: UnitHand = {
  assay: (view, step) => (oncePerRound(view, at(step, 'assay')) ? ['viableCells', 'viability'] : undefined),
  look: panelToRead,
}

/** The stirrer, once the motor says that it slips. */
export function mendsCells(view: DeskView): Answer | undefined {
  const step = view.steps.find((s) => s.unit === 'cellExpansion')
  return step && isClumped(view, step) && slips(view, step) && !wasCalled(view) ? 'stirrer' : undefined
}

/** What was found with the cells, told once it has been dealt with. */
export function cellDeviation(view: DeskView): Answer | undefined {
  const step = view.steps.find((s) => s.unit === 'cellExpansion')
  if (!step || view.done('case.deviation').length > 0) return undefined
  const call = view.done('call.maintenance').find((d) => d.value === 'stirrer')
  if (call) return ['stirrer', step.step.id, call.t, 1, 'maintenance']
  const passage = view.done(at(step, 'passage'))[0]
  return passage && ['clumped', step.step.id, passage.t, 1, 'passage']
}

/** What the file prints for a cocktail. */
const MIX = { dose: 1, peiRatio: 2, fraction: 10, cellDensity: 2, pumpFlow: 0.25, parts: 1 }
/** Grams below which a kit of four tubes is not whole, and supercoiled below which no lot is used. */
const KIT_g = 35
const TUBES = 4
const SUPERCOILED_pct = vectorLimits['plasmid.supercoiled'].alert.low!
const TIGHT_bar = 0.2

const seen = (view: DeskView, step: StepView, panel: string): number | undefined =>
  view.seenToday(at(step, panel))?.value ?? undefined

const isMissing = (view: DeskView, step: StepView): boolean => (seen(view, step, 'repCapWeight') ?? KIT_g) < KIT_g
const isTold = (view: DeskView, step: StepView): boolean =>
  (seen(view, step, 'certificate') ?? SUPERCOILED_pct) < SUPERCOILED_pct
const leaks = (view: DeskView, step: StepView): boolean =>
  view.alarms.some((a) => a.spec.instrument === 'hosePressure' && a.spec.step === step.step.id && isOn(a.state))
const isOn = (state: string): boolean => state === 'unacknowledged' || state === 'acknowledged'
const thrown = (view: DeskView, step: StepView): boolean => view.done(at(step, 'discard')).length > 0

/** Panels that are read before anything is mixed, each once. */
const unread = (view: DeskView, step: StepView, panels: readonly string[]): string | undefined =>
  step.phase === 'ready'
    ? panels.find((panel) => step.panels.includes(panel) && !view.seenToday(at(step, panel)))
    : undefined

const counted = (view: DeskView, step: StepView): boolean => todays(view, step, 'viableCells') !== undefined

/** Everything looked at and put right that the bench can show. */
const isReady = (view: DeskView, step: StepView, panels: readonly string[]): boolean =>
  step.phase === 'ready' &&
  view.room === null &&
  counted(view, step) &&
  unread(view, step, panels) === undefined &&
  step.counters['plasmidsIn'] === 3 &&
  (!isMissing(view, step) || view.done(at(step, 'complete')).length > 0)

/** Each once to a bottle: that of the kit in reserve is another. */
const putIn = (view: DeskView, step: StepView, act: string): number | undefined =>
  step.phase === 'ready' && view.room === null && inBottle(view, step, act).length === 0 ? 1 : undefined
const inBottle = (view: DeskView, step: StepView, act: string) =>
  view.done(at(step, act)).filter((d) => d.t >= (view.done(at(step, 'discard')).at(-1)?.t ?? 0))

const CHECKED = ['repCapTubes', 'repCapWeight', 'certificate'] as const

/** The printed recipe: what the folder says, ten minutes by the clock, a fresh kit when the hose has failed. */
export const sopTransfection: UnitHand = {
  assay: (view, step) =>
    step.phase === 'ready' && oncePerRound(view, at(step, 'assay')) ? ['viableCells', 'viability'] : undefined,
  look: (view, step) =>
    panelToRead(view, step) ??
    unread(view, step, CHECKED) ??
    (thrown(view, step) && leaks(view, step) && !view.seenToday(at(step, 'hoseGauge')) ? 'hoseGauge' : undefined),
  cellDensity: (_, step) => (step.phase === 'ready' ? set(step, 'cellDensity', MIX.cellDensity) : undefined),
  dose: (_, step) => (step.phase === 'ready' ? set(step, 'dose', MIX.dose) : undefined),
  peiRatio: (_, step) => (step.phase === 'ready' ? set(step, 'peiRatio', MIX.peiRatio) : undefined),
  pumpFlow: (_, step) => (step.phase === 'ready' ? set(step, 'pumpFlow', MIX.pumpFlow) : undefined),
  fraction: (_, step) => (step.phase === 'ready' ? set(step, 'fraction', MIX.fraction) : undefined),
  vector: (_, step) => (step.phase === 'ready' ? set(step, 'vector', MIX.parts) : undefined),
  vectorIn: (view, step) => putIn(view, step, 'vectorIn'),
  repCapIn: (view, step) => putIn(view, step, 'repCapIn'),
  helperIn: (view, step) => putIn(view, step, 'helperIn'),
  complete: (view, step) =>
    step.phase === 'ready' && isMissing(view, step) && view.done(at(step, 'complete')).length === 0 ? 1 : undefined,
  reserve: (view, step) =>
    step.phase === 'ready' && isTold(view, step) && view.done(at(step, 'reserve')).length === 0 ? 1 : undefined,
  mix: (view, step) =>
    isReady(view, step, CHECKED) &&
    !step.paused &&
    !leaks(view, step) &&
    (!isTold(view, step) || view.done(at(step, 'reserve')).length > 0)
      ? 1
      : undefined,
  discard: (view, step) => (step.phase === 'holding' && leaks(view, step) && !thrown(view, step) ? 1 : undefined),
  pause: (view, step) => (step.paused && view.room === null && !leaks(view, step) ? 0 : undefined),
  pour: (view, step) => (step.phase === 'holding' && step.ready && !leaks(view, step) ? 1 : undefined),
  proceed: (_, step) => (step.phase === 'pouring' && step.ready ? 1 : undefined),
}

/** A file knows this much without an alert; less of the vector's plasmid leaves more for the capsids (aav.md §2.5). */
const MORE = { dose: 1.2, vector: 0.5, pumpFlow: 0.4 }
/** Middle of the pour, in the minutes and µm at which complexes are best. */
const RIPE_min = 15
const RIPE_um = 0.45
const WITNESSES = [...CHECKED, 'gel'] as const

const gauges = (view: DeskView, step: StepView): boolean => (seen(view, step, 'hoseGauge') ?? 1) < TIGHT_bar
/** Both witnesses say so: it is the weld, and not the gauge. */
const isOpen = (view: DeskView, step: StepView): boolean => leaks(view, step) && gauges(view, step)
const nicked = (view: DeskView, step: StepView): boolean =>
  isTold(view, step) && (seen(view, step, 'gel') ?? SUPERCOILED_pct) < SUPERCOILED_pct

/** Minutes since the last PEI, on the skid’s clock. */
const age_min = (step: StepView): number => (step.counters['hold_s'] ?? 0) / 60
/** PEI for so long, half of which the first of it is older. */
const filling_min = ({ settings: s }: StepView): number =>
  (0.5 * s['cultureVolume']! * s['fraction']!) / 100 / s['pumpFlow']!

/** Two counts of today, and their mean: one alone is wrong by five per cent. */
function meanCount(step: StepView): number | undefined {
  const counts = step.results('viableCells').map((r) => r.value)
  return counts.length < 2 ? undefined : counts.reduce((sum, n) => sum + n, 0) / counts.length
}

/** Counts before dosing, asks a second witness, and pours by the size where there is a reader of it. */
export const expertTransfection: UnitHand = {
  ...sopTransfection,
  assay: (view, step) =>
    step.phase !== 'ready'
      ? undefined
      : oncePerRound(view, at(step, 'assay'))
        ? ['viableCells', 'viability']
        : counted(view, step) && view.today(at(step, 'assay')).length < 2
          ? ['viableCells']
          : undefined,
  look(view, step) {
    const due = panelToRead(view, step) ?? unread(view, step, WITNESSES)
    if (due !== undefined) return due
    if (leaks(view, step) && !view.seenToday(at(step, 'hoseGauge'))) return 'hoseGauge'
    const last = view.view(at(step, 'size'))
    return step.phase === 'holding' && step.panels.includes('size') && (!last || view.t_s - last.t_s >= 60)
      ? 'size'
      : undefined
  },
  /** A tenth of what is counted is still to come as cocktail. */
  cellDensity(_, step) {
    const count = meanCount(step)
    if (step.phase !== 'ready' || count === undefined) return undefined
    return set(step, 'cellDensity', Math.round(90 * count) / 100)
  },
  dose: (_, step) => (step.phase === 'ready' ? set(step, 'dose', MORE.dose) : undefined),
  pumpFlow: (_, step) => (step.phase === 'ready' ? set(step, 'pumpFlow', MORE.pumpFlow) : undefined),
  vector: (_, step) => (step.phase === 'ready' ? set(step, 'vector', MORE.vector) : undefined),
  reserve: (view, step) =>
    step.phase === 'ready' && nicked(view, step) && view.done(at(step, 'reserve')).length === 0 ? 1 : undefined,
  mix: (view, step) =>
    isReady(view, step, WITNESSES) &&
    !step.paused &&
    meanCount(step) !== undefined &&
    !isOpen(view, step) &&
    (!nicked(view, step) || view.done(at(step, 'reserve')).length > 0)
      ? 1
      : undefined,
  discard: (view, step) => (step.phase === 'holding' && isOpen(view, step) && !thrown(view, step) ? 1 : undefined),
  pause: (view, step) => (step.paused && view.room === null && !isOpen(view, step) ? 0 : undefined),
  pour(view, step) {
    if (step.phase !== 'holding' || step.paused || isOpen(view, step)) return undefined
    if (leaks(view, step) && !view.seenToday(at(step, 'hoseGauge'))) return undefined
    const wait_min = age_min(step)
    if (wait_min < EARLIEST_min) return undefined
    if (wait_min >= LATEST_min) return 1
    const fill = filling_min(step)
    const sizes = view.looks(at(step, 'size')).filter((l) => l.t_s > view.t_s - 60 * wait_min && l.shown !== null)
    const last = sizes.at(-1)
    // Half of the pour is still to come: as long as mixing took.
    if (!last) return wait_min + 1.5 * fill >= RIPE_min ? 1 : undefined
    const rate = sizes.length > 1 ? (last.shown! - sizes[0]!.shown!) / (last.t_s - sizes[0]!.t_s) : 0
    return last.shown! + 60 * fill * Math.max(0, rate) >= RIPE_um ? 1 : undefined
  },
}
/** Inside what the file allows of the age. */
const EARLIEST_min = 6
const LATEST_min = 18.5

/** Complexes wait for nobody: who is told, is told before they are mixed or while they pour. */
const kitOf = (view: DeskView): StepView | undefined =>
  view.steps.find((s) => s.unit === 'vectorTransfection' && (s.phase === 'ready' || s.phase === 'pouring'))
const toldOf = (view: DeskView, slot: string, what: string): boolean =>
  view.today(slot).some((d) => d.value === what || (Array.isArray(d.value) && d.value[0] === what))

/** Who has to hear of it before anything goes on. */
export function cocktailQuality(view: DeskView): Answer | undefined {
  const step = kitOf(view)
  if (!step) return undefined
  if (isTold(view, step) && !toldOf(view, 'call.qa', 'certificate')) return 'certificate'
  if ((seen(view, step, 'repCapTubes') ?? TUBES) < TUBES && !toldOf(view, 'call.qa', 'repCapTubes'))
    return 'repCapTubes'
  return view.today(at(step, 'discard')).length > 0 && !toldOf(view, 'call.qa', 'hosePressure')
    ? 'hosePressure'
    : undefined
}

/** A gauge that lies is seen to, once the other has said so. */
export function mendsHose(view: DeskView): Answer | undefined {
  const step = kitOf(view)
  if (!step || !leaks(view, step) || toldOf(view, 'call.maintenance', 'hoseGauge')) return undefined
  const other = seen(view, step, 'hoseGauge')
  return other !== undefined && other >= TIGHT_bar ? 'hoseGauge' : undefined
}

/** What was found at the bench, told once it has been dealt with. */
export function cocktailDeviation(view: DeskView): Answer | undefined {
  const step = kitOf(view)
  if (!step) return undefined
  for (const [topic, what, done] of FOUND) {
    const d = view.today(at(step, topic))[0]
    if (d && !toldOf(view, 'case.deviation', what)) return [what, step.step.id, d.t, 1, done]
  }
  const call = view.today('call.maintenance').find((d) => d.value === 'hoseGauge')
  return call && !toldOf(view, 'case.deviation', 'hoseGauge')
    ? ['hoseGauge', step.step.id, call.t, 1, 'maintenance']
    : undefined
}
const FOUND = [
  ['complete', 'repCapTubes', 'complete'],
  ['reserve', 'certificate', 'reserve'],
  ['discard', 'hosePressure', 'discard'],
] as const
