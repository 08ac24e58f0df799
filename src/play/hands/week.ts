import { uniform } from '../../sim/index.ts'
import type { DeskView } from '../desk/view.ts'
import type { NoviceError } from '../level.ts'
import type { Answer, Decision } from '../state.ts'
import type { PairView, TaskView, WeekView } from '../week/view.ts'
import { BEFORE_PLAN_S, forecast, worthOfForecast } from '../week/forecast.ts'
import { slotsOfWeek } from '../week/view.ts'
import type { Hand } from '../work.ts'

/** A week led: one thing to do next, from what the board shows and nothing else. */

/** By whose hands a task can be begun now, without crossing from one zone into another. */
const handsFor = (view: WeekView, task: TaskView): readonly PairView[] =>
  view.pairs.filter(
    (p) => p.there && p.at === null && p.suites.includes(task.suite) && (p.zone === null || p.zone === task.spec.zone),
  )

const canBegin = (task: TaskView): boolean =>
  task.state === 'ready' && task.taken.length === 0 && task.missing.length === 0 && task.clear

/** Somebody could begin it today, if it came then. */
function beginsToday(view: WeekView, suite: string, from_s: number, zone: string): boolean {
  return view.pairs.some(
    (p) => !p.ill && p.suites.includes(suite) && (p.zone === null || p.zone === zone) && from_s < p.shift_s[1],
  )
}

interface Leading {
  /** Tasks in the order in which they are thought of. */
  order(view: WeekView): readonly TaskView[]
  /** Looks before it answers. */
  readonly looks: boolean
  /** Thinks of what comes after, and of who should be there for it. */
  readonly ahead: boolean
  /** Not before this second of what the plan has; null: as soon as it is there. */
  planned(task: TaskView): number
}

/** What is to be done now, matter by matter: none waits for another that is somebody else's to decide. */
function led(view: WeekView, how: Leading): ReadonlyMap<string, Answer> {
  const next = new Map<string, Answer>()
  for (const i of view.incidents) {
    if (i.answered !== null || i.replies === 0) continue
    const reply = how.looks ? i.fitting : i.procedure
    if (how.looks && i.canLook) next.set(`check.${i.id}`, 1)
    else if (reply !== null) next.set(`answer.${i.id}`, reply)
  }
  const test = view.tests.find((t) => t.state === 'sample')
  if (test) next.set(`lab.${test.id}`, 1)
  const today = how.ahead && view.t_s % DAY < MORNING_S ? betterRoster(view, 0) : undefined
  if (today) return next.set(today.slot, today.value)
  const sent = new Set<string>()
  const used = new Set<string>()
  for (const task of how.order(view)) {
    if (!canBegin(task) || task.spec.needs.some((n) => used.has(n))) continue
    if (task.spec.due_s !== null && view.t_s < how.planned(task)) continue
    const free = handsFor(view, task).filter((p) => !sent.has(p.id))
    const [pair] = free.sort((x, y) => fit(y, task) - fit(x, task))
    if (!pair) continue
    if (how.ahead && task.spec.soon && (task.holdEnds_s ?? Infinity) > view.t_s + DAY) {
      const { tasks } = view
      const after = tasks[tasks.indexOf(task) + 1]!
      const there_s = view.t_s + task.spec.plan_s + 3600
      if (!beginsToday(view, task.suite, there_s, after.spec.zone)) continue
    }
    next.set(`${task.suite}.${task.id}`, pair.id)
    sent.add(pair.id)
    for (const n of task.spec.needs) used.add(n)
  }
  const { room, lastIn, canClean, clean } = view.changeover
  // Cleaned when what was filled there is in its vials, and something else is still to come.
  const others = view.tasks.some((t) => t.spec.needs.includes(room) && t.suite !== lastIn && t.begun_s === null)
  const cleaner = view.pairs.find((p) => p.there && p.at === null && !sent.has(p.id))
  if (lastIn !== null && others && canClean && !clean && cleaner) next.set(`clean.${room}`, cleaner.id)
  const tomorrow = how.ahead && next.size === 0 ? betterRoster(view, 1) : undefined
  return tomorrow ? next.set(tomorrow.slot, tomorrow.value) : next
}

const DAY = 86_400

/** Who should come late today, or tomorrow, so that the plan's own durations come out best. */
function betterRoster(view: WeekView, days: 0 | 1): Decision | undefined {
  const day = Math.floor(view.t_s / DAY) + days
  if (day >= view.roster.length) return undefined
  const worth = (late: readonly string[]): number => worthOfForecast(view, forecast(view, late))
  const now = worth(view.roster)
  const free = view.pairs.filter((p) => p.id !== view.roster[day] && (days === 1 || (p.there && p.at === null)))
  const others = free.map(({ id }) => ({ id, worth: worth(view.roster.map((x, i) => (i === day ? id : x))) }))
  const best = others.reduce((a, b) => (b.worth > a.worth ? b : a), { id: '', worth: now + 1 })
  return best.id === '' ? undefined : { slot: days === 0 ? 'roster.today' : 'roster.tomorrow', value: best.id }
}

