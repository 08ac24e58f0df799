import * as z from 'zod'
import { MOST_TOOLS, TOOLS } from '../play/index.ts'

/** Real minutes that a lot may be given. */
export const LIMITS_MIN = [5, 10, 15, 20, 30, 45, 60] as const

/**
 * How a lot is to be played, where it is not as usual. `hidden`: instruments the kit lacks, by
 * `step.instrument`. `limit_min`: real minutes, after which the crew takes over. When that was, the log says; that it was
 * then, and that there were no more `tries`, a replay cannot prove. `exam`: no hints, gates stand, nothing is taken back.
 * `own`: each learner has a lot of their own, drawn from this number and who they are. `kit`: instruments brought along.
 */
export const optionsFile = z.strictObject({
  aids: z.literal('none').optional(),
  hidden: z.array(z.string().max(80)).min(1).max(3).optional(),
  limit_min: z.literal(LIMITS_MIN).optional(),
  tries: z.int().min(1).max(7).optional(),
  exam: z.literal(true).optional(),
  own: z.int().min(0).optional(),
  kit: z.array(z.enum(TOOLS)).min(1).max(MOST_TOOLS).optional(),
})

export type Options = z.infer<typeof optionsFile>

/** Tries there are: an exam is taken once where nothing else is said. */
export const triesOf = ({ tries, exam }: Options): number | undefined => tries ?? (exam ? 1 : undefined)
