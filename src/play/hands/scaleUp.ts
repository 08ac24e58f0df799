import { NOTHING_MISSING, type ReviewLine } from '../disposition.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import { oncePerRound, panelToRead, set, type UnitHand } from './hand.ts'

/** A change of scale: a plan, a pour that lasts longer than it may, a stirring of which only one thing stays the same, and a lot to be answered for. */

const at = (step: StepView, topic: string): string => `${step.step.id}.${topic}`
const seen = (view: DeskView, step: StepView, panel: string): number | undefined =>
  view.view(at(step, panel))?.value ?? undefined
const said = (view: DeskView, who: string, word: string): boolean =>
  view.done(`call.${who}`).some((d) => d.value === word)
const told = (view: DeskView, word: string): boolean =>
  view.done('case.deviation').some((d) => Array.isArray(d.value) && d.value[0] === word)

interface Plan {
  readonly vessel: number
  readonly suites: number
  readonly lots: number
  readonly plates: number
  /** Batches beyond those that are needed. */
  readonly spare: number
}

/** A suite is taken three weeks by a batch. */
const TURN_weeks = 3

const planning = (plan: Plan): UnitHand => {
  const wanted = (step: StepView): boolean =>
    step.counters['placed']! < step.counters['needed']! + plan.spare &&
    // What cannot be made is not put down twice.
    step.counters['placed'] === step.counters['possible']
  const isUseless = ({ counters: c }: StepView): boolean => c['placed']! > c['possible']!
  const isPlaced = (view: DeskView, step: StepView): boolean =>
    !isUseless(step) && (!wanted(step) || view.done(at(step, 'cancel')).length > 0)
  const weekOf = (n: number): number => 1 + TURN_weeks * Math.floor(n / plan.suites)
  return {
    look: panelToRead,
    vessel: (_, step) => set(step, 'vessel', plan.vessel),
    suites: (_, step) => set(step, 'suites', plan.suites),
    lots: (_, step) => set(step, 'lots', plan.lots),
    plates: (_, step) => set(step, 'plates', plan.plates),
    changeControl: (view, step) => (step.counters['changeOpened'] === 0 && isPlaced(view, step) ? 1 : undefined),
    batch: (view, step) =>
      wanted(step) && view.done(at(step, 'cancel')).length === 0 ? weekOf(step.counters['placed']!) : undefined,
    cancel: (_, step) => (isUseless(step) ? weekOf(step.counters['placed']! - 1) : undefined),
    proceed: (view, step) =>
      step.counters['changeOpened'] === 1 &&
      isPlaced(view, step) &&
      view.lines.length === 0 &&
      view.questions.length === 0
        ? 1
        : undefined,
  }
}

/** The printed plan: one tank of 1,000 L, as many batches as are needed, three lots with three plates each. */
export const sopPlan = planning({ vessel: 3, suites: 1, lots: 3, plates: 3, spare: 0 })
/** Two tanks, one batch more: none that fails costs a child its dose. Four lots tell more than more plates of three. */
export const expertPlan1000 = planning({ vessel: 3, suites: 2, lots: 4, plates: 2, spare: 2 })

/** What was planned is begun the same day. */
export const isPlanning = (view: DeskView): boolean => view.steps.some((s) => s.unit === 'vectorPlan')

/** A pour over tanks whose water has been run first. */
export const isLarge = (step: StepView): boolean => step.panels.includes('waterMeter')

const WATER = ['waterBalance', 'waterMeter'] as const
/** Litres by which two witnesses of one pump may differ, and what is missing of a flow that is no error of reading. */
const APART_L_min = 0.4
const MISSING = 0.85

const asked_L_min = ({ settings: s }: StepView): number => s['pumps']! * s['pumpFlow']!
const isShort = (step: StepView, flow: number | undefined): boolean =>
  flow !== undefined && flow < MISSING * asked_L_min(step)
