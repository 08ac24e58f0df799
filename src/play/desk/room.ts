import type { Refusal } from '../../models/index.ts'
import { uniform } from '../../sim/index.ts'
import type { Level } from '../level.ts'
import type { Answer, Run } from '../state.ts'
import type { RoomState } from './state.ts'

/** Which objects of the room belong to the batch before, and which bag is out of date: drawn by the seed. */
export function drawRoom(level: Level, seed: number): RoomState | null {
  const room = level.work?.room
  if (!room) return null
  const suspects = room.items.filter((item) => item.suspect)
  // One room in five is as it should be.
  const u = uniform(seed, 'room.many', 0)
  const many = u < 0.2 ? 0 : 1 + Math.floor(((u - 0.2) / 0.8) * room.most)
  // The suspects in an order of their own for each seed; the first ones are it.
  const order = suspects
    .map((item, i) => ({ id: item.id, at: uniform(seed, 'room.order', i) }))
    .sort((a, b) => a.at - b.at)
  return {
    wrong: order.slice(0, many).map((o) => o.id),
    tagged: [],
    ...(room.dress && { worn: [] }),
    checked: false,
    cleared: false,
  }
}

export function drawBag(level: Level, seed: number): string | null {
  const bags = level.work?.bags
  return bags ? bags.ids[Math.floor(uniform(seed, 'bags.expired', 0) * bags.ids.length)]! : null
}

const no = (code: string): Refusal => ({ code })

/**
 * Line clearance: `room.look` an object, `room.tag` it, `room.second` a colleague's eyes, `room.clear`; before it, where
 * one has to dress: `room.don` a piece, `room.undress` and begin again.
 */
export function refuseRoom(run: Run, topic: string, value: Answer): Refusal | undefined {
  const state = run.desk!.room
  if (!state) return no('no_such_room')
  if (state.cleared) return no('already_cleared')
  if (topic === 'clear') return undefined
  const { dress = [], items } = run.level.work!.room!
  const { worn = [] } = state
  if (topic === 'undress') return worn.length > 0 ? undefined : no('nothing_worn')
  if (topic === 'don') {
    if (!dress.some((piece) => piece.id === value)) return no('no_such_object')
    return worn.includes(value as string) ? no('already_worn') : undefined
  }
  if (topic === 'second') return state.checked ? no('already_checked') : undefined
  if (topic !== 'look' && topic !== 'tag') return no('unknown_topic')
  const known = items.some((item) => item.id === value)
  if (!known) return no('no_such_object')
  return topic === 'tag' && state.tagged.includes(value as string) ? no('already_tagged') : undefined
}

export function actInRoom(run: Run, topic: string, value: Answer): void {
  const desk = run.desk!
  const state = desk.room!
  const id = value as string
  if (topic === 'look') {
    // What the tag under the lamp says: of this batch (0) or not (1).
    const shown = state.wrong.includes(id) ? 1 : 0
    desk.views[`room.${id}`] = { t_s: run.t_s, value: shown }
    desk.facts.push({ t_s: run.t_s, kind: 'looked', panel: `room.${id}`, shown })
  } else if (topic === 'tag') state.tagged.push(id)
  else if (topic === 'don') state.worn!.push(id)
  else if (topic === 'undress') state.worn!.length = 0
  else if (topic === 'second') {
    state.checked = true
    // The second pair of eyes has a blind spot of its own: one missed object in two is seen.
    const missed = missing(state).filter((_, i) => uniform(run.seed, 'room.second', i) < 0.5)
    state.tagged.push(...missed)
    desk.facts.push({ t_s: run.t_s, kind: 'checked', found: missed.length })
  } else {
    state.cleared = true
    spoil(run, missing(state))
    desk.facts.push({ t_s: run.t_s, kind: 'cleared', missed: missing(state).length, tagged: wronglyTagged(state) })
  }
}

const missing = (state: RoomState): readonly string[] => state.wrong.filter((id) => !state.tagged.includes(id))
const wronglyTagged = (state: RoomState): number => state.tagged.filter((id) => !state.wrong.includes(id)).length

/** The first piece that was put on too early, or is not worn at all; undefined: dressed as one should be. */
export function dressFault({ level, desk }: Pick<Run, 'level' | 'desk'>): string | undefined {
  const { worn = [] } = desk!.room!
  const { dress = [] } = level.work!.room!
  const early = worn.find((id, i) =>
    dress.find((p) => p.id === id)!.after.some((first) => !worn.slice(0, i).includes(first)),
  )
  return early ?? dress.find((p) => !worn.includes(p.id))?.id
}

/** What was left in the room comes back in the batch as its cause. */
function spoil(run: Run, left: readonly string[]): void {
  const room = run.level.work!.room!
  for (const item of room.items) if (left.includes(item.id)) multiply(run, room.step, item.factors)
}

function multiply(run: Run, stepId: string, factors: Readonly<Record<string, number>>): void {
  const running = run.running.find((r) => run.level.steps[r.index]!.id === stepId)
  if (!running || Object.keys(factors).length === 0) return
  const changed = Object.entries(factors).map(([id, f]) => [id, running.parameters[id]! * f])
  running.parameters = { ...running.parameters, ...Object.fromEntries(changed) }
}

/** `bag.look` a label, `bag.connect` a bag. */
export function refuseBag(run: Run, topic: string, value: Answer): Refusal | undefined {
  const bags = run.level.work!.bags
  if (!bags) return no('no_such_bag')
  if (topic !== 'look' && topic !== 'connect') return no('unknown_topic')
  if (typeof value !== 'string' || !bags.ids.includes(value)) return no('no_such_bag')
  if (topic === 'look') return undefined
  if (run.desk!.bag !== null) return no('already_connected')
  // On the first level the clip does not close: read the date.
  return bags.refuses && run.desk!.expiredBag === value ? no('out_of_date') : undefined
}

export function actOnBag(run: Run, topic: string, value: Answer): void {
  const desk = run.desk!
  const id = value as string
  const expired = desk.expiredBag === id
  if (topic === 'look') {
    // Days that are left by the label.
    const shown = expired ? -1 : run.level.work!.bags!.goodFor_d
    desk.views[`bag.${id}`] = { t_s: run.t_s, value: shown }
    desk.facts.push({ t_s: run.t_s, kind: 'looked', panel: `bag.${id}`, shown })
    return
  }
  desk.bag = id
  if (expired) multiply(run, run.level.work!.bags!.step, run.level.work!.bags!.factors)
  desk.facts.push({ t_s: run.t_s, kind: 'connected', bag: id, expired })
}

/** Nothing is fed from a bag that is not there, nor in a room that nobody has cleared. */
export function refuseFeed(run: Run, stepId: string, topic: string, value: Answer): Refusal | undefined {
  if (topic !== 'feed' && !(topic === 'feedRate' && typeof value === 'number' && value > 0)) return undefined
  const { room, bags } = run.level.work!
  if (room?.step === stepId && !run.desk!.room!.cleared) return no('room_not_cleared')
  return bags?.step === stepId && run.desk!.bag === null ? no('no_bag') : undefined
}
