import { loadLevel } from '../content/index.ts'
import { play } from '../record/index.ts'
import { digestOf } from '../sim/index.ts'
import { firstProblem, readJson } from './files.ts'
import type { Benchmark } from './reference/column.ts'

/** A whole batch by the SOP crew, from the frozen vial to the filled one; the digest alone; nothing outside to set beside. */
export function batchBenchmarks(file = 'levels/antibody/batch/level.json'): readonly Benchmark[] {
  const { level, problems } = loadLevel(readJson(file))
  if (!level) throw firstProblem(file, problems)
  const batch = (): unknown => play(level, 1, [], 'sop')
  const numbers = Float64Array.from({ length: 20_000 }, (_, i) => i / 7)
  const none = { error: () => null, rival: [] }
  return [
    { case: 'whole batch', method: `level ${level.id}, SOP crew`, run: batch, ...none },
    { case: 'digest', method: 'SHA-256 of 20,000 numbers', run: () => void digestOf(numbers), ...none },
  ]
}
