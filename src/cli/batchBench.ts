import { loadLevel } from '../content/index.ts'
import { expertHand, explain, noviceHand, sop } from '../play/index.ts'
import { play, playHand } from '../record/index.ts'
import { digestOf } from '../sim/index.ts'
import { firstProblem, readJson } from './files.ts'
import { levelFiles, readLevel } from './levels.ts'
import type { Benchmark } from './reference/column.ts'

/** A whole batch by the SOP crew, each played level by the expert, from the frozen vial to the filled one; the digest alone; nothing outside to set beside. */
export function batchBenchmarks(file = 'levels/antibody/batch/level.json'): readonly Benchmark[] {
  const { level, problems } = loadLevel(readJson(file))
  if (!level) throw firstProblem(file, problems)
  const batch = (): unknown => play(level, 1, [], 'sop')
  const numbers = Float64Array.from({ length: 20_000 }, (_, i) => i / 7)
  const none = { error: () => null, rival: [] }
  const played = levelFiles()
    .map((path) => readLevel(path).level)
    .filter((l) => l.work)
    .map((l) => ({
      case: `level ${l.id}`,
      method: 'expert, to the vials',
      run: () => playHand(l, 1, expertHand),
      ...none,
    }))
  const explained = levelFiles()
    .map((path) => readLevel(path).level)
    .flatMap((l): Benchmark[] => {
      const error = l.work?.novice[0]
      if (!error) return []
      const run = (): unknown => explain(l, 1, playHand(l, 1, noviceHand(error)).log, expertHand, sop)
      return [{ case: `explain ${l.id}`, method: `record of ${error.id}, made too`, once: true, run, ...none }]
    })
  return [
    ...played,
    ...explained,
    { case: 'whole batch', method: `level ${level.id}, SOP crew`, run: batch, ...none },
    { case: 'digest', method: 'SHA-256 of 20,000 numbers', run: () => void digestOf(numbers), ...none },
  ]
}