const isWorn = (view: DeskView, step: StepView): boolean => isShort(step, seen(view, step, 'waterMeter'))
const balanceLies = (view: DeskView, step: StepView): boolean => {
  const [balance, meter] = WATER.map((panel) => seen(view, step, panel))
  return balance !== undefined && meter !== undefined && meter - balance > APART_L_min
}
/** Read since the pumps were set, and since somebody has mended one. */
const MENDING_S = 3900
function unread(view: DeskView, step: StepView): string | undefined {
  const setAt = view.done(at(step, 'pumps')).at(-1)?.t ?? 0
  const called = view
    .done('call.maintenance')
    .filter((d) => d.value === 'pumpHead')
    .at(-1)?.t
  return WATER.find((panel) => {
    const last = view.view(at(step, panel))
    return !last || last.t_s < setAt || (called !== undefined && last.t_s <= called && view.t_s > called + MENDING_S)
  })
}
const isMending = (view: DeskView): boolean => {
  const called = view
    .done('call.maintenance')
    .filter((d) => d.value === 'pumpHead')
    .at(-1)?.t
  return called !== undefined && view.t_s <= called + MENDING_S
}

interface Mix {
  readonly dose: number
  readonly vector: number
  readonly fraction: number
  readonly pumps: number
  /** Minutes from the last PEI to the first litre. */
  readonly wait_min: number
}

const pouring = (mix: Mix, counts: number): UnitHand => {
  const results = (step: StepView): readonly number[] => step.results('viableCells').map((r) => r.value)
  const density = (step: StepView): number | undefined => {
    const all = results(step)
    if (all.length < counts) return undefined
    // The cocktail is still to come.
    return Math.round((all.reduce((sum, n) => sum + n, 0) / all.length) * (100 - mix.fraction)) / 100
  }
  const isReady = (view: DeskView, step: StepView): boolean =>
    step.phase === 'ready' &&
    density(step) !== undefined &&
    unread(view, step) === undefined &&
    !isMending(view) &&
    (!isWorn(view, step) || said(view, 'maintenance', 'pumpHead')) &&
    view.questions.every((q) => q.step !== step.step.id)
  return {
    assay: (view, step) =>
      step.phase === 'ready' && view.today(at(step, 'assay')).length < counts && view.nextResult_s === null
        ? ['viableCells', 'viability']
        : undefined,
    look: (view, step) => panelToRead(view, step) ?? (step.phase === 'ready' ? unread(view, step) : undefined),
    cellDensity(_, step) {
      const value = density(step)
      return step.phase === 'ready' && value !== undefined ? set(step, 'cellDensity', value) : undefined
    },
    dose: (_, step) => (step.phase === 'ready' ? set(step, 'dose', mix.dose) : undefined),
    vector: (_, step) => (step.phase === 'ready' ? set(step, 'vector', mix.vector) : undefined),
    fraction: (_, step) => (step.phase === 'ready' ? set(step, 'fraction', mix.fraction) : undefined),
    peiRatio: (_, step) => (step.phase === 'ready' ? set(step, 'peiRatio', 2) : undefined),
    pumps: (_, step) => (step.phase === 'ready' ? set(step, 'pumps', mix.pumps) : undefined),
    mix: (view, step) => (isReady(view, step) && !step.paused ? 1 : undefined),
    pause: (_, step) => (step.paused ? 0 : undefined),
    pour: (_, step) =>
      step.phase === 'holding' && (step.counters['hold_s'] ?? 0) >= 60 * mix.wait_min ? 1 : undefined,
    proceed: (_, step) => (step.phase === 'pouring' && step.ready ? 1 : undefined),
  }
}

/** The transfer file: the dose of the cells counted once, the spare pumps on the trolley, ten minutes by the clock. */
export const sopLargePour = pouring({ dose: 1.1, vector: 1, fraction: 10, pumps: 4, wait_min: 10 }, 1)
/** More pumps and two counts; the middle of the pour where complexes are at their best. */
export const expertLargePour = pouring({ dose: 1.2, vector: 0.5, fraction: 10, pumps: 6, wait_min: 8.5 }, 2)

