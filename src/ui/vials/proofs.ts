import type { FirstTry } from '../../platform/index.ts'
import { asLogged, type RunRecord } from '../../record/index.ts'

/** Of each level the first lot that was passed. */
export const passedIn = (firsts: readonly FirstTry[]): readonly FirstTry[] =>
  firsts.filter((f, i) => f.passed && firsts.findIndex((x) => x.passed && x.save.level === f.save.level) === i)

/** A try as a record that replays to its digest. */
export function recordOfTry({ save, digest }: FirstTry): RunRecord {
  const { options, patch, carry } = save.setup ?? {}
  return {
    format: 1,
    model: save.model,
    level: { id: save.level, hash: save.hash, ...(patch && { patch }) },
    seed: save.seed,
    ...(options && { options }),
    ...(carry && { carry: [...carry] }),
    crew: 'idle',
    log: save.log.map(asLogged),
    digest,
  }
}
