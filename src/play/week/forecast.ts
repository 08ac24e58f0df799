/** A week reckoned with the plan's own durations: what anybody could work out with a pencil. No model is asked. */

import type { PairView, TaskView, WeekView } from './view.ts'

const STEP_S = 900
const DAY = 86_400
/** The second filling of another product: cleaned, swabbed, read. */
const AFTER_OTHER_S = 5 * 3600
/** Some minutes until somebody begins, and the set-up before it. */
const AROUND_S = 600

export interface Forecast {
  /** When each task would be over; none: not within the week. */
  readonly done_s: Readonly<Record<string, number>>
  /** Hours over validated holds, and hours that what does not keep would wait. */
  readonly over_h: number
  readonly waits_h: number
}

interface Hands {
  readonly pair: PairView
  free_s: number
  zone: string | null
}

/** Goes on from now as everybody would, with this roster: `late` by day. */
export function forecast(view: WeekView, late: readonly string[], wise = true): Forecast {
  const done_s: Record<string, number> = {}
  const begun = new Set<string>()
  let over_h = 0
  let waits_h = 0
  const hands: Hands[] = view.pairs.map((pair) => ({ pair, free_s: view.t_s, zone: pair.zone }))
  for (const t of view.tasks) {
    if (t.begun_s === null) continue
    begun.add(t.id)
    done_s[t.id] = t.done_s ?? Math.max(view.t_s, t.begun_s + view.setUp_s + t.spec.plan_s)
    const at = hands.find((h) => h.pair.at === t.id)
    if (at) at.free_s = t.begun_s + view.setUp_s + (t.spec.hands_s ?? t.spec.plan_s)
  }
  const results = new Map(view.tests.map((t) => [t.id, t.due_s]))
  const { tasks } = view
  const before = (t: TaskView): TaskView | null => {
    const i = tasks.indexOf(t)
    return tasks[i - 1]?.suite === t.suite ? tasks[i - 1]! : null
  }
  const ready_s = (t: TaskView): number => {
    const b = before(t)
    const came_s = b === null ? 0 : (done_s[b.id] ?? Infinity)
    const tested_s = t.spec.tests.map((id) => {
      const due_s = results.get(id)
      const { takes_s, of } = view.tests.find((x) => x.id === id)!
      return due_s ?? (of === null ? view.t_s : (done_s[of] ?? Infinity)) + takes_s
    })
    const others = tasks.filter(
      (o) => o.suite !== t.suite && t.spec.needs.some((n) => n === view.changeover.room && o.spec.needs.includes(n)),
    )
    const room_s = others.map((o) => (begun.has(o.id) ? (done_s[o.id] ?? 0) + AFTER_OTHER_S : 0))
    return Math.max(came_s, t.spec.from_s, earliest_s(t), ...tested_s, ...room_s)
  }
  for (let t_s = view.t_s; t_s < view.hours_s; t_s += STEP_S) {
    const day = Math.floor(t_s / DAY)
    if (t_s % DAY >= view.late_s[1]) continue
    const isToday = day === Math.floor(view.t_s / DAY)
    for (const h of hands) if (!isToday && t_s % DAY < STEP_S) h.zone = null
    const lateOne = late[Math.min(day, late.length - 1)]
    const shift = (id: string): readonly [number, number] => (id === lateOne ? view.late_s : view.early_s)
    const ends_s = (id: string): number => day * DAY + shift(id)[1]
    const isThere = (h: Hands): boolean =>
      !(isToday && h.pair.ill) && t_s % DAY >= shift(h.pair.id)[0] && t_s < ends_s(h.pair.id)
    const inTurn = tasks
      .filter((t) => !begun.has(t.id) && ready_s(t) <= t_s)
      .map((t) => ({
        t,
        left: t.holdEnds_s ?? (t.spec.hold_s === null ? view.hours_s + 3600 : ready_s(t) + t.spec.hold_s),
      }))
      .sort((a, b) => a.left - b.left)
    for (const { t, left } of inTurn) {
      const isFree = (h: Hands): boolean =>
        isThere(h) && h.free_s <= t_s && h.pair.suites.includes(t.suite) && (h.zone === null || h.zone === t.spec.zone)
      const [who] = hands.filter(isFree).sort((a, b) => a.pair.suites.length - b.pair.suites.length)
      if (!who) continue
      const end_s = t_s + AROUND_S + view.setUp_s + t.spec.plan_s
      if (wise && t.spec.soon && left > t_s + DAY) {
        const next = tasks[tasks.indexOf(t) + 1]!
        const canGoOn = hands.some(
          (h) =>
            !(isToday && h.pair.ill) &&
            h.pair.suites.includes(t.suite) &&
            end_s < ends_s(h.pair.id) &&
            (h.zone === null || h.zone === next.spec.zone || h === who),
        )
        if (!canGoOn) continue
      }
      begun.add(t.id)
      done_s[t.id] = end_s
      const b = before(t)
      if (b?.spec.soon) waits_h += Math.max(0, t_s - done_s[b.id]!) / 3600
      over_h += Math.max(0, t_s + view.setUp_s - left) / 3600
      who.free_s = Math.min(ends_s(who.pair.id), t_s + view.setUp_s + (t.spec.hands_s ?? t.spec.plan_s))
      if (t.spec.zone !== 'safe') who.zone = t.spec.zone
    }
  }
  return { done_s: Object.fromEntries(Object.entries(done_s).filter(([, s]) => s <= view.hours_s)), over_h, waits_h }
}

/** Cells are taken a little before the plan's hour, while what they made still works. */
export const BEFORE_PLAN_S = 18 * 3600
const earliest_s = (t: TaskView): number =>
  t.spec.due_s === null || t.spec.ends === null ? 0 : t.spec.due_s - BEFORE_PLAN_S

/** Lots that come to their vials, then holds that are kept, then hours. */
export function worthOfForecast(view: WeekView, { done_s, over_h, waits_h }: Forecast): number {
  const lasts = view.tasks.filter((t, i) => view.tasks[i + 1]?.suite !== t.suite)
  const late_h = lasts.reduce((sum, t) => sum + ((done_s[t.id] ?? view.hours_s + 48 * 3600) - view.t_s) / 3600, 0)
  const missed = view.tasks.filter((t) => done_s[t.id] === undefined).length
  return -100 * missed - 40 * over_h - 2 * waits_h - 0.1 * late_h
}
