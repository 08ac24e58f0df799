import { unitOf } from '../units.ts'
import type { DeskView } from '../desk/view.ts'
import { repliesInTurn } from '../replies.ts'
import type { Answer } from '../state.ts'
import type { Hand } from '../work.ts'
import { oncePerView } from './hand.ts'
import { inspectionBots } from './inspection.ts'
import { transferBots } from './transfer.ts'
import { weekBots } from './week.ts'
import { sopHand } from './sop.ts'

/**
 * Shortcuts: ways to get through a level without thinking. Each is as good at the rest of the work as the printed recipe
 * allows, so that what fails it is the shortcut. Every level from the second of a plant on must fail them all.
 */

const split = (slot: string): readonly [place: string, topic: string] => {
  const dot = slot.indexOf('.')
  return [slot.slice(0, dot), slot.slice(dot + 1)]
}

const isRinging = (view: DeskView): boolean => view.alarms.some((a) => a.state !== 'normal')

/** Does this slot move the plant: a set point or an act of a running step? */
function movesPlant(view: DeskView, slot: string): boolean {
  const [place, topic] = split(slot)
  const step = view.steps.find((s) => s.step.id === place)
  if (!step) return false
  const unit = unitOf(step.step)
  return Object.hasOwn(unit.settings, topic) || Object.hasOwn(unit.acts, topic)
}

/** What the SOP hand would do if nothing rang. */
const calm = (view: DeskView, slot: string): Answer | undefined => sopHand(silent(view), slot)
const silent = oncePerView((view) => ({
  ...view,
  // Not spread: worked out when it is asked for.
  get review() {
    return view.review
  },
  alarms: view.alarms.map((a) => ({ ...a, state: 'normal' })),
}))

/** The recipe; whatever is the matter, and every morning besides, quality is called and nothing else is done. */
const callsQuality: Hand = (view, slot) => {
  if (slot === 'call.qa') {
    const today = view.today(slot).length
    return today === 0 || (isRinging(view) && today < 3) ? 'oxygen' : undefined
  }
  // What a lead does to a probe, and what is answered to a question, is theirs too.
  if (slot.startsWith('call.') || slot.startsWith('case.') || slot.endsWith('.standardise')) return undefined
  if (slot.startsWith('reply.')) return cautiousReply(view, slot)
  return slot.startsWith('alarm.') ? 1 : calm(view, slot)
}

/** The recipe to the letter; alarms, differences between instruments and lines of the record are somebody else's. */
const recipeOnly: Hand = (view, slot) => {
  const [place, topic] = split(slot)
  if (['alarm', 'call', 'record', 'case', 'night'].includes(place) || topic === 'look') return undefined
  return calm(view, slot)
}

/** Samples, reads, writes, calls as the SOP does; leaves every set point and valve as it was found. */
const handsOff: Hand = (view, slot) => (movesPlant(view, slot) ? undefined : sopHand(view, slot))

/** Fast forward to the next alarm; does what the SOP says to it, and goes home again. */
const alarmsOnly: Hand = (view, slot) => {
  const [place, topic] = split(slot)
  if (place === 'shift') return isRinging(view) ? sopHand(view, slot) : 1
  if (!isRinging(view)) return undefined
  if (['power', 'antifoam'].includes(topic) || ['alarm', 'call'].includes(place)) return sopHand(view, slot)
  return undefined
}

/** The recipe, and to whoever asks the reply that is on top. */
const firstReply: Hand = (view, slot) => {
  const question = view.questions.find((q) => slot === `reply.${q.id}`)
  return question ? repliesInTurn(view.seed, question.id, question.replies.length)[0] : recipeOnly(view, slot)
}

/** The recipe, and to whoever asks the reply that leaves it to somebody else. */
const cautiousReply: Hand = (view, slot) => {
  const question = view.questions.find((q) => slot === `reply.${q.id}`)
  return question ? question.replies.findIndex((r) => r.quality === 'acceptable') : recipeOnly(view, slot)
}

const bots: Readonly<Record<string, Hand>> = {
  callsQuality,
  recipeOnly,
  handsOff,
  alarmsOnly,
  firstReply,
  cautiousReply,
}

export const shortcutBots: Readonly<Record<string, Hand>> = Object.fromEntries(
  Object.keys(bots).map((id): [string, Hand] => [
    id,
    (view, slot) => {
      const mine = view.inspection ? inspectionBots : view.week ? weekBots : view.transfer ? transferBots : bots
      return mine[id]!(view, slot)
    },
  ]),
)
