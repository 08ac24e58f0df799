/** What a week came to: holds, results, zones, rooms and incidents for the rubric; the lots as their own plants judge them. */

import { type Case, compliance, type Demands, type RubricEvent } from '../rubric/index.ts'
import type { Run } from '../state.ts'
import { holdEnds_s, isClearAt, readySince_s, sampleWas_s, taskOf, variantOf, weekOf, zoneBefore } from './week.ts'

export function readWeek(run: Run): { readonly demands: Demands; readonly events: readonly RubricEvent[] } {
  const events: RubricEvent[] = []
  const cases: Case[] = []
  const add = (t_s: number, e: object): void => void events.push({ ...e, t_s, seq: events.length } as RubricEvent)
  const week = weekOf(run.level)
  const state = run.desk!.week!
  const ask = (id: string, severity: Case['severity'], begins_s: number, window_s: number): void =>
    void cases.push({
      id,
      severity,
      begins_s,
      window_s,
      escalateTo: [],
      causedBy: 'plant',
      parts: ['detect', 'decide'],
    })
  const breach = (t_s: number, rule: string, subject: string, gate?: string): void =>
    add(t_s, { kind: 'breach', rule, severity: 'major', subject, ...(gate && { gate }) })

  for (const task of week.suites.flatMap((s) => s.tasks)) {
    const begun_s = state.begun_s[task.id]
    const since_s = readySince_s(run.level, state, task)
    const ends_s = holdEnds_s(run.level, state, task)
    if (since_s !== null && ends_s !== null && (begun_s !== undefined || ends_s <= run.t_s)) {
      ask(`hold.${task.id}`, 'major', since_s, Math.max(3600, ends_s - since_s))
      const first_s = (begun_s ?? Infinity) + week.setUp_s
      if (first_s <= ends_s) add(begun_s!, { kind: 'choice', about: `hold.${task.id}`, quality: 'best' })
      else {
        const at_s = Math.max(since_s, Math.min(ends_s, run.t_s))
        add(at_s, { kind: 'choice', about: `hold.${task.id}`, quality: 'wrong', finding: 'major', rule: 'R-HOLD' })
      }
    }
    if (begun_s === undefined) continue
    for (const id of task.tests) {
      const order = state.lab.find((o) => o.test === id)
      const there = order !== undefined && order.due_s <= begun_s
      ask(`test.${id}`, 'major', Math.min(begun_s, sampleWas_s(run, id)), week.hours_s)
      const said = { kind: 'choice', about: `test.${id}`, quality: there ? 'best' : 'wrong' }
      add(begun_s, there ? said : { ...said, finding: 'major', rule: 'R-MAT', gate: 'G4' })
    }
    if (task.needs.includes(week.changeover.room) && !isClearAt(run, task.id)) breach(begun_s, 'R-CLEAR', task.id, 'G5')
  }
  for (const job of state.jobs) {
    const zone = taskOf(week, job.what)?.zone
    const before = zone === undefined ? null : zoneBefore(run, job)
    if (before === null || before === zone) continue
    // Behind the viral border nobody comes in from before it.
    const crossed = before === 'raw' && taskOf(week, job.what)!.border === true
    breach(job.from_s, 'R-ZONE', job.what, crossed ? 'G5' : undefined)
  }
  for (const incident of week.incidents) {
    const { begins_s, answered_s, reply, looked_s } = state.incidents[incident.id]!
    const { replies } = variantOf(run, incident)
    if (begins_s === null || replies.length === 0) continue
    ask(incident.id, incident.severity, begins_s, incident.window_s)
    if (answered_s === null) continue
    const given = replies[reply!]!
    // What was right by luck: nobody had looked.
    const blind = incident.look_s !== null && looked_s === null
    const quality = given.quality === 'best' && blind ? 'acceptable' : given.quality
    const { finding, gate } = given
    add(answered_s, { kind: 'choice', about: incident.id, quality, ...(finding && { finding }), ...(gate && { gate }) })
  }
  return {
    demands: { obligations: [], cases, decoys: [], unlocked: ['detect', 'decide'] },
    events: events.sort((a, b) => a.t_s - b.t_s || a.seq - b.seq),
  }
}

export interface SuiteMark {
  readonly suite: string
  readonly compliance: number
}

/** What each suite comes to by itself: its holds, results, rooms and calls, judged like a lot of its own. */
export function suiteMarks(run: Run): readonly SuiteMark[] {
  const { demands, events } = readWeek(run)
  const week = weekOf(run.level)
  return week.suites.map(({ id: suite, tasks }) => {
    const tests = tasks.flatMap((task) => task.tests)
    const calls = week.incidents.filter(
      (i) => (i.test !== null && tests.includes(i.test)) || tasks.some((task) => task.id === i.task),
    )
    const own = new Set([
      ...tasks.flatMap(({ id }) => [id, `hold.${id}`]),
      ...tests.map((test) => `test.${test}`),
      ...calls.map((i) => i.id),
    ])
    const cases = demands.cases.filter((c) => own.has(c.id))
    const said = events.filter((e) => own.has('about' in e ? String(e.about) : 'subject' in e ? String(e.subject) : ''))
    return { suite, compliance: compliance({ ...demands, cases }, said).score }
  })
}
