/** A week of a house: who is there, what is begun, what the laboratory works on, what comes between. */

import { uniform } from '../../sim/index.ts'
import type { Refusal } from '../../models/index.ts'
import type { Incident, IncidentVariant, Level, Suite, Task, Week, WeekTest } from '../level.ts'
import type { Answer, Run } from '../state.ts'
import type { IncidentState, Job, OrderedTest, SuiteInput, WeekState } from './state.ts'
import { type Bench, settledSuite, startOf } from './suite.ts'

const MINUTE = 60
const DAY = 86_400
/** The week is looked at so often: what ends in between is known then. */
const LOOK_S = 300

/** What the manager's own acts take: a pair called in and told, a form for the laboratory, a roster. */
export const WEEK_S = {
  begin: 5 * MINUTE,
  clean: 5 * MINUTE,
  order: 3 * MINUTE,
  roster: 2 * MINUTE,
  answer: 4 * MINUTE,
} as const

export const weekOf = (level: Level): Week => level.work!.week!
const suiteOf = (week: Week, id: string): Suite | undefined => week.suites.find((s) => s.id === id)
export const taskOf = (week: Week, id: string): Task | undefined =>
  week.suites.flatMap((s) => s.tasks).find((t) => t.id === id)
export const suiteOfTask = (week: Week, id: string): Suite => week.suites.find((s) => s.tasks.some((t) => t.id === id))!
export const CLEANING = 'cleaning'

export function newWeek(level: Level, seed: number): WeekState {
  const week = weekOf(level)
  const drawn = (incident: Incident): number => {
    const all = incident.variants.reduce((sum, v) => sum + v.weight, 0)
    let left = all * uniform(seed, `week.${incident.id}`, 0)
    return Math.max(
      0,
      incident.variants.findIndex((v) => (left -= v.weight) < 0),
    )
  }
  const none = (): IncidentState => ({ variant: 0, begins_s: null, looked_s: null, answered_s: null, reply: null })
  return {
    inputs: Object.fromEntries(week.suites.map((s) => [s.id, []])),
    closed: Object.fromEntries(week.suites.map((s) => [s.id, []])),
    jobs: [],
    begun_s: {},
    done_s: {},
    late: [...week.late],
    lab: [],
    unclear: [],
    lastIn: null,
    cleaned_s: null,
    incidents: Object.fromEntries(week.incidents.map((i) => [i.id, { ...none(), variant: drawn(i) }])),
  }
}

export const isOpenWeek = (run: Run): boolean => run.desk?.week !== undefined && run.t_s < weekOf(run.level).hours_s

const dayOf = (t_s: number): number => Math.floor(t_s / DAY)
export const variantOf = (run: Run, incident: Incident): IncidentVariant =>
  incident.variants[run.desk!.week!.incidents[incident.id]!.variant]!

export const lateOn = (state: WeekState, day: number): string => state.late[Math.min(day, state.late.length - 1)]!
export const isLate = (state: WeekState, pair: string, t_s: number): boolean => lateOn(state, dayOf(t_s)) === pair

export function isIll(run: Run, pair: string, t_s: number): boolean {
  return weekOf(run.level).incidents.some((i) => {
    const { begins_s } = run.desk!.week!.incidents[i.id]!
    return begins_s !== null && dayOf(begins_s) === dayOf(t_s) && variantOf(run, i).ill === pair
  })
}

/** Seconds of the day between which a pair is there. */
export const shiftOf = (week: Week, state: WeekState, pair: string, t_s: number): readonly [number, number] => {
  const [from, to] = isLate(state, pair, t_s) ? week.late_s : week.early_s
  const morning_s = dayOf(t_s) * DAY
  return [morning_s + from, morning_s + to]
}

export function isThere(run: Run, pair: string): boolean {
  const [from, to] = shiftOf(weekOf(run.level), run.desk!.week!, pair, run.t_s)
  return run.t_s >= from && run.t_s < to && !isIll(run, pair, run.t_s)
}