/** A pump that gives less is seen to, and so is a balance that says so alone. */
export function mendsPumps(view: DeskView): Answer | undefined {
  const step = view.steps.find((s) => s.unit === 'vectorTransfection' && isLarge(s) && s.phase === 'ready')
  if (!step || unread(view, step) !== undefined) return undefined
  if (isWorn(view, step)) return said(view, 'maintenance', 'pumpHead') ? undefined : 'pumpHead'
  return balanceLies(view, step) && !said(view, 'maintenance', 'balance') ? 'balance' : undefined
}

/** Whatever is true of the pumps, the change itself is told. */
export function scaleQuality(view: DeskView): Answer | undefined {
  const pour = view.steps.find((s) => s.unit === 'vectorTransfection' && isLarge(s))
  if (pour && pour.phase === 'ready' && unread(view, pour) === undefined)
    return said(view, 'qa', 'scale') ? undefined : 'scale'
  const store = storeOf(view)
  if (!store) return undefined
  if (printed(view, store) && !said(view, 'qa', 'glovePrint')) return 'glovePrint'
  return isOut(store) && !said(view, 'qa', 'potency') ? 'potency' : undefined
}
export function scaleLaboratory(view: DeskView): Answer | undefined {
  const store = storeOf(view)
  return store && printed(view, store) && !said(view, 'qc', 'glovePrint') ? 'glovePrint' : undefined
}

export function scaleDeviation(view: DeskView): Answer | undefined {
  const pour = view.steps.find((s) => s.unit === 'vectorTransfection' && isLarge(s))
  const sent = view.done('call.maintenance').find((d) => d.value === 'pumpHead' || d.value === 'balance')
  if (pour && sent && !told(view, String(sent.value)))
    return [String(sent.value), pour.step.id, sent.t, 1, 'maintenance']
  const change = view.done('call.qa').find((d) => d.value === 'scale')
  if (pour && !sent && change && !told(view, 'scale')) return ['scale', pour.step.id, change.t, 1, 'compared']
  const store = storeOf(view)
  if (!store) return undefined
  if (printed(view, store) && !told(view, 'glovePrint')) return ['glovePrint', store.step.id, view.t_s, 1, 'blocked']
  const out = store.results('cellPotency').find((r) => r.value < REGISTERED_pct)
  return out && !told(view, 'cellPotency') ? ['cellPotency', store.step.id, view.t_s, out.value, 'blocked'] : undefined
}

/** Stirring and gas of the tank, by what is kept the same. */
const stirring = (power: number, gas: number, reads: readonly string[]): UnitHand => ({
  assay: (view, step) => (oncePerRound(view, at(step, 'assay')) ? ['viableCells', 'viability'] : undefined),
  look: (view, step) => panelToRead(view, step) ?? reads.find((panel) => !view.seenToday(at(step, panel))),
  power: (_, step) => set(step, 'power', power),
  gas: (_, step) => set(step, 'gas', gas),
})
/** Power per volume as at 10 L, gas enough for the carbon dioxide. */
export const sopStirring = stirring(20, 0.008, [])
/** The same, a little more of both: clumps part, carbon dioxide leaves, and the foam stays below its limit. */
const gentle = stirring(40, 0.01, ['carbonDioxide', 'oxygen', 'stirrer'])
export const expertStirring: UnitHand = {
  ...gentle,
  /** Gas follows what the cells breathe out. */
  gas(view, step) {
    const shown = seen(view, step, 'carbonDioxide')
    return shown !== undefined && shown > STUFFY_mmHg ? set(step, 'gas', MORE_per_min) : gentle['gas']!(view, step)
  },
}
const STUFFY_mmHg = 34
/** Below the foam’s limit. */
const MORE_per_min = 0.015
export const isStirred = (step: StepView): boolean => !step.step.locked.includes('power')

const REGISTERED_pct = 50
const storeOf = (view: DeskView): StepView | undefined => view.steps.find((s) => s.unit === 'vectorQuarantine')
const isOut = (store: StepView): boolean => store.results('cellPotency').some((r) => r.value < REGISTERED_pct)
const printed = (view: DeskView, store: StepView): boolean => (seen(view, store, 'glovePrint') ?? 0) > 0

