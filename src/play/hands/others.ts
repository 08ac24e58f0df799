import { unitOf } from '../units.ts'
import { uniform } from '../../sim/index.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import type { NoviceError } from '../level.ts'
import type { Answer } from '../state.ts'
import type { Hand } from '../work.ts'
import { oncePerView } from './hand.ts'
import { noviceInspection, randomInspection } from './inspection.ts'
import { noviceTransfer, randomTransfer } from './transfer.ts'
import { noviceWeek, randomWeek } from './week.ts'
import { sopHand } from './sop.ts'

/** Nobody at the controls. */
export const idleHand: Hand = () => undefined

/** A hand, of itself the SOP's, with one typical error: some slots answered otherwise, or not at all. */
export function noviceHand(error: NoviceError, hand: Hand = sopHand): Hand {
  const inspected = noviceInspection(error)
  const led = noviceWeek(error, hand)
  const transferred = noviceTransfer(error, hand)
  const checked = oncePerView((view) => asIfChecked(view, error))
  return (view, slot) => {
    if (view.inspection) return inspected(view, slot)
    if (view.week) return led(view, slot)
    if (view.transfer) return transferred(view, slot)
    const twist = error.answers.find((a) => a.slot === slot)
    const value = hand(checked(view), slot)
    if (!twist) return value
    if (twist.never) return undefined
    if (twist.instead !== undefined) {
      const step = view.steps.find((s) => slot.startsWith(`${s.step.id}.`))
      const now = step?.settings[slot.slice(step.step.id.length + 1)]
      // A set point is put there and left; an act is done in its place.
      if (now !== undefined) return now === twist.instead ? undefined : twist.instead
      // Where more than a figure is said, the figure is the error.
      if (Array.isArray(value)) return [value[0] as string, twist.instead]
      return value === undefined ? undefined : twist.instead
    }
    return typeof value === 'number' && twist.times !== undefined ? twist.times * value : value
  }
}

/** Who leaves out a check goes on as if it had found nothing: of the room, of a vial, under the microscope. */
function asIfChecked(view: DeskView, error: NoviceError): DeskView {
  const skips = (slot: string): boolean => error.answers.some((a) => a.slot === slot && a.never === true)
  const sees: DeskView['view'] = (name) => {
    const seen = view.view(name)
    if (view.room && name.startsWith('room.') && skips('room.look')) return { t_s: view.t_s, value: 0 }
    // Read, and taken for the right one all the same.
    return view.vial && skips('vial.list') && seen?.value === 1 ? { ...seen, value: 0 } : seen
  }
  const { room } = view
  const goesOn = skips('room.look') || skips('room.second')
  return {
    ...view,
    // Not spread: worked out when it is asked for.
    get review() {
      return view.review
    },
    room: room && goesOn ? { ...room, checked: room.checked || skips('room.second') } : room,
    steps: view.steps.map((step) => (skips(`${step.step.id}.pause`) ? withoutGerms(step) : step)),
    view: sees,
  }
}

const withoutGerms = (step: StepView): StepView =>
  step.assays.includes('gram')
    ? { ...step, counters: step.counters, results: (assay) => (assay === 'gram' ? [] : step.results(assay)) }
    : step

/** Hands that press whatever there is: what they get is what the plant gives by itself. */
export const randomHand: Hand = (view, slot) => {
  if (view.inspection) return randomInspection(view, slot)
  if (view.week) return randomWeek(view, slot)
  if (view.transfer) return randomTransfer(view, slot)
  const dice = (n: number): number => uniform(view.seed, `random.${slot}`, 10 * view.t_s + n)
  const dot = slot.indexOf('.')
  const [place, topic] = [slot.slice(0, dot), slot.slice(dot + 1)]
  if (slot === 'shift.leave') return dice(0) < 0.4 ? 1 : undefined
  if (place === 'alarm') return 1
  if (place === 'reply') return Math.floor(3 * dice(1))
  if (place === 'record') return dice(0) < 0.3 ? [Math.floor(1000 * dice(1)) / 10] : undefined
  if (place === 'call') return dice(0) < 0.01 ? 'oxygenValve' : undefined
  if (place === 'vial') return dice(0) < 0.3 ? (topic === 'take' ? Math.floor(2 * dice(1)) : 1) : undefined
  const step = view.steps.find((s) => s.step.id === place)
  return step ? pressed(step, topic, dice) : undefined
}

function pressed(step: StepView, topic: string, dice: (n: number) => number): Answer | undefined {
  const any = (list: readonly string[]): string | undefined => list[Math.floor(dice(1) * list.length)]
  if (topic === 'look') return dice(0) < 0.1 ? any(step.panels) : undefined
  if (topic === 'assay') {
    const one = any(step.assays)
    return dice(0) < 0.1 && one !== undefined ? [one] : undefined
  }
  const unit = unitOf(step.step)
  const spec = { ...unit.settings, ...unit.acts }[topic]
  if (!spec || dice(0) > 0.02) return undefined
  // Within reach of what is there: a hand turns a knob, it does not tear it off.
  const now = step.settings[topic] ?? spec.value
  const value = now * (0.6 + 0.8 * dice(2))
  return Math.min(spec.max, Math.max(spec.min, value))
}
