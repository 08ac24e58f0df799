import type { Level } from '../level.ts'
import type { ClosedStep, Run } from '../state.ts'

/** What was made to be sold: the GMP lots whose results are there. */
export const lotsOfTransfer = ({
  level,
  desk,
  t_s,
}: Pick<Run, 'level' | 't_s'> & Partial<Pick<Run, 'desk'>>): readonly {
  readonly level: Level
  readonly closed: ClosedStep[]
}[] =>
  level.work!.transfer!.processes.map((guest) => {
    const lot = desk!.transfer!.lots[guest.id]!.gmp
    return { level: guest.level, closed: lot && lot.done_s <= t_s ? [...lot.closed] : [] }
  })
