import * as z from 'zod'
import type { Level } from '../play/index.ts'
import type { Problem } from '../sim/index.ts'
import { loadLevel } from './load.ts'
import { patched, patchFile } from './patch.ts'

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/)

/**
 * What a level begins with when a case of an earlier one was ignored: the same signal, louder (gmp.md §4.2). Beside the
 * level as carry.json: the level itself, its hash and its sweep stay what they are.
 */
const carryFile = z.strictObject({
  format: z.literal(1),
  carries: z
    .array(z.strictObject({ id: name, from: name, fault: name, cause: name, patch: patchFile }))
    .min(1)
    .max(6),
})

export type Carry = z.infer<typeof carryFile>['carries'][number]

/** The carries of a file; problems with path, code and remedy. */
export function loadCarries(json: unknown): {
  readonly carries: readonly Carry[]
  readonly problems: readonly Problem[]
} {
  const parsed = carryFile.safeParse(json)
  if (parsed.success) return { carries: parsed.data.carries, problems: [] }
  const problems = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code,
    message: `${issue.message}.`,
    remedy: 'See docs/writing-levels.md for the shape of carry.json.',
  }))
  return { carries: [], problems }
}

/** What is wrong with a carry file beside its level; `levelOf` finds the levels that its cases are of. */
export function carryProblems(
  json: unknown,
  levelJson: unknown,
  levelOf: (id: string) => Level | undefined,
): readonly Problem[] {
  const { carries, problems } = loadCarries(json)
  return [
    ...problems,
    ...carries.flatMap(({ id, from, fault, cause, patch }, i): readonly Problem[] => {
      const path = `carries[${i}]`
      const known = levelOf(from)?.work?.faults.find((f) => f.id === fault)
      const wrong: Problem[] = []
      if (carries.findIndex((c) => c.id === id) !== i)
        wrong.push({
          path: `${path}.id`,
          code: 'duplicate',
          message: `Two are called '${id}'.`,
          remedy: 'Give each its own id.',
        })
      if (!known?.causes.some((c) => c.id === cause))
        wrong.push({
          path: `${path}.fault`,
          code: 'dangling',
          message: `'${from}' has no case '${fault}' by '${cause}'.`,
          remedy: 'Name a fault of the earlier level, and one of its causes.',
        })
      const changed = patched(levelJson, patch)
      const loaded = changed.problems.length ? changed.problems : loadLevel(changed.json).problems
      return [...wrong, ...loaded.map((p) => ({ ...p, path: `${path}.patch: ${p.path}` }))]
    }),
  ]
}