/** Who is in the zone already first; then who can do least else. */
const fit = (pair: PairView, task: TaskView): number => (pair.zone === task.spec.zone ? 10 : 0) - pair.suites.length

const inOrder = (view: WeekView): readonly TaskView[] => view.tasks

/** What ages first. */
const byHold = (view: WeekView): readonly TaskView[] => {
  const left = (t: TaskView): number => (t.holdEnds_s ?? view.hours_s + 3600) - view.t_s
  return [...view.tasks].sort((a, b) => left(a) - left(b))
}

const SOP: Leading = { order: inOrder, looks: false, ahead: false, planned: (t) => t.spec.due_s! }
const EXPERT: Leading = {
  order: byHold,
  looks: true,
  ahead: true,
  planned: (t) => (t.spec.ends === null ? 0 : t.spec.due_s! - BEFORE_PLAN_S),
}
/** Before anybody has begun. */
const MORNING_S = 1800

/** Thought once for a board, though each of its slots asks. */
const acting = (plan: (view: WeekView) => ReadonlyMap<string, Answer>): Hand => {
  const thought = new WeakMap<WeekView, ReadonlyMap<string, Answer>>()
  return ({ week }, slot) => {
    if (!week) return undefined
    const next = thought.get(week) ?? plan(week)
    thought.set(week, next)
    return next.get(slot)
  }
}

export const sopWeek: Hand = acting((view) => led(view, SOP))
export const expertWeek: Hand = acting((view) => led(view, EXPERT))

/** A hand with one error: what is left out does not hold up the rest, what is answered is answered otherwise. */
export const noviceWeek = ({ answers }: NoviceError, hand: Hand): Hand => {
  const left = (slot: string): boolean => answers.some((a) => a.slot === slot && a.never === true)
  const asLeft = (week: WeekView): WeekView => {
    const { changeover } = week
    const unclean = left(`clean.${changeover.room}`)
    return {
      ...week,
      tests: week.tests.map((t) => (left(`lab.${t.id}`) ? { ...t, state: 'none' as const } : t)),
      tasks: week.tasks.map((t) => ({
        ...t,
        missing: t.missing.filter((id) => !left(`lab.${id}`)),
        clear: t.clear || unclean,
        ...(left(`${t.suite}.${t.id}`) && { state: 'before' as const }),
      })),
      changeover: { ...changeover, canClean: changeover.canClean && !unclean },
    }
  }
  const seen = new WeakMap<WeekView, WeekView>()
  return (view, slot) => {
    const week = view.week!
    const mine = seen.get(week) ?? asLeft(week)
    seen.set(week, mine)
    const value = hand(Object.create(view, { week: { value: mine } }) as DeskView, slot)
    const twist = answers.find((a) => a.slot === slot && a.instead !== undefined)
    return value !== undefined && twist ? twist.instead : value
  }
}

export const randomWeek: Hand = (view, slot) => {
  const week = view.week!
  const dice = (n: number): number => uniform(view.seed, `random.${slot}`, 10 * view.t_s + n)
  const pair = week.pairs[Math.floor(week.pairs.length * dice(1))]!.id
  const place = slot.slice(0, slot.indexOf('.'))
  if (slot === 'shift.leave') return dice(0) < 0.1 ? 1 : undefined
  if (dice(0) > 0.15) return undefined
  if (place === 'lab' || place === 'check') return 1
  return place === 'answer' ? Math.floor(3 * dice(2)) : pair
}

/** Ways through the week without thinking. */
const only = (choose: (view: WeekView, slot: string) => Answer | undefined): Hand =>
  acting((view) => {
    for (const slot of slotsOfWeek(view)) {
      const value = choose(view, slot)
      if (value !== undefined) return new Map([[slot, value]])
    }
    return new Map()
  })

const pressed = (reply: number): Hand =>
  only((view, slot) => {
    const place = slot.slice(0, slot.indexOf('.'))
    if (place === 'answer') return reply
    const free = view.pairs.find((p) => p.there && p.at === null && p.suites.includes(place))
    return free && view.tasks.some((t) => slot === `${t.suite}.${t.id}` && t.taken.length === 0) ? free.id : undefined
  })

export const weekBots: Readonly<Record<string, Hand>> = {
  callsQuality: only((_, slot) => (slot.startsWith('lab.') || slot.startsWith('check.') ? 1 : undefined)),
  recipeOnly: acting((view) =>
    led({ ...view, incidents: [], tests: [], tasks: view.tasks.map((t) => ({ ...t, missing: [] })) }, SOP),
  ),
  handsOff: only((_, slot) => (slot.startsWith('answer.') ? 0 : undefined)),
  alarmsOnly: only((_, slot) => (slot.startsWith('answer.') ? 1 : undefined)),
  firstReply: pressed(0),
  cautiousReply: pressed(1),
}
