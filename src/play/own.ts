import { type DeskView, deskView } from './desk/view.ts'
import type { Level } from './level.ts'
import { type Policy, query, startRun, type Watch } from './run.ts'
import type { Answer, Run } from './state.ts'
import { type Hand, isPromptly, keyOf, openSlots, type Timed, workThrough } from './work.ts'

/** Where minutes count: done so much later than it was called for, it is another decision. */
const LATE_S = 600

/** Something called for that has not been done yet. */
interface Wanted {
  readonly key: string
  readonly since_s: number
  readonly round: number
}

/**
 * A log played once more with the expert looking over the shoulder: the decisions in which the player did otherwise than
 * the expert would have done there, seeing what the player saw. Done otherwise, not done, or done much too late. What the
 * expert would have answered alike is no decision of the player's own, though it is another figure than in the expert's
 * lot: the acid that another pool asks for, the cut of another peak.
 */
export function ownDecisions(
  level: Level,
  seed: number,
  log: readonly Timed[],
  expert: Hand,
  crew: Policy,
  watch?: Watch,
): { readonly run: Run; readonly own: ReadonlySet<string> } {
  const own = new Set<string>()
  const wanted = new Map<string, Wanted>()
  const left = (slot: string): void => {
    const before = wanted.get(slot)
    if (before) own.add(before.key)
    wanted.delete(slot)
  }
  const run = startRun(level, seed)
  /** Asks the expert about a slot, and keeps in mind what is to be done. */
  const look = (view: DeskView, slot: string): void => {
    const value = expert(view, slot)
    const key = value === undefined || query(run, { slot, value }) ? null : keyOf(slot, value)
    if (wanted.get(slot) && wanted.get(slot)!.key !== key) left(slot)
    if (key === null) return
    const { since_s, round } = wanted.get(slot) ?? { since_s: view.t_s, round: view.round }
    if (round !== view.round || (isPromptly(view, slot) && view.t_s - since_s > LATE_S)) own.add(key)
    else wanted.set(slot, { key, since_s, round })
  }
  /** What was to be done and cannot be done any more was left out. */
  const lookRound = (slots: readonly string[]): void => {
    for (const slot of wanted.keys()) if (!slots.includes(slot)) left(slot)
  }
  let looked: DeskView | null = null
  const looksOn: Hand = (view, slot) => {
    if (looked !== view) lookRound(openSlots(run, view))
    looked = view
    look(view, slot)
    return undefined
  }
  const before = (d: Timed): void => {
    const view = deskView(run)
    const slots = openSlots(run, view)
    lookRound(slots)
    // Further down somebody who works as the expert does has not looked yet.
    for (const slot of slots.slice(0, slots.indexOf(d.slot) + 1)) look(view, slot)
    if (!isAlike(expert(view, d.slot), d.value)) own.add(keyOf(d.slot, d.value))
    wanted.delete(d.slot)
  }
  workThrough(run, looksOn, { crew, watch, fixed: log, before })
  for (const slot of wanted.keys()) left(slot)
  return { run, own }
}

export const isAlike = (a: Answer | undefined, b: Answer | undefined): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && a.length === b.length && a.every((x, i) => x === b[i]))