const RELEASE_TESTS = ['cellPotency', 'fullByLight', 'aggregates']

/** Nothing is tested twice before it is known what was wrong with the first. */
export const vectorStore: UnitHand = {
  look(view, step) {
    const due = panelToRead(view, step)
    if (due !== undefined) return due
    if (step.results('cellPotency').length === 0) return undefined
    const board = view.boards.find((b) => b.measure === null)
    const fact = board && step.results('aggregates').length > 0 && !view.seenToday(at(step, 'aggregates'))
    return (
      (fact ? 'aggregates' : undefined) ??
      ['glovePrint', ...(printed(view, step) ? ['controlPlate'] : [])].find((panel) => !view.seenToday(at(step, panel)))
    )
  },
  assay(view, step) {
    const slot = at(step, 'assay')
    if (view.done(slot).length === 0) return RELEASE_TESTS
    const board = view.boards.find((b) => b.fault === 'potencyLow')
    const isError = board?.measure && (board.pinned?.cause === 'reference' || board.pinned?.cause === 'thawed')
    const drawn = view.done(slot).filter((d) => Array.isArray(d.value) && d.value.includes('cellPotency')).length
    // What a hand has left on a plate no second potency washes off.
    const isLost = printed(view, step) && view.view(at(step, 'controlPlate'))?.value === 0
    return isError && !isLost && drawn === 1 ? ['cellPotency'] : undefined
  },
}

const isBeyond = ({ said: value, limit }: ReviewLine): boolean =>
  typeof value === 'number' &&
  limit !== null &&
  ((limit.low !== null && value < limit.low) || (limit.high !== null && value > limit.high))

/** A germ of somebody’s hand and nowhere else, or a figure that stands: kept back. What the laboratory made is put right. */
export function decideVector(view: DeskView): Answer | undefined {
  const store = storeOf(view)
  if (!store || view.questions.length > 0 || view.lines.length > 0 || view.nextResult_s !== null) return undefined
  const drawn = view
    .done(at(store, 'assay'))
    .filter((d) => Array.isArray(d.value) && d.value.includes('cellPotency')).length
  const results = store.results('cellPotency')
  if (results.length < Math.max(1, drawn) || !view.view(at(store, 'glovePrint'))) return undefined
  const lines = view.review
  const missing = lines.find((line) => line.said === null)?.id ?? NOTHING_MISSING
  const say = (decision: string, signer: string, ...marked: readonly string[]): Answer => [
    decision,
    signer,
    missing,
    ...marked,
  ]
  const isOpen = view.boards.some((b) => b.measure === null) || (isOut(store) && view.boards.length === 0)
  const isPrint = printed(view, store)
  if (isPrint && !(told(view, 'glovePrint') && said(view, 'qa', 'glovePrint') && said(view, 'qc', 'glovePrint')))
    return undefined
  if (isPrint && view.view(at(store, 'controlPlate'))?.value === 0)
    return say('reject', 'qa', 'print.glove', 'print.control')
  if (isOpen) return undefined
  const potency = lines.filter((l) => l.id.startsWith('test.cellPotency.'))
  const found = lines.find((l) => l.id === 'found.potencyLow')
  const other = lines.find((l) => l.section === 'tests' && l.of !== 'cellPotency' && isBeyond(l))
  if (other) return say('reject', 'qa', other.id)
  if (!found) return say('release', 'pharmacist', ...carried(lines))
  const last = potency.at(-1)!
  if (found.said === 'acid' || found.said === 'genomes') return say('reject', 'qa', potency[0]!.id, found.id)
  return isBeyond(last) ? say('reject', 'qa', last.id, found.id) : say('release', 'pharmacist', found.id, last.id)
}

/** The figure that decides, and what was written on the way. */
const carried = (lines: readonly ReviewLine[]): readonly string[] =>
  [...lines.filter((l) => l.id.startsWith('test.cellPotency')), ...lines.filter((l) => l.id.startsWith('case.'))]
    .map((l) => l.id)
    .slice(0, 3)
