import type { AssaySnapshot, Snapshot, StepSnapshot } from './snapshot.ts'

/** What runs with the clock, second by second, and is read by the minute; and the picture, which moves of its own. */
const RUNNING: ReadonlySet<string> = new Set<keyof Snapshot>(['t_s', 'busy_s', 'nextResult_s', 'plant', 'steps'])

const minute = (seconds: number): number => Math.floor(seconds / 60)
const bothOrNone = (a: number | null, b: number | null): boolean => (a === null) === (b === null)

/** The same objects under all keys but these. */
function same<T extends object>(before: T, now: T, but: ReadonlySet<string>): boolean {
  return (Object.keys(now) as (keyof T & string)[]).every((key) => but.has(key) || before[key] === now[key])
}

/** Whether there is nothing new to read in a snapshot: words and figures may stand as they are. */
export function readsTheSame(before: Snapshot, now: Snapshot): boolean {
  if (before === now) return true
  return (
    minute(before.t_s) === minute(now.t_s) &&
    bothOrNone(before.nextResult_s, now.nextResult_s) &&
    same(before, now, RUNNING) &&
    before.steps.length === now.steps.length &&
    now.steps.every((step, i) => sameStep(before.steps[i]!, step))
  )
}

const ASSAYS: ReadonlySet<string> = new Set<keyof StepSnapshot>(['assays'])
const PENDING: ReadonlySet<string> = new Set<keyof AssaySnapshot>(['pending_s'])

function sameStep(before: StepSnapshot, now: StepSnapshot): boolean {
  if (before === now) return true
  if (!same(before, now, ASSAYS) || before.assays.length !== now.assays.length) return false
  return now.assays.every((assay, i) => {
    const was = before.assays[i]!
    return bothOrNone(was.pending_s, assay.pending_s) && same(was, assay, PENDING)
  })
}
