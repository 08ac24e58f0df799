import type { Clause, Contract } from '../content/index.ts'
import { outcomeOf, type Rating, type Run } from '../play/index.ts'

/** Contracts of a level that a finished lot has kept, by their ids: none that did not pass. */
export const contractsKept = (run: Run, rating: Rating, contracts: readonly Contract[]): readonly string[] =>
  rating.passed ? contracts.filter(({ all }) => all.every((c) => isKept(run, rating, c))).map(({ id }) => id) : []

function isKept(run: Run, rating: Rating, clause: Clause): boolean {
  const { atLeast = -Infinity, atMost = Infinity } = clause
  const value = valueOf(run, rating, clause)
  return value !== undefined && value >= atLeast && value <= atMost
}

/** Undefined: the lot never came to it. */
function valueOf(run: Run, rating: Rating, clause: Clause): number | undefined {
  if ('mark' in clause) return rating[clause.mark]
  if ('slot' in clause) return run.log.filter((d) => d.by === 'player' && d.slot === clause.slot).length
  if ('findings' in clause) {
    const { findings } = outcomeOf(run).compliance!
    return findings.filter((f) => clause.findings === 'all' || f.severity === clause.findings).length
  }
  const [id, key] = clause.result.split('.') as [string, string]
  return run.closed.find((c) => run.level.steps[c.index]!.id === id)?.results[key]
}