/** What a pair is at; null: they are free, or gone home: the night's supervisor watches what runs. */
export function jobOf(run: Run, pair: string): Job | null {
  const state = run.desk!.week!
  const job = state.jobs.filter((j) => j.pair === pair).at(-1)
  if (!job || dayOf(job.from_s) !== dayOf(run.t_s)) return null
  const [, to] = shiftOf(weekOf(run.level), state, pair, job.from_s)
  if (run.t_s >= to) return null
  const isOver = job.hands_s === null ? isDone(state, job) : run.t_s >= job.from_s + job.hands_s
  return isOver ? null : job
}

const isDone = (state: WeekState, { what }: Job): boolean => state.done_s[what] !== undefined

/** Where a pair has been today, if it is a place one does not leave for another; null: nowhere yet. */
export const zoneOf = (run: Run, pair: string): string | null =>
  zoneIn(
    run,
    run.desk!.week!.jobs.filter((j) => j.pair === pair && dayOf(j.from_s) === dayOf(run.t_s)),
  )

/** The same, before a job of that day. */
export const zoneBefore = (run: Run, job: Job): string | null => {
  const { jobs } = run.desk!.week!
  const earlier = jobs.slice(0, jobs.indexOf(job))
  return zoneIn(
    run,
    earlier.filter((j) => j.pair === job.pair && dayOf(j.from_s) === dayOf(job.from_s)),
  )
}

function zoneIn(run: Run, jobs: readonly Job[]): string | null {
  for (const job of [...jobs].reverse()) {
    const zone = taskOf(weekOf(run.level), job.what)?.zone
    if (zone !== undefined && zone !== 'safe') return zone
  }
  return null
}

/** The task's product is there: since then it waits. */
export function readySince_s(level: Level, state: WeekState, task: Task): number | null {
  const { tasks } = suiteOfTask(weekOf(level), task.id)
  const i = tasks.indexOf(task)
  const came_s = i === 0 ? 0 : state.done_s[tasks[i - 1]!.id]
  return came_s === undefined ? null : Math.max(came_s, task.from_s)
}

/** The second at which a validated hold is over; null: none counts here. */
export function holdEnds_s(level: Level, state: WeekState, task: Task): number | null {
  const since_s = readySince_s(level, state, task)
  return since_s === null || task.hold_s === null ? null : since_s + task.hold_s - task.held_s
}

/** Who has what only so many can have: tasks that are not over, and cleaning. */
export function usersOf(run: Run, shared: string): readonly string[] {
  const week = weekOf(run.level)
  const state = run.desk!.week!
  const going = week.suites
    .flatMap((s) => s.tasks)
    .filter((t) => t.needs.includes(shared) && state.begun_s[t.id] !== undefined && state.done_s[t.id] === undefined)
    .map((t) => t.id)
  const { room, needs } = week.changeover
  const cleans = state.cleaned_s !== null && run.t_s < state.cleaned_s
  return cleans && (room === shared || needs.includes(shared)) ? [...going, CLEANING] : going
}

export const isTaken = (run: Run, shared: string): boolean =>
  usersOf(run, shared).length >= weekOf(run.level).shared.find((s) => s.id === shared)!.capacity

/** When a sample can be had; null: not yet. */
export function sampleSince_s(run: Run, test: WeekTest): number | null {
  const state = run.desk!.week!
  if (test.id === weekOf(run.level).changeover.test)
    return state.cleaned_s !== null && state.cleaned_s <= run.t_s ? state.cleaned_s : null
  return test.of === null ? 0 : (state.done_s[test.of] ?? null)
}

/** Of the shared room the last swab counts. */
export const orderOf = (state: WeekState, test: string): OrderedTest | undefined =>
  state.lab.filter((o) => o.test === test).at(-1)

export const hasResult = (run: Run, test: string): boolean => {
  const order = orderOf(run.desk!.week!, test)
  return order !== undefined && order.due_s <= run.t_s
}

/** Nothing of another product is left in the shared room, and a swab says so. */
export function isClear(run: Run, suite: string): boolean {
  const { changeover } = weekOf(run.level)
  const { lastIn, cleaned_s } = run.desk!.week!
  if (lastIn === null || lastIn === suite) return true
  const swab = orderOf(run.desk!.week!, changeover.test)
  if (cleaned_s === null || cleaned_s > run.t_s || !swab) return false
  return swab.ordered_s >= cleaned_s && swab.due_s <= run.t_s
}

