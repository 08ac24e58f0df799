/** The week as whoever leads it knows it: who is there, what waits and since when, what the laboratory has. */

import type { Task } from '../level.ts'
import type { Run } from '../state.ts'
import {
  hasResult,
  holdEnds_s,
  isClear,
  isIll,
  isLate,
  isTaken,
  lateOn,
  isThere,
  jobOf,
  orderOf,
  readySince_s,
  sampleSince_s,
  shiftOf,
  usersOf,
  variantOf,
  weekOf,
  zoneOf,
} from './week.ts'

export type TaskState = 'before' | 'ready' | 'begun' | 'done'

export interface TaskView {
  readonly id: string
  readonly suite: string
  readonly state: TaskState
  readonly spec: Task
  /** Since when its product is there, or will be by the calendar; null: the task before is not over. */
  readonly since_s: number | null
  readonly holdEnds_s: number | null
  readonly begun_s: number | null
  readonly done_s: number | null
  /** Results that are not there yet. */
  readonly missing: readonly string[]
  /** What it needs and others have. */
  readonly taken: readonly string[]
  /** The shared room is free of the product before; true where it is not used. */
  readonly clear: boolean
}

export interface PairView {
  readonly id: string
  readonly suites: readonly string[]
  readonly shift_s: readonly [from: number, to: number]
  readonly late: boolean
  readonly ill: boolean
  /** In the house, and not ill. */
  readonly there: boolean
  /** A task, or the cleaning; null: free. */
  readonly at: string | null
  readonly zone: string | null
}

export interface TestView {
  readonly id: string
  /** `sample`: can be ordered. */
  readonly state: 'none' | 'sample' | 'ordered' | 'result'
  readonly takes_s: number
  readonly of: string | null
  readonly due_s: number | null
}

export interface IncidentView {
  readonly id: string
  readonly who: string
  readonly begins_s: number
  readonly canLook: boolean
  readonly looked: boolean
  /** What it was, once somebody has looked; null: not known. */
  readonly variant: string | null
  readonly answered: number | null
  readonly replies: number
  /** The right reply, as far as one can know it: by what was seen, else by what it usually is. */
  readonly fitting: number | null
  /** What the procedure says, which never looks: what can be defended, not what is best. */
  readonly procedure: number | null
}

export interface WeekView {
  readonly t_s: number
  readonly hours_s: number
  readonly night: boolean
  readonly tasks: readonly TaskView[]
  readonly pairs: readonly PairView[]
  /** Who comes late, day by day. */
  readonly roster: readonly string[]
  readonly early_s: readonly [from: number, to: number]
  readonly late_s: readonly [from: number, to: number]
  readonly setUp_s: number
  readonly tests: readonly TestView[]
  readonly shared: readonly { readonly id: string; readonly capacity: number; readonly users: readonly string[] }[]
  readonly changeover: {
    readonly room: string
    readonly lastIn: string | null
    readonly canClean: boolean
    readonly clean: boolean
  }
  readonly incidents: readonly IncidentView[]
}

export function weekView(run: Run): WeekView | null {
  const state = run.desk?.week
  if (!state) return null
  const week = weekOf(run.level)
  const { room, needs } = week.changeover
  return {
    t_s: run.t_s,
    hours_s: week.hours_s,
    night: run.desk!.night,
    tasks: week.suites.flatMap((suite) =>
      suite.tasks.map((spec): TaskView => {
        const since_s = readySince_s(run.level, state, spec)
        const begun_s = state.begun_s[spec.id] ?? null
        const done_s = state.done_s[spec.id] ?? null
        return {
          id: spec.id,
          suite: suite.id,
          spec,
          since_s,
          begun_s,
          done_s,
          state:
            done_s !== null
              ? 'done'
              : begun_s !== null
                ? 'begun'
                : since_s !== null && since_s <= run.t_s
                  ? 'ready'
                  : 'before',
          holdEnds_s: holdEnds_s(run.level, state, spec),
          missing: spec.tests.filter((t) => !hasResult(run, t)),
          taken: spec.needs.filter((n) => isTaken(run, n)),
          clear: !spec.needs.includes(room) || isClear(run, suite.id),
        }
      }),
    ),
    pairs: week.pairs.map(({ id, suites }) => ({
      id,
      suites,
      shift_s: shiftOf(week, state, id, run.t_s),
      late: isLate(state, id, run.t_s),
      ill: isIll(run, id, run.t_s),
      there: isThere(run, id),
      at: jobOf(run, id)?.what ?? null,
      zone: zoneOf(run, id),
    })),
    roster: Array.from({ length: Math.ceil(week.hours_s / 86_400) }, (_, day) => lateOn(state, day)),
    early_s: week.early_s,
    late_s: week.late_s,
    setUp_s: week.setUp_s,
    tests: week.tests.map((test): TestView => {
      const since_s = sampleSince_s(run, test)
      const order = orderOf(state, test.id)
      const counts = order && (since_s === null || order.ordered_s >= since_s)
      return {
        id: test.id,
        takes_s: test.takes_s,
        of: test.of,
        state: counts ? (order.due_s <= run.t_s ? 'result' : 'ordered') : since_s === null ? 'none' : 'sample',
        due_s: counts ? order.due_s : null,
      }
    }),
    shared: week.shared.map(({ id, capacity }) => ({ id, capacity, users: usersOf(run, id) })),
    changeover: {
      room,
      lastIn: state.lastIn,
      canClean: ![room, ...needs].some((n) => isTaken(run, n)),
      clean: state.cleaned_s !== null && state.cleaned_s <= run.t_s,
    },
    incidents: week.incidents.flatMap((i): readonly IncidentView[] => {
      const at = state.incidents[i.id]!
      if (at.begins_s === null) return []
      const looked = at.looked_s !== null
      const { id: variant, replies } = variantOf(run, i)
      const usual = i.variants.reduce((a, b) => (b.weight > a.weight ? b : a)).replies
      const safe = usual.findIndex((r) => r.quality === 'acceptable')
      const best = (looked ? replies : usual).findIndex((r) => r.quality === 'best')
      return [
        {
          id: i.id,
          who: i.who,
          begins_s: at.begins_s,
          canLook: i.look_s !== null && !looked,
          looked,
          variant: looked || i.look_s === null ? variant : null,
          answered: at.answered_s === null ? null : at.reply,
          replies: replies.length,
          fitting: best < 0 ? null : best,
          procedure: safe < 0 ? (best < 0 ? null : best) : safe,
        },
      ]
    }),
  }
}

/** What could be said or begun now. */
export const slotsOfWeek = ({ incidents, tests, tasks, changeover }: WeekView): readonly string[] => [
  ...incidents.flatMap((i) => [
    ...(i.canLook ? [`check.${i.id}`] : []),
    ...(i.answered === null && i.replies > 0 ? [`answer.${i.id}`] : []),
  ]),
  ...tests.filter((t) => t.state === 'sample').map((t) => `lab.${t.id}`),
  ...tasks.filter((t) => t.state === 'ready').map((t) => `${t.suite}.${t.id}`),
  ...(changeover.canClean ? [`clean.${changeover.room}`] : []),
  'roster.today',
  'roster.tomorrow',
  'shift.leave',
]
