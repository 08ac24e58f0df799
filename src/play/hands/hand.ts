import { antibodyOf } from '../../models/index.ts'
import { NOT_APPLICABLE } from '../desk/verbs.ts'
import type { DeskView, StepView } from '../desk/view.ts'
import type { Answer } from '../state.ts'
import type { Hand } from '../work.ts'

/** What one hand does on one unit operation, topic by topic. */
export type UnitHand = Readonly<Record<string, (view: DeskView, step: StepView) => Answer | undefined>>

/** A hand made of what it does on each unit operation, and at the desk. */
export function handOf(
  units: Readonly<Record<string, UnitHand>>,
  desk: Readonly<Record<string, (view: DeskView, topic: string) => Answer | undefined>>,
): Hand {
  return (view, slot) => {
    const [place, topic] = partsOf(slot)
    const at = Object.hasOwn(desk, place) ? desk[place] : undefined
    if (at) return at(view, topic)
    const step = view.steps.find((s) => s.step.id === place)
    const unit = step && units[step.unit]
    return unit && Object.hasOwn(unit, topic) ? unit[topic]!(view, step) : undefined
  }
}

/** Asked at every turn of a hand, of the same few slots. */
const parts = new Map<string, readonly [place: string, topic: string]>()

function partsOf(slot: string): readonly [place: string, topic: string] {
  let known = parts.get(slot)
  if (!known) {
    const dot = slot.indexOf('.')
    parts.set(slot, (known = [slot.slice(0, dot), slot.slice(dot + 1)]))
  }
  return known
}

/** One hand where this holds of the step, another where it does not. */
export function either(is: (step: StepView) => boolean, one: UnitHand, other: UnitHand): UnitHand {
  const topics = new Set([...Object.keys(one), ...Object.keys(other)])
  return Object.fromEntries(
    [...topics].map((topic) => [
      topic,
      (view: DeskView, step: StepView) => (is(step) ? one : other)[topic]?.(view, step),
    ]),
  )
}

/** A set point is touched only when it should stand elsewhere. */
export const set = (step: StepView, topic: string, value: number): number | undefined =>
  Math.abs(step.settings[topic]! - value) > 1e-9 * Math.max(1, Math.abs(value)) ? value : undefined

/** Once a round. */
export const oncePerRound = (view: DeskView, slot: string): boolean => view.today(slot).length === 0

/** The newest result of today's sample. */
export function todays(view: DeskView, step: StepView, assay: string): number | undefined {
  const last = step.results(assay).at(-1)
  return last && last.drawn_s >= view.round * view.roundLength_s ? last.value : undefined
}

/** What a panel shows now, by the trend on the screen. */
export const shownNow = (view: DeskView, step: StepView, panel: string): number | undefined =>
  view.history(`${step.step.id}.${panel}`).at(-1)?.shown ?? undefined

/** By so much a vessel may be fuller than its load cells say: their offset, noise and step. */
export const SCALE_ERR_L = 1

/** Litres of sugar that a day asks for, by what the last days took: 16 mmol/L at this density. */
export const sugarADay_L = (view: DeskView, step: StepView): number =>
  (16 * antibodyOf(view.plant).vessel.workingVolume_L) / step.printed['glcStock']!

/** What the pump really gave of what it was asked, by the scale, since it was last mended; 1 when little was pumped. */
export function pumpGain(view: DeskView, step: StepView): number {
  const mended_s = Math.max(0, ...view.done('call.maintenance').map((d) => d.t + 7200))
  const from_s = Math.max(mended_s, view.t_s - 86_400)
  const over = (panel: string): number => {
    const points = view.history(`${step.step.id}.${panel}`).filter((p) => p.t_s >= from_s)
    return points.length > 1 ? points.at(-1)!.shown! - points[0]!.shown! : 0
  }
  const asked_kg = over('feedTotaliser') * (step.printed['feedDensity'] ?? 1)
  return asked_kg > 1 ? -over('feedScale') / asked_kg : 1
}

/** What the crew is left: at these limits antifoam and a fresh vent; for the oxygen one is called. */
export function nightTiles(view: DeskView, foam: number | 'alarm', vent: number | 'alarm'): Answer | undefined {
  const step = view.steps.find((s) => s.unit === 'culture')
  if (!step || !oncePerRound(view, 'night.orders')) return undefined
  // Where nothing may be turned, the crew is to send for those who mend.
  if (step.step.locked.includes('antifoam')) return ['culture.oxygen', 'alarm', 'none', 0, 'maintenance']
  const dose = (step.printed['antifoamDose']! * view.plant.scale_L) / 2000
  // oxfmt-ignore
  return [
    'culture.foam', foam, 'culture.antifoam', dose, 'nobody',
    'culture.ventPressure', vent, 'culture.ventSwap', 1, 'nobody',
    'culture.oxygen', 'alarm', 'none', 0, 'me',
  ]
}