/** The same at the second a task was begun there. */
export const isClearAt = (run: Run, task: string): boolean => run.desk!.week!.unclear.every((id) => id !== task)

export const sampleWas_s = (run: Run, test: string): number => {
  const { of } = weekOf(run.level).tests.find((t) => t.id === test)!
  return of === null ? 0 : (run.desk!.week!.done_s[of] ?? run.t_s)
}

const no = (code: string): Refusal => ({ code })

/** When the late shift has gone home there is nobody left to send anywhere, and nobody who would. */
const isClosed = (run: Run): boolean => run.t_s % DAY >= weekOf(run.level).late_s[1]

function refusePair(run: Run, value: Answer, suite: string | null): Refusal | undefined {
  const pair = weekOf(run.level).pairs.find((p) => p.id === value)
  if (!pair) return no('no_such_pair')
  if (isIll(run, pair.id, run.t_s)) return no('pair_ill')
  if (!isThere(run, pair.id)) return no('pair_away')
  if (jobOf(run, pair.id)) return no('pair_busy')
  return suite !== null && !pair.suites.includes(suite) ? no('pair_unqualified') : undefined
}

export function refuseBegin(run: Run, suiteId: string, topic: string, value: Answer): Refusal | undefined {
  const state = run.desk!.week
  if (!state) return no('no_week')
  if (isClosed(run)) return no('house_closed')
  const week = weekOf(run.level)
  const task = suiteOf(week, suiteId)?.tasks.find((t) => t.id === topic)
  if (!task) return no('no_such_task')
  if (state.begun_s[task.id] !== undefined) return no('already_begun')
  const since_s = readySince_s(run.level, state, task)
  if (since_s === null || since_s > run.t_s) return no('not_there_yet')
  const taken = task.needs.find((n) => isTaken(run, n))
  if (taken !== undefined) return no('taken')
  return refusePair(run, value, suiteId)
}

export function begin(run: Run, suiteId: string, topic: string, value: Answer): void {
  const week = weekOf(run.level)
  const state = run.desk!.week!
  const task = taskOf(week, topic)!
  const from_s = run.t_s + week.setUp_s
  state.begun_s[task.id] = run.t_s
  const hands_s = task.hands_s === null ? null : task.hands_s + week.setUp_s
  state.jobs.push({ pair: value as string, what: task.id, from_s: run.t_s, hands_s })
  put(state, suiteId, { t_s: from_s, slot: startOf(task.id), value: 1 })
  if (!task.needs.includes(week.changeover.room)) return
  if (!isClear(run, suiteId)) state.unclear.push(task.id)
  if (state.lastIn !== suiteId) state.cleaned_s = null
  state.lastIn = suiteId
}

function put(state: WeekState, suite: string, input: SuiteInput): void {
  const mine = state.inputs[suite]!
  mine.push(input)
  mine.sort((a, b) => a.t_s - b.t_s)
}

export function refuseClean(run: Run, topic: string, value: Answer): Refusal | undefined {
  const state = run.desk!.week
  if (!state) return no('no_week')
  if (isClosed(run)) return no('house_closed')
  const { room, needs } = weekOf(run.level).changeover
  if (topic !== room) return no('no_such_room')
  if ([room, ...needs].some((n) => isTaken(run, n))) return no('taken')
  return refusePair(run, value, null)
}

export function clean(run: Run, _: string, value: Answer): void {
  const state = run.desk!.week!
  const { clean_s } = weekOf(run.level).changeover
  state.jobs.push({ pair: value as string, what: CLEANING, from_s: run.t_s, hands_s: clean_s })
  state.cleaned_s = run.t_s + clean_s
}

