import type { Level } from '../level.ts'
import type { ClosedStep, Run } from '../state.ts'

/** The lots of the week as far as their tasks are over: what counts is in its last vessel when the week ends. */
export const lotsOfWeek = ({
  level,
  desk,
}: Pick<Run, 'level'> & Partial<Pick<Run, 'desk'>>): readonly {
  readonly level: Level
  readonly closed: ClosedStep[]
}[] => level.work!.week!.suites.map((suite) => ({ level: suite.level, closed: desk!.week!.closed[suite.id]! }))