/** What a hand makes of a view, made once for all slots it is asked about. */
export function oncePerView(made: (view: DeskView) => DeskView): (view: DeskView) => DeskView {
  const kept = new WeakMap<DeskView, DeskView>()
  return (view) => {
    let known = kept.get(view)
    if (!known) kept.set(view, (known = made(view)))
    return known
  }
}

/** pH by which analyser and probe may differ, both being as they should: noise, offset and ten days' drift together. */
export const PROBE_LIES_BY = 0.16

/** The panel that a line due today still needs to be looked at: nobody writes what they have not read. */
export function panelToRead(view: DeskView, step: StepView): string | undefined {
  for (const line of view.lines) {
    if (line.step !== step.step.id) continue
    const isAssay = step.assays.includes(line.panel)
    if (isAssay && todays(view, step, line.panel) === undefined) continue
    if (!view.seenToday(`${line.step}.${line.panel}`)) return line.panel
  }
  return undefined
}

/** Writes what the panel showed when it was last opened. */
export function writeLine(view: DeskView, topic: string): Answer | undefined {
  const line = view.lines.find((l) => l.id === topic)
  const seen = line && view.seenToday(`${line.step}.${line.panel}`)
  if (!seen || seen.value === null) return undefined
  if (line.about !== undefined && !view.done(`${line.step}.${line.about}`).some((d) => Number(d.value) > 0))
    return [NOT_APPLICABLE]
  if (line.hourOf === undefined) return [seen.value]
  const began_s = acidSince(view, line.step)
  return began_s === undefined ? undefined : [seen.value, began_s, 'late']
}

/** By the recorder: since when the hold has been as acid as it is asked to be. */
export function acidSince(view: DeskView, stepId: string): number | undefined {
  const points = view.history(`${stepId}.poolPh`)
  return points.find((p) => p.shown !== null && p.shown <= 3.62)?.t_s
}

/** Line clearance as it is taught: every object under the lamp, what is wrong tagged at once, a second pair of eyes, then clear. */
export function clearRoom(view: DeskView, topic: string): Answer | undefined {
  const { room } = view
  if (!room) return undefined
  if (topic === 'don')
    return room.dress.find((p) => !room.worn.includes(p.id) && p.after.every((first) => room.worn.includes(first)))?.id
  const wrong = room.items.find((item) => view.view(`room.${item.id}`)?.value === 1 && !room.tagged.includes(item.id))
  if (topic === 'tag') return wrong?.id
  if (wrong) return undefined
  const unseen = room.items.find((item) => !view.view(`room.${item.id}`))
  if (topic === 'look') return unseen?.id
  if (unseen) return undefined
  if (topic === 'second') return room.checked ? undefined : 1
  return topic === 'clear' && room.checked ? 1 : undefined
}

/** Labels are read before a bag is connected. */
export function chooseBag(view: DeskView, topic: string): Answer | undefined {
  const unread = view.bags?.find((id) => !view.view(`bag.${id}`))
  if (topic === 'look') return unread
  if (unread !== undefined) return undefined
  return view.bags?.find((id) => (view.view(`bag.${id}`)!.value ?? -1) >= 0)
}

/** A case as it is taught: the people who were there, the cause most speaks for, its test; what acts on it. */
export function investigate(view: DeskView, topic: string): Answer | undefined {
  const board = view.boards.find((b) => b.measure === null)
  if (!board) return undefined
  const unasked = board.facts.find((f) => f.who !== null && f.said === null)
  if (topic === 'ask') return unasked && [board.fault, unasked.who!]
  if (unasked) return undefined
  const speaking = (cause: string): readonly string[] =>
    board.facts.filter((f) => f.speaksFor.includes(cause)).map((f) => f.id)
  const order = [...board.causes].sort((a, b) => speaking(b).length - speaking(a).length)
  // What the test did not find is not it.
  const { tested } = board
  const likely = order.find((cause) => tested?.cause !== cause || tested.found)!
  if (topic === 'test') return tested ? undefined : [board.fault, likely]
  if (!tested) return undefined
  const facts = speaking(likely).slice(0, 3)
  if (topic === 'pin') return board.pinned || facts.length === 0 ? undefined : [board.fault, likely, ...facts]
  const fitting = board.pinned && board.measures.find((m) => m.against.includes(board.pinned!.cause))
  return topic === 'measure' && fitting ? [board.fault, fitting.id] : undefined
}
