import { type DeskView, deskView } from '../desk/view.ts'
import type { Level } from '../level.ts'
import { advanceTo, apply, isOver, type Policy, startRun } from '../run.ts'
import { unitOf } from '../units.ts'
import { type Answer, whoDecides } from '../state.ts'
import type { Hand, Timed } from '../work.ts'
import { sopHand } from './sop.ts'

/**
 * A record as a policy, for runs in which something else went otherwise. Most of it stays as it was, at its seconds. But
 * what a procedure reckons from the day's readings, or asks for when something rings, was an answer to a situation: it is
 * kept as a share of what the SOP would have asked for then. Who gave the sugar the SOP asks for gives it here too,
 * though it is more; who let an alarm ring lets it ring; and what this record never met is left to the SOP.
 */
export interface Recorded {
  readonly answers: Hand
  isAnswer(slot: string): boolean
}

const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  culture: ['feedRate', 'glucose', 'antifoam', 'ventSwap'],
}
const CALL = 'call.maintenance'

/** Slots that answer a situation of the day: a reading, an alarm. */
export const answersOf = (level: Level): readonly string[] => [
  CALL,
  ...level.steps.flatMap((s) => (s.mode === 'play' ? (ANSWERS[s.unit] ?? []).map((topic) => `${s.id}.${topic}`) : [])),
]

/** `own`: the slots in which it is asked; of the others it need not be known what the SOP would have said. */
export function recorded(
  level: Level,
  seed: number,
  log: readonly Timed[],
  crew: Policy,
  own: ReadonlySet<string>,
): Recorded {
  const { length_s } = level.work!.rounds
  const situations = [
    CALL,
    ...level.steps.flatMap((s) =>
      s.mode === 'play' ? (ANSWERS[s.unit] ?? []).map((topic) => `${s.id}.${topic}`) : [],
    ),
  ]
  // Beside a skid work is by the minute: there a record is kept by its seconds, and no day's answer stands for it.
  const bySkid = level.steps.some((s) => s.skid)
  const slots = new Set(bySkid ? [] : situations.filter((slot) => own.has(slot)))
  const isAnswer = (slot: string): boolean => slots.has(slot)

  const given = new Map<string, Answer>()
  for (const { t, slot, value } of log) {
    if (!isAnswer(slot)) continue
    const key = `${slot} ${Math.floor(t / length_s)}`
    const before = given.get(key)
    const adds = typeof before === 'number' && typeof value === 'number' && isAct(level, slot)
    given.set(key, adds ? before + value : value)
  }

  // What the SOP would have asked for in the record's own run: each morning, and before each of its decisions.
  const then = new Map<string, Answer>()
  const run = startRun(level, seed)
  const note = (): void => {
    const view = deskView(run, true)
    for (const slot of slots) {
      const key = `${slot} ${view.round}`
      const wanted = then.has(key) ? undefined : askedFor(view, slot)
      if (wanted !== undefined) then.set(key, wanted)
    }
  }
  for (const d of slots.size ? log : []) {
    for (let day = Math.floor(run.t_s / length_s) + 1; day * length_s < d.t && !isOver(run); day++) {
      advanceTo(run, day * length_s, crew)
      note()
    }
    if (!isOver(run)) advanceTo(run, d.t, crew)
    if (isOver(run)) break
    note()
    apply(run, d, whoDecides(d.slot))
  }

  const answers: Hand = (view, slot) => {
    if (!isAnswer(slot) || view.today(slot).length > 0) return undefined
    const key = `${slot} ${view.round}`
    const [mine, wanted, now] = [given.get(key), then.get(key), askedFor(view, slot)]
    if (mine === undefined) return wanted === undefined ? now : undefined
    if (typeof mine !== 'number' || typeof wanted !== 'number' || wanted === 0) return mine
    return typeof now === 'number' ? (now * mine) / wanted : undefined
  }
  return { answers, isAnswer }
}

function isAct(level: Level, slot: string): boolean {
  const dot = slot.indexOf('.')
  const step = level.steps.find((s) => s.id === slot.slice(0, dot))
  return step !== undefined && Object.hasOwn(unitOf(step).acts, slot.slice(dot + 1))
}

/** The SOP's answer to what is on the desk now, whatever has been done about it already. */
function askedFor(view: DeskView, slot: string): Answer | undefined {
  const steps = view.steps.map((s) => ({ ...s, settings: nowhere(s.settings) }))
  return sopHand({ ...view, steps, today: () => [] }, slot)
}

/** No set point stands where the SOP wants it. */
const nowhere = (settings: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.keys(settings).map((id) => [id, Infinity]))
