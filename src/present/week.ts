import { type IncidentView, type PairView, type Run, type TaskView, weekView, type WeekView } from '../play/index.ts'

/** An incident as it is told: what it really is only once somebody has looked, and nothing of what is right. */
export type IncidentSnapshot = Omit<IncidentView, 'fitting' | 'procedure'>

export interface TaskSnapshot extends Omit<TaskView, 'spec'> {
  /** Plant seconds by the plan, from the first valve on. */
  readonly plan_s: number
  readonly hands_s: number | null
  readonly due_s: number | null
  readonly zone: string
  readonly needs: readonly string[]
  readonly tests: readonly string[]
  readonly hold_s: number | null
  /** What it makes does not keep. */
  readonly soon: boolean
  /** What stands in the way of each pair, by its id; null: nothing. */
  readonly refused: Readonly<Record<string, string | null>>
}

/** What whoever leads the week has on the board. */
export interface WeekSnapshot extends Omit<WeekView, 'tasks' | 'incidents'> {
  readonly tasks: readonly TaskSnapshot[]
  readonly incidents: readonly IncidentSnapshot[]
  /** Seconds of the day at which the last one goes home. */
  readonly present_s: number
}

/** Why a pair cannot begin a task now, as one sees it on the board. */
function refusedFor(task: TaskView, pair: PairView): string | null {
  if (!pair.suites.includes(task.suite)) return 'pair_unqualified'
  if (pair.ill) return 'pair_ill'
  if (!pair.there) return 'pair_away'
  return pair.at === null ? null : 'pair_busy'
}

export function weekSnapshot(run: Run): WeekSnapshot | null {
  const view = weekView(run)
  if (!view) return null
  return {
    ...view,
    tasks: view.tasks.map(({ spec, ...task }) => ({
      ...task,
      plan_s: spec.plan_s,
      hands_s: spec.hands_s,
      due_s: spec.due_s,
      zone: spec.zone,
      needs: spec.needs,
      tests: spec.tests,
      hold_s: spec.hold_s,
      soon: spec.soon === true,
      refused: Object.fromEntries(view.pairs.map((pair) => [pair.id, refusedFor({ spec, ...task }, pair)])),
    })),
    incidents: view.incidents.map(({ id, who, begins_s, canLook, looked, variant, answered, replies }) => ({
      id,
      who,
      begins_s,
      canLook,
      looked,
      variant,
      answered,
      replies,
    })),
    present_s: view.late_s[1],
  }
}
