import { DOCUMENTS, PALLET } from '../desk/trace.ts'
import { NOTHING_MISSING, type ReviewLine } from '../disposition.ts'
import type { DeskView, StepView, TraceView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import { panelToRead, type UnitHand } from './hand.ts'

/** A pool that is remembered: letter, lists, blocks, a tube, two locks. What is held, and by whom. */

/** Six months before the last negative donation. */
const LOOK_BACK_D = 183

const isAtRisk = (trace: TraceView, day: number): boolean => day >= trace.lastNegative_d! - LOOK_BACK_D
const mine = (trace: TraceView) => trace.units.filter((u) => u.donor === trace.donor && isAtRisk(trace, u.day))
const here = (trace: TraceView) => mine(trace).find((u) => u.at === 'poolHere')
const isBlank = (trace: TraceView): boolean => !trace.isListed
const told = (view: DeskView, word: string): boolean => view.done('call.qa').some((d) => d.value === word)
const reported = (view: DeskView, word: string): boolean =>
  view.done('case.deviation').some((d) => Array.isArray(d.value) && d.value[0] === word)

/** Everything is read before anything is blocked; unit by unit, or by the pallet. */
export const traceHand =
  (byUnit: boolean) =>
  (view: DeskView, topic: string): Answer | undefined => {
    const { trace } = view
    if (!trace) return undefined
    const unread = DOCUMENTS.find((id) => !trace.opened.includes(id) && (id !== 'weights' || isBlank(trace)))
    if (topic === 'open') return unread
    if (unread) return undefined
    const unit = here(trace)
    if (topic === 'tube') return unit && unit.tube === null ? unit.id : undefined
    if (topic === 'free')
      return unit?.tube === 'negative' && trace.blocked.includes('poolHere') ? 'poolHere' : undefined
    if (topic !== 'block') return undefined
    const wanted = mine(trace).map((u) => (u.at !== 'store' ? u.at : byUnit ? u.id : PALLET))
    // Freed by its tube it is not blocked once more.
    return wanted.find((id) => !trace.blocked.includes(id) && !(id === 'poolHere' && unit?.tube === 'negative'))
  }

const isSearched = (view: DeskView, trace: TraceView): boolean =>
  trace.opened.length >= DOCUMENTS.length - 1 &&
  traceHand(true)(view, 'open') === undefined &&
  (traceHand(true)(view, 'block') === undefined || trace.blocked.includes(PALLET))

/** Quality hears of a pool with a doubt, and of a bottle nobody has listed. */
export function tellsTrace(view: DeskView, topic: string): Answer | undefined {
  const { trace } = view
  if (!trace || topic !== 'qa' || !isSearched(view, trace)) return undefined
  if (!told(view, 'donation')) return 'donation'
  if (here(trace) && !told(view, 'pool')) return 'pool'
  return isBlank(trace) && !told(view, 'poolSample') ? 'poolSample' : undefined
}

export function reportsTrace(view: DeskView): Answer | undefined {
  const { trace } = view
  if (!trace || !isSearched(view, trace)) return undefined
  const report = (word: string): Answer => [word, trace.gates[0]!, trace.since_s, 1, 'blocked']
  if (!reported(view, 'donation')) return report('donation')
  if (here(trace) && !reported(view, 'pool')) return report('pool')
  return isBlank(trace) && !reported(view, 'poolSample') ? report('poolSample') : undefined
}

const isAllSaid = (view: DeskView): boolean => tellsTrace(view, 'qa') === undefined && reportsTrace(view) === undefined

/** A bottle that was never taken, or a donation that carries the virus: nothing goes on from here. */
const isLost = (trace: TraceView): boolean =>
  (trace.opened.includes('rack') && trace.bottle === 'never') || here(trace)?.tube === 'reactive'

/** Waiting steps are let go once the papers are clear. */
export const gated = (hand: UnitHand): UnitHand => {
  const isGate = (view: DeskView, step: StepView): boolean => view.trace?.gates.includes(step.step.id) ?? false
  const usual = Object.entries(hand).map(
    ([topic, act]) =>
      [topic, (view: DeskView, step: StepView) => (isGate(view, step) ? undefined : act(view, step))] as const,
  )
  return {
    ...Object.fromEntries(usual),
    look: (view, step) => (isGate(view, step) ? panelToRead(view, step) : hand['look']?.(view, step)),
    pause(view, step) {
      if (!isGate(view, step)) return hand['pause']?.(view, step)
      const { trace } = view
      const isClear = trace && isSearched(view, trace) && isAllSaid(view) && !isLost(trace)
      return isClear && step.paused && view.questions.length === 0 ? 0 : undefined
    },
  }
}

const RELEASE_TESTS = ['content', 'polymers', 'factorXIa']

export const plasmaStoreHand: UnitHand = {
  look: panelToRead,
  assay: (view, step) => (view.done(`${step.step.id}.assay`).length === 0 ? RELEASE_TESTS : undefined),
}

const isBeyond = ({ said, limit }: ReviewLine): boolean =>
  typeof said === 'number' &&
  limit !== null &&
  ((limit.low !== null && said < limit.low) || (limit.high !== null && said > limit.high))

/** Certified on what is proven, hurried, and let go when the second lock is open. */
export const decideTraced =
  (hurries: boolean) =>
  (view: DeskView, topic: string): Answer | undefined => {
    const { trace } = view
    if (!trace) return undefined
    const store = view.steps.find((s) => s.unit === 'plasmaQuarantine')
    if (topic === 'ship') return trace.certified && trace.official ? 1 : undefined
    if (topic === 'priority') return hurries && trace.certified && !trace.hurried && !trace.official ? 1 : undefined
    if (topic !== 'propose') return undefined
    const missing = view.review.find((line) => line.said === null)?.id ?? NOTHING_MISSING
    if (isLost(trace)) {
      if (!isSearched(view, trace) || !isAllSaid(view)) return undefined
      return trace.bottle === 'never'
        ? ['reject', 'qa', 'trace.poolSample', 'trace.poolSample']
        : ['reject', 'qa', missing, 'trace.unit', 'trace.tube']
    }
    const isWaiting = !store || view.nextResult_s !== null || store.results('factorXIa').length === 0
    const isDoubtful = here(trace) !== undefined && here(trace)!.tube !== 'negative'
    const beyond = view.review.find((l) => l.section === 'tests' && isBeyond(l))
    if (beyond && !isWaiting && view.questions.length === 0) return ['reject', 'qa', missing, beyond.id]
    if (isWaiting || isDoubtful || trace.certified || view.questions.length > 0) return undefined
    const carries = view.review.filter((l) => l.id === 'trace.unit' || l.id === 'trace.tube').map((l) => l.id)
    return ['release', 'pharmacist', missing, ...carries]
  }

/** Where the recipe loses most, and the bed that keeps FXIa: found by holding each alone. */
const HELD: readonly string[] = ['press', 'globulinsCaprylate', 'globulinsColumn', 'cryoDried']

/** The expert takes what yields most by the last ten lots; who follows the recipe takes what was taken yesterday. */
export const planHand = (view: DeskView): Answer | undefined =>
  view.plan && view.done('plan.hold').length === 0 ? HELD.filter((id) => view.plan!.of.includes(id)) : undefined

/** What was pressed is dissolved by the crew, and does not wait for the morning. */
const COMES_NEXT_S = 2.6 * 3600

/** Warm and sour it makes polymers by the hour: whoever holds it is there when the crew has pressed and dissolved. */
const STAYS_FOR = 'globulinsCaprylate'

const isOnItsWay = (view: DeskView): boolean =>
  view.done('plan.hold').some((d) => Array.isArray(d.value) && d.value.includes(STAYS_FOR)) &&
  view.done(`${STAYS_FOR}.pause`).length === 0

/** Nobody goes home from a pool that waits, or from a paste on its way to the next tank. */
export const waitsForPapers = (view: DeskView): boolean =>
  view.trace !== null &&
  (view.steps.length === 0 ||
    view.steps.some((s) => s.paused && view.trace!.gates.includes(s.step.id)) ||
    isOnItsWay(view) ||
    (view.lastClosed_s > 0 && view.t_s - view.lastClosed_s < COMES_NEXT_S))
