import * as z from 'zod'
import { type Loaded, loadLevel, patched, type patchFile, type Words } from '../content/index.ts'
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

/** All that stands between a level's file and the level that is played. */
export interface Setup {
  readonly options?: Options | undefined
  readonly patch?: z.infer<typeof patchFile> | undefined
  /** Other words for the level's texts: they change no run. */
  readonly words?: Words | undefined
  /** Digests of the records whose ignored cases the patch brings back. */
  readonly carry?: readonly string[] | undefined
}

/** The level of a file as it is played; the linter has the last word. */
export function setUp(json: unknown, { options = {}, patch = [] }: Setup): Loaded {
  const changed = patched(json, patch)
  const { exam, hidden, limit_min, kit } = options
  const aids = exam ? ('none' as const) : options.aids
  const found = patched(changed.json, [
    ...(aids ? [{ path: 'work.aids', value: aids }] : []),
    ...(limit_min ? [{ path: 'work.limit_min', value: limit_min }] : []),
    ...(kit ? [{ path: 'work.kit', value: kit }] : []),
    ...(hidden ? [{ path: 'work.without', value: [...withoutOf(changed.json), ...hidden] }] : []),
  ])
  const problems = [...changed.problems, ...found.problems]
  return problems.length ? { problems } : loadLevel(found.json)
}

/** Tries there are: an exam is taken once where nothing else is said. */
export const triesOf = ({ tries, exam }: Options): number | undefined => tries ?? (exam ? 1 : undefined)

function withoutOf(json: unknown): readonly unknown[] {
  const work = (json as { work?: { without?: unknown } } | null)?.work
  return Array.isArray(work?.without) ? (work.without as readonly unknown[]) : []
}