export function refuseTest(run: Run, topic: string): Refusal | undefined {
  const state = run.desk!.week
  if (!state) return no('no_week')
  if (isClosed(run)) return no('house_closed')
  const week = weekOf(run.level)
  const test = week.tests.find((t) => t.id === topic)
  if (!test) return no('no_such_test')
  const since_s = sampleSince_s(run, test)
  if (since_s === null) return no('no_sample_yet')
  const before = orderOf(state, topic)
  return before && before.ordered_s >= since_s ? no('already_ordered') : undefined
}

export function orderTest(run: Run, topic: string): void {
  const state = run.desk!.week!
  const { takes_s } = weekOf(run.level).tests.find((t) => t.id === topic)!
  const from_s = Math.max(run.t_s, ...state.lab.map((o) => o.due_s))
  state.lab.push({ test: topic, ordered_s: run.t_s, from_s, due_s: from_s + takes_s })
}

/** So late in the morning nobody can be asked any more to go home and come at noon. */
const ASKED_UNTIL_S = 2 * 3600

const dayMeant = (run: Run, topic: string): number => dayOf(run.t_s) + (topic === 'today' ? 0 : 1)

/** Who comes late: today, while they have not begun; or tomorrow. */
export function refuseRoster(run: Run, topic: string, value: Answer): Refusal | undefined {
  const state = run.desk!.week
  if (!state) return no('no_week')
  if (isClosed(run)) return no('house_closed')
  if (!weekOf(run.level).pairs.some((p) => p.id === value)) return no('no_such_pair')
  if (topic !== 'today' && topic !== 'tomorrow') return no('unknown_topic')
  if (lateOn(state, dayMeant(run, topic)) === value) return no('already_so')
  if (topic === 'tomorrow') return undefined
  if (run.t_s % DAY > ASKED_UNTIL_S) return no('too_late')
  if (isIll(run, value as string, run.t_s)) return no('pair_ill')
  return state.jobs.some((j) => j.pair === value && dayOf(j.from_s) === dayOf(run.t_s)) ? no('pair_busy') : undefined
}

export function roster(run: Run, topic: string, value: Answer): void {
  const { late } = run.desk!.week!
  const day = dayMeant(run, topic)
  while (late.length <= day) late.push(late.at(-1)!)
  late[day] = value as string
}

const incidentOf = (run: Run, id: string): Incident | undefined => weekOf(run.level).incidents.find((i) => i.id === id)

export function refuseIncident(run: Run, place: 'check' | 'answer', topic: string, value: Answer): Refusal | undefined {
  const state = run.desk!.week
  const incident = state && incidentOf(run, topic)
  if (!incident || state.incidents[topic]!.begins_s === null) return no('nobody_asked')
  if (isClosed(run)) return no('house_closed')
  const at = state.incidents[topic]!
  if (place === 'check')
    return incident.look_s === null ? no('nothing_to_see') : at.looked_s === null ? undefined : no('already_looked')
  if (at.answered_s !== null) return no('already_answered')
  const { replies } = variantOf(run, incident)
  return typeof value === 'number' && replies[value] ? undefined : no('no_such_reply')
}

export function look(run: Run, topic: string): void {
  run.desk!.week!.incidents[topic]!.looked_s = run.t_s
}

export function answer(run: Run, topic: string, value: Answer): void {
  const state = run.desk!.week!
  const incident = incidentOf(run, topic)!
  const at = state.incidents[topic]!
  at.answered_s = run.t_s
  at.reply = value as number
  const reply = variantOf(run, incident).replies[at.reply]!
  doAll(run, reply.does, run.t_s)
  if (incident.test !== null && reply.again_s > 0) later(state, incident.test, run.t_s, reply.again_s)
}

/** A test is done again: it and what waits behind it come later. */
function later(state: WeekState, test: string, t_s: number, again_s: number): void {
  const order = orderOf(state, test)
  if (!order) return
  const by_s = Math.max(0, t_s - order.due_s) + again_s
  for (const o of state.lab) {
    if (o !== order && o.from_s < order.due_s) continue
    if (o !== order) o.from_s += by_s
    o.due_s += by_s
  }
}

