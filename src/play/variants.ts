import { type Digestible, digestOf } from '../sim/index.ts'
import { copyRun } from './copy.ts'
import type { Fact } from './desk/state.ts'
import type { Level } from './level.ts'
import { advanceTo, apply, isOver, type Policy, startRun } from './run.ts'
import type { ClosedStep, Run, Stamped } from './state.ts'
import { finish, LONGEST_S, type Timed } from './work.ts'

/**
 * Plays logs on one lot that have much in common, as a search makes them: from the last decision that a log shares with
 * the one kept, and where the player's steps end as they have ended before, with what the crew made of that then. Each run
 * is what `play` makes of the log with nobody at the controls, to the last bit; tests/play/variants.test.ts holds it to it.
 */
export interface Variants {
  /** To the end of the player's steps; null where `goesOn` has seen enough by then. */
  play(log: readonly Timed[], goesOn?: (run: Run) => boolean): Run | null
  /** The log played last is the one that the next ones are like. */
  keep(): void
}

/** A run as it stood after so many decisions of a log. */
interface Mark {
  readonly after: number
  readonly run: Run
}

/** Copies kept of one log. */
const MARKS = 12

export function variantsOf(level: Level, seed: number, crew: Policy): Variants {
  const start = startRun(level, seed)
  advanceTo(start, level.work!.starts_s, crew)
  const ends = new Map<string, End>()
  let kept: Played = { log: [], marks: [{ after: 0, run: start }] }
  let last = kept
  return {
    play(log, goesOn = () => true) {
      const shared = sharedLength(kept.log, log)
      const marks = kept.marks.filter((m) => m.after <= shared)
      const from = marks.at(-1)!
      const run = copyRun(from.run)
      const every = Math.max(1, Math.floor(log.length / MARKS))
      for (let i = from.after; i < log.length && !isOver(run); i++) {
        const d = log[i]!
        advanceTo(run, Math.min(Math.max(d.t, run.desk!.busy_s), LONGEST_S), crew)
        if (!isOver(run)) apply(run, d, 'player')
        if ((i + 1) % every === 0) marks.push({ after: i + 1, run: copyRun(run) })
      }
      last = { log, marks }
      const isPlayed = (): boolean =>
        level.steps.some((step, i) => step.mode === 'play' && !run.closed.some((c) => c.index === i))
      while (!isOver(run) && run.t_s < LONGEST_S && isPlayed())
        advanceTo(run, Math.min(run.t_s + DAY_S, LONGEST_S), crew, undefined, () => !isPlayed())
      if (!goesOn(run)) return null
      if (isPlayed()) finish(run, crew)
      else finishAsBefore(run, crew, ends)
      return run
    },
    keep() {
      kept = last
    },
  }
}

const DAY_S = 86_400

interface Played {
  readonly log: readonly Timed[]
  readonly marks: readonly Mark[]
}

/** What the crew made of it: the rest of everything that is only ever added to. */
interface End {
  readonly t_s: number
  readonly closed: readonly ClosedStep[]
  readonly log: readonly Stamped[]
  readonly facts: readonly Fact[]
  readonly desk: Run['desk']
}

/** A function of what the crew was left with, worked out once. */
function finishAsBefore(run: Run, crew: Policy, ends: Map<string, End>): void {
  const { t_s, running, closed, prepared, log } = run
  const { facts, night, round } = run.desk!
  const key = digestOf({ t_s, running, closed, prepared, night, round } as unknown as Digestible)
  const before = ends.get(key)
  if (!before) {
    const [steps, acts, told] = [closed.length, log.length, facts.length]
    finish(run, crew)
    ends.set(key, {
      t_s: run.t_s,
      closed: closed.slice(steps),
      log: log.slice(acts),
      facts: facts.slice(told),
      desk: run.desk,
    })
    return
  }
  running.length = 0
  run.t_s = before.t_s
  closed.push(...before.closed)
  log.push(...before.log.map((d, i) => ({ ...d, seq: log.length + i })))
  facts.push(...before.facts)
  run.desk!.round = before.desk!.round
  run.desk!.night = before.desk!.night
}

function sharedLength(a: readonly Timed[], b: readonly Timed[]): number {
  const isSame = (i: number): boolean =>
    a[i]!.t === b[i]!.t && a[i]!.slot === b[i]!.slot && JSON.stringify(a[i]!.value) === JSON.stringify(b[i]!.value)
  let i = 0
  while (i < a.length && i < b.length && isSame(i)) i++
  return i
}
