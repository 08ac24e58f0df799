import type * as z from 'zod'
import { type Loaded, loadLevel, patched, type patchFile, type Words } from '../content/index.ts'
import type { Options } from './options.ts'

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

function withoutOf(json: unknown): readonly unknown[] {
  const work = (json as { work?: { without?: unknown } } | null)?.work
  return Array.isArray(work?.without) ? (work.without as readonly unknown[]) : []
}