function doAll(run: Run, does: IncidentVariant['does'], t_s: number): void {
  for (const { slot, value, after_s } of does) {
    const step = slot.slice(0, slot.indexOf('.'))
    const suite = weekOf(run.level).suites.find((s) => s.level.steps.some((x) => x.id === step))
    if (suite) put(run.desk!.week!, suite.id, { t_s: t_s + after_s, slot, value })
  }
}

/** The second at which an incident comes, if what it hangs on has happened. */
function comes_s(run: Run, incident: Incident): number | null {
  const week = weekOf(run.level)
  const state = run.desk!.week!
  const drawn_s = incident.from_s + (incident.to_s - incident.from_s) * uniform(run.seed, `week.${incident.id}`, 1)
  if (incident.task !== null) {
    const begun_s = state.begun_s[incident.task]
    return begun_s === undefined ? null : begun_s + week.setUp_s + drawn_s
  }
  if (incident.test === null) return drawn_s
  // Shortly before its result would have been there.
  const order = orderOf(state, incident.test)
  return order ? order.due_s - drawn_s : null
}

/** Time passes, looked at every five minutes and at its end; the week ends on its hour. */
export function advanceWeek(run: Run, until_s: number, bench: Bench, stop?: () => boolean): void {
  const end_s = Math.min(until_s, weekOf(run.level).hours_s)
  while (run.t_s < end_s) {
    run.t_s = Math.min(end_s, (Math.floor(run.t_s / LOOK_S) + 1) * LOOK_S)
    if (run.t_s % LOOK_S === 0 || run.t_s === weekOf(run.level).hours_s) lookAround(run, bench)
    if (stop?.()) return
  }
}

function lookAround(run: Run, bench: Bench): void {
  const desk = run.desk!
  const state = desk.week!
  const week = weekOf(run.level)
  const { rounds } = run.level.work!
  const tell = (what: 'done' | 'due' | 'free' | 'result' | 'incident', about: string): void =>
    void desk.facts.push({ t_s: run.t_s, kind: 'week', what, about })
  if (run.t_s % rounds.length_s === 0 && desk.round < rounds.count) {
    desk.round++
    desk.night = false
    desk.facts.push({ t_s: run.t_s, kind: 'morning', round: desk.round })
  }
  for (const suite of week.suites) {
    const inputs = state.inputs[suite.id]!
    const open = suite.tasks.filter((t) => state.begun_s[t.id] !== undefined && state.done_s[t.id] === undefined)
    if (open.length === 0) continue
    const settled = settledSuite(bench, suite, run.seed, inputs, week.hours_s)
    for (const task of open) {
      const end = settled.closed.find((c) => suite.level.steps[c.index]!.id === task.steps.at(-1))
      if (!end || end.closed_s > run.t_s) continue
      state.done_s[task.id] = run.t_s
      state.closed[suite.id] = settled.closed.filter((c) => c.closed_s <= run.t_s)
      tell('done', task.id)
    }
  }
  const was_s = run.t_s - LOOK_S
  for (const o of state.lab) if (o.due_s > was_s && o.due_s <= run.t_s) tell('result', o.test)
  if (state.cleaned_s !== null && state.cleaned_s > was_s && state.cleaned_s <= run.t_s) tell('done', CLEANING)
  for (const job of state.jobs)
    if (job.hands_s !== null && job.what !== CLEANING) {
      const free_s = job.from_s + job.hands_s
      if (free_s > was_s && free_s <= run.t_s) tell('free', job.pair)
    }
  // At noon the late shift comes.
  if (run.t_s % DAY === week.late_s[0]) tell('free', lateOn(state, dayOf(run.t_s)))
  for (const task of week.suites.flatMap((s) => s.tasks))
    if ([task.from_s, task.due_s ?? 0].some((s) => s > was_s && s <= run.t_s && s > 0)) tell('due', task.id)
  for (const incident of week.incidents) {
    const at = state.incidents[incident.id]!
    if (at.begins_s !== null) continue
    const here_s = comes_s(run, incident)
    if (here_s === null || here_s > run.t_s) continue
    at.begins_s = run.t_s
    doAll(run, variantOf(run, incident).does, run.t_s)
    tell('incident', incident.id)
  }
}
