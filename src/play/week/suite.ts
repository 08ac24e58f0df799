/** The lots of a week: each a pure function of what was begun and changed in its suite, and when. Worked out once. */

import type { Decision, Run, RunningStep, Who } from '../state.ts'
import type { Refusal } from '../../models/index.ts'
import type { Level, Suite, Task } from '../level.ts'
import type { Observation, Policy } from '../observation.ts'
import { copyRun } from '../copy.ts'
import type { SuiteInput } from './state.ts'

/** What moves a run: handed in, since a run holds the week that asks for it. */
export interface Bench {
  start(level: Level, seed: number): Run
  advance(run: Run, until_s: number, crew: Policy, watch: (run: Run, r: RunningStep) => void, stop: () => boolean): void
  apply(run: Run, d: Decision, by: Who): Refusal | undefined
  readonly crew: Policy
}

const START = 'start'
export const startOf = (task: string): string => `${task}.${START}`

const begunIn = (suite: Suite, inputs: readonly SuiteInput[]): readonly Task[] =>
  suite.tasks.filter((task) => inputs.some((i) => i.slot === startOf(task.id)))

/** Steps that run until somebody comes for what is in them. */
const isBetween = (suite: Suite, step: string): boolean => suite.tasks.some((task) => task.ends === step)

/** The printed recipe, but for what begins a task: what stands here has been left standing by the plan. */
function crewOf(suite: Suite, begun: readonly Task[], crew: Policy): Policy {
  const kept = suite.tasks.flatMap((t) => (t.ends !== null && !begun.includes(t) ? [`${t.ends}.proceed`] : []))
  return (o: Observation) => crew(o).filter((d) => !kept.includes(d.slot) && d.slot !== `${o.step.id}.pause`)
}

/** Runs on until all that was begun is over, or to a second. */
function goOn(bench: Bench, suite: Suite, run: Run, begun: readonly Task[], until_s: number, settles: boolean): void {
  const { steps } = suite.level
  const opens = new Set(begun.flatMap((task) => task.steps))
  const watch = (_: Run, r: RunningStep): void => {
    const { id } = steps[r.index]!
    // Seen at its opening: what nobody has begun stands.
    if (r.opened_s === run.t_s && !opens.has(id) && !isBetween(suite, id)) r.paused = true
  }
  const lasts = begun.map((task) => task.steps.at(-1)!)
  const isSettled = (): boolean => settles && lasts.every((id) => run.closed.some((c) => steps[c.index]!.id === id))
  if (run.t_s < until_s && !isSettled()) bench.advance(run, until_s, crewOf(suite, begun, bench.crew), watch, isSettled)
}

function take(bench: Bench, suite: Suite, run: Run, { slot, value }: SuiteInput): void {
  const task = suite.tasks.find((t) => slot === startOf(t.id))
  // What a step has come past is refused by it, and was too late.
  if (!task) return void bench.apply(run, { slot, value }, 'crew')
  if (task.ends !== null) bench.apply(run, { slot: `${task.ends}.proceed`, value: 1 }, 'crew')
  bench.apply(run, { slot: `${task.steps[0]}.pause`, value: 0 }, 'crew')
}

interface Known {
  /** At the second of the last input, taken. */
  readonly there: Run
  /** When all that was begun is over. */
  settled: Run | null
}

/** Hybrids of one lot leave most suites as they were. */
const known = new WeakMap<Suite, Map<string, Known>>()
export const MOST_KNOWN = 400

const keyOf = (seed: number, inputs: readonly SuiteInput[]): string =>
  `${seed} ${inputs.map((i) => `${i.t_s} ${i.slot} ${i.value}`).join(';')}`

function knownAt(bench: Bench, suite: Suite, seed: number, inputs: readonly SuiteInput[]): Known {
  let mine = known.get(suite)
  if (!mine) known.set(suite, (mine = new Map()))
  const key = keyOf(seed, inputs)
  const found = mine.get(key)
  if (found) return found
  const last = inputs.at(-1)
  let there: Run
  if (!last) {
    there = bench.start(suite.level, seed)
    for (const r of there.running) if (!isBetween(suite, suite.level.steps[r.index]!.id)) r.paused = true
  } else {
    const before = inputs.slice(0, -1)
    const from = knownAt(bench, suite, seed, before)
    there = copyRun(from.settled && from.settled.t_s <= last.t_s ? from.settled : from.there)
    goOn(bench, suite, there, begunIn(suite, before), last.t_s, false)
    take(bench, suite, there, last)
  }
  if (mine.size >= MOST_KNOWN) mine.clear()
  const made = { there, settled: null }
  mine.set(key, made)
  return made
}

/** The suite's lot when all that was begun in it is over, or at the end of the week. Not to be changed. */
export function settledSuite(
  bench: Bench,
  suite: Suite,
  seed: number,
  inputs: readonly SuiteInput[],
  end_s: number,
): Run {
  const at = knownAt(bench, suite, seed, inputs)
  if (!at.settled) {
    at.settled = copyRun(at.there)
    goOn(bench, suite, at.settled, begunIn(suite, inputs), end_s, true)
  }
  return at.settled
}
